"""Raw mentions of names: what the tagger found, repaired by titles and the gazetteer."""

from collections.abc import Callable, Iterator

from quiz.finders.labels import Label, Labels, Mention, without_suffix
from quiz.finders.possessive_names import firms
from quiz.finders.short_forms import initials, short_forms
from quiz.language.gazetteer import (
    HONORIFICS,
    is_only_an_organisation,
    is_role_noun,
    kind_by_name,
    known_organisations,
    known_place,
    sex_of,
)
from quiz.language.parsing import Parsed, Passage
from quiz.language.tree import Doc, Token
from quiz.language.written_dates import MONTH_NAMES

_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
}
_MONTH_NAMES = frozenset(MONTH_NAMES)
_LONGEST_NAME = 5  # tokens a name of the gazetteer may have
_LONGEST_ORGANISATION = 8
_PLAIN_TITLES = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr."})
_NO_BEARERS = frozenset(
    "Office Department Committee Council House League Assembly Electric Motors County Street Road "
    "Island Islands Cup Health School Party Act Award Park Hall Square City Center Centre Order "
    "Division Baseball Election Elections Hospital University College Museum Library Theatre "
    "Airport Bridge Station Stadium Foundation Institute Trust".split()
)
_LEGAL_FORMS = frozenset({"Inc", "Ltd", "LLC", "plc", "Corp", "Jr", "Sr", "Co", "II", "III"})
_NO_NAME_PARTS = frozenset({"led", "era", "run", "like", "born", "made", "old", "wide", "based"})
# Two words that are one title: what stands in front of the second.
_DOUBLE_TITLES = {
    "Minister": {"Prime", "First"},
    "General": {"Attorney", "Secretary", "Solicitor", "Surgeon", "Governor", "Director"},
    "President": {"Vice"},
    "Justice": {"Chief"},
}


def mentions(parsed: Parsed) -> list[Mention]:
    """Return all mentions of people, places and organisations in reading order, none overlapping.

    One surface gets one label throughout the article: the tagger's votes, overruled by titles
    ("Mr X" is a person) and then by the gazetteer ("Kherson" is a place).
    """
    named = firms(parsed)
    raw = [m for passage in parsed.passages for m in _of_passage(passage, named.get(passage, []))]
    labels = Labels(raw)
    found = [
        Mention(m.passage, m.first, m.last, label, m.honorific)
        for m in raw
        if (label := labels.of(m)) != "other"
    ]
    # A comet called Carmona after its finder, taken for a town: neither the finder nor the town.
    unsure = {m.name for m in raw if labels.is_a_surname(m.name)}
    more = (m for m in _overlooked(parsed, found) if m.name not in unsure)
    return sorted([*found, *more], key=lambda m: (m.passage.number, m.first))


def _overlooked(parsed: Parsed, found: list[Mention]) -> Iterator[Mention]:
    """Yield further places where a name stands that the tagger saw only elsewhere."""
    known: dict[str, Label] = {}
    for mention in found:
        known[mention.name] = mention.label
        if mention.label == "person":
            known.setdefault(without_suffix(mention.name)[-1], "person")
        elif mention.label == "organisation":
            for form in (initials(mention.name), *short_forms(mention.name)):
                known.setdefault(form, "organisation")
    known = {n: label for n, label in known.items() if len(n) > 2 and n not in _MONTH_NAMES}
    for passage in parsed.passages:
        taken = {n for m in found if m.passage is passage for n in range(m.first - 1, m.last + 1)}
        for token in passage.doc:
            label = known.get(passage.written(token))
            alone = token.i not in taken and _is_name_word(token) and _is_tagged(token, label)
            if label is not None and alone and not _in_longer_name(token):
                yield Mention(passage, token.i, token.i, label)


def _is_tagged(token: Token, label: Label | None) -> bool:
    """Tell whether a name is tagged as one, or a capital inside the sentence shows it: "Early"."""
    if token.tag_.startswith("NN"):
        return True
    inside = token.i > token.sent.start and token.nbor(-1).tag_ not in {"``", "''", ":"}
    return label == "person" and inside


def _in_longer_name(token: Token) -> bool:
    doc = token.doc
    return any(
        0 <= n < len(doc) and doc[n].tag_ in {"NNP", "NNPS"} and doc[n].text not in HONORIFICS
        for n in (token.i - 1, token.i + 1)
    )


