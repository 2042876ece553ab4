"""What a reader of the printed pages gets, by eye or by screen reader: asked of poppler."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from quiz.exporters import pdf
from quiz.exporters.answer_key import answer_key
from quiz.exporters.places import places
from quiz.exporters.sheet import question_sheet
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, hostile_quiz, long_quiz
from tests.parts import need
from tests.samples import sample_quiz

pytestmark = pytest.mark.pdf
# What stands on top and at the bottom of a page, between the words of a text that runs over it.
EDGES = r"^QUESTION SHEET|^ANSWER KEY|Quiz [0-9a-f]{8}, seed 0 Page \d+ of \d+ .{0,80}$"
BOTH = pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])


def ask(tool: str, payload: bytes, *options: str) -> str:
    """Return what a poppler tool says of `payload`."""
    path = Path(need("pdf")).with_name(tool)
    tail = ["-", "-"] if tool == "pdftotext" else ["-"]
    done = subprocess.run([path, *options, *tail], input=payload, capture_output=True, check=True)
    # pdfinfo shows the titles of tags as they lie in the file, which is not always UTF-8.
    return done.stdout.decode(errors="replace")


def pages(payload: bytes) -> list[str]:
    """Return the text of each page as one line."""
    return [" ".join(part.split()) for part in ask("pdftotext", payload, "-raw").split("\f")[:-1]]


def spoken(payload: bytes) -> str:
    """Return the text in the order of the tags, which is the order of screen readers."""
    lines = ask("pdfinfo", payload, "-struct-text").splitlines()
    quoted = [line.strip()[1:-1] for line in lines if line.lstrip().startswith('"')]
    return bare("".join(quoted))


def bare(text: str) -> str:
    """Return `text` without white space and invisible marks, which lay-out may add or drop."""
    return re.sub(r"[\s\u00ad\u200b\u200a]+", "", text)


@cache
def sample(key: bool) -> bytes:
    return pdf.render(sample_quiz(), key=key)


def texts(quiz: Quiz, key: bool) -> list[str]:
    """Return the texts that the page has to show, in order, one gap or key a piece."""
    page = answer_key(quiz) if key else question_sheet(quiz)
    return [text for place, text in places(page) if place != "the reference line"]


def test_the_sheet_is_read_in_our_order() -> None:
    heard, position = spoken(sample(False)), 0
    shown = question_sheet(sample_quiz())
    wanted = [shown.title, shown.source or "", "Name", "Class", "Date", "Score"]
    wanted.append(shown.instructions)
    for question in shown.questions:
        wanted += [f"{question.number}.", question.stem.before, question.stem.after or ""]
        for letter, option in zip("ABCDE", question.options, strict=False):
            wanted += [f"{letter}.", option]
        wanted += ["True", "False"] if question.type == "true_false" else []
    for text in [*wanted, "END OF QUESTIONS"]:
        found = heard.find(bare(text), position)
        assert found >= 0, f"{text!r} is missing or out of order"
        position = found + len(bare(text))


def test_the_key_is_read_in_our_order() -> None:
    heard = spoken(sample(True))
    position = heard.index("Answersandevidence")
    for entry in answer_key(sample_quiz()).entries:
        quote = entry.quote
        wanted = [f"{entry.number}.", entry.stem.before, entry.answer, entry.correction or ""]
        wanted += [*entry.accepted, *entry.reasons, quote.opening + quote.before, quote.key]
        wanted += [quote.after + quote.closing, f"(paragraph {entry.paragraph})"]
        for text in wanted:
            found = heard.find(bare(text), position)
            assert found >= 0, f"{text!r} of entry {entry.number} is missing or out of order"
            position = found + len(bare(text))


@pytest.mark.parametrize(
    ("key", "tags"),
    [
        (False, {"H1": 1, "P": 13, "L": 2, "LI": 9, "Figure": 1}),
        (True, {"H1": 1, "H2": 2, "L": 3, "LI": 12, "BlockQuote": 6}),
    ],
)
def test_headings_lists_and_quotations_are_tagged_as_such(key: bool, tags: dict[str, int]) -> None:
    lines = ask("pdfinfo", sample(key), "-struct").splitlines()
    names = [line.split()[0].rstrip(":") for line in lines if line.strip()]
    assert {tag: names.count(tag) for tag in tags} == tags


@pytest.mark.parametrize(
    ("key", "title"), [(False, "Question sheet: "), (True, "Answer key: ")], ids=["sheet", "key"]
)
def test_the_properties_name_the_document(key: bool, title: str) -> None:
    said = ask("pdfinfo", sample(key))
    assert f"Title:           {title}{sample_quiz().title}\n" in said
    assert re.search(r"Page size: +595\.\d+ x 841\.\d+ pts \(A4\)", said)
    assert "Tagged:          yes" in said


@BOTH
def test_only_fonts_of_our_own_are_used_and_embedded(key: bool) -> None:
    rows = ask("pdffonts", pdf.render(hostile_quiz(CARRIED["signs"]), key=key)).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+(Libertinus|NewCM|DejaVuSansMono|OpenSans|NotoSansArabic)", row)
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, with Unicode


@BOTH
@pytest.mark.parametrize(
    "kind", [kind for kind in CARRIED if kind not in ("Arabic", "Hebrew", "accents")]
)
def test_hostile_text_is_printed_to_the_letter(kind: str, key: bool) -> None:
    quiz = hostile_quiz(CARRIED[kind])
    leaves = pages(pdf.render(quiz, key=key))
    printed = bare("".join(re.sub(EDGES, "", leaf) for leaf in leaves))
    for text in texts(quiz, key):
        for piece in text.split():
            assert bare(piece) in printed


def test_decomposed_and_right_to_left_letters_are_on_the_page() -> None:
    text = "".join(pages(pdf.render(hostile_quiz(CARRIED["Arabic"]), key=False)))
    assert set("أحمد") <= set(text)
    text = "".join(pages(pdf.render(hostile_quiz(CARRIED["accents"]), key=False)))
    assert "Dvořák" in text
    assert "Nguyễn" in text


@pytest.mark.parametrize("length", [20, 30, 100])
def test_no_question_is_broken_over_a_page(length: int) -> None:
    leaves = pages(pdf.render(long_quiz(length), key=False))
    assert len(leaves) > 1
    for number in range(1, length + 1):
        begin, end = f"begin{number:03d}", f"end{number:03d}"
        (leaf,) = (leaf for leaf in leaves if begin in leaf)
        assert end in leaf
        assert re.search(rf"\b{number}\. {begin}", leaf), "the number stays with its question"
        if number % 3 == 2:
            assert re.search(rf"{end} True False", leaf)


def test_no_entry_of_the_key_is_broken_over_a_page() -> None:
    leaves = pages(pdf.render(long_quiz(30), key=True))
    for number in range(1, 31):
        (leaf,) = (leaf for leaf in leaves if f"begin{number:03d}" in leaf)
        entry = leaf[leaf.index(f"begin{number:03d}") :]
        assert re.match(rf"(?:(?!begin(?!{number:03d})).)*\(paragraph 1\)", entry)


def test_what_is_longer_than_a_page_is_printed_whole() -> None:
    quiz = sample_quiz()
    options = ("a" * 2000, "b" * 2000, "word " * 400, "c" * 2000)
    long = quiz.questions[1].model_copy(update={"options": options, "stem": "d" * 2000})
    quiz = quiz.model_copy(update={"title": "e" * 700, "questions": (long,)})
    payload = pdf.render(quiz, key=False)
    text = "".join(pages(payload))
    assert [len(re.findall(rf"{letter}", text)) >= 2000 for letter in "abcd"] == [True] * 4
    assert text.count("e") >= 700
    assert text.count("word") == 400
    assert edges_are_kept(payload)


def edges_are_kept(payload: bytes) -> bool:
    """Tell whether no word is outside the margins of its page."""
    words = re.findall(
        r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"',
        ask("pdftotext", payload, "-bbox"),
    )
    assert words
    return all(
        float(x0) > 60 and float(x1) < 536 and float(y0) > 25 and float(y1) < 815
        for x0, y0, x1, y1 in words
    )


@BOTH
@pytest.mark.parametrize("kind", ["long word", "long text", "html"])
def test_nothing_runs_over_the_margin(kind: str, key: bool) -> None:
    assert edges_are_kept(pdf.render(hostile_quiz(CARRIED[kind]), key=key))


def test_the_key_is_not_in_the_sheet() -> None:
    text = bare("".join(pages(sample(False))))
    for question in sample_quiz().questions:
        assert bare(question.evidence.text) not in text
        assert bare(question.explanation) not in text
    for word in ("14May2024", "4,100", "director", "2019", "Answerkey", "ANSWERKEY"):
        assert word not in text


def test_every_page_says_what_it_is() -> None:
    for key, word in ((False, "QUESTION SHEET"), (True, "ANSWER KEY")):
        leaves = pages(pdf.render(long_quiz(30), key=key))
        for number, leaf in enumerate(leaves, start=1):
            assert word in leaf
            assert f"Page {number} of {len(leaves)}" in leaf
            assert f"Quiz {sample_quiz().id[:8]}, seed 0" in leaf


def test_the_closing_line_never_stands_alone() -> None:
    for length in range(6, 13):
        last = pages(pdf.render(long_quiz(length), key=False))[-1]
        assert "END OF QUESTIONS" in last
        assert f"end{length:03d}" in last


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (("1", "2", "3", "4"), 1),
        (("Imke Sandoval", "Nora Whitlock", "Paul Achterberg", "Tom Ravel"), 1),
        (("the old ferry channel of the town",) * 4, 2),
        (("the old ferry channel of the town, which was dredged again",) * 4, 4),
        (("Imke Sandoval", "Nora Whitlock", "Paul Achterberg"), 1),
        (("the old ferry channel of the town",) * 3, 3),
        (("1", "2", "3", "4", "5"), 1),
    ],
)
def test_options_stand_in_as_few_rows_as_fit(options: tuple[str, ...], rows: int) -> None:
    quiz = sample_quiz()
    shown = tuple(f"{option} {n}" for n, option in enumerate(options))
    question = quiz.questions[1].model_copy(update={"options": shown})
    payload = pdf.render(quiz.model_copy(update={"questions": (question,)}), key=False)
    lines = ask("pdftotext", payload, "-layout").splitlines()
    assert len([line for line in lines if re.match(r"\s*[A-E]\. ", line)]) == rows
    text = ask("pdftotext", payload, "-raw")
    places_of = [text.index(f"{letter}. {option}") for letter, option in zip("ABCDE", shown)]  # noqa: B905  as many as there are
    assert places_of == sorted(places_of)
