"""The tables that people read, printed with rich on a terminal and plainly elsewhere."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

from quiz.cli.wording import counted, one_line, spoken

if TYPE_CHECKING:
    from rich.console import Console

    from quiz.pipeline import Built

# Elsewhere than on a terminal a row is a line, however long, so that it can be searched.
PLAIN_WIDTH = 10_000


def console(stream: IO[str] | None = None) -> "Console":
    """Return a console on `stream` (standard output if None) that never reads text as markup."""
    from rich.console import Console

    stream = stream or sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(file=stream, markup=False, highlight=False, emoji=False, width=width)


def print_table(
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    stream: IO[str] | None = None,
    right: Sequence[int] = (),
) -> None:
    """Print `rows` under `titles`; the columns numbered in `right` (from 0) are set flush right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for number, title in enumerate(titles):
        table.add_column(title, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    out = console(stream)
    out.print(table)
    out.print()


def summary(built: "Built") -> dict[str, object]:
    """Return what `build` says of a quiz: questions by type, candidates dropped by rule."""
    from quiz.pipeline import passed_over

    quiz, screening = built.quiz, built.screening
    types = Counter(question.type for question in quiz.questions)
    return {
        "title": quiz.title,
        "questions": dict(sorted(types.items())),
        "length": len(quiz.questions),
        "difficulty": dict(Counter(q.difficulty.level for q in quiz.questions if q.difficulty)),
        "asked_for": quiz.wanted,
        "candidates": len(screening.kept) + len(screening.dropped),
        "kept_but_not_chosen": dict(_most_first(Counter(passed_over(quiz, screening).values()))),
        "dropped": dict(sorted(quiz.dropped.items(), key=lambda pair: (-pair[1], pair[0]))),
        "shortfall": quiz.shortfall,
    }


def print_summary(built: "Built", stream: IO[str]) -> None:
    """Print what was made, what was dropped and why, and the shortfall where there is one."""
    from quiz.pipeline import passed_over

    quiz, screening = built.quiz, built.screening
    out = console(stream)
    out.print(one_line(quiz.title), style="bold")
    out.print()
    types = Counter(question.type for question in quiz.questions)
    rows = [(spoken(name), str(number)) for name, number in sorted(types.items())]
    rows.append(("total", str(len(quiz.questions))))
    print_table(("Questions", ""), rows, stream=stream, right=(1,))

    rows = [(spoken(rule), str(number)) for rule, number in _most_first(quiz.dropped)]
    spare = Counter(passed_over(quiz, screening).values())
    rows += [(f"sound, but {reason}", str(number)) for reason, number in _most_first(spare)]
    if rows:
        made = counted(len(screening.kept) + len(screening.dropped), "candidate")
        print_table((f"Not used, of {made}", ""), rows, stream=stream, right=(1,))
    if quiz.shortfall:
        out.print(one_line(quiz.shortfall), style="yellow")


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
