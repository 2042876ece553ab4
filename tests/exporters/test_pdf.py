"""The printed sheet and key: valid, whole, safe, and the same every time."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import ExportError
from quiz.exporters import export, pdf, typesetting
from quiz.exporters.sheet_options import SheetOptions
from quiz.resources import folder
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz, long_quiz
from tests.samples import sample_quiz

BOTH = pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
Fault = Callable[[str, str, str], None]


def faults(payload: bytes) -> list[str]:
    """Return what a PDF/UA-1 checker has against `payload`, by rule."""
    report = page.validate_pdf_bytes(payload)
    assert report.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def with_changes(position: int, **changes: object) -> Quiz:
    quiz = sample_quiz()
    questions = list(quiz.questions)
    questions[position] = questions[position].model_copy(update=changes)
    return quiz.model_copy(update={"questions": tuple(questions)})


@BOTH
def test_it_is_accessible(key: bool) -> None:
    assert faults(pdf.render(sample_quiz(), key=key)) == []


@BOTH
def test_thirty_questions_are_accessible(key: bool) -> None:
    payload = pdf.render(long_quiz(30), key=key)
    assert page.validate_pdf_bytes(payload).document.page_count > 2
    assert faults(payload) == []


@BOTH
@pytest.mark.parametrize("kind", CARRIED)
def test_hostile_text_leaves_the_page_accessible(kind: str, key: bool) -> None:
    assert faults(pdf.render(hostile_quiz(CARRIED[kind]), key=key)) == []


@BOTH
def test_it_stands_on_us_letter_too(key: bool) -> None:
    letter = pdf.render(sample_quiz(), key=key, options=SheetOptions(paper="letter"))
    assert letter != pdf.render(sample_quiz(), key=key)
    assert faults(letter) == []


def test_no_time_and_no_machine_is_in_the_file() -> None:
    payload = pdf.render(sample_quiz(), key=False)
    assert b"CreationDate" not in payload
    assert b"ModDate" not in payload
    assert str(folder("templates")).encode() not in payload


@pytest.mark.parametrize(
    ("position", "changes", "place"),
    [
        (0, {"stem": "Who is 根?"}, "“根” (U+6839) in question 1"),
        (1, {"options": ("a", "b", "根")}, "“根” (U+6839) in option C of question 2"),
        (3, {"stem": "It was 😀."}, "“😀” (U+1F600) in question 4"),
    ],
)
def test_a_missing_letter_is_named_with_its_question(
    position: int, changes: dict[str, object], place: str
) -> None:
    with pytest.raises(ExportError, match=re.escape(place)) as caught:
        pdf.render(with_changes(position, **changes), key=False)
    assert str(caught.value).endswith("spell it out or take it away.")


@pytest.mark.parametrize(
    ("position", "changes", "place"),
    [
        (0, {"accepted": ("14 May 2024", "五月")}, "“五” (U+4E94) in the key of question 1"),
        (3, {"correction": "No 😀"}, "“😀” (U+1F600) in the explanation of question 4"),
        (5, {"explanation": "根"}, "“根” (U+6839) in the explanation of question 6"),
    ],
)
def test_a_missing_letter_of_the_key_is_no_matter_for_the_sheet(
    position: int, changes: dict[str, object], place: str
) -> None:
    quiz = with_changes(position, **changes)
    assert pdf.render(quiz, key=False)
    with pytest.raises(ExportError, match=re.escape(place)):
        pdf.render(quiz, key=True)


def test_many_missing_letters_make_one_sentence() -> None:
    with pytest.raises(ExportError, match=r"^[^\n]+ and 4 more; spell it out or take it away\.$"):
        pdf.render(with_changes(0, stem="一二三四五六七八九"), key=False)


@pytest.mark.parametrize(
    ("kind", "named"),
    [("emoji", "“😀”"), ("Chinese", "“根”"), ("family", "“👨"), ("Thai", "“ไ”")],
)
def test_a_refused_letter_is_the_one_that_stands_out(kind: str, named: str) -> None:
    with pytest.raises(ExportError, match=r"lack [^a-z]*" + named):
        export(hostile_quiz(NO_GLYPH[kind]), "pdf")


def test_a_refusal_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    templates = folder("templates") / "typst"
    before = sorted(templates.iterdir())
    with pytest.raises(ExportError):
        export(hostile_quiz(NO_GLYPH["emoji"]), "pdf")
    assert list(tmp_path.iterdir()) == []
    assert sorted(templates.iterdir()) == before


@pytest.fixture
def fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fault:
    """Return a function that replaces some text of a template for the rest of the test."""
    shutil.copytree(folder("templates") / "typst", tmp_path / "typst")
    monkeypatch.setattr(typesetting, "folder", lambda name: tmp_path)

    def replace(template: str, old: str, new: str) -> None:
        path = tmp_path / "typst" / template
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


def test_a_font_that_is_not_there_is_no_small_matter(fault: Fault) -> None:
    fault("looks.typ", "Libertinus Serif", "Grotesk That Nobody Has")
    with pytest.raises(ExportError, match="grotesk that nobody has"):
        pdf.render(sample_quiz(), key=False)


def test_a_faulty_template_is_said_to_be_at_fault(fault: Fault) -> None:
    fault("key.typ", "#masthead(", "#nothing-of-the-kind(")
    with pytest.raises(ExportError, match=r"key\.typ is at fault: unknown variable"):
        pdf.render(sample_quiz(), key=True)


def test_a_template_cannot_read_outside_its_folder(fault: Fault, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    fault("sheet.typ", "#for (number, part)", '#read("../secret.txt")\n#for (number, part)')
    with pytest.raises(ExportError, match="at fault"):
        pdf.render(sample_quiz(), key=False)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60), st.booleans())
def test_any_stem_is_printed_or_refused_in_one_sentence(stem: str, key: bool) -> None:
    try:
        assert pdf.render(with_changes(0, stem=stem), key=key).startswith(b"%PDF-")
    except ExportError as error:
        assert re.search(r"question 1|Question 1", str(error))  # noqa: PT017  both are right
