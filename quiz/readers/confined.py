"""Parsing in a child process with little memory, little time and no network.

Files from strangers are the most likely to bring a parser down: by nesting, by a promise of a few
bytes that unfold to gigabytes, by a loop without end. `confined` runs the parser elsewhere, so that
neither the command line nor a web server suffers.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

import quiz.errors as errors
from quiz.errors import ParserError, SourceError
from quiz.readers.base import Entry, SeveralError
from quiz.readers.draft import Draft
from quiz.schema.record import Record

R = TypeVar("R", bound=Record)

SECONDS = 15  # by the clock, after which the child is killed
CPU_SECONDS = 10
MEMORY = 512 * 1024 * 1024  # bytes of address space
_MAX_ANSWER = 8_000_000  # bytes of JSON; a book of 20,000 words has 0.2 million


def confined(parser: str, payload: bytes, name: str, **options: Any) -> Draft:
    """Return what `parser`, "module:function", makes of `payload`.

    The function takes (payload, name, **options), options being JSON values, and returns a Draft.
    Raises what it raises of SourceError and its kinds, and ParserError, with a sentence that calls
    the file `name`, where it fails otherwise or goes beyond the limits.
    """
    return confined_as(Draft, parser, payload, name, **options)


def confined_as(kind: type[R], parser: str, payload: bytes, name: str, **options: Any) -> R:
    """Return what `parser` makes of `payload` where that is a record of `kind`, not a draft.

    Otherwise as `confined`.
    """
    answer = _ask(parser, payload, name, options)
    if answer is None:
        raise ParserError(
            f"{name} takes more than {SECONDS} seconds or {MEMORY // 1_048_576} MB to read. "
            "Save the article's text to a file and give that."
        )
    try:
        told = json.loads(answer)
        if "draft" in told:
            return kind.model_validate(told["draft"])
        error = _error(told)
    except (ValueError, KeyError, TypeError, ValidationError):
        raise ParserError(
            f"{name} is damaged and cannot be read. "
            "Open it in its own program, save it anew, or give the article's text."
        ) from None
    raise error


def _error(told: dict[str, Any]) -> SourceError:
    """Return the error that the child told of; the entries of a file have a title only."""
    if "entries" in told:
        return SeveralError(told["says"], tuple(Entry(title=title) for title in told["entries"]))
    kind: type[SourceError] = getattr(errors, told["error"], SourceError)
    return kind(told["says"], remedy=told["remedy"])


def _ask(parser: str, payload: bytes, name: str, options: Mapping[str, Any]) -> bytes | None:
    """Return the answer of the child, b"" where it broke down, None where it hit a limit."""
    order = json.dumps({"parser": parser, "name": name, "options": dict(options)})
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(payload)
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-P", "-m", "quiz.readers.child", order],
            # -P: not from the folder we happen to stand in, but from where we import ourselves.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=given,
            stdout=said,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            in_time = _is_over(child)
        finally:
            code = _end(child)
        if not in_time or code in _LIMIT_CODES:
            return None
        said.seek(0)
        answer = said.read(_MAX_ANSWER + 1)
    return answer if code == 0 and len(answer) <= _MAX_ANSWER else b""


OUT_OF_MEMORY = 99  # exit code of the child; a signal gives its negative number
_LIMIT_CODES = frozenset(
    {OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGKILL} if os.name == "posix" else {OUT_OF_MEMORY}
)


def _is_over(child: "subprocess.Popen[bytes]") -> bool:
    """Wait for the child to finish; tell whether it did within SECONDS.

    Where the system can, it is not waited for in the sense of Unix yet: until then its number, and
    that of its group, is nobody else's.
    """
    if not hasattr(os, "waitid"):  # Windows, older versions of Python on a Mac
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=SECONDS)
        return child.returncode is not None
    over, pause = time.monotonic() + SECONDS, 0.001
    with contextlib.suppress(ChildProcessError):  # somebody else has waited for it
        while not os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if time.monotonic() > over:
                return False
            time.sleep(pause)
            pause = min(2 * pause, 0.02)
    return True


def _end(child: "subprocess.Popen[bytes]") -> int:
    """End the child and whatever it started; return its exit code."""
    if os.name != "posix":
        child.kill()
    elif child.returncode is None:  # or else the number may be that of a stranger by now
        with contextlib.suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)
    return child.wait()
