"""Matching and ordering in a real browser: by keyboard, on a phone, without JavaScript, by axe."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quiz.schema.quiz import Quiz
from tests.e2e.conftest import Serving, Visit, Visiting
from tests.e2e.test_quiz import SCHEMES, arrive, follow_by_keyboard, tab_to
from tests.samples import several_quiz

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample() -> Quiz:
    return several_quiz()


@pytest.fixture(scope="module")
def base(serving: Serving, sample: Quiz) -> Iterator[str]:
    with serving(sample) as address:
        yield address


def walk(visit: Visit, quiz: Quiz) -> Iterator[str]:
    """Go through every page with parts; yield the name of each when it is on the screen."""
    page = visit.page
    visit.open(f"/quiz/{quiz.id}")
    yield "quiz"
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_label("Your answer").fill("Farkas")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Next question").click()
    arrive(page, "Question 2")
    yield "matching"
    page.get_by_label("The sea has never").select_option("Ruth Amsel")
    page.get_by_role("button", name="Check my answer").click()
    arrive(page, "Error: Question 2")
    expect(page.get_by_label("The sea has never")).to_have_value("B")
    yield "a line left open"
    page.get_by_label("My father").select_option("Aldo Renn")
    page.get_by_label("A town without").select_option("Bela Farkas")
    page.get_by_role("button", name="Check my answer").click()
    arrive(page, "Partly right: Question 2")
    yield "partly right"
    page.get_by_role("link", name="Next question").click()
    arrive(page, "Question 3")
    yield "ordering"
    for name, number in (("larger ships", "3"), ("Aldo Renn", "1"), ("old pier", "4")):
        page.get_by_label(name).select_option(number)
    page.get_by_label("Petrel").select_option("2")
    page.get_by_role("button", name="Check my answer").click()
    arrive(page, "Right: Question 3")
    yield "in order"
    page.get_by_role("link", name="See your result").click()
    arrive(page, "Your result: 2 of 3")
    yield "result"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    visiting: Visiting, sample: Quiz, width: int
) -> None:
    axe = Axe()
    with visiting(viewport={"width": width, "height": 740}, reduced_motion="reduce") as visit:
        for state in walk(visit, sample):
            wide = visit.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, state
            for scheme in SCHEMES:
                visit.page.emulate_media(color_scheme=scheme)
                found = axe.run(visit.page)
                assert found.violations_count == 0, f"{state}: {found.generate_report()}"


def test_lists_are_large_enough_to_be_touched(visiting: Visiting, sample: Quiz) -> None:
    with visiting(viewport={"width": 360, "height": 740}) as visit:
        for state in walk(visit, sample):
            for box in visit.page.locator("select").all():
                size = box.bounding_box()
                assert size is not None, state
                assert size["height"] >= 44
                assert size["width"] >= 200


def test_the_whole_quiz_without_javascript(visiting: Visiting, sample: Quiz) -> None:
    with visiting(java_script_enabled=False) as visit:
        assert list(walk(visit, sample))[-1] == "result"


def choose(page: Page, label: str, downs: int) -> None:
    """Go to the list with this label by Tab, and choose by the arrow keys."""
    tab_to(page, label)
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


def test_pairs_and_events_by_keyboard(visiting: Visiting, sample: Quiz) -> None:
    with visiting() as visit:
        page = visit.page
        visit.open(f"/quiz/{sample.id}")
        tab_to(page, "Start the quiz")
        page.keyboard.press("Enter")
        arrive(page, "Question 1")
        tab_to(page, "I don’t know")
        page.keyboard.press("Enter")
        arrive(page, "Not right: Question 1")
        follow_by_keyboard(page, "Next question")
        arrive(page, "Question 2")
        choose(page, "The sea has never", 2)
        choose(page, "My father counted", 4)
        choose(page, "A town without", 1)
        tab_to(page, "Check my answer")
        page.keyboard.press("Enter")
        arrive(page, "Right: Question 2")
        follow_by_keyboard(page, "Next question")
        arrive(page, "Question 3")
        for label, downs in (("larger ships", 3), ("Aldo Renn", 1), ("old pier", 4), ("Petrel", 2)):
            choose(page, label, downs)
        tab_to(page, "Check my answer")
        page.keyboard.press("Enter")
        arrive(page, "Right: Question 3")
        assert visit.complaints == []
