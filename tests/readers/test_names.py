"""What a source is, is told by its content: the name of the file changes nothing."""

import io
import zipfile
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.readers import read
from tests.readers.test_feed import RSS_2
from tests.readers.test_fuzz import JSON, MAIL
from tests.readers.test_language import FRENCH
from tests.readers.texts import ARTICLE, PARAGRAPHS, TITLE


def _zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", ARTICLE)
    return target.getvalue()


PAGE = (
    f"<!doctype html><html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "</article></body></html>"
)
SOURCES = {
    "text": ARTICLE.encode(),
    "text in UTF-16": ARTICLE.encode("utf-16-le"),
    "a mail": MAIL.encode(),
    "another language": FRENCH.encode() * 3,
    "an article as JSON": JSON.encode(),
    "other JSON": b'{"a": "b"}',
    "a feed": RSS_2.encode(),
    "a web page": PAGE.encode(),
    "a page that begins as XML": b"<?xml version='1.0'?>\n" + PAGE.encode(),
    "other XML": b"<?xml version='1.0'?><plants><plant/></plants>",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "an archive": _zipped(),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "nothing": b"",
}
NAMES = ("tides.pdf", "tides.docx", "tides.html", "tides.txt", "tides")


def outcome(path: Path) -> str:
    """Return what is read at `path`, or why it is not, without the name."""
    try:
        return read(path).model_dump_json()
    except SourceError as error:
        return str(error).replace(str(path), "it")


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_name_of_a_file_changes_nothing(source: bytes, tmp_path: Path) -> None:
    found = set()
    for name in NAMES:
        (tmp_path / name).write_bytes(source)
        found.add(outcome(tmp_path / name))
    assert len(found) == 1


@pytest.mark.parametrize("kind", ["text", "text in UTF-16", "a mail", "an article as JSON"])
@pytest.mark.parametrize("name", ["tides.pdf", "tides.xml", "tides.json", "tides.jpg"])
def test_an_article_with_a_wrong_name_is_read(kind: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SOURCES[kind])
    assert read(tmp_path / name).title == TITLE


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("a feed", "is a feed of 2 articles"),
        ("other XML", "is an XML file"),
        ("a picture", "is a picture"),
        ("another language", "looks like French"),
        ("other JSON", "is JSON, but not an article"),
        ("nothing", "is empty"),
    ],
)
def test_what_is_no_article_is_named_whatever_it_is_called(
    kind: str, what: str, tmp_path: Path
) -> None:
    (tmp_path / "tides.docx").write_bytes(SOURCES[kind])
    assert what in outcome(tmp_path / "tides.docx")
