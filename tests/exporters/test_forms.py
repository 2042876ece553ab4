"""The forms of a sheet: other orders of the same questions, the same every time."""

from collections import Counter

import pytest

from quiz.exporters.answer_key import answer_key
from quiz.exporters.forms import Form, forms_of
from quiz.exporters.sheet import question_sheets, reference_line
from quiz.exporters.sheet_options import SheetOptions
from quiz.language.orders import ascending, stays_last
from quiz.schema.question import Matching, MultipleChoice, Ordering, Question, key_text
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from tests.exporters.hostile import long_quiz
from tests.samples import sample_quiz, several_quiz

FOUR = SheetOptions(forms=4)


def choices(*sets: tuple[str, ...]) -> Quiz:
    """Return a quiz of multiple choice with these options, the first of each the key."""
    quiz = sample_quiz()
    questions = tuple(
        quiz.questions[1].model_copy(
            update={"id": digest("q", str(number)), "options": options, "key_index": 0}
        )
        for number, options in enumerate(sets)
    )
    return quiz.model_copy(update={"questions": questions})


def multiple_choice(form: Form) -> list[MultipleChoice]:
    return [q for q in form.quiz.questions if isinstance(q, MultipleChoice)]


def test_form_a_is_the_quiz_and_the_others_hold_the_same_in_another_order() -> None:
    quiz = long_quiz(20)
    forms = forms_of(quiz, FOUR)
    assert [form.name for form in forms] == ["A", "B", "C", "D"]
    assert forms[0].quiz == quiz
    orders = {form.numbers for form in forms}
    assert len(orders) == 4
    for form in forms:
        assert sorted(form.numbers) == list(range(1, 21))
        for number, question in zip(form.numbers, form.quiz.questions, strict=True):
            original = quiz.questions[number - 1]
            assert question.id == original.id
            assert key_text(question) == key_text(original)


def test_a_form_can_be_made_again_and_another_seed_gives_another() -> None:
    quiz = long_quiz(20)
    assert forms_of(quiz, FOUR) == forms_of(quiz, FOUR)
    seeded = [forms_of(quiz, SheetOptions(forms=2, seed=seed))[1].numbers for seed in (1, 2)]
    assert seeded[0] != seeded[1]
    assert forms_of(quiz, SheetOptions(forms=2))[1] == forms_of(quiz, FOUR)[1]


def test_every_form_is_a_sound_quiz() -> None:
    for quiz in (sample_quiz(), several_quiz(), long_quiz(12)):
        for options in (FOUR, SheetOptions(copies=tuple("123456789"))):
            for form in forms_of(quiz, options):
                assert Quiz.model_validate(form.quiz.model_dump()) == form.quiz


@pytest.mark.parametrize(
    ("shuffle", "moves"), [("questions", (True, False)), ("options", (False, True))]
)
def test_only_what_was_asked_for_is_shuffled(shuffle: str, moves: tuple[bool, bool]) -> None:
    quiz = choices(*[tuple(f"{letter}{n}" for letter in "pqrs") for n in "abcdefgh"])
    form = forms_of(quiz, SheetOptions(forms=2, shuffle=shuffle))[1]  # type: ignore[arg-type]
    assert (form.numbers != tuple(range(1, 9))) == moves[0]
    options = {q.id: q.options for q in multiple_choice(form)}
    assert (options != {q.id: q.options for q in quiz.questions}) == moves[1]  # type: ignore[union-attr]


def test_right_answers_are_spread_over_the_letters() -> None:
    quiz = choices(*[tuple(f"{letter}{n}" for letter in "pqrs") for n in range(40)])
    for form in forms_of(quiz, FOUR)[1:]:
        places = [question.key_index for question in multiple_choice(form)]
        assert set(Counter(places).values()) <= {9, 10, 11}
        assert not any(len({*places[n : n + 3]}) == 1 for n in range(len(places) - 2))


@pytest.mark.parametrize(
    ("options", "order"),
    [
        (("400", "90", "1,200"), ("90", "400", "1,200")),
        (("some 150", "some 80", "about 90"), ("some 80", "about 90", "some 150")),
        (("$2m", "$1.5m", "$900,000"), ("$900,000", "$1.5m", "$2m")),
        (("eleven", "three", "seven"), ("three", "seven", "eleven")),
        (
            ("3 May 2005", "14 May 2004", "1 June 2004"),
            ("14 May 2004", "1 June 2004", "3 May 2005"),
        ),
        (("March 1971", "May 1964", "1988"), None),
        (("2019", "2017", "2021"), ("2017", "2019", "2021")),
        (("Corran", "Brindle", "Amsel"), None),
    ],
)
def test_numbers_and_dates_are_put_into_order(
    options: tuple[str, ...], order: tuple[str, ...] | None
) -> None:
    assert ascending(options) == order


