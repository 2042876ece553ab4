"""A class on its phones: a teacher opens it, and everybody gets through, whatever happens."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quiz.schema.classroom import Accommodation, Assignment, Rules, Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.e2e.conftest import Visit, Visiting, running
from tests.web.student.classes import key_on

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@dataclass
class School:
    store: Store
    teacher: Teacher
    base: str
    visiting: Visiting
    stack: ExitStack

    def open(self, quiz: Quiz, **rules: Any) -> Assignment:
        now = datetime.now(UTC)
        entry = self.store.library.add(self.teacher.id, quiz, what="Made.", now=now)
        made = self.store.assignments.create(
            self.teacher.id, entry.id, title="Tides", rules=Rules(**rules), now=now
        )
        return self.store.assignments.open(self.teacher.id, made.id, expected_revision=1, now=now)

    def phone(self, **options: Any) -> Visit:
        return self.stack.enter_context(self.visiting(at=self.base, **{**PHONE, **options}))

    def join(self, visit: Visit, code: str, name: str) -> Page:
        visit.open("/join")
        visit.page.get_by_label("Code").fill(f" {code[:3].lower()} {code[3:].lower()}")
        visit.page.get_by_role("button", name="Join").click()
        visit.page.get_by_label("Name").fill(name)
        visit.page.get_by_role("button", name="That is me").click()
        return visit.page

    def sign_in(self, visit: Visit) -> None:
        token = self.store.teachers.begin(self.teacher.id, now=datetime.now(UTC))
        visit.page.context.add_cookies(
            [{"name": "broadsheet_teacher", "value": token, "url": self.base}]
        )

    def person(self, assignment: Assignment, name: str) -> Any:
        everybody = self.store.sittings.all_of(assignment.id)
        return next((one, taken) for one, taken in everybody if one.name == name)


@pytest.fixture
def school(tmp_path: Path, visiting: Visiting, sample: Quiz) -> Iterator[School]:
    with (
        Store(f"sqlite:///{tmp_path / 'quiz.db'}") as store,
        running(create_app([sample], store)) as base,
        ExitStack() as stack,
    ):
        teacher = store.teachers.add("Ms Lindqvist", "no hash", now=datetime.now(UTC))
        yield School(store, teacher, base, visiting, stack)


def answer_right(page: Page, school: School, assignment: Assignment, name: str) -> None:
    """Answer the question that is shown as one who knows."""
    from quiz.classroom import in_paper_order, paper

    (_, taken) = school.person(assignment, name)
    attempt, responses = taken[-1]
    quiz = school.store.assignments.quiz(assignment)
    number = int(page.url.split("/")[-1])
    shown = paper(quiz, assignment.rules, attempt.seed, responses).questions[number - 1]
    question = in_paper_order(quiz, assignment.rules, attempt.seed)[number - 1]
    key = key_on(question, shown)
    screen = page.locator(f".screen[data-number='{number}']")
    if shown.type in ("multiple_choice", "true_false"):
        screen.locator(f"input[value='{key[0]}']").check()
    elif len(key) > 1:
        for place, value in enumerate(key):
            screen.locator("select").nth(place).select_option(value)
    else:
        screen.get_by_role("textbox").fill(key[0])


def whole(page: Page) -> None:
    """Wait until the whole paper is on the phone."""
    expect(page.locator("#sitting[data-whole]")).to_be_attached()


def go_on(page: Page) -> None:
    page.locator(".screen:visible").get_by_role(
        "button", name=re.compile("Next|Review and hand in")
    ).click()


def test_one_drops_offline_in_the_middle_and_loses_nothing(school: School, sample: Quiz) -> None:
    assignment = school.open(sample)
    visit = school.phone()
    page = school.join(visit, assignment.code or "", "Ana")
    page.get_by_role("button", name="Begin").click()
    whole(page)
    for _ in range(2):
        answer_right(page, school, assignment, "Ana")
        expect(page.locator("#saving")).to_have_text("Saved ✓")
        go_on(page)
    page.context.set_offline(True)
    for _ in range(3):
        answer_right(page, school, assignment, "Ana")
        go_on(page)
    expect(page.locator("#saving")).to_contain_text("Not sent, will retry")
    page.locator(".strip").get_by_role("button", name="Review").click()
    expect(page.locator("#saving")).to_contain_text(re.compile("hand in|retry"))
    assert page.url.endswith("/question/6"), "nobody hands in what was not sent"
    stored = school.person(assignment, "Ana")[1][0][1]
    assert sum(bool(each.given) for each in stored) == 2
    page.context.set_offline(False)
    expect(page.locator("#saving")).to_have_text("Saved ✓")
    answer_right(page, school, assignment, "Ana")
    expect(page.locator("#saving")).to_have_text("Saved ✓")
    go_on(page)
    page.get_by_role("button", name="Hand in now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("6 of 6 right")
    stored = school.person(assignment, "Ana")[1][0][1]
    assert [(each.right, each.changes) for each in stored if each.given] == [(True, 0)] * 6
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('broadsheet:'))") == []
    assert [each for each in visit.complaints if "ERR_INTERNET_DISCONNECTED" not in each] == []
    assert all(url.startswith((school.base, "data:")) for url in visit.requests)


def test_a_slow_network_keeps_nobody_from_handing_in(school: School, sample: Quiz) -> None:
    """The last answer is given, and the button pressed, while the one before is on its way."""
    assignment = school.open(sample, shuffle_questions=False)
    visit = school.phone()
    visit.page.add_init_script(
        """const straight = fetch;
        fetch = async (...asked) => {
          await new Promise(go => setTimeout(go, 600));
          return straight(...asked);
        };"""
    )
    page = school.join(visit, assignment.code or "", "Ana")
    page.get_by_role("button", name="Begin").click()
    whole(page)
    page.locator(".strip").get_by_role("button", name="Question 4").click()
    for number in (4, 5):
        page.locator(f".screen[data-number='{number}'] input[value='true']").check()
        expect(page.locator("#saving")).to_have_text("Saving …")
        page.locator(".strip").get_by_role("button", name=f"Question {number + 1}").click()
    page.locator(".strip").get_by_role("button", name="Review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and hand in")
    assert sum(bool(each.given) for each in school.person(assignment, "Ana")[1][0][1]) == 2
    assert visit.complaints == []


def test_a_reload_finds_answers_that_were_not_sent(school: School, sample: Quiz) -> None:
    assignment = school.open(sample, shuffle_questions=False)
    visit = school.phone()
    page = school.join(visit, assignment.code or "", "Ana")
    page.get_by_role("button", name="Begin").click()
    whole(page)
    page.route("**/sync", lambda route: route.abort())
    page.locator(".screen:visible").get_by_role("textbox").fill("14 May 2024")
    expect(page.locator("#saving")).to_contain_text("Not sent, will retry (1 waiting)")
    page.unroute("**/sync")
    page.reload()
    expect(page.locator(".screen:visible").get_by_role("textbox")).to_have_value("14 May 2024")
    expect(page.locator("#saving")).to_have_text("Saved ✓")
    (response,) = [each for each in school.person(assignment, "Ana")[1][0][1] if each.given]
    assert (response.given, response.changes) == ("14 May 2024", 0)


def test_extra_time_large_text_and_reading_aloud_are_one_students_own(
    school: School, sample: Quiz
) -> None:
    assignment = school.open(sample, minutes=20)
    pages = {}
    for name in ("Ana", "Ben"):
        visit = school.phone()
        pages[name] = school.join(visit, assignment.code or "", name)
    ana = school.person(assignment, "Ana")[0]
    school.store.assignments.accommodate(
        school.teacher.id,
        ana.id,
        Accommodation(time_factor=1.5, large_text=True, read_aloud=True),
    )
    for page in pages.values():
        page.reload()
        page.get_by_role("button", name="Begin").click()
        whole(page)
    expect(pages["Ana"].locator(".timer .left")).to_have_text("29 min left")
    expect(pages["Ben"].locator(".timer .left")).to_have_text("19 min left")
    sizes = {
        name: page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        for name, page in pages.items()
    }
    assert sizes["Ana"] == 1.5 * sizes["Ben"]
    assert pages["Ben"].get_by_role("button", name="Read aloud").count() == 0
    assert pages["Ana"].locator(".aloud").count() == 6


def test_the_keyboard_is_enough(school: School, sample: Quiz) -> None:
    assignment = school.open(sample, shuffle_questions=False)
    page = school.join(school.phone(), assignment.code or "", "Ana")
    page.keyboard.press("Tab")
    reach(page, "Begin")
    page.keyboard.press("Enter")
    whole(page)
    expect(page.locator(".screen:visible h1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("14 May 2024")
    expect(page.locator("#saving")).to_have_text("Saved ✓")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/question/2$"))
    expect(page.locator(".screen:visible h1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#saving")).to_have_text("Saved ✓")
    reach(page, "Review and hand in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and hand in")
    reach(page, "Hand in now")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("of 6 right")


def reach(page: Page, name: str) -> None:
    """Press Tab until the button called `name` has the focus."""
    for _ in range(60):
        if name in (page.evaluate("document.activeElement.textContent") or ""):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by Tab")


def test_a_phone_without_a_script_gets_through(school: School, sample: Quiz) -> None:
    assignment = school.open(sample)
    page = school.join(school.phone(java_script_enabled=False), assignment.code or "", "Ana")
    page.get_by_role("button", name="Begin").click()
    for _ in range(6):
        answer_right(page, school, assignment, "Ana")
        go_on(page)
    page.get_by_role("button", name="Hand in now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("6 of 6 right")


def test_feedback_at_once_with_a_script(school: School, sample: Quiz) -> None:
    assignment = school.open(sample, feedback="at_once", shuffle_questions=False)
    visit = school.phone()
    page = school.join(visit, assignment.code or "", "Ana")
    page.get_by_role("button", name="Begin").click()
    whole(page)
    page.locator(".screen:visible").get_by_role("textbox").fill("14 May 2024")
    page.locator(".screen:visible").get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Right")
    page.get_by_role("link", name="Next question").click()
    whole(page)
    assert page.url.endswith("/question/2")
    assert visit.complaints == []


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, f"{page.url} is wider than the screen"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_students_pages_are_accessible_at_320_pixels(
    school: School, sample: Quiz, scheme: str
) -> None:
    assignment = school.open(sample, minutes=30, attempts=2)
    visit = school.phone(viewport={"width": 320, "height": 568}, color_scheme=scheme)
    page = visit.page
    visit.open("/join")
    assert_accessible(page)
    page.get_by_label("Code").fill("222222")
    page.get_by_role("button", name="Join").click()
    assert_accessible(page)
    assert [each for each in visit.complaints if "404" not in each] == []
    visit.complaints.clear()
    visit.open(f"/class/{assignment.code}")
    assert_accessible(page)
    page.get_by_label("Name").fill("Ana")
    page.get_by_role("button", name="That is me").click()
    assert_accessible(page)
    page.get_by_role("button", name="Begin").click()
    whole(page)
    for number in range(1, 7):
        page.locator(f".strip button[value='{number}']").click()
        page.locator(".screen:visible").get_by_label("Come back").check()
        assert_accessible(page)
    expect(page.locator("#saving")).to_be_attached()
    page.locator(".strip").get_by_role("button", name="Review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and hand in")
    assert_accessible(page)
    page.get_by_role("button", name="Hand in now").click()
    for summary in page.locator("summary").all():
        summary.click()
    assert_accessible(page)
    page.get_by_role("link", name="Practise what you missed").click()
    assert_accessible(page)
    page.get_by_role("button", name="I don’t know").click()
    assert_accessible(page)
    for address in ("", "/notice"):
        visit.open(f"/class/{assignment.code}{address}")
        assert_accessible(page)
    assert visit.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_teachers_pages_of_a_class_are_accessible_at_320_pixels(
    school: School, sample: Quiz, scheme: str
) -> None:
    assignment = school.open(sample)
    school.join(school.phone(), assignment.code or "", "Ana")
    ana = school.person(assignment, "Ana")[0]
    visit = school.phone(viewport={"width": 320, "height": 568}, color_scheme=scheme)
    school.sign_in(visit)
    root = f"/desk/class/{assignment.id}"
    addresses = ["/desk/classes", root, f"{root}/rules", f"{root}/delete"]
    addresses += [f"{root}/student/{ana.id}", f"/desk/quiz/{assignment.entry_id}/assign"]
    for address in addresses:
        visit.open(address)
        for summary in visit.page.locator("summary").all():
            summary.click()
        assert_accessible(visit.page)
    assert visit.complaints == []


def test_time_runs_out_on_the_phone(school: School, sample: Quiz) -> None:
    assignment = school.open(sample, minutes=1, grace=0)
    page = school.join(school.phone(), assignment.code or "", "Ana")
    page.clock.install()
    page.route(re.compile("/(state|sync)$"), lambda route: route.abort())  # the server's clock
    page.get_by_role("button", name="Begin").click()
    whole(page)
    page.clock.fast_forward(42_000)
    expect(page.locator("#warning")).to_contain_text("s left")
    page.clock.fast_forward(30_000)
    expect(page.locator(".timer .left")).to_have_text("Time is up")


def test_a_teacher_opens_a_class_and_watches(school: School, sample: Quiz) -> None:
    entry = school.store.library.add(school.teacher.id, sample, what="Made.", now=datetime.now(UTC))
    visit = school.phone(viewport={"width": 1280, "height": 800}, timezone_id="Asia/Tokyo")
    school.sign_in(visit)
    page = visit.page
    visit.open(f"/desk/quiz/{entry.id}/assign")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    page.get_by_label("Deadline", exact=True).fill("2027-01-15T18:00")
    page.get_by_role("button", name="Open the class").click()
    code = page.locator("#code").inner_text().replace(" ", "").replace("\u2009", "")
    (made,) = school.store.assignments.assignments(school.teacher.id)
    assert code == made.code
    assert made.rules.deadline == datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
    expect(page.get_by_text("Nobody has joined yet.")).to_be_visible()
    school.join(school.phone(), code, "Ana")
    page.reload()
    expect(page.get_by_role("row", name=re.compile("Ana.*has joined"))).to_be_visible()
    page.get_by_role("link", name="Change the rules").click()
    expect(page.get_by_label("Deadline", exact=True)).to_have_value("2027-01-15T18:00")
    assert visit.complaints == []
