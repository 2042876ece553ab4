"""Bytes to text."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.errors import EncodingError, SourceError
from quiz.readers import read
from quiz.readers.decoding import decode
from tests.readers.texts import ARTICLE, FOREIGN


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_encodings_that_are_read(encoding: str) -> None:
    assert read(ARTICLE.encode(encoding)).text == ARTICLE


def test_utf_16_in_either_order() -> None:
    assert decode(b"\xff\xfe" + ARTICLE.encode("utf-16-le"), "it") == ARTICLE
    assert decode(b"\xfe\xff" + ARTICLE.encode("utf-16-be"), "it") == ARTICLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_line_ends_become_one(encoding: str) -> None:
    text = "One “line”.\r\nAnother.\rA third.\n"
    assert decode(text.encode(encoding), "it") == "One “line”.\nAnother.\nA third.\n"


@pytest.mark.parametrize(
    "payload",
    [
        ARTICLE.encode("utf-32"),
        b"\x00\x00\xfe\xff" + ARTICLE.encode("utf-32-be"),
        b"\xff\xfe" + ARTICLE.encode("utf-16-le")[:-1],
        b"\xff\xfe\x00\xd8a\x00",
        b"\xef\xbb\xbf" + ARTICLE.encode("cp1252"),
        ARTICLE.encode("mac-roman") + "She didn’t – “no”, café.".encode("mac-roman") * 3,
        ARTICLE.encode().replace("“".encode(), "“".encode()[:2], 1),
        FOREIGN["Russian"].encode("cp1251"),
        FOREIGN["Russian"].encode("koi8-r"),
        FOREIGN["Greek"].encode("iso-8859-7"),
        FOREIGN["Japanese"].encode("shift-jis"),
        FOREIGN["Chinese"].encode("gb18030"),
        b"caf\x82 cr\x8ame " * 40,
    ],
)
def test_other_encodings_are_refused_in_words(payload: bytes) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(payload, "article.txt")
    message = str(caught.value)
    assert message.startswith(("article.txt", "The encoding of article.txt"))
    assert "Save it as UTF-8" in message


@pytest.mark.parametrize(
    "payload",
    [
        bytes(range(256)) * 20,
        b"\x00" * 500,
        ARTICLE.encode() + b"\x00",
        ARTICLE.encode() + b"\x1b[31m",
        ARTICLE.encode() + b"\x7f",
        ARTICLE.encode() + "\uffff".encode(),
        b"\x01\x02\x03\xff" * 100,
    ],
)
def test_what_is_no_text_is_refused(payload: bytes) -> None:
    with pytest.raises(SourceError, match=r"not (?:plain )?text"):
        decode(payload, "it")


def test_a_control_character_is_named_with_its_line() -> None:
    with pytest.raises(SourceError, match=r"U\+001B in line 3"):
        decode(b"One.\nTwo.\nThree \x1b.", "it")


def test_windows_characters_taken_for_latin_1_are_put_right() -> None:
    damaged = "\x93No,\x94 she said \x96 and didn\x92t.".encode()
    assert decode(damaged, "it") == "“No,” she said – and didn’t."


texts = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"
    )
)


@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_comes_through_any_unicode_encoding(text: str, encoding: str) -> None:
    assume(not text.encode(encoding).startswith(b"\xff\xfe\x00\x00"))
    assert decode(text.encode(encoding), "it") == text


words = st.sampled_from(["didn’t", "“No,”", "–", "café", "über", "Señor", "£5", "€5", "É.", "Àlex"])


@given(st.lists(words, min_size=1, max_size=12))
def test_windows_1252_prose_comes_through(signs: list[str]) -> None:
    prose = "The mayor said that it was a good day for the town. " * 8 + " ".join(signs)
    assert decode(prose.encode("cp1252"), "it") == prose


@given(st.binary())
def test_any_bytes_are_text_or_refused_in_words(payload: bytes) -> None:
    try:
        text = decode(payload, "it")
    except SourceError as error:
        message = str(error)
    else:
        message = "read."
        assert not set("\r\x00") & set(text)
    assert message.endswith(".")
