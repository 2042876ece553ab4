"""Long texts: ten thousand words go through the whole line."""

import re
import time
from pathlib import Path

from quiz.pipeline import build, read

WORDS = 10_000
LONGEST = 120  # seconds; it takes ten on two cores that do nothing else


def long_report() -> str:
    """Return the stories of the tests one after the other, each time with other numbers."""
    stories = [
        path.read_text(encoding="utf-8")
        for path in sorted((Path(__file__).parent / "stories").glob("*.txt"))
    ]
    parts: list[str] = []
    turn = 0
    while sum(len(part.split()) for part in parts) < WORDS:
        body = "\n".join(stories[turn % len(stories)].split("\n")[3:])
        parts.append(re.sub(r"\b\d\d\b", lambda n: str(10 + (int(n[0]) + turn) % 90), body))  # noqa: B023
        turn += 1
    return "A long report on everything that happened\n\n" + "\n\n".join(parts)


def test_an_article_of_ten_thousand_words_becomes_a_quiz() -> None:
    begun = time.monotonic()
    article = read(long_report().encode())
    assert article.word_count >= WORDS * 0.95
    quiz = build(article).quiz
    assert len(quiz.questions) == quiz.wanted == 24
    assert time.monotonic() - begun < LONGEST
