"""A running Anki with AnkiConnect, as far as a push needs it: the real engine behind its protocol.

    python stand_in.py [--key KEY]

Prints the port it listens at on 127.0.0.1 and serves until its standard input ends. Run as a
process of its own, as engine.py is. Actions, replies and errors are those of the add-on, written
anew from its documentation and behaviour; `importPackage` goes the way it goes there, through
`anki.importing`. Actions that begin with "test." are the learner, and what a test wants to know.
"""

import argparse
import base64
import json
import shutil
import sys
import tempfile
import threading
import warnings
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import anki.lang
from anki.collection import Collection
from anki.errors import NotFoundError
from engine import imported

VERSION = 6


class StandIn:
    """One profile of Anki and the add-on in it."""

    def __init__(self, folder: Path, key: str | None) -> None:
        self.folder, self.key = folder, key
        self.collection: Any = None
        self.fault: dict[str, Any] = {}
        self.asked: list[str] = []
        self.reset()

    def answer(self, request: dict[str, Any]) -> Any:
        """Return the reply to one request, as the add-on words it for the request's version."""
        action, version = request.get("action", ""), request.get("version", 4)
        try:
            if self.key and request.get("key") != self.key and action != "requestPermission":
                raise Exception("valid api key must be provided")
            carry_out = getattr(self, "do_" + action.replace(".", "_"), None)
            if carry_out is None:
                raise Exception("unsupported action")
            self.asked.append(action)
            if self.fault.get("action") == action:
                if self.fault["after"] == 0 and self.fault["error"]:
                    raise Exception(self.fault["error"])
                if self.fault["after"] == 0:
                    return {"result": None, "error": None}
                self.fault["after"] -= 1
            result = carry_out(**request.get("params", {}))
        except Exception as error:
            return {"result": None, "error": str(error)}
        return result if version <= 4 else {"result": result, "error": None}

    def do_requestPermission(self) -> dict[str, Any]:  # noqa: N802 - the add-on's name
        return {"permission": "granted", "requireApikey": bool(self.key), "version": VERSION}

    def do_version(self) -> int:
        return VERSION

    def do_multi(self, actions: list[dict[str, Any]]) -> list[Any]:
        return [self.answer(action) for action in actions]

    def do_modelNames(self) -> list[str]:  # noqa: N802
        return [found.name for found in self.collection.models.all_names_and_ids()]

    def do_modelFieldNames(self, modelName: str) -> list[str]:  # noqa: N802, N803
        model = self.collection.models.by_name(modelName)
        if model is None:
            raise Exception(f"model was not found: {modelName}")
        return [field["name"] for field in model["flds"]]

    def do_findNotes(self, query: str | None = None) -> list[int]:  # noqa: N802
        return [] if query is None else list(map(int, self.collection.find_notes(query)))

    def do_notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:  # noqa: N802
        return [self.described(number) for number in notes]

    def described(self, number: int) -> dict[str, Any]:
        try:
            note = self.collection.get_note(number)
        except NotFoundError:
            return {}
        names = [field["name"] for field in note.note_type()["flds"]]
        return {
            "noteId": note.id,
            "profile": "User 1",
            "tags": note.tags,
            "fields": {
                name: {"value": value, "order": order}
                for order, (name, value) in enumerate(zip(names, note.fields, strict=True))
            },
            "modelName": note.note_type()["name"],
            "mod": note.mod,
            "cards": list(note.card_ids()),
        }

    def do_updateNoteFields(self, note: dict[str, Any]) -> None:  # noqa: N802
        try:
            found = self.collection.get_note(note["id"])
        except NotFoundError:
            raise Exception(f"Note was not found: {note['id']}") from None
        for name, value in note["fields"].items():
            if name in found:
                found[name] = value
        self.collection.update_note(found, skip_undo_entry=True)

    def do_addTags(self, notes: list[int], tags: str) -> None:  # noqa: N802
        self.collection.tags.bulk_add(notes, tags)

    def do_storeMediaFile(  # noqa: N802
        self,
        filename: str,
        data: str,
        deleteExisting: bool = True,  # noqa: N803
    ) -> str:
        if deleteExisting:
            self.collection.media.trash_files([filename])
        stored: str = self.collection.media.write_data(filename, base64.b64decode(data))
        return stored

    def do_importPackage(self, path: str) -> bool:  # noqa: N802
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from anki.importing import AnkiPackageImporter  # gone one day: then a test says so

            AnkiPackageImporter(self.collection, path).run()
        return True

    def do_test_reset(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begin with an empty profile."""
        if self.collection is not None:
            self.collection.close()
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.collection = Collection(str(self.folder / "collection.anki2"))
        self.fault, self.asked = {}, []

    def do_test_fault(self, name: str = "", after: int = 0, error: str = "") -> None:
        """From now on let the action `name` fail with `error`, after so many times it works.

        Without an error it does nothing, and says that it did.
        """
        self.fault = {"action": name, "after": after, "error": error}

    def do_test_asked(self) -> list[str]:
        return self.asked

    def do_test_edit(self, query: str, fields: dict[str, str], tags: list[str]) -> None:
        for number in self.collection.find_notes(query):
            note = self.collection.get_note(number)
            for name, value in fields.items():
                note[name] = value
            note.tags += tags
            self.collection.update_note(note)

    def do_test_learn(self) -> None:
        """Let every card be due in nine days."""
        self.collection.sched.set_due_date(list(self.collection.find_cards("")), "9")

    def do_test_copy(self, query: str) -> None:
        """Make a copy of each note, as the browser of Anki does."""
        for number in self.collection.find_notes(query):
            note = self.collection.get_note(number)
            copy = self.collection.new_note(note.note_type())
            copy.fields, copy.tags = list(note.fields), list(note.tags)
            self.collection.add_note(copy, note.cards()[0].did)

    def do_test_delete(self, query: str) -> None:
        self.collection.remove_notes(list(self.collection.find_notes(query)))

    def do_test_add_field(self, model: str, field: str) -> None:
        models = self.collection.models
        kind = models.by_name(model)
        models.add_field(kind, models.new_field(field))
        models.update_dict(kind)

    def do_test_rename_field(self, model: str, field: str, to: str) -> None:
        models = self.collection.models
        kind = models.by_name(model)
        models.rename_field(kind, kind["flds"][models.field_names(kind).index(field)], to)
        models.update_dict(kind)

    def do_test_rename_model(self, model: str, to: str) -> None:
        kind = self.collection.models.by_name(model)
        kind["name"] = to
        self.collection.models.update_dict(kind)

    def do_test_import(self, path: str) -> dict[str, int]:
        return imported(self.collection, path)

    def do_test_state(self) -> dict[str, Any]:
        """Return everything that a push could change."""
        database = self.collection.db
        notes = database.all("select guid, mid, tags, flds from notes order by guid")
        schedule = database.all(
            "select id, did, type || queue || due || ivl from cards order by id"
        )
        return {
            "notes": {row[0]: row[1:] for row in notes},
            "mods": dict(database.all("select guid, mod from notes")),
            "cards": {str(row[0]): row[1:] for row in schedule},
            "pictures": sorted(path.name for path in Path(self.collection.media.dir()).iterdir()),
            "decks": sorted(deck.name for deck in self.collection.decks.all_names_and_ids()),
            "models": sorted(self.do_modelNames()),
            "schema": database.scalar("select scm from col"),
            "sound": self.collection.fix_integrity()[1],
        }


def serve(stand_in: StandIn) -> None:
    """Answer requests until standard input ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            request = json.loads(self.rfile.read(length))
            body = json.dumps(stand_in.answer(request)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
    server.serve_forever()
    server.server_close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--key")
    anki.lang.set_lang("en_US")
    with tempfile.TemporaryDirectory() as folder:
        profile = StandIn(Path(folder) / "profile", parser.parse_args().key)
        serve(profile)
        profile.collection.close()
