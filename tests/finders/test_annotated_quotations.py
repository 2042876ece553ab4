"""How many quotations get their speaker, and how many the right one, against annotations by hand.

Always measured on made-up stories. Where the environment variable QUIZ_CORPUS names the folder of
the news articles (`tune.jsonl`), also on twelve of them: `quotations.json` holds where each
quotation of four or more words stands, with hashes in place of words and names.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quiz.finders import find
from quiz.readers import read
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from tests.articles import article
from tests.finders.quoted_stories import STORIES

ANNOTATED = Path(__file__).with_name("quotations.json")
FEWEST_WORDS = 4


@dataclass
class Tally:
    """Quotations of named speakers, how many get a speaker, and how many of those are right."""

    named: int = 0
    found: int = 0
    right: int = 0
    unnamed: int = 0  # the article names no person
    invented: int = 0  # ... and yet a speaker is given, or the words are no quotation at all

    def add(self, other: "Tally") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def share_found(self) -> float:
        return self.found / self.named

    @property
    def share_right(self) -> float:
        """Of everything that is given a speaker, how much is given the right one."""
        return self.right / (self.found + self.invented)


def tally(
    findings: Findings,
    annotated: Iterable[tuple[int, int, str | None]],
    of: Callable[[str], str],
) -> Tally:
    """Return the tally of one article; `of` turns a speaker's name into what is annotated."""
    speakers = {(q.content.start, q.content.end): q.speaker for q in findings.quotations}
    result = Tally()
    for start, end, speaker in annotated:
        given = speakers.pop((start, end), None)
        if speaker is None:
            result.unnamed += 1
            result.invented += given is not None
        else:
            result.named += 1
            result.found += given is not None
            result.right += given is not None and of(given) == speaker
    return result


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _of_name(name: str) -> str:
    return _hashed(" ".join(name.casefold().split()))


def _of_stories() -> Tally:
    total = Tally()
    for paragraphs, said in STORIES.values():
        story = article(*paragraphs)
        found = find(story)
        annotated = []
        for opening, speaker in said:
            assert story.text.count(opening) == 1, opening
            start = story.text.index(opening)
            end = min(p for m in '”’"' if (p := _closing(story.text, start, m)) > 0)
            annotated.append((start, end, speaker))
        total.add(tally(found, annotated, of=str))
    return total


def _closing(text: str, start: int, mark: str) -> int:
    """Return where the quotation that opens before `start` with the partner of `mark` ends."""
    if text[start - 1] != {"”": "“", "’": "‘", '"': '"'}[mark]:
        return -1
    ends = [p for p in (text.find(mark, start), text.find("\n\n", start)) if p > 0]
    return min(ends)


def _article(record: dict[str, str]) -> Article:
    try:
        published = date.fromisoformat(record["date"][:10])
    except (TypeError, ValueError):
        published = None
    text = f"{record['title']}\n\n{record['text']}"
    name = record["article_id"]
    return read(text.encode(), name=name, title=record["title"], published=published)


def _of_corpus(folder: Path) -> Tally:
    with (folder / "tune.jsonl").open(encoding="utf-8") as lines:
        records = {r["article_id"]: r for r in map(json.loads, lines)}
    total = Tally()
    for entry in json.loads(ANNOTATED.read_text(encoding="utf-8")):
        record = records[entry["article_id"]]
        news = _article(record)
        assert _hashed(news.text) == entry["sha256"], entry["article_id"]
        rows = []
        for start, end, content, speaker in entry["quotations"]:
            assert _hashed(news.text[start:end]) == content, (entry["article_id"], start)
            rows.append((start, end, speaker))
        total.add(tally(find(news), rows, of=_of_name))
    return total


def test_speakers_of_the_made_up_stories() -> None:
    found = _of_stories()
    assert (found.named, found.unnamed) == (42, 6)
    assert found.share_found >= 0.97, found
    assert found.share_right >= 1.0, found


def test_speakers_of_the_annotated_articles() -> None:
    folder = os.environ.get("QUIZ_CORPUS")
    total = _of_corpus(Path(folder)) if folder else _of_stories()
    assert total.share_found >= 0.9, total
    assert total.share_right >= 0.97, total


def test_the_annotations_hold_neither_words_nor_names() -> None:
    entries = json.loads(ANNOTATED.read_text(encoding="utf-8"))
    assert len(entries) >= 10
    for entry in entries:
        assert set(entry) == {"article_id", "sha256", "quotations"}
        for start, end, content, speaker in entry["quotations"]:
            assert start < end
            assert len(content) == 64
            assert speaker is None or len(speaker) == 64
