"""A learner's deck over months, in the real Anki engine: edits, updates, moves, own looks."""

import dataclasses
import time
from pathlib import Path
from typing import Any

import pytest

from quiz.errors import ExportError
from quiz.exporters.anki.deck import write_deck
from quiz.exporters.anki.media import media_name
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.package import EPOCH, guid, pack
from quiz.exporters.anki.previous import unpack
from quiz.exporters.deck_options import DeckOptions
from quiz.exporters.pictures import picture
from quiz.schema.quiz import Quiz
from tests.exporters.anki.cases import deck_of, engine, shown
from tests.parts import need
from tests.samples import sample_quiz, several_quiz

pytestmark = pytest.mark.anki
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01"
    b"\x00\x00\x02\x02D\x01\x00;"
)
LATER = int(time.time()) + 3600  # the learner's edits carry the present time


@pytest.fixture(autouse=True, scope="module")
def _anki() -> None:
    need("anki")


def guids() -> list[str]:
    return [guid(question.id) for question in sample_quiz().questions]


def only(quiz: Quiz, *numbers: int, **reworded: str) -> Quiz:
    """Return `quiz` with the questions `numbers` (from 0), the first of them reworded."""
    questions = [quiz.questions[number] for number in numbers]
    questions[0] = questions[0].model_copy(update=reworded)
    return quiz.model_copy(update={"questions": tuple(questions)})


