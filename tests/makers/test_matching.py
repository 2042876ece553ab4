"""Who is who, who said what, what happened when: pairs to match, and what is no pair."""

import pytest

from quiz.schema.candidate import Candidate
from quiz.schema.question import Matching
from quiz.screening import screen
from tests.articles import article
from tests.makers.making import made

POSTS = (
    "Maria Keller, director of the Bremen Museum, opened the hall on Monday.",
    "Paul Winter, head of the German Harbour Union, stayed away.",
    "Nadia Haddad, chief executive of Halvorsen Motors, paid for the roof.",
)
SAID = (
    "“The old harbour bridge cannot carry the lorries of our century,” said Maria Keller.",
    "“My members have waited eleven years for a safe crane,” said Paul Winter.",
    "“A museum without visitors is only an expensive cupboard,” said Nadia Haddad.",
)
DATED = (
    "Denmark sold three old ferries to Sweden in May 2019.",
    "Norway rejected a fisheries treaty with Latvia on 12 March 2021.",
    "Maria Keller founded the Bremen Museum in 2009.",
)


def matching(kind: str, *paragraphs: str, seed: int = 0) -> list[Matching]:
    """Return the questions of one kind that pass screening."""
    found = [c for c in made("matching", *paragraphs, seed=seed) if c.question.maker == kind]
    kept = screen(found, article(*paragraphs)).kept
    return [c.question for c in kept if isinstance(c.question, Matching)]


def pairs(question: Matching) -> dict[str, str]:
    return {pair.left: pair.right for pair in question.pairs}


def test_people_and_their_posts() -> None:
    (question,) = matching("match_posts", *POSTS)
    assert pairs(question) == {
        "Director of the Bremen Museum": "Maria Keller",
        "Head of the German Harbour Union": "Paul Winter",
        "Chief executive of Halvorsen Motors": "Nadia Haddad",
    }
    assert question.asks == "person"


def test_speakers_and_their_quotations() -> None:
    (question,) = matching("match_quotations", *SAID)
    assert pairs(question) == {
        "“The old harbour bridge cannot carry the lorries of our century”": "Maria Keller",
        "“My members have waited eleven years for a safe crane”": "Paul Winter",
        "“A museum without visitors is only an expensive cupboard”": "Nadia Haddad",
    }
    assert (question.asks, question.maker) == ("speaker", "match_quotations")


def test_events_and_their_dates() -> None:
    (question,) = matching("match_dates", *DATED)
    assert pairs(question) == {
        "Denmark sold three old ferries to Sweden.": "May 2019",
        "Norway rejected a fisheries treaty with Latvia.": "12 March 2021",
        "Maria Keller founded the Bremen Museum.": "2009",
    }
    assert question.choices == ("2009", "May 2019", "12 March 2021")  # as a calendar has them


@pytest.mark.parametrize(
    ("kind", "paragraphs"),
    [("match_posts", POSTS), ("match_quotations", SAID), ("match_dates", DATED)],
)
def test_two_pairs_are_too_few(kind: str, paragraphs: tuple[str, ...]) -> None:
    assert matching(kind, *paragraphs)
    assert matching(kind, *paragraphs[:2]) == []


@pytest.mark.parametrize(
    "third",
    [
        "Nadia Haddad, chairwoman of Halvorsen Motors, paid for the roof.",  # a woman among men
        "Nadia Haddad, chief executive of the company, paid for the roof.",  # of no institution
        "Nadia Haddad, spokeswoman for Maria Keller, paid for the roof.",  # names another choice
        "Nadia Haddad, a member of the German Harbour Union, paid.",  # fits others too
        "Nadia Haddad, director of the Bremen Museum, paid for the roof.",  # the post of another
        "Nadia Haddad, head of the Haddad Foundation, paid for the roof.",  # names herself
        "Peter Keller, chief executive of Halvorsen Motors, paid for the roof.",  # a second Keller
    ],
)
def test_a_post_that_does_not_tell_one_person_is_no_pair(third: str) -> None:
    assert matching("match_posts", *POSTS[:2], third) == []


