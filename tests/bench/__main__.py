"""Measure Broadsheet on the seed article and print a table. `make bench` runs this.

Nothing here is a test: figures depend on the machine. Targets are those of the design.
"""

from rich.console import Console
from rich.table import Table

from tests.bench import cold, warm


def main() -> None:
    """Run every measurement and print what it gave beside its target."""
    table = Table("What", "Median", "Worst", "Target", title="Broadsheet on the seed article")
    for figure in (*cold.figures(), *warm.figures()):
        table.add_row(figure.what, figure.median, figure.worst, figure.target)
    Console().print(table)


if __name__ == "__main__":
    main()
