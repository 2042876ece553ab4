"""A push into the real engine behind the protocol of AnkiConnect."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quiz.errors import AnkiError, ExportError
from quiz.exporters.anki.package import guid
from quiz.exporters.anki.plan import Plan, plan
from quiz.exporters.anki.push import carry_out
from quiz.exporters.anki.seal import SEAL
from quiz.exporters.deck_options import DeckOptions, Picture
from quiz.schema.quiz import Quiz
from tests.exporters.anki.cases import OPEN, ROWS, deck_of, hostile_quiz, random_strings
from tests.exporters.anki.running import Anki, started
from tests.samples import sample_quiz, several_quiz

pytestmark = pytest.mark.anki
GIFS = tuple(
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes([shade] * 6) + b"\x2c\x00\x00\x00\x00\x01\x00"
    b"\x01\x00\x00\x02\x02\x44\x01\x00\x3b"
    for shade in (0, 255)
)
REWORDED = "On which day did the tidal power station of Brindle open?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from started()


@pytest.fixture
def anki(address: str) -> Anki:
    anki = Anki(address)
    anki.test("reset")
    return anki


def pushed(anki: Anki, *quizzes: Quiz, overwrite: bool = False, **options: Any) -> Plan:
    planned = plan(quizzes, OPEN.model_copy(update=options), anki, overwrite=overwrite)
    carry_out(planned, anki)
    return planned


def edited(number: int, **changes: object) -> Quiz:
    """Return the sample quiz with another wording in question `number` (from 0)."""
    quiz = sample_quiz()
    questions = list(quiz.questions)
    questions[number] = questions[number].model_copy(update=changes)
    return quiz.model_copy(update={"questions": tuple(questions)})


def test_a_first_push_brings_every_note_in(anki: Anki) -> None:
    done = pushed(anki, sample_quiz())

    assert done.summary() == "6 notes: 6 new."
    state = anki.state()
    assert set(state["notes"]) == {guid(question.id) for question in sample_quiz().questions}
    assert "News" in state["decks"]


def test_a_second_push_changes_nothing(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    anki.test("learn")
    before = anki.state()

    done = pushed(anki, sample_quiz())

    assert done.summary() == "6 notes: 6 unchanged."
    assert anki.state() == before
    assert "updateNoteFields" not in anki.test("asked")


def test_a_push_after_an_imported_deck_knows_its_notes(anki: Anki, tmp_path: Path) -> None:
    package = tmp_path / "deck.apkg"
    package.write_bytes(deck_of(sample_quiz()))
    anki.test("import", path=str(package))
    before = anki.state()

    assert pushed(anki, sample_quiz()).summary() == "6 notes: 6 unchanged."
    assert anki.state() == before


def test_a_dry_run_changes_nothing(anki: Anki) -> None:
    quiz = sample_quiz()
    pushed(anki, quiz.model_copy(update={"questions": quiz.questions[:4]}))
    before = anki.state()

    planned = plan((edited(0, stem=REWORDED),), DeckOptions(), anki)

    assert planned.summary() == "6 notes: 2 new, 1 changed, 3 unchanged."
    assert anki.state() == before
    assert list(planned.lines()) == [
        f"changed  {REWORDED}",
        "         Question: “When did the harbour town of Brindle open its first tidal p…” → “On "
        "which day did the tidal power station of Brindle open?”",
        "new      True or false? Imke Sandoval switched on the first turbine …",
        "new      What post does Paul Achterberg hold at Brindle Energy?",
    ]


def test_a_changed_question_keeps_schedule_deck_and_tags(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    anki.test("learn")
    asked = sample_quiz().questions[0].id
    anki.edit(asked, tags=("mine",))
    before = anki.state()

    done = pushed(anki, edited(0, stem=REWORDED))

    assert done.summary() == "6 notes: 1 changed, 5 unchanged."
    after = anki.state()
    assert anki.fields(asked)["Question"] == REWORDED
    assert "mine" in anki.tags(asked)
    assert after["cards"] == before["cards"]
    touched = [g for g in after["notes"] if after["notes"][g] != before["notes"][g]]
    assert touched == [guid(asked)]
    assert pushed(anki, edited(0, stem=REWORDED)).summary() == "6 notes: 6 unchanged."


def test_what_the_learner_edited_is_kept_and_told(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    asked = sample_quiz().questions[0].id
    anki.edit(asked, Answer="14 May 2024, at noon")
    before = anki.state()

    done = pushed(anki, edited(0, stem=REWORDED))

    assert done.summary() == "6 notes: 5 unchanged, 1 kept as you edited it."
    assert anki.state() == before
    lines = list(done.lines())
    assert lines[0].startswith("kept     ")
    assert lines[2] == "         Answer: yours “14 May 2024, at noon”, ours “14 May 2024”"


def test_overwrite_takes_ours(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    asked = sample_quiz().questions[0].id
    anki.edit(asked, tags=("mine",), Answer="noon")

    done = pushed(anki, edited(0, stem=REWORDED), overwrite=True)

    assert done.summary() == "6 notes: 1 changed, 5 unchanged."
    assert anki.fields(asked)["Answer"] == "14 May 2024"
    assert anki.fields(asked)["Question"] == REWORDED
    assert "mine" in anki.tags(asked)
    assert pushed(anki, edited(0, stem=REWORDED)).summary() == "6 notes: 6 unchanged."


def test_a_note_without_a_seal_is_sealed_if_alike_and_kept_if_not(anki: Anki) -> None:
    """As decks have them that were exported before there were seals."""
    pushed(anki, sample_quiz())
    alike, other = (question.id for question in sample_quiz().questions[:2])
    anki.edit(alike, **{SEAL: ""})
    anki.edit(other, **{SEAL: "", "Why": "Because."})

    done = pushed(anki, sample_quiz())

    assert done.summary() == "6 notes: 1 changed, 4 unchanged, 1 kept as you edited it."
    assert anki.fields(alike)[SEAL]
    assert anki.fields(other)["Why"] == "Because."


def test_new_tags_are_added_to_notes_that_are_there(anki: Anki) -> None:
    quiz = sample_quiz()
    pushed(anki, quiz)
    renamed = quiz.article.model_copy(update={"outlet": "The Corran Post"})
    before = anki.state()

    done = pushed(anki, quiz.model_copy(update={"article": renamed}))

    assert done.summary() == "6 notes: 6 changed."
    assert "broadsheet::src::the-corran-post" in anki.tags(quiz.questions[0].id)
    assert anki.state()["cards"] == before["cards"]


def test_a_question_that_vanished_is_told_and_stays(anki: Anki) -> None:
    quiz = sample_quiz()
    pushed(anki, quiz)
    before = anki.state()

    done = pushed(anki, quiz.model_copy(update={"questions": quiz.questions[1:]}))

    assert done.summary() == "5 notes: 5 unchanged."
    gone = [line for line in done.lines() if line.startswith("gone")]
    assert gone == ["gone     When did the harbour town of Brindle open its first tidal p…"]
    assert anki.state() == before


def test_a_note_the_learner_deleted_comes_back_as_new(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    anki.test("learn")
    kept = anki.state()["cards"]
    anki.test("delete", query=f"Id:{sample_quiz().questions[0].id}")
    left = anki.state()["cards"]

    assert pushed(anki, sample_quiz()).summary() == "6 notes: 1 new, 5 unchanged."
    after = anki.state()["cards"]
    assert len(after) == len(kept)
    assert {card: after[card] for card in left} == left


def test_several_quizzes_at_once(anki: Anki) -> None:
    done = pushed(anki, sample_quiz(), several_quiz())

    assert done.summary() == "10 notes: 10 new."
    assert pushed(anki, several_quiz(), sample_quiz()).summary() == "10 notes: 10 unchanged."


def test_hostile_text_reads_back_as_it_was_sent(anki: Anki) -> None:
    """Also when it is set field by field, not imported."""
    quiz = hostile_quiz(ROWS)
    plain = quiz.model_copy(
        update={
            "questions": tuple(
                q.model_copy(update={"explanation": "So it is."}) for q in quiz.questions
            )
        }
    )

    assert pushed(anki, plain).summary() == f"{len(ROWS)} notes: {len(ROWS)} new."
    assert pushed(anki, quiz).summary() == f"{len(ROWS)} notes: {len(ROWS)} changed."
    assert pushed(anki, quiz).summary() == f"{len(ROWS)} notes: {len(ROWS)} unchanged."


def test_a_corrected_sentence_updates_its_note(anki: Anki) -> None:
    """The question has another id then; Anki's own notes are the ledger."""
    quiz = sample_quiz()
    asked = quiz.questions[0]
    pushed(anki, quiz)
    anki.test("learn")
    before = anki.state()
    old, new = "after eleven years of planning.", "after twelve years of planning."
    text = quiz.article.text.replace(old, new)
    assert text != quiz.article.text
    evidence = asked.evidence.model_copy(update={"text": asked.evidence.text.replace(old, new)})
    corrected = asked.model_copy(update={"id": "f" * 16, "evidence": evidence})
    later = quiz.model_copy(
        update={
            "article": quiz.article.model_copy(update={"text": text}),
            "questions": (corrected, *quiz.questions[1:]),
        }
    )

    done = pushed(anki, later)

    assert (done.summary(), done.gone) == ("6 notes: 1 changed, 5 unchanged.", ())
    assert new in anki.fields(asked.id)["Context"].replace("</mark>", "")
    assert anki.state()["cards"] == before["cards"]
    assert pushed(anki, later).summary() == "6 notes: 6 unchanged."


