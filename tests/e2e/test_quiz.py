"""A whole quiz in a real browser: by keyboard, without JavaScript, and looked at by axe."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quiz.schema.quiz import Quiz
from tests.e2e.conftest import Serving, Visit, Visiting
from tests.web.test_escaping import PAYLOADS, laced

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the control called `words` has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        named: str = page.evaluate(
            "(e => e.labels?.[0]?.innerText ?? e.innerText ?? '')(document.activeElement)"
        )
        if words in named.replace("\n", " "):
            return
    raise AssertionError(f"no Tab leads to {words!r} at {page.url}")


def arrive(page: Page, heading: str | re.Pattern[str]) -> None:
    """Wait until a page whose title begins with `heading` is there."""
    expect(page).to_have_title(heading if isinstance(heading, re.Pattern) else re.compile(heading))
    page.wait_for_load_state()  # the title is there before what follows it


def walk(visit: Visit, quiz: Quiz) -> Iterator[str]:
    """Go through every page and state; yield the name of each when it is on the screen."""
    page = visit.page
    visit.open("/")
    yield "list"
    visit.open(f"/quiz/{quiz.id}")
    yield "quiz"
    page.get_by_role("button", name="Start the quiz").click()
    arrive(page, "Question 1")
    yield "short answer"
    page.get_by_role("button", name="Check my answer").click()
    arrive(page, "Error: Question 1")
    yield "error in the form"
    page.get_by_label("Your answer").fill("May 14, 2024")
    page.get_by_role("button", name="Check my answer").click()
    arrive(page, "Right: Question 1")
    yield "accepted form"
    page.get_by_role("link", name="Next question").click()
    arrive(page, "Question 2")
    yield "multiple choice"
    page.get_by_label("Paul Achterberg").check()
    page.get_by_role("button", name="Check my answer").click()
    arrive(page, "Not right: Question 2")
    yield "wrong"
    page.get_by_role("link", name="Next question").click()
    arrive(page, "Question 3")
    yield "cloze"
    page.get_by_label("What belongs in the gap").fill("4100")
    page.keyboard.press("Enter")
    arrive(page, "Right: Question 3")
    page.get_by_role("link", name="Next question").click()
    arrive(page, "Question 4")
    yield "true or false"
    page.get_by_label("True", exact=True).check()
    page.get_by_role("button", name="Check my answer").click()
    arrive(page, "Not right: Question 4")
    yield "correction"
    for number in (5, 6):
        page.get_by_role("link", name="Next question").click()
        arrive(page, f"Question {number}")
        page.get_by_role("button", name="I don’t know").click()
        arrive(page, f"Not right: Question {number}")
    yield "no answer"
    page.get_by_role("link", name="See your result").click()
    arrive(page, "Your result: 2 of 6")
    yield "result"
    visit.open("/nothing")
    yield "error page"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_any_page(visiting: Visiting, sample: Quiz, width: int) -> None:
    axe = Axe()
    # Without transitions: a colour half-way between two schemes is no colour of ours.
    with visiting(viewport={"width": width, "height": 740}, reduced_motion="reduce") as visit:
        for state in walk(visit, sample):
            for scheme in SCHEMES:
                visit.page.emulate_media(color_scheme=scheme)
                found = axe.run(visit.page)
                assert found.response["testEngine"]["name"] == "axe-core"
                assert found.violations_count == 0, f"{state}: {found.generate_report()}"


def test_nothing_leaves_the_origin_and_nothing_complains(visiting: Visiting, sample: Quiz) -> None:
    with visiting() as visit:
        for _ in walk(visit, sample):
            pass
        assert visit.requests
        assert all(url.startswith(f"{visit.base}/") for url in visit.requests)
        # Chromium reports the statuses of our own error pages; there are to be no other words.
        pages = [c for c in visit.complaints if not re.search(r"status of (404|422) ", c)]
        assert pages == []


def test_a_whole_quiz_by_keyboard_without_javascript(visiting: Visiting, sample: Quiz) -> None:
    with visiting(java_script_enabled=False) as visit:
        take_by_keyboard(visit)


def test_a_whole_quiz_by_keyboard_with_javascript(visiting: Visiting, sample: Quiz) -> None:
    with visiting() as visit:
        take_by_keyboard(visit)


def take_by_keyboard(visit: Visit) -> None:
    page, press = visit.page, visit.page.keyboard.press
    visit.open("/")
    tab_to(page, "Start the quiz")
    press("Enter")
    arrive(page, "Question 1")
    tab_to(page, "Your answer")
    page.keyboard.type("14 may 2024")
    press("Enter")
    arrive(page, "Right: Question 1")
    follow_by_keyboard(page, "Next question")
    arrive(page, "Question 2")
    tab_to(page, "Paul Achterberg")
    press("ArrowDown")
    press("Enter")
    arrive(page, "Right: Question 2")
    follow_by_keyboard(page, "Next question")
    arrive(page, "Question 3")
    tab_to(page, "What belongs in the gap")
    page.keyboard.type("5,000")
    press("Tab")
    press("Enter")
    arrive(page, "Not right: Question 3")
    follow_by_keyboard(page, "Next question")
    arrive(page, "Question 4")
    tab_to(page, "True")
    press("ArrowRight")
    press("Enter")
    arrive(page, "Right: Question 4")
    follow_by_keyboard(page, "Next question")
    arrive(page, "Question 5")
    tab_to(page, "True")
    press("Space")
    press("Enter")
    arrive(page, "Right: Question 5")
    follow_by_keyboard(page, "Next question")
    arrive(page, "Question 6")
    tab_to(page, "I don’t know")
    press("Space")
    arrive(page, "Not right: Question 6")
    follow_by_keyboard(page, "See your result")
    arrive(page, "Your result: 4 of 6")


def follow_by_keyboard(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")


def test_a_whole_quiz_with_javascript_switched_off(visiting: Visiting, sample: Quiz) -> None:
    with visiting(java_script_enabled=False) as visit:
        assert list(walk(visit, sample))[-2:] == ["result", "error page"]
        assert not [url for url in visit.requests if ".js" in url]


def test_letters_and_numbers_choose_only_inside_the_question(
    visiting: Visiting, sample: Quiz
) -> None:
    with visiting() as visit:
        page, press = visit.page, visit.page.keyboard.press
        visit.open(f"/quiz/{sample.id}")
        page.get_by_role("button", name="Start the quiz").click()
        arrive(page, "Question 1")
        page.goto(page.url.replace("question/1", "question/2"))
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.get_by_text("Keys:")).to_be_visible()
        press("c")
        expect(page.get_by_label("Nora Whitlock")).to_be_checked()
        press("2")
        expect(page.get_by_label("Imke Sandoval")).to_be_checked()
        press("9")
        press("Control+a")
        expect(page.get_by_label("Imke Sandoval")).to_be_checked()
        page.get_by_role("link", name="Broadsheet").focus()
        press("a")
        expect(page.get_by_label("Imke Sandoval")).to_be_checked()
        page.get_by_label("Imke Sandoval").focus()
        press("Enter")
        arrive(page, "Right: Question 2")
        expect(page.get_by_role("heading", name="Right")).to_be_focused()


def test_back_and_forward_never_offer_a_second_go(visiting: Visiting, sample: Quiz) -> None:
    with visiting() as visit:
        page = visit.page
        visit.open(f"/quiz/{sample.id}")
        page.get_by_role("button", name="Start the quiz").click()
        page.get_by_label("Your answer").fill("mayday")
        page.keyboard.press("Enter")
        arrive(page, "Not right: Question 1")
        page.get_by_role("link", name="Next question").click()
        arrive(page, "Question 2")
        for _ in range(2):
            page.go_back()
            arrive(page, "Not right: Question 1")
        page.reload()
        arrive(page, "Not right: Question 1")


@pytest.mark.parametrize(
    ("options", "style"),
    [
        ({"viewport": {"width": 320, "height": 568}}, ""),
        ({"viewport": {"width": 640, "height": 900}}, "html { font-size: 200% }"),
        (
            {"viewport": {"width": 360, "height": 740}},
            "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
            "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
        ),
    ],
    ids=["320 px", "text at 200 %", "text spacing"],
)
def test_no_page_scrolls_sideways_or_cuts_text(
    visiting: Visiting, sample: Quiz, options: dict[str, object], style: str
) -> None:
    with visiting(bypass_csp=True, **options) as visit:
        for state in walk(visit, sample):
            if style:
                visit.page.add_style_tag(content=style)
            wide, cut = visit.page.evaluate(
                """() => [
                  document.documentElement.scrollWidth - innerWidth,
                  [...document.querySelectorAll("button, .button, .option, dd, h1, h2")]
                    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText),
                ]"""
            )
            assert wide <= 0, state
            assert cut == [], state


def test_targets_are_large_and_focus_is_seen(visiting: Visiting, sample: Quiz) -> None:
    """Links within a sentence or a list of lines are exempt (WCAG 2.5.8); the rest has 44 px."""
    with visiting(viewport={"width": 360, "height": 740}) as visit:
        for state in walk(visit, sample):
            small = visit.page.evaluate(
                """() => [...document.querySelectorAll("button, .button, .plain, .option, "
                    + "input[type=text], .files a, .nameplate, .story h2 a")]
                  .map(e => [e.innerText || e.id, e.getBoundingClientRect().height])
                  .filter(([, height]) => height < 44)"""
            )
            assert small == [], state
            hidden = visit.page.evaluate(
                """() => {
                  const missed = [];
                  for (const e of document.querySelectorAll("a, button, input[name=answer]")) {
                    e.focus({ focusVisible: true });
                    const ring = [e, e.closest(".option")].filter(Boolean)
                      .some(x => getComputedStyle(x).outlineStyle !== "none");
                    if (!ring) missed.push(e.outerHTML);
                  }
                  return missed;
                }"""
            )
            assert hidden == [], state


def test_right_and_wrong_show_in_forced_colours_and_in_print(
    visiting: Visiting, sample: Quiz
) -> None:
    with visiting(forced_colors="active") as visit:
        for state in walk(visit, sample):
            if state in ("wrong", "result"):
                mark = visit.page.locator("mark").first
                ground = mark.evaluate("e => getComputedStyle(e).backgroundColor")
                around = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
                assert ground != around
            if state == "result":
                visit.page.emulate_media(media="print")
                expect(visit.page.get_by_role("button")).to_be_hidden()
                expect(visit.page.get_by_text("Not right").first).to_be_visible()
                visit.page.emulate_media(media="screen")


def test_motion_stops_where_it_is_not_wanted(visiting: Visiting) -> None:
    with visiting(reduced_motion="reduce") as visit:
        visit.open("/")
        moving = visit.page.evaluate(
            """() => [...document.querySelectorAll("*")].filter(e =>
                 parseFloat(getComputedStyle(e).transitionDuration) > 0 ||
                 getComputedStyle(e).animationName !== "none").length"""
        )
        assert moving == 0


def test_no_payload_runs(visiting: Visiting, serving: Serving) -> None:
    """All payloads stand in the article and its questions; some are typed as answers too."""
    quiz = laced(" ".join(PAYLOADS))
    with serving(quiz) as at, visiting(at) as visit:
        page = visit.page
        for payload in PAYLOADS[:5]:
            visit.open("/")
            page.get_by_role("button", name="Start the quiz").first.click()
            page.get_by_label("Your answer").fill(payload)
            page.keyboard.press("Enter")
            arrive(page, "Not right: Question 1")
            assert page.locator("dd").first.inner_text().split() == payload.split()
        for number in range(2, 7):
            page.get_by_role("link", name="Next question").click()
            arrive(page, f"Question {number}")
            page.get_by_role("button", name="I don’t know").click()
            arrive(page, f"Not right: Question {number}")
        page.get_by_role("link", name="See your result").click()
        arrive(page, "Your result: 0 of 6")
        assert all(payload in page.locator("main").inner_text() for payload in PAYLOADS)
        assert visit.complaints == []
        assert all(url.startswith(f"{at}/") for url in visit.requests)


def test_the_deck_is_downloaded_under_its_name(visiting: Visiting, sample: Quiz) -> None:
    with visiting() as visit:
        visit.open(f"/quiz/{sample.id}")
        with visit.page.expect_download() as waiting:
            visit.page.get_by_role("link", name="Anki deck").click()
        assert waiting.value.suggested_filename.endswith("-deck.apkg")
        assert waiting.value.failure() is None
