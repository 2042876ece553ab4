"""The printed pages in every form and look: accessible, complete, on the right paper."""

import json
import re
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import page
import pytest

from quiz.errors import ExportError
from quiz.exporters import export_sheet, pdf
from quiz.exporters.answer_key import answer_key
from quiz.exporters.sheet import question_sheets
from quiz.exporters.sheet_options import LOOKS, Look, SheetOptions
from quiz.exporters.sheet_words import languages
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, hostile_quiz, long_quiz
from tests.exporters.test_pdf_text import ask, bare, pages, spoken
from tests.parts import need
from tests.samples import sample_quiz, several_quiz

LINK = "https://quiz.example.org/quiz/90b4346b74f66459"
NAMES = ("Ганна Коваленко", "أحمد الشرع", "3")
OPTIONS = {
    "plain": SheetOptions(),
    "forms": SheetOptions(forms=4, points={"cloze": 2}),
    "copies": SheetOptions(copies=NAMES),
    "answer sheet": SheetOptions(forms=2, answer_sheet=True),
    "article and link": SheetOptions(article=True, link=LINK),
    "large": SheetOptions(look="large", article=True, link=LINK),
    "dyslexia": SheetOptions(look="dyslexia", cream=True, article=True),
    "letter": SheetOptions(paper="letter", answer_sheet=True, name_block=False),
    "facing": SheetOptions(layout="facing", link=LINK, forms=2),
    "facing, dyslexia": SheetOptions(layout="facing", look="dyslexia"),
    "compact": SheetOptions(layout="compact", link=LINK),
    "compact forms": SheetOptions(layout="compact", forms=3, paper="letter"),
    "large in Arabic": SheetOptions(look="large", language="ar", article=True),
    **{
        f"in {language}": SheetOptions(
            language=language, article=True, answer_sheet=True, forms=2, points={}, link=LINK
        )
        for language in languages()
    },
}
QUIZZES = {"sample": sample_quiz, "several": several_quiz, "long": lambda: long_quiz(20)}
CASES = pytest.mark.parametrize(
    ("name", "which", "key"),
    [(name, which, key) for name in OPTIONS for which in QUIZZES for key in (False, True)],
)
# Each form of a file is a document of its own, so the tops of their first pages are alike. An
# Arabic letter has several shapes, so several glyphs stand for one.
EXPECTED = {"PAG-001", "TXT-004"}


@cache
def made(name: str, which: str, key: bool) -> bytes:
    return pdf.render(QUIZZES[which](), key=key, options=OPTIONS[name])


@CASES
def test_one_checker_of_pdf_ua_finds_no_fault(name: str, which: str, key: bool) -> None:
    report = page.validate_pdf_bytes(made(name, which, key))
    assert report.rules.total > 100
    assert [f"{fault.rule_id}: {fault.message}" for fault in report.failures] == []


def test_another_checker_finds_none_either(tmp_path: Path) -> None:
    """Ask outloud, which also judges reading order, links and labels."""
    for name in OPTIONS:
        for which in ("sample", "several"):
            for key in (False, True):
                file = f"{name}-{which}-{'key' if key else 'sheet'}.pdf".replace(" ", "-").replace(
                    ",", ""
                )
                (tmp_path / file).write_bytes(made(name, which, key))
    told = tmp_path / "told.json"
    program = Path(need("omr")).with_name("outloud")
    files = sorted(tmp_path.glob("*.pdf"))
    subprocess.run([program, *files, "--json", told], check=True, capture_output=True)
    found = [
        fault for fault in findings_of(json.loads(told.read_text())) if fault[0] not in EXPECTED
    ]
    assert found == []
    assert told.read_text().count('"DOC-001"') >= len(files), "every file was looked at"


def findings_of(told: object) -> list[tuple[str, str]]:
    """Return rule and message of every finding, however deep it lies."""
    if isinstance(told, list):
        return [fault for part in told for fault in findings_of(part)]
    if not isinstance(told, dict):
        return []
    if "severity" in told and "message" in told:
        return [(told["rule"], told["message"])]
    return [fault for part in told.values() for fault in findings_of(part)]


