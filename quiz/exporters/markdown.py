"""The question sheet and its answer key as Markdown (CommonMark): what PDF and HTML show."""

import re
from typing import Any

from quiz.exporters.answer_key import answer_key
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.sheet import question_sheet
from quiz.exporters.templating import render_by
from quiz.schema.question import GAP, LETTERS
from quiz.schema.quiz import Quiz

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")  # all of ASCII's: the usual shorter list misses some
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


def write(quiz: Quiz, key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the question sheet or the answer key as Markdown, and no losses."""
    page = answer_key(quiz) if key else question_sheet(quiz)
    template = "markdown/key.md" if key else "markdown/sheet.md"
    return render_by(escaped, template, page=page, letters=LETTERS, gap=GAP).encode(), ()


def escaped(value: Any) -> str:
    """Return `value` on one line so that Markdown shows it as it is."""
    return _PUNCTUATION.sub(r"\\\g<0>", _BREAKS.sub(" ", str(value)))


EXPORTERS.add(
    "markdown",
    Exporter(
        name="markdown",
        title="Question sheet and answer key (Markdown)",
        suffix=".md",
        mimetype="text/markdown",
        write=write,
        has_key=True,
        notes="CommonMark, for editors and wikis; the key is its own file.",
        limits=("Prompts and choices of matching stand one below the other, not side by side.",),
        checked="markdown-it-py.",
    ),
)
