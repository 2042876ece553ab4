"""Kahoot: the quiz template as an Excel workbook, to be uploaded under "Import spreadsheet"."""

from quiz.exporters import games, plain
from quiz.exporters.base import EXPORTERS, Exporter, Fit
from quiz.exporters.workbook import MIMETYPE, Cell, workbook
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz

_STEM, _OPTION, _OPTIONS = 120, 75, 4
_SECONDS = (5, 10, 20, 30, 60, 90, 120, 240)
_HEADERS = (
    None,
    f"Question - max {_STEM} characters",
    *(f"Answer {number} - max {_OPTION} characters" for number in range(1, _OPTIONS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
# The template has its name in B2, its headers in row 8 and a question in every row below.
_TOP: tuple[tuple[Cell, ...], ...] = ((), (None, "Quiz template"), (), (), (), (), (), _HEADERS)
_WIDTHS = {"B": 60, "C": 30, "D": 30, "E": 30, "F": 30, "G": 18, "H": 18}


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the filled template, and no losses."""
    rows = [_row(number, question) for number, question in enumerate(quiz.questions, start=1)]
    return workbook("Sheet1", (*_TOP, *rows), _WIDTHS), ()


def fit(question: Question) -> Fit:
    """Leave out what is longer than Kahoot takes: it would cut it off."""
    return games.choice_fit(
        question, "Kahoot", most_options=_OPTIONS, longest_stem=_STEM, longest_option=_OPTION
    )


def _row(number: int, question: Question) -> tuple[Cell, ...]:
    choice = plain.choice(question)
    spare = (None,) * (_OPTIONS - len(choice.options))
    time = games.seconds(choice, _SECONDS)
    return number, choice.stem, *choice.options, *spare, time, choice.key + 1


EXPORTERS.add(
    "kahoot",
    Exporter(
        name="kahoot",
        title="Kahoot quiz (spreadsheet)",
        suffix=".xlsx",
        mimetype=MIMETYPE,
        write=write,
        types=games.CHOICES,
        fit=fit,
        instead=games.instead(),
        notes="The editor of a kahoot imports it among the ways to add questions.",
        limits=(
            f"Stems have up to {_STEM} characters, options up to {_OPTION}, and there are at most "
            f"{_OPTIONS} options; what is longer is left out and named, never cut.",
            "There is no place for explanations, evidence or a title.",
        ),
        checked=f"openpyxl and LibreOffice. {games.UNCHECKED}",
    ),
)
