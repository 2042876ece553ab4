"""Imports packages into the real Anki engine and prints as JSON what a learner would get.

    python engine.py DECK.apkg [NEXT.apkg ...] [--learner EDITS.json] [--export OUT.apkg]

Instead of a package there may be a text (.txt), or a deck.json as CrowdAnki imports it (.json).

Run as a process of its own: the engine is a test dependency under another licence, and neither
Broadsheet nor its test run imports it. All packages go, one after the other, into one fresh
collection; cards are made due after the first, so that a disturbed schedule shows. EDITS.json says
what the learner does after the first import: `fields` and `tags` by guid, `moved` (the deck that
the cards of a note go to, by guid), `style` (by note type), `added_field` (to which note type).
What there is in the end is written to OUT.apkg for older versions of Anki, or with --new for new.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import anki.lang
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)
from anki.errors import TemplateError
from anki.notes import Note
from anki.template import TemplateRenderContext

COUNTS = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "empty_first_field")

IF_NEWER: Any = 0  # Anki's default


def main(arguments: list[str]) -> dict[str, Any]:
    """Import packages in order and report on imports, cards and the collection's soundness."""
    parser = argparse.ArgumentParser()
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--learner", type=Path)
    parser.add_argument("--export")
    parser.add_argument("--new", action="store_true")
    asked = parser.parse_args(arguments)
    anki.lang.set_lang("en_US")
    with tempfile.TemporaryDirectory() as folder:
        collection: Any = Collection(str(Path(folder) / "collection.anki2"))
        try:
            imports = []
            for package in asked.packages:
                imports.append(imported(collection, package))
                if len(imports) == 1:
                    cards = list(collection.find_cards(""))
                    collection.sched.set_due_date(cards, "9")
                    if asked.learner:
                        learn(collection, json.loads(asked.learner.read_text("utf-8")))
                    before = schedule(collection)
            if asked.export:
                exported(collection, asked.export, legacy=not asked.new)
            kept = {card: due for card, due in schedule(collection).items() if card in before}
            return {
                "imports": imports,
                "schedule_kept": kept == before,
                "decks": decks(collection),
                "descriptions": descriptions(collection),
                "media": sorted(path.name for path in Path(collection.media.dir()).iterdir()),
                "missing_media": list(collection.media.check().missing),
                "note_types": sorted({note.note_type()["name"] for note in notes(collection)}),
                "cards": [rendered(collection, card) for card in collection.find_cards("")],
                **soundness(collection),
            }
        finally:
            collection.close()


def learn(collection: Any, edits: dict[str, Any]) -> None:
    """Do what a learner does: reword, tag, move, restyle."""
    for note in notes(collection):
        for name, value in edits.get("fields", {}).get(note.guid, {}).items():
            note[name] = value
        note.tags += edits.get("tags", {}).get(note.guid, [])
        if note.guid in edits.get("fields", {}) or note.guid in edits.get("tags", {}):
            collection.update_note(note)
        if note.guid in edits.get("moved", {}):
            deck = collection.decks.id(edits["moved"][note.guid])
            collection.set_deck(note.card_ids(), deck)
    for name, style in edits.get("style", {}).items():
        kind = collection.models.by_name(name)
        kind["css"] = style
        collection.models.update_dict(kind)
    if "added_field" in edits:
        kind = collection.models.by_name(edits["added_field"])
        collection.models.add_field(kind, collection.models.new_field("Mine"))
        collection.models.update_dict(kind)


def exported(collection: Any, target: str, *, legacy: bool) -> None:
    """Write the whole collection as a package."""
    options = ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=target, options=options, limit=None)


def descriptions(collection: Any) -> dict[str, str]:
    """Return what Anki shows above each deck."""
    return {each.name: collection.decks.get(each.id)["desc"] for each in every_deck(collection)}


def every_deck(collection: Any) -> list[Any]:
    """Return name and number of every deck."""
    return list(collection.decks.all_names_and_ids())


def imported(collection: Any, package: str) -> dict[str, int]:
    """Import one package or text with Anki's default options and count what happened."""
    if package.endswith(".json"):
        return taken_from_json(collection, json.loads(Path(package).read_text(encoding="utf-8")))
    if package.endswith(".txt"):
        described = collection.get_csv_metadata(path=package, delimiter=None)
        log = collection.import_csv(ImportCsvRequest(path=package, metadata=described)).log
        return {name: len(getattr(log, name)) for name in COUNTS} | {"found": log.found_notes}
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


def taken_from_json(collection: Any, deck: dict[str, Any]) -> dict[str, int]:
    """Take in a deck.json by the steps that CrowdAnki takes: presets, note types, decks, notes."""
    counts = dict.fromkeys((*COUNTS, "found"), 0)
    presets = {}
    for preset in deck["deck_configurations"]:
        uuid = preset["crowdanki_uuid"]
        ours = known(collection.decks.all_config(), uuid) or collection.decks.add_config(
            preset["name"]
        )
        ours.update(without(preset))
        collection.decks.update_config(ours)
        presets[uuid] = ours["id"]
    models = {}
    for model in deck["note_models"]:
        ours = known(collection.models.all(), model["crowdanki_uuid"])
        if ours is None:
            ours = collection.models.new(model["name"]) | without(model)
            collection.models.add(ours)
        else:
            collection.models.update(ours | without(model))
        models[model["crowdanki_uuid"]] = ours
    take_deck(collection, deck, "", presets, models, counts)
    return counts


def take_deck(
    collection: Any,
    deck: dict[str, Any],
    above: str,
    presets: dict[str, Any],
    models: dict[str, Any],
    counts: dict[str, int],
) -> None:
    """Take in one deck of a deck.json, and those below it."""
    name = f"{above}::{deck['name']}" if above else deck["name"]
    ours = known(collection.decks.all(), deck["crowdanki_uuid"])
    ours = ours or collection.decks.get(collection.decks.id(name))
    nested = {"children", "notes", "note_models", "deck_configurations", "media_files"}
    ours.update({k: v for k, v in without(deck).items() if k not in nested | {"deck_config_uuid"}})
    ours |= {"name": name, "conf": presets[deck["deck_config_uuid"]]}
    collection.decks.save(ours)
    for child in deck["children"]:
        take_deck(collection, child, name, presets, models, counts)
    for described in deck["notes"]:
        number = collection.db.scalar("select id from notes where guid=?", described["guid"])
        model = models[described["note_model_uuid"]]
        note = Note(collection, id=number) if number else Note(collection, model)
        changed = note.fields != described["fields"]
        note.__dict__.update(described)
        note.mid = model["id"]
        counts["found"] += 1
        if number:
            collection.update_note(note)
            counts["updated" if changed else "duplicate"] += 1
        else:
            collection.add_note(note, ours["id"])
            counts["new"] += 1


def known(things: list[dict[str, Any]], uuid: str) -> dict[str, Any] | None:
    return next((thing for thing in things if thing.get("crowdanki_uuid") == uuid), None)


def without(described: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if name != "__type__"}


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
        for deck in every_deck(collection)
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
        "deck": collection.decks.name(card.did),
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
