"""The question sheet and its answer key as one HTML file each, for the screen and for printing.

The file stands alone: its style is inside, it has no script and asks the network for nothing.
"""

from functools import cache
from typing import TYPE_CHECKING

from quiz.errors import ExportError
from quiz.exporters import widths
from quiz.exporters.answer_key import answer_key
from quiz.exporters.base import EXPORTERS, Exporter, Printed
from quiz.exporters.codes import qr_picture
from quiz.exporters.sheet import question_sheets
from quiz.exporters.sheet_options import SheetOptions, SheetPart
from quiz.resources import folder
from quiz.schema.quiz import Quiz

if TYPE_CHECKING:
    from jinja2 import Environment

# The room for options in em: on the screen, where it is narrower than on paper, and in a half page.
_WIDE, _HALF = 34, 26
_PAPER = {"a4": "A4", "letter": "letter"}  # as CSS calls them


def write(quiz: Quiz, key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the question sheet or the answer key as an HTML file (UTF-8), and no losses."""
    return render(quiz, key=key, options=SheetOptions()), ()


def write_sheet(quiz: Quiz, part: SheetPart, options: SheetOptions) -> Printed:
    """Return the sheets or the key to them; an answer sheet is refused, see `limits`."""
    if options.answer_sheet or part == "reading":
        raise ExportError(
            "A browser does not print to the millimetre, so HTML has no answer sheet to scan; "
            "make it as PDF."
        )
    return Printed(render(quiz, key=part == "key", options=options))


def render(quiz: Quiz, *, key: bool, options: SheetOptions) -> bytes:
    """Return the question sheets or the answer key of `quiz` as an HTML file."""
    template = _environment().get_template("key.html" if key else "sheet.html")
    sheets = () if key else question_sheets(quiz, options)
    text = template.render(
        page=answer_key(quiz, options) if key else sheets[0],
        sheets=sheets,
        code=qr_picture(options.link) if options.link else "",
        look=options.look,
        layout="plain" if key else options.layout,
        cream=options.cream,
        paper=_PAPER[options.paper],
    )
    return text.encode()


def columns(options: tuple[str, ...], *, half: bool = False) -> str:
    """Return the class of the list of options: "row" for one line, "two" for pairs, or none.

    It goes by their measured width, on a whole page or on `half` of one.
    """
    across = widths.columns(options, _HALF if half else _WIDE)
    return "" if across == 1 else "row" if across == len(options) else "two"


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
        write_sheet=write_sheet,
        has_key=True,
        notes="One file without scripts, for the screen and for printing; the key is its own file.",
        limits=(
            "No answer sheet with bubbles: a browser does not print to the millimetre.",
            "The page number stands on paper only where the browser prints page margins.",
            "In the compact layout both halves of a page have one page number.",
        ),
        checked="Chromium lays it out, and an accessibility checker (axe) reads it.",
    ),
)
