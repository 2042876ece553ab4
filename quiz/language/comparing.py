"""Comparing and pointing words that their own sentence explains: "such as", "the same as", "both".

Such a word looks as if it pointed outside the sentence, but what it points at stands beside it.
"""

from quiz.language.clauses import Clause
from quiz.language.tree import Token

_FEWEST_GENERAL = 8  # tokens of a general truth that is worth a question
_NEAR = 12  # tokens within which the other half of a pair stands
_OTHER_HALF = {"either": "or", "neither": "nor", "both": "and", "same": "as"}
# Said of a noun, these mean little more than wide, close and early.
_LOOSE = frozenset("wider broader closer earlier older younger greater stronger".split())
_AMOUNTS = frozenset({"more", "fewer", "less"})


def compared(token: Token, clause: Clause) -> bool:
    """Tell whether a comparative has its "than", or needs none: "a wider audience".

    An amount does, and so does a size: "more ferries", "a larger ferry" than the one before.
    """
    if any(t.lower_ == "than" for t in clause.tokens):
        return True
    if token.lower_ in _AMOUNTS:
        return token.tag_ == "RBR" or (token.dep_ == "advmod" and token.head.pos_ == "ADJ")
    # "Larger Nordic ports" are known by more than their size.
    named = any(c.dep_ == "amod" and c.text[:1].isupper() for c in token.head.children)
    within = token.dep_ == "amod" and (token.lower_ in _LOOSE or named)
    return token.tag_ == "RBR" or within or token.lower_ in {"upper", "further", "lower"}


def explained_beside(token: Token, clause: Clause) -> bool:
    """Tell whether what a word points at stands in the same clause, next to it."""
    lower, inside = token.lower_, {t.i for t in clause.tokens}
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if lower == "such":  # "storms such as", "such storms as" is rare
        return following == "as"
    if lower == "instead":
        return following == "of" or (token.i > 0 and token.nbor(-1).lower_ == "but")
    if lower == "there":
        return token.dep_ == "expl" and token.head != clause.verb
    if lower in {"these", "they"} and token.pos_ == "PRON":
        return _two_are_named(token, clause)
    if lower == "both" and _sums_up_two(token, clause):
        return True
    half = _OTHER_HALF.get(lower)
    behind = token.doc[token.i : token.i + _NEAR]
    return half is not None and any(t.lower_ == half and {t.i, t.i + 1} <= inside for t in behind)


def _two_are_named(token: Token, clause: Clause) -> bool:
    """Tell whether "these" are the two subjects of a clause before it: "wind and rain"."""
    before = [t for t in clause.tokens if t.i < token.i and t.dep_ in {"nsubj", "nsubjpass"}]
    pairs = [t for t in before if any(c.dep_ == "conj" for c in t.children)]
    plural = [t for t in before if t.tag_ in {"NNS", "NNPS"}]
    return len(pairs) == 1 and not set(plural) - set(pairs)


def _sums_up_two(token: Token, clause: Clause) -> bool:
    """Tell whether "both" stands behind a subject of two: "Oslo and Bergen both closed"."""
    joints = sum(t.lower_ == "and" for t in clause.subject)
    listed = any(t.text == "," for t in clause.subject)
    last = clause.subject[-1].i
    return joints == 1 and not listed and token.i in {last, last + 1}


def is_general(clause: Clause) -> bool:
    """Tell whether a clause says what is so everywhere: "Salt can raise the pressure of blood".

    It is in the present, its subject is a kind of thing without an article, and nothing in it
    points at one thing rather than all of the kind.
    """
    head = clause.subject_head
    tags = {t.tag_ for t in clause.middle}
    present = bool(tags & {"VBZ", "VBP"}) or any(t.lower_ == "can" for t in clause.middle)
    if clause.kind != "main" or not present or tags & {"VBG", "VBD"} or clause.cue is not None:
        return False
    if head.tag_ not in {"NN", "NNS"} or len(clause.tokens) < _FEWEST_GENERAL or clause.lead:
        return False
    bare = not any(c.dep_ in {"det", "poss", "relcl"} for c in head.children)
    several = len(clause.subject) > 1
    pointing = {t.tag_ for t in clause.tokens} & {"PRP", "PRP$", "WP", "WRB"}
    singled_out = any(t.dep_ == "det" and t.lower_ == "the" for t in clause.rest)
    return bare and several and not pointing and not singled_out
