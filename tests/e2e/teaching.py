"""A teacher's browser: a server with one teacher, signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from quiz.pipeline import Built
from quiz.schema.classroom import Entry, Teacher
from quiz.store import Store
from quiz.web import create_app
from tests.e2e.conftest import running


@dataclass
class School:
    """A server at `base` with a store and a teacher in it."""

    base: str
    store: Store
    teacher: Teacher

    def keep(self, built: Built) -> Entry:
        """Put a quiz into the teacher's library."""
        return self.store.library.add(
            self.teacher.id,
            built.quiz,
            screening=built.screening,
            what="Built from the article",
            now=datetime.now(UTC),
        )

    @property
    def signed_in(self) -> dict[str, Any]:
        """What a browser context needs to be the teacher's."""
        token = self.store.teachers.begin(self.teacher.id, now=datetime.now(UTC))
        cookie = {
            "name": "broadsheet_teacher",
            "value": token,
            "domain": urlsplit(self.base).hostname,
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
        return {"storage_state": {"cookies": [cookie], "origins": []}}


@contextmanager
def school(folder: Path) -> Iterator[School]:
    """Serve a school from a store in `folder`."""
    with Store(f"sqlite:///{folder / 'quiz.db'}") as store:
        teacher = store.teachers.add("Ms Lindqvist", "no hash", now=datetime.now(UTC))
        with running(create_app([], store)) as base:
            yield School(base, store, teacher)
