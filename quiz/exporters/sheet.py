"""What a printed page shows: the question sheet and the answer key, before any layout.

The PDF and the HTML exporter lay out these records and nothing else, so that both show the same
words. The records of a sheet hold no key at all: what is not there cannot be printed by mistake.
"""

import math
import re
from collections.abc import Iterator

from quiz.errors import ExportError
from quiz.language import answers
from quiz.language.written_dates import in_words
from quiz.schema.question import (
    GAP,
    LETTERS,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Proof,
    Question,
    QuestionType,
    ShortAnswer,
    TrueFalse,
    key_text,
    proofs,
    reasons,
)
from quiz.schema.quiz import Quiz, paragraph_number
from quiz.schema.record import Record

ONE_LINE = 40  # a chosen option up to this many characters stands in the overview in full
_MOST_FORMS = 4  # accepted forms that a key prints besides the answer; quiz.json holds them all
# Millimetres that a handwritten character takes, and the writing line of a page.
_HAND, _LINE = 3.5, 155
_GAP_NARROWEST, _GAP_WIDEST = 30, 120
# White space that breaks a line on paper for no reason; a no-break space is left alone.
_SPACES = re.compile("[\t\n\v\f\r\x1c-\x1f \x85\u2028\u2029]+")
# Invisible characters that make a PDF invalid (controls, U+FEFF), have no meaning (lone surrogates)
# or turn the words around them about (embeddings, overrides and isolates of direction).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_DOUBLE_MARK = '[“”„"]'
_HAIR_SPACE = "\u200a"  # keeps ‘“ from running together
_INSTRUCTIONS: dict[QuestionType, str] = {
    "multiple_choice": "circle the letter of the right option",
    "true_false": "tick True or False",
    "cloze": "write what is missing in the gap",
    "short_answer": "write a short answer on the line",
    "matching": "write the letter that matches on each line",
    "ordering": "number the boxes, 1 for what happened first",
}


class Stem(Record):
    """A stem. Where `after` is not None, a gap stands between the two parts."""

    before: str
    after: str | None = None


class SheetQuestion(Record):
    """A question as a student sees it. `lines` is the number of lines to write on.

    `prompts` are what is to be matched with the `options`, or the events to number.
    """

    number: int
    type: QuestionType
    stem: Stem
    options: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    lines: int = 0


class Sheet(Record):
    """A question sheet. `gap` is the width of every gap in millimetres."""

    title: str
    source: str | None
    language: str
    reference: str
    instructions: str
    gap: int
    questions: tuple[SheetQuestion, ...]


class Quote(Record):
    """The evidence in quotation marks, cut where the key begins and ends (`key` may be empty)."""

    opening: str
    before: str
    key: str
    after: str
    closing: str


class Part(Record):
    """A prompt with its choice, or an event with its date, and what proves it.

    `sign` is what the student writes beside it: the letter of the choice, the number of the event.
    """

    sign: str
    prompt: str
    answer: str
    quote: Quote
    paragraph: int | None


class Entry(Record):
    """The answer to one question and what proves it.

    `letter` is that of the right option, `accepted` holds some forms accepted besides the answer,
    `reasons` the explanation and what the derivation adds to it, `difficulty` how hard it is
    thought to be and why, and `paragraph` the number of the article's paragraph that holds the
    evidence, where one does. The `parts` of matching and ordering stand in the order of the sheet,
    each with a proof of its own.
    """

    number: int
    stem: Stem
    letter: str | None
    answer: str
    accepted: tuple[str, ...]
    correction: str | None
    reasons: tuple[str, ...]
    difficulty: str | None
    quote: Quote
    paragraph: int | None
    parts: tuple[Part, ...] = ()

    @property
    def overview(self) -> str:
        """The answer for the overview: a long option stands for itself by its letter.

        What is written beside the parts stands in the order of the sheet.
        """
        if self.parts:
            return ", ".join(part.sign for part in self.parts)
        if self.letter is None:
            return self.answer
        return self.letter if len(self.answer) > ONE_LINE else f"{self.letter}  {self.answer}"


class AnswerKey(Record):
    """An answer key, numbered as the sheet."""

    title: str
    source: str | None
    language: str
    reference: str
    entries: tuple[Entry, ...]


