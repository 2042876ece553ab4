"""`quiz build` and `quiz explain` on the seed article."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quiz.cli.wording import spoken
from quiz.schema.question import DIFFICULTY_LEVELS, QUESTION_TYPES, fold, key_text
from quiz.schema.quiz import Quiz as QuizRecord
from quiz.schema.quiz import load
from tests.cli.conftest import SEED, Quiz


@pytest.fixture
def built(quiz: Quiz) -> QuizRecord:
    outcome = quiz("build", SEED, "-n", 12, "--seed", 0)
    assert outcome.code == 0, outcome.err
    return load(outcome.out)


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(
    quiz_process: Quiz, folder: Path
) -> None:
    for name, hash_seed in (("a.json", "1"), ("b.json", "4242")):
        outcome = quiz_process(
            "build", SEED, "-n", 12, "--seed", 0, "-o", name, PYTHONHASHSEED=hash_seed
        )
        assert outcome.code == 0, outcome.err

    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()


def test_the_same_bytes_go_to_a_file_and_to_standard_output(quiz: Quiz, folder: Path) -> None:
    printed = quiz("build", SEED)
    quiz("build", SEED, "-o", "quiz.json")
    named = quiz("build", SEED, "-o", "-")

    assert printed.out == (folder / "quiz.json").read_bytes() == named.out


def test_another_seed_gives_another_quiz(quiz: Quiz, built: QuizRecord) -> None:
    other = load(quiz("build", SEED, "--seed", 1).out)

    assert [q.id for q in other.questions] != [q.id for q in built.questions]
    assert quiz("build", SEED, "--seed", -7).code == 0


def test_every_question_proves_itself(built: QuizRecord) -> None:
    assert built.questions
    for question in built.questions:
        evidence = question.evidence
        assert built.article.text[evidence.start : evidence.end] == evidence.text
        assert built.article.paragraph_of(evidence), "evidence lies in a paragraph"
        if question.key_span:
            assert evidence.covers(question.key_span)
        else:
            assert question.derivation


def test_no_key_stands_in_its_stem(built: QuizRecord) -> None:
    for question in built.questions:
        if question.type != "true_false":
            assert fold(key_text(question)) not in fold(question.stem)


def test_no_key_is_used_more_than_twice(built: QuizRecord) -> None:
    keys = Counter(fold(key_text(q)) for q in built.questions if q.type != "true_false")

    assert max(keys.values()) <= 2


def test_a_shortfall_is_said_with_its_numbers_and_why(quiz: Quiz) -> None:
    outcome = quiz("build", SEED, "-n", 100)
    many = load(outcome.out)

    assert many.shortfall
    assert many.shortfall.startswith(f"{len(many.questions)} of 100 questions: ")
    assert " ".join(many.shortfall.split()) in " ".join(outcome.err.split())


def test_the_summary_counts_types_and_dropped_candidates_by_rule(quiz: Quiz) -> None:
    outcome = quiz("build", SEED, "-o", "quiz.json")
    made = load(Path("quiz.json").read_bytes())
    said = " ".join(outcome.out.decode().split())

    assert outcome.err == ""
    for name, number in Counter(q.type for q in made.questions).items():
        assert f"{spoken(name)} {number}" in said
    assert made.dropped
    for rule, number in made.dropped.items():
        assert f"{spoken(rule)} {number}" in said


def test_the_summary_as_json_adds_up(quiz: Quiz) -> None:
    summary = json.loads(quiz("build", SEED, "-o", "quiz.json", "--json").out)

    assert sum(summary["questions"].values()) == summary["length"]
    assert summary["candidates"] == (
        summary["length"]
        + sum(summary["kept_but_not_chosen"].values())
        + sum(summary["dropped"].values())
    )


@pytest.mark.parametrize("name", QUESTION_TYPES[:4])
def test_only_the_types_asked_for_are_used(quiz: Quiz, name: str) -> None:
    outcome = quiz("build", SEED, "--types", name.upper(), "-n", 3)

    assert {q.type for q in load(outcome.out).questions} == {name}


def test_the_json_of_one_verb_feeds_the_next(quiz: Quiz, folder: Path) -> None:
    article = quiz("read", "-", stdin=SEED.read_bytes()).out
    findings = quiz("find", "-", stdin=article)
    made = quiz("build", "-", stdin=article)
    deck = quiz("export", "-", "--to", "anki", "-o", "deck.apkg", stdin=made.out)

    assert findings.code == made.code == deck.code == 0
    assert findings.out == quiz("find", SEED).out
    assert made.out == quiz("build", SEED).out
    assert (folder / "deck.apkg").read_bytes().startswith(b"PK")


def _explained(quiz: Quiz) -> list[dict[str, Any]]:
    outcome = quiz("explain", SEED, "-n", 12, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    entries: list[dict[str, Any]] = json.loads(outcome.out)
    return entries


def test_explain_shows_every_candidate_with_its_verdict(quiz: Quiz, built: QuizRecord) -> None:
    entries = _explained(quiz)
    verdicts = Counter(entry["verdict"] for entry in entries)

    assert [e["id"] for e in entries if e["verdict"] == "chosen"] == [q.id for q in built.questions]
    assert {rule: verdicts[rule] for rule in built.dropped} == built.dropped
    assert set(verdicts) == {"chosen", "kept", *built.dropped} - ({"kept"} - set(verdicts))
    assert all(0 <= entry["score"] <= 1 and entry["reason"] for entry in entries)


def test_explain_says_how_hard_each_sound_candidate_is_and_why(
    quiz: Quiz, built: QuizRecord
) -> None:
    entries = _explained(quiz)
    sound = [e for e in entries if e["verdict"] in ("chosen", "kept")]

    assert all(0 <= e["difficulty"] <= 1 and e["difficulty_reasons"] for e in sound)
    assert all(e["difficulty"] is None for e in entries if e not in sound)
    told = [q.difficulty.estimate for q in built.questions if q.difficulty]
    assert told == [e["difficulty"] for e in entries if e["verdict"] == "chosen"]
    assert "0.25, easy: " in quiz("explain", SEED, "-n", 100).out.decode()


@pytest.mark.parametrize("level", DIFFICULTY_LEVELS)
def test_only_questions_of_the_difficulty_asked_for(quiz: Quiz, level: str) -> None:
    made = load(quiz("build", SEED, "--difficulty", level.upper()).out)

    assert {q.difficulty.level for q in made.questions if q.difficulty} == {level}
    assert len(made.questions) == made.wanted or f"of the 8 {level} questions" in (
        made.shortfall or ""
    )


def test_the_length_of_the_article_sets_the_length_of_the_quiz(quiz: Quiz) -> None:
    made = load(quiz("build", SEED).out)
    summary = json.loads(quiz("build", SEED, "-o", "quiz.json", "--json").out)

    assert made.blueprint.length is None
    assert summary["asked_for"] == made.wanted == round(7.5 * made.article.word_count / 500)


def test_explain_for_people_has_a_row_for_every_candidate(quiz: Quiz) -> None:
    entries = _explained(quiz)
    table = quiz("explain", SEED).out.decode()

    rows = [line for line in table.splitlines() if line.strip()[:2] in ("0.", "1.")]
    assert len(rows) == len(entries)
    assert "\x1b" not in table
