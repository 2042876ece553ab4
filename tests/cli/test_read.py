"""Reading: the options on a source, lists of what can be picked, notes, and text for people."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from quiz.readers import read
from tests.cli.conftest import SEED, Quiz
from tests.readers.test_feed import RSS_2
from tests.readers.test_language import FRENCH
from tests.readers.texts import ARTICLE, PARAGRAPHS, TITLE

SAMPLES = Path(__file__).parents[1] / "readers" / "samples"
MIXED = "\n\n".join((TITLE, *PARAGRAPHS, FRENCH))


@pytest.fixture
def sources(folder: Path) -> Path:
    (folder / "tides.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "mixed.txt").write_text(MIXED, encoding="utf-8")
    (folder / "news.xml").write_text(RSS_2, encoding="utf-8")
    (folder / "pages.pdf").write_bytes((SAMPLES / "pdf_chromium.pdf").read_bytes())
    return folder


def article(out: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(out)
    return found


def test_title_and_day_can_be_given(quiz: Quiz, sources: Path) -> None:
    found = article(quiz("read", "tides.txt", "--title", " My  tides ", "--date", "2024-05-15").out)
    assert (found["title"], found["published"]) == ("My tides", "2024-05-15")
    assert found["text"] == ARTICLE


@pytest.mark.parametrize("verb", ["build", "find", "explain", "run"])
def test_every_verb_that_takes_a_source_takes_the_options(quiz: Quiz, verb: str) -> None:
    said = quiz(verb, "--help").out.decode()
    assert all(option in said for option in ("--title", "--date", "--pages", "--pick"))


def test_the_options_reach_the_quiz(quiz: Quiz, folder: Path) -> None:
    outcome = quiz("build", SEED, "-n", 3, "--title", "Mine", "--date", "2020-01-02")
    made = json.loads(outcome.out)
    assert (made["title"], made["article"]["published"]) == ("Mine", "2020-01-02")


def test_notes_are_said_on_standard_error(quiz: Quiz, sources: Path) -> None:
    outcome = quiz("read", "mixed.txt")
    assert outcome.code == 0
    assert outcome.complaints == ["1 paragraph in French is left out."]
    assert {b["kind"] for b in article(outcome.out)["blocks"]} >= {"paragraph", "boilerplate"}


def test_a_feed_is_listed_as_a_table(quiz: Quiz, sources: Path) -> None:
    outcome = quiz("read", "news.xml", "--list")
    assert (outcome.code, outcome.err) == (0, "")
    rows = [re.split(r"\s{2,}", row.strip()) for row in outcome.out.decode().splitlines() if row]
    assert rows[0] == ["Pick", "Title", "Published", "Address"]
    assert rows[2] == ["1", TITLE, "2024-05-15", "https://courier.example/tides"]
    assert len(rows) == 4


def test_a_feed_is_listed_as_json_from_standard_input(quiz: Quiz, folder: Path) -> None:
    outcome = quiz("read", "-", "--list", "--json", stdin=RSS_2.encode())
    listed = json.loads(outcome.out)
    assert [entry["number"] for entry in listed] == [1, 2]
    assert listed[1] == {
        "number": 2,
        "title": "Ferry to Corran stops for winter",
        "published": "2024-05-16",
        "url": "https://courier.example/ferry",
    }


def test_an_article_is_picked_from_a_feed(quiz: Quiz, sources: Path) -> None:
    assert article(quiz("read", "news.xml", "--pick", 1).out)["title"] == TITLE


def test_text_for_people_reads_as_the_same_article(quiz: Quiz, sources: Path) -> None:
    head = f"{TITLE}\n\nBy Nora Whitlock\n\n15 May 2024\n\n"
    body = "\n\n".join((*PARAGRAPHS, "Picture: The quay at dawn (AP)", "Advertisement"))
    (sources / "all.txt").write_text(head + body, encoding="utf-8")
    outcome = quiz("read", "all.txt", "--text")
    text = outcome.out.decode()
    assert text.startswith(head)
    assert "Advertisement" not in text
    again, before = read(outcome.out), read(sources / "all.txt")
    assert (again.id, again.byline, again.published) == (before.id, before.byline, before.published)
    assert [again.at(b) for b in again.paragraphs] == [before.at(b) for b in before.paragraphs]


def test_text_for_people_does_not_steer_the_terminal(quiz: Quiz, sources: Path) -> None:
    found = article(quiz("read", "tides.txt").out)
    damaged = {**found, "text": found["text"].replace("Imke", "\x1b[3m"), "title": "a\x1b[31mb"}
    (sources / "bad.json").write_text(json.dumps(damaged))
    assert b"\x1b" not in quiz("read", "bad.json", "--text").out


REFUSED: dict[tuple[str, ...], str] = {
    ("tides.txt", "--date", "yesterday"): r"a day such as 2024-11-30, not 'yesterday'",
    ("tides.txt", "--date", "2024-02-30"): "a day such as",
    ("tides.txt", "--date", "20240230"): "a day such as",
    ("tides.txt", "--date", "2024-W01-1"): "a day such as",
    ("tides.txt", "--title", " "): "from 1 to 1000 characters",
    ("tides.txt", "--title", "x" * 1001): "from 1 to 1000 characters",
    ("tides.txt", "--pages", "5-3"): "such as 3-5, or 4, not '5-3'",
    ("tides.txt", "--pages", "0"): "such as 3-5",
    ("tides.txt", "--pages", "a-b"): "such as 3-5",
    ("tides.txt", "--pages", "3-"): "such as 3-5",
    ("tides.txt", "--pages", "3-5"): r"has no pages to choose from\. Leave --pages out\.",
    ("tides.txt", "--pick", "0"): "counts from 1",
    ("tides.txt", "--pick", "first"): "first",
    ("tides.txt", "--pick", "1"): r"is a single article, .* Leave --pick out\.",
    ("tides.txt", "--list"): "is a single article",
    ("tides.txt", "--list", "--text"): "leave one of them out",
    ("tides.txt", "--json", "--text"): "leave one of them out",
    ("news.xml", "--list", "--pick", "1"): "leave out the options",
    ("news.xml",): r"a feed of 2 articles\. .*`quiz read --list` shows them.* --pick 1\.",
    ("news.xml", "--pick", "3"): r"numbered from 1 to 2\. `quiz read --list` shows them",
    ("pages.pdf", "--pages", "90"): r"page 90 is not among them\. .* as in --pages 3-5\.",
    ("nowhere.xml", "--list"): "There is no file",
}


@pytest.mark.parametrize("arguments", REFUSED, ids=lambda arguments: " ".join(arguments)[:40])
def test_a_bad_value_is_refused_in_one_sentence(
    quiz: Quiz, sources: Path, arguments: tuple[str, ...]
) -> None:
    outcome = quiz("read", *arguments)
    assert (outcome.code, outcome.out) == (2, b"")
    assert len(outcome.complaints) == 1
    assert re.search(REFUSED[arguments], outcome.err), outcome.err


@pytest.mark.parametrize("pages", [("3-5"), ("3 – 5"), ("4")])
def test_pages_are_asked_for_before_anything_is_read(quiz: Quiz, sources: Path, pages: str) -> None:
    assert "has no pages" in quiz("read", "tides.txt", "--pages", pages).err


def test_a_bad_value_writes_nothing(quiz: Quiz, sources: Path) -> None:
    before = sorted(sources.iterdir())
    assert quiz("build", "tides.txt", "--date", "soon", "-o", "quiz.json").code == 2
    assert quiz("run", "tides.txt", "--pick", "2", "--port", "0").code == 2
    assert sorted(sources.iterdir()) == before


def test_a_book_is_refused_with_the_limit_and_the_way(quiz: Quiz, sources: Path) -> None:
    (sources / "book.txt").write_text("\n\n".join([ARTICLE] * 250), encoding="utf-8")
    outcome = quiz("read", "book.txt")
    assert outcome.code == 2
    assert "up to 20,000 words" in outcome.err
    assert "a single article, or a chapter" in outcome.err
