"""Wayground, which was Quizizz: its template as an Excel workbook. The game with explanations."""

from quiz.exporters import games, plain
from quiz.exporters.base import EXPORTERS, Exporter, Fit
from quiz.exporters.feedback import feedback
from quiz.exporters.printed import printable
from quiz.exporters.workbook import MIMETYPE, Cell, workbook
from quiz.schema.question import Cloze, Question, ShortAnswer
from quiz.schema.quiz import Quiz

_OPTIONS = 5
_SECONDS = (30, 45, 60, 90, 120)
_HEADERS = (
    "Question Text",
    "Question Type",
    *(f"Option {number}" for number in range(1, _OPTIONS + 1)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)
_ALL_BUT = "(required in all cases except open-ended & draw questions)"
_OPTIONAL = "\n\n(optional)\n\n\n"
# Row 2 of the template explains the columns; a question that stood there would be skipped.
_HINTS = (
    "Text of the question\n\n(required)\n\n\n",
    "Question Type\n\n(default is Multiple Choice)\n\n",
    f"Text for option 1\n\n{_ALL_BUT}",
    f"Text for option 2\n\n{_ALL_BUT}",
    *(f"Text for option {number}{_OPTIONAL}" for number in range(3, _OPTIONS + 1)),
    "The correct option choice (between 1-5).\n\n"
    'Leave blank for "Open-Ended", "Poll", "Draw" and "Fill-in-the-Blank".',
    "Time in seconds\n\n(optional, default value is 30 seconds)\n",
    f"Link of the image{_OPTIONAL}",
    "Explanation for the answer\n(optional)\n\n\n",
)
_WIDTHS = {"A": 60, "B": 18, "C": 24, "D": 24, "E": 24, "F": 24, "G": 24, "K": 60}


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the filled template, and no losses."""
    rows = [_row(question, quiz) for question in quiz.questions]
    return workbook("Create a Quiz", (_HEADERS, _HINTS, *rows), _WIDTHS), ()


def fit(question: Question) -> Fit:
    """Tell which accepted forms find no place: an open question has five options for them."""
    if not isinstance(question, Cloze | ShortAnswer):
        return games.choice_fit(question, "Wayground", most_options=_OPTIONS)
    found = plain.fit(question)
    forms = plain.accepted(question)
    if found.left_out or len(forms) <= _OPTIONS:
        return found
    kept = ", ".join(f"“{form}”" for form in plain.telling(question, _OPTIONS))
    return Fit(
        lost=(
            f"of its {len(forms)} accepted forms Wayground takes {_OPTIONS}: {kept}; count others "
            "as right by hand",
        )
    )


def _row(question: Question, quiz: Quiz) -> tuple[Cell, ...]:
    explanation = printable(feedback(question, quiz).in_one)
    if isinstance(question, Cloze | ShortAnswer):
        choice = plain.Choice(plain.stem(question), plain.telling(question, _OPTIONS), 0)
        kind, key = "Fill-in-the-Blank", None
    else:
        choice = plain.choice(question)
        kind, key = "Multiple Choice", choice.key + 1
    spare = (None,) * (_OPTIONS - len(choice.options))
    time = games.seconds(choice, _SECONDS)
    return choice.stem, kind, *choice.options, *spare, key, time, None, explanation


EXPORTERS.add(
    "wayground",
    Exporter(
        name="wayground",
        title="Wayground (Quizizz) quiz (spreadsheet)",
        suffix=".xlsx",
        mimetype=MIMETYPE,
        write=write,
        types=(*games.CHOICES, "cloze", "short_answer"),
        fit=fit,
        instead=games.instead("cloze", "short_answer"),
        notes=(
            "Wayground, which was Quizizz, imports it when an assessment is created. Cloze and "
            "short answer become Fill-in-the-Blank; explanation and evidence come along."
        ),
        limits=(
            f"Of the forms that an open question accepts, {_OPTIONS} find a place; that is said.",
            "There is no place for a title, nor for matching and ordering.",
        ),
        checked=f"openpyxl and LibreOffice. {games.UNCHECKED}",
    ),
)
