"""The re-teach sheet: what is on it, for whom, and that screen readers can read it."""

import pytest

from quiz.errors import ExportError
from quiz.exporters.reteach import Reader, reteach, sheet_for
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, hostile_quiz
from tests.exporters.test_guide import faults, text_of_pdf
from tests.samples import sample_quiz, several_quiz

QUIZ = sample_quiz()
WHEN, WHO, HOW_MANY, FALSE, TRUE, POST = (question.id for question in QUIZ.questions)


def test_only_what_was_missed_is_read_and_asked_again() -> None:
    found = sheet_for(QUIZ, Reader("Ana", (POST, WHO)))

    assert [asked.stem.before for asked in found.sheet.questions] == [
        QUIZ.questions[1].stem,
        QUIZ.questions[5].stem,
    ]
    assert [paragraph.number for paragraph in found.paragraphs] == [2, 3]
    marked = [(run.text, run.answers) for p in found.paragraphs for run in p.runs if run.answers]
    assert marked == [
        (QUIZ.questions[1].evidence.text, (1,)),
        (QUIZ.questions[5].evidence.text, (2,)),
    ]


def test_a_paragraph_is_whole_and_a_sentence_that_answers_two_names_both() -> None:
    found = sheet_for(several_quiz(), Reader(None, [q.id for q in several_quiz().questions]))

    for paragraph in found.paragraphs:
        block = several_quiz().article.paragraphs[paragraph.number - 1]
        text = several_quiz().article.text[block.start : block.end]
        assert "".join(run.text for run in paragraph.runs) == text
    assert any(run.answers == (1, 2) for p in found.paragraphs for run in p.runs)


def test_the_pdf_says_for_whom_it_is_and_holds_no_other_question() -> None:
    text = text_of_pdf(reteach(QUIZ, [Reader("Ana Élise", (WHO,)), Reader(None, (POST,))]))

    assert "ANA ÉLISE" in text.upper()
    assert "FOR THE CLASS" in text.upper()
    assert "1 of the 6 questions needs another look" in text
    assert text.count("What post does Paul Achterberg hold") == 1
    assert "Page 1 of 1" in text
    assert "When did the harbour town" not in text


@pytest.mark.parametrize("made", [QUIZ, several_quiz(), *map(hostile_quiz, CARRIED.values())])
def test_it_meets_the_rules_for_screen_readers(made: Quiz) -> None:
    every = [question.id for question in made.questions]

    assert faults(reteach(made, [Reader("Ana", every[:2]), Reader(None, every)])) == []


def test_a_name_without_letters_in_the_fonts_is_said() -> None:
    with pytest.raises(ExportError, match="the name of a student"):
        reteach(QUIZ, [Reader("\U00012000", (WHO,))])


def test_who_missed_nothing_gets_no_sheet() -> None:
    one = reteach(QUIZ, [Reader("Ana", (WHO,))])

    assert reteach(QUIZ, [Reader("Ben", ()), Reader("Ana", (WHO,))]) == one
    with pytest.raises(ExportError, match="Nothing was missed"):
        reteach(QUIZ, [Reader("Ben", ())])
