"""The model of languages, py3langid: for a child process, as it takes 100 MB and half a second."""

import json
import os
import unicodedata
from collections import Counter

from quiz.schema.record import Record

_SURE = 0.5
_ENOUGH_TO_DOUBT = 60  # words, before a language is suspected that cannot be named
_ENGLISH = ("en", "pcm")  # English as the model calls it; it takes sports English for Pidgin
_WORDLESS = "zxx"
_FEWEST_LETTERS = 20  # in another alphabet; less is a name or a cry
_LATIN = 0x024F  # the last letter of the blocks that hold nothing but Latin letters


class Told(Record):
    """The language of each text by its English name; None for English, "" where unknown."""

    languages: tuple[str | None, ...]


def tell(payload: bytes, name: str) -> Told:  # noqa: ARG001 - as `confined` calls it
    """Return the languages of the texts in `payload`, a list as JSON."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread would claim memory of its own
    from babel import Locale
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    names = dict(Locale("en").languages)
    texts = json.loads(payload)
    return Told(languages=tuple(_named(text, model.classify(text), names) for text in texts))


def _named(text: str, guess: tuple[str, float], names: dict[str, str]) -> str | None:
    """Return the language of a guess of the model, as far as it is sure of it."""
    code, sure = guess
    other_script = in_other_script(text)
    if code in _ENGLISH and not other_script:
        return None
    if sure < _SURE or code in (*_ENGLISH, _WORDLESS):
        return "" if other_script or len(text.split()) >= _ENOUGH_TO_DOUBT else None
    return names.get(code, "")


def in_other_script(text: str) -> bool:
    """Tell whether a text has enough letters, most of them of another alphabet than the Latin."""
    letters = Counter(character for character in text if character.isalpha())
    other = sum(
        times
        for letter, times in letters.items()
        if ord(letter) > _LATIN and not unicodedata.name(letter, "").startswith("LATIN")
    )
    return letters.total() >= _FEWEST_LETTERS and other > 0.5 * letters.total()
