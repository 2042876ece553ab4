"""What the article calls a person or an organisation beside the name."""

import re
from collections.abc import Iterator

from quiz.finders.labels import Mention
from quiz.language.gazetteer import is_role_noun, kind_by_noun
from quiz.language.tree import Token
from quiz.schema.findings import Description

_AGE_BEFORE = re.compile(r"(\d{1,2})[-‑ ]year[-‑ ]old(?: [\w’'-]+){0,5} $")
_AGE_BEHIND = re.compile(
    r"(?:, (?:an? |the )?(?P<old>\d{1,2})[-‑]year[-‑]old\b"
    r"|, (?:aged? )?(?P<bare>\d{1,2})(?=,|\.(?!\d)|;| who\b| from\b| of\b)"
    r"| \((?P<brackets>\d{2})\))"
)
_REACH = 80  # characters before a name in which its age is looked for
_MODIFIERS = frozenset({"JJ", "JJS", "NN", "NNP", "VBG", "VBN", "HYPH", "CD", "POS"})


def descriptions(mentions: list[Mention]) -> tuple[Description, ...]:
    """Return what is said beside any of the mentions of one entity, each noun once."""
    found: dict[str, Description] = {}
    for mention in mentions:
        for description in (*_ages(mention), *_described(mention)):
            found.setdefault(description.noun, description)
    return tuple(found.values())


def _described(mention: Mention) -> Iterator[Description]:
    for noun in (_compound_before(mention), _apposition(mention), _predicate(mention)):
        if noun is not None and not mention.passage.is_quoted(noun):
            evidence = mention.passage.evidence(
                _first_modifier(noun), _last_modifier(noun, mention)
            )
            yield Description(noun=_name_of(noun), evidence=evidence)


def _last_modifier(noun: Token, mention: Mention) -> Token:
    """Return the end of what belongs to the noun: "retailer based in Leeds", up to a comma."""
    if noun.i < mention.first:
        return noun
    inside = {t.i for t in noun.subtree}
    last = noun
    while last.i + 1 in inside and last.nbor().text not in {",", ";", "(", ")", "-", "—", "–"}:
        last = last.nbor()
    return last


def _index(token: Token) -> int:
    return token.i


def _name_of(noun: Token) -> str:
    """Return the noun in lower case, with the word before it where the two name a kind."""
    if noun.i:
        before = noun.nbor(-1)
        pair = f"{before.lower_} {noun.lower_}"
        if before.head == noun and kind_by_noun(pair) is not None:
            return pair
        if before.head == noun and is_role_noun(pair):
            return pair
        if before.text == "-" and noun.i > 1 and not before.whitespace_:
            whole = f"{noun.nbor(-2).lower_}-{noun.lower_}"
            if kind_by_noun(whole) is not None:
                return whole
    return noun.lower_


def _first_modifier(noun: Token) -> Token:
    first = noun
    while first.i > noun.sent.start and first.nbor(-1).tag_ in _MODIFIERS:
        first = first.nbor(-1)
    return first


def _compound_before(mention: Mention) -> Token | None:
    """Return the noun in front of the name: "the retailer Corvane Foods"."""
    noun, after = mention.before, mention.after
    if noun is None or noun.tag_ != "NN" or not noun.text.islower():
        return None
    if noun.i < mention.tokens[0].sent.start or mention.honorific:
        return None
    if after is not None and (after.tag_ in {"NN", "NNS"} or after.text == "-"):
        return None  # "the former workspace provider Corvane executive"
    head = mention.head
    if noun.dep_ in {"compound", "nmod"} and noun.head in {head, *mention.tokens}:
        return noun
    return noun if head.dep_ == "appos" and head.head == noun else None


def _apposition(mention: Mention) -> Token | None:
    """Return the noun set off by a comma behind the name: "Corvane, a retailer based in Leeds"."""
    head, after = mention.head, mention.after
    if after is None or after.text not in {",", "(", "-", "—", "–"}:
        return None
    for child in head.children:
        if child.dep_ == "appos" and child.i > after.i and child.tag_ == "NN":
            opening = min(child.subtree, key=_index)
            if opening.i == after.i + 1 and _is_indefinite(opening, child):
                return child
    return None


def _is_indefinite(opening: Token, noun: Token) -> bool:
    """Tell whether a noun phrase describes, rather than goes on with a list."""
    return opening.tag_ in {"DT", "PRP$"} or opening == noun or opening.head == noun


def _predicate(mention: Mention) -> Token | None:
    """Return what the bearer of the name is said to be: "Corvane is a retailer"."""
    head = mention.head
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "attr" and child.tag_ == "NN":
            return child
    return None


def _ages(mention: Mention) -> Iterator[Description]:
    """Yield the age beside a person's name, as in "the 34-year-old"."""
    if mention.label != "person":
        return
    article = mention.passage.article
    start, end = mention.evidence.start, mention.evidence.end
    behind = _AGE_BEHIND.match(article.text, end)
    if behind is not None:
        group = behind.lastgroup or ""
        number = behind[group]
        place = behind.start(group)
    else:
        opening = max(mention.passage.offset, start - _REACH)
        before = _AGE_BEFORE.search(article.text[opening:start])
        if before is None:
            return
        number, place = before[1], opening + before.start(1)
    yield Description(
        noun=f"{number}-year-old", evidence=article.evidence(place, place + len(number))
    )
