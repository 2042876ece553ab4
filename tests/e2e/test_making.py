"""Making a new quiz in a real browser: by keyboard, without JavaScript, on a phone, by axe."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.articles import POLITICS
from tests.e2e.conftest import Visit, Visiting
from tests.e2e.teaching import School, school
from tests.e2e.test_quiz import SCHEMES, arrive, tab_to
from tests.web.test_escaping import PAYLOADS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with school(tmp_path_factory.mktemp("store")) as opened:
        yield opened


@pytest.fixture
def at_desk(visiting: Visiting, desk: School) -> Visiting:
    """Return what `visiting` returns, as the teacher."""
    return partial(visiting, desk.base, **desk.signed_in)


MENU = ("Home", "News", "Sport")
HEAD = ("Two nations sing a treaty", "By Nora Whitlock", "12 March 2024")
TEXT = "\n\n".join([*MENU, *HEAD, *POLITICS])


def piece(page: Page, words: str) -> Locator:
    """Return the field of the piece that begins with `words`."""
    fields = page.locator("textarea[name=text]").all()
    return next(field for field in fields if field.input_value().startswith(words))


def walk(visit: Visit) -> Iterator[str]:
    """Make a quiz; yield the name of each page and state when it is on the screen."""
    page = visit.page
    visit.open("/desk")
    page.get_by_role("link", name="New quiz").first.click()
    arrive(page, "New quiz")
    yield "new"
    page.get_by_text("Only a part of it").click()
    page.get_by_label("Pages").fill("3-1")
    page.get_by_label("Or the text itself").fill(TEXT)
    page.get_by_role("button", name="Read the article").click()
    arrive(page, "Error: New quiz")
    expect(page.get_by_label("Or the text itself")).to_have_value(TEXT)
    yield "error"
    page.get_by_label("Pages").fill("")
    page.get_by_role("button", name="Read the article").click()
    arrive(page, "The article as read")
    yield "as read"
    page.get_by_text("3 pieces left out").click()
    page.get_by_label("Title", exact=True).fill("Two nations sign a treaty")
    first = piece(page, "Latvia and Portugal")
    first.fill(POLITICS[0].replace("six years", "sixteen years"))
    page.get_by_label("What piece 2 is").select_option("Heading")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Build the quiz").click()
    arrive(page, "Error: The article as read")
    expect(page.get_by_role("alert")).to_contain_text("at least one type")
    yield "corrections come back"
    expect(piece(page, "Latvia and Portugal")).to_have_value(
        POLITICS[0].replace("six years", "sixteen years")
    )
    page.get_by_label("Short answer").check()
    page.get_by_label("Multiple choice").check()
    page.get_by_label("Number of questions").fill("4")
    page.get_by_role("button", name="Build the quiz").click()
    arrive(page, "Review – Two nations sign a treaty")
    expect(page.locator(".card")).to_have_count(4)
    yield "the review"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(at_desk: Visiting, width: int) -> None:
    axe = Axe()
    with at_desk(viewport={"width": width, "height": 740}, reduced_motion="reduce") as visit:
        for state in walk(visit):
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, state
            for scheme in SCHEMES:
                visit.page.emulate_media(color_scheme=scheme)
                found = axe.run(visit.page)
                assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        complaints = [said for said in visit.complaints if "status of 400" not in said]
        assert complaints == []
        assert all(url.startswith(f"{visit.base}/") for url in visit.requests)


def test_a_quiz_is_stopped_while_it_is_built(
    at_desk: Visiting, desk: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def held(*_: object, progress: Callable[[str], None], **__: object) -> None:
        progress("make")
        assert go_on.wait(60)
        progress("screen")

    monkeypatch.setattr("quiz.pipeline.build", held)
    with at_desk(viewport={"width": 360, "height": 740}) as visit:
        page = visit.page
        visit.open("/desk/new")
        page.get_by_label("Or the text itself").fill(TEXT)
        page.get_by_role("button", name="Read the article").click()
        page.get_by_role("button", name="Build the quiz").click()
        arrive(page, "The quiz is being built")
        expect(page.locator("[aria-current=step]")).to_contain_text("Making far more questions")
        assert Axe().run(page).violations_count == 0
        page.get_by_role("button", name="Cancel").click()
        arrive(page, "Building was stopped")
        page.get_by_role("link", name="Back to the article").click()
        arrive(page, "The article as read")
        go_on.set()
        assert visit.complaints == []


def test_a_quiz_is_made_without_javascript(at_desk: Visiting) -> None:
    with at_desk(java_script_enabled=False) as visit:
        assert list(walk(visit))[-1] == "the review"


def test_a_quiz_is_made_by_keyboard(at_desk: Visiting) -> None:
    with at_desk() as visit:
        page, press = visit.page, visit.page.keyboard.press
        visit.open("/desk")
        tab_to(page, "New quiz")
        press("Enter")
        arrive(page, "New quiz")
        tab_to(page, "Read the article")
        press("Enter")
        arrive(page, "Error: New quiz")
        expect(page.get_by_role("alert")).to_be_focused()
        tab_to(page, "Or the text itself")
        page.keyboard.insert_text("\n\n".join([*HEAD, *POLITICS]))
        tab_to(page, "Read the article")
        press("Enter")
        arrive(page, "The article as read")
        tab_to(page, "Title")
        press("Control+a")
        page.keyboard.insert_text("Herring and cod")
        tab_to(page, "What piece 3 is")
        press("h")
        tab_to(page, "Number of questions")
        page.keyboard.type("3")
        tab_to(page, "Build the quiz")
        press("Enter")
        arrive(page, "Review – Herring and cod")
        expect(page.get_by_text("3 questions").first).to_be_visible()
        assert [said for said in visit.complaints if "status of 400" not in said] == []


def test_targets_are_large_and_focus_is_seen(at_desk: Visiting) -> None:
    with at_desk(viewport={"width": 360, "height": 740}) as visit:
        for state in walk(visit):
            small = visit.page.evaluate(
                """() => [...document.querySelectorAll("main button, main select, main textarea, "
                    + "main input, main summary, main .button, main .option")]
                  .filter(e => e.checkVisibility() && e.type !== "hidden")
                  .filter(e => !e.closest(".option") || e.matches(".option"))
                  .map(e => [e.innerText || e.id, e.getBoundingClientRect().height])
                  .filter(([, height]) => height < 44)"""
            )
            assert small == [], state
            hidden = visit.page.evaluate(
                """() => [...document.querySelectorAll("main a, main button, main input, "
                    + "main select, main textarea, main summary")]
                  .filter(e => e.checkVisibility() && e.type !== "hidden")
                  .filter(e => {
                    e.focus({ focusVisible: true });
                    return ![e, e.closest(".option")].filter(Boolean)
                      .some(x => getComputedStyle(x).outlineStyle !== "none");
                  }).map(e => e.outerHTML)"""
            )
            assert hidden == [], state


@pytest.mark.parametrize(
    ("width", "style"),
    [(320, ""), (640, "html { font-size: 200% }")],
    ids=["320 px", "text at 200 %"],
)
def test_no_page_scrolls_sideways_or_cuts_text(at_desk: Visiting, width: int, style: str) -> None:
    with at_desk(bypass_csp=True, viewport={"width": width, "height": 740}) as visit:
        for state in walk(visit):
            if style:
                visit.page.add_style_tag(content=style)
            wide, cut = visit.page.evaluate(
                """() => [
                  document.documentElement.scrollWidth - innerWidth,
                  [...document.querySelectorAll("button, .button, .option, summary, h1, h2")]
                    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText),
                ]"""
            )
            assert wide <= 0, state
            assert cut == [], state


def test_a_file_is_chosen_and_read(at_desk: Visiting, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT * 99, encoding="utf-8")  # over what memory holds
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    with at_desk() as visit:
        page = visit.page
        for name, title in (
            ("article.txt", "Error: New quiz"),
            ("good.txt", "The article as read"),
        ):
            visit.open("/desk/new")
            page.get_by_label("Or a file").set_input_files(tmp_path / name)
            page.get_by_role("button", name="Read the article").click()
            arrive(page, title)
            expect(page.get_by_role("main")).to_be_visible()


def test_no_payload_runs_on_the_way(at_desk: Visiting) -> None:
    """All payloads stand in the title, the names and the text, and come back as typed.

    The text does not begin with them, or it would be read as a web page.
    """
    words = " ".join(PAYLOADS)
    with at_desk() as visit:
        page = visit.page
        visit.open("/desk/new")
        page.get_by_label("Or the text itself").fill(f"{TEXT}\n\n{words}")
        page.get_by_role("button", name="Read the article").click()
        arrive(page, "The article as read")
        expect(piece(page, " ".join(PAYLOADS[:-1]))).to_be_visible()
        for name in ("Title", "Published by", "Author"):
            page.get_by_label(name, exact=True).fill(words)
        piece(page, "Latvia and Portugal").fill(f"{POLITICS[0]} {words}")
        page.get_by_label("Number of questions").evaluate("e => { e.form.noValidate = true }")
        page.get_by_label("Number of questions").fill("500")
        page.get_by_role("button", name="Build the quiz").click()
        arrive(page, "Error: The article as read")
        expect(page.get_by_label("Title", exact=True)).to_have_value(words)
        page.get_by_label("Number of questions").fill("3")
        page.get_by_role("button", name="Build the quiz").click()
        page.wait_for_url("**/review")
        for payload in PAYLOADS:
            assert payload in page.locator("main").inner_text()
        assert [said for said in visit.complaints if "status of 400" not in said] == []
        assert all(url.startswith(f"{visit.base}/") for url in visit.requests)
