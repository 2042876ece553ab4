"""The maker of "Who said ...?"."""

import pytest

from quiz.schema.question import MultipleChoice, ShortAnswer
from tests.makers.making import asked, heard, made, written_key

BRIDGE = "“The old bridge will stand for another hundred winters,” said Maria Keller."
SWIMS = "“He trains every morning in freezing water and never complains,” said Maria Keller."


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (BRIDGE, "Who said: “The old bridge will stand for another hundred winters”?"),
        (
            "“How many winters can an old stone bridge survive?” asked Maria Keller.",
            "Who asked: “How many winters can an old stone bridge survive?”",
        ),
        (
            f"Peter Brandt swam across the lake. {SWIMS}",
            "Who said of Peter Brandt: “He trains every morning in freezing water and never "
            "complains”?",
        ),
        (
            "“The old ‘bridge of sighs’ will stand for another hundred winters,” said Maria "
            "Keller.",
            "Who said: “The old ‘bridge of sighs’ will stand for another hundred winters”?",
        ),
    ],
)
def test_the_stem(text: str, stem: str) -> None:
    (candidate,) = made("who_said", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert question.stem == stem
    assert (question.asks, question.key, question.accepted) == (
        "speaker",
        "Maria Keller",
        ("Maria Keller", "Keller"),
    )
    assert (written_key(question), question.derivation) == ("Maria Keller", None)
    assert "Maria Keller" in question.explanation


@pytest.mark.parametrize(
    "text",
    [
        "“The old bridge will stand for another hundred winters,” Maria Keller said, “and the new "
        "one for ten.”",
        "“The old bridge will stand for another hundred winters” unless it rains, Maria Keller "
        "said.",
        "“One old builder called the new bridge ‘wrong in many ways’ and left,” said Maria Keller.",
    ],
)
def test_a_first_clause_that_is_whole_is_asked_about(text: str) -> None:
    assert asked(made("who_said", text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Keller called the bridge “a miracle of stone”.", "a fragment"),
        ("“We are delighted,” said Maria Keller.", "too short"),
        (
            "“We are very pleased and proud to have won the regatta in Bremen,” said Maria Keller.",
            "bland",
        ),
        (
            "“The old bridge will stand for another hundred winters,” said a spokesman.",
            "the speaker has no name",
        ),
        (
            "“If the old bridge falls in one of these long winters,” Maria Keller said, “you "
            "cross by boat.”",
            "the sentence goes on behind the speaker",
        ),
        (
            "“The old town needs the two bridges it was promised” in that letter, Maria Keller "
            "said.",
            "the sentence goes on behind the mark",
        ),
        (
            "“One old builder called the new bridge ‘wrong in so many ways,” said Maria Keller.",
            "a mark is opened and not closed",
        ),
        (
            "“The old briiidge will stand for another hundred winters,” said Maria Keller.",
            "a misprint",
        ),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("who_said", text)) == [], why


def test_a_speaker_named_in_the_sentence_before_is_told_by_the_derivation() -> None:
    (candidate,) = made(
        "who_said",
        "Maria Keller, the mayor of Lindau, opened the bridge. “The old bridge will stand for "
        "another hundred winters,” she said.",
    )
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert question.key == "Maria Keller"
    assert question.key_span is None
    assert question.derivation == "The speaker is named in the sentences before: Maria Keller."
    assert question.explanation == (
        "The article gives these words to Maria Keller, mayor of Lindau."
    )


def test_a_quotation_that_goes_on_says_so() -> None:
    first, second = made(
        "who_said",
        "“How many winters can an old stone bridge survive?” Maria Keller asked. “Nobody has "
        "counted the cracks in the northern pillar since the great flood.”",
        kind="short_answer",
    )
    assert first.question.stem.startswith("Who asked: ")
    assert second.question.stem.startswith("Who said: “Nobody has counted the cracks")
    assert second.question.derivation == (
        "The quotation goes on from the one before it, which is by Maria Keller."
    )


def test_a_surname_in_the_evidence_is_explained() -> None:
    (candidate,) = made(
        "who_said", "Maria Keller opened a bridge in Lindau.", BRIDGE.replace("Maria ", "Ms ")
    )
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("Maria Keller", "Keller", "Ms Keller")
    assert written_key(question) in {"Keller", "Ms Keller"}
    assert question.derivation == f"“{written_key(question)}” is Maria Keller."


def test_three_other_people_make_it_a_choice() -> None:
    others = heard("Anna Vogel", "Laura Weber", "Sofia Brandt", "Peter Schmidt")
    (candidate,) = made("who_said", BRIDGE, others, kind="multiple_choice")
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert question.key == "Maria Keller"
    assert len(question.options) == 4
    assert set(question.distractors) < {
        "Anna Vogel",
        "Laura Weber",
        "Sofia Brandt",
        "Peter Schmidt",
    }


def test_two_other_people_make_it_a_choice_of_three_and_one_does_not() -> None:
    (candidate,) = made(
        "who_said", BRIDGE, heard("Anna Vogel", "Laura Weber"), kind="multiple_choice"
    )
    assert isinstance(candidate.question, MultipleChoice)
    assert set(candidate.question.options) == {"Maria Keller", "Anna Vogel", "Laura Weber"}
    assert made("who_said", BRIDGE, heard("Anna Vogel"), kind="multiple_choice") == []


def test_the_speaker_is_an_option_once_where_the_evidence_does_not_name_her() -> None:
    (candidate,) = made(
        "who_said",
        "Maria Keller opened the bridge. “The old bridge will stand for another hundred winters,” "
        "she said.",
        heard("Anna Vogel", "Laura Weber", "Sofia Brandt") + " Ms Keller sang.",
        kind="multiple_choice",
    )
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert question.key == "Maria Keller"
    assert sum("Keller" in option for option in question.options) == 1


def test_a_long_quotation_is_cut_at_the_end_of_a_sentence() -> None:
    first = "The masons laid every stone of the bridge by hand in the bitter winter of the flood."
    second = (
        "Nobody paid them for that work, and nobody asked them about the river, the ice, the price "
        "of bread or the names of the children who carried the water to the building site."
    )
    (candidate,) = made("who_said", f"Maria Keller said: “{first} {second}”", kind="short_answer")
    assert candidate.question.stem == f"Who said: “{first[:-1]}”?"


@pytest.mark.parametrize(
    "text",
    [
        "“It was built by masons from Verona before the flood,” said Maria Keller.",
        "“This will change the traffic between the two northern villages,” said Maria Keller.",
        f"Peter Brandt and Karl Vogel swam across the lake. {SWIMS}",
    ],
)
def test_words_that_point_back_are_asked_about_with_less_confidence(text: str) -> None:
    clear = made(
        "who_said", "“The old bridge will stand for a hundred winters,” said Maria Keller."
    )
    pointing = made("who_said", text)
    assert pointing[0].question.confidence < clear[0].question.confidence - 0.1
    assert pointing[0].traits["unclear quotation"] == 1.0
