"""People of the article in each other's place."""

import re
from functools import cache

from quiz.language.gazetteer import countries, is_role_noun, known_place, sex_of
from quiz.language.names import sex_of_person
from quiz.makers.distractors.names import rivals, same_sex
from quiz.makers.distractors.options import WANTED, Distractor
from quiz.makers.distractors.truth import may_be_true
from quiz.makers.workshop import Draft, Workshop, display_name
from quiz.schema.findings import Person
from quiz.schema.question import spaced

_HIS, _HER = re.compile(r"\b(?:he|his|him|himself)\b"), re.compile(r"\b(?:she|her|herself)\b")
_QUOTED = re.compile(r"“[^”]*”")
_HEAD_OF_STATE = re.compile(r"\b(?:president|prime minister|king|queen|pope)\b", re.IGNORECASE)

# Words of posts that one might take for another; a team member is no likely ambassador.
_POST = re.compile(
    r"\b(?:president|(?:vice-)?chancellor|minister|secretary|chief|chair\w*|director|executive|"
    r"C[EFOT]O|mayor|governor|head|leader|manager|officer|ambassador|envoy|advis[eo]r|"
    r"commissioner|editor|professor|spokes\w+|counsel|attorney|lawyer|senator|analyst|doctor)\b",
    re.IGNORECASE,
)


def other_people(
    workshop: Workshop, draft: Draft, key: Person, verb: str | None, *, holder: bool
) -> list[Distractor]:
    """Return the people who may be taken for `key`: those who speak or act in the article.

    For the `holder` of a post they hold another, in no other country.

    Where the stem shows a sex ("his", "she"), they are known to be of it. Else the key's own sex
    comes first, and the key is never the only one of it.
    """
    shown = f"{draft.stem} {draft.evidence.text}"
    named = rivals(workshop, key, shown=shown, fact=draft.fact, verb=verb, mixed=True)
    people = [
        p
        for p in named
        if isinstance(p, Person)
        and (_may_hold(workshop, draft, key, p) if holder else _may_act(workshop, draft, key, p))
        and not may_be_true(workshop, draft, (p.name, *p.aliases, *p.name.split()))
        and not is_role_noun(p.name.split()[0])  # "Farmer Luis Marr" beside bare names
    ]
    shows = _sex_shown(draft.stem)
    if shows is not None:
        people = [p for p in people if sex_of_person(p) == shows]
    alike = [p for p in people if same_sex(p, key)]
    if len(alike) >= WANTED or not alike:
        people = alike
    return [Distractor(display_name(p), _worth(workshop, key, p), told=True) for p in people]


def _may_act(workshop: Workshop, draft: Draft, key: Person, rival: Person) -> bool:
    """Tell whether the article has the rival speak, or says who it is and comes back to it.

    A head of state in passing is no likely witness or manager.
    """
    if _leads_a_state(rival) and not (_leads_a_state(key) or rival in workshop.leading):
        return False
    if rival.name in _speakers(workshop):
        return True
    if draft.asks == "speaker" or not surely_a_person(rival):
        return False  # who is quoted nowhere is no likely speaker
    known = bool(rival.roles) or rival in workshop.leading
    return len(rival.mentions) > 1 and known


def _may_hold(workshop: Workshop, draft: Draft, key: Person, rival: Person) -> bool:
    """Tell whether the rival holds a post, and no reader knows that it is not this one."""
    if not any(_POST.search(role.title) for role in rival.roles):
        return False
    if _leads_a_state(rival) and not _leads_a_state(key):
        return False
    if not (rival.name in _speakers(workshop) or surely_a_person(rival)):
        return False
    own = _countries(draft.stem)
    return all(_countries(role.title) <= own or not own for role in rival.roles)


def _countries(text: str) -> set[str]:
    """Return the codes of the countries that `text` names, by name or by demonym."""
    whole = spaced(text)
    return {code for form, code in _forms_of_countries() if form in whole}


@cache
def _forms_of_countries() -> tuple[tuple[str, str], ...]:
    """Return every name and demonym of a country, as `spaced` gives it, with the country's code."""
    return tuple(
        (spaced(form), country.code)
        for country in countries().values()
        for form in (*country.names, *country.demonyms)
        if spaced(form).strip()
    )


def _worth(workshop: Workshop, key: Person, rival: Person) -> int:
    speakers = _speakers(workshop)
    return (
        1
        + 2 * same_sex(key, rival)
        + 2 * (key.name in speakers and rival.name in speakers)
        + (len(rival.mentions) > 1)
        + bool(key.roles and rival.roles)
    )


def surely_a_person(person: Person) -> bool:
    """Tell whether more than the tagger says so: a title, or a known first name.

    A product may have a post too, by the finders: "their flagship, Corvane Ultra".
    """
    if person.honorific:
        return True
    words = person.name.split()
    return sex_of(words[0]) is not None and known_place(words[-1]) is None


def _speakers(workshop: Workshop) -> set[str]:
    return {q.speaker for q in workshop.findings.quotations if q.speaker}


def _leads_a_state(person: Person) -> bool:
    titles = [role.title for role in person.roles]
    return any(_HEAD_OF_STATE.search(title) and " of the " not in title for title in titles)


def _sex_shown(stem: str) -> str | None:
    """Return the sex that the stem's own words show, "m" or "f"."""
    own = _QUOTED.sub("", stem)
    his, her = bool(_HIS.search(own)), bool(_HER.search(own))
    return None if his == her else "m" if his else "f"
