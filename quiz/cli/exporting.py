"""The verbs for the ways out: export and formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

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

if TYPE_CHECKING:
    from quiz.exporters.base import Exporter


@click.command()
@click.argument("quiz_file", metavar="QUIZ.json")
@click.option("--to", metavar="FORMAT", required=True, help="A format that `quiz formats` lists.")
@click.option("--key", is_flag=True, help="The answer key as a file of its own.")
@click.option(
    "-o",
    "output",
    metavar="FILE",
    help=(
        "Write to FILE.  "
        "[default: the quiz file's name with the format's suffix; QUIZ-export.json for json]"
    ),
)
def export(quiz_file: str, to: str, key: bool, output: str | None) -> None:
    """Put the quiz in QUIZ.json into another format.

    What the format could not carry is said, never left out in silence.
    """
    from quiz.cli.sources import quiz_from
    from quiz.cli.wording import one_line, size
    from quiz.exporters import export as export_to

    quiz = quiz_from(quiz_file)
    exported = export_to(quiz, to, key=key)
    if output == STANDARD:
        refuse_terminal(exported.mimetype)
        print_export(exported.payload, exported.mimetype)
    else:
        target = Path(output) if output else _default_target(quiz_file, exported.suffix, key)
        spare_source(quiz_file, target)
        check_target(target)
        write_file(target, exported.payload)
        click.echo(f"{one_line(str(target))}  {size(len(exported.payload))}", err=True)
    for loss in exported.losses:
        click.echo(one_line(loss), err=True)


def _default_target(quiz_file: str, suffix: str, key: bool) -> Path:
    """Return where an export goes without -o: in the folder where one stands.

    A format with the quiz file's own suffix gets another name, so that no quiz is written over.
    """
    source = Path("quiz" if quiz_file == STANDARD else quiz_file)
    ending = "-key" if key else "-export" if source.suffix.lower() == suffix.lower() else ""
    return Path(f"{source.stem}{ending}.{suffix.removeprefix('.')}")


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List what a quiz can be exported to.

    And which question types each format carries.
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


def _described(exporter: Exporter) -> dict[str, object]:
    return {
        "name": exporter.name,
        "title": exporter.title,
        "suffix": exporter.suffix,
        "mimetype": exporter.mimetype,
        "types": list(exporter.types),
        "has_key": exporter.has_key,
        "notes": exporter.notes,
    }
