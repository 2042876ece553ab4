"""The templates of the text formats: templates/exports/, one folder for each format."""

from functools import cache
from typing import TYPE_CHECKING

from quiz.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **content: object) -> str:
    """Return the template called "format/file" with `content` in it.

    In a template whose name ends in .xml or .html all content is escaped. Any other format's own
    escape function must have been over the content before.
    """
    return _environment().get_template(template).render(**content)


@cache
def _environment() -> "Environment":
    # Jinja takes a while to load, which those who want another format should not wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(folder("templates") / "exports"),
        autoescape=select_autoescape(["xml", "html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
