"""The verbs that show what is read and found: read, find, schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from quiz.cli.options import Part, source_options
from quiz.cli.output import print_json, print_text
from quiz.cli.wording import readable
from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.readers import Entry
    from quiz.schema.record import Record

NOUNS = ("quiz", "article", "findings")


@click.command()
@source_options
@click.option("--list", "as_list", is_flag=True, help="List the articles or chapters to pick from.")
@click.option("--text", "as_text", is_flag=True, help="Print the article for reading, not as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with --list too.")
def read(source: str, part: Part, as_list: bool, as_text: bool, as_json: bool) -> None:
    """Print the article at SOURCE as JSON.

    Its whole text, which part of it is what (title, paragraphs, captions), date and author.
    With --text, only what an article shows, as text that can be read again. With --list, what can
    be picked from a feed or a book.
    """
    from quiz.cli.sources import article_from, entries_of

    if as_text and (as_json or as_list):
        raise OptionError("--text goes with neither --json nor --list; leave one of them out.")
    if as_list and part != Part():
        raise OptionError("--list shows all there is; leave out the options on one article.")
    if as_list:
        _print_entries(entries_of(source), as_json)
    elif as_text:
        print_text(readable(article_from(source, part)))
    else:
        print_json(article_from(source, part).model_dump_json(indent=1))


def _print_entries(entries: tuple[Entry, ...], as_json: bool) -> None:
    rows = [
        {
            "number": number,
            "title": entry.title,
            "published": entry.published.isoformat() if entry.published else None,
            "url": entry.url,
        }
        for number, entry in enumerate(entries, start=1)
    ]
    if as_json:
        print_json(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    from quiz.cli.tables import print_table

    shown = [name for name in ("number", "title", "published", "url") if any(r[name] for r in rows)]
    titles = {"number": "Pick", "title": "Title", "published": "Published", "url": "Address"}
    print_table(
        [titles[name] for name in shown],
        ([str(row[name] or "") for name in shown] for row in rows),
        right=(0,),
    )


@click.command()
@source_options
def find(source: str, part: Part) -> None:
    """Print what was found in the article as JSON.

    People and their roles, places, organisations, quotations with their speakers, dates,
    quantities, facts and events, each with the characters it was found in.
    """
    from quiz.cli.progress import stages
    from quiz.cli.sources import article_from

    with stages(2) as report:
        article = article_from(source, part)
        report("model")
        from quiz.finders import find as find_in

        report("find")
        findings = find_in(article)
    print_json(findings.model_dump_json(indent=1))


@click.command()
@click.argument("noun", type=click.Choice(NOUNS), default="quiz")
def schema(noun: str) -> None:
    """Print the JSON Schema of quiz.json.

    Or that of what `quiz read` or `quiz find` print. The schemas are of the 2020-12 draft.
    """
    from quiz.schema.article import Article
    from quiz.schema.findings import Findings
    from quiz.schema.quiz import Quiz

    records: dict[str, type[Record]] = {"quiz": Quiz, "article": Article, "findings": Findings}
    print_json(json.dumps(json_schema(records[noun]), indent=1, ensure_ascii=False))


def json_schema(record: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema of `record`, as a file must be to be read."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **record.model_json_schema(),
    }
    for part in (described, *described.get("$defs", {}).values()):
        _require_marks(part)
    return described


def _require_marks(described: dict[str, Any]) -> None:
    """Make fields with a fixed value, such as "format", required: what lacks them is refused."""
    marks = [name for name, field in described.get("properties", {}).items() if "const" in field]
    wanted = {*described.get("required", ()), *marks}
    described["required"] = [name for name in described.get("properties", {}) if name in wanted]
