"""Pronouns: whether the clause itself says what it, its, they and their stand for."""

from collections.abc import Callable

from spacy.tokens import Token

from quiz.language.clauses import Clause
from quiz.language.names import Entity, Names
from quiz.schema.findings import Person

EMPHATIC = frozenset({"itself", "himself", "herself", "themselves"})
LOOSE_PRONOUNS = frozenset("it its they them their theirs itself themselves".split())


_NOUNS = frozenset({"NOUN", "PROPN"})


def bound(
    pronoun: Token, clause: Clause, names: Names, told: Callable[[Token], Entity | None]
) -> bool:
    """Tell whether it, its, they or their goes back to a subject inside the clause.

    A pronoun in the subject has nothing before it; an object cannot be the subject of its own verb;
    "it" is no person and "they" not one person. `told` gives what a resolved subject stands for.
    """
    if pronoun in clause.subject or pronoun in clause.lead:
        return False
    inside = {t.i for t in clause.tokens}
    plural = pronoun.lower_ in {"they", "them", "their", "theirs", "themselves"}
    own_clause = pronoun.dep_ != "poss"
    own_phrase = {t.i for t in pronoun.head.subtree} if pronoun.dep_ == "poss" else set()
    for head in pronoun.ancestors:
        subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if head == clause.verb:
            subject = clause.subject_head
        if subject == pronoun:
            own_clause = False
        elif subject is not None and subject.i in inside and told(subject) is not None:
            if not isinstance(told(subject), Person):
                return True
            own_clause = False
        elif subject is not None and subject.i in inside and subject.pos_ != "PRON":
            fits = subject.i not in own_phrase and _agrees(plural, subject, clause, names)
            if fits:
                return not own_clause
            own_clause = False
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


def emphatic(pronoun: Token) -> bool:
    """Tell whether a pronoun only stresses the subject before it: "the company itself had"."""
    before = pronoun.doc[pronoun.i - 1] if pronoun.i else None
    stresses = pronoun.dep_ in {"appos", "npadvmod", "advmod", "nsubj"}
    return pronoun.lower_ in EMPHATIC and stresses and before is not None and before.pos_ in _NOUNS


def owned_by_the_only_name(pronoun: Token, clause: Clause, names: Names) -> bool:
    """Tell whether "its" or "their" has one name before it in the clause that it can go back to.

    "Esper accused China of imposing its will": a person does not fit, China alone does.
    """
    if pronoun.dep_ != "poss":
        return False
    before = [t for t in clause.tokens if t.i < pronoun.i]
    found = {n.entity.name: n.entity for t in before if (n := names.at(clause.passage, t))}
    fitting = [e for e in found.values() if not isinstance(e, Person)]
    plain = [t for t in before if t.pos_ == "NOUN" and t.dep_ in {"nsubj", "nsubjpass"}]
    nearest = [t for t in before if t.dep_ in {"dobj", "nsubj", "nsubjpass"}]
    if len(fitting) != 1 or plain or not nearest:
        return False
    last = names.at(clause.passage, nearest[-1])
    return last is not None and last.entity == fitting[0]
