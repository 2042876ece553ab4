"""Whether a key is of the kind that the question word asks for."""

import re

from quiz.language.numbers import NUMBER
from quiz.resources import word_set
from quiz.schema.findings import Organisation, Person
from quiz.schema.question import GAP, spaced
from quiz.writer.asked import Asked

# Nouns of which a bare number or a date may be one, besides those that stand at it in the article.
_MEASURES = frozenset(
    "age amount anniversary birthday centenary century count date day decade degree distance "
    "edition figure grade height length margin mark minute month number percentage period "
    "place point position price proportion quantity quarter rank ranking rate ratio record result "
    "score season second share size speed sum temperature time total value version volume week "
    "weekday weekend weight width year years months days dates weeks hours hour term".split()
)
_ASKING = re.compile(r"\b(who|whom|whose|where|when|which|what|how (?:many|much|old|long|far))\b")
_COUNTING = frozenset({"how many", "how much", "how old", "how long", "how far", "when"})
_WORD = re.compile(r"[a-z][a-z-]*")
_FEW = 4  # words behind "which" among which its noun is looked for
_ENDS = frozenset(
    "of in on at by for from to with did does do is are was were has have had will would can could "
    "may might must should said says that who".split()
)
# Houses that nobody takes for each other, by the kind that a name gives away.
_HOUSES = (
    frozenset({"museum", "gallery"}),
    frozenset({"university", "college", "school"}),
    frozenset({"hospital", "clinic"}),
    frozenset({"bank", "central bank"}),
    frozenset({"newspaper", "magazine", "broadcaster", "publication"}),
    frozenset({"airline"}),
    frozenset({"church"}),
    frozenset({"party"}),
    frozenset({"court"}),
)
_TIMES = frozenset({"year", "date", "day", "month", "decade"})
_PLACES = frozenset({"city", "town", "village", "country", "state", "county", "region", "island"})


def wrong_kind(asked: Asked) -> str | None:
    """Object to a key that the question word cannot have for an answer.

    A year or a number is no gallery, nobody and nowhere; a person is no date and no city.
    """
    if asked.type == "true_false" or GAP in asked.stem:
        return None
    found = _ASKING.search(asked.own.lower())
    if found is None:
        return None
    word, noun = found[1], _noun(asked.own.lower()[found.end() :])
    key = asked.told[len(asked.stem) :].strip()
    if _is_figure(asked, key):
        return _not_for_a_figure(asked, word, noun, key)
    if asked.entity is not None and word in _COUNTING:
        return f"It asks “{word}”, and “{key}” is neither date nor number."
    person = isinstance(asked.entity, Person)
    if person and (word == "where" or (word == "which" and noun in _PLACES)):
        return f"It asks for a place, and “{key}” is a person."
    if word == "which" and _another_house(asked, noun):
        return f"It asks for a {noun}, and “{key}” is none."
    if word == "which" and noun in _TIMES and asked.entity is not None:
        return f"It asks for a {noun}, and “{key}” is none."
    return None


def _another_house(asked: Asked, noun: str) -> bool:
    """Tell whether the key is a university where the question asks for a museum."""
    if not isinstance(asked.entity, Organisation) or noun in spaced(asked.entity.name).split():
        return False
    asked_for = next((group for group in _HOUSES if noun in group), None)
    own = next((group for group in _HOUSES if asked.entity.kind in group), None)
    return None not in (asked_for, own) and asked_for != own


def _is_figure(asked: Asked, key: str) -> bool:
    """Tell whether a key is nothing but a number or a date."""
    if asked.entity is not None:
        return False
    days = asked.case.days(key)
    dated = len(days) == 1 and spaced(days[0].evidence.text) == spaced(key)
    in_words = asked.number and key.replace("-", "").isalpha()
    return dated or in_words or NUMBER.fullmatch(key) is not None


def _not_for_a_figure(asked: Asked, word: str, noun: str, key: str) -> str | None:
    if word in {"who", "whom", "whose", "where"}:
        return f"It asks “{word}”, and “{key}” is a number or a date."
    if word != "which" or noun in _MEASURES or noun.removesuffix("s") in _MEASURES or not noun:
        return None
    text = spaced(asked.evidence.text)
    if f"{spaced(noun)}{spaced(key).lstrip()}" in text or f"{spaced(key)}{noun}" in text:
        return None  # "flight 370": the number is one's name
    return f"It asks for a {noun}, and “{key}” is a number or a date."


def _noun(behind: str) -> str:
    """Return the noun that "which" asks for: "gallery" of " gallery in Salzburg did …"."""
    last = ""
    for n, word in enumerate(behind.split()):
        if n == _FEW or word in _ENDS or not _WORD.fullmatch(word):
            break
        last = word
        if word in _MEASURES or word in word_set("named_things"):
            break
    return last
