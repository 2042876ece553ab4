"""People: mentions gathered into persons, with the roles the article gives them."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from quiz.finders.mentions import Mention
from quiz.language.gazetteer import FEMALE, MALE, PARTICLES, demonyms, is_role_noun, sex_of
from quiz.language.parsing import Passage
from quiz.schema.findings import Person, Role
from quiz.schema.record import Span

_NO_TITLE_START = frozenset({"DT", "PRP$", "IN", "WDT", "WP", "CC", "TO", ",", "RB", "VBD", "``"})


class _Cluster:
    """The mentions of one person while they are gathered."""

    def __init__(self, full: str, honorific: str | None) -> None:
        self.full = full
        self.honorific = honorific
        self.mentions: list[Mention] = []

    @property
    def words(self) -> list[str]:
        return self.full.split()

    def can_bear(self, honorific: str | None) -> bool:
        """Tell whether the title agrees with the person's sex: no "Mrs" for Tom Keller."""
        titles = {honorific, self.honorific}
        first = sex_of(self.words[0]) if len(self.words) > 1 else None
        male = first == "m" or bool(titles & MALE)
        female = first == "f" or bool(titles & FEMALE)
        return honorific is None or not (male and female)


def find_people(mentions: Iterable[Mention]) -> tuple[Person, ...]:
    """Return the people among `mentions`, each under the fullest name the article uses.

    A surname alone counts for a person only if one person of the article bears it; otherwise it
    is left out, because a wrong name is worse than a missing one.
    """
    named = [m for m in mentions if m.label == "person"]
    clusters: list[_Cluster] = []
    for mention in named:
        if len(mention.tokens) > 1:
            _cluster_for(mention, clusters, make=True)
    for mention in named:
        if len(mention.tokens) == 1 and mention.honorific:
            _cluster_for(mention, clusters, make=True)
    for mention in named:
        cluster = _cluster_for(mention, clusters, make=False)
        if cluster is not None:
            cluster.mentions.append(mention)
    people = [_person(cluster) for cluster in clusters if cluster.mentions]
    return tuple(sorted(people, key=lambda person: person.mentions[0].start))


def _cluster_for(mention: Mention, clusters: list[_Cluster], *, make: bool) -> _Cluster | None:
    """Return the cluster of a mention, making one if allowed; None where it is not sure."""
    name, whole = mention.name, len(mention.tokens) > 1
    possible = [c for c in clusters if c.can_bear(mention.honorific)]
    exact = [c for c in possible if c.full == name] if whole else []
    fitting = exact or [c for c in possible if _same_person(name, c.full)]
    if len(fitting) == 1:
        cluster = fitting[0]
        if len(name.split()) > len(cluster.words):
            cluster.full = name
        cluster.honorific = cluster.honorific or mention.honorific
        return cluster
    if make and not fitting:
        clusters.append(_Cluster(name, mention.honorific))
        return clusters[-1]
    return None


def _same_person(one: str, other: str) -> bool:
    """Tell whether two forms can be one name: the shorter ends the longer, or initials agree."""
    short, long = sorted((one.split(), other.split()), key=len)
    if short == long[-len(short) :]:
        return True
    if len(short) == 1:
        return short[0] == long[0] and sex_of(short[0]) is not None
    same_last = short[-1] == long[-1]
    return same_last and (short[0] == long[0] or short[0].rstrip(".") == long[0][:1])


def _person(cluster: _Cluster) -> Person:
    honorifics = [m.honorific for m in cluster.mentions if m.honorific]
    forms: dict[str, None] = {}
    for mention in cluster.mentions:
        forms[mention.name] = None
        if mention.honorific:
            forms[f"{mention.honorific} {mention.name}"] = None
    surname = _surname(cluster.full)
    if len(cluster.words) > 1:
        forms[surname] = None
    full = cluster.full
    if len(cluster.words) == 1 and honorifics:
        full = f"{honorifics[0]} {cluster.full}"
    forms.pop(full, None)
    return Person(
        name=full,
        aliases=tuple(forms),
        honorific=honorifics[0] if honorifics else None,
        roles=_roles(cluster.mentions),
        mentions=tuple(m.evidence for m in cluster.mentions),
    )


def _surname(full: str) -> str:
    words = full.split()
    if words[-1] in {"Jr", "Jr.", "Sr", "Sr.", "II", "III"} and len(words) > 2:
        words = words[:-1]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _roles(mentions: list[Mention]) -> tuple[Role, ...]:
    found: dict[str, Role] = {}
    for mention in mentions:
        for span in (_title_before(mention), _apposition(mention), _predicate(mention)):
            if span is None:
                continue
            first, last = span
            role = _role(mention.passage, first, last)
            if role is not None:
                found.setdefault(role.title.casefold(), role)
    return tuple(found.values())


def _role(passage: Passage, first: Token, last: Token) -> Role | None:
    """Return the description from `first` to `last` as a role, if it names a post."""
    words = list(passage.doc[first.i : last.i + 1])
    while words and (words[0].tag_ in _NO_TITLE_START or words[0].lower_ == "named"):
        words.pop(0)
    if not words or len(words) > 14 or any(passage.is_quoted(w) for w in words):
        return None
    if not _names_a_post(words):
        return None
    evidence = passage.sentence_evidence(first.sent)
    span = Span(start=passage.start(words[0]), end=passage.end(words[-1]))
    if not evidence.covers(span):
        return None
    return Role(title=passage.article.at(span), evidence=evidence, span=span)


def _names_a_post(words: list[Token]) -> bool:
    texts = [w.text for w in words]
    for n, text in enumerate(texts):
        hyphenated = "".join(texts[n : n + 3]) if texts[n + 1 : n + 2] == ["-"] else text
        pair = " ".join(texts[n : n + 2])
        if any(is_role_noun(form) for form in (text, hyphenated, pair)):
            return True
    return False


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
    return doc[first], doc[last]


def _fits_a_title(token: Token) -> bool:
    if token.text in {"-", "'s", "&"}:
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
    if head.dep_ != "nsubj" or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "attr" and is_role_noun(child.text):
            return _noun_phrase(child)
    return None
