"""Looking an installation over: the database, what it holds, and whether its scores are right."""

from collections.abc import Iterator
from datetime import datetime

from quiz.schema.record import Record
from quiz.scoring import mark, points
from quiz.store import Store
from quiz.store.checkup import (
    damaged_contents,
    stored_marks,
    stored_responses,
    structural_faults,
)


class Check(Record):
    """One thing that was looked at, in words, and what was found wrong with it."""

    what: str
    faults: tuple[str, ...] = ()


def checks(store: Store, *, now: datetime) -> Iterator[Check]:
    """Yield each check as it is done. Nothing is changed. Raises StoreError."""
    yield Check(
        what="The database is whole, and every row has its owner",
        faults=structural_faults(store.database),
    )
    yield Check(
        what="Every quiz kept can be read and is what was kept",
        faults=damaged_contents(store.database),
    )
    yield Check(
        what="Every score is what its answer deserves",
        faults=(*_wrong_marks(store), *_wrong_points(store)),
    )
    yield Check(
        what="No name is kept longer than it may be",
        faults=tuple(
            f"The names of “{title}” should be gone; `quiz purge` removes them."
            for title in store.retention.overdue(now=now)
        ),
    )


def _wrong_marks(store: Store) -> Iterator[str]:
    """Yield a sentence for every mark that scoring the raw answer again does not give."""
    for quiz, stored in stored_marks(store.database, store.contents):
        found = [asked for asked in quiz.questions if asked.id == stored.question_id]
        if not found:
            yield f"An answer is to question {stored.question_id}, which its quiz does not have."
        elif stored.given and mark(found[0], stored.given).right != stored.right:
            verdict = "right" if stored.right else "wrong"
            yield f"An answer to “{found[0].stem}” is marked {verdict}, and is not."


def _wrong_points(store: Store) -> Iterator[str]:
    """Yield a sentence for every answer of a class that is not worth what it was given for.

    The forms that a teacher accepted later count as they do in the results.
    """
    forms: dict[str, dict[str, tuple[str, ...]]] = {}
    for assignment_id, quiz, response in stored_responses(store.database, store.contents):
        if assignment_id not in forms:
            forms[assignment_id] = store.outcomes.forms(assignment_id)
        found = [asked for asked in quiz.questions if asked.id == response.question_id]
        if not found:
            yield f"An answer is to question {response.question_id}, which its quiz does not have."
        elif response.given:
            also = forms[assignment_id].get(response.question_id, ())
            worth = points(found[0], response.given, also)
            right = mark(found[0], response.given, also).right
            if (worth, right) != (response.points, response.right):
                yield (
                    f"An answer to “{found[0].stem}” has {response.points:g} points and deserves "
                    f"{worth:g}."
                )
