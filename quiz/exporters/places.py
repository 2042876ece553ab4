"""Where a text stands on a printed page, in words: for messages on what cannot be printed."""

from collections.abc import Iterator

from quiz.exporters.answer_key import AnswerKey
from quiz.exporters.sheet import Sheet
from quiz.schema.question import LETTERS


def places(page: Sheet | AnswerKey) -> Iterator[tuple[str, str]]:
    """Yield (where it stands, text) for every text of `page` that comes from the article."""
    yield "the title", page.title
    yield "the source line", page.source or ""
    yield "the reference line", page.reference
    if isinstance(page, Sheet):
        yield from _on_the_sheet(page)
    else:
        yield from _in_the_key(page)


def _on_the_sheet(page: Sheet) -> Iterator[tuple[str, str]]:
    if page.student:
        yield "the student’s name", page.student
    if page.own_instructions:
        yield "the instructions", page.instructions
    for paragraph in page.paragraphs:
        yield f"paragraph {paragraph.number} of the article", paragraph.text
    for question in page.questions:
        yield f"question {question.number}", question.stem.words
        for letter, option in zip(LETTERS, question.options, strict=False):
            yield f"option {letter} of question {question.number}", option
        for prompt in question.prompts:
            yield f"question {question.number}", prompt


def _in_the_key(page: AnswerKey) -> Iterator[tuple[str, str]]:
    for form in page.forms:
        if form.student:
            yield "a student’s name", form.student
    for entry in page.entries:
        yield f"question {entry.number}", entry.stem.words
        yield f"the key of question {entry.number}", " ".join((entry.answer, *entry.accepted))
        explanation = " ".join((entry.correction or "", *entry.reasons, entry.difficulty or ""))
        yield f"the explanation of question {entry.number}", explanation
        for part in entry.parts:
            yield f"question {entry.number}", part.prompt
            yield f"the key of question {entry.number}", part.answer
        for quote in (entry.quote, *(part.quote for part in entry.parts)):
            quoted = quote.before + quote.key + quote.after
            yield f"the evidence of question {entry.number}", quoted
