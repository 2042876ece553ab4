"""A sign of direction in an article turns nothing about but the words it stands in."""

import re
from html.parser import HTMLParser

from flask.testing import FlaskClient

from quiz.schema.question import GAP, MultipleChoice
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.samples import sample_quiz
from tests.web.pages import Student

TURN = "\u202e"
BLOCKS = {"p", "li", "dd", "dt", "blockquote", "h2", "h1", "td", "th", "div", "label"}
VOID = {"meta", "link", "input", "br"}


class Bounds(HTMLParser):
    """Collects each text with TURN in it, and the elements around it, the innermost last."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if TURN in data:
            self.found.append((data, tuple(self.open)))


def turned() -> Quiz:
    quiz = sample_quiz()
    questions = []
    for question in quiz.questions:
        change: dict[str, object] = {
            "stem": f"{TURN}{question.stem}",
            "explanation": f"{TURN}{question.explanation}",
        }
        if isinstance(question, MultipleChoice):
            change["options"] = tuple(f"{TURN}{option}" for option in question.options)
        questions.append(question.model_copy(update=change))
    article = quiz.article.model_copy(update={"outlet": f"{TURN}C", "byline": f"{TURN}B"})
    return quiz.model_copy(
        update={"title": f"{TURN}Tide", "questions": tuple(questions), "article": article}
    )


def test_every_turned_text_is_bounded(store: Store) -> None:
    quiz = turned()
    student = Student(create_app([quiz], store).test_client())
    student.open("/")
    student.start(quiz.id)
    for number in range(1, len(quiz.questions) + 1):
        student.open(f"{student.attempt}/question/{number}")
        student.answer("1" if number == 2 else "true")
    student.open(f"{student.attempt}/result")
    seen = 0
    for page in student.seen:
        assert TURN not in page.title
        for text, around in Bounds(page.html).found:
            seen += 1
            assert "bdi" in around, (text, around)
    assert seen > 40


def test_the_stylesheet_bounds_what_is_marked_in_a_paragraph(client: FlaskClient) -> None:
    with client.get("/static/broadsheet.css") as response:
        sheet = response.get_data(as_text=True)
    assert re.search(r"mark, \.kept-back \{ unicode-bidi: isolate; \}", sheet)


def test_pages_know_the_gap_from_the_code(store: Store) -> None:
    from quiz.resources import folder

    for path in (folder("templates") / "web").glob("*.html"):
        assert GAP not in path.read_text(encoding="utf-8")
    quiz = sample_quiz()
    student = Student(create_app([quiz], store).test_client())
    student.start(quiz.id)
    page = student.open(f"{student.attempt}/question/3")
    assert GAP not in page.text
    assert "(gap)" in page.text
