"""PDF files that are not read, and files that mean harm: one sentence each, in time."""

import re
import resource
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from quiz.errors import BroadsheetError, LengthError, ParserError, SourceError
from quiz.readers import read
from quiz.readers.limits import MAX_WORDS
from quiz.readers.pdf import PDF
from quiz.readers.pdf.limits import MAX_BYTES, MAX_PAGES
from quiz.schema.article import Article
from tests.readers.pdf_files import Text, column, deflated, document, pages, pdf, stream, written

SAMPLES = Path(__file__).parent / "samples"
LINES = ["The tide came in and went out again, and the town slept on until the bells."] * 30
PAGE = [Text(50, 790, "Tides of the town", 20, "bold"), *column(50, 740, LINES)]
PLAIN = document(PAGE)
SHOWN = b"BT /regular 10 Tf 50 700 Td (The tide came in and went out again.) Tj ET\n"


def refusal(payload: bytes, kind: type[SourceError] = SourceError, **settings: object) -> str:
    """Return the sentences with which `payload` is refused, which took less than 15 seconds."""
    begun = time.monotonic()
    with pytest.raises(BroadsheetError) as caught:
        read(payload, name="a.pdf", **settings)  # type: ignore[arg-type]
    assert time.monotonic() - begun < 15
    assert type(caught.value) is kind
    message = str(caught.value)
    assert message.startswith("a.pdf ")
    assert message.endswith(".")
    return message


def told(payload: bytes) -> tuple[Article, list[str]]:
    """Return what is read in `payload`, and what the teacher is told of it."""
    said: list[str] = []
    return read(payload, name="a.pdf", say=said.append), said


def pictured(name: str) -> bytes:
    """Return a sample as a scanner would: its pages as pictures."""
    source = pypdfium2.PdfDocument(SAMPLES / f"{name}.pdf")
    target = pypdfium2.PdfDocument.new()
    for leaf in source:
        width, height = leaf.get_size()
        picture = pypdfium2.PdfImage.new(target)
        picture.set_bitmap(leaf.render(scale=0.5, grayscale=True))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = target.new_page(width, height)
        page.insert_obj(picture)
        page.gen_content()
    out = BytesIO()
    target.save(out)
    return out.getvalue()


def test_a_pdf_is_told_by_its_content() -> None:
    assert PDF.accepts(PLAIN)
    assert read(PLAIN).title == "Tides of the town"


@pytest.mark.parametrize("before", [b"\n\n", b"\xef\xbb\xbf", b"\x00\x05junk of a mailer\n" * 9])
def test_a_header_that_does_not_come_first(before: bytes) -> None:
    assert read(before + PLAIN).title == "Tides of the town"


def test_a_text_about_pdf_is_a_text() -> None:
    text = "How a PDF begins\n\n" + "A file that begins with %PDF-1.7 is a PDF, she said. " * 20
    assert read(text.encode()).title == "How a PDF begins"


def test_an_archive_that_holds_a_pdf_is_an_archive() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", PLAIN)
    assert not PDF.accepts(target.getvalue())


def test_a_file_that_is_an_archive_too_is_read_as_the_pdf_it_begins_as() -> None:
    target = BytesIO(PLAIN)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", "<p>Other words</p>" * 100)
    assert "Other words" not in read(target.getvalue()).text


def test_a_scan() -> None:
    message = refusal(pictured("pdf_writer"))
    assert "is a scan" in message
    assert "(OCR), such as OCRmyPDF" in message


def test_a_scanned_page_among_others_is_told() -> None:
    scan = pypdfium2.PdfDocument(pictured("pdf_typst_3"))
    both = pypdfium2.PdfDocument(PLAIN)
    both.import_pages(scan)
    out = BytesIO()
    both.save(out)
    article, said = told(out.getvalue())
    assert article.title == "Tides of the town"
    assert said == ["Page 2 is a picture without text and is left out."]


def test_letters_drawn_as_lines() -> None:
    drawn = b"0 0 m 100 100 l S\n" * 500
    assert "letters may be drawn as lines" in refusal(pages([stream(drawn)] * 2))


def test_letters_that_have_no_meaning() -> None:
    """Without its tables of meaning, a file shows letters that nobody can copy."""
    payload = (SAMPLES / "pdf_chromium.pdf").read_bytes().replace(b"/ToUnicode", b"/ToNothing")
    assert "gibberish" in refusal(payload)


def test_letters_that_mean_others() -> None:
    jumbled = str.maketrans("abcdefghijklmnopqrstuvwxyz", "qwrtzpsdfghjklmxcvbnqwrtzp")
    assert "gibberish" in refusal(
        document([t._replace(text=t.text.translate(jumbled)) for t in PAGE])
    )


def test_a_password() -> None:
    message = refusal((SAMPLES / "pdf_locked.pdf").read_bytes())
    assert "locked with a password" in message
    assert "print it to a new PDF" in message


def test_too_short_a_text_is_no_scan() -> None:
    refusal(document(PAGE[:3]), LengthError)


