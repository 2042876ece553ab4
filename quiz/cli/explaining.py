"""Every candidate with its score and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quiz.cli.tables import print_table
from quiz.cli.wording import spoken
from quiz.schema.candidate import Candidate
from quiz.schema.question import MultipleChoice, key_text

if TYPE_CHECKING:
    from quiz.pipeline import Built


def verdicts(built: Built) -> list[dict[str, Any]]:
    """Return one entry for each candidate: the chosen, then the kept, then the dropped.

    Chosen ones stand in the order of the quiz, the others by falling score.
    """
    from quiz.pipeline import passed_over

    reasons = passed_over(built.quiz, built.screening)
    numbers = {question.id: n for n, question in enumerate(built.quiz.questions, start=1)}
    chosen, kept = [], []
    for candidate in built.screening.kept:
        number = numbers.get(candidate.question.id)
        if number is not None:
            chosen.append((number, _entry(candidate, "chosen", f"question {number}")))
        else:
            kept.append(_entry(candidate, "kept", f"sound, but {reasons[candidate.question.id]}"))
    dropped = [_entry(r.candidate, r.rule, r.reason) for r in built.screening.dropped]
    in_order = [entry for _, entry in sorted(chosen, key=lambda pair: pair[0])]
    return in_order + sorted(kept, key=_falling_score) + sorted(dropped, key=_falling_score)


def _entry(candidate: Candidate, verdict: str, reason: str) -> dict[str, Any]:
    question = candidate.question
    return {
        "score": round(question.confidence, 3),
        "type": question.type,
        "verdict": verdict,
        "stem": question.stem,
        "options": list(question.options) if isinstance(question, MultipleChoice) else [],
        "key": key_text(question),
        "reason": reason,
        "maker": question.maker,
        "id": question.id,
    }


def _falling_score(entry: dict[str, Any]) -> tuple[float, str, str]:
    return -entry["score"], entry["verdict"], entry["id"]


def print_verdicts(found: list[dict[str, Any]]) -> None:
    """Print the entries as a table."""
    print_table(
        ("Score", "Type", "Verdict", "Stem → key", "Reason"),
        (
            (
                f"{entry['score']:.2f}",
                spoken(entry["type"]),
                spoken(entry["verdict"]),
                f"{entry['stem']} → {entry['key']}",
                entry["reason"],
            )
            for entry in found
        ),
        right=(0,),
    )
