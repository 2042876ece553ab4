"""Statements: clauses put into words, most of which point at the article they come from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quiz.language.clauses import Clause
from quiz.schema.findings import DateExpression
from quiz.schema.question import GAP
from quiz.schema.record import Evidence, Span, digest


@dataclass(frozen=True)
class Word:
    """A word of a statement; `start` to `end` in the article, or (-1, -1) for one put in.

    `names` is the entity that a word stands for which the article has a pronoun or "the company"
    in the place of, "" for any other word.
    """

    text: str
    space: bool
    start: int = -1
    end: int = -1
    names: str = ""


def render(words: Iterable[Word]) -> str:
    """Return the words as running text, without white space at the edges."""
    return "".join((" " if w.space else "") + w.text for w in words).strip()


def without_the_comma(words: list[Word]) -> list[Word]:
    """Return words without the comma that American print sets inside a closing mark: “late,”."""
    if len(words) > 1 and words[-1].text in {'"', "”"} and words[-2].text == ",":
        return [*words[:-2], replace(words[-1], space=False)]
    return words


@dataclass(frozen=True, eq=False)
class Statement:
    """A clause in words: `lead`, `subject`, `middle` (verb group) and `rest`.

    `time` is the adverbial of time with its date, its words being part of `lead` or `rest`. A
    statement is `shifted` if what the report tells in the present was put in the past, and `dated`
    if that was the past of its month.
    `doubt` (0 to 0.3) is what resolved pronouns and phrases take from the confidence of a question,
    and `fault` says why the statement must not be used.
    """

    clause: Clause
    evidence: Evidence
    lead: tuple[Word, ...]
    subject: tuple[Word, ...]
    middle: tuple[Word, ...]
    rest: tuple[Word, ...]
    time: "TimeAdverbial | None" = None
    dated: bool = False
    shifted: bool = False
    doubt: float = 0.0
    fault: str | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in order; a comma parts the lead from the subject."""
        comma = (Word(",", space=False),) if self.lead else ()
        return (*self.lead, *comma, *self.subject, *self.middle, *self.rest)

    @property
    def text(self) -> str:
        """The statement as a sentence."""
        return sentence_case(render(self.words)) + "."

    @property
    def denies(self) -> bool:
        """Whether the main clause says that something is not so."""
        return self.clause.negated or any(t.lower_ == "no" for t in self.clause.rest)

    @property
    def fact(self) -> str:
        """The name of the fact stated: its sentence and where the verb stands in it.

        It does not depend on where the sentence stands in the article, so a correction further up
        leaves the ids of questions alone.
        """
        place = self.clause.passage.start(self.clause.verb) - self.evidence.start
        return f"{digest(self.evidence.text)}:{place}"

    @property
    def span(self) -> Span:
        """From the first to the last character of the article that the statement uses."""
        places = [(w.start, w.end) for w in self.words if w.start >= 0]
        return Span(start=min(s for s, _ in places), end=max(e for _, e in places))


@dataclass(frozen=True)
class TimeAdverbial:
    """An adverbial of time: its characters in the article and the date it gives."""

    span: Span
    date: DateExpression
    text: str


def sentence_case(text: str) -> str:
    """Return `text` with its first letter as a capital."""
    for position, character in enumerate(text):
        if character == GAP[0]:
            return text
        if character.isalnum():
            return text[:position] + character.upper() + text[position + 1 :]
    return text