@CASES
def test_the_same_options_give_the_same_bytes(name: str, which: str, key: bool) -> None:
    again = pdf.render(QUIZZES[which](), key=key, options=OPTIONS[name])
    assert again == made(name, which, key)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
@pytest.mark.parametrize("kind", ["Ukrainian", "Greek", "Arabic", "Hebrew", "accents", "signs"])
def test_every_look_has_the_letters_of_the_others(kind: str, key: bool, look: Look) -> None:
    options = SheetOptions(look=look, forms=2, answer_sheet=True, article=True)
    assert pdf.render(hostile_quiz(CARRIED[kind]), key=key, options=options)


def test_a_name_that_no_font_has_is_named() -> None:
    with pytest.raises(ExportError, match=r"“根” \(U\+6839\) in the student’s name"):
        pdf.render(sample_quiz(), key=False, options=SheetOptions(copies=("根",)))
    with pytest.raises(ExportError, match=r"“😀” .* in the instructions"):
        pdf.render(sample_quiz(), key=False, options=SheetOptions(instructions="Enjoy 😀"))


@pytest.mark.pdf
def test_every_form_is_numbered_from_one_and_names_itself() -> None:
    leaves = [leaf for leaf in pages(made("forms", "long", False)) if leaf.strip()]
    footers = [
        re.search(r"Form ([A-D]) · Quiz \w+, seed 0 Page (\d) of (\d)", leaf) for leaf in leaves
    ]
    said = [found.groups() for found in footers if found]
    assert len(said) == len(leaves)
    assert {form for form, _, _ in said} == set("ABCD")
    for leaf, (form, number, _) in zip(leaves, said, strict=True):
        assert leaf.startswith(f"QUESTION SHEET – FORM {form}") == (number != "1")
    for form in "ABCD":
        mine = [(number, total) for name, number, total in said if name == form]
        assert mine == [(str(n + 1), str(len(mine))) for n in range(len(mine))]


@pytest.mark.pdf
def test_no_form_begins_on_the_back_of_another() -> None:
    quiz = sample_quiz()  # one page each
    leaves = pages(pdf.render(quiz, key=False, options=SheetOptions(forms=3)))
    assert ["Form" in leaf for leaf in leaves] == [True, False, True, False, True]


@pytest.mark.pdf
def test_sheets_and_key_of_the_forms_agree() -> None:
    quiz = long_quiz(20)
    text = bare("".join(pages(made("forms", "long", False))))
    for sheet in question_sheets(quiz, OPTIONS["forms"]):
        for before, after in pairwise(sheet.questions):
            words = f"{before.number}.{bare(before.stem.before)}"
            assert words in text
            assert f"{after.number}.{bare(after.stem.before)}" in text


@pytest.mark.pdf
def test_the_key_to_all_forms_of_twenty_questions_stands_on_one_page() -> None:
    first = pages(made("forms", "long", True))[0]
    key = answer_key(long_quiz(20), OPTIONS["forms"])
    for form in key.forms:
        assert f"Form {form.name}" in first
    for numbers in key.map:
        row = " ".join(f"{name}{number}" for name, number in zip("ABCD", numbers, strict=True))
        assert row in first


@pytest.mark.pdf
def test_the_key_to_copies_has_a_row_for_each() -> None:
    first = pages(made("copies", "several", True))[0]
    for form in answer_key(several_quiz(), OPTIONS["copies"]).forms:
        cells = " ".join(
            f"{row.question} {row.sign}" if row.sign else str(row.question) for row in form.rows
        )
        assert cells in first
    assert "1 Ганна Коваленко" in first


@pytest.mark.pdf
def test_a_copy_has_the_name_on_it() -> None:
    leaves = [leaf for leaf in pages(made("copies", "sample", False)) if leaf.strip()]
    assert "Name Ганна Коваленко Class" in leaves[0]
    assert set("أحمد") <= set(leaves[1])
    assert "Copy 3" in leaves[2]


@pytest.mark.pdf
def test_the_article_stands_before_the_questions_with_its_numbers() -> None:
    heard = spoken(made("article and link", "sample", False))
    places = [heard.index(bare(text)) for text in ("The article", "1The harbour", "4The rival")]
    assert places == sorted(places)
    assert heard.index("Questions1.") > places[-1]


