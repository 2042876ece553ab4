"""The copy of a parse says what spaCy says, and outlives what spaCy forgets."""

from itertools import pairwise

import pytest
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken

from quiz.language.parsing import model
from quiz.language.tree import Doc, Token, copied, text_of
from tests.articles import STORIES

OWN = (
    "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ whitespace_ is_lower is_upper "
    "is_punct is_space is_stop is_sent_start is_sent_end like_num"
).split()
OF_OTHERS = "lefts rights children subtree ancestors conjuncts".split()
# A list, a clause in a clause, an aside, white space of its own, an end without a stop.
ODD = (
    "Anna, Ben and Cara Lind – who had, as Marr said, sold 30 boats (all of them blue) since "
    "May – left Oslo, Bergen and “the old port”.  It’s over, isn’t it? Nobody knew"
)


@pytest.fixture(scope="module", params=[*STORIES, "odd"])
def both(request: pytest.FixtureRequest) -> tuple[SpacyDoc, Doc]:
    parsed = model()(STORIES[request.param].text if request.param != "odd" else ODD)
    return parsed, copied(parsed)


def test_a_token_says_of_itself_what_spacys_says(both: tuple[SpacyDoc, Doc]) -> None:
    for theirs, ours in zip(*both, strict=True):
        assert _own(ours) == _own(theirs)
        assert len(ours) == len(theirs)


def _own(token: Token | SpacyToken) -> list[object]:
    return [getattr(token, name) for name in OWN]


def test_tokens_hang_on_each_other_as_spacys_do(both: tuple[SpacyDoc, Doc]) -> None:
    for theirs, ours in zip(*both, strict=True):
        assert ours.head.i == theirs.head.i
        assert ours.left_edge.i == theirs.left_edge.i
        for name in OF_OTHERS:
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], name


def test_sentences_and_names_are_those_of_spacy(both: tuple[SpacyDoc, Doc]) -> None:
    parsed, doc = both
    assert doc.text == parsed.text == text_of(doc) + doc[-1].whitespace_
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [
        (e.start, e.end, e.label_) for e in parsed.ents
    ]
    for theirs, ours in zip(parsed.sents, doc.sents, strict=True):
        for name in ("start", "end", "start_char", "end_char", "text"):
            assert getattr(ours, name) == getattr(theirs, name)
        assert ours.root.i == theirs.root.i
        assert [(e.start, e.end) for e in ours.ents] == [(e.start, e.end) for e in theirs.ents]
        assert all(token.sent is ours for token in ours)


def test_the_neighbours_of_a_token(both: tuple[SpacyDoc, Doc]) -> None:
    doc = both[1]
    assert all(one.nbor() is other and other.nbor(-1) is one for one, other in pairwise(doc))
    for missing in ((doc[0], -1), (doc[-1], 1)):
        with pytest.raises(IndexError):
            missing[0].nbor(missing[1])


def test_a_sentence_however_deep_has_its_subtree() -> None:
    """As deep as no stack is: every word hangs on the one before it."""
    many = 5_000
    deep = SpacyDoc(
        model().vocab,
        words=["on"] * many,
        heads=[max(0, n - 1) for n in range(many)],
        deps=["ROOT", *["prep"] * (many - 1)],
    )
    doc = copied(deep)
    assert doc[0].subtree == tuple(doc)
    assert len(doc[-1].ancestors) == many - 1
