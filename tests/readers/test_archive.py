"""Files made to do harm: each is answered in words, in time, and without harm."""

import io
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from quiz.errors import BroadsheetError, LanguageError, LengthError, ParserError, SourceError
from quiz.readers import read, rich_text
from quiz.readers.archive import MAX_ENTRIES, parts
from tests.readers.texts import PARAGRAPHS, TITLE
from tests.readers.word_files import RELATIONS, TYPES, docx, epub, odt, page, zipped

SAMPLES = Path(__file__).parent / "samples"
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
)
FILE = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
BOOK = {"1.xhtml": page(*PARAGRAPHS, heading=TITLE)}


@contextmanager
def in_time(seconds: float = 15) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds


def refusal(payload: bytes, kind: type[SourceError] = SourceError) -> str:
    """Return the sentence with which a file is refused: in time, and with little memory here."""
    tracemalloc.start()
    with in_time(), pytest.raises(BroadsheetError) as caught:
        read(payload, name="it.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000
    assert type(caught.value) is kind
    message = str(caught.value)
    assert message.startswith("it.docx ")
    assert message.endswith(".")
    assert "\n" not in message
    return message


def with_header(payload: bytes, offset: int, value: int, *, size: str = "<I") -> bytes:
    """Return the archive with a field of every entry's record in the list of contents changed."""
    changed = bytearray(payload)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into(size, changed, place + offset, value)
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def test_a_small_file_that_declares_200_mb() -> None:
    payload = docx(**{"word/media/big.xml": b" " * 200_000_000})
    assert len(payload) < 250_000
    assert "unfolds to more than 50 MB" in refusal(payload, LengthError)


def test_sizes_that_lie() -> None:
    """A part of 30 MB that declares nothing, or a little: what is unfolded is counted."""
    bomb = docx(**{"word/styles.xml": b"<s>" + b" " * 30_000_000 + b"</s>"})
    for declared in (0, 1000):
        message = refusal(with_header(bomb, 24, declared), ParserError)
        assert "damaged" in message


def test_many_parts_that_are_each_below_the_limit() -> None:
    rows = b"".join(b"<r>%d</r>" % number for number in range(400_000))
    parts = {f"word/part{n}.xml": b"<s>" + rows + b"</s>" for n in range(15)}
    refusal(docx(**parts), LengthError)


def test_xml_that_takes_much_memory_when_parsed() -> None:
    """Parts that pass every check of size and yet are too much for a parser of trees."""
    many = "".join(f"<w:r><w:t>{n}</w:t></w:r>" for n in range(1_500_000))
    message = refusal(docx(f"<w:p>{many}</w:p>"), ParserError)
    assert "takes more than" in message


def test_too_many_entries() -> None:
    files = {f"word/{n}.bin": "" for n in range(MAX_ENTRIES)}
    assert "up to 2,000 are read" in refusal(docx(**files), LengthError)


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../out.xml", "word/../../out.xml", "C:/out.xml", "word\\..\\x.xml"]
)
def test_names_that_lead_out(path: str) -> None:
    assert "misleading names" in refusal(docx(**{path: "x"}))


def test_a_link_and_a_doubled_name() -> None:
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    for extra in (link, zipfile.ZipInfo("word/document.xml")):
        target = io.BytesIO(docx())
        with zipfile.ZipFile(target, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the name is there already
            archive.writestr(extra, "/etc/passwd")
        assert "misleading names" in refusal(target.getvalue())


def test_a_file_with_a_password() -> None:
    assert "password" in refusal(with_header(docx(), 8, 1, size="<H"))
    manifest = "<m><encryption-data/></m>"
    assert "password" in refusal(odt(**{"META-INF/manifest.xml": manifest}))
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le")
    )
    assert "save it without the password" in refusal(locked + b"\0" * 900)


def test_a_way_of_packing_that_no_word_processor_uses() -> None:
    refusal(zipped({"word/document.xml": "x"}, zipfile.ZIP_LZMA), ParserError)


@pytest.mark.parametrize("head", [LAUGHS, FILE, "<!DOCTYPE w:document>"], ids=["ha", "xxe", "dtd"])
@pytest.mark.parametrize("part", ["document", "styles", "core", "odt", "package", "page"])
def test_entities_are_refused_in_every_part(head: str, part: str) -> None:
    some = f'<?xml version="1.0"?>{head}<x>&f;&a11;</x>'
    if part == "page" and "[" not in head:
        head = "<!DOCTYPE html [ <!ELEMENT a ANY> ]>"
    payload = {
        "document": docx(head=head),
        "styles": docx(**{"word/styles.xml": some}),
        "core": docx(**{"docProps/core.xml": some}),
        "odt": odt(head=head),
        "package": epub(BOOK, **{"META-INF/encryption.xml": some}),
        "page": epub({"1.xhtml": page(*PARAGRAPHS, doctype=head)}),
    }[part]
    assert "declares a document type or entities" in refusal(payload)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-7", "cp037"])
def test_entities_in_another_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{FILE}<x>&f;</x>'
    payload = docx(**{"word/styles.xml": text.encode(encoding)})
    with pytest.raises(SourceError):
        read(payload)


