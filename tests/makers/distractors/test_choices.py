"""Distractors: of the key's kind, certainly wrong, written in its manner."""

import re
from datetime import date

import pytest

from quiz.language.dates import find_dates
from quiz.pipeline import find, make
from quiz.schema.article import Article
from quiz.schema.question import MultipleChoice, fold, spaced
from tests.articles import PUBLISHED, STORIES
from tests.makers.making import heard, made

PEOPLE = heard(
    "Anna Vogel", "Laura Weber", "Sofia Brandt", "Peter Schmidt", "Karl Richter", "Thomas Wolf"
)
SAYS = "“The old bridge will stand for another hundred winters,” said Maria Keller."


def choices(source: Article, seed: int = 0) -> list[MultipleChoice]:
    candidates = make(source, find(source), seed=seed)
    return [c.question for c in candidates if isinstance(c.question, MultipleChoice)]


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("seed", [0, 1])
def test_no_distractor_is_named_in_the_stem_or_the_evidence_or_is_the_key(
    story: str, seed: int
) -> None:
    found = choices(STORIES[story], seed)
    assert found
    for question in found:
        shown = spaced(f"{question.stem} {question.evidence.text}")
        for distractor in question.distractors:
            assert spaced(distractor) not in shown, (question.stem, distractor)
            assert fold(distractor) != fold(question.key)


def test_an_alias_or_a_demonym_of_the_key_is_no_distractor() -> None:
    text = "Norway rejected the plan of the Baltic Fisheries Union."
    others = "Oslo spoke. Norwegian ministers agreed. Denmark spoke. Sweden sang. Finland left."
    (candidate,) = made("subject", text, others, kind="multiple_choice")
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert set(question.distractors) == {"Denmark", "Sweden", "Finland"}


def test_who_did_the_same_is_no_distractor() -> None:
    text = "Norway rejected the plan of the Baltic Fisheries Union."
    others = "Denmark spoke. Sweden sang. Finland left. Latvia and Estonia rejected it as well."
    (candidate,) = made("subject", text, others, kind="multiple_choice")
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert set(question.distractors) == {"Denmark", "Sweden", "Finland"}


def test_a_name_in_the_quotation_or_known_by_surname_only_is_no_distractor() -> None:
    said = SAYS.replace("The old bridge", "The old bridge of Anna Vogel")
    (candidate,) = made("who_said", said, PEOPLE, "Mr Lange sang.", kind="multiple_choice")
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert not {"Anna Vogel", "Mr Lange", "Lange"} & set(question.options)


def test_people_known_to_be_of_another_sex_are_no_distractors() -> None:
    (candidate,) = made(
        "who_said",
        SAYS.replace("Maria Keller", "Ms Keller"),
        "Maria Keller opened the bridge. Mr Schmidt and Mr Wolf met Ms Vogel, Ms Weber and Ms "
        "Brandt.",
        PEOPLE,
        kind="multiple_choice",
    )
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert not {"Peter Schmidt", "Thomas Wolf"} & set(question.options)


def test_whom_the_words_themselves_name_is_no_likely_speaker() -> None:
    says = "“Karl sold three ferries to Sweden and bought a museum,” said Maria Keller in Bremen."
    for found in made(
        "who_said",
        says,
        heard("Sofia Brandt"),
        heard("Karl Richter"),
        heard("Anna Vogel"),
        kind="multiple_choice",
    ):
        assert isinstance(found.question, MultipleChoice)
        assert "Karl Richter" not in found.question.options


def test_who_is_quoted_nowhere_is_no_likely_speaker() -> None:
    silent = "Karl Richter met Thomas Wolf in Bremen. Anna Vogel met Laura Weber."
    spoken = heard("Sofia Brandt")
    assert made("who_said", SAYS, spoken, silent, kind="multiple_choice") == []
    assert made("who_said", SAYS, spoken, heard("Karl Richter"), kind="multiple_choice")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "when",
    [
        "in 2023",
        "in 2020",
        "in March 2024",
        "on 2 October 2024",
        "in October 2024",
        "on 27 November 2024",
        "in May 2003",
    ],
)
def test_dates_are_in_order_and_not_later_than_the_article(when: str, seed: int) -> None:
    found = made(
        "when", f"Denmark sold three ferries to Sweden {when}.", kind="multiple_choice", seed=seed
    )
    for candidate in found:
        question = candidate.question
        assert isinstance(question, MultipleChoice)
        days = [first_day(option) for option in question.options]
        assert days == sorted(days)
        assert days[-1] <= PUBLISHED
        shapes = {re.sub(r"[A-Z][a-z]+", "M", re.sub(r"\d+", "0", o)) for o in question.options}
        assert len(shapes) == 1
    assert found


@pytest.mark.parametrize("when", ["in November 2024", "on 29 November 2024"])
def test_a_date_with_nothing_after_it_is_no_choice(when: str) -> None:
    """It would be the last of the options in every quiz, and be known unread."""
    found = made("when", f"Denmark sold three ferries to Sweden {when}.")
    assert {c.question.type for c in found} == {"short_answer"}


def first_day(text: str) -> date:
    (expression,) = find_dates(f"in {text}", 0, None)
    assert expression.first is not None
    return expression.first


def test_a_number_or_date_of_the_article_is_no_distractor() -> None:
    text = "Denmark sold 48 ferries to Sweden in 2019."
    numbers = " ".join(f"Norway bought {n} trains." for n in range(20, 76) if n != 48)
    for seed in range(5):
        for candidate in made("how_many", text, numbers, kind="multiple_choice", seed=seed):
            assert isinstance(candidate.question, MultipleChoice)
            assert not set(candidate.question.distractors) & {str(n) for n in range(20, 76)}


def test_each_question_draws_for_itself() -> None:
    found = made(
        "how_many",
        *(
            f"{country} sold 48 ferries to Malta in 2019."
            for country in ("Denmark", "Chile", "Peru")
        ),
        kind="multiple_choice",
    )
    drawn = {c.question.options for c in found if isinstance(c.question, MultipleChoice)}
    assert len(found) == 3
    assert len(drawn) > 1


def test_the_seed_changes_the_distractors_and_nothing_else() -> None:
    text = "Denmark sold 4,800 ferries to Sweden in 2019."
    (one,), (same,), (other,) = (
        made("how_many", text, kind="multiple_choice", seed=seed) for seed in (0, 0, 1)
    )
    assert one == same
    assert one != other
    assert one.question.id == other.question.id
    assert one.question.stem == other.question.stem


def test_whom_the_stem_tells_by_a_post_is_no_distractor() -> None:
    """The envoy of what Keller promised to do with the envoy is nobody but Karl Richter."""
    says = "Maria Keller promised she would work with the Danish envoy on a fair sale in Bremen."
    found = made(
        "reported",
        says,
        "Karl Richter, the Danish envoy to Sweden, spoke in Bremen. " + heard("Karl Richter"),
        heard("Maria Keller"),
        heard("Sofia Brandt"),
        heard("Anna Vogel"),
        heard("Laura Weber"),
        kind="multiple_choice",
    )
    assert found
    for candidate in found:
        assert isinstance(candidate.question, MultipleChoice)
        assert "Karl Richter" not in candidate.question.options
