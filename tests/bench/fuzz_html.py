"""Read damaged web pages by the thousand: `python -m tests.bench.fuzz_html [COUNT] [SEED]`.

Prints every damage that makes the parser fail in another way than by a sentence, and the slowest.
"""

import sys
import time
import traceback
from random import Random

from quiz.errors import SourceError
from quiz.readers.html import parse
from tests.readers.html_mutations import PAGES, mutated

SLOW = 5.0  # seconds of the processor


def main(count: int = 10_000, seed: int = 0) -> int:
    """Read `count` pages damaged by `seed` and the following numbers; return how many failed."""
    pages = [path.read_bytes() for path in PAGES]
    failures = read = 0
    slowest = (0.0, -1)
    for number in range(seed, seed + count):
        random = Random(number)
        page = mutated(random.choice(pages), random)
        began = time.process_time()
        try:
            parse(page, "page.html")
            read += 1
        except SourceError:
            pass
        except Exception:
            failures += 1
            print(f"seed {number}:")
            traceback.print_exc(limit=-4, file=sys.stdout)
        slowest = max(slowest, (time.process_time() - began, number))
        failures += time.process_time() - began > SLOW
    print(f"{count} pages, {read} read, {failures} failures")
    print(f"slowest: {slowest[0]:.2f} s, seed {slowest[1]}")
    return failures


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
