"""Results as tables for a spreadsheet: the gradebook, every answer, every question.

Columns are fixed and in English, so that what reads them today reads them tomorrow. No cell can be
a formula.
"""

from collections.abc import Iterable, Iterator

from quiz.schema.question import Question, key_text
from quiz.schema.statistics import Interval, ItemStatistics
from quiz.web.teacher.outcome_view import Outcome

GRADEBOOK = (
    *("student_id", "student", "state", "attempt", "attempts", "started", "submitted"),
    *("points", "of", "percent", "late_answers", "waiting_answers"),
)
ANSWERS = (
    *("student_id", "student", "attempt", "question_id", "question", "type", "stem", "counts"),
    *("seen", "answered", "given", "key", "right", "points", "changes", "flagged", "lateness"),
    *("late_given", "late_answered"),
)
ITEMS = (
    *("question_id", "question", "type", "stem", "key", "seen", "answered", "right", "missed"),
    *("facility_percent", "facility_low", "facility_high", "deviation_percent", "guess_percent"),
    *("complete_attempts", "discrimination_percent", "discrimination_low", "discrimination_high"),
    *("efficiency_percent", "strong", "strong_missed", "commonest_wrong", "commonest_wrong_count"),
    *("judged", "label", "flags"),
)


def gradebook(outcome: Outcome, *, bom: bool) -> bytes:
    """Return a row for each student: the attempt that counts, in points and per cent."""
    return _table(GRADEBOOK, _grades(outcome), bom)


def answers(outcome: Outcome, *, bom: bool) -> bytes:
    """Return a row for each question of each attempt that was seen."""
    return _table(ANSWERS, _answers(outcome), bom)


def items(outcome: Outcome, *, bom: bool) -> bytes:
    """Return a row for each question that counts, with its item analysis."""
    pairs = zip(outcome.analysis.items, outcome.questions, strict=True)
    return _table(ITEMS, (_item(item, asked) for item, asked in pairs), bom)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]], bom: bool) -> bytes:
    cells = ([_text(cell) for cell in row] for row in rows)
    from quiz.exporters.delimited import table_bytes  # here, so that serving does not wait for it

    return table_bytes([columns, *cells], bom=bom)


def _text(cell: object) -> str:
    """Return a cell as text: times in ISO 8601, numbers with a point, nothing for none.

    Whatever somebody wrote is kept from being a formula; a figure of ours may begin with a minus.
    """
    if isinstance(cell, str):
        from quiz.exporters.delimited import inert  # as above

        return inert(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return cell.isoformat(timespec="seconds") if hasattr(cell, "isoformat") else str(cell)


def _grades(outcome: Outcome) -> Iterator[tuple[object, ...]]:
    for standing in outcome.standings:
        counted = standing.counted
        responses = list(counted.responses.values()) if counted else []
        share = standing.share
        yield (
            standing.participant.id,
            standing.participant.name,
            standing.state,
            counted.attempt.number if counted else None,
            len(standing.sat),
            counted.attempt.started if counted else None,
            counted.attempt.submitted if counted else None,
            counted.points if counted else None,
            standing.total,
            None if share is None else 100 * share,
            sum(each.lateness != "in_time" for each in responses),
            sum(each.lateness == "held" for each in responses),
        )


def _answers(outcome: Outcome) -> Iterator[tuple[object, ...]]:
    asked = {
        question.id: (number, question, question.type, question.stem, key_text(question))
        for number, question in enumerate(outcome.quiz.questions, start=1)
    }
    for standing in outcome.standings:
        for sat in standing.sat:
            for name, (number, _, kind, stem, key) in asked.items():
                response = sat.responses.get(name)
                if response is None:
                    continue
                late = response.late
                yield (
                    *(standing.participant.id, standing.participant.name, sat.attempt.number),
                    *(name, number, kind, stem, name not in outcome.left_out),
                    *(response.seen, response.answered, response.given, key, response.right),
                    *(response.points, response.changes, response.flagged, response.lateness),
                    *(late.given if late else None, late.answered if late else None),
                )


def _item(item: ItemStatistics, asked: Question) -> tuple[object, ...]:
    wrong = item.commonest_wrong
    return (
        *(item.question_id, item.number, asked.type, asked.stem, key_text(asked)),
        *(item.seen, item.answered, item.right, item.missed),
        *(item.facility, *_ends(item.facility_interval), item.deviation, item.guess),
        *(item.complete, item.discrimination, *_ends(item.discrimination_interval)),
        *(item.efficiency, item.strong, item.strong_missed),
        *(wrong.text if wrong else None, wrong.chosen if wrong else None),
        *(item.label is not None, item.label, " ".join(item.flags)),
    )


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (interval.low, interval.high)
