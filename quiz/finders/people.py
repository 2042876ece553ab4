"""People: mentions gathered into persons, with the roles the article gives them."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from quiz.finders.descriptions import descriptions
from quiz.finders.labels import Mention, without_suffix
from quiz.finders.roles import find_roles, head_noun
from quiz.finders.sexes import sex_by_pronouns
from quiz.language.gazetteer import FEMALE, MALE, PARTICLES, sex_of
from quiz.schema.findings import Description, Person, Role
from quiz.schema.record import Evidence

_KIN = frozenset(
    "wife husband son daughter brother sister father mother nephew niece cousin widow widower "
    "grandson granddaughter uncle aunt stepson stepdaughter fiancee fiancé".split()
)


_LONG_SURNAME, _ALIKE = 7, 0.85


class _Cluster:
    """The mentions of one person while they are gathered."""

    def __init__(self, full: str, honorific: str | None) -> None:
        self.full = full
        self.honorific = honorific
        self.mentions: list[Mention] = []
        self.first: Mention | None = None

    @property
    def words(self) -> list[str]:
        return self.full.split()

    @property
    def is_titled(self) -> bool:
        """Tell whether a title stood before the full name."""
        return self.honorific is not None

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
    clusters += [_Cluster(name, None) for name in _named_beside(named, clusters)]
    for mention in named:
        if len(mention.tokens) == 1 and mention.honorific:
            _cluster_for(mention, clusters, make=True)
    for mention in named:
        cluster = _cluster_for(mention, clusters, make=False)
        if cluster is not None and not _is_the_firm(mention, cluster):
            cluster.mentions.append(mention)
    people = [_person(cluster) for cluster in clusters if cluster.mentions]
    return tuple(sorted(people, key=lambda person: person.mentions[0].start))


def _named_beside(named: list[Mention], clusters: list[_Cluster]) -> list[str]:
    """Return who shares a surname with the next: "Ida Marr" of "Ida and Tom Marr".

    Nobody speaks of Ida by her full name, so no more is known of her than that a bare "Marr" may
    be her.
    """
    found: dict[str, None] = {}
    for mention in named:
        doc, first = mention.passage.doc, mention.first
        if len(mention.tokens) < 2 or first < 2 or doc[first - 1].lower_ not in {"and", "&"}:
            continue
        other = doc[first - 2]
        alone = first < 3 or doc[first - 3].pos_ != "PROPN"
        name = f"{other.text} {mention.name.split()[-1]}"
        if alone and sex_of(other.text) and all(c.full != name for c in clusters):
            found[name] = None
    return list(found)


def _is_the_firm(mention: Mention, cluster: _Cluster) -> bool:
    """Tell whether a bare surname is the firm of that name, which is founded, buys and employs."""
    if len(mention.tokens) > 1 or mention.honorific or len(cluster.words) < 2:
        return False
    if mention.name != cluster.words[-1]:
        return False  # a first name alone
    name = mention.tokens[0]
    passive = any(c.dep_ == "auxpass" for c in name.head.children)
    founded = name.dep_ == "nsubjpass" and passive and name.head.lemma_ in {"found", "list", "base"}
    trades = name.dep_ == "nsubj" and name.head.lemma_ in {
        "employ",
        "buy",
        "acquire",
        "pay",
        "make",
    }
    return founded or trades


def _cluster_for(mention: Mention, clusters: list[_Cluster], *, make: bool) -> _Cluster | None:
    """Return the cluster of a mention, making one if allowed; None where it is not sure."""
    name, whole = mention.name, len(mention.tokens) > 1
    possible = [c for c in clusters if c.can_bear(mention.honorific)]
    if mention.honorific and not whole:  # "President Keller" is not the president's son
        possible = [c for c in possible if c.is_titled or not _is_kin(c)]
    exact = [c for c in possible if c.full == name] if whole else []
    fitting = exact or [c for c in possible if _same_person(name, c.full)]
    if len(fitting) == 1:
        cluster = fitting[0]
        if len(name.split()) > len(cluster.words):
            cluster.full = name
        cluster.honorific = cluster.honorific or mention.honorific
        return cluster
    if not fitting and not whole and mention.honorific:  # "Ms Buchtman" for Lydia Buchtmann
        fitting = [c for c in possible if _misspelt(name, c.words[-1])]
        if len(fitting) == 1:
            return fitting[0]
    if make and not fitting:
        clusters.append(_Cluster(name, mention.honorific))
        clusters[-1].first = mention
        return clusters[-1]
    return None


def _is_kin(cluster: _Cluster) -> bool:
    """Tell whether the person is brought in as somebody's son, wife or the like."""
    mention = cluster.first
    if mention is None:
        return False
    around = mention.passage.doc[max(0, mention.first - 3) : mention.last + 4]
    return any(token.lower_ in _KIN for token in around)


def _same_person(one: str, other: str) -> bool:
    """Tell whether two forms can be one name: the shorter ends the longer, or initials agree."""
    short, long = sorted((without_suffix(one), without_suffix(other)), key=len)
    if short == long[-len(short) :]:
        return True
    if len(short) == 1:
        return short[0] == long[0] and sex_of(short[0]) is not None
    same_last = short[-1] == long[-1]
    return same_last and (
        short[0] == long[0]
        or short[0].rstrip(".") == long[0][:1]
        or _pet_name(short[0], long[0])
        or _pet_name(long[0], short[0])
    )


def _pet_name(short: str, long: str) -> bool:
    """Tell whether a first name is another cut down: "Dan" of "Daniel", but not "Ann" of "Anna"."""
    return len(short) >= 3 and len(long) >= len(short) + 2 and long.startswith(short)


def _misspelt(one: str, other: str) -> bool:
    """Tell whether two long surnames differ by a letter or two, as a slip of the pen does."""
    long_enough = min(len(one), len(other)) >= _LONG_SURNAME and one[0] == other[0]
    return long_enough and SequenceMatcher(None, one, other).ratio() >= _ALIKE


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
    roles = find_roles(cluster.mentions)
    return Person(
        name=full,
        aliases=tuple(forms),
        honorific=honorifics[0] if honorifics else None,
        roles=roles,
        sex=sex_by_pronouns(cluster.mentions),
        descriptions=_with_posts(descriptions(cluster.mentions), roles),
        mentions=tuple(m.evidence for m in cluster.mentions),
    )


def _with_posts(said: tuple[Description, ...], roles: tuple[Role, ...]) -> tuple[Description, ...]:
    """Return the descriptions with the nouns of the posts: "manager" of "Portuguese manager"."""
    found = {description.noun: description for description in said}
    for role in roles:
        start = role.span.start - role.evidence.start
        text = role.evidence.text[start : start + role.span.end - role.span.start]
        phrase = Evidence(start=role.span.start, end=role.span.end, text=text)
        found.setdefault(
            head_noun(role.title), Description(noun=head_noun(role.title), evidence=phrase)
        )
    return tuple(found.values())


def _surname(full: str) -> str:
    words = without_suffix(full)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])
