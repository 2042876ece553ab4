"""Study facts: what is kept for the cards of what a quiz leaves, and what is not."""

from datetime import date

import pytest

from quiz.assembly import assemble, passed_over
from quiz.assembly.study import MOST
from quiz.pipeline import build
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate, Screening
from quiz.schema.question import DatedEvent, Ordering
from quiz.schema.quiz import Blueprint, Quiz, dump
from quiz.schema.record import Span
from tests.articles import STORIES
from tests.samples import history_article
from tests.test_assembly import ARTICLE, question


def figure(place: int, **changes: object) -> Candidate:
    """Return a good question on a figure, of another paragraph for each `place`."""
    fields: dict[str, object] = {
        "stem": f"How many oxen {'abcdefghijklmnopqrstuvwxyz'[place] * 9} had?",
        "key": str(1000 + place),
        "asks": "number",
        "maker": "how_many",
        **changes,
    }
    return question("short_answer", place, **fields)  # type: ignore[arg-type]


def made(kept: list[Candidate], *, length: int = 1, **blueprint: object) -> Quiz:
    wanted = Blueprint.model_validate({"length": length, **blueprint})
    return assemble(ARTICLE, Screening(kept=tuple(kept), dropped=()), wanted)


def stems(quiz: Quiz) -> set[str]:
    return {fact.stem for fact in quiz.study}


def asked_first(candidate: Candidate) -> Candidate:
    """Return the candidate so sure that a quiz of one question asks it."""
    sure = candidate.question.model_copy(update={"confidence": 1.0})
    return candidate.model_copy(update={"question": sure})


def test_facts_that_are_not_asked_are_kept_in_reading_order() -> None:
    quiz = made([figure(3), asked_first(figure(1)), figure(2)])
    assert [q.id for q in quiz.questions] == [figure(1).question.id]
    assert [fact.id for fact in quiz.study] == [figure(n).question.id for n in (2, 3)]
    assert all(fact.difficulty for fact in quiz.study)


@pytest.mark.parametrize(
    ("maker", "asks", "kept"),
    [
        ("who_held", "person", True),
        ("post", "role", True),
        ("counts", "number", True),
        ("how_much", "number", True),
        ("measures", "number", True),
        ("when", "date", True),
        ("where", "city", False),  # without a date in the stem
        ("why", "reason", False),
        ("who_said", "speaker", False),
    ],
)
def test_people_figures_and_dates_are_kept(maker: str, asks: str, kept: bool) -> None:
    quiz = made([asked_first(figure(1)), figure(2, maker=maker, asks=asks)])
    assert len(quiz.study) == kept


def test_a_dated_place_is_kept() -> None:
    there = figure(2, maker="where", asks="city", stem="Where did Ann sing in 1999?", key="Rome")
    assert len(made([asked_first(figure(1)), there]).study) == 1


def test_a_gap_is_kept_for_a_figure_or_a_date_only() -> None:
    gaps = [
        question("cloze", n, maker="cloze", asks=asks, stem=f"{'xyz'[n] * 9} had _____ oxen.")
        for n, asks in enumerate(("number", "date", "person"))
    ]
    assert len(made([asked_first(figure(5)), *gaps]).study) == 2


def test_what_is_doubtful_is_not_kept_even_where_its_type_is_picked_out() -> None:
    doubtful = [figure(2, confidence=0.51), figure(3, confidence=0.53)]
    quiz = made([asked_first(figure(1)), *doubtful], types=("short_answer",))
    assert stems(quiz) == {doubtful[1].question.stem}


def test_types_and_difficulty_of_the_quiz_do_not_bind_the_cards() -> None:
    statement = question("true_false", 1, key=True)
    assert len(made([statement, figure(2)], types=("true_false",)).study) == 1


def test_a_fact_that_is_asked_already_is_not_kept() -> None:
    """By its name, by nearly the same words, by the same figure of the same sentence."""
    stem = "How many oxen {} the farmers of Aldham before winter?"
    asked = asked_first(figure(1, fact="oxen", stem=stem.format("owned")))
    same_words = figure(9, stem=stem.format("had"), key="1001")
    again = [figure(2, fact="oxen"), same_words, figure(1, stem="Which number?", key="1001")]
    assert made([asked, *again]).study == ()


