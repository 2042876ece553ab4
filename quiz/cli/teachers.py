"""The verbs that let teachers in: links, for whoever runs the server to hand on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.store.teachers import LinkKind

F = TypeVar("F", bound=Callable[..., Any])
_ADDRESS = "http://127.0.0.1:8000"


def _address_option(function: F) -> F:
    return click.option(
        "--address",
        metavar="URL",
        default=_ADDRESS,
        show_default=True,
        help="The address by which teachers reach the server.",
    )(function)


@click.command()
@_address_option
def invite(address: str) -> None:
    """Print a link for one more teacher.

    It works once and for seven days. Teachers can make such links too, on the page “Account”.
    """
    click.echo(_link("invite", None, address))


@click.command("sign-in-link")
@click.argument("name")
@_address_option
def sign_in_link(name: str, address: str) -> None:
    """Print a link to choose a new password.

    It works once and for seven days. What NAME is signed in with goes on until then.
    """
    click.echo(_link("sign-in", name, address))


def _link(kind: LinkKind, name: str | None, address: str) -> str:
    """Return a new link of `kind`; raise OptionError where there is no such teacher or address."""
    from datetime import UTC, datetime

    from quiz.store import Store, default_url

    base = address.rstrip("/")
    if urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).netloc:
        raise OptionError(f"{address!r} is no address of a server; give one as in {_ADDRESS}.")
    with Store(default_url()) as store:
        owner = None
        if name is not None:
            teacher = store.teachers.named(name)
            if teacher is None:
                known = ", ".join(each.name for each in store.teachers.all()) or "nobody yet"
                raise OptionError(f"There is no teacher called {name!r}; there is {known}.")
            owner = teacher.id
        token = store.teachers.make_link(kind, owner, now=datetime.now(UTC))
    return f"{base}/{kind}/{token}"
