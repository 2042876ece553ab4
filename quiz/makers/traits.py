"""Traits: what is known about the sentence behind a question, as numbers for the ranking."""

from spacy.tokens import Token

from quiz.language.statement import Statement

_AHEAD = frozenset({"will", "would", "could", "should", "may", "might", "can"})


def traits(statement: Statement) -> dict[str, float]:
    """Return the traits of a statement by name: 0 or 1, or a count, or a share from 0 to 1."""
    clause = statement.clause
    tokens = clause.tokens
    found = {
        "doubt": statement.doubt,
        f"kind {clause.kind}": 1.0,
        "dated": float(statement.dated),
        "reports": float(clause.cue is not None),
        "modal": float(any(t.lower_ in _AHEAD for t in clause.middle)),
        "be": float(clause.verb.lemma_ == "be"),
        "goes on": float(clause.verb.tag_ == "VBG"),
        "definite": float(sum(_loose(t) for t in tokens)),
        "cut": _cut(statement),
    }
    return {name: round(value, 3) for name, value in found.items() if value}


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
