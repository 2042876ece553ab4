"""Note types: found in `decks/`, one folder each, so that a card is restyled without Python.

A folder holds `notetype.json` (ids, fields, templates) and two HTML files per template,
`<template>.front.html` and `<template>.back.html`. `decks/_shared/` holds the stylesheet of all
cards and pieces of HTML that a side includes with `{{> piece}}`. See decks/README.md.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field as Limits
from pydantic import ValidationError

from quiz.errors import ExportError
from quiz.resources import folder
from quiz.schema.record import Record

SHARED = "_shared"
_PIECE = re.compile(r"\{\{>\s*([\w-]+)\s*\}\}")
_TAG = re.compile(r"\{\{\s*([#/^]?)\s*([^{}]*?)\s*\}\}")
_ANKIS_OWN = frozenset({"FrontSide", "Tags", "Deck", "Subdeck", "Card", "CardFlag"})
_ID = Limits(gt=0, lt=2**53)  # a JavaScript number holds it exactly


class Field(Record):
    """A field. By its id Anki knows it again under another name."""

    id: Annotated[int, _ID]
    name: Annotated[str, Limits(pattern=r"^[A-Za-z][A-Za-z0-9]*$")]


class Template(Record):
    """A card template. It makes a card where every field in `needs` is filled."""

    id: Annotated[int, _ID]
    name: str
    needs: tuple[str, ...] = ()
    front: str = ""
    back: str = ""


class NoteType(Record):
    """A note type. `revision` (seconds since 1970) moves when a template or the style moves."""

    id: Annotated[int, _ID]
    name: str
    kind: Literal["standard", "cloze"]
    revision: Annotated[int, Limits(gt=0)]
    sort_field: str
    fields: Annotated[tuple[Field, ...], Limits(min_length=1)]
    templates: Annotated[tuple[Template, ...], Limits(min_length=1)]
    style: str = ""

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    def has(self, names: Iterable[str]) -> bool:
        """Tell whether all `names` are those of fields."""
        return self._names.issuperset(names)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.field_names)

    @cached_property
    def optional(self) -> tuple[tuple[str, ...], ...]:
        """What the templates need that do not make a card of every note."""
        return tuple(template.needs for template in self.templates if template.needs)


@cache
def note_types() -> dict[str, NoteType]:
    """Return the note types by the name of their folder; raise ExportError for an unsound one."""
    root = folder("decks")
    folders = sorted(path.parent for path in root.glob("*/notetype.json"))
    return {path.name: load_note_type(path) for path in folders}


def load_note_type(path: Path) -> NoteType:
    """Return the note type in the folder `path`, its templates and style read in.

    Raises ExportError that names the file where one is missing, damaged or uses an unknown field.
    """
    described = path / "notetype.json"
    try:
        bare = NoteType.model_validate_json(_read(described))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ExportError(
            f"The note type {described} is wrong at {place}: {first['msg']}."
        ) from None
    shared = path.parent / SHARED
    sides: list[Template] = []
    for template in bare.templates:
        stem = template.name.lower().replace(" ", "-")
        html = {
            side: _side(path / f"{stem}.{side}.html", shared, bare) for side in ("front", "back")
        }
        sides.append(template.model_copy(update=html))
    read: dict[str, Any] = {"templates": tuple(sides), "style": _read(shared / "card.css")}
    return bare.model_copy(update=read)


def _side(path: Path, shared: Path, note_type: NoteType) -> str:
    """Return one side of a card with its pieces put in."""
    html = _PIECE.sub(lambda match: _read(shared / f"{match[1]}.html").strip(), _read(path))
    open_sections: list[str] = []
    for mark, tag in _TAG.findall(html):
        name = tag.rsplit(":", 1)[-1]
        if name not in note_type.field_names and name not in _ANKIS_OWN:
            raise ExportError(f"{path} uses {{{{{tag}}}}}, which is no field of {note_type.name}.")
        if mark == "^":
            raise ExportError(f"{path} uses {{{{^{name}}}}}, which makes Anki lose or empty cards.")
        if mark == "#":
            open_sections.append(name)
        if mark == "/" and (not open_sections or open_sections.pop() != name):
            raise ExportError(
                f"{path} closes {{{{/{name}}}}}, which is not the section open there."
            )
    if open_sections:
        raise ExportError(f"{path} never closes {{{{#{open_sections[-1]}}}}}.")
    return html


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ExportError(f"The note types are incomplete: there is no {path}.") from None
    except (OSError, UnicodeDecodeError):
        raise ExportError(f"The note type file {path} cannot be read as UTF-8 text.") from None
