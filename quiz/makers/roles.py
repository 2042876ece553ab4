"""Who was the Y of Z?  What post does X hold?  People and the posts the article gives them.

Patterns: a title before a name ("US president-elect Donald Trump"), an apposition, "X is the Y of
Z". A post that one person holds is asked by its holder and by the post, any other by the post
only. Refused: a post without its institution ("the manager"), descriptions that are no posts.
"""

import re
from collections.abc import Iterator

from quiz.language.gazetteer import HONORIFICS, demonyms, is_role_noun, known_place
from quiz.language.written_dates import month_in_words
from quiz.makers.workshop import Draft, Workshop, accepted_names
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person, Role
from quiz.schema.record import Evidence, Span

_ONE_HOLDER = frozenset(
    "president president-elect premier chancellor minister secretary chief chairman "
    "chairwoman chair executive ceo cfo director mayor governor leader head king queen pope "
    "ambassador archbishop commissioner captain editor founder".split()
)
_KNOWN_POSTS = frozenset({"president", "president elect", "prime minister", "chancellor"})
_NO_POSTS = frozenset(
    "official member expert fan player veteran candidate victim captain farmer fisherman singer "
    "striker midfielder defender goalkeeper pitcher quarterback champion guitarist drummer bassist "
    "actor actress comedian resident".split()
)
_DEATH = frozenset("die dead death kill murder drown".split())
_FOR_EVER = frozenset({"founder", "co-founder", "author", "creator", "inventor"})
_RANKS = frozenset(
    "emeritus senior chief deputy former vice executive managing general assistant associate "
    "acting interim honorary principal lead head".split()
)
_HEADS_OF_STATE = frozenset({"president", "premier", "minister", "chancellor", "president-elect"})


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield questions on posts, at most two a person."""
    for person in workshop.findings.people:
        if " " not in person.name or person.name.split()[0] in HONORIFICS:
            continue
        if _is_dead(workshop, person):
            continue
        titles = [(r, t) for r in person.roles if (t := _title(r)) is not None and _anchored(t)]
        for role, title in titles[:1]:
            former = title.lower().startswith(("former ", "ex-"))
            head = _head(title)
            if _everybody_knows(title) and not former:
                continue
            if head in _ONE_HOLDER and not former and "’s" not in title and "'s" not in title:
                yield from _holder(workshop, person, role, title)
            lasting = head in _HEADS_OF_STATE or head in _FOR_EVER  # the latter is no post held
            if (former or not lasting) and head not in _NO_POSTS and len(person.roles) == 1:
                yield from _post(workshop, person, role, title, former=former)


def _is_dead(workshop: Workshop, person: Person) -> bool:
    """Tell whether the report is of the person's death: nobody holds a post then."""
    for passage, sentence in workshop.parsed.sentences():
        if any(token.lemma_.lower() in _DEATH for token in sentence):
            start, end = (passage.offset + at for at in (sentence.start_char, sentence.end_char))
            if any(named.entity == person for named in workshop.names.within(start, end)):
                return True
    return False


def _title(role: Role) -> str | None:
    title = " ".join(role.title.split())
    if (
        title.split()[0] in HONORIFICS  # "Mr Keller's personal lawyer"
        or " from " in title
        or re.search(r"\d", title)
        or len(title.split()) > 12
        or " former " in title
        or " ex-" in title
        or "," in title
        or '"' in title
        or "“" in title
    ):
        return None
    if title[:1].isupper() and not any(c.isupper() for c in title[1:2]):
        first, _, tail = title.partition(" ")
        if first not in demonyms() and first.lower() in {"former", "senior", "deputy", "chief"}:
            title = f"{first.lower()} {tail}"
    return title


def _everybody_knows(title: str) -> bool:
    """Tell whether the post is that of a country's president or prime minister."""
    words = title.replace("-", " ").split()
    country = words[0] in demonyms() or known_place(words[0]) is not None
    return country and " ".join(words[1:]).lower() in _KNOWN_POSTS


def _head(title: str) -> str:
    """Return the noun the title turns on: before "of", "for", "at", else the last word."""
    for word in (" of ", " for ", " at ", " to ", " in "):
        title = title.split(word)[0]
    return title.split()[-1].lower() if title.split() else ""


