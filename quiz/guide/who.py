"""Who is who: the people and the organisations that matter, each with what the article calls them.

Left out: who is named once in passing and neither described nor quoted.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from quiz.guide.budget import Weighed, within
from quiz.guide.reading import Reading
from quiz.language.gazetteer import demonyms, is_role_noun, kind_by_noun
from quiz.schema.findings import Description, Organisation, OrganisationKind, Person
from quiz.schema.guide import Who
from quiz.schema.record import Evidence, Span

_MOST_PEOPLE, _MOST_ORGANISATIONS = 8, 6
_PEOPLES_CHARACTERS, _ORGANISATIONS_CHARACTERS = 620, 320
_OF_A_SENTENCE = 100  # characters, where nothing says what somebody is
_MOST_TOLD = 2
_LONGEST = 110  # characters of what somebody is called
_OF_TITLE = 3  # mentions that a place in the title is worth
_SHARED = 0.6  # of the words of the shorter of two titles of one post
_LITTLE = frozenset("the a an of for at in to former ex then".split())
_BODIES = frozenset(
    "giant maker parent rival brand group network powerhouse startup start-up chain host operator "
    "alliance arm branch offshoot subsidiary".split()
)
_POSSESSIVES = frozenset("his her its their our my".split())
_AGENCY = 3  # mentions from which the outlet that reports counts as part of the story


def people(reading: Reading) -> tuple[Who, ...]:
    """Return the people of the article in reading order."""
    speakers = {q.speaker for q in reading.findings.quotations if q.complete}
    found = []
    for person in reading.findings.people:
        told = _distinct(_called(reading, person), person.name)
        proof = _proof(reading, told, person.mentions)
        speaks = person.name in speakers
        if proof is None or not (told or speaks or len(person.mentions) > 1):
            continue
        who = _who(person, "person", told, proof)
        found.append(_weighed(_weight(reading, person) + 2 * bool(told) + 2 * speaks, who))
    return tuple(within(found, _MOST_PEOPLE, _PEOPLES_CHARACTERS))


def organisations(reading: Reading) -> tuple[Who, ...]:
    """Return the organisations of the article in reading order."""
    found = []
    for body in reading.findings.organisations:
        said = tuple(d for d in body.descriptions if _names_a_body(d.noun))
        told = _distinct(_descriptions(reading, said), body.name)
        human = any(is_role_noun(description.noun) for description in body.descriptions)
        if human and body.kind == "organisation":
            continue  # "Aksel Bramming, a carpenter": the finder took a person for a firm
        titled = reading.in_title((body.name, *body.aliases))
        often = len(body.mentions) > (1 if body.kind != "organisation" else 2)
        proof = _proof(reading, told, body.mentions)
        if proof is not None and (told or often or titled) and not _only_reports(body):
            who = _who(body, body.kind, told, proof)
            found.append(_weighed(_weight(reading, body) + bool(told), who))
    return tuple(within(found, _MOST_ORGANISATIONS, _ORGANISATIONS_CHARACTERS))


def _names_a_body(noun: str) -> bool:
    """Tell whether a noun can say what an organisation is; an apposition may be misread."""
    return kind_by_noun(noun) is not None or is_role_noun(noun) or noun in _BODIES


def _who(
    named: Person | Organisation,
    kind: Literal["person"] | OrganisationKind,
    told: list[tuple[str, Span]],
    proof: Evidence,
) -> Who:
    return Who(name=named.name, kind=kind, told=tuple(text for text, _ in told), evidence=proof)


def _weight(reading: Reading, named: Person | Organisation) -> int:
    titled = reading.in_title((named.name, *named.aliases))
    return len(named.mentions) + (_OF_TITLE if titled else 0)


def _weighed(weight: int, who: Who) -> Weighed[Who]:
    told = sum(map(len, who.told)) or (_OF_A_SENTENCE if who.kind == "person" else 0)
    return Weighed(weight, who, len(who.name) + told)


def _only_reports(body: Organisation) -> bool:
    """Tell whether a body only brings the news: an agency or a paper named now and then."""
    reports = body.kind in {"news organisation", "newspaper", "broadcaster", "website"}
    return reports and len(body.mentions) < _AGENCY and not body.descriptions


def _called(reading: Reading, person: Person) -> Iterator[tuple[str, Span]]:
    """Yield the posts of a person, and where there is none, what else the article calls them."""
    text = reading.article.text
    posts = [
        (_with_the(text, _as_inside(reading, role.title, role.span), role.span), role.span)
        for role in person.roles
    ]
    yield from posts or _descriptions(reading, person.descriptions)


def _as_inside(reading: Reading, title: str, span: Span) -> str:
    """Return a post as it is written inside a sentence: "race director", "mayor"."""
    first, *rest = title.split()
    if is_role_noun(first.lower()) and not rest:
        return title.lower() if title.istitle() else title
    read = reading.at(span.start)
    tokens = read.passage.tokens_in(span.start, span.end) if read is not None else ()
    opens = bool(tokens) and tokens[0].is_sent_start and not tokens[0].ent_type_
    plain = opens and tokens[0].pos_ in {"NOUN", "ADJ"} and first[1:].islower()
    if plain and first not in demonyms() and all(word.islower() for word in rest):
        return f"{first[0].lower()}{title[1:]}"
    return title


def _with_the(text: str, title: str, span: Span) -> str:
    """Return "the company’s director" for the title "company’s director"."""
    definite = text[max(0, span.start - 4) : span.start].casefold() == "the "
    owned = any(mark in title for mark in ("’s ", "'s ", "s’ ", "s' "))
    return f"the {title}" if definite and owned and text.startswith(title, span.start) else title


def _descriptions(reading: Reading, said: tuple[Description, ...]) -> Iterator[tuple[str, Span]]:
    """Yield what is whole of the descriptions, without ages and what belongs to somebody unsaid."""
    text = reading.article.text
    for description in said:
        span = description.evidence
        before = text[max(0, span.start - 7) : span.start].split()
        owned = bool(before) and before[-1].casefold() in _POSSESSIVES
        cut = text[span.end : span.end + 1] in {"-", "‑"}
        aged = span.text[0].isdigit() or "year-old" in description.noun
        if not (owned or cut or aged):
            yield span.text.removeprefix("fellow ").removeprefix("including "), span


def _distinct(called: Iterable[tuple[str, Span]], name: str) -> list[tuple[str, Span]]:
    """Return what somebody is called without what says no more than the rest, or than the name.

    "Mayor" goes where there is "mayor of Brindle", and so does "former mayor" beside it.
    """
    kept: list[tuple[str, Span]] = []
    for text, span in called:
        words = _words(text)
        if not words - _words(name) or len(text) > _LONGEST:
            continue
        if any(words <= _words(other) for other, _ in kept):
            continue
        kept = [(other, place) for other, place in kept if not _words(other) <= words]
        if not any(_same_post(text, other) for other, _ in kept):
            kept.append((text, span))
    return kept[:_MOST_TOLD]


def _words(text: str) -> frozenset[str]:
    bare = text.casefold().replace("’s", "").replace("'s", "").replace("-", " ")
    return frozenset(bare.replace(",", " ").split()) - _LITTLE


def _same_post(one: str, other: str) -> bool:
    """Tell whether two titles are one post: "US president", "president of the US"."""
    first, second = _words(one), _words(other)
    return len(first & second) / min(len(first), len(second)) > _SHARED


def _proof(
    reading: Reading, told: list[tuple[str, Span]], mentions: tuple[Evidence, ...]
) -> Evidence | None:
    return reading.first_proof((*(span for _, span in told), *mentions))
