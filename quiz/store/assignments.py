"""Assignments: a quiz given to a class in the version it had, its code, and who takes part."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Connection, Row, delete, select, update

from quiz.errors import ConflictError, UnknownAssignmentError, UnknownCodeError, UnknownQuizError
from quiz.schema.classroom import (
    CODE_LENGTH,
    CODE_SYMBOLS,
    COOL_DOWN,
    Accommodation,
    Assignment,
    Participant,
    Phase,
    Rules,
)
from quiz.schema.quiz import Quiz
from quiz.store import seats
from quiz.store.contents import Contents
from quiz.store.database import Database
from quiz.store.tables import (
    ASSIGNMENTS,
    CLASS_ATTEMPTS,
    ENTRIES,
    ENTRY_VERSIONS,
    PARTICIPANTS,
    REGRADES,
    RESPONSES,
)


class Assignments:
    """The assignments in a database; safe to share between threads.

    Every method that takes a `teacher_id` raises UnknownAssignmentError (or, of a participant,
    UnknownParticipantError) for what is not hers, as for what is not there. Changes of state name
    the `revision` they start from and raise ConflictError where it has moved on.
    """

    def __init__(self, database: Database, contents: Contents) -> None:
        self._database = database
        self._contents = contents

    def create(
        self,
        teacher_id: str,
        entry_id: str,
        *,
        title: str,
        rules: Rules,
        names: Sequence[str] = (),
        codes: int = 0,
        now: datetime,
    ) -> Assignment:
        """Draft an assignment of the present version of an entry, and return it.

        `names` are put on the list of students, `codes` is the number of roster codes to draw.
        Raises UnknownQuizError for an entry that is not this teacher's.
        """
        assignment_id = secrets.token_urlsafe(12)
        with self._database.writing() as connection:
            values = {
                "assignment_id": assignment_id,
                "teacher_id": teacher_id,
                "entry_id": entry_id,
                "version": _present_version(connection, teacher_id, entry_id),
                "title": title,
                "rules": rules.model_dump_json(),
                "phase": "draft",
                "revision": 1,
                "created": now,
            }
            connection.execute(ASSIGNMENTS.insert().values(values))
            seats.add(connection, assignment_id, names, codes)
            return _assignment(_row(connection, assignment_id))

    def assignment(self, teacher_id: str, assignment_id: str) -> Assignment:
        """Return one assignment of a teacher."""
        with self._database.reading() as connection:
            return _assignment(_row(connection, assignment_id, teacher_id))

    def assignments(self, teacher_id: str) -> tuple[Assignment, ...]:
        """Return all assignments of a teacher, the newest first."""
        query = (
            select(ASSIGNMENTS)
            .where(ASSIGNMENTS.c.teacher_id == teacher_id)
            .order_by(ASSIGNMENTS.c.created.desc(), ASSIGNMENTS.c.assignment_id)
        )
        with self._database.reading() as connection:
            return tuple(_assignment(row) for row in connection.execute(query))

    def by_code(self, code: str, *, now: datetime) -> Assignment:
        """Return the assignment that `code`, in capitals, stands for at this moment.

        A code is good until `COOL_DOWN` after the end. Raises UnknownCodeError.
        """
        query = select(ASSIGNMENTS).where(ASSIGNMENTS.c.code == code)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none() if code.isprintable() else None
        if row is None or (row.ended is not None and row.ended + COOL_DOWN <= now):
            raise UnknownCodeError("No class has this code; check it letter by letter.")
        return _assignment(row)

    def quiz(self, assignment: Assignment) -> Quiz:
        """Return the quiz in the version that the assignment was made with."""
        return self._contents.quiz(assignment.version)

    def change(
        self,
        teacher_id: str,
        assignment_id: str,
        rules: Rules,
        *,
        expected_revision: int,
        title: str | None = None,
    ) -> Assignment:
        """Give an assignment other rules, and another title where one is given."""
        values: dict[str, object] = {"rules": rules.model_dump_json()}
        if title is not None:
            values["title"] = title
        with self._database.writing() as connection:
            _row(connection, assignment_id, teacher_id, lock=True)
            return _move(connection, assignment_id, expected_revision, None, values)

    def open(
        self, teacher_id: str, assignment_id: str, *, expected_revision: int, now: datetime
    ) -> Assignment:
        """Open a draft to the class, with a code that no other live assignment has."""
        return self._open(teacher_id, assignment_id, expected_revision, "draft", {"opened": now})

    def reopen(self, teacher_id: str, assignment_id: str, *, expected_revision: int) -> Assignment:
        """Open an assignment that was ended. It keeps its code, unless that is used up."""
        return self._open(teacher_id, assignment_id, expected_revision, "ended", {"ended": None})

    def end(
        self, teacher_id: str, assignment_id: str, *, expected_revision: int, now: datetime
    ) -> Assignment:
        """End an open assignment: nobody joins it any more, and answers that come are late."""
        with self._database.writing() as connection:
            _row(connection, assignment_id, teacher_id, lock=True)
            values = {"phase": "ended", "ended": now}
            return _move(connection, assignment_id, expected_revision, "open", values)

    def delete(self, teacher_id: str, assignment_id: str) -> None:
        """Delete an assignment for good: its students, attempts, answers and regrades."""
        with self._database.writing() as connection:
            _row(connection, assignment_id, teacher_id, lock=True)
            theirs = select(PARTICIPANTS.c.participant_id).where(
                PARTICIPANTS.c.assignment_id == assignment_id
            )
            _delete_attempts(connection, theirs)
            for table in (PARTICIPANTS, REGRADES, ASSIGNMENTS):
                connection.execute(delete(table).where(table.c.assignment_id == assignment_id))

    def participants(self, assignment_id: str) -> tuple[Participant, ...]:
        """Return everybody of an assignment in the order of names, removed students too."""
        with self._database.reading() as connection:
            return seats.all_of(connection, assignment_id)

    def participant(self, teacher_id: str, participant_id: str) -> Participant:
        """Return one student of one of the teacher's assignments."""
        with self._database.reading() as connection:
            return seats.participant(seats.row(connection, participant_id, teacher_id))

    def add_participants(
        self, teacher_id: str, assignment_id: str, names: Sequence[str] = (), *, codes: int = 0
    ) -> tuple[Participant, ...]:
        """Put more names on the list, or draw more roster codes; return those that are new.

        A name that is there already is left out.
        """
        with self._database.writing() as connection:
            _row(connection, assignment_id, teacher_id, lock=True)
            new = set(seats.add(connection, assignment_id, names, codes))
            return tuple(p for p in seats.all_of(connection, assignment_id) if p.id in new)

    def accommodate(
        self, teacher_id: str, participant_id: str, accommodation: Accommodation
    ) -> Participant:
        """Give one student more time, attempts …; also while she is answering."""
        values = {"accommodation": accommodation.model_dump_json()}
        return self._change_seat(teacher_id, participant_id, values)

    def remove(self, teacher_id: str, participant_id: str, *, now: datetime) -> Participant:
        """Send a student out: her phone shows nothing any more. Her answers are kept."""
        return self._change_seat(teacher_id, participant_id, {"removed": now})

    def readmit(self, teacher_id: str, participant_id: str) -> Participant:
        """Let a student in again who was sent out, with the phone she had."""
        return self._change_seat(teacher_id, participant_id, {"removed": None})

    def free(self, teacher_id: str, participant_id: str) -> Participant:
        """Take a seat from the phone that holds it: who gives this name next has it, answers too.

        For a student who comes with another phone, or took somebody else's name.
        """
        return self._change_seat(teacher_id, participant_id, {"token_hash": None, "joined": None})

    def rename(self, teacher_id: str, participant_id: str, name: str) -> Participant:
        """Give a student another name; raise ConflictError where somebody here has it."""
        with self._database.writing() as connection:
            row = seats.row(connection, participant_id, teacher_id)
            _row(connection, row.assignment_id, teacher_id, lock=True)
            seats.rename(connection, row, name)
            return seats.participant(seats.row(connection, participant_id))

    def delete_participant(self, teacher_id: str, participant_id: str) -> None:
        """Delete a student for good, with all attempts and answers."""
        with self._database.writing() as connection:
            seats.row(connection, participant_id, teacher_id)
            _delete_attempts(connection, [participant_id])
            connection.execute(
                delete(PARTICIPANTS).where(PARTICIPANTS.c.participant_id == participant_id)
            )

    def join(self, assignment_id: str, name: str, *, token_hash: str, now: datetime) -> Participant:
        """Take a seat in an open assignment for the phone with this token, and return it.

        A typed name that is taken gets a number: "Ana 2". Of a list, `name` must be on it and free;
        a roster code may be given again, from another phone. Raises UnknownAssignmentError,
        UnknownCodeError for a roster code that is none, and ConflictError where the assignment is
        not open or is full, or the name is taken.
        """
        with self._database.writing() as connection:
            row = _row(connection, assignment_id, lock=True)
            if row.phase != "open":
                raise ConflictError("This class is closed; ask your teacher to open it again.")
            rules = Rules.model_validate_json(row.rules)
            seat = seats.take(connection, assignment_id, rules, name)
            seats.sit(connection, seat, token_hash, now)
            return seats.participant(seats.row(connection, seat))

    def by_token(self, assignment_id: str, token_hash: str) -> Participant | None:
        """Return the student whose phone has this token, also one who was sent out, or None."""
        query = select(PARTICIPANTS).where(
            PARTICIPANTS.c.assignment_id == assignment_id, PARTICIPANTS.c.token_hash == token_hash
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else seats.participant(row)

    def _open(
        self,
        teacher_id: str,
        assignment_id: str,
        expected_revision: int,
        phase: Phase,
        values: Mapping[str, object],
    ) -> Assignment:
        with self._database.writing() as connection:
            row = _row(connection, assignment_id, teacher_id, lock=True)
            values = {**values, "phase": "open", "code": row.code or _new_code(connection)}
            return _move(connection, assignment_id, expected_revision, phase, values)

    def _change_seat(
        self, teacher_id: str, participant_id: str, values: Mapping[str, object]
    ) -> Participant:
        with self._database.writing() as connection:
            seats.row(connection, participant_id, teacher_id)
            connection.execute(
                update(PARTICIPANTS)
                .where(PARTICIPANTS.c.participant_id == participant_id)
                .values(values)
            )
            return seats.participant(seats.row(connection, participant_id))


def _row(
    connection: Connection,
    assignment_id: str,
    teacher_id: str | None = None,
    *,
    lock: bool = False,
) -> Row[Any]:
    """Return the row of an assignment (of this teacher, where one is named), locked if asked."""
    query = select(ASSIGNMENTS).where(ASSIGNMENTS.c.assignment_id == assignment_id)
    query = query if teacher_id is None else query.where(ASSIGNMENTS.c.teacher_id == teacher_id)
    query = query.with_for_update() if lock else query
    row = connection.execute(query).one_or_none() if assignment_id.isprintable() else None
    if row is None:
        raise UnknownAssignmentError("There is no such class; it may have been deleted.")
    return row


def _assignment(row: Row[Any]) -> Assignment:
    return Assignment(
        id=row.assignment_id,
        teacher_id=row.teacher_id,
        entry_id=row.entry_id,
        version=row.version,
        title=row.title,
        rules=Rules.model_validate_json(row.rules),
        phase=row.phase,
        revision=row.revision,
        code=row.code,
        created=row.created,
        opened=row.opened,
        ended=row.ended,
        purged=row.purged,
    )


def _present_version(connection: Connection, teacher_id: str, entry_id: str) -> int:
    query = (
        select(ENTRY_VERSIONS.c.version)
        .join(ENTRIES, ENTRIES.c.entry_id == ENTRY_VERSIONS.c.entry_id)
        .where(ENTRIES.c.entry_id == entry_id, ENTRIES.c.teacher_id == teacher_id)
        .where(ENTRIES.c.number == ENTRY_VERSIONS.c.number)
    )
    version = connection.scalar(query) if entry_id.isprintable() else None
    if version is None:
        raise UnknownQuizError("There is no such quiz in your library; it may have been deleted.")
    return int(version)


def _move(
    connection: Connection,
    assignment_id: str,
    expected_revision: int,
    phase: Phase | None,
    values: Mapping[str, object],
) -> Assignment:
    """Change a row that is at `expected_revision` (and in `phase`); raise ConflictError if not."""
    row = _row(connection, assignment_id)
    if row.revision != expected_revision or (phase is not None and row.phase != phase):
        _refuse_as_stale()
    connection.execute(
        update(ASSIGNMENTS)
        .where(ASSIGNMENTS.c.assignment_id == assignment_id)
        .values({**values, "revision": expected_revision + 1})
    )
    return _assignment(_row(connection, assignment_id))


def _refuse_as_stale() -> NoReturn:
    raise ConflictError(
        "This class was changed in another window meanwhile; look at it as it is now, and try "
        "again."
    )


def _new_code(connection: Connection) -> str:
    while True:
        code = "".join(secrets.choice(CODE_SYMBOLS) for _ in range(CODE_LENGTH))
        taken = select(ASSIGNMENTS.c.code).where(ASSIGNMENTS.c.code == code)
        if connection.scalar(taken) is None:
            return code


def _delete_attempts(connection: Connection, participants: Any) -> None:
    attempts = select(CLASS_ATTEMPTS.c.attempt_id).where(
        CLASS_ATTEMPTS.c.participant_id.in_(participants)
    )
    connection.execute(delete(RESPONSES).where(RESPONSES.c.attempt_id.in_(attempts)))
    connection.execute(
        delete(CLASS_ATTEMPTS).where(CLASS_ATTEMPTS.c.participant_id.in_(participants))
    )
