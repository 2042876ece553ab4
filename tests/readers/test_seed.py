"""The article the project was created from, with its real noise."""

from datetime import date
from pathlib import Path

import pytest

from quiz.readers import read
from quiz.schema.article import Article

SEED = Path(__file__).parents[2] / "seeds" / "zelensky-nato-2024-11-30.txt"
TITLE = (
    "Zelensky says Ukraine could temporarily cede territory to Russia in exchange for Nato "
    "membership"
)


@pytest.fixture(scope="module")
def article() -> Article:
    return read(SEED)


def test_title_and_date(article: Article) -> None:
    assert article.title == TITLE
    assert article.published == date(2024, 11, 30)
    assert article.byline is None


def test_the_first_line_is_a_dateline_and_the_title(article: Article) -> None:
    assert [(b.kind, article.at(b)) for b in article.blocks[:2]] == [
        ("dateline", "date 2024-11-30"),
        ("title", TITLE),
    ]


def test_captions_are_captions(article: Article) -> None:
    captions = [article.at(block) for block in article.blocks if block.kind == "caption"]
    assert [caption[:30] for caption in captions] == [
        "Ukrainian soldiers carry shell",
        "Zelensky and Trump met earlier",
    ]
    assert all(caption.endswith("(AP)") for caption in captions)


def test_all_else_is_paragraphs(article: Article) -> None:
    assert len(article.paragraphs) == 16
    assert len(article.blocks) == 16 + 4
    assert article.word_count == 540
    assert article.at(article.paragraphs[0]).startswith("Ukrainian president Volodymyr")
    assert article.at(article.paragraphs[-1]).endswith("threshold for a strike.")


def test_nothing_is_lost(article: Article) -> None:
    assert article.text == SEED.read_text(encoding="utf-8")


def test_the_file_is_as_it_was_handed_over() -> None:
    from hashlib import sha256

    expected = "f4526c784d8b916637251ceea6b0a8bd4fe1baa56c026d53b2d130e0d3251896"
    assert sha256(SEED.read_bytes()).hexdigest() == expected


def test_the_id_depends_on_title_and_date_not_on_the_wording(article: Article) -> None:
    corrected = read(SEED.read_bytes().replace(b"hot phase", b"hottest phase"))
    assert corrected.text != article.text
    assert corrected.id == article.id
    assert read(SEED, published=date(2024, 12, 1)).id != article.id
    assert read(SEED, title="Another title").id != article.id


def test_what_the_teacher_says_counts(article: Article) -> None:
    changed = read(SEED, title=" A title of my own ", published=date(2024, 12, 1))
    assert (changed.title, changed.published) == ("A title of my own", date(2024, 12, 1))
    assert changed.blocks == article.blocks
    assert read(SEED, title="  ").title == TITLE
