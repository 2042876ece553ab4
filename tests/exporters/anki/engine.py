"""Imports packages into the real Anki engine and prints as JSON what a learner would get.

    python engine.py DECK.apkg [NEXT.apkg ...]

Run as a process of its own: the engine is a test dependency under another licence, and neither
Broadsheet nor its test run imports it. All packages go, one after the other, into one fresh
collection; cards are made due after the first, so that a disturbed schedule shows.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import anki.lang
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.errors import TemplateError
from anki.template import TemplateRenderContext

COUNTS = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "empty_first_field")

IF_NEWER: Any = 0  # Anki's default


def main(packages: list[str]) -> dict[str, Any]:
    """Import `packages` in order and report on imports, cards and the collection's soundness."""
    anki.lang.set_lang("en_US")
    with tempfile.TemporaryDirectory() as folder:
        collection: Any = Collection(str(Path(folder) / "collection.anki2"))
        try:
            imports = []
            for package in packages:
                imports.append(imported(collection, package))
                if len(imports) == 1:
                    cards = list(collection.find_cards(""))
                    collection.sched.set_due_date(cards, "9")
                    before = schedule(collection)
            kept = {card: due for card, due in schedule(collection).items() if card in before}
            return {
                "imports": imports,
                "schedule_kept": kept == before,
                "decks": decks(collection),
                "note_types": sorted({note.note_type()["name"] for note in notes(collection)}),
                "cards": [rendered(collection, card) for card in collection.find_cards("")],
                **soundness(collection),
            }
        finally:
            collection.close()


def imported(collection: Any, package: str) -> dict[str, int]:
    """Import one package with Anki's default options and count what happened."""
    options = ImportAnkiPackageOptions(
        merge_notetypes=False,
        update_notes=IF_NEWER,
        update_notetypes=IF_NEWER,
        with_scheduling=False,
        with_deck_configs=False,
    )
    request = ImportAnkiPackageRequest(package_path=package, options=options)
    log = collection.import_anki_package(request).log
    return {name: len(getattr(log, name)) for name in COUNTS} | {"found": log.found_notes}


def schedule(collection: Any) -> dict[int, str]:
    """Return when each card is due."""
    rows = collection.db.all(
        "select id, type || ':' || queue || ':' || due || ':' || ivl from cards"
    )
    return dict(rows)


def decks(collection: Any) -> dict[str, int]:
    """Return the decks that hold cards, with the number of cards in each."""
    every = {
        deck.name: collection.decks.card_count(deck.id, include_subdecks=False)
        for deck in collection.decks.all_names_and_ids()
    }
    return {name: count for name, count in every.items() if count}


def notes(collection: Any) -> list[Any]:
    """Return every note."""
    return [collection.get_note(note) for note in collection.find_notes("")]


def rendered(collection: Any, number: int) -> dict[str, Any]:
    """Return both sides of a card as Anki shows them, and the note behind it."""
    card = collection.get_card(number)
    note = card.note()
    try:
        TemplateRenderContext.from_existing_card(card, False)._partially_render()
        error = None
    except TemplateError as trouble:
        error = str(trouble)
    sides = card.render_output(reload=True)
    return {
        "guid": note.guid,
        "note_type": note.note_type()["name"],
        "template": card.template()["name"],
        "fields": dict(note.items()),
        "tags": note.tags,
        "mod": note.mod,
        "error": error,
        "front": sides.question_text,
        "back": sides.answer_text,
        "style": sides.css,
        "sounds": len(sides.question_av_tags) + len(sides.answer_av_tags),
    }


def soundness(collection: Any) -> dict[str, Any]:
    """Count cards that are empty, and those that Anki adds of its own. Changes the collection."""
    written = cards_per_note(collection)
    empty = sum(len(note.card_ids) for note in collection.get_empty_cards().notes)
    problems, sound = collection.fix_integrity()
    checked = cards_per_note(collection)
    for note in notes(collection):
        collection.update_note(note, skip_undo_entry=True)
    return {
        "empty_cards": empty,
        "sound": sound,
        "problems": problems,
        "cards_written": sum(written.values()),
        "cards_checked": sum(checked.values()),
        "cards_saved": sum(cards_per_note(collection).values()),
        "field_faults": [n.guid for n in notes(collection) if n.fields_check() not in (0, 2)],
    }


def cards_per_note(collection: Any) -> Counter[int]:
    """Return how many cards each note has."""
    return Counter(collection.db.list("select nid from cards"))


if __name__ == "__main__":
    json.dump(main(sys.argv[1:]), sys.stdout)
