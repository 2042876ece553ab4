"""Take the pictures of the README, of docs/sheets.md and docs/teaching.md, on web and paper.

Run it with `make pictures`. It needs Chromium and poppler-utils, as the tests do. `cards.py` takes
those of the cards, `desk.py` those of the desk and of a phone.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import cards
import click
import desk
from playwright.sync_api import Browser, Page, sync_playwright

from quiz.schema.question import (
    LETTERS,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quiz.schema.quiz import Quiz

FOLDER = Path(__file__).parent
STORY = FOLDER.parents[1] / "tests" / "stories" / "culture-museum.txt"
ARTICLE = FOLDER.parents[1] / "seeds" / "zelensky-nato-2024-11-30.txt"
MOST_BYTES = 200_000  # of one picture, so that the README opens at once
MOST_BYTES_OF_CARDS = 300_000  # of one with many cards
DOTS = (80, 72, 64)  # dots per inch of a page, the first that gives a small enough picture
SMALL = 56  # dots per inch of a page that shows a lay-out and is not to be read
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
# The pages of docs/sheets.md: what is exported, and which page of it.
SHEETS: dict[str, tuple[tuple[str, ...], int]] = {
    "forms-b": (("--forms", "4"), 3),
    "forms-key": (("--forms", "4", "--key"), 1),
    "answer-sheet": (("--answer-sheet",), 2),
    "article": (("--article", "--points", "2", "--link", "http://192.168.1.5:8000/"), 1),
    "large": (("--print", "large"), 1),
    "dyslexia": (("--print", "dyslexia", "--cream"), 1),
    "facing": (("--layout", "facing"), 1),
    "compact": (("--layout", "compact", "--forms", "2"), 1),
    "uk": (("--sheet-language", "uk", "--points", "1"), 1),
    "ar": (("--sheet-language", "ar", "--answer-sheet"), 1),
    "ar-answers": (("--sheet-language", "ar", "--answer-sheet"), 2),
    "name-uk": (("--names", "names.txt"), 1),
    "name-ar": (("--names", "names.txt"), 3),
}
CLASS = "Ганна Коваленко\nأحمد الشرع\n"
MISSED = (3, 8, 12)  # questions answered wrongly for the picture of a result, counted from 1


def main() -> int:
    """Take every picture anew; return 1 and leave the old ones where a part is missing."""
    named = os.environ.get("BROADSHEET_BROWSER")
    browser = next(filter(None, map(shutil.which, (named,) if named else BROWSERS)), None)
    if browser is None or shutil.which("pdftoppm") is None:
        click.echo("The pictures need Chromium and poppler-utils; install both.", err=True)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "quiz.json"
        _quiz("build", str(ARTICLE), "--seed", "0", "-o", str(source))
        _pages(source, folder)
        _sheets(folder)
        quiz = Quiz.model_validate_json(source.read_text(encoding="utf-8"))
        with _serving(source, folder / "quiz.db") as address, sync_playwright() as playwright:
            sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
            here = [*sandbox, f"--host-resolver-rules=MAP {desk.NAME} 127.0.0.1"]
            started = playwright.chromium.launch(executable_path=browser, args=here)
            _screens(started, address, quiz, folder)
            cards.sheets(started, folder)
            school = desk.School(f"sqlite:///{folder / 'school.db'}", STORY)
            with _serving(source, folder / "school.db", "--name", desk.NAME) as other:
                desk.screens(started, other, school, folder)
            started.close()
        pictures = sorted(folder.glob("*.png"))
        for picture in pictures:
            most = MOST_BYTES_OF_CARDS if picture.name.startswith("cards-") else MOST_BYTES
            if picture.stat().st_size > most:
                click.echo(f"{picture.name} is over {most} bytes.", err=True)
                return 1
        for picture in pictures:
            shutil.copy(picture, FOLDER / picture.name)
            click.echo(f"{picture.name}  {picture.stat().st_size // 1000} kB")
    return 0


def _command(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("quiz")), *words]


def _quiz(*words: str) -> None:
    _run(*_command(*words))


def _run(*words: str) -> None:
    """Run a command of ours quietly; what it complains about is shown where it fails."""
    # Every word is written in this file or made by it.
    ended = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603
    if ended.returncode:
        raise SystemExit(ended.stderr)


def _pages(source: Path, folder: Path) -> None:
    """Write the first page of the sheet, the key and the guide as pictures into `folder`."""
    for name, options in (
        ("sheet", ("--to", "pdf")),
        ("key", ("--to", "pdf", "--key")),
        ("guide", ("--to", "guide")),
    ):
        paper = folder / f"{name}.pdf"
        _quiz("export", str(source), *options, "-o", str(paper))
        picture = folder / f"{name}-page-1"
        for dots in DOTS:
            _run("pdftoppm", "-r", str(dots), "-png", "-singlefile", str(paper), str(picture))
            if picture.with_suffix(".png").stat().st_size <= MOST_BYTES:
                break


def _sheets(folder: Path) -> None:
    """Write a page of every kind of sheet as a picture into `folder`."""
    source, names, paper = folder / "story.json", folder / "names.txt", folder / "paper.pdf"
    names.write_text(CLASS, encoding="utf-8")
    _quiz("build", str(STORY), "-n", "20", "--seed", "0", "-o", str(source))
    for name, (options, number) in SHEETS.items():
        words = [str(names) if word == names.name else word for word in options]
        _quiz("export", str(source), "--to", "pdf", *words, "-o", str(paper))
        picture = folder / f"sheet-{name}"
        page = ("-f", str(number), "-l", str(number), "-singlefile")
        _run("pdftoppm", "-r", str(SMALL), "-png", *page, str(paper), str(picture))
    _word(source, folder)


def _word(source: Path, folder: Path) -> None:
    """Write the first page of the Word sheet as LibreOffice prints it, where that is there."""
    office = shutil.which("libreoffice")
    if office is None:
        click.echo("No LibreOffice, so the picture of the Word sheet stays.", err=True)
        return
    made = folder / "word.docx"
    _quiz("export", str(source), "--to", "docx", "-o", str(made))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run(office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(made))
    page = ("-f", "1", "-l", "1", "-singlefile")
    paper, picture = folder / "word.pdf", folder / "sheet-word"
    _run("pdftoppm", "-r", str(SMALL), "-png", *page, str(paper), str(picture))


@contextmanager
def _serving(source: Path, database: Path, *more: str) -> Iterator[str]:
    """Serve the quiz on a free port, from a database of its own; yield the address."""
    server = subprocess.Popen(  # noqa: S603  # every word is written in this file or made by it
        _command("serve", str(source), "--host", "127.0.0.1", "--port", "0", *more),
        env={**os.environ, "QUIZ_DATABASE": str(database), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        said = (ADDRESS.search(line) for line in server.stdout)
        found = next(filter(None, said), None)
        if found is None:
            raise SystemExit("quiz serve ended before it named its address.")
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=20)


def _screens(browser: Browser, address: str, quiz: Quiz, folder: Path) -> None:
    """Take the quiz twice: narrow and dark for a feedback, wide and light for the rest.

    The study guide is looked at once, narrow and dark.
    """
    with _window(browser, 360, 740, "dark") as page:
        page.goto(f"{address}/quiz/{quiz.id}/guide")
        page.locator("#g-timeline").evaluate("heading => heading.scrollIntoView()")
        page.screenshot(path=folder / "guide-360-dark.png")
    choice = _first(quiz, lambda question: isinstance(question, MultipleChoice))
    typed = _first(quiz, lambda question: isinstance(question, ShortAnswer))
    with _sitting(browser, address, quiz, 360, 740, "dark") as page:
        for number in range(1, typed + 1):
            _answer(page, quiz.questions[number - 1], right=True)
            if number < typed:
                page.get_by_role("link", name="Next question").click()
        page.screenshot(path=folder / "quiz-feedback-360-dark.png", full_page=True)
    with _sitting(browser, address, quiz, 1280, 800, "light") as page:
        for number, question in enumerate(quiz.questions, start=1):
            if number == choice:
                page.screenshot(path=folder / "quiz-question-1280-light.png")
            _answer(page, question, right=number not in MISSED)
            page.locator(".actions a.button").click()
        page.wait_for_selector(".score")
        page.screenshot(path=folder / "quiz-result-1280-light.png")


def _first(quiz: Quiz, fits: Callable[[Question], bool]) -> int:
    """Return the number of the first question that `fits`, or 1."""
    return next((n for n, question in enumerate(quiz.questions, start=1) if fits(question)), 1)


@contextmanager
def _window(
    browser: Browser, width: int, height: int, scheme: Literal["light", "dark"]
) -> Iterator[Page]:
    """Open a window of its own; yield its page."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def _sitting(
    browser: Browser,
    address: str,
    quiz: Quiz,
    width: int,
    height: int,
    scheme: Literal["light", "dark"],
) -> Iterator[Page]:
    """Start the quiz in a window of its own; yield the page with the first question."""
    with _window(browser, width, height, scheme) as page:
        page.goto(f"{address}/quiz/{quiz.id}")
        page.get_by_role("button", name="Start the quiz").first.click()
        yield page


def _answer(page: Page, question: Question, *, right: bool) -> None:
    """Answer the question on the screen and wait for the feedback."""
    if isinstance(question, MultipleChoice):
        index = question.key_index if right else (question.key_index + 1) % len(question.options)
        page.locator(f"input[name=answer][value='{index}']").check()
    elif isinstance(question, TrueFalse):
        value = "true" if question.key == right else "false"
        page.locator(f"input[name=answer][value={value}]").check()
    elif isinstance(question, Matching | Ordering):
        matching = isinstance(question, Matching)
        values = [LETTERS[place] for place in question.places] if matching else question.ranks
        values = [str(value) for value in (values if right else values[::-1])]
        for place, value in enumerate(values, start=1):
            page.locator(f"#answer-{place}").select_option(value)
    else:
        page.locator("#answer").fill(question.accepted[-1] if right else "Nobody knows")
    page.get_by_role("button", name="Check my answer").click()
    page.wait_for_selector("#verdict")


if __name__ == "__main__":
    sys.exit(main())