def _of_passage(passage: Passage, named: list[tuple[int, int]]) -> list[Mention]:
    """Return what the tagger, titles and the gazetteer see in one paragraph.

    `named` are the places of firms that are called by a possessive.
    """
    doc = passage.doc
    taken: set[int] = set()
    found: list[Mention] = []
    for first, last in named:
        found.append(Mention(passage, first, last, "organisation"))
        taken.update(range(first, last + 1))
    for first, last, honorific in _titled(doc):
        found.append(Mention(passage, first, last, "person", honorific))
        taken.update(range(first - 1, last + 1))
    for label, first, last in _surely_known(doc):
        if not taken & set(range(first, last + 1)):
            found.append(Mention(passage, first, last, label))
            taken.update(range(first, last + 1))
    for entity in doc.ents:
        label = _LABELS.get(entity.label_, "other")
        cut = _end_of_a_person(doc, entity.start, entity.end - 1)
        if cut is not None:
            label = "person"
        start = _first_name(doc, entity.start) if label == "person" else entity.start
        trimmed = _trim(doc, start, entity.end - 1 if cut is None else cut)
        if trimmed is None or taken & set(range(trimmed[0], trimmed[1] + 1)):
            continue
        found.append(Mention(passage, *trimmed, label))
        taken.update(range(trimmed[0], trimmed[1] + 1))
    for first, last in _behind_a_post(doc):
        if not taken & set(range(first, last + 1)):
            found.append(Mention(passage, first, last, "person"))
            taken.update(range(first, last + 1))
    for first, last in _known_places(doc):
        if not taken & set(range(first, last + 1)):
            found.append(Mention(passage, first, last, "place"))
            taken.update(range(first, last + 1))
    return sorted(found, key=lambda m: m.first)


def _end_of_a_person(doc: Doc, first: int, last: int) -> int | None:
    """Return where a person's name ends inside "Ida Marr for Port Authority", if it is one."""
    second = first + 1
    if second >= last or sex_of(doc[first].text) is None or not _is_name_word(doc[second]):
        return None
    following = doc[second + 1]
    dash = following.text in {"-", "–"} and bool(doc[second].whitespace_)
    return second if dash or following.lower_ in {"for", "from"} else None


def _first_name(doc: Doc, first: int) -> int:
    """Return where a person's name begins, with a first name that the tagger left out of it."""
    before = doc[first - 1] if first else None
    if before is None or before.tag_ != "NNP" or before.is_sent_end or before.ent_type_:
        return first
    return first - 1 if sex_of(before.text) is not None else first


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.upper() != token.text.lower()


