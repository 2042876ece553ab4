"""Losing: what a clause depends on and would lose when it is taken out of its sentence."""

from quiz.language.clause_parts import SUBJECTS, is_condition, subject_of
from quiz.language.gazetteer import reporting_verbs
from quiz.language.tree import Token

_EXCEPTIONS = frozenset({"but not", "though not", "but only", "if not", "if only"})
_LONGEST_TIME = 3  # words of "on Monday", "on 3 May"


def lost_around(verb: Token) -> str | None:
    """Return what the meaning of `verb` depends on that its clause cannot carry, if anything.

    An alternative joined by "or", an exception, a condition, or a source set between the subject
    and the verb.
    """
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}]
    if joined and any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in verb.children):
        return "an alternative would be lost"
    subject = subject_of(verb)
    first = subject.i if subject is not None else verb.i
    between = [c for c in verb.children if first < c.i < verb.i]
    if any(is_condition(c) or _proviso_phrase(c) for c in [*joined, *between]):
        return "a condition would be lost"
    if any(_proviso(t, verb) for t in verb.sent):
        return "a condition would be lost"
    if any(_hides_a_list(t) for t in verb.subtree):
        return "a list would be cut"
    asides = verb.doc[first + 1 : verb.i]
    if any(_source(c) for c in between) or any(_aside_of_source(t) for t in asides):
        return "its source would be lost"
    if _ends_in_a_source(verb):
        return "its source would be lost"
    pairs = {f"{t.lower_} {t.nbor().lower_}" for t in verb.sent[:-1] if t.i > verb.i}
    return "an exception would be lost" if pairs & _EXCEPTIONS else None


def _hides_a_list(token: Token) -> bool:
    """Tell whether an apposition is a list's second half: "he, Ann Dee and Tom Ray formed"."""
    listed = token.dep_ == "appos" and any(c.dep_ == "cc" for c in token.children)
    return listed and token.head.pos_ == "PRON" and token.head.dep_ in SUBJECTS


def _proviso_phrase(child: Token) -> bool:
    """Tell whether a phrase between subject and verb is one like "in the event of war"."""
    return child.dep_ == "prep" and (
        child.lower_ in {"without", "under"}
        or any(t.lower_ in {"event", "case", "condition"} for t in child.subtree)
    )


def _proviso(token: Token, verb: Token) -> bool:
    """Tell whether a token opens a condition that the parser did not see as one.

    "Subject to approval", "but for the rain", "provided it rains".
    """
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if f"{token.lower_} {following}" in {"subject to", "but for"} and verb.lemma_ != "be":
        return True
    if token.lower_ not in {"provided", "assuming"} or token.dep_ == "ROOT":
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    helped = any(c.dep_ in {"aux", "auxpass"} for c in token.children)
    return not helped and following != "by" and before not in {"and", "but"}


def _source(child: Token) -> bool:
    return child.lower_ == "according" or child.dep_ == "ccomp"


def _aside_of_source(token: Token) -> bool:
    """Tell whether a token ends an aside like ", Jane Doe said,"."""
    if token.lemma_.lower() not in reporting_verbs() or token.nbor().text != ",":
        return False
    speaker = subject_of(token)
    if speaker is None or speaker.tag_ in {"WP", "WDT"}:
        return False
    first = min(t.i for t in speaker.subtree)
    return first > 0 and token.doc[first - 1].text == ","


def _ends_in_a_source(verb: Token) -> bool:
    """Tell whether a sentence ends in ", the police announced on Monday", however it was parsed."""
    words = [t for t in verb.sent if not t.is_punct and not t.is_space]
    behind = 0
    while words and behind < _LONGEST_TIME and words[-1].tag_ in {"NNP", "CD", "IN", "NN", "DT"}:
        words.pop()
        behind += 1
    cue = words[-1] if words else verb
    if cue.lemma_.lower() not in reporting_verbs() or cue.tag_ not in {"VBD", "VBN"}:
        return False
    if cue == verb or cue.dep_ in {"ccomp", "ROOT"} or cue.i < verb.i:
        return False
    comma = next((t for t in reversed(verb.doc[verb.i : cue.i]) if t.text == ","), None)
    between = verb.doc[comma.i + 1 : cue.i] if comma is not None else ()
    return bool(between) and not any(
        t.pos_ in {"VERB", "AUX"} or t.tag_ in {"WDT", "WP", "CC"} for t in between
    )
