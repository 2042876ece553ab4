"""Every page for everybody: by axe, on 320 px, at 200 %, in forced colours, without motion.

The pages are those of the route map, so that a new one is looked at as soon as it is there, and
every template has to be seen. Where tests of their own walk through pages with axe, state by state,
it is only asked here how large their targets are, which it leaves out unless told.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import template_rendered
from jinja2 import Template
from playwright.sync_api import Page, Response

from quiz.resources import folder
from quiz.schema.classroom import Accommodation, Rules
from tests.e2e.conftest import Visit, Visiting, running
from tests.samples import sample_quiz
from tests.web.classes import assigned
from tests.web.everyone import NOBODY, STUDENT, TEACHER, Open, found, seat
from tests.web.test_roles import CLASS, EVERYBODY, address, routes
from tests.web.test_security import POLICY

pytestmark = pytest.mark.browser

# Widths in CSS pixels, and in which colours axe looks; 640 is a window of 1280 at 200 %.
SIGHTS: tuple[tuple[int, Literal["light", "dark"] | None], ...] = (
    *((320, "dark"), (640, None), (1280, "light")),
)
AXE = Axe().axe_script
LARGEST = 50_000  # bytes of a first page with its styles and scripts, as they go over the wire
_ONLY_FOUND = {"resultTypes": ["violations"]}
ALL = {**_ONLY_FOUND, "rules": {"target-size": {"enabled": True}}}
TARGETS = {**_ONLY_FOUND, "runOnly": {"type": "rule", "values": ["target-size"]}}
AXED = ("/desk/quiz/", "/desk/new", "/desk/import", "/desk?", "/account", "/attempt/", "/quiz/")
# Not pages: files, data, parts of pages, and addresses that only lead on.
NO_PAGE = {
    *("static", "library.download", "results.download", "teacher_library.download"),
    *("outcome_files.table", "outcome_files.class_deck", "outcome_files.class_sheet"),
    *("outcome_files.every_sheet", "outcome_files.student_deck", "outcome_files.student_sheet"),
    *("assigning.live", "reviewing.lit", "class_sitting.state", "class_sitting.whole_paper"),
    *("joining.land", "take.resume", "class_sitting.resume", "preview.begin"),
}
# Seen in other tests by axe, in states that take long to come to.
ELSEWHERE = {"teacher/building.html", "question.html", "feedback.html", "teacher/lit.css"}


class Stop(NamedTuple):
    """A page to look at: who opens it where, and the button to press there first, if any."""

    who: str
    at: str
    press: str = ""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    made = found(tmp_path_factory.mktemp("town") / "quiz.db", sample_quiz())
    with made.opened() as opened:
        yield opened


@pytest.fixture(scope="module")
def base(town: Open) -> Iterator[str]:
    with running(town.app) as at:
        yield at


def stops(town: Open) -> list[Stop]:
    """Return every page of the route map, then pages in states that take something to come to."""
    return [*sorted(pages(town)), *door(town), *classes(town)]


def pages(town: Open) -> Iterator[Stop]:
    for rule, method in routes(town.app):
        if method == "GET" and rule.endpoint not in NO_PAGE:
            everybody = rule.endpoint in EVERYBODY.split()
            who = NOBODY if everybody else STUDENT if rule.endpoint in CLASS.split() else TEACHER
            yield Stop(who, address(town.app, rule, town.town.known))


def door(town: Open) -> Iterator[Stop]:
    """Yield forms that were sent with something missing, and errors."""
    known = town.town.known
    yield Stop(NOBODY, "/join", "Join")
    yield Stop(NOBODY, "/sign-in", "Sign in")
    yield Stop(NOBODY, f"/invite/{known['invitation']}", "Open my library")
    yield Stop(NOBODY, f"/class/{known['code']}", "That is me")
    yield Stop(NOBODY, "/nothing")
    yield Stop(NOBODY, "/invite/spent")
    yield Stop(TEACHER, "/desk/quiz/nothing")
    yield Stop(TEACHER, "/desk?q=nothing")
    yield Stop(TEACHER, "/desk?show=archive")
    yield Stop(TEACHER, "/desk/import", "Put it into the library")
    yield Stop(TEACHER, "/account", "Change the password")


def classes(town: Open) -> Iterator[Stop]:
    """Yield a paper under way with time left and large text, told at once, closed, and waiting."""
    store, quiz, now = town.store, town.town.quiz, datetime.now(UTC)
    teacher = store.teachers.named("Ms Lindqvist")
    assert teacher is not None
    for feedback in ("at_once", "after_the_deadline"):
        rules = Rules(
            feedback=feedback, minutes=20, deadline=now + timedelta(days=1), practice=True
        )
        made = assigned(store, teacher, quiz, rules)
        who = f"a student who is told {feedback}"
        town.town.cookies[who], student = seat(store, made)
        store.assignments.accommodate(
            teacher.id, student.id, Accommodation(time_factor=1.5, large_text=True, read_aloud=True)
        )
        at = f"/class/{made.code}"
        yield Stop(who, at, "Begin")
        for number in range(1, len(quiz.questions) + 1):
            yield Stop(who, f"{at}/attempt/1/question/{number}")
        if feedback == "at_once":
            yield Stop(who, f"{at}/attempt/1/question/1", "Check my answer")
            yield Stop(who, f"{at}/attempt/1/question/1", "I don’t know")
        yield Stop(who, f"{at}/attempt/1/review")
        yield Stop(who, f"{at}/attempt/1/review", "Hand in now")
        yield Stop(TEACHER, f"/desk/class/{made.id}/student/{student.id}")
        yield Stop(TEACHER, f"/desk/class/{made.id}", "End the class")
        yield Stop(NOBODY, at)
    ways: tuple[tuple[Literal["list", "codes"], tuple[str, ...], int], ...] = (
        *(("list", ("Ana", "Ben"), 0), ("codes", (), 3)),
    )
    for naming, names, codes in ways:
        for opens in (False, True):
            entry = store.library.add(teacher.id, quiz, what="Made.", now=now)
            made = store.assignments.create(
                teacher.id,
                entry.id,
                title="Tides",
                rules=Rules(naming=naming),
                now=now,
                names=names,
                codes=codes,
            )
            yield Stop(TEACHER, f"/desk/class/{made.id}")
            if opens:
                made = store.assignments.open(teacher.id, made.id, expected_revision=1, now=now)
                yield Stop(NOBODY, f"/class/{made.code}", "That is me")
                yield Stop(TEACHER, f"/desk/class/{made.id}/results")
    practice = f"/class/{town.town.known['code']}/attempt/1/practice"
    yield Stop(STUDENT, practice, "Check my answer")
    yield Stop(STUDENT, f"{practice}?left=none")


def templates() -> set[str]:
    """Return the names of the templates that are whole pages."""
    web = folder("templates") / "web"
    bases = {"base.html", "door.html"}
    return {
        path.relative_to(web).as_posix()
        for path in web.rglob("*.html")
        if path.name not in bases and "{% extends" in path.read_text(encoding="utf-8")
    }


def walk(
    visiting: Visiting, town: Open, base: str, **options: object
) -> Iterator[tuple[Stop, Visit]]:
    """Go to every stop in the browser of who is to open it; yield each when it is there."""
    for who, wanted in groupby(stops(town), key=lambda stop: stop.who):
        with visiting(base, reduced_motion="reduce", **options) as visit:
            if who in town.town.cookies:
                name, value = town.town.cookies[who]
                visit.page.context.add_cookies([{"name": name, "value": value, "url": base}])
            for stop in wanted:
                visit.open(stop.at)
                if stop.press:
                    press(visit.page, stop.press)
                yield stop, visit


def press(page: Page, button: str) -> None:
    """Press a button, whatever is missing in its form, and wait for the next page."""
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def wrong(visit: Visit, options: object) -> Iterator[str]:
    """Yield what is wrong with the page that is shown; `options` are those of axe."""
    page = visit.page
    page.evaluate(AXE)
    for width, scheme in SIGHTS:
        page.set_viewport_size({"width": width, "height": 640})
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            yield f"{over} px too wide at {width}"
        if scheme:
            page.emulate_media(color_scheme=scheme)
            heard = page.evaluate("options => axe.run(document, options)", options)
            for each in heard["violations"]:
                yield f"{scheme}: {each['id']}: {[node['html'] for node in each['nodes']]}"
    yield from map("moves: {}".format, page.evaluate(MOVING))
    page.emulate_media(forced_colors="active")
    yield from map("not seen in forced colours: {}".format, page.evaluate(UNSEEN))
    page.emulate_media(forced_colors="none")
    yield from (said for said in visit.complaints if "status of 4" not in said)
    visit.complaints.clear()


MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  const long = all => all.split(",").some(one => parseFloat(one) > 0.01);
  return long(style.transitionDuration) || (style.animationName !== "none"
    && long(style.animationDuration));
}).map(e => e.outerHTML.slice(0, 80))"""
# A control that has neither a line around or under it nor a ground of its own is only words.
UNSEEN = """() => [...document.querySelectorAll(
  "button, .button, input, select, textarea"
)].filter(e => {
  if (!e.checkVisibility() || e.type === "hidden" || e.closest(".visually-hidden")) return false;
  if (e.type === "radio" || e.type === "checkbox") return false;  // drawn by the browser
  const style = getComputedStyle(e);
  const line = style.borderStyle !== "none" && parseFloat(style.borderBottomWidth) > 0;
  const under = style.textDecorationLine.includes("underline");
  const ground = getComputedStyle(document.body).backgroundColor;
  return !line && !under && style.backgroundColor === ground;
}).map(e => e.outerHTML.slice(0, 160))"""


