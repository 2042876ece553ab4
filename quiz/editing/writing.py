"""From what a teacher typed to a question of a closed type, or the fault that forbids it.

The evidence stays a sentence of the article. The key's place in it is looked for anew; where the
key does not stand there, the question says that a teacher worded the answer.
"""

import re
from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from quiz.editing.faults import Fault, UnsoundError
from quiz.editing.forms import MOST_OPTIONS, Typed, typed
from quiz.schema.article import Article
from quiz.schema.question import (
    GAP,
    Asks,
    Matching,
    Ordering,
    Proof,
    Question,
    fold,
    proofs,
)
from quiz.schema.record import Evidence, Span, digest

TEACHER, EDITED = "teacher", "edited"  # makers of questions
WORDED = "A teacher worded the answer from this sentence."
STATED = "A teacher made this statement from the sentence."
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
_LONGEST_STEM, _LONGEST_KEY, _LONGEST_TEXT, _MOST_FORMS = 2_000, 500, 5_000, 200
_FEWEST_OPTIONS = 3
# What the schema says where nothing above it has seen the fault.
_SAID: tuple[tuple[str, Fault], ...] = (
    ("options must be distinct", "options alike"),
    ("prompts must be distinct", "prompts alike"),
    ("choices must be distinct", "choices alike"),
    ("choice of its own", "choices alike"),
    ("order of their prompts", "choices in order"),
    ("events must be distinct", "events alike"),
)


def written(form: Typed, article: Article, evidence: Evidence | None) -> Question:
    """Return a teacher's own question on `evidence`. Raises UnsoundError."""
    if evidence is None:
        raise UnsoundError("no evidence")
    values = _values(form, [Proof(evidence, None)], None)
    values |= {
        "id": digest("question", article.id, TEACHER, form.type, fold(form.stem), _keyed(form)),
        "maker": TEACHER,
        "asks": _asks(form),
    }
    return _sound(values)


def edited(form: Typed, base: Question) -> Question:
    """Return `base` with the words of `form`, which may be of another type, under the same id.

    The same words give `base` back. Raises UnsoundError.
    """
    values = _values(form, proofs(base), base)
    values |= {
        "id": base.id,
        "maker": base.maker if base.maker == TEACHER else EDITED,
        "asks": base.asks if form.type == base.type or form.type != "true_false" else "truth",
        "difficulty": base.difficulty if form.type == base.type else None,
    }
    if values["asks"] == "truth" and form.type != "true_false":
        values["asks"] = _asks(form)
    question = _sound(values)
    kept = {"maker", "confidence"}
    if question.model_dump(exclude=kept) == base.model_dump(exclude=kept):
        return base
    return question


def _values(form: Typed, proved: Sequence[Proof], base: Question | None) -> dict[str, object]:
    """Return the fields of the question that the form decides. Raises UnsoundError."""
    values: dict[str, object] = {"type": form.type, "confidence": 1.0}
    values["stem"] = _text(form.stem, _LONGEST_STEM, "no stem")
    if isinstance(base, Matching) and form.type == "matching":
        values |= _pairs(form, base)
    elif isinstance(base, Ordering) and form.type == "ordering":
        values |= _events(form, base)
    elif form.type in ("matching", "ordering"):
        raise UnsoundError("unsound")
    else:
        evidence, span = proved[0]
        values |= _answer(form)
        values |= _proof(form, evidence, span, base)
    return _explained(form, values)


def _answer(form: Typed) -> dict[str, object]:
    """Return what is right, and what stands beside it, by the type."""
    if form.type == "true_false":
        if form.true:
            return {"key": True, "correction": None}
        return {"key": False, "correction": _text(form.correction, _LONGEST_TEXT, "no correction")}
    if form.type == "multiple_choice":
        return _options(form)
    if form.type == "cloze" and form.stem.count(GAP) != 1:
        raise UnsoundError("gap missing")
    key = _text(form.key, _LONGEST_KEY, "no key")
    forms = {fold(key): key}
    for accepted in form.accepted:
        if accepted.strip():
            forms.setdefault(fold(accepted), _text(accepted, _LONGEST_KEY, "no key"))
    if len(forms) > _MOST_FORMS:
        raise UnsoundError("too many forms")
    return {"key": key, "accepted": tuple(forms.values())}


def _options(form: Typed) -> dict[str, object]:
    """Return the options that are not empty and which of them is right."""
    filled = [(place, o.strip()) for place, o in enumerate(form.options) if o.strip()]
    if len(filled) < _FEWEST_OPTIONS:
        raise UnsoundError("too few options")
    if len(filled) > MOST_OPTIONS:
        raise UnsoundError("too many options")
    seen: set[str] = set()
    for _, option in filled:
        _text(option, _LONGEST_KEY, "too few options")
        if fold(option) in seen:
            raise UnsoundError("options alike", option)
        seen.add(fold(option))
    places = [place for place, _ in filled]
    if form.right not in places:
        raise UnsoundError("no right option")
    return {
        "options": tuple(option for _, option in filled),
        "key_index": places.index(form.right),
    }


