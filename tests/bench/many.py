"""Many articles one after the other in one process: speed and memory, against bare spaCy.

Seconds here are those of the processor, so that a busy machine does not count.
"""

import gc
import re
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from quiz.language.parsing import model
from quiz.pipeline import build, read
from quiz.schema.article import Article
from tests.bench.figure import Figure, figure

STORIES = Path(__file__).parents[1] / "stories"
WARMING, MEASURED = 200, 1000
STEP = 50  # articles between two looks at the memory
_NAME = re.compile(r"\b[A-Z][a-z]{5,}\b")


def figures() -> list[Figure]:
    """Measure the self-written articles: the ratio for each, then a thousand in a row."""
    stories = [read(path) for path in sorted(STORIES.glob("*.txt"))]
    for article in stories[:3]:  # word lists are read at first use
        _both(article)
    pairs = [_both(article) for _ in range(3) for article in stories]
    found = [
        figure("build, a self-written article", [ours for ours, _ in pairs], "s", ""),
        figure(
            "ratio to bare spaCy", [ours / bare for ours, bare in pairs], "", "median under 1.5"
        ),
    ]
    for what, articles in (("the same words", _again(stories)), ("new words", _renamed(stories))):
        rate, growth = _in_a_row(articles)
        found.append(figure(f"articles a second, one core, {what}", [rate], "", ""))
        found.append(figure(f"memory growth by {MEASURED}, {what}", [growth], "MB", "none"))
    return found


def _both(article: Article) -> tuple[float, float]:
    """Return the seconds that `build` and bare spaCy take on `article`, with nothing kept."""
    fresh = article.model_copy(update={"id": f"{article.id}-{time.process_time_ns()}"})
    begun = time.process_time()
    build(fresh)
    between = time.process_time()
    model()(fresh.text)
    return between - begun, time.process_time() - between


def _again(stories: list[Article]) -> Iterator[Article]:
    """Yield the stories again and again, each time as another article."""
    for n, article in enumerate(cycle(stories)):
        yield article.model_copy(update={"id": f"bench-{n}"})


def _renamed(stories: list[Article]) -> Iterator[Article]:
    """Yield the stories again and again, the longer names spelt as nobody has spelt them before."""
    for n, article in enumerate(_again(stories)):
        ending = "".join(chr(ord("a") + int(digit)) for digit in str(n))

        def renamed(found: re.Match[str], ending: str = ending) -> str:
            return found[0][: -len(ending)] + ending  # as long as before: spans stay where they are

        yield article.model_copy(update={"text": _NAME.sub(renamed, article.text)})


def _in_a_row(articles: Iterator[Article]) -> tuple[float, float]:
    """Return articles per second, and by how many MB memory grew from the start to the end.

    The highest of the first looks is held against the highest of the last, as memory goes up and
    down by a few MB all the time.
    """
    for article in islice(articles, WARMING):
        build(article)
    looks, taken = [], 0.0
    for _ in range(MEASURED // STEP):
        begun = time.process_time()
        for article in islice(articles, STEP):
            build(article)
        taken += time.process_time() - begun
        gc.collect()
        looks.append(_resident())
    part = len(looks) // 4
    return MEASURED / taken, max(looks[-part:]) - max(looks[:part])


def _resident() -> float:
    """Return the resident memory of this process in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1000
