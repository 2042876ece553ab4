"""Short forms of organisations: initials, names without "Inc", clubs by their last word."""

import re
from collections.abc import Collection

from quiz.language.gazetteer import demonyms, known_organisations, known_place

# Words that a name may be short of and still be the same: "Corvane" for "Corvane Foods Ltd".
_DESIGNATORS = frozenset(
    "inc incorporated corp corporation co company ltd limited plc llc llp ag sa gmbh group "
    "holdings holding systems technologies airlines airways university bank foods motors "
    "electronics pharmaceuticals aerospace industries international records brewery hotels".split()
)
_LEVELS = frozenset("House Senate US U.S. UK U.K. UN U.N. EU National Federal State".split())
_CLUB_WORDS = frozenset(
    "United City Rovers Wanderers Albion County Town Athletic Wednesday Forest Palace".split()
)
_BRACKETED = re.compile(
    r"\s*\((?:(?:the|or|known as|aka|also known as) )?[“\"]?"
    r"(?P<short>[A-Z][A-Za-z&.’'-]{1,11})[”\"]?(?: for short)?\)"
)


def initials(name: str) -> str:
    """Return the capitals that begin the words of a name: "NRA" of "Norland Rail Authority"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def short_forms(name: str) -> tuple[str, ...]:
    """Return the single words that stand for `name` once it was said in full.

    A team by its last word ("United"), anything in the gazetteer by its other names.
    """
    known = known_organisations(name)
    if len(known) != 1 or (known[0].name != name and " " not in name):
        return ()
    forms = [form for form in known[0].aliases if " " not in form]
    if known[0].kind == "team" and " " in name:
        last = name.split()[-1]
        if last in _CLUB_WORDS or last.endswith("s"):
            forms.append(last)
    return tuple(forms)


def bracketed(text: str, end: int, name: str) -> str | None:
    """Return the short form in brackets behind `name`, which ends at `end` of `text`."""
    match = _BRACKETED.match(text, end)
    if match is None:
        return None
    short = match["short"]
    own = initials(name)
    letters = short.replace(".", "")
    if letters.isupper() or "&" in letters:
        agree = letters[:1] == own[:1] and len(own) >= 2
    else:
        agree = any(word.startswith(short) for word in name.split())
    return short if agree else None


def is_short_for(short: str, full: str, places: Collection[str] = ()) -> bool:
    """Tell whether one name is another cut down: "Pacific Gas" of "Pacific Gas & Electric Co."."""
    some, words = short.split(), full.split()
    if not 0 < len(some) < len(words) or short in places:
        return False
    if words[: len(some)] == some:
        rest = [word.lower().strip(".,") for word in words[len(some) :]]
        if all(word in _DESIGNATORS for word in rest):
            return known_place(short) is None
        return len(some) > 1 and (rest[0] in {"&", "and"} or rest[-1] in _DESIGNATORS)
    if words[-len(some) :] == some:
        before = words[: -len(some)]
        return len(some) > 1 and all(_is_level(word) for word in before)
    return False


def _is_level(word: str) -> bool:
    return word in _LEVELS or word in demonyms() or known_place(word) is not None
