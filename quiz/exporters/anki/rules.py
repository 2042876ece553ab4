"""What makes a card: small named rules, each with a reason in words for what breaks it.

A question that is sound on a sheet may still be a bad card: too long to recall, or answered by its
own front. Better no card than a bad one. docs/anki.md shows the table of `RULES`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quiz.exporters.anki.cards import NoteText, content_words, is_on_a_post
from quiz.exporters.anki.text import plain
from quiz.schema.article import Article
from quiz.schema.question import (
    GAP,
    MultipleChoice,
    Question,
    TrueFalse,
    fold,
    key_text,
)

MOST_WORDS_OF_AN_ANSWER = 6
MOST_WORDS_OF_A_QUESTION = 25
# A sentence with its gap, a statement and a quotation say more than they ask: they get more room.
MOST_WORDS_OF_A_SENTENCE = 30
ALIKE = 0.8  # of all words of two fronts, those in common

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_ASKS_AGAIN = re.compile(
    r"\band (?:who|whom|whose|what|which|when|where|why|how)\b[^?]*\?|\?.*\?", re.IGNORECASE
)
_WHOLE = re.compile(r"^(?:who|whom|what|which|when|where|why|how)\b", re.IGNORECASE)
_LISTED = re.compile(r"[,;] (?:and |or )?|, (?:and|or) | (?:and|or|as well as) ")
_OF_THE_ARTICLE = re.compile(
    r"\b(?:the|this) (?:article|passage)\b"
    r"|\baccording to (?:the|this) (?:text|report|author|story)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|"
    r"(?:last|this|next) (?:week|month|year|season|night|weekend)|"
    r"this (?:company|firm|country|city|town|man|woman|report|study|group|team|party))\b",
    re.IGNORECASE,
)
# What each find of the two above holds one of: most stems hold none, and are done with at once.
_LOOSE = tuple("article passage according today tomorrow tonight yesterday last next this".split())
_ALL_OF_THEM = re.compile(
    r"^(?:all|none|both|neither|any|some) of (?:the above|the others|these|those|them)\b"
    r"|^(?:a|b|c|d|e)(?:,? (?:and|or) (?:a|b|c|d|e))+\.?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FOR_EVER = re.compile(r"\b(?:co-)?(?:founder|author|creator|inventor)\b", re.IGNORECASE)
_PRONOUNS = frozenset(
    "he she it they him her them his hers its their theirs this that these those who which "
    "one someone somebody something anyone everyone himself herself itself themselves".split()
)
_HINT = re.compile(r"\{\{c\d+::[^}]*::[^}]+\}\}")
_GAPS = re.compile(r"\{\{c\d+::")
_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*")


@dataclass(frozen=True)
class Rule:
    """A rule for cards: its name, what it asks in a sentence, and what it has against a card."""

    name: str
    sentence: str
    objection: Callable[[Question, NoteText, Article], str | None]


def refusal(question: Question, note: NoteText, article: Article) -> str | None:
    """Return why the note of `question` is no good card, by the first rule it breaks, or None."""
    for rule in RULES:
        reason = rule.objection(question, note, article)
        if reason is not None:
            return reason
    return None


class _Front(NamedTuple):
    words: int  # a bit for each
    answer: str
    name: str


class Fronts:
    """The fronts of one article's cards: two of nearly the same words are mixed up for ever."""

    def __init__(self) -> None:
        self._known: dict[int, list[_Front]] = {}  # by the number of their words
        self._bits: dict[str, int] = {}  # of each word; a hundred fronts are compared in no time

    def confusion(self, name: str, question: Question, note: NoteText) -> str | None:
        """Return why the card would be taken for one before it; one that would not is remembered.

        `name` is what a reader calls it: "question 3".
        """
        tokens: set[str] = set()
        for piece in fold(note.asked).split():
            if piece.isalnum():
                tokens.add(piece)
            else:
                tokens.update(_TOKEN.findall(piece))
        words, bits = 0, self._bits
        for token in tokens:
            if token not in bits:
                bits[token] = 1 << len(bits)
            words |= bits[token]
        answer = fold(key_text(question))
        for length, fronts in self._known.items():
            enough = _more_than_alike(length + len(tokens))
            if enough > min(length, len(tokens)):
                continue
            for before, other, known in fronts:
                if (before & words).bit_count() >= enough and other != answer:
                    return f"its front is nearly that of {known}, but its answer is another"
        self._known.setdefault(len(tokens), []).append(_Front(words, answer, name))
        return None


