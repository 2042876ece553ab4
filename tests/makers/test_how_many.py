"""The maker of "How many NOUN ...?"."""

import pytest

from quiz.language.numbers import value_of
from quiz.schema.question import MultipleChoice, ShortAnswer
from tests.makers.making import asked, made, written_key


@pytest.mark.parametrize(
    ("text", "stem", "accepted"),
    [
        (
            "Nearly 4,000 pupils from Denmark visited the Lindau Museum in 2019.",
            "How many pupils from Denmark visited the Lindau Museum in 2019?",
            ("nearly 4,000", "4,000", "4000"),
        ),
        (
            "Denmark sold three ferries to Sweden in 2019.",
            "How many ferries did Denmark sell to Sweden in 2019?",
            ("three", "3"),
        ),
        (
            "In 2019, Denmark sold 48 ferries to Sweden.",
            "In 2019, how many ferries did Denmark sell to Sweden?",
            ("48",),
        ),
        (
            "Denmark sold a record 48,000 tickets to Sweden in 2019.",
            "How many tickets did Denmark sell to Sweden in 2019?",
            ("48,000", "48000"),
        ),
        (
            "Denmark trained 12 teams of divers in Sweden in 2019.",
            "How many teams of divers did Denmark train in Sweden in 2019?",
            ("12",),
        ),
        (
            "Denmark sold more than 60 ferries to Sweden in 2019.",
            "How many ferries did Denmark sell to Sweden in 2019?",
            ("more than 60", "60"),
        ),
        (
            "The Danish Fishing Association sold 48,000 tickets in two days.",
            "How many tickets did the Danish Fishing Association sell in two days?",
            ("48,000", "48000"),
        ),
        (
            "Three ferries from Denmark sank near Sweden in May 2021.",
            "How many ferries from Denmark sank near Sweden in May 2021?",
            ("three", "3"),
        ),
    ],
)
def test_stem_and_accepted_forms(text: str, stem: str, accepted: tuple[str, ...]) -> None:
    (candidate,) = made("how_many", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.accepted, question.asks) == (stem, accepted, "number")
    written = written_key(question)
    assert written is not None
    assert question.key.endswith(written[:1].lower() + written[1:])
    assert (question.derivation is None) == (question.key == written)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Denmark sold one ferry to Sweden in 2019.", "one is no number to ask for"),
        ("Two billion people in Denmark and Sweden ate fish in 2019.", "a number cut short"),
        ("Two guards and five sailors from Denmark were killed in Sweden in 2019.", "two counts"),
        ("Denmark paid $40m for a ferry from Sweden in 2019.", "money"),
        ("Denmark denied it had sold three ferries to Sweden in 2019.", "what is denied"),
        ("Denmark did not sell 48 ferries to Sweden in 2019.", "negated"),
        ("Denmark sold a ferry to Sweden on 14 May 2019.", "a day of the month"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("how_many", text)) == [], why


@pytest.mark.parametrize("number", ["three", "48", "48,000", "1,250"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_choice_offers_numbers_in_ascending_order(number: str, seed: int) -> None:
    text = f"Denmark sold {number} ferries to Sweden in 2019."
    (candidate,) = made("how_many", text, kind="multiple_choice", seed=seed)
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert question.key == number
    values = [value_of(option) or 0 for option in question.options]
    assert len(values) == 4
    assert values == sorted(values)
    assert all(
        ("," in option) == (value >= 1000)
        for option, value in zip(question.options, values, strict=True)
    )


def test_more_than_is_asked_openly_only() -> None:
    text = "Denmark sold more than 60 ferries to Sweden in 2019."
    assert made("how_many", text, kind="multiple_choice") == []


def test_the_scale_belongs_to_the_number() -> None:
    found = asked(made("how_many", "Denmark sold 20 million bricks to Sweden in 2019."))
    assert set(found) == {("How many bricks did Denmark sell to Sweden in 2019?", "20 million")}


def test_two_counts_at_once_are_no_question() -> None:
    assert made("how_many", "Denmark counted 17 dead swans and 120 wounded in May 2021.") == []
