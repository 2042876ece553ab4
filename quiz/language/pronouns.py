"""Pronouns: whether the clause itself says what it, its, they and their stand for."""

from collections.abc import Callable

from quiz.language.clauses import Clause
from quiz.language.names import Entity, Names
from quiz.language.tree import Token
from quiz.schema.findings import Person

EMPHATIC = frozenset({"itself", "himself", "herself", "themselves"})
LOOSE_PRONOUNS = frozenset("it its they them their theirs itself themselves".split())


_NOUNS = frozenset({"NOUN", "PROPN"})
# One of them, and yet "they": "the team packed their bags".
_MADE_OF_MANY = frozenset(
    "team band group crew choir orchestra couple family squad side trio duo quartet jury staff "
    "committee council police union gang army".split()
)
_SPANS = frozenset("second minute hour day night week month year decade century".split())
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_OPENED_BY = frozenset({"that", "to", "whether", "if", "how", "why", "when", "where", "for"})


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
    plural = pronoun.lower_ in _PLURAL
    own_clause = pronoun.dep_ != "poss" and pronoun.lower_ not in EMPHATIC
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
    if plural and subject.lemma_.lower() in _MADE_OF_MANY:
        return True
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
    own = [t for t in before if not _names_a_person(t, clause, names)]
    found = {n.entity.name: n.entity for t in own if (n := names.at(clause.passage, t))}
    fitting = [e for e in found.values() if not isinstance(e, Person)]
    if len(fitting) != 1:
        return False
    plain = [t for t in before if t.pos_ == "NOUN" and t.dep_ in {"nsubj", "nsubjpass"}]
    nearest = [t for t in before if t.dep_ in {"dobj", "nsubj", "nsubjpass"}]
    last = names.at(clause.passage, nearest[-1]) if nearest else None
    if not plain and last is not None and last.entity == fitting[0]:
        return True
    plural = pronoun.lower_ in _PLURAL
    return not any(_could_own(t, plural, clause, names) for t in before)


def _names_a_person(token: Token, clause: Clause, names: Names) -> bool:
    """Tell whether a token introduces a person: "US" of "US minister Ida Marr"."""
    while token.dep_ in {"compound", "nmod", "poss", "amod"} and token.head.i > token.i:
        token = token.head
    return names.person_at(clause.passage, token) is not None


def _could_own(noun: Token, plural: bool, clause: Clause, names: Names) -> bool:
    """Tell whether a common noun can be what "its" or "their" goes back to.

    Nothing without an article can be ("intimidation"), and what a name owns may be left aside: it
    comes to the same.
    """
    if noun.pos_ != "NOUN" or noun.lemma_ in _SPANS:
        return False
    if any(c.dep_ == "poss" and names.at(clause.passage, c) for c in noun.children):
        return False
    if plural:
        return noun.tag_ == "NNS" or noun.lemma_.lower() in _MADE_OF_MANY
    opened = any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
    return noun.tag_ == "NN" and opened


def stands_for_nothing(pronoun: Token) -> bool:
    """Tell whether an "it" only holds the place of a clause: "said it was crucial that ..."."""
    verb = pronoun.head
    if pronoun.lower_ != "it" or pronoun.dep_ not in {"nsubj", "nsubjpass", "expl"}:
        return False
    if pronoun.i > verb.i:
        return False
    nature = next((c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}), None)
    passive = pronoun.dep_ == "nsubjpass" and verb.tag_ == "VBN"
    if not passive and (verb.lemma_ != "be" or nature is None):
        return False
    # "It was only a move to win time" is a move, "it was time to go" no thing.
    loose = nature is not None and (nature.dep_ == "acomp" or nature.lower_ == "time")
    clauses = [
        c
        for head in ((verb, nature) if loose else (verb,))
        if head is not None
        for c in head.children
        if c.dep_ in {"ccomp", "xcomp", "advcl", "csubj", "acl", "relcl"} and c.i > verb.i
    ]
    if passive:  # "it was announced that", not "it was built to last"
        return any(c.dep_ == "ccomp" for c in clauses)
    return any(min(c.subtree, key=lambda t: t.i).lower_ in _OPENED_BY for c in clauses)
