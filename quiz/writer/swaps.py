"""Whether the rest of a list may make true what a swapped word should make false."""

from quiz.language.tree import Token
from quiz.language.truth import telling_words
from quiz.writer.asked import Asked, top_of

_MEMBERS = frozenset({"NOUN", "PROPN", "ADP"})


def left_out(asked: Asked) -> str | None:
    """Return a member of the key's list that the statement leaves out, None where none is.

    "Jobs in shops, in offices and in so-called services go" does not make "jobs in kitchens go"
    false: they may be among the services. A figure, a date or a name is false by itself.
    """
    top = top_of(asked.key_tokens)
    if asked.span is None or top is None or _exact(asked):
        return None
    told = telling_words(asked.told)
    for token in _clause(top).subtree:
        if token.dep_ != "conj" or token.pos_ not in _MEMBERS or token in asked.key_tokens:
            continue
        words = "".join(t.text + t.whitespace_ for t in token.subtree).strip()
        if not telling_words(words) & told:
            return words[:60]
    return None


def _exact(asked: Asked) -> bool:
    case, span = asked.case, asked.span
    assert span is not None
    written = case.article.at(span)
    figures = any(c.isdigit() for c in written) or any(t.like_num for t in asked.key_tokens)
    return figures or bool(case.days(written)) or case.entity(written) is not None


def _clause(token: Token) -> Token:
    """Return the verb that a token hangs on, or the last word above it."""
    return next(
        (t for t in (token, *token.ancestors) if t.pos_ == "VERB"), (token, *token.ancestors)[-1]
    )
