"""What could be asked instead, or about a word of the article, out of a real screening."""

import pytest

from quiz.editing import here, others, put
from quiz.pipeline import Built, build
from quiz.schema.question import fold, key_text
from quiz.schema.quiz import Quiz
from quiz.schema.record import Span
from tests.articles import POLITICS, article


@pytest.fixture(scope="module")
def built() -> Built:
    return build(article(*POLITICS))


def span_of(quiz: Quiz, words: str) -> Span:
    start = quiz.article.text.index(words)
    return Span(start=start, end=start + len(words))


def test_each_offer_shares_a_fact_or_a_sentence_and_is_not_asked_yet(built: Built) -> None:
    asked = {question.id for question in built.quiz.questions}
    facts = {c.question.id: c.facts for c in built.screening.kept}
    counted = 0
    for question in built.quiz.questions:
        for offer in others(question, built.quiz, built.screening):
            counted += 1
            assert offer.sound
            assert offer.question.id not in asked
            assert (
                facts[offer.question.id] & facts[question.id]
                or offer.question.evidence.overlaps(question.evidence)
                or question.type in ("matching", "ordering")
                or offer.question.type in ("matching", "ordering")
            )
            if offer.bond == "same answer":
                assert offer.question.type != question.type
                assert fold(key_text(offer.question)) == fold(key_text(question))
    assert counted > len(built.quiz.questions)


def test_the_same_question_in_another_type_comes_first(built: Built) -> None:
    for question in built.quiz.questions:
        ranks = [
            ("same answer", "same fact", "same sentence").index(offer.bond)
            for offer in others(question, built.quiz, built.screening)
        ]
        assert ranks == sorted(ranks)


def test_an_offer_that_is_taken_is_offered_no_more(built: Built) -> None:
    question = next(q for q in built.quiz.questions if others(q, built.quiz, built.screening))
    offer = others(question, built.quiz, built.screening)[0]
    quiz = put(built.quiz, offer.question, instead_of=question.id)
    again = others(offer.question, quiz, built.screening)
    assert question.id in {other.question.id for other in again}
    assert offer.question.id not in {other.question.id for other in again}


def test_a_word_of_the_article_brings_what_can_be_asked_there(built: Built) -> None:
    bare = built.quiz.model_copy(update={"questions": ()})
    offers, asked = here(span_of(bare, "131"), bare, built.screening)
    assert not asked
    assert offers[0].sound
    first = offers[0].question.key_span
    assert first is not None
    assert bare.article.at(first) == "131"
    sentence = offers[0].question.evidence
    assert all(o.question.evidence.overlaps(sentence) for o in offers if o.question.type == "cloze")
    sound = [offer.sound for offer in offers]
    assert sound == sorted(sound, reverse=True)


def test_what_was_dropped_there_comes_with_its_reason(built: Built) -> None:
    rejection = next(r for r in built.screening.dropped if r.rule == "cannot stand alone")
    evidence = rejection.candidate.question.evidence
    offers, _ = here(evidence, built.quiz, built.screening)
    reasons = {offer.question.id: offer.reason for offer in offers}
    assert reasons[rejection.candidate.question.id] == rejection.reason


def test_where_the_quiz_asks_already_it_is_said(built: Built) -> None:
    question = built.quiz.questions[0]
    _, asked = here(question.evidence, built.quiz, built.screening)
    assert asked
