"""Over many questions the options give nothing away: neither by length nor by position."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from random import Random

import pytest

from quiz.makers.distractors.options import Distractor, offered
from quiz.makers.workshop import Draft
from quiz.pipeline import build
from quiz.schema.question import MultipleChoice, spaced
from quiz.schema.quiz import Blueprint
from tests.articles import STORIES, article
from tests.makers.distractors.test_choices import choices
from tests.makers.making import workshop

SHOP = workshop(article("The choir sang.", "It was late."))
SYLLABLES = "ba ren to mil os ker la vin du gar el pol".split()


def words(rng: Random) -> str:
    """Return a made-up full name."""
    parts = ("".join(rng.sample(SYLLABLES, rng.randint(1, 4))).capitalize() for _ in range(2))
    return " ".join(parts)


def draft(number: int, key: str) -> Draft:
    block = SHOP.article.blocks[1]
    return Draft(
        maker="test",
        fact=f"fact {number}",
        stem="Who led the choir that sang so late?",
        key=key,
        accepted=(key,),
        asks="person",
        evidence=SHOP.article.evidence(block.start, block.end),
        explanation="So it says.",
        confidence=0.8,
        derivation="So it says.",
    )


def made_up(pool: int, count: int) -> Iterator[MultipleChoice]:
    """Yield questions whose key and `pool` distractors are names of any length."""
    rng = Random(11)
    for number in range(count):
        key, *others = (words(rng) for _ in range(pool + 1))
        rivals = [Distractor(other, told=True) for other in others]
        for candidate in offered(SHOP, draft(number, key), rivals, told=1):
            assert isinstance(candidate.question, MultipleChoice)
            yield candidate.question


def longest(question: MultipleChoice) -> bool:
    return all(len(question.key) > len(other) for other in question.distractors)


@cache
def of_the_stories() -> tuple[MultipleChoice, ...]:
    return tuple(q for story in STORIES.values() for seed in range(6) for q in choices(story, seed))


@pytest.mark.parametrize("pool", [2, 3, 5, 9])
def test_the_key_is_the_longest_no_more_often_than_chance_has_it(pool: int) -> None:
    found = list(made_up(pool, 400))
    assert len(found) > 250
    assert sum(map(longest, found)) <= sum(1 / len(q.options) for q in found)


def test_the_key_is_seldom_the_longest_in_the_stories() -> None:
    found = of_the_stories()
    assert len(found) > 60
    assert sum(map(longest, found)) <= sum(1 / len(q.options) for q in found)


def test_the_key_stands_about_equally_often_in_every_place() -> None:
    places = Counter(q.key_index for q in made_up(9, 400))
    assert all(0.18 < places[place] / 400 < 0.32 for place in range(4)), places


def test_no_option_is_a_part_of_another() -> None:
    for question in of_the_stories():
        for one, other in combinations(map(spaced, question.options), 2):
            assert one not in other
            assert other not in one


def test_quizzes_spread_their_keys_over_the_places() -> None:
    """Ordered and shuffled options together."""
    places = Counter[int]()
    for story in STORIES.values():
        for seed in range(6):
            quiz = build(story, Blueprint(types=("multiple_choice",)), seed=seed).quiz
            asked = (q for q in quiz.questions if isinstance(q, MultipleChoice))
            places.update(q.key_index for q in asked if len(q.options) == 4)
    assert places.total() > 60
    assert all(0.16 < places[place] / places.total() < 0.34 for place in range(4)), places


def test_the_same_pool_gives_the_same_options() -> None:
    assert list(made_up(5, 20)) == list(made_up(5, 20))


def test_with_two_good_ones_there_are_three_options_and_with_one_there_is_no_question() -> None:
    assert {len(q.options) for q in made_up(2, 50)} == {3}
    assert not list(made_up(1, 20))


def test_without_one_of_the_article_there_is_no_question() -> None:
    listed = [Distractor(name) for name in ("Ann Mills", "Rob Tandy", "Kim Doyle")]
    assert not list(offered(SHOP, draft(0, "Eve Parr"), listed, told=1))
    assert list(
        offered(SHOP, draft(0, "Eve Parr"), [*listed, Distractor("Al Pym", told=True)], told=1)
    )
