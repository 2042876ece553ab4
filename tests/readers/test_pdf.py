"""PDF files by programs nobody here wrote: the article comes back as it was."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from quiz.readers import read
from quiz.schema.article import Article

SAMPLES = Path(__file__).parent / "samples"
TITLE = "Tidal mill at Port Merrow turns again after ninety years"
URL = "https://merrowecho.example/2024/09/tidal-mill-turns-again"
READABLE = (
    "pdf_cairo_2", "pdf_chromium", "pdf_chromium_columns", "pdf_chromium_header", "pdf_docx",
    "pdf_restricted", "pdf_typst_2", "pdf_typst_3", "pdf_writer", "pdf_writer_columns",
)  # fmt: skip


@cache
def sample(name: str) -> Article:
    return read(SAMPLES / f"{name}.pdf")


@cache
def original() -> tuple[tuple[str, str], ...]:
    """Return the headings, captions and paragraphs of the article, in order."""
    body = (SAMPLES / "article.md").read_text(encoding="utf-8").split("---", 2)[2]
    parts = []
    for block in re.split(r"\n\s*\n", body.strip()):
        for part in block.split("\n") if block.startswith("- ") else [block]:
            if part.startswith("## "):
                parts.append(("heading", part[3:]))
            elif part.startswith("!["):
                parts.append(("caption", part[2 : part.index("](")]))
            else:
                parts.append(("paragraph", re.sub(r"^(?:- |> )", "", part)))
    return tuple(parts)


def f1(one: str, other: str) -> float:
    """Return how far the words of two texts are the same."""
    a, b = Counter(one.split()), Counter(other.split())
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()))


@pytest.mark.parametrize("name", READABLE)
def test_the_article_comes_back_as_it_was(name: str) -> None:
    article = sample(name)
    kinds = {"heading", "caption", "paragraph"}
    got = [(block.kind, article.at(block)) for block in article.blocks if block.kind in kinds]
    assert got == list(original())
    whole = " ".join(text for kind, text in original() if kind == "paragraph")
    assert f1(" ".join(map(article.at, article.paragraphs)), whole) >= 0.98


def test_boxes_beside_the_text_do_not_break_it() -> None:
    """One floats on the right, in a frame on a ground, one on the left, in a frame alone."""
    article = sample("pdf_chromium_boxes")
    boxes = (
        "In numbers", "1.2 million: cost in pounds", "90 years: how long it stood",
        "How to visit", "Open on Saturdays", "The number 7 bus stops at the quay.",
    )  # fmt: skip
    kinds = {"heading", "caption", "paragraph"}
    got = [(block.kind, article.at(block)) for block in article.blocks if block.kind in kinds]
    assert [part for part in got if part[1] not in boxes] == list(original())
    assert [text for _, text in got if text in boxes] == list(boxes)
    assert (article.title, article.byline) == (TITLE, "Inès Calloway")


@pytest.mark.parametrize("name", READABLE)
def test_title_byline_and_day(name: str) -> None:
    article = sample(name)
    assert (article.title, article.byline) == (TITLE, "Inès Calloway")
    assert article.published == date(2024, 9, 18)


@pytest.mark.parametrize("name", READABLE)
def test_no_furniture_is_left(name: str) -> None:
    text = sample(name).text
    assert not re.search(r"\d+/\d+/\d+, |https?://|Wednesday 18|Page \d|^\d+$", text, re.MULTILINE)
    assert text.count(TITLE) == 1


@pytest.mark.parametrize("name", ["pdf_chromium_header", "pdf_chromium_columns"])
def test_what_a_browser_prints_around_a_page_tells_its_address(name: str) -> None:
    assert (sample(name).url, sample(name).outlet) == (URL, "Merrow Echo")


def test_pages_can_be_chosen() -> None:
    whole, first = sample("pdf_writer"), read(SAMPLES / "pdf_writer.pdf", pages=(1, 1))
    assert first.title == TITLE
    assert 80 < first.word_count < whole.word_count
    start = first.at(first.paragraphs[-1])[:-1]
    assert start in whole.text
    last = read(SAMPLES / "pdf_writer.pdf", pages=(2, 3))
    assert last.at(last.paragraphs[-1]) == original()[-1][1]


def test_three_pages_are_read_cold_in_two_seconds_of_work() -> None:
    """Counted is the processor's time, of the command and its child: other work does not count."""
    command = [sys.executable, "-m", "quiz", "read", str(SAMPLES / "pdf_chromium_header.pdf")]
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    spent = after.children_user + after.children_system
    assert spent - before.children_user - before.children_system < 2
