"""Whatever Unicode an article holds stands on the card as it was, in the real Anki engine.

Strings are drawn many at a time: one package, one process of the engine, for each batch.
"""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.package import EPOCH, guid, pack
from quiz.exporters.anki.text import clean, cloze, shows, text
from tests.exporters.anki.cases import engine, shown
from tests.exporters.anki.test_text import HOSTILE
from tests.parts import need

pytestmark = pytest.mark.anki
BATCHES, LARGEST = 6, 150
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60) | HOSTILE
BATCH = st.lists(st.tuples(ANYTHING, ANYTHING, ANYTHING), min_size=40, max_size=LARGEST)


@pytest.fixture(autouse=True, scope="module")
def _anki() -> None:
    need("anki")


def notes_of_any(number: int, strings: tuple[str, str, str]) -> list[NoteText]:
    """Return a note with `strings` in plain fields, and one with them around and in a cloze."""
    first, second, third = strings
    asked, gap = f"q{number}-", f"c{number}-"
    plain = {"Question": asked + text(first), "Answer": f"“{text(second)}”", "Why": text(third)}
    held = {"Id": f"q{number}"} | {name: field for name, field in plain.items() if field}
    key = second if shows(second) else f"{second}k"
    whole = gap + text(first) + cloze(key, third if shows(third) else "") + text(third)
    return [
        NoteText(f"q{number}", "article-qa", held, ()),
        NoteText(f"c{number}", "article-cloze", {"Id": f"c{number}", "Text": whole}, ()),
    ]


@settings(
    max_examples=BATCHES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),  # a smaller example would cost a run of the engine a try
    suppress_health_check=list(HealthCheck),
)
@given(BATCH)
def test_any_text_comes_through(batch: list[tuple[str, str, str]]) -> None:
    notes = [note for n, strings in enumerate(batch) for note in notes_of_any(n, strings)]
    package = pack([(note, EPOCH) for note in notes], note_types(), series="any")
    with tempfile.TemporaryDirectory() as folder:
        report = engine(Path(folder), package)
    assert report["cards_written"] == report["cards_saved"] == len(notes)
    assert report["empty_cards"] == 0
    cards = {card["guid"]: card for card in report["cards"]}
    for number, (first, second, third) in enumerate(batch):
        asked, gapped = cards[guid(f"q{number}")], cards[guid(f"c{number}")]
        assert shown(asked["front"], "question") == f"q{number}-{clean(first)}"
        assert shown(asked["back"], "answer") == f"“{clean(second)}”"
        if shows(third):
            assert shown(asked["back"], "why") == clean(third)
        key = second if shows(second) else f"{second}k"
        whole = f"c{number}-{clean(first)}{clean(key)}{clean(third)}"
        assert shown(gapped["back"], "statement") == whole
        assert shown(gapped["back"], "cloze") == clean(key)
        hint = clean(third) if shows(third) else "..."
        assert shown(gapped["front"], "cloze") == f"[{hint}]"
