"""Scoring: question and response to mark, marks to result."""

from collections.abc import Sequence
from itertools import pairwise
from typing import assert_never

from quiz.language import answers
from quiz.schema.attempt import Mark, Result
from quiz.schema.question import (
    LETTERS,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
    fold,
    proofs,
)
from quiz.schema.quiz import Quiz, paragraph_number
from quiz.schema.record import Evidence

MAX_ANSWER = 500  # characters; what is longer is no short answer, and wrong


def mark(question: Question, given: str, also: Sequence[str] = ()) -> Mark:
    """Return the mark for what a student gave: an option, "true" or "false", or the text typed.

    For matching that is the letter of the choice for each prompt ("B A C"), for ordering the number
    of each event as shown ("2 1 4 3"), "-" where there is none; both are right only as a whole, and
    `share` says how much of them was right.

    Typed answers are held against the accepted forms. How they are written does not matter (case,
    accents, thousands separators, number words, the form of a date, honorifics, leading articles,
    one slip in a long word); what they say does. A key that lists several names ("the US and
    Britain") is right in any order, however its names are joined, if every one of them is there
    once and nothing else. `note` says why a form other than the key counts. `also` are forms that
    the teacher accepted once answers were in: wrong options, or further forms of a typed answer.
    """
    found = _mark(question, given)
    if found.right or not also or not _accepted_later(question, given, also):
        return found
    return found.model_copy(update={"right": True, "note": "accepted by the teacher"})


def points(question: Question, given: str, also: Sequence[str] = ()) -> float:
    """Return what an answer is worth, from 0 to 1: its `share`, or 1 where `mark` has it right."""
    return 1.0 if also and mark(question, given, also).right else share(question, given)


def takes_forms(question: Question) -> bool:
    """Tell whether another form can be accepted for `question` once answers are in."""
    return isinstance(question, MultipleChoice | ShortAnswer | Cloze)


def _accepted_later(question: Question, given: str, also: Sequence[str]) -> bool:
    if isinstance(question, MultipleChoice):
        return fold(given) in {fold(form) for form in also}
    if not isinstance(question, ShortAnswer | Cloze):
        return False
    other = question.model_copy(update={"key": also[0], "accepted": tuple(also)})
    return _reason(other, given) is not None


def _mark(question: Question, given: str) -> Mark:
    match question:
        case MultipleChoice():
            right, note = fold(given) == fold(question.key), None
        case TrueFalse():
            right, note = given.strip().casefold() == str(question.key).casefold(), None
        case ShortAnswer() | Cloze():
            note = _reason(question, given)
            right = note is not None
        case Matching() | Ordering():
            right, note = _share_of_parts(question, given) == 1, None
        case _:
            assert_never(question)
    return Mark(question_id=question.id, given=given, right=right, note=note or None)


def share(question: Question, given: str) -> float:
    """Return how much of an answer was right, from 0 to 1.

    Matching: the share of the prompts with their right choice; one choice given to two prompts is
    right for one at most. Ordering: 1 if every event is in its place, else the share of neighbours
    in the right order (an event and the one that came next) that the student put in this order too.
    Every other type is right or wrong.
    """
    if isinstance(question, Matching | Ordering):
        return _share_of_parts(question, given)
    return float(mark(question, given).right)


def picks(question: Matching | Ordering, given: str) -> tuple[int | None, ...]:
    """Return what was given for each prompt or event as shown; None for nothing, or nothing known.

    For matching the place of a choice (from 0), for ordering the number of an event (from 1).
    """
    words = given.upper().replace(",", " ").split()
    if isinstance(question, Matching):
        known = dict(zip(LETTERS, range(len(question.choices)), strict=False))
        length = len(question.pairs)
    else:
        length = len(question.events)
        known = {str(number): number for number in range(1, length + 1)}
    return tuple(known.get(word) for word in [*words, *["-"] * length][:length])


def right_parts(question: Matching | Ordering, given: str) -> tuple[bool, ...]:
    """Tell of each prompt or event as shown whether its choice or its number is right."""
    wanted = question.places if isinstance(question, Matching) else question.ranks
    return tuple(got == want for got, want in zip(picks(question, given), wanted, strict=True))


def _share_of_parts(question: Matching | Ordering, given: str) -> float:
    right = right_parts(question, given)
    if isinstance(question, Matching) or all(right):
        return sum(right) / len(right)
    numbers = picks(question, given)
    in_order = [numbers[place] for place in question.order]
    neighbours = list(pairwise(in_order))
    kept = [one is not None and two is not None and one < two for one, two in neighbours]
    return sum(kept) / len(kept)


