"""The review of a quiz in a real browser: by mouse, by keyboard, on a phone, without script."""

from collections.abc import Iterator
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quiz.pipeline import Built, build
from quiz.schema.classroom import Entry
from quiz.schema.quiz import Quiz
from tests.articles import POLITICS, article
from tests.e2e.conftest import Visit, Visiting
from tests.e2e.teaching import School, school
from tests.e2e.test_quiz import SCHEMES, arrive

pytestmark = pytest.mark.browser

LIT = "rgb(255, 231, 163)"  # --mark, in light


@pytest.fixture(scope="module")
def built() -> Built:
    return build(article(*POLITICS, title="Two nations sign a treaty"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with school(tmp_path_factory.mktemp("store")) as opened:
        yield opened


@pytest.fixture
def entry(desk: School, built: Built) -> Entry:
    return desk.keep(built)


@pytest.fixture
def at_desk(visiting: Visiting, desk: School) -> Visiting:
    """Return what `visiting` returns, as the teacher."""
    return partial(visiting, desk.base, **desk.signed_in)


def quiz_of(desk: School, entry: Entry) -> Quiz:
    return desk.store.library.quiz(desk.teacher.id, entry.id)


def lit(page: Page) -> str:
    """Return the words of the article that are lit."""
    found: str = page.evaluate(
        """colour => [...document.querySelectorAll(".paper .ev")]
          .filter(e => getComputedStyle(e).backgroundColor === colour)
          .map(e => e.textContent).join("")""",
        LIT,
    )
    return found


def walk(visit: Visit, entry: Entry, quiz: Quiz) -> Iterator[str]:
    """Go through every page and state of the review; yield the name of each when it is there."""
    page, at = visit.page, f"/desk/quiz/{entry.id}"
    visit.open(f"{at}/review")
    yield "review"
    card = page.locator(".card").first
    card.get_by_role("link", name="Edit").click()
    page.get_by_label("Explanation for students").fill("")
    stem = page.locator("#edit-stem")
    stem.fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the question first.")
    yield "an edit with a fault"
    stem = page.locator("#edit-stem")
    stem.fill(f"{quiz.questions[0].stem} ")
    page.locator("#edit-explanation").fill("The article says so in its first lines.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The article says so in its first lines.")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("1 accepted")
    yield "edited"
    page.locator(".card").nth(1).get_by_role("link", name="Ask otherwise").click()
    expect(page.locator(".panel-title")).to_be_visible()
    yield "ask otherwise"
    page.locator(".card").nth(2).get_by_role("link", name="Drop").click()
    expect(page.get_by_text("Why do you drop it?")).to_be_visible()
    yield "drop"
    count = page.locator(".card").count()
    page.get_by_role("button", name="It is too easy").click()
    expect(page.locator(".card")).to_have_count(count - 1)
    yield "dropped"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card")).to_have_count(count)
    for name in ("own", "own?type=multiple_choice", "dropped", "history", "preview/1"):
        visit.open(f"{at}/{name}")
        yield name
    start = quiz.article.text.index("Anna Vanaga")
    visit.open(f"{at}/here?start={start}&end={start + 11}")
    yield "here"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    at_desk: Visiting, desk: School, entry: Entry, width: int
) -> None:
    axe, quiz = Axe(), quiz_of(desk, entry)
    with at_desk(viewport={"width": width, "height": 740}, reduced_motion="reduce") as visit:
        for state in walk(visit, entry, quiz):
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, state
            for scheme in SCHEMES if width != 320 else ():
                visit.page.emulate_media(color_scheme=scheme)
                found = axe.run(visit.page)
                assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        assert [said for said in visit.complaints if "status of 422" not in said] == []
        assert all(url.startswith(f"{visit.base}/") for url in visit.requests)


def test_the_review_works_without_javascript(at_desk: Visiting, desk: School, entry: Entry) -> None:
    quiz = quiz_of(desk, entry)
    with at_desk(java_script_enabled=False, viewport={"width": 1280, "height": 740}) as visit:
        assert list(walk(visit, entry, quiz))[-1] == "here"


def test_without_javascript_the_number_of_a_question_lights_its_sentence(
    at_desk: Visiting, desk: School, entry: Entry
) -> None:
    quiz = quiz_of(desk, entry)
    # The style of a page without script, in one with it, so that it can be looked at.
    with at_desk(viewport={"width": 1280, "height": 740}, bypass_csp=True) as visit:
        page = visit.page
        page.route("**/review.js*", lambda route: route.abort())
        visit.open(f"/desk/quiz/{entry.id}/review")
        page.add_style_tag(url=f"{visit.base}/desk/lit.css")
        page.mouse.move(2, 2)
        page.locator(".number").nth(3).click()
        page.mouse.move(2, 2)
        expect(page).to_have_url(f"{visit.base}/desk/quiz/{entry.id}/review#e4")
        assert quiz.questions[3].evidence.text in lit(page)
        page.locator(".number").nth(3).blur()
        assert lit(page) == "".join(p.text for p in [quiz.questions[3].evidence])


def test_pointing_at_a_question_lights_its_sentence_and_brings_it_into_sight(
    at_desk: Visiting, desk: School, entry: Entry
) -> None:
    quiz = quiz_of(desk, entry)
    with at_desk(viewport={"width": 1280, "height": 500}) as visit:
        visit.open(f"/desk/quiz/{entry.id}/review")
        for number, question in enumerate(quiz.questions, start=1):
            if question.type in ("matching", "ordering"):
                continue
            visit.page.locator(f".c{number} .stem").hover()
            expect(visit.page.locator(".card.now")).to_have_attribute("data-n", str(number))
            assert lit(visit.page) == question.evidence.text
            expect(visit.page.locator(".ev.lit").first).to_be_in_viewport()


def test_the_whole_review_by_keyboard(at_desk: Visiting, desk: School, entry: Entry) -> None:
    quiz = quiz_of(desk, entry)
    with at_desk(viewport={"width": 1280, "height": 740}) as visit:
        page, press = visit.page, visit.page.keyboard.press
        visit.open(f"/desk/quiz/{entry.id}/review")
        page.locator(".number").first.focus()
        assert lit(page).startswith(quiz.questions[0].evidence.text[:20])
        press("a")
        expect(page.locator(".standing")).to_contain_text("1 accepted")
        expect(page.locator(".c2")).to_be_focused()
        press("j")
        expect(page.locator(".c3")).to_be_focused()
        press("k")
        expect(page.locator(".c2")).to_be_focused()
        press("e")
        expect(page.locator(".panel-title")).to_be_focused()
        press("Tab")
        expect(page.locator("#edit-stem")).to_be_focused()
        press("Control+a")
        page.keyboard.insert_text("adje: no key of the page is meant while she types")
        assert page.locator(".panel").count() == 1
        press("Control+a")
        page.keyboard.insert_text(f"{quiz.questions[1].stem} So?")
        page.get_by_role("button", name="Save").focus()
        press("Enter")
        expect(page.locator(".c2 .stem")).to_contain_text("So?")
        expect(page.locator(".c2")).to_be_focused()
        press("d")
        expect(page.get_by_text("Why do you drop it?")).to_be_focused()
        press("Tab")
        press("Enter")
        expect(page.locator(".card")).to_have_count(len(quiz.questions) - 1)
        assert quiz_of(desk, entry).questions[1].id == quiz.questions[2].id
        assert visit.complaints == []


def test_a_word_is_selected_and_a_question_made_of_it(
    at_desk: Visiting, desk: School, entry: Entry
) -> None:
    with at_desk(viewport={"width": 1280, "height": 740}) as visit:
        page = visit.page
        visit.open(f"/desk/quiz/{entry.id}/review")
        page.evaluate(
            """() => {
              const walker = document.createTreeWalker(document.getElementById("paper"), 4);
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf("Haugland");
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + 8);
                getSelection().addRange(range);
                return;
              }
            }"""
        )
        page.get_by_role("link", name="Make a question here").last.click()
        arrive(page, "Make a question here")
        assert page.locator("mark").first.inner_text() == "Haugland"
        expect(page.get_by_role("heading", name="Your own")).to_be_visible()


def test_a_store_out_of_reach_keeps_what_was_typed(
    at_desk: Visiting, desk: School, entry: Entry
) -> None:
    """The page is answered by its form, as without script, where the script gets no answer."""
    with at_desk() as visit:
        page = visit.page
        visit.open(f"/desk/quiz/{entry.id}/review")
        page.locator(".card").first.get_by_role("link", name="Edit").click()
        page.locator("#edit-explanation").fill("Typed with care.")
        page.route("**/edit", lambda route: route.abort(), times=1)
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".card").first).to_contain_text("Typed with care.")


def test_the_page_is_light(at_desk: Visiting, entry: Entry) -> None:
    """What is sent for the first look, but for the words of the article and its questions."""
    with at_desk() as visit:
        sizes: list[int] = []
        visit.page.on("response", lambda answer: sizes.append(len(answer.body())))
        visit.open(f"/desk/quiz/{entry.id}/review")
        visit.page.wait_for_load_state("networkidle")
        words = len(visit.page.locator("main").inner_text().encode())
        assert sum(sizes) - words < 64_000, (sizes, words)
