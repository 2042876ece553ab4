"""Tell in which language a text is, and leave out of an article what is not English.

English is told by its function words, which costs nothing; only a text that lacks them is shown to
a model of languages, which takes most of a second (docs/decisions/0008-telling-languages.md).
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence

from quiz.errors import LanguageError, ParserError
from quiz.readers.confined import confined_as
from quiz.readers.language_model import Told, in_other_script
from quiz.resources import word_set
from quiz.schema.article import Article, Block

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 10  # shorter texts say too little: a quotation, a name, a heading
_ENGLISH_SHARE = 0.05  # of words; English paragraphs have over 0.1, other languages under 0.03
_READ = 5_000  # characters of a text; more tell nothing new
_MOST_FOREIGN = 0.75  # of the letters; beyond that the English is an abstract or a cookie notice
# English function words that are words of another language, too.
_ELSEWHERE = frozenset(
    "a all am an any as at be can do for had has have he her him his how i if in is it may me men "
    "more most my no not o on or our over per so some to under up us was we were will".split()
)


def english_only(article: Article, name: str, say: Callable[[str], None]) -> Article:
    """Return `article` with paragraphs in other languages as boilerplate; `say` says how many.

    Raises LanguageError, naming the language, where the article is not English for the most part;
    the message calls it `name`.
    """
    units = [block for block in article.blocks if block.kind in ("paragraph", "heading")]
    texts = [article.at(block) for block in units] or [article.text]
    told = _with_neighbours(languages_of(texts), texts)
    # Lines too short to tell one by one, as of a poem or a dialogue, are told together.
    rest = (text for text, language in zip(texts, told, strict=True) if language is None)
    (others,) = languages_of(["\n".join(rest)])
    told = [others if language is None else language for language in told]
    foreign: Counter[str] = Counter()
    for text, language in zip(texts, told, strict=True):
        if language is not None:
            foreign[language] += len(text)
    if foreign.total() > _MOST_FOREIGN * sum(map(len, texts)):
        raise _not_english(name, foreign.most_common(1)[0][0])
    return _without(article, dict(zip(units, told, strict=False)), say) if foreign else article


def _without(
    article: Article, languages: dict[Block, str | None], say: Callable[[str], None]
) -> Article:
    """Return `article` with the blocks that have a language as boilerplate."""
    out = {block: language for block, language in languages.items() if language is not None}
    paragraphs = [language for block, language in out.items() if block.kind == "paragraph"]
    if paragraphs:
        say(_left_out(paragraphs))
    blocks = (
        Block(kind="boilerplate", start=b.start, end=b.end) if b in out else b
        for b in article.blocks
    )
    return article.model_copy(update={"blocks": tuple(blocks)})


def languages_of(texts: Sequence[str]) -> list[str | None]:
    """Return the language of each text; None for English or too little text, "" where unknown."""
    texts = [text[:_READ] for text in texts]
    doubtful = [n for n, text in enumerate(texts) if _is_doubtful(text)]
    told: list[str | None] = [None] * len(texts)
    if doubtful:
        for n, language in zip(doubtful, _asked([texts[n] for n in doubtful]), strict=True):
            told[n] = language
    return told


def _is_doubtful(text: str) -> bool:
    """Tell whether a text is long enough to tell its language and does not read like English."""
    if in_other_script(text):
        return True
    words = _WORD.findall(text.casefold())
    return len(words) >= _FEWEST_WORDS and _share(words) < _ENGLISH_SHARE


def _asked(texts: list[str]) -> Sequence[str | None]:
    """Return what the model takes each text for.

    It is asked in a process of its own, as it would stay in the memory of a server.
    """
    payload = json.dumps(texts).encode()
    try:
        return confined_as(Told, "quiz.readers.language_model:tell", payload, "").languages
    except ParserError:
        return [""] * len(texts)


def _with_neighbours(told: list[str | None], texts: list[str]) -> list[str | None]:
    """Return the languages with what is too short to tell taken for that of the texts around it."""
    around: list[str | None] = list(told)
    known = [n for n, language in enumerate(told) if language is not None or _speaks(texts[n])]
    for before, after in zip([None, *known], [*known, None], strict=True):
        sides = [told[n] for n in (before, after) if n is not None]
        if sides and all(side is not None for side in sides):
            first = 0 if before is None else before + 1
            for n in range(first, len(told) if after is None else after):
                around[n] = sides[0]
    return around


def _speaks(text: str) -> bool:
    """Tell whether a text has a word that is English only."""
    return _share(_WORD.findall(text[:_READ].casefold())) > 0


def _share(words: list[str]) -> float:
    """Return which share of `words` are function words of English and no other language."""
    known = word_set("function_words") - _ELSEWHERE
    return sum(word in known for word in words) / max(1, len(words))


def _left_out(languages: list[str]) -> str:
    """Return the sentence that says how many paragraphs of which language are left out."""
    counts = Counter(languages).most_common()
    (first, times), *more = counts
    noun = "paragraph" if times == 1 else "paragraphs"
    parts = [f"{times} {noun} in {first or 'another language'}"]
    parts += [f"{number} in {language or 'another language'}" for language, number in more]
    listed = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"{listed} {'is' if len(languages) == 1 else 'are'} left out."


def _not_english(name: str, language: str) -> LanguageError:
    what = f"looks like {language}" if language else "does not look like English"
    return LanguageError(
        f"{name} {what}; Broadsheet builds questions from English text only. "
        "Give it an article in English."
    )
