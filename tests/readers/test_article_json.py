"""An article as JSON: the longest is read, and what strangers wrote costs little."""

import json
import tracemalloc

import pytest

from quiz.errors import SourceError
from quiz.readers import read
from quiz.readers.article_json import ARTICLE_JSON
from quiz.readers.base import Source
from tests.samples import sample_article

HEAD = b'{"format":"broadsheet.article","version":1,'
MEMORY = 50_000_000  # bytes
HOSTILE = {
    "objects": HEAD + b'"x":[' + b",".join([b"{}"] * 1_300_000) + b"]}",
    "names": HEAD + b'"x":{' + b",".join(b'"%d":{}' % n for n in range(300_000)) + b"}}",
    "few names": HEAD + b'"x":{' + b",".join(b'"%d":%d' % (n, n) for n in range(79_000)) + b"}}",
    "other blocks": HEAD + b'"blocks":[' + b",".join([b'{"a":1,"b":2,"c":3}'] * 20_000) + b"]}",
    "empty blocks": HEAD + b'"blocks":[' + b",".join([b"{}"] * 20_000) + b"]}",
    "numbers for blocks": HEAD + b'"blocks":[' + b",".join([b"1"] * 79_000) + b"]}",
    "lists": HEAD + b'"x":' + b"[" * 3_000_000,
    "nested blocks": HEAD + b'"blocks":[' + b",".join([b'{"a":[]}'] * 20_000) + b"]}",
    "many blocks": HEAD
    + b'"blocks":['
    + b",".join([b'{"start":0,"end":1,"kind":"paragraph"}'] * 95_000)
    + b"]}",
}


@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE)
def test_json_made_to_fill_the_memory_is_refused_in_words(payload: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match=r"^a\.json is damaged"):
            read(payload, name="a.json")
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_the_longest_article_is_read() -> None:
    """Nobody writes paragraphs of one word and a comma each, but they are an article."""
    words = ["the,"] * 19_990
    blocks = [{"start": 5 * n, "end": 5 * n + 4, "kind": "paragraph"} for n in range(len(words))]
    article = {"id": "a", "title": "T", "text": " ".join(words), "blocks": blocks}
    payload = json.dumps({"format": "broadsheet.article", "version": 1, **article}).encode()
    assert len(read(payload).paragraphs) == len(words)


def test_json_from_the_web_is_refused() -> None:
    payload = sample_article().model_dump_json().encode()
    with pytest.raises(SourceError, match="read from files only"):
        ARTICLE_JSON.read(Source(payload, "courier.example", url="https://courier.example/a"))
