"""What can be measured of the questions on self-written articles without a judge.

`python -m tests.measures` prints every measure, with what falls short of it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from statistics import mean

from quiz.assembly.choosing import asks_with_wh
from quiz.finders import find
from quiz.language.numbers import value_of
from quiz.language.parsing import model
from quiz.pipeline import Built, build
from quiz.schema.article import Article
from quiz.schema.findings import Quotation
from quiz.schema.question import Cloze, MultipleChoice, Question, TrueFalse, fold, key_text, spaced
from tests.set_quality import FOLDER, faults, own_articles, quotes

SEEDS = (0, 1)
_QUOTED = re.compile(r"“[^”]*”")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_PLACES = frozenset({"city", "country", "region", "place"})

# The wh-phrase of a stem, and what an answer to it must look like. The first that is found counts.
_ANSWERS: tuple[tuple[str, Callable[[Question], bool]], ...] = (
    (
        r"how (?:many|much|old|long|far|tall|high|deep|big|heavy|fast)|what (?:percentage|share)",
        lambda q: q.asks == "number" and is_number(key_text(q)),
    ),
    (r"(?:which|what) year", lambda q: bool(re.fullmatch(r"\d{4}", key_text(q)))),
    (
        r"(?:which|what) month and year",
        lambda q: bool(re.fullmatch(rf"(?:{_MONTH}) \d{{4}}", key_text(q))),
    ),
    (
        r"(?:which|what) (?:date|day)",
        lambda q: bool(re.search(rf"\d.*(?:{_MONTH})|(?:{_MONTH}).*\d", key_text(q))),
    ),
    (r"when", lambda q: q.asks == "date"),
    (r"(?:which|what) (?:two )?countr(?:y|ies)", lambda q: q.asks == "country"),
    (r"(?:which|what) (?:city|town|village)", lambda q: q.asks in {"city", "place"}),
    (r"where", lambda q: q.asks in _PLACES),
    (
        r"(?:which|what) (?:company|firm|organisation|party|team|club|university|airline|bank)",
        lambda q: q.asks in {"organisation", "term"} and begins_with_a_capital(key_text(q)),
    ),
    (r"what post", lambda q: q.asks == "role"),
    (r"who", lambda q: q.asks in {"speaker", "person"} and begins_with_a_capital(key_text(q))),
)
_SLIPS = (
    r"\b(?P<word>\w+) (?P=word)\b(?<!had had)(?<!that that)",  # the the
    r" [,.;:?!]|[,;:][.?]|\.\.|,,|\?\?|  |\( | \)",
    r"(?-i:\ba [aeio][a-z]|\ban [bcdfgjklmnpqrstvwxyz][a-z])",
    r",\?|, \?|\b(?:and|or|but|that|which|who|of|to|by|with|the|a|an)[?.]$",
    r"\bthe (?:the|a|an|his|her|its|their)\b|\ba (?:the|an|his|her|its|their)\b",
    r"\b(?:more|less) (?:more|less)\b|’s’s|'s's|\bwhich which\b",
)
_VOWEL_BY_SIGHT = re.compile(r"\ba (?:one|once|uni|use|usu|eu|uk\b|us\b)", re.IGNORECASE)
_KILLED = (
    r"\b(?:this|these|those|here|aforementioned)\b",
    r"\b(?:yesterday|today|tomorrow|tonight)\b|\b(?:last|this|next) (?:week|month|year|night)\b",
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    r"\b(?:I|[Ww]e|[Oo]urs?|[Mm]y|[Yy]ou|[Yy]ours?)\b",
    r"^(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey)\b",
    r"\bthe (?:man|woman|pair|two|move|deal|former|latter)(?= (?:said|has|had|was|were|is|will)\b)",
    r"\b[Aa]ccording to the (?:article|passage|text)\b",
)


def is_number(key: str) -> bool:
    return any(c.isdigit() for c in key) or any(value_of(w) is not None for w in key.split())


def begins_with_a_capital(key: str) -> bool:
    word = key.removeprefix("the ")
    return bool(re.match(r"[^a-z]*[A-Z0-9]", word)) or not word.isascii()


def own(stem: str) -> str:
    """Return the stem with what it quotes left out."""
    return _QUOTED.sub("“…”", stem)


def wh_fits(question: Question) -> bool:
    """Tell whether the answer is of the kind that the wh-phrase asks for."""
    if isinstance(question, TrueFalse | Cloze) or question.type not in {
        "short_answer",
        "multiple_choice",
    }:
        return True
    for phrase, fits in _ANSWERS:
        if re.search(rf"\b{phrase}\b", own(question.stem), re.IGNORECASE):
            return fits(question)
    return True


def is_well_formed(question: Question) -> bool:
    """Tell whether the stem has none of the slips that a copy editor marks at once."""
    stem = own(question.stem)
    plain = _VOWEL_BY_SIGHT.sub("", stem)
    if any(re.search(slip, plain, re.IGNORECASE) for slip in _SLIPS):
        return False
    if stem.count("(") != stem.count(")") or stem.count("“") != stem.count("”"):
        return False
    first = next((c for c in stem if c.isalnum() or c == "_"), "A")
    return not first.islower() and stem.endswith(("?", ".", "”")) and _verb_is_bare(stem)


def _verb_is_bare(stem: str) -> bool:
    """Tell whether the verb that "did", "does" or "do" of a question goes with has no ending."""
    if not re.search(r"\b(?:did|does|do)\b.*\?", stem):
        return True
    helped = [
        t.head for t in model()(stem) if t.lower_ in {"did", "does", "do"} and t.dep_ == "aux"
    ]
    return all(verb.lower_ == verb.lemma_ or verb.tag_ == "VB" for verb in helped)


def is_clean(question: Question) -> bool:
    """Tell whether nothing in stem or key is on the kill list."""
    stem = own(question.stem)
    return not any(re.search(killed, stem) for killed in _KILLED) and not re.match(
        r"(?:he|she|it|they|this|that|officials|(?:on )?\w+day)$", key_text(question), re.IGNORECASE
    )


def is_proved(question: Question, article: Article) -> bool:
    """Tell whether evidence and key stand where the question says."""
    if article.at(question.evidence) != question.evidence.text:
        return False
    if article.paragraph_of(question.evidence) is None:
        return False
    if question.key_span is None:
        return bool(question.derivation)
    return question.evidence.covers(question.key_span)


def is_fair(question: Question) -> bool:
    """Tell whether the options are of one form, and none shows that it is right or wrong."""
    if not isinstance(question, MultipleChoice):
        return True
    folded = [f" {fold(option)} " for option in question.options]
    nested = any(a in b for n, a in enumerate(folded) for m, b in enumerate(folded) if n != m)
    told = any(spaced(option) in spaced(question.stem) for option in question.options)
    if question.asks == "date":
        same = len({re.sub(rf"{_MONTH}", "M", re.sub(r"\d+", "9", o)) for o in question.options})
        return not nested and not told and same == 1
    figures = {any(c.isdigit() for c in option) for option in question.options}
    capitals = {option[:1].isupper() for option in question.options}
    return not nested and not told and len(figures) == len(capitals) == 1


def key_is_longest(question: MultipleChoice) -> bool:
    return all(len(question.key) > len(wrong) for wrong in question.distractors)


@cache
def quizzes() -> tuple[Built, ...]:
    """Return the quizzes at the default blueprint on every article of `tests/stories/`."""
    named = own_articles()
    names = [path.stem for path in sorted(FOLDER.glob("*.txt"))]
    return tuple(build(named[name], seed=seed) for name in names for seed in SEEDS)


def sound() -> Iterator[tuple[Question, Article]]:
    """Yield every question that passes screening, asked or not, with its article."""
    for built in quizzes():
        for candidate in built.screening.kept:
            yield candidate.question, built.quiz.article


def asked() -> list[Question]:
    return [question for built in quizzes() for question in built.quiz.questions]


def _share(holds: Callable[[Question, Article], bool]) -> float:
    return mean(holds(question, article) for question, article in sound())


@cache
def measures() -> dict[str, float]:
    """Return every measure, by its name; more is better in each."""
    words = sum(built.quiz.article.word_count for built in quizzes())
    facts = sum(len({c.fact for c in built.screening.kept}) for built in quizzes())
    choices = [q for q, _ in sound() if isinstance(q, MultipleChoice)]
    one_in_k = mean(1 / len(q.options) for q in choices)
    return {
        "questions asked per 500 words": 500 * len(asked()) / words,
        "facts that can be asked per 500 words": 500 * facts / words,
        "asked of those wanted": len(asked()) / sum(built.quiz.wanted for built in quizzes()),
        "asked with a wh-word other than who said": mean(asks_with_wh(q) for q in asked()),
        "not on quotations": mean(not quotes(q) for q in asked()),
        "types in a quiz": mean(len({q.type for q in b.quiz.questions}) for b in quizzes()),
        "paragraphs a question": mean(_paragraphs(built) for built in quizzes()),
        "answer fits the wh-word": _share(lambda q, _: wh_fits(q)),
        "stem is well formed": _share(lambda q, _: is_well_formed(q)),
        "nothing of the kill list": _share(lambda q, _: is_clean(q)),
        "proved by the article": _share(is_proved),
        "options are fair": mean(is_fair(q) for q in choices),
        "key no longer than by chance": 1 - max(0.0, mean(map(key_is_longest, choices)) - one_in_k),
        "speaker found": mean(_is_named(*pair) for pair in _speakers()),
        "speaker right where one is found": mean(_is_named(*p) for p in _speakers() if p[1]),
        "sound as a set": mean(not faults(built.quiz) for built in quizzes()),
    }


@cache
def _speakers() -> tuple[tuple[str, str | None], ...]:
    """Return for every quotation with a speaker who that is, and whom the finder names."""
    rows = [line.split("\t") for line in (FOLDER / "speakers.tsv").read_text().splitlines()]
    pairs: list[tuple[str, str | None]] = []
    for name, opening, speaker in (row for row in rows if len(row) == 3):
        said = [q for q in find(own_articles()[name]).quotations if _opens(q, opening)]
        pairs.append((speaker, said[0].speaker if said else None))
    return tuple(pairs)


def _opens(quotation: Quotation, opening: str) -> bool:
    return " ".join(quotation.content.text.split()).startswith(opening)


def _is_named(speaker: str, found: str | None) -> bool:
    return found is not None and found.split()[-1] == speaker.split()[-1]


def _paragraphs(built: Built) -> float:
    """Return how many paragraphs a question has, 1 where each is on another one."""
    places = {built.quiz.article.paragraph_of(q.evidence) for q in built.quiz.questions}
    return len(places) / max(1, len(built.quiz.questions))


def main() -> None:
    """Print the measures, then every question that falls short of one."""
    for name, value in measures().items():
        print(f"{value:6.3f}  {name}")
    for question, article in sound():
        for holds in (wh_fits, is_well_formed, is_clean, is_fair):
            if not holds(question):
                print(f"{holds.__name__}: {article.title[:30]}: {question.stem}", end=" -> ")
                print(getattr(question, "options", key_text(question)))


if __name__ == "__main__":
    main()
