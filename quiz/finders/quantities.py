"""Quantities: numbers with their unit and what they count."""

from collections.abc import Iterator

from quiz.language.numbers import NUMBER, WORDS, value_of
from quiz.language.parsing import Parsed, Passage
from quiz.language.tree import Token
from quiz.schema.findings import DateExpression, Quantity


def find_quantities(parsed: Parsed, dates: tuple[DateExpression, ...]) -> tuple[Quantity, ...]:
    """Return the numbers of the article that are neither dates nor parts of names."""
    return tuple(q for passage in parsed.passages for q in _of_passage(passage, dates))


def _of_passage(passage: Passage, dates: tuple[DateExpression, ...]) -> Iterator[Quantity]:
    text = passage.article.at(passage.block)
    spans = [m.span() for m in NUMBER.finditer(text)]
    spans += [
        (t.idx, t.idx + len(t))
        for t in passage.doc
        if t.lower_ in WORDS[2:] and t.pos_ == "NUM" and t.ent_type_ == "CARDINAL"
    ]
    for start, end in sorted(spans):
        first, last = passage.offset + start, passage.offset + end
        if any(d.evidence.start < last and first < d.evidence.end for d in dates):
            continue
        if text[end : end + 1] == "-" and text[start].isalpha():
            continue  # "twenty-one"
        token = next((t for t in passage.doc if t.idx + len(t) > start), None)
        if token is None or token.pos_ == "PROPN" or token.ent_type_ in {"PRODUCT", "LAW", "FAC"}:
            continue
        noun = _counted(token, end)
        match = NUMBER.fullmatch(text[start:end])
        unit = (match["currency"] or (match["percent"] or "").strip() or None) if match else None
        yield Quantity(
            evidence=passage.article.evidence(first, last),
            value=value_of(text[start:end]),
            unit=unit,
            counts=noun.text if noun is not None else None,
        )


def _counted(token: Token, end: int) -> Token | None:
    """Return the noun that a number counts: "2,030 daily casualties" gives casualties."""
    if token.dep_ in {"nummod", "compound", "quantmod"} and token.head.pos_ in {"NOUN", "NUM"}:
        head = token.head
        if head.pos_ == "NUM" and head.dep_ == "nummod":
            head = head.head
        return head if head.pos_ == "NOUN" and head.idx >= end else None
    return None
