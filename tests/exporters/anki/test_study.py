"""Study facts on cards, a speaker's post, and second views."""

from typing import Any

import pytest

from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.question import Matching, MultipleChoice, Pair
from quiz.schema.quiz import Quiz
from tests.exporters.anki.test_deck import with_question
from tests.samples import sample_quiz, studied_quiz

SHORT, CHOICE, CLOZE, FALSE, TRUE, POST = range(6)
MAYOR, GUESTS, CORRAN = (fact.id for fact in studied_quiz().study)


def notes(quiz: Quiz, **options: Any) -> dict[str, NoteText]:
    """Return the notes of `quiz` by their ids."""
    return {note.id: note for note in notes_of((quiz,), DeckOptions(**options))[0]}


def test_study_facts_become_notes_with_a_tag_of_their_kind() -> None:
    found = notes(studied_quiz())
    assert len(found) == 9
    kinds = {
        name: [tag for tag in found[name].tags if "::kind::" in tag]
        for name in (MAYOR, GUESTS, CORRAN)
    }
    assert kinds == {
        MAYOR: ["broadsheet::kind::person"],
        GUESTS: ["broadsheet::kind::figure"],
        CORRAN: ["broadsheet::kind::event"],
    }
    assert "<mark>2,300</mark>" in found[GUESTS].fields["Context"]


def test_the_notes_of_an_article_stand_in_reading_order() -> None:
    quiz = studied_quiz()
    starts = {q.id: q.evidence.start for q in (*quiz.questions, *quiz.study)}
    order = [starts[name] for name in notes(quiz)]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("people",), {MAYOR}),
        (("figures", "timeline"), {GUESTS, CORRAN}),
    ],
)
def test_kinds_choose_the_study_facts(kinds: tuple[str, ...], expected: set[str]) -> None:
    assert set(notes(studied_quiz(), kinds=kinds)) == expected


def test_study_facts_only_fill_a_deck_up() -> None:
    asked = {question.id for question in sample_quiz().questions}
    assert set(notes(studied_quiz(), most=6)) == asked
    assert len(notes(studied_quiz(), most=8)) == 8
    more = [
        sample_quiz().questions[POST].model_copy(update={"id": f"more{n}", "stem": f"{n} is what?"})
        for n in "abcdef"
    ]
    crowded = studied_quiz().model_copy(update={"questions": (*sample_quiz().questions, *more)})
    assert len(notes(crowded)) == 12
    assert MAYOR not in notes(crowded)


def test_a_study_fact_that_is_no_good_card_is_left_out_in_silence() -> None:
    """It is no question of the quiz, so a teacher misses nothing."""
    quiz = studied_quiz()
    bad = quiz.study[1].model_copy(update={"stem": "How many guests came yesterday?"})
    found, losses = notes_of((quiz.model_copy(update={"study": (bad,)}),), DeckOptions())
    assert len(found) == 6
    assert losses == ()


# A speaker's post


def test_a_speaker_comes_with_the_post_that_the_quiz_asks_for() -> None:
    quiz = with_question(POST, stem="What post did Imke Sandoval hold?", maker="post")
    spoken = quiz.questions[CHOICE].id
    assert notes(quiz)[spoken].fields["Role"] == "director"
    assert "Role" not in notes(sample_quiz())[spoken].fields


@pytest.mark.parametrize("other", ["Imke Sandovalis", "Timke Sandoval"])
def test_a_speaker_never_gets_the_post_of_somebody_whose_name_holds_the_speaker_s(
    other: str,
) -> None:
    quiz = with_question(POST, stem=f"What post did {other} hold?", maker="post")
    assert "Role" not in notes(quiz)[quiz.questions[CHOICE].id].fields


# Second views


def posts_quiz(**changes: object) -> Quiz:
    """Return a quiz that asks for a director, whose study facts ask for her post."""
    quiz = studied_quiz()
    who = quiz.study[0]
    post = quiz.questions[POST].model_copy(
        update={
            "id": "post",
            "stem": "What post did Imke Sandoval hold in May 2024?",
            "key": "mayor",
            "accepted": ("mayor",),
            "evidence": who.evidence,
            "key_span": None,
            "derivation": "“Mayor” comes before the name.",
            "maker": "post",
            **changes,
        }
    )
    return quiz.model_copy(update={"questions": (who,), "study": (post,)})


def test_a_post_asked_both_ways_is_one_note_with_a_reverse_card() -> None:
    found = notes(posts_quiz(), views=("reverse",))
    assert list(found) == [MAYOR]
    assert found[MAYOR].fields["Reverse"] == "What post did Imke Sandoval hold in May 2024?"
    assert found[MAYOR].fields["ReverseAnswer"] == "mayor"


def test_without_the_reverse_view_a_post_is_asked_one_way() -> None:
    found = notes(posts_quiz())
    assert list(found) == [MAYOR]
    assert "Reverse" not in found[MAYOR].fields


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "mayor of Corran", "accepted": ("mayor of Corran",)},
        {"key": "clerk", "accepted": ("clerk",)},
        {"stem": "What post did Paul Achterberg hold in May 2024?"},
        {"stem": "What post did Imke Sandovalis hold in May 2024?"},
        {"maker": "titled"},
    ],
)
def test_what_is_not_the_same_post_has_no_reverse_card(changes: dict[str, object]) -> None:
    found = notes(posts_quiz(**changes), views=("reverse",))
    assert len(found) == 2
    assert not any("Reverse" in note.fields for note in found.values())


