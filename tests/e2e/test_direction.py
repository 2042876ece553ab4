"""Every page turned round for a language written from right to left, and in one of long words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from quiz.store import Store
from quiz.web import create_app, languages
from tests.e2e.conftest import Visit, Visiting, running
from tests.e2e.test_outcomes import answer
from tests.samples import studied_quiz
from tests.web.classes import assigned, joined, sat

pytestmark = pytest.mark.browser

WIDTH = 360
# Arabic without a catalog: its direction and its figures, with the words of the original. What
# differs from the English page is then the direction alone.
RIGHT_TO_LEFT = "ar"
# What has to stand where the mirror would show it.
MEASURED = """() => {
  const list = "main > *, .nameplate, .button, .option, .kicker, .verdict, label, td";
  const boxes = [];
  for (const one of document.querySelectorAll(list)) {
    if (one.closest("svg, [hidden], .visually-hidden, .paper, details:not([open])")) continue;
    if (getComputedStyle(one).display === "inline") continue;
    const { left, right, width } = one.getBoundingClientRect();
    if (width) boxes.push([one.tagName + "." + one.className, left, right]);
  }
  return boxes;
}"""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


class School(NamedTuple):
    """A server with a quiz for all, and a class that has answered; `code` lets others join."""

    base: str
    token: str
    quiz: str
    entry: str
    code: str
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    path: Path = tmp_path_factory.mktemp("store") / "quiz.db"
    quiz = studied_quiz()
    now = datetime.now(UTC)
    with Store(f"sqlite:///{path}") as store, pytest.MonkeyPatch.context() as patch:
        patch.setitem(languages.LOCALES, RIGHT_TO_LEFT, RIGHT_TO_LEFT)
        teacher = store.teachers.add("Ms Lindqvist", "no hash", now=now)
        assignment = assigned(store, teacher, quiz)
        people = [joined(store, assignment, f"Student {number}") for number in range(32)]
        for number, person in enumerate(people):
            given = {
                asked.id: answer(asked, (number + place) % (place + 2) != 0)
                for place, asked in enumerate(quiz.questions)
            }
            sat(store, quiz, person, given, late=[quiz.questions[1].id] if number == 0 else [])
        (entry,) = store.library.entries(teacher.id)
        results = f"/desk/class/{assignment.id}/results"
        pages = (
            *("/desk", "/desk/new", "/desk/classes", "/account", "/desk/import"),
            *(f"/desk/quiz/{entry.id}", f"/desk/quiz/{entry.id}/review"),
            *(f"/desk/quiz/{entry.id}/assign", f"/desk/quiz/{entry.id}/history"),
            *(f"/desk/class/{assignment.id}", results, f"{results}/items"),
            f"{results}/student/{people[0].id}",
            f"{results}/question/{quiz.questions[1].id}",
        )
        token = store.teachers.begin(teacher.id, now=now)
        with running(create_app([quiz], store)) as base:
            yield School(base, token, quiz.id, entry.id, assignment.code or "", pages)


def reading(visit: Visit, school: School, language: str) -> Page:
    """Let the browser be one whose reader has chosen `language`."""
    visit.page.context.add_cookies(
        [{"name": languages.COOKIE, "value": language, "url": school.base}]
    )
    return visit.page


def fits(page: Page) -> None:
    assert page.evaluate(TOO_WIDE) <= 0, page.url


def is_mirrored(visit: Visit, school: School, path: str) -> None:
    """Assert that what is on the left of the English page is on the right here, and so on."""
    boxes: dict[str, list[Any]] = {}
    for language in ("en", RIGHT_TO_LEFT):
        page = reading(visit, school, language)
        visit.open(path)
        wanted = "rtl" if language == RIGHT_TO_LEFT else "ltr"
        assert page.locator("html").get_attribute("dir") == wanted, path
        page.wait_for_load_state()
        fits(page)
        boxes[language] = page.evaluate(MEASURED)
    there, here = boxes["en"], boxes[RIGHT_TO_LEFT]
    assert [box[0] for box in there] == [box[0] for box in here], path
    assert len(here) > 1
    for (name, left, right), (_, mirrored_left, mirrored_right) in zip(there, here, strict=True):
        assert mirrored_right == pytest.approx(WIDTH - left, abs=2), (path, name)
        assert mirrored_left == pytest.approx(WIDTH - right, abs=2), (path, name)


def phone(visiting: Visiting, school: School) -> Any:
    return visiting(school.base, viewport={"width": WIDTH, "height": 740}, reduced_motion="reduce")


def test_pages_for_everybody_turn_round(visiting: Visiting, school: School) -> None:
    with phone(visiting, school) as visit:
        for path in ("/", f"/quiz/{school.quiz}", "/privacy", "/join", "/sign-in", "/nowhere"):
            is_mirrored(visit, school, path)


def test_the_desk_turns_round(visiting: Visiting, school: School) -> None:
    with phone(visiting, school) as visit:
        visit.page.context.add_cookies(
            [{"name": "broadsheet_teacher", "value": school.token, "url": school.base}]
        )
        for path in school.pages:
            is_mirrored(visit, school, path)
        assert visit.complaints == []


def test_a_quiz_turns_round(visiting: Visiting, school: School) -> None:
    with phone(visiting, school) as visit:
        visit.open(f"/quiz/{school.quiz}")
        visit.page.locator(".start button").click()
        attempt = "/".join(visit.page.url.split("/")[3:5])
        for number in range(1, len(studied_quiz().questions) + 1):
            is_mirrored(visit, school, f"/{attempt}/question/{number}")
            visit.page.get_by_role("button", name="I don’t know").click()
            is_mirrored(visit, school, f"/{attempt}/question/{number}")
        is_mirrored(visit, school, f"/{attempt}/result")
        # The article keeps its own language and direction within.
        quoted = visit.page.locator("blockquote").first
        assert quoted.get_attribute("lang") == "en"
        way = quoted.locator("p").last.evaluate("p => getComputedStyle(p).direction")
        assert way == "ltr"


def test_the_paper_of_a_class_turns_round(visiting: Visiting, school: School) -> None:
    with phone(visiting, school) as visit:
        page = visit.page
        visit.open(f"/j/{school.code}")
        page.get_by_label("Name").fill("Ana")
        page.get_by_role("button", name="That is me").click()
        start = page.url.removeprefix(school.base)
        is_mirrored(visit, school, start)
        page.get_by_role("button", name="Begin").click()
        page.locator("#sitting[data-whole]").wait_for(state="attached")
        is_mirrored(visit, school, page.url.removeprefix(school.base))


def test_german_fits_a_phone(visiting: Visiting, school: School) -> None:
    with phone(visiting, school) as visit:
        page = reading(visit, school, "de")
        visit.page.context.add_cookies(
            [{"name": "broadsheet_teacher", "value": school.token, "url": school.base}]
        )
        for path in ("/", f"/quiz/{school.quiz}", "/privacy", "/join", *school.pages):
            visit.open(path)
            assert page.locator("html").get_attribute("lang") == "de", path
            fits(page)
        page.get_by_role("link", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"


def test_scripts_speak_the_language_of_the_page(visiting: Visiting, school: School) -> None:
    with phone(visiting, school) as visit:
        page = reading(visit, school, "de")
        visit.open(f"/quiz/{school.quiz}")
        page.get_by_role("button", name="Quiz starten").click()
        while not page.locator("[data-keys='rf']").count():
            page.get_by_role("button", name="Weiß ich nicht").click()
            page.get_by_role("link", name="Nächste Frage").click()
        page.locator("h1").press("f")
        assert page.get_by_label("Falsch").is_checked()
        page.get_by_label("Falsch").press("r")
        assert page.get_by_label("Richtig").is_checked()
