"""What a quiz as a whole must not do, checked from its text alone.

This does not ask the engine which fact a question is on: it reads stems, keys and evidence, as a
teacher would who lays the sheet before her.
"""

import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, permutations
from pathlib import Path

from quiz.pipeline import read
from quiz.schema.article import Article
from quiz.schema.question import (
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
    fold,
    key_text,
    spaced,
)
from quiz.schema.quiz import Quiz
from tests.articles import STORIES

FOLDER = Path(__file__).parent / "stories"
SEED_FILE = Path(__file__).parents[1] / "seeds" / "zelensky-nato-2024-11-30.txt"
CORPUS_SETTING = "QUIZ_CORPUS"  # a folder of further articles, as text files, or of their tune/
_OF_EVERY_QUESTION = frozenset(
    "what which when where whom whose many much year month date percentage country city party post "
    "company organisation hold held said asked told called with that this from have been were will "
    "would does about after before into over than their they according article".split()
)
_SAME = 0.75  # of the words of the shorter question, put together with its key
_KNOWN_WIDELY = 3  # mentions
_REMARK = re.compile(r"“([^”]*)”")


@cache
def own_articles() -> dict[str, Article]:
    """Return every self-written article by its name, and the seed article."""
    written = {path.stem: read(str(path)) for path in sorted(FOLDER.glob("*.txt"))}
    return {**written, **STORIES, "seed": read(str(SEED_FILE))}


def corpus_articles() -> dict[str, Article]:
    """Return the articles of the folder that QUIZ_CORPUS names, none where it is not set."""
    folder = os.environ.get(CORPUS_SETTING)
    if not folder:
        return {}
    tuned_on = Path(folder) / "tune"
    texts = sorted((tuned_on if tuned_on.is_dir() else Path(folder)).glob("*.txt"))
    found = {path.stem: read(str(path)) for path in texts}
    assert found, f"{CORPUS_SETTING} names {folder}, which holds no text file"
    return found


def faults(quiz: Quiz) -> list[str]:
    """Return what is wrong with `quiz` as a set, a sentence each; none for a sound one."""
    checks = (_facts_twice, _keys_thrice, _answers_told, _shares, _order, _crowded_sentences)
    return [fault for check in checks for fault in check(quiz)]


def _facts_twice(quiz: Quiz) -> Iterator[str]:
    """Yield two questions that say nearly the same once the keys are put in."""
    for one, other in combinations(quiz.questions, 2):
        if fold(one.stem) == fold(other.stem):
            yield f"asked twice: {one.stem}"
            continue
        if any(_same(part, another) for part in told(one) for another in told(other)):
            yield f"one fact: {one.stem} / {other.stem}"


def _same(words: set[str], others: set[str]) -> bool:
    return len(words & others) >= max(4, _SAME * min(len(words), len(others)))


def told(question: Question) -> list[set[str]]:
    """Return the beginnings of the telling words of a question and its key, part by part."""
    if isinstance(question, Matching):
        return [telling(f"{pair.left} {pair.right}") for pair in question.pairs]
    if isinstance(question, Ordering):
        return [telling(event.text) for event in question.events]
    key = "" if isinstance(question, TrueFalse) else key_text(question)
    return [telling(f"{question.stem} {key}")]


def telling(text: str) -> set[str]:
    return {
        word[:5]
        for word in spaced(text).split()
        if (len(word) >= 4 or word.isdigit()) and word not in _OF_EVERY_QUESTION
    }


def _keys_thrice(quiz: Quiz) -> Iterator[str]:
    """Yield a key, under any of its accepted names, that three questions have."""
    keyed = [q for q in quiz.questions if isinstance(q, MultipleChoice | ShortAnswer | Cloze)]
    for question in keyed:
        same = [q for q in keyed if fold(question.key) in map(fold, accepted(q))]
        if len(same) > 2:
            yield f"key {question.key}: {len(same)} times"
            return


def accepted(question: Question) -> tuple[str, ...]:
    """Return every form of the key; none where the key is no text."""
    if isinstance(question, MultipleChoice):
        return (question.key,)
    return question.accepted if isinstance(question, ShortAnswer | Cloze) else ()


def _answers_told(quiz: Quiz) -> Iterator[str]:
    """Yield the stems that hold the key of another question.

    The name of a person or a country of whom the article tells all the time may stand in another
    stem, as long as that stem is not on the same matter.
    """
    text = spaced(quiz.article.text)
    for asked, shown in permutations(quiz.questions, 2):
        if not isinstance(asked, MultipleChoice | ShortAnswer | Cloze):
            continue
        if spaced(asked.key) not in spaced(shown.stem):
            continue
        names = [spaced(form) for form in (*accepted(asked), asked.key.split()[-1])]
        known = max(text.count(name) for name in names) >= _KNOWN_WIDELY
        if asked.asks in {"person", "speaker", "country"} and known:
            own = telling(asked.stem)
            if len(own & telling(shown.stem)) < max(4, _SAME * len(own)):
                continue
        yield f"{asked.key}: {asked.stem} / told by: {shown.stem}"


def _shares(quiz: Quiz) -> Iterator[str]:
    """Yield quotations beyond a third of what was wanted, statements beyond a quarter."""
    on_quotations = [q for q in quiz.questions if quotes(q)]
    if len(on_quotations) > max(1, quiz.wanted // 3):
        yield f"{len(on_quotations)} questions on quotations"
    statements = [q for q in quiz.questions if isinstance(q, TrueFalse)]
    if len(statements) > max(1, len(quiz.questions) // 4) and len(quiz.blueprint.types) > 1:
        yield f"{len(statements)} true/false statements"


def quotes(question: Question) -> bool:
    long = any(len(remark.split()) >= 6 for remark in _REMARK.findall(question.stem))
    return question.asks == "speaker" or long


def _order(quiz: Quiz) -> Iterator[str]:
    """Yield how questions stand that do not go from easy to hard."""
    hard = [q.difficulty.estimate if q.difficulty else -1 for q in quiz.questions]
    if hard != sorted(hard) or -1 in hard:
        yield f"not from easy to hard: {hard}"


def _crowded_sentences(quiz: Quiz) -> Iterator[str]:
    """Yield a sentence that three questions ask about."""
    for question in quiz.questions:
        same = [q for q in quiz.questions if q.evidence.overlaps(question.evidence)]
        if len(same) > 2 and all(a.evidence.overlaps(b.evidence) for a, b in combinations(same, 2)):
            yield f"{len(same)} questions on: {question.evidence.text}"
            return
