"""What a model is asked to send back, and reading it: every reply is data and may be anything.

The records mirror the question types that rest on one sentence. The JSON Schema goes out with the
request; what comes back is read question by question, so that a fault in one costs no other.
"""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_MOST_PROPOSALS = 80  # read from one reply; more than ever asked for
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)  # some models think aloud
_FENCE = re.compile(r"^\s*```[a-z]*\s*|\s*```\s*$", re.IGNORECASE)

Text = Annotated[str, Field(min_length=1, max_length=1_000)]
Quoted = Annotated[str, Field(min_length=1, max_length=2_000)]
Short = Annotated[str, Field(min_length=1, max_length=300)]

P = TypeVar("P", bound=BaseModel)


class _Proposal(BaseModel):
    """What every proposal holds. `evidence` is to be copied from the article."""

    model_config = ConfigDict(frozen=True, extra="ignore", title="Question")

    stem: Text
    evidence: Quoted


class _Keyed(_Proposal):
    """A proposal with an answer. `answer_words` are the words of the evidence that give it."""

    answer: Short
    answer_words: Short


class ProposedAnswer(_Keyed):
    """An open question; `accepted` are other ways to write the answer."""

    type: Literal["short_answer"]
    accepted: Annotated[tuple[Short, ...], Field(max_length=8)]


class ProposedGap(_Keyed):
    """A sentence with a gap of five underscores."""

    type: Literal["cloze"]
    accepted: Annotated[tuple[Short, ...], Field(max_length=8)]


class ProposedChoice(_Keyed):
    """A question with one right option (`answer`) and two or three wrong ones."""

    type: Literal["multiple_choice"]
    wrong_options: Annotated[tuple[Short, ...], Field(min_length=2, max_length=4)]


class ProposedStatement(_Proposal):
    """A statement. A false one differs from what is so in `wrong_words` for `right_words`."""

    type: Literal["true_false"]
    is_true: bool
    wrong_words: Annotated[str, Field(max_length=300)]
    right_words: Annotated[str, Field(max_length=300)]


Proposal = ProposedAnswer | ProposedGap | ProposedChoice | ProposedStatement
PROPOSALS: dict[str, type[Proposal]] = {
    "short_answer": ProposedAnswer,
    "cloze": ProposedGap,
    "multiple_choice": ProposedChoice,
    "true_false": ProposedStatement,
}


class Reply(BaseModel):
    """What the writer sends back."""

    questions: list[Proposal]


class Edit(BaseModel):
    """A better wording of a rule-made question, by its number, or better wrong options, or both."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int
    stem: Annotated[str, Field(max_length=1_000)]
    wrong_options: Annotated[tuple[Short, ...], Field(max_length=4)]


class Edits(BaseModel):
    """What the editor sends back."""

    edits: list[Edit]


class Malformed(BaseModel):
    """A part of a reply that is no proposal, cut to a line, and why."""

    shown: str
    reason: str


def schema_of(kind: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a reply in the subset that endpoints understand.

    Every property is required and no other allowed; limits of length are left to us.
    """
    made = _strict(kind.model_json_schema())
    assert isinstance(made, dict)
    return made


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(part) for part in node]
    if not isinstance(node, dict):
        return node
    dropped = {"maxLength", "minLength", "maxItems", "minItems", "title", "description"}
    if "properties" not in node:
        return {name: _strict(part) for name, part in node.items() if name not in dropped}
    properties = {name: _strict(part) for name, part in node["properties"].items()}
    rest = {
        name: _strict(part)
        for name, part in node.items()
        if name not in dropped | {"properties", "required", "additionalProperties"}
    }
    return {
        **rest,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def proposals(text: str) -> list[Proposal | Malformed]:
    """Return what a reply proposes, in order; raise ValueError where it is no list of questions."""
    read: list[Proposal | Malformed] = []
    for part in _parts(text, "questions"):
        kind = PROPOSALS.get(str(part.get("type"))) if isinstance(part, dict) else None
        if kind is None:
            read.append(Malformed(shown=_line(part), reason="It is no question of a known type."))
        else:
            read.append(_read(kind, part))
    return read


def edits(text: str) -> list[Edit | Malformed]:
    """Return the edits of a reply, in order; raise ValueError where it is no list of edits."""
    return [_read(Edit, part) for part in _parts(text, "edits")]


def _read(kind: type[P], part: Any) -> P | Malformed:
    try:
        return kind.model_validate(part)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        reason = f"Its form is not what was asked for: {place or 'it'}: {first['msg']}."
        return Malformed(shown=_line(part), reason=reason)


def _line(part: Any) -> str:
    """Return the stem of a part, or the part itself, on one short line."""
    shown = part.get("stem") if isinstance(part, dict) else None
    return " ".join(str(shown or json.dumps(part, ensure_ascii=False)).split())[:160] or "(empty)"


def _parts(text: str, name: str) -> list[Any]:
    """Return the items of the list called `name` in a reply, or of the list that is the reply.

    Of a reply that was cut off, the items before the cut. Raises ValueError where there is none.
    """
    bare = _FENCE.sub("", _THOUGHT.sub("", text).strip())
    try:
        outer = json.loads(bare)
    except (ValueError, RecursionError):
        found = list(_before_the_cut(bare, name))[:_MOST_PROPOSALS]
        if not found:
            raise ValueError("the reply is not the JSON asked for") from None
        return found
    inner = outer.get(name) if isinstance(outer, dict) else outer
    if not isinstance(inner, list):
        raise ValueError("the reply is JSON, but not what was asked for")
    return [_sound(part) for part in inner[:_MOST_PROPOSALS]]


def _before_the_cut(text: str, name: str) -> Iterator[Any]:
    """Yield the whole objects of the list called `name` in JSON that breaks off."""
    begun = re.search(rf'"{name}"\s*:\s*\[', text)
    position = begun.end() if begun else len(text)
    reader = json.JSONDecoder()
    while position < len(text):
        position += len(text[position:]) - len(text[position:].lstrip(" \t\r\n,"))
        try:
            part, position = reader.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield _sound(part)


def _sound(part: Any) -> Any:
    """Return a part without halves of characters (lone surrogates), which no file can hold."""
    written = json.dumps(part, ensure_ascii=False)
    return json.loads(written.encode(errors="ignore").decode())
