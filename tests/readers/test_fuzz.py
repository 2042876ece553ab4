"""Any bytes at all: an article whose blocks tile its text, or a sentence.

`FUZZ=10000 pytest tests/readers/test_fuzz.py` tries as many inputs of each kind.
"""

import contextlib
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import SourceError
from quiz.readers import Source, contents, read
from quiz.readers.article_json import ARTICLE_JSON
from quiz.readers.feed_entries import Feed, parse
from quiz.readers.plain_text import PLAIN_TEXT
from quiz.schema.article import Article
from tests.readers.test_feed import ATOM, RSS_2
from tests.readers.test_language import FRENCH
from tests.readers.test_pasted import FORWARD, HEADERS, NOTE, quoted
from tests.readers.texts import ARTICLE

EXAMPLES = int(os.environ.get("FUZZ", "200"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(max_examples=max(10, EXAMPLES // 20), deadline=None)

MAIL = f"{NOTE}{FORWARD}{HEADERS.format(subject='x')}\n\n{quoted(ARTICLE)}\n\n-- \nAnn"
JSON = read(ARTICLE.encode()).model_dump_json()
TEXTS = [
    ARTICLE.encode(),
    ARTICLE.encode("utf-16"),
    ARTICLE.encode("cp1252"),
    MAIL.encode(),
    JSON.encode(),
]
MIXED = [f"{ARTICLE}\n\n{FRENCH}".encode()]
FEEDS = [RSS_2.encode(), ATOM.encode(), RSS_2.encode("utf-16")]
# How files of other kinds begin, and what they are full of.
BEGINNINGS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1", b"<html>", b"<!doctype html><p>", b'{"format": ',
    b"<?xml version='1.0'?>", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xd0\xcf\x11\xe0",
    b"GIF89a", b"From: a\nSubject: b\n\n", b"> ", b"# A title\n\n", b"MIME-Version: 1.0\n", b"RIFF",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """Return a sample that something happened to: cut, bytes changed, doubled, put in, left out."""
    payload = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(payload) - 1)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(["cut", "put", "drop", "double", "flip", "swap"])):
            case "cut":
                del payload[max(at, 1) :]
            case "put":
                payload[at:at] = draw(st.binary(max_size=20))
            case "drop":
                del payload[at : at + length]
            case "double":
                payload[at:at] = payload[at : at + length] * draw(st.integers(1, 30))
            case "flip" if payload:
                payload[at] ^= 1 << draw(st.integers(0, 7))
            case "swap":
                other = bytes(draw(st.sampled_from(samples)))
                payload[at : at + length] = other[at : at + length]
    return bytes(payload)


def check(payload: bytes, pick: int | None = None) -> None:
    """Check that `payload` is an article that tiles, or refused in a sentence."""
    try:
        article = read(payload, name="it", pick=pick)
    except SourceError as error:
        message = str(error)
        assert message.endswith(".")
        assert "\n" not in message
    else:
        assert article.title.strip()
        check_blocks(article)


def check_blocks(article: Article) -> None:
    """Check that the blocks hold every visible character, in order, without white space around."""
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end
        assert not article.text[at : block.start].strip()
        assert article.at(block) == article.at(block).strip()
        at = block.end
    assert not article.text[at:].strip()
    assert Article.model_validate_json(article.model_dump_json()) == article


@many
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=600))
def test_any_bytes(beginning: bytes, rest: bytes) -> None:
    check(beginning + rest)


@many
@given(mutated(TEXTS))
def test_a_damaged_text_is_taken_apart(payload: bytes) -> None:
    """The reader itself, without a look at the language."""
    reader = ARTICLE_JSON if ARTICLE_JSON.accepts(payload) else PLAIN_TEXT
    with contextlib.suppress(SourceError):
        check_blocks(reader.read(Source(payload, "it")))


@few
@given(mutated(TEXTS))
def test_a_damaged_text(payload: bytes) -> None:
    check(payload)


@many
@given(mutated(FEEDS), st.integers(1, 2) | st.none())
def test_a_damaged_feed_is_taken_apart(payload: bytes, pick: int | None) -> None:
    """The parser itself, as it runs in the child."""
    begun = time.monotonic()
    try:
        feed = parse(payload, "it", pick=pick)
    except SourceError:
        feed = Feed(items=())
    assert Feed.model_validate_json(feed.model_dump_json()) == feed
    assert all(item.title.strip() for item in feed.items)
    assert time.monotonic() - begun < 5


@few
@given(mutated(MIXED))
def test_a_damaged_text_in_two_languages(payload: bytes) -> None:
    check(payload)


@few
@given(mutated(FEEDS))
def test_a_damaged_feed(payload: bytes) -> None:
    check(payload)
    with contextlib.suppress(SourceError):
        assert all(entry.title for entry in contents(payload))


@pytest.mark.parametrize("length", range(40))
def test_the_shortest_sources(length: int) -> None:
    for beginning in BEGINNINGS:
        check((beginning + bytes(length))[:length])
