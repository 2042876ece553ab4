"""Anki packages of many notes and of many quizzes: seconds, memory and size.

Each measurement is a process of its own, so that its memory is its own: quizzes in memory, Python
and libraries counted. Seconds are those of writing the package from quizzes in memory, once by the
processor and once by the clock, which runs on while others work on a busy machine.
"""

import json
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quiz.exporters import DeckOptions, export_deck
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from tests.bench.figure import Figure, figure
from tests.exporters.anki.cases import engine
from tests.samples import sample_quiz

TIMES = 3
LEARNT = 2_000  # notes, given to the engine and taken from it again


def figures() -> list[Figure]:
    """Measure 10,000 notes, 500 quizzes, and a file of ours against one of the engine's own."""
    found: list[Figure] = []
    for what, quizzes, questions, per_article, target in (
        ("10,000 notes of 100 quizzes", 100, 100, False, "under 1 s"),
        ("500 quizzes, a deck each, 6,000 notes", 500, 12, True, "under 5 s"),
    ):
        runs = [_apart(quizzes, questions, per_article) for _ in range(TIMES)]
        for key, by in (("seconds", "processor"), ("wall", "clock")):
            name = f"anki: {what}, by the {by}"
            found.append(figure(name, [run[key] for run in runs], "s", target))
        memory = [run["megabytes"] for run in runs]
        found.append(figure("anki: memory of the process", memory, "MB", "under 150 MB"))
    if find_spec("anki"):
        found.append(figure("anki: size to the engine's own", [_share()], "", "at most 1.1"))
    return found


def term(quizzes: int, questions: int) -> list[Quiz]:
    """Return quizzes on articles with names of their own, each with so many questions."""
    return [_one(number, questions) for number in range(quizzes)]


def _one(number: int, questions: int) -> Quiz:
    renamed = sample_quiz().model_dump_json().replace("Brindle", f"Br{number:05}")
    quiz = Quiz.model_validate_json(renamed.replace("station", f"stat{number % 1000:03}"))
    asked = []
    for place in range(questions):
        question = quiz.questions[place % len(quiz.questions)]
        stem = f"{question.stem[:-1]} ({place})?"
        if question.type == "multiple_choice":
            stem = f"Who said: “We have waited for tide {number}-{place}”?"
        identity = digest("bench", str(number), str(place))
        asked.append(question.model_copy(update={"id": identity, "stem": stem}))
    article = quiz.article.model_copy(update={"id": digest("bench", str(number))})
    return quiz.model_copy(update={"article": article, "questions": tuple(asked)})


def _apart(quizzes: int, questions: int, per_article: bool) -> dict[str, float]:
    """Measure once, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.anki", str(quizzes), str(questions)]
    command += ["per-article"] * per_article
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured(quizzes: int, questions: int, per_article: bool) -> dict[str, Any]:
    """Return seconds, by processor and clock, and megabytes for one deck.

    genanki and the note types are loaded before.
    """
    import resource

    options = DeckOptions(per_article=per_article)
    export_deck(term(1, 6), "anki", options)
    several = term(quizzes, questions)
    begun, started = time.process_time(), time.perf_counter()
    exported = export_deck(several, "anki", options)
    seconds, wall = time.process_time() - begun, time.perf_counter() - started
    assert exported.said == (f"{quizzes * questions} notes, {quizzes * questions} cards.",)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000
    return {"seconds": seconds, "wall": wall, "megabytes": peak}


def _share() -> float:
    """Return how large our package is to the one that the engine makes of the same notes."""
    ours = export_deck(term(LEARNT // 20, 20), "anki").payload
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "theirs.apkg"
        engine(Path(folder), ours, export=target)
        return len(ours) / target.stat().st_size


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] == ["per-article"])))
