"""Ranking: how likely a demanding teacher is to print a question unchanged.

A logistic regression over plain features, trained on questions judged blind by the rubric
(`seeds/ranker/`). Every feature can be read: the maker and type, the length, what the sentence
behind the question is like. The estimate replaces the maker's own confidence, which is one of the
features.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from quiz.resources import table
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.question import GAP, Question, TrueFalse, key_text, spaced

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_PRONOUNS = frozenset("he she his her him it its they their them".split())
_UNJUDGED = 0.65
_TELLING = 4  # letters of a word that tells something
_OPENING = 500  # characters in which an article says what it is about
_LONG, _SHORT = 22, 9  # words of a stem that is hard to read, or says little


def rank(candidates: Iterable[Candidate], article: Article) -> tuple[Candidate, ...]:
    """Return the candidates, each with its estimate (0 to 1) as the question's confidence.

    Those with a fault keep theirs: they are dropped anyway. Of makers and types of which too few
    were judged, the maker's own confidence counts, but never above an average question.
    """
    return tuple(c if c.fault else _ranked(c, article) for c in candidates)


def _ranked(candidate: Candidate, article: Article) -> Candidate:
    question = candidate.question
    estimate = round(estimated(features(candidate, article)), 3)
    if f"maker {question.maker} {question.type}" not in weights():
        estimate = min(question.confidence, _UNJUDGED)
    ranked = question.model_copy(update={"confidence": estimate})
    return candidate.model_copy(update={"question": ranked})


def estimated(found: dict[str, float]) -> float:
    """Return the estimate (0 to 1) for a question with these features."""
    total = sum(weights().get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-total))


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature."""
    return {name: float(weight) for name, weight in table("ranker")}


def _in_article(question: Question, words: list[str], article: Article) -> dict[str, float]:
    """Return the features that tell how much a question is about what its article is about."""
    telling = [w.lower() for w in words if len(w) >= _TELLING]
    counts = _counts(article.text)
    opening = _counts(f"{article.title} {article.text[:_OPENING]}")
    many = max(1, len(telling))
    gap = question.stem.find(GAP)
    return {
        "how far down": question.evidence.start / max(1, len(article.text)),
        "of the opening": sum(w in opening for w in telling) / many,
        "of the article": sum(math.log1p(counts[w]) for w in telling) / many,
        "key again": math.log1p(max(0, article.text.count(key_text(question)) - 1)),
        "words": len(words) / 10,
        "gap in front": float(0 <= gap < len(question.stem) / 4),
        "gap behind": float(gap > 3 * len(question.stem) / 4),
    }


@lru_cache(maxsize=4)
def _counts(text: str) -> Counter[str]:
    """Return how often each word stands in `text`, in small letters."""
    return Counter(w.lower() for w in _WORD.findall(text))


def features(candidate: Candidate, article: Article) -> dict[str, float]:
    """Return the features of a question by name; those that are 0 are left out."""
    question = candidate.question
    stem = question.stem
    words = _WORD.findall(stem)
    title = spaced(article.title)
    found = {
        "constant": 1.0,
        f"maker {question.maker} {question.type}": 1.0,
        f"asks {question.asks}": 1.0,
        "maker's own confidence": question.confidence - 0.7,
        "long stem": max(0.0, (len(words) - _LONG) / 10),
        "short stem": max(0.0, (_SHORT - len(words)) / 5),
        "commas": float(stem.count(",")),
        "pronouns": float(sum(w.lower() in _PRONOUNS for w in words)),
        "names": math.log1p(sum(w[:1].isupper() for w in words[1:])),
        "figures": math.log1p(sum(any(c.isdigit() for c in w) for w in words)),
        "false": float(isinstance(question, TrueFalse) and not question.key),
        "key in title": float(spaced(key_text(question)) in title),
    }
    found |= _in_article(question, words, article) | candidate.traits
    return {name: round(value, 4) for name, value in found.items() if value}
