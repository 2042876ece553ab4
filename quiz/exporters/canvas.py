"""QTI 1.2 as Canvas takes it, for Classic Quizzes and New Quizzes."""

from typing import NamedTuple

from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.items import Item, items, title_of
from quiz.exporters.qti import shares
from quiz.exporters.templating import render
from quiz.exporters.zipped import zipped
from quiz.schema.quiz import Quiz

_TYPES = {
    "multiple_choice": "multiple_choice_question",
    "true_false": "true_false_question",
    "cloze": "short_answer_question",
    "short_answer": "short_answer_question",
    "matching": "matching_question",
}


class _Answer(NamedTuple):
    """An option, an accepted form or a choice, with the name Canvas knows it by."""

    identifier: str
    text: str


class _Question(NamedTuple):
    """An item with its names. `right` holds what makes a response right, for all but matching."""

    identifier: str
    type: str
    item: Item
    answers: tuple[_Answer, ...]
    right: tuple[str, ...]
    prompts: tuple[str, ...]
    percents: tuple[str, ...]


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return `quiz` as a package (zip) for Canvas and what could not be carried."""
    carried, losses = items(quiz)
    title, said = title_of(quiz)
    name = f"quiz_{quiz.id}"
    known = {"identifier": name, "title": title, "questions": [_question(item) for item in carried]}
    members = {
        "imsmanifest.xml": render("canvas/imsmanifest.xml", **known),
        f"{name}/{name}.xml": render("canvas/quiz.xml", **known),
        f"{name}/assessment_meta.xml": render("canvas/assessment_meta.xml", **known),
    }
    payload = zipped({path: text.encode() for path, text in members.items()})
    return payload, losses + said


def _question(item: Item) -> _Question:
    name = f"question_{item.id}"
    texts, right = _answers(item)
    answers = tuple(_Answer(f"{name}_{place}", text) for place, text in enumerate(texts, start=1))
    values = (answers[place].identifier for place in right)
    return _Question(
        identifier=name,
        type=_TYPES[item.type],
        item=item,
        answers=answers,
        right=item.accepted or tuple(values),
        prompts=tuple(f"{name}_prompt_{place}" for place, _ in enumerate(item.prompts, start=1)),
        percents=tuple(f"{float(share) * 100:.2f}" for share in shares(len(item.prompts))),
    )


def _answers(item: Item) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the texts of all answers, and the places of those that are right."""
    if item.type == "multiple_choice":
        return tuple(option.text for option in item.options), (item.key,)
    if item.type == "true_false":
        return ("True", "False"), (0 if item.truth else 1,)
    return item.choices or item.accepted, ()


EXPORTERS.add(
    "canvas",
    Exporter(
        name="canvas",
        title="QTI 1.2 package for Canvas",
        suffix=".canvas.zip",
        mimetype="application/zip",
        write=write,
        types=("multiple_choice", "true_false", "cloze", "short_answer", "matching"),
        notes=(
            "For Canvas (Settings, Import Course Content, QTI .zip file), Classic and New Quizzes: "
            "one point a question, explanation and evidence as general comment. It comes in "
            "unpublished."
        ),
        limits=(
            "No ordering: Classic Quizzes have none.",
            "Options stay in the quiz's order; Canvas can move them about for a whole quiz only.",
            "Typed answers count by the accepted forms, without regard to capital letters.",
        ),
        checked=(
            "Built element by element as text2qti builds the same questions, and matching as "
            "qti-package-maker does. Not imported live."
        ),
    ),
)
