"""The word lists: each says what it is and where it comes from, in itself and in the README."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
LISTS = sorted((SEEDS / "words").glob("*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_word_list_says_where_it_comes_from(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[:3]
    comment = " ".join(line for line in head if line.startswith("#"))
    assert "Written for" in comment or "From " in comment
    assert f"| `{path.name}` |" in (SEEDS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_word_list_has_no_entry_twice(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.strip() and not line.startswith("#")]
    assert entries
    assert len(entries) == len(set(entries))