@pytest.mark.parametrize(
    ("asked", "said"),
    [((14, 15), "pages 14-15 are"), ((3, 3), "page 3 is"), ((2, 1), "2-1"), ((0, 1), "0-1")],
)
def test_pages_that_are_not_there(asked: tuple[int, int], said: str) -> None:
    message = refusal(document(PAGE, PAGE), pages=asked)
    assert message.startswith("a.pdf has 2 pages; ")
    assert said in message
    assert "--" not in message  # it is said on the web page too


def test_too_many_pages_unless_some_are_chosen() -> None:
    payload = pages([stream(written(PAGE))] * (MAX_PAGES + 1))
    assert f"has {MAX_PAGES + 1} pages, and up to {MAX_PAGES} are read at a time" in refusal(
        payload, LengthError
    )
    assert "Choose those of one article." in refusal(payload, LengthError)
    assert read(payload, pages=(MAX_PAGES + 1, MAX_PAGES + 1)).title == "Tides of the town"


def test_a_book_says_how_long_it_is() -> None:
    message = refusal(document(*[column(50, 800, LINES * 2, 8)] * 50), LengthError)
    words = re.search(r"([\d,]+) words on 50 pages", message)
    assert words
    assert int(words[1].replace(",", "")) == 50 * 60 * len(LINES[0].split())
    assert f"up to {MAX_WORDS:,}" in message
    assert "Choose those of one article." in message


def test_a_large_file() -> None:
    assert "20 MB" in refusal(PLAIN + b"\0" * MAX_BYTES, LengthError)


def test_a_file_that_is_cut_short_is_told() -> None:
    article, said = told(PLAIN[: PLAIN.rindex(b"startxref")])
    assert article.title == "Tides of the town"
    assert len(said) == 1
    assert said[0].startswith("a.pdf is cut short")


def forms(per_level: int, levels: int) -> bytes:
    """Return a page that shows a form that shows the next form several times, and so on."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
    head += b" /Resources << /XObject << /A %d 0 R >> >>"
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        leaf + b" /Resources << /XObject << /A 5 0 R >> >> >>",
        stream(b"/A Do"),
        *(stream(b"/A Do " * per_level, head % (6 + level)) for level in range(levels)),
    ]
    return pdf([*objects, stream(SHOWN, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]")])


def crowd(count: int) -> bytes:
    """Return a file of `count` objects, one of which is a page."""
    whole = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>",
    ]
    return pdf(whole + [b"<< /A 1 >>"] * count)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
HARMFUL = {
    "no pages": lambda: pdf([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
    "only a header": lambda: b"%PDF-1.7\n",
    "zero bytes after a header": lambda: b"%PDF-1.7\n" + bytes(10_000_000),
    "packed three times": lambda: pages([deflated(bytes(100_000_000), 3)]),
    "packed text": lambda: pages([deflated(SHOWN * 2_000_000, 2)]),
    "a page of millions of letters": lambda: pages([
        deflated(b"BT /regular 10 Tf 50 700 Td " + b"(The tide) Tj " * 400_000 + b"ET")
    ]),
    "states saved without end": lambda: pages([deflated(b"q " * 20_000_000)]),
    "a hundred thousand objects": lambda: crowd(100_000),
    "a length that is a lie": lambda: pages([b"<< /Length 99999999999 >>\nstream\nx\nendstream"]),
    "a page count that is a lie": lambda: pdf([
        CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
    ]),
    "a table size that is a lie": lambda: document(PAGE[:2]).replace(b"/Size ", b"/Size 99999999"),
    "a picture of ten thousand million dots": lambda: pages([
        stream(b"q 9 0 0 9 0 0 cm BI /W 100000 /H 100000 /CS /RGB /BPC 8 ID x EI Q")
    ]),
    "pages that hold themselves": lambda: pdf([
        CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 /Parent 2 0 R >>"
    ]),
    "forms that hold themselves": lambda: forms(2, 0).replace(SHOWN, b"/A Do "),
    "forms of forms of forms": lambda: forms(10, 12),
    "a nest of lists": lambda: pages([stream(b"[" * 1_000_000)]),
    "a nest of dictionaries": lambda: pdf([CATALOG, b"<< /A " * 200_000]),
    "a stream of objects": lambda: pdf([
        CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>",
        stream(zlib.compress(b"1 0 " * 20_000_000),
               b"/Type /ObjStm /N 20000000 /First 80000000 /Filter /FlateDecode"),
    ]),
    "a page as large as a country": lambda: document(PAGE[:2], box=(10**9, 10**9)),
}  # fmt: skip


@pytest.mark.parametrize("what", HARMFUL)
def test_a_file_that_means_harm(what: str) -> None:
    """It is refused in a sentence; the process that asked keeps its memory."""
    payload = HARMFUL[what]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    with pytest.raises(SourceError) as caught:
        read(payload, name="a.pdf")
    assert time.monotonic() - begun < 15
    assert isinstance(caught.value, SourceError | ParserError | LengthError)
    assert re.match(r"a\.pdf .*\.$", str(caught.value))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 50_000  # kilobytes


def test_scripts_and_addresses_in_a_file_are_of_no_account() -> None:
    action = b"/AA << /O << /S /JavaScript /JS (while(1){}) >> >>"
    assert read(document(PAGE, more=action)).title == "Tides of the town"
    link = b"/AA << /O << /S /URI /URI (http://127.0.0.1/) >> >>"
    assert read(document(PAGE, more=link)).title == "Tides of the town"
