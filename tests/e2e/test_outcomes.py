"""The results of a class in a real browser: by axe, on a phone, with and without enough answers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from quiz.schema.question import Matching, MultipleChoice, Ordering, TrueFalse
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.e2e.conftest import Visit, Visiting, running
from tests.samples import studied_quiz
from tests.web.classes import assigned, joined, sat

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LARGEST = 50_000  # bytes of a page with its styles and scripts, as they go over the wire unpacked


class Served(NamedTuple):
    """A server with two classes that have answered, and the token of their teacher."""

    base: str
    token: str
    many: str
    few: str
    student: str
    question: str


def answer(question: object, right: bool) -> str:
    if isinstance(question, MultipleChoice):
        return question.key if right else question.distractors[0]
    if isinstance(question, TrueFalse):
        return str(question.key is right).lower()
    assert not isinstance(question, Matching | Ordering)
    return str(getattr(question, "key", "")) if right else "something else"


def answered(store: Store, teacher: object, quiz: Quiz, size: int) -> tuple[str, str]:
    """Return the ids of a class of `size` and of one student; one answer of hers waits."""
    assignment = assigned(store, teacher, quiz)  # type: ignore[arg-type]
    student = ""
    for number in range(size):
        given = {
            asked.id: answer(asked, (number + place) % (place + 2) != 0)
            for place, asked in enumerate(quiz.questions)
        }
        person = joined(store, assignment, f"Student {number}")
        sat(store, quiz, person, given, late=[quiz.questions[1].id] if number == 0 else [])
        student = student or person.id
    return assignment.id, student


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path: Path = tmp_path_factory.mktemp("store") / "quiz.db"
    quiz = studied_quiz()
    with Store(f"sqlite:///{path}") as store:
        now = datetime.now(UTC)
        teacher = store.teachers.add("Ms Lindqvist", "no hash", now=now)
        many, student = answered(store, teacher, quiz, 32)
        few, _ = answered(store, teacher, quiz, 4)
        token = store.teachers.begin(teacher.id, now=now)
        with running(create_app([], store)) as base:
            yield Served(base, token, many, few, student, quiz.questions[1].id)


def sign_in(visit: Visit, served: Served) -> None:
    visit.page.context.add_cookies(
        [{"name": "broadsheet_teacher", "value": served.token, "url": served.base}]
    )


def pages(served: Served) -> list[str]:
    many, few = (f"/desk/class/{name}/results" for name in (served.many, served.few))
    return [
        *(many, few, f"{many}/items", f"{few}/items", f"{many}/student/{served.student}"),
        *(f"{place}/question/{served.question}" for place in (many, few)),
        f"{many}/question/{served.question}/regrade?what=leave-out",
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    visiting: Visiting, served: Served, width: int
) -> None:
    with visiting(
        served.base, viewport={"width": width, "height": 740}, reduced_motion="reduce"
    ) as visit:
        sign_in(visit, served)
        for address in pages(served):
            visit.open(address)
            for scheme in SCHEMES:
                visit.page.emulate_media(color_scheme=scheme)
                found = Axe().run(visit.page)
                assert found.violations_count == 0, f"{address}: {found.generate_report()}"
            assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert visit.complaints == []
        assert {request.startswith(served.base) for request in visit.requests} == {True}


def test_a_page_is_light(visiting: Visiting, served: Served) -> None:
    with visiting(served.base) as visit:
        sizes: list[int] = []
        visit.page.on("response", lambda answer: sizes.append(len(answer.body())))
        sign_in(visit, served)
        visit.open(f"/desk/class/{served.few}/results")
        visit.page.wait_for_load_state("networkidle")
        assert sum(sizes) < LARGEST


def test_bars_and_marks_are_seen_in_forced_colours(visiting: Visiting, served: Served) -> None:
    with visiting(served.base, forced_colors="active") as visit:
        sign_in(visit, served)
        visit.open(f"/desk/class/{served.many}/results/items")
        bar = visit.page.locator("rect.bar").last
        fill = bar.evaluate("e => getComputedStyle(e).fill")
        ground = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert fill != ground


def test_a_keyboard_alone_accepts_an_answer_and_takes_it_back(
    visiting: Visiting, served: Served
) -> None:
    with visiting(served.base) as visit:
        sign_in(visit, served)
        page = visit.page
        visit.open(f"/desk/class/{served.many}/results/question/{served.question}")
        page.get_by_label("Accept another answer").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Accept")
        page.get_by_role("button", name="Accept it").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("was accepted")).to_be_visible()
        page.get_by_role("button", name="Take it back").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("taken back")).to_be_visible()
        assert visit.complaints == []


def test_times_stand_in_the_readers_own_zone(visiting: Visiting, served: Served) -> None:
    with visiting(served.base, timezone_id="Asia/Tokyo", locale="en-GB") as visit:
        sign_in(visit, served)
        visit.open(f"/desk/class/{served.many}/results/student/{served.student}")
        # Begun at 9:00 in UTC.
        assert "6:00" in visit.page.locator("time").first.inner_text()
