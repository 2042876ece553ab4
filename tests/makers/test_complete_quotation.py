"""The maker of "Complete what X said: “... _____ ...”."."""

import pytest

from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made, written_key

SAILS = "The sails of the fleet hung in the harbour. Old sails were sold and new sails were bought."


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        # a number with what it counts
        (
            "“The quota leaves our trawlers with 18 days of fishing in a whole winter,” said Anna "
            "Vanaga.",
            "Complete what Anna Vanaga said: “The quota leaves our trawlers with _____ days of "
            "fishing in a whole winter”.",
            "18",
        ),
        # a name that is not the story's own
        (
            "“The treaty gives the best grounds of the coast to Norway for ever and a day,” said "
            "Anna Vanaga. Latvia and Denmark signed it. Latvia was late, Denmark was early.",
            "Complete what Anna Vanaga said: “The treaty gives the best grounds of the coast to "
            "_____ for ever and a day”.",
            "Norway",
        ),
        # only the sentence with the gap
        (
            "“The quota leaves our trawlers with 18 days of fishing in a whole winter. The rest of "
            "the year belongs to the accountants,” said Anna Vanaga.",
            "Complete what Anna Vanaga said: “The quota leaves our trawlers with _____ days of "
            "fishing in a whole winter”.",
            "18",
        ),
    ],
)
def test_the_point_of_a_quotation_is_hidden(text: str, stem: str, key: str) -> None:
    (candidate,) = made("complete_quotation", text)
    assert asked([candidate]) == [(stem, key)]
    assert written_key(candidate.question) == key
    assert screen([candidate], article(text)).kept


@pytest.mark.parametrize(
    "text",
    [
        # too bland, no speaker, a fragment, no full name
        "“We are very pleased with the 18 days of fishing,” said Anna Vanaga.",
        "“The quota leaves our trawlers with 18 days of fishing in a whole winter,” a guest said.",
        "Anna Vanaga said the quota left “18 days of fishing in a whole winter”.",
        "“The quota leaves our trawlers with 18 days of fishing in a winter,” said Ms Vanaga.",
        # what "it" is nobody knows; a question
        "“It leaves us with 18 days of fishing in a long and hungry winter,” said Anna Vanaga.",
        "“Does the quota leave our trawlers with 18 days of fishing?” asked Anna Vanaga.",
        # nothing but everyday nouns; a noun that stands nowhere else
        "“The people of our country need a strong policy for many decades,” said Anna Vanaga.",
        "“A hungry village cannot eat the torn curtains of a greedy minister,” said Anna Vanaga.",
        # nouns are guessed or cannot be known
        f"“A hungry village cannot eat the torn sails of a greedy minister,” said Anna Vanaga. "
        f"{SAILS}",
        # the gap would be the last word
        f"“A hungry village cannot eat what comes out of torn sails,” said Anna Vanaga. {SAILS}",
        # others of its series tell it
        "“The treaty may leave our trawlers with 18, 27 or 33 days of fishing,” said Anna Vanaga.",
        # small numbers are guessed
        "“The treaty gives our trawlers two grounds off a cold and empty coast,” said Anna Vanaga.",
    ],
)
def test_what_cannot_be_known_is_not_hidden(text: str) -> None:
    assert made("complete_quotation", text) == []


def test_one_fact_with_who_said() -> None:
    text = (
        "“The quota leaves our trawlers with 18 days of fishing in a whole winter,” said Anna "
        "Vanaga."
    )
    (completed,) = made("complete_quotation", text)
    assert completed.fact == made("who_said", text)[0].fact
