"""The HTML sheet in a real browser: narrow, wide, dark, and on paper."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from quiz.exporters import export, export_sheet
from quiz.exporters.sheet_options import LAYOUTS, Layout, SheetOptions, SheetPart
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, hostile_quiz, long_quiz
from tests.parts import need
from tests.samples import sample_quiz, several_quiz

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])


def saved(folder: Path, quiz: Quiz, key: bool) -> str:
    path = folder / "page.html"
    path.write_bytes(export(quiz, "html", key=key).payload)
    return path.as_uri()


@BOTH
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["long word", "long text", "html"])
def test_nothing_runs_out_of_the_window(
    browser: Browser, tmp_path: Path, kind: str, width: int, key: bool
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(saved(tmp_path, hostile_quiz(CARRIED[kind]), key))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_on_screen(
    browser: Browser, tmp_path: Path, scheme: str, key: bool
) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(saved(tmp_path, sample_quiz(), key))
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], len(fault["nodes"])) for fault in found] == [], json.dumps(found)[:2000]
    page.close()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_question_is_broken_over_a_printed_page(
    browser: Browser, tmp_path: Path, layout: Layout
) -> None:
    pdftotext = need("pdf")
    page = browser.new_page()
    path = tmp_path / "page.html"
    options = SheetOptions(layout=layout)
    path.write_bytes(export_sheet(long_quiz(30), "html", options).payload)
    page.goto(path.as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.close()
    printed = subprocess.run(
        [pdftotext, tmp_path / "page.pdf", "-"], capture_output=True, check=True, text=True
    )
    leaves = printed.stdout.split("\f")[:-1]
    assert len(leaves) > 1
    for number in range(1, 31):
        (leaf,) = (leaf for leaf in leaves if f"begin{number:03d}" in leaf)
        assert f"end{number:03d}" in leaf
    assert re.search(rf"Page 2 of {len(leaves)}", leaves[1])


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_words_before_the_rules_stay_whole(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(saved(tmp_path, long_quiz(100), key=False))
    heights = page.eval_on_selector_all(".field", "all => all.map(one => one.offsetHeight)")
    assert len(heights) == 4
    assert max(heights) < 40
    page.close()


LINK = "https://quiz.example.org/quiz/1"
OPTIONS = {
    "forms": SheetOptions(forms=4, points={"cloze": 2}, article=True, link=LINK),
    "copies": SheetOptions(copies=("Ганна Коваленко", "أحمد الشرع", "3")),
    "large": SheetOptions(look="large", article=True),
    "dyslexia": SheetOptions(look="dyslexia", cream=True),
    "facing": SheetOptions(layout="facing", link=LINK),
    "compact": SheetOptions(layout="compact"),
    "compact forms": SheetOptions(layout="compact", forms=3),
    "Ukrainian": SheetOptions(language="uk", points={}),
    "Arabic": SheetOptions(language="ar", points={}, article=True),
}


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", OPTIONS)
def test_every_look_is_accessible_and_fits_a_telephone(
    browser: Browser, tmp_path: Path, name: str, scheme: str, key: bool
) -> None:
    part: SheetPart = "key" if key else "sheet"
    quiz = sample_quiz() if scheme == "light" else several_quiz()
    path = tmp_path / "page.html"
    path.write_bytes(export_sheet(quiz, "html", OPTIONS[name], part=part).payload)
    page = browser.new_page(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": 320, "height": 800},
    )
    page.goto(path.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], len(fault["nodes"])) for fault in found] == [], json.dumps(found)[:2000]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.pdf
def test_every_form_is_printed_from_a_new_page_on(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(export_sheet(sample_quiz(), "html", SheetOptions(forms=3)).payload)
    page = browser.new_page()
    page.goto(path.as_uri())
    (tmp_path / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    page.close()
    told = subprocess.run(
        [need("pdf"), tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    )
    leaves = told.stdout.split("\f")[:-1]
    assert ["Form " + name in leaf for name, leaf in zip("ABC", leaves, strict=True)] == [True] * 3
