"""The verbs that show what is read and found: read, find, schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quiz.cli.options import source_argument
from quiz.cli.output import print_json

if TYPE_CHECKING:
    from quiz.schema.record import Record

NOUNS = ("quiz", "article", "findings")


@click.command()
@source_argument
def read(source: str) -> None:
    """Print the article at SOURCE as JSON.

    Its whole text, which part of it is what (title, paragraphs, captions), date and author.
    """
    from quiz.cli.sources import article_from

    print_json(article_from(source).model_dump_json(indent=1))


@click.command()
@source_argument
def find(source: str) -> None:
    """Print what was found in the article as JSON.

    People and their roles, places, organisations, quotations with their speakers, dates,
    quantities, facts and events, each with the characters it was found in.
    """
    from quiz.cli.progress import stages
    from quiz.cli.sources import article_from

    with stages(2) as report:
        article = article_from(source)
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
    import json

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
