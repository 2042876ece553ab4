"""The verbs that make questions: build, explain, and run, which does the whole job."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.options import address_options, blueprint_options, json_option, source_options
from quiz.cli.output import (
    STANDARD,
    check_folder,
    check_target,
    make_folder,
    print_export,
    print_json,
    remove_files,
    spare_source,
    write_file,
    write_files,
)
from quiz.cli.writing import writer_options
from quiz.errors import ExportError, SourceError

if TYPE_CHECKING:
    from quiz.cli.options import Part, Wanted
    from quiz.cli.writing import Helped
    from quiz.pipeline import Built
    from quiz.schema.quiz import Quiz

QUIZ, DECK, SHEET, KEY = FILES = ("quiz.json", "deck.apkg", "sheet.pdf", "key.pdf")


@click.command()
@source_options
@blueprint_options
@writer_options
@click.option("-o", "output", metavar="FILE", help="Write the quiz to FILE.  [default: print it]")
@json_option
def build(
    source: str, part: Part, wanted: Wanted, helped: Helped, output: str | None, as_json: bool
) -> None:
    """Build a quiz from the article at SOURCE.

    The quiz is written to FILE, or printed as JSON. What was made, and how many candidates were
    dropped by which rule, goes to standard output with -o FILE and to standard error without.
    """
    from quiz.schema.quiz import dump

    target = None if output in (None, STANDARD) else Path(output or "")
    if target is not None:
        check_target(target)
        spare_source(source, target)
    built = _built(source, part, wanted, helped)
    _refuse_empty(built.quiz)
    if target is None:
        print_export(dump(built.quiz), "application/json")
    else:
        write_file(target, dump(built.quiz))
    _say(built, as_json, to_error=target is None)


@click.command()
@source_options
@blueprint_options
@writer_options
@json_option
def explain(source: str, part: Part, wanted: Wanted, helped: Helped, as_json: bool) -> None:
    """Show every candidate and what became of it.

    Each with its score and a verdict, and the reason in words. A verdict is "chosen", "kept"
    (sound, but not in this quiz, with the reason) or the rule that dropped it. The chosen and the
    kept come with how hard they are thought to be, from 0 (easy) to 1 (hard), and why.
    """
    from quiz.cli.explaining import print_verdicts, verdicts

    found = verdicts(_built(source, part, wanted, helped))
    if as_json:
        print_json(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        print_verdicts(found)


@click.command()
@source_options
@blueprint_options
@writer_options
@click.option(
    "--out", metavar="FOLDER", default="out", show_default=True, help="Where the files go."
)
@address_options
def run(
    source: str, part: Part, wanted: Wanted, helped: Helped, out: str, host: str, port: int
) -> None:
    """Build, export and serve, all in one.

    `make run` calls this. Writes quiz.json, deck.apkg, sheet.pdf and key.pdf to FOLDER,
    and serves the quiz until Ctrl-C. Where one of them cannot be made, because the fonts of
    the printed page lack a character for example, that is said, the others are written and
    the quiz is served all the same; a file of that name from an earlier run is removed, as it
    belongs to another quiz.
    """
    from quiz.cli.serving import serve_quizzes
    from quiz.cli.wording import one_line, size
    from quiz.web.server import check_address

    folder = Path(out)
    check_address(host, port)
    check_folder(folder)
    spare_source(source, *(folder / name for name in FILES))
    built, files = _whole_job(source, part, wanted, helped)
    make_folder(folder)
    write_files({folder / name: payload for name, payload in files.items()})
    removed = remove_files(folder / name for name in FILES if name not in files)
    _say(built, as_json=False, to_error=False)
    for name, payload in files.items():
        click.echo(f"{one_line(str(folder / name))}  {size(len(payload))}")
    for place in removed:
        click.echo(f"{one_line(str(place))} of an earlier run is removed.", err=True)
    serve_quizzes([built.quiz], host, port)


def _whole_job(
    source: str, part: Part, wanted: Wanted, helped: Helped
) -> tuple[Built, dict[str, bytes]]:
    """Return what was built and the files made from it, by name; say what could not be made."""
    from quiz.cli.progress import stages
    from quiz.cli.wording import one_line
    from quiz.schema.quiz import dump

    built = _built(source, part, wanted, helped)
    _refuse_empty(built.quiz)
    with stages(1) as report:
        report("export")
        files, said = _exports(built.quiz)
    for sentence in said:
        click.echo(one_line(sentence), err=True)
    return built, {QUIZ: dump(built.quiz), **files}


def _exports(quiz: Quiz) -> tuple[dict[str, bytes], list[str]]:
    """Return the files that could be made, by name, and a line for what could not be carried.

    Files that one cause keeps from being made share a line: its first reason.
    """
    from quiz.exporters import export

    files: dict[str, bytes] = {}
    said: list[str] = []
    refused: dict[str, list[tuple[str, str]]] = {}
    for name, to, key in ((DECK, "anki", False), (SHEET, "pdf", False), (KEY, "pdf", True)):
        try:
            made = export(quiz, to, key=key)
        except ExportError as error:
            refused.setdefault(to, []).append((name, str(error)))
        else:
            files[name] = made.payload
            said += [f"{name}: {loss}" for loss in made.losses]
    for troubles in refused.values():
        said.append(f"Not made: {' and '.join(name for name, _ in troubles)}. {troubles[0][1]}")
    return files, said


def _built(source: str, part: Part, wanted: Wanted, helped: Helped) -> Built:
    """Return what is built; say before what goes to a language model, and after what it took."""
    from quiz.cli.options import blueprint_from
    from quiz.cli.progress import stages
    from quiz.cli.sources import article_from
    from quiz.cli.writing import commission_for, say_what_it_took

    blueprint = blueprint_from(wanted)
    with stages(1) as report:
        report("read")
        article = article_from(source, part)
    commission = commission_for(article, blueprint, helped)
    with stages(6 if commission is None else 9) as report:
        report("model")
        from quiz.pipeline import build as build_quiz

        built = build_quiz(
            article, blueprint, seed=wanted.seed, progress=report, commission=commission
        )
    say_what_it_took(built, helped)
    return built


def _refuse_empty(quiz: Quiz) -> None:
    """Raise SourceError for a quiz without a question: no file is better than an empty one."""
    if not quiz.questions:
        why = (quiz.shortfall or "nothing was found to ask").rstrip(".")
        raise SourceError(
            f"No question passes every check ({why}). See `quiz explain`, or try another article."
        )


def _say(built: Built, as_json: bool, *, to_error: bool) -> None:
    from quiz.cli.tables import print_summary, summary
    from quiz.cli.wording import harmless_json

    if as_json:
        said = json.dumps(summary(built), indent=1, ensure_ascii=False)
        click.echo(harmless_json(said), err=to_error)
    else:
        print_summary(built, sys.stderr if to_error else sys.stdout)
