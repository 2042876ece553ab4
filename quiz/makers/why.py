"""Why did S V ...?  Causes and purposes that the statement itself gives.

Patterns: "because ...", "because of", "due to", "in protest at" and the like, hanging on the main
verb; "for" and "over" behind verbs of blame and praise (fined, sacked, sued: `blame_verbs.txt`);
"to ..." behind verbs that are done for a purpose (return, travel, build: `purpose_verbs.txt`).
Refused: mere time ("after ..."), except what somebody was dismissed or punished after; reasons that
are not the end of the statement; what somebody else gives as the reason.
"""

from collections.abc import Iterator

from quiz.language.clause_parts import mark_of
from quiz.language.statement import Statement
from quiz.language.tree import Token
from quiz.makers.phrases import (
    Phrase,
    branch,
    can_be_asked,
    cut,
    drafted,
    ends_there,
    question,
    undated,
)
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import word_set
from quiz.schema.candidate import Candidate

# How a cause begins that needs no particular verb, longest first.
_CAUSES = (
    ("as", "a", "result", "of"),
    ("in", "protest", "at"),
    ("in", "protest", "against"),
    ("in", "protest", "over"),
    ("in", "retaliation", "for"),
    ("in", "recognition", "of"),
    ("in", "honour", "of"),
    ("in", "memory", "of"),
    ("in", "order", "to"),
    ("in", "an", "effort", "to"),
    ("in", "an", "attempt", "to"),
    ("in", "a", "bid", "to"),
    ("because", "of"),
    ("owing", "to"),
    ("due", "to"),
    ("thanks", "to"),
)
_BLAME = frozenset(
    "criticism backlash outrage anger fury protest condemnation pressure scrutiny lawsuit".split()
)
_PENALTIES = frozenset("fine penalty settlement damages sentence ban".split())
_HONOURS = frozenset("prize medal award honour honor trophy".split())
_HONOURING = frozenset("award give win receive".split())
_FEWEST, _MOST = 2, 14  # words of a reason
_AMOUNTS = frozenset("year month week day hour minute second time dollar pound euro % m".split())
_HALF = frozenset({"partly", "mainly", "largely", "partially", "not", "only", "just", "simply"})


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each statement that gives its reason."""
    for statement in askable(workshop):
        if can_be_asked(statement):
            draft = _draft(workshop, statement)
            if draft is not None:
                yield draft.short_answer(workshop)


def _draft(workshop: Workshop, statement: Statement) -> Draft | None:
    for opening, confidence in _reasons(statement):
        tokens = undated(workshop, branch(statement, opening), statement)
        phrase = cut(statement, tokens)
        if phrase is None or not _complete(phrase) or not ends_there(workshop, phrase):
            continue
        stem = question(statement, "why", phrase.rest)
        if stem is not None:
            return drafted(
                workshop,
                statement,
                maker="why",
                stem=stem,
                key=phrase.text,
                span=phrase.span,
                asks="reason",
                confidence=confidence,
                accepted=_shorter(phrase.text),
            )
    return None


def _reasons(statement: Statement) -> Iterator[tuple[Token, float]]:
    """Yield the heads of the branches that give a cause or a purpose, each with how sure that is.

    The small parser hangs "for stealing paintings" on "12 years", so behind a verb of blame it is
    taken wherever it stands.
    """
    verb = statement.clause.verb
    blames = base_form(verb) in word_set("blame_verbs")
    for child in statement.clause.rest:
        sure = 0.0
        if child.head == verb:
            sure = _of_verb(statement, child, blames=blames)
        elif child.head.head == verb and child.head.lemma_ in _BLAME and child.dep_ == "prep":
            sure = 0.78 if child.lower_ == "over" else 0.0
        elif child.lower_ == "for" and _pays(verb, child):
            sure = 0.8
        if not sure and blames and child.dep_ == "prep" and child.lower_ == "for":
            sure = 0.8 if any(c.tag_ == "VBG" for c in child.children) else 0.0
        if sure:
            yield child, sure


def _pays(verb: Token, preposition: Token) -> bool:
    """Tell whether "for bribing ..." says what a fine, or a prize, is given for."""
    doing = any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in preposition.children)
    before = {t.lemma_.lower() for t in preposition.doc[verb.i : preposition.i]}
    if before & _HONOURS and base_form(verb) in _HONOURING:
        return doing or _for_a_deed(preposition) > 0
    return doing and bool(before & _PENALTIES)


def _of_verb(statement: Statement, child: Token, *, blames: bool) -> float:
    """Return how sure it is that what hangs on the verb is a cause or a purpose; 0 for not."""
    verb = statement.clause.verb
    if child.dep_ == "advcl" and mark_of(child) == "because":
        return 0.8
    if _cause_words(child):
        before = child.doc[child.i - 1].lower_ if child.i else ""
        return 0.0 if before in _HALF else 0.8
    if child.dep_ == "advcl" and any(c.tag_ == "TO" for c in child.children):
        own_subject = any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in child.children)
        moves_on = any(c.dep_ == "prt" and c.lower_ == "on" for c in verb.children)
        purpose = base_form(verb) in word_set("purpose_verbs") and not (own_subject or moves_on)
        if base_form(verb) in {"go", "come"} and child.i < verb.i + 3:
            return 0.0  # "went to live in Bremen"
        return 0.74 if purpose else 0.0
    if child.dep_ == "prep" and child.lower_ in {"for", "over"} and blames:
        return _for_a_deed(child)
    return 0.0


def _cause_words(child: Token) -> bool:
    """Tell whether a branch begins like "because of" or "in protest at"."""
    first = min(t.i for t in child.subtree)
    words = tuple(t.lower_ for t in child.doc[first : first + 4])
    return any(words[: len(cause)] == cause for cause in _CAUSES)


def _for_a_deed(preposition: Token) -> float:
    """Return how sure it is that "for ..." gives a deed, not a sum, a time or a person."""
    if any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in preposition.children):
        return 0.82
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None or noun.pos_ != "NOUN" or noun.lemma_.lower() in _AMOUNTS:
        return 0.0
    if any(c.tag_ == "CD" or c.text in {"$", "£", "€"} for c in noun.children):
        return 0.0
    telling = any(c.dep_ in {"prep", "poss", "compound"} for c in noun.children)
    joined = any(c.dep_ in {"cc", "conj"} for c in noun.children)
    return 0.74 if telling and not joined else 0.0


def _complete(phrase: Phrase) -> bool:
    """Tell whether a reason is of fair length and quotes nobody."""
    return _FEWEST <= len(phrase.text.split()) <= _MOST and '"' not in phrase.text


def _shorter(text: str) -> tuple[str, ...]:
    """Return a reason without the words that open it."""
    words = text.split()
    for cause in (*_CAUSES, ("because",), ("for",), ("over",), ("to",), ("after",), ("following",)):
        if tuple(w.lower() for w in words[: len(cause)]) == cause:
            return (" ".join(words[len(cause) :]),)
    return ()
