"""What `read` takes and what it refuses."""

import contextlib
import io
import json
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import (
    BroadsheetError,
    EncodingError,
    LanguageError,
    LengthError,
    SourceError,
    SourceNotFoundError,
)
from quiz.readers import MAX_BYTES, MAX_WORDS, MIN_WORDS, READERS, Reader, Source, read
from quiz.schema.article import Article
from tests.readers.texts import ARTICLE, FOREIGN, TITLE
from tests.samples import sample_article


def refusal(source: str | Path | bytes, kind: type[SourceError] = SourceError) -> str:
    """Return the message with which `source` is refused; it is exactly of the class `kind`."""
    with pytest.raises(BroadsheetError) as caught:
        read(source)
    assert type(caught.value) is kind
    return check_sentence(str(caught.value))


def check_sentence(message: str) -> str:
    """Return `message`, which is one line that ends as a sentence does."""
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_a_file_by_path_and_by_name(tmp_path: Path) -> None:
    path = tmp_path / "tides.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert read(path) == read(str(path)) == read(ARTICLE.encode())
    assert read(path).title == TITLE


def test_the_suffix_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "tides.pdf"
    path.write_text(ARTICLE, encoding="utf-8")
    assert read(path).title == TITLE


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "nowhere.txt", SourceNotFoundError)
    assert "no file" in refusal("a\x00b", SourceNotFoundError)
    (tmp_path / "file").write_text("x")
    refusal(tmp_path / "file" / "below.txt", SourceNotFoundError)
    refusal("x" * 5000, SourceNotFoundError)
    refusal("bad \udcff name", SourceNotFoundError).encode()


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path, SourceNotFoundError)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    assert "cannot be read" in refusal(path, SourceNotFoundError)


@pytest.mark.parametrize(
    "payload", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n"]
)
def test_an_empty_text(payload: bytes) -> None:
    assert "is empty" in refusal(payload, LengthError)


@pytest.mark.parametrize("payload", [b"\xff" * 1000, b"\xfe" * 1000])
def test_bytes_that_are_no_text(payload: bytes) -> None:
    assert "is no text" in refusal(payload, SourceError)


def test_a_flat_opendocument_text() -> None:
    payload = (Path(__file__).parent / "samples" / "doc_odds.fodt").read_bytes()
    assert "open it in LibreOffice and save it as ODT" in refusal(payload, SourceError)


def test_too_few_words_are_counted() -> None:
    words = "The town of Brindle has opened its station on the coast today. " * 6
    assert f"72 words of running text, and a quiz needs at least {MIN_WORDS}" in refusal(
        f"A title\n\n{words}".encode(), LengthError
    )


def test_exactly_enough_words() -> None:
    words = ("The tide came in and went out again. " * 10).strip()
    assert read(f"A title\n\n{words}".encode()).word_count == MIN_WORDS
    refusal(f"A title\n\n{words[:-7]}".encode(), LengthError)


def test_too_many_words_and_bytes() -> None:
    sentence = "The tide came in and went out again. "
    many = sentence * (MAX_WORDS // 8 + 1)
    assert f"{MAX_WORDS:,}" in refusal(f"A title\n\n{many}".encode(), LengthError)
    huge = sentence * (2_000_000 // len(sentence))
    assert "20,000 words (240,000 characters) and 1 MB" in refusal(huge.encode(), LengthError)


def test_a_huge_or_endless_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50 * MAX_BYTES)
    refusal(path, LengthError)
    refusal("/dev/zero", LengthError)


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return target.getvalue()


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (zipped("something.txt"), "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 200, "an old Word or Office document"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 90, "a picture (JPEG)"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "a picture (PNG)"),
        (b"\x1f\x8b\x08" + b"\x00" * 90, "a compressed file (gzip)"),
        (b"\x00\x00\x00\x20ftypisom" + b"\x00" * 90, "a film or picture (MP4 family)"),
    ],
)
def test_other_formats_are_told_by_their_content(payload: bytes, what: str) -> None:
    message = refusal(payload)
    assert message.startswith(f"the text given is {what}")
    ways_out = ("save it as text", "save it as DOCX", "unpack it", "copy the article's text")
    way_out = ("Give the article's text",) if what.startswith(("a pic", "a film")) else ways_out
    assert any(way in message for way in way_out)


def test_a_large_file_of_another_format_is_named_too() -> None:
    assert "is a picture (JPEG)" in refusal(b"\xff\xd8\xff" + b"\x80" * (2 * MAX_BYTES))


def test_binary_and_encoding_trouble_reach_the_caller() -> None:
    assert "binary" in refusal(bytes(range(256)) * 10)
    refusal(ARTICLE.encode("utf-32"), EncodingError)


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named(language: str) -> None:
    message = refusal("\n\n".join([FOREIGN[language]] * 4).encode(), LanguageError)
    assert f"looks like {language}; Broadsheet builds questions from English text only" in message