def printable(text: str) -> str:
    """Return `text` on one line, without the characters that print nothing and break a page."""
    return _run(text).strip(" ")


def question_sheet(quiz: Quiz) -> Sheet:
    """Return what the question sheet of `quiz` shows; raise ExportError for an empty stem."""
    return Sheet(
        title=_title(quiz),
        source=_source(quiz),
        language=_language(quiz),
        reference=_reference(quiz),
        instructions=_instructions(quiz),
        gap=_gap(quiz),
        questions=tuple(
            _sheet_question(number, question)
            for number, question in enumerate(quiz.questions, start=1)
        ),
    )


def answer_key(quiz: Quiz) -> AnswerKey:
    """Return what the answer key of `quiz` shows; raise ExportError for an empty stem."""
    return AnswerKey(
        title=_title(quiz),
        source=_source(quiz),
        language=_language(quiz),
        reference=_reference(quiz),
        entries=tuple(
            _entry(quiz, number, question)
            for number, question in enumerate(quiz.questions, start=1)
        ),
    )


def places(page: Sheet | AnswerKey) -> Iterator[tuple[str, str]]:
    """Yield (where it stands, text) for every text of `page` that comes from the article."""
    yield "the title", page.title
    yield "the source line", page.source or ""
    yield "the reference line", page.reference
    for question in page.questions if isinstance(page, Sheet) else ():
        yield f"question {question.number}", _words(question.stem)
        for letter, option in zip(LETTERS, question.options, strict=False):
            yield f"option {letter} of question {question.number}", option
        for prompt in question.prompts:
            yield f"question {question.number}", prompt
    for entry in page.entries if isinstance(page, AnswerKey) else ():
        yield f"question {entry.number}", _words(entry.stem)
        yield f"the key of question {entry.number}", " ".join((entry.answer, *entry.accepted))
        explanation = " ".join((entry.correction or "", *entry.reasons, entry.difficulty or ""))
        yield f"the explanation of question {entry.number}", explanation
        for part in entry.parts:
            yield f"question {entry.number}", part.prompt
            yield f"the key of question {entry.number}", part.answer
        for quote in (entry.quote, *(part.quote for part in entry.parts)):
            quoted = quote.before + quote.key + quote.after
            yield f"the evidence of question {entry.number}", quoted


def _words(stem: Stem) -> str:
    return f"{stem.before} {stem.after or ''}"


def _title(quiz: Quiz) -> str:
    return printable(quiz.title) or printable(quiz.article.title) or "Questions on a news article"


def _source(quiz: Quiz) -> str | None:
    """Return outlet, date and byline, as far as the article has them."""
    article = quiz.article
    byline = re.sub(r"^by\s+", "", printable(article.byline or ""), flags=re.IGNORECASE)
    parts = (
        printable(article.outlet or ""),
        in_words(article.published) if article.published else "",
        f"by {byline}" if byline else "",
    )
    return ", ".join(part for part in parts if part) or None


def _language(quiz: Quiz) -> str:
    """Return the two or three letters that screen readers choose a voice by."""
    primary = quiz.article.language.lower().partition("-")[0]
    return primary if re.fullmatch("[a-z]{2,3}", primary) else "en"


def _reference(quiz: Quiz) -> str:
    return f"Quiz {printable(quiz.id)[:8]}, seed {quiz.seed}"


def _instructions(quiz: Quiz) -> str:
    """Return how to answer, naming only the kinds of question that the sheet has."""
    types = {question.type for question in quiz.questions}
    ways = [way for type_, way in _INSTRUCTIONS.items() if type_ in types]
    listed = ", ".join(ways[:-1]) + (" or " if len(ways) > 1 else "") + ways[-1]
    count = len(quiz.questions)
    total = "1 question" if count == 1 else f"{count} questions, one point each"
    return f"{total}. {listed[0].upper()}{listed[1:]}. Every answer is in the article."


def _gap(quiz: Quiz) -> int:
    """Return one width for all gaps, wide enough for the longest key, so that none is a hint."""
    longest = max((len(q.key) for q in quiz.questions if isinstance(q, Cloze)), default=0)
    wanted = 5 * math.ceil(longest * _HAND / 5)
    return min(max(wanted, _GAP_NARROWEST), _GAP_WIDEST)


