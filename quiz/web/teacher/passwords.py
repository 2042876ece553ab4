"""Passwords: what is a good one, and whether one is right. Argon2id, off the rush of a class."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from flask import abort
from flask_babel import gettext as _

from quiz.errors import OptionError
from quiz.resources import word_set
from quiz.store.words import same_name

SHORTEST, LONGEST = 12, 200  # characters
_AT_ONCE = 2  # hashes that are computed at the same time: each takes 64 MiB and a core
_PATIENCE = 1.5  # seconds that one waits for its turn

_AROUND = "0123456789 !\"#$%&'()*+,-./:;<=>?@[]^_{|}~"

_hasher = PasswordHasher()
_places = BoundedSemaphore(_AT_ONCE)


def hashed(password: str) -> str:
    """Return the argon2id hash of `password`, with its salt and its costs."""
    with _place():
        return _hasher.hash(password)


def is_right(password: str, known: str | None) -> bool:
    """Tell whether `password` is the one of the hash `known`.

    Without a hash it takes as long, so that nobody can tell by the clock who has an account.
    """
    with _place():
        try:
            return _hasher.verify(known or _nobodys(), password[: LONGEST + 1]) and bool(known)
        except (Argon2Error, InvalidHashError):
            return False


@contextmanager
def _place() -> Iterator[None]:
    """Hold one of the places; answer 503 where there is none for a while.

    Who guesses passwords must not keep every thread of the server waiting.
    """
    if not _places.acquire(timeout=_PATIENCE):
        abort(503, _("Too many people are signing in just now. Try again in a moment."))
    try:
        yield
    finally:
        _places.release()


def check(password: str, *, name: str) -> None:
    """Raise OptionError, in words, for a password that is too short or among the commonest.

    `name` is the teacher's, which is no password either.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise OptionError(
            _(
                "A password has %(least)s to %(most)s characters. A few words that do not belong "
                "together are easy to remember.",
                least=SHORTEST,
                most=LONGEST,
            )
        )
    if _is_easy(same_name(password), same_name(name)):
        raise OptionError(
            _(
                "This password is among the first that others would try. Take a few words that do "
                "not belong together."
            )
        )


def _is_easy(password: str, name: str) -> bool:
    """Tell whether a folded password is common, whatever stands around it, or no secret at all."""
    core = password.strip(_AROUND)
    return (
        not word_set("common_passwords").isdisjoint((password, core))
        or any(core == core[:size] * (len(core) // size) for size in range(1, len(core) // 2 + 1))
        or _steps(password) > 0.7
        or (name in password and len(password) - len(name) <= 4)
    )


def _steps(text: str) -> float:
    """Return the share of signs that follow the one before in the alphabet, or repeat it."""
    pairs = list(itertools.pairwise(text))
    return sum(abs(ord(after) - ord(before)) <= 1 for before, after in pairs) / len(pairs)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