def test_every_page_is_there_for_everybody(visiting: Visiting, town: Open, base: str) -> None:
    seen: set[str | None] = set()

    def note(sender: object, template: Template, **more: object) -> None:
        seen.add(template.name)

    faults = []
    with template_rendered.connected_to(note, town.app):
        for stop, visit in walk(visiting, town, base):
            options = TARGETS if stop.at.startswith(AXED) else ALL
            faults += [(*stop, fault) for fault in wrong(visit, options)]
            assert all(url.startswith((f"{base}/", "data:")) for url in visit.requests)
    assert faults == []
    assert templates() - seen <= ELSEWHERE


FAULTY = """<!doctype html><html lang="en"><title>Faulty</title><main><h1>Faulty</h1>
<style>body { background: white }
.button { background: navy; color: white; text-decoration: none; transition: color 2s }</style>
<p style="width: 900px">Wide</p><img src="data:,"><a class="button" href="/">No line</a>
<p><a href="/" style="display: block; height: 9px">a</a><a href="/" style="display: block;
height: 9px">b</a></p></main>"""


def test_the_look_at_a_page_finds_what_is_wrong_with_it(visiting: Visiting, base: str) -> None:
    with visiting(base) as visit:
        visit.page.set_content(FAULTY)
        said = "\n".join(wrong(visit, ALL))
    for fault in ("too wide at 320", "image-alt", "target-size", "moves", "not seen in forced"):
        assert fault in said


def test_first_pages_are_light_and_carry_the_policy(
    visiting: Visiting, town: Open, base: str
) -> None:
    """Nothing is kept from another page: each is the first that a phone opens."""
    for at in ("/", "/join", "/sign-in", "/privacy", f"/class/{town.town.known['code']}"):
        with visiting(base) as visit:
            answers: list[Response] = []
            visit.page.on("response", partial(list.append, answers))
            visit.open(at)
            visit.page.wait_for_load_state("networkidle")
            assert sum(len(answer.body()) for answer in answers) < LARGEST, at
            said = answers[0].headers["content-security-policy"].split("; ")
            assert dict(part.split(" ", 1) for part in said) == POLICY
            assert visit.complaints == []
