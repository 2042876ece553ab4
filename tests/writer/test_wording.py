"""What a question leaves open, whom it names, which sound ones are weak: each rule both ways."""

from typing import Any

import pytest

from quiz.finders import find
from quiz.writer.case import Case
from quiz.writer.passages import passages
from quiz.writer.proving import CONFIDENCE, Outcome, prove
from quiz.writer.wire import PROPOSALS
from tests.articles import article

AWARDS = "Nora Feldt won two Oscars for “Salt” and thanked Paul Reiter in Lindau."
RAIN = "Lindau has had 40 millimetres of rain in the past two months, Paul Reiter said."
MEMBERS = "Nearly half of the members of the Lindau Rowing Club are women."
CHOSEN = "The Lindau Rowing Club chose nine coaches from twelve that had applied."
JOBS = (
    "Kitchen jobs will go at the Hotel Seehof, along with jobs in its shops and in so-called "
    "guest services."
)
DENIED = (
    "Although the printed letter did not ask for money, the guests, including Seehof president "
    "Ida Brandt and her driver, signed it in Lindau."
)
SPOKE = "Thomas Weller met Vice President Krause in Lindau. The Weller cabinet was there, too."
KRAUSE = "Max and Anna Krause sang in Lindau, and President Krause listened to a song by Emil Voss."
BROWSER = "The Mozilla Firefox browser has 30 per cent of users in Lindau."
OLD = "Bergsoft, a company in Lindau, lost users of an old browser, Bergsoft Corporation said."
RIVAL = "Microsoft has 60 per cent of users in Lindau with a browser of its own."
JOURNAL = (
    "Ida Brandt, who spoke in Lindau about the lake – the club counted 12 boats – was pleased."
)
ABSENT = "Quellhof president Lina Sommer did not come to the lake."
QUOTED = "“The lake is not a road— it is a home,” Ida Brandt wrote. Swans “need room to live.”"
ARTICLE = article(
    f"{AWARDS} {RAIN}",
    f"{MEMBERS} {CHOSEN}",
    JOBS,
    DENIED,
    f"{SPOKE} {KRAUSE}",
    BROWSER,
    f"{OLD} {RIVAL}",
    f"{JOURNAL} {QUOTED}",
    ABSENT,
    title="News of Lindau and its lake",
)
CASE = Case(ARTICLE, find(ARTICLE))
(PASSAGE,) = passages(ARTICLE)


def proved(kind: str, stem: str, evidence: str, answer: str = "", **fields: Any) -> Outcome:
    plain: dict[str, Any] = {"accepted": (), "wrong_words": "", "right_words": "", "is_true": True}
    plain |= {"type": kind, "stem": stem, "evidence": evidence}
    plain |= {"answer": answer, "answer_words": answer}
    return prove(CASE, PASSAGE, PROPOSALS[kind].model_validate({**plain, **fields}), "small")


@pytest.mark.parametrize(
    ("kind", "rule", "open_stem", "stem", "evidence", "answer"),
    [
        (
            "short_answer",
            "date lost",
            "How many Oscars went to Nora Feldt for “Salt”?",
            "How many Oscars went to Nora Feldt for “Salt” in 2024?",
            AWARDS,
            "two",
        ),
        (
            "short_answer",
            "date lost",
            "According to Paul Reiter, how much rain did Lindau have over two months?",
            "According to Paul Reiter, how much rain did Lindau have in the two months up to "
            "November 2024?",
            RAIN,
            "40 millimetres",
        ),
        (
            "short_answer",
            "left open",
            "What share are women in the Lindau Rowing Club?",
            "What share of the members of the Lindau Rowing Club are women?",
            MEMBERS,
            "Nearly half",
        ),
        (
            "cloze",
            "left open",
            "The Lindau Rowing Club chose nine coaches from _____ that had applied.",
            "The Lindau Rowing Club chose nine coaches from _____ people that had applied.",
            CHOSEN,
            "twelve",
        ),
        (
            "short_answer",
            "unresolved reference",
            "How many of the clubs in Lindau say the companies chose coaches, or nine of them?",
            "How many coaches did the Lindau Rowing Club choose from twelve that had applied?",
            CHOSEN,
            "nine",
        ),
        (
            "short_answer",
            "surname alone",
            "In which town did Weller meet Vice President Krause?",
            "In which town did Thomas Weller meet Vice President Krause?",
            SPOKE,
            "Lindau",
        ),
        (
            "short_answer",
            "negation lost",
            "For what did the letter of the guests ask in Lindau?",
            "For what did the letter of the guests in Lindau not ask?",
            DENIED,
            "money",
        ),
    ],
)
def test_what_is_left_open_is_refused_and_the_same_in_full_is_taken(
    kind: str, rule: str, open_stem: str, stem: str, evidence: str, answer: str
) -> None:
    refused = proved(kind, open_stem, evidence, answer).refused
    assert refused is not None
    assert refused.rule == rule, refused.reason
    outcome = proved(kind, stem, evidence, answer)
    assert outcome.candidate is not None, outcome.refused


