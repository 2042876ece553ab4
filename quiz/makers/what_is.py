"""What is X?  What the article explains in passing: "Sorvik Energy, a maker of turbines,".

Patterns: a name of an organisation or a thing with "a" or "an" and a telling noun phrase behind a
comma, or "X is a ..." as main clause. Refused: people (their posts are asked elsewhere), countries
and cities, explanations that say too little ("a company") or lean on others ("his company").
"""

from collections.abc import Iterator

from quiz.language.gazetteer import known_place
from quiz.language.kinds import is_kind_noun
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.makers.phrases import without_article
from quiz.makers.workshop import Draft, Workshop, sourced
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person, Place
from quiz.schema.record import Evidence, Span, digest

_FEWEST, _MOST = 4, 13  # words of an explanation
_POINTING = frozenset(
    "it its they their he his she her this that these those such another other".split()
)
_BLAND = frozenset("company firm organisation organization group business body place".split())
_KINDS = frozenset(
    "maker alliance group body network coalition campaign tool system disease syndrome technique "
    "process device machine substance condition trust association federation subsidiary team club "
    "service product brand event competition contest".split()
)
_PASSING = frozenset(
    "sign move blow step one lot day time week year part result first last".split()
)


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each name that the article explains, once a name."""
    asked: set[str] = set()
    for passage, sentence in workshop.parsed.sentences():
        for token in sentence:
            explained = _explained(token)
            if explained is None or passage.is_quoted(token):
                continue
            name, noun = explained
            draft = _draft(workshop, passage, name, noun)
            if draft is not None and draft.stem not in asked:
                asked.add(draft.stem)
                yield draft.short_answer(workshop)


def _explained(token: Token) -> tuple[Token, Token] | None:
    """Return the head of a name and the noun that explains it."""
    head = token.head
    if token.dep_ == "appos" and token.i > head.i and head.pos_ == "PROPN":
        first = min(t.i for t in token.subtree)
        return (head, token) if token.doc[first - 1].text == "," else None
    if token.dep_ == "attr" and head.lower_ == "is" and head == token.sent.root:
        subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
        plain = not any(c.dep_ in {"neg", "advmod", "conj"} for c in head.children)
        return (subject, token) if subject is not None and plain else None
    return None


def _draft(workshop: Workshop, passage: Passage, name: Token, noun: Token) -> Draft | None:
    words = _name(workshop, passage, name)
    phrase = _phrase(noun)
    if words is None or phrase is None or noun.pos_ != "NOUN" or noun.lemma_ in _PASSING:
        return None
    text = workshop.article.text
    start, end = passage.start(words[0]), passage.end(words[-1])
    called = text[start:end]
    span = Span(start=passage.start(phrase[0]), end=passage.end(phrase[-1]))
    key = workshop.article.at(span)
    if any(word in key for word in called.split() if word[:1].isupper()) or "\n" in key:
        return None
    evidence: Evidence = passage.sentence_evidence(name.sent)
    if not evidence.covers(span):
        return None
    article = "the " if text[max(0, start - 4) : start].lower() == "the " else ""
    return Draft(
        maker="what_is",
        fact=f"{digest(evidence.text)}:what:{start - evidence.start}",
        stem=f"What is {article}{called}?",
        key=key,
        accepted=(without_article(key),),
        asks="term",
        evidence=evidence,
        explanation=sourced(evidence.text),
        confidence=0.74,
        key_span=span,
        key_names=(key,),
    )


def _name(workshop: Workshop, passage: Passage, head: Token) -> list[Token] | None:
    """Return the tokens of a name that stands by itself; None for people and known places."""
    tokens = [
        t for t in head.subtree if t.i <= head.i and (t == head or t.dep_ in {"compound", "nmod"})
    ]
    if any(t.tag_ not in {"NNP", "NNPS"} for t in tokens) or head.tag_ not in {"NNP", "NNPS"}:
        return None
    if any(
        c.dep_ in {"prep", "poss", "amod", "nummod", "conj"} and c.i < head.i for c in head.children
    ):
        return None
    if any(c.dep_ == "conj" or c.dep_ == "cc" for c in head.children) or head.dep_ == "conj":
        return None
    named = workshop.names.at(passage, head)
    if named is None and (
        head.ent_type_ in {"PERSON", "GPE", "DATE", "NORP", ""} or len(tokens) < 2
    ):
        return None
    if named is not None:
        entity = named.entity
        if isinstance(entity, Person) or (isinstance(entity, Place) and entity.kind != "place"):
            return None
        tokens = [t for t in tokens if named.start <= passage.start(t) < named.end]
        if not tokens or passage.start(tokens[0]) != named.start:
            return None
    text = " ".join(t.text for t in tokens)
    return None if known_place(text) is not None else tokens


def _phrase(noun: Token) -> list[Token] | None:
    """Return a whole explanation: "a charity that rescues sea birds"; None where it is not sure."""
    tokens = [t for t in noun.subtree if not t.is_space]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    comma = next(
        (n for n, t in enumerate(tokens) if t.text in {",", ";", "-", "–", "—", "("}), None
    )
    if comma is not None and any(t.dep_ in {"cc", "conj"} for t in tokens[comma:]):
        return None  # a list would be cut
    tokens = tokens[:comma]
    if not _FEWEST <= len(tokens) <= _MOST or tokens[0].lower_ not in {"a", "an"}:
        return None
    if noun not in tokens or any(t.lower_ in _POINTING - {"that"} for t in tokens):
        return None
    if any(t.text in {'"', "?", ":"} or (t.like_num and t.ent_type_ == "DATE") for t in tokens):
        return None
    if [t.i for t in tokens] != list(range(tokens[0].i, tokens[-1].i + 1)):
        return None
    if tokens[-1].tag_ in {"IN", "TO", "DT", "CC", "VBZ", "WDT"}:
        return None
    behind = noun.doc[tokens[-1].i + 1] if tokens[-1].i + 1 < len(noun.doc) else None
    if behind is not None and behind.text not in {",", ".", ";", ")", "-", "—", "–", "\n"}:
        return None
    if behind is not None and behind.text == "," and _listed(behind):
        return None
    return tokens if _tells(noun, tokens) else None


def _listed(comma: Token) -> bool:
    """Tell whether "and" or another "a ..." follows: then the commas part the members of a list."""
    following = comma.doc[comma.i + 1].lower_ if comma.i + 1 < len(comma.doc) else ""
    return following in {"and", "or", "a", "an"}


def _tells(noun: Token, tokens: list[Token]) -> bool:
    """Tell whether an explanation names a kind, and says more than "a company in Bremen"."""
    kinds = word_set("named_things")
    if not (noun.lemma_.lower() in kinds | _KINDS or is_kind_noun(noun.lemma_.lower())):
        return False
    telling = [t for t in tokens if t != noun and t.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}]
    if noun.lemma_.lower() in _BLAND:
        telling = [t for t in telling if t.pos_ != "PROPN"]
    return len(telling) >= 1 + (noun.lemma_.lower() in _BLAND)
