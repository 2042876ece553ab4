"""Whole processes, as a person starts them: wall time and peak memory."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figure import SEED, Figure, figure

TIMES = 5


def figures() -> list[Figure]:
    """Measure `quiz --help`, `quiz read`, `quiz build` and the exports, each TIMES times."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "quiz.json"
        found = _both("quiz build", ["build", str(SEED), "-o", str(made)], "3 s", "400 MB")
        found += _both("quiz read", ["read", str(SEED)], "", "")[:1]
        found += _both("quiz --help", ["--help"], "", "")[:1]
        for to in ("anki", "pdf", "html"):
            target = str(Path(name) / "made")
            command = ["export", str(made), "--to", to, "-o", target]
            found += _both(f"quiz export --to {to}", command, "", "")[:1]
    return found


def _both(what: str, command: list[str], seconds: str, memory: str) -> list[Figure]:
    measured = [_run(command) for _ in range(TIMES)]
    under = "under {}".format
    return [
        figure(f"{what}, cold", [m[0] for m in measured], "s", under(seconds) if seconds else ""),
        figure(
            f"{what}, peak memory", [m[1] for m in measured], "MB", under(memory) if memory else ""
        ),
    ]


def _run(command: list[str]) -> tuple[float, float]:
    """Return wall time in seconds and peak resident memory in MB of one process."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "quiz", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"quiz {' '.join(command)} ended with {process.returncode}")
    scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return taken, usage.ru_maxrss * scale / 1e6
