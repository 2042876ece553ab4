"""Attempts of a class and the answers in them: on disk before they are acknowledged."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select, update

from quiz.errors import ConflictError, UnknownAttemptError
from quiz.schema.attempt import Mark
from quiz.schema.classroom import ClassAttempt, LateAnswer, Lateness, Participant, Response
from quiz.store import seats
from quiz.store.database import Database
from quiz.store.tables import CLASS_ATTEMPTS, PARTICIPANTS, RESPONSES

Taken = tuple[Participant, tuple[tuple[ClassAttempt, tuple[Response, ...]], ...]]
_SEEDS = 2**31  # what an Integer holds everywhere


class Remark(NamedTuple):
    """What an answer is worth after a regrade."""

    attempt_id: str
    question_id: str
    right: bool
    points: float
    note: str | None = None


class Sittings:
    """The attempts of participants and their responses; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, participant_id: str, *, now: datetime, most: int | None) -> ClassAttempt:
        """Begin the next attempt of a participant; one that is not handed in goes on instead.

        Raises ConflictError where `most` attempts (null: any number) were begun before,
        UnknownParticipantError.
        """
        with self._database.writing() as connection:
            seats.row(connection, participant_id, lock=True)
            before = _attempts(connection, participant_id)
            if before and before[-1].submitted is None:
                return before[-1]
            if most is not None and len(before) >= most:
                raise ConflictError("You have used all your attempts at this quiz.")
            attempt_id = secrets.token_urlsafe(12)
            values = {
                "attempt_id": attempt_id,
                "participant_id": participant_id,
                "number": len(before) + 1,
                "seed": secrets.randbelow(_SEEDS),
                "started": now,
            }
            connection.execute(CLASS_ATTEMPTS.insert().values(values))
            return _attempt(_row(connection, attempt_id))

    def attempts(self, participant_id: str) -> tuple[ClassAttempt, ...]:
        """Return the attempts of a participant, the first first."""
        with self._database.reading() as connection:
            return _attempts(connection, participant_id)

    def attempt(self, attempt_id: str) -> ClassAttempt:
        """Return one attempt; raise UnknownAttemptError where there is none."""
        with self._database.reading() as connection:
            return _attempt(_row(connection, attempt_id))

    def responses(self, attempt_id: str) -> tuple[Response, ...]:
        """Return what was seen or answered in an attempt, in no order that means anything."""
        query = select(RESPONSES).where(RESPONSES.c.attempt_id == attempt_id)
        with self._database.reading() as connection:
            return tuple(_response(row) for row in connection.execute(query))

    def see(self, attempt_id: str, question_ids: Iterable[str], *, now: datetime) -> None:
        """Note that the student was shown these questions, unless that is noted already."""
        with self._database.writing() as connection:
            for question_id in question_ids:
                self._see(connection, attempt_id, question_id, now)

    def flag(self, attempt_id: str, question_id: str, flagged: bool, *, now: datetime) -> None:
        """Let a student put a mark on a question to come back to, or take it away."""
        with self._database.writing() as connection:
            self._see(connection, attempt_id, question_id, now)
            _change(connection, attempt_id, question_id, {"flagged": flagged})

    def save(
        self,
        attempt_id: str,
        question_id: str,
        mark: Mark,
        points: float,
        *,
        turn: int,
        lateness: Lateness,
        now: datetime,
        keep_first: bool,
        waited: float = 0.0,
    ) -> Response:
        """Save an answer, and return what is stored for the question then.

        The higher turn wins: an answer with a turn that was had already, or a lower one, changes
        nothing. With `keep_first` the first answer stays. One that is "held" waits for the teacher
        beside what was given before. Raises UnknownAttemptError, and ConflictError for an attempt
        that was handed in.
        """
        answer = LateAnswer(
            given=mark.given.replace("\x00", "\ufffd"),  # PostgreSQL takes no NUL
            right=mark.right,
            points=points,
            note=mark.note,
            answered=now,
            waited=waited,
        )
        with self._database.writing() as connection:
            if _row(connection, attempt_id, lock=True).submitted is not None:
                raise ConflictError("This attempt is handed in, so nothing in it can be changed.")
            self._see(connection, attempt_id, question_id, now)
            stored = _stored(connection, attempt_id, question_id)
            answered = stored.given is not None or stored.late is not None
            if turn <= stored.turn or (keep_first and answered):
                return stored
            values = _held(answer) if lateness == "held" else _counting(answer, lateness)
            changes = stored.changes + 1 if answered else stored.changes
            _change(
                connection, attempt_id, question_id, {**values, "turn": turn, "changes": changes}
            )
            return _stored(connection, attempt_id, question_id)

    def submit(self, attempt_id: str, *, now: datetime) -> ClassAttempt:
        """Hand an attempt in; one that was handed in stays as it was. UnknownAttemptError."""
        with self._database.writing() as connection:
            _row(connection, attempt_id, lock=True)
            connection.execute(
                update(CLASS_ATTEMPTS)
                .where(CLASS_ATTEMPTS.c.attempt_id == attempt_id)
                .where(CLASS_ATTEMPTS.c.submitted.is_(None))
                .values(submitted=now)
            )
            return _attempt(_row(connection, attempt_id))

    def decide(self, attempt_id: str, question_id: str, counts: bool) -> Response:
        """Let an answer that came too late count, or not; raise ConflictError where none waits."""
        with self._database.writing() as connection:
            _row(connection, attempt_id, lock=True)
            stored = _stored(connection, attempt_id, question_id)
            if stored.lateness != "held" or stored.late is None:
                raise ConflictError("This answer was decided on already.")
            values = _counting(stored.late, "counted") if counts else {"lateness": "refused"}
            _change(connection, attempt_id, question_id, values)
            return _stored(connection, attempt_id, question_id)

    def remark(self, rows: Sequence[Remark]) -> None:
        """Give answers other marks, all or none, as a regrade found them."""
        with self._database.writing() as connection:
            for row in rows:
                values = {"is_right": row.right, "points": row.points, "note": row.note}
                _change(connection, row.attempt_id, row.question_id, values)

    def all_of(self, assignment_id: str) -> tuple[Taken, ...]:
        """Return everybody of an assignment, in the order of names, with attempts and responses."""
        theirs = select(PARTICIPANTS.c.participant_id).where(
            PARTICIPANTS.c.assignment_id == assignment_id
        )
        attempts = (
            select(CLASS_ATTEMPTS)
            .where(CLASS_ATTEMPTS.c.participant_id.in_(theirs))
            .order_by(CLASS_ATTEMPTS.c.number)
        )
        responses = (
            select(RESPONSES)
            .join(CLASS_ATTEMPTS, CLASS_ATTEMPTS.c.attempt_id == RESPONSES.c.attempt_id)
            .where(CLASS_ATTEMPTS.c.participant_id.in_(theirs))
        )
        with self._database.reading() as connection:
            given: dict[str, list[Response]] = {}
            for row in connection.execute(responses):
                given.setdefault(row.attempt_id, []).append(_response(row))
            begun: dict[str, list[tuple[ClassAttempt, tuple[Response, ...]]]] = {}
            for row in connection.execute(attempts):
                taken = (_attempt(row), tuple(given.get(row.attempt_id, ())))
                begun.setdefault(row.participant_id, []).append(taken)
            everybody = seats.all_of(connection, assignment_id)
        return tuple((one, tuple(begun.get(one.id, ()))) for one in everybody)

    def _see(
        self, connection: Connection, attempt_id: str, question_id: str, now: datetime
    ) -> None:
        values = {
            "attempt_id": attempt_id,
            "question_id": question_id,
            "seen": now,
            "is_right": False,
            "points": 0.0,
            "turn": 0,
            "changes": 0,
            "flagged": False,
            "lateness": "in_time",
        }
        self._database.insert_new(connection, RESPONSES, values)


