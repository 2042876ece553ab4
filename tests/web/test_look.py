"""What can be said of the look without looking: contrast, weight, no inline style or script."""

import re

import pytest
from flask.testing import FlaskClient

from quiz.resources import folder
from quiz.schema.quiz import Quiz
from tests.web.pages import Page, Student
from tests.web.test_take import WRONG, forward

STATIC = folder("templates") / "web" / "static"
SHEET = (STATIC / "broadsheet.css").read_text(encoding="utf-8")
MAKING = (STATIC / "making.css").read_text(encoding="utf-8")

# Text on its ground needs 4.5:1, edges of controls and signs 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
TEXT = [
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "raised")),
    *((ink, wash) for ink in ("ink", "soft") for wash in ("right-wash", "wrong-wash")),
    ("right", "right-wash"),
    ("right", "paper"),
    ("wrong", "wrong-wash"),
    ("wrong", "paper"),
    ("on-mark", "mark"),
    ("on-button", "button"),
    ("paper", "link"),
]
SIGNS = [
    ("edge", "paper"),
    ("edge", "raised"),
    ("right", "paper"),
    ("wrong", "paper"),
    ("link", "paper"),
    ("link", "raised"),
    ("button", "paper"),
]


def palettes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", SHEET, flags=re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in blocks[:2])
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_both_palettes_name_the_same_colours() -> None:
    both = palettes()
    assert both["light"].keys() == both["dark"].keys()
    assert len(both["light"]) >= 12
    named = {name for pair in TEXT + SIGNS for name in pair}
    assert set(both["light"]) - named == {"rule"}, "a colour without a contrast check"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"), [(*p, 4.5) for p in TEXT] + [(*p, 3.0) for p in SIGNS]
)
def test_contrast(scheme: str, ink: str, ground: str, least: float) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[ink], colours[ground]) >= least


def test_colours_are_named_once() -> None:
    """Outside the palettes (screen and print) no rule names a colour of its own."""
    rules = re.sub(r":root \{.*?\}", "", SHEET, flags=re.DOTALL) + MAKING
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl", rules)


def test_the_stylesheet_fetches_nothing_and_stays_short() -> None:
    assert "url(" not in SHEET + MAKING
    assert "@import" not in SHEET + MAKING
    assert len(SHEET.splitlines()) <= 400


def test_the_first_page_weighs_under_50_kilobytes(client: FlaskClient) -> None:
    page = client.get("/")
    html = page.get_data(as_text=True)
    weight = len(page.data)
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', html):
        with client.get(address) as fetched:
            weight += len(fetched.data)
    assert weight < 50_000


def check_page(page: Page) -> None:
    assert page.having("html", lang="en")
    assert len(page.having("h1")) == 1
    assert len(page.having("main", id="main")) == 1
    assert page.links["Skip to the content"] == "#main"
    assert not page.having("style")
    for tag, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "action"):
            assert attributes.get(name, "/")[0] in "/#", "an address elsewhere"
        if tag == "script":
            assert attributes["src"].startswith("/static/")
    identifiers = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))


def test_every_page_is_whole_and_asks_nothing_of_elsewhere(student: Student, sample: Quiz) -> None:
    student.open("/")
    student.start(sample.id)
    student.answer("")
    forward(student, WRONG)
    student.follow("See your result")
    student.open("/nothing")
    for page in student.seen:
        check_page(page)
    titles = [page.title for page in student.seen]
    assert len(set(titles)) >= len(titles) - 1, "pages must be told apart by their titles"