def test_a_corrected_headline_brings_nothing_in_twice(anki: Anki) -> None:
    """The article has another id then and another tag, and so has every question."""
    quiz = sample_quiz()
    pushed(anki, quiz)
    anki.test("learn")
    before = anki.state()
    other = quiz.article.model_copy(update={"id": "headline", "title": "A tide for Brindle"})
    asked = tuple(q.model_copy(update={"id": f"other-{q.id}"}) for q in quiz.questions)
    later = quiz.model_copy(update={"article": other, "questions": asked})

    done = pushed(anki, later)

    assert done.summary() == "6 notes: 6 changed."
    assert anki.state()["cards"] == before["cards"]
    assert pushed(anki, later).summary() == "6 notes: 6 unchanged."


def test_pictures_come_with_new_notes_and_to_old_ones(anki: Anki) -> None:
    one, two = (Picture(payload=payload, suffix="gif", alt="x", question=1) for payload in GIFS)
    quiz = sample_quiz()
    asked = quiz.questions[0].id

    pushed(anki, quiz, pictures=(one,))
    assert len(anki.state()["pictures"]) == 1
    done = pushed(anki, quiz, pictures=(two,))

    assert done.summary() == "6 notes: 1 changed, 5 unchanged."
    assert len(pictures := anki.state()["pictures"]) == 2
    assert sum(name in anki.fields(asked)["Media"] for name in pictures) == 1
    assert pushed(anki, quiz, pictures=(two,)).summary() == "6 notes: 6 unchanged."