def test_a_language_that_cannot_be_named() -> None:
    words = "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎤᏍᏆᏂᎩᏗ ᏗᎧᏃᎩᏛ ᎠᏂᏴᏫᏯ ᎤᎾᏙᏢᏅ. "
    assert "does not look like English" in refusal((words * 20).encode(), LanguageError)


@pytest.mark.parametrize(
    "text",
    [
        "Zelensky says Ukraine could cede land\nFerry firm fined $2.5m for late boats\n"
        "Pandas benefit from wireless net\nFederer wins fourth title in Doha\n" * 6,
        "Sales rose 4.5% to £1.2bn in 2023, 3.1% in 2022, 2.8% in 2021 and 1,204 of 3,455. " * 12,
        "Brindle 3, Corran 1. Goals: Sandoval 12, 45, Ravel 60; Whitlock 88. Crowd: 2,300. "
        "The home side won at last. " * 8,
        "“C'est la vie,” said Marie de la Tour, who has been with the Comédie since 2012. " * 8,
    ],
)
def test_english_of_every_kind_is_english(text: str) -> None:
    """Headlines, figures, results and names with foreign words: none is refused as foreign.

    Headlines are no paragraphs, so there may be too few words.
    """
    with contextlib.suppress(LengthError):
        read(text.encode())


def test_what_read_writes_can_be_read() -> None:
    article = read(ARTICLE.encode())
    assert read(article.model_dump_json().encode()) == article
    assert read(article.model_dump_json(indent=2).encode(), title="Mine").title == "Mine"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"format": "broadsheet.quiz"}, "not an article"),
        ({"version": 2}, "another version"),
        ({"text": "short"}, "damaged"),
        ({"blocks": "none"}, "damaged at blocks"),
    ],
)
def test_json_that_is_no_article(change: dict[str, object], what: str) -> None:
    content = {**sample_article().model_dump(mode="json"), **change}
    assert what in refusal(json.dumps(content).encode())


def test_damaged_json() -> None:
    assert "damaged" in refusal(sample_article().model_dump_json().encode()[:-20])
    assert "damaged" in refusal(b'{"a":' * 100_000)


def test_a_reader_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's reader takes what no built-in does, and is held to the same limits."""
    given: list[Source] = []

    def shout(source: Source) -> Article:
        given.append(source)
        return sample_article()

    monkeypatch.setitem(
        READERS._known, "7z", Reader("7z", "7-Zip", lambda p: p.startswith(b"7z\xbc"), shout)
    )
    payload = b"7z\xbc\xaf\x27\x1c"
    assert read(payload, name="a.7z", published=date(2024, 1, 1)) == sample_article()
    assert given == [Source(payload, "a.7z", None, date(2024, 1, 1))]


prose = st.lists(
    st.sampled_from([
        "The town opened its station.", "By Nora Whitlock", "30 November 2024", "Advertisement",
        "(AP)", "•", "KABUL (Reuters) -", "“No,” she said.", "Home", "***", "\u200b", "2024-11-30",
        "Read more:", "a", "\t", "...", "(", "—", "Photo: x", "\n", "\n\n", " ", "\u00ad", "“", "?",
    ]) | st.text(max_size=12),
    min_size=1, max_size=60,
)  # fmt: skip
ENOUGH = " ".join(["The tide came in and went out again, and the town slept."] * 8)


@settings(max_examples=300)
@given(prose, st.sampled_from(["", "\n", "\n\n"]), st.booleans())
def test_any_text_is_an_article_that_tiles_or_is_refused_in_words(
    parts: list[str], glue: str, padded: bool
) -> None:
    text = glue.join(parts) + (f"\n\n{ENOUGH}" if padded else "")
    try:
        article = read(text.encode())
    except BroadsheetError as error:
        check_sentence(str(error))
        return
    covered = {n for block in article.blocks for n in range(block.start, block.end)}
    assert all(n in covered for n, c in enumerate(article.text) if not c.isspace())
    assert all(article.at(b) == article.at(b).strip() for b in article.blocks)
    assert article.title.strip()
    assert Article.model_validate_json(article.model_dump_json()) == article


@pytest.mark.parametrize(
    "text",
    ["a\n\n" * 300_000, "By " + "A b " * 240_000, "(" * 900_000, "2024-11-30 " * 80_000,
     "“" * 300_000, "word " * 15_000, "A" * 900_000, "Photo: " * 120_000, "• " * 300_000,
     "a|" * 400_000, ". " * 450_000, "\n" * 900_000 + "x",
     "> x\n" * 240_000, "From: x\nSubject: y\n\n" * 45_000, ">" * 900_000, "Subject: x\n" * 80_000,
     "On 2024 <" + "@" * 300_000 + "\n> x\n> x\n", "--\n" * 300_000, "-----" * 180_000],
)  # fmt: skip
def test_no_text_within_the_limit_takes_long(text: str) -> None:
    """Patterns that look at an odd text again and again would take minutes; 6 s is ample."""
    begin = time.perf_counter()
    with contextlib.suppress(BroadsheetError):
        read(text.encode())
    assert time.perf_counter() - begin < 6
