"""The fixed words of sheets in other languages, and the letters of options."""

import io
import re
import tomllib
from pathlib import Path

import docx
import pytest
from babel import Locale
from docx.oxml.ns import qn

from quiz.exporters import html, pdf
from quiz.exporters.answer_key import answer_key
from quiz.exporters.bubbles import bubble_sheet
from quiz.exporters.docx import render as word_file
from quiz.exporters.sheet import question_sheets
from quiz.exporters.sheet_options import LETTER_KINDS, Alphabet, SheetOptions
from quiz.exporters.sheet_words import ALPHABETS, languages, words_of
from quiz.resources import folder
from quiz.schema.question import GAP, MOST_CHOICES, QUESTION_TYPES, Cloze
from tests.exporters.test_docx import opened
from tests.exporters.test_pdf_text import ask, bare, pages, spoken
from tests.samples import sample_quiz, several_quiz

EVERY = pytest.mark.parametrize("language", languages())


def in_file(language: str) -> dict[str, object]:
    file: Path = folder("templates") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def parts(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def test_the_languages_promised_are_there() -> None:
    assert {"en", "de", "es", "fr", "uk", "ar"} <= set(languages())


@EVERY
def test_a_language_has_every_word_with_the_same_parts_in_it(language: str) -> None:
    own, english = in_file(language), in_file("en")
    assert own.keys() == english.keys()
    for name, said in english.items():
        if isinstance(said, str):
            assert parts(str(own[name])) == parts(said), name
    assert set(words_of(language).ways) == set(QUESTION_TYPES)


@EVERY
def test_a_language_has_every_plural_form_it_needs(language: str) -> None:
    needed = {Locale.parse(language).plural_form(number) for number in range(1, 201)}
    for name, forms in words_of(language).counts.items():
        assert needed <= set(forms), name


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 запитання"), (3, "3 запитання"), (5, "5 запитань"), (21, "21 запитання")],
)
def test_numbers_go_by_the_plural_of_the_language(count: int, said: str) -> None:
    assert words_of("uk").count("count_questions", count) == said


def test_an_arabic_dual_is_one_word() -> None:
    assert words_of("ar").count("count_points", 2) == "درجتان"


def test_instructions_are_in_the_language_and_the_questions_stay_as_they_are() -> None:
    english, german = (
        question_sheets(sample_quiz(), SheetOptions(language=language))[0]
        for language in ("en", "de")
    )
    assert german.instructions == (
        "6 Fragen, je ein Punkt. Den Buchstaben der richtigen Antwort einkreisen, „Richtig“ oder "
        "„Falsch“ ankreuzen, in die Lücke schreiben, was fehlt oder eine kurze Antwort auf die "
        "Linie schreiben. Jede Antwort steht im Artikel."
    )
    assert german.questions == english.questions
    assert german.source == english.source


@pytest.mark.pdf
@EVERY
def test_no_english_word_is_left_on_a_sheet_or_key(language: str) -> None:
    text = {}
    for code in ("en", language):
        options = SheetOptions(language=code, answer_sheet=True, article=True, points={}, forms=2)
        made = [pdf.render(several_quiz(), key=key, options=options) for key in (False, True)]
        text[code] = " ".join(" ".join(pages(payload)) for payload in made)
    said = words_of("en").text, words_of(language).text
    for name in ("answer_sheet", "questions", "date", "score", "end", "answers", "which"):
        theirs, ours = said[0][name], said[1][name]
        if theirs != ours:
            pattern = re.compile(rf"\b{theirs}\b", re.IGNORECASE)
            assert pattern.search(text["en"]), f"{theirs!r} should be on the English page"
            assert not pattern.search(text[language]), f"{theirs!r} is left"


