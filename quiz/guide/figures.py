"""Numbers that matter: sums, shares and counts, each with the words that say of what.

Left out: ages, years, times of day, small counts ("two cases"), numbers that count nothing by their
sentence, and those inside quotation marks.
"""

import re

from quiz.guide.reading import Read, Reading
from quiz.guide.weights import Weights
from quiz.language.names import Names
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.schema.findings import Quantity
from quiz.schema.guide import Figure

_MOST = 8
_SMALL = 10  # a count below this is trivial, unless it counts the dead
_DIGITS_OF_AN_AGE = 2
_MOST_WORDS = 8  # of what a number counts
_ABOUT = re.compile(
    r"(?:(?:more|less|fewer) than|(?:about|almost|nearly|around|some|roughly|over|under|up to|"
    r"at least|at most|only|just|an estimated|approximately|close to|as (?:many|much) as))\s$",
    re.IGNORECASE,
)
_LOOKING_BACK = 20
_HARM = frozenset("kill die injure wound hurt arrest drown detain miss hospitalise charge".split())
_PEOPLE = frozenset("person people child woman man passenger soldier worker victim".split())
_CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "gmt"})
_AFTER_A_SUM = frozenset({"of", "in", "for", "worth", "per", "a"})
_TRIVIAL = frozenset(
    "time year-old hour minute second moment case thing way part side reason".split()
)
# A year, a telephone number, a resolution, a hyphen ("13.8-billion-year").
_NO_AMOUNT = re.compile(r"(?:1[5-9]|20|21)\d\d|911|999|112|\d[\d.]*[kb]|.*-.*", re.DOTALL)
_EACH = re.compile(r"/[A-Za-z]+")  # "$0.06/kWh"
_AGE = re.compile(r"^[- ]years?[- ]olds?|^[- ]month[- ]old|^(?:st|nd|rd|th)\b")


def figures(reading: Reading) -> tuple[Figure, ...]:
    """Return the numbers that matter in reading order."""
    weights = Weights(reading)
    found: list[tuple[float, Figure]] = []
    for quantity in reading.findings.quantities:
        read = reading.at(quantity.evidence.start)
        figure = _figure(reading, read, quantity) if read is not None else None
        if read is not None and figure is not None and not _known(figure, found):
            bonus = 1.5 if figure.counts else 1.0
            found.append((weights.of(read) * bonus, figure))
    heaviest = sorted(found, key=lambda each: -each[0])[:_MOST]  # a stable sort: the first stays
    return tuple(f for _, f in sorted(heaviest, key=lambda each: each[1].evidence.start))


def _known(figure: Figure, found: list[tuple[float, Figure]]) -> bool:
    """Tell whether a figure says nothing new: "138 shops" after "46 of its 138 shops"."""
    for _, other in found:
        within = figure.evidence == other.evidence and figure.value in other.counts.split()
        same = figure.value == other.value and (figure.counts == other.counts or not figure.counts)
        if within or same:
            return True
    return False


def _figure(reading: Reading, read: Read, quantity: Quantity) -> Figure | None:
    passage, span = read.passage, quantity.evidence
    tokens = passage.tokens_in(span.start, span.end)
    if not tokens or passage.is_quoted(tokens[0]) or quantity.value is None:
        return None
    text = reading.article.text
    behind = text[span.end : read.evidence.end]
    if _AGE.match(behind) or _tells_a_time(tokens[-1]) or _is_an_age(tokens, behind):
        return None
    if _NO_AMOUNT.fullmatch(span.text) or behind[:1] in {"-", "‑"} or text[span.start - 1] == "(":
        return None
    each = _EACH.match(behind)
    counts = "" if each else _counts(reading.names, passage, tokens)
    if quantity.unit is None and (not counts or _is_trivial(quantity, tokens, counts)):
        return None
    about = _ABOUT.search(text[max(read.evidence.start, span.start - _LOOKING_BACK) : span.start])
    value = span.text + (each[0] if each else "")
    value = f"{about[0].strip().lower()} {value}" if about else value
    return Figure(value=value, counts=counts, evidence=read.evidence)


def _is_trivial(quantity: Quantity, tokens: tuple[Token, ...], counts: str) -> bool:
    """Tell whether a count is too small to be kept in mind; the dead and the hurt never are."""
    noun = counts.split(" of ")[0].split()[-1].casefold()
    if noun.rstrip("s") in _TRIVIAL or (quantity.counts or "").casefold().rstrip("s") in _TRIVIAL:
        return True
    if quantity.value is not None and quantity.value >= _SMALL:
        return False
    harmed = any(token.lemma_.lower() in _HARM for token in tokens[0].sent)
    counted = tokens[-1].head.lemma_.lower() in _PEOPLE
    return not (harmed and counted and quantity.value is not None and quantity.value > 1)


