"""The whole way, on both databases: from a text to the gradebook, with three phones on the way.

The server is `quiz serve`. Everything is done on its pages; the database is only looked at, to know
what the right answers are and what was stored.
"""

import csv
import re
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from quiz.readers import fetching
from quiz.schema.question import Cloze, MultipleChoice, Question, ShortAnswer
from quiz.schema.quiz import Quiz
from quiz.store import Store
from tests.articles import POLITICS
from tests.e2e.conftest import Visit, Visiting
from tests.e2e.teaching import school
from tests.e2e.test_class import PHONE, go_on, reach, whole
from tests.e2e.test_quiz import arrive
from tests.readers.fetching.sites import page as sent_page
from tests.readers.fetching.sites import web
from tests.web.served import Served

pytestmark = pytest.mark.browser

TITLE = "Two nations sign a treaty"
TEXT = "\n\n".join((TITLE, "By Nora Whitlock", "12 March 2024", *POLITICS))
PASSWORD = "seven quiet herrings at dawn"
OTHER = "what Ben said"  # counts after all, as the teacher decides
WRONG = "no idea"


@pytest.fixture
def started(url: str) -> Iterator[tuple[Served, str]]:
    """Yield a server over an empty database, and the link that it prints for the first teacher."""
    served = Served(url)
    served.start()
    try:
        assert served.process is not None
        assert served.process.stdout is not None
        found = re.search(r"first teacher, once: (\S+)", served.process.stdout.readline())
        assert found
        yield served, found[1]
    finally:
        served.kill()


class School:
    """The browsers of the teacher and of her students, and what is stored meanwhile."""

    def __init__(self, stack: ExitStack, visiting: Visiting, served: Served) -> None:
        self._stack, self._visiting, self._served = stack, visiting, served
        self.visits: list[Visit] = []

    def browser(self, **options: object) -> Page:
        visit = self._stack.enter_context(self._visiting(self._served.base, **options))
        self.visits.append(visit)
        return visit.page

    def quiz(self) -> Quiz:
        """Return the newest version of the only quiz there is."""
        with Store(self._served.url) as store:
            (teacher,) = store.teachers.all()
            (entry,) = store.library.entries(teacher.id)
            return store.library.quiz(teacher.id, entry.id)


def test_from_a_text_to_the_gradebook(
    visiting: Visiting, started: tuple[Served, str], tmp_path: Path
) -> None:
    served, first = started
    with ExitStack() as stack:
        town = School(stack, visiting, served)
        desk = town.browser(viewport={"width": 1280, "height": 800})
        get_in(desk, first)
        make_the_quiz(desk)
        edit_three(desk)
        quiz = town.quiz()
        code = open_the_class(desk)
        ana, ben, cleo = (town.browser(**PHONE) for _ in range(3))
        join(ana, served.base, code, "Ana")
        join(ben, served.base, code, "Ben")
        give_more_time(desk, "Ben")
        drops_offline(ana, quiz)
        has_more_time(ben, quiz)
        by_keyboard(cleo, served.base, code, quiz)
        results(desk)
        accept(desk, 1 + typed(quiz))
        ben.reload()
        expect(ben.get_by_role("heading", level=1)).to_contain_text("4 of 4 right")
        download(desk, tmp_path)
        for visit in town.visits:
            assert all(url.startswith((f"{served.base}/", "data:")) for url in visit.requests)
            offline = "ERR_INTERNET_DISCONNECTED"
            assert [said for said in visit.complaints if offline not in said] == []


def get_in(page: Page, first: str) -> None:
    """Follow the link of the first start, choose a password, and sign in with it once more."""
    page.goto(first)
    page.get_by_label("Your name").fill("Ms Lindqvist")
    for label in ("New password", "The same once more"):
        page.get_by_label(label).fill(PASSWORD)
    page.get_by_role("button", name="Open my library").click()
    arrive(page, "Library")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="For teachers").click()
    page.get_by_label("Name").fill("Ms Lindqvist")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    arrive(page, "Library")


