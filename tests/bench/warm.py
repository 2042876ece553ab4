"""Inside a process that has its model loaded: `build` against bare spaCy on the same text."""

import time
from collections.abc import Callable
from functools import partial

from quiz.language.parsing import model
from quiz.pipeline import build, read
from tests.bench.figure import SEED, Figure, figure

TIMES = 9


def figures() -> list[Figure]:
    """Measure the two in turn, so that a busy machine slows both."""
    article = read(SEED)
    language = model()
    # A parse is kept for its article; another id makes it another article.
    articles = [article.model_copy(update={"id": f"bench-{n}"}) for n in range(TIMES + 1)]
    build(articles.pop())
    language(article.text)
    pairs = [
        (_taken(partial(build, each)), _taken(partial(language, article.text))) for each in articles
    ]
    return [
        figure("build, model loaded", [ours for ours, _ in pairs], "s", ""),
        figure("bare spaCy on the text", [bare for _, bare in pairs], "s", ""),
        figure("ratio of the two", [ours / bare for ours, bare in pairs], "", "under 1.5"),
    ]


def _taken(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun
