"""When two short answers are the same: the rules by which a typed answer is compared with a key.

Every rule here forgives how something is written, none forgives what it says: another name or
another number is never the same answer. Needs no parse.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from quiz.language.amounts import NUMBER_WORDS, parse_amount
from quiz.language.gazetteer import countries, demonyms, known_place, sex_of
from quiz.language.written_dates import MONTHS, parse_date
from quiz.resources import table

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_APOSTROPHES = re.compile("['’‘ʼʹ`´]")
# A word, a figure with the marks inside it, or a sign that means something.
_TOKEN = re.compile(r"(?:(?<!\w)[-−])?\d+(?:[.,:/]\d+)*|[^\W\d_]+|[$£€¥%°+#@]|[^\w\s]", re.UNICODE)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE_HONORIFICS = _words("the former ex prime vice deputy us uk foreign defence defense")
_LEADING = _words("the a an in on at by of during for near")
_ARTICLES = _words("the a an")
_HEDGES = _words("some about around roughly approximately circa")
_JOINERS = _words("and or to not nor but")
# What parts the names of a list, with the comma that may stand before its last "and".
_BETWEEN_PARTS = re.compile(r"\s*[,;/+&]\s*(?:and\b|&)?\s*|\s+and\s+", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:(?:what|which|the|name)\s+(?:two|three|four|five|six)\b|(?:what|which)\s+(?:\w+\s+)?"
    r"(?:countries|cities|towns|regions|places|people|men|women|organi[sz]ations|companies)\b)",
    re.IGNORECASE,
)
_MOST_PARTS = 6
_SLIP_LENGTH = 7
_PARTED_LENGTH = 6
_MOST_EXTRA_WORDS = 3


def plain(text: str) -> str:
    """Return `text` without what never makes a difference: case, accents, punctuation, spacing."""
    bare = unicodedata.normalize("NFKD", _DOTTED.sub(lambda m: m[0].replace(".", ""), text))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    bare = _APOSTROPHES.sub("", re.sub(r"['’]s\b(?=\W*$)", "", bare)).replace("&", " and ")
    bare = bare.replace("−", "-")
    return " ".join(token for token in _TOKEN.findall(bare) if not _is_punctuation(token))


def _is_punctuation(sign: str) -> bool:
    return (
        len(sign) == 1
        and unicodedata.category(sign[0]).startswith(("P", "C"))
        and sign not in "%#@"
    )


def same_wording(given: str, form: str) -> bool:
    """Tell whether two answers differ in case, accents, punctuation and spacing at most."""
    one, other = plain(given), plain(form)
    if not one:
        return False
    return one == other or _surname_last(given) == other or _same_letters(one, other)


def _same_letters(one: str, other: str) -> bool:
    """Tell whether two texts of letters only differ in where their words are parted."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    return one == other and one.isalpha() and len(one) >= _PARTED_LENGTH


def _surname_last(name: str) -> str:
    """Return "Doe, Jane" as "jane doe"; the empty string for anything else."""
    parts = name.split(",")
    simple = len(parts) == 2 and not any(c.isdigit() for c in name)
    return plain(f"{parts[1]} {parts[0]}") if simple else ""


def same_amount(given: str, form: str) -> bool:
    """Tell whether two answers are the same number, with the same unit if they have one."""
    one, other = (parse_amount(_without(text, _ARTICLES | _HEDGES)) for text in (given, form))
    one, other = parse_amount(given) or one, parse_amount(form) or other
    return one is not None and one == other


def same_date(given: str, form: str) -> bool:
    """Tell whether two answers are the same day, month or year; less exact is not the same."""
    one, other = (parse_date(_without(text, _LEADING)) for text in (given, form))
    return one is not None and one == other


def same_but_leading(given: str, form: str) -> bool:
    """Tell whether two answers differ in a leading article or preposition at most."""
    one, other = plain(_without(given, _LEADING)), plain(_without(form, _LEADING))
    return bool(one) and one == other


def _without(text: str, leading: frozenset[str]) -> str:
    """Return `text` without words of `leading` at its head, unless nothing else is there."""
    words = text.strip().split()
    while len(words) > 1 and plain(words[0]) in leading:
        words = words[1:]
    return " ".join(words)


