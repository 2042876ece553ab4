"""The deck in the real Anki engine: what a learner gets, first and on every later import."""

import dataclasses
import itertools
from pathlib import Path
from typing import Any

import pytest

from quiz.exporters import export
from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.deck import write_deck
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.package import EPOCH, cards_of, guid, pack
from quiz.exporters.anki.text import clean
from quiz.exporters.deck_options import VIEWS, DeckOptions
from quiz.schema.question import GAP, Question, TrueFalse, key_text
from quiz.schema.quiz import Quiz
from tests.exporters.anki.cases import (
    ROWS,
    deck_of,
    element_names,
    engine,
    hostile_quiz,
    random_strings,
    shown,
)
from tests.parts import need
from tests.samples import sample_quiz, studied_quiz

pytestmark = pytest.mark.anki
NOW = EPOCH + 1000
# The elements of our note types and no other: no picture made of LaTeX, no typed box, no script.
ELEMENTS = frozenset(
    ("a", "blockquote", "br", "cite", "details", "div", "li", "mark", "ol", "p", "span", "summary")
)


@pytest.fixture(autouse=True, scope="module")
def _anki() -> None:
    need("anki")


def assert_sound(report: dict[str, Any], cards: int) -> None:
    """Assert that Anki finds nothing to complain of, nothing missing and nothing to add."""
    first = report["imports"][0]
    assert first["new"] == first["found"]
    assert [card["error"] for card in report["cards"]] == [None] * cards
    assert report["cards_written"] == report["cards_checked"] == report["cards_saved"] == cards
    assert report["empty_cards"] == 0
    assert report["sound"], report["problems"]
    assert report["field_faults"] == []
    for card in report["cards"]:
        assert card["sounds"] == 0
        assert element_names(card["front"] + card["back"]) <= ELEMENTS
        assert card["front"] != card["back"]


def edited(quiz: Quiz, number: int, **changes: object) -> Quiz:
    """Return `quiz` with another wording in question `number` (from 0)."""
    questions = list(quiz.questions)
    questions[number] = questions[number].model_copy(update=changes)
    return quiz.model_copy(update={"questions": tuple(questions)})


def test_every_question_of_a_quiz_becomes_a_card_that_works(tmp_path: Path) -> None:
    quiz = sample_quiz()
    report = engine(tmp_path, export(quiz, "anki").payload)
    assert_sound(report, len(quiz.questions))
    assert report["decks"] == {"News": 6}
    assert report["note_types"] == ["Article Cloze", "Article QA", "Article Quote"]
    fronts = [card["front"] for card in report["cards"]]
    assert not any("14 May 2024" in front for front in fronts)
    for card in report["cards"]:
        assert "Harbour town of Brindle opens" in (shown(card["back"], "source") or "")
        assert "The Brindle Courier" in (shown(card["back"], "source") or "")


def test_importing_the_same_deck_again_changes_nothing(tmp_path: Path) -> None:
    deck = export(sample_quiz(), "anki").payload
    report = engine(tmp_path, deck, deck)
    again = {name: count for name, count in report["imports"][1].items() if count}
    assert again == {"duplicate": 6, "found": 6}
    assert report["schedule_kept"]
    assert len(report["cards"]) == 6


def test_a_later_deck_updates_exactly_the_edited_notes(tmp_path: Path) -> None:
    """The stem of one question is reworded and the explanation of another is mended."""
    quiz = sample_quiz()
    deck = deck_of(quiz)
    later = edited(quiz, 0, stem="On which day did the tidal power station of Brindle open?")
    later = edited(later, 4, explanation="Mayor Imke Sandoval did.")
    report = engine(tmp_path, deck, deck_of(later, previous=deck, now=NOW))
    second = report["imports"][1]
    assert (second["updated"], second["duplicate"]) == (2, 4)
    assert second["new"] == second["conflicting"] == 0
    assert report["schedule_kept"]
    assert len(report["cards"]) == 6
    fronts = [shown(card["front"], "question") for card in report["cards"]]
    assert "On which day did the tidal power station of Brindle open?" in fronts
    assert len(report["note_types"]) == 3


def test_a_question_that_is_gone_stays_and_a_new_one_comes_in(tmp_path: Path) -> None:
    """Two quizzes on one article share two questions."""
    quiz = sample_quiz()
    first = quiz.model_copy(update={"questions": quiz.questions[:4]})
    second = quiz.model_copy(update={"questions": quiz.questions[2:]})
    report = engine(tmp_path, deck_of(first), deck_of(second))
    assert report["imports"][1]["new"] == 2
    assert report["imports"][1]["duplicate"] == 2
    assert report["schedule_kept"]
    assert_sound(report, 6)


