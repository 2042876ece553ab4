"""Past tense and articles: the small forms that a reader sees at once when they are wrong."""

import pytest

from quiz.language.dropping import article_before
from quiz.language.past_tense import past_of_lemma


@pytest.mark.parametrize(
    ("verb", "past"),
    [
        ("open", "opened"),
        ("close", "closed"),
        ("carry", "carried"),
        ("play", "played"),
        ("plan", "planned"),
        ("visit", "visited"),
        ("expel", "expelled"),
        ("regret", "regretted"),
        ("omit", "omitted"),
        ("patrol", "patrolled"),
        ("panic", "panicked"),
        ("mimic", "mimicked"),
        ("sell", "sold"),
        ("resell", "resold"),
        ("outdo", "outdid"),
        ("overtake", "overtook"),
        ("undergo", "underwent"),
        ("wring", "wrung"),
        ("fix", "fixed"),
        ("show", "showed"),
        ("head", "headed"),
    ],
)
def test_the_past_of_a_verb(verb: str, past: str) -> None:
    assert past_of_lemma(verb) == past


@pytest.mark.parametrize("word", ["3rd", "", "co-op"])
def test_what_is_no_plain_word_has_no_past(word: str) -> None:
    assert past_of_lemma(word) is None


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("official", "an"),
        ("minister", "a"),
        ("European", "a"),
        ("union", "a"),
        ("unit", "a"),
        ("hour-long", "an"),
        ("honest", "an"),
        ("heir", "an"),
        ("house", "a"),
        ("18-month", "an"),
        ("8,000", "an"),
        ("11-year", "an"),
        ("110-day", "a"),
        ("12-day", "a"),
        ("one-day", "a"),
        ("MP", "an"),
        ("US", "a"),
        ("FBI", "an"),
    ],
)
def test_the_article_goes_by_the_sound(word: str, article: str) -> None:
    assert article_before(word) == article
