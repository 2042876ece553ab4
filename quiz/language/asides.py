"""Asides: what a writer puts between brackets or dashes, and a sentence can go without."""

from quiz.language.gazetteer import reporting_verbs
from quiz.language.tree import Token

_DASHES = frozenset({"—", "–", "-", "--"})
# An aside with one of these takes something back, or sets a condition.
_TAKING_BACK = frozenset(
    "not n't n’t if unless except excluding only never but without until provided although "
    "alleged allegedly reportedly".split()
)
_SHORT = 5  # tokens from one bracket to the other, both counted


def asides(token: Token) -> set[int]:
    """Return the indices of the asides of a token's sentence, marks included.

    "The authority (NRA)", "it shut the port — the first in Norway — in May", "it shut the port -
    the first in Norway". None that takes back what the sentence says, and none in a quotation.
    """
    if not any(t.text == "(" or _is_dash(t) for t in token.sent):
        return set()  # nearly always
    return _bracketed(token) | _between_dashes(token)


def _bracketed(token: Token) -> set[int]:
    found: set[int] = set()
    opened: int | None = None
    for other in token.sent:
        if other.text == "(":
            opened = other.i
        elif other.text == ")" and opened is not None:
            run = range(opened, other.i + 1)
            if len(run) <= _SHORT or _spare(token, run):
                found.update(run)
            opened = None
    return found


def _between_dashes(token: Token) -> set[int]:
    sentence, root = token.sent, token.sent.root
    dashes = [t.i for t in sentence if _is_dash(t) and not _quoted(t)]
    if len(dashes) == 2:
        run = range(dashes[0], dashes[1] + 1)
        return set(run) if _spare(token, run) else set()
    if len(dashes) != 1:
        return set()
    last = sentence.end - 1 if root.i < dashes[0] else _before_the_source(root, dashes[0])
    run = range(dashes[0], last)
    return set(run) if _spare(token, run) else set()


def _before_the_source(root: Token, dash: int) -> int:
    """Return where an aside ends in front of ", said Ida Marr", `dash` where nobody is said to."""
    if root.lemma_.lower() not in reporting_verbs():
        return dash
    commas = [t.i for t in root.doc[dash : root.i] if t.text == ","]
    return commas[-1] if commas else dash


def _is_dash(token: Token) -> bool:
    """Tell whether a dash parts words, and joins neither a compound nor a range."""
    if token.text not in _DASHES or token.i in {token.sent.start, token.sent.end - 1}:
        return False
    return token.text in {"—", "--"} or (
        bool(token.whitespace_) and bool(token.nbor(-1).whitespace_)
    )


def _quoted(token: Token) -> bool:
    before = token.doc[token.sent.start : token.i]
    return sum(t.text == '"' for t in before) % 2 == 1


def _spare(token: Token, run: range) -> bool:
    """Tell whether a sentence can go without a run of its words.

    Not where they hold its verb, take back what it says, or tell what "the five ships" are.
    """
    words = [token.doc[n] for n in run]
    if token.sent.root in words or not words:
        return False
    before = words[0].nbor(-1) if words[0].i else words[0]
    opened = {c.dep_ for c in before.children if c.dep_ == "nummod" or c.lower_ == "the"}
    explained = before.pos_ == "NOUN" and opened == {"det", "nummod"}
    return not explained and not any(t.lower_ in _TAKING_BACK or t.text == '"' for t in words)
