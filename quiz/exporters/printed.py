"""What all printed pages share: text made fit for paper, the head of a page, and stems.

A stranger's text may hold characters that print nothing, break a page or turn the words around them
about; every text of a page goes through `printable` or `running`.
"""

import re

from quiz.errors import ExportError
from quiz.exporters.sheet_words import Words, words_of
from quiz.language.written_dates import in_words
from quiz.schema.question import GAP, Cloze, Question
from quiz.schema.quiz import Quiz
from quiz.schema.record import Record

# White space that breaks a line on paper for no reason; a no-break space is left alone.
_SPACES = re.compile("[\t\n\v\f\r\x1c-\x1f \x85\u2028\u2029]+")
# Invisible characters that make a PDF invalid (controls, U+FEFF), have no meaning (lone surrogates)
# or turn the words around them about (embeddings, overrides and isolates of direction).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Stem(Record):
    """A stem. Where `after` is not None, a gap stands between the two parts."""

    before: str
    after: str | None = None

    @property
    def words(self) -> str:
        """The text without its gap."""
        return f"{self.before} {self.after or ''}"


def printable(text: str) -> str:
    """Return `text` on one line, without the characters that print nothing and break a page."""
    return running(text).strip(" ")


def running(text: str) -> str:
    """Return a piece of running text as `printable` would, but with the spaces at its ends."""
    return _SPACES.sub(" ", _UNPRINTABLE.sub("", text))


def right_to_left(text: str) -> bool:
    """Tell whether `text` runs from right to left: its first letter decides."""
    first = _LETTER.search(text)
    return bool(first and _RIGHT_TO_LEFT.match(first[0]))


def page_title(quiz: Quiz, words: Words | None = None) -> str:
    """Return the title of quiz or article, or a plain one where both are empty."""
    plain = (words or words_of()).say("untitled")
    return printable(quiz.title) or printable(quiz.article.title) or plain


def source_line(quiz: Quiz) -> str | None:
    """Return outlet, date and byline, as far as the article has them, in its language."""
    article = quiz.article
    byline = re.sub(r"^by\s+", "", printable(article.byline or ""), flags=re.IGNORECASE)
    parts = (
        printable(article.outlet or ""),
        in_words(article.published) if article.published else "",
        f"by {byline}" if byline else "",
    )
    return ", ".join(part for part in parts if part) or None


def voice(quiz: Quiz) -> str:
    """Return the two or three letters that screen readers choose a voice by."""
    primary = quiz.article.language.lower().partition("-")[0]
    return primary if re.fullmatch("[a-z]{2,3}", primary) else "en"


def stem_of(number: int, question: Question) -> Stem:
    """Return the stem of question `number`; raise ExportError where it is empty."""
    before, gap, after = question.stem, "", ""
    if isinstance(question, Cloze):
        before, gap, after = question.stem.partition(GAP)
    if not printable(before + after):
        raise ExportError(f"Question {number} has an empty stem; write one or leave it out.")
    if not gap:
        return Stem(before=printable(before))
    # The spaces next to the gap are the author's: "in _____." has one before it and none after.
    return Stem(before=running(before).lstrip(" "), after=running(after).rstrip(" "))