def test_numbers_stay_in_order_and_none_of_these_stays_last() -> None:
    quiz = choices(
        ("400", "90", "1,200"),
        ("None of these", "Amsel", "Brindle", "Corran"),
        ("Amsel", "Brindle", "Corran", "none of the above"),
    )
    for form in forms_of(quiz, SheetOptions(copies=tuple("12345678"), shuffle="options")):
        numbers, right, wrong = multiple_choice(form)
        assert numbers.options == ("90", "400", "1,200")
        assert numbers.key == "400"
        assert right.options[-1] == right.key == "None of these"
        assert wrong.options[-1] == "none of the above"
        assert wrong.key == "Amsel"


@pytest.mark.parametrize(
    ("option", "last"),
    [("None of these", True), ("all of the above.", True), ("Noneofthese", False), ("None", False)],
)
def test_what_stays_last_is_told_by_its_words(option: str, last: bool) -> None:
    assert stays_last(option) is last


def test_prompts_of_matching_stay_and_its_choices_move() -> None:
    matching = several_quiz().questions[1]
    assert isinstance(matching, Matching)
    moved = set()
    for form in forms_of(several_quiz(), SheetOptions(copies=tuple("123456789"))):
        (question,) = (q for q in form.quiz.questions if isinstance(q, Matching))
        assert question.pairs == matching.pairs
        moved.add(question.choices)
    assert len(moved) > 3


def test_events_are_shown_in_other_orders_with_the_same_ranks() -> None:
    def ranks(question: Question) -> dict[str, int]:
        assert isinstance(question, Ordering)
        texts = [event.text for event in question.events]
        return dict(zip(texts, question.ranks, strict=True))

    shown = set()
    for form in forms_of(several_quiz(), SheetOptions(copies=tuple("123456789"))):
        (question,) = (q for q in form.quiz.questions if isinstance(q, Ordering))
        assert ranks(question) == ranks(several_quiz().questions[2])
        shown.add(tuple(event.text for event in question.events))
    assert len(shown) > 3


def test_the_key_says_what_is_right_in_every_form() -> None:
    quiz = long_quiz(12)
    key = answer_key(quiz, FOUR)
    assert [form.name for form in key.forms] == ["A", "B", "C", "D"]
    for form, sheet in zip(key.forms, question_sheets(quiz, FOUR), strict=True):
        for row, shown in zip(form.rows, sheet.questions, strict=True):
            original = quiz.questions[row.question - 1]
            assert shown.stem.before.split()[0] == original.stem.split()[0]
            if isinstance(original, MultipleChoice):
                assert shown.options["ABCDE".index(row.sign or "")] == original.key
            else:
                assert row.overview in ("T", "F", "so")


def test_the_map_says_which_question_is_which() -> None:
    key = answer_key(long_quiz(12), FOUR)
    for entry, numbers in zip(key.entries, key.map, strict=True):
        assert numbers[0] == entry.number
        for form, number in zip(key.forms, numbers, strict=True):
            assert form.rows[number - 1].question == entry.number


def test_with_copies_the_key_names_no_letter_that_is_right_in_one_alone() -> None:
    key = answer_key(sample_quiz(), SheetOptions(copies=("Ganna", "2")))
    assert [(form.name, form.student) for form in key.forms] == [("1", "Ganna"), ("2", None)]
    assert [entry.letter for entry in key.entries] == [None] * 6
    parts = answer_key(several_quiz(), SheetOptions(copies=("1", "2"))).entries[1].parts
    assert [part.sign for part in parts] == ["", "", ""]


def test_the_reference_tells_how_to_make_a_lost_key_again() -> None:
    quiz = sample_quiz()
    plain = f"Quiz {quiz.id[:8]}, seed 0"
    assert reference_line(quiz, SheetOptions()) == plain
    assert reference_line(quiz, FOUR) == plain
    assert reference_line(quiz, SheetOptions(forms=2, seed=7)) == f"{plain}/7"
    assert reference_line(quiz, SheetOptions(forms=2, shuffle="options")) == f"{plain}/0O"


def test_forms_and_copies_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="exclude each other"):
        SheetOptions(forms=2, copies=("1",))
