"""The templates of the text formats: templates/exports/, one folder for each format."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quiz.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **content: object) -> str:
    """Return the template called "format/file" with `content` in it.

    In a template whose name ends in .xml or .html all content is escaped. Any other format's own
    escape function must have been over the content before.
    """
    return _environment(None).get_template(template).render(**content)


def render_by(escape: Callable[[Any], str], template: str, **content: object) -> str:
    """Return the template as `render` does, every value printed as `escape` says.

    Jinja puts each value through it (`finalize`), so that none can be forgotten.
    """
    return _environment(escape).get_template(template).render(**content)


@lru_cache(maxsize=16)
def _environment(escape: Callable[[Any], str] | None) -> "Environment":
    # Jinja takes a while to load, which those who want another format should not wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(folder("templates") / "exports"),
        autoescape=select_autoescape(["xml", "html"] if escape is None else [], default=False),
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
