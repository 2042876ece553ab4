"""Screening: each rule drops one candidate, says why, and keeps a near twin."""

from dataclasses import dataclass, field

import pytest

from quiz.schema.candidate import Candidate
from quiz.schema.question import Cloze, MultipleChoice, Question, ShortAnswer, TrueFalse
from quiz.schema.record import Evidence, Span, digest
from quiz.screening import RULES, screen
from tests.articles import article

SENTENCE = "Denmark sold three old ferries to Sweden in May 2021 for a total of $40m."
SAID = "“We never liked this ferry, and you know it,” said Danish minister Maria Keller of Aarhus."
CAPTION = "Denmark sold the ferry Hamlet to Sweden in May 2021 (Foto Nord)"
ARTICLE = article(SENTENCE, SAID, captions=(CAPTION,))


def evidence(text: str = SENTENCE) -> Evidence:
    start = ARTICLE.text.index(text)
    return ARTICLE.evidence(start, start + len(text))


def common(stem: str, key: str, proof: Evidence, confidence: float, asks: str) -> dict[str, object]:
    at = proof.text.find(key)
    span = Span(start=proof.start + at, end=proof.start + at + len(key)) if at >= 0 else None
    return {
        "id": digest(stem, key),
        "stem": stem,
        "evidence": proof,
        "key_span": span,
        "derivation": None if span else "It follows.",
        "explanation": "The article says so.",
        "maker": "by_hand",
        "asks": asks,
        "confidence": confidence,
    }


def candidate(question: Question, *names: str) -> Candidate:
    return Candidate(question=question, fact=question.id, key_names=names)


def short(
    stem: str,
    key: str = "Sweden",
    *names: str,
    proof: Evidence | None = None,
    confidence: float = 0.8,
) -> Candidate:
    fields = common(stem, key, proof or evidence(), confidence, "country")
    return candidate(ShortAnswer.model_validate({**fields, "key": key, "accepted": (key,)}), *names)


def cloze(stem: str, key: str, asks: str = "number") -> Candidate:
    fields = common(stem, key, evidence(), 0.8, asks)
    return candidate(Cloze.model_validate({**fields, "key": key, "accepted": (key,)}), key)


def choice(*options: str, stem: str = "Which country bought ferries from Denmark?") -> Candidate:
    """Return a choice whose key is the first option."""
    fields = common(stem, options[0], evidence(), 0.8, "country")
    return candidate(MultipleChoice.model_validate({**fields, "options": options, "key_index": 0}))


def statement(stem: str, *, true: bool = True) -> Candidate:
    fields = common(stem, "no such words", evidence(), 0.8, "truth")
    correction = None if true else SENTENCE
    return candidate(TrueFalse.model_validate({**fields, "key": true, "correction": correction}))


def moved(one: Candidate, *, by: int, where: str) -> Candidate:
    """Return `one` with the span of its evidence or its key moved by some characters."""
    question = one.question
    if where == "key":
        assert question.key_span is not None
        span = Span(start=question.key_span.start + by, end=question.key_span.end + by)
        changed = question.model_copy(update={"key_span": span})
    else:
        proof = question.evidence
        shifted = Evidence(start=proof.start + by, end=proof.end + by, text=proof.text)
        changed = question.model_copy(update={"evidence": shifted})
    return one.model_copy(update={"question": changed})


@dataclass(frozen=True)
class Case:
    rule: str
    dropped: Candidate
    reason: str
    kept: tuple[Candidate, ...] = field(default=())


