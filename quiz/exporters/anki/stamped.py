"""A note of a package that was written before, and what it holds."""

from dataclasses import dataclass
from typing import NamedTuple

from quiz.exporters.anki.notetypes import note_types


class Content(NamedTuple):
    """What a note holds, for telling whether it changed."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Stamped:
    """A note of a package. `mod` is the time its content changed, in seconds since 1970."""

    content: Content
    mod: int
    note_type: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields by name; those a learner added are left out."""
        names = note_types()[self.note_type].field_names
        return dict(zip(names, self.content.fields, strict=False))

    @property
    def id(self) -> str:
        """What the field Id holds; a learner can change it."""
        return self.fields.get("Id", "")
