"""Texts by Jinja2 templates in which every value goes through one escape function.

`finalize` is what Jinja puts every value of a template through: none can be forgotten.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quiz.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, escape: Callable[[Any], str], **values: object) -> str:
    """Return templates/exports/`template` filled with `values`, each printed as `escape` says."""
    return _environment(escape).get_template(template).render(**values)


@lru_cache(maxsize=16)
def _environment(escape: Callable[[Any], str]) -> "Environment":
    # Jinja takes a while to load, which those who want another format should not wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder("templates") / "exports"),
        autoescape=False,  # noqa: S701 - finalize escapes, in the way of the format
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
