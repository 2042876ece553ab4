"""The maker of "Who / Which country did S V ...?"."""

import pytest

from quiz.schema.question import ShortAnswer
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Denmark elected Maria Keller as its president in May 2021.",
            "Who did Denmark elect as its president in May 2021?",
            "Maria Keller",
        ),
        (
            "Denmark invaded Norway on 9 April 1940.",
            "Which country did Denmark invade on 9 April 1940?",
            "Norway",
        ),
        (
            "Maria Keller visited Bremen on 14 May 2021.",
            "Which city did Maria Keller visit on 14 May 2021?",
            "Bremen",
        ),
        (
            "Denmark attacked Norway, Sweden and Finland in May 2021.",
            "Which three countries did Denmark attack in May 2021?",
            "Norway, Sweden and Finland",
        ),
        (
            "The Lindau Museum was led by Maria Keller from 1990 to 2005.",
            "Who led the Lindau Museum from 1990 to 2005?",
            "Maria Keller",
        ),
        (
            "Anna Vogel was beaten by Maria Keller in the Bremen Open in May 2021.",
            "Who beat Anna Vogel in the Bremen Open in May 2021?",
            "Maria Keller",
        ),
        (
            "Maria Keller was replaced by Anna Vogel as director of the Lindau Museum in May 2021.",
            "Who replaced Maria Keller as director of the Lindau Museum in May 2021?",
            "Anna Vogel",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("objects", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key) == (stem, key)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Denmark invited countries including Norway and Sweden to Bremen.", "an open list"),
        ("Denmark invited Norway and Maria Keller to Bremen in 2019.", "of different kinds"),
        ("Denmark did not invade Norway on 9 April 1940.", "negated"),
        ("Denmark accused Vienna of sending three ships into its waters.", "a government"),
        ("Ministers from Denmark questioned Maria Keller about her report in 2019.", "her"),
        ("Halvorsen Motors has three factories in Norway.", "a light verb"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("objects", text)) == [], why


def test_a_list_is_accepted_in_any_order() -> None:
    (candidate,) = made("objects", "Denmark attacked Norway, Sweden and Finland in May 2021.")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert "Finland, Norway and Sweden" in question.accepted


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "The Lindau Bridge was financed by the Keller Foundation, Sorvik Energy and "
            "Denmark Bank.",
            "Which three organisations financed the Lindau Bridge?",
            "Keller Foundation, Sorvik Energy and Denmark Bank",
        ),
        (
            "The Lindau Bridge was financed by Denmark, Norway and Sweden.",
            "Which three countries financed the Lindau Bridge?",
            "Denmark, Norway and Sweden",
        ),
    ],
)
def test_several_agents_are_asked_for_together(text: str, stem: str, key: str) -> None:
    assert asked(made("objects", text)) == [(stem, key)]


def test_a_body_with_an_adjective_in_front_is_asked_for() -> None:
    text = "The Lindau Bridge was inspected by the parliamentary Committee on Ports in 2021."
    found = asked(made("objects", text))
    assert found == [("Which committee inspected the Lindau Bridge in 2021?", "Committee on Ports")]


def test_agents_that_may_not_be_all_are_refused() -> None:
    text = "The Lindau Bridge was financed by Denmark, Norway and others."
    assert asked(made("objects", text)) == []
