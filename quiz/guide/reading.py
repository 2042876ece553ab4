"""The article as the study guide reads it: parsed, with its names, a sentence for every place."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from quiz.language.names import Names
from quiz.language.parsing import Parsed, Passage, parse
from quiz.language.statement import Statement
from quiz.language.telling import statements
from quiz.language.tree import Sentence, Token
from quiz.resources import word_set
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from quiz.schema.question import spaced
from quiz.schema.record import Evidence, Span

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EMPTY = frozenset("say tell be have do make get go add include accord year day week month".split())


@dataclass(frozen=True, eq=False)
class Read:
    """A sentence of the article: its number from 0, its passage, and its characters."""

    number: int
    passage: Passage
    sentence: Sentence
    evidence: Evidence


class Reading:
    """An article, what was found in it, and its sentences by place."""

    def __init__(self, article: Article, findings: Findings) -> None:
        self.article = article
        self.findings = findings
        self.parsed: Parsed = parse(article)
        self.names = Names.of(findings)
        self._title = spaced(article.title)

    @cached_property
    def sentences(self) -> tuple[Read, ...]:
        """The sentences of the paragraphs, in reading order."""
        return tuple(
            Read(number, passage, sentence, passage.sentence_evidence(sentence))
            for number, (passage, sentence) in enumerate(self.parsed.sentences())
        )

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the article, faulty ones included."""
        return statements(self.parsed, self.findings)

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each sentence that tell something, as lemmas in lower case."""
        return tuple(
            tuple(word for token in read.sentence if (word := _telling(token)) is not None)
            for read in self.sentences
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [read.evidence.start for read in self.sentences]

    def at(self, place: int) -> Read | None:
        """Return the sentence that holds the character at `place`, if one does."""
        position = bisect_right(self._starts, place) - 1
        if position < 0:
            return None
        read = self.sentences[position]
        return read if place < read.evidence.end else None

    def proof(self, span: Span) -> Evidence | None:
        """Return the sentences from the first to the last character of `span`, in one paragraph."""
        first, last = self.at(span.start), self.at(span.end - 1)
        if first is None or last is None or first.passage is not last.passage:
            return None
        return self.article.evidence(first.evidence.start, last.evidence.end)

    def first_proof(self, spans: Iterable[Span]) -> Evidence | None:
        """Return the sentence of the first of `spans` that lies in one."""
        return next((proof for span in spans if (proof := self.proof(span))), None)

    def in_title(self, forms: Iterable[str]) -> bool:
        """Tell whether the title names one of `forms`."""
        return any(spaced(form) in self._title for form in forms)


def _telling(token: Token) -> str | None:
    """Return the lemma of a word that tells something, None for any other token."""
    if token.pos_ not in _CONTENT or token.is_stop:
        return None
    lemma = token.lemma_.lower()
    if lemma in _EMPTY or lemma in word_set("function_words") or not any(map(str.isalnum, lemma)):
        return None
    return lemma
