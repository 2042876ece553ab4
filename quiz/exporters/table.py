"""The quiz as a table, one question a row: as CSV for a spreadsheet, as TSV to paste or to read."""

from quiz.exporters import plain
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.delimited import inert, table_bytes
from quiz.exporters.feedback import feedback
from quiz.exporters.printed import printable
from quiz.schema.question import (
    LETTERS,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quiz.schema.quiz import Quiz

_PROMPTS = 6
_BETWEEN = " | "  # texts of one cell
COLUMNS = (
    *("number", "type", "stem"),
    *(f"prompt {number}" for number in range(1, _PROMPTS + 1)),
    *(f"option {letter}" for letter in LETTERS),
    *("key", "accepted", "correction", "explanation", "evidence", "paragraph", "difficulty"),
)
_NOTES = (
    "One question a row. Matching has its prompts and choices, ordering its events as prompts. "
    f"Accepted forms and sentences of evidence stand in one cell, with “{_BETWEEN.strip()}” "
    "between them. A text that begins with =, +, - or @ has an apostrophe before it, so that no "
    "spreadsheet calculates it."
)


def write_csv(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the table as CSV with all cells quoted, and no losses."""
    return table_bytes(rows(quiz), quote_all=True, bom=True), ()


def write_tsv(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the table as TSV, and no losses."""
    return table_bytes(rows(quiz), "\t"), ()


def rows(quiz: Quiz) -> list[tuple[str, ...]]:
    """Return the names of the columns and a row for each question, no cell a formula."""
    numbered = enumerate(quiz.questions, start=1)
    table = [COLUMNS, *(_row(number, question, quiz) for number, question in numbered)]
    return [tuple(inert(cell) for cell in row) for row in table]


def _row(number: int, question: Question, quiz: Quiz) -> tuple[str, ...]:
    prompts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    if isinstance(question, MultipleChoice):
        options = question.options
    elif isinstance(question, Matching):
        prompts = tuple(pair.left for pair in question.pairs)
        options = question.choices
    elif isinstance(question, Ordering):
        prompts = tuple(event.text for event in question.events)
    elif isinstance(question, Cloze | ShortAnswer):
        forms = plain.accepted(question)
    told = feedback(question, quiz)
    paragraphs = [str(shown.paragraph or "") for shown in told.evidence]
    cells = (
        *(str(number), question.type, question.stem),
        *(prompts + ("",) * _PROMPTS)[:_PROMPTS],
        *(options + ("",) * len(LETTERS))[: len(LETTERS)],
        *(plain.key(question), _BETWEEN.join(forms)),
        *((question.correction or "") if isinstance(question, TrueFalse) else "", told.explanation),
        _BETWEEN.join(shown.sentence for shown in told.evidence),
        _BETWEEN.join(paragraphs),
        question.difficulty.level if question.difficulty else "",
    )
    return tuple(printable(cell) for cell in cells)


EXPORTERS.add(
    "csv",
    Exporter(
        name="csv",
        title="Table (CSV)",
        suffix=".csv",
        mimetype="text/csv",
        write=write_csv,
        fit=plain.fit,
        notes=_NOTES,
        limits=(
            "A spreadsheet may show figures and dates in a way of its own when it opens the file.",
        ),
        checked="Python's csv module and LibreOffice.",
    ),
)
EXPORTERS.add(
    "tsv",
    Exporter(
        name="tsv",
        title="Table (TSV)",
        suffix=".tsv",
        mimetype="text/tab-separated-values",
        write=write_tsv,
        fit=plain.fit,
        notes="The table of csv, with tabs: to paste into a spreadsheet or to read by a program.",
        limits=("A cell with a quotation mark is quoted as in CSV.",),
        checked="Python's csv module.",
    ),
)
