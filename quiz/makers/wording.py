"""Turning statements into questions: inversion, do-support, wh-phrases."""

import re

from quiz.language.clauses import Clause
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token

_HELPERS = {"aux", "auxpass"}
_BE = frozenset({"am", "is", "are", "was", "were"})
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # "stop": its past is "stopped"


# Verbs whose past looks like their infinitive.
_UNCHANGED = frozenset(
    "cost cut hit put set let shut quit split spread bet burst cast hurt".split()
)


def base_form(verb: Token) -> str:
    """Return the infinitive of a verb: "fine" of "fined", where the tagger says "fin"."""
    lemma = verb.lemma_.lower()
    if verb.lower_ in {f"{lemma}ed", f"{lemma}es"} and _DOUBLING.fullmatch(lemma):
        return f"{lemma}e"
    return lemma


def inverted(statement: Statement, rest: tuple[Word, ...]) -> str | None:
    """Return "did Russia occupy Crimea" from "Russia occupied Crimea", with `rest` behind.

    None where the verb group has no form that can be turned round for sure.
    """
    clause = statement.clause
    tokens = clause.middle
    if clause.helper is not None and statement.middle:
        group = [w.text for w in statement.middle]
        return _join(group[0], render(statement.subject), group[1:], rest)
    if clause.past_of is not None or len(statement.middle) != len(tokens):
        return None
    subject = render(statement.subject)
    helper = next((n for n, t in enumerate(tokens) if t.dep_ in _HELPERS and t.tag_ != "TO"), None)
    words = [w.text for w in statement.middle]
    if any(text.startswith(("'", "’")) or text in {"n't", "n’t"} for text in words):
        return None
    if helper is not None:
        first = words.pop(helper)
        if first.endswith(" to"):  # "was to open"
            first, words = first.removesuffix(" to"), ["to", *words]
        return _join(first, subject, words, rest)
    verb = clause.verb
    position = next(n for n, t in enumerate(tokens) if t == verb)
    if verb.text.lower() in _BE:
        first = words.pop(position)
        return _join(first, subject, words, rest)
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag_)
    if support == "do" and clause.subject_head.tag_ in {"NN", "NNP"} and not _several(clause):
        support = "did" if verb.lower_ in _UNCHANGED else None  # "the bridge cost $40m"
    if statement.shifted:  # "Germany has" became "In November 2024, Germany had"
        support = "did"
    if support is None or not verb.lemma_.isalpha():
        return None
    words[position] = base_form(verb)
    return _join(support, subject, words, rest)


def _several(clause: Clause) -> bool:
    """Tell whether the subject is two or more joined by "and"."""
    return any(t.dep_ == "conj" for t in clause.subject)


def _join(first: str, subject: str, words: list[str], rest: tuple[Word, ...]) -> str:
    parts = [first.lower(), subject, *words]
    tail = render(rest)
    text = " ".join(part for part in parts if part)
    glue = "" if tail[:1] in {",", ";"} else " "
    return f"{text}{glue}{tail}".strip().rstrip(",")


def listed(texts: list[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    return " and ".join([part for part in (", ".join(texts[:-1]), texts[-1]) if part])
