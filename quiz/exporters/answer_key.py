"""What a printed answer key shows, before any layout: for the teacher, numbered as the sheet.

With several forms it also says what is right in each, and which question is which.
"""

import re

from quiz.exporters.forms import Form, forms_of
from quiz.exporters.printed import (
    Stem,
    page_title,
    printable,
    running,
    source_line,
    stem_of,
    voice,
)
from quiz.exporters.sheet import points_said, reference_line
from quiz.exporters.sheet_options import SheetOptions
from quiz.exporters.sheet_words import Words, words_for
from quiz.language import answers
from quiz.schema.question import (
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Proof,
    Question,
    ShortAnswer,
    TrueFalse,
    key_text,
    proofs,
    reasons,
)
from quiz.schema.quiz import Quiz, paragraph_number
from quiz.schema.record import Record

ONE_LINE = 40  # a chosen option up to this many characters stands in the overview in full
_MOST_FORMS = 6  # accepted forms that a key prints besides the answer; quiz.json holds them all
_DOUBLE_MARK = '[“”„"]'
_HAIR_SPACE = "\u200a"  # keeps ‘“ from running together


class Quote(Record):
    """The evidence in quotation marks, cut where the key begins and ends (`key` may be empty)."""

    opening: str
    before: str
    key: str
    after: str
    closing: str


class Part(Record):
    """A prompt with its choice, or an event with its date, and what proves it.

    `sign` is what the student writes beside it: the letter of the choice (none where every copy has
    another), the number of the event.
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
    each with a proof of its own. `points` says what the question gives, None where points are not
    printed. `comma` stands between the signs of the parts.
    """

    number: int
    stem: Stem
    points: str | None = None
    letter: str | None
    answer: str
    accepted: tuple[str, ...]
    correction: str | None
    reasons: tuple[str, ...]
    difficulty: str | None
    quote: Quote
    paragraph: int | None
    parts: tuple[Part, ...] = ()
    comma: str = ", "

    @property
    def overview(self) -> str:
        """The answer for the overview: a long option stands for itself by its letter.

        What is written beside the parts stands in the order of the sheet.
        """
        if self.parts:
            return self.comma.join(part.sign for part in self.parts)
        if self.letter is None:
            return self.answer
        return self.letter if len(self.answer) > ONE_LINE else f"{self.letter}  {self.answer}"


class KeyRow(Record):
    """What is right at one place of a form: question `number` there is `question` of the key.

    `sign` is what a student marks (a letter, T or F, one for each prompt), None where an `answer`
    is written.
    """

    number: int
    question: int
    sign: str | None
    answer: str

    @property
    def overview(self) -> str:
        """What a list of right answers shows."""
        return self.answer if self.sign is None else self.sign


class KeyForm(Record):
    """A form, or the copy of a student, with what is right in it."""

    name: str
    student: str | None
    rows: tuple[KeyRow, ...]


class AnswerKey(Record):
    """An answer key, numbered as the sheet; with several forms as form A, with copies as the quiz.

    `forms` is empty where there is but one form.
    """

    words: Words
    title: str
    source: str | None
    language: str
    reference: str
    entries: tuple[Entry, ...]
    copies: bool = False
    forms: tuple[KeyForm, ...] = ()

    @property
    def map(self) -> tuple[tuple[int, ...], ...]:
        """For each entry its number in every form, in the order of `forms`."""
        found = [{row.question: row.number for row in form.rows} for form in self.forms]
        return tuple(tuple(numbers[e.number] for numbers in found) for e in self.entries)


def answer_key(quiz: Quiz, options: SheetOptions | None = None) -> AnswerKey:
    """Return what the answer key of `quiz` shows; raise ExportError for an empty stem."""
    options = options or SheetOptions()
    words = words_for(options)
    shown = forms_of(quiz, options) if options.has_forms else ()
    return AnswerKey(
        words=words,
        title=page_title(quiz, words),
        source=_head(quiz),
        language=voice(quiz),
        reference=reference_line(quiz, options),
        entries=tuple(
            _entry(quiz, number, question, options)
            for number, question in enumerate(quiz.questions, start=1)
        ),
        copies=bool(options.copies),
        forms=tuple(_key_form(form, words) for form in shown),
    )


