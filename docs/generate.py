"""Write docs/cli.md, docs/formats.md, docs/quiz.schema.json and the rules in docs/anki.md.

They come from the code.

A test fails where they are out of date. Run it with `make docs`.
"""

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from quiz.cli import group
from quiz.cli.reading import json_schema
from quiz.cli.wording import spoken
from quiz.exporters import EXPORTERS
from quiz.exporters.anki.rules import NO_CONFUSION, RULES
from quiz.readers import MAX_CHARACTERS, MAX_WORDS, MIN_WORDS, READERS
from quiz.readers.confined import CPU_SECONDS, MEMORY, SECONDS
from quiz.schema.loading import SIZE
from quiz.schema.question import GAP, QUESTION_TYPES
from quiz.schema.quiz import VERSION, Quiz
from quiz.web.limits import MAX_FILE

FOLDER = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py; change the code and run `make docs`. -->"


def main() -> int:
    """Write every page."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def pages() -> dict[str, str]:
    """Return the text of each generated page by file name."""
    return {
        "cli.md": "\n".join(_cli()).rstrip() + "\n",
        "formats.md": "\n".join(_formats()).rstrip() + "\n",
        "anki.md": _with_rules((FOLDER / "anki.md").read_text(encoding="utf-8")),
        "quiz.schema.json": json.dumps(json_schema(Quiz), indent=1, ensure_ascii=False) + "\n",
    }


def _with_rules(page: str) -> str:
    """Return the page with the table of rules for cards between its two marks."""
    before, start, rest = page.partition("<!-- rules -->\n")
    _, end, after = rest.partition("<!-- /rules -->\n")
    rows = [_row("rule", "what it asks"), _row("---", "---")]
    rows += [_row(rule.name, rule.sentence) for rule in RULES]
    rows.append(_row(*NO_CONFUSION))
    return "\n".join((f"{before}{start}", *rows, "", f"{end}{after}"))


def _cli() -> Iterator[str]:
    yield from (NOTE, "", "# The command line", "", _prose(group.help), "")
    yield from (
        "Exit codes: 0 done; 1 `quiz doctor` found a fault; 2 something you can put right, said in "
        "one line on standard error; 130 stopped with Ctrl-C. "
        "A server that is stopped with Ctrl-C is done: 0.",
        "",
        "A file is written whole or not at all: what was there before stays until the new one is "
        "complete.",
        "",
    )
    yield from (
        "Seven settings are read from the environment: `QUIZ_DATABASE`, a path or a database URL, "
        "names where `quiz serve` keeps quizzes and attempts (a file of yours by default); "
        "`QUIZ_FETCH=off` keeps every verb, and the server, from fetching pages from the web; "
        "`QUIZ_MODEL` names an installed spaCy model to take instead of the one that comes along: "
        "`en_core_web_sm`, `en_core_web_md`, `en_core_web_lg` or `en_core_web_trf`; "
        "`ANKI_CONNECT_KEY` is the key of the add-on AnkiConnect, for `quiz push`; "
        "`QUIZ_WRITER_URL`, `QUIZ_WRITER_MODEL` and `QUIZ_WRITER_KEY` are address, model and key "
        "of a language model that may write (writer.md); it is asked only with `--writer` or "
        "`--editor`.",
        "",
    )
    for name, command in group.commands.items():
        yield from _verb(f"quiz {name}", command)


def _verb(path: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f"## {path}", "", f"    {path} {usage}", "", _prose(command.help), "")
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if options:
        yield from ("| option | meaning | default |", "| --- | --- | --- |")
        yield from (_option(option) for option in options)
        yield ""


def _option(option: click.Option) -> str:
    names = ", ".join(option.opts)
    if not option.is_flag:
        names += f" {option.make_metavar(click.Context(click.Command('quiz')))}"
    text, _, told = (option.help or "").partition("  [default: ")
    default = told.removesuffix("]")
    if option.required:
        default = "required"
    elif not default and option.show_default:
        default = f"`{option.default}`"
    return _row(f"`{names}`", text, default)


def _formats() -> Iterator[str]:
    yield from (NOTE, "", "# Formats", "", *_sources(), "## Exports", "")
    yield from ("What `quiz export QUIZ.json --to FORMAT` writes.", "")
    types = [spoken(name) for name in QUESTION_TYPES]
    yield _row("format", "what it is", "suffix", *types, "answer key")
    yield _row(*["---"] * (len(types) + 4))
    exporters = [exporter for _, exporter in EXPORTERS.items()]
    for exporter in exporters:
        yield _row(
            f"`{exporter.name}`",
            exporter.title,
            f"`{exporter.suffix}`",
            *("yes" if name in exporter.types else "no" for name in QUESTION_TYPES),
            "`--key`" if exporter.has_key else "",
        )
    yield ""
    yield from (
        "Questions that a format cannot hold are left out, and each is named with the reason and "
        "what to do; nothing is cut short in silence. What each is for, what it cannot hold, and "
        "what reads its files back in the tests:",
        "",
    )
    for exporter in exporters:
        yield f"- **{exporter.name}**: {exporter.notes or exporter.title}"
        yield from (f"  - {limit}" for limit in exporter.limits)
        if exporter.checked:
            yield f"  - Checked: {exporter.checked}"
    yield from ("", *_quiz_json())


def _sources() -> Iterator[str]:
    yield from (
        "## Sources",
        "",
        "What SOURCE of `quiz read` and the other verbs may be. The kind is told by the content, "
        "never by the name of the file. Whatever the kind, an article has from "
        f"{MIN_WORDS} to {MAX_WORDS:,} words (up to {MAX_CHARACTERS:,} characters) and is in "
        "English. Paragraphs in another language are "
        "left out, and that is said; where they are more than three quarters of the text, it is "
        "refused, and the language named. Of a longer work take a part: pages (`--pages 3-5`), a "
        "chapter or article (`--list` shows them, `--pick 3` takes one). The web page takes files "
        f"up to {MAX_FILE / 1_000_000:g} MB, whatever the kind.",
        "",
    )
    yield _row("kind", "what it is", "up to", "part", "limits")
    yield _row(*["---"] * 5)
    for name, reader in READERS.items():
        parts = ["`--pages`"] * reader.has_pages + ["`--list`, `--pick`"] * bool(reader.entries)
        size = f"{reader.max_bytes / 1_000_000:g} MB"
        yield _row(f"`{name}`", reader.title, size, ", ".join(parts), reader.limits)
    yield from (
        "",
        f"What is not plain text or JSON is taken apart in a process of its own, with "
        f"{MEMORY // 1_048_576} MB of memory, {CPU_SECONDS} seconds of computing, {SECONDS} by the "
        "clock and no network; what needs more is refused.",
        "",
    )


def _quiz_json() -> Iterator[str]:
    schema = json_schema(Quiz)
    yield from (
        "## quiz.json",
        "",
        f"UTF-8 JSON, format version {VERSION}. `quiz schema` prints its JSON Schema, which lies "
        "in [quiz.schema.json](quiz.schema.json), too. Positions "
        "count characters (Unicode code points) of the article's text from 0; an end lies after "
        f"the last character. In a stem, a gap is written `{GAP}` ({len(GAP)} underscores). A file "
        f"over {SIZE}, of a newer version, or with a field that is not listed here is refused, and "
        "so is a value of another kind than is listed: nothing is converted.",
        "",
    )
    yield from _record("Quiz", schema)
    for name, record in schema["$defs"].items():
        yield from _record(name, record)


def _record(name: str, record: dict[str, Any]) -> Iterator[str]:
    yield from (f"### {name}", "", _prose(record.get("description")), "")
    yield from ("| field | what it holds | if left out |", "| --- | --- | --- |")
    required = record.get("required", [])
    for field, described in record["properties"].items():
        left_out = "refused" if field in required else _value(described.get("default"))
        yield _row(f"`{field}`", _kind(described), left_out)
    yield ""


def _kind(described: dict[str, Any]) -> str:
    """Return in words what a field holds."""
    match described:
        case {"$ref": str(reference)}:
            name = reference.rsplit("/", 1)[-1]
            return f"[{name}](#{name.lower()})"
        case {"const": value}:
            return f"always {_value(value)}"
        case {"enum": values}:
            return "one of " + ", ".join(_value(value) for value in values)
        case {"anyOf": kinds} | {"oneOf": kinds}:
            return " or ".join(_kind(kind) for kind in kinds)
        case {"type": "array", **more}:
            return f"list of {_kind(more['items'])}" + _bounds(more, "minItems", "maxItems")
        case {"type": "string", "pattern": str(pattern)}:
            return f"string that fits `{pattern}`"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"object whose values are {_kind(values)}"
        case {"type": "string", "format": "date"}:
            return "date, `YYYY-MM-DD`"
        case {"type": "string", **more}:
            empty = ", not empty" if more.get("minLength") else ""
            longest = more.get("maxLength")
            return f"string{empty}" + (f", up to {longest:,} characters" if longest else "")
        case {"type": str(kind), **more}:
            low = "exclusiveMinimum" if "exclusiveMinimum" in more else "minimum"
            return kind + _bounds(more, low, "maximum")
    raise ValueError(f"no words for {described}")


def _bounds(described: dict[str, Any], low: str, high: str) -> str:
    """Return the range of a number or of the length of a list."""
    least, most = described.get(low), described.get(high)
    if least is None and most is None:
        return ""
    if most is None:
        return f" ({least} or more)"
    return f" ({'over' if low.startswith('exclusive') else 'from'} {least} to {most})"


def _value(value: object) -> str:
    match value:
        case None:
            return "none"
        case list():
            return ", ".join(_value(part) for part in value) or "empty"
        case dict():
            return "empty"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _prose(text: str | None) -> str:
    """Return a docstring with its paragraphs on one line each."""
    paragraphs = inspect.cleandoc(text or "").replace("\b\n", "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
