"""The seats of an assignment: names on a list, roster codes, and who sits there."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from quiz.errors import ConflictError, UnknownCodeError, UnknownParticipantError
from quiz.schema.classroom import (
    CODE_SYMBOLS,
    MAX_NAME,
    ROSTER_LENGTH,
    Accommodation,
    Participant,
    Rules,
)
from quiz.schema.question import fold
from quiz.store.tables import ASSIGNMENTS, PARTICIPANTS

_FOLDED = 120  # characters that the column has; folding can make a name longer
_NOTHING = Accommodation().model_dump_json()


def all_of(connection: Connection, assignment_id: str) -> tuple[Participant, ...]:
    """Return everybody of an assignment, in the order of names."""
    query = (
        select(PARTICIPANTS)
        .where(PARTICIPANTS.c.assignment_id == assignment_id)
        .order_by(PARTICIPANTS.c.folded)
    )
    return tuple(participant(found) for found in connection.execute(query))


def row(
    connection: Connection,
    participant_id: str,
    teacher_id: str | None = None,
    *,
    lock: bool = False,
) -> Row[Any]:
    """Return the row of a student (of this teacher's), locked if asked.

    Raises UnknownParticipantError.
    """
    query = select(PARTICIPANTS).where(PARTICIPANTS.c.participant_id == participant_id)
    query = query.with_for_update(of=PARTICIPANTS) if lock else query
    if teacher_id is not None:
        query = query.join(
            ASSIGNMENTS, ASSIGNMENTS.c.assignment_id == PARTICIPANTS.c.assignment_id
        ).where(ASSIGNMENTS.c.teacher_id == teacher_id)
    found = connection.execute(query).one_or_none() if participant_id.isprintable() else None
    if found is None:
        raise UnknownParticipantError("There is no such student; the name may have been deleted.")
    return found


def participant(found: Row[Any]) -> Participant:
    """Return the record of a row."""
    return Participant(
        id=found.participant_id,
        assignment_id=found.assignment_id,
        name=found.name,
        accommodation=Accommodation.model_validate_json(found.accommodation),
        joined=found.joined,
        removed=found.removed,
    )


def add(
    connection: Connection, assignment_id: str, names: Sequence[str], codes: int
) -> tuple[str, ...]:
    """Put names on the list of an assignment and draw `codes` roster codes; return the new ids.

    A name that is there already is left out, so that a list can be pasted again.
    """
    taken = _taken(connection, assignment_id)
    new = []
    for name in names:
        if _key(name) not in taken:
            new.append(_insert(connection, assignment_id, name))
            taken.add(_key(name))
    for _ in range(codes):
        code = _new_roster_code(taken)
        new.append(_insert(connection, assignment_id, code, roster_code=code))
        taken.add(_key(code))
    return tuple(new)


def take(connection: Connection, assignment_id: str, rules: Rules, name: str) -> str:
    """Return the id of the seat that `name` gets, as `Assignments.join` says."""
    found = connection.execute(
        select(PARTICIPANTS).where(
            PARTICIPANTS.c.assignment_id == assignment_id, PARTICIPANTS.c.folded == _key(name)
        )
    ).one_or_none()
    if rules.naming == "codes":
        return _by_roster_code(found)
    if found is not None and found.token_hash is None and found.removed is None:
        _require_room(connection, assignment_id, rules)
        return str(found.participant_id)
    if rules.naming == "list":
        raise ConflictError(
            "This name is taken, or is not on the list; choose yours, or ask your teacher."
        )
    _require_room(connection, assignment_id, rules)
    return _insert(connection, assignment_id, _free_name(name, _taken(connection, assignment_id)))


def sit(connection: Connection, participant_id: str, token_hash: str, now: datetime) -> None:
    """Give a seat to the phone with this token; the time of joining is that of the first."""
    connection.execute(
        update(PARTICIPANTS)
        .where(PARTICIPANTS.c.participant_id == participant_id)
        .values(token_hash=token_hash, joined=func.coalesce(PARTICIPANTS.c.joined, now))
    )


def rename(connection: Connection, found: Row[Any], name: str) -> None:
    """Give the seat another name; raise ConflictError where somebody else here has it."""
    key = _key(name)
    if key != found.folded and key in _taken(connection, found.assignment_id):
        raise ConflictError("Somebody in this class has that name already; give another.")
    connection.execute(
        update(PARTICIPANTS)
        .where(PARTICIPANTS.c.participant_id == found.participant_id)
        .values(name=name[:MAX_NAME], folded=key)
    )


def _by_roster_code(found: Row[Any] | None) -> str:
    if found is None or found.roster_code is None:
        raise UnknownCodeError("This is none of the codes that were handed out; check it again.")
    if found.removed is not None:
        raise ConflictError("Your teacher has taken you out of this class.")
    return str(found.participant_id)


def _require_room(connection: Connection, assignment_id: str, rules: Rules) -> None:
    """Raise ConflictError where as many have joined as may; who was sent out leaves room."""
    count = connection.scalar(
        select(func.count())
        .select_from(PARTICIPANTS)
        .where(PARTICIPANTS.c.assignment_id == assignment_id)
        .where(PARTICIPANTS.c.token_hash.is_not(None), PARTICIPANTS.c.removed.is_(None))
    )
    if (count or 0) >= rules.most:
        raise ConflictError("This class is full; ask your teacher to make more room.")


def _taken(connection: Connection, assignment_id: str) -> set[str]:
    query = select(PARTICIPANTS.c.folded).where(PARTICIPANTS.c.assignment_id == assignment_id)
    return set(connection.scalars(query))


def _insert(
    connection: Connection, assignment_id: str, name: str, *, roster_code: str | None = None
) -> str:
    participant_id = secrets.token_urlsafe(12)
    connection.execute(
        PARTICIPANTS.insert().values(
            participant_id=participant_id,
            assignment_id=assignment_id,
            name=name[:MAX_NAME],
            folded=_key(name),
            accommodation=_NOTHING,
            roster_code=roster_code,
        )
    )
    return participant_id


def _free_name(name: str, taken: set[str]) -> str:
    """Return `name`, or the first of "name 2", "name 3" … that nobody has."""
    candidate, number = name[:MAX_NAME], 1
    while _key(candidate) in taken:
        number += 1
        ending = f" {number}"
        candidate = f"{name[: MAX_NAME - len(ending)]}{ending}"
    return candidate


def _key(name: str) -> str:
    """Return the name as names are compared; one of marks alone stands for itself."""
    return (fold(name[:MAX_NAME]) or name)[:_FOLDED]


def _new_roster_code(taken: set[str]) -> str:
    while True:
        code = "".join(secrets.choice(CODE_SYMBOLS) for _ in range(ROSTER_LENGTH))
        if _key(code) not in taken:
            return code