def _proof(
    form: Typed, evidence: Evidence, span: Span | None, base: Question | None
) -> dict[str, object]:
    """Return the evidence, and where the key stands in it or that a teacher worded it."""
    same = base is not None and _keyed(form) == _keyed_of(base)
    if base is not None and same:
        return {"evidence": evidence, "key_span": span, "derivation": base.derivation}
    if form.type == "true_false":
        return {"evidence": evidence, "key_span": None, "derivation": STATED}
    key = form.options[form.right or 0] if form.type == "multiple_choice" else form.key
    at = _place(key, evidence) or _first(form.accepted, evidence)
    if at is None and not form.explanation.strip():
        raise UnsoundError("key not in the evidence", key.strip())
    return {"evidence": evidence, "key_span": at, "derivation": None if at else WORDED}


def _first(forms: Sequence[str], evidence: Evidence) -> Span | None:
    return next((at for form in forms if (at := _place(form, evidence)) is not None), None)


def _place(key: str, evidence: Evidence) -> Span | None:
    """Return where `key` stands in the evidence as whole words, in whatever case."""
    words = key.split()
    if not words:
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = re.search(pattern, evidence.text, re.IGNORECASE)
    if found is None:
        return None
    return Span(start=evidence.start + found.start(), end=evidence.start + found.end())


def _pairs(form: Typed, base: Matching) -> dict[str, object]:
    """Return the pairs with their new words; every choice stays in its place."""
    lefts, rights = (_each(texts, len(base.pairs)) for texts in (form.lefts, form.rights))
    pairs, renamed, worded = [], {}, False
    for pair, left, right in zip(base.pairs, lefts, rights, strict=True):
        span = pair.key_span if right == pair.right else _place(right, pair.evidence)
        worded = worded or (span is None and pair.key_span is not None)
        renamed[pair.right] = right
        pairs.append(pair.model_copy(update={"left": left, "right": right, "key_span": span}))
    spares = iter([spare for spare in map(str.strip, form.spares) if spare])
    known = [
        renamed[choice] if choice in renamed else next(spares, None) for choice in base.choices
    ]
    first = min(pairs, key=lambda pair: pair.evidence.start)
    return {
        "pairs": [pair.model_dump() for pair in pairs],
        "choices": tuple(choice for choice in known if choice is not None),
        "evidence": first.evidence,
        "key_span": first.key_span,
        "derivation": base.derivation or (WORDED if worded else None),
    }


def _events(form: Typed, base: Ordering) -> dict[str, object]:
    texts = _each(form.events, len(base.events))
    events = [
        event.model_copy(update={"text": text})
        for event, text in zip(base.events, texts, strict=True)
    ]
    return {
        "events": [event.model_dump() for event in events],
        "order": base.order,
        "evidence": base.evidence,
        "key_span": base.key_span,
        "derivation": base.derivation,
    }


def _each(texts: Sequence[str], count: int) -> list[str]:
    if len(texts) != count:
        raise UnsoundError("unsound")
    return [_text(text, _LONGEST_KEY, "no key") for text in texts]


def _explained(form: Typed, values: dict[str, object]) -> dict[str, object]:
    evidence = values["evidence"]
    text = evidence.text if isinstance(evidence, Evidence) else ""
    told = form.explanation.strip() or f"The article says: {text[: _LONGEST_TEXT - 50]}"
    return {**values, "explanation": _text(told, _LONGEST_TEXT, "no key")}


def _text(text: str, longest: int, missing: Fault) -> str:
    bare = text.strip()
    if not bare:
        raise UnsoundError(missing)
    if len(bare) > longest:
        raise UnsoundError("too long", f"{bare[:40]}…")
    return bare


def _keyed(form: Typed) -> str:
    """Return the key as it is compared."""
    if form.type == "true_false":
        return str(form.true)
    if form.type == "multiple_choice":
        right = form.right
        return (
            form.options[right].strip() if right is not None and right < len(form.options) else ""
        )
    return form.key.strip()


def _keyed_of(question: Question) -> str:
    return _keyed(typed(question))


def _asks(form: Typed) -> Asks:
    if form.type == "true_false":
        return "truth"
    key = _keyed(form)
    return "number" if re.fullmatch(r"[\d.,]+", key) else "clause"


def _sound(values: dict[str, object]) -> Question:
    plain = {k: v.model_dump() if hasattr(v, "model_dump") else v for k, v in values.items()}
    try:
        return _QUESTION.validate_python(plain)
    except ValidationError as error:
        said = str(error)
        fault: Fault = next((fault for words, fault in _SAID if words in said), "unsound")
        raise UnsoundError(fault) from None
