"""Matching and ordering in a quiz: they use up their facts, and never cost it questions."""

from collections.abc import Sequence
from datetime import date

import pytest

from quiz.assembly import passed_over
from quiz.schema.candidate import Candidate, Screening
from quiz.schema.question import Asks, DatedEvent, Matching, Ordering, Pair
from quiz.schema.record import Span, digest
from tests.test_assembly import ARTICLE, TOWNS, mixed, question, quiz


def matching(
    places: Sequence[int], *, maker: str = "match_dates", asks: Asks = "term", facts: str = "fact"
) -> Candidate:
    """Return a matching question on the paragraphs (from 0) of these places."""
    pairs = []
    for place in places:
        block = ARTICLE.paragraphs[place]
        town = TOWNS[place]
        start = block.start + len("The town of ")
        pairs.append(
            Pair(
                left=f"It has {21 + place} bridges.",
                right=town,
                evidence=ARTICLE.evidence(block.start, block.end),
                key_span=Span(start=start, end=start + len(town)),
            )
        )
    first = min(pairs, key=lambda pair: pair.evidence.start)
    return Candidate(
        question=Matching(
            id=digest(maker, str(places)),
            stem="Match each number of bridges with its town.",
            pairs=tuple(pairs),
            choices=tuple(pair.right for pair in reversed(pairs)),
            evidence=first.evidence,
            key_span=first.key_span,
            explanation="The article says so.",
            maker=maker,
            asks=asks,
            confidence=0.8,
        ),
        fact=f"{maker} {places}",
        more_facts=tuple(f"{facts} {place}" for place in places),
    )


def ordering(places: Sequence[int]) -> Candidate:
    """Return an ordering question on the paragraphs (from 0) of these places."""
    events = []
    for year, place in enumerate(places, 2001):
        block = ARTICLE.paragraphs[place]
        events.append(
            DatedEvent(
                text=f"{TOWNS[place]} built bridges.",
                when=str(year),
                first=date(year, 1, 1),
                last=date(year, 12, 31),
                evidence=ARTICLE.evidence(block.start, block.end),
                key_span=Span(start=block.start, end=block.start + 3),
            )
        )
    first = min(events, key=lambda event: event.evidence.start)
    return Candidate(
        question=Ordering(
            id=digest("order", str(places)),
            stem="Put the events in the order in which they happened.",
            events=tuple(reversed(events)),
            order=tuple(reversed(range(len(events)))),
            evidence=first.evidence,
            key_span=first.key_span,
            explanation="By their dates.",
            maker="ordering",
            asks="order",
            confidence=0.8,
        ),
        fact=f"order {places}",
        more_facts=tuple(f"fact {place}" for place in places),
    )


def types(*candidates: Candidate, length: int = 12) -> list[str]:
    return sorted(q.type for q in quiz(candidates, length=length).questions)


def test_a_matching_question_joins_a_quiz_that_has_enough_without_its_facts() -> None:
    made = quiz([*mixed(), matching((20, 21, 22))], length=12)
    assert sum(q.type == "matching" for q in made.questions) == 1
    assert len(made.questions) == 12


def test_the_facts_of_a_matching_question_are_asked_by_no_other() -> None:
    single = question("short_answer", 5, fact="fact 5")
    made = quiz([matching((4, 5, 6)), single], length=1)
    assert len(made.questions) == 1
    screening = Screening(kept=(matching((4, 5, 6)), single), dropped=())
    (reason,) = passed_over(made, screening).values()
    assert reason == "asks the same fact as another question"


def test_where_the_quiz_would_be_shorter_its_facts_are_asked_one_by_one() -> None:
    singles = [question("short_answer", n, fact=f"fact {n}") for n in (4, 5, 6)]
    assert types(matching((4, 5, 6)), *singles, length=3) == ["short_answer"] * 3
    assert types(matching((4, 5, 6)), length=3) == ["matching"]


def test_one_matching_question_to_a_quiz_where_others_are_to_be_had() -> None:
    both = [matching((18, 19, 20)), matching((21, 22, 23), maker="match_posts")]
    assert types(*both, *mixed(16)).count("matching") == 1
    assert types(*both, length=2) == ["matching", "matching"]
    alike = [matching((18, 19, 20)), matching((21, 22, 23))]
    assert types(*alike, length=2) == ["matching"]


def test_matching_and_ordering_never_share_an_event() -> None:
    assert len(types(matching((4, 5, 6)), ordering((6, 7, 8, 9)))) == 1
    assert types(matching((4, 5, 6)), ordering((7, 8, 9, 10))) == ["matching", "ordering"]


def test_a_sentence_is_asked_about_twice_at_most_pairs_included() -> None:
    others = [question("short_answer", 5, key=k, stem=f"What is {k}?") for k in ("this", "that")]
    made = quiz([matching((4, 5, 6), facts="other"), *others], length=3)
    assert len(made.questions) == 2


@pytest.mark.parametrize(
    "stem",
    [
        "The town of Farley has 26 bridges and _____.",
        "Farley counts its 26 bridges _____.",
    ],
)
def test_no_stem_tells_a_pair(stem: str) -> None:
    told = question("cloze", 12, stem=stem, key="more")
    assert len(types(matching((4, 5, 6), asks="person"), told, length=2)) == 1


def test_a_stem_that_names_a_choice_alone_tells_nothing() -> None:
    told = question("cloze", 12, stem="The mayor of Farley likes _____.", key="tea")
    assert types(matching((4, 5, 6), asks="person"), told, length=2) == ["cloze", "matching"]


def test_prompts_give_no_other_key_away() -> None:
    asked = question("short_answer", 12, key="26 bridges", asks="number")
    assert len(types(matching((4, 5, 6)), asked, length=2)) == 1
