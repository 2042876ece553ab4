"""The study guide as a PDF/UA-1, and its timeline as PNG for formats that take no SVG."""

from typing import Any

from quiz.exporters.guide.page import GuidePage
from quiz.exporters.guide.places import places
from quiz.exporters.guide.scale import Picture
from quiz.exporters.sheet_words import words_of
from quiz.exporters.typesetting import pictures, typeset

_DOTS = 300  # an inch


def render(page: GuidePage) -> bytes:
    """Return the study guide as a tagged PDF; raise ExportError for a character without a glyph."""
    return typeset("guide.typ", _content(page), places(page))


def timeline_image(picture: Picture, language: str) -> bytes:
    """Return the picture of a timeline as PNG."""
    return pictures("timeline.typ", {"picture": picture.svg(), "language": language}, _DOTS)[0]


def _content(page: GuidePage) -> dict[str, Any]:
    """Return the content of the template; what is not a sheet of its own prints none."""
    shown = page.model_dump(mode="json")
    if page.picture is not None:
        shown["picture_of_timeline"] = {
            "picture": page.picture.svg(),
            "words": page.picture.words,
            "to_scale": page.picture.to_scale,
            "stretches": page.picture.stretches,
        }
    else:
        shown["picture_of_timeline"] = None
    del shown["picture"]
    return {
        **shown,
        "sheets": [],
        "link_code": None,
        "paper": "a4",
        "look": "compact",
        "cream": False,
        "fixed_words": words_of().model_dump(mode="json"),
    }
