"""A teacher with a quiz in her library, put there row by row, and assignments of it."""

from datetime import UTC, datetime

from quiz.schema.attempt import Mark
from quiz.schema.classroom import Assignment, Participant, Rules
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.store.tables import ENTRIES, ENTRY_VERSIONS, TEACHERS
from tests.samples import sample_quiz

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TEACHER, OTHER, ENTRY = "teacher-1", "teacher-2", "entry-1"


def shelve(store: Store, quiz: Quiz | None = None) -> None:
    """Put two teachers into `store`, and an entry into the library of the first."""
    quiz = quiz or sample_quiz()
    with store.database.writing() as connection:
        for teacher in (TEACHER, OTHER):
            connection.execute(
                TEACHERS.insert().values(
                    teacher_id=teacher,
                    name=teacher,
                    folded=teacher,
                    password="none",
                    created=NOON,
                    failures=0,
                )
            )
        version = store.contents.keep(connection, quiz)
        connection.execute(
            ENTRIES.insert().values(
                entry_id=ENTRY,
                teacher_id=TEACHER,
                title=quiz.title,
                words="",
                folder="",
                questions=len(quiz.questions),
                number=1,
                created=NOON,
                changed=NOON,
            )
        )
        connection.execute(
            ENTRY_VERSIONS.insert().values(
                entry_id=ENTRY, number=1, version=version, what="Made", made=NOON
            )
        )


def draft(store: Store, rules: Rules | None = None, **more: object) -> Assignment:
    """Return a draft of the entry that `shelve` puts there."""
    return store.assignments.create(
        TEACHER,
        ENTRY,
        title="Tides",
        rules=rules or Rules(),
        now=NOON,
        **more,  # type: ignore[arg-type]
    )


def opened(store: Store, rules: Rules | None = None, **more: object) -> Assignment:
    """Return an assignment that is open."""
    made = draft(store, rules, **more)
    return store.assignments.open(TEACHER, made.id, expected_revision=made.revision, now=NOON)


def joined(store: Store, assignment: Assignment, name: str = "Ana") -> Participant:
    """Return a student who has joined, with a token made from her name."""
    return store.assignments.join(
        assignment.id, name, token_hash=token_of(assignment, name), now=NOON
    )


def token_of(assignment: Assignment, name: str) -> str:
    """Return what stands for the phone of the student that `joined` lets in."""
    return f"{assignment.id}:{name}"[:64]


def right(question_id: str, given: str = "Imke Sandoval") -> Mark:
    """Return a mark that is right."""
    return Mark(question_id=question_id, given=given, right=True)
