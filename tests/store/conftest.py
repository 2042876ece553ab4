"""A fresh store for every test: on SQLite, and on PostgreSQL where a server is at hand."""

from collections.abc import Iterator

import pytest

from quiz.store import Store


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store(url) as opened:
        yield opened
