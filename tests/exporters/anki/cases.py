"""Quizzes made to hurt, and how to read a rendered card: shared by the Anki tests."""

import json
import random
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from quiz.exporters.anki.deck import write_deck
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.article import Article, Block
from quiz.schema.question import GAP, Cloze, MultipleChoice, Question, ShortAnswer, TrueFalse
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import Span

ENGINE = Path(__file__).with_name("engine.py")
OPEN = DeckOptions(strict=False)  # lets every hostile row become a card

# One string per row of the table of what Anki reads in a field.
ROWS = (
    "std <vector> and <Q3> <!-- gone",
    "a < b; foo&copy=1; AT&T",
    "&lt;b&gt; &amp;lt; &#38; &nosuch;",
    "<script>alert(1)</script>",
    '<img src="http://x/y.png" onerror=alert(1)>',
    "[$]5 million[/$] [$$]x[/$$]",
    "[latex]x[/latex] [LATEX]",
    "[sound:f.mp3] [anki:tts lang=en_US]x[/anki:tts] [anki:play:q:0] [[type:Answer]]",
    r"\(x\) \[y\] \frac{1}{2} \1 \n",
    "{{Question}} {{c1::x}} {{#Hint}} {% x %} {{{z}}}",
    "}} { } {{",
    "std::vector :a: b:",
    "first\nsecond\r\nthird\rfourth",
    "unit\x1fseparator nul\x00 bell\x07 tab\x0b del\x7f",
    "cafe\u0301 and \u0338 stroke",
    "\u0338 stroke\n\u0338 again",
    "עברית and العربية",
    "👩‍👩‍👧 \u00a0 \u200b “quoted”",
    "javascript:alert(1) url(http://x) @import url(x)",
    "   spaces   inside",
    "[Putin] he [sic] said]",
    "a::b\tc \"d\" 'e' *f*",
)
_PIECES = (
    *("<", ">", "&", "{{", "}}", "{", "}", "[", "]", "$", "\\(", "\\)", ":", "::", "=", ";", "/"),
    *("&lt;", "#", "\n", "\x1f", "\x0b", "\u0338", "\u0301", "\u200d", "[$]", "[/$]", "[sound:"),
    *("[latex]", "[/latex]", "{{c1::", "<b>", "</p>", "<!--", "-->", "a", "B", "é", "ع", "中", " "),
    *("  ", "1,000", "%", "'", '"', "“", "”", "😀"),
)


def deck_of(quiz: Quiz, previous: bytes | None = None, now: int | None = None) -> bytes:
    """Return the package for one quiz with the options a learner gets unasked."""
    return write_deck((quiz,), DeckOptions(previous=previous, now=now)).payload


def random_strings(count: int, seed: int = 0) -> tuple[str, ...]:
    """Return `count` strings of pieces that mean something to Anki or HTML, each showing text."""
    chance = random.Random(seed)
    return tuple(
        "".join(chance.choices(_PIECES, k=chance.randint(1, 12))) + f"w{number}"
        for number in range(count)
    )


def hostile_quiz(rows: tuple[str, ...]) -> Quiz:
    """Return a quiz in which each of `rows` stands in every place that reaches a card.

    For each row one question: in turn short answer, cloze, multiple choice, quotation, statement.
    """
    text, questions = "", []
    blocks, spans = [], []
    for row in rows:
        before = f"{row} "
        start = len(text)
        text += f"{before}{row}k {row}.\n\n"
        key = start + len(before)
        blocks.append(Block(kind="paragraph", start=start, end=len(text) - 2))
        spans.append(Span(start=key, end=key + len(row) + 1))
    article = Article(
        id="hostile",
        title=rows[0] + rows[-1],
        outlet=rows[len(rows) // 2],
        byline=rows[len(rows) // 3],
        url="https://example.org/a?b=1&c=2::d",
        text=text,
        blocks=tuple(blocks),
    )
    for number, row in enumerate(rows):
        block, span = blocks[number], spans[number]
        common: dict[str, Any] = {
            "id": f"row{number}",
            "evidence": article.evidence(block.start, block.end),
            "key_span": span,
            "explanation": f"Why {row}",
            "maker": "hand",
            "confidence": 1,
        }
        questions.append(_question(number, row, common))
    return Quiz(
        id="hostile",
        title="Hostile",
        article=article,
        blueprint=Blueprint(length=100),
        seed=0,
        questions=tuple(questions),
    )


def _question(number: int, row: str, common: dict[str, Any]) -> Question:
    options = (f"A{row}", f"B{row}", f"C{row}")
    match number % 5:
        case 0:
            stem = f"{row} {number}?"
            return ShortAnswer(
                stem=stem, key=f"{row}k", accepted=(f"{row}k",), asks="term", **common
            )
        case 1:
            stem = f"{row}{GAP}{row} {number}"
            return Cloze(stem=stem, key=f"{row}", accepted=(f"{row}",), asks="person", **common)
        case 2:
            stem = f"{row} which of these {number}?"
            return MultipleChoice(stem=stem, options=options, key_index=1, asks="term", **common)
        case 3:
            bare = row.replace("“", "").replace("”", "")
            stem = f"Who said {number} {bare}: “{bare}”?"
            return MultipleChoice(stem=stem, options=options, key_index=1, asks="speaker", **common)
        case _:
            stem = f"{row} {number}"
            return TrueFalse(stem=stem, key=False, correction=row, asks="truth", **common)


def engine(
    folder: Path,
    *packages: bytes,
    learner: dict[str, Any] | None = None,
    export: Path | None = None,
    new: bool = False,
) -> dict[str, Any]:
    """Import `packages` in order into one collection of the real engine, in its own process.

    `learner` says what is done after the first (see engine.py), `export` where the collection is
    written in the end, for older versions of Anki or for `new` ones. A text and a deck.json are
    told from a package by how they begin.
    """
    more: list[str] = []
    if learner is not None:
        (folder / "learner.json").write_text(json.dumps(learner), encoding="utf-8")
        more += ["--learner", str(folder / "learner.json")]
    if export is not None:
        more += ["--export", str(export), *["--new"] * new]
    kinds = {b"#": "txt", b"{": "json"}
    paths = [folder / f"{n}.{kinds.get(p[:1], 'apkg')}" for n, p in enumerate(packages)]
    for path, package in zip(paths, packages, strict=True):
        path.write_bytes(package)
    done = subprocess.run(
        [sys.executable, str(ENGINE), *map(str, paths), *more],
        capture_output=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


class _Shown(HTMLParser):
    """Collects the text of the first element with one class, as a browser would show it."""

    VOID = frozenset({"br", "img", "input", "hr"})

    def __init__(self, wanted: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wanted, self.depth, self.done, self.text = wanted, 0, False, ""
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        classes = (dict(attrs).get("class") or "").split()
        if self.depth and tag == "br":
            self.text += "\n"
        if tag in self.VOID or self.done:
            return
        if self.depth or self.wanted in classes:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in self.VOID:
            self.depth -= 1
            self.done = self.depth == 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data.replace("\n", " ")


def shown(html: str, wanted: str) -> str | None:
    """Return the text of the first element with the class `wanted`, or None where there is none."""
    parser = _Shown(wanted)
    parser.feed(html)
    parser.close()
    return parser.text if parser.done else None


def element_names(html: str) -> set[str]:
    """Return the names of the elements in `html`."""
    parser = _Shown("")
    parser.feed(html)
    parser.close()
    return parser.names
