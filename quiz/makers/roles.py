"""Who was the Y of Z?  What post does X hold?  People and the posts the article gives them.

Patterns: a title before a name ("US president-elect Donald Trump"), an apposition, "X is the Y of
Z". A post that one person holds is asked by its holder and by the post, any other by the post
only. Refused: a post without its institution ("the manager"), descriptions that are no posts.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from quiz.language.gazetteer import HONORIFICS, countries, demonyms, is_role_noun, known_place
from quiz.language.known_as import accepted_names
from quiz.language.tree import Sentence
from quiz.language.written_dates import month_in_words
from quiz.makers.distractors import with_choices, with_posts
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Organisation, Person, Role
from quiz.schema.record import Evidence, Span

_ONE_HOLDER = frozenset(
    "president president-elect premier chancellor minister secretary chief chairman "
    "chairwoman chair executive ceo cfo director mayor governor leader head king queen pope "
    "ambassador archbishop commissioner captain editor founder".split()
)
_KNOWN_POSTS = frozenset(
    {"president", "president elect", "prime minister", "chancellor", "leader", "king", "queen"}
)
_DEATH = frozenset("die dead death kill murder drown".split())
_FOR_EVER = frozenset({"founder", "co-founder", "author", "creator", "inventor"})
_RANKS = frozenset(
    "emeritus senior chief deputy former vice executive managing general assistant associate "
    "acting interim honorary principal lead head rear admiral major brigadier lieutenant colonel "
    "captain sergeant corporal marshal".split()
)
_WAS = re.compile(r"\bwas (?:the |an? )?$")  # a post of the past
_OWNER = re.compile("(?:’s|'s|(?<=s)[’'])$")
_LEAVE = frozenset(
    "resign quit retire oust sack fire depose dismiss suspend replace succeed".split()
)
_GIVE = frozenset({"name", "appoint", "elect", "promote"})
_RANKS_BELOW = frozenset("vice senior deputy assistant associate".split())
_SECOND_POST = re.compile(
    r",? and (?:an? |the )?(?:[\w’'-]+ ){0,3}?(?P<head>[\w-]+) (?:of|for|at|to) "
)
# "chief executive of the Danish company": of which?
_NAMELESS = re.compile(
    r"\b(?:the|its|his|her|their|this) (?:[A-Za-z-]+ )?"
    r"(?:company|firm|group|club|team|agency|organi[sz]ation|union|party|court|school|bank)$"
)
_OF_A_STATE = frozenset(
    "minister secretary premier president chancellor treasurer governor".split()
)
_HEADS_OF_STATE = frozenset({"president", "premier", "minister", "chancellor", "president-elect"})


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield questions on posts, at most two a person."""
    holders = Counter(
        (_title(role) or "").casefold() for p in workshop.findings.people for role in p.roles
    )
    for person, role, title in posts(workshop):
        if title.lower().startswith(("former ", "ex-")) or everybody_knows(title):
            continue  # "before November 2024" would be any post
        if _is_given_another(workshop, person):
            continue
        head = head_of(title)
        sole = holders[title.casefold()] <= 1 and not _has_left(workshop, person)
        if head in _ONE_HOLDER and sole and not _is_one_of_several(title):
            yield from _holder(workshop, person, role, title)
        lasting = head in _FOR_EVER or (head in _HEADS_OF_STATE and _is_of_a_country(title))
        if (
            not lasting
            and head not in word_set("no_posts")
            and _is_the_only_post(workshop, person, title)
        ):
            yield from _post(workshop, person, role, title)


def posts(workshop: Workshop) -> Iterator[tuple[Person, Role, str]]:
    """Yield each living person of full name with the first post that says where it is held."""
    for person in workshop.findings.people:
        if " " not in person.name or person.name.split()[0] in HONORIFICS:
            continue
        if _is_dead(workshop, person):
            continue
        titles = [(r, t) for r in person.roles if (t := _sure_title(workshop, r)) is not None]
        if titles:
            role, title = max(titles, key=lambda pair: head_of(pair[1]) in _ONE_HOLDER)
            yield person, role, title


def _is_one_of_several(title: str) -> bool:
    """Tell whether the post has a rank that may have more than one holder: "vice president"."""
    post = re.split(" (?:of|for|at|to|in) ", title.lower())[0]
    return bool(_RANKS_BELOW & set(post.split()[:-1]))


def _is_the_only_post(workshop: Workshop, person: Person, title: str) -> bool:
    """Tell whether every other role is the same post in fewer words, or no post at all."""
    for role in person.roles:
        second = _SECOND_POST.match(workshop.article.text, role.span.end)
        if second and is_role_noun(second["head"]) and second["head"] not in word_set("no_posts"):
            return False
        other = _title(role) or role.title
        words = {w.casefold().strip(".") for w in other.split()}
        same = words <= {w.casefold().strip(".") for w in title.split()} | {"the"}
        if not same and not (head_of(other) in word_set("no_posts") and other != title):
            return False
    return True


