"""What a question says that its sentence, or the article, does not: a word, an order, a limit.

A rule is a function from `Asked` to a sentence that says what is wrong, or None. Words are compared
in their plain forms ("sold" is "sell"), and words of one family are taken for the same: "return"
and "returning", "decide" and "decision".
"""

from collections.abc import Iterator

from quiz.language.gazetteer import reporting_verbs
from quiz.language.tree import Token
from quiz.schema.findings import Person
from quiz.schema.question import spaced
from quiz.writer.asked import Asked
from quiz.writer.case import roots_of

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
_DEEDS = frozenset({"VERB", "ADJ", "ADV"})  # a noun may come from the paragraph instead
# What a question says by itself: that somebody spoke, what kind of thing it asks for, and verbs
# that say next to nothing of what was done.
_OF_ASKING = frozenset(
    "accord say tell write describe call mention name describe know term refer report long far "
    "often likely much many old big high body kind type sort thing person people organisation "
    "organization date day month year time number amount share percentage proportion part place "
    "nickname name title reason purpose role post position happen do make take give get put use "
    "word company look work help aim set cause mean become involve include "
    "concern lack worth level good".split()
)
_FAMILY = 4  # letters that two words of one family begin with, at least
_OF_A_WORD = 0.6  # share of the shorter word that they make up, at least
_EXACT = (
    frozenset({"exactly", "precisely", "exact", "precise"}),
    frozenset({"only", "sole", "solely", "alone", "just", "merely", "exclusively", "one"}),
    frozenset({"all", "every", "each", "entire", "entirely", "whole", "any", "everyone"}),
    frozenset({"never", "no", "not", "none"}),
    frozenset({"always", "ever", "every", "constantly"}),
)
_LIMITS = frozenset(word for group in _EXACT for word in group)
_WEAK_MEMBERS = frozenset({"one", "any", "no", "not", "none", "ever", "just", "each", "exact"})
_ORDER = frozenset({"before", "after"})
_IN_ORDER = frozenset(
    "before after when following followed follows earlier later since then until till prior ago "
    "ahead once previous previously former formerly first now next upon as subsequently "
    "afterwards by past preceding preceded replaced succeeded successor predecessor last".split()
)


def word_from_nowhere(asked: Asked) -> str | None:
    """Object to a word of the stem, neither name nor figure, that no sentence of the article has.

    "The town where Leopold Kern was born" needs an article that says of somebody that he was born.
    """
    known = asked.case.roots
    for token in content(asked):
        if not stands(token, known):
            return f"The article does not say “{token.text}”."
    return None


def said_otherwise(asked: Asked) -> str | None:
    """Object to a statement with a word that its evidence does not have.

    What is done, and how, must stand in the evidence itself; a noun may say what "it" is, and come
    from the paragraph or the headline; a noun that only explains another from anywhere.
    """
    if asked.type != "true_false":
        return None
    case = asked.case
    near = roots_of(case.tokens(asked.evidence))
    headline = case.parsed.headline
    around = near | roots_of(case.passage_of(asked.evidence).doc)
    around |= roots_of(headline.doc) if headline is not None else frozenset()
    for token in content(asked):
        if _explains(token):
            continue
        there = near if token.pos_ in _DEEDS else around
        if stands(token, case.roots) and not stands(token, there):
            return f"The evidence does not say “{token.text}”."
    return None


def _explains(token: Token) -> bool:
    """Tell whether a word only says which one is meant: "robot submarine", "force on aid"."""
    of_a_noun = token.dep_ == "pobj" and token.head.head.pos_ in {"NOUN", "PROPN"}
    return token.dep_ == "compound" or of_a_noun or (token.dep_, token.tag_) == ("amod", "VBG")


def content(asked: Asked) -> Iterator[Token]:
    """Yield the words of a question that say something of what happened."""
    for token in asked.parsed:
        lemma = token.lemma_.lower()
        plain = token.pos_ in _CONTENT and token.text.isalpha() and token.text.islower()
        if not plain or token.is_stop or lemma in _OF_ASKING or lemma in _LIMITS:
            continue
        if lemma in reporting_verbs():
            continue
        if not _asked_for(token):
            yield token


def _asked_for(token: Token) -> bool:
    """Tell whether a noun is what "which" or "what" asks for: "which operating system"."""
    before = [t for t in token.sent if t.i < token.i]
    while before and before[-1].pos_ in {"NOUN", "PROPN", "ADJ"}:
        before.pop()
    return bool(before) and before[-1].lower_ in {"which", "what", "how"}


def stands(token: Token, known: frozenset[str]) -> bool:
    """Tell whether a word, or one of its family, is among those known (see `roots_of`)."""
    forms = roots_of([token])
    return bool(forms & known) or any(_akin(form, word) for form in forms for word in known)


def _akin(one: str, other: str) -> bool:
    common = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return common >= _FAMILY and common >= _OF_A_WORD * min(len(one), len(other))


def exactness_added(asked: Asked) -> str | None:
    """Object to "exactly", "only", "all", "never" or "always" that the evidence does not say."""
    there = set(spaced(asked.evidence.text).split())
    for token in asked.parsed:
        word = token.lower_
        for group in _EXACT:
            if word in group - _WEAK_MEMBERS and not group & there:
                return f"The evidence does not say “{word}”."
    return None


def order_from_nowhere(asked: Asked) -> str | None:
    """Object to "before" or "after" somebody where the evidence puts nothing in order.

    What a question says of an event ("after the attack") may come from the rest of the article.
    """
    if _IN_ORDER & set(spaced(asked.evidence.text).split()):
        return None
    for token in asked.parsed:
        whom = next((c for c in token.children if c.dep_ == "pobj"), None)
        if token.lower_ not in _ORDER or whom is None:
            continue
        name = "".join(t.text + t.whitespace_ for t in whom.subtree).strip()
        if isinstance(asked.case.entity(name), Person):
            return f"The evidence does not say what was “{token.lower_}” {name}."
    return None
