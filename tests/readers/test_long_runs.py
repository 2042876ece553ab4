"""What strangers make long on purpose: no pattern, no reading and no building takes for ever."""

import contextlib
import inspect
import time
from collections.abc import Callable
from typing import Any

import pytest

from quiz.errors import BroadsheetError, LengthError
from quiz.pipeline import build
from quiz.readers import MAX_WORDS, kinds, patterns, read
from quiz.readers.draft import Draft, Piece
from quiz.readers.revision import revised
from quiz.readers.runs import LONGEST
from quiz.schema.quiz import Blueprint
from tests.articles import POLITICS
from tests.readers.texts import PARAGRAPHS, TITLE

SECONDS = 5
SIZE = 100_000
TOKENS = (
    "a@",
    "a ",
    "A ",
    "A. ",
    "A.",
    "Ab, ",
    "(",
    "( ",
    "a(",
    "“",
    '"',
    "- ",
    "-",
    ". ",
    ".",
    "a.b",
    "1 ",
    "1.",
    "12:",
    "1 May ",
    "January 1, ",
    "Monday ",
    "2020 ",
    "By A ",
    "by ",
    "and ",
    "| ",
    "x|",
    "©",
    "Photo: ",
    "Reuters - ",
    "AB ",
    "http://",
    "www.",
    "Updated ",
    "date ",
    " ",
    "\t",
    "Reporting by A",
    "Ann Lee and ",
)


def pattern_functions() -> dict[str, Callable[[str], Any]]:
    """Return what `patterns` offers, each to be called with a text."""
    found: dict[str, Callable[[str], Any]] = {}
    for name, function in inspect.getmembers(patterns, inspect.isfunction):
        if function.__module__ == patterns.__name__ and not name.startswith("_"):
            found[name] = function
    found["agency_dateline"] = lambda text: patterns.agency_dateline(text, opening=True)
    found["outline"] = lambda text: kinds.outline(text, [(0, len(text)), (0, len(text))])
    return found


def made_of(token: str) -> list[str]:
    """Return long texts of nothing but `token`, with beginnings and ends that patterns wait for."""
    text = token * (SIZE // len(token))
    return [text, f"{text}!", f"Updated {text}x", f"By {text}.com"]


@pytest.mark.parametrize("name", pattern_functions())
def test_no_pattern_takes_for_ever(name: str) -> None:
    function = pattern_functions()[name]
    for token in TOKENS:
        for text in made_of(token):
            begun = time.monotonic()
            function(text)
            assert time.monotonic() - begun < SECONDS, token


@pytest.mark.parametrize("token", TOKENS)
def test_no_text_takes_for_ever_to_read(token: str) -> None:
    text = token * (SIZE // len(token))
    prose = "\n\n".join(POLITICS)
    begun = time.monotonic()
    attempt(f"Two nations\n\n{text}\n\n{prose}".encode())
    attempt(f"{text}\n\nUpdated {text}\n\n{prose}".encode())
    assert time.monotonic() - begun < 2 * SECONDS


@pytest.mark.parametrize("token", ["a@", "a ", "(", "“", "- ", "1 ", "By A ", "Updated "])
def test_no_page_takes_for_ever_to_read(token: str) -> None:
    text = token * (SIZE // len(token))
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in POLITICS)
    page = (
        "<html><head><title>Two nations</title></head><body><article><h1>Two nations</h1>"
        f"{prose}<p>{text}</p>{prose}</article></body></html>"
    )
    begun = time.monotonic()
    attempt(page.encode())
    assert time.monotonic() - begun < 3 * SECONDS


def attempt(payload: bytes) -> None:
    """Read `payload`; a refusal in words is as good as an article."""
    with contextlib.suppress(BroadsheetError):
        read(payload, name="a.txt")


@pytest.mark.parametrize(
    "run", ["a" + "(" * 5_000, "a(" * 2_500, "$1" * 1_500, "the(((((((((((((((((((((((( " * 200]
)
def test_a_run_without_a_space_is_left_out_and_a_quiz_is_built_in_time(run: str) -> None:
    said: list[str] = []
    article = read("\n\n".join(["Two nations", *POLITICS, run]).encode(), say=said.append)
    assert [article.at(block) for block in article.paragraphs] == list(POLITICS)
    assert len(said) == 1
    assert f"{LONGEST} characters without a space is left out" in said[0]
    begun = time.monotonic()
    build(article, Blueprint())
    assert time.monotonic() - begun < 6 * SECONDS


def test_what_stands_around_a_run_is_kept() -> None:
    link = "https://news.example/" + "a" * 300
    first, *others = POLITICS
    article = read("\n\n".join(["Two nations", f"{first} {link} {first}", *others]).encode())
    assert [article.at(block) for block in article.paragraphs] == [first, first, *others]
    assert link in [article.at(block) for block in article.blocks if block.kind == "boilerplate"]


def test_a_word_of_the_greatest_length_stays() -> None:
    first, *others = POLITICS
    longest = f"{first} {'a' * LONGEST}"
    said: list[str] = []
    article = read("\n\n".join(["Two nations", longest, *others]).encode(), say=said.append)
    assert article.at(article.paragraphs[0]) == longest
    assert said == []


def test_a_run_in_a_corrected_article_is_refused_in_words() -> None:
    pieces = tuple(Piece(kind="paragraph", text=text) for text in (*POLITICS, "(" * 5_000))
    with pytest.raises(LengthError, match=r"^The article has over 200 characters without a space"):
        revised(Draft(pieces=pieces, title="Two nations"))
    aside = (*pieces[:-1], Piece(kind="boilerplate", text="(" * 5_000))
    assert len(revised(Draft(pieces=aside, title="Two nations")).paragraphs) == len(POLITICS)


def test_a_megabyte_of_short_made_up_words_is_refused() -> None:
    """It would keep the parser busy for minutes: at most 240,000 characters are built from."""
    odd = "\n\n".join([TITLE, *PARAGRAPHS, *(["a(b)c-d.e/f(g)h-i.j/k(l)m " * 60] * 200)])
    assert len(odd.split()) < MAX_WORDS
    with pytest.raises(LengthError, match="240,000 characters"):
        read(odd.encode(), name="a.txt")