def parts(text: str) -> list[str]:
    """Return the names that `text` lists: "Oslo" and "the US" of "both Oslo & the US"."""
    bare = re.sub(r"^\s*both\s+", "", text, flags=re.IGNORECASE)
    return [part.strip() for part in _BETWEEN_PARTS.split(bare)]


def asks_for_several(stem: str) -> bool:
    """Tell whether a stem wants more than one name: "Which two countries …?"."""
    return bool(_SEVERAL.search(stem))


def alternatives(forms: Sequence[str], *, several: bool) -> list[tuple[str, ...]]:
    """Return for each name that the key `forms[0]` lists what may stand for it, or no list.

    The n-th name of every other form stands for the n-th name of the key, and so do the other names
    of a country. The key is a list, and
    not one name with an "and" in it ("Trinidad and Tobago"), where the question asks for `several`
    or each of its names is a known place, and where every form has as many names.
    """
    listed = [parts(form) for form in forms]
    count = len(listed[0])
    if not 1 < count <= _MOST_PARTS or any(len(names) != count for names in listed):
        return []
    if not all(all(names) for names in listed) or _is_one_name(forms[0], listed[0], several):
        return []
    columns = [{essence(name): name} for name in listed[0]]
    for names in listed[1:]:
        # A form in another order would make the first name an alternative for the second.
        if not _is_in_another_order(names, columns):
            for column, name in zip(columns, names, strict=True):
                column.setdefault(essence(name), name)
    return [(*column.values(), *_other_names(column, columns)) for column in columns]


def _other_names(column: dict[str, str], columns: list[dict[str, str]]) -> tuple[str, ...]:
    """Return what else the country of `column` is called, unless another column has such a name."""
    place = known_place(next(iter(column.values())))
    country = countries().get(place.country) if place and place.kind == "country" else None
    elsewhere = {gist for other in columns if other is not column for gist in other}
    if country is None or not elsewhere.isdisjoint(map(essence, country.names)):
        return ()
    return country.names


def _is_one_name(key: str, names: list[str], several: bool) -> bool:
    if known_place(key) or len({essence(name) for name in names}) < len(names):
        return True
    return not several and not all(known_place(name) for name in names)


def _is_in_another_order(names: list[str], columns: list[dict[str, str]]) -> bool:
    return any(
        essence(name) in column
        for here, name in enumerate(names)
        for there, column in enumerate(columns)
        if here != there
    )


def essence(text: str) -> str:
    """Return `text` without case, accents, articles, and points that part letters or thousands."""
    words = plain(_INNER_POINTS.sub("", text)).split()
    return " ".join(word for word in words if word not in _ARTICLES)


_INNER_POINTS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])|(?<=\d),(?=\d{3}(?!\d))")


def telling_forms(forms: Sequence[str], *, person: bool, most: int) -> list[str]:
    """Return up to `most` forms that differ from the first and from one another for a reader.

    Case, articles, points, the order of parts and, for a `person`, a title make no difference.
    """
    seen = {_gist(forms[0], person)}
    telling: list[str] = []
    for form in forms[1:]:
        gist = _gist(form, person)
        if len(telling) < most and gist not in seen:
            seen.add(gist)
            telling.append(form)
    return telling


def _gist(form: str, person: bool) -> tuple[str, ...]:
    names = [essence(name) for name in parts(_INNER_POINTS.sub("", form))]
    if person:
        names = [" ".join(n.split()[len(honorific_of(n)) :]) for n in names]
    return tuple(sorted(names))


@cache
def _honorifics() -> dict[str, str]:
    """Return every honorific with the sex of who bears it: "m", "f" or "x" (either)."""
    return {row[0]: row[1] for row in table("honorifics")}


def honorific_of(name: str) -> tuple[str, ...]:
    """Return the titles before a name ("Prime Minister" of "Prime Minister Jane Doe"), plain."""
    words = plain(name).split()
    count = 0
    for number, word in enumerate(words[:-1], start=1):
        if word in _honorifics():
            count = number
        elif word not in _BEFORE_HONORIFICS and word.capitalize() not in demonyms():
            break
    return tuple(words[:count])


def same_person(given: str, form: str, known_as: str) -> bool:
    """Tell whether two names differ in an honorific that only one of them has.

    `known_as` is any text about the person: where it says "Ms Doe", "Mr Doe" is somebody else.
    """
    mine, theirs = honorific_of(given), honorific_of(form)
    if bool(mine) == bool(theirs):
        return False
    one, other = plain(given).split()[len(mine) :], plain(form).split()[len(theirs) :]
    if one != other:
        return False
    return not _contradicts(mine or theirs, one[-1], plain(f"{form} {known_as}"))