def test_a_deck_of_its_own_for_each_article(anki: Anki) -> None:
    pushed(anki, sample_quiz(), several_quiz(), deck="Term", per_article=True, tags=("week-3",))

    below = [name for name in anki.state()["decks"] if name.startswith("Term::")]
    assert len(below) == 2
    assert "week-3" in anki.tags(sample_quiz().questions[0].id)


def test_a_field_of_the_learners_own_stays_and_is_told(anki: Anki) -> None:
    quiz = sample_quiz()
    pushed(anki, quiz.model_copy(update={"questions": quiz.questions[:5]}))
    anki.test("add_field", model="Article QA", field="Mnemonic")
    anki.edit(quiz.questions[0].id, Mnemonic="tide, May")

    done = pushed(anki, edited(0, stem=REWORDED))

    assert done.summary() == "6 notes: 1 new, 1 changed, 4 unchanged."
    assert done.said == (
        "In Anki the note type Article QA has fields of your own (Mnemonic); they stay as they "
        "are.",
    )
    assert anki.fields(quiz.questions[0].id)["Mnemonic"] == "tide, May"
    assert len(anki.state()["notes"]) == 6


def test_a_field_that_was_renamed_is_refused_before_anything_changes(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    anki.test("rename_field", model="Article QA", field="Why", to="Because")
    before = anki.state()

    with pytest.raises(AnkiError, match=r"note type Article QA lacks the field Why\. Give it"):
        plan((edited(0, stem=REWORDED),), DeckOptions(), anki)

    assert anki.state() == before


def test_a_renamed_note_type_is_still_ours(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    anki.test("rename_model", model="Article QA", to="My questions")

    done = pushed(anki, edited(0, stem=REWORDED))

    assert done.summary() == "6 notes: 1 changed, 5 unchanged."


def test_a_note_type_of_another_making_is_left_alone(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    anki.test("rename_field", model="Article QA", field="Why", to="Because")
    anki.test("rename_model", model="Article QA", to="My questions")
    before = anki.state()

    done = pushed(anki, edited(0, stem=REWORDED))

    assert done.summary() == "6 notes: 2 unchanged, 4 left as they are, of other types."
    assert anki.state() == before


def test_of_a_copied_note_the_oldest_counts(anki: Anki) -> None:
    pushed(anki, sample_quiz())
    asked = sample_quiz().questions[0].id
    anki.test("copy", query=f"Id:{asked}")

    done = pushed(anki, edited(0, stem=REWORDED))

    assert done.said == ("Anki has 1 note with the Id of another; the oldest of each Id counts.",)
    first, second = anki.ask("notesInfo", notes=sorted(anki.ask("findNotes", query=f"Id:{asked}")))
    assert first["fields"]["Question"]["value"] == REWORDED
    assert second["fields"]["Question"]["value"] == sample_quiz().questions[0].stem


def test_a_note_that_does_not_take_its_change_is_told(anki: Anki) -> None:
    """An open editor writes the old text again, while the add-on says that all went well."""
    pushed(anki, sample_quiz())
    anki.test("fault", name="updateNoteFields")

    with pytest.raises(AnkiError, match=r"^1 notes? did not take .* Nothing was changed in Anki"):
        pushed(anki, edited(0, stem=REWORDED))


def test_many_changes_go_out_in_portions(anki: Anki) -> None:
    quiz = hostile_quiz(random_strings(60))

    def explained(by: str) -> Quiz:
        questions = tuple(q.model_copy(update={"explanation": by}) for q in quiz.questions)
        return quiz.model_copy(update={"questions": questions})

    for by, portions in (("So it is.", 0), ("So it says.", 2), ("At length. " * 400, 6)):
        before = anki.test("asked").count("multi")
        pushed(anki, explained(by))
        assert anki.test("asked").count("multi") - before == portions


def test_a_push_that_breaks_off_says_how_far_it_came_and_can_be_repeated(anki: Anki) -> None:
    quiz = sample_quiz()
    pushed(anki, quiz.model_copy(update={"questions": quiz.questions[:4]}))
    later = edited(0, stem=REWORDED)
    later = later.model_copy(
        update={
            "questions": tuple(
                q.model_copy(update={"explanation": "So it says."}) for q in later.questions
            )
        }
    )
    anki.test("fault", name="updateNoteFields", after=1, error="database is locked")

    with pytest.raises(AnkiError) as raised:
        pushed(anki, later)

    assert str(raised.value) == (
        "Anki refuses 3 changes, the first because: database is locked. So far 2 of 2 new notes "
        "came in and 1 of 4 changes were made; push again to do the rest."
    )
    anki.test("fault")
    assert pushed(anki, later).summary() == "6 notes: 3 changed, 3 unchanged."


def test_a_package_that_anki_cannot_read_is_told(anki: Anki) -> None:
    anki.test("fault", name="importPackage", after=0, error="No such file or directory")
    before = anki.state()

    with pytest.raises(AnkiError) as raised:
        pushed(anki, sample_quiz())

    assert str(raised.value) == (
        "Anki refuses importPackage: No such file or directory. Anki must be able to read the "
        "temporary files of this machine; else import a package made with `quiz export --to "
        "anki`. Nothing was changed in Anki."
    )
    assert anki.state() == before


def test_a_note_known_under_another_id_is_told(anki: Anki) -> None:
    """The learner wrote over the Id: Anki knows the note by its guid and takes no second one."""
    pushed(anki, sample_quiz())
    anki.edit(sample_quiz().questions[0].id, Id="my tide note!")

    with pytest.raises(AnkiError, match="left out 1 of 1 new notes"):
        pushed(anki, sample_quiz())


def test_a_quiz_without_a_card_is_refused(anki: Anki) -> None:
    quiz = several_quiz()
    ordering = quiz.model_copy(update={"questions": quiz.questions[2:]})

    with pytest.raises(ExportError, match="No question of the quiz can be a card"):
        plan((ordering,), DeckOptions(), anki)
