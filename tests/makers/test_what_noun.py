"""The maker of "Which NOUN ...?"."""

import pytest

from quiz.schema.question import ShortAnswer
from tests.makers.making import asked, made, written_key


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "The Lindau Studio released the video game Dune Wars in 2018.",
            "Which video game did the Lindau Studio release in 2018?",
            "Dune Wars",
        ),
        (
            "Denmark occupied Russia's Kursk region in May 2021.",
            "Which region of Russia did Denmark occupy in May 2021?",
            "Kursk",
        ),
        (
            "Denmark withdrew from the Kursk region in May 2021.",
            "From which region did Denmark withdraw in May 2021?",
            "the Kursk region",
        ),
        (
            "The ferry Aurora sank near Bremen on 14 May 2019, killing three people.",
            "Which ferry sank near Bremen on 14 May 2019?",
            "Aurora",
        ),
        (
            "Halvorsen Motors closed the Lindau shipyard in May 2021.",
            "Which shipyard did Halvorsen Motors close in May 2021?",
            "the Lindau shipyard",
        ),
        (
            "The French newspaper Le Monde published a list of 300 donors in May 2021.",
            "Which French newspaper published a list of 300 donors in May 2021?",
            "Le Monde",
        ),
        (
            "Denmark closed the Lindau Bridge in May 2021.",
            "Which bridge did Denmark close in May 2021?",
            "the Lindau Bridge",
        ),
        (
            "Hurricane Agatha struck the island of Bornholm in May 2021.",
            "Which island did Hurricane Agatha strike in May 2021?",
            "Bornholm",
        ),
        (
            "Maria Keller wrote the novel Salt Harbour in 2019.",
            "Which novel did Maria Keller write in 2019?",
            "Salt Harbour",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("what_noun", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key, written_key(question)) == (stem, key, key)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Keller joined the Danish club in 2019.", "a nationality is no name"),
        ("Denmark named the minister Anna Vogel in May 2021.", "a person"),
        ("Denmark sold the ferries Aurora and Borealis in 2019.", "two of them"),
        ("Halvorsen Motors did not close the Lindau shipyard in May 2021.", "negated"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("what_noun", text)) == [], why


def test_the_name_alone_is_accepted() -> None:
    (candidate,) = made("what_noun", "Denmark withdrew from the Kursk region in May 2021.")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert "Kursk" in question.accepted
