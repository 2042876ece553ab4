"""Screening: the reasons to drop a candidate. Better no question than a bad one.

A rule is a function from (candidate, article) to a sentence that says what is wrong, or None. The
rules run in the order of `RULES`; the first that objects drops the candidate.
"""

import re
from collections.abc import Callable, Iterable
from statistics import mean

from quiz.schema.article import Article
from quiz.schema.candidate import Candidate, Rejection, Screening
from quiz.schema.question import (
    GAP,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
    fold,
    key_text,
    proofs,
    spaced,
)

Rule = Callable[[Candidate, Article], str | None]

WEAKEST = 0.38  # confidence below which a candidate is dropped
MOST_CHARACTERS = 1200  # far above any sentence: stops words without end
FEWEST_WORDS = 5
MOST_WORDS_OF_A_QUESTION, MOST_WORDS_OF_A_STATEMENT, MOST_WORDS_WITH_A_QUOTATION = 30, 34, 46
_LONG_WORD, _TELLING_WORDS = 7, 4  # so many long words stand in for a name
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_RELATIVE_DAY = re.compile(
    r"\b(?:(?i:today|yesterday|tomorrow|tonight|"
    r"(?:last|this|next) (?:week|month|year|night|season)|"
    r"recently|earlier|currently|now|so far|\w+ (?:weeks?|months?|years?|days?) ago)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_POINTING = re.compile(
    r"\b(?:this|these|those|there|here|the former|the latter|aforementioned|such(?! as\b))\b|"
    r"\b(?:also|however|meanwhile|therefore|instead(?! of\b))\b",
    re.IGNORECASE,
)
_FORMER_POST = re.compile(r"\bformer (?=\w)", re.IGNORECASE)  # a prompt: "former mayor of Bremen"
# Not "US" and "ME", which are countries and states.
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|us|[Oo]urs?|[Mm]y|[Mm]ine|me|[Yy]ou|[Yy]ours?)\b")
_PRONOUN_START = re.compile(
    r"^(?:it|he|she|they|this|that|these|those)\b", re.IGNORECASE | re.MULTILINE
)
_PUNCTUATION = re.compile(
    r" [,.;:?!]|[,;:]\?|[,;:]\.|\.\.|,,|\?\?|\( | \)|\.”\?|,”\?|“”|  "
    r"|\w [’'](?:s|ve|re|ll|d)\b|\w -\w|^_+,|_ (?:him|her|it|them)sel(?:f|ves)\b"
)
_LIGHT = frozenset(
    "thing things part parts number time way people person man woman it he she they one some "
    "many several others group area place day week month year".split()
)
_WHY = re.compile(r"(?:^|, )(?:why|how) ", re.IGNORECASE)
_WEEKDAY_KEY = re.compile(r"^(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)


def screen(candidates: Iterable[Candidate], article: Article) -> Screening:
    """Return the candidates that pass every rule, and the others with the rule and the reason."""
    kept: list[Candidate] = []
    dropped: list[Rejection] = []
    stems: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        rejection = _first_objection(candidate, article)
        asked = (fold(candidate.question.stem), candidate.question.type)
        if rejection is None and asked in stems:
            rejection = Rejection(
                candidate=candidate, rule="duplicate", reason="The same stem is asked already."
            )
        if rejection is None:
            stems[asked] = candidate
            kept.append(candidate)
        else:
            dropped.append(rejection)
    return Screening(kept=tuple(kept), dropped=tuple(dropped))


def _first_objection(candidate: Candidate, article: Article) -> Rejection | None:
    for name, rule in RULES:
        reason = rule(candidate, article)
        if reason is not None:
            return Rejection(candidate=candidate, rule=name, reason=reason)
    return None


def _own_words(question: Question) -> str:
    """Return all that is read without what it quotes: a quotation may say "I" and "this"."""
    return _QUOTED.sub("“…”", "\n".join((question.stem, *_parts(question))))


def _parts(question: Question) -> tuple[str, ...]:
    """Return the prompts or events that are read with the stem."""
    if isinstance(question, Matching):
        return tuple(pair.left for pair in question.pairs)
    if isinstance(question, Ordering):
        return tuple(event.text for event in question.events)
    return ()


def weak(candidate: Candidate, _: Article) -> str | None:
    """Object where the maker itself is not confident."""
    confidence = candidate.question.confidence
    return f"The confidence of {confidence:.2f} is too low." if confidence < WEAKEST else None


def evidence_untrue(candidate: Candidate, article: Article) -> str | None:
    """Object where the evidence is not what the article says, or the key is not in it."""
    question = candidate.question
    if any(article.at(evidence) != evidence.text for evidence, _ in proofs(question)):
        return "The evidence does not stand in the article."
    for _, span in proofs(question):
        if span is None or question.derivation is not None:
            continue
        written = fold(article.at(span))
        if not isinstance(question, TrueFalse) and written not in fold(question.key):
            return f"“{written}” in the evidence is not the key."
    return None


def made_from_no_paragraph(candidate: Candidate, article: Article) -> str | None:
    """Object where the evidence lies in a caption, a heading or boilerplate."""
    if any(article.paragraph_of(evidence) is None for evidence, _ in proofs(candidate.question)):
        return "The evidence lies outside the paragraphs of the article."
    return None


def key_in_stem(candidate: Candidate, _: Article) -> str | None:
    """Object where the stem holds the key, an alias or a demonym of it."""
    question = candidate.question
    if isinstance(question, TrueFalse):
        return None
    if isinstance(question, Matching):
        return _choice_in_prompt(question)
    stem = spaced(question.stem)
    for name in candidate.key_names:
        words = spaced(name)
        if words.strip() and words in stem:
            return f"The stem holds “{name}”, which gives the key away."
    return None


def _choice_in_prompt(question: Matching) -> str | None:
    """Object where a prompt holds a choice, or the last word of one: "Mr Keller’s lawyer"."""
    for pair in question.pairs:
        for choice in question.choices:
            name = spaced(choice if question.asks == "date" else choice.split()[-1])
            if name in spaced(pair.left):
                return (
                    f"The prompt “{pair.left}” holds “{name.strip()}”, which gives a choice away."
                )
    return None


def wrong_length(candidate: Candidate, _: Article) -> str | None:
    """Object where the stem is too short to be clear or too long to be read."""
    question = candidate.question
    stem = question.stem
    count = len(stem.split())
    asks = isinstance(question, ShortAnswer | MultipleChoice)
    most = MOST_WORDS_OF_A_QUESTION if asks else MOST_WORDS_OF_A_STATEMENT
    if "“" in question.stem:
        most = MOST_WORDS_WITH_A_QUOTATION
    defines = stem.startswith("What is ") and candidate.question.maker == "what_is"
    if count < FEWEST_WORDS and not defines:
        return f"The stem has only {count} words."
    if count > most:
        return f"The stem has {count} words."
    if len(question.stem) > MOST_CHARACTERS or len(question.explanation) > MOST_CHARACTERS:
        return "The stem holds a word without end."
    parts = (*_parts(question), *(question.choices if isinstance(question, Matching) else ()))
    if any(len(part) > MOST_CHARACTERS // 4 for part in parts):
        return "A prompt or a choice is too long."
    return None


def no_anchor(candidate: Candidate, _: Article) -> str | None:
    """Object where the stem names nothing: no capitalised word, no figure, no quotation."""
    question = candidate.question
    words = [word for text in (question.stem, *_parts(question)) for word in text.split()][1:]
    if any(w.lstrip("“‘\"'(")[:1].isupper() or any(c.isdigit() for c in w) for w in words):
        return None
    if "“" in candidate.question.stem:
        return None
    if candidate.question.stem[:1].isupper() and isinstance(candidate.question, TrueFalse | Cloze):
        first = candidate.question.stem.split()[0]
        if first not in {"The", "A", "An", "In", "On", "At"} and GAP not in first:
            return None
    telling = [w for w in words if len(w.strip(",.?’")) >= _LONG_WORD]
    return None if len(telling) >= _TELLING_WORDS else "The stem names nobody and nothing."


def points_outside(candidate: Candidate, _: Article) -> str | None:
    """Object where a word of the stem points at something outside it."""
    own = _own_words(candidate.question)
    if isinstance(candidate.question, Matching):
        own = _FORMER_POST.sub("", own)
    found = _POINTING.search(own) or _PRONOUN_START.search(own)
    return f"“{found.group()}” points outside the stem." if found else None


def first_person(candidate: Candidate, _: Article) -> str | None:
    """Object where the stem speaks as I, we or you outside a quotation."""
    found = _SPEAKER.search(_own_words(candidate.question))
    return f"“{found.group()}” outside a quotation." if found else None


def relative_day(candidate: Candidate, _: Article) -> str | None:
    """Object to words such as "yesterday" and "Tuesday": they mean nothing the week after."""
    own = _own_words(candidate.question)
    found = _RELATIVE_DAY.search(own)
    if found:
        return f"“{found.group()}” means nothing the week after."
    if _WEEKDAY_KEY.match(key_text(candidate.question)):
        return "A weekday is not worth asking for."
    return None


def poor_key(candidate: Candidate, _: Article) -> str | None:
    """Object where the key is a light word, overlong or begins with a preposition."""
    question = candidate.question
    if isinstance(question, TrueFalse | Matching | Ordering):
        return None
    key = question.key
    if fold(key) in _LIGHT or (len(key.strip()) < 2 and not key.isdigit()):
        return f"The key “{key}” says nothing."
    if len(key.split()) > 14 or any(
        len(name) > MOST_CHARACTERS // 4 for name in candidate.key_names
    ):
        return "The key is too long to be a short answer."
    opens = key.split()[0].lower() in {"of", "in", "on", "at", "to", "for", "by", "with"}
    opens = opens and not key.lower().startswith(("at least ", "at most "))
    if opens and not _WHY.search(question.stem):  # "to open a museum" answers "Why ...?"
        return f"The key “{key}” begins with a preposition."
    return None


def bad_punctuation(candidate: Candidate, _: Article) -> str | None:
    """Object to broken punctuation, an odd quotation mark, a missing end."""
    stem = candidate.question.stem
    if _PUNCTUATION.search(stem):
        return "The punctuation of the stem is broken."
    if (
        stem.count("“") != stem.count("”")
        or stem.count('"') % 2
        or stem.count("(") != stem.count(")")
    ):
        return "A quotation mark or bracket is left over."
    question = candidate.question
    wants = "?" if isinstance(question, ShortAnswer | MultipleChoice) else "."
    if not stem.removesuffix("”" if wants == "?" else "").endswith(wants):
        return f"The stem does not end in “{wants}”."
    if next((c for c in stem if c.isalnum() or c == GAP[0]), "A").islower():
        return "The stem begins with a small letter."
    return None


def doubled_word(candidate: Candidate, _: Article) -> str | None:
    """Object where a word stands twice in a row."""
    found = re.search(r"\b(\w+) \1\b", _own_words(candidate.question), re.IGNORECASE)
    if found and found.group(1).lower() not in {"had", "that"}:
        return f"“{found.group(1)}” stands twice in a row."
    return None


def gap_gives_itself_away(candidate: Candidate, _: Article) -> str | None:
    """Object where the gap follows "a" or "an", or is part of a longer name."""
    question = candidate.question
    if not isinstance(question, Cloze):
        return None
    before, _gap, after = question.stem.partition(GAP)
    last = before.split()[-1] if before.split() else ""
    if last.lower() in {"a", "an"}:
        return f"“{last}” before the gap gives the first sound away."
    following = after[1:2] if after[:1] in {" ", "-"} else ""
    if question.asks not in {"number", "date", "term"} and following.isupper():
        return "The gap is part of a longer name."
    if after[:1] in {"-", "’"} and question.asks in {"number", "date"}:
        return "The gap is part of a longer word."
    if (
        last[:1].isupper()
        and question.asks in {"city", "region", "country"}
        and len(before.split()) > 1
        and last.lower() not in {"in", "the", "of", "at"}
        and last[-1] != ","
    ):
        return "The gap is part of a longer name."
    return None


def options_unfair(candidate: Candidate, _: Article) -> str | None:
    """Object where the key stands out among the options, or one contains another."""
    question = candidate.question
    if isinstance(question, Matching):
        return _inside_another(question.choices)
    if not isinstance(question, MultipleChoice):
        return None
    lengths = [len(option) for option in question.options]
    if len(question.key) >= 1.6 * mean(lengths) and len(question.key) > 12:
        return "The key is much longer than the other options."
    return _inside_another(question.options)


def _inside_another(options: tuple[str, ...]) -> str | None:
    """Object where an option is part of another."""
    folded = [f" {fold(option)} " for option in options]
    for n, one in enumerate(folded):
        if any(one in other for m, other in enumerate(folded) if m != n):
            return f"The option “{options[n]}” is part of another."
    return None


def cannot_stand_alone(candidate: Candidate, _: Article) -> str | None:
    """Object where the maker found that the sentence cannot stand alone."""
    return f"The sentence cannot stand alone: {candidate.fault}." if candidate.fault else None


RULES: tuple[tuple[str, Rule], ...] = (
    ("cannot stand alone", cannot_stand_alone),
    ("evidence untrue", evidence_untrue),
    ("not from a paragraph", made_from_no_paragraph),
    ("key in stem", key_in_stem),
    ("gap gives itself away", gap_gives_itself_away),
    ("points outside", points_outside),
    ("first person", first_person),
    ("relative day", relative_day),
    ("no anchor", no_anchor),
    ("poor key", poor_key),
    ("punctuation", bad_punctuation),
    ("doubled word", doubled_word),
    ("length", wrong_length),
    ("unfair options", options_unfair),
    ("weak", weak),
)
