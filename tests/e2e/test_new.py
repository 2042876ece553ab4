"""Making a new quiz in a real browser: by keyboard, without JavaScript, on a phone, by axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from quiz.schema.quiz import Quiz
from tests.articles import POLITICS
from tests.e2e.conftest import Serving, Visit, Visiting
from tests.e2e.test_quiz import SCHEMES, arrive, tab_to
from tests.web.test_escaping import PAYLOADS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base(serving: Serving, sample: Quiz) -> Iterator[str]:
    """Serve apart from other tests: the list grows here."""
    with serving(sample) as address:
        yield address


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
    visit.open("/")
    page.get_by_role("link", name="New quiz").click()
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
    arrive(page, "Two nations sign a treaty")
    yield "the quiz"
    page.get_by_role("button", name="Start the quiz").click()
    arrive(page, "Question 1 of 4")
    page.get_by_role("button", name="I don’t know").click()
    arrive(page, "Not right: Question 1")
    yield "the first answer"
    visit.open("/")
    expect(page.get_by_role("link", name="Two nations sign a treaty").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(visiting: Visiting, width: int) -> None:
    axe = Axe()
    with visiting(viewport={"width": width, "height": 740}, reduced_motion="reduce") as visit:
        for state in walk(visit):
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, state
            for scheme in SCHEMES:
                visit.page.emulate_media(color_scheme=scheme)
                found = axe.run(visit.page)
                assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        complaints = [said for said in visit.complaints if "status of 400" not in said]
        assert complaints == []
        assert all(url.startswith(f"{visit.base}/") for url in visit.requests)


def test_a_quiz_is_made_without_javascript(visiting: Visiting) -> None:
    with visiting(java_script_enabled=False) as visit:
        assert list(walk(visit))[-1] == "the first answer"


def test_a_quiz_is_made_by_keyboard(visiting: Visiting) -> None:
    with visiting() as visit:
        page, press = visit.page, visit.page.keyboard.press
        visit.open("/")
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
        arrive(page, "Herring and cod")
        expect(page.get_by_text("3 questions").first).to_be_visible()
        assert [said for said in visit.complaints if "status of 400" not in said] == []


def test_targets_are_large_and_focus_is_seen(visiting: Visiting) -> None:
    with visiting(viewport={"width": 360, "height": 740}) as visit:
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
def test_no_page_scrolls_sideways_or_cuts_text(visiting: Visiting, width: int, style: str) -> None:
    with visiting(bypass_csp=True, viewport={"width": width, "height": 740}) as visit:
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


def test_a_file_is_chosen_and_read(visiting: Visiting, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT * 99, encoding="utf-8")  # over what memory holds
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    with visiting() as visit:
        page = visit.page
        for name, title in (
            ("article.txt", "Error: New quiz"),
            ("good.txt", "The article as read"),
        ):
            visit.open("/new")
            page.get_by_label("Or a file").set_input_files(tmp_path / name)
            page.get_by_role("button", name="Read the article").click()
            arrive(page, title)
            expect(page.get_by_role("main")).to_be_visible()


def test_no_payload_runs_on_the_way(visiting: Visiting) -> None:
    """All payloads stand in the title, the names and the text, and come back as typed.

    The text does not begin with them, or it would be read as a web page.
    """
    words = " ".join(PAYLOADS)
    with visiting() as visit:
        page = visit.page
        visit.open("/new")
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
        page.wait_for_url("**/quiz/*")
        for payload in PAYLOADS:
            assert payload in page.locator("main").inner_text()
        assert [said for said in visit.complaints if "status of 400" not in said] == []
        assert all(url.startswith(f"{visit.base}/") for url in visit.requests)
