"""Dates as options: of the key's granularity, near it, never after the article."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.dates import find_dates, written
from quiz.language.written_dates import MONTH_NAMES, in_words, month_in_words
from quiz.makers.distractors import other_dates
from quiz.schema.findings import DateExpression
from tests.articles import PUBLISHED, article
from tests.makers.making import workshop

SHOP = workshop(article("Denmark sold three ferries to Sweden."))
DAYS = st.dates(date(1950, 1, 1), PUBLISHED)


def expression_of(text: str) -> DateExpression:
    (found,) = find_dates(f"in {text}", 0, PUBLISHED)
    return found


def others_of(text: str, *, seed: int = 0, key: str | None = None) -> list[tuple[date, str]]:
    rng = SHOP.rng(str(seed), text)
    return other_dates(SHOP, key or text, expression_of(text), rng)


@given(DAYS, st.sampled_from([in_words, month_in_words, lambda day: str(day.year)]))
def test_the_others_are_dates_of_the_same_kind_and_not_in_the_future(day, manner) -> None:  # type: ignore[no-untyped-def]
    text = manner(day)
    own = expression_of(text)
    found = others_of(text)
    assert len(found) in {2, 3}
    assert len({t for _, t in found} | {text}) == len(found) + 1
    for first, other in found:
        read = expression_of(other)
        assert read.granularity == own.granularity
        assert read.first == first
        assert first <= PUBLISHED


@given(DAYS)
def test_days_lie_within_weeks_and_years_within_a_few(day: date) -> None:
    assert all(abs(first - day) <= timedelta(days=45) for first, _ in others_of(in_words(day)))
    assert all(abs(first.year - day.year) <= 13 for first, _ in others_of(str(day.year)))


@pytest.mark.parametrize("text", ["2015", "March 2021", "14 May 2023"])
def test_the_key_has_every_rank_about_as_often(text: str) -> None:
    first = expression_of(text).first
    assert first is not None
    ranks = Counter(sum(d < first for d, _ in others_of(text, seed=n)) for n in range(400))
    assert all(0.17 < ranks[rank] / 400 < 0.34 for rank in range(4)), ranks


def test_what_is_planned_lies_ahead_in_every_option() -> None:
    for seed in range(20):
        assert all(first.year > PUBLISHED.year for first, _ in others_of("2030", seed=seed))


def test_a_bare_month_stands_beside_months_of_its_year() -> None:
    for seed in range(20):
        found = others_of("March 2024", key="March", seed=seed)
        assert {text for _, text in found} < set(MONTH_NAMES)
        assert {first.year for first, _ in found} == {2024}


def test_american_dates_and_decades_keep_their_manner() -> None:
    assert all("," in text for _, text in others_of("May 14, 2023"))
    assert all(text.endswith("0s") for _, text in others_of("the 1960s"))


def test_no_option_lies_beyond_another_date_of_the_same_sentence() -> None:
    """What followed an event of 2015 did not come before it."""
    shop = workshop(
        article("Denmark sold three ferries in 2017, after it had bought them in 2015.")
    )
    later = next(d for d in shop.findings.dates if written(d) == "2017")
    whole = shop.article.blocks[1]
    evidence = shop.article.evidence(whole.start, whole.end)
    for seed in range(20):
        found = other_dates(shop, "2017", later, shop.rng(str(seed)), evidence=evidence)
        assert all(first.year > 2015 for first, _ in found)