def _anchored(title: str) -> bool:
    """Tell whether the title says where the post is held."""
    words = title.split()
    names = [
        w for w in words if w[:1].isupper() and w.lower() not in _RANKS and not is_role_noun(w)
    ]
    known = word_set("known_short_forms")
    if any(w.isupper() and w.isalpha() and len(w) > 1 and w not in known for w in words):
        return False  # an abbreviation nobody explained
    if _head(title) in {"ambassador", "attorney", "representative", "commissioner"} and not any(
        f" {word} " in title for word in ("to", "for", "of")
    ):
        return False
    return bool(names) and len(words) >= 2


def _dated(workshop: Workshop) -> str | None:
    published = workshop.article.published
    return month_in_words(published) if published else None


def _evidence(role: Role, person: Person) -> tuple[Evidence, Span | None]:
    """Return the sentence and the span of the person's name in it."""
    inside = [m for m in person.mentions if role.evidence.covers(m)]
    nearest = min(inside, key=lambda m: abs(m.start - role.span.end), default=None)
    return role.evidence, Span(start=nearest.start, end=nearest.end) if nearest else None


def _holder(workshop: Workshop, person: Person, role: Role, title: str) -> Iterator[Candidate]:
    when = _dated(workshop)
    evidence, span = _evidence(role, person)
    if when is None or span is None:
        return
    yield Draft(
        maker="who_held",
        fact=f"role:{person.name}",
        stem=f"Who is {_the(title)}?"
        if _head(title) in _FOR_EVER
        else f"Who was {_the(title)} in {when}?",
        key=person.name,
        accepted=accepted_names(person),
        asks="person",
        evidence=evidence,
        explanation=f"The article, of {when}, calls {person.name} {_the(title)}.",
        confidence=0.6 if _head(title) in _HEADS_OF_STATE else 0.78,
        key_span=span,
        derivation=None
        if workshop.article.at(span) == person.name
        else f"“{workshop.article.at(span)}” is {person.name}.",
    ).short_answer(workshop)


def _the(title: str) -> str:
    return title if title.lower().startswith("the ") else f"the {title}"


def _accepted_posts(key: str, title: str) -> tuple[str, ...]:
    """Return the forms of a post that count as right: whole, or cut off before any "of" or "at".

    Of "director for games at Google": "director for games", "Google's director for games",
    "director", and "of" for "for". A chief executive is a CEO and the reverse.
    """
    without_articles = re.sub(r"\bthe ", "", key)
    joints = list(re.finditer(r" (?:of|for|at|to|in) ", without_articles))
    forms = [key, title, without_articles]
    forms += [without_articles[: joint.start()] for joint in reversed(joints)]
    for joint in joints:
        owner, post = without_articles[joint.end() :], without_articles[: joint.start()]
        if owner[0].isupper():
            forms += [f"{owner}’s {post}", f"{owner} {post}"]
    forms += [form.replace(" for ", " of ") for form in forms]
    forms += [
        re.sub(pattern, name, form)
        for form in forms
        for pattern in _CHIEF.values()
        for name in _CHIEF
        if re.search(pattern, form)
    ]
    return tuple(dict.fromkeys(forms))


_CHIEF = {
    "chief executive": r"\b[Cc]hief executive\b(?! officer)",
    "chief executive officer": r"\b[Cc]hief executive officer\b",
    "CEO": r"\bCEO\b",
}


def _post(
    workshop: Workshop, person: Person, role: Role, title: str, *, former: bool
) -> Iterator[Candidate]:
    evidence, span = _evidence(role, person)
    if span is None:
        return
    when = _dated(workshop)
    key = title
    if former:
        key = title[len("former ") :] if title.lower().startswith("former ") else title
        before = f"before {when}" if when else "formerly"
        stem = f"What post had {person.name} held {before}?"
    elif when:
        stem = f"What post did {person.name} hold in {when}?"
    else:
        stem = f"What post does {person.name} hold?"
    yield Draft(
        maker="post",
        fact=f"role:{person.name}",
        stem=stem,
        key=key,
        accepted=_accepted_posts(key, title),
        asks="role",
        evidence=evidence,
        explanation=f"The article describes {person.name} as {title}.",
        confidence=0.74,
        key_span=role.span,
        derivation=None if workshop.article.at(role.span) == key else f"“{role.title}”.",
    ).short_answer(workshop)
