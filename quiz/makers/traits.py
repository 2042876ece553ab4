"""Traits: what is known about the sentence behind a question, as numbers for the ranking."""

from collections.abc import Iterator

from quiz.language.statement import Statement
from quiz.language.tree import Token

_TOLD = 0.5  # how much of a loose phrase is left of one that was told in full
_AHEAD = frozenset({"will", "would", "could", "should", "may", "might", "can"})
_SUBORDINATE = frozenset("advcl relcl ccomp xcomp acl csubj".split())
_NAMED = frozenset("PERSON ORG GPE LOC FAC EVENT PRODUCT NORP WORK_OF_ART LAW".split())
_AMOUNTS = frozenset("CARDINAL MONEY PERCENT QUANTITY".split())
_PLAIN_ADVERBS = frozenset("not n't about than as so too".split())
_WHO = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "people"}


def traits(statement: Statement) -> dict[str, float]:
    """Return the traits of a statement by name: 0 or 1, or a count, or a share from 0 to 1."""
    clause = statement.clause
    tokens = clause.tokens
    told = {word.start for word in statement.words if " " in word.text}
    found = {
        "doubt": statement.doubt,
        f"kind {clause.kind}": 1.0,
        "dated": float(statement.dated),
        "shifted": float(statement.shifted),
        "timed": float(statement.time is not None),
        "led in": float(bool(statement.lead)),
        "denies": float(statement.denies),
        "reports": float(clause.cue is not None),
        "definite": sum(
            _TOLD if clause.passage.start(t) in told else 1.0 for t in tokens if _loose(t)
        ),
        "cut": _cut(statement),
        f"subject {_subject(clause.subject_head)}": 1.0,
        f"verb {clause.verb.lemma_.lower()}": 1.0,
        **dict(_of_verb(statement)),
        **dict(_of_words(tokens)),
    }
    return {name: round(value, 3) for name, value in found.items() if value}


def _of_verb(statement: Statement) -> Iterator[tuple[str, float]]:
    """Yield what the verb group tells: tense, mood, voice."""
    clause = statement.clause
    helpers = {t.lemma_ for t in clause.middle if t.dep_ in {"aux", "auxpass"}}
    finite = next((t.tag_ for t in clause.middle if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}), "")
    yield "modal", float(any(t.lower_ in _AHEAD for t in clause.middle))
    yield "be", float(clause.verb.lemma_ == "be")
    yield "goes on", float(clause.verb.tag_ == "VBG")
    yield "perfect", float("have" in helpers)
    yield "passive", float(any(t.dep_ == "auxpass" for t in clause.middle))
    yield "present", float(finite in {"VBZ", "VBP"})


def _of_words(tokens: tuple[Token, ...]) -> Iterator[tuple[str, float]]:
    """Yield how many words of which kinds the statement has."""
    yield "adjectives", float(sum(t.tag_ == "JJ" for t in tokens))
    yield "compared", float(sum(t.tag_ in {"JJR", "JJS", "RBR", "RBS"} for t in tokens))
    yield "adverbs", float(sum(t.pos_ == "ADV" and t.lower_ not in _PLAIN_ADVERBS for t in tokens))
    yield "prepositions", float(sum(t.dep_ == "prep" for t in tokens))
    yield "subordinate", float(sum(t.dep_ in _SUBORDINATE for t in tokens))
    yield "joined words", float(sum(t.dep_ == "conj" for t in tokens))
    yield "indefinite", float(sum(t.lower_ in {"a", "an"} for t in tokens))
    yield "owners", float(sum(t.tag_ == "PRP$" for t in tokens))
    yield "entities", float(sum(t.ent_type_ in _NAMED and t.ent_iob_ == "B" for t in tokens))
    yield "amounts", float(sum(t.ent_type_ in _AMOUNTS and t.ent_iob_ == "B" for t in tokens))
    yield "days", float(sum(t.ent_type_ == "DATE" and t.ent_iob_ == "B" for t in tokens))
    yield "quoted words", float(any(t.text in {"“", '"', "``"} for t in tokens))


def _subject(head: Token) -> str:
    """Return what kind of thing a subject names: a person, organisation or place, or a noun."""
    if head.ent_type_ in _WHO:
        return _WHO[head.ent_type_]
    if head.pos_ in {"PRON", "PROPN"}:
        return "name" if head.pos_ == "PROPN" else "pronoun"
    return "nouns" if head.tag_ == "NNS" else "noun"


def _loose(token: Token) -> bool:
    """Tell whether a token is the article of a phrase with no name in it: "the deal"."""
    noun = token.head
    if token.lower_ != "the" or noun.pos_ != "NOUN":
        return False
    return not any(t.pos_ in {"PROPN", "NUM"} for t in noun.subtree)


def _cut(statement: Statement) -> float:
    """Return which share of its sentence the statement leaves out."""
    said = sum(len(w.text) for w in statement.words)
    return max(0.0, 1.0 - said / max(1, len(statement.evidence.text)))
