"""Other posts at the same institution: who is chief executive might be finance director."""

import re
from collections.abc import Iterator
from functools import cache

from quiz.language.gazetteer import countries, demonyms, known_place
from quiz.language.truth import names_any
from quiz.makers.distractors.options import Distractor, offered
from quiz.makers.distractors.places import likeness
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import table, word_set, words
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person

_HEADS = r"(?:(?:senior |executive |deputy )*(?:vice[- ]president|director)|head|general manager)"
_DEPARTMENT = re.compile(
    rf"(?P<before>.*?\b{_HEADS} (?:of|for) )(?P<department>[a-z][\w ,/&-]+?)"
    r"(?P<after> (?:at|in) .+|)",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"(?P<before>.*\b(?:professor|lecturer) (?:of|in) )(?P<field>[a-z][a-z ]+?)(?P<after> at .+|)"
)
_ABROAD = re.compile(r"(?P<before>.*\bambassador to )(?P<country>(?:the )?[A-Z][\w ]+)")
_EDGES = ("", "of", "for", "at", "to", "in")  # what may follow a post in its title


def with_posts(workshop: Workshop, draft: Draft, person: Person) -> Iterator[Candidate]:
    """Yield `draft`, whose key is a post that `person` holds, as multiple choice.

    The options differ in one part only, be it post, department, field or country: the institution
    gives nothing away. Posts that the article links with the person are left out.
    """
    held = [title.casefold() for title in (draft.key, *(role.title for role in person.roles))]
    pool = []
    for other in other_posts(draft.key):
        new = _new_words(draft.key, other)
        linked = any(new in title for title in held) or _linked(workshop, person, new)
        if new and not linked and not names_any(draft.stem, (new,)):
            pool.append(Distractor(other))
    yield from offered(workshop, draft, pool)


def other_posts(title: str) -> list[str]:
    """Return other posts, written as `title` is, at the same institution; [] where none is sure."""
    abroad = _ABROAD.fullmatch(title)
    if abroad:
        names = _like_countries(abroad["country"])
        return [f"{abroad['before']}{n}" for n in names if not _owned_by(n, abroad["before"])]
    study = _STUDY.fullmatch(title)
    if study:
        groups = (row.split("|") for row in words("fields"))
        group = next((g for g in groups if study["field"] in g), [])
        fields = (f for f in group if f != study["field"])
        return [f"{study['before']}{field}{study['after']}" for field in fields]
    for context, posts in _ladders():
        found = _held(title, posts)
        if found is not None and _in_context(context, title, *found):
            start, end = found
            own = title[start:end]
            others = (_cased(post, own) for post in posts if post.lower() != own.lower())
            return [f"{title[:start]}{other}{title[end:]}" for other in others]
    leads = _DEPARTMENT.fullmatch(title)
    # Beside "sales" and "training", "games" would be seen to be the one that is about something.
    known = leads is not None and leads["department"].lower() in words("departments")
    if leads and known and (leads["after"] or _owner(leads["before"])):
        return [
            f"{leads['before']}{_cased(name, leads['department'])}{leads['after']}"
            for name in words("departments")
            if not set(name.split()) & set(leads["department"].lower().split())
        ]
    return []


@cache
def _ladders() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    return tuple((frozenset(c.split("|")), tuple(p.split("|"))) for c, p in table("posts"))


def _held(title: str, posts: tuple[str, ...]) -> tuple[int, int] | None:
    """Return where the first of `posts` stands in `title`, None if the title is another one.

    Before it may stand an owner or a country, behind it an institution; "deputy" before it or
    "and chair" behind make it another post.
    """
    found = re.search(rf"(?<![\w-]){re.escape(posts[0])}(?![\w-])", title, re.IGNORECASE)
    if found is None:
        return None
    before, after = title[: found.start()].split(), title[found.end() :].split()
    if (after[0] if after else "") not in _EDGES:
        return None
    owned = all(w[:1].isupper() or w.lower() in {"the", "of"} for w in before)
    ranked = any(is_rank(w) for w in before)
    return None if ranked or not owned else found.span()


def is_rank(word: str) -> bool:
    """Tell whether a word before a post makes it another post: "deputy", "acting"."""
    return word.lower().strip("-") in _RANKS or word.lower() in word_set("role_nouns")


_RANKS = frozenset(
    "assistant associate deputy vice acting interim honorary former co senior junior under "
    "lieutenant general regional emeritus outgoing incoming chief".split()
)


def _in_context(context: frozenset[str], title: str, start: int, end: int) -> bool:
    rest = f"{title[:start]} {title[end:]}".replace(",", " ").split()
    if "*" in context:
        return bool(rest)
    if "gov" in context:
        rest_text = " ".join(w for w in rest if w not in {"of", "the"})
        return rest_text in demonyms() or _a_country(rest_text)
    if "at" in context:
        return title[end:].startswith(" at ")
    return bool(context & set(rest))


def _a_country(name: str) -> bool:
    known = known_place(name)
    return known is not None and known.kind == "country"


def _owner(before: str) -> bool:
    return "’s " in before or "'s " in before or before[:1].isupper()


def _cased(text: str, like: str) -> str:
    """Return `text` with the capitals of `like`: all, those of a title, the first, or none."""
    if text.isupper():
        return text
    parts = like.split()
    if len(parts) > 1 and all(w[0].isupper() for w in parts if len(w) > 3):
        return " ".join(
            w if w in {"of", "the", "to"} else w[0].upper() + w[1:] for w in text.split()
        )
    if like[0].isupper():
        every = len(parts) == 1
        return text.title().replace(" Of ", " of ") if every else text[0].upper() + text[1:]
    return text


def _like_countries(name: str) -> list[str]:
    known = known_place(name)
    if known is None or known.kind != "country":
        return []
    return [
        c.name
        for code, c in countries().items()
        if code != known.country and likeness(known.country, code) >= 3
    ]


def _owned_by(country: str, before: str) -> bool:
    """Tell whether the words before a post name the country itself: "Danish", "Denmark’s"."""
    found = next(c for c in countries().values() if c.name == country)
    return names_any(before, (*found.names, *found.demonyms))


def _new_words(key: str, other: str) -> str:
    """Return what `other` has in place of a part of `key`."""
    one, two = key.split(), other.split()
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    end = 0
    while end < min(len(one), len(two)) - start and one[-1 - end] == two[-1 - end]:
        end += 1
    return " ".join(two[start : len(two) - end]).casefold()


def _linked(workshop: Workshop, person: Person, post: str) -> bool:
    """Tell whether the article names the post in a sentence with the person."""
    for passage in workshop.parsed.passages:
        for sentence in passage.doc.sents:
            forms = (person.name, *person.aliases)
            if names_any(sentence.text, (post,)) and names_any(sentence.text, forms):
                return True
    return False
