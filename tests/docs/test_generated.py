"""The generated pages say what the code does; links between pages lead somewhere."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from quiz.cli import group
from quiz.cli.options import TYPES
from quiz.errors import BroadsheetError
from quiz.exporters import EXPORTERS
from quiz.readers import READERS
from quiz.schema.question import QUESTION_TYPES
from quiz.web.limits import MAX_FILE
from tests.cli.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "seeds").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["anki.md", "cli.md", "formats.md", "quiz.schema.json"])
def test_a_generated_page_is_up_to_date(generator: ModuleType, name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == generator.pages()[name], "run `make docs`"


def test_every_verb_and_option_is_documented() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")

    for name, command in group.commands.items():
        assert f"\n## quiz {name}\n" in page
        section = page.split(f"\n## quiz {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            if getattr(parameter, "hidden", False):
                continue
            for word in parameter.opts if parameter.param_type_name == "option" else ():
                assert word in section


def test_every_format_is_documented() -> None:
    page = (DOCS / "formats.md").read_text(encoding="utf-8")

    assert all(f"| `{name}` |" in page for name in EXPORTERS)


def test_every_kind_of_source_is_documented_with_its_limits() -> None:
    page = (DOCS / "formats.md").read_text(encoding="utf-8")

    for name, reader in READERS.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}` | ")][:1]
        assert all(said in row for said in (reader.title, reader.limits, " MB |"))
        assert ("--pages" in row, "--pick" in row) == (reader.has_pages, bool(reader.entries))


def test_the_limit_of_the_web_page_is_documented() -> None:
    page = (DOCS / "formats.md").read_text(encoding="utf-8")

    assert f"The web page takes files up to {MAX_FILE // 1_000_000} MB" in page


def test_the_types_the_command_line_names_are_all_there_are() -> None:
    assert TYPES.split(",") == list(QUESTION_TYPES)


def test_every_error_says_in_one_sentence_what_it_is() -> None:
    def kinds(kind: type[BroadsheetError]) -> list[type[BroadsheetError]]:
        return [kind, *(more for sub in kind.__subclasses__() for more in kinds(sub))]

    for kind in kinds(BroadsheetError):
        assert kind.__doc__, kind
        assert kind.__doc__.count(".") == 1, kind


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith(("http", "mailto:", "#"))]

    assert [t for t in local if not (page.parent / t.split("#")[0]).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_a_page_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ")).strip().lower().replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }

    assert [t for t in LINK.findall(text) if t.startswith("#") and t[1:] not in headings] == []


@pytest.mark.parametrize(
    "page", sorted((DOCS / "decisions").glob("0*.md")), ids=lambda page: page.name
)
def test_every_decision_is_in_the_index(page: Path) -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    title = page.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")

    assert f"]({page.name})" in index
    assert title.split(". ", 1)[-1].strip() in index
