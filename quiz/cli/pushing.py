"""The verb that puts quizzes into a running Anki."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from quiz.cli.deck_options import deck_options
from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.exporters.deck_options import DeckOptions

ADDRESS = "http://127.0.0.1:8765"


@click.command()
@click.argument("quiz_files", metavar="QUIZ.json [...]", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="List what would change, and change nothing.")
@click.option("--overwrite", is_flag=True, help="Replace also what you have edited in Anki.")
@click.option(
    "--anki-url",
    "address",
    metavar="URL",
    default=ADDRESS,
    show_default=True,
    help="Where the add-on AnkiConnect listens.",
)
@deck_options
def push(
    quiz_files: tuple[str, ...],
    dry_run: bool,
    overwrite: bool,
    address: str,
    options: DeckOptions,
) -> None:
    """Put quizzes into a running Anki.

    Anki needs the add-on AnkiConnect (code 2055492159). New notes come in, changed ones are set
    anew; schedules, your tags and what you edited stay, and nothing is ever deleted. If the add-on
    asks for a key, put it into the environment variable ANKI_CONNECT_KEY.
    """
    if options.previous is not None:
        raise OptionError("A push compares with Anki itself; leave out --previous.")
    from quiz.cli.sources import quiz_from
    from quiz.cli.wording import counted, one_line
    from quiz.exporters.anki.connect import KEY_NAME, AnkiConnect
    from quiz.exporters.anki.plan import INDENT, plan
    from quiz.exporters.anki.push import carry_out

    anki = AnkiConnect(address, os.environ.get(KEY_NAME) or None)
    quizzes = [quiz_from(name) for name in quiz_files]
    planned = plan(quizzes, options, anki, overwrite=overwrite)
    for sentence in planned.losses + planned.said:
        click.echo(one_line(sentence), err=True)
    if dry_run:
        for line in planned.lines():
            click.echo(line[:INDENT] + one_line(line[INDENT:]))
        click.echo(f"{planned.summary()} Nothing was changed, as --dry-run asks.")
        return
    carry_out(planned, anki)
    click.echo(planned.summary())
    if planned.gone:
        one = len(planned.gone) == 1
        click.echo(
            f"{counted(len(planned.gone), 'note')} on the same articles {'is' if one else 'are'} "
            f"not among these and {'stays' if one else 'stay'} in Anki; --dry-run lists "
            f"{'it' if one else 'them'}.",
            err=True,
        )


# What is in Anki is the deck before.
for _option in push.params:
    if isinstance(_option, click.Option) and _option.name == "previous":
        _option.hidden = True
