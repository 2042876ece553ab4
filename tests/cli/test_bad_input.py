"""Bad input: one clear sentence, exit code 2, and no file written or overwritten."""

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.schema.quiz import VERSION, dump
from tests.cli.conftest import SEED, Outcome, Quiz
from tests.samples import sample_quiz

ENGLISH = SEED.read_text(encoding="utf-8")
FRENCH = (
    "Le conseil municipal a décidé mardi de fermer le vieux pont de la ville pendant les travaux. "
    "Les habitants du quartier devront faire un détour de trois kilomètres pour aller à l’école. "
) * 8
GERMAN = (
    "Der Gemeinderat hat am Dienstag beschlossen, die alte Brücke während der Bauarbeiten zu "
    "sperren. Die Bewohner des Viertels müssen nun einen Umweg von drei Kilometern fahren. "
) * 8


def _missing(path: Path) -> None:
    """Leave `path` missing."""


BAD_SOURCES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing file": (_missing, "There is no file"),
    "folder": (Path.mkdir, "is a folder"),
    "empty file": (Path.touch, "is empty"),
    "only white space": (lambda path: path.write_text(" \n\t\n"), "is empty"),
    "binary file": (lambda path: path.write_bytes(bytes(range(256)) * 20), "binary|not plain text"),
    "picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(900)), "."),
    "under 80 words": (lambda path: path.write_text(" ".join(ENGLISH.split()[:70])), "too short"),
    "2 MB": (lambda path: path.write_text(ENGLISH * 600), "too long"),
    "French": (lambda path: path.write_text(FRENCH, encoding="utf-8"), "English"),
    "German": (lambda path: path.write_text(GERMAN, encoding="utf-8"), "English"),
    "UTF-16 cut short": (lambda path: path.write_bytes(ENGLISH.encode("utf-16")[:-1]), "."),
    "someone else's JSON": (lambda path: path.write_text('{"name": "x"}'), "JSON"),
    "damaged article": (lambda path: path.write_text('{"format": "broadsheet.art'), "damaged"),
}

SOURCE_VERBS = [("read",), ("find",), ("build", "-o", "quiz.json"), ("explain",), ("run",)]


def _damaged() -> bytes:
    return dump(sample_quiz())[:-200]


def _changed(**fields: object) -> bytes:
    return json.dumps({**json.loads(dump(sample_quiz())), **fields}).encode()


BAD_QUIZZES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing file": (_missing, "There is no file"),
    "folder": (Path.mkdir, "is a folder"),
    "empty file": (Path.touch, "is empty"),
    "binary file": (lambda path: path.write_bytes(bytes(range(256))), "not JSON"),
    "damaged": (lambda path: path.write_bytes(_damaged()), "damaged"),
    "question damaged": (lambda path: path.write_bytes(_changed(questions=[{}])), "damaged"),
    "length damaged": (lambda path: path.write_bytes(_changed(seed="seven")), "damaged"),
    "from the future": (
        lambda path: path.write_bytes(_changed(version=VERSION + 1)),
        "newer Broadsheet",
    ),
    "someone else's JSON": (lambda path: path.write_text('{"questions": []}'), "not a Broadsheet"),
    "a list": (lambda path: path.write_text("[1, 2]"), "not a Broadsheet"),
    "a text": (lambda path: path.write_text(ENGLISH), "not JSON"),
    "half a character": (lambda path: path.write_bytes(_changed(title="\ud800")), "half a"),
    "converted": (lambda path: path.write_bytes(_changed(seed="7")), "damaged at seed"),
    "5 MB": (lambda path: path.write_bytes(_damaged() + b" " * 5_000_000), "over 4 MB"),
}


def _refused(outcome: Outcome, says: str) -> None:
    assert outcome.code == 2
    assert outcome.out == b""
    assert len(outcome.complaints) == 1, outcome.err
    assert outcome.err.startswith("quiz: ")
    assert outcome.err.endswith(".\n")
    assert "Traceback" not in outcome.err
    assert re.search(says, outcome.err), outcome.err