def make_the_quiz(page: Page) -> None:
    page.get_by_role("link", name="New quiz").first.click()
    page.get_by_label("Or the text itself").fill(TEXT)
    page.get_by_role("button", name="Read the article").click()
    arrive(page, "The article as read")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_label("Short answer").check()
    page.get_by_label("Multiple choice").check()
    page.get_by_label("Number of questions").fill("4")
    page.get_by_role("button", name="Build the quiz").click()
    arrive(page, f"Review – {TITLE}")
    expect(page.locator(".card")).to_have_count(4)


def edit_three(page: Page) -> None:
    for place in range(3):
        card = page.locator(".card").nth(place)
        card.get_by_role("link", name="Edit").click()
        page.locator("#edit-explanation").fill(f"So the article says, edit {place}.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text(f"So the article says, edit {place}.")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("3 accepted")
    page.get_by_role("button", name="Accept the others").click()
    expect(page.locator(".standing")).to_contain_text("4 accepted")


def open_the_class(page: Page) -> str:
    page.get_by_role("link", name="Assign to a class").click()
    page.get_by_label("Minutes for an attempt").fill("20")
    page.get_by_label("Questions in another order").uncheck()
    page.get_by_role("button", name="Open the class").click()
    code = re.sub(r"\s", "", page.locator("#code").inner_text())
    assert re.fullmatch("[A-Z2-9]{6}", code)
    return code


def join(page: Page, base: str, code: str, name: str) -> None:
    page.goto(f"{base}/join")
    page.get_by_label("Code").fill(code.lower())
    page.get_by_role("button", name="Join").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="That is me").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()


def give_more_time(page: Page, name: str) -> None:
    page.reload()
    page.get_by_role("link", name=name).click()
    page.get_by_label("Time for an attempt").select_option("1.5")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("tr", has_text=name).locator(".badge")).to_be_visible()


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin").click()
    whole(page)


def shown(page: Page) -> Locator:
    return page.locator(".screen:visible")


def answer(page: Page, question: Question, given: str) -> None:
    """Give `given` to the question on the screen: typed, or as the option of these words."""
    if isinstance(question, MultipleChoice):
        shown(page).locator("label.option", has_text=given).locator("input").check()
    else:
        shown(page).get_by_role("textbox").fill(given)


def key(question: Question) -> str:
    assert isinstance(question, MultipleChoice | ShortAnswer | Cloze)
    return question.key


def typed(quiz: Quiz) -> int:
    """Return the place of the first question whose answer is typed."""
    return next(n for n, each in enumerate(quiz.questions) if isinstance(each, ShortAnswer))


def saved(page: Page) -> None:
    expect(page.locator("#saving")).to_have_text("Saved ✓")


def hand_in(page: Page, right: int) -> None:
    page.get_by_role("button", name="Hand in now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{right} of 4 right")


def drops_offline(page: Page, quiz: Quiz) -> None:
    begin(page)
    for number, question in enumerate(quiz.questions, start=1):
        if number == 2:
            page.context.set_offline(True)
        answer(page, question, key(question))
        if number == 3:
            expect(page.locator("#saving")).to_contain_text("Not sent, will retry (2 waiting)")
            page.context.set_offline(False)
        if number != 2:
            saved(page)
        go_on(page)
    hand_in(page, 4)


def has_more_time(page: Page, quiz: Quiz) -> None:
    """Ben has 30 of 20 minutes, and says one thing in words of his own."""
    page.reload()
    begin(page)
    expect(page.locator(".timer .left")).to_have_text(re.compile("^(29|30) min left"))
    for place, question in enumerate(quiz.questions):
        answer(page, question, OTHER if place == typed(quiz) else key(question))
        saved(page)
        go_on(page)
    hand_in(page, 3)


def by_keyboard(page: Page, base: str, code: str, quiz: Quiz) -> None:
    """Cleo has no mouse. She knows all but the last."""
    press, write = page.keyboard.press, page.keyboard.type
    page.goto(f"{base}/join")
    to_field(page, "code")
    write(code)
    press("Enter")
    expect(page.get_by_label("Name")).to_be_visible()
    to_field(page, "name")
    write("Cleo")
    press("Enter")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    reach(page, "Begin")
    press("Enter")
    whole(page)
    for number, question in enumerate(quiz.questions, start=1):
        expect(shown(page).locator("h1")).to_be_focused()
        press("Tab")
        if isinstance(question, MultipleChoice):
            options = shown(page).locator("label.option .text").all_inner_texts()
            right = options.index(question.key)
            wanted = (right + 1) % len(options) if number == 4 else right
            press("Space")
            for _ in range(wanted):
                press("ArrowDown")
        else:
            write(WRONG if number == 4 else key(question))
        saved(page)
        reach(page, "Review and hand in" if number == 4 else "Next")
        press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and hand in")
    reach(page, "Hand in now")
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 4 right")


