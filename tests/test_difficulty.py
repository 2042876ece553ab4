"""How hard a question is thought to be, and the reasons given for it."""

import pytest

from quiz.assembly import difficulty
from quiz.schema.candidate import Candidate
from quiz.schema.question import QUESTION_TYPES, Difficulty
from tests.articles import article
from tests.test_assembly import ARTICLE, question


def hard(candidate: Candidate, title: str = "Test") -> Difficulty:
    return difficulty(candidate.question, ARTICLE.model_copy(update={"title": title}))


@pytest.mark.parametrize("kind", QUESTION_TYPES[:4])
@pytest.mark.parametrize("place", [0, 12, 23])
def test_every_question_has_an_estimate_between_easy_and_hard_with_a_reason(
    kind: str, place: int
) -> None:
    made = hard(question(kind, place, asks="number"))  # type: ignore[arg-type]
    assert 0 <= made.estimate <= 1
    assert made.reasons
    assert (made.level == "easy") == (made.estimate < 0.4)
    assert (made.level == "hard") == (made.estimate >= 0.6)


def test_options_make_it_easier_and_a_guess_is_easier_still() -> None:
    stated, chosen, open_ = (
        hard(question(kind, 12)).estimate
        for kind in ("true_false", "multiple_choice", "short_answer")
    )
    assert stated < chosen < open_


@pytest.mark.parametrize(
    ("easier", "harder", "reason"),
    [
        (
            question("short_answer", 12, key="Selby", asks="term"),
            question("short_answer", 12, key="4,100", asks="number"),
            "the answer is an exact figure",
        ),
        (
            question("short_answer", 12, key="May", asks="term"),
            question("short_answer", 12, key="May 2021", asks="date"),
            "the answer is an exact date",
        ),
        (
            question("short_answer", 12),
            question("short_answer", 23),
            "it stands towards the end",
        ),
        (
            question("short_answer", 12, key="director"),
            question("short_answer", 12, key="director of games at Brindle Media"),
            "the answer has 6 words",
        ),
        (
            question("short_answer", 12, key="The town", asks="organisation"),
            question("short_answer", 12, key="Marden", asks="city"),
            "the article names the answer only once",
        ),
    ],
)
def test_a_feature_makes_it_harder_and_says_so(
    easier: Candidate, harder: Candidate, reason: str
) -> None:
    before, after = hard(easier), hard(harder)
    assert before.estimate < after.estimate
    assert reason in after.reasons
    assert reason not in before.reasons


@pytest.mark.parametrize(
    ("harder", "easier", "title", "reason"),
    [
        (question("cloze", 12), question("cloze", 0), "", "it stands near the beginning"),
        (
            question("cloze", 12, key="Marden", asks="city"),
            question("cloze", 12, key="Marden", asks="city"),
            "Marden builds bridges",
            "the headline names the answer",
        ),
    ],
)
def test_a_feature_makes_it_easier_and_says_so(
    harder: Candidate, easier: Candidate, title: str, reason: str
) -> None:
    before, after = hard(harder), hard(easier, title)
    assert after.estimate < before.estimate
    assert reason in after.reasons


def test_a_choice_between_names_of_the_article_is_harder_than_one_with_strangers() -> None:
    source = article("Brindle, Corran and Dunmore met in Elford.")
    options = {"options": ("Brindle", "Corran", "Dunmore"), "key_index": 0, "asks": "city"}
    known = question("multiple_choice", 0).question.model_copy(update=options)
    strange = known.model_copy(update={"options": ("Brindle", "Selby", "Dunmore")})
    assert difficulty(strange, source).estimate < difficulty(known, source).estimate
    assert "the article names every option" in difficulty(known, source).reasons
