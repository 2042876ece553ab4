"""The study guide as PDF, Word and HTML: whole, valid, and with the same words in each."""

import html
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import page
import pytest
from docx import Document

from quiz.errors import ExportError
from quiz.exporters import export
from quiz.exporters.guide.page import GuidePage, guide_page, plain
from quiz.exporters.guide.scale import NARROW, WIDE, picture_of
from quiz.finders import find
from quiz.guide import outline
from quiz.schema.guide import Guide, When
from quiz.schema.quiz import Quiz, dump, load
from tests.exporters.hostile import CARRIED, hostile_quiz
from tests.exporters.test_docx import opened
from tests.exporters.test_pdf_options import findings_of
from tests.parts import need
from tests.samples import sample_article, sample_quiz, several_quiz
from tests.set_quality import own_articles

FORMATS = ("guide", "guide-docx", "guide-html")
HEADINGS = (
    *("What happened", "Who is who", "Places", "Timeline", "Numbers that matter"),
    *("In their own words", "Words to know", "Test yourself", "Answers"),
)


def faults(payload: bytes) -> list[str]:
    """Return what a PDF/UA-1 checker has against `payload`, by rule."""
    report = page.validate_pdf_bytes(payload)
    assert report.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def text_of_pdf(payload: bytes) -> str:
    need("pdf")
    ran = subprocess.run(["pdftotext", "-", "-"], input=payload, capture_output=True, check=True)
    return " ".join(ran.stdout.decode().split())


def text_of_docx(payload: bytes) -> str:
    paragraphs = Document(io.BytesIO(payload)).paragraphs
    return " ".join(" ".join(p.text.split()) for p in paragraphs if p.text.strip())


def text_of_html(payload: bytes) -> str:
    body = payload.decode().partition("<body")[2]
    for hidden in (r"<svg.*?</svg>", r'<span class="visually-hidden">.*?</span>'):
        body = re.sub(hidden, "", body, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub("<[^>]+>", "", body)).split())


READ: dict[str, Callable[[bytes], str]] = {
    "guide": text_of_pdf,
    "guide-docx": text_of_docx,
    "guide-html": text_of_html,
}


def with_guide(**changes: object) -> Quiz:
    quiz = sample_quiz()
    assert quiz.guide is not None
    return quiz.model_copy(update={"guide": quiz.guide.model_copy(update=changes)})


def guided(name: str) -> Quiz:
    """Return a quiz of nothing but the study guide of one of our articles."""
    article = own_articles()[name]
    made = outline(article, find(article))
    changes = {"article": article, "questions": (), "guide": made}
    return sample_quiz().model_copy(update=changes)


def lines(shown: GuidePage) -> list[str]:
    """Return every text of a guide that the article gave."""
    found = [line.text for line in shown.summary]
    for name in (*shown.people, *shown.organisations, *shown.places):
        found += [name.name, name.told or "", name.sentence or ""]
    for event in shown.timeline:
        found += [event.when, event.text]
    for numbers in shown.figures:
        found += [f"{a.value} {a.counts}".strip() for a in numbers.amounts]
        found.append(plain(numbers.sentence))
    for said in shown.quotations:
        found += [said.words, said.speaker]
    for term in shown.words:
        found += [term.word, plain(term.sentence)]
    return [" ".join(text.split()) for text in found if text.strip()]


@pytest.mark.parametrize("name", FORMATS)
def test_every_line_is_there_under_its_heading(name: str) -> None:
    quiz = sample_quiz()
    text = READ[name](export(quiz, name).payload)
    folded = text.replace("\u202f", " ").replace("\u00a0", " ")
    assert [h for h in HEADINGS if h not in folded] == []
    missing = [line for line in lines(guide_page(quiz)) if line not in folded]
    assert missing == []
    assert re.search(r"¶ ?1\b", folded)


@pytest.mark.parametrize("name", FORMATS)
def test_the_questions_come_without_answers_and_these_last(name: str) -> None:
    text = READ[name](export(sample_quiz(), name).payload)
    before, heading, after = text.rpartition("Answers")
    assert heading
    assert "Who said: “We have waited for this tide since I was at school”?" in before
    assert "14 May 2024" in after


