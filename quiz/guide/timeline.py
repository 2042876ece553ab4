"""The timeline: what the article dates, in order of time.

A statement is told without its date. Where a sentence gives no sound statement, but can be read
alone and its main verb hangs on a date in the past, the sentence itself stands in the timeline.
"""

import re
from collections.abc import Iterator

from quiz.guide.budget import Weighed, within
from quiz.guide.reading import Read, Reading
from quiz.guide.summary import can_open, without_dateline
from quiz.guide.weights import Weights
from quiz.language.clause_parts import HEDGES
from quiz.language.date_tense import by_its_verb, is_past, verb_of
from quiz.language.dates import month_first, written
from quiz.language.gazetteer import reporting_verbs
from quiz.language.statement import Statement
from quiz.language.tree import Token
from quiz.language.undated import without_date
from quiz.resources import word_set
from quiz.schema.findings import DateExpression
from quiz.schema.guide import When
from quiz.schema.record import Span

_MOST, _MOST_CHARACTERS = 9, 700
_FEWEST_WORDS, _MOST_WORDS, _MOST_OF_A_SENTENCE = 3, 26, 32
_GRANULARITIES = frozenset({"day", "week", "month", "year"})
_HEDGES = HEDGES | {"can", "should"}
_EXACT = {"day": 0, "week": 1, "month": 2, "year": 3, "decade": 4, "other": 5}
_SAME = 0.5  # of the words of the shorter of two events
_NOTHING_HAPPENS = frozenset("say tell be have add note write".split())
_UP_TO_ITS_VERB = frozenset({"pobj", "prep", "npadvmod", "nummod", "compound", "tmod", "nmod"})


def timeline(reading: Reading) -> tuple[When, ...]:
    """Return the dated events, of two that are the same the one told first."""
    weights = Weights(reading)
    found: list[Weighed[When]] = []
    for read, event in _stated(reading):
        if not any(_same(event, other.line) for other in found):
            found.append(Weighed(weights.of(read), event, len(event.text)))
    stated = {each.line.evidence.start for each in found}
    for read, event in _dated(reading):
        told = read.evidence.start in stated or any(_same(event, each.line) for each in found)
        if not told:
            found.append(Weighed(weights.of(read), event, len(event.text)))
    return tuple(sorted(within(found, _MOST, _MOST_CHARACTERS), key=_place))


def _place(event: When) -> tuple[int, int, int]:
    return event.first.toordinal(), event.last.toordinal(), event.evidence.start


def _stated(reading: Reading) -> Iterator[tuple[Read, When]]:
    """Yield the sound statements that hang on a date."""
    for statement in reading.statements:
        read = reading.at(statement.evidence.start)
        event = _event(reading, statement)
        if event is not None and read is not None:
            yield read, event


def _event(reading: Reading, statement: Statement) -> When | None:
    """Return the statement as an event; None where it is faulty, denied, claimed or undated."""
    time, clause = statement.time, statement.clause
    if statement.fault is not None or time is None or clause.negated or clause.cue is not None:
        return None
    date = time.date
    if statement.dated or date.first is None or date.last is None:
        return None
    if date.granularity not in _GRANULARITIES or _is_unsure(statement, time.span):
        return None
    text, when = (
        without_date(statement, time.span, fewest=_FEWEST_WORDS, most=_MOST_WORDS),
        time.text,
    )
    for other in reading.findings.dates:
        if statement.span.overlaps(other.evidence) and not time.span.overlaps(other.evidence):
            if not _is_more_exact(other, date):
                continue
            exact = written(other, american=month_first(reading.article.text))
            if exact is None or other.first is None:
                return None
            date, when, text = other, exact, None  # "this year … in September"
    if date.first is None or date.last is None:
        return None
    return When(
        when=when,
        first=date.first,
        last=date.last,
        granularity=date.granularity,
        text=text or statement.text,
        evidence=statement.evidence,
    )


def _is_unsure(statement: Statement, date: Span) -> bool:
    """Tell whether a statement says that something may be so; the "May" of a date does not."""
    start = statement.clause.passage.start
    outside = (t for t in statement.clause.tokens if not date.start <= start(t) < date.end)
    return any(token.lower_ in _HEDGES for token in outside)


def _is_more_exact(one: DateExpression, other: DateExpression) -> bool:
    """Tell whether `one` says more exactly when it was, within the days of `other`."""
    if _EXACT[one.granularity] >= _EXACT[other.granularity]:
        return False
    if not (one.first and one.last and other.first and other.last):
        return True  # "this year … in September": the report's own calendar does not say which
    return other.first <= one.first and one.last <= other.last


def _dated(reading: Reading) -> Iterator[tuple[Read, When]]:
    """Yield the sentences that can be read alone and whose main verb hangs on a date."""
    for expression in reading.findings.dates:
        read = reading.at(expression.evidence.start)
        if read is None or not can_open(read):
            continue
        token = next(iter(read.passage.tokens_in(*_ends(expression))), None)
        if token is None or not _hangs_on_the_main_verb(token):
            continue
        date = by_its_verb(expression, token, reading.article.published)
        when = written(date, american=month_first(reading.article.text))
        text = _without(without_dateline(read).text, expression)
        if when is None or date.granularity not in _GRANULARITIES or date.first is None:
            continue
        if date.last is not None and len(text.split()) <= _MOST_OF_A_SENTENCE:
            yield (
                read,
                When(
                    when=when,
                    first=date.first,
                    last=date.last,
                    granularity=date.granularity,
                    text=text,
                    evidence=read.evidence,
                ),
            )


def _without(sentence: str, date: DateExpression) -> str:
    """Return the sentence without its date where that stands first or last in it."""
    written_date = re.escape(date.evidence.text)
    last = re.fullmatch(rf"(.+?),? (?:in |on |during )?{written_date}\.", sentence, re.DOTALL)
    if last is not None and len(last[1].split()) >= _FEWEST_WORDS:
        return f"{last[1]}."
    first = re.fullmatch(rf"(?:In|On|During) {written_date},? (.+)", sentence, re.DOTALL)
    return first[1][0].upper() + first[1][1:] if first is not None else sentence


def _ends(expression: DateExpression) -> tuple[int, int]:
    return expression.evidence.start, expression.evidence.end


def _hangs_on_the_main_verb(token: Token) -> bool:
    """Tell whether a date says when the main verb of its sentence came about."""
    root = token.sent.root
    if verb_of(token) is not root or not is_past(root) or root.lemma_ in _NOTHING_HAPPENS:
        return False
    if root.lemma_ in reporting_verbs():
        return False
    while token.dep_ in _UP_TO_ITS_VERB and token.head is not root:
        if token.dep_ == "prep" and token.lower_ not in {"in", "on", "at", "of", "during"}:
            return False
        token = token.head
    if token.dep_ == "prep" and token.lower_ not in {"in", "on", "at", "during"}:
        return False
    negated = any(child.dep_ == "neg" or child.lower_ in _HEDGES for child in root.children)
    lasting = root.lemma_.lower() in word_set("lasting_verbs")
    return token.head is root and token.dep_ in _UP_TO_ITS_VERB and not negated and not lasting


def _same(one: When, other: When) -> bool:
    """Tell whether two events are one told twice: nearly the same words at the same time."""
    if one.last < other.first or other.last < one.first:
        return False
    first, second = (
        {word.strip(".,;:’").casefold() for word in event.text.split() if len(word) > 3}
        for event in (one, other)
    )
    shorter = min(len(first), len(second))
    return shorter == 0 or len(first & second) / shorter > _SAME
