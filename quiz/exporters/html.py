"""The question sheet and its answer key as one HTML file each, for the screen and for printing.

The file stands alone: its style is inside, it has no script and asks the network for nothing.
"""

from functools import cache
from typing import TYPE_CHECKING

from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.sheet import answer_key, question_sheet
from quiz.resources import folder
from quiz.schema.quiz import Quiz

if TYPE_CHECKING:
    from jinja2 import Environment

# The longest option, in characters, with which all options still go on one line, by their number,
# and with which two do.
_ROW = {3: 20, 4: 14, 5: 10}
_TWO = 34


def write(quiz: Quiz, key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the question sheet or the answer key as an HTML file (UTF-8), and no losses."""
    template = _environment().get_template("key.html" if key else "sheet.html")
    page = answer_key(quiz) if key else question_sheet(quiz)
    return template.render(page=page).encode(), ()


def columns(options: tuple[str, ...]) -> str:
    """Return the class of the list of options: "row" for one line, "two" for pairs, or none."""
    longest = max(map(len, options))
    if longest <= _ROW[len(options)]:
        return "row"
    return "two" if longest <= _TWO and len(options) == 4 else ""


@cache
def _environment() -> "Environment":
    # Jinja takes a while to load, which those who want another format should not wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(folder("templates") / "sheet"),
        autoescape=select_autoescape(["html"], default=True),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals["columns"] = columns
    return environment


EXPORTERS.add(
    "html",
    Exporter(
        name="html",
        title="Question sheet and answer key (HTML)",
        suffix=".html",
        mimetype="text/html",
        write=write,
        has_key=True,
        notes="One file without scripts, for the screen and for printing; the key is its own file.",
        checked="Chromium lays it out, and an accessibility checker (axe) reads it.",
    ),
)