@pytest.mark.parametrize(
    "third",
    [
        "“We are delighted with it all,” said Nadia Haddad.",  # bland and short
        "“A museum without visitors is only an expensive cupboard,” said a visitor.",
        "“Paul Winter has never once set foot inside the old museum,” said Nadia Haddad.",
        "“The new museum roof leaks on every single rainy night,” said Paul Winter.",
    ],
)
def test_a_quotation_without_a_speaker_of_its_own_is_no_pair(third: str) -> None:
    assert matching("match_quotations", *SAID[:2], third) == []


@pytest.mark.parametrize(
    "third",
    [
        "Maria Keller will open the Bremen Museum in 2031.",
        "Maria Keller planned to open the Bremen Museum in 2009.",
        "Maria Keller did not open the Bremen Museum in 2009.",
        "Maria Keller may have opened the Bremen Museum in 2009.",
        "Maria Keller said the Bremen Museum opened in 2009.",
        "Maria Keller lived in Bremen with her sister in 2009.",
        "Maria Keller sold the Bremen Museum of 1950 in 2009.",
        "Maria Keller sold the Bremen Museum to Sweden in 2019.",  # May 2019 is in it
        "Maria Keller sold the Bremen Museum to Sweden on Tuesday.",
    ],
)
def test_what_is_no_event_of_a_clear_date_is_no_pair(third: str) -> None:
    assert matching("match_dates", *DATED[:2], third) == []


def test_a_date_without_its_year_is_explained() -> None:
    (question,) = matching(
        "match_dates", *DATED[:2], "Maria Keller sold the Bremen Museum to Sweden last month."
    )
    assert "October 2024" in question.choices
    assert question.derivation == (
        "“last month” in an article of 30 November 2024 is October 2024."
    )


MORE = (
    "“Nobody asked the crews whether they wanted a night at sea,” said Anna Vanaga.",
    "“The herring does not read our treaties before it swims,” said Sigrid Haugland.",
    "“Every single lorry has to earn its own battery first,” said Petra Lindqvist.",
)


@pytest.mark.parametrize(
    ("count", "asked", "offered"), [(3, 3, 3), (4, 4, 4), (5, 4, 5), (6, 4, 6)]
)
def test_speakers_left_over_are_choices_that_fit_nothing(
    count: int, asked: int, offered: int
) -> None:
    (question,) = matching("match_quotations", *(SAID + MORE)[:count])
    assert (len(question.pairs), len(question.choices)) == (asked, offered)


def test_the_same_seed_gives_the_same_question_and_chance_another_order() -> None:
    shown = {matching("match_quotations", *SAID, *MORE, seed=seed)[0].choices for seed in range(6)}
    again = {matching("match_quotations", *SAID, *MORE, seed=seed)[0].choices for seed in range(6)}
    assert shown == again
    assert len(shown) > 1


def test_every_pair_proves_itself_and_uses_up_its_fact() -> None:
    source = article(*SAID, *POSTS, *DATED)
    found = made("matching", *SAID, *POSTS, *DATED)
    assert [c.question.maker for c in found] == ["match_posts", "match_quotations", "match_dates"]
    for candidate in found:
        question = candidate.question
        assert isinstance(question, Matching)
        for pair in question.pairs:
            assert source.at(pair.evidence) == pair.evidence.text
            assert pair.key_span is not None
            assert source.at(pair.key_span) in {pair.right, f"in {pair.right}"}
        assert len(candidate.more_facts) == len(question.pairs)


def shared(one: list[Candidate], other: list[Candidate]) -> set[str]:
    return {f for c in one for f in c.facts} & {f for c in other for f in c.facts}


def test_its_facts_are_those_of_the_single_questions() -> None:
    paragraphs = (*SAID, *POSTS, *DATED)
    matched = made("matching", *paragraphs)
    assert len(shared(matched, made("who_said", *paragraphs))) == 3
    assert len(shared(matched, made("roles", *paragraphs))) >= 2
    assert len(shared(matched, made("when", *paragraphs))) == 3