@pytest.mark.pdf
def test_a_ukrainian_sheet_says_its_words_and_letters() -> None:
    options = SheetOptions(language="uk", points={}, layout="facing")
    heard = spoken(pdf.render(sample_quiz(), key=False, options=options))
    for text in ("Ім’я", "Клас", "Дата", "Бали", "Стаття", "(1 бал)", "Правильно", "Неправильно"):
        assert bare(text) in heard
    assert heard.index("А.Paul") < heard.index("Б.Imke") < heard.index("В.Nora")
    assert "A.Paul" not in heard  # the Latin letter


@pytest.mark.parametrize("letters", LETTER_KINDS)
def test_sheet_key_and_answer_sheet_name_an_option_alike(letters: Alphabet) -> None:
    options = SheetOptions(letters=letters, forms=2)
    second = ALPHABETS[letters][1]
    key = answer_key(sample_quiz(), options)
    assert key.entries[1].letter == second
    assert key.forms[0].rows[1].sign == second
    (row, *_) = bubble_sheet(question_sheets(sample_quiz(), options)[0]).rows
    assert row.signs == tuple(ALPHABETS[letters][:3])


def test_alphabets_are_long_enough_and_never_name_two_options_alike() -> None:
    for letters in ALPHABETS.values():
        assert len(set(letters)) == MOST_CHOICES


def test_arabic_letters_of_a_matching_question_do_not_run_together() -> None:
    key = answer_key(several_quiz(), SheetOptions(language="ar", forms=2))
    assert key.forms[0].rows[1].sign == "ب د أ"


@pytest.mark.parametrize(
    ("letters", "kind"),
    [("latin", "upperLetter"), ("numbers", "decimal"), ("cyrillic", "russianUpper")],
)
def test_word_counts_in_the_letters_by_itself(letters: Alphabet, kind: str, tmp_path: Path) -> None:
    payload = word_file(sample_quiz(), key=False, options=SheetOptions(letters=letters))
    numbering = docx.Document(io.BytesIO(payload)).part.numbering_part.element
    formats = [found.get(qn("w:val")) for found in numbering.iter(qn("w:numFmt"))]
    assert kind in formats
    mark = ")" if letters == "numbers" else "."
    text = " ".join(opened(payload, tmp_path).split())
    assert f"{ALPHABETS[letters][1]}{mark} Imke Sandoval" in text


def test_the_page_of_a_language_from_the_right_is_laid_out_from_the_right() -> None:
    options = SheetOptions(language="ar")
    page = html.render(sample_quiz(), key=False, options=options).decode()
    assert '<html lang="en" dir="rtl">' in page
    assert '<span lang="ar">الاسم</span>' in page
    assert '"أ" "ب"' in page
    document = docx.Document(io.BytesIO(word_file(sample_quiz(), key=False, options=options)))
    assert document.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None
    (stem,) = (p for p in document.paragraphs if p.text.startswith("When did"))
    assert stem._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "0"  # type: ignore[union-attr]


@EVERY
def test_the_key_of_a_language_says_true_and_false_in_it(language: str) -> None:
    key = answer_key(sample_quiz(), SheetOptions(language=language))
    words = words_of(language)
    assert [entry.answer for entry in key.entries[3:5]] == [words.say("false"), words.say("true")]


def test_an_unknown_language_is_no_language() -> None:
    with pytest.raises(KeyError):
        words_of("xx")


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_gap_stands_where_its_sentence_has_it_whichever_way_the_page_runs(language: str) -> None:
    """A gap at the beginning leaves room before the first word, and one at the end none there."""
    quiz = sample_quiz()
    asked = next(question for question in quiz.questions if isinstance(question, Cloze))
    begins = []
    for stem in (f"{GAP} rises twice.", f"Twice rises {GAP}."):
        one = asked.model_copy(update={"stem": stem})
        paper = pdf.render(
            quiz.model_copy(update={"questions": (one,)}),
            key=False,
            options=SheetOptions(language=language),
        )
        words = re.findall(r'xMin="([\d.]+)" .*>(rises|Twice)<', ask("pdftotext", paper, "-bbox"))
        begins.append(min(float(left) for left, _ in words))
    first, last = begins
    assert first > last + 40  # points: what the gap takes