def _head(quiz: Quiz) -> str | None:
    """Return where the article is from, and what a language model had to do with the quiz."""
    account = printable(quiz.account) if quiz.account is not None else None
    return " · ".join(filter(None, (source_line(quiz), account))) or None


def _key_form(form: Form, words: Words) -> KeyForm:
    return KeyForm(
        name=form.name or "",
        student=form.student,
        rows=tuple(
            KeyRow(
                number=place,
                question=number,
                sign=_sign(question, words),
                answer=_short_answer(question),
            )
            for place, (number, question) in enumerate(
                zip(form.numbers, form.quiz.questions, strict=True), start=1
            )
        ),
    )


def signs_of(question: Question, words: Words) -> tuple[str, ...]:
    """Return what is marked for a right answer, one sign for each part; none where one writes."""
    if isinstance(question, MultipleChoice):
        return (words.letters[question.key_index],)
    if isinstance(question, TrueFalse):
        return (words.say("true_sign" if question.key else "false_sign"),)
    if isinstance(question, Matching):
        return tuple(words.letters[place] for place in question.places)
    if isinstance(question, Ordering):
        return tuple(map(str, question.ranks))
    return ()


def _sign(question: Question, words: Words) -> str | None:
    return words.joined(signs_of(question, words)) or None


def _short_answer(question: Question) -> str:
    return printable(key_text(question)) if isinstance(question, Cloze | ShortAnswer) else ""


def _entry(quiz: Quiz, number: int, question: Question, options: SheetOptions) -> Entry:
    accepted: tuple[str, ...] = ()
    if isinstance(question, Cloze | ShortAnswer):
        accepted = _other_forms(question, words_for(options))
    correction = question.correction if isinstance(question, TrueFalse) else None
    why = map(printable, reasons(question))
    words = words_for(options)
    return Entry(
        number=number,
        stem=stem_of(number, question),
        letter=_letter(question, options),
        points=points_said(question, options),
        answer=_answer(question, words),
        accepted=accepted,
        correction=printable(correction) if correction else None,
        reasons=tuple(reason for reason in why if reason),
        difficulty=_difficulty(question, words),
        quote=_quote(Proof(question.evidence, question.key_span)),
        paragraph=paragraph_number(quiz, question.evidence),
        parts=_parts(quiz, question, options),
        comma=words.text["comma"],
    )


def _answer(question: Question, words: Words) -> str:
    if isinstance(question, TrueFalse):
        return words.say("true" if question.key else "false")
    return printable(key_text(question))


def _letter(question: Question, options: SheetOptions) -> str | None:
    """Return the letter of the right option; there is none where every copy has another."""
    if options.copies or not isinstance(question, MultipleChoice):
        return None
    return words_for(options).letters[question.key_index]


def _parts(quiz: Quiz, question: Question, options: SheetOptions) -> tuple[Part, ...]:
    """Return the pairs or events in the order of the sheet, none for a question of one part."""
    signs: tuple[str, ...] = signs_of(question, words_for(options))
    if isinstance(question, Matching):
        signs = ("",) * len(signs) if options.copies else signs
        texts = [(pair.left, pair.right) for pair in question.pairs]
    elif isinstance(question, Ordering):
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


def _difficulty(question: Question, words: Words) -> str | None:
    """Return "easy (0.25): the headline names the answer; …", None where it is not estimated."""
    hard = question.difficulty
    if hard is None:
        return None
    reasons = "; ".join(filter(None, map(printable, hard.reasons)))
    return f"{words.say(hard.level)} ({hard.estimate:.2f})" + (f": {reasons}" if reasons else "")


def _other_forms(question: Cloze | ShortAnswer, words: Words) -> tuple[str, ...]:
    person = question.asks in ("speaker", "person")
    forms = [form for form in map(printable, question.accepted) if form]
    if not forms:
        return ()
    telling = answers.telling_forms(forms, person=person, most=len(forms))
    more = len(telling) - _MOST_FORMS
    said = (words.count("count_more", more),) if more > 0 else ()
    return (*telling[:_MOST_FORMS], *said)


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
        before=running(before).lstrip(" "),
        key=running(key),
        after=running(after).rstrip(" "),
        closing=(_HAIR_SPACE if re.match(_DOUBLE_MARK, shown[-1:]) else "") + closing,
    )