def test_switches_make_the_cards_that_anki_makes(tmp_path: Path) -> None:
    """Every note type with every combination of its switches, on and off."""
    types = note_types()
    switches = {
        name: sorted({need for template in kind.templates for need in template.needs})
        for name, kind in types.items()
    }
    switches["article-cloze"] = ["Type"]
    notes = []
    for name, fields in switches.items():
        for chosen in itertools.product(("", "on"), repeat=len(fields)):
            filled = dict(zip(fields, chosen, strict=True))
            identity = f"{name}-{'-'.join(chosen)}"
            asked = {"Question": identity, "Text": f"{identity} {{{{c1::x}}}}", "Quote": identity}
            unused = set(asked) - set(types[name].field_names)
            asked = {key: value for key, value in asked.items() if key not in unused}
            answers = {"article-qa": {"Answer": "x"}, "article-quote": {"Speaker": "x"}}
            held = {"Id": identity} | asked | answers.get(name, {}) | filled
            notes.append((NoteText(identity, name, held, ()), EPOCH))
    expected = sum(cards_of(note, types[note.note_type]) for note, _ in notes)
    assert expected > len(notes)
    report = engine(tmp_path, pack(notes, types, series="switches", description=""))
    assert_sound(report, expected)


def test_turning_a_switch_on_later_adds_a_card_and_keeps_the_schedule(tmp_path: Path) -> None:
    types = note_types()
    held = {"Id": "a", "Question": "Who opened it?", "Answer": "Imke Sandoval"}
    note = NoteText("a", "article-qa", held, ())
    typed = dataclasses.replace(note, fields=held | {"Type": "Imke Sandoval"})
    packages = [
        pack([(note, EPOCH)], types, series="a", description=""),
        pack([(typed, NOW)], types, series="a", description=""),
    ]
    report = engine(tmp_path, *packages)
    assert report["imports"][1]["updated"] == 1
    assert report["schedule_kept"]
    assert [card["template"] for card in report["cards"]] == ["Recall", "Type in"]


def test_second_views_asked_for_later_add_cards_and_keep_the_schedule(tmp_path: Path) -> None:
    """Of the sample quiz a speaker's name is typed, of the study facts a name and a year."""
    quiz = studied_quiz()
    once = deck_of(quiz)
    views = DeckOptions(views=VIEWS, previous=once, now=NOW)
    report = engine(tmp_path, once, write_deck((quiz,), views).payload)
    second = report["imports"][1]
    assert (second["updated"], second["new"], second["conflicting"]) == (4, 0, 0)
    assert report["schedule_kept"]
    assert report["cards_written"] == report["cards_checked"] == report["cards_saved"] == 9 + 4
    assert report["empty_cards"] == 0
    added = [card for card in report["cards"] if card["template"] == "Type in"]
    assert sorted(card["fields"]["Type"] for card in added) == [
        *("2019", "2300", "Imke Sandoval", "Imke Sandoval"),
    ]
    for card in added:
        assert card["error"] is None
        assert shown(card["front"], "form") == card["fields"]["Hint"]
        assert card["fields"]["Type"] not in card["front"]


@pytest.mark.parametrize("seed", [None, 1])
def test_text_stands_on_the_card_as_in_the_article(tmp_path: Path, seed: int | None) -> None:
    """The rows of the table of traps, five times over, and 200 random strings of such traps."""
    rows = tuple(f"{row} r{n}" for n in range(5) for row in ROWS[n:] + ROWS[:n])
    quiz = hostile_quiz(rows if seed is None else random_strings(200, seed))
    deck, losses, _ = write_deck((quiz,), DeckOptions(strict=False))
    assert losses == ()
    report = engine(tmp_path, deck)
    assert_sound(report, len(quiz.questions))
    cards = {card["guid"]: card for card in report["cards"]}
    for question in quiz.questions:
        card = cards[guid(question.id)]
        assert_front_as_written(question, card)
        assert_back_as_written(quiz, question, card)


def assert_front_as_written(question: Question, card: dict[str, Any]) -> None:
    front = card["front"]
    if question.type == "cloze":
        before, after = question.stem.split(GAP)
        hinted = f"{clean(before).lstrip()}[person]{clean(after).rstrip()}"
        assert shown(front, "statement") == hinted
    elif card["note_type"] == "Article Quote":
        lead, quote = clean(question.stem).split("“", 1)
        assert shown(front, "lead") == lead.strip()
        assert shown(front, "quote") == "“" + quote.removesuffix("?")
    elif isinstance(question, TrueFalse):
        assert shown(front, "question") == f"True or false? {clean(question.stem).strip()}"
    else:
        assert shown(front, "question") == clean(question.stem).strip()
    if question.type == "multiple_choice":
        choices = shown(front, "choices") or ""
        assert choices.removeprefix("Show the choices") == "".join(map(clean, question.options))


def assert_back_as_written(quiz: Quiz, question: Question, card: dict[str, Any]) -> None:
    back, article = card["back"], quiz.article
    assert question.key_span is not None
    evidence = article.at(question.evidence)
    assert shown(back, "why") == clean(question.explanation).strip()
    if question.type == "cloze":
        whole = clean(question.stem.replace(GAP, question.key)).strip()
        assert shown(back, "statement") == whole
        assert shown(back, "cloze") == clean(question.key)
    elif isinstance(question, TrueFalse):
        correction = clean(question.correction or "").strip()
        assert shown(back, "answer") == f"False. {correction}"
    else:
        assert shown(back, "answer") == clean(key_text(question))
    pieces = (
        article.text[question.evidence.start : question.key_span.start],
        article.at(question.key_span),
        article.text[question.key_span.end : question.evidence.end],
    )
    assert "".join(pieces) == evidence
    assert shown(back, "evidence") == "".join(map(clean, pieces))
