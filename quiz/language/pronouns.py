"""Pronouns: whether the clause itself says what it, its, they and their stand for."""

from spacy.tokens import Token

from quiz.language.clauses import Clause
from quiz.language.names import Names

LOOSE_PRONOUNS = frozenset("it its they them their theirs itself themselves".split())


def bound(pronoun: Token, clause: Clause, names: Names) -> bool:
    """Tell whether it, its, they or their goes back to a subject inside the clause.

    A pronoun in the subject has nothing before it; an object cannot be the subject of its own verb;
    "it" is no person and "they" not one person.
    """
    if pronoun in clause.subject or pronoun in clause.lead:
        return False
    inside = {t.i for t in clause.tokens}
    plural = pronoun.lower_ in {"they", "them", "their", "theirs", "themselves"}
    own_clause = pronoun.dep_ != "poss"
    for head in pronoun.ancestors:
        subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if head == clause.verb:
            subject = clause.subject_head
        if subject == pronoun:
            own_clause = False
        elif subject is not None and subject.i in inside and subject.pos_ != "PRON":
            if own_clause:
                return False
            return _agrees(plural, subject, clause, names)
        elif subject is not None:
            own_clause = False
        if head == clause.verb:
            return False
    return False


def _agrees(plural: bool, subject: Token, clause: Clause, names: Names) -> bool:
    joined = any(c.dep_ == "conj" for c in subject.children)
    if names.person_at(clause.passage, subject) is not None and not joined:
        return False
    is_plural = joined or subject.tag_ in {"NNS", "NNPS"}
    return is_plural == plural or (plural and subject.pos_ == "PROPN")