def _has_left(workshop: Workshop, person: Person) -> bool:
    """Tell whether the article says that the person gives up a post or loses it."""
    return any(
        token.lemma_.lower() in _LEAVE
        and token.pos_ == "VERB"
        and any(
            child.dep_ in {"nsubj", "nsubjpass", "dobj"}
            and workshop.names.person_at(passage, child) == person
            for child in token.children
        )
        for passage, sentence in workshop.parsed.sentences()
        for token in sentence
    )


def _is_given_another(workshop: Workshop, person: Person) -> bool:
    """Tell whether the report is of the person's being given a post: then it holds two that day."""
    return any(
        token.lemma_.lower() in _GIVE
        and token.tag_ in {"VBD", "VBN"}
        and any(c.dep_ == "oprd" for c in token.children)
        and any(
            child.dep_ == "nsubjpass" and workshop.names.person_at(passage, child) == person
            for child in token.children
        )
        for passage, sentence in workshop.parsed.sentences()
        for token in sentence
    )


def _sure_title(workshop: Workshop, role: Role) -> str | None:
    """Return the title, initials spelt out, if it says where the post is held."""
    title = _title(role)
    if title is None or title.lower().startswith(("late ", "then ", "incoming ", "outgoing ")):
        return None
    if _WAS.search(workshop.article.text[: role.span.start]) or _of_a_person(workshop, title):
        return None
    title = _in_full(workshop, title)
    return title if _anchored(title) else None


def _of_a_person(workshop: Workshop, title: str) -> bool:
    """Tell whether a post is with a person: "Weber's coach", "an adviser to Mr Ray"."""
    owner = re.match(r"(.+?)(?:’s|'s|(?<=s)[’']) ", title)
    served = re.search(r" to (?:Mr|Mrs|Ms|Miss|Dr)\.? ", title)
    named = owner.group(1).split()[-1] if owner else ""
    people = {word for p in workshop.findings.people for word in (p.name, p.name.split()[-1])}
    return served is not None or named in people


def _in_full(workshop: Workshop, title: str) -> str:
    """Return the title with the name of a body for its initials: "at SNC"."""
    known = word_set("known_short_forms")
    words = []
    for word in title.split():
        entity = workshop.names.by_name.get(word)
        spelt = word.isupper() and word.isalpha() and len(word) > 1 and word not in known
        body = isinstance(entity, Organisation) and " " in entity.name
        words.append(entity.name if entity is not None and spelt and body else word)
    return " ".join(words)


def _is_dead(workshop: Workshop, person: Person) -> bool:
    """Tell whether the report is of the person's death: nobody holds a post then."""
    return any(
        any(token.lemma_.lower() in _DEATH for token in sentence)
        for sentence in _sentences_with(workshop, person)
    )


def _sentences_with(workshop: Workshop, person: Person) -> Iterator[Sentence]:
    """Yield every sentence that names the person."""
    for passage, sentence in workshop.parsed.sentences():
        start, end = (passage.offset + at for at in (sentence.start_char, sentence.end_char))
        if any(named.entity == person for named in workshop.names.within(start, end)):
            yield sentence


