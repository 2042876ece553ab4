"""Matching and ordering on paper, on cards and in files: all there, or said to be left out."""

import io
import re
import subprocess
from pathlib import Path

import pytest

from quiz.exporters import export
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.answer_key import answer_key
from quiz.exporters.deck_options import DeckOptions
from quiz.exporters.sheet import question_sheet
from quiz.schema.question import Matching, Ordering
from tests.parts import need
from tests.samples import several_quiz

SHORT, MATCHING, ORDERING = several_quiz().questions
assert isinstance(MATCHING, Matching)
assert isinstance(ORDERING, Ordering)


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_sheet_has_prompts_and_lettered_choices_and_no_key() -> None:
    sheet = question_sheet(several_quiz())
    _, matching, ordering = sheet.questions
    assert matching.prompts == tuple(pair.left for pair in MATCHING.pairs)
    assert matching.options == MATCHING.choices
    assert ordering.prompts == tuple(event.text for event in ORDERING.events)
    assert not re.search("1964|1971|1988|2005", sheet.model_dump_json())
    assert "write the letter that matches" in sheet.instructions
    assert "number the boxes" in sheet.instructions


def test_the_key_says_what_is_written_beside_each_prompt_and_why() -> None:
    _, matching, ordering = answer_key(several_quiz()).entries
    assert matching.overview == "B, D, A"
    assert [(p.sign, p.answer, p.paragraph) for p in matching.parts] == [
        ("B", "Ruth Amsel", 3),
        ("D", "Ivo Renn", 3),
        ("A", "Bela Farkas", 4),
    ]
    assert ordering.overview == "3, 1, 4, 2"
    assert [part.answer for part in ordering.parts] == ["1988", "1964", "3 May 2005", "March 1971"]
    for part, event in zip(ordering.parts, ORDERING.events, strict=True):
        quote = part.quote
        assert quote.before + quote.key + quote.after == event.evidence.text
        assert quote.key == event.when


def test_html_has_all_parts_in_words_that_are_read_out() -> None:
    sheet = words(export(several_quiz(), "html").payload.decode())
    assert sheet.count('aria-label="line for a letter"') == 3
    assert sheet.count('aria-label="box for a number"') == 4
    assert '<li><span class="own" dir="auto">Aldo Renn</span></li>' in sheet
    key = words(export(several_quiz(), "html", key=True).payload.decode())
    for shown in ("<strong>Ivo Renn</strong>", "<strong>March 1971</strong>", "<mark>1988</mark>"):
        assert shown in key


@pytest.mark.pdf
@pytest.mark.parametrize("key", [False, True])
def test_every_part_is_in_the_pdf(key: bool, tmp_path: Path) -> None:
    tool = need("pdf")
    path = tmp_path / "page.pdf"
    path.write_bytes(export(several_quiz(), "pdf", key=key).payload)
    done = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True)
    text = words(done.stdout.decode())
    for event in ORDERING.events:
        assert event.text.removesuffix(".") in text
        assert (event.when in text) == key
    for letter, choice in zip("ABCD", MATCHING.choices, strict=True):
        assert (f"{letter}. {choice}" in text) == (not key)
    assert ("B “The sea has never once asked us for our timetable” – Ruth Amsel" in text) == key


def test_every_pair_is_a_card_and_the_order_is_said_to_be_left_out() -> None:
    done = export(several_quiz(), "anki")
    assert done.losses == ("Question 3 left out: anki does not carry ordering.",)
    notes, losses = notes_of((several_quiz(),), DeckOptions())
    assert losses == ("Question 3 left out of the deck: an order of events is no card.",)
    quotes = {n.fields["Speaker"]: n for n in notes if n.note_type == "article-quote"}
    assert set(quotes) == {"Ruth Amsel", "Ivo Renn", "Bela Farkas"}
    amsel = quotes["Ruth Amsel"].fields
    assert (amsel["Lead"], amsel["Quote"]) == (
        "Who said:",
        "“The sea has never once asked us for our timetable”",
    )
    assert "<mark>Ruth Amsel</mark>" in amsel["Context"]
    assert len({note.id for note in notes}) == len(notes) == 4


@pytest.mark.parametrize(
    ("asks", "left", "front"),
    [
        ("person", "Head of the harbour", "Who was described in May 2024 as “Head of"),
        ("date", "The Petrel sank.", "When did this happen? The Petrel sank."),
        ("term", "The Petrel", "What belongs to “The Petrel”?"),
        ("speaker", "“Why not?”", "Who said: “Why not?”"),
    ],
)
def test_what_the_card_of_a_pair_asks(asks: str, left: str, front: str) -> None:
    fields = MATCHING.model_dump()
    fields["pairs"][0]["left"] = left
    fields["asks"] = asks
    asked = Matching.model_validate(fields)
    notes, _ = notes_of((several_quiz().model_copy(update={"questions": (asked,)}),), DeckOptions())
    assert any(front in note.front for note in notes)


def test_a_pair_without_a_card_is_said_to_be_left_out() -> None:
    fields = MATCHING.model_dump()
    fields["pairs"][1]["left"] = f"“{'sea ' * 300}”"
    asked = Matching.model_validate(fields)
    notes, losses = notes_of(
        (several_quiz().model_copy(update={"questions": (asked,)}),), DeckOptions()
    )
    assert len(notes) == 2
    assert losses == (
        "Pair 2 of question 1 left out of the deck: the front of its card would be longer than "
        "600 characters.",
    )


def test_the_deck_of_pairs_is_a_package(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(export(several_quiz(), "anki").payload)) as package:
        assert "collection.anki2" in " ".join(package.namelist())
