"""The whole line: from an article to a quiz, on made-up articles and on the seed article."""

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from quiz.language.numbers import value_of
from quiz.makers.distractors.numbers import number_in
from quiz.pipeline import Built, build, passed_over, read
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.question import (
    QUESTION_TYPES,
    MultipleChoice,
    Question,
    QuestionType,
    ShortAnswer,
    TrueFalse,
    fold,
    key_text,
    spaced,
)
from quiz.schema.quiz import Blueprint, Quiz, dump, load
from tests.articles import POLITICS, PUBLISHED, SPORT, STORIES, article

SEED_FILE = Path(__file__).parents[1] / "seeds" / "zelensky-nato-2024-11-30.txt"
SOURCES = (*STORIES, "seed")
SEEDS = range(5)
DAY_WORDS = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:last|this|next) (?:week|month|year))\b"
)
QUOTED = re.compile(r"“[^”]*”")


@lru_cache(maxsize=1)
def seed_article() -> Article:
    return read(str(SEED_FILE))


@lru_cache(maxsize=64)
def built(source: str, seed: int = 0) -> Built:
    """Return the quiz of 12 on one of `SOURCES`."""
    article = seed_article() if source == "seed" else STORIES[source]
    return build(article, Blueprint(length=12), seed=seed)


def check(quiz: Quiz) -> None:
    """Assert what must hold of every quiz."""
    assert len({q.id for q in quiz.questions}) == len(quiz.questions)
    for question in quiz.questions:
        check_proof(question, quiz.article)
        check_stem(question)
        if isinstance(question, MultipleChoice):
            check_options(question, quiz.article)
    uses = Counter(fold(key_text(q)) for q in quiz.questions if not isinstance(q, TrueFalse))
    assert max(uses.values(), default=0) <= quiz.blueprint.key_uses
    assert (quiz.shortfall is None) == (len(quiz.questions) == quiz.wanted)
    assert load(dump(quiz)) == quiz


def check_proof(question: Question, source: Article) -> None:
    assert source.at(question.evidence) == question.evidence.text
    assert source.paragraph_of(question.evidence) is not None
    if question.key_span is None:
        assert question.derivation
        return
    assert question.evidence.covers(question.key_span)
    written = source.at(question.key_span)
    if isinstance(question, TrueFalse):
        assert question.key or spaced(written) not in spaced(question.stem) or question.correction
    elif question.derivation is None:
        assert fold(written) in fold(question.key)


def check_stem(question: Question) -> None:
    own = QUOTED.sub("", question.stem)
    assert not DAY_WORDS.search(own), question.stem
    assert "  " not in question.stem
    assert question.stem.count("“") == question.stem.count("”")
    if not isinstance(question, TrueFalse):
        assert spaced(question.key) not in spaced(question.stem), question.stem
    if isinstance(question, ShortAnswer | MultipleChoice):
        assert question.stem.endswith(("?", "?”"))
    else:
        assert question.stem.endswith(".")


def check_options(question: MultipleChoice, source: Article) -> None:
    folded = [fold(option) for option in question.options]
    assert len(set(folded)) == len(folded)
    if question.asks == "number":
        spans = [number_in(option) for option in question.options]  # "about 850"
        values = [
            value_of(o[s[0] : s[1]]) for o, s in zip(question.options, spans, strict=True) if s
        ]
        assert len(values) == len(question.options)
        assert None not in values
        assert values == sorted(v for v in values if v is not None)
    elif question.asks == "date":
        assert all(re.search(r"\b\d{4}$", option) for option in question.options)
        assert len({len(option.split()) for option in question.options}) == 1
    elif question.asks != "role":  # the key is not the only name a reader has met
        assert any(spaced(option) in spaced(source.text) for option in question.distractors)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_holds_of_every_quiz(source: str, seed: int) -> None:
    quiz = built(source, seed).quiz
    check(quiz)
    assert len(quiz.questions) >= 5
    assert {q.type for q in quiz.questions} >= {"multiple_choice", "short_answer"}


@pytest.mark.parametrize("source", SOURCES)
def test_every_candidate_is_kept_or_dropped_with_a_reason_and_has_its_own_id(source: str) -> None:
    screening = built(source).screening
    everyone = [*screening.kept, *(r.candidate for r in screening.dropped)]
    assert len({c.question.id for c in everyone}) == len(everyone)
    assert all(r.reason.endswith((".", "”.")) for r in screening.dropped)
    assert built(source).quiz.dropped == Counter(r.rule for r in screening.dropped)


def test_the_made_up_articles_use_every_maker() -> None:
    makers = {c.question.maker for story in STORIES for c in built(story).screening.kept}
    assert makers >= {
        "who_said",
        "who_held",
        "post",
        "when",
        "subject",
        "how_many",
        "cloze",
        "true_false",
        "objects",
        "where",
        "how_much",
        "things",
        "what_noun",
    }


@pytest.mark.parametrize("story", ["politics", "science"])
def test_captions_make_no_question(story: str) -> None:
    source = STORIES[story]
    (caption,) = (block for block in source.blocks if block.kind == "caption")
    screening = built(story).screening
    everyone = [*screening.kept, *(r.candidate for r in screening.dropped)]
    assert not [c for c in everyone if c.question.evidence.overlaps(caption)]
    assert not [c for c in everyone if "300" in f"{c.question.stem} {key_text(c.question)}".split()]