def _contradicts(honorific: tuple[str, ...], surname: str, known_as: str) -> bool:
    words = known_as.split()
    places = [number for number, word in enumerate(words) if word == surname]
    before = {word for number in places for word in words[max(0, number - 2) : number]}
    mine = {_honorifics()[word] for word in honorific if word in _honorifics()}
    theirs = {_honorifics()[word] for word in before if word in _honorifics()}
    return ("m" in mine and "f" in theirs) or ("f" in mine and "m" in theirs)


def same_in_context(given: str, form: str, sentence: str) -> bool:
    """Tell whether `given` is a number together with small words beside it in `sentence`.

    "more than 4,100 homes" for the key "4,100", where the sentence says so.
    """
    if parse_amount(form) is None:
        return False
    words, key, around = (plain(_ungrouped(text)).split() for text in (given, form, sentence))
    extra = len(words) - len(key)
    if not 0 < extra <= 2 * _MOST_EXTRA_WORDS or not _holds(around, words):
        return False
    for start in range(extra + 1):
        if words[start : start + len(key)] == key:
            beside = words[:start] + words[start + len(key) :]
            near = start <= _MOST_EXTRA_WORDS and extra - start <= _MOST_EXTRA_WORDS
            return near and all(_is_small(word) for word in beside)
    return False


def _ungrouped(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def _holds(words: list[str], part: list[str]) -> bool:
    return any(words[n : n + len(part)] == part for n in range(len(words) - len(part) + 1))


def _is_small(word: str) -> bool:
    """Tell whether a word beside a number adds no other number and no alternative."""
    return word.isalpha() and word not in NUMBER_WORDS and word not in _JOINERS


def slip(given: str, form: str, avoid: str) -> str | None:
    """Return the right spelling where `given` is `form` but for one slip in one long word.

    A slip is one letter too many, too few, wrong or swapped with its neighbour, not the first, in a
    word of seven letters or more. A word that is a name, a place or a number in its own right, or
    stands in the text `avoid`, is another answer, not a slip.
    """
    typed, right = plain(_without(given, _LEADING)), plain(_without(form, _LEADING))
    pairs = list(zip(typed.split(), right.split(), strict=False))
    differing = [(one, other) for one, other in pairs if one != other]
    if len(typed.split()) != len(right.split()) or len(differing) != 1:
        return None
    one, other = differing[0]
    if len(other) < _SLIP_LENGTH or not other.isalpha() or not one.isalpha() or one[0] != other[0]:
        return None
    if not _one_edit(one, other) or one in plain(avoid).split() or _is_word_of_its_own(one, other):
        return None
    return form


def slip_after_title(given: str, form: str, known_as: str, avoid: str) -> str | None:
    """Return what `slip` does where `given` has an honorific before the name and `form` has none.

    `known_as` is as for `same_person`: "Mr Doo" is no slip in the name of a Ms Doe.
    """
    title, right = honorific_of(given), plain(form).split()
    if not title or not right or honorific_of(form):
        return None
    if _contradicts(title, right[-1], plain(f"{form} {known_as}")):
        return None
    return slip(" ".join(plain(given).split()[len(title) :]), form, avoid)


def _one_edit(one: str, other: str) -> bool:
    """Tell whether one letter added, dropped, changed or swapped with the next makes the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, remainder = one[start:], other[start:]
    return (
        rest[1:] == remainder[1:]
        or rest[1:] == remainder
        or rest == remainder[1:]
        or (rest[:2] == remainder[1::-1] and rest[2:] == remainder[2:])
    )


def _is_word_of_its_own(typed: str, right: str) -> bool:
    names = {typed.capitalize(), typed.title()}
    if {typed, right} & (NUMBER_WORDS | MONTHS.keys()) and typed in NUMBER_WORDS | MONTHS.keys():
        return True
    if right in NUMBER_WORDS or any(n in demonyms() or known_place(n) or sex_of(n) for n in names):
        return True
    # "Nigerian" is not "Nigeria", nor the other way round.
    return typed == right + "n" or typed + "n" == right