def test_no_reverse_card_is_given_away_by_the_line_above_it() -> None:
    """The line says "The Brindle Courier", as it may over the question for the name."""
    post = keyed("mayor of Brindle", "role")
    assert "Brindle" in notes(posts_quiz(**post))[MAYOR].fields["Kicker"]
    assert "Reverse" not in notes(posts_quiz(**post), views=("reverse",))[MAYOR].fields


def test_a_reverse_that_breaks_a_rule_is_no_card() -> None:
    stem = "According to the article, what post did Imke Sandoval hold?"
    found = notes(posts_quiz(stem=stem), views=("reverse",))
    assert "Reverse" not in found[MAYOR].fields


def test_a_figure_has_no_reverse_card() -> None:
    found = notes(studied_quiz(), views=("reverse",))
    assert not any("Reverse" in note.fields for note in found.values())


def test_a_pair_of_a_matching_question_may_be_turned_round() -> None:
    quiz = posts_quiz()
    who = quiz.questions[0]
    others = [
        Pair(left=left, right=right, evidence=who.evidence, key_span=who.key_span)
        for left, right in (("clerk", "Ada Byte"), ("baker", "Bo Rye"))
    ]
    pair = Pair(
        left="Mayor of Brindle",
        right="Imke Sandoval",
        evidence=who.evidence,
        key_span=who.key_span,
    )
    matching = Matching(
        id="matching",
        stem="Who is what?",
        pairs=(pair, *others),
        choices=("Bo Rye", "Imke Sandoval", "Ada Byte"),
        asks="person",
        evidence=who.evidence,
        key_span=who.key_span,
        explanation="So it says.",
        maker="match_posts",
        confidence=0.9,
    )
    matched = quiz.model_copy(update={"questions": (matching,)})
    reverse = [n.fields.get("Reverse") for n in notes(matched, views=("reverse",)).values()]
    assert [r for r in reverse if r] == ["What post did Imke Sandoval hold in May 2024?"]


def typed(number: int, **changes: object) -> tuple[str | None, str | None]:
    """Return what is to be typed for question `number` of the sample quiz, and in what form."""
    quiz = with_question(number, **changes)
    fields = notes(quiz, views=("type-in",), strict=False)[quiz.questions[number].id].fields
    return fields.get("Type"), fields.get("Hint")


def keyed(key: str, asks: str, **changes: object) -> dict[str, object]:
    return {"key": key, "accepted": (key,), "asks": asks, **changes}


FIGURES = "A number in figures, without commas"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (keyed("Paul Achterberg", "person"), ("Paul Achterberg", "First and last name")),
        (keyed("Achterberg", "person"), ("Achterberg", "A name")),
        (keyed("the United States", "country"), ("United States", "A name of 2 words")),
        (keyed("4,100", "number"), ("4100", FIGURES)),
        (keyed("27", "number"), ("27", FIGURES)),
        (keyed("2019", "date"), ("2019", "A year, in four figures")),
        (keyed("14 May 2024", "date"), (None, None)),
        (keyed("about 850", "number"), (None, None)),
        (keyed("$6.5 billion", "number"), (None, None)),
        (keyed("three", "number"), (None, None)),
        (keyed("Zoë Ångström", "person"), (None, None)),
        (keyed("Brian O’Neill", "person"), (None, None)),
        (keyed("Patrick Carlineo Jr.", "person"), (None, None)),
        (keyed("Bank of the North", "organisation"), (None, None)),
        (keyed("A" * 41, "organisation"), (None, None)),
        (keyed("director", "role"), (None, None)),
    ],
)
def test_only_what_has_one_way_of_writing_is_typed(
    changes: dict[str, object], expected: tuple[str | None, str | None]
) -> None:
    assert typed(SHORT, **changes) == expected


def test_a_gap_is_typed_as_it_stands() -> None:
    assert typed(CLOZE) == (None, None)  # "4,100"
    assert typed(CLOZE, **keyed("410", "number")) == ("410", FIGURES)


def test_a_statement_is_not_typed() -> None:
    assert typed(TRUE) == (None, None)


def chosen(**changes: object) -> bool:
    quiz = with_question(CHOICE, asks="term", **changes)
    fields = notes(quiz, views=("choose",), strict=False)[quiz.questions[CHOICE].id].fields
    return "Choose" in fields


@pytest.mark.parametrize(
    ("stem", "options", "fair"),
    [
        ("Who began it?", ("Paul Achterberg", "Imke Sandoval", "Nora Whitlock"), True),
        ("Who began it?", ("Paul", "Imke Sandoval of Brindle", "Nora"), False),
        ("Which Imke began it?", ("Paul Achterberg", "Imke Sandoval", "Nora Whitlock"), False),
        ("Which Imke began it?", ("Imke Achterberg", "Imke Sandoval", "Imke Whitlock"), True),
        ("Which of these began it?", ("Paul Ash", "Imke Sandoval", "Nora Elm"), False),
    ],
)
def test_choices_are_a_card_only_where_they_are_fair(
    stem: str, options: tuple[str, ...], fair: bool
) -> None:
    assert chosen(stem=stem, options=options) == fair


def test_a_note_has_at_most_one_second_card() -> None:
    every = ("choose", "type-in", "reverse")
    found = notes(posts_quiz(), views=every)[MAYOR].fields
    assert "Reverse" in found
    assert not {"Type", "Choose"} & set(found)
    choice = sample_quiz().questions[CHOICE]
    assert isinstance(choice, MultipleChoice)
    fields = notes(sample_quiz(), views=every)[choice.id].fields
    assert fields["Type"] == "Imke Sandoval"
    assert "Choose" not in fields


def test_no_view_is_added_unasked() -> None:
    for note in notes(studied_quiz()).values():
        assert not {"Reverse", "Type", "Choose", "Hint"} & set(note.fields)
