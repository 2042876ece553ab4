"""The maker of "Who / Which country / Which organisation + VERB PHRASE?"."""

import pytest

from quiz.schema.question import MultipleChoice, ShortAnswer
from tests.makers.making import asked, made, written_key

OTHERS = (
    "Denmark spoke. Denmark agreed. Sweden sang, and Sweden left. Finland stayed at home. Finland "
    "agreed."
)


@pytest.mark.parametrize(
    ("text", "stem", "key", "asks"),
    [
        (
            "Maria Keller founded the Lindau Museum in 1998.",
            "Who founded the Lindau Museum in 1998?",
            "Maria Keller",
            "person",
        ),
        (
            "Denmark closed its herring grounds in the North Sea.",
            "Which country closed its herring grounds in the North Sea?",
            "Denmark",
            "country",
        ),
        (
            "Denmark and Sweden closed their herring grounds in September 2023.",
            "Which two countries closed their herring grounds in September 2023?",
            "Denmark and Sweden",
            "country",
        ),
        (
            "Halvorsen Motors, the Norwegian company that builds lorries, bought the Lindau "
            "shipyard for $40m in May 2021.",
            "Which company bought the Lindau shipyard for $40m in May 2021?",
            "Halvorsen Motors",
            "organisation",
        ),
        (
            "The Danish Fishing Association sold 48,000 tickets in two days.",
            "Which organisation sold 48,000 tickets in two days?",
            "Danish Fishing Association",
            "organisation",
        ),
        (
            "The Lindau Museum bought 300 paintings from Sweden.",
            "Which museum bought 300 paintings from Sweden?",
            "Lindau Museum",
            "organisation",
        ),
        (
            "The Lindau Times published a list of 300 donors in May 2021.",
            "Which newspaper published a list of 300 donors in May 2021?",
            "Lindau Times",
            "organisation",
        ),
        (
            "In May 2021, Denmark closed its herring grounds.",
            "In May 2021, which country closed its herring grounds?",
            "Denmark",
            "country",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str, asks: str) -> None:
    (candidate,) = made("subject", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key, question.asks) == (stem, key, asks)
    assert (written_key(question), question.derivation) == (key, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hamburg banned diesel lorries from its harbour in May 2021.", "a city acts for others"),
        ("Denmark did not sell its ferries to Sweden in 2019.", "negated"),
        ("Maria Keller and Denmark signed three treaties in 2019.", "two of different kinds"),
        ("Maria Keller and Anna Vogel signed three treaties in 2019.", "two people"),
        ("Danish fishermen sold three ferries to Sweden in 2019.", "no name, only a demonym"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("subject", text)) == [], why


def test_two_countries_are_accepted_in_either_order_and_by_any_name() -> None:
    (candidate,) = made(
        "subject", "Denmark and the United States closed three air bases in September 2023."
    )
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert question.key == "Denmark and the United States"
    assert {"the United States and Denmark", "Denmark and USA"} <= set(question.accepted)
    assert len(set(question.accepted)) == len(question.accepted)


def test_a_country_is_accepted_by_every_name_but_no_demonym() -> None:
    (candidate,) = made(
        "subject", "The US closed three military bases in Germany in May 2021.", kind="short_answer"
    )
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert question.key == "the US"
    assert {"United States", "USA", "the United States"} <= set(question.accepted)
    assert "American" not in question.accepted
    assert "American" in candidate.key_names


def test_a_name_written_short_is_derived() -> None:
    (candidate,) = made(
        "subject",
        "Maria Keller, of Bremen, is 40. Keller founded the Lindau Museum in 1998.",
        kind="short_answer",
    )
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.key, written_key(question)) == ("Maria Keller", "Keller")
    assert question.derivation == "“Keller” is Maria Keller."


def test_three_other_countries_make_it_a_choice() -> None:
    text = "Norway rejected the plan of the Baltic Fisheries Union."
    (candidate,) = made("subject", text, OTHERS, kind="multiple_choice")
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert question.key == "Norway"
    assert set(question.options) == {"Norway", "Denmark", "Sweden", "Finland"}


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "Tasmania was excluded from the Aurora programme in 2019.",
            [
                (
                    "Which Australian state was excluded from the Aurora programme in 2019?",
                    "Tasmania",
                )
            ],
        ),
        ("Tasmania sold three ferries to Norway in 2019.", []),
    ],
)
def test_a_state_is_asked_for_where_it_does_nothing(
    text: str, questions: list[tuple[str, str]]
) -> None:
    assert asked(made("subject", text, kind="short_answer")) == questions
