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

_LONGEST_SENTENCE = (
    150  # characters; of a longer one only a piece is shown with a word, and none with a name
)
_FOR_EACH_MORE = 60  # of several words
_MARK = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)")
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


class Phrase(Record):
    """A piece of a sentence with the numbers in it marked."""

    words: tuple[Run, ...]
    paragraph: int | None


class Voice(Record):
    """What somebody said."""

    words: str
    speaker: str
    paragraph: int | None


class Term(Record):
    """Words to know of one sentence, and the sentence or a piece of it.

    `see` says where the sentence stands already ("What happened, 4"); `sentence` is empty then.
    """

    words: tuple[str, ...]
    sentence: tuple[Run, ...]
    see: str | None
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
    figures: tuple[Phrase, ...]
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
    people = tuple(_who(quiz, guide, who) for who in guide.people)
    return GuidePage(
        title=page_title(quiz),
        source=source_line(quiz),
        language=voice(quiz),
        reference=f"Quiz {printable(quiz.id)[:8]}, seed {quiz.seed}",
        summary=tuple(_line(quiz, sentence) for sentence in guide.summary),
        people=people,
        organisations=tuple(_who(quiz, guide, who) for who in guide.organisations),
        places=tuple(_where(quiz, where) for where in guide.places),
        timeline=tuple(
            _event(quiz, number, event) for number, event in enumerate(guide.timeline, start=1)
        ),
        picture=picture_of(guide.timeline),
        figures=_phrases(quiz, guide.figures),
        quotations=tuple(_voice(quiz, said) for said in guide.quotations),
        words=_terms(quiz, guide, people),
        sheet=question_sheet(quiz) if asks else None,
        answers=_answers(quiz) if asks else (),
    )


def _answers(quiz: Quiz) -> tuple[Answer, ...]:
    entries = answer_key(quiz, SheetOptions()).entries
    return tuple(Answer(number=entry.number, text=entry.overview) for entry in entries)


def _line(quiz: Quiz, sentence: Evidence) -> Line:
    return Line(text=printable(sentence.text), paragraph=paragraph_number(quiz, sentence))


def _who(quiz: Quiz, guide: Guide, who: Who) -> Name:
    told = "; ".join(printable(text) for text in who.told) or None
    sentence = printable(who.evidence.text)
    says_little = who.kind == "person" and (told is None or " " not in told)
    short = len(sentence) <= _LONGEST_SENTENCE
    counted = any(figure.evidence == who.evidence for figure in guide.figures)
    shown = says_little and short and not counted and _seen(guide, who.evidence) is None
    named = who.kind not in {"person", "organisation"} and told is None
    return Name(
        name=printable(who.name),
        kind=who.kind if named else None,
        told=told,
        sentence=sentence if shown else None,
        paragraph=paragraph_number(quiz, who.evidence),
    )


def _seen(guide: Guide, sentence: Evidence) -> str | None:
    """Return where in the guide a sentence stands whole, None where it does not."""
    for number, line in enumerate(guide.summary, start=1):
        if line.start < sentence.end and sentence.start < line.end:
            return f"What happened, {number}"
    said = any(
        voice.evidence.start <= sentence.start and sentence.end <= voice.evidence.end
        for voice in guide.quotations
    )
    return "In their own words" if said else None


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


def _phrases(quiz: Quiz, figures: tuple[Figure, ...]) -> tuple[Phrase, ...]:
    """Return the figures, those of one phrase together."""
    of_phrase: dict[tuple[str, Evidence], list[str]] = {}
    for figure in figures:
        of_phrase.setdefault((figure.phrase, figure.evidence), []).append(figure.value)
    return tuple(
        Phrase(words=_marked(phrase, values), paragraph=paragraph_number(quiz, sentence))
        for (phrase, sentence), values in of_phrase.items()
    )


def _voice(quiz: Quiz, said: Said) -> Voice:
    words = printable(said.words)
    return Voice(
        words=words if words.endswith(_ENDS) else f"{words}.",
        speaker=printable(said.speaker),
        paragraph=paragraph_number(quiz, said.evidence),
    )


def _terms(quiz: Quiz, guide: Guide, people: tuple[Name, ...]) -> tuple[Term, ...]:
    """Return the words to know, those of one sentence together; `people` as they are shown."""
    told = {name.sentence for name in people}
    of_sentence: dict[Evidence, list[Word]] = {}
    for word in guide.words:
        of_sentence.setdefault(word.evidence, []).append(word)
    terms = []
    for sentence, words in of_sentence.items():
        forms = [word.form for word in words]
        whole = printable(sentence.text)
        see = _seen(guide, sentence) or ("Who is who" if whole in told else None)
        shown = _marked(piece_of(whole, forms) or whole, forms) if see is None else ()
        terms.append(
            Term(
                words=tuple(printable(word.word) for word in words),
                sentence=shown,
                see=see,
                paragraph=paragraph_number(quiz, sentence),
            )
        )
    return tuple(terms)


def piece_of(sentence: str, words: Sequence[str]) -> str | None:
    """Return a sentence; of a long one what stands between two marks around `words`.

    What is left out shows as an ellipsis. None where that is still long, or has none of the words.
    """
    longest = _LONGEST_SENTENCE + _FOR_EACH_MORE * (len(words) - 1)
    if len(sentence) <= longest:
        return sentence
    ends = [0, *(mark.end() for mark in _MARK.finditer(sentence)), len(sentence)]
    places = [sentence.casefold().find(word.casefold()) for word in words]
    if min(places) < 0:
        return None
    start = max(end for end in ends if end <= min(places))
    least = max(place + len(word) for place, word in zip(places, words, strict=True))
    fits = [end for end in ends if end >= least and end - start <= longest]
    if not fits:
        return None
    end = max(fits)
    piece = sentence[start:end].strip().rstrip(",;:–—- ")
    return f"{'… ' if start else ''}{piece}{' …' if end < len(sentence) else ''}"


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