@pytest.mark.parametrize("name", FORMATS)
def test_an_older_quiz_is_refused_with_the_way_out(name: str) -> None:
    outer = json.loads(dump(sample_quiz())) | {"version": 2}
    del outer["guide"], outer["study"]
    with pytest.raises(ExportError, match=r"build it again with `quiz build`\.$"):
        export(load(json.dumps(outer).encode()), name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("section", list(Guide.model_fields))
def test_an_empty_section_has_no_heading(name: str, section: str) -> None:
    words = {
        "summary": "What happened",
        "places": "Places",
        "timeline": "Timeline",
        "figures": "Numbers that matter",
        "quotations": "In their own words",
        "words": "Words to know",
    }
    text = READ[name](export(with_guide(**{section: ()}), name).payload)
    assert words.get(section, "no such heading") not in text
    assert "Who is who" in text


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_but_questions_and_nothing_but_a_guide(name: str) -> None:
    alone = sample_quiz().model_copy(update={"questions": ()})
    assert "Test yourself" not in READ[name](export(alone, name).payload)
    empty = sample_quiz().model_copy(update={"guide": Guide()})
    text = READ[name](export(empty, name).payload)
    assert "Test yourself" in text
    assert "What happened" not in text


@pytest.mark.parametrize(
    "quiz",
    [
        sample_quiz(),
        several_quiz(),
        with_guide(timeline=()),
        sample_quiz().model_copy(update={"questions": (), "guide": Guide()}),
    ],
    ids=["whole", "several", "no timeline", "nothing"],
)
def test_the_pdf_is_accessible(quiz: Quiz) -> None:
    assert faults(export(quiz, "guide").payload) == []


def test_another_checker_finds_no_fault_either(tmp_path: Path) -> None:
    """Ask outloud, which also judges reading order, labels and the words of pictures."""
    program = Path(need("omr")).with_name("outloud")
    made = {
        "sample": sample_quiz(),
        "several": several_quiz(),
        "alone": sample_quiz().model_copy(update={"questions": ()}),
        **{name: guided(name) for name in ("culture-museum", "politics-recall")},
    }
    for name, quiz in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(export(quiz, "guide").payload)
    told = tmp_path / "told.json"
    files = sorted(tmp_path.glob("*.pdf"))
    subprocess.run([program, *files, "--json", told], check=True, capture_output=True)
    assert findings_of(json.loads(told.read_text())) == []
    assert told.read_text().count('"DOC-001"') >= len(files), "every file was looked at"


def test_libreoffice_opens_the_word_file_and_shows_all_of_it(tmp_path: Path) -> None:
    quiz = sample_quiz()
    text = " ".join(opened(export(quiz, "guide-docx").payload, tmp_path).split())
    missing = [line for line in lines(guide_page(quiz)) if line not in text]
    assert missing == []


@pytest.mark.parametrize("kind", CARRIED)
def test_hostile_text_leaves_the_pdf_accessible(kind: str) -> None:
    assert faults(export(hostile_quiz(CARRIED[kind]), "guide").payload) == []


@pytest.mark.parametrize("name", ["culture-museum", "politics-recall", "seed"])
def test_a_guide_of_an_article_stands_on_two_pages_and_is_accessible(name: str) -> None:
    payload = export(guided(name), "guide").payload
    assert faults(payload) == []
    assert page.validate_pdf_bytes(payload).document.page_count <= 2


def test_names_in_other_scripts_survive() -> None:
    people = with_guide().guide
    assert people is not None
    for name in ("Володимир Зеленський", "أحمد الشرع"):
        who = people.people[0].model_copy(update={"name": name})
        quiz = with_guide(people=(who,))
        assert faults(export(quiz, "guide").payload) == []
        assert name in text_of_docx(export(quiz, "guide-docx").payload)
        assert name in text_of_html(export(quiz, "guide-html").payload)


def test_the_picture_has_words_in_every_format() -> None:
    words = "A line in time with a numbered dot for each of 2 events: the first in 2019"
    assert words in export(sample_quiz(), "guide-html").payload.decode()
    with zipfile.ZipFile(io.BytesIO(export(sample_quiz(), "guide-docx").payload)) as archive:
        assert words in archive.read("word/document.xml").decode()
    pdf = export(sample_quiz(), "guide").payload
    assert faults(pdf) == []


def test_one_event_makes_no_picture() -> None:
    guide = sample_quiz().guide
    assert guide is not None
    text = export(with_guide(timeline=guide.timeline[:1]), "guide-html").payload.decode()
    assert "<svg" not in text.partition("<body")[2]
    assert "The rival project in Corran was given up." in text


def when(first: date, last: date | None = None) -> When:
    return When(
        when=f"{first:%Y-%m-%d}",
        first=first,
        last=last or first,
        granularity="day" if last is None else "year",
        text="It happened.",
        evidence=sample_article().evidence(0, 4),
    )


def test_dots_stand_as_far_apart_as_the_events() -> None:
    picture = picture_of([when(date(2000, 1, 1)), when(date(2001, 1, 1)), when(date(2004, 1, 1))])
    assert picture is not None
    first, middle, last = (dot.x for dot in picture.wide.dots)
    assert (middle - first) / (last - first) == pytest.approx(0.25, abs=0.01)
    assert picture.to_scale


@pytest.mark.parametrize("count", range(2, 10))
@pytest.mark.parametrize("days", [0, 1, 400, 40_000])
def test_dots_never_overlap_and_stay_on_the_line(count: int, days: int) -> None:
    """A crowd of events on the last days, and one long before."""
    last = date(2024, 5, 14)
    events = [when(last - timedelta(days=days))]
    events += [when(last - timedelta(days=count - n)) for n in range(1, count)]
    events.sort(key=lambda event: event.first)
    picture = picture_of(events)
    assert picture is not None
    for drawing, width, least in ((picture.wide, WIDE, 40), (picture.narrow, NARROW, 25)):
        places = [dot.x for dot in drawing.dots]
        assert all(0 < place < width for place in places)
        gaps = [b - a for a, b in pairwise(places)]
        assert all(gap >= least for gap in gaps)


def test_a_crowded_picture_says_that_it_is_not_to_scale() -> None:
    events = [when(date(1721, 1, 1)), *(when(date(2024, 5, day)) for day in range(1, 6))]
    picture = picture_of(events)
    assert picture is not None
    assert not picture.to_scale
    quiz = with_guide(timeline=tuple(events))
    assert "Not drawn to scale." in export(quiz, "guide-html").payload.decode()


def test_a_stretch_of_time_is_a_ring() -> None:
    picture = picture_of([when(date(2020, 1, 1), date(2020, 12, 31)), when(date(2024, 1, 1))])
    assert picture is not None
    assert [dot.whole for dot in picture.wide.dots] == [False, True]
    assert picture.stretches


def test_numbers_of_one_sentence_stand_together() -> None:
    guide = sample_quiz().guide
    assert guide is not None
    first = guide.figures[0]
    second = first.model_copy(update={"value": "first", "counts": "turbine"})
    shown = guide_page(with_guide(figures=(first, second)))
    assert len(shown.figures) == 1
    assert [a.value for a in shown.figures[0].amounts] == ["some 2,300", "first"]
    assert [r.text for r in shown.figures[0].sentence if r.marked] == ["first", "some 2,300"]
