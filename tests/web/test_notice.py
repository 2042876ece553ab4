"""The notice says what the tables hold, and is found from every page."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from quiz.store.tables import METADATA
from tests.web.pages import Student

PRIVACY = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_everybody_can_read_what_is_kept(client: FlaskClient) -> None:
    page = client.get("/privacy").get_data(as_text=True)
    assert "90 days" in page
    assert "e-mail" in page


def test_a_student_finds_the_notice_from_a_question(client: FlaskClient, student: Student) -> None:
    assert 'href="/privacy"' in client.get("/").get_data(as_text=True)
    assert 'href="/privacy"' in client.get("/no/such/page").get_data(as_text=True)


def test_the_data_map_names_every_column_there_is() -> None:
    """A new column has to be thought about: whose is it, what for, until when."""
    text = PRIVACY.read_text(encoding="utf-8")
    mapped = {
        (row[0], column)
        for row in re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text, re.MULTILINE)
        for column in re.findall(r"`(\w+)`", row[1])
    }
    there = {(table.name, column.name) for table in METADATA.sorted_tables for column in table.c}
    assert mapped == there


def test_no_column_is_for_what_the_notice_says_is_not_kept() -> None:
    unwanted = re.compile(r"mail|birth|phone|agent|browser|finger|(^|_)ip($|_)|remote|location")
    names = {column.name for table in METADATA.sorted_tables for column in table.c}
    assert not [name for name in names if unwanted.search(name)]
