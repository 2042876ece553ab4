"""Gathers the words of the web pages and brings the catalogs of their translations up to date.

Run `make translations` after words were changed: it writes messages.pot, takes new words into every
messages.po and lets go of old ones, and compiles the catalogs. docs/translating.md tells the rest.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGS = ROOT / "templates" / "translations"
# Where words are. The store's sentences for readers are arguments of its errors.
PLACES = (
    ("templates/web", [("**.html", "jinja2")]),
    ("quiz/web", [("**.py", "python")]),
    ("quiz/store", [("**.py", "python")]),
    ("quiz/classroom", [("**.py", "python")]),
)
ERRORS = (
    *("ConflictError", "LinkError", "OptionError", "UnknownAssignmentError"),
    *("UnknownAttemptError", "UnknownCodeError", "UnknownJobError", "UnknownParticipantError"),
    "UnknownQuizError",
)
LATER = ("later", "lazy")  # lazy_gettext, as the modules call it
KEYWORDS = {**DEFAULT_KEYWORDS, **dict.fromkeys((*LATER, *ERRORS))}


def gathered() -> Catalog:
    """Return all words of the pages, untranslated, in the order of the alphabet."""
    catalog = Catalog(project="Broadsheet", charset="utf-8")
    for place, methods in PLACES:
        found = extract_from_dir(ROOT / place, method_map=methods, keywords=KEYWORDS)
        for _, _, words, _, context in found:
            catalog.add(words, context=context)
    return catalog


def updated(path: Path, words: Catalog) -> Catalog:
    """Return the catalog at `path` with exactly these `words`, what was translated kept."""
    with path.open("rb") as file:
        catalog = read_po(file)
    catalog.update(words, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def main() -> int:
    """Write the template and every catalog; return 1 where a translation is missing."""
    words = gathered()
    with (CATALOGS / "messages.pot").open("wb") as file:
        write_po(file, words, width=0, sort_output=True, omit_header=True, no_location=True)
    missing = 0
    for path in sorted(CATALOGS.glob("*/LC_MESSAGES/messages.po")):
        catalog = updated(path, words)
        with path.open("wb") as file:
            write_po(file, catalog, width=0, sort_output=True, no_location=True)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        for message in catalog:
            if message.id and not all(_forms(message.string)):
                missing += 1
                print(f"{path.parent.parent.name}: not translated: {message.id}")  # noqa: T201
    return int(bool(missing))


def _forms(text: object) -> tuple[object, ...]:
    return text if isinstance(text, tuple) else (text,)


if __name__ == "__main__":
    sys.exit(main())
