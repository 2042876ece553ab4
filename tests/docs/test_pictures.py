"""The pictures of cards: each is shown, and small enough to open at once."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
MOST_BYTES = 300_000
SHOWN = re.findall(r"pictures/(cards-[\w-]+\.png)", (DOCS / "anki.md").read_text(encoding="utf-8"))


def test_every_picture_of_cards_is_shown_once() -> None:
    assert sorted(SHOWN) == sorted(path.name for path in DOCS.glob("pictures/cards-*.png"))


def test_cards_are_shown_narrow_and_wide_by_day_and_by_night() -> None:
    """Under eight names, two parts of each of the four."""
    for width in ("340", "1000"):
        for mode in ("light", "night"):
            assert sum(name.endswith(f"-{width}-{mode}.png") for name in SHOWN) == 2


def test_a_picture_of_cards_is_small() -> None:
    for name in SHOWN:
        assert (DOCS / "pictures" / name).stat().st_size < MOST_BYTES, name
