"""The Anki deck without Anki: identity, what goes on which card, what is left out and why."""

import dataclasses
import hashlib
import io
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from genanki import guid_for

from quiz.errors import ExportError
from quiz.exporters import export
from quiz.exporters.anki.cards import NoteText, note_text
from quiz.exporters.anki.deck import write_deck
from quiz.exporters.anki.notetypes import load_note_type, note_types
from quiz.exporters.anki.package import EPOCH, guid, pack
from quiz.exporters.anki.previous import unpack
from quiz.exporters.anki.stamped import Stamped
from quiz.exporters.deck_options import DECK, DeckOptions
from quiz.resources import folder
from quiz.schema.article import Article
from quiz.schema.question import GAP, Cloze, MultipleChoice, Question, ShortAnswer, TrueFalse
from quiz.schema.quiz import Quiz
from tests.exporters.anki.cases import deck_of
from tests.samples import sample_article, sample_quiz

FROZEN = json.loads(Path(__file__).with_name("frozen.json").read_text(encoding="utf-8"))


def rows(package: bytes, query: str) -> list[tuple[Any, ...]]:
    """Return what `query` finds in the collection of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        collection = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection)
        return database.execute(query).fetchall()


def with_question(number: int, **changes: object) -> Quiz:
    """Return the sample quiz with question `number` (from 0) changed."""
    quiz = sample_quiz()
    questions = list(quiz.questions)
    questions[number] = questions[number].model_copy(update=changes)
    return quiz.model_copy(update={"questions": tuple(questions)})


def card(number: int, article: Article | None = None, **changes: object) -> dict[str, str]:
    """Return the fields of question `number` of the sample quiz, changed or not."""
    question = sample_quiz().questions[number].model_copy(update=changes)
    return note_text(question, article or sample_article()).fields


# Identity


def test_the_same_quiz_gives_the_same_bytes() -> None:
    assert deck_of(sample_quiz()) == deck_of(sample_quiz())


def test_the_bytes_do_not_hang_on_the_process() -> None:
    """Another process, with other hashes of strings, in another time zone."""
    script = (
        "import sys, hashlib; from tests.samples import sample_quiz;"
        "from quiz.exporters import export;"
        "print(hashlib.sha256(export(sample_quiz(), 'anki').payload).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        env=environment,
        cwd=folder("decks").parent,
    )
    assert done.stdout.strip() == hashlib.sha256(deck_of(sample_quiz())).hexdigest()


def test_the_guid_stays_when_everything_but_the_id_is_reworded() -> None:
    plain = deck_of(sample_quiz())
    worded = deck_of(with_question(0, stem="When was it?", explanation="So it says."))
    assert plain != worded
    assert unpack(plain).notes.keys() == unpack(worded).notes.keys()
    assert len(unpack(plain).notes) == 6


def test_guids_and_deck_are_those_of_the_first_version() -> None:
    """Other guids would double every note a learner has."""
    for identity in ("0123456789abcdef", "", "é", "a__b"):
        assert guid(identity) == guid_for("broadsheet.v1", identity)
    assert guid("0123456789abcdef") == FROZEN["guid of 0123456789abcdef"]
    decks = json.loads(rows(deck_of(sample_quiz()), "select decks from col")[0][0])
    assert {deck["name"]: int(number) for number, deck in decks.items()} == {
        "Default": 1,
        DECK: FROZEN["deck News"],
    }


@pytest.mark.parametrize("name", sorted(FROZEN["note types"]))
def test_note_types_keep_their_ids(name: str) -> None:
    """A changed or added field or template makes Anki freeze the notes a learner has."""
    note_type, frozen = note_types()[name], FROZEN["note types"][name]
    assert note_type.id == frozen["id"]
    assert note_type.kind == frozen["kind"]
    assert [field.id for field in note_type.fields] == [pair[0] for pair in frozen["fields"]]
    assert [t.id for t in note_type.templates] == [pair[0] for pair in frozen["templates"]]
    assert [field.name for field in note_type.fields] == [pair[1] for pair in frozen["fields"]]
    assert [t.name for t in note_type.templates] == [pair[1] for pair in frozen["templates"]]


def test_no_note_type_is_missing_from_the_frozen_list_and_no_id_is_used_twice() -> None:
    types = note_types()
    assert sorted(types) == sorted(FROZEN["note types"])
    ids = [kind.id for kind in types.values()]
    ids += [field.id for kind in types.values() for field in kind.fields]
    ids += [template.id for kind in types.values() for template in kind.templates]
    assert len(ids) == len(set(ids))
    assert all(kind.fields[0].name == "Id" for kind in types.values())
    assert all(kind.field_names[-2:] == ("Spare1", "Spare2") for kind in types.values())


@pytest.mark.parametrize("name", sorted(FROZEN["note types"]))
def test_a_new_look_has_a_new_revision(name: str) -> None:
    """Anki takes over new templates and styles only with a later revision."""
    kind = note_types()[name]
    look = [kind.style, *(side for t in kind.templates for side in (t.front, t.back))]
    digest = hashlib.sha256("\x1f".join(look).encode()).hexdigest()[:16]
    frozen = FROZEN["note types"][name]
    assert [kind.revision, digest] == frozen["look"], (
        f"The look of {kind.name} changed: set its revision in decks/{name}/notetype.json to the "
        f"present time, and the look in frozen.json to [that time, {digest!r}]."
    )


def test_times_and_numbers_are_past_and_unique() -> None:
    package = deck_of(sample_quiz())
    notes = rows(package, "select id, mod from notes")
    cards = rows(package, "select id, mod from cards")
    assert {mod for _, mod in notes + cards} == {EPOCH}
    assert all(0 < number < EPOCH * 1000 for number, _ in notes + cards)
    assert len({number for number, _ in notes}) == 6


def test_the_package_carries_every_id_and_revision() -> None:
    """Without ids a renamed field would freeze the notes a learner has."""
    written = json.loads(rows(deck_of(sample_quiz()), "select models from col")[0][0])
    for kind in note_types().values():
        held = written[str(kind.id)]
        assert held["mod"] == kind.revision
        assert [field["id"] for field in held["flds"]] == [field.id for field in kind.fields]
        assert [t["id"] for t in held["tmpls"]] == [t.id for t in kind.templates]
        assert held["flds"][held["sortf"]]["name"] == kind.sort_field


def test_cards_are_learnt_in_reading_order() -> None:
    quiz = sample_quiz()
    shuffled = list(quiz.questions)
    random.Random(3).shuffle(shuffled)
    package = deck_of(quiz.model_copy(update={"questions": tuple(shuffled)}))
    order = [
        (due, identity.split("\x1f")[0])
        for due, identity in rows(
            package, "select due, flds from cards join notes on notes.id = nid order by due"
        )
    ]
    starts = {question.id: question.evidence.start for question in quiz.questions}
    assert [due for due, _ in order] == [1, 2, 3, 4, 5, 6]
    assert [starts[name] for _, name in order] == sorted(starts.values())


def test_the_package_is_a_compressed_zip_with_fixed_dates() -> None:
    with zipfile.ZipFile(io.BytesIO(export(sample_quiz(), "anki").payload)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert archive.read("media") == b"{}"
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_DEFLATED}


# The deck exported before


def test_only_what_changed_since_the_deck_before_gets_a_new_time() -> None:
    before = deck_of(sample_quiz())
    after = deck_of(with_question(2, explanation="Mended."), previous=before, now=EPOCH + 9)
    changed = guid(sample_quiz().questions[2].id)
    assert {key: note.mod for key, note in unpack(after).notes.items()} == {
        key: EPOCH + 9 if key == changed else EPOCH for key in unpack(before).notes
    }
    third = deck_of(with_question(2, explanation="Mended."), previous=after, now=EPOCH + 99)
    assert third == after


def test_time_moves_forward_even_with_a_clock_that_is_slow() -> None:
    before = deck_of(sample_quiz())
    later = deck_of(with_question(2, explanation="One."), previous=before, now=EPOCH + 50)
    last = deck_of(with_question(2, explanation="Two."), previous=later, now=EPOCH + 20)
    assert unpack(last).notes[guid(sample_quiz().questions[2].id)].mod == EPOCH + 51


def test_the_ledger_reads_back_what_was_written() -> None:
    held = unpack(deck_of(sample_quiz())).notes
    note = held[guid(sample_quiz().questions[0].id)]
    assert isinstance(note, Stamped)
    assert note.content.fields[:3] == (
        sample_quiz().questions[0].id,
        "When did the harbour town of Brindle open its first tidal power station?",
        "14 May 2024",
    )
    assert "broadsheet::kind::short-answer" in note.content.tags


def _garbled() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("collection.anki2", b"SQLite format 3\x00" + b"x" * 5000)
    return buffer.getvalue()


@pytest.mark.parametrize("previous", [b"", b"no zip", _garbled(), deck_of(sample_quiz())[:900]])
def test_a_previous_file_that_is_no_deck_is_refused(previous: bytes) -> None:
    with pytest.raises(ExportError, match="no Anki package"):
        deck_of(sample_quiz(), previous=previous, now=EPOCH)


def test_previous_and_now_belong_together() -> None:
    with pytest.raises(ValueError, match="together"):
        deck_of(sample_quiz(), now=EPOCH)


# What stands on a card


def test_a_short_answer() -> None:
    fields = card(0)
    assert fields["Answer"] == "14 May 2024"
    assert "first tidal power station on <mark>14 May 2024</mark>, after" in fields["Context"]
    assert fields["Why"] == "The article says that Brindle opened the station on 14 May 2024."
    assert fields["Source"] == (
        "<cite>Harbour town of Brindle opens its first tidal power station</cite>"
        "<br><span>Nora Whitlock</span>, <span>The Brindle Courier</span>, <span>15 May 2024</span>"
    )
    assert "Type" not in fields


def test_a_quotation_asks_with_the_quotation() -> None:
    question = sample_quiz().questions[1]
    assert note_text(question, sample_article()).note_type == "article-quote"
    fields = card(1)
    assert fields["Lead"] == "Who said:"
    assert fields["Quote"] == "“We have waited for this tide since I was at school”"
    assert fields["Speaker"] == "Imke Sandoval"
    assert "OpenChoices" not in fields
    assert fields["Choices"].count("<li") == 3


@pytest.mark.parametrize(
    "stem",
    [
        "Who spoke of the tide?",
        "Who said “tide” and then “bill”?",
        "Who said “We have waited” when the station opened?",
        "Who said “\u200b”?",
    ],
)
def test_a_stem_that_is_more_than_a_quotation_stays_whole(stem: str) -> None:
    fields = card(1, stem=stem)
    assert fields["Question"] == stem
    assert fields["Answer"] == "Imke Sandoval"


def test_a_cloze_hides_the_key_behind_its_kind() -> None:
    assert card(2)["Text"] == (
        "Brindle Energy expects the tidal power station to supply {{c1::4,100::number}} homes."
    )


def test_a_cloze_of_the_evidence_itself_shows_it_once() -> None:
    sentence = sample_quiz().questions[2].evidence.text
    assert "Context" not in card(2, stem=sentence.replace("4,100", GAP))
    assert "Context" in card(2)


def test_statements_are_questions_with_a_correction() -> None:
    assert card(3)["Question"].endswith(
        "True or false?</span> The rival project in Corran was given up in 2021."
    )
    assert card(3)["Answer"] == 'False. <span class="correction">It was given up in 2019.</span>'
    assert card(4)["Answer"] == "True"
    assert "<mark>" not in card(4)["Context"]


@pytest.mark.parametrize(
    ("stem", "shown"),
    [
        ("Who switched on the first turbine?", False),
        ("Which of these people switched on the first turbine?", True),
        ("Which of the following is true?", True),
        ("Which one of them did it?", True),
        ("Which statement about the station is true?", True),
        ("Which town opened the station?", False),
        ("Who withdrew following the vote?", False),
    ],
)
def test_choices_are_shown_at_once_only_where_the_stem_needs_them(stem: str, shown: bool) -> None:
    assert ("OpenChoices" in card(1, stem=stem)) == shown


@pytest.mark.parametrize(
    ("number", "kicker"),
    [
        (0, "The Brindle Courier"),  # the key is "14 May 2024"
        (1, "The Brindle Courier · 15 May 2024"),
        (3, "The Brindle Courier · 15 May 2024"),
        (5, "The Brindle Courier · 15 May 2024"),  # "Brindle" is a form of the key, but in the stem
    ],
)
def test_the_kicker_never_gives_the_key_away(number: int, kicker: str) -> None:
    assert card(number)["Kicker"] == kicker


def test_the_kicker_is_left_out_where_all_of_it_gives_the_key_away() -> None:
    article = sample_article().model_copy(update={"outlet": "The May Courier"})
    assert "Kicker" not in card(0, article)
    wrong_year = {"stem": "It was given up in 2021.", "correction": "It was in May 2019."}
    assert "Kicker" not in card(3, article, **wrong_year)
    bare = article.model_copy(update={"outlet": None, "published": None, "byline": None})
    assert "Kicker" not in card(1, bare)
    assert card(1, bare)["Source"] == f"<cite>{article.title}</cite>"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ('https://example.org/" onclick="alert(1)', False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    source = card(0, sample_article().model_copy(update={"url": url}))["Source"]
    assert ("<a " in source) == linked
    assert "onclick" not in source


def test_tags_have_one_root_and_one_case() -> None:
    tags = note_text(sample_quiz().questions[1], sample_article()).tags
    assert tags == (
        "broadsheet::article::2024-05-15-harbour-town-of-brindle-opens-its-first-tidal-power-station",
        "broadsheet::date::2024::05",
        "broadsheet::kind::multiple-choice",
        "broadsheet::src::the-brindle-courier",
    )
    nameless = sample_article().model_copy(
        update={"title": "!?", "outlet": "…", "published": None, "id": "4F"}
    )
    assert note_text(sample_quiz().questions[1], nameless).tags == (
        "broadsheet::article::4f",
        "broadsheet::kind::multiple-choice",
    )


def test_dates_are_written_the_same_in_every_month() -> None:
    months = "January February March April May June July August September October November December"
    for number, month in enumerate(months.split(), start=1):
        article = sample_article().model_copy(update={"published": date(2026, number, 3)})
        assert f"<span>3 {month} 2026</span>" in card(3, article)["Source"]


# What is left out


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"stem": "\u200b \n"}, "its stem shows nothing"),
        ({"key": "\x07", "accepted": ("\x07",)}, "its key shows nothing"),
        ({"stem": "word " * 130}, "longer than 600 characters"),
        ({"explanation": "word " * 20_000}, "its field Why is over 64 kB"),
    ],
)
def test_what_cannot_be_a_card_is_left_out_and_said(
    changes: dict[str, object], reason: str
) -> None:
    finished = export(with_question(0, **changes), "anki")
    assert len(unpack(finished.payload).notes) == 5
    assert len(finished.losses) == 1
    assert finished.losses[0].startswith("Question 1 left out of the deck: ")
    assert reason in finished.losses[0]


def test_two_cards_never_show_the_same_front() -> None:
    quiz = sample_quiz()
    twin = quiz.questions[0].model_copy(update={"id": "other", "explanation": "Again."})
    doubled = quiz.model_copy(update={"questions": (*quiz.questions, twin)})
    payload, losses, _ = write_deck((doubled,), DeckOptions())
    assert len(unpack(payload).notes) == 6
    assert losses == (
        "Question 7 left out of the deck: its card would show the same front as question 1.",
    )


def test_a_deck_without_any_card_is_refused() -> None:
    quiz = with_question(0, stem="\u200b")
    with pytest.raises(ExportError, match="No question of the quiz can be a card"):
        export(quiz.model_copy(update={"questions": quiz.questions[:1]}), "anki")


# Note types as files


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """Return a copy of decks/ to damage."""
    return Path(shutil.copytree(folder("decks"), tmp_path / "decks"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_restyled_card_needs_no_python(decks: Path) -> None:
    change(decks / "_shared" / "kicker.html", "kicker", "dateline")
    change(decks / "_shared" / "card.css", "#fbf8f1", "#ffffff")
    restyled = load_note_type(decks / "article-qa")
    assert all('class="dateline"' in t.front + t.back for t in restyled.templates)
    assert "--paper: #ffffff" in restyled.style


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("recall.front.html", "{{Question}}", "{{Qestion}}", "no field of Article QA"),
        ("recall.front.html", "{{> kicker}}", "{{> kiker}}", "there is no .*kiker.html"),
        ("type-in.back.html", "{{/Type}}", "", "never closes {{#Type}}"),
        ("type-in.back.html", "{{/Type}}", "{{/Choose}}", "not the section open there"),
        ("recall.back.html", "{{Answer}}", "{{^Hint}}{{Answer}}{{/Hint}}", "lose or empty"),
        ("notetype.json", '"Answer"', '"An:swer"', "wrong at fields.2.name"),
        ("notetype.json", '"revision": ', '"revision": -', "wrong at revision"),
        ("notetype.json", "{", "", "wrong at the file"),
    ],
)
def test_a_mistake_in_a_note_type_is_named(
    decks: Path, file: str, old: str, new: str, message: str
) -> None:
    change(decks / "article-qa" / file, old, new)
    with pytest.raises(ExportError, match=message):
        load_note_type(decks / "article-qa")


def test_a_missing_or_unreadable_side_is_named(decks: Path) -> None:
    (decks / "article-qa" / "recall.back.html").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ExportError, match=r"recall.back.html cannot be read as UTF-8"):
        load_note_type(decks / "article-qa")
    (decks / "article-qa" / "recall.front.html").unlink()
    with pytest.raises(ExportError, match=r"there is no .*recall.front.html"):
        load_note_type(decks / "article-qa")


def test_a_template_that_loses_cards_is_refused(decks: Path) -> None:
    """The front shows no field of its own, so genanki would write no card for it."""
    path = decks / "article-qa" / "recall.front.html"
    path.write_text("{{hint:Question}}", encoding="utf-8")
    types = {"article-qa": load_note_type(decks / "article-qa")}
    note = NoteText("a", "article-qa", {"Id": "a", "Question": "Who?", "Answer": "I."}, ())
    with pytest.raises(ExportError, match="0 cards instead of 1"):
        pack([(note, EPOCH)], types, series="a", description="")


def test_a_field_that_the_note_type_lacks_is_refused() -> None:
    note = NoteText("a", "article-qa", {"Id": "a", "Colour": "red"}, ())
    with pytest.raises(ExportError, match="Article QA lacks the field Colour"):
        pack([(note, EPOCH)], note_types(), series="a", description="")


@pytest.mark.parametrize("name", sorted(FROZEN["note types"]))
def test_mathjax_leaves_every_side_alone(name: str) -> None:
    """MathJax reads the page, not the field: a reference for the backslash does not stop it."""
    for template in note_types()[name].templates:
        for side in (template.front, template.back):
            assert side.count('mathjax_ignore tex2jax_ignore">') == 1


@pytest.mark.parametrize("name", sorted(FROZEN["note types"]))
def test_cards_load_nothing_and_run_nothing(name: str) -> None:
    kind = note_types()[name]
    for side in [kind.style, *(html for t in kind.templates for html in (t.front, t.back))]:
        assert not re.search(r"<script|\bon\w+=|javascript:|https?:|//|url\(|@import", side)


def _colours(rule: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rule))


def _contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("mode", "least"), [("light", 5.8), ("night", 6.7)])
def test_everything_can_be_read_by_day_and_by_night(mode: str, least: float) -> None:
    style = note_types()["article-qa"].style
    rules = [_colours(rule) for rule in style.split("}") if "--paper:" in rule]
    assert len(rules) == 2
    colours = rules[0] if mode == "light" else rules[0] | rules[1]
    for ink in ("ink", "soft", "accent", "answer"):
        assert _contrast(colours[ink], colours["paper"]) >= least, ink
    assert _contrast(colours["mark-ink"], colours["mark"]) >= least


def test_importing_the_exporters_loads_no_genanki() -> None:
    script = (
        "import sys, quiz.exporters; sys.exit('genanki' in sys.modules or 'anki' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=folder("decks").parent)


def test_every_question_type_has_a_card() -> None:
    kinds: tuple[type[Question], ...] = (ShortAnswer, Cloze, MultipleChoice, TrueFalse)
    assert {type(question) for question in sample_quiz().questions} == set(kinds)
    notes = [note_text(question, sample_article()) for question in sample_quiz().questions]
    assert {note.note_type for note in notes} == set(note_types())
    same = dataclasses.replace(notes[0], id="other")
    assert same.front == notes[0].front
