"""QTI 1.2 for Canvas has the structure that two other writers give the same questions."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from quiz.exporters import export
from quiz.schema.question import Matching, MultipleChoice, ShortAnswer, TrueFalse
from quiz.schema.quiz import Quiz
from tests.exporters.platforms.reading import members
from tests.samples import sample_quiz, several_quiz

# qti-package-maker is under the LGPL and runs in a process of its own.
_SECOND_WRITER = """
import json, sys
from qti_package_maker.package_interface import QTIPackageInterface
package = QTIPackageInterface("questions", allow_mixed=True)
kind, question, engine, path = json.loads(sys.argv[1])
package.add_item(kind, tuple(question))
package.save_package(engine, path)
"""


def second_writer(kind: str, question: list[Any], engine: str, path: Path) -> bytes:
    """Return what qti-package-maker makes of one question."""
    wish = json.dumps([kind, question, engine, str(path)])
    subprocess.run(
        [sys.executable, "-c", _SECOND_WRITER, wish], check=True, capture_output=True, timeout=60
    )
    return path.read_bytes()


def in_ascii(quiz: Quiz) -> Quiz:
    """Return `quiz` with plain quotation marks: qti-package-maker takes ASCII only."""
    text = quiz.model_dump_json().translate(str.maketrans("“”’", "'''"))
    return Quiz.model_validate_json(text)


def items_of(payload: bytes) -> list[Any]:
    (questions,) = (
        text
        for name, text in members(payload).items()
        if name.endswith(".xml") and "/" in name and "meta" not in name
    )
    return list(etree.fromstring(questions).iter("{*}item"))


def skeleton(element: Any, *told: str) -> Any:
    """Return the tags of a tree, with the attributes named in `told`."""
    kept = sorted((name, value) for name, value in element.attrib.items() if name in told)
    return etree.QName(element).localname, kept, [skeleton(child, *told) for child in element]


def as_text2qti(quiz: Quiz) -> str:
    """Return the questions as a source file of text2qti."""
    lines = [f"Quiz title: {quiz.title}", ""]
    for number, question in enumerate(quiz.questions, start=1):
        lines += [f"{number}. {question.stem}", f"... {question.explanation}"]
        if isinstance(question, MultipleChoice):
            for place, option in enumerate(question.options):
                mark = "*" if place == question.key_index else ""
                lines.append(f"{mark}{'abcde'[place]}) {option}")
        elif isinstance(question, TrueFalse):
            lines += [f"{'*' * question.key}a) True", f"{'*' * (not question.key)}b) False"]
        elif isinstance(question, ShortAnswer):
            lines += [f"* {form}" for form in question.accepted]
        lines.append("")
    return "\n".join(lines)


def test_every_item_is_built_as_text2qti_builds_it(tmp_path: Path) -> None:
    told = ("rcardinality", "continue", "varname", "action", "feedbacktype", "linkrefid", "ident")
    quiz = sample_quiz()
    asked = tuple(q for q in quiz.questions if q.type != "cloze")  # it has no cloze of its own
    quiz = quiz.model_copy(update={"questions": asked})
    (tmp_path / "questions.txt").write_text(as_text2qti(quiz), encoding="utf-8")
    program = Path(sys.executable).with_name("text2qti")
    subprocess.run(
        [program, "questions.txt"], cwd=tmp_path, check=True, capture_output=True, timeout=60
    )
    theirs = items_of((tmp_path / "questions.zip").read_bytes())
    ours = items_of(export(quiz, "canvas").payload)
    assert len(ours) == len(theirs) == 5
    for our, their in zip(ours, theirs, strict=True):
        for item in (our, their):
            for element in item.iter(etree.Element):
                if element.get("ident", "").startswith(("question_", "text2qti_")):
                    del element.attrib["ident"]  # names differ, as they must
        assert skeleton(our, *told) == skeleton(their, *told)
        assert _kind(our) == _kind(their)
        assert [e.text for e in our.iter("{*}setvar")] == [e.text for e in their.iter("{*}setvar")]


def _kind(item: Any) -> list[str]:
    return [field.findtext("{*}fieldentry") for field in item.iter("{*}qtimetadatafield")][:2]


def test_matching_is_built_as_qti_package_maker_builds_it(tmp_path: Path) -> None:
    quiz = in_ascii(several_quiz())
    question = quiz.questions[1]
    assert isinstance(question, Matching)
    lefts = [pair.left for pair in question.pairs]
    rights = [pair.right for pair in question.pairs] + ["Aldo Renn"]
    package = tmp_path / "questions.zip"
    (their,) = items_of(
        second_writer("MATCH", [question.stem, lefts, rights], "canvas_qti_v1_2", package)
    )
    _, our = items_of(export(quiz, "canvas").payload)
    for extra in (*our.iter("{*}itemfeedback"), our.find(".//{*}respcondition")):
        extra.getparent().remove(extra)  # it has no feedback
    fields = our.find(".//{*}qtimetadata")
    fields.remove(fields[-1])  # nor does it name the question in a bank
    assert skeleton(our, "varname", "action") == skeleton(their, "varname", "action")
    assert _kind(our)[0] == _kind(their)[0] == "matching_question"
    assert [e.text for e in our.iter("{*}setvar")] == [e.text for e in their.iter("{*}setvar")]


@pytest.mark.parametrize("field", ["title", "points_possible", "quiz_type"])
def test_the_quiz_itself_is_described(field: str) -> None:
    files = members(export(sample_quiz(), "canvas").payload)
    (meta,) = (etree.fromstring(text) for name, text in files.items() if "meta" in name)
    wanted = {"title": sample_quiz().title, "points_possible": "6.0", "quiz_type": "assignment"}
    assert meta.findtext("{*}" + field) == wanted[field]
    assert meta.findtext("{*}assignment/{*}workflow_state") == "unpublished"
