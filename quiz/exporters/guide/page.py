"""What a study guide shows, before any layout: the PDF, Word, HTML and the web lay this out."""

import re
from collections.abc import Sequence

from quiz.errors import ExportError
from quiz.exporters.answer_key import answer_key
from quiz.exporters.guide.scale import Picture, picture_of
from quiz.exporters.printed import page_title, printable, running, source_line, voice
from quiz.exporters.sheet import Sheet, question_sheet
from quiz.exporters.sheet_options import SheetOptions
from quiz.schema.guide import Figure, Guide, Said, When, Where, Who, Word
from quiz.schema.quiz import Quiz, paragraph_number
from quiz.schema.record import Evidence, Record

_LONGEST_SENTENCE = 240  # characters of a sentence that stands for what somebody is called
_ENDS = (".", "!", "?", "…")


class Run(Record):
    """A run of a sentence; what matters in it is `marked`."""

    text: str
    marked: bool = False


class Line(Record):
    """A sentence of the article and the number of its paragraph."""

    text: str
    paragraph: int | None


class Name(Record):
    """Somebody or something: what the article calls them, or else a sentence that names them."""

    name: str
    kind: str | None
    told: str | None
    sentence: str | None
    paragraph: int | None


class Event(Record):
    """An event of the timeline. `number` is that of its dot in the picture."""

    number: int
    when: str
    text: str
    paragraph: int | None


class Amount(Record):
    """A number that matters and what it counts."""

    value: str
    counts: str


class Numbers(Record):
    """The numbers of one sentence, and the sentence."""

    amounts: tuple[Amount, ...]
    sentence: tuple[Run, ...]
    paragraph: int | None


class Voice(Record):
    """What somebody said."""

    words: str
    speaker: str
    paragraph: int | None


class Term(Record):
    """A word to know, and its sentence."""

    word: str
    sentence: tuple[Run, ...]
    paragraph: int | None


class Answer(Record):
    """The answer to a question of "Test yourself", short."""

    number: int
    text: str


class GuidePage(Record):
    """A study guide. An empty section is not shown.

    `picture` draws the timeline, where it has two events or more. `sheet` holds the questions.
    """

    title: str
    source: str | None
    language: str
    reference: str
    summary: tuple[Line, ...]
    people: tuple[Name, ...]
    organisations: tuple[Name, ...]
    places: tuple[Name, ...]
    timeline: tuple[Event, ...]
    picture: Picture | None
    figures: tuple[Numbers, ...]
    quotations: tuple[Voice, ...]
    words: tuple[Term, ...]
    sheet: Sheet | None
    answers: tuple[Answer, ...]


def guide_of(quiz: Quiz) -> Guide:
    """Return the study guide of `quiz`; raise ExportError where it has none."""
    if quiz.guide is None:
        raise ExportError(
            "This quiz was built before study guides were part of it; build it again with "
            "`quiz build`."
        )
    return quiz.guide


def guide_page(quiz: Quiz, *, with_questions: bool = True) -> GuidePage:
    """Return what the study guide of `quiz` shows, `with_questions` and their answers or without.

    Raises ExportError where the quiz has no guide, or a question cannot be printed.
    """
    guide = guide_of(quiz)
    asks = with_questions and bool(quiz.questions)
    return GuidePage(
        title=page_title(quiz),
        source=source_line(quiz),
        language=voice(quiz),
        reference=f"Quiz {printable(quiz.id)[:8]}, seed {quiz.seed}",
        summary=tuple(_line(quiz, sentence) for sentence in guide.summary),
        people=tuple(_who(quiz, who) for who in guide.people),
        organisations=tuple(_who(quiz, who) for who in guide.organisations),
        places=tuple(_where(quiz, where) for where in guide.places),
        timeline=tuple(
            _event(quiz, number, event) for number, event in enumerate(guide.timeline, start=1)
        ),
        picture=picture_of(guide.timeline),
        figures=_numbers(quiz, guide.figures),
        quotations=tuple(_voice(quiz, said) for said in guide.quotations),
        words=tuple(_term(quiz, word) for word in guide.words),
        sheet=question_sheet(quiz) if asks else None,
        answers=_answers(quiz) if asks else (),
    )


def _answers(quiz: Quiz) -> tuple[Answer, ...]:
    entries = answer_key(quiz, SheetOptions()).entries
    return tuple(Answer(number=entry.number, text=entry.overview) for entry in entries)


def _line(quiz: Quiz, sentence: Evidence) -> Line:
    return Line(text=printable(sentence.text), paragraph=paragraph_number(quiz, sentence))


def _who(quiz: Quiz, who: Who) -> Name:
    told = "; ".join(printable(text) for text in who.told) or None
    sentence = printable(who.evidence.text)
    shown = told is None and who.kind == "person" and len(sentence) <= _LONGEST_SENTENCE
    named = who.kind not in {"person", "organisation"} and told is None
    return Name(
        name=printable(who.name),
        kind=who.kind if named else None,
        told=told,
        sentence=sentence if shown else None,
        paragraph=paragraph_number(quiz, who.evidence),
    )


def _where(quiz: Quiz, where: Where) -> Name:
    return Name(
        name=printable(where.name),
        kind=where.kind if where.kind != "place" else None,
        told=None,
        sentence=None,
        paragraph=paragraph_number(quiz, where.evidence),
    )


def _event(quiz: Quiz, number: int, event: When) -> Event:
    return Event(
        number=number,
        when=printable(event.when),
        text=printable(event.text),
        paragraph=paragraph_number(quiz, event.evidence),
    )


def _numbers(quiz: Quiz, figures: tuple[Figure, ...]) -> tuple[Numbers, ...]:
    """Return the figures, those of one sentence together."""
    of_sentence: dict[Evidence, list[Figure]] = {}
    for figure in figures:
        of_sentence.setdefault(figure.evidence, []).append(figure)
    return tuple(
        Numbers(
            amounts=tuple(
                Amount(value=printable(f.value), counts=printable(f.counts)) for f in found
            ),
            sentence=_marked(sentence.text, [figure.value for figure in found]),
            paragraph=paragraph_number(quiz, sentence),
        )
        for sentence, found in of_sentence.items()
    )


def _voice(quiz: Quiz, said: Said) -> Voice:
    words = printable(said.words)
    return Voice(
        words=words if words.endswith(_ENDS) else f"{words}.",
        speaker=printable(said.speaker),
        paragraph=paragraph_number(quiz, said.evidence),
    )


def _term(quiz: Quiz, word: Word) -> Term:
    return Term(
        word=printable(word.word),
        sentence=_marked(word.evidence.text, [word.form]),
        paragraph=paragraph_number(quiz, word.evidence),
    )


def _marked(sentence: str, marks: Sequence[str]) -> tuple[Run, ...]:
    """Return the sentence in runs: the first place of each of `marks`, and what is between."""
    spans: list[tuple[int, int]] = []
    for words in marks:
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", sentence, re.IGNORECASE):
            if all(found.end() <= start or end <= found.start() for start, end in spans):
                spans.append(found.span())
                break
    runs, position = [], 0
    for start, end in sorted(spans):
        runs += [Run(text=sentence[position:start]), Run(text=sentence[start:end], marked=True)]
        position = end
    runs.append(Run(text=sentence[position:]))
    shown = [run.model_copy(update={"text": running(run.text)}) for run in runs]
    return tuple(run for run in shown if run.text)


def plain(runs: Sequence[Run]) -> str:
    """Return a sentence as one text."""
    return "".join(run.text for run in runs)
