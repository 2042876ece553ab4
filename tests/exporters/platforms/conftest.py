"""One process of gift-pegjs for all tests that read GIFT."""

from collections.abc import Iterator

import pytest

from tests.exporters.platforms.reading import Gift


@pytest.fixture(scope="session")
def gift() -> Iterator[Gift]:
    reader = Gift()
    yield reader
    reader.close()