def score(quiz: Quiz, marks: Sequence[Mark]) -> Result:
    """Return the result of an attempt with these marks; a question without a mark is not right.

    `read_again` holds the paragraphs with the evidence of what was answered wrongly, in reading
    order. Raises KeyError for a mark on a question that is not in the quiz.
    """
    questions = {question.id: question for question in quiz.questions}
    first = {mark.question_id: mark for mark in reversed(marks)}
    missed = (evidence for mark in marks for evidence in _missed(questions[mark.question_id], mark))
    numbers = {paragraph_number(quiz, evidence) for evidence in missed}
    return Result(
        right=len({questions[mark.question_id].id for mark in marks if mark.right}),
        points=sum(_points(questions[name], mark) for name, mark in first.items()),
        total=len(quiz.questions),
        marks=tuple(marks),
        read_again=tuple(sorted(number for number in numbers if number is not None)),
    )


def _points(question: Question, mark: Mark) -> float:
    if isinstance(question, Matching | Ordering) and not mark.right:
        return _share_of_parts(question, mark.given)
    return float(mark.right)


def _missed(question: Question, mark: Mark) -> list[Evidence]:
    """Return the evidence of what a student missed: of matching, of the wrong pairs alone."""
    shown = [proof.evidence for proof in proofs(question)]
    if mark.right:
        return []
    if isinstance(question, Matching):
        right = right_parts(question, mark.given)
        return [evidence for evidence, known in zip(shown, right, strict=True) if not known]
    return shown


def _reason(question: ShortAnswer | Cloze, given: str) -> str | None:
    """Return why `given` is right: "" where it is the key itself, a note, or None for wrong."""
    if len(given) > MAX_ANSWER or not given.strip():
        return None
    reason = _reason_as_one(question, given)
    return _reason_by_parts(question, given) if reason is None else reason


def _reason_by_parts(question: ShortAnswer | Cloze, given: str) -> str | None:
    """Return why `given` is right as a list of names, or None for wrong and for a key of one."""
    if question.asks not in _LISTED:
        return None
    # No single person is called "A and B"; a country or a company may be.
    several = question.asks in ("speaker", "person") or answers.asks_for_several(question.stem)
    wanted = answers.alternatives(question.accepted, several=several)
    typed = answers.parts(given)
    if len(typed) != len(wanted) or not wanted:
        return None
    one_each = [question.model_copy(update={"key": f[0], "accepted": f}) for f in wanted]
    fits = [
        [n for n, one in enumerate(one_each) if _reason_as_one(one, part) is not None]
        for part in typed
    ]
    if not _one_for_each(fits, frozenset()):
        return None
    in_order = all(number in places for number, places in enumerate(fits))
    return f"{'another form of' if in_order else 'in another order:'} “{question.key}”"


_LISTED = ("speaker", "person", "country", "city", "region", "place", "organisation")


def _one_for_each(fits: Sequence[Sequence[int]], taken: frozenset[int]) -> bool:
    """Tell whether every entry of `fits` can have one of its places to itself."""
    return not fits or any(
        _one_for_each(fits[1:], taken | {place}) for place in fits[0] if place not in taken
    )


def _reason_as_one(question: ShortAnswer | Cloze, given: str) -> str | None:
    """Return what `_reason` does, of `given` as one answer that is no list."""
    if " ".join(given.split()) == " ".join(question.key.split()):
        return ""
    forms = question.accepted
    if given in forms or any(answers.same_wording(given, form) for form in forms):
        exact = answers.plain(given) == answers.plain(question.key)
        return _WRITTEN if exact else f"another form of “{question.key}”"
    if any(answers.same_amount(given, form) for form in forms):
        return f"the same number as “{question.key}”"
    if any(answers.same_date(given, form) for form in forms):
        return f"the same date as “{question.key}”"
    return _reason_by_words(question, given)


_WRITTEN = "capital letters, accents and punctuation do not count"


def _reason_by_words(question: ShortAnswer | Cloze, given: str) -> str | None:
    """Return why `given` is right though it has other words or letters, or None for wrong."""
    forms = question.accepted
    about = " ".join((*forms, question.evidence.text, question.explanation))
    if any(answers.same_but_leading(given, form) for form in forms):
        return f"small words in front do not count: “{question.key}”"
    if question.asks in ("speaker", "person") and any(
        answers.same_person(given, form, about) for form in forms
    ):
        return f"the title in front of a name does not count: “{question.key}”"
    if any(answers.same_in_context(given, form, question.evidence.text) for form in forms):
        return f"in the article's words: “{question.key}”"
    avoid = f"{question.stem} {question.evidence.text} {question.explanation}"
    right = [answers.slip(given, form, avoid) for form in forms]
    if question.asks in ("speaker", "person"):
        right += [answers.slip_after_title(given, form, about, avoid) for form in forms]
    found = next((form for form in right if form), None)
    return f"spelling: {found}" if found else None
