"""The fixed words of printed pages in the languages of templates/words/, one file each.

Only what we print round a quiz is translated (Name, instructions, headings); the questions, the
article and what the key quotes of them stay in their own language.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from quiz.exporters.sheet_options import Alphabet, SheetOptions
from quiz.resources import folder
from quiz.schema.record import Record

ENGLISH = "en"
# As many as a matching question may have choices. Those that word processors can count by
# themselves: their own numbering of lists is used there.
ALPHABETS: dict[Alphabet, str] = {
    "latin": "ABCDEFGH",
    "numbers": "12345678",
    "cyrillic": "АБВГДЕЖЗ",
    "arabic": "أبجدهوزح",
}


class Words(Record):
    """The fixed words of a page. `letters` name the options, `mark` stands after them.

    `text` holds the words by name, `counts` those with a number by the plural form of the language
    ("one", "few", "other" …), `ways` and `bubbles` how each type of question is answered, on the
    sheet and on the answer sheet.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    alphabet: Alphabet
    letters: tuple[str, ...]
    mark: str
    text: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]
    ways: Mapping[str, str]
    bubbles: Mapping[str, str]

    def say(self, called: str, /, **parts: object) -> str:
        """Return the words `called` so, with `parts` put in where they have braces."""
        return self.text[called].format(**parts)

    def count(self, called: str, number: int, **parts: object) -> str:
        """Return the words `called` so in the plural form for `number`."""
        forms = self.counts[called]
        form = _plural_form(self.language, number)
        return forms.get(form, forms["other"]).format(n=number, **parts)

    def listed(self, items: Iterable[str], last: Literal["or", "and"]) -> str:
        """Return `items` as a list in words: "a, b or c"."""
        *most, end = tuple(items) or ("",)
        return f"{self.text['comma'].join(most)} {self.text[last]} {end}" if most else end

    def joined(self, signs: Iterable[str]) -> str:
        """Return several letters next to each other; Arabic ones would run into a word."""
        return (" " if self.alphabet == "arabic" else "").join(signs)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are words for."""
    return tuple(sorted(file.stem for file in (folder("templates") / "words").glob("*.toml")))


def words_for(options: SheetOptions) -> Words:
    """Return the words of the sheet's language, with the letters asked for."""
    return words_of(options.language, options.letters)


@lru_cache(maxsize=32)
def words_of(language: str = ENGLISH, alphabet: Alphabet | None = None) -> Words:
    """Return the words of `language`; what its file lacks is said in English.

    Raises KeyError for a language that has no file.
    """
    if language not in languages():
        raise KeyError(language)
    text = _file(ENGLISH) | _file(language)
    tables = {name: held for name, held in text.items() if isinstance(held, dict)}
    plain = {name: held for name, held in text.items() if name not in tables}
    letters: Alphabet = alphabet or plain["letters"]
    return Words(
        language=language,
        direction=plain["direction"],
        alphabet=letters,
        letters=tuple(ALPHABETS[letters]),
        mark=")" if letters == "numbers" else ".",
        text=plain,
        ways=tables.pop("ways"),
        bubbles=tables.pop("bubbles"),
        counts=tables,
    )


def _file(language: str) -> dict[str, Any]:
    file = folder("templates") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def _plural_form(language: str, number: int) -> str:
    if language == ENGLISH:
        return "one" if number == 1 else "other"
    # Babel takes a while to load, which those who print in English should not wait for.
    from babel import Locale

    return str(Locale.parse(language).plural_form(number))
