"""The wheel carries all it needs, and works from any folder without the checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, SEED

LIMIT = 300  # seconds
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once, with the hatchling that is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
        timeout=LIMIT,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel, as installing it would."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def installed(unpacked: Path, tmp_path: Path) -> Run:
    """Run Python with the unpacked wheel in front of the checkout, in a folder of its own."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(unpacked), "HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )

    return run


def _files(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize(
    ("place", "packed"),
    [("templates", "templates"), ("decks", "decks"), ("seeds/words", "words")],
)
def test_every_file_of_a_top_level_folder_is_in_the_wheel(
    unpacked: Path, place: str, packed: str
) -> None:
    ours = _files(ROOT / place)

    assert ours
    assert _files(unpacked / "quiz" / "_resources" / packed) == ours


def test_every_module_is_in_the_wheel(unpacked: Path) -> None:
    modules = {name for name in _files(ROOT / "quiz") if not name.startswith("_resources")}

    assert "py.typed" in modules
    assert modules <= _files(unpacked / "quiz")


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}

    assert len(tops) == 2
    assert {top for top in tops if not top.endswith(".dist-info")} == {"quiz"}


def test_resources_come_from_the_wheel(installed: Run, unpacked: Path) -> None:
    script = (
        "from quiz import resources as r; print(*map(r.folder, ('templates', 'decks', 'words')))"
    )
    done = installed("-c", script)

    inside = unpacked / "quiz" / "_resources"
    assert done.stdout.split() == [str(inside / name) for name in ("templates", "decks", "words")]


def test_the_wheel_builds_and_exports_from_any_folder(installed: Run, tmp_path: Path) -> None:
    done = [installed("-m", "quiz", "build", SEED, "-o", "quiz.json")]
    for to in ("anki", "docx", "pdf", "html", "json"):
        done.append(installed("-m", "quiz", "export", "quiz.json", "--to", to, "-o", f"made.{to}"))

    assert [(each.returncode, each.stderr) for each in done if each.returncode] == []
    made = (f"made.{to}" for to in ("anki", "docx", "pdf", "html", "json"))
    assert all((tmp_path / name).stat().st_size for name in made)


def test_the_licence_and_the_command_are_named_in_the_metadata(unpacked: Path) -> None:
    (about,) = unpacked.glob("broadsheet-*.dist-info")

    assert "\nLicense-Expression: MIT\n" in (about / "METADATA").read_text(encoding="utf-8")
    assert "quiz = quiz.cli:main" in (about / "entry_points.txt").read_text(encoding="utf-8")
    assert list(about.rglob("LICENSE"))
