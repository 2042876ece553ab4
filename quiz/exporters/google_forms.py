"""Google Forms: a script that makes the form, since Forms imports no file.

The quiz goes into the script as one JSON value; the script itself is the same for every quiz.
"""

import json
from typing import Any, Literal

from quiz.exporters import plain
from quiz.exporters.base import EXPORTERS, Exporter, Fit
from quiz.exporters.feedback import feedback
from quiz.exporters.printed import printable
from quiz.exporters.templating import render_by
from quiz.language.written_dates import in_words
from quiz.schema.question import Cloze, Matching, Ordering, Question, ShortAnswer, proofs
from quiz.schema.quiz import Quiz

# Line ends in JavaScript of old, though not in JSON.
_LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the script, and no losses."""
    form = {
        "title": plain.title(quiz),
        "description": _description(quiz),
        "items": [item for question in quiz.questions for item in _items(question, quiz)],
    }
    return render_by(script_value, "google-forms/form.gs", quiz=form).encode(), ()


def fit(question: Question) -> Fit:
    """Tell of what Forms cannot mark by itself, and of what counts more than one point."""
    found = plain.fit(question)
    if found.left_out:
        return found
    if isinstance(question, Cloze | ShortAnswer):
        return Fit(
            lost=(
                "a script cannot give Google Forms a typed answer to check; mark it by hand, by "
                "the forms in its feedback, or enter them in the form",
            )
        )
    if isinstance(question, Matching | Ordering):
        count = len(question.pairs) if isinstance(question, Matching) else len(question.events)
        return Fit(lost=(f"it becomes {count} questions of one point each",))
    return found


def script_value(value: Any) -> str:
    """Return `value` as JavaScript writes it."""
    return json.dumps(value, ensure_ascii=False, indent=2).translate(_LINE_ENDS)


def _description(quiz: Quiz) -> str:
    article = quiz.article
    day = in_words(article.published) if article.published else ""
    source = ", ".join(filter(None, (f"“{article.title}”", article.outlet, day)))
    return printable(f"Every answer is in the article: {source}.")


def _items(question: Question, quiz: Quiz) -> list[dict[str, Any]]:
    """Return the items of the form that `question` becomes: one, or one for each of its parts."""
    told = printable(feedback(question, quiz).in_one)
    stem = plain.stem(question)
    if isinstance(question, Cloze | ShortAnswer):
        forms = " / ".join(plain.accepted(question))
        return [_item("text", stem, feedback=f"Right: {forms}. {told}")]
    if isinstance(question, Matching):
        choices = tuple(printable(choice) for choice in question.choices)
        prompts, keys = [pair.left for pair in question.pairs], question.places
    elif isinstance(question, Ordering):
        choices = tuple(str(rank) for rank in sorted(question.ranks))
        prompts = [event.text for event in question.events]
        keys = tuple(rank - 1 for rank in question.ranks)
    else:
        choice = plain.choice(question)
        return [_item("choice", stem, feedback=told, choices=choice.options, key=choice.key)]
    parts = zip(prompts, keys, proofs(question), strict=True)
    return [
        _item(
            "list",
            printable(prompt),
            feedback=printable(feedback(question, quiz, (proof,)).in_one),
            help_=stem,
            choices=choices,
            key=key,
        )
        for prompt, key, proof in parts
    ]


def _item(
    kind: Literal["choice", "list", "text"],
    title: str,
    *,
    feedback: str,
    help_: str = "",
    choices: tuple[str, ...] = (),
    key: int = -1,
) -> dict[str, Any]:
    """Return an item as the script reads it: `key` is the place of the right choice."""
    return {
        "kind": kind,
        "title": title,
        "help": help_,
        "feedback": feedback,
        "choices": choices,
        "key": key,
    }


EXPORTERS.add(
    "google-forms",
    Exporter(
        name="google-forms",
        title="Google Forms quiz (script)",
        suffix=".gs",
        mimetype="text/javascript",
        write=write,
        fit=fit,
        notes=(
            "Paste it into a new project at script.google.com and run makeForm; the log shows the "
            "address of the form. Explanation and evidence are the feedback."
        ),
        limits=(
            "A script cannot set the key of a typed answer: cloze and short answer have points "
            "and their answers as feedback, and are marked by hand.",
            "Matching and ordering become a list to choose from for each of their parts.",
        ),
        checked=(
            "TypeScript, by Google's types of Apps Script, and a run against stand-ins for its "
            "services; not run at Google."
        ),
    ),
)
