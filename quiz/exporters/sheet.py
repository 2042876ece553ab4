"""What a printed question sheet shows, before any layout.

The PDF, the HTML and the Word exporter lay out these records and nothing else, so that all show the
same words. The records of a sheet hold no key at all: what is not there cannot be printed by
mistake.
"""

import math

from quiz.errors import ExportError
from quiz.exporters.forms import Form, forms_of, seed_of
from quiz.exporters.printed import (
    Stem,
    page_title,
    printable,
    source_line,
    stem_of,
    voice,
)
from quiz.exporters.sheet_options import Layout, Look, SheetOptions
from quiz.exporters.sheet_words import Words, words_for
from quiz.schema.question import (
    LETTERS,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    QuestionType,
    ShortAnswer,
)
from quiz.schema.quiz import Quiz
from quiz.schema.record import Record

# Millimetres that a handwritten character takes, by the look of a page, and its writing line.
_HAND: dict[Look, float] = {"standard": 3.5, "dyslexia": 4.5, "large": 6.0}
# Millimetres of a line to write on, by the layout, and of a gap.
_LINE: dict[Layout, int] = {"plain": 155, "facing": 110, "compact": 110}
_GAP_NARROWEST, _GAP_WIDEST = 30, 120


class SheetQuestion(Record):
    """A question as a student sees it. `lines` is the number of lines to write on.

    `prompts` are what is to be matched with the `options`, or the events to number. `points` says
    what it gives ("2 points"); None where points are not printed.
    """

    number: int
    type: QuestionType
    stem: Stem
    options: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    lines: int = 0
    points: str | None = None


class Paragraph(Record):
    """A paragraph of the article; a heading in it has no number."""

    number: int | None
    text: str


class Sheet(Record):
    """A question sheet. `gap` is the width of every gap in millimetres, `total` the full score.

    `form` is A to D or the number of a copy, None where there is but one form; `student` is whose
    copy it is. `paragraphs` are the article, where it is to be printed. With `bubbles` an answer
    sheet goes with it, on which choices are made instead of here. `words` are the fixed words.
    """

    words: Words
    title: str
    source: str | None
    language: str
    reference: str
    instructions: str
    gap: int
    questions: tuple[SheetQuestion, ...]
    total: int
    form: str | None = None
    student: str | None = None
    own_instructions: bool = False
    name_block: bool = True
    bubbles: bool = False
    paragraphs: tuple[Paragraph, ...] = ()
    url: str | None = None
    link: str | None = None

    @property
    def label(self) -> str | None:
        """What tells this form from the others: "Form B", "Copy 7"."""
        if self.form is None:
            return None
        return self.words.say("copy" if self.form.isdigit() else "form", name=self.form)


def question_sheet(quiz: Quiz) -> Sheet:
    """Return what the question sheet of `quiz` shows; raise ExportError for an empty stem."""
    return question_sheets(quiz, SheetOptions())[0]


def question_sheets(quiz: Quiz, options: SheetOptions) -> tuple[Sheet, ...]:
    """Return every form, or every individual copy, as a sheet.

    Raises ExportError for an empty stem, option or prompt, which it numbers as the quiz does.
    """
    for number, question in enumerate(quiz.questions, start=1):
        _sheet_question(number, question, options)
    return tuple(_sheet(form, options) for form in forms_of(quiz, options))


def reference_line(quiz: Quiz, options: SheetOptions) -> str:
    """Return what is needed to make a lost sheet or key again: "Quiz 1a2b3c4d, seed 0/7Q".

    The seed of the forms follows that of the quiz where it is another one; Q or O says that only
    questions or only options were shuffled.
    """
    said = str(quiz.seed)
    if options.has_forms:
        seed = seed_of(quiz, options)
        mark = "" if options.shuffle == "both" else options.shuffle[0].upper()
        said += f"/{seed}{mark}" if seed != quiz.seed or mark else ""
    return words_for(options).say("reference", id=printable(quiz.id)[:8], seed=said)


