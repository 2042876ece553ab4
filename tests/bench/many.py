"""Many articles one after the other in one process: speed and memory, against bare spaCy.

Seconds here are those of the processor, so that a busy machine does not count. Bare spaCy is a
model of its own, and reads each article as one text.
"""

import gc
import re
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from spacy.language import Language

from quiz.language.parsing import model
from quiz.pipeline import build, read
from quiz.schema.article import Article
from tests.bench.figure import Figure, figure

STORIES = Path(__file__).parents[1] / "stories"
WARMING, MEASURED = 200, 1000
STEP = 50  # articles between two looks at the memory
_NAME = re.compile(r"\b[A-Z][a-z]{5,}\b")


def figures(folders: Sequence[Path] = ()) -> list[Figure]:
    """Measure the ratio for the self-written articles and those in `folders`, then a thousand."""
    sets = {path.name: read_all(path) for path in (STORIES, *folders)}
    for article in sets[STORIES.name][:3]:  # word lists are read at first use
        _both(article)
    found = [row for name, articles in sets.items() for row in _ratio(name, articles)]
    every = [article for articles in sets.values() for article in articles]
    for what, again in (("the same words", _again), ("new words", _renamed)):
        rate, growth = _in_a_row(again(every), build)
        _, bare = _in_a_row(again(every), lambda article: _bare()(article.text))
        found.append(figure(f"articles a second, one core, {what}", [rate], "", ""))
        found.append(figure(f"memory growth by {MEASURED}, {what}", [growth], "MB", "none"))
        found.append(figure(f"memory growth of bare spaCy, {what}", [bare], "MB", ""))
    return found


def read_all(folder: Path) -> list[Article]:
    """Return the articles in the text files of a folder."""
    return [read(path) for path in sorted(folder.glob("*.txt"))]


def _ratio(name: str, articles: list[Article]) -> list[Figure]:
    pairs = [_both(article) for _ in range(3) for article in articles]
    return [
        figure(f"build, an article of {name}", [ours for ours, _ in pairs], "s", ""),
        figure(
            f"ratio to bare spaCy, {name}",
            [ours / bare for ours, bare in pairs],
            "",
            "median under 1.5",
        ),
    ]


@cache
def _bare() -> Language:
    return model.__wrapped__()


def _both(article: Article) -> tuple[float, float]:
    """Return the seconds that `build` and bare spaCy take on `article`, with nothing kept."""
    fresh = article.model_copy(update={"id": f"{article.id}-{time.process_time_ns()}"})
    language = _bare()
    begun = time.process_time()
    build(fresh)
    between = time.process_time()
    language(fresh.text)
    return between - begun, time.process_time() - between


def _again(articles: list[Article]) -> Iterator[Article]:
    """Yield the articles again and again, each time as another one."""
    for n, article in enumerate(cycle(articles)):
        yield article.model_copy(update={"id": f"bench-{n}"})


def _renamed(articles: list[Article]) -> Iterator[Article]:
    """Yield the articles again and again, longer names spelt as nobody has spelt them before."""
    for n, article in enumerate(_again(articles)):
        ending = "".join(chr(ord("a") + int(digit)) for digit in str(n))

        def renamed(found: re.Match[str], ending: str = ending) -> str:
            return found[0][: -len(ending)] + ending  # as long as before: spans stay where they are

        yield article.model_copy(update={"text": _NAME.sub(renamed, article.text)})


def _in_a_row(articles: Iterator[Article], job: Callable[[Article], object]) -> tuple[float, float]:
    """Return articles per second, and by how many MB memory grew from the start to the end.

    The highest of the first looks is held against the highest of the last, as memory goes up and
    down by a few MB all the time.
    """
    for article in islice(articles, WARMING):
        job(article)
    looks, taken = [], 0.0
    for _ in range(MEASURED // STEP):
        begun = time.process_time()
        for article in islice(articles, STEP):
            job(article)
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