def _sheet_question(number: int, question: Question) -> SheetQuestion:
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
        lines = math.ceil(len(question.key) * _HAND / _LINE)
    return SheetQuestion(
        number=number,
        type=question.type,
        stem=_stem(number, question),
        options=options,
        prompts=prompts,
        lines=lines,
    )


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


def _stem(number: int, question: Question) -> Stem:
    before, gap, after = question.stem, "", ""
    if isinstance(question, Cloze):
        before, gap, after = question.stem.partition(GAP)
    if not printable(before + after):
        raise ExportError(f"Question {number} has an empty stem; write one or leave it out.")
    if not gap:
        return Stem(before=printable(before))
    # The spaces next to the gap are the author's: "in _____." has one before it and none after.
    return Stem(before=_run(before).lstrip(" "), after=_run(after).rstrip(" "))


def _entry(quiz: Quiz, number: int, question: Question) -> Entry:
    accepted: tuple[str, ...] = ()
    if isinstance(question, Cloze | ShortAnswer):
        accepted = _other_forms(question)
    correction = question.correction if isinstance(question, TrueFalse) else None
    why = map(printable, reasons(question))
    return Entry(
        number=number,
        stem=_stem(number, question),
        letter=LETTERS[question.key_index] if isinstance(question, MultipleChoice) else None,
        answer=printable(key_text(question)),
        accepted=accepted,
        correction=printable(correction) if correction else None,
        reasons=tuple(reason for reason in why if reason),
        difficulty=_difficulty(question),
        quote=_quote(Proof(question.evidence, question.key_span)),
        paragraph=paragraph_number(quiz, question.evidence),
        parts=_parts(quiz, question),
    )


def _parts(quiz: Quiz, question: Question) -> tuple[Part, ...]:
    """Return the pairs or events in the order of the sheet, none for a question of one part."""
    if isinstance(question, Matching):
        signs = [LETTERS[place] for place in question.places]
        texts = [(pair.left, pair.right) for pair in question.pairs]
    elif isinstance(question, Ordering):
        signs = [str(rank) for rank in question.ranks]
        texts = [(event.text, event.when) for event in question.events]
    else:
        return ()
    return tuple(
        Part(
            sign=sign,
            prompt=printable(prompt).removesuffix("."),
            answer=printable(answer),
            quote=_quote(proof),
            paragraph=paragraph_number(quiz, proof.evidence),
        )
        for sign, (prompt, answer), proof in zip(signs, texts, proofs(question), strict=True)
    )


def _difficulty(question: Question) -> str | None:
    """Return "easy (0.25): the headline names the answer; …", None where it is not estimated."""
    hard = question.difficulty
    if hard is None:
        return None
    reasons = "; ".join(filter(None, map(printable, hard.reasons)))
    return f"{hard.level} ({hard.estimate:.2f})" + (f": {reasons}" if reasons else "")


def _other_forms(question: Cloze | ShortAnswer) -> tuple[str, ...]:
    person = question.asks in ("speaker", "person")
    forms = [form for form in map(printable, question.accepted) if form]
    return tuple(answers.telling_forms(forms, person=person, most=_MOST_FORMS)) if forms else ()


def _quote(proof: Proof) -> Quote:
    """Return the evidence; marks inside it decide which marks go round it."""
    text, span = proof.evidence.text, proof.key_span
    start = span.start - proof.evidence.start if span else len(text)
    end = span.end - proof.evidence.start if span else len(text)
    before, key, after = text[:start], text[start:end], text[end:]
    opening, closing = ("‘", "’") if re.search(_DOUBLE_MARK, text) else ("“", "”")
    shown = printable(text)
    return Quote(
        opening=opening + (_HAIR_SPACE if re.match(_DOUBLE_MARK, shown) else ""),
        before=_run(before).lstrip(" "),
        key=_run(key),
        after=_run(after).rstrip(" "),
        closing=(_HAIR_SPACE if re.match(_DOUBLE_MARK, shown[-1:]) else "") + closing,
    )


def _run(text: str) -> str:
    """Return a piece of running text as `printable` would, but with the spaces at its ends."""
    return _SPACES.sub(" ", _UNPRINTABLE.sub("", text))
