"""The maker of statements that are true, or false by one swap."""

import re

import pytest

from quiz.language.numbers import value_of
from quiz.schema.question import TrueFalse
from tests.makers.making import made, written_key


def pair(*paragraphs: str, seed: int = 0) -> tuple[TrueFalse, TrueFalse | None]:
    """Return the true statement on the first sentence, and the false one where there is one."""
    first, *others = (c.question for c in made("true_false", *paragraphs, seed=seed))
    assert isinstance(first, TrueFalse)
    assert first.key
    second = others[0] if others and others[0].evidence == first.evidence else None
    assert second is None or (isinstance(second, TrueFalse) and not second.key)
    return first, second


def test_a_true_statement_is_what_the_article_says() -> None:
    text = "Maria Keller founded the Lindau Museum in 1998."
    true, _ = pair(text)
    assert (true.stem, true.correction, true.evidence.text) == (text, None, text)
    assert true.explanation == "The article says so."


def test_a_figure_in_passing_is_not_swapped() -> None:
    text = "After a detour of 40 miles in May 2023, Maria Keller founded the Lindau Museum."
    stems = [c.question.stem for c in made("true_false", text) if not c.fault]
    assert stems
    assert all("40 miles" in stem for stem in stems)


@pytest.mark.parametrize("text", ["between 1997 and 2003", "from 1997 to 2003"])
def test_the_ends_of_a_range_are_not_swapped(text: str) -> None:
    """Who paid from 1997 to 2003 also paid from 1997 to 2002: a narrower range is not false."""
    candidates = made("true_false", f"Norway paid bribes to Lindau Airlines {text}.")
    assert [c.question.key for c in candidates if not c.fault] == [True]


def test_a_sentence_that_cannot_stand_alone_is_shown_with_its_fault() -> None:
    candidates = made(
        "true_false",
        "Maria Keller founded the Lindau Museum in 1998. It opened the deal to them.",
    )
    unfit = [c for c in candidates if c.fault is not None]
    assert [c.question.evidence.text for c in unfit] == ["It opened the deal to them."]
    assert "it is not certain what “It” stands for" in (unfit[0].fault or "")


@pytest.mark.parametrize("seed", range(5))
def test_a_number_is_swapped_first_and_the_correction_gives_it_back(seed: int) -> None:
    text = "Denmark sold 48 ferries to Sweden in May 2021."
    _, false = pair(text, seed=seed)
    assert false is not None
    swapped = re.fullmatch(r"Denmark sold (\d+) ferries to Sweden in May 2021\.", false.stem)
    assert swapped is not None
    value = value_of(swapped[1])
    assert value is not None
    assert value != 48
    assert 0.4 * 48 <= value <= 1.6 * 48
    assert (false.correction, written_key(false)) == (text, "48")


def test_what_the_article_says_instead_is_told_whole() -> None:
    _, false = pair("The US firm Corvane Foods paid a $1.5m fine in Lisbon on 4 May 2024.")
    assert false is not None
    assert false.explanation.startswith("The article says “$1.5m”, not “$")


@pytest.mark.parametrize("seed", range(5))
def test_a_date_is_swapped_for_one_of_the_same_exactness(seed: int) -> None:
    _, false = pair("Maria Keller founded the Lindau Museum in May 2021.", seed=seed)
    assert false is not None
    assert re.fullmatch(
        r"Maria Keller founded the Lindau Museum in [A-Z][a-z]+ 20\d\d\.", false.stem
    )
    assert "May 2021" not in false.stem
    assert written_key(false) == "May 2021"


def test_a_subject_is_swapped_for_a_name_of_its_kind_from_elsewhere() -> None:
    text = "Norway rejected the plan of the Baltic Fisheries Union."
    _, false = pair(
        text, "Denmark spoke. Denmark agreed. Maria Keller sang, and Maria Keller left."
    )
    assert false is not None
    assert false.stem == "Denmark rejected the plan of the Baltic Fisheries Union."
    assert (false.correction, written_key(false)) == (text, "Norway")


@pytest.mark.parametrize(
    ("paragraphs", "why"),
    [
        (("Denmark did not sell its ferries to Sweden in 2019.",), "negated"),
        (("The Lindau Museum opened a hall for Maria Keller near Bremen.",), "nothing to swap"),
        (
            ("Norway rejected the plan of the Baltic Fisheries Union.", "Denmark spoke."),
            "the other name is mentioned once only",
        ),
        (
            (
                "Norway rejected the plan of the Baltic Fisheries Union.",
                "Denmark spoke. Denmark rejected it as well.",
            ),
            "the other did the same",
        ),
    ],
)
def test_what_is_not_swapped(paragraphs: tuple[str, ...], why: str) -> None:
    assert pair(*paragraphs)[1] is None, why


def test_true_and_false_ask_for_one_fact_and_are_two_questions() -> None:
    true, false = made("true_false", "Denmark sold 48 ferries to Sweden in May 2021.")
    assert true.fact == false.fact
    assert true.question.id != false.question.id
