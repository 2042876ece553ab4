"""The stand-in for a running Anki as tests use it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quiz.exporters.anki.connect import AnkiConnect
from tests.parts import need

STAND_IN = Path(__file__).with_name("stand_in.py")


class Anki(AnkiConnect):
    """The stand-in, with what a test does to it."""

    def test(self, what: str, **params: Any) -> Any:
        return self.ask(f"test.{what}", **params)

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.test("state")
        assert state["sound"]
        return state

    def edit(self, question: str, tags: tuple[str, ...] = (), **fields: str) -> None:
        self.test("edit", query=f"Id:{question}", fields=fields, tags=list(tags))

    def fields(self, question: str) -> dict[str, str]:
        (note,) = self.ask("notesInfo", notes=self.ask("findNotes", query=f"Id:{question}"))
        return {name: held["value"] for name, held in note["fields"].items()}

    def tags(self, question: str) -> list[str]:
        (note,) = self.ask("notesInfo", notes=self.ask("findNotes", query=f"Id:{question}"))
        return list(note["tags"])


def started(*arguments: str) -> Iterator[str]:
    """Run the stand-in and yield its address."""
    need("anki")
    with subprocess.Popen(
        [sys.executable, str(STAND_IN), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        assert process.stdin
        process.stdin.close()
        assert process.wait(timeout=20) == 0
