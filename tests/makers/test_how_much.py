"""The maker of "How much ...?" and "What percentage of ...?"."""

import pytest

from quiz.schema.question import MultipleChoice, ShortAnswer
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Denmark paid $40m for three ferries from Sweden in 2019.",
            "How much did Denmark pay for three ferries from Sweden in 2019?",
            "$40m",
        ),
        (
            "Denmark bought the ferry Aurora from Sweden for more than $6m in May 2021.",
            "How much did Denmark pay for the ferry Aurora from Sweden in May 2021?",
            "more than $6m",
        ),
        (
            "Denmark sold three ferries to Sweden for $40m in 2019.",
            "For how much did Denmark sell three ferries to Sweden in 2019?",
            "$40m",
        ),
        (
            "Halvorsen Motors has agreed to pay a $1.5m fine for bribing an official in Denmark.",
            "How large a fine has Halvorsen Motors agreed to pay for bribing an official in "
            "Denmark?",
            "$1.5m",
        ),
        (
            "Anna Vogel was fined $500 for speeding in Bremen in May 2021.",
            "How much was Anna Vogel fined for speeding in Bremen in May 2021?",
            "$500",
        ),
        (
            "The bridge in Bremen cost $40 million in 2019.",
            "How much did the bridge in Bremen cost in 2019?",
            "$40 million",
        ),
        (
            "Sales of electric ferries in Denmark rose almost 12% in 2019.",
            "By what percentage did sales of electric ferries in Denmark rise in 2019?",
            "almost 12%",
        ),
        (
            "Unemployment in Denmark fell to 4.5% in May 2021.",
            "To what level did unemployment in Denmark fall in May 2021?",
            "4.5%",
        ),
        (
            "The toll of the storm in Denmark rose to 20 in May 2021.",
            "To what number did the toll of the storm in Denmark rise in May 2021?",
            "20",
        ),
        (
            "Nearly 40% of voters in Denmark backed the Baltic Treaty in May 2021.",
            "What percentage of voters in Denmark backed the Baltic Treaty in May 2021?",
            "nearly 40%",
        ),
        (
            "Sorvik Energy bought 40 per cent of the shares of Halvorsen Motors in 2019.",
            "What percentage of the shares of Halvorsen Motors did Sorvik Energy buy in 2019?",
            "40 per cent",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("how_much", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key, question.asks) == (stem, key, "number")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Denmark paid between $40m and $50m for three ferries in 2019.", "a range"),
        ("Exports from Denmark rose by 12% to $40m in 2019.", "from one value to another"),
        ("Sorvik Energy could lose $40m in 2025.", "a mere possibility"),
        ("Denmark did not pay $40m for three ferries in 2019.", "negated"),
        ("Denmark sold three ferries to Sweden in 2019.", "no measure"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("how_much", text)) == [], why


def test_other_ways_of_writing_the_number_are_accepted() -> None:
    text = "Nearly 40% of voters in Denmark backed the Baltic Treaty in May 2021."
    (candidate,) = made("how_much", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert {"40%", "40 per cent"} <= set(question.accepted)


def test_a_plain_sum_is_also_a_choice() -> None:
    text = "Denmark paid $40m for three ferries from Sweden in 2019."
    (candidate,) = made("how_much", text, kind="multiple_choice")
    assert isinstance(candidate.question, MultipleChoice)
    assert candidate.question.key == "$40m"
    assert all(option.startswith("$") for option in candidate.question.options)