@lru_cache(maxsize=8192)
def _more_than_alike(both: int) -> int:
    """Return how many words two fronts, with `both` words together, share where they are alike.

    The smallest number n with n > ALIKE * (both - n).
    """
    return int(ALIKE * both / (1 + ALIKE) + 1e-9) + 1


def _own_words(question: Question) -> str:
    """Return the stem without what it quotes: a quotation may say "today"."""
    stem = question.stem
    return _QUOTED.sub("“…”", stem) if "“" in stem or '"' in stem else stem


def _long_answer(question: Question, _note: NoteText, _article: Article) -> str | None:
    count = len(key_text(question).split())
    if count <= MOST_WORDS_OF_AN_ANSWER:
        return None
    return (
        f"its answer has {count} words; a card asks for one small thing, at most "
        f"{MOST_WORDS_OF_AN_ANSWER}"
    )


def _long_front(question: Question, note: NoteText, _article: Article) -> str | None:
    asks = note.note_type == "article-qa" and not isinstance(question, TrueFalse)
    most = MOST_WORDS_OF_A_QUESTION if asks else MOST_WORDS_OF_A_SENTENCE
    count = len(note.asked.split())
    if count <= most:
        return None
    what = {"article-quote": "quotation", "article-cloze": "sentence with the gap"}
    name = what.get(note.note_type, "question" if asks else "statement")
    return f"its {name} has {count} words, more than the {most} that are read at a glance"


def _two_in_one(question: Question, note: NoteText, _article: Article) -> str | None:
    own = _own_words(question)
    if ";" in own:
        return "it says two things, with a semicolon between them"
    if "?" not in own[:-1] and "and " not in own.casefold():
        return None
    asks = note.note_type == "article-qa" and not isinstance(question, TrueFalse)
    if asks and _WHOLE.match(own) and _ASKS_AGAIN.search(own):
        return "it asks two questions in one"
    return None


def _bad_gap(question: Question, note: NoteText, _article: Article) -> str | None:
    if note.note_type != "article-cloze":
        return None
    gapped = note.fields["Text"]
    if len(_GAPS.findall(gapped)) != 1:
        return "it has more than one gap"
    key = key_text(question)
    if fold(key) in _PRONOUNS:
        return f"its gap hides “{key}”, which only points at something"
    if not _HINT.search(gapped):
        return "its gap does not say what kind of word is wanted"
    rest = len(question.stem.replace(GAP, " ").split())
    if len(key.split()) > rest:
        return "its gap hides more of the sentence than it shows"
    return None


def _list(question: Question, _note: NoteText, _article: Article) -> str | None:
    key = key_text(question)
    if ", " not in key and "; " not in key:
        return None
    count = len([part for part in _LISTED.split(key) if part.strip()])
    if count < 3:
        return None
    return f"its answer is a list of {count}; lists are learnt one by one or not at all"


def _wording(question: Question, _note: NoteText, _article: Article) -> str | None:
    if not any(map(fold(question.stem).__contains__, _LOOSE)):
        return None
    own = _own_words(question)
    found = _OF_THE_ARTICLE.search(own)
    if found:
        return f"it says “{found.group()}”, which is not at hand when the card comes up"
    found = _RELATIVE.search(own)
    if found:
        return f"“{found.group()}” means nothing when the card comes up"
    return None


