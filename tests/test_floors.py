"""Floors under what can be measured of the questions without a judge.

A floor only rises, with two exceptions: the yield was lowered when questions of which judges
refused every second were no longer asked (docs/questions.md, round 12); and the two shares of
questions that are not on quotations, when more speakers were found: an article that gave no
question gives four, two of them "Who said", and six other floors rose. After a change that makes
the engine better, run `python -m tests.measures` and write what it prints here, rounded down; it
also prints every question that falls short. A change that needs a floor lowered makes worse
quizzes: mend it, or take it back.
"""

import pytest

from quiz.schema.question import MultipleChoice, Question
from tests import measures
from tests.samples import sample_article, sample_quiz

FLOORS = {
    "questions asked per 500 words": 5.8,
    "facts that can be asked per 500 words": 9.7,
    "asked of those wanted": 0.69,
    "asked with a wh-word other than who said": 0.47,
    "not on quotations": 0.65,
    "types in a quiz": 2.37,
    "paragraphs a question": 0.93,
    "answer fits the wh-word": 0.99,
    "stem is well formed": 0.99,
    "nothing of the kill list": 0.99,
    "proved by the article": 1.0,
    "options are fair": 0.99,
    "key no longer than by chance": 1.0,
    "speaker found": 0.93,
    "speaker right where one is found": 0.99,
    "sound as a set": 1.0,
}


def test_every_measure_has_a_floor() -> None:
    assert set(measures.measures()) == set(FLOORS)


@pytest.mark.parametrize("name", FLOORS)
def test_the_questions_are_no_worse_than_they_were(name: str) -> None:
    assert measures.measures()[name] >= FLOORS[name]


# The measures themselves must see what is bad.

WHEN, SAID, HOMES, RIVAL, SWITCHED, POST = sample_quiz().questions


def changed(question: Question, **fields: object) -> Question:
    return type(question).model_validate({**question.model_dump(), **fields})


def answered(stem: str, key: str, asks: str) -> Question:
    return changed(POST, stem=stem, key=key, accepted=(key,), asks=asks)


@pytest.mark.parametrize(
    ("stem", "key", "asks", "fits"),
    [
        ("Who opened the station?", "Imke Sandoval", "person", True),
        ("Who opened the station?", "Brindle Energy", "organisation", False),
        ("Who opened the station?", "the mayor", "person", False),
        ("In May 2024, who opened the station?", "2024", "date", False),
        ("How many homes does it supply?", "some 4,100", "number", True),
        ("How many homes does it supply?", "seven", "number", True),
        ("How many homes does it supply?", "homes", "number", False),
        ("How much did it cost?", "May 2024", "date", False),
        ("In which year did it open?", "2024", "date", True),
        ("In which year did it open?", "May 2024", "date", False),
        ("In which month and year did it open?", "May 2024", "date", True),
        ("In which month and year did it open?", "2024", "date", False),
        ("On what date did it open?", "14 May 2024", "date", True),
        ("On what date did it open?", "2024", "date", False),
        ("When did it open?", "2024", "date", True),
        ("When did it open?", "Brindle", "city", False),
        ("Which country leased it?", "Denmark", "country", True),
        ("Which country leased it?", "Copenhagen", "city", False),
        ("Where did it open?", "Brindle", "city", True),
        ("Where did it open?", "Brindle Energy", "organisation", False),
        ("Which company runs it?", "Brindle Energy", "organisation", True),
        ("Which company runs it?", "Imke Sandoval", "person", False),
        ("What post does she hold?", "mayor", "role", True),
        ("What post does she hold?", "Brindle", "city", False),
        ("Who said: “How many ships are there”?", "Imke Sandoval", "speaker", True),
    ],
)
def test_an_answer_of_the_wrong_kind_is_seen(stem: str, key: str, asks: str, fits: bool) -> None:
    assert measures.wh_fits(answered(stem, key, asks)) is fits


@pytest.mark.parametrize(
    ("stem", "formed"),
    [
        ("In which year did Brindle open its station?", True),
        ("In which year did Brindle opened its station?", False),
        ("In which year did Brindle open the the station?", False),
        ("In which year did Brindle open , its station?", False),
        ("In which year did Brindle open its station,?", False),
        ("In which year did Brindle open an station?", False),
        ("In which year did Brindle open a old station?", False),
        ("In which year did Brindle open a university?", True),
        ("In which year did Brindle open its station and?", False),
        ("In which year did Brindle open the its station?", False),
        ("in which year did Brindle open its station?", False),
        ("In which year did Brindle (the town open its station?", False),
        ("In which year did Brindle open its station", False),
        ("Who said: “the the tide is late”?", True),
    ],
)
def test_a_slip_in_a_stem_is_seen(stem: str, formed: bool) -> None:
    assert measures.is_well_formed(answered(stem, "2024", "date")) is formed


@pytest.mark.parametrize(
    ("stem", "key", "clean"),
    [
        ("Who opened the station in May 2024?", "Imke Sandoval", True),
        ("Who opened this station?", "Imke Sandoval", False),
        ("Who opened the station on Tuesday?", "Imke Sandoval", False),
        ("Who opened the station last month?", "Imke Sandoval", False),
        ("Who opened our station?", "Imke Sandoval", False),
        ("Who said the deal was late?", "Imke Sandoval", False),
        ("According to the article, who opened the station?", "Imke Sandoval", False),
        ("Who said: “We open this station today”?", "Imke Sandoval", True),
        ("Who opened the station?", "she", False),
        ("When did Brindle open the station?", "on Tuesday", False),
    ],
)
def test_what_is_on_the_kill_list_is_seen(stem: str, key: str, clean: bool) -> None:
    assert measures.is_clean(answered(stem, key, "term")) is clean


@pytest.mark.parametrize(
    ("options", "asks", "fair"),
    [
        (("Ada Lund", "Ben Moor", "Cy Ash"), "person", True),
        (("Ada Lund", "Ben Moor", "the mayor"), "person", False),
        (("Ada Lund", "Ada Lund Moor", "Cy Ash"), "person", False),
        (("Brindle Energy", "Ben Moor", "Cy Ash"), "organisation", False),
        (("12", "40", "61"), "number", True),
        (("12", "forty", "61"), "number", False),
        (("May 2021", "June 2022", "July 2023"), "date", True),
        (("May 2021", "2022", "July 2023"), "date", False),
    ],
)
def test_an_unfair_option_is_seen(options: tuple[str, ...], asks: str, fair: bool) -> None:
    stem = "What is said of Brindle Energy in the harbour?"
    asked = changed(SAID, stem=stem, options=options, key_index=0, asks=asks)
    assert measures.is_fair(asked) is fair


def test_a_key_that_stands_out_by_its_length_is_seen() -> None:
    assert isinstance(SAID, MultipleChoice)
    short = SAID.model_copy(update={"options": ("Al", "Bo", "Christopher"), "key_index": 0})
    assert not measures.key_is_longest(short)
    assert measures.key_is_longest(short.model_copy(update={"key_index": 2}))


def test_a_proof_that_does_not_hold_is_seen() -> None:
    article = sample_article()
    assert all(measures.is_proved(q, article) for q in (WHEN, SAID, HOMES, RIVAL, SWITCHED, POST))
    evidence = HOMES.evidence.model_copy(update={"start": HOMES.evidence.start + 1})
    assert not measures.is_proved(HOMES.model_copy(update={"evidence": evidence}), article)
    title = article.evidence(0, 12)
    outside = HOMES.model_copy(update={"evidence": title, "key_span": None, "derivation": "So."})
    assert not measures.is_proved(outside, article)
