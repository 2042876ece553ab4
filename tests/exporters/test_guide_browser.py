"""The study guide in a real browser: narrow, wide, dark, and on paper."""

import json
import subprocess
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from quiz.exporters import export
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, hostile_quiz
from tests.parts import need
from tests.samples import sample_quiz

pytestmark = pytest.mark.browser


def saved(folder: Path, quiz: Quiz) -> str:
    path = folder / "guide.html"
    path.write_bytes(export(quiz, "guide-html").payload)
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["long word", "long text", "html"])
def test_nothing_runs_out_of_the_window(
    browser: Browser, tmp_path: Path, kind: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(saved(tmp_path, hostile_quiz(CARRIED[kind])))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_on_screen(
    browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(saved(tmp_path, sample_quiz()))
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], len(fault["nodes"])) for fault in found] == [], json.dumps(found)[:2000]
    page.close()


@pytest.mark.parametrize(
    ("width", "shown", "hidden"), [(360, "narrow", "wide"), (1280, "wide", "narrow")]
)
def test_the_picture_fits_the_window(
    browser: Browser, tmp_path: Path, width: int, shown: str, hidden: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(saved(tmp_path, sample_quiz()))
    assert page.locator(f"svg.{shown}").is_visible()
    assert not page.locator(f"svg.{hidden}").is_visible()
    # Letters in it can be read: a number in a dot is nine pixels high or more.
    assert (
        page.locator(f"svg.{shown} circle").first.evaluate("e => e.getBoundingClientRect().height")
        >= 20
    )
    page.close()


def test_it_prints_with_its_picture_and_its_answers(browser: Browser, tmp_path: Path) -> None:
    pdftotext = need("pdf")
    page = browser.new_page()
    page.goto(saved(tmp_path, sample_quiz()))
    page.pdf(path=tmp_path / "guide.pdf", prefer_css_page_size=True)
    page.close()
    ran = subprocess.run(
        [pdftotext, tmp_path / "guide.pdf", "-"], capture_output=True, check=True, text=True
    )
    for words in ("What happened", "14 May 2024", "Words to know", "Answers"):
        assert words in " ".join(ran.stdout.split())