def test_of_two_ways_to_ask_a_fact_the_open_question_is_kept() -> None:
    gap = question("cloze", 2, maker="cloze", asks="number", fact="oxen", confidence=0.99)
    quiz = made([asked_first(figure(1)), gap, figure(2, fact="oxen")])
    assert [fact.type for fact in quiz.study] == ["short_answer"]


def test_at_most_so_many_are_kept_the_surest_first() -> None:
    many = [figure(n, confidence=0.6 if n < 20 else 0.7) for n in range(2, 24)]
    quiz = made([asked_first(figure(1)), *many])
    assert len(quiz.study) == MOST
    assert {figure(n).question.stem for n in range(20, 24)} <= stems(quiz)


def _post(confidence: float = 0.8) -> tuple[Candidate, Candidate]:
    """Return a question on the holder of a post and the one on the post, of one fact."""
    held = {"place": 2, "fact": "role:Ann Oak", "confidence": confidence}
    who = figure(
        **held, maker="who_held", asks="person", stem="Who was the mayor of Ulm?", key="Ann Oak"
    )
    what = figure(
        **held, maker="post", asks="role", stem="What post did Ann Oak hold?", key="mayor of Ulm"
    )
    return who, what


def test_the_other_way_round_of_a_post_is_kept_for_a_reverse_card() -> None:
    who, what = _post()
    assert stems(made([asked_first(who), what])) == {what.question.stem}
    assert stems(made([asked_first(what), who])) == {who.question.stem}


def test_facts_of_their_own_come_before_the_other_way_round() -> None:
    who, what = _post(confidence=0.99)
    many = [figure(n, confidence=0.6) for n in range(3, 3 + MOST)]
    assert what.question.stem not in stems(made([asked_first(who), what, *many]))


def test_every_event_of_an_order_is_a_fact() -> None:
    article = history_article()
    told = {
        "Aldo Renn founded the ferry company.": ("1964", date(1964, 1, 1), date(1964, 12, 31)),
        "The Petrel sank.": ("March 1971", date(1971, 3, 1), date(1971, 3, 31)),
        "The company bought two ships.": ("1988", date(1988, 1, 1), date(1988, 12, 31)),
        "The council closed the pier.": ("3 May 2005", date(2005, 5, 3), date(2005, 5, 3)),
    }
    events = []
    for text, (when, first, last) in told.items():
        at = article.text.index(when)
        start, end = article.text.rindex("\n", 0, at) + 1, article.text.index(".", at) + 1
        events.append(
            DatedEvent(
                text=text,
                when=when,
                first=first,
                last=last,
                evidence=article.evidence(start, end),
                key_span=Span(start=at, end=at + len(when)),
            )
        )
    order = Ordering(
        id="order",
        stem="Put the events in order.",
        events=(events[3], *events[:3]),
        order=(1, 2, 3, 0),
        evidence=events[0].evidence,
        key_span=events[0].key_span,
        explanation="By their dates.",
        maker="ordering",
        asks="order",
        confidence=0.8,
    )
    screening = Screening(kept=(Candidate(question=order, fact="order"),), dropped=())
    quiz = assemble(article, screening, Blueprint(length=1))
    assert [q.type for q in quiz.questions] == ["ordering"]
    assert [(fact.stem, fact.key) for fact in quiz.study] == [
        ("In which year did this happen? Aldo Renn founded the ferry company.", "1964"),
        ("In which month and year did this happen? The Petrel sank.", "March 1971"),
        ("In which year did this happen? The company bought two ships.", "1988"),
        ("On what date did this happen? The council closed the pier.", "3 May 2005"),
    ]
    assert Quiz.model_validate(quiz.model_dump()) == quiz


def test_explain_says_what_is_kept_for_the_cards() -> None:
    kept = [asked_first(figure(1)), figure(2)]
    quiz = made(kept)
    reasons = passed_over(quiz, Screening(kept=tuple(kept), dropped=()))
    assert reasons == {figure(2).question.id: "kept for the cards only"}


@pytest.mark.parametrize("article", STORIES.values(), ids=list(STORIES))
def test_study_facts_come_out_the_same_and_leave_the_quiz_alone(article: Article) -> None:
    quiz = build(article, seed=1).quiz
    assert dump(build(article, seed=1).quiz) == dump(quiz)
    assert not {fact.id for fact in quiz.study} & {question.id for question in quiz.questions}
