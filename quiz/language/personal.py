"""He, she, his and her where the clause itself names several people, or nobody by name.

A pronoun may stay as it is where the grammar tells whose it is: a statement that names both people
is then no less clear than the article.
"""

from collections.abc import Collection

from quiz.language.clause_parts import SUBJECTS, subject_of
from quiz.language.clauses import Clause
from quiz.language.names import Names, can_be, is_personal_pronoun
from quiz.language.tree import Token

_MEN = frozenset("man boy father husband son brother uncle grandfather gentleman".split())
_WOMEN = frozenset("woman girl mother wife daughter sister aunt grandmother lady".split())
_EITHER = frozenset(
    "teenager student pupil passenger driver cyclist tourist resident doctor nurse teacher pilot "
    "sailor farmer player fan officer soldier engineer lawyer hiker climber worker employee".split()
)
_MALE = frozenset({"he", "him", "his", "himself"})


def goes_back_inside(
    pronoun: Token, clause: Clause, names: Names, fitting: Collection[str]
) -> bool:
    """Tell whether the grammar says which of the people named before it a pronoun is.

    `fitting` are the names of those in the clause whose sex it has. "Marr said Ray had lost his
    bag": whose the bag is, its own clause tells. "Marr was sorry that Ray had left him": not Ray.
    """
    if pronoun.dep_ in SUBJECTS:
        return _is_the_speaker(pronoun, clause, names, fitting)
    subject = _nearest_subject(pronoun, clause)
    if subject is None:
        return False
    own = _who(subject, pronoun, clause, names)
    if pronoun.tag_ == "PRP$" or pronoun.lower_.endswith("self"):
        return own is not None and (own in fitting or own == "")
    return own in fitting and len(fitting) == 2


def _nearest_subject(pronoun: Token, clause: Clause) -> Token | None:
    """Return the subject of the clause that an object or a possessive stands in.

    None where it stands in that subject itself.
    """
    for verb in pronoun.ancestors:
        subject = clause.subject_head if verb == clause.verb else subject_of(verb)
        if subject is not None:
            return None if pronoun in set(subject.subtree) else subject
        if verb == clause.verb:
            return None
    return None


def _who(subject: Token, pronoun: Token, clause: Clause, names: Names) -> str | None:
    """Return the name of the person that a subject is, "" for a pronoun of the same sex."""
    if is_personal_pronoun(subject):
        return "" if (subject.lower_ in _MALE) == (pronoun.lower_ in _MALE) else None
    person = names.person_at(clause.passage, subject)
    return person.name if person is not None else None


def _is_the_speaker(pronoun: Token, clause: Clause, names: Names, fitting: Collection[str]) -> bool:
    """Tell whether "he" is the subject of what the clause's subject says: "X said he ..."."""
    speaker = names.person_at(clause.passage, clause.subject_head)
    if speaker is None or speaker.name not in fitting or clause.cue is None:
        return False
    for verb in list(pronoun.head.ancestors):
        if verb == clause.verb:
            return pronoun.head.dep_ in {"ccomp", "conj", "advcl", "relcl"}
        subject = subject_of(verb)
        if subject is not None and not is_personal_pronoun(subject):
            return False  # "X said Y left when he": who knows
    return False


def comes_before_its_name(pronoun: Token, clause: Clause, names: Names) -> bool:
    """Tell whether a possessive in front of the clause is its subject's: "In his letter, Marr"."""
    person = names.person_at(clause.passage, clause.subject_head)
    in_front = pronoun.tag_ == "PRP$" and pronoun in clause.lead
    return in_front and person is not None and can_be(pronoun.text, person)


def is_the_unnamed(pronoun: Token, clause: Clause, names: Names) -> bool:
    """Tell whether a pronoun is the "man" that the clause is about, nobody else being named."""
    head = clause.subject_head
    nouns = _EITHER | (_MEN if pronoun.lower_ in _MALE else _WOMEN)
    before = [t for t in clause.tokens if t.i < pronoun.i]
    brought_in = any(c.lower_ in {"a", "an"} for c in head.children)
    return (
        head.lemma_.lower() in nouns
        and brought_in
        and head in before
        and not any(names.person_at(clause.passage, t) for t in before)
    )


def of_whom_the_clause_drops(
    pronoun: Token, clause: Clause, names: Names, named: Collection[str]
) -> bool:
    """Tell whether a "his" may be of somebody in an apposition before it that the clause drops.

    "Marr defended Weber's choice, the banker Tom Ray, over his past". `named` are those it names.
    """
    if pronoun.tag_ != "PRP$" or not is_personal_pronoun(pronoun):
        return False
    inside = {t.i for t in clause.tokens}
    before = pronoun.doc[min(inside) : pronoun.i]
    dropped = (t for t in before if t.i not in inside and t.dep_ == "appos")
    people = [p for t in dropped if (p := names.person_at(clause.passage, t))]
    return any(p.name not in named and can_be(pronoun.text, p) for p in people)


def apposed(clause: Clause, names: Names) -> list[str]:
    """Return the name set beside the subject: "the minister, Ida Marr, said she ..."."""
    beside = (c for c in clause.subject_head.children if c.dep_ == "appos")
    people = (names.person_at(clause.passage, token) for token in beside)
    return [person.name for person in people if person is not None]
