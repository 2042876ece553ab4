"""A web of our own for each test."""

from collections.abc import Iterator

import pytest

from tests.readers.fetching.sites import Web, web


@pytest.fixture(name="web")
def _web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.delenv("QUIZ_FETCH", raising=False)
    with web() as made:
        yield made
