"""The study guide as a page, in a real browser."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from quiz.schema.quiz import Quiz
from tests.e2e.conftest import Visiting

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visiting: Visiting, sample: Quiz, width: int
) -> None:
    with visiting(viewport={"width": width, "height": 740}, reduced_motion="reduce") as visit:
        visit.open(f"/quiz/{sample.id}")
        visit.page.get_by_role("link", name="Study guide").click()
        visit.page.wait_for_url("**/guide")
        for scheme in SCHEMES:
            visit.page.emulate_media(color_scheme=scheme)
            found = Axe().run(visit.page)
            assert found.violations_count == 0, found.generate_report()
        assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert visit.complaints == []


def test_a_reader_hears_the_picture_in_words(visiting: Visiting, sample: Quiz) -> None:
    with visiting() as visit:
        visit.open(f"/quiz/{sample.id}/guide")
        picture = visit.page.get_by_role("img", name="Timeline")
        assert picture.count() == 1
        assert "the first in 2019 and the last in 14 May 2024" in picture.inner_html()