def _counting(answer: LateAnswer, lateness: Lateness) -> dict[str, object]:
    """Return the columns of an answer that counts."""
    return {
        "given": answer.given,
        "is_right": answer.right,
        "points": answer.points,
        "note": answer.note,
        "answered": answer.answered,
        "lateness": lateness,
        "late": None,
    }


def _held(answer: LateAnswer) -> dict[str, object]:
    """Return the columns of an answer that waits for the teacher."""
    return {"lateness": "held", "late": answer.model_dump_json()}


def _change(
    connection: Connection, attempt_id: str, question_id: str, values: Mapping[str, object]
) -> None:
    connection.execute(
        update(RESPONSES)
        .where(RESPONSES.c.attempt_id == attempt_id, RESPONSES.c.question_id == question_id)
        .values(values)
    )


def _row(connection: Connection, attempt_id: str, *, lock: bool = False) -> Row[Any]:
    query = select(CLASS_ATTEMPTS).where(CLASS_ATTEMPTS.c.attempt_id == attempt_id)
    query = query.with_for_update() if lock else query
    row = connection.execute(query).one_or_none() if attempt_id.isprintable() else None
    if row is None:
        raise UnknownAttemptError("There is no such attempt; go back to the start of the quiz.")
    return row


def _stored(connection: Connection, attempt_id: str, question_id: str) -> Response:
    query = select(RESPONSES).where(
        RESPONSES.c.attempt_id == attempt_id, RESPONSES.c.question_id == question_id
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise ConflictError("This question was not answered.")
    return _response(row)


def _attempts(connection: Connection, participant_id: str) -> tuple[ClassAttempt, ...]:
    query = (
        select(CLASS_ATTEMPTS)
        .where(CLASS_ATTEMPTS.c.participant_id == participant_id)
        .order_by(CLASS_ATTEMPTS.c.number)
    )
    return tuple(_attempt(row) for row in connection.execute(query))


def _attempt(row: Row[Any]) -> ClassAttempt:
    return ClassAttempt(
        id=row.attempt_id,
        participant_id=row.participant_id,
        number=row.number,
        seed=row.seed,
        started=row.started,
        submitted=row.submitted,
    )


def _response(row: Row[Any]) -> Response:
    return Response(
        question_id=row.question_id,
        seen=row.seen,
        given=row.given,
        right=row.is_right,
        points=row.points,
        note=row.note,
        answered=row.answered,
        turn=row.turn,
        changes=row.changes,
        flagged=row.flagged,
        lateness=row.lateness,
        late=None if row.late is None else LateAnswer.model_validate_json(row.late),
    )
