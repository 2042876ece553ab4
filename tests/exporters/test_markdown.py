"""The sheet and key in Markdown: a renderer shows the very words of the printed page."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quiz.exporters import export
from quiz.exporters.answer_key import answer_key
from quiz.exporters.markdown import escaped
from quiz.exporters.printed import Stem, printable
from quiz.exporters.sheet import question_sheet
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz
from tests.samples import sample_quiz, several_quiz

HOSTILE = {**CARRIED, **NO_GLYPH}
OURS = {"h1", "p", "strong", "ul", "li"}
PUNCTUATION = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum())


class Reader(HTMLParser):
    """Collects the tags and, of every paragraph, heading and item, the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("h1", "p", "li"):
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data


def rendered(text: str) -> Reader:
    """Return what a renderer of CommonMark, with the tables and links of GitHub, shows."""
    reader = Reader()
    reader.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    reader.close()
    return reader


def shown(quiz: Quiz, key: bool) -> list[str]:
    """Return the texts of a file as they are rendered, without the space at their ends."""
    reader = rendered(export(quiz, "markdown", key=key).payload.decode())
    assert reader.tags <= OURS
    return [text.strip() for text in reader.texts if text.strip()]


def asked(stem: Stem) -> str:
    return stem.before + ("" if stem.after is None else f"_____{stem.after}")


@pytest.mark.parametrize("quiz", [sample_quiz(), several_quiz()], ids=["sample", "several"])
def test_a_sheet_shows_stems_options_and_prompts_and_no_key(quiz: Quiz) -> None:
    texts = shown(quiz, key=False)
    page = question_sheet(quiz)
    for question in page.questions:
        assert f"{question.number}. {asked(question.stem)}" in texts
        for letter, option in zip("ABCDEFGH", question.options, strict=False):
            assert f"{letter} {option}" in texts
        for prompt in question.prompts:
            assert f"___ {prompt}" in texts
    assert texts[0] == page.title
    assert texts[-1] == page.reference
    assert not any("14 May 2024" in text or "1964" in text for text in texts)


@pytest.mark.parametrize("quiz", [sample_quiz(), several_quiz()], ids=["sample", "several"])
def test_a_key_shows_answers_reasons_and_evidence_with_its_paragraph(quiz: Quiz) -> None:
    texts = shown(quiz, key=True)
    for entry in answer_key(quiz).entries:
        for part in entry.parts:
            assert f"{part.sign} {part.prompt} – {part.answer}" in texts
        if not entry.parts:
            letter = f"{entry.letter} " if entry.letter else ""
            assert f"Answer: {letter}{entry.answer}" in texts
        assert all(f"Why: {reason}" in texts for reason in entry.reasons)
        for proved in entry.parts or (entry,):
            quote = proved.quote
            words = quote.before + quote.key + quote.after
            cited = f"Paragraph {proved.paragraph}: {quote.opening}{words}{quote.closing}"
            assert cited in texts
    assert texts[0].startswith("Answer key: ")


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_as_it_is(kind: str) -> None:
    quiz = hostile_quiz(HOSTILE[kind])
    texts = shown(quiz, key=False)
    for question in question_sheet(quiz).questions:
        assert f"{question.number}. {asked(question.stem)}".strip() in texts
        for letter, option in zip("ABCDE", question.options, strict=False):
            assert f"{letter} {option}".strip() in texts
    answers = shown(quiz, key=True)
    for entry in answer_key(quiz).entries:
        letter = f"{entry.letter} " if entry.letter else ""
        assert f"Answer: {letter}{entry.answer}".strip() in answers


@given(st.text(st.sampled_from(PUNCTUATION + " ab1")) | st.text().map(printable))
@example("- item")
@example("1. item")
@example("<b>&amp;</b> [a](b) `c` **d** ~~e~~ | f |")
@example("http://example.org www.example.org a@example.org")
def test_any_text_is_rendered_as_it_is(text: str) -> None:
    text = printable(text)
    for markup, before in (("", ""), ("- **A** ", "A "), ("**1.** ", "1. "), ("# ", "")):
        reader = rendered(markup + escaped(text))
        assert reader.tags <= OURS
        assert "".join(reader.texts).strip() == (before + text).strip()


@given(st.text())
def test_an_escaped_text_is_one_line(text: str) -> None:
    assert len(escaped(text).splitlines()) <= 1