def _given_away(question: Question, note: NoteText, _article: Article) -> str | None:
    if isinstance(question, TrueFalse) or note.fields.get("OpenChoices"):
        return None
    answer = content_words(key_text(question))
    # Every word stands in some field that is seen and cannot be folded away.
    shown = (plain(note.fields.get("Kicker", "")), plain(note.fields.get("Lead", "")), note.asked)
    seen = " ".join(map(fold, shown))
    if not all(map(seen.__contains__, answer)):
        return None  # of most answers not even the letters are there
    if answer and answer <= frozenset[str]().union(*map(content_words, shown)):
        return "its front holds every word of the answer"
    return None


def _unproved(question: Question, _note: NoteText, article: Article) -> str | None:
    if article.at(question.evidence) != question.evidence.text:
        return "its sentence does not stand in the article"
    span = question.key_span
    if span is not None and not question.evidence.covers(span):
        return "its answer does not stand in the sentence that proves it"
    return None


def _all_of_the_above(question: Question, _note: NoteText, _article: Article) -> str | None:
    options = question.options if isinstance(question, MultipleChoice) else (key_text(question),)
    found = next((option for option in options if _ALL_OF_THEM.match(option.strip())), None)
    return f"“{found}” means nothing without the order of the choices" if found else None


def _undated(question: Question, note: NoteText, article: Article) -> str | None:
    date_is_asked = question.asks == "date" and not article.outlet
    told = article.outlet or article.published
    if not told or date_is_asked or note.fields.get("Kicker") or _YEAR.search(question.stem):
        return None
    return "its front cannot say from when or where it is without giving the answer away"


def _post_without_a_date(question: Question, note: NoteText, _article: Article) -> str | None:
    if not is_on_a_post(question):
        return None
    if _FOR_EVER.search(question.stem) or _FOR_EVER.search(key_text(question)):
        return None
    if _YEAR.search(f"{question.stem} {note.fields.get('Kicker', '')}"):
        return None
    return "it asks for a post that may have changed hands, and nothing says as of when"


RULES = (
    Rule(
        "one small thing",
        f"The answer has at most {MOST_WORDS_OF_AN_ANSWER} words.",
        _long_answer,
    ),
    Rule(
        "short front",
        f"A question has at most {MOST_WORDS_OF_A_QUESTION} words; a quotation, a statement and a "
        f"sentence with a gap at most {MOST_WORDS_OF_A_SENTENCE}.",
        _long_front,
    ),
    Rule(
        "one question",
        "It asks one thing: no semicolon, no second question word after “and”.",
        _two_in_one,
    ),
    Rule(
        "a fair gap",
        "A sentence has one gap, which says what kind of word is wanted, hides no pronoun and no "
        "more words than are left.",
        _bad_gap,
    ),
    Rule("no lists", "The answer is no list of three or more.", _list),
    Rule(
        "own words",
        "Outside quotations it does not speak of “the article”, “today”, “last week” or “this "
        "company”.",
        _wording,
    ),
    Rule(
        "not given away",
        "The front does not hold every word of the answer. Statements and questions that need "
        "their choices are exempt.",
        _given_away,
    ),
    Rule(
        "proved",
        "The sentence stands in the article, and the answer in the sentence (or it is told how it "
        "follows).",
        _unproved,
    ),
    Rule("no “all of the above”", "No choice is about the other choices.", _all_of_the_above),
    Rule(
        "placed",
        "Where the article tells outlet or date, the front shows one of them, or a "
        "year, but where the date is the answer.",
        _undated,
    ),
    Rule(
        "dated posts",
        "Who holds a post is asked with a year, in the question or in the line above it; not of "
        "founders and authors, who stay what they are.",
        _post_without_a_date,
    ),
)
# `Fronts` looks at the other cards too, and so stands beside the table.
NO_CONFUSION = (
    "no confusion",
    f"No two fronts of one article share more than {ALIKE:.0%} of their words and differ in their "
    "answers; the later card is left out.",
)
