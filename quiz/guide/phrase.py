"""The piece of a sentence around a number, word for word, that says what the number is.

"Tilney’s lost £18.7m in the year to September 2023": from the subject or the verb that the number
hangs on up to the next mark or clause.
"""

from collections.abc import Iterator

from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.schema.record import Span

_FEWEST_WORDS, MOST_WORDS = 3, 18
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BEFORE_A_VERB = frozenset({"aux", "auxpass", "neg"})
_BREAKS = frozenset(",;:.!?()[]…\"'“”‘’—–")
_ASIDE = 4  # tokens of an aside in brackets that a phrase may hold: "a $1.5m (£799,000) fine"
_OPENS_A_CLAUSE = frozenset("that which who whom whose and but or so".split())
_SHARES_ITS_SUBJECT = frozenset({"xcomp", "conj", "advcl"})
_BELONGS_TO_WHAT_IS_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "DET"})
_NO_CLAUSE = frozenset({"amod", "prep"})  # "compared with", "including"
_CLOCK = frozenset({"a.m.", "p.m."})


def phrases_around(passage: Passage, number: Span) -> Iterator[Span]:
    """Yield the pieces of a clause that a number may be shown in, what says most first.

    `number` is the number with what it counts behind it.
    """
    inside = passage.tokens_in(number.start, number.end)
    verb = _verb_above(inside) if inside else None
    if verb is None:
        return
    last = max((inside[-1], verb), key=lambda token: token.i)
    for first in _beginnings(verb):
        if first.i > inside[0].i:
            continue
        for end in _ends(last, verb):
            found = Span(start=passage.start(first), end=_end(passage, end))
            if _is_whole(passage, found, number):
                yield found


def _end(passage: Passage, token: Token) -> int:
    """Return where a token ends, without the full stop of a sentence: "€71m."."""
    end = passage.end(token)
    return end - 1 if token.is_sent_end and token.text.endswith(".") else end


def _verb_above(inside: tuple[Token, ...]) -> Token | None:
    """Return the verb that a number hangs on, None where there is none."""
    for above in inside[-1].ancestors:
        is_verb = above.pos_ in {"VERB", "AUX"} and above not in inside
        if is_verb and above.dep_ not in _NO_CLAUSE:
            return above
    return None


def _beginnings(verb: Token) -> Iterator[Token]:
    """Yield where a phrase may begin: who reports it, a subject, the verb."""
    chain = [verb]
    while _subject(chain[-1]) is None and chain[-1].dep_ in _SHARES_ITS_SUBJECT:
        chain.append(chain[-1].head)
    top = chain[-1]
    if top.dep_ == "ccomp" and _is_named(_subject(top.head)):
        yield _edge(_subject(top.head))
    if _is_named(_subject(top)):
        yield _edge(_subject(top))
    if top.dep_ in {"relcl", "acl"}:
        yield _whose(top.head).left_edge
    plain = next((v for v in chain if v.dep_ != "xcomp"), top)  # "plans to sell", not "to sell"
    yield min(
        (plain, *(c for c in plain.lefts if c.dep_ in _BEFORE_A_VERB and c.tag_ != "TO")),
        key=_place,
    )


def _place(token: Token) -> int:
    return token.i


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)


def _is_named(subject: Token | None) -> bool:
    """Tell whether a subject says of whom, as "it" and "which" do not; "there" needs nobody."""
    return subject is not None and (
        subject.pos_ in {"NOUN", "PROPN", "NUM"} or subject.dep_ == "expl"
    )


def _edge(subject: Token | None) -> Token:
    assert subject is not None
    return subject.left_edge


def _whose(noun: Token) -> Token:
    """Return the noun that a clause behind "the bakery in Hull" tells of: the bakery."""
    while noun.dep_ in {"pobj", "conj"} and noun.head.pos_ in {"ADP", "NOUN", "PROPN"}:
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if above.pos_ not in {"NOUN", "PROPN"}:
            break
        noun = above
    return noun


def _ends(last: Token, verb: Token) -> Iterator[Token]:
    """Yield where a phrase may end: before the next mark or clause, else before a preposition."""
    doc, place, below = last.doc, last.i, {token.i for token in verb.subtree}
    while place + 1 < last.sent.end and not _breaks(doc[place + 1]) and place + 1 in below:
        place = _behind_aside(doc[place + 1])
    for end in range(place, last.i, -1):
        if (end == place or _may_end_before(doc[end + 1])) and not _is_cut(last, end):
            yield doc[end]
    if place == last.i or doc[last.i + 1].pos_ not in _BELONGS_TO_WHAT_IS_BEFORE:
        yield last


def _may_end_before(token: Token) -> bool:
    """Tell whether a phrase may leave out what a preposition, or "to settle", adds."""
    to = token.tag_ == "TO" and token.nbor(-1).pos_ in {"NOUN", "PROPN", "NUM"}
    return to or token.pos_ == "ADP"


def _behind_aside(token: Token) -> int:
    """Return the place of `token`, of the bracket that closes an aside where it opens one."""
    if token.text == "(":
        return next(t.i for t in token.doc[token.i : token.i + _ASIDE] if t.text == ")")
    return token.i


def _breaks(token: Token) -> bool:
    if token.text == "(":
        return all(t.text != ")" for t in token.doc[token.i : token.i + _ASIDE])
    mark = token.dep_ == "mark" and token.tag_ != "TO"
    asks = token.tag_ in {"WDT", "WP", "WRB", "WP$"}
    return (
        token.text in _BREAKS or token.is_space or mark or asks or token.lower_ in _OPENS_A_CLAUSE
    )


def _is_cut(last: Token, place: int) -> bool:
    """Tell whether a phrase would end within what belongs together: "dark matter, gases"."""
    doc = last.doc
    goes_on = any(
        child.dep_ in {"conj", "cc"} and child.i > place
        for token in doc[last.i + 1 : place + 1]
        for child in token.children
    )
    following = doc[place + 1].lower_ if place + 1 < len(doc) else ""
    marked = following in _BREAKS
    unfinished = {"ADP", "DET", "CCONJ", "PART"} | (set() if marked else {"VERB"})
    loose = doc[place].pos_ in unfinished and place > last.i
    return goes_on or loose or following in {"of", "(", *"\"'“”‘’"}


def _is_whole(passage: Passage, found: Span, number: Span) -> bool:
    """Tell whether a phrase is short, holds the number, and nothing of a quotation or a list."""
    if not (found.start <= number.start and number.end <= found.end):
        return False
    text = passage.article.at(found)
    between = passage.tokens_in(found.start, found.end)
    odd = any(t.text in ";:—–" or t.lower_ in _CLOCK or passage.is_quoted(t) for t in between)
    loose = between[0].tag_ in {"VBG", "VBN"}  # "costing £135": nobody knows what
    fits = _FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
    return fits and not odd and not loose and text.count("(") == text.count(")")