def by_guid(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {card["guid"]: card for card in report["cards"]}


def test_what_a_learner_did_to_an_unchanged_note_outlives_two_updates(tmp_path: Path) -> None:
    """v1 has five questions, v2 rewords one, drops one and adds one, v3 rewords it again."""
    quiz, names = sample_quiz(), guids()
    first = deck_of(only(quiz, 0, 1, 2, 3, 4))
    second = deck_of(only(quiz, 0, 1, 2, 3, 5, stem="When was it?"), first, LATER)
    third = deck_of(only(quiz, 0, 1, 2, 3, 5, stem="On what day?"), second, LATER + 60)
    learner = {
        "fields": {names[1]: {"Speaker": "The mayor, Imke Sandoval"}},
        "tags": {names[2]: ["mine"]},
        "moved": {names[0]: "Exams", names[3]: "Exams"},
        "style": {"Article QA": ".card { color: teal }"},
    }
    report = engine(tmp_path, first, second, third, learner=learner)
    counts = [(log["new"], log["updated"], log["conflicting"]) for log in report["imports"]]
    assert counts == [(5, 0, 0), (1, 1, 0), (0, 1, 0)]
    assert report["schedule_kept"]
    cards = by_guid(report)
    assert len(cards) == len(report["cards"]) == 6
    assert shown(cards[names[0]]["front"], "question") == "On what day?"
    assert shown(cards[names[1]]["back"], "answer") == "The mayor, Imke Sandoval"
    assert "mine" in cards[names[2]]["tags"]
    assert {name for name in names if cards[name]["deck"] == "Exams"} == {names[0], names[3]}
    assert cards[names[0]]["style"] == ".card { color: teal }"
    assert cards[names[2]]["style"] == note_types()["article-cloze"].style
    assert report["sound"], report["problems"]
    assert report["cards_saved"] == 6


def test_a_note_left_out_of_one_deck_comes_back_as_the_note_it_was(tmp_path: Path) -> None:
    """v2 lacks a question, v3 lacks another, v4 has both again: one as it was, one reworded."""
    quiz, names = sample_quiz(), guids()
    first = deck_of(quiz)
    second = deck_of(only(quiz, 0, 2, 3, 4, 5), first, LATER)
    third = deck_of(only(quiz, 0, 3, 4, 5), second, LATER + 60)
    reworded = quiz.questions[2].model_copy(update={"stem": "It supplies _____ homes by now."})
    again = quiz.model_copy(
        update={"questions": (*quiz.questions[:2], reworded, *quiz.questions[3:])}
    )
    fourth = write_deck((again,), DeckOptions(previous=third, now=LATER + 120))
    assert fourth.said == (
        "6 notes, 6 cards: 0 new, 2 back from an earlier deck, 0 changed, 4 unchanged since the "
        "deck before; 0 of it gone.",
    )
    learner = {
        "fields": {names[1]: {"Speaker": "The mayor, Imke Sandoval"}},
        "tags": {names[1]: ["mine"]},
    }
    report = engine(tmp_path, first, second, third, fourth.payload, learner=learner)
    assert [log["new"] for log in report["imports"]] == [6, 0, 0, 0]
    assert [log["updated"] for log in report["imports"]] == [0, 0, 0, 1]
    assert report["schedule_kept"]
    cards = by_guid(report)
    assert shown(cards[names[1]]["back"], "answer") == "The mayor, Imke Sandoval"
    assert "mine" in cards[names[1]]["tags"]
    assert "homes by now" in cards[names[2]]["fields"]["Text"]
    assert report["sound"], report["problems"]
    assert unpack(fourth.payload).left == {}


def test_a_corrected_sentence_keeps_its_note_over_a_deck_without_it(tmp_path: Path) -> None:
    quiz = sample_quiz()
    old = quiz.questions[0]
    moved = old.model_copy(update={"id": "corrected", "stem": "When was the station opened?"})
    first = deck_of(quiz)
    second = deck_of(only(quiz, 1, 2, 3), first, LATER)
    corrected = quiz.model_copy(update={"questions": (moved, *quiz.questions[1:])})
    third = deck_of(corrected, second, LATER + 60)
    report = engine(tmp_path, first, second, third)
    assert [log["new"] for log in report["imports"]] == [6, 0, 0]
    assert guid(old.id) in by_guid(report)


def test_a_changed_note_takes_our_fields_and_tags_and_keeps_its_schedule(tmp_path: Path) -> None:
    """As docs/anki.md says: this is what an update costs a learner."""
    quiz, names = sample_quiz(), guids()
    first = deck_of(quiz)
    second = deck_of(only(quiz, 0, 1, stem="When was it?"), first, LATER)
    learner = {"fields": {names[0]: {"Why": "my own words"}}, "tags": {names[0]: ["mine"]}}
    report = engine(tmp_path, first, second, learner=learner)
    card = by_guid(report)[names[0]]
    assert "my own words" not in card["fields"]["Why"]
    assert "mine" not in card["tags"]
    assert report["schedule_kept"]


def test_a_corrected_sentence_keeps_its_note(tmp_path: Path) -> None:
    """The id of a question can hang on its sentence; a corrected article then has another."""
    quiz = sample_quiz()
    old = quiz.questions[0]
    moved = old.model_copy(update={"id": "corrected", "stem": "When was the station opened?"})
    corrected = quiz.model_copy(update={"questions": (moved, *quiz.questions[1:])})
    first = deck_of(quiz)
    second = write_deck((corrected,), DeckOptions(previous=first, now=LATER))
    assert second.said == (
        "6 notes, 6 cards: 0 new, 1 changed, 5 unchanged since the deck before; 0 of it gone.",
    )
    third = write_deck((corrected,), DeckOptions(previous=second.payload, now=LATER + 60))
    assert third.payload == second.payload
    report = engine(tmp_path, first, second.payload)
    assert report["imports"][1]["updated"] == 1
    assert report["imports"][1]["new"] == 0
    assert report["schedule_kept"]
    card = by_guid(report)[guid(old.id)]
    assert shown(card["front"], "question") == "When was the station opened?"


def restyled(style: str) -> dict[str, Any]:
    return {
        name: kind.model_copy(update={"style": style, "revision": kind.revision + 1000})
        for name, kind in note_types().items()
    }


def test_a_restyled_note_type_comes_with_its_revision(tmp_path: Path) -> None:
    quiz = sample_quiz()
    notes, _ = notes_of((quiz,), DeckOptions())
    stamped = [(note, EPOCH) for note in notes]
    packages = [pack(stamped, types, series="a") for types in (note_types(), restyled("b { }"))]
    report = engine(tmp_path, *packages)
    assert {card["style"] for card in report["cards"]} == {"b { }"}
    assert report["imports"][1]["duplicate"] == 6
    assert report["imports"][1]["conflicting"] == 0
    assert report["schedule_kept"]


def test_a_learner_who_adds_a_field_gets_no_updates(tmp_path: Path) -> None:
    """As docs/anki.md warns."""
    first = deck_of(sample_quiz())
    second = deck_of(only(sample_quiz(), 0, 1, stem="When was it?"), first, LATER)
    report = engine(tmp_path, first, second, learner={"added_field": "Article QA"})
    assert report["imports"][1]["updated"] == 0
    assert report["imports"][1]["conflicting"] == 1


def test_a_deck_exported_again_from_anki_is_a_deck_before(tmp_path: Path) -> None:
    quiz, target = sample_quiz(), tmp_path / "again.apkg"
    first = deck_of(quiz)
    edit = {guids()[1]: {"Speaker": "The mayor"}}
    engine(tmp_path, first, learner={"fields": edit}, export=target)
    again = target.read_bytes()
    assert unpack(again).notes.keys() == unpack(first).notes.keys()
    later = write_deck((quiz,), DeckOptions(previous=again, now=LATER))
    assert later.said == (
        "The previous deck was exported from Anki: what was edited there counts as changed, and "
        "this deck sets it back.",
        "6 notes, 6 cards: 0 new, 1 changed, 5 unchanged since the deck before; 0 of it gone.",
    )
    assert unpack(later.payload).notes[guids()[1]].mod == LATER


def test_a_deck_packed_for_new_ankis_only_is_refused_with_the_way_out(tmp_path: Path) -> None:
    target = tmp_path / "again.apkg"
    engine(tmp_path, deck_of(sample_quiz()), export=target, new=True)
    with pytest.raises(ExportError, match="Support older Anki versions"):
        deck_of(sample_quiz(), target.read_bytes(), LATER)


# Decks and pictures


def test_pictures_come_along_and_are_shown(tmp_path: Path) -> None:
    pictures = (picture(PIXEL, 'the "mayor" & sea.gif', 1), picture(PIXEL + b"\0", "sea.gif"))
    report = engine(tmp_path, write_deck((sample_quiz(),), DeckOptions(pictures=pictures)).payload)
    assert report["media"] == sorted(map(media_name, pictures))
    assert report["missing_media"] == []
    cards = by_guid(report)
    shown_of_first = cards[guids()[0]]["back"]
    assert f'<img src="{media_name(pictures[0])}" alt="the mayor sea">' in shown_of_first
    assert all(media_name(pictures[1]) in card["back"] for card in cards.values())
    assert not any("<img" in card["front"] for card in cards.values())
    assert "max-width: 100%" in cards[guids()[0]]["style"]


def test_choosing_lies_in_a_deck_of_its_own(tmp_path: Path) -> None:
    notes, _ = notes_of((sample_quiz(),), DeckOptions(deck="School::History", per_article=True))
    chosen = {"Choose": "1"}  # the switch; what turns it on is another matter
    stamped = [
        (dataclasses.replace(note, fields=note.fields | chosen), EPOCH)
        if note.note_type == "article-quote"
        else (note, EPOCH)
        for note in notes
    ]
    report = engine(tmp_path, pack(stamped, note_types(), series="a"))
    article = "School::History::Harbour town of Brindle opens its first tidal power station"
    assert report["decks"] == {article: 6, f"{article}::Choices": 1}
    assert sorted(report["descriptions"]) == [
        "Default",
        *("School", "School::History", article, f"{article}::Choices"),
    ]
    assert report["cards_saved"] == 7


def test_two_articles_in_decks_of_their_own(tmp_path: Path) -> None:
    quizzes = (sample_quiz(), several_quiz())
    deck = write_deck(quizzes, DeckOptions(per_article=True, tags=("Year 9", "a::b:c"))).payload
    report = engine(tmp_path, deck, deck)
    assert report["decks"] == {
        "News::Harbour town of Brindle opens its first tidal power station": 6,
        "News::Sixty years of the ferry at Corran": 4,
    }
    assert (
        "Nora Whitlock, The Brindle Courier, 15 May 2024. Search: tag:broadsheet::"
        in (
            report["descriptions"][
                "News::Harbour town of Brindle opens its first tidal power station"
            ]
        )
    )
    assert report["imports"][1]["duplicate"] == 10
    assert all({"Year-9", "a::b-c"} <= set(card["tags"]) for card in report["cards"])


def test_the_deck_that_many_articles_share_is_described_by_the_latest_import(
    tmp_path: Path,
) -> None:
    """So its description speaks of all."""
    report = engine(tmp_path, deck_of(sample_quiz()), deck_of(several_quiz()))
    said = report["descriptions"]["News"]
    assert said.startswith("Questions on news articles, made with Broadsheet.")
    assert "Sixty years of the ferry at Corran, The Brindle Courier, 20 May 2024." in said
    assert "Harbour town" not in said


@pytest.mark.parametrize("title", ["a:::b", "::", ":x:", 'Say "no" <b>', "x " * 90, "e\u0301\x07"])
def test_a_deck_is_called_as_we_said(tmp_path: Path, title: str) -> None:
    quiz = sample_quiz()
    article = quiz.article.model_copy(update={"title": title})
    quiz = quiz.model_copy(update={"article": article})
    (note, *_), _ = notes_of((quiz,), DeckOptions(per_article=True))
    deck = write_deck((quiz,), DeckOptions(per_article=True)).payload
    assert engine(tmp_path, deck)["decks"] == {note.deck: 6}
