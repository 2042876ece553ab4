"""Telling someone who waits what is going on. Silent unless standard error is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str], None]

SAID = {
    "read": "Reading the article",
    "model": "Loading the language model",
    "find": "Finding people, places, quotations and facts",
    "make": "Making questions",
    "write": "Waiting for the language model to write",
    "repair": "Waiting for it to mend what was refused",
    "edit": "Waiting for it to better the words",
    "screen": "Checking every question",
    "assemble": "Choosing the best of them",
    "outline": "Writing the study guide",
    "export": "Writing the files",
}


@contextmanager
def stages(total: int) -> Iterator[Report]:
    """Yield a function that is told the name of each of `total` stages before it starts.

    On a terminal it moves a bar, which is wiped away at the end.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Starting", total=total)
        begun = 0

        def report(stage: str) -> None:
            nonlocal begun
            progress.update(task, description=SAID.get(stage, stage), completed=begun)
            begun += 1

        yield report
