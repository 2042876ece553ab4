"""Tell whether a text is English, without a model: by its alphabet and its function words."""

import re
import unicodedata
from collections import Counter
from functools import cache

from quiz.errors import LanguageError
from quiz.resources import table

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 20  # shorter texts say too little
_FEWEST_WORDS_TO_DOUBT = 60  # before a language that is not in the list is suspected
_FOREIGN_SHARE = 0.12  # of words that are function words of another language
_LEAD = 1.25  # by how much the other language must beat English
_ENGLISH_SHARE = 0.08  # prose has 0.35 to 0.5, headlines 0.15 to 0.25, other languages under 0.06
_SCRIPTS = {
    "CYRILLIC": "a language in the Cyrillic alphabet",
    "GREEK": "Greek",
    "ARABIC": "a language in the Arabic alphabet",
    "HEBREW": "Hebrew",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "a language in the Devanagari alphabet",
    "THAI": "Thai",
    "ARMENIAN": "Armenian",
    "GEORGIAN": "Georgian",
}


def require_english(text: str, name: str) -> None:
    """Raise LanguageError, naming the language where it can be told, unless `text` is English."""
    language = other_language(text)
    if language is None:
        return
    what = f"looks like {language}" if language else "does not look like English"
    raise LanguageError(
        f"{name} {what}; Broadsheet builds questions from English text only. "
        "Give it an article in English."
    )


def other_language(text: str) -> str | None:
    """Return the language of `text`; None for English or too little text, "" where unknown."""
    words = _WORD.findall(text.casefold())
    script = _script(text)
    if script is not None:
        return _in_cyrillic(words) if script == "CYRILLIC" else _SCRIPTS.get(script, "")
    if len(words) < _FEWEST_WORDS:
        return None
    shares = _shares(words)
    english = shares.pop("English")
    name, share = max(shares.items(), key=lambda pair: pair[1])
    if share >= _FOREIGN_SHARE and share > english * _LEAD:
        return name
    if english < _ENGLISH_SHARE and len(words) >= _FEWEST_WORDS_TO_DOUBT:
        return ""
    return None


def _script(text: str) -> str | None:
    """Return the alphabet of most letters of `text` by its Unicode name; None for Latin."""
    letters = [character for character in text if character.isalpha()]
    foreign = [character for character in letters if ord(character) > 0x036F]
    counts: Counter[str] = Counter()
    for character, times in Counter(foreign).items():
        counts[unicodedata.name(character, "unknown").split()[0]] += times
    counts.pop("LATIN", None)
    if counts.total() <= 0.5 * len(letters):
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"] > 0.1 * len(letters):
        return "HIRAGANA"
    return counts.most_common(1)[0][0]


def _in_cyrillic(words: list[str]) -> str:
    shares = _shares(words)
    name = max(("Ukrainian", "Russian"), key=lambda language: shares[language])
    letters = Counter("".join(words))
    if letters["і"] + letters["ї"] + letters["є"] > letters["ы"] + letters["э"] + letters["ё"]:
        name = "Ukrainian"
    return name if shares[name] >= _ENGLISH_SHARE else _SCRIPTS["CYRILLIC"]


def _shares(words: list[str]) -> dict[str, float]:
    """Return for every language which share of `words` are its function words."""
    counts = Counter(words)
    return {
        language: sum(counts[word] for word in known) / max(1, len(words))
        for language, known in _function_words().items()
    }


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(known.split()) for language, known in table("function_words")}
