"""What a model is sent: the task, and the article as data between two marks.

The words of the task lie in `templates/writer/`. Nothing else of the user's goes out: paragraphs,
headline and day of the article, and the names found in it.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import Any, NamedTuple

from quiz.resources import folder
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from quiz.schema.question import MultipleChoice, Question, key_text
from quiz.schema.record import digest
from quiz.writer.endpoint import Message, Request
from quiz.writer.passages import Passage
from quiz.writer.wire import PROPOSALS, Edits, Malformed, Proposal, Reply, schema_of

SENT = "the paragraphs of the article, its headline and date, and the names found in it"
SENT_TO_EDITOR = "the questions of the quiz and the sentences of the article they rest on"
_PER_500_WORDS = 10.5  # questions asked for; a quiz takes 7.5, and some fail
_FEWEST = 5
TOKENS_OF_A_QUESTION = 130
_ROOM = 2.5  # how many times the usual length a reply may have
_MOST_NAMES = 25  # of each kind
_MOST_QUOTATIONS = 12


class Failure(NamedTuple):
    """A proposal that was not proved, and why."""

    proposal: Proposal | Malformed
    reason: str


def questions_wanted(passage: Passage, article: Article) -> int:
    """Return how many questions to ask for."""
    return max(_FEWEST, ceil(_PER_500_WORDS * passage.words(article) / 500))


def write_request(
    article: Article, findings: Findings, passage: Passage, types: Sequence[str]
) -> Request:
    """Return the request for the questions on a passage."""
    count = questions_wanted(passage, article)
    order = f"Write {count} questions on the paragraphs below. Types: {_types(types)}."
    return _request(order + "\n\n" + _data(article, findings, passage), "questions", Reply, count)


def repair_request(
    article: Article, findings: Findings, passage: Passage, failures: Sequence[Failure]
) -> Request:
    """Return the request to mend what was not proved, each with the reason."""
    listed = "\n".join(
        json.dumps({"question": _shown(f.proposal), "fault": f.reason}, ensure_ascii=False)
        for f in failures
    )
    order = (
        f"These {len(failures)} questions on the paragraphs below were refused, each for the fault "
        "named beside it. Write each anew without the fault, about the same fact and of the same "
        "type where that can be, or leave it out where the article does not bear it.\n\n"
        f"{listed}\n\n"
    )
    return _request(order + _data(article, findings, passage), "questions", Reply, len(failures))


def edit_request(questions: Sequence[Question]) -> Request:
    """Return the request to edit rule-made questions, numbered from 1."""
    listed = "\n".join(
        json.dumps(_to_edit(n, question), ensure_ascii=False)
        for n, question in enumerate(questions, start=1)
    )
    order = f"Edit these {len(questions)} questions.\n\n{listed}"
    return _request(order, "edits", Edits, len(questions), task="edit")


def _request(
    order: str, name: str, kind: type[Reply] | type[Edits], count: int, task: str = "write"
) -> Request:
    messages: tuple[Message, ...] = (
        {"role": "system", "content": _task(task)},
        {"role": "user", "content": order},
    )
    most = ceil(_ROOM * TOKENS_OF_A_QUESTION * count) + 200
    return Request(messages, name, schema_of(kind), most)


@lru_cache(maxsize=8)
def _task(name: str) -> str:
    return (folder("templates") / "writer" / f"{name}.txt").read_text(encoding="utf-8")


def _types(types: Sequence[str]) -> str:
    asked = [kind for kind in PROPOSALS if kind in types]
    if len(asked) < len(PROPOSALS):
        return ", ".join(asked)
    return (
        "about two fifths short_answer, three tenths multiple_choice, and the rest cloze and "
        "true_false"
    )


def _data(article: Article, findings: Findings, passage: Passage) -> str:
    """Return the article as data: head, names, paragraphs, between two marks it cannot hold."""
    mark = f"article-{digest('mark', article.text, article.title)}"
    lines = [f"Headline: {' '.join(article.title.split())}"]
    if article.published is not None:
        lines.append(f"Published: {article.published.isoformat()}")
    lines += _found(findings, passage)
    return "\n".join((f"<{mark}>", *lines, "Paragraphs:", passage.text(article), f"</{mark}>"))


def _found(findings: Findings, passage: Passage) -> list[str]:
    """Return what was found in a passage, one kind a line."""
    people = [
        _with(p.name, [r.title for r in p.roles[:1]])
        for p in findings.people
        if any(passage.holds(m) for m in p.mentions)
    ]
    bodies = [
        _with(o.name, [a for a in o.aliases[:2] if a != o.name])
        for o in findings.organisations
        if any(passage.holds(m) for m in o.mentions)
    ]
    dates = [
        f"“{d.evidence.text}” = {d.first.isoformat()}"
        + (f" to {d.last.isoformat()}" if d.last != d.first and d.last else "")
        for d in findings.dates
        if d.relative and d.first is not None and passage.holds(d.evidence)
    ]
    said = [
        f"{q.speaker}: “{' '.join(q.content.text.split()[:6])} …”"
        for q in findings.quotations
        if q.speaker and q.complete and passage.holds(q.evidence)
    ]
    kinds = (("People", people), ("Organisations", bodies), ("Dates", dates))
    lines = [f"{name}: {'; '.join(_once(found))}" for name, found in kinds if found]
    return [*lines, *(f"Said by {line}" for line in _once(said)[:_MOST_QUOTATIONS])]


def _with(name: str, more: list[str]) -> str:
    return f"{name} ({', '.join(more)})" if more else name


def _once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))[:_MOST_NAMES]


def _shown(proposal: Proposal | Malformed) -> Any:
    return proposal.shown if isinstance(proposal, Malformed) else proposal.model_dump(mode="json")


def _to_edit(number: int, question: Question) -> dict[str, Any]:
    shown: dict[str, Any] = {"number": number, "type": question.type, "stem": question.stem}
    if isinstance(question, MultipleChoice):
        shown["wrong_options"] = list(question.distractors)
    return {**shown, "answer": key_text(question), "sentence": question.evidence.text}
