"""A statement told without its date, for a timeline that has the date beside it."""

from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.schema.record import Span


def without_date(statement: Statement, date: Span, *, fewest: int, most: int) -> str | None:
    """Return the statement as a sentence without the words of `date`, None where it breaks.

    What is left must have `fewest` to `most` words.
    """
    lead, rest = (_outside(words, date) for words in (statement.lead, statement.rest))
    comma = (Word(",", space=False),) if lead else ()
    text = render((*lead, *comma, *statement.subject, *statement.middle, *rest)).rstrip(" ,;")
    count = len(text.split())
    if not fewest <= count <= most or ",," in text or " ," in text:
        return None
    return sentence_case(text) + "."


def _outside(words: tuple[Word, ...], span: Span) -> tuple[Word, ...]:
    return tuple(w for w in words if not (w.start < span.end and span.start < w.end))
