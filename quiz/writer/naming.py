"""Whether a question says in full who is meant."""

import re

from quiz.resources import word_set
from quiz.schema.findings import Person
from quiz.writer.asked import Asked
from quiz.writer.case import Case

_KNOWN_WELL = 4  # mentions of a person who may go by the surname
_WORKS_FOR = r"(?:administration|government|cabinet|campaign|family|presidency)"


def by_surname_alone(asked: Asked) -> str | None:
    """Object to a person of little weight who goes by the surname only.

    A first name or a post in front says who it is ("Joe Biden", "Vice President Biden"); so does
    what is called by it ("the Trump administration").
    """
    for person in asked.case.findings.people:
        last = person.name.split()[-1]
        full = len(person.name.split()) > 1 and person.name.split()[0] != person.honorific
        if not full or len(person.mentions) >= _KNOWN_WELL or not _alone(asked.own, last):
            continue
        others = [e for e in asked.case.names.entities if e is not person and last in e.name]
        if all(isinstance(other, Person) for other in others):
            return _reason(asked.case, person, last, several=bool(others))
    return None


def _alone(stem: str, last: str) -> bool:
    """Tell whether the surname stands in `stem`, and nowhere with a name or a post in front."""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(last)}\b(?! {_WORKS_FOR}\b)", stem))
    return bool(found) and not any(_with_more(stem, place.start()) for place in found)


def _with_more(text: str, place: int) -> bool:
    """Tell whether a name or a post stands right in front of what begins at `place`.

    A question word has a capital at the head of a sentence, too, and is none.
    """
    word = (text[:place].split() or [""])[-1]
    plain = word.lower() in word_set("function_words")
    return word[:1].isupper() and word[-1] not in ",;:" and not plain


def _reason(case: Case, person: Person, last: str, *, several: bool) -> str:
    """Return what to write: the name, where the article can mean one person only.

    One whom the article calls by another first name or post may be somebody else.
    """
    own = {word.strip(".") for word in person.name.split()[:-1]}
    own |= {word for form in (*person.aliases, person.honorific or "") for word in form.split()}
    text = case.article.text
    full = f"“{last}” alone does not say who is meant: write the full name."
    if several:
        return full
    for found in re.finditer(rf"([\w.’]+) (?:and \w+ )?{re.escape(last)}\b", text):
        front = found[1].strip(".")
        if front[:1].isupper() and front not in own and _inside(text, found.start()):
            return full
    return f"“{last}” alone does not say who is meant: write {person.name}."


def _inside(text: str, place: int) -> bool:
    """Tell whether `place` does not open a sentence."""
    before = text[:place].rstrip(" “\"‘'(")
    return bool(before) and before[-1] not in ".?!:\n"
