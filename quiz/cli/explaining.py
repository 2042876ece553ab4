"""Every candidate with its score and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quiz.cli.tables import print_table
from quiz.cli.wording import spoken
from quiz.schema.candidate import Candidate
from quiz.schema.question import (
    Difficulty,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    key_text,
)

if TYPE_CHECKING:
    from quiz.pipeline import Built
    from quiz.schema.writing import Refused


def verdicts(built: Built) -> list[dict[str, Any]]:
    """Return one entry for each candidate: the chosen, then the kept, then the dropped.

    Chosen ones stand in the order of the quiz, the others by falling score. What a language model
    proposed and was refused comes last, in the order it was read.
    """
    from quiz.pipeline import difficulty, passed_over

    article = built.quiz.article
    reasons = passed_over(built.quiz, built.screening)
    numbers = {question.id: n for n, question in enumerate(built.quiz.questions, start=1)}
    chosen, kept = [], []
    for candidate in built.screening.kept:
        number = numbers.get(candidate.question.id)
        hard = difficulty(candidate.question, article)
        if number is not None:
            chosen.append((number, _entry(candidate, "chosen", f"question {number}", hard)))
        else:
            reason = f"sound, but {reasons[candidate.question.id]}"
            kept.append(_entry(candidate, "kept", reason, hard))
    dropped = [_entry(r.candidate, r.rule, r.reason) for r in built.screening.dropped]
    in_order = [entry for _, entry in sorted(chosen, key=lambda pair: pair[0])]
    by_score = sorted(kept, key=_falling_score) + sorted(dropped, key=_falling_score)
    return in_order + by_score + [_refusal(refused) for refused in built.refused]


def _entry(
    candidate: Candidate, verdict: str, reason: str, hard: Difficulty | None = None
) -> dict[str, Any]:
    question = candidate.question
    return {
        "score": round(question.confidence, 3),
        "type": question.type,
        "verdict": verdict,
        "stem": question.stem,
        "options": _options(question),
        "key": key_text(question),
        "reason": reason,
        "difficulty": hard.estimate if hard else None,
        "level": hard.level if hard else None,
        "difficulty_reasons": list(hard.reasons) if hard else [],
        "maker": question.maker,
        "id": question.id,
    }


def _refusal(refused: Refused) -> dict[str, Any]:
    """Return the entry of what a language model proposed in vain: no question, so no score."""
    return {
        "score": 0.0,
        "type": refused.type,
        "verdict": refused.rule,
        "stem": refused.stem,
        "options": [],
        "key": refused.key,
        "reason": f"refused: {refused.reason}",
        "difficulty": None,
        "level": None,
        "difficulty_reasons": [],
        "maker": "writer",
        "id": None,
    }


def _options(question: Question) -> list[str]:
    """Return what there is to choose from, of ordering the events as shown."""
    if isinstance(question, MultipleChoice):
        return list(question.options)
    if isinstance(question, Matching):
        return list(question.choices)
    return [event.text for event in question.events] if isinstance(question, Ordering) else []


def _falling_score(entry: dict[str, Any]) -> tuple[float, str, str]:
    return -entry["score"], entry["verdict"], entry["id"]


def _in_words(entry: dict[str, Any]) -> str:
    """Return how hard a question is thought to be, and why, as one cell."""
    if entry["difficulty"] is None:
        return ""
    reasons = "; ".join(entry["difficulty_reasons"])
    return f"{entry['difficulty']:.2f}, {entry['level']}: {reasons}"


def print_verdicts(found: list[dict[str, Any]]) -> None:
    """Print the entries as a table."""
    print_table(
        ("Score", "Type", "Verdict", "Stem → key", "Reason", "Difficulty", "Maker"),
        (
            (
                f"{entry['score']:.2f}",
                spoken(entry["type"]),
                spoken(entry["verdict"]),
                f"{entry['stem']} → {entry['key']}",
                entry["reason"],
                _in_words(entry),
                entry["maker"],
            )
            for entry in found
        ),
        right=(0,),
    )
