"""Books: chapters are listed and picked; a short one is an article."""

from datetime import date
from pathlib import Path

import pytest

from quiz.errors import LengthError, SourceError
from quiz.readers import SeveralError, contents, read
from tests.readers.texts import PARAGRAPHS, TITLE
from tests.readers.word_files import epub, page

SAMPLES = Path(__file__).parent / "samples"
BOOK = SAMPLES / "doc_book.epub"
METADATA = (
    "<dc:title>Tales</dc:title><dc:creator>Ann Poe</dc:creator><dc:creator>Jo Roe</dc:creator>"
)
LONG = tuple(f"{text} That was in the year {n}." for n in range(15) for text in PARAGRAPHS)


def test_the_chapters_of_a_book_are_listed() -> None:
    titles = [entry.title for entry in contents(BOOK)]
    assert titles == [f"Chapter {number}: The mill" for number in range(1, 9)]


def test_a_chapter_is_picked() -> None:
    article = read(BOOK, pick=3)
    assert article.title == "Chapter 3: The mill"
    assert (article.byline, article.outlet) == ("Inès Calloway", "The Book of Mills")
    assert article.at(article.paragraphs[0]).startswith("Élodie Garnier, who led the carpenters")
    assert read(BOOK, pick=4).id != article.id


@pytest.mark.parametrize("pick", [0, 9, -1])
def test_a_chapter_that_is_not_there(pick: int) -> None:
    with pytest.raises(SourceError, match=rf"has 8 chapters; there is no {pick}\.") as caught:
        read(BOOK, pick=pick)
    assert caught.value.remedy == "choose entry"


def test_a_book_is_refused_with_the_way_out() -> None:
    with pytest.raises(SeveralError) as caught:
        read(BOOK, name="mills.epub")
    assert str(caught.value) == "mills.epub is a book of 8 chapters. Take one of them."
    assert caught.value.entries == contents(BOOK)


def test_a_file_of_several_pages_may_be_one_article() -> None:
    """LibreOffice begins a page at every heading."""
    pages = {
        "cover.xhtml": page("Cover"),
        "1.xhtml": page(*PARAGRAPHS[:2], heading=TITLE),
        "2.xhtml": page(*PARAGRAPHS[2:], heading="What it costs"),
    }
    day = '<dc:date opf:event="modification">2020-01-01</dc:date><dc:date>2024-05-14</dc:date>'
    article = read(epub(pages, METADATA + day))
    assert (article.title, article.byline) == (TITLE, "Ann Poe, Jo Roe")
    assert article.published == date(2024, 5, 14)
    assert [article.at(b) for b in article.paragraphs] == list(PARAGRAPHS)


@pytest.mark.parametrize("day", ["2024", "0101-01-01T00:00:00+00:00", "2024-13-45", "", "May 2024"])
def test_no_day_of_publication_where_the_book_gives_none(day: str) -> None:
    pages = {"1.xhtml": page(*PARAGRAPHS, heading=TITLE)}
    assert read(epub(pages, f"<dc:date>{day}</dc:date>")).published is None


def test_titles_from_the_headings_where_there_is_no_table_of_contents() -> None:
    pages = {
        "a.xhtml": page(*LONG, heading="The first tide"),
        "b.xhtml": page(*LONG),
        "deep/c%20d.xhtml": page(*LONG, heading="The third tide"),
    }
    stored = {path.replace("%20", " "): text for path, text in pages.items()}
    book = epub(pages, METADATA, **{f"O/{path}": text for path, text in stored.items()})
    assert [e.title for e in contents(book)] == ["The first tide", "Part 2", "The third tide"]
    assert read(book, pick=3).title == "The third tide"


def test_notes_pages_and_pictures_are_no_text_of_a_chapter() -> None:
    extra = (
        '<aside role="doc-footnote"><p>A note.</p></aside>'
        '<figure><img src="a.png" alt="x"/><figcaption>The station at dusk</figcaption></figure>'
        '<span epub:type="pagebreak" xmlns:epub="http://www.idpf.org/2007/ops">77</span>'
        "<script>alert(1)</script><style>p {}</style><svg><text>x</text></svg><p>***</p>"
    )
    with_note = PARAGRAPHS[0] + '<sup><a href="#n1">1</a></sup>'
    body = page(with_note, *PARAGRAPHS[1:], heading=TITLE).replace("</body>", f"{extra}</body>")
    article = read(epub({"1.xhtml": body}))
    assert [article.at(b) for b in article.paragraphs] == list(PARAGRAPHS)
    assert [article.at(b) for b in article.blocks if b.kind == "caption"] == ["The station at dusk"]
    assert len(article.blocks) == 2 + len(PARAGRAPHS)


def test_a_book_that_may_not_be_copied() -> None:
    closed = "<e><CipherData><CipherReference URI='O/1.xhtml'/></CipherData></e>"
    parts = {"META-INF/encryption.xml": closed}
    pages = {"1.xhtml": page(*PARAGRAPHS, heading=TITLE)}
    with pytest.raises(SourceError, match="protected against copying"):
        read(epub(pages, **parts))
    fonts = {path: text.replace("O/1.xhtml", "O/font.otf") for path, text in parts.items()}
    assert read(epub(pages, **fonts)).title == TITLE


def test_a_book_without_text() -> None:
    with pytest.raises(SourceError, match="without any text"):
        read(epub({"1.xhtml": page("Cover")}))


def test_a_chapter_that_is_itself_too_long() -> None:
    many = (f"{text} {n}." for n in range(1000) for text in LONG[:1])
    with pytest.raises(LengthError, match="is too long"):
        read(epub({"1.xhtml": page(*many, heading="All of it"), "2.xhtml": page(*LONG)}), pick=1)
