"""The verbs that make questions: build, explain, and run, which does the whole job."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.options import address_options, blueprint_options, json_option, source_argument
from quiz.cli.output import (
    STANDARD,
    check_folder,
    check_target,
    make_folder,
    print_bytes,
    print_json,
    spare_source,
    write_file,
    write_files,
)
from quiz.errors import SourceError

if TYPE_CHECKING:
    from quiz.cli.progress import Report
    from quiz.pipeline import Built
    from quiz.schema.article import Article
    from quiz.schema.quiz import Quiz

QUIZ, DECK, SHEET, KEY = FILES = ("quiz.json", "deck.apkg", "sheet.pdf", "key.pdf")


@click.command()
@source_argument
@blueprint_options
@click.option("-o", "output", metavar="FILE", help="Write the quiz to FILE.  [default: print it]")
@json_option
def build(
    source: str, length: int, types: str, seed: int, output: str | None, as_json: bool
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
    built = _built(source, length, types, seed)
    _refuse_empty(built.quiz)
    if target is None:
        print_bytes(dump(built.quiz))
    else:
        write_file(target, dump(built.quiz))
    _say(built, as_json, to_error=target is None)


@click.command()
@source_argument
@blueprint_options
@json_option
def explain(source: str, length: int, types: str, seed: int, as_json: bool) -> None:
    """Show every candidate and what became of it.

    Each with its score and a verdict, and the reason in words. A verdict is "chosen", "kept"
    (sound, but the quiz did not need it) or the rule that dropped it.
    """
    from quiz.cli.explaining import print_verdicts, verdicts

    found = verdicts(_built(source, length, types, seed))
    if as_json:
        print_json(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        print_verdicts(found)


@click.command()
@source_argument
@blueprint_options
@click.option(
    "--out", metavar="FOLDER", default="out", show_default=True, help="Where the files go."
)
@address_options
def run(source: str, length: int, types: str, seed: int, out: str, host: str, port: int) -> None:
    """Build, export and serve, all in one.

    `make run` calls this. Writes quiz.json, deck.apkg, sheet.pdf and key.pdf to FOLDER,
    all of them or none, and serves the quiz until Ctrl-C.
    """
    from quiz.cli.serving import serve_quizzes
    from quiz.cli.wording import size
    from quiz.web.server import check_address

    folder = Path(out)
    check_address(host, port)
    check_folder(folder)
    spare_source(source, *(folder / name for name in FILES))
    built, files = _whole_job(source, length, types, seed)
    make_folder(folder)
    write_files({folder / name: payload for name, payload in files.items()})
    _say(built, as_json=False, to_error=False)
    for name, payload in files.items():
        click.echo(f"{folder / name}  {size(len(payload))}")
    serve_quizzes([built.quiz], host, port)


def _whole_job(source: str, length: int, types: str, seed: int) -> tuple[Built, dict[str, bytes]]:
    """Return what was built and the files made from it, by name."""
    from quiz.cli.progress import stages
    from quiz.cli.wording import one_line
    from quiz.schema.quiz import dump

    with stages(7) as report:
        built = _build(source, length, types, seed, report)
        _refuse_empty(built.quiz)
        report("export")
        from quiz.exporters import export

        exports = {
            DECK: export(built.quiz, "anki"),
            SHEET: export(built.quiz, "pdf"),
            KEY: export(built.quiz, "pdf", key=True),
        }
    for name, made in exports.items():
        for loss in made.losses:
            click.echo(f"{name}: {one_line(loss)}", err=True)
    payloads = {name: made.payload for name, made in exports.items()}
    return built, {QUIZ: dump(built.quiz), **payloads}


def _built(source: str, length: int, types: str, seed: int) -> Built:
    from quiz.cli.progress import stages

    with stages(6) as report:
        return _build(source, length, types, seed, report)


def _build(source: str, length: int, types: str, seed: int, report: Report) -> Built:
    from quiz.cli.options import blueprint_from
    from quiz.cli.sources import article_from

    blueprint = blueprint_from(length, types)
    report("read")
    article: Article = article_from(source)
    report("model")
    from quiz.pipeline import build as build_quiz

    return build_quiz(article, blueprint, seed=seed, progress=report)


def _refuse_empty(quiz: Quiz) -> None:
    """Raise SourceError for a quiz without a question: no file is better than an empty one."""
    if not quiz.questions:
        raise SourceError(
            f"No question passes every check ({quiz.shortfall or 'nothing was found to ask'}). "
            "See `quiz explain`, or try another article."
        )


def _say(built: Built, as_json: bool, *, to_error: bool) -> None:
    from quiz.cli.tables import print_summary, summary

    if as_json:
        click.echo(json.dumps(summary(built), indent=1, ensure_ascii=False), err=to_error)
    else:
        print_summary(built, sys.stderr if to_error else sys.stdout)
