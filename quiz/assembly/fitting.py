"""Fitting: why a question may not stand beside the others of a quiz."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.question import (
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    TrueFalse,
    fold,
    proofs,
    spaced,
)
from quiz.schema.quiz import Blueprint

Objection = Literal[
    "fact", "sentence", "key", "quotations", "truth", "type", "headline", "gives away"
]

# What is wrong with a candidate, said of one and of several.
REASONS: dict[Objection, tuple[str, str]] = {
    "fact": ("asks the same fact as another question", "on a fact that is asked already"),
    "sentence": ("its sentence is asked about twice", "from a sentence asked about twice"),
    "key": ("its key is used often enough", "with a key that is used often enough"),
    "quotations": ("quotations have their third of the quiz", "on quotations beyond a third"),
    "truth": ("true and false would be out of balance", "tipping the balance of true and false"),
    "type": ("its type has its share of the quiz", "of a type that has its share"),
    "headline": ("the headline tells its answer", "with the answer in the headline"),
    "gives away": ("would give another question away", "giving another question away"),
}
PER_SENTENCE = 2
QUOTATION_SHARE = 1 / 3
_TERM = re.compile(r"“([^”]{2,40})”")
_REMARK = re.compile(r"“([^”]*)”")
_WORDS_OF_REMARK = 6
_SAME_SHARE, _FEWEST_SHARED = 0.75, 4
_ASKING = frozenset(
    "what which when where whom whose many much year month date percentage country city party "
    "company organisation post hold held said asked told called according article with that this "
    "from have been were will would does about after before into over than their they".split()
)
_TOLD_SHARE, _FEWEST_TOLD = 0.6, 3  # of the telling words of a question, by a headline
_KNOWN_WIDELY = 3  # a name mentioned so often gives nothing away by standing in another stem


@dataclass(frozen=True)
class Room:
    """How many questions of a kind a quiz of one length takes.

    `of_type` may be passed where nothing else is left (`relaxed`), the others never.
    """

    length: int
    of_type: int
    true_false: int
    quotations: int
    key_uses: int

    @classmethod
    def of(cls, blueprint: Blueprint, length: int) -> "Room":
        """Return the room in a quiz of `length` questions."""
        mixed = len(blueprint.types) > 1
        true_false = blueprint.true_false_share if mixed else 1
        return cls(
            length=length,
            of_type=max(1, int(length * blueprint.type_share)) if mixed else length,
            true_false=max(1, int(length * true_false)),
            quotations=max(1, int(length * QUOTATION_SHARE)),
            key_uses=blueprint.key_uses,
        )


def objection(
    candidate: Candidate,
    chosen: list[Candidate],
    room: Room,
    article: Article,
    *,
    relaxed: bool,
) -> Objection | None:
    """Return why `candidate` may not join `chosen`, None if it may.

    `relaxed` gives up the share of types, takes what the headline tells, and lets true outweigh
    false by one more or the reverse.
    """
    question = candidate.question
    if any(c.facts & candidate.facts for c in chosen):
        return "fact"
    if any(tell_the_same(candidate, c) for c in chosen):
        return "fact"
    if _sentence_used_up(question, chosen):
        return "sentence"
    if _key_used_up(candidate, chosen, room):
        return "key"
    if is_on_quotation(question) and (
        sum(1 for c in chosen if is_on_quotation(c.question)) >= room.quotations
    ):
        return "quotations"
    if isinstance(question, TrueFalse) and not _keeps_truth_balanced(
        question, chosen, slack=1 if relaxed else 0
    ):
        return "truth"
    of_type = sum(1 for c in chosen if c.question.type == question.type)
    if isinstance(question, TrueFalse) and of_type >= room.true_false:
        return "type"
    if isinstance(question, Matching | Ordering) and _is_one_too_many(
        question, chosen, relaxed=relaxed
    ):
        return "type"
    if not relaxed and of_type >= room.of_type:
        return "type"
    if not relaxed and _told_by_headline(candidate, article):
        return "headline"
    if any(_give_away(candidate, other, article) for other in chosen):
        return "gives away"
    return None


def _sentence_used_up(question: Question, chosen: list[Candidate]) -> bool:
    """Tell whether a sentence that `question` rests on is asked about often enough."""
    asked = [[proof.evidence for proof in proofs(c.question)] for c in chosen]
    return any(
        sum(1 for spans in asked if any(span.overlaps(evidence) for span in spans)) >= PER_SENTENCE
        for evidence, _ in proofs(question)
    )


def _is_one_too_many(
    question: Matching | Ordering, chosen: list[Candidate], *, relaxed: bool
) -> bool:
    """Tell whether the quiz has such a question: one to a quiz, or (`relaxed`) one of each kind."""
    alike = [c.question for c in chosen if c.question.type == question.type]
    return any(not relaxed or other.maker == question.maker for other in alike)


def is_on_quotation(question: Question) -> bool:
    """Tell whether `question` turns on what somebody said: it quotes a whole remark."""
    remarks = _REMARK.findall(question.stem)
    return question.asks == "speaker" or any(len(r.split()) >= _WORDS_OF_REMARK for r in remarks)


def tell_the_same(one: Candidate, other: Candidate) -> bool:
    """Tell whether two questions, with their keys put in, tell nearly the same words.

    Reports say a thing twice, in the lead and further down; makers know the two sentences as two
    facts.
    """
    return any(
        len(words & others) >= max(_FEWEST_SHARED, _SAME_SHARE * min(len(words), len(others)))
        for words in _told(one.question)
        for others in _told(other.question)
    )


def _told(question: Question) -> list[frozenset[str]]:
    """Return the telling words of a question with its key, of each pair or event by itself."""
    if isinstance(question, TrueFalse):
        return [_telling_words(question.stem)]
    if isinstance(question, Matching | Ordering):
        return [_telling_words(f"{prompt} {answer}") for prompt, answer in _parts(question)]
    return [_telling_words(f"{question.stem} {question.key}")]


def _parts(question: Matching | Ordering) -> list[tuple[str, str]]:
    """Return each prompt with its choice, or each event with its date."""
    if isinstance(question, Matching):
        return [(pair.left, pair.right) for pair in question.pairs]
    return [(event.text, event.when) for event in question.events]


@lru_cache(maxsize=4096)
def _telling_words(text: str) -> frozenset[str]:
    """Return the beginnings of the words of `text` that are not those of every question."""
    return frozenset(
        word[:5]
        for word in spaced(text).split()
        if (len(word) >= 4 or word.isdigit()) and word not in _ASKING
    )


def _key_used_up(candidate: Candidate, chosen: list[Candidate], room: Room) -> bool:
    """Tell whether the key has been used often enough; truth values are balanced apart."""
    question = candidate.question
    if isinstance(question, TrueFalse):
        return False
    key = fold(question.key)
    uses = sum(
        1 for c in chosen if not isinstance(c.question, TrueFalse) and fold(c.question.key) == key
    )
    most = 1 if question.asks in {"number", "date", "term"} else room.key_uses
    return uses >= most


def _keeps_truth_balanced(question: TrueFalse, chosen: list[Candidate], *, slack: int) -> bool:
    """Tell whether true and false statements stay within one of each other, or `slack` more."""
    keys = [c.question.key for c in chosen if isinstance(c.question, TrueFalse)]
    same = sum(1 for key in keys if key == question.key)
    return same <= len(keys) - same + slack + (0 if keys else 1)


def _give_away(one: Candidate, other: Candidate, article: Article) -> bool:
    """Tell whether the stem of one question gives the key of the other away.

    A question on a quotation and one on a term out of the same quotation ask the same thing.
    """
    if _one_breath(one, other, article) or _same_remark(one, other) or _same_remark(other, one):
        return True
    return _key_shown(one, other, article) or _key_shown(other, one, article)


def _told_by_headline(candidate: Candidate, article: Article) -> bool:
    """Tell whether the headline, which stands over every sheet, settles the question.

    It does where it holds most of the telling words of what is asked, and the key; for a false
    figure, where it holds the right one.
    """
    question, title = candidate.question, spaced(article.title)
    if isinstance(question, TrueFalse):
        right = article.at(question.key_span) if question.key_span is not None else ""
        if any(c.isdigit() for c in right):
            return spaced(right) in title
        asked = question.correction or question.stem
    elif any(spaced(name).strip() and spaced(name) in title for name in candidate.key_names):
        asked = question.stem
    else:
        return False
    words, told = _telling(spaced(asked)), _telling(title)
    return len(words & told) >= max(_FEWEST_TOLD, _TOLD_SHARE * len(words))


def _telling(text: str) -> set[str]:
    """Return the beginnings of the longer words, so that "agrees" and "agreed" are one."""
    return {word[:5] for word in text.split() if len(word) >= 4}


def _one_breath(one: Candidate, other: Candidate, article: Article) -> bool:
    """Tell whether both ask who said something in the same paragraph."""
    if one.question.asks != "speaker" or other.question.asks != "speaker":
        return False
    first, second = (
        {article.paragraph_of(evidence) for evidence, _ in proofs(question)}
        for question in (one.question, other.question)
    )
    return bool(first & second)


def _same_remark(quoting: Candidate, telling: Candidate) -> bool:
    """Tell whether `telling` puts a term in quotation marks that `quoting` has the speaker say."""
    if quoting.question.asks != "speaker" or telling.question.asks == "speaker":
        return False
    terms = _TERM.findall(telling.question.stem)
    if isinstance(telling.question, Cloze) and telling.question.asks == "term":
        terms.append(telling.question.key)
    said = [spaced(text) for text in _read_with(quoting.question)]
    return any(spaced(term) in text for term in terms if term.strip("_") for text in said)


def _read_with(question: Question) -> list[str]:
    """Return the stem and what everybody reads with it: prompts, events."""
    if isinstance(question, Matching | Ordering):
        return [question.stem, *(prompt for prompt, _ in _parts(question))]
    return [question.stem]


def _offered(question: Question) -> tuple[str, ...]:
    """Return what a question offers to choose from."""
    if isinstance(question, MultipleChoice):
        return question.options
    return question.choices if isinstance(question, Matching) else ()


def _key_shown(asked: Candidate, shown: Candidate, article: Article) -> bool:
    question = asked.question
    if isinstance(question, TrueFalse):
        return False
    texts = _read_with(shown.question)
    if isinstance(question, Matching | Ordering):
        return any(_part_told(question, spaced(text)) for text in texts)
    key = spaced(question.key)
    if question.asks in {"number", "date", "term"}:
        texts += _offered(shown.question)
    if not any(key in spaced(text) for text in texts):
        return False
    if question.asks not in {"country", "person", "speaker"}:
        return True
    text = spaced(article.text)
    return max(text.count(spaced(name)) for name in asked.key_names) < _KNOWN_WIDELY


def _part_told(question: Matching | Ordering, text: str) -> bool:
    """Tell whether `text` holds a choice or a date together with most words of its prompt."""
    named = question.asks in {"person", "speaker"}
    told = _telling(text)
    return any(
        spaced(answer.split()[-1] if named else answer) in text
        and len(words & told) >= _TOLD_SHARE * len(words)
        for prompt, answer in _parts(question)
        if (words := _telling(spaced(prompt)))
    )