def _files(folder: Path) -> dict[str, bytes | None]:
    """Return every path below `folder` with what it holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("verb", SOURCE_VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize("case", BAD_SOURCES)
def test_a_bad_source_is_refused(quiz: Quiz, folder: Path, case: str, verb: tuple[str]) -> None:
    make, says = BAD_SOURCES[case]
    make(folder / "source.txt")
    (folder / "quiz.json").write_bytes(b"kept from before")
    before = _files(folder)

    _refused(quiz(*verb, "source.txt", *_free_port(verb)), says)

    assert _files(folder) == before


@pytest.mark.parametrize("case", sorted(set(BAD_SOURCES) - {"missing file", "folder"}))
def test_a_bad_source_is_refused_from_standard_input(quiz: Quiz, folder: Path, case: str) -> None:
    make, says = BAD_SOURCES[case]
    make(folder / "source.txt")
    payload = (folder / "source.txt").read_bytes()

    outcome = quiz("build", "-", stdin=payload)

    _refused(outcome, says)
    assert "standard input" in outcome.err


@pytest.mark.parametrize("verb", ["export", "serve"])
@pytest.mark.parametrize("case", BAD_QUIZZES)
def test_a_bad_quiz_file_is_refused(quiz: Quiz, folder: Path, case: str, verb: str) -> None:
    make, says = BAD_QUIZZES[case]
    make(folder / "quiz.json")
    (folder / "deck.apkg").write_bytes(b"kept from before")
    before = _files(folder)
    more = ("--to", "anki", "-o", "deck.apkg") if verb == "export" else _free_port(("serve",))

    _refused(quiz(verb, "quiz.json", *more), says)

    assert _files(folder) == before


@pytest.mark.parametrize("verb", ["serve", "run"])
def test_a_port_in_use_is_refused_before_anything_is_made(
    quiz: Quiz, folder: Path, verb: str
) -> None:
    (folder / "quiz.json").write_bytes(dump(sample_quiz()))
    source = "quiz.json" if verb == "serve" else SEED
    before = _files(folder)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        _refused(quiz(verb, source, "--port", port), f"Port {port} is in use")

    assert _files(folder) == before


BAD_OPTIONS = {
    ("build", SEED, "-n", "0"): "from 1 to 100",
    ("build", SEED, "-n", "101"): "from 1 to 100",
    ("build", SEED, "-n", "many"): "many",
    ("build", SEED, "--types", "essay"): "'essay'; the types are multiple_choice, true_false",
    ("build", SEED, "--types", ","): "names no type",
    ("build", SEED, "--difficulty", "fiendish"): "one of easy, medium, hard, not 'fiendish'",
    ("build", SEED, "--seed", "1.5"): "1.5",
    ("build", SEED, "-o", "nowhere/quiz.json"): "no folder nowhere",
    ("build", SEED, "-o", "."): "is a folder",
    ("build", "taken", "-o", "./taken"): "overwrite taken itself",
    ("run", "out/quiz.json", "--port", "0"): "overwrite out/quiz.json itself",
    ("build",): "SOURCE",
    ("run", SEED, "--port", "70000"): "no port 70000",
    ("run", SEED, "--out", "taken"): "taken is a file",
    ("run", SEED, "--out", "taken/out"): "taken is a file",
    ("serve", "--port", "-1"): "no port -1",
    ("serve", "--host", "no such host"): "no host 'no such host'",
    ("serve", "--host", "203.0.113.7"): "cannot listen at 203.0.113.7",
    ("export", "taken"): "--to",
    ("export", "good.json", "--to", "stone"): "no format 'stone'.*anki",
    ("export", "good.json", "--to", "json", "--key"): "no separate key",
    ("export", "good.json", "--to", "json", "-o", "good.json"): "overwrite good.json itself",
    ("export", "good.json", "--to", "json", "-o", "taken/x.json"): "taken is a file",
    ("schema", "poem"): "poem",
    ("sing",): "sing",
    ("build", SEED, "--loudly"): "--loudly",
}


@pytest.mark.parametrize(
    "arguments", BAD_OPTIONS, ids=lambda a: " ".join(str(part).split("/")[-1] for part in a)
)
def test_a_bad_option_is_refused(quiz: Quiz, folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "taken").write_bytes(b"a file")
    (folder / "good.json").write_bytes(dump(sample_quiz()))
    before = _files(folder)

    _refused(quiz(*arguments), BAD_OPTIONS[arguments])

    assert _files(folder) == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read_not_refused(quiz: Quiz, folder: Path, encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16" else b""
    codec = "utf-16-le" if encoding == "utf-16" else encoding
    (folder / "source.txt").write_bytes(mark + ENGLISH.encode(codec))

    outcome = quiz("read", "source.txt")

    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == json.loads(quiz("read", SEED).out)


@pytest.mark.parametrize("address", ["https://quizzes.example/a", "HTTP://quizzes.example/a?b=c"])
def test_a_quiz_is_not_fetched(quiz: Quiz, address: str) -> None:
    outcome = quiz("serve", address, "--port", "0")

    _refused(outcome, "is a web address, which is not read")
    assert address in outcome.err


def test_an_article_with_half_a_character_is_refused(quiz: Quiz, folder: Path) -> None:
    article = json.loads(quiz("read", SEED).out)
    (folder / "a.json").write_text(json.dumps({**article, "title": "\ud800"}))

    _refused(quiz("build", "a.json", "-o", "quiz.json"), "half a character")
    assert not (folder / "quiz.json").exists()


def test_a_name_that_steers_the_terminal_stays_on_one_line(quiz: Quiz) -> None:
    outcome = quiz("read", "a\nb\x1b[31m.txt")

    _refused(outcome, "There is no file")
    assert "\x1b" not in outcome.err


def test_the_process_itself_ends_with_code_2_and_no_traceback(quiz_process: Quiz) -> None:
    _refused(quiz_process("build", "missing.txt"), "There is no file")


def _free_port(verb: tuple[str, ...]) -> tuple[str, ...]:
    return ("--port", "0") if verb[0] in ("run", "serve") else ()
