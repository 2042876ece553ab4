"""Numbers that matter: sums, shares and counts, each in the words that say of what.

Left out: ages, years, times of day, small counts ("two cases"), numbers that count nothing by their
sentence, those inside quotation marks, and what a sentence of the summary says as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quiz.guide.budget import Weighed, within
from quiz.guide.phrase import MOST_WORDS, phrases_around
from quiz.guide.reading import Read, Reading
from quiz.guide.weights import Weights
from quiz.language.names import Names
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.schema.findings import Quantity
from quiz.schema.guide import Figure
from quiz.schema.record import Evidence, Span

_MOST, _MOST_CHARACTERS = 8, 620
_FEWEST_WORDS = 4  # of a number and what it counts, where no clause says more
_BETWEEN = frozenset({"", ", ", " "})  # two phrases that are one: ", compared with"
_TOLD = 0.8  # of a sentence of the summary: a phrase of so much of it says it again
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


@dataclass(frozen=True)
class _Found:
    """A number: as written, what it counts ("" where no noun says it), and the words around it."""

    value: str
    counts: str
    phrase: Span
    evidence: Evidence


def figures(reading: Reading, told: Sequence[Evidence] = ()) -> tuple[Figure, ...]:
    """Return the numbers that matter in reading order; `told` are the sentences of the summary."""
    weights = Weights(reading)
    found: list[Weighed[_Found]] = []
    for quantity in reading.findings.quantities:
        read = reading.at(quantity.evidence.start)
        figure = _figure(reading, read, quantity, told) if read is not None else None
        if read is None or figure is None or _known(figure, [each.line for each in found]):
            continue
        bonus = 1.5 if figure.counts else 1.0
        length = figure.phrase.end - figure.phrase.start
        found.append(Weighed(weights.of(read) * bonus, figure, length))
    return tuple(
        Figure(
            value=figure.value,
            phrase=" ".join(reading.article.at(figure.phrase).split()),
            evidence=figure.evidence,
        )
        for figure in _joined(reading, within(found, _MOST, _MOST_CHARACTERS))
    )


def _known(figure: _Found, found: Sequence[_Found]) -> bool:
    """Tell whether a figure says nothing new: "138 shops" after "46 of its 138 shops"."""
    for other in found:
        inside = figure.evidence == other.evidence and figure.value in other.counts.split()
        same = figure.value == other.value and (figure.counts == other.counts or not figure.counts)
        if inside or same:
            return True
    return False


def _says_again(phrase: Span, sentence: Evidence) -> bool:
    """Tell whether a phrase is nearly all of a sentence."""
    shared = min(phrase.end, sentence.end) - max(phrase.start, sentence.start)
    return shared > _TOLD * (sentence.end - sentence.start)


def _joined(reading: Reading, found: Sequence[_Found]) -> list[_Found]:
    """Return the figures with one phrase for those whose phrases meet or share words."""
    joined: list[_Found] = []
    for figure in found:
        last = joined[-1] if joined else None
        if last is not None and _meet(reading, last, figure):
            both = Span(
                start=min(last.phrase.start, figure.phrase.start),
                end=max(last.phrase.end, figure.phrase.end),
            )
            if len(reading.article.at(both).split()) <= MOST_WORDS:
                start = last.phrase
                joined = [replace(f, phrase=both) if f.phrase == start else f for f in joined]
                figure = replace(figure, phrase=both)
        joined.append(figure)
    return joined


def _meet(reading: Reading, one: _Found, other: _Found) -> bool:
    """Tell whether the phrase of `other` overlaps that of `one`, or begins where it ends."""
    between = reading.article.text[one.phrase.end : other.phrase.start]
    return one.evidence == other.evidence and between in _BETWEEN


def _figure(
    reading: Reading, read: Read, quantity: Quantity, told: Sequence[Evidence]
) -> _Found | None:
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
    counted = None if each else _counted(reading.names, passage, tokens)
    counts = _written(passage, tokens[-1], counted) if counted is not None else ""
    if quantity.unit is None and (not counts or _is_trivial(quantity, tokens, counts)):
        return None
    about = _ABOUT.search(text[max(read.evidence.start, span.start - _LOOKING_BACK) : span.start])
    value = span.text + (each[0] if each else "")
    value = f"{about[0].strip().lower()} {value}" if about else value
    start = span.start - len(about[0]) if about else span.start
    end = span.end + len(each[0]) if each else passage.end(counted or tokens[-1])
    number = Span(start=start, end=end)
    fit = (p for p in phrases_around(passage, number) if not any(_says_again(p, s) for s in told))
    phrase = next(fit, number)
    if phrase == number and len(text[start:end].split()) < _FEWEST_WORDS:
        return None  # "30 cities", "$0.10": nobody knows of what
    return _Found(value=value, counts=counts, phrase=phrase, evidence=read.evidence)


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


def _counted(names: Names, passage: Passage, tokens: tuple[Token, ...]) -> Token | None:
    """Return the last of the words behind a number that say what it counts."""
    last = tokens[-1]
    noun = next((t for t in _heads(last) if _is_counted(t, last)), None)
    if noun is not None:
        return _with_its_phrase(names, passage, noun)
    following = passage.doc[last.i + 1] if last.i + 1 < len(passage.doc) else None
    if following is None or following.lower_ not in _AFTER_A_SUM:
        return None
    head = next((c for c in following.rights if c.dep_ == "pobj"), None)
    if following.lower_ == "a":
        head = following.head if following.head.i == following.i + 1 else None
    loose = following.lower_ == "in" and head is not None and _has_an_article(head)
    if head is None or loose or head.pos_ not in {"NOUN", "PROPN"} or passage.is_quoted(head):
        return None
    joined = [
        c for c in head.children if c.dep_ == "conj" and c.i <= head.i + 2 and c.pos_ == "NOUN"
    ]
    head = joined[0] if joined else head  # "in debt and equity"
    return _with_its_phrase(names, passage, head)


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
