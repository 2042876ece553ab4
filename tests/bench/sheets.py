"""Printed sheets in a warm process: four forms with their key, and a copy for each student."""

import json
import subprocess
import sys

from tests.bench.figure import Figure, figure

TIMES = 7
_CODE = """
import json, resource, time
from quiz.exporters import pdf
from quiz.exporters.sheet_options import SheetOptions
from tests.exporters.hostile import long_quiz

quiz = long_quiz(20)
forms, copies = SheetOptions(forms=4), SheetOptions(copies=tuple(map(str, range(1, 31))))
pdf.render(quiz, key=False)

def taken(options, *parts):
    begun = time.perf_counter()
    for key in parts:
        pdf.render(quiz, key=key, options=options)
    return time.perf_counter() - begun

# Typst keeps what it has laid out: another seed is another sheet.
def seeded(options, seed):
    return options.model_copy(update={{"seed": seed}})

# Typst keeps up to ten such documents, 200 MB in all; what one takes is what the first takes.
four = [taken(seeded(forms, 0), False, True)]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
four += [taken(seeded(forms, n), False, True) for n in range(1, {times})]
thirty = [taken(seeded(copies, n), False) for n in range({times})]
print(json.dumps([four, memory, thirty]))
"""


def figures() -> list[Figure]:
    """Measure in a process of its own, so that its memory is that of the sheets."""
    done = subprocess.run(
        [sys.executable, "-c", _CODE.format(times=TIMES)],
        capture_output=True,
        text=True,
        check=True,
    )
    four, memory, thirty = json.loads(done.stdout)
    return [
        figure("four forms of 20 questions, with key", four, "s", "under 0.5"),
        figure("memory of that", [memory], "MB", "under 100"),
        figure("30 copies of 20 questions", thirty, "s", "under 3"),
    ]
