"""Pronouns: whether the clause itself says what it, its, they and their stand for."""

from collections.abc import Callable

from quiz.language.clauses import Clause
from quiz.language.gazetteer import demonyms
from quiz.language.names import Entity, Names
from quiz.language.tree import Token
from quiz.schema.findings import Person

EMPHATIC = frozenset({"itself", "himself", "herself", "themselves"})
LOOSE_PRONOUNS = frozenset("it its they them their theirs itself themselves".split())


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# One of them, and yet "they": "the team packed their bags".
_MADE_OF_MANY = frozenset(
    "team band group crew choir orchestra couple family squad side trio duo quartet jury staff "
    "committee council police union gang army".split()
)
_SPANS = frozenset("second minute hour day night week month year decade century".split())
_TEXTS = frozenset("report study survey statement letter document paper article review".split())
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
            if fits and (_what_it_says(pronoun, subject) or _left_out(pronoun, clause)):
                return False
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


def _what_it_says(pronoun: Token, subject: Token) -> bool:
    """Tell whether an "it" opens what a text says: "the report said it was sound" is no report."""
    opens = pronoun.dep_ in {"nsubj", "nsubjpass"} and pronoun.head.dep_ == "ccomp"
    return opens and pronoun.head.head == subject.head and subject.lemma_.lower() in _TEXTS


def _left_out(pronoun: Token, clause: Clause) -> bool:
    """Tell whether an "it" may be what the sentence names before the clause, and it leaves out.

    "The plan needs a vote, but Oslo has said Marr may push it through".
    """
    if pronoun.lower_ != "it" or pronoun.dep_ not in {"dobj", "pobj"}:
        return False
    first = min(t.i for t in clause.tokens)
    before = clause.verb.doc[clause.sentence.start : first]
    return any(t.tag_ == "NN" and t.dep_ in {"nsubj", "nsubjpass", "dobj"} for t in before)


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


def told_before(token: Token) -> bool:
    """Tell whether a clause before it in the sentence has a thing as its subject that "it" can be.

    "A large change is under way, but it is backed by Oslo": the change.
    """
    if token.dep_ not in _SUBJECTS or token.head.dep_ not in {"conj", "advcl"}:
        return False
    before = token.doc[token.sent.start : token.i]
    return any(t.tag_ == "NN" and t.dep_ in _SUBJECTS and t.head != token.head for t in before)


def tells_which(noun: Token, text: str) -> bool:
    """Tell whether a name before a plural, or what stands behind it, says which are meant."""
    named = any(w[:1].isupper() and w not in demonyms() for w in text.split())
    return named or not text.endswith(noun.text)
