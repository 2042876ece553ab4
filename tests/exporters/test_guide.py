"""The study guide as PDF, Word and HTML: whole, valid, and with the same words in each."""

import html
import io
import json
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import page
import pytest
from docx import Document

from quiz.errors import ExportError
from quiz.exporters import export
from quiz.exporters.guide.page import GuidePage, guide_page, piece_of, plain
from quiz.exporters.guide.scale import NARROW, WIDE, picture_of
from quiz.finders import find
from quiz.guide import outline
from quiz.pipeline import build
from quiz.schema.guide import Guide, When, Word
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
    ran = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=payload, capture_output=True, check=True
    )
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


@cache
def built(name: str) -> Quiz:
    """Return the quiz of one of our articles, as `quiz build` makes it."""
    return build(own_articles()[name]).quiz


def lines(shown: GuidePage) -> list[str]:
    """Return every text of a guide that the article gave."""
    found = [line.text for line in shown.summary]
    for name in (*shown.people, *shown.organisations, *shown.places):
        found += [name.name, name.told or "", name.sentence or ""]
    for event in shown.timeline:
        found += [event.when, event.text]
    found += [plain(phrase.words) for phrase in shown.figures]
    for said in shown.quotations:
        found += [said.words, said.speaker]
    for term in shown.words:
        found += [", ".join(term.words), plain(term.sentence), term.see or ""]
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


@pytest.mark.parametrize("name", sorted(own_articles()))
def test_a_guide_with_its_questions_stands_on_two_pages_and_is_accessible(name: str) -> None:
    payload = export(built(name), "guide").payload
    assert faults(payload) == []
    assert page.validate_pdf_bytes(payload).document.page_count <= 2


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int]]:
    """Return what LibreOffice prints of our Word guides: {article: (text, pages)}."""
    folder, office = tmp_path_factory.mktemp("guides"), need("libreoffice")
    names = ("seed", "culture-museum", "sport-marathon", "local-swans", "politics-recall")
    for name in names:
        (folder / f"{name}.docx").write_bytes(export(built(name), "guide-docx").payload)
    command = (office, f"-env:UserInstallation=file://{folder}/profile", "--headless")
    files = sorted(folder.glob("*.docx"))
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", folder, *files],
        check=True,
        capture_output=True,
        timeout=240,
    )
    made = {}
    for name in names:
        payload = (folder / f"{name}.pdf").read_bytes()
        raw = subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=payload, capture_output=True, check=True
        )
        made[name] = raw.stdout.decode(), raw.stdout.count(b"\f")
    return made


def test_a_word_guide_prints_on_two_pages(printed: dict[str, tuple[str, int]]) -> None:
    assert {name: pages for name, (_, pages) in printed.items() if pages > 2} == {}


def test_a_word_guide_has_the_words_of_the_pdf(printed: dict[str, tuple[str, int]]) -> None:
    """Hold both prints against each other, word by word."""
    for name, (text, _) in printed.items():
        quiz = built(name)
        picture = guide_page(quiz).picture
        in_picture = " ".join(dot.when for dot in picture.wide.dots) if picture else ""
        pdf = subprocess.run(
            ["pdftotext", "-raw", "-", "-"],
            input=export(quiz, "guide").payload,
            capture_output=True,
            check=True,
        ).stdout.decode()
        # In Word the picture is one of dots, and the answers are not upside down.
        assert letters(pdf, quiz) - letters(in_picture, quiz) == letters(text, quiz), name


def letters(text: str, quiz: Quiz) -> Counter[str]:
    """Return the words of a print, what stands above and below every page left out."""
    foot = " ".join(quiz.title.split()[:3])
    kept = [
        line
        for line in text.replace("\f", "\n").splitlines()
        if not re.match(r"(?i)study guide( ·|$)", line)
        and not re.search(r"Quiz \w{8}, seed|^Page \d of \d", line)
        and not (line.startswith(foot) and "…" in line)
    ]
    # A title that is no longer than a foot stands in both; the PDF has it once more on each page.
    whole = [line for line in kept if line == quiz.title]
    kept = [line for line in kept if line != quiz.title] + whole[:1]
    return Counter(re.findall(r"[^\W\d_]+", " ".join(kept)))


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


def test_numbers_of_one_phrase_stand_together() -> None:
    guide = sample_quiz().guide
    assert guide is not None
    phrase = "switched on the first turbine in front of some 2,300 guests"
    first, second = (
        guide.figures[0].model_copy(update={"value": value, "phrase": phrase})
        for value in ("some 2,300", "first")
    )
    shown = guide_page(with_guide(figures=(first, second))).figures
    assert len(shown) == 1
    assert plain(shown[0].words) == phrase
    assert [run.text for run in shown[0].words if run.marked] == ["first", "some 2,300"]


def test_no_sentence_stands_in_a_guide_twice() -> None:
    guide = sample_quiz().guide
    assert guide is not None
    opened, spoken = guide.summary[0], guide.quotations[0].evidence
    words = (
        Word(word="harbour", form="harbour", evidence=opened),
        Word(word="tidal", form="tidal", evidence=opened),
        Word(word="tide", form="tide", evidence=spoken),
        *guide.words,
    )
    quiz = with_guide(words=words)
    shown = guide_page(quiz).words
    assert [(term.words, term.see) for term in shown] == [
        (("harbour", "tidal"), "What happened, 1"),
        (("tide",), "In their own words"),
        (("dredge",), "Who is who"),
    ]
    for name in FORMATS:
        text = READ[name](export(quiz, name).payload)
        assert text.count("after eleven years of planning") == 1
        assert "harbour, tidal" in text


@pytest.mark.parametrize("name", sorted(own_articles()))
def test_no_sentence_of_an_article_stands_in_its_guide_twice(name: str) -> None:
    """The timeline is left out of it: it tells without its date what may be told before.

    A number may stand in a piece of a sentence that is told, not in all of it.
    """
    shown = guide_page(guided(name))
    texts = [line.text for line in shown.summary]
    texts += [who.sentence for who in shown.people if who.sentence]
    texts += [voice.words for voice in shown.quotations]
    texts += [plain(term.sentence).strip("… ") for term in shown.words if term.sentence]
    whole = [text.rstrip(".") for text in texts if len(text.split()) > 6]
    assert [text for text in whole if sum(text in other for other in whole) > 1] == []
    assert not {plain(phrase.words) for phrase in shown.figures} & set(whole)


LONG = (
    "In the spring of the year that followed, when the ice had gone, the pilots and the fishermen "
    "of the town agreed to dredge the channel, and the council, which had waited for this, paid "
    "for a barge, two cranes and a crew from the north."
)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            ["dredge"],
            "… the pilots and the fishermen of the town agreed to dredge the channel, and the "
            "council, which had waited for this, paid for a barge …",
        ),
        (["cranes"], "… two cranes and a crew from the north."),
        (["whale"], None),
    ],
)
def test_of_a_long_sentence_a_piece_is_shown(words: list[str], shown: str | None) -> None:
    assert piece_of(LONG, words) == shown
    assert piece_of(LONG[:100], words) == LONG[:100]
