"""Roles: the posts and descriptions that the article gives a person."""

import re
from itertools import takewhile

from quiz.finders.labels import Mention
from quiz.language.gazetteer import demonyms, is_role_noun
from quiz.language.parsing import Passage
from quiz.language.tree import Doc, Token
from quiz.schema.findings import Role
from quiz.schema.record import Span

_NO_TITLE_START = frozenset({"DT", "PRP$", "IN", "WDT", "WP", "CC", "TO", ",", "RB", "VBD", "``"})
_JOINTS = frozenset({"of", "for", "at", "to", "in"})
_NEWLY = re.compile(r"\b(?:recently|newly)[ -](?:named|appointed|elected|installed) ")
# What somebody who does this to an organisation is.
_POSTS_BY_VERB = {
    "head": "head",
    "lead": "leader",
    "chair": "chair",
    "edit": "editor",
    "direct": "director",
    "found": "founder",
    "co-found": "co-founder",
    "cofound": "co-founder",
}
_IN_A_PHRASE = frozenset(
    {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS", "CD", "PRP$", "VBG"}
)
_IN_A_NAME = frozenset({"NNP", "NNPS", "POS", "HYPH"})


def head_noun(title: str) -> str:
    """Return the noun a title turns on: "director" of "director for games at Google"."""
    for joint in _JOINTS:
        title = title.split(f" {joint} ")[0]
    words = title.split() or [""]
    pair = " ".join(words[-2:]).lower()
    return pair if is_role_noun(pair) else words[-1].lower()


def find_roles(mentions: list[Mention]) -> tuple[Role, ...]:
    """Return the roles given beside any of the mentions of one person, each once."""
    found: dict[str, Role] = {}
    for mention in mentions:
        apposition = _apposition(mention) or _phrase_behind(mention)
        before = _title_with_of(mention) or _title_before(mention)
        for span in (before, apposition, _predicate(mention)):
            if span is None:
                continue
            first, last = span
            role = _role(mention.passage, first, last)
            if role is not None:
                found.setdefault(role.title.casefold(), role)
        by_verb = _by_verb(mention)
        if by_verb is not None:
            found.setdefault(by_verb.title.casefold(), by_verb)
    return tuple(found.values())


def _role(passage: Passage, first: Token, last: Token) -> Role | None:
    """Return the description from `first` to `last` as a role, if it names a post."""
    words = list(passage.doc[first.i : last.i + 1])
    while words and (words[0].tag_ in _NO_TITLE_START or words[0].lower_ == "named"):
        if _is_article_of_an_owner(words):
            break
        words.pop(0)
    words = _first_post(words)
    if words and words[0].tag_ == "HYPH":  # of "well-known", its adverb left off
        words = words[2:]
    if not words or len(words) > 14 or any(passage.is_quoted(w) for w in words):
        return None
    if not _names_a_post(words):
        return None
    evidence = passage.sentence_evidence(first.sent)
    span = Span(start=passage.start(words[0]), end=passage.end(words[-1]))
    if not evidence.covers(span):
        return None
    title = re.sub("^The ", "the ", _NEWLY.sub("", passage.article.at(span)))
    return Role(title=title, evidence=evidence, span=span)


def _is_article_of_an_owner(words: list[Token]) -> bool:
    """Tell whether "the" belongs to a name that owns the post: "the Corvane Group's chair"."""
    if words[0].lower_ != "the":
        return False
    owner = list(takewhile(lambda t: t.tag_ in {"NNP", "NNPS"}, words[1:]))
    behind = words[len(owner) + 1 :]
    return bool(owner) and bool(behind) and behind[0].tag_ == "POS"


def _first_post(words: list[Token]) -> list[Token]:
    """Return the first of two posts with an institution each: "head of X and author of Y"."""
    for n, word in enumerate(words):
        second = word.tag_ == "CC" and any(is_role_noun(t.text) for t in words[n + 1 : n + 5])
        if second and any(t.lower_ in _JOINTS for t in words[:n]):
            return words[:n]
    return words


def _by_verb(mention: Mention) -> Role | None:
    """Return the post of somebody who heads, leads or founded a body that is named.

    "Luis Marr, who heads Corvane Foods"; "Luis Marr founded Corvane Foods"; "Corvane Foods, which
    was founded by Luis Marr" is left out, for its subject is a pronoun.
    """
    passage, head = mention.passage, mention.tokens[-1]
    relative = [c for c in head.children if c.dep_ == "relcl" and _has_who_as_subject(c)]
    for verb in (*relative, *([head.head] if head.dep_ == "nsubj" else [])):
        post = _POSTS_BY_VERB.get(verb.lemma_.lower())
        founding = post is not None and post.endswith("founder")
        helped = [c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"}]
        if post is None or helped or passage.is_quoted(verb) or verb.tag_ == "VBG":
            continue
        if not founding and (verb.tag_ == "VBD" or verb not in relative):
            continue  # "led Corvane Foods to its best year"
        body = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if body is None or body.tag_ not in {"NNP", "NNPS"}:
            continue
        first, last = _noun_phrase(body)
        span = Span(start=passage.start(verb), end=passage.end(last))
        evidence = passage.sentence_evidence(verb.sent)
        if verb.i < first.i and evidence.covers(span):
            named = passage.evidence(first, last).text
            return Role(title=f"{post} of {named}", evidence=evidence, span=span)
    return None


def _has_who_as_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ == "who" for c in verb.children)


def _names_a_post(words: list[Token]) -> bool:
    texts = [w.text for w in words]
    for n, text in enumerate(texts):
        hyphenated = "".join(texts[n : n + 3]) if texts[n + 1 : n + 2] == ["-"] else text
        pair = " ".join(texts[n : n + 2])
        if any(is_role_noun(form) for form in (text, hyphenated, pair)):
            return True
    return False


def _title_with_of(mention: Mention) -> tuple[Token, Token] | None:
    """Return the title in front of a name that names its field: "US Secretary of State"."""
    doc, last = mention.passage.doc, mention.first - 1
    opening = mention.tokens[0].sent.start
    position = last
    while position >= opening and doc[position].tag_ in {"NNP", "NNPS"}:
        position -= 1
    if position >= opening and doc[position].lower_ == "the":
        position -= 1
    if position <= opening or position >= last or doc[position].lower_ not in {"of", "to", "for"}:
        return None
    post = doc[position - 1]
    if not (post.text[0].isupper() and is_role_noun(post.text)):
        return None
    first = post
    while first.i > opening and (
        first.nbor(-1).tag_ in _IN_A_NAME or first.nbor(-1).text in demonyms()
    ):
        first = first.nbor(-1)
    return first, doc[last]


def _title_before(mention: Mention) -> tuple[Token, Token] | None:
    """Return the title in front of the name: "Ukrainian president" Volodymyr Zelensky."""
    doc, position = mention.passage.doc, mention.first - 1
    if position >= 0 and mention.honorific and not is_role_noun(doc[position].text):
        position -= 1
    last = position
    sentence_start = mention.tokens[0].sent.start
    while position >= sentence_start and _fits_a_title(doc[position]):
        position -= 1
    first = position + 1
    while first < last and doc[first].text in {"'s", "'", "-", ","}:
        first += 1
    if first > last or not _ends_with_post(doc, first, last):
        return None
    if first > sentence_start and doc[first - 1].lower_ == "the":
        first -= 1  # it may belong to the name of an owner
    return doc[first], doc[last]


def _fits_a_title(token: Token) -> bool:
    if token.text in {"-", "'s", "&"} or token.lower_ in {"recently", "newly"}:
        return True
    if token.tag_ in {"NN", "NNP", "NNPS", "HYPH", "POS"}:
        return True
    return token.tag_ in {"JJ", "VBN", "NNS", "AFX"} and (
        token.text in demonyms() or token.dep_ in {"amod", "compound", "nmod"}
    )


def _ends_with_post(doc: Doc, first: int, last: int) -> bool:
    words = list(doc[first : last + 1])
    text = words[-1].text
    if len(words) >= 3 and words[-2].text == "-":
        text = "".join(w.text for w in words[-3:])
    pair = " ".join(w.text for w in words[-2:])
    return is_role_noun(text) or is_role_noun(pair)


def _apposition(mention: Mention) -> tuple[Token, Token] | None:
    """Return the description set off by commas beside the name, on either side."""
    doc = mention.passage.doc
    head = mention.tokens[-1]
    for child in head.children:
        if child.dep_ == "appos" and child.i > head.i + 1 and doc[head.i + 1].text == ",":
            return _noun_phrase(child)
    if head.dep_ == "appos" and doc[mention.first - 1].text == "," and head.head.i < mention.first:
        noun = head.head
        while _only_names_a_body(noun):  # "the chairman of Corvane Foods, Luis Marr"
            noun = noun.head.head
        first = min(t.i for t in noun.subtree)
        return doc[first], doc[mention.first - 2]
    return None


def _phrase_behind(mention: Mention) -> tuple[Token, Token] | None:
    """Return the post behind a comma, word by word, where the parser saw no apposition.

    "said Paul Marr, chief curator of maps at the Lindau Museum and author of":
    modifiers, the noun of a post, then phrases with "of" or "at", up to a second post.
    """
    doc, comma = mention.passage.doc, mention.after
    end = mention.tokens[0].sent.end
    if comma is None or comma.text != "," or comma.i + 2 >= end:
        return None
    position = comma.i + 1
    if doc[position].tag_ not in _IN_A_PHRASE:
        return None
    while position < end and doc[position].tag_ in _IN_A_PHRASE:
        position += 1
    post = doc[position - 1]
    if not _ends_with_post(doc, comma.i + 1, post.i) or position >= end:
        return None
    if doc[position].lower_ not in _JOINTS and doc[position].text not in {",", "."}:
        return None
    while position < end and (doc[position].lower_ in _JOINTS or _goes_on(doc, position)):
        position += 1
    last = doc[position - 1]
    plain = doc[position].text if position < end else "."
    if last.lower_ in _JOINTS or plain not in {",", ".", "and", '"', ";", "-", "who"}:
        return None
    return doc[comma.i + 1], last


def _goes_on(doc: Doc, position: int) -> bool:
    """Tell whether a phrase behind "of" or "at" takes in the next word."""
    token = doc[position]
    if token.tag_ in _IN_A_PHRASE or token.text == "&":
        return True
    if token.lower_ != "and" or position + 1 >= len(doc):
        return False
    following = doc[position + 1 : position + 4]
    return following[0].tag_ in _IN_A_PHRASE and not any(is_role_noun(t.text) for t in following)


def _only_names_a_body(noun: Token) -> bool:
    """Tell whether a noun says of what somebody is the head, not what he is."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"of", "at"} and not is_role_noun(noun.text)


def _noun_phrase(noun: Token) -> tuple[Token, Token]:
    """Return the noun phrase round `noun` up to the first comma behind it."""
    doc = noun.doc
    inside = {t.i for t in noun.subtree}
    last = noun.i
    while last + 1 < len(doc) and last + 1 in inside and not _breaks(doc[last + 1]):
        if doc[last + 1].dep_ == "relcl" or doc[last + 1].tag_ in {"WDT", "WP"}:
            break
        last += 1
    return doc[min(inside)], doc[last]


def _breaks(token: Token) -> bool:
    """Tell whether a mark ends a description; a hyphen inside a word does not."""
    if token.text == "-":
        return bool(token.doc[token.i - 1].whitespace_)
    return token.text in {",", ";", "(", "—", "–", ":"}


def _predicate(mention: Mention) -> tuple[Token, Token] | None:
    """Return what the person is said to be: "X is the chairman of Y"."""
    head = mention.tokens[-1]
    verb = head.head
    relative = [c for c in head.children if c.dep_ == "relcl" and _has_who_as_subject(c)]
    if head.dep_ != "nsubj" and relative and relative[0].tag_ == "VBZ":
        verb = relative[0]  # "Luis Marr, who is also the chairman of Corvane Foods"
    elif head.dep_ != "nsubj":
        return None
    if verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "attr" and is_role_noun(child.text):
            return _noun_phrase(child)
    return None
