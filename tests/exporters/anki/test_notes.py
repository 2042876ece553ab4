"""Which notes a deck has: of several quizzes, of the surest questions, with tags and pictures."""

import io
import itertools
import json
import time
import zipfile

import pytest

from quiz.errors import ExportError, OptionError
from quiz.exporters import export_deck
from quiz.exporters.anki.media import media_name
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.deck_options import DeckOptions, Picture
from quiz.exporters.pictures import LARGEST_PICTURE, picture
from quiz.schema.quiz import Quiz
from tests.exporters.anki.test_deck import rows
from tests.samples import sample_quiz, several_quiz

PNG = b"\x89PNG\r\n\x1a\n rest"
BRINDLE = "“Harbour town of Brindle opens its first tidal power station”"


def sure(*confidences: float) -> Quiz:
    """Return the sample quiz, its questions as sure as said."""
    quiz = sample_quiz()
    questions = tuple(
        question.model_copy(update={"confidence": confidence})
        for question, confidence in zip(quiz.questions, confidences, strict=True)
    )
    return quiz.model_copy(update={"questions": questions})


def another_article(number: int) -> Quiz:
    """Return a quiz with questions of its own on an article of its own, with one title for all."""
    quiz = sample_quiz()
    article = quiz.article.model_copy(update={"id": f"a{number}", "outlet": f"Courier {number}"})
    questions = tuple(
        question.model_copy(update={"id": f"q{number}-{place}"})
        for place, question in enumerate(quiz.questions)
    )
    return quiz.model_copy(update={"article": article, "questions": questions})


# Several quizzes


def test_several_quizzes_are_one_deck_in_the_order_given() -> None:
    exported = export_deck((several_quiz(), sample_quiz()), "anki")
    found = rows(
        exported.payload, "select due, flds from cards join notes on notes.id = nid order by due"
    )
    assert [due for due, _ in found] == list(range(1, 11))
    asked = [fields.split("\x1f")[0] for _, fields in found]
    assert set(asked[4:]) == {question.id for question in sample_quiz().questions}
    assert exported.losses == (
        "Question 3 of “Sixty years of the ferry at Corran” left out of the deck: an order of "
        "events is no card.",
    )
    assert exported.said == ("10 notes, 10 cards.",)


def test_what_two_quizzes_on_one_article_both_ask_is_one_note() -> None:
    quiz = sample_quiz()
    first = quiz.model_copy(update={"questions": quiz.questions[:4]})
    second = quiz.model_copy(update={"questions": quiz.questions[2:]})
    notes, losses = notes_of((first, second), DeckOptions())
    assert len({note.id for note in notes}) == len(notes) == 6
    starts = {question.id: question.evidence.start for question in quiz.questions}
    assert [starts[note.id] for note in notes] == sorted(starts.values())
    assert losses == (
        f"2 questions on {BRINDLE} left out of the deck: an earlier quiz asks the same.",
    )


def test_numbers_are_unique_over_all_quizzes_and_equal_titles_do_no_harm() -> None:
    quizzes = [another_article(number) for number in range(30)]
    exported = export_deck(quizzes, "anki", DeckOptions(per_article=True, strict=False))
    assert exported.losses == ()
    assert rows(exported.payload, "select count(distinct id), count(distinct guid) from notes") == [
        (180, 180)
    ]
    assert rows(exported.payload, "select count(distinct id) from cards") == [(180,)]
    decks = json.loads(rows(exported.payload, "select decks from col")[0][0])
    (shared,) = (deck for number, deck in decks.items() if number != "1")
    assert shared["name"] == f"News::{BRINDLE.strip('“”')}"
    assert [f"Courier {n}," in shared["desc"] for n in range(30)] == [True] * 30