def _title(role: Role) -> str | None:
    title = " ".join(role.title.split())
    title = title.partition(" and former ")[0]  # "founder and former chief executive"
    if (
        title.split()[0] in HONORIFICS  # "Mr Keller's personal lawyer"
        or " from " in title
        or re.search(r"\d", title)
        or len(title.split()) > 12
        or _NAMELESS.search(title)
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


def _is_of_a_country(title: str) -> bool:
    places = (known_place(word.strip("’'s")) for word in title.split())
    return any(place and place.kind == "country" for place in places) or any(
        word in demonyms() for word in title.split()
    )


def everybody_knows(title: str) -> bool:
    """Tell whether the post is that of a country's president or prime minister."""
    plain = title.replace("-", " ").replace("’s ", " ").replace("'s ", " ")
    post, _, of = plain.partition(" of ")
    if of and post.lower() in _KNOWN_POSTS:
        return known_place(of) is not None
    for post in _KNOWN_POSTS:
        if plain.lower().endswith(f" {post}"):
            country = plain[: -len(post) - 1]
            return country in demonyms() or known_place(country) is not None
    return False


def head_of(title: str) -> str:
    """Return the noun the title turns on: before "of", "for", "at", else the last word."""
    for word in (" of ", " for ", " at ", " to ", " in "):
        title = title.split(word)[0]
    return title.split()[-1].lower().strip(",.") if title.split() else ""


def _anchored(title: str) -> bool:
    """Tell whether the title says where the post is held."""
    words = title.split()
    names = [w for w in words if w[:1].isupper() and _says_where(w)]
    known = word_set("known_short_forms")
    if any(w.isupper() and w.isalpha() and len(w) > 1 and w not in known for w in words):
        return False  # an abbreviation nobody explained
    if head_of(title) in {"ambassador", "attorney", "representative", "commissioner"} and not any(
        f" {word} " in title for word in ("to", "for", "of")
    ):
        return False
    if head_of(title) in _OF_A_STATE and not _names_a_place(words):
        return False  # "the Defence Minister": of which country?
    return bool(names) and len(words) >= 2


def _names_a_place(words: list[str]) -> bool:
    """Tell whether a title holds a nationality or the name of a place, of up to three words."""
    bare = [word.removesuffix("’s").removesuffix("'s") for word in words]
    runs = (" ".join(bare[n : n + size]) for size in (1, 2, 3) for n in range(len(bare)))
    return any(run in demonyms() or known_place(run) is not None for run in runs)


def _says_where(word: str) -> bool:
    """Tell whether a capital word of a title names a body or a place, not a rank or a field."""
    bare = word.lower().strip("’'s")
    return not (bare in _RANKS or is_role_noun(word) or bare in word_set("portfolios"))


def _dated(workshop: Workshop) -> str | None:
    published = workshop.article.published
    return month_in_words(published) if published else None


def evidence_of(role: Role, person: Person) -> tuple[Evidence, Span | None]:
    """Return the sentence and the span of the person's name in it."""
    inside = [m for m in person.mentions if role.evidence.covers(m)]
    nearest = min(inside, key=lambda m: abs(m.start - role.span.end), default=None)
    return role.evidence, Span(start=nearest.start, end=nearest.end) if nearest else None


def _holder(workshop: Workshop, person: Person, role: Role, title: str) -> Iterator[Candidate]:
    when = _dated(workshop)
    evidence, span = evidence_of(role, person)
    if when is None or span is None:
        return
    draft = Draft(
        maker="who_held",
        fact=f"role:{person.name}",
        stem=f"Who is {_the(title)}?"
        if head_of(title) in _FOR_EVER
        else f"Who was {_the(title)} in {when}?",
        key=person.name,
        accepted=accepted_names(person),
        asks="person",
        evidence=evidence,
        explanation=f"The article, of {when}, calls {person.name} {_the(title)}.",
        confidence=0.6 if head_of(title) in _HEADS_OF_STATE else 0.78,
        key_span=span,
        derivation=None
        if workshop.article.at(span) == person.name
        else f"“{workshop.article.at(span)}” is {person.name}.",
    )
    yield draft.short_answer(workshop)
    yield from with_choices(workshop, draft, person, holder=True)


def _the(title: str) -> str:
    owned = re.match(r"[A-Z][^ ]*(?: [A-Z&][^ ]*)*(?:’s|'s|s’|s') ", title)
    return title if title.lower().startswith("the ") or owned else f"the {title}"


def _accepted_posts(key: str, title: str) -> tuple[str, ...]:
    """Return the forms of a post that count as right: whole, or cut off before any "of" or "at".

    Of "director for games at Google": "director for games", "Google's director for games",
    "director", and "of" for "for". A chief executive is a CEO and the reverse.
    """
    without_articles = re.sub(r"\bthe ", "", key)
    joints = list(re.finditer(r" (?:of|for|at|to|in) ", without_articles))
    forms = [key, title, without_articles]
    forms += [without_articles[: joint.start()] for joint in reversed(joints)]
    words = without_articles.split()
    owners = list(takewhile(lambda w: w[:1].isupper() and not _opens_a_post(w), words))
    if owners and len(owners) < len(words):  # "Corvane Foods president", "Corvane’s president"
        owner, post = " ".join(owners), " ".join(words[len(owners) :])
        code = demonyms().get(owner)
        owner = countries()[code].name if code else _OWNER.sub("", owner)
        forms += [post, f"{post} of {owner}"]
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


def _opens_a_post(word: str) -> bool:
    return is_role_noun(word) or word.lower() in _RANKS | word_set("portfolios")


_CHIEF = {
    "chief executive": r"\b[Cc]hief executive\b(?! officer)",
    "chief executive officer": r"\b[Cc]hief executive officer\b",
    "CEO": r"\bCEO\b",
}


def _post(workshop: Workshop, person: Person, role: Role, title: str) -> Iterator[Candidate]:
    evidence, span = evidence_of(role, person)
    if span is None:
        return
    when = _dated(workshop)
    if when is None:
        return  # "What post does X hold?" is wrong once somebody else holds it
    written = workshop.article.at(role.span)
    key = title
    stem = f"What post did {person.name} hold in {when}?"
    draft = Draft(
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
        derivation=None if written == key else f"“{written}”.",
    )
    yield draft.short_answer(workshop)
    yield from with_posts(workshop, draft, person)
