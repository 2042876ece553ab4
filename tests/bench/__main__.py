"""Measure Broadsheet on the seed and the self-written articles. `make bench` runs this.

`python -m tests.bench FOLDER ...` measures the articles of further folders, too. Nothing here is a
test: figures depend on the machine. Targets are those of the design.
"""

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import anki, cold, many, results, sheets, warm


def main() -> None:
    """Run every measurement and print what it gave beside its target."""
    table = Table("What", "Median", "Worst", "Target", title="Broadsheet: speed and memory")
    for figure in (
        *anki.figures(),
        *results.figures(),
        *sheets.figures(),
        *cold.figures(),
        *warm.figures(),
        *sheets.figures(),
        *many.figures([Path(name) for name in sys.argv[1:]]),
    ):
        table.add_row(figure.what, figure.median, figure.worst, figure.target)
    Console().print(table)


if __name__ == "__main__":
    main()