def _titled(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield (first, last, honorific) of names behind a title: "Mr Zelensky"."""
    for token in doc[:-1]:
        if token.text not in HONORIFICS:
            continue
        last = token.i
        double = token.i > 0 and doc[token.i - 1].text in _DOUBLE_TITLES.get(token.text, ())
        title = f"{doc[token.i - 1].text} {token.text}" if double else token.text
        while last + 1 < len(doc) and _is_name_word(doc[last + 1]) and last - token.i < 4:
            last += 1
        last = _over_hyphen(doc, last)
        words = [doc[n].text for n in range(token.i + 1, last + 1)]
        if words and words[0] not in HONORIFICS and _is_borne(title, words):
            yield token.i + 1, last, title


def _is_borne(title: str, words: list[str]) -> bool:
    """Tell whether `words` behind a title are a person's name: not "Duke University"."""
    name = " ".join(words)
    whole = f"{title} {name}"
    if all(is_role_noun(w) for w in words) or known_organisations(whole) or known_place(whole):
        return False
    if title in _PLAIN_TITLES:
        return True
    if kind_by_name(name) is not None or any(w in _NO_BEARERS for w in words):
        return sex_of(words[0]) is not None and len(words) > 1 and words[-1] not in _NO_BEARERS
    return not (title in {"Miss", "King", "Queen", "Prince"} and known_place(name))


def _behind_a_post(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of two-word names behind a post: "retired teacher Ida Marr"."""
    for token in doc[:-2]:
        if not is_role_noun(token.text):
            continue
        names = doc[token.i + 1 : token.i + 3]
        if token.text[0].isupper() and token.i > token.sent.start:
            continue  # "Prime Minister Ida Marr" is known by its title or by the tagger
        if not all(t.tag_ == "NNP" for t in names):
            continue
        following = doc[token.i + 3] if token.i + 3 < len(doc) else None
        if following is None or not (_is_name_word(following) or following.text == "-"):
            yield token.i + 1, token.i + 2


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the bare name, without article, possessive and title; None if nothing is left."""
    for n in range(first, last):  # "Ministry of Ports (MOP": nothing behind a bracket
        if doc[n + 1].text in {"(", ")"} and n >= first:
            last = n
            break
    while first <= last and (
        doc[first].lower_ in {"the", "a", "an"}
        or doc[first].text in HONORIFICS
        or (first == doc[first].sent.start and doc[first].tag_ in {"VBG", "RB", "IN"})
        or not any(c.isalnum() for c in doc[first].text)
    ):
        first += 1
    first = _behind_a_list(doc, first, last)
    while last >= first and (
        doc[last].tag_ == "POS"
        or doc[last].lower_ in {"of", "for", "the", "and", "at"}
        or doc[last].text in {"'s", "'"}
        or not any(c.isalnum() for c in doc[last].text)
    ):
        last -= 1
    last = _over_hyphen(doc, last) if last >= first else last
    if first > last or not any(_is_name_word(doc[n]) for n in range(first, last + 1)):
        return None
    return first, last


def _behind_a_list(doc: Doc, first: int, last: int) -> int:
    """Return where the last name of a list begins that the tagger took for one name."""
    texts = [doc[n].text for n in range(first, last + 1)]
    if "," not in texts or {"of", "for", "and", "&"} & set(texts):
        return first
    behind = first + len(texts) - texts[::-1].index(",")
    return behind if behind <= last and doc[last].text.strip(".") not in _LEGAL_FORMS else first


def _over_hyphen(doc: Doc, last: int) -> int:
    """Return the end of a double name that the tagger cut at its hyphen: "Keller-Brandt"."""
    while (
        last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and not doc[last].whitespace_
        and not doc[last + 1].whitespace_
        and (_is_name_word(doc[last + 2]) or _is_korean(doc, last))
    ):
        last += 2
    return last


def _is_korean(doc: Doc, last: int) -> bool:
    """Tell whether a small word behind a hyphen ends a name: "Moon Jae-in"."""
    part, before = doc[last + 2], doc[last - 1] if last else None
    return (
        doc[last].ent_type_ == "PERSON"
        and before is not None
        and before.ent_type_ == "PERSON"
        and part.text.islower()
        and len(part) <= 5
        and part.text not in _NO_NAME_PARTS
        and part.tag_ not in {"VBN", "VBG", "JJ"}
    )


def _surely_known(doc: Doc) -> Iterator[tuple[Label, int, int]]:
    """Yield names of the gazetteer that overrule the tagger, if not part of a longer name.

    Organisations, and places of several words; the tagger cuts "Mazar-i-Sharif".
    """
    spans = [_trim(doc, e.start, e.end - 1) for e in doc.ents if e.label_ != "DATE"]
    known: list[tuple[Label, int, int]] = [
        ("organisation", *span) for span in _known_organisations(doc)
    ]
    places = [(a + (doc[a].lower_ == "the"), b) for a, b in _known_places(doc)]
    known += [("place", a, b) for a, b in places if b > a]
    for label, first, last in known:
        if not any(
            span and span[0] <= first and last <= span[1] and span != (first, last)
            for span in spans
        ):
            yield label, first, last


def _known_organisations(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of names of the gazetteer that only an organisation has."""
    for first, last in _matches(doc, is_only_an_organisation, _LONGEST_ORGANISATION):
        yield first + (last > first and doc[first].lower_ == "the"), last


def _known_places(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of names of the gazetteer that the tagger may have missed."""
    return _matches(doc, lambda name: known_place(name) is not None, _LONGEST_NAME)


def _matches(doc: Doc, is_known: Callable[[str], bool], most: int) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of the longest names that are known, none overlapping."""
    tokens, text = list(doc), doc.text
    capital = [_is_name_word(token) for token in tokens]
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if capital[position] or token.text == "al":
            for last in range(min(position + most, len(tokens)) - 1, position - 1, -1):
                alone = last == position and token.tag_ not in {"NNP", "NNPS"}
                if alone or not (capital[last] or tokens[last].text[0].isdigit()):
                    continue
                if is_known(text[token.idx : tokens[last].idx + len(tokens[last])]):
                    yield position, last
                    position = last
                    break
        position += 1