@pytest.mark.parametrize("source", SOURCES)
def test_building_twice_gives_the_same_bytes_and_another_seed_another_quiz(source: str) -> None:
    first = built(source)
    again = build(first.quiz.article, Blueprint(length=12))
    assert dump(again.quiz) == dump(first.quiz)
    assert again.screening == first.screening
    assert len({frozenset(q.id for q in built(source, s).quiz.questions) for s in SEEDS}) > 1


def ids(made: Built) -> set[str]:
    return {c.question.id for c in made.screening.kept}


def everyone(made: Built) -> list[Candidate]:
    """Return every question that was made, whatever the ranking thinks of it."""
    made_of = [*made.screening.kept, *(r.candidate for r in made.screening.dropped)]
    return [c for c in made_of if not c.fault]


@pytest.mark.parametrize("paragraphs", [POLITICS, SPORT])
def test_a_paragraph_put_in_front_leaves_the_ids_alone(paragraphs: tuple[str, ...]) -> None:
    weather = "It rained for most of the night, and the streets near the harbour were empty."
    before, after = build(article(*paragraphs)), build(article(weather, *paragraphs))
    assert ids(before)
    moved = {c.question.id: c.question.evidence for c in everyone(after)}
    shift = len(weather) + 2
    assert all(
        moved[c.question.id].start == c.question.evidence.start + shift for c in everyone(before)
    )


def test_a_corrected_sentence_changes_the_ids_of_its_own_questions_only() -> None:
    wrong = [p.replace("2,400 fishermen", "2,300 fishermen") for p in POLITICS]
    before, after = build(article(*POLITICS)), build(article(*wrong))
    lost = {
        c.question.evidence.text
        for c in before.screening.kept
        if c.question.id not in ids(after) and c.question.type not in {"matching", "ordering"}
    }
    assert lost == {
        "More than 2,400 fishermen from Porto signed a letter to Anna Vanaga in May 2024."
    }


def test_a_fuller_name_earlier_on_rewords_a_stem_and_leaves_its_id_alone() -> None:
    said = "“The old bridge will stand for another hundred winters,” said Maria Keller."
    swims = "“He trains every morning in freezing water and never complains,” said Maria Keller."
    before = build(article("Peter Brandt swam across the lake.", swims, said))
    after = build(article("Peter Johann Brandt swam across the lake.", swims, said))
    stems = {c.question.id: c.question.stem for c in before.screening.kept}
    reworded = [
        (stems[c.question.id], c.question.stem)
        for c in after.screening.kept
        if stems.get(c.question.id, c.question.stem) != c.question.stem
    ]
    assert [(a.split(":")[0], b.split(":")[0]) for a, b in reworded] == [
        ("Who said of Peter Brandt", "Who said of Peter Johann Brandt")
    ]


@pytest.mark.parametrize("kind", QUESTION_TYPES[:4])
def test_only_the_types_asked_for(kind: QuestionType) -> None:
    quiz = build(STORIES["science"], Blueprint(types=(kind,), length=2)).quiz
    check(quiz)
    assert [q.type for q in quiz.questions] == [kind] * 2


def test_an_article_with_nothing_to_ask_says_so() -> None:
    made = build(article("It rained. Nobody came. The dogs slept, and the cats slept too."))
    assert made.quiz.questions == ()
    assert made.quiz.shortfall == (
        "0 of the 6 questions that an article of this length calls for: no candidate (multiple "
        "choice, true/false, cloze, short answer, matching, ordering) passed every check."
    )


def test_an_article_without_paragraphs_gives_no_question() -> None:
    assert build(article()).quiz.questions == ()


def test_the_stages_are_told_in_order() -> None:
    told: list[str] = []
    build(STORIES["sport"], progress=told.append)
    assert told == ["find", "make", "screen", "assemble", "outline"]


def test_without_a_day_of_publication_nothing_relative_is_asked() -> None:
    quiz = build(article(*POLITICS, published=None), Blueprint(length=40)).quiz
    check(quiz)
    text = " ".join(f"{q.stem} {key_text(q)}" for q in quiz.questions)
    assert "October 2024" not in text
    assert "November 2024" not in text


def test_a_date_key_is_the_day_that_the_article_means() -> None:
    last_month = article("Denmark sold three ferries to Sweden last month.", published=PUBLISHED)
    questions = build(last_month, Blueprint(types=("short_answer",))).quiz.questions
    assert (
        "In which month and year did Denmark sell three ferries to Sweden?",
        "October 2024",
    ) in [(q.stem, key_text(q)) for q in questions]


def test_a_doubtful_question_is_asked_only_where_its_type_is_picked_out() -> None:
    """What is rather bad than good stays out of a quiz of all types, and is explained."""
    made = build(STORIES["business"])
    doubtful = {c.question.id for c in made.screening.kept if c.question.confidence < 0.5}
    assert doubtful
    assert not doubtful & {q.id for q in made.quiz.questions}
    reasons = passed_over(made.quiz, made.screening)
    assert any("doubtful" in reasons[name] for name in doubtful)
    picked = build(STORIES["business"], Blueprint(types=("true_false",), length=3)).quiz
    assert len(picked.questions) == 3
