"""The verb that lets people take quizzes in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quiz.cli.options import address_options

if TYPE_CHECKING:
    from quiz.schema.quiz import Quiz

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, never bound to unasked


@click.command()
@click.argument("quiz_files", metavar="[QUIZ.json ...]", nargs=-1)
@address_options
def serve(quiz_files: tuple[str, ...], host: str, port: int) -> None:
    """Serve quizzes for the browser until Ctrl-C.

    Without a file, the quizzes served before are there again, with the attempts at them. On this
    machine the list has a button to make a new quiz from an article.
    """
    from quiz.cli.sources import quiz_from
    from quiz.web.server import check_address

    check_address(host, port)
    serve_quizzes([quiz_from(name) for name in quiz_files], host, port)


def serve_quizzes(quizzes: Sequence[Quiz], host: str, port: int) -> None:
    """Serve `quizzes`, or those kept before if none is given, until Ctrl-C or SIGTERM.

    A page opened before a restart can still be sent after it.
    """
    from quiz.store import Store, default_url
    from quiz.web import create_app
    from quiz.web.locality import is_loopback
    from quiz.web.server import serve as serve_app

    local = is_loopback(host)

    def say(address: str) -> None:
        click.echo(f"Serving at {address} until Ctrl-C.")
        if not local:
            click.echo(
                "Others on your network can open it and take quizzes. Answer keys and decks are "
                f"given on this machine{'' if host in EVERYWHERE else ', by `quiz export`'}, "
                "and to whoever has finished a quiz.",
                err=True,
            )

    with Store(default_url()) as store:
        shown = quizzes or tuple(reversed(store.quizzes()))  # the latest first
        app = create_app(shown, store, secret=store.secret("forms"), local=local)
        serve_app(app, host, port, ready=say)
