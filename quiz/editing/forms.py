"""A question as a form holds it: plain words, of which nothing need make sense."""

from typing import Literal, get_args

from quiz.schema.question import (
    GAP,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    QuestionType,
    ShortAnswer,
    TrueFalse,
    fold,
)
from quiz.schema.record import Evidence, Record, Span

TypedType = Literal["short_answer", "multiple_choice", "true_false", "cloze"]
TYPED_TYPES: tuple[TypedType, ...] = get_args(TypedType)
MOST_OPTIONS = 5


class Typed(Record):
    """What a teacher typed. Which fields count depends on the `type`.

    `right` is the place of the right option (from 0; null: none was marked), `true` is whether a
    statement is true. Of a matching question `lefts` and `rights` are the pairs as shown and
    `spares` the choices that belong to none; `events` are those of an ordering question as shown.
    """

    type: QuestionType
    stem: str = ""
    explanation: str = ""
    key: str = ""
    accepted: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    right: int | None = None
    true: bool = True
    correction: str = ""
    lefts: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


def typed(question: Question) -> Typed:
    """Return the form that holds `question`."""
    common = {
        "type": question.type,
        "stem": question.stem,
        "explanation": question.explanation,
    }
    own: dict[str, object] = {}
    if isinstance(question, ShortAnswer | Cloze):
        own = {"key": question.key, "accepted": question.accepted[1:]}
    elif isinstance(question, MultipleChoice):
        own = {"options": question.options, "right": question.key_index}
    elif isinstance(question, TrueFalse):
        own = {"true": question.key, "correction": question.correction or ""}
    elif isinstance(question, Matching):
        rights = tuple(pair.right for pair in question.pairs)
        own = {
            "lefts": tuple(pair.left for pair in question.pairs),
            "rights": rights,
            "spares": tuple(choice for choice in question.choices if choice not in rights),
        }
    elif isinstance(question, Ordering):
        own = {"events": tuple(event.text for event in question.events)}
    return Typed.model_validate({**common, **own})


def retyped(form: Typed, wanted: TypedType, evidence: Evidence, key_span: Span | None) -> Typed:
    """Return `form` turned into another type as far as that goes; the teacher does the rest.

    A cloze and a statement take their words from the `evidence`, as a question is no statement.
    """
    if wanted == form.type:
        return form
    key = _key(form)
    if key is None and key_span is not None:
        key = evidence.text[key_span.start - evidence.start : key_span.end - evidence.start]
    asks = form.type in ("short_answer", "multiple_choice")
    turned: dict[str, object] = {"type": wanted, "explanation": form.explanation}
    if wanted == "true_false":
        told = form.type == "cloze" and key is not None
        turned["stem"] = form.stem.replace(GAP, key or "") if told else evidence.text
    elif wanted == "cloze":
        turned |= {"stem": _gapped(form, evidence, key, key_span), "key": key or ""}
    else:
        turned |= {"stem": form.stem if asks else "", "key": key or ""}
    if wanted == "multiple_choice":
        turned |= {"options": (key or "", "", "", ""), "right": 0}
    return Typed.model_validate(turned)


def _key(form: Typed) -> str | None:
    if form.type == "multiple_choice" and form.right is not None:
        return form.options[form.right] if form.right < len(form.options) else None
    return form.key or None


def _gapped(form: Typed, evidence: Evidence, key: str | None, span: Span | None) -> str:
    """Return the statement or the sentence of the article with a gap for the key."""
    if form.type == "true_false" and key and fold(key) in fold(form.stem) and key in form.stem:
        return form.stem.replace(key, GAP, 1)
    if span is not None:
        start, end = span.start - evidence.start, span.end - evidence.start
        return f"{evidence.text[:start]}{GAP}{evidence.text[end:]}"
    return evidence.text