def test_the_document_type_of_a_page_does_no_harm() -> None:
    for doctype in (
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11.dtd">',
    ):
        texts = (PARAGRAPHS[0].replace("14 May", "14&nbsp;May&hellip;"), *PARAGRAPHS[1:])
        article = read(epub({"1.xhtml": page(*texts, heading=TITLE, doctype=doctype)}))
        assert "14 May…" in article.text


def quine() -> bytes:
    """Return an archive with an archive in it, and so on for a good while."""
    inner = b""
    for _ in range(20):
        inner = zipped({"r.zip": inner, "word/document.xml": b"x"})
    return inner


def test_archives_within_archives_stay_shut() -> None:
    assert "damaged" in refusal(quine(), ParserError)
    assert "unpack it" in refusal(zipped({"r/r.zip": quine()}))
    article = read(docx(**{"word/embeddings/r.zip": quine(), "word/media/x.docx": quine()}))
    assert article.title == TITLE


def overlapping(copies: int) -> bytes:
    """Return an archive whose entries all unfold the same bytes."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(b"<a>" + b" " * 900_000 + b"</a>") + kernel.flush()
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(data), 900_007, 17, 0)
    body = head + b"word/document.xml" + data
    names = [b"word/document.xml", *(b"word/%07d.xml" % n for n in range(copies))]
    listed = b"".join(
        struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(data), 900_007,
            len(name), 0, 0, 0, 0, 0, 0,
        ) + name
        for name in names
    )  # fmt: skip
    end = struct.pack(
        "<4s4H2IH", b"PK\5\6", 0, 0, len(names), len(names), len(listed), len(body), 0
    )
    return body + listed + end


def test_entries_that_share_their_bytes() -> None:
    refusal(overlapping(40), ParserError)
    refusal(overlapping(1500), LengthError)


def test_deep_nesting() -> None:
    refusal(docx("<w:p>" * 50_000), ParserError)
    refusal(docx("<w:smartTag>" * 5000 + TEXT + "</w:smartTag>" * 5000), ParserError)
    with in_time(), pytest.raises(SourceError):
        read(b"{\\rtf1" + b"{\\b x" * 300_000)
    with in_time(), pytest.raises(SourceError):
        read(b"{\\rtf1{\\fonttbl" + b"\\f1\\fcharset " * 100_000 + b"}}")
    with in_time(), pytest.raises(SourceError):
        read(b"# A title\n\n" + b"> " * 100_000 + b"x\n\n" + b"[" * 100_000)


TEXT = "<w:p><w:r><w:t>Text.</w:t></w:r></w:p>"
CUT = [f"doc_{name}" for name in ("pandoc.docx", "pandoc.odt", "pandoc.epub", "pandoc.rtf")]


@pytest.mark.parametrize("name", CUT)
def test_a_file_cut_at_every_percent(name: str) -> None:
    """An archive without its end is none; rich text may still be read, and says that it is cut."""
    whole = (SAMPLES / name).read_bytes()
    every = 10 if name.endswith(".rtf") else 1  # the other 90 below, without a child process each
    for percent in range(0, 100, every):
        told: list[str] = []
        with in_time(), suppress(SourceError):
            article = read(whole[: len(whole) * percent // 100], name=name, say=told.append)
            assert name.endswith(".rtf")
            assert article.word_count >= 80
            assert told == [f"{name} breaks off; the end of the article may be missing."]


def test_rich_text_cut_at_every_percent() -> None:
    whole = (SAMPLES / "doc_pandoc.rtf").read_bytes()
    longest = ""
    for percent in range(1, 100):
        made = rich_text.draft(whole[: len(whole) * percent // 100], "it")
        assert any("breaks off" in note for note in made.notes)
        text = "".join(piece.text for piece in made.pieces)
        assert len(text) >= len(longest) - 8  # half a sign's code may be read as letters
        longest = text


def test_nothing_and_other_things_by_that_name() -> None:
    refusal(b"", LengthError)
    refusal(b"\x00" * 5000, LengthError)
    assert "picture" in refusal(b"\x89PNG\r\n\x1a\n" + docx())
    assert "damaged or breaks off" in refusal(b"PK\x03\x04" + b"\x99" * 500)
    assert "ZIP archive" in refusal(zipped({"article.txt": "x"}))
    refusal(b"{\\rtf1 " + bytes(range(256)) * 100, LanguageError)


@pytest.mark.parametrize(
    "entries",
    [
        {"word/document.xml": "<w:document"},
        {"word/document.xml": ""},
        {"word/document.xml": "<x/>", "_rels/.rels": RELATIONS, "[Content_Types].xml": TYPES},
        {"word/documents.txt": "x"},
        {"mimetype": "application/epub+zip"},
        {"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"},
        {"mimetype": "application/vnd.oasis.opendocument.text"},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
    ],
)
def test_a_document_without_what_makes_one(entries: Mapping[str, str]) -> None:
    with in_time(), pytest.raises(SourceError) as caught:
        read(zipped(entries, zipfile.ZIP_STORED), name="it.docx")
    assert str(caught.value).startswith("it.docx ")


def test_only_what_is_wanted_is_unfolded() -> None:
    payload = zipped({"a.xml": "1", "b.bin": "2", "folder/": ""})
    assert parts(payload, "it", lambda path: path.endswith(".xml")) == {"a.xml": b"1"}
