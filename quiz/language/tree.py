"""A parsed text: its tokens, how they hang on each other, its sentences.

What spaCy found is copied here once. Its own tokens are made anew at every look and compute what
they are asked each time, which took longer than the parsing; and a copy outlives the memory zone
that its words were parsed in. Attributes keep the names that spaCy gives them.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken


class Token:
    """A word or a mark. `i` counts from 0 in its text, `idx` is where it begins there."""

    __slots__ = (
        "_ancestors",
        "_subtree",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_lower",
        "is_punct",
        "is_sent_start",
        "is_space",
        "is_stop",
        "is_upper",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: "Doc"
    sent: "Sentence"
    head: "Token"  # the root of a sentence is its own head
    lefts: tuple["Token", ...]  # what hangs on the token and stands before it
    rights: tuple["Token", ...]
    children: tuple["Token", ...]

    def __init__(self, source: SpacyToken) -> None:
        """Copy what `source` says of itself; `Doc` adds what it has to do with others."""
        self.i: int = source.i
        self.idx: int = source.idx
        self.text: str = source.text
        self.lower_: str = source.lower_
        self.lemma_: str = source.lemma_
        self.pos_: str = source.pos_
        self.tag_: str = source.tag_
        self.dep_: str = source.dep_
        self.ent_type_: str = source.ent_type_
        self.ent_iob_: str = source.ent_iob_
        self.whitespace_: str = source.whitespace_
        self.is_lower: bool = source.is_lower
        self.is_upper: bool = source.is_upper
        self.is_punct: bool = source.is_punct
        self.is_space: bool = source.is_space
        self.is_stop: bool = source.is_stop
        self.is_sent_start: bool = bool(source.is_sent_start)
        self.like_num: bool = source.like_num
        self._ancestors: tuple[Token, ...] | None = None
        self._subtree: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_sent_end(self) -> bool:
        """Whether the token ends its sentence."""
        return self.i + 1 == self.sent.end

    def nbor(self, steps: int = 1) -> "Token":
        """Return the token so many steps on in the text. Raises IndexError where there is none."""
        place = self.i + steps
        if place < 0:
            raise IndexError(f"no token {-steps} before token {self.i}")
        return self.doc[place]

    @property
    def ancestors(self) -> tuple["Token", ...]:
        """The head, the head of the head and so on, up to the root."""
        if self._ancestors is None:
            found, token = [], self
            while token.head is not token:
                token = token.head
                found.append(token)
            self._ancestors = tuple(found)
        return self._ancestors

    @property
    def subtree(self) -> tuple["Token", ...]:
        """The token and all that hangs on it, what stands on its left first."""
        if self._subtree is None:
            self._subtree = tuple(_walked(self))
        return self._subtree

    @property
    def left_edge(self) -> "Token":
        """The first token of the subtree in the text."""
        return self.doc[min(token.i for token in self.subtree)]

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """The other tokens that "and" or "or" joins with this one."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:  # grows while it is read
            joined += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in joined if token is not self)


def _walked(top: Token) -> list[Token]:
    """Return the subtree of a token, without recursion: a broken sentence can be very deep."""
    found: list[Token] = []
    waiting = [(top, False)]
    while waiting:
        token, opened = waiting.pop()
        if opened or not token.children:
            found.append(token)
            continue
        waiting += [(child, False) for child in reversed(token.rights)]
        waiting.append((token, True))
        waiting += [(child, False) for child in reversed(token.lefts)]
    return found


class Guess(NamedTuple):
    """What the model takes for a name or an amount: tokens `start` to `end`, and as what."""

    start: int
    end: int
    label_: str


class Sentence(tuple[Token, ...]):
    """The tokens of a sentence, `start` to `end` in its text."""

    start: int
    end: int
    root: Token
    ents: tuple[Guess, ...]  # those wholly in the sentence

    @property
    def start_char(self) -> int:
        """Where the sentence begins in its text."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """Where the sentence ends in its text."""
        return self[-1].idx + len(self[-1])

    @cached_property
    def text(self) -> str:
        """The characters of the sentence."""
        return text_of(self)


class Doc(tuple[Token, ...]):
    """The tokens of a text, with its sentences and the guesses at names in it."""

    text: str
    sents: tuple[Sentence, ...]
    ents: tuple[Guess, ...]


def text_of(tokens: Iterable[Token]) -> str:
    """Return the characters of tokens that follow each other, no white space behind the last."""
    tokens = tuple(tokens)
    spaced = "".join(token.text + token.whitespace_ for token in tokens)
    return spaced[:-1] if tokens and tokens[-1].whitespace_ else spaced


def copied(parsed: SpacyDoc) -> Doc:
    """Return a copy of what spaCy made of a text."""
    doc = Doc(Token(token) for token in parsed)
    doc.text = parsed.text
    doc.ents = tuple(Guess(entity.start, entity.end, entity.label_) for entity in parsed.ents)
    below: list[list[Token]] = [[] for _ in doc]
    for token, source in zip(doc, parsed, strict=True):
        token.doc = doc
        token.head = doc[source.head.i]
        if token.head is not token:
            below[token.head.i].append(token)
    for token, children in zip(doc, below, strict=True):
        token.children = tuple(children)
        before = sum(child.i < token.i for child in children)
        token.lefts, token.rights = token.children[:before], token.children[before:]
    doc.sents = tuple(_sentence(doc, first.start, first.end) for first in parsed.sents)
    return doc


def _sentence(doc: Doc, start: int, end: int) -> Sentence:
    sentence = Sentence(doc[start:end])
    sentence.start, sentence.end = start, end
    tops = (token for token in sentence if token.head is token)
    # A parse may cross the end of a sentence and have its root in the next one.
    sentence.root = next(tops, None) or min(sentence, key=lambda token: len(token.ancestors))
    sentence.ents = tuple(e for e in doc.ents if start <= e.start and e.end <= end)
    for token in sentence:
        token.sent = sentence
    return sentence
