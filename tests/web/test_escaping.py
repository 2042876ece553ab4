"""Text from articles, questions and students is shown as typed, never run."""

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.exporters.printed import printable
from quiz.schema.article import Article
from quiz.schema.guide import Figure, Guide, Said, When, Where, Who, Word
from quiz.schema.quiz import Quiz
from quiz.schema.writing import Usage, Written
from quiz.store import Store
from quiz.web import create_app
from tests.samples import TEXT, sample_article, sample_quiz
from tests.web.pages import Page, Student
from tests.web.test_take import RIGHT, WRONG, forward

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</title><script>alert(1)</script>",
    "</p></blockquote></main><iframe src=//elsewhere.example>",
    "{{ 7 * 7 }}{% raw %}",
    "[a](javascript:alert(1))",
    "&lt;b&gt; &amp;amp; &#60;",
    "Marks & Spencer <b>said</b>",
    "<!-- --><![CDATA[ x ]]>",
    "a\u202eb\u200bc",
)


def laced(payload: str) -> Quiz:
    """Return the sample quiz with `payload` wherever an article or a question has words."""
    text = TEXT.replace("Harbour town", f"Harbour {payload} town", 1)
    text = text.replace("harbour town", f"harbour {payload} town").replace(
        "said Ms Sandoval", f"said {payload} Ms Sandoval"
    )
    article: Article = sample_article(text)
    article = article.model_copy(update={"outlet": payload, "byline": payload})
    quiz = sample_quiz_of(article, payload)
    return quiz.model_copy(update={"title": payload, "dropped": {payload: 2}})


def sample_quiz_of(article: Article, payload: str) -> Quiz:
    plain = sample_quiz()
    moved = []
    for question in plain.questions:
        block = next(
            b
            for b, old in zip(article.blocks, plain.article.blocks, strict=True)
            if old.covers(question.evidence)
        )
        change: dict[str, object] = {
            "evidence": article.evidence(block.start, block.end),
            "key_span": None,
            "derivation": "It says so.",
            "stem": f"{payload} {question.stem}",
            "explanation": f"{payload} {question.explanation}",
        }
        if question.type == "multiple_choice":
            change["options"] = (f"{payload} 0", question.options[1], f"{payload} 2")
        if question.type == "true_false" and question.correction:
            change["correction"] = payload
        moved.append(question.model_copy(update=change))
    written = Written(
        tasks=("writer",),
        model=payload,
        address=payload,
        seed=0,
        sent=payload,
        usage=Usage(),
        trouble=payload,
    )
    guide = laced_guide(article, payload)
    changed = {"questions": tuple(moved), "guide": guide, "written": written}
    return plain.model_copy(update={"article": article, "shortfall": payload, **changed})


def laced_guide(article: Article, payload: str) -> Guide:
    """Return a study guide with `payload` in every line, proven by the first paragraph."""
    block = article.paragraphs[0]
    proof = article.evidence(block.start, block.end)
    when = {"first": date(2024, 5, 14), "last": date(2024, 5, 14), "granularity": "day"}
    return Guide(
        summary=(proof,),
        people=(Who(name=payload, kind="person", told=(payload,), evidence=proof),),
        organisations=(Who(name=payload, kind="company", evidence=proof),),
        places=(Where(name=payload, kind="city", evidence=proof),),
        timeline=tuple(When(when=payload, text=payload, evidence=proof, **when) for _ in range(2)),  # type: ignore[arg-type]
        figures=(Figure(value="2,300", phrase="2,300", evidence=proof),),
        quotations=(Said(words=f"harbour {payload} town", speaker=payload, evidence=proof),),
        words=(Word(word=payload, form="turbine", evidence=proof),),
    )


class _Skeleton(HTMLParser):
    """The tags of a page with the names of their attributes: what a payload must not change."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.feed(page.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _ in attrs)))


def walk(store: Store, quiz: Quiz, answers: tuple[str, ...]) -> list[Page]:
    """Return every page met on the way through `quiz`."""
    student = Student(create_app([quiz], store).test_client())
    student.open("/")
    student.start(quiz.id)
    forward(student, answers)
    student.follow("See your result")
    student.follow("Study guide")
    return student.seen


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_changes_no_page_and_is_shown_as_typed(store: Store, payload: str) -> None:
    shapes = [_Skeleton(page).shape for page in walk(store, laced("harmless"), WRONG)]
    pages = walk(store, laced(payload), WRONG)
    assert [_Skeleton(page).shape for page in pages] == shapes
    typed = " ".join(payload.split())
    for page in pages:
        # The study guide is made for paper: what only turns words about is left out of it.
        shown = printable(typed) if "Study guide" in page.title else typed
        assert shown in page.text or shown in page.title
    assert all(page.status == 200 for page in pages)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(given=st.text(min_size=1, max_size=120))
def test_whatever_is_typed_comes_back_as_text(store: Store, given: str) -> None:
    quiz = sample_quiz()
    student = Student(create_app([quiz], store).test_client())
    student.start(quiz.id)
    plain = _Skeleton(student.answer("plain words")).shape
    student.start(quiz.id)
    page = student.answer(given)
    assert page.status in (200, 422)
    if page.status == 200 and "Not right" in page.text:
        assert _Skeleton(page).shape == plain


def test_templates_never_switch_escaping_off() -> None:
    from quiz.resources import folder

    for path in (p for name in ("web", "guide") for p in (folder("templates") / name).rglob("*")):
        assert path.suffix in (".html", ".css", ".js", ".svg", "")
        if path.suffix == ".html":
            source = path.read_text(encoding="utf-8")
            assert "|safe" not in source.replace(" ", "")
            assert "autoescape" not in source
            assert "Markup" not in source


def test_right_answers_walk_too(store: Store) -> None:
    assert all(page.status == 200 for page in walk(store, laced("a & b"), RIGHT))
