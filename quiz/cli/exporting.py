"""The verbs for the ways out: export and formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.deck_options import deck_options, deck_options_given, image_paths
from quiz.cli.options import json_option
from quiz.cli.output import (
    STANDARD,
    check_target,
    print_export,
    print_json,
    refuse_terminal,
    spare_source,
    write_file,
)
from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.exporters import DeckOptions, Export
    from quiz.exporters.base import Exporter


@click.command()
@click.argument("quiz_files", metavar="QUIZ.json...", nargs=-1, required=True)
@click.option("--to", metavar="FORMAT", required=True, help="A format that `quiz formats` lists.")
@click.option("--key", is_flag=True, help="The answer key as a file of its own.")
@deck_options
@click.option(
    "-o",
    "output",
    metavar="FILE",
    help=(
        "Write to FILE.  "
        "[default: the quiz file's name with the format's suffix; QUIZ-export.json for json; "
        "QUIZ-and-3-more.apkg for a deck of four quizzes]"
    ),
)
@click.pass_context
def export(
    context: click.Context,
    quiz_files: tuple[str, ...],
    to: str,
    key: bool,
    options: DeckOptions,
    output: str | None,
) -> None:
    """Put the quiz in QUIZ.json into another format.

    A deck of cards takes several quizzes, and the options from --deck to --previous. What the
    format could not carry is said, never left out in silence.
    """
    from quiz.cli.wording import one_line, size

    exported = _exported(quiz_files, to, key, options, deck_options_given(context))
    if output == STANDARD:
        refuse_terminal(exported.mimetype)
        print_export(exported.payload, exported.mimetype)
    else:
        target = Path(output) if output else _default_target(quiz_files, exported.suffix, key)
        for source in (*quiz_files, *map(str, image_paths(context))):
            spare_source(source, target)
        check_target(target)
        write_file(target, exported.payload)
        click.echo(f"{one_line(str(target))}  {size(len(exported.payload))}", err=True)
    for sentence in (*exported.losses, *exported.said):
        click.echo(one_line(sentence), err=True)


def _exported(
    quiz_files: tuple[str, ...], to: str, key: bool, options: DeckOptions, given: list[str]
) -> Export:
    """Return the quizzes as one export; raise OptionError for what the format does not take."""
    from quiz.cli.sources import quiz_from
    from quiz.exporters import EXPORTERS, export_deck
    from quiz.exporters import export as export_to

    if quiz_files.count(STANDARD) > 1:
        raise OptionError("Standard input holds one quiz; give - once.")
    is_deck = to in EXPORTERS and EXPORTERS.get(to).write_deck is not None
    if to in EXPORTERS and not is_deck:
        decks = " or ".join(name for name, known in EXPORTERS.items() if known.write_deck)
        if given:
            raise OptionError(
                f"{given[0]} is for decks of cards; leave it out, or export to {decks}."
            )
        if len(quiz_files) > 1:
            raise OptionError(f"The format {to} takes one quiz; give one, or export to {decks}.")
    quizzes = [quiz_from(each) for each in quiz_files]
    if is_deck and not key:
        return export_deck(quizzes, to, options)
    return export_to(quizzes[0], to, key=key)


def _default_target(quiz_files: tuple[str, ...], suffix: str, key: bool) -> Path:
    """Return where an export goes without -o: in the folder where one stands.

    A format with the quiz file's own suffix gets another name, so that no quiz is written over.
    """
    source = Path("quiz" if quiz_files[0] == STANDARD else quiz_files[0])
    more = f"-and-{len(quiz_files) - 1}-more" if len(quiz_files) > 1 else ""
    ending = "-key" if key else "-export" if source.suffix.lower() == suffix.lower() else ""
    return Path(f"{source.stem}{more}{ending}.{suffix.removeprefix('.')}")


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List what a quiz can be exported to.

    Which question types each format carries, and what it cannot hold. docs/formats.md also says
    what each is for and what checks it.
    """
    from quiz.exporters import EXPORTERS

    exporters = [exporter for _, exporter in EXPORTERS.items()]
    if as_json:
        print_json(json.dumps([_described(e) for e in exporters], indent=1, ensure_ascii=False))
        return
    from quiz.cli.tables import print_table
    from quiz.cli.wording import spoken
    from quiz.schema.question import QUESTION_TYPES

    print_table(
        ("Format", "What it is", "Suffix", *(spoken(name) for name in QUESTION_TYPES), "Key"),
        (
            (
                exporter.name,
                exporter.title,
                exporter.suffix,
                *("yes" if name in exporter.types else "no" for name in QUESTION_TYPES),
                "--key" if exporter.has_key else "",
            )
            for exporter in exporters
        ),
    )
    print_table(
        ("Format", "Limits"),
        ((exporter.name, limit) for exporter in exporters for limit in exporter.limits),
    )


def _described(exporter: Exporter) -> dict[str, object]:
    return {
        "name": exporter.name,
        "title": exporter.title,
        "suffix": exporter.suffix,
        "mimetype": exporter.mimetype,
        "types": list(exporter.types),
        "has_key": exporter.has_key,
        "notes": exporter.notes,
        "limits": list(exporter.limits),
        "checked": exporter.checked,
    }
