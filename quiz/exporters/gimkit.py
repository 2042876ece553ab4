"""Gimkit: its two import templates as CSV files, one of choices and one of typed answers."""

from quiz.exporters import games, plain
from quiz.exporters.base import EXPORTERS, Exporter, Fit
from quiz.exporters.delimited import table_bytes
from quiz.schema.question import Cloze, Question, ShortAnswer
from quiz.schema.quiz import Quiz

_OPTIONS = 4
_CHOICES = (
    ("Gimkit Spreadsheet Import Template", *("",) * 4),
    (
        "Question",
        "Correct Answer",
        "Incorrect Answer 1",
        "Incorrect Answer 2 (Optional)",
        "Incorrect Answer 3 (Optional)",
    ),
)
_TYPED = (("Gimkit Spreadsheet Import Template 2", ""), ("Question", "Correct Answer"))
_OPENING = (
    "Gimkit imports it when a kit is created. Do not open it in a spreadsheet before: there a text "
    "that begins with = would be a formula."
)
_NO_PLACE = "There is no place for explanations, evidence or a title."


def write_choices(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the filled template of choices, and no losses."""
    rows = [_row(question) for question in quiz.questions]
    return table_bytes((*_CHOICES, *rows)), ()


def write_typed(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the filled template of typed answers, and no losses."""
    rows = [(plain.stem(question), plain.key(question)) for question in quiz.questions]
    return table_bytes((*_TYPED, *rows)), ()


def fit_choices(question: Question) -> Fit:
    """Leave out what has more wrong options than Gimkit takes."""
    return games.choice_fit(question, "Gimkit", most_options=_OPTIONS)


def fit_typed(question: Question) -> Fit:
    """Tell that one form alone counts as right."""
    found = plain.fit(question)
    if found.left_out or not isinstance(question, Cloze | ShortAnswer):
        return found
    others = len(plain.accepted(question)) - 1
    if not others:
        return found
    forms = "the other accepted form" if others == 1 else f"the other {others} accepted forms"
    return Fit(lost=(f"Gimkit counts “{plain.key(question)}” alone as right, not {forms}",))


def _row(question: Question) -> tuple[str, ...]:
    choice = plain.choice(question)
    wrong = choice.wrong
    return choice.stem, choice.options[choice.key], *wrong, *("",) * (_OPTIONS - 1 - len(wrong))


EXPORTERS.add(
    "gimkit",
    Exporter(
        name="gimkit",
        title="Gimkit kit (CSV)",
        suffix=".csv",
        mimetype="text/csv",
        write=write_choices,
        types=games.CHOICES,
        fit=fit_choices,
        instead=games.instead()
        | {"cloze": "gimkit-typed does", "short_answer": "gimkit-typed does"},
        notes=_OPENING,
        limits=(f"There are at most {_OPTIONS} options.", _NO_PLACE),
        checked=f"Python's csv module and LibreOffice. {games.UNCHECKED}",
    ),
)
EXPORTERS.add(
    "gimkit-typed",
    Exporter(
        name="gimkit-typed",
        title="Gimkit kit, typed answers (CSV)",
        suffix=".csv",
        mimetype="text/csv",
        write=write_typed,
        types=("cloze", "short_answer"),
        fit=fit_typed,
        instead=games.instead("cloze", "short_answer")
        | {"multiple_choice": "gimkit does", "true_false": "gimkit does"},
        notes=_OPENING,
        limits=("One form alone counts as right; that is said.", _NO_PLACE),
        checked=f"Python's csv module and LibreOffice. {games.UNCHECKED}",
    ),
)
