"""Nothing that is printed steers the terminal or turns the words around it about."""

import json
import os
import pty
import subprocess
import sys
import unicodedata
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli.wording import harmless_html, harmless_json, one_line
from quiz.schema.quiz import dump
from tests.cli.conftest import Quiz
from tests.samples import TEXT, sample_article, sample_quiz

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "\x00\x07\x1b\x7f\x80\x85\x9b\x9f"
texts = st.text(st.characters() | st.sampled_from(TURNING + CONTROLS + "\u200d\n\t"))


def steering(text: str) -> set[str]:
    """Return the characters of `text` that are no letter, sign or space."""
    allowed = "\u200c\u200d\n\t"
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c not in allowed}


@given(texts)
def test_no_text_steers(text: str) -> None:
    assert not steering(one_line(text))
    assert "\n" not in one_line(text)


@given(texts)
def test_json_stays_the_same_json(text: str) -> None:
    written = harmless_json(json.dumps({text: [text]}, ensure_ascii=False, indent=1))
    assert not steering(written)
    assert json.loads(written) == {text: [text]}


@given(st.text(st.sampled_from(TURNING + "ab\U000e0041\u200d")))
def test_html_stays_the_same_html(text: str) -> None:
    assert not steering(harmless_html(text))
    assert unescape(harmless_html(text)) == text


def test_joiners_stay_and_what_is_never_seen_goes() -> None:
    family = "\U0001f468\u200d\U0001f469"
    assert one_line(family) == family
    assert one_line("soft\u00adhyphen, wide\u200bspace") == "softhyphen, widespace"


@pytest.fixture
def turning_source(folder: Path) -> Path:
    filling = " The mayor of Brindle said that the station would run for many years." * 8
    path = folder / f"turned {TURNING[7]}.txt"
    text = TEXT.replace("Mayor Imke", f"Mayor {TURNING}Imke").replace("tidal", "ti\u202edal", 1)
    path.write_text(text + filling, encoding="utf-8")
    return path


@pytest.mark.parametrize("verb", ["read", "find", "explain", "explain --json", "build"])
def test_what_verbs_print_does_not_steer(quiz: Quiz, turning_source: Path, verb: str) -> None:
    name, *options = verb.split()
    outcome = quiz(name, turning_source, *options)

    assert outcome.code == 0, outcome.err
    assert not steering(outcome.err)
    if verb != "build":  # prints the file itself, which goes to a terminal as the next test says
        assert not steering(outcome.out.decode())


def test_a_file_name_is_printed_without_turning(quiz: Quiz, turning_source: Path) -> None:
    assert not steering(quiz("build", "gone \u202e.txt").err)
    turning_source.with_name("quiz.json").write_bytes(dump(sample_quiz()))
    outcome = quiz("export", "quiz.json", "--to", "html", "-o", "made \u2067.html")
    assert outcome.code == 0
    assert not steering(outcome.err)


@pytest.mark.parametrize("to", ["json", "html"])
def test_an_export_to_a_terminal_does_not_steer_it(folder: Path, to: str) -> None:
    article = sample_article(TEXT.replace("Corran", "Cor\u202eran"))
    made = sample_quiz(sample_article()).model_copy(update={"title": "Ti\u202ede"})
    made = made.model_copy(update={"article": made.article.model_copy(update={"url": "\u2067"})})
    assert "\u202e" in article.text
    (folder / "quiz.json").write_bytes(dump(made))
    command = [sys.executable, "-m", "quiz", "export", "quiz.json", "--to", to, "-o", "-"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:
            pass  # the other end is closed: that is how a terminal ends
        assert process.wait() == 0
    os.close(ours)

    text = shown.decode().replace("\r\n", "\n")
    assert not steering(text)
    piped = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert "Tide" in piped or "\u202e" in piped
    if to == "json":
        assert json.loads(text) == json.loads(piped)