WHO = "Which country bought three old ferries from Denmark?"
CASES = (
    Case(
        "evidence untrue",
        moved(short(WHO), by=1, where="evidence"),
        "The evidence does not stand in the article.",
        (short(WHO),),
    ),
    Case(
        "evidence untrue",
        moved(short(WHO), by=-3, where="key"),
        "“to swe” in the evidence is not the key.",
    ),
    Case(
        "not from a paragraph",
        short(WHO, proof=evidence(CAPTION)),
        "The evidence lies outside the paragraphs of the article.",
        (short(WHO, proof=evidence(SENTENCE)),),
    ),
    Case(
        "key in stem",
        short("Which Swedish firm bought three ferries from Denmark?", "Sweden", "Swedish"),
        "The stem holds “Swedish”, which gives the key away.",
        (
            short(
                "Which Scandinavian firm bought three ferries from Denmark?", "Sweden", "Swedish"
            ),
            short("Which Swedishness-free firm bought ferries from Denmark?", "Sweden", "Swed"),
            statement(SENTENCE),
        ),
    ),
    Case(
        "gap gives itself away",
        cloze("Denmark sold an _____ to Sweden in May 2021.", "old ferries", "term"),
        "“an” before the gap gives the first sound away.",
        (cloze("Denmark sold three _____ to Sweden in May 2021.", "old ferries", "term"),),
    ),
    Case(
        "gap gives itself away",
        cloze("Denmark sold three ferries to _____ Airlines in May 2021.", "Sweden", "country"),
        "The gap is part of a longer name.",
        (cloze("Denmark sold three ferries to _____ in May 2021.", "Sweden", "country"),),
    ),
    Case(
        "gap gives itself away",
        cloze("Denmark sold ferries to North _____ in May 2021.", "Sweden", "country"),
        "The gap is part of a longer name.",
    ),
    Case(
        "gap gives itself away",
        cloze("Denmark sold the _____-deck ferries to Sweden in May 2021.", "three"),
        "The gap is part of a longer word.",
        (cloze("Denmark sold the _____ old ferries to Sweden in May 2021.", "three"),),
    ),
    Case(
        "points outside",
        short("Which country bought these three ferries from Denmark?"),
        "“these” points outside the stem.",
        (short("Who said of Denmark: “They sold these three ferries cheaply”?"),),
    ),
    Case(
        "points outside",
        statement("It sold three old ferries to Sweden in May 2021."),
        "“It” points outside the stem.",
    ),
    Case(
        "points outside",
        short("Which country, however, bought three ferries from Denmark?"),
        "“however” points outside the stem.",
    ),
    Case(
        "first person",
        statement("Denmark sold our three old ferries to Sweden in May 2021."),
        "“our” outside a quotation.",
        (
            short(
                "Who said: “We never liked this ferry, and you know it”?",
                "Maria Keller",
                proof=evidence(SAID),
            ),
            statement("Denmark sold three old US ferries to Sweden in May 2021."),
        ),
    ),
    Case(
        "first person",
        statement("We sold three old ferries to Sweden in May 2021."),
        "“We” outside a quotation.",
    ),
    Case(
        "relative day",
        statement("Last month Denmark sold three old ferries to Sweden."),
        "“Last month” means nothing the week after.",
    ),
    Case(
        "relative day",
        short("Which country bought three ferries from Denmark yesterday?"),
        "“yesterday” means nothing the week after.",
        (short("Which country bought three ferries from Denmark in 2021?"),),
    ),
    Case(
        "relative day",
        short("When did Denmark sell three ferries to Sweden?", "on Tuesday"),
        "A weekday is not worth asking for.",
        (short("When did Denmark sell three ferries to Sweden?", "May 2021"),),
    ),
    Case(
        "no anchor",
        short("Which country bought three old boats cheaply?"),
        "The stem names nobody and nothing.",
        (
            short("Which country bought 3 old boats cheaply?"),
            short("Which country bought obsolete passenger ferries regardless of warnings?"),
            statement("Denmark sold three old boats cheaply."),
        ),
    ),
    Case(
        "poor key",
        short("What did Denmark sell to Sweden in 2021?", "things"),
        "The key “things” says nothing.",
        (short("What did Denmark sell to Sweden in 2021?", "three old ferries"),),
    ),
    Case(
        "poor key",
        short("Where did Denmark sell its ferries in 2021?", "to Sweden"),
        "The key “to Sweden” begins with a preposition.",
        (short("Where did Denmark sell its ferries in 2021?", "Sweden"),),
    ),
    Case(
        "poor key",
        short("What did Denmark do in May 2021?", SENTENCE),
        "The key is too long to be a short answer.",
    ),
    Case(
        "punctuation",
        short("Which country bought three ferries , from Denmark?"),
        "The punctuation of the stem is broken.",
        (short("Which country bought three ferries, from Denmark?"),),
    ),
    Case(
        "punctuation",
        short("Who called Denmark “the seller of old ferries?", "Maria Keller"),
        "A quotation mark or bracket is left over.",
        (short("Who called Denmark “the seller of old ferries”?", "Maria Keller"),),
    ),
    Case(
        "punctuation",
        short("Which country bought three ferries from Denmark."),
        "The stem does not end in “?”.",
        (short("Who asked: “Which country bought three ferries from Denmark?”"),),
    ),
    Case(
        "punctuation",
        statement("the ferries of Denmark went to Sweden in May 2021."),
        "The stem begins with a small letter.",
        (cloze("_____ old ferries of Denmark went to Sweden in May.", "three"),),
    ),
    Case(
        "punctuation",
        statement("Maria Keller 's been mayor of Lindau since the flood in May 2021."),
        "The punctuation of the stem is broken.",
        (statement("Maria Keller’s been mayor of Lindau since the flood in May 2021."),),
    ),
    Case(
        "punctuation",
        cloze("_____ herself opened the old harbour of Lindau in May 2021.", "Maria Keller"),
        "The punctuation of the stem is broken.",
        (cloze("Denmark sold _____ old ferries by itself in the spring.", "three"),),
    ),
    Case(
        "doubled word",
        short("Which country bought the the ferries from Denmark?"),
        "“the” stands twice in a row.",
        (short("Which country had had three ferries from Denmark?"),),
    ),
    Case(
        "length",
        short("Who paid in Denmark?"),
        "The stem has only 4 words.",
        (short("Who paid Denmark in dollars?"),),
    ),
    Case(
        "length",
        short(f"Which country {' '.join(['bought and sold'] * 10)} Denmark?"),
        "The stem has 33 words.",
        (statement(f"Denmark {' '.join(['bought and sold'] * 10)} Sweden."),),
    ),
    Case(
        "unfair options",
        choice("Sweden, the kingdom in the far north of Europe", "Norway", "Finland", "Latvia"),
        "The key is much longer than the other options.",
        (choice("Sweden", "Norway", "Finland, the republic in the far north", "Latvia"),),
    ),
    Case(
        "unfair options",
        choice("Sweden", "Guinea", "Equatorial Guinea", "Latvia"),
        "The option “Guinea” is part of another.",
        (choice("Sweden", "Guinea", "Equator", "Latvia"),),
    ),
    Case(
        "cannot stand alone",
        statement(SENTENCE).model_copy(update={"fault": "“the deal” is not explained"}),
        "The sentence cannot stand alone: “the deal” is not explained.",
        (statement(SENTENCE),),
    ),
    Case(
        "length",
        statement(SENTENCE.replace("Sweden", "Sweden" * 300)),
        "The stem holds a word without end.",
        (statement(SENTENCE),),
    ),
    Case(
        "weak",
        short(WHO, confidence=0.37),
        "The confidence of 0.37 is too low.",
        (short(WHO, confidence=0.5),),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.reason}")
def test_the_rule_drops_its_candidate_and_says_why(case: Case) -> None:
    (rejection,) = screen([case.dropped], ARTICLE).dropped
    assert (rejection.rule, rejection.reason) == (case.rule, case.reason)
    assert rejection.candidate == case.dropped


@pytest.mark.parametrize(
    "twin", [twin for case in CASES for twin in case.kept], ids=lambda twin: twin.question.stem[:60]
)
def test_a_near_twin_is_kept(twin: Candidate) -> None:
    assert screen([twin], ARTICLE).dropped == ()


@pytest.mark.parametrize("rule", [name for name, _ in RULES])
def test_every_rule_has_a_case_and_a_twin(rule: str) -> None:
    cases = [case for case in CASES if case.rule == rule]
    assert cases
    assert any(case.kept for case in cases)


def test_the_second_of_two_equal_stems_is_dropped() -> None:
    first, second = short(WHO), short(WHO.replace("Denmark", "DENMARK"), "Sweden")
    screening = screen([first, second, choice("Sweden", "Norway", "Latvia", stem=WHO)], ARTICLE)
    assert [r.rule for r in screening.dropped] == ["duplicate"]
    assert screening.dropped[0].candidate == second
    assert [c.question.type for c in screening.kept] == ["short_answer", "multiple_choice"]


def test_a_dropped_stem_does_not_stand_in_the_way_of_a_good_one() -> None:
    screening = screen([short(WHO, confidence=0.1), short(WHO)], ARTICLE)
    assert [c.question.confidence for c in screening.kept] == [0.8]


def test_the_first_rule_that_objects_is_named() -> None:
    both = short("Which Swedish firm bought these ferries from Denmark?", "Sweden", "Swedish")
    assert screen([both], ARTICLE).dropped[0].rule == "key in stem"