def to_field(page: Page, name: str) -> None:
    """Press Tab until the field called `name` has the focus."""
    for _ in range(30):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {name}")


def results(page: Page) -> None:
    page.get_by_role("link", name="Results").click()
    arrive(page, "Results")
    expect(page.get_by_text("3 of 3 students are done.")).to_be_visible()
    for name, percent in (("Ana", "100"), ("Ben", "75"), ("Cleo", "75")):
        row = page.get_by_role("row", name=re.compile(f"^{name}"))
        expect(row).to_contain_text(re.compile(rf"{percent}\s?%"))


def accept(page: Page, number: int) -> None:
    """Count what Ben said as right, after a look at who changes."""
    page.locator("table.grid thead a", has_text=re.compile(rf"\b{number}$")).click()
    page.locator("table.grid tfoot a", has_text=re.compile(rf"Question {number}:")).click()
    arrive(page, f"Question {number}")
    page.get_by_label("Accept another answer").fill(OTHER)
    page.get_by_role("button", name="Show who changes").click()
    arrive(page, "Who changes")
    expect(page.get_by_role("row", name=re.compile("^Ben"))).to_contain_text("higher")
    expect(page.locator("table.changes tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Accept it").click()
    expect(page.get_by_text("was accepted")).to_be_visible()
    page.get_by_role("link", name="Results").click()
    row = page.get_by_role("row", name=re.compile("^Ben"))
    expect(row).to_contain_text(re.compile(r"100\s?%"))


def download(page: Page, folder: Path) -> None:
    """Take the tables, what was missed, and the quiz in two formats."""
    gradebook = taken(page, "Gradebook", folder).decode("utf-8-sig")
    rows = {row["student"]: row["percent"] for row in csv.DictReader(StringIO(gradebook))}
    assert {name: float(percent) for name, percent in rows.items()} == {
        "Ana": 100,
        "Ben": 100,
        "Cleo": 75,
    }
    answers = taken(page, "All answers", folder).decode("utf-8-sig")
    assert len(answers.splitlines()) == 1 + 3 * 4
    assert OTHER in answers
    assert taken(page, "Anki deck for the class", folder).startswith(b"PK")
    assert taken(page, "Re-teach sheet for the class", folder).startswith(b"%PDF")
    page.get_by_role("link", name="Library").click()
    page.get_by_role("link", name=TITLE).click()
    links = page.locator(".formats a:not(.key-file)")
    expect(links.nth(15)).to_be_attached()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    anki = links.and_(page.locator("[href$='/files/anki']"))
    assert saved_as(page, anki, folder).startswith(b"PK")


def taken(page: Page, name: str, folder: Path) -> bytes:
    return saved_as(page, page.get_by_role("link", name=name, exact=True).first, folder)


def saved_as(page: Page, link: Locator, folder: Path) -> bytes:
    """Click a link that gives a file, and return what is in the file."""
    with page.expect_download() as coming:
        link.click()
    file: Download = coming.value
    path = folder / file.suggested_filename
    file.save_as(path)
    return path.read_bytes()


def test_an_article_is_read_by_its_link(
    visiting: Visiting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is one of ours that stands in for the internet."""
    monkeypatch.delenv("QUIZ_FETCH", raising=False)
    with web() as internet, school(tmp_path) as desk:
        monkeypatch.setattr(fetching, "INTERNET", internet.network)
        internet.site(sent_page(TEXT.encode(), kind="text/plain"), port=443)
        with visiting(desk.base, **desk.signed_in) as visit:
            visit.open("/desk/new")
            visit.page.get_by_label("A link").fill("https://news.example/treaty")
            visit.page.get_by_role("button", name="Read the article").click()
            arrive(visit.page, "The article as read")
            expect(visit.page.get_by_label("Title", exact=True)).to_have_value(TITLE)
            assert all(url.startswith(f"{visit.base}/") for url in visit.requests)
