"""The maker of "When did S V ...?"."""

import pytest

from quiz.schema.question import MultipleChoice, ShortAnswer
from tests.makers.making import asked, made, written_key


@pytest.mark.parametrize(
    ("text", "stem", "accepted"),
    [
        (
            "Denmark closed its herring grounds in September 2023.",
            "In which month and year did Denmark close its herring grounds?",
            ("September 2023",),
        ),
        (
            "In September 2023, Denmark sold three ferries to Sweden.",
            "In which month and year did Denmark sell three ferries to Sweden?",
            ("September 2023",),
        ),
        (
            "The Lindau Museum was sold to Sweden by its owners in May 2021.",
            "In which month and year was the Lindau Museum sold to Sweden by its owners?",
            ("May 2021",),
        ),
        (
            "Denmark's ministers were in Sweden on 4 May 2021.",
            "On what date were Denmark's ministers in Sweden?",
            ("4 May 2021", "May 4, 2021", "4 May", "May 4"),
        ),
        (
            "Three ferries from Denmark were sold to Sweden in 2019.",
            "In which year were three ferries from Denmark sold to Sweden?",
            ("2019",),
        ),
        (
            "About 1,800 workers from Denmark marched through Hamburg on 3 February 2024.",
            "On what date did about 1,800 workers from Denmark march through Hamburg?",
            ("3 February 2024", "February 3, 2024", "3 February", "February 3"),
        ),
        (
            "Denmark sold three ferries to Sweden on May 4, 2021.",
            "On what date did Denmark sell three ferries to Sweden?",
            ("May 4, 2021", "4 May 2021", "4 May", "May 4"),
        ),
        (
            "Denmark sold three ferries to Sweden last month.",
            "In which month and year did Denmark sell three ferries to Sweden?",
            ("October 2024",),
        ),
    ],
)
def test_stem_and_accepted_forms(text: str, stem: str, accepted: tuple[str, ...]) -> None:
    (candidate,) = made("when", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.accepted, question.asks) == (stem, accepted, "date")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Denmark sold three ferries to Sweden on Tuesday.", "a weekday"),
        ("Denmark sold three ferries to Sweden today.", "the day of the report"),
        ("Denmark sold three ferries to Sweden last week.", "a week has no short name"),
        ("Denmark did not sell its ferries to Sweden in 2019.", "nothing happened"),
        ("Denmark will sell three ferries to Sweden in March 2025.", "a plan"),
        ("Denmark said in May 2021 that Sweden had sold three ferries.", "reported speech"),
        ("Sweden has bought three ferries from Denmark in May 2021.", "nobody asks “When has”"),
        ("Denmark has sold three ferries to Sweden since 2019.", "since is no moment"),
        ("Denmark sold three ferries to Sweden.", "no date"),
        ("Denmark had 12 ferries on 14 May 2021.", "the day of a count"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("when", text)) == [], why


def test_a_date_as_written_is_its_own_proof_and_a_relative_one_is_derived() -> None:
    plain = made("when", "Denmark sold three ferries to Sweden in May 2021.")[0].question
    assert (written_key(plain), plain.derivation) == ("May 2021", None)
    derived = made("when", "Denmark sold three ferries to Sweden last month.")[0].question
    assert written_key(derived) == "last month"
    assert derived.derivation == ("“last month” in an article of 30 November 2024 is October 2024.")


def test_the_choice_is_the_same_question_at_a_lower_confidence() -> None:
    short, choice = made("when", "Denmark sold three ferries to Sweden in May 2021.")
    assert isinstance(choice.question, MultipleChoice)
    assert choice.question.stem == short.question.stem
    assert choice.fact == short.fact
    assert choice.question.id != short.question.id
    assert choice.question.confidence < short.question.confidence


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Maria Keller said the Lindau Bridge would be open to cyclists in 2027.",
            "According to Maria Keller, in which year would the Lindau Bridge be open to cyclists?",
            "2027",
        ),
        (
            "The Lindau Festival ended on Tuesday.",
            "On what date did the Lindau Festival end?",
            "26 November 2024",
        ),
    ],
)
def test_what_is_told_and_what_ends(text: str, stem: str, key: str) -> None:
    heard = "Maria Keller said: “Bremen was very cold.”"
    assert (stem, key) in asked(made("when", text, heard, kind="short_answer"))


@pytest.mark.parametrize(
    "text",
    [
        "Maria Keller said Olaf Brandt left Bremen after the Lindau Bridge opened in 2017.",
        "The Lindau Museum sold three old ferries to Sweden on Tuesday.",
        "Maria Keller said it would open the bridge in 2027.",
    ],
)
def test_dates_of_something_else_and_weekdays_are_refused(text: str) -> None:
    assert asked(made("when", text)) == []


def test_the_year_of_the_report_itself_is_no_question() -> None:
    assert made("when", "Denmark sold three ferries to Sweden in 2024.") == []
    assert made("when", "Denmark sold three ferries to Sweden in 2023.") != []
