"""Missing system parts: a run says how to get them, or fails where skipping is forbidden."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SUITE = """
import pytest
from tests.parts import need

def test_in_a_browser():
    need("browser")

def test_in_a_database():
    need("postgresql")

def test_elsewhere():
    pass
"""
PLAIN = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
MISSING = {
    "BROADSHEET_BROWSER": "no-such-browser",
    "BROADSHEET_POSTGRESQL": "postgresql:///?port=1",
}


def _run(folder: Path, suite: str = SUITE, **settings: str) -> tuple[int, list[str]]:
    """Run `suite` under this suite's conftest and return its exit code and last lines."""
    (folder / "test_suite.py").write_text(suite)
    cleared = {name: value for name, value in os.environ.items() if "BROADSHEET" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**cleared, "PYTHONPATH": str(ROOT), **PLAIN, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_missing_parts_are_skipped_and_one_line_tells_how_to_get_them(tmp_path: Path) -> None:
    code, lines = _run(tmp_path, **MISSING)

    assert code == 0
    assert lines[-1].startswith("1 passed, 2 skipped")
    (told,) = [line for line in lines if "apt-get" in line]
    assert told == lines[-2]
    assert "browser, postgresql (2)" in told
    assert "sudo apt-get install chromium postgresql;" in told


def test_nothing_is_told_where_nothing_is_missing(tmp_path: Path) -> None:
    code, lines = _run(tmp_path, "def test_here():\n    pass\n")

    assert code == 0
    assert not [line for line in lines if "Skipped" in line or "apt-get" in line]


def test_where_skipping_is_forbidden_a_missing_part_fails(tmp_path: Path) -> None:
    code, lines = _run(tmp_path, BROADSHEET_NO_SKIP="1", **MISSING)

    assert code == 1
    assert lines[-1].startswith("2 failed, 1 passed")


@pytest.mark.parametrize(("setting", "code"), [("1", 1), ("0", 0), ("", 0)])
def test_where_skipping_is_forbidden_any_skip_fails_the_run(
    tmp_path: Path, setting: str, code: int
) -> None:
    suite = "import pytest\n\n@pytest.mark.skip\ndef test_later():\n    pass\n"

    assert _run(tmp_path, suite, BROADSHEET_NO_SKIP=setting)[0] == code
