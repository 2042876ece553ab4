"""The study guide as one HTML file, for the screen and for printing.

The file stands alone: its style is inside, it has no script and asks the network for nothing.
"""

from functools import cache
from typing import TYPE_CHECKING

from quiz.exporters.guide.page import GuidePage
from quiz.exporters.html import columns
from quiz.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment


def render(page: GuidePage) -> bytes:
    """Return the study guide as an HTML file (UTF-8)."""
    return _environment().get_template("guide.html").render(page=page).encode()


@cache
def _environment() -> "Environment":
    # Jinja takes a while to load, which those who want another format should not wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    templates = folder("templates")
    environment = Environment(
        loader=FileSystemLoader([templates / "guide", templates / "sheet", templates / "web"]),
        autoescape=select_autoescape(["html"], default=True),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["columns"] = columns
    return environment
