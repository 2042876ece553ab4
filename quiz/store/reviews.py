"""Which questions a teacher has read and found good, by what they held when she did."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from quiz.schema.question import Question
from quiz.schema.record import digest
from quiz.store.database import Database
from quiz.store.tables import REVIEWED


class Reviews:
    """Marks of review. Whose entry it is, is for the caller to ask. All raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reviewed(self, entry_id: str) -> frozenset[str]:
        """Return the digests of the questions that were marked in an entry."""
        query = select(REVIEWED.c.question).where(REVIEWED.c.entry_id == entry_id)
        with self._database.reading() as connection:
            return frozenset(connection.scalars(query))

    def mark(self, entry_id: str, questions: Iterable[Question]) -> None:
        """Mark questions as they stand; what is marked already stays so."""
        with self._database.writing() as connection:
            for question in questions:
                row = {"entry_id": entry_id, "question": mark_of(question)}
                self._database.insert_new(connection, REVIEWED, row)

    def unmark(self, entry_id: str, question: Question) -> None:
        """Take the mark from a question."""
        own = REVIEWED.c.entry_id == entry_id
        with self._database.writing() as connection:
            connection.execute(
                delete(REVIEWED).where(own, REVIEWED.c.question == mark_of(question))
            )


def mark_of(question: Question) -> str:
    """Return the digest that stands for a question as it is."""
    return digest(question.model_dump_json())
