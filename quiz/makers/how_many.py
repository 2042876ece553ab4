"""How many NOUN ...?  Numbers that count something, as subject or as object of the main verb.

Patterns: "More than 40,000 people crossed the bridge"; "the club won three cups in two years"; also
of what a named speaker is reported to have said. The key keeps "more than" and the like; the number
alone is accepted too. Refused: "one", measures and money (asked for by `how_much.py`).
"""

import re
from collections.abc import Iterator

from quiz.language.amounts import SCALES
from quiz.language.numbers import plain_forms
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.makers.distractors import with_numbers
from quiz.makers.told import Told, askable
from quiz.makers.wording import inverted
from quiz.makers.workshop import Draft, Workshop, sourced, worth_asking
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Quantity
from quiz.schema.record import Span

APPROXIMATIONS = (
    "more than",
    "fewer than",
    "less than",
    "at least",
    "up to",
    "an estimated",
    "a total of",
    "nearly",
    "almost",
    "about",
    "around",
    "some",
    "over",
    "approximately",
    "roughly",
    "only",
    "just",
    "as many as",
    "a record",
)


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each number that counts something in a statement."""
    for statement in askable(workshop):
        for quantity in workshop.findings.quantities:
            if quantity.unit or not worth_asking(quantity):
                continue
            if statement.clause.negated or not statement.evidence.covers(quantity.evidence):
                continue
            draft = _of_subject(statement, quantity) or _of_object(statement, quantity)
            if draft is not None:
                yield draft.short_answer(workshop)
                yield from with_numbers(workshop, draft)


def _place(words: tuple[Word, ...], quantity: Quantity) -> int | None:
    return next((n for n, w in enumerate(words) if w.start == quantity.evidence.start), None)


def _behind(words: tuple[Word, ...], quantity: Quantity) -> tuple[Word, ...]:
    """Return the words behind a number: "people" of "three million people"."""
    return tuple(w for w in words if w.start >= quantity.evidence.end)


def _of_subject(statement: Statement, quantity: Quantity) -> Draft | None:
    place = _place(statement.subject, quantity)
    if place is None:
        return None
    before = render(statement.subject[:place]).lower()
    if before and before not in APPROXIMATIONS:
        return None
    counted = render(_behind(statement.subject, quantity))
    if counted.lower().startswith(tuple(SCALES)) or _COUNTED_TOO.search(counted):
        return None  # "two billion": the number found is cut short; "soldiers and five guards"
    lead = render(statement.lead)
    body = f"how many {counted} {render((*statement.middle, *statement.rest))}?"
    stem = sentence_case(f"{lead}, {body}" if lead else body)
    return _draft(statement, quantity, stem, before)


def _of_object(statement: Statement, quantity: Quantity) -> Draft | None:
    """Return "How many titles did X win over two spells" from "X won three titles over ..."."""
    clause = statement.clause
    place = _place(statement.rest, quantity)
    if place is None or clause.cue is not None:
        return None
    before = render(statement.rest[:place]).lower()
    if before and before not in APPROXIMATIONS:
        return None
    noun = next((c for c in clause.verb.children if c.dep_ == "dobj" and c.i > clause.verb.i), None)
    if noun is None or noun.text != quantity.counts or any(c.dep_ == "conj" for c in noun.children):
        return None
    of = [t for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.subtree]
    end = clause.passage.end(max([noun, *of], key=lambda t: t.i))
    counted = tuple(w for w in _behind(statement.rest, quantity) if w.start < end)
    behind = tuple(w for w in _behind(statement.rest, quantity) if w.start >= end)
    if isinstance(statement, Told) and statement.outer is not None:
        said = (*statement.subject, *statement.middle, *behind)
        question, lead = inverted(statement.outer, said), ""
    else:
        question, lead = inverted(statement, behind), render(statement.lead)
    if question is None or not counted or render(counted).lower().startswith(tuple(SCALES)):
        return None
    body = f"how many {render(counted)} {question}?"
    stem = sentence_case(f"{lead}, {body}" if lead else body)
    return _draft(statement, quantity, stem, before)


_SECOND_COUNT = re.compile(r"\b(?:and|or|plus) (?:another |about |some )?\d")
_COUNTED_TOO = re.compile(
    r"\b(?:and|or|plus) (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
)


def _draft(statement: Statement, quantity: Quantity, stem: str, before: str) -> Draft | None:
    if _SECOND_COUNT.search(stem):
        return None  # "how many dead and 120 wounded"
    written = quantity.evidence.text
    number = written[:1].lower() + written[1:]  # "Three" opens its sentence
    keeps = before and before not in {"a record", "a total of", "an estimated", "only", "just"}
    key = f"{before} {number}" if keeps else number
    return Draft(
        maker="how_many",
        fact=statement.fact,
        stem=stem,
        key=key,
        accepted=(key, *plain_forms(number)),
        asks="number",
        evidence=statement.evidence,
        explanation=sourced(statement.text),
        confidence=0.84,
        key_span=Span(start=quantity.evidence.start, end=quantity.evidence.end),
        derivation=f"The article writes “{key}”." if keeps or number != written else None,
    )