def _sheet(form: Form, options: SheetOptions) -> Sheet:
    quiz = form.quiz
    own = printable(options.instructions or "")
    words = words_for(options)
    return Sheet(
        words=words,
        title=page_title(quiz, words),
        source=source_line(quiz),
        language=voice(quiz),
        reference=reference_line(quiz, options),
        instructions=own or _instructions(quiz, options),
        own_instructions=bool(own),
        gap=_gap(quiz, options),
        questions=tuple(
            _sheet_question(number, question, options)
            for number, question in enumerate(quiz.questions, start=1)
        ),
        total=sum(options.points_of(question.type) for question in quiz.questions),
        form=form.name,
        student=printable(form.student or "") or None,
        name_block=options.name_block,
        bubbles=options.answer_sheet,
        paragraphs=_paragraphs(quiz) if options.shows_article else (),
        url=printable(quiz.article.url or "") or None if options.shows_article else None,
        link=options.link,
    )


def _paragraphs(quiz: Quiz) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the article by number, with the headings between them."""
    found: list[Paragraph] = []
    number = 0
    for block in quiz.article.blocks:
        text = printable(quiz.article.at(block))
        if block.kind == "paragraph":
            number += 1
            found.append(Paragraph(number=number, text=text))
        elif block.kind == "heading" and text:
            found.append(Paragraph(number=None, text=text))
    return tuple(found)


def _instructions(quiz: Quiz, options: SheetOptions) -> str:
    """Return how to answer, naming only the kinds of question that the sheet has."""
    words = words_for(options)
    types = {question.type for question in quiz.questions}
    bubbles = words.bubbles if options.answer_sheet else {}
    filled = words.listed((way for type_, way in bubbles.items() if type_ in types), "or")
    rest = types - set(bubbles)
    here = words.listed((way for type_, way in words.ways.items() if type_ in rest), "or")
    said = [_total(quiz, options)]
    if filled:
        said.append(words.say("on_answer_sheet", ways=filled))
    if here:
        both = words.say("on_this_sheet", ways=here)
        said.append(both if filled else here[0].upper() + here[1:])
    return f"{'. '.join(said)}. {words.say('in_article')}"


def _total(quiz: Quiz, options: SheetOptions) -> str:
    words, count = words_for(options), len(quiz.questions)
    total = words.count("count_questions", count)
    if options.points is None:
        return total if count == 1 else words.say("one_each", questions=total)
    points = sum(options.points_of(question.type) for question in quiz.questions)
    return words.say("in_all", questions=total, points=words.count("count_points", points))


def _gap(quiz: Quiz, options: SheetOptions) -> int:
    """Return one width for all gaps, wide enough for the longest key, so that none is a hint."""
    longest = max((len(q.key) for q in quiz.questions if isinstance(q, Cloze)), default=0)
    wanted = 5 * math.ceil(longest * _HAND[options.look] / 5)
    return min(max(wanted, _GAP_NARROWEST), _GAP_WIDEST, _LINE[options.layout] - 20)


def _sheet_question(number: int, question: Question, choice: SheetOptions) -> SheetQuestion:
    options: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    lines = 0
    if isinstance(question, MultipleChoice):
        options = _options(number, question.options)
    elif isinstance(question, Matching):
        options = _options(number, question.choices)
        prompts = tuple(_prompt(number, pair.left) for pair in question.pairs)
    elif isinstance(question, Ordering):
        prompts = tuple(_prompt(number, event.text) for event in question.events)
    elif isinstance(question, ShortAnswer):
        lines = math.ceil(len(question.key) * _HAND[choice.look] / _LINE[choice.layout])
    return SheetQuestion(
        number=number,
        type=question.type,
        stem=stem_of(number, question),
        options=options,
        prompts=prompts,
        lines=lines,
        points=points_said(question, choice),
    )


def points_said(question: Question, options: SheetOptions) -> str | None:
    """Return what a question gives, in words; None where points are not printed."""
    if options.points is None:
        return None
    return words_for(options).count("count_points", options.points_of(question.type))


def _prompt(number: int, text: str) -> str:
    if not printable(text):
        raise ExportError(f"A prompt of question {number} is empty; give it some text.")
    return printable(text)


def _options(number: int, texts: tuple[str, ...]) -> tuple[str, ...]:
    options = tuple(printable(text) for text in texts)
    for letter, option in zip(LETTERS, options, strict=False):
        if not option:
            raise ExportError(f"Option {letter} of question {number} is empty; give it some text.")
    return options
