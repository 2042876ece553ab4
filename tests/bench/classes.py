"""A class on its phones: 300 students in a minute, and 15,000 answers through ten kills.

`python -m tests.bench.classes` runs both and prints what was measured; `make bench` the first only.
Phones are simulated, on the machine that serves, so that times are pessimistic: they share two
cores with the server. The server is `quiz serve` as it is run in earnest.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figure import Figure, figure
from tests.web.phones import Phone
from tests.web.served import serving_a_class, typed_quiz
from tests.web.test_kills import answer_through_kills, check_everything_is_there

STUDENTS, QUESTIONS, SECONDS = 300, 12, 60.0
KILL_PHONES, KILL_TURNS, KILLS = 60, 250, 10


def figures() -> list[Figure]:
    """Measure how long a phone waits for “saved” while 300 answer 12 questions in a minute."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quiz.db'}"
        with serving_a_class(url, typed_quiz(QUESTIONS), most=STUDENTS) as (served, code):
            phones = asyncio.run(a_minute(served.base, code))
        check_everything_is_there(url, phones)
    times = sorted(seconds for phone in phones for seconds in phone.times)
    errors = sum(len(phone.errors) for phone in phones)
    assert len(times) == STUDENTS * QUESTIONS, "an answer needed more than one try"
    p95 = times[int(0.95 * len(times))]
    what = f"class: {STUDENTS} students, {QUESTIONS} answers each in {SECONDS:.0f} s"
    return [
        figure(f"{what}, p95", [p95 * 1000], "ms", "under 200 ms"),
        figure(f"{what}, slowest", [times[-1] * 1000], "ms", ""),
        figure(f"{what}, errors", [float(errors)], "", "0"),
    ]


async def a_minute(base: str, code: str) -> list[Phone]:
    """Let the students join within ten seconds and answer within the minute, each at her pace."""
    pace = random.Random(7)
    phones = [Phone(base, code, f"Student {number}") for number in range(1, STUDENTS + 1)]

    async def sit(phone: Phone) -> None:
        await asyncio.sleep(pace.uniform(0, 10))
        await phone.sit_down()

    await asyncio.gather(*(sit(phone) for phone in phones))

    async def work(phone: Phone) -> None:
        begun = time.monotonic()
        moments = sorted(pace.uniform(0, SECONDS) for _ in range(QUESTIONS))
        for question, moment in enumerate(moments, start=1):
            await asyncio.sleep(max(0.0, moment - (time.monotonic() - begun)))
            await phone.answer(question, (f"answer {question}",), question)

    await asyncio.gather(*(work(phone) for phone in phones))
    for phone in phones:
        await phone.leave()
    return phones


def kills() -> str:
    """Kill the server ten times during 15,000 answers; return what was found, in a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quiz.db'}"
        with serving_a_class(url, typed_quiz(QUESTIONS), most=KILL_PHONES) as (served, code):
            phones = asyncio.run(answer_through_kills(served, code, KILL_PHONES, KILL_TURNS, KILLS))
        check_everything_is_there(url, phones)
    return (
        f"{KILL_PHONES * KILL_TURNS:,} answers acknowledged through {KILLS} kills: "
        "none lost, none doubled."
    )


if __name__ == "__main__":
    for measured in figures():
        sys.stdout.write(f"{measured.what}: {measured.median}\n")
    sys.stdout.write(f"{kills()}\n")