def test_five_hundred_decks_cost_no_more_than_their_notes() -> None:
    """A deck for each article, written one by one, would take the square of their number."""
    quizzes = []
    for number in range(500):
        quiz = another_article(number)
        article = quiz.article.model_copy(update={"title": f"Tide {number}"})
        quizzes.append(quiz.model_copy(update={"article": article}))
    begun = time.process_time()
    exported = export_deck(quizzes, "anki", DeckOptions(per_article=True))
    assert time.process_time() - begun < 5
    assert len(json.loads(rows(exported.payload, "select decks from col")[0][0])) == 501


def test_names_of_decks_that_differ_in_case_are_one_deck() -> None:
    quizzes = []
    for number, title in enumerate(("Tide", "TIDE")):
        quiz = another_article(number)
        article = quiz.article.model_copy(update={"title": title})
        quizzes.append(quiz.model_copy(update={"article": article}))
    exported = export_deck(quizzes, "anki", DeckOptions(per_article=True))
    decks = json.loads(rows(exported.payload, "select decks from col")[0][0])
    assert {deck["name"] for deck in decks.values()} == {"Default", "News::Tide"}


def test_the_order_of_quizzes_changes_neither_guids_nor_fields() -> None:
    asked = "select guid, flds, tags from notes order by guid"
    quizzes = (sample_quiz(), several_quiz())
    there, back = export_deck(quizzes, "anki"), export_deck(quizzes[::-1], "anki")
    assert rows(there.payload, asked) == rows(back.payload, asked)
    assert there.payload == export_deck(quizzes, "anki").payload


def test_a_deck_of_kinds_that_no_quiz_has_is_refused() -> None:
    with pytest.raises(ExportError, match="takes only people"):
        export_deck((sample_quiz(),), "anki", DeckOptions(kinds=("people",)))


# The surest


def test_the_surest_questions_are_kept_in_reading_order() -> None:
    quiz = sure(0.1, 0.9, 0.3, 0.9, 0.5, 0.9)
    notes, losses = notes_of((quiz,), DeckOptions(most=3))
    kept = {quiz.questions[number].id for number in (1, 3, 5)}
    assert {note.id for note in notes} == kept
    starts = {question.id: question.evidence.start for question in quiz.questions}
    assert [starts[note.id] for note in notes] == sorted(starts[note.id] for note in notes)
    assert losses == ("3 questions left out of the deck: --max-cards 3 keeps the 3 surest.",)


def test_of_equally_sure_questions_the_first_in_the_article_are_kept() -> None:
    quiz = sure(*itertools.repeat(0.5, 6))
    starts = sorted(question.evidence.start for question in quiz.questions)[:2]
    notes, _ = notes_of((quiz,), DeckOptions(most=2))
    by_id = {question.id: question.evidence.start for question in quiz.questions}
    assert [by_id[note.id] for note in notes] == starts


def test_the_limit_is_for_an_article_and_not_for_a_quiz() -> None:
    quiz = sample_quiz()
    halves = [quiz.model_copy(update={"questions": quiz.questions[n::2]}) for n in (0, 1)]
    notes, losses = notes_of((*halves, several_quiz()), DeckOptions(most=4))
    assert len(notes) == 8
    assert losses[0] == (
        f"2 questions of {BRINDLE} left out of the deck: --max-cards 4 keeps the 4 surest."
    )


# Tags and pictures


def test_tags_of_the_teacher_stand_beside_ours() -> None:
    (plain, *_), _ = notes_of((sample_quiz(),), DeckOptions())
    notes, _ = notes_of((sample_quiz(),), DeckOptions(tags=("exam", "a::b")))
    assert notes[0].tags == tuple(sorted((*plain.tags, "exam", "a::b")))


@pytest.mark.parametrize(
    ("payload", "suffix"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0 rest", "jpg"),
        (b"GIF89a rest", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBP rest", "webp"),
    ],
)
def test_images_are_known_by_their_first_bytes(payload: bytes, suffix: str) -> None:
    made = picture(payload, "folder/the_mayor-opens it.PNG.bak")
    assert made.suffix == suffix
    assert made.alt == "the mayor opens it PNG"


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"", "no image"),
        (b"RIFF....WAVE", "no image"),
        (b"%PDF-1.7", "no image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "can hold scripts"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>", "can hold scripts"),
        (PNG + bytes(LARGEST_PICTURE), "over 5 MB"),
    ],
)
def test_what_is_no_image_for_a_card_is_refused(payload: bytes, why: str) -> None:
    with pytest.raises(OptionError, match=f"^mayor.png .*{why}"):
        picture(payload, "mayor.png")


