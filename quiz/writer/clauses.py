"""Whether the key stands where the article tells what is asked, and not in another clause."""

from collections.abc import Iterator

from quiz.language.gazetteer import reporting_verbs
from quiz.language.tree import Token
from quiz.language.truth import telling_words
from quiz.writer.asked import Asked, top_of
from quiz.writer.case import roots_of
from quiz.writer.premises import content, stands

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAME_THING = frozenset({"appos", "conj"})
_VERBS = frozenset({"VERB", "AUX"})
_ASIDE = frozenset({"advcl", "relcl"})
_REASONS = frozenset({"why", "how"})
_COMPARING = frozenset("than compared comparison versus like unlike".split())


def aside(asked: Asked) -> str | None:
    """Object to a key out of a clause at the side that shares no word with the question.

    "He painted 120 landscapes before he died in Linz" does not say where he painted them.
    """
    top = _top(asked)
    clause = next((t for t in top.ancestors if t.pos_ in _VERBS), None) if top else None
    if top is None or clause is None or not _stands_aside(clause) or top.pos_ in _VERBS:
        return None
    if asked.said & _REASONS:
        return None  # a reason has words of its own
    of_it = [clause.head, *clause.head.lefts] if clause.dep_ == "relcl" else []
    words = [t for t in asked.parsed if telling_words(t.text)]
    told = roots_of([*clause.subtree, *of_it])
    if any(stands(word, told) for word in words):
        return None
    rest = roots_of(t for t in top.sent if t not in clause.subtree)
    if any(stands(word, rest) for word in words):
        return "The key stands in another clause of the sentence than what is asked."
    return None


def _stands_aside(clause: Token) -> bool:
    """Tell whether a verb has a clause and a subject of its own, beside that of the sentence."""
    return clause.dep_ in _ASIDE and any(c.dep_ in _SUBJECTS for c in clause.children)


def another_deed(asked: Asked) -> str | None:
    """Object where the verb of the question stands in the sentence, but is told of others."""
    top = _top(asked)
    if top is None:
        return None
    verbs = {verb.lemma_ for verb in _main_verbs(asked)}
    told = [t for t in top.sent if t.pos_ == "VERB" and t.lemma_ in verbs]
    if any(_concerns(t, top, asked.key_tokens) for t in told):
        return None
    counting = {word.lemma_ for word in content(asked)}  # that somebody said it tells nothing
    other = next((t for t in told if t.lemma_ in counting), None)
    return f"The article does not say “{other.text}” of the key." if other is not None else None


def another_sentence(asked: Asked) -> str | None:
    """Object where another sentence has the verb of the question, and the evidence has not."""
    if _top(asked) is None:
        return None
    case, counting = asked.case, list(content(asked))
    near = roots_of(case.tokens(asked.evidence))
    verbs = [verb for verb in _main_verbs(asked) if verb in counting]
    if any(stands(verb, near) for verb in verbs):
        return None
    for verb in verbs:
        for _, sentence in case.parsed.sentences():
            if any(t.pos_ == "VERB" and t.lemma_ == verb.lemma_ for t in sentence):
                return f"The article says “{verb.text}” in another sentence than the evidence."
    return None


def in_a_comparison(asked: Asked) -> str | None:
    """Object to a key out of what the article only compares with: "less than a fare to Riga"."""
    top = _top(asked)
    if top is None or asked.number or asked.said & _COMPARING:
        return None
    for token in top.ancestors:
        if token.lower_ == "than":
            return "The article only compares with the key (“than”)."
        if token.pos_ == "VERB":
            break
    return None


def _top(asked: Asked) -> Token | None:
    return None if asked.type == "true_false" else top_of(asked.key_tokens)


def _main_verbs(asked: Asked) -> list[Token]:
    """Return the verbs that a question turns on: "say" and "buy" of "did she say he bought"."""
    return [t for t in asked.parsed if t.pos_ == "VERB" and (t.head is t or _told_by_it(t))]


def _told_by_it(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in reporting_verbs()


def _concerns(verb: Token, top: Token, key: tuple[Token, ...]) -> bool:
    """Tell whether a verb may be told of the key: within its clause, or of whom it explains."""
    own = {t.i for t in key}
    named = {t.lower_ for t in key if not t.is_stop}  # a key may stand twice in the sentence
    if verb in top.ancestors or any(t.i in own or t.lower_ in named for t in verb.subtree):
        return True
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if any(c.tag_ == "PRP" for c in subjects):
        return True  # whom "she" means is beyond these rules
    return any(t.i in own for t in _told_of(verb))


def _told_of(verb: Token) -> Iterator[Token]:
    """Yield what a verb without a subject of its own may be told of."""
    head = verb
    while head.head is not head and head.pos_ in _VERBS:
        head = head.head
        for child in head.children:
            if child.dep_ in _SUBJECTS:
                yield from child.subtree
    yield from head.subtree if verb.dep_ == "relcl" else (head,)
    while head.dep_ in _SAME_THING:
        head = head.head
        yield head