@pytest.mark.parametrize(
    ("stem", "evidence", "answer"),
    [
        # nothing that comes out anew every year
        ("Whom did Nora Feldt thank for help with the Oscars in Lindau?", AWARDS, "Paul Reiter"),
        # what is denied is not what is asked
        ("Of which hotel is Lina Sommer president?", ABSENT, "Quellhof"),
        # a cabinet goes by its head's surname
        ("In which town was the Weller cabinet, too?", SPOKE, "Lindau"),
        # "its" has an owner
        ("Which company lost its users of an old browser?", OLD, "Bergsoft"),
        # a company is no browser
        ("Which browser has 30 per cent of users in Lindau?", BROWSER, "Mozilla Firefox"),
    ],
)
def test_what_only_looks_like_a_fault_is_taken(stem: str, evidence: str, answer: str) -> None:
    outcome = proved("short_answer", stem, evidence, answer)
    assert outcome.candidate is not None, outcome.refused


def test_a_name_is_suggested_only_where_one_person_can_be_meant() -> None:
    one = proved("short_answer", "In which town did Voss write a song?", KRAUSE, "Lindau")
    assert one.refused is not None
    assert "write Emil Voss" in one.refused.reason
    two = proved("short_answer", "In which town did Krause sing?", KRAUSE, "Lindau")
    assert two.refused is not None
    assert "write the full name" in two.refused.reason
    assert "Anna" not in two.refused.reason


@pytest.mark.parametrize(
    ("stem", "wrong", "right", "sound"),
    [
        ("Garden jobs will go at the Hotel Seehof.", "Garden", "Kitchen", False),
        (
            "Garden jobs will go at the Hotel Seehof, along with jobs in shops and in guest "
            "services.",
            "Garden",
            "Kitchen",
            True,
        ),
        ("Garden jobs will go at the Hotel Astoria.", "Hotel Astoria", "Hotel Seehof", True),
    ],
)
def test_the_rest_of_a_list_may_make_a_false_statement_true(
    stem: str, wrong: str, right: str, sound: bool
) -> None:
    told: dict[str, Any] = {"is_true": False, "wrong_words": wrong, "right_words": right}
    outcome = proved("true_false", stem, JOBS, **told)
    assert (outcome.candidate is not None) is sound, outcome.refused


def test_a_stop_inside_a_quotation_and_an_uneven_dash_are_put_right() -> None:
    outcome = proved("true_false", "Ida Brandt wrote that swans “need room to live.”", QUOTED)
    assert outcome.candidate is not None, outcome.refused
    assert outcome.candidate.question.stem.endswith("live”.")
    stem = "Who wrote that “the lake is not a road— it is a home”?"
    outcome = proved("short_answer", stem, QUOTED, "Ida Brandt")
    assert outcome.candidate is not None, outcome.refused
    assert "road — it" in outcome.candidate.question.stem


@pytest.mark.parametrize(
    ("kind", "stem", "evidence", "answer", "weak"),
    [
        ("short_answer", "How many boats did the club in Lindau count?", JOURNAL, "12", True),
        ("short_answer", "Who spoke in Lindau about the lake?", JOURNAL, "Ida Brandt", False),
        (
            "short_answer",
            "What share of the members of the Lindau Rowing Club are women?",
            MEMBERS,
            "Nearly half",
            True,
        ),
        (
            "short_answer",
            "What share of the members of the Lindau Rowing Club were women in 2024?",
            MEMBERS,
            "Nearly half",
            False,
        ),
        (
            "cloze",
            "The Lindau Rowing Club chose _____ coaches from twelve that had applied.",
            CHOSEN,
            "nine",
            True,
        ),
        (
            "cloze",
            "The Lindau Rowing Club chose nine _____ from twelve that had applied.",
            CHOSEN,
            "coaches",
            False,
        ),
        ("short_answer", "In Lindau, who signed the printed letter?", DENIED, "Ida Brandt", True),
        (
            "short_answer",
            "Whom did Nora Feldt think of if she thanked in Lindau?",
            AWARDS,
            "Paul Reiter",
            True,
        ),
    ],
)
def test_a_weak_question_counts_less(
    kind: str, stem: str, evidence: str, answer: str, weak: bool
) -> None:
    outcome = proved(kind, stem, evidence, answer)
    assert outcome.candidate is not None, outcome.refused
    assert (outcome.candidate.question.confidence < CONFIDENCE[kind]) is weak
