"""What a question says that its sentence does not say: each rule both ways, on a story of ours."""

from pathlib import Path
from typing import Any

import pytest

from quiz.finders import find
from quiz.readers import read
from quiz.writer.case import Case
from quiz.writer.passages import passages
from quiz.writer.proving import Outcome, prove
from quiz.writer.wire import PROPOSALS

STORY = Path(__file__).parents[1] / "stories" / "culture-museum.txt"
ARTICLE = read(STORY.read_bytes(), name=STORY.name)
CASE = Case(ARTICLE, find(ARTICLE))
(PASSAGE,) = passages(ARTICLE)

HANDED_OVER = "“Birches at Hallstatt” was handed over on Thursday to Judith Feldman"
SOLD = "Kern sold the picture for 400 Reichsmarks, less than the price of two train tickets"
STUDENT = "Stefan Brandauer, a doctoral student at the University of Graz, found it in the papers"
BOUGHT = "The Lindenthal Museum bought “Birches at Hallstatt” in 1956 from a gallery in Salzburg."
LAW = "Austria passed a law on the return of stolen art in 1998."
MAREK = "Egon Marek painted some 120 landscapes before he died in Linz in 1931."
NOT_SOLD = "Ms Feldman has decided not to sell the picture."


def proved(kind: str, stem: str, evidence: str, answer: str = "", **fields: Any) -> Outcome:
    plain: dict[str, Any] = {"accepted": (), "wrong_words": "", "right_words": "", "is_true": True}
    plain |= {"type": kind, "stem": stem, "evidence": evidence}
    plain |= {"answer": answer, "answer_words": answer}
    return prove(CASE, PASSAGE, PROPOSALS[kind].model_validate({**plain, **fields}), "small")


@pytest.mark.parametrize(
    ("rule", "stem", "evidence", "answer"),
    [
        ("wrong kind", "From which gallery did the Lindenthal Museum buy it?", BOUGHT, "1956"),
        (
            "wrong kind",
            "Where did the Lindenthal Museum buy “Birches at Hallstatt”?",
            BOUGHT,
            "1956",
        ),
        ("wrong kind", "Whom did Egon Marek paint before he died in Linz?", MAREK, "120"),
        ("wrong kind", "When did Egon Marek paint landscapes?", MAREK, "Linz"),
        (
            "wrong kind",
            "In which year was the picture sold for 400 Reichsmarks?",
            SOLD,
            "Leopold Kern",
        ),
        ("wrong kind", "In which city did somebody paint landscapes?", MAREK, "Egon Marek"),
        (
            "wrong kind",
            "At which museum is Stefan Brandauer a student?",
            STUDENT,
            "University of Graz",
        ),
        ("from nowhere", "To which city did Leopold Kern flee?", SOLD, "Rotterdam"),
        ("from nowhere", "In which year did the born Egon Marek die in Linz?", MAREK, "1931"),
        (
            "from nowhere",
            "Who owned the picture before Leopold Kern?",
            HANDED_OVER,
            "Judith Feldman",
        ),
        (
            "another clause",
            "Who owned the picture for eleven years?",
            HANDED_OVER,
            "Judith Feldman",
        ),
        ("another clause", "In which city did Egon Marek paint some landscapes?", MAREK, "Linz"),
        (
            "another clause",
            "To whom did Leopold Kern sell the picture?",
            HANDED_OVER,
            "Judith Feldman",
        ),
        ("another clause", "To which city did Leopold Kern sell the picture?", SOLD, "Rotterdam"),
    ],
)
def test_a_key_of_another_kind_or_clause_is_refused(
    rule: str, stem: str, evidence: str, answer: str
) -> None:
    refused = proved("short_answer", stem, evidence, answer).refused
    assert refused is not None
    assert refused.rule == rule, refused.reason


@pytest.mark.parametrize(
    ("stem", "evidence", "answer"),
    [
        ("In which year did the Lindenthal Museum buy “Birches at Hallstatt”?", BOUGHT, "1956"),
        ("Where was the gallery that sold “Birches at Hallstatt” in 1956?", BOUGHT, "Salzburg"),
        ("When did Austria pass a law on the return of stolen art?", LAW, "1998"),
        ("In which year did Austria pass a law on stolen art before the claim?", LAW, "1998"),
        ("At which university is Stefan Brandauer a student?", STUDENT, "University of Graz"),
        ("Who owned the picture for eleven years?", HANDED_OVER, "Leopold Kern"),
        ("To whom was the picture handed over on Thursday?", HANDED_OVER, "Judith Feldman"),
        ("In which city did Egon Marek die in 1931?", MAREK, "Linz"),
        ("Who sold the picture for 400 Reichsmarks?", SOLD, "Leopold Kern"),
        (
            "The price of two train tickets to which city was more than Leopold Kern got?",
            SOLD,
            "Rotterdam",
        ),
    ],
)
def test_the_same_with_a_key_that_fits_is_taken(stem: str, evidence: str, answer: str) -> None:
    outcome = proved("short_answer", stem, evidence, answer)
    assert outcome.candidate is not None, outcome.refused


@pytest.mark.parametrize(
    ("rule", "statement", "evidence"),
    [
        ("qualifier added", "Egon Marek painted exactly 120 landscapes.", MAREK),
        ("qualifier added", "Egon Marek painted only some 120 landscapes.", MAREK),
        ("qualifier added", "Austria passed a law on the return of all stolen art in 1998.", LAW),
        ("qualifier lost", "Egon Marek painted 120 landscapes before he died in Linz.", MAREK),
        ("not told", BOUGHT.replace("bought", "sold").replace(" from ", " to "), BOUGHT),
        ("not told", "Austria passed a law on the return of wrong art in 1998.", LAW),
        ("not told", "Austria passed a contract on the return of stolen art in 1998.", LAW),
        ("from nowhere", "Austria passed a law on the theft of art in 1998.", LAW),
    ],
)
def test_a_statement_that_says_more_or_else_than_its_sentence_is_refused(
    rule: str, statement: str, evidence: str
) -> None:
    refused = proved("true_false", statement, evidence).refused
    assert refused is not None
    assert refused.rule == rule, refused.reason


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Egon Marek painted about 120 landscapes before he died in Linz in 1931.", MAREK),
        ("Egon Marek died in Linz after painting some 120 landscapes.", MAREK),
        (BOUGHT, BOUGHT),
        ("In 1998 Austria passed a law on returning art that was stolen.", LAW),
        ("Austria passed a culture law on the return of stolen art in 1998.", LAW),
        ("Judith Feldman decided not to sell the picture.", NOT_SOLD),
    ],
)
def test_a_statement_in_nearly_the_same_words_is_taken(statement: str, evidence: str) -> None:
    outcome = proved("true_false", statement, evidence)
    assert outcome.candidate is not None, outcome.refused