@pytest.mark.pdf
def test_the_link_can_be_scanned_and_followed(tmp_path: Path) -> None:
    payload = made("article and link", "sample", False)
    assert LINK.encode() in payload, "a link that can be followed"
    (tmp_path / "sheet.pdf").write_bytes(payload)
    pdftoppm = Path(need("pdf")).with_name("pdftoppm")
    subprocess.run(
        [pdftoppm, "-r", "150", "-png", "-singlefile", tmp_path / "sheet.pdf", tmp_path / "sheet"],
        check=True,
    )
    told = subprocess.run(
        [need("zbar"), "-q", "--raw", tmp_path / "sheet.png"], capture_output=True, check=True
    )
    assert told.stdout.decode().strip() == LINK


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("look", "fonts", "size"), [("large", "OpenSans", 18), ("dyslexia", "OpenSans", 12.5)]
)
def test_a_look_is_set_anew_in_its_font(look: Look, fonts: str, size: float) -> None:
    payload = pdf.render(several_quiz(), key=False, options=SheetOptions(look=look))
    rows = ask("pdffonts", payload).splitlines()[2:]
    assert rows
    assert all(fonts in row for row in rows)
    assert not any("Italic" in row for row in rows)
    assert "Question sheet" in pages(payload)[0], "no rows of capitals"


@pytest.mark.pdf
def test_options_stand_below_each_other_in_large_print() -> None:
    quiz = sample_quiz()
    short = quiz.questions[1].model_copy(update={"options": ("a", "b", "c", "d")})
    quiz = quiz.model_copy(update={"questions": (short,)})
    for look, rows in (("standard", 1), ("large", 4)):
        payload = pdf.render(quiz, key=False, options=SheetOptions(look=look))  # type: ignore[arg-type]
        lines = ask("pdftotext", payload, "-layout").splitlines()
        assert len([line for line in lines if re.match(r"\s*[A-D]\. ", line)]) == rows


@pytest.mark.pdf
@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("letter", "612 x 792")])
def test_the_paper_is_the_one_asked_for(paper: str, size: str) -> None:
    options = SheetOptions(paper=paper, answer_sheet=True)  # type: ignore[arg-type]
    for part in ("sheet", "key"):
        payload = export_sheet(sample_quiz(), "pdf", options, part=part).payload  # type: ignore[arg-type]
        assert f"Page size:       {size} pts" in ask("pdfinfo", payload)


@pytest.mark.pdf
@pytest.mark.parametrize("look", LOOKS)
def test_no_question_is_broken_over_a_page_in_any_look(look: Look) -> None:
    leaves = pages(pdf.render(long_quiz(20), key=False, options=SheetOptions(look=look)))
    assert len(leaves) > 1
    for number in range(1, 21):
        (leaf,) = (leaf for leaf in leaves if f"begin{number:03d}" in leaf)
        assert f"end{number:03d}" in leaf


@pytest.mark.pdf
def test_an_article_of_markup_prints_as_it_is_written() -> None:
    options = SheetOptions(article=True, forms=2, instructions=CARRIED["typst"])
    quiz: Quiz = hostile_quiz(CARRIED["typst"])
    printed = bare("".join(pages(pdf.render(quiz, key=False, options=options))))
    assert printed.count(bare(CARRIED["typst"])) > 10


@pytest.mark.pdf
def test_an_arabic_option_stands_next_to_its_letter() -> None:
    quiz = sample_quiz()
    options = ("أحمد", "the ferry channel of the old town, which was dredged again", "Corran")
    question = quiz.questions[1].model_copy(update={"options": options})
    quiz = quiz.model_copy(update={"questions": (question,)})
    told = ask("pdftotext", pdf.render(quiz, key=False), "-bbox")
    words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" .*>(.*)</word>', told)
    letter = next(float(right) for _, right, word in words if word == "A.")
    arabic = next(float(left) for left, _, word in words if set("أحمد") <= set(word))
    assert 0 < arabic - letter < 15
