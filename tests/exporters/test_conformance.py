"""What every exporter owes, built in or a stranger's: each is taken from the registry and tried."""

import hashlib
import html
import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile

import pytest
from pydantic import ValidationError

from quiz.errors import ExportError, OptionError
from quiz.exporters import EXPORTERS, Exporter, export, export_sheet
from quiz.exporters.sheet_options import SheetOptions
from quiz.registry import Registry
from quiz.schema.question import QUESTION_TYPES, QuestionType
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz
from tests.exporters.torture import LONG, MARKS, TORTURE, torture_quiz
from tests.samples import sample_quiz, several_quiz

HOSTILE = {**CARRIED, **NO_GLYPH}
NAMES = list(EXPORTERS)
TORTURES = {**TORTURE, "long": LONG}
# Their own tests read these: no text to search in, or cards, which put a question in other words.
NOT_TEXT = {"pdf", "guide", *(name for name in NAMES if EXPORTERS.get(name).write_deck)}
FILES = [(name, key) for name, exporter in EXPORTERS.items() for key in {False, exporter.has_key}]
_DIGESTS = """
import hashlib
from quiz.exporters import export
from tests.samples import sample_quiz, several_quiz
for name, key in {files!r}:
    print(hashlib.sha256(export(sample_quiz(), name, key=key).payload).hexdigest())
"""


def of_types(quiz: Quiz, *types: QuestionType) -> Quiz:
    """Return `quiz` with only its questions of the given types."""
    kept = tuple(q for q in quiz.questions if q.type in types)
    return quiz.model_copy(update={"questions": kept})