def _tells_a_time(number: Token) -> bool:
    following = number.doc[number.i + 1 : number.i + 2]
    return bool(following) and following[0].lower_ in _CLOCK


def _is_an_age(tokens: tuple[Token, ...], behind: str) -> bool:
    """Tell whether a bare number is somebody's age: ", 55," and "aged 55"."""
    first = tokens[0]
    if first.i and first.nbor(-1).lower_ in {"aged", "age"}:
        return True
    apart = first.i > 0 and first.nbor(-1).text in {",", "("}
    return apart and behind[:1] in {",", ".", ")", ";"} and len(first.text) <= _DIGITS_OF_AN_AGE


def _counts(names: Names, passage: Passage, tokens: tuple[Token, ...]) -> str:
    """Return the words behind a number that say what it counts, "" where none do."""
    last = tokens[-1]
    noun = next((t for t in _heads(last) if _is_counted(t, last)), None)
    if noun is not None:
        end = _with_its_phrase(names, passage, noun)
        return _written(passage, last, end)
    following = passage.doc[last.i + 1] if last.i + 1 < len(passage.doc) else None
    if following is None or following.lower_ not in _AFTER_A_SUM:
        return ""
    head = next((c for c in following.rights if c.dep_ == "pobj"), None)
    if following.lower_ == "a":
        head = following.head if following.head.i == following.i + 1 else None
    loose = following.lower_ == "in" and head is not None and _has_an_article(head)
    if head is None or loose or head.pos_ not in {"NOUN", "PROPN"} or passage.is_quoted(head):
        return ""
    joined = [
        c for c in head.children if c.dep_ == "conj" and c.i <= head.i + 2 and c.pos_ == "NOUN"
    ]
    head = joined[0] if joined else head  # "in debt and equity"
    return _written(passage, last, _with_its_phrase(names, passage, head))


def _has_an_article(noun: Token) -> bool:
    """Tell whether a noun tells when or where, not what a sum is made of: "in the year"."""
    return any(child.dep_ in {"det", "poss"} for child in noun.children)


def _heads(token: Token) -> tuple[Token, ...]:
    """Return the words that a number may count: what it hangs on, as far as numbers go."""
    heads = []
    while token.dep_ in {"nummod", "compound", "quantmod", "nmod", "amod", "npadvmod"}:
        token = token.head
        heads.append(token)
    return tuple(heads)


def _is_counted(noun: Token, number: Token) -> bool:
    if noun.pos_ != "NOUN" or not number.i < noun.i <= number.i + _MOST_WORDS:
        return False
    between = noun.doc[number.i + 1 : noun.i]
    return noun.text[0].isalpha() and not any(_parts(token) for token in between)


def _parts(token: Token) -> bool:
    """Tell whether a mark parts a number from what is behind it, as no hyphen in a word does."""
    return token.is_punct and (token.text != "-" or bool(token.whitespace_))


def _with_its_phrase(names: Names, passage: Passage, noun: Token) -> Token:
    """Return the end of "buyout of existing shareholders", the noun itself where none follows."""
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    if not behind or behind[0].lower_ not in {"of", "in", "per"} or behind[0].head != noun:
        return _whole_name(names, passage, noun)
    if behind[0].lower_ == "in" and noun.lower_ not in {"years", "months"}:
        return noun
    inside = sorted(t.i for t in behind[0].subtree)
    while len(inside) > 1 and noun.doc[inside[-1]].pos_ in {"CCONJ", "ADP", "DET"}:
        inside.pop()
    last = inside[-1]
    plain = all(t.pos_ not in {"VERB", "AUX", "PUNCT", "PRON", "SCONJ"} for t in _run(noun, last))
    if not plain or last - noun.i > _MOST_WORDS or len(inside) != last - inside[0] + 1:
        return noun
    return _whole_name(names, passage, noun.doc[last])


def _run(noun: Token, last: int) -> tuple[Token, ...]:
    return noun.doc[noun.i + 1 : last + 1]


def _whole_name(names: Names, passage: Passage, token: Token) -> Token:
    """Return the last token of the name that `token` is part of, else the token."""
    named = names.at(passage, token)
    while named is not None and token.i + 1 < len(token.doc):
        if passage.end(token) >= named.end:
            break
        token = token.nbor()
    return token


def _written(passage: Passage, number: Token, last: Token) -> str:
    text = passage.article.text[passage.end(number) : passage.end(last)]
    return " ".join(text.lstrip("- ").split())
