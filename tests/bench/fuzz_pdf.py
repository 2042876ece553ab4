"""`python -m tests.bench.fuzz_pdf [10000]`: that many mutated PDF files, each read or refused."""

import faulthandler
import sys
import time

from hypothesis import HealthCheck, given, settings

from tests.readers.test_pdf_fuzz import SAMPLES, SEEDS, check, mutated

SECONDS = 15


def main() -> None:
    """Read mutated files; one that takes too long, or brings the library down, ends the run."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seeds = (*SEEDS * 8, *(path.read_bytes() for path in sorted(SAMPLES.glob("pdf_*.pdf"))))
    slowest, number, begun = 0.0, 0, time.monotonic()

    @settings(
        max_examples=many, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(mutated(seeds))
    def run(payload: bytes) -> None:
        nonlocal slowest, number
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        start = time.monotonic()
        check(payload)
        slowest, number = max(slowest, time.monotonic() - start), number + 1

    run()
    faulthandler.cancel_dump_traceback_later()
    whole = time.monotonic() - begun
    print(
        f"{number:,} files in {whole:.0f} s, the slowest in {slowest:.2f} s; none crashed or hung."
    )


if __name__ == "__main__":
    main()