def test_the_formats_of_the_main_job_are_there() -> None:
    assert {"pdf", "html", "json"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_exporter_describes_itself(name: str) -> None:
    exporter = EXPORTERS.get(name)
    assert exporter.name == name
    assert re.fullmatch(r"[a-z][a-z0-9-]*", name)
    assert exporter.title.strip()
    assert re.fullmatch(r"(\.[a-z0-9]+)+", exporter.suffix)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", exporter.mimetype)
    assert exporter.types
    assert set(exporter.types) <= set(QUESTION_TYPES)
    for sentence in (*exporter.limits, exporter.checked, exporter.notes):
        assert sentence.endswith(".")


@pytest.mark.parametrize(("name", "key"), FILES)
def test_an_export_holds_something_and_loses_nothing_unsaid(name: str, key: bool) -> None:
    exporter = EXPORTERS.get(name)
    done = export(sample_quiz(), name, key=key)
    assert done.payload
    assert (done.suffix, done.mimetype) == (exporter.suffix, exporter.mimetype)
    for number, question in enumerate(sample_quiz().questions, start=1):
        said = any(f"Question {number} left out" in loss for loss in done.losses)
        assert said == (question.type not in exporter.types)


def test_the_key_is_another_file_than_the_sheet() -> None:
    for name, key in FILES:
        if key:
            sheet, answers = (export(sample_quiz(), name, key=which) for which in (False, True))
            assert sheet.payload != answers.payload


@pytest.mark.parametrize("name", [name for name in NAMES if not EXPORTERS.get(name).has_key])
def test_a_key_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(OptionError, match="no separate key"):
        export(sample_quiz(), name, key=True)


def test_the_same_quiz_gives_the_same_bytes_in_another_process() -> None:
    ours = [
        hashlib.sha256(export(sample_quiz(), name, key=key).payload).hexdigest()
        for name, key in FILES
    ]
    theirs = subprocess.run(
        [sys.executable, "-c", _DIGESTS.format(files=FILES)],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert theirs.stdout.split() == ours


@pytest.mark.parametrize(("name", "key"), FILES)
def test_another_quiz_gives_other_bytes(name: str, key: bool) -> None:
    quiz = of_types(sample_quiz(), *EXPORTERS.get(name).types)
    shorter = quiz.model_copy(update={"questions": quiz.questions[1:]})
    assert export(quiz, name, key=key).payload != export(shorter, name, key=key).payload


@pytest.mark.parametrize(("name", "key"), FILES)
@pytest.mark.parametrize("type_", QUESTION_TYPES)
def test_every_declared_type_is_carried_alone(name: str, key: bool, type_: QuestionType) -> None:
    whole = several_quiz() if type_ in ("matching", "ordering") else sample_quiz()
    quiz = of_types(whole, type_)
    if type_ in EXPORTERS.get(name).types:
        assert export(quiz, name, key=key).payload
    else:
        with pytest.raises(ExportError, match="no question"):
            export(quiz, name, key=key)


def outcome(quiz: Quiz, name: str, key: bool) -> bytes | str:
    """Return the payload or, where the exporter refuses the quiz, its message."""
    try:
        return export(quiz, name, key=key).payload
    except ExportError as error:
        return str(error)


@pytest.mark.parametrize(("name", "key"), FILES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_carried_or_refused_in_a_sentence(name: str, key: bool, kind: str) -> None:
    done = outcome(hostile_quiz(HOSTILE[kind]), name, key)
    assert done
    assert outcome(hostile_quiz(HOSTILE[kind]), name, key) == done
    if isinstance(done, str):
        assert done.endswith(".")
        assert "\n" not in done


def seen(text: str) -> str:
    """Return `text` without what nobody sees, with one space for all white space."""
    bare = (c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    return " ".join("".join(bare).split())


def layers(payload: bytes) -> list[str]:
    """Return the text of a file, of a package all of it, with each set of escapes undone."""
    files = [payload]
    if payload.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            files = [archive.read(name) for name in archive.namelist()]
    text = "\n".join(file.decode("utf-8", errors="ignore") for file in files)
    found = [text, _ESCAPE.sub(_unescaped, text), text.replace('""', '"')]
    for _ in range(2):  # HTML in XML has two layers of its own
        found += [html.unescape(layer) for layer in found]
    return list(map(seen, found))


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " " if escape[2] in "nrt" else escape[2]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_TEXT])
@pytest.mark.parametrize("kind", TORTURES)
def test_a_torturing_text_survives_or_is_reported(name: str, kind: str) -> None:
    text = TORTURES[kind]
    refused, losses, found = "", (), [""]
    try:
        done = export(torture_quiz(text), name)
        losses, found = done.losses, layers(done.payload)
    except ExportError as error:
        refused = str(error)
    said = {int(n) for loss in losses for n in re.findall(r"^Question (\d+)", loss)}
    assert said <= set(range(1, len(MARKS) + 1))
    for number, mark in enumerate(MARKS, start=1):
        assert refused or number in said or any(mark in layer for layer in found), mark
    assert refused or any(seen(text) in layer for layer in found)
    for sentence in (*losses, *filter(None, [refused])):
        assert sentence.endswith(".")
        assert "\n" not in sentence


@pytest.mark.parametrize(
    "options", [("a", "a", "b"), ("a", "", "b"), ("a", "\ufeff", "b"), ("a", "b"), tuple("abcdefg")]
)
def test_options_that_no_format_could_hold_cannot_be_made(options: tuple[str, ...]) -> None:
    question = of_types(sample_quiz(), "multiple_choice").questions[0]
    with pytest.raises(ValidationError):
        type(question).model_validate({**question.model_dump(), "options": options})


def test_a_key_that_is_no_option_cannot_be_made() -> None:
    question = of_types(sample_quiz(), "multiple_choice").questions[0]
    with pytest.raises(ValidationError):
        type(question).model_validate({**question.model_dump(), "key_index": 3})


def test_an_undeclared_type_is_left_out_by_number_and_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write(quiz: Quiz, key: bool) -> tuple[bytes, tuple[str, ...]]:
        return " ".join(q.type for q in quiz.questions).encode(), ("Its own loss.",)

    registry: Registry[Exporter] = Registry("exporters")
    registry.add(
        "choices",
        Exporter("choices", "Choices", ".txt", "text/plain", write, types=("multiple_choice",)),
    )
    monkeypatch.setattr("quiz.exporters.EXPORTERS", registry)
    done = export(sample_quiz(), "choices")
    assert done.payload == b"multiple_choice"
    assert done.losses == (
        "Question 1 left out: choices does not carry short answer.",
        "Question 3 left out: choices does not carry cloze.",
        "Question 4 left out: choices does not carry true/false.",
        "Question 5 left out: choices does not carry true/false.",
        "Question 6 left out: choices does not carry short answer.",
        "Its own loss.",
    )


PRINTED = [name for name in NAMES if EXPORTERS.get(name).write_sheet]
SHEETS = {
    "facing": SheetOptions(layout="facing", forms=2),
    "compact": SheetOptions(layout="compact", forms=3),
    "Arabic": SheetOptions(language="ar", points={}, article=True),
    "Ukrainian": SheetOptions(language="uk", letters="numbers", copies=("Ганна", "2")),
}


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("options", SHEETS.values(), ids=list(SHEETS))
def test_a_sheet_by_the_same_options_has_the_same_bytes(name: str, options: SheetOptions) -> None:
    for part in ("sheet", "key"):
        first, again = (
            export_sheet(several_quiz(), name, options, part=part)  # type: ignore[arg-type]
            for _ in range(2)
        )
        assert first.payload == again.payload
        assert first.losses == ()


@pytest.mark.parametrize("name", sorted(set(PRINTED) - NOT_TEXT))
@pytest.mark.parametrize("options", SHEETS.values(), ids=list(SHEETS))
@pytest.mark.parametrize("kind", ["a tag", "white space", "emoji", "Arabic", "Ukrainian", "maths"])
def test_torturing_text_survives_in_every_layout_and_language(
    name: str, options: SheetOptions, kind: str
) -> None:
    shown = layers(export_sheet(torture_quiz(TORTURES[kind]), name, options).payload)
    for wanted in (TORTURES[kind], *MARKS):
        assert any(seen(wanted) in layer for layer in shown), wanted


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(OptionError, match=r"no format 'docs'.*pdf"):
        export(sample_quiz(), "docs")


def test_loading_the_exporters_loads_no_engine() -> None:
    engines = ("typst", "jinja2", "openpyxl", "docx", "segno")
    code = f"import sys, quiz.exporters; print([m for m in {engines} if m in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
