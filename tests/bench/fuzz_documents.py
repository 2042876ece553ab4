"""Damage documents at random and parse them: `python -m tests.bench.fuzz_documents [TIMES] [SEED]`.

Every parser gets TIMES files (10,000). They are parsed here and not in children, so that it takes
minutes and not hours; a parser that hangs, dies or wants more memory than a child has is shown with
the number that makes its file again.
"""

import resource
import signal
import sys
import time
from collections import Counter
from importlib import import_module
from types import FrameType

from quiz.errors import SourceError
from quiz.readers.confined import MEMORY, SECONDS
from tests.readers.test_document_mutations import PARSERS, mutant


class Hang(BaseException):
    """A parser took longer than a child may."""


def _ring(_: int, __: FrameType | None) -> None:
    raise Hang


def fuzz(parser: str, times: int, seed: int) -> Counter[str]:
    """Return how often each outcome came, and print each that must not come."""
    parse = import_module(f"quiz.readers.{parser}").draft
    options = {"pick": None} if parser == "books" else {}
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(seed, seed + times):
        payload = mutant(parser, number)
        begun = time.monotonic()
        signal.alarm(SECONDS)
        try:
            parse(payload, "it", **options)
            outcome = "read"
        except SourceError as error:
            outcome = type(error).__name__
        except (Hang, MemoryError) as error:
            outcome = f"FAILED: {type(error).__name__}"
            print(f"{parser} {number}: {outcome}")
        except Exception as error:
            outcome = f"damaged ({type(error).__name__})"
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.monotonic() - begun)
        outcomes[outcome] += 1
    print(f"{parser}: {dict(outcomes.most_common())}, slowest {slowest:.2f} s", flush=True)
    return outcomes


def main() -> int:
    """Fuzz every parser; 1 where one failed."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))
    signal.signal(signal.SIGALRM, _ring)
    outcomes = [fuzz(parser, times, seed) for parser in PARSERS]
    return int(any(name.startswith("FAILED") for found in outcomes for name in found))


if __name__ == "__main__":
    sys.exit(main())
