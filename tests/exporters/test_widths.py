"""How wide a text is, held against Typst, which reads the same fonts by its own means."""

import json
from pathlib import Path

import pytest
import typst

from quiz.exporters.fonts import font_folders
from quiz.exporters.widths import columns, width

TEXTS = (
    "Paul Achterberg",
    "12,500 W, “so-called” – 3½ °C",
    "Ганна Коваленко, їжак і ґудзик",
    "Αθήνα και η θάλασσα",
    "Łódź, Ångström, naïve café",
    "שלום",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_as_wide_as_typst_says(text: str, tmp_path: Path) -> None:
    source = tmp_path / "text.typ"
    source.write_text(
        '#set text(font: ("Open Sans",), size: 100pt, kerning: false, ligatures: false)\n'
        "#context [#metadata(measure(sys.inputs.text).width.pt())<width>]",
        encoding="utf-8",
    )
    found = typst.query(
        str(source),
        "<width>",
        field="value",
        one=True,
        font_paths=[str(place) for place in font_folders()],
        ignore_system_fonts=True,
        sys_inputs={"text": text},
    )
    assert width(text) * 100 == pytest.approx(float(json.loads(found)), rel=0.01)


def test_arabic_is_never_taken_for_narrower_than_it_is() -> None:
    assert 3.5 < width("أحمد الشرع") < 6


def test_an_unknown_letter_is_a_wide_one() -> None:
    assert width("根") == 1.0


@pytest.mark.parametrize(
    ("options", "across"),
    [
        (("1964", "1988", "1971", "2005"), 4),
        (("in the ferry channel", "in the harbour", "in Corran", "in the old town"), 2),
        (("the ferry channel of the old town", "b", "c", "d"), 1),
        (("i" * 30, "b", "c", "d"), 2),
        (("W" * 30, "b", "c", "d"), 1),
        (("Corran", "Brindle", "Tilney"), 3),
        (("in the ferry channel of Corran", "b", "c"), 1),
    ],
)
def test_columns_go_by_width_and_not_by_the_number_of_letters(
    options: tuple[str, ...], across: int
) -> None:
    assert columns(options, 34) == across
