"""A class put into the tables by hand: what backups, check-ups and retention are about."""

from datetime import datetime

from sqlalchemy import Connection, insert

from quiz.schema.classroom import Accommodation, Rules
from quiz.store import Store
from quiz.store.tables import (
    ASSIGNMENTS,
    CLASS_ATTEMPTS,
    ENTRIES,
    ENTRY_VERSIONS,
    PARTICIPANTS,
    RESPONSES,
    SIGN_INS,
    TEACHERS,
)
from tests.samples import sample_quiz

NAMES = ("Nóra Ødegård", "Timur Weißmann")


def put_class(store: Store, *, now: datetime, rules: Rules | None = None, number: int = 1) -> str:
    """Put a teacher, a quiz, an open assignment and two students in; return the assignment's id."""
    quiz = sample_quiz()
    first = quiz.questions[0]
    with store.database.writing() as connection:
        version = store.contents.keep(connection, quiz)
        _teacher(connection, now, number)
        entry, assignment = f"entry-{number}", f"assignment-{number}"
        connection.execute(
            insert(ENTRIES).values(
                entry_id=entry,
                teacher_id=f"teacher-{number}",
                title=quiz.title,
                words=quiz.title.casefold(),
                questions=len(quiz.questions),
                number=1,
                created=now,
                changed=now,
            )
        )
        connection.execute(
            insert(ENTRY_VERSIONS).values(
                entry_id=entry, number=1, version=version, what="built", made=now
            )
        )
        connection.execute(
            insert(ASSIGNMENTS).values(
                assignment_id=assignment,
                teacher_id=f"teacher-{number}",
                entry_id=entry,
                version=version,
                title=quiz.title,
                rules=(rules or Rules()).model_dump_json(),
                phase="open",
                revision=2,
                code=f"ABCDE{number}",
                created=now,
                opened=now,
            )
        )
        for name in NAMES:
            _student(connection, assignment, name, first.id, now)
    return assignment


def _teacher(connection: Connection, now: datetime, number: int) -> None:
    connection.execute(
        insert(TEACHERS).values(
            teacher_id=f"teacher-{number}",
            name=f"Ms Harrow {number}",
            folded=f"ms harrow {number}",
            password="a hash",
            created=now,
        )
    )
    connection.execute(
        insert(SIGN_INS).values(
            token_hash=f"hash-{number}", teacher_id=f"teacher-{number}", begun=now, used=now
        )
    )


def _student(
    connection: Connection, assignment: str, name: str, question_id: str, now: datetime
) -> None:
    who = f"{assignment}-{name[:2].encode().hex()}"
    connection.execute(
        insert(PARTICIPANTS).values(
            participant_id=who,
            assignment_id=assignment,
            name=name,
            folded=name.casefold(),
            accommodation=Accommodation(time_factor=1.5).model_dump_json(),
            token_hash=f"token of {who}",
            joined=now,
        )
    )
    connection.execute(
        insert(CLASS_ATTEMPTS).values(
            attempt_id=f"attempt of {who}", participant_id=who, number=1, seed=7, started=now
        )
    )
    connection.execute(
        insert(RESPONSES).values(
            attempt_id=f"attempt of {who}",
            question_id=question_id,
            seen=now,
            given="an answer",
            is_right=False,
            answered=now,
            turn=1,
            changes=1,
        )
    )