def test_pictures_are_carried_once_and_shown_where_they_belong() -> None:
    one, all_ = picture(PNG, "the mayor.png", 2), picture(b"GIF89a x", "a&b.gif")
    again = picture(PNG, "copy.png", 5)
    exported = export_deck((sample_quiz(),), "anki", DeckOptions(pictures=(one, all_, again)))
    with zipfile.ZipFile(io.BytesIO(exported.payload)) as archive:
        media = json.loads(archive.read("media"))
        held = {name: archive.read(number) for number, name in media.items()}
    assert held == {media_name(one): PNG, media_name(all_): b"GIF89a x"}
    assert list(media.values()) == sorted(held)
    notes, _ = notes_of((sample_quiz(),), DeckOptions(pictures=(one, all_, again)))
    shown = {note.id: note.fields["Media"] for note in notes}
    general = f'<img src="{media_name(all_)}" alt="a b">'
    ids = [question.id for question in sample_quiz().questions]
    assert shown[ids[0]] == general
    assert shown[ids[1]] == f'<img src="{media_name(one)}" alt="the mayor">{general}'
    assert media_name(one) in shown[ids[4]]


def test_a_picture_has_another_name_only_with_another_content() -> None:
    assert media_name(picture(PNG, "a.png")) == media_name(picture(PNG, "b.png"))
    assert media_name(picture(PNG, "a.png")) != media_name(picture(PNG + b"!", "a.png"))


def test_a_picture_of_every_pair_of_a_question() -> None:
    notes, _ = notes_of((several_quiz(),), DeckOptions(pictures=(picture(PNG, "a.png", 2),)))
    assert ["Media" in note.fields for note in notes].count(True) == 3


def test_pictures_without_a_place_are_refused_or_said() -> None:
    with pytest.raises(OptionError, match="no question 7"):
        notes_of((sample_quiz(),), DeckOptions(pictures=(picture(PNG, "a.png", 7),)))
    with pytest.raises(OptionError, match="go with one quiz"):
        notes_of((sample_quiz(), several_quiz()), DeckOptions(pictures=(picture(PNG, "a.png"),)))
    _, losses = notes_of((several_quiz(),), DeckOptions(pictures=(picture(PNG, "a.png", 3),)))
    assert "The picture for question 3 left out of the deck: the question is not in it." in losses


def test_too_many_pictures_are_refused() -> None:
    large = Picture(payload=bytes(5_000_000), suffix="png", alt="")
    with pytest.raises(OptionError, match="over 20 MB together"):
        DeckOptions(pictures=(large,) * 5)
    with pytest.raises(OptionError, match="up to 100 pictures"):
        DeckOptions(pictures=(Picture(payload=b"", suffix="png", alt=""),) * 101)


def test_a_corrected_text_proves_its_own_questions() -> None:
    """Its article has the id of the one before, but its sentences stand elsewhere."""
    quiz = sample_quiz()
    before = quiz.model_copy(update={"questions": quiz.questions[:2]})
    shifted = json.loads(quiz.model_dump_json())
    shifted["article"]["text"] += "\n\nAdded."
    shifted["article"]["blocks"].append(
        {
            "start": len(shifted["article"]["text"]) - 6,
            "end": len(shifted["article"]["text"]),
            "kind": "paragraph",
        }
    )
    after = type(quiz).model_validate_json(json.dumps(shifted))
    notes, losses = notes_of((before, after), DeckOptions())
    assert len(notes) == 6
    assert losses == (
        f"2 questions on {BRINDLE} left out of the deck: an earlier quiz asks the same.",
    )
