"""What QTI 2.1 and QTI 3 have in common: a package of items, one test, and a manifest."""

from typing import NamedTuple

from quiz.exporters.items import Item, items, language_of, title_of
from quiz.exporters.templating import render
from quiz.exporters.zipped import zipped
from quiz.schema.quiz import Quiz

# Characters that a field to type in shows. The same for all, so that none tells how long a key is.
_FIELD = 40
_OF_THE_WHOLE = ("imsmanifest.xml", "test.xml")
_PARTS = 1_000_000  # shares of a point are written with six places


class _Listed(NamedTuple):
    """A question and its identifier: an XML name, which must not begin with a figure."""

    identifier: str
    item: Item


def package(quiz: Quiz, folder: str) -> tuple[bytes, tuple[str, ...]]:
    """Return `quiz` as a package by the templates in `folder`, and what could not be carried."""
    carried, losses = items(quiz)
    title, said = title_of(quiz)
    listed = [_Listed(f"question-{item.id}", item) for item in carried]
    known = {"identifier": f"quiz-{quiz.id}", "title": title, "items": listed}
    members = {name: render(f"{folder}/{name}", **known) for name in _OF_THE_WHOLE}
    for identifier, item in listed:
        members[f"items/{identifier}.xml"] = render(
            f"{folder}/item.xml",
            identifier=identifier,
            item=item,
            language=language_of(quiz),
            field_length=_FIELD,
            shares=shares(len(item.prompts or item.events)),
        )
    payload = zipped({name: text.encode() for name, text in members.items()})
    return payload, losses + said


def shares(count: int) -> list[str]:
    """Return one point in `count` parts, as decimals that add up to one: 0.333333, …, 0.333334."""
    if not count:
        return []
    part = _PARTS // count
    parts = [part] * (count - 1) + [_PARTS - part * (count - 1)]
    return [f"{part / _PARTS:g}" for part in parts]
