"""The verb that lets people take quizzes in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from quiz.cli.options import address_options

if TYPE_CHECKING:
    from quiz.schema.quiz import Quiz

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, never bound to unasked


@click.command()
@click.argument("quiz_files", metavar="[QUIZ.json ...]", nargs=-1)
@address_options
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help="A name that a server in front, on this machine, is asked for: quiz.school.example.",
)
def serve(quiz_files: tuple[str, ...], host: str, port: int, names: tuple[str, ...]) -> None:
    """Serve quizzes and the teacher's desk.

    For the browser, until Ctrl-C. Anybody may take the quizzes in the files; without one, those
    served before are there again, with the attempts at them. As long as there is no teacher, a link
    is printed by which the first one gets an account.
    """
    from quiz.cli.sources import quiz_from
    from quiz.web.server import check_address

    check_address(host, port)
    serve_quizzes([quiz_from(name) for name in quiz_files], host, port, names)


def serve_quizzes(quizzes: Sequence[Quiz], host: str, port: int, names: Sequence[str] = ()) -> None:
    """Serve `quizzes`, or those kept before if none is given, until Ctrl-C or SIGTERM.

    A page opened before a restart can still be sent after it.
    """
    from datetime import UTC, datetime

    from quiz.store import Store, default_url
    from quiz.web.app import model_of_server, open_app
    from quiz.web.locality import is_loopback
    from quiz.web.server import network_address
    from quiz.web.server import serve as serve_app

    local = is_loopback(host)
    writer = model_of_server()  # what is wrong with it is said before anything listens

    def say(address: str) -> None:
        click.echo(f"Serving at {address} until Ctrl-C.")
        outside = f"https://{names[0]}" if names else network_address(host, _port(address))
        if outside:
            click.echo(f"For phones and other machines: {outside}")
        if first:
            click.echo(f"For the first teacher, once: {outside or address}/setup/{first}")
        if writer is not None:
            click.echo(
                f"Teachers may ask {writer.model} at {writer.url} to write questions. What is sent "
                "is said on the page, and nothing goes out unless a teacher agrees.",
                err=True,
            )
        if not local:
            click.echo(
                "Others on your network can open it and take quizzes. Answer keys and decks are "
                f"given on this machine{'' if host in EVERYWHERE else ', by `quiz export`'}, "
                "and to whoever has finished a quiz.",
                err=True,
            )

    url = default_url()
    with Store(url) as store:  # troubles with the database are said here, before anything listens
        shown = quizzes or tuple(reversed(store.quizzes()))  # the latest first
        secret = store.secret("forms")
        for quiz in quizzes:
            store.keep(quiz)
        first = None
        if not store.teachers.are_any():
            first = store.teachers.make_link("setup", None, now=datetime.now(UTC))
    make = partial(open_app, shown, url, secret=secret, local=local, names=names)
    serve_app(make, host, port, ready=say)


def _port(address: str) -> int:
    return int(address.rpartition(":")[2]) if address[-1].isdigit() else 80
