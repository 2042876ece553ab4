"""The maker of "Who said that ...?", "According to X, ...?" and "What did X accuse Y of?"."""

import pytest

from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made, written_key

ANNA, TOM = "Anna Keller", "Tom Marsh"


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Anna Keller says that Tessera Cells loses money in Seville every year.",
            "Who said that Tessera Cells lost money in Seville every year?",
            ANNA,
        ),
        (
            "Anna Keller denied that Tessera Cells had lost money in Seville in 2020.",
            "Who denied that Tessera Cells had lost money in Seville in 2020?",
            ANNA,
        ),
        # "she" is who is asked for
        (
            "Anna Keller warned that she would leave Spain within a year.",
            "Who warned that she would leave Spain within a year?",
            ANNA,
        ),
        (
            "The Seville Chamber of Commerce said that Tessera Cells lost 40 million euros in "
            "2020.",
            "Which organisation said that Tessera Cells lost 40 million euros in 2020?",
            "Seville Chamber of Commerce",
        ),
        # "added" hangs on what was said before
        (
            "Anna Keller added that Tessera Cells lost 40 million euros in Seville in 2020.",
            "Who said that Tessera Cells lost 40 million euros in Seville in 2020?",
            ANNA,
        ),
        # the verb behind what is said, with a name and with a pronoun
        (
            "Tessera Cells lost 40 million euros in Seville, Anna Keller said.",
            "Who said that Tessera Cells lost 40 million euros in Seville?",
            ANNA,
        ),
        (
            "Tom Marsh met Anna Keller. Tessera Cells lost 40 million euros in Seville, he said.",
            "Who said that Tessera Cells lost 40 million euros in Seville?",
            TOM,
        ),
    ],
)
def test_who_said_it(text: str, stem: str, key: str) -> None:
    candidates = [c for c in made("reported", text) if c.question.stem == stem]
    assert asked(candidates) == [(stem, key)]
    assert screen(candidates, article(text)).kept


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Tessera Cells lost 40 million euros in Seville, Anna Keller said.",
            "According to Anna Keller, which organisation lost 40 million euros in Seville?",
            "Tessera Cells",
        ),
        (
            "Anna Keller said 1,800 workers marched through Seville on 3 February 2024.",
            "According to Anna Keller, how many workers marched through Seville on 3 February "
            "2024?",
            "1,800",
        ),
    ],
)
def test_what_is_claimed_stays_with_who_claims_it(text: str, stem: str, key: str) -> None:
    candidates = [c for c in made("reported", text) if c.question.stem == stem]
    assert asked(candidates) == [(stem, key)]
    assert written_key(candidates[0].question) == key


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Anna Keller accused Tessera Cells of fraud.",
            "What did Anna Keller accuse Tessera Cells of?",
            "fraud",
        ),
        (
            "Anna Keller called the sale of Tessera Cells “a leap in the dark”.",
            "What did Anna Keller call the sale of Tessera Cells?",
            "a leap in the dark",
        ),
        (
            "Anna Keller called Tom Marsh a coward in a speech to Seville’s parliament.",
            "What did Anna Keller call Tom Marsh?",
            "a coward",
        ),
        (
            "Anna Keller described Tessera Cells as “a house without a roof”.",
            "How did Anna Keller describe Tessera Cells?",
            "a house without a roof",
        ),
        (
            "Anna Keller dismissed Tom Marsh’s plan as “a dream for fools”.",
            "What did Anna Keller dismiss Tom Marsh’s plan as?",
            "a dream for fools",
        ),
        (
            "Anna Keller urged Norway to stop the sale of Tessera Cells.",
            "What did Anna Keller urge Norway to do?",
            "stop the sale of Tessera Cells",
        ),
        (
            "Norway refused to sign the treaty with Spain.",
            "What did Norway refuse to do?",
            "sign the treaty with Spain",
        ),
        (
            "Tessera Cells agreed to sell its factory in Seville.",
            "What did Tessera Cells agree to do?",
            "sell its factory in Seville",
        ),
        (
            "Tessera Cells was fined for dumping acid in the river Ebro.",
            "What was Tessera Cells fined for?",
            "dumping acid in the river Ebro",
        ),
        (
            "Norway blamed Spain for the loss of two lorries.",
            "What did Norway blame Spain for?",
            "the loss of two lorries",
        ),
        # a hedge stays, "also" and the weekday go
        (
            "Anna Keller reportedly urged Norway to stop the sale.",
            "What did Anna Keller reportedly urge Norway to do?",
            "stop the sale",
        ),
        (
            "Anna Keller also urged Norway to stop the sale.",
            "What did Anna Keller urge Norway to do?",
            "stop the sale",
        ),
    ],
)
def test_what_fills_the_frame(text: str, stem: str, key: str) -> None:
    (candidate,) = made("reported", text)
    assert asked([candidate]) == [(stem, key)]
    assert written_key(candidate.question) == key
    assert screen([candidate], article(text)).kept


@pytest.mark.parametrize(
    "text",
    [
        # nothing was said, or perhaps
        "Anna Keller did not say that Tessera Cells lost money in 2020.",
        "Anna Keller did not promise to leave Seville.",
        "Anna Keller would urge Norway to stop the sale.",
        # who speaks has no name, or half of one
        "The union said that the sale was a mistake for the whole of Seville.",
        "Mr Marsh urged Norway to stop the sale.",
        # two fillings, a long one, one that leans on a pronoun, one cut short
        "Norway urged Spain to open a port. Norway urged Spain to close the airport.",
        "Anna Keller accused Tessera Cells of hiding debts from the workers, the banks, the city "
        "and the province.",
        "Anna Keller accused Tessera Cells of hiding its debts.",
        # a time is no reason
        "Tom Marsh was jailed for three years.",
        # a quotation cut short, and what "the assault" is nobody knows
        "Norway was hailed by Anna Keller as “a step on the road to a better harbour”.",
        "Anna Keller accused Norway of planning the assault.",
        # what "the deal" is nobody knows
        "Anna Keller called the deal “a leap in the dark”.",
    ],
)
def test_what_is_refused(text: str) -> None:
    assert made("reported", text) == []


def test_he_in_a_report_may_be_anybody() -> None:
    text = "Tom Marsh met Paul Weber. Tessera Cells lost money when he came to Seville, he said."
    assert made("reported", text) == []
