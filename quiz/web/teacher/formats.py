"""The formats of the registry as a teacher looks for them: by what she wants to do."""

from typing import NamedTuple

from flask_babel import gettext as _

from quiz.schema.quiz import Quiz
from quiz.web.desk import desk
from quiz.web.downloads import Report


class File(NamedTuple):
    """A format in the list: what it is called, its notes, and what it makes of the quiz.

    `ending` is how the names of its files end, where the title does not say so.
    """

    format: str
    title: str
    ending: str
    notes: str
    has_key: bool
    report: Report


class Group(NamedTuple):
    """Formats for one purpose. `name` stands in addresses, `title` in the list."""

    name: str
    title: str
    files: tuple[File, ...]


# By purpose, those first that most teachers want. What another distribution adds comes last.
PURPOSES = {
    "print": ("pdf", "docx", "html", "markdown", "guide", "guide-docx", "guide-html"),
    "cards": ("anki", "quizlet", "anki-text", "crowdanki"),
    "platforms": ("moodle", "canvas", "google-forms", "h5p", "gift", "aiken", "qti21", "qti3"),
    "games": ("kahoot", "wayground", "blooket", "gimkit", "gimkit-typed"),
    "tables": ("csv", "tsv", "json"),
}


def groups(quiz: Quiz) -> list[Group]:
    """Return all formats of the registry, in groups, with what each makes of `quiz`."""
    from quiz.exporters import EXPORTERS  # here, so that serving does not wait for exporters

    reports = desk().downloads.reports(quiz, EXPORTERS)
    placed = {name for names in PURPOSES.values() for name in names}
    others = tuple(name for name in EXPORTERS if name not in placed)
    found = []
    for purpose, names in {**PURPOSES, "others": others}.items():
        files = tuple(_file(name, reports[name]) for name in names if name in EXPORTERS)
        if files:
            found.append(Group(purpose, _title(purpose), files))
    return found


def _file(name: str, report: Report) -> File:
    from quiz.exporters import EXPORTERS

    known = EXPORTERS.get(name)
    title = _sheet_titles().get(name, known.title)
    ending = known.suffix.rpartition(".")[2].upper()
    is_told = ending.lower() in title.lower()
    return File(name, title, "" if is_told else ending, known.notes, known.has_key, report)


def _sheet_titles() -> dict[str, str]:
    """Return the titles of formats with a key of its own, without that key."""
    return {
        "pdf": _("Question sheet (PDF)"),
        "docx": _("Question sheet (Word)"),
        "html": _("Question sheet (HTML)"),
        "markdown": _("Question sheet (Markdown)"),
    }


def _title(purpose: str) -> str:
    titles = {
        "print": _("To print"),
        "cards": _("Cards to learn with"),
        "platforms": _("Learning platforms"),
        "games": _("Class games"),
        "tables": _("Tables and data"),
        "others": _("Others"),
    }
    return str(titles[purpose])
