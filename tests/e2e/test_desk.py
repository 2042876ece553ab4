"""The desk in a real browser: by axe, on narrow screens, without JavaScript."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Response, expect

from tests.e2e.conftest import Visit, Visiting
from tests.e2e.teaching import School, school
from tests.samples import sample_quiz

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """Serve a school with two quizzes in the teacher's library, one of them archived."""
    with school(tmp_path_factory.mktemp("desk")) as found:
        library, teacher = found.store.library, found.teacher
        first = library.add(teacher.id, sample_quiz(), folder="Year 9", what="Built", now=NOW)
        library.save(teacher.id, first.id, sample_quiz(), expected=1, what="Reworded", now=NOW)
        second = library.duplicate(teacher.id, first.id, what="Duplicated", now=NOW)
        library.archive(teacher.id, second.id, archived=True, now=NOW)
        yield found


def pages(own: School) -> dict[str, str]:
    """Return the address of every page of accounts and library, by what it is."""
    (entry,) = own.store.library.entries(own.teacher.id)
    invite = own.store.teachers.make_link("invite", own.teacher.id, now=NOW)
    renew = own.store.teachers.make_link("sign-in", own.teacher.id, now=NOW)
    at = f"/desk/quiz/{entry.id}"
    return {
        "front": "/",
        "welcome": f"/invite/{invite}",
        "new password": f"/sign-in/{renew}",
        "library": "/desk",
        "search": "/desk?q=zebra",
        "archive": "/desk?show=archive",
        "quiz": at,
        "guide": f"{at}/guide",
        "delete": f"{at}/delete",
        "import": "/desk/import",
        "account": "/account?done=password",
        "invitation": f"/account/invitation/{invite}",
        "no such quiz": "/desk/quiz/none",
    }


def check(visit: Visit, what: str, width: int) -> None:
    page = visit.page
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, what
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{what}: {found.generate_report()}"


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    visiting: Visiting, own: School, width: int
) -> None:
    size = {"width": width, "height": 740}
    with visiting(own.base, viewport=size, reduced_motion="reduce", **own.signed_in) as visit:
        for what, address in pages(own).items():
            visit.open(address)
            check(visit, what, width)
        assert [said for said in visit.complaints if "404" not in said] == []
        assert all(url.startswith(f"{own.base}/") for url in visit.requests)
    with visiting(own.base, viewport=size, reduced_motion="reduce") as visit:
        visit.open("/sign-in")
        visit.page.get_by_label("Your name").fill("Ms Lindqvist")
        visit.page.get_by_label("Password").fill("wrong wrong wrong")
        visit.page.get_by_role("button", name="Sign in").click()
        expect(visit.page.get_by_role("alert")).to_contain_text("not right")
        check(visit, "a wrong password", width)


def into(got: list[Response]) -> Callable[[Response], None]:
    """Return what puts responses into `got`; Playwright takes no method of a list for that."""

    def put(response: Response) -> None:
        got.append(response)

    return put


def test_the_first_load_of_a_page_is_small(visiting: Visiting, own: School) -> None:
    for what, address in pages(own).items():
        with visiting(own.base, **own.signed_in) as visit:
            got: list[Response] = []
            visit.page.on("response", into(got))
            visit.open(address)
            visit.page.wait_for_load_state("networkidle")
            size = sum(len(response.body()) for response in got)
            assert len(got) > 2
            assert size < 50_000, (what, size)


def test_from_the_link_of_the_first_teacher_to_a_file_without_javascript(
    visiting: Visiting, tmp_path_factory: pytest.TempPathFactory, own: School
) -> None:
    link = own.store.teachers.make_link("invite", own.teacher.id, now=NOW)
    file = tmp_path_factory.mktemp("file") / "quiz.json"
    file.write_text(sample_quiz().model_dump_json(), encoding="utf-8")
    with visiting(own.base, java_script_enabled=False) as visit:
        page = visit.page
        visit.open(f"/invite/{link}")
        page.get_by_label("Your name").fill("Mr Okafor")
        page.get_by_label("New password").fill("seven lamps under water")
        page.get_by_label("The same once more").fill("seven lamps under water")
        page.get_by_role("button", name="Open my library").click()
        page.get_by_role("link", name="Import a quiz").click()
        page.get_by_label("The file").set_input_files(file)
        page.get_by_role("button", name="Put it into the library").click()
        expect(page.get_by_role("status")).to_contain_text("in your library")
        page.get_by_text("Class games").click()
        games = page.locator("#games")
        games.get_by_text("3 things do not fit").first.click()
        expect(games.get_by_text("Question 3 left out: kahoot").first).to_be_visible()
        with page.expect_download() as got:
            page.get_by_role("link", name="Kahoot quiz (spreadsheet)").click()
        assert got.value.suggested_filename.endswith(".xlsx")
        page.get_by_role("button", name="Sign out").click()
        visit.open("/desk")
        expect(page).to_have_title("Sign in – Broadsheet")
        assert visit.complaints == []
