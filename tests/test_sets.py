"""No quiz asks one thing twice, uses a key three times or answers itself.

Runs over every self-written article, and over the folder that the environment variable QUIZ_CORPUS
names. The checker (`tests/set_quality.py`) is itself held against quizzes that are bad on purpose.
"""

import pytest

from quiz.pipeline import build
from quiz.schema.question import Difficulty, Question
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import digest
from tests.samples import sample_article, sample_quiz
from tests.set_quality import corpus_articles, faults, own_articles

SEEDS = (0, 1, 2)
LENGTHS = (None, 12, 40)


@pytest.mark.parametrize("name", own_articles())
def test_no_quiz_on_a_self_written_article_has_a_fault_as_a_set(name: str) -> None:
    article = own_articles()[name]
    for seed in SEEDS:
        for length in LENGTHS:
            quiz = build(article, Blueprint(length=length), seed=seed).quiz
            assert faults(quiz) == [], f"seed {seed}, length {length}"


def test_no_quiz_on_the_corpus_has_a_fault_as_a_set() -> None:
    found = {
        (name, seed): wrong
        for name, article in corpus_articles().items()
        for seed in SEEDS
        if (wrong := faults(build(article, seed=seed).quiz))
    }
    assert found == {}


def test_there_are_enough_quizzes_to_say_something() -> None:
    """Forty quizzes, most of them with enough questions to go wrong."""
    quizzes = [build(article, seed=s).quiz for article in own_articles().values() for s in SEEDS]
    assert len(quizzes) >= 40
    assert sum(1 for quiz in quizzes if len(quiz.questions) >= 4) >= 30


def hard(questions: list[Question]) -> list[Question]:
    """Return `questions` rated in the order they stand in."""
    return [
        q.model_copy(update={"difficulty": Difficulty(estimate=n / 100, reasons=("by hand",))})
        for n, q in enumerate(questions)
    ]


def changed(question: Question, **fields: object) -> Question:
    """Return another question like `question`, with `fields`, checked as any other."""
    name = digest(question.id, str(sorted(fields.items())))
    return type(question).model_validate({**question.model_dump(), "id": name, **fields})


def planted(*questions: Question) -> Quiz:
    """Return a quiz of `questions` in the order given."""
    sample = sample_quiz(sample_article())
    rated = [q.model_dump() for q in hard(list(questions))]
    return Quiz.model_validate({**sample.model_dump(), "questions": rated})


WHEN, SAID, HOMES, RIVAL, SWITCHED, POST = sample_quiz(sample_article()).questions


def test_a_sound_quiz_has_no_fault() -> None:
    assert faults(planted(SAID, HOMES, RIVAL, POST)) == []


def kinds(quiz: Quiz) -> set[str]:
    return {fault.split(":")[0].strip("0123456789 ") for fault in faults(quiz)}


BAD = {
    "the same stem twice": (
        [POST, changed(POST, maker="other")],
        "asked twice",
    ),
    "one fact in two forms": (
        [
            POST,
            changed(
                HOMES,
                stem="Paul Achterberg was at that time the _____ of Brindle Energy in the harbour.",
                key="director",
                accepted=("director",),
                asks="role",
            ),
        ],
        "one fact",
    ),
    "a key three times, once by another name": (
        [
            changed(POST, stem=f"Who {what} the channel?", key=key, accepted=(key, "Mr Achterberg"))
            for what, key in (
                ("dredged", "Paul Achterberg"),
                ("photographed", "Mr Achterberg"),
                ("surveyed", "Paul Achterberg"),
            )
        ],
        "key Mr Achterberg",
    ),
    "a stem that answers another question": (
        [HOMES, changed(RIVAL, stem="Some 4,100 people came to see the rival project in Corran.")],
        "4,100",
    ),
    "a stem with the name that another asks for": (
        [SAID, changed(HOMES, stem="In front of Imke Sandoval stood _____ guests.")],
        "Imke Sandoval",
    ),
    "too many quotations": (
        [
            changed(SAID, stem=f"Who said: “The tide number {n} was late again”?", options=options)
            for n, options in enumerate(
                ("Ada", "Imke", "Nora") if n % 2 else ("Ida", "Anke", "Nola") for n in range(5)
            )
        ],
        "questions on quotations",
    ),
    "too many statements": (
        [RIVAL, SWITCHED, POST],
        "true/false statements",
    ),
    "three questions on a sentence": (
        [
            changed(HOMES, stem=f"The {what} is _____.", key=what[:3], accepted=(what[:3],))
            for what in ("alpha quay", "bravo weir", "delta lock")
        ],
        "questions on",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_the_checker_finds_what_was_planted(name: str) -> None:
    questions, fault = BAD[name]
    assert fault in {kind.strip() for kind in kinds(planted(*questions))} | {
        f.split(":")[0] for f in faults(planted(*questions))
    }


def test_the_checker_finds_a_quiz_that_goes_from_hard_to_easy() -> None:
    sound = planted(SAID, HOMES, POST)
    turned = sound.model_copy(update={"questions": sound.questions[::-1]})
    assert kinds(turned) == {"not from easy to hard"}
    unrated = sound.model_copy(update={"questions": (SAID, HOMES)})
    assert kinds(unrated) == {"not from easy to hard"}
