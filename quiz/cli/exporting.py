"""The verbs for the ways out: export and formats."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
from quiz.cli.sheet_options import SheetWanted, sheet_from, sheet_options
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
@sheet_options
@click.pass_context
def export(
    context: click.Context,
    quiz_files: tuple[str, ...],
    to: str,
    key: bool,
    options: DeckOptions,
    output: str | None,
    sheet: SheetWanted,
) -> None:
    """Put the quiz in QUIZ.json into another format.

    A deck of cards takes several quizzes, and the options from --deck to --previous. The options
    from --forms on are for printed pages: pdf, docx and html. What the format could not carry is
    said, never left out in silence.
    """
    from quiz.cli.wording import one_line, size

    exported = _exported(quiz_files, to, key, options, deck_options_given(context), sheet)
    if output == STANDARD:
        refuse_terminal(exported.mimetype)
        print_export(exported.payload, exported.mimetype)
    else:
        target = Path(output) if output else _target(quiz_files, exported.suffix, key, sheet)
        for source in (*quiz_files, *map(str, image_paths(context))):
            spare_source(source, target)
        check_target(target)
        write_file(target, exported.payload)
        click.echo(f"{one_line(str(target))}  {size(len(exported.payload))}", err=True)
    for sentence in (*exported.losses, *exported.said):
        click.echo(one_line(sentence), err=True)


def _exported(
    quiz_files: tuple[str, ...],
    to: str,
    key: bool,
    options: DeckOptions,
    given: list[str],
    sheet: SheetWanted,
) -> Export:
    """Return the quizzes as one export; raise OptionError for what the format does not take."""
    from quiz.cli.sources import quiz_from
    from quiz.exporters import EXPORTERS, export_deck, export_sheet
    from quiz.exporters import export as export_to

    if quiz_files.count(STANDARD) > 1:
        raise OptionError("Standard input holds one quiz; give - once.")
    exporter = EXPORTERS.get(to) if to in EXPORTERS else None
    if exporter is not None:
        _refuse_others_options(exporter, given, sheet.said(), len(quiz_files))
    quizzes = [quiz_from(each) for each in quiz_files]
    if exporter is not None and exporter.write_deck and not key:
        return export_deck(quizzes, to, options)
    if sheet.said():
        sheet_options, part = sheet_from(sheet, key=key)
        return export_sheet(quizzes[0], to, sheet_options, part=part)
    return export_to(quizzes[0], to, key=key)


def _refuse_others_options(
    exporter: Exporter, of_decks: list[str], of_sheets: Sequence[str], quizzes: int
) -> None:
    """Raise OptionError for options, or several quizzes, that are for other formats."""
    from quiz.exporters import EXPORTERS

    every = [known for _, known in EXPORTERS.items()]
    decks = " or ".join(known.name for known in every if known.write_deck)
    if of_decks and not exporter.write_deck:
        raise OptionError(
            f"{of_decks[0]} is for decks of cards; leave it out, or export to {decks}."
        )
    if quizzes > 1 and not exporter.write_deck:
        raise OptionError(
            f"The format {exporter.name} takes one quiz; give one, or export to {decks}."
        )
    if of_sheets and not exporter.write_sheet:
        printed = ", ".join(known.name for known in every if known.write_sheet)
        raise OptionError(
            f"The format {exporter.name} has no {of_sheets[0]}; that is for printed pages: "
            f"{printed}."
        )


def _target(quiz_files: tuple[str, ...], suffix: str, key: bool, sheet: SheetWanted) -> Path:
    """Return where an export goes without -o: in the folder where one stands.

    A format with the quiz file's own suffix gets another name, so that no quiz is written over.
    """
    source = Path("quiz" if quiz_files[0] == STANDARD else quiz_files[0])
    if sheet.reading_template:
        return Path(f"{source.stem}-reading{suffix}")
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
