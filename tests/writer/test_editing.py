"""A model may better the words of a rule-made question, never what it asks."""

import json
from typing import Any

import pytest

from quiz.schema.candidate import Candidate
from quiz.schema.question import MultipleChoice, Question, TrueFalse
from quiz.writer.editing import asks_otherwise, editable
from tests.writer.stand_in import Heard, Said, completion, failure
from tests.writer.test_writing import OFFLINE, made, writes

EDITABLE = editable(
    [c for c in OFFLINE.screening.kept if c.question.id in {q.id for q in OFFLINE.quiz.questions}]
)


def editing(*changes: dict[str, Any]) -> Any:
    full = [{"stem": "", "wrong_options": [], **change} for change in changes]

    def answer(heard: Heard) -> Said:
        assert heard.order.startswith("Edit")
        return completion(json.dumps({"edits": full}))

    return answer


def numbered(kind: type[Question], contains: str) -> tuple[int, Candidate]:
    for number, candidate in enumerate(EDITABLE, start=1):
        question = candidate.question
        if isinstance(question, kind) and contains in question.stem:
            return number, candidate
    raise AssertionError([c.question.stem for c in EDITABLE])


def test_a_stem_is_bettered_and_everything_else_stays() -> None:
    number, old = numbered(MultipleChoice, "Russia occupy Crimea")
    stem = "In which month and year was it that Russia did occupy Crimea?"
    built, server = made(editing({"number": number, "stem": stem}), tasks=("editor",))
    assert len(server.heard) == 1
    (new,) = [q for q in built.quiz.questions if q.id == old.question.id]
    assert new.stem == stem
    assert new.evidence == old.question.evidence
    assert new.maker == old.question.maker
    assert built.quiz.written is not None
    assert built.quiz.written.edited == (new.id,)
    assert "bettered the words of question" in (built.quiz.account or "")


def test_better_options_take_the_place_of_the_old_ones() -> None:
    number, old = numbered(MultipleChoice, "Russia occupy Crimea")
    options = ["March 2013", "March 2015", "May 2014"]
    built, _ = made(editing({"number": number, "wrong_options": options}), tasks=("editor",))
    (new,) = [q for q in built.quiz.questions if q.id == old.question.id]
    assert isinstance(new, MultipleChoice)
    assert new.key == "February 2014"
    assert sorted(new.distractors) == sorted(options)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["February 2014", "May 2014", "May 2013"], "another name of the answer"),
        (["February 2014 ", "May 2014", "May 2013"], "another name of the answer"),
        (["May 2014", "May 2013"], "as many are wanted"),
        (["May 2014", "May 2013", "spring"], "not of the answer’s kind"),
        (["May 2014", "May 2013", "September 2022"], None),
    ],
)
def test_options_are_proved_like_any(options: list[str], reason: str | None) -> None:
    number, old = numbered(MultipleChoice, "Russia occupy Crimea")
    built, _ = made(editing({"number": number, "wrong_options": options}), tasks=("editor",))
    (new,) = [q for q in built.quiz.questions if q.id == old.question.id]
    if reason is None:
        assert set(options) < set(new.options)  # type: ignore[union-attr]
    else:
        assert [r for r in built.refused if reason in r.reason]
        assert built.quiz.questions == OFFLINE.quiz.questions


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("In which month and year did Russia leave Crimea?", "words that neither"),
        ("In which month and year did Ukraine occupy Crimea?", "names differ"),
        ("In which month and year did Russia not occupy Crimea?", "negation"),
        ("In which month and year may Russia have occupied Crimea?", "hedge"),
        ("In which month and year before 2015 did Russia occupy Crimea?", "figure"),
        ("Who in which month and year did Russia occupy Crimea?", "question word"),
        ("In which month and year did Russia “occupy” Crimea?", "quotation"),
        ("In which year?", "names differ"),
    ],
)
def test_an_edit_that_asks_otherwise_is_refused(stem: str, reason: str) -> None:
    _, old = numbered(MultipleChoice, "Russia occupy Crimea")
    said = asks_otherwise(old.question, stem)
    assert said is not None
    assert reason in said
    assert asks_otherwise(old.question, old.question.stem) is None


def test_a_refused_edit_leaves_the_quiz_as_it_was_and_is_explained() -> None:
    number, old = numbered(MultipleChoice, "Russia occupy Crimea")
    change = {"number": number, "stem": "In which month and year did Ukraine occupy Crimea?"}
    built, _ = made(editing(change, {"number": 99, "stem": "Who?"}, change), tasks=("editor",))
    assert built.quiz.questions == OFFLINE.quiz.questions
    assert {r.type for r in built.refused} == {"edit"}
    assert len(built.refused) == 3
    assert old.question.stem in [q.stem for q in built.quiz.questions]


def test_an_edit_goes_through_screening_again() -> None:
    number, old = numbered(MultipleChoice, "Russia occupy Crimea")
    built, _ = made(
        editing({"number": number, "stem": old.question.stem.removesuffix("?")}), tasks=("editor",)
    )
    assert built.quiz.questions == OFFLINE.quiz.questions
    assert "does not end in" in built.refused[0].reason


@pytest.mark.parametrize("said", [failure(401), completion("no"), completion(""), failure(500)])
def test_an_editor_that_fails_leaves_the_offline_questions(said: Said) -> None:
    built, _ = made(lambda _: said, tasks=("editor",))
    assert built.quiz.questions == OFFLINE.quiz.questions
    assert built.trouble


def test_writer_and_editor_share_one_quiz() -> None:
    def both(heard: Heard) -> Said:
        return completion('{"edits": []}') if heard.order.startswith("Edit") else writes()(heard)

    built, server = made(both, tasks=("writer", "editor"))
    assert built.quiz.written is not None
    assert built.quiz.written.tasks == ("writer", "editor")
    assert built.quiz.written.usage.requests == len(server.heard)


def test_lists_and_false_statements_are_not_edited() -> None:
    kept = OFFLINE.screening.kept
    false = [c for c in kept if isinstance(c.question, TrueFalse) and not c.question.key]
    assert false
    assert editable(false) == []
    assert len(editable(kept)) == len(kept) - len(false)
