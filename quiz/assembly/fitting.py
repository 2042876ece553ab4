"""Fitting: why a question may not stand beside the others of a quiz."""

import re
from typing import Literal

from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.question import Cloze, MultipleChoice, TrueFalse, fold, spaced
from quiz.schema.quiz import Blueprint

Objection = Literal[
    "fact", "sentence", "key", "quotations", "truth", "type", "headline", "gives away"
]

# What is wrong with a candidate, said of one and of several.
REASONS: dict[Objection, tuple[str, str]] = {
    "fact": ("asks the same fact as another question", "ask a fact that is asked already"),
    "sentence": ("its sentence is asked about twice", "come from a sentence asked about twice"),
    "key": ("its key is used often enough", "have a key that is used often enough"),
    "quotations": ("quotations have their third of the quiz", "are on quotations beyond a third"),
    "truth": ("true and false would be out of balance", "would tip the balance of true and false"),
    "type": ("its type has its share of the quiz", "are of a type that has its share"),
    "headline": ("the headline tells its answer", "have their answer in the headline"),
    "gives away": ("would give another question away", "would give another question away"),
}
PER_SENTENCE = 2
QUOTATION_SHARE = 1 / 3
_TERM = re.compile(r"“([^”]{2,40})”")
_TOLD_SHARE, _FEWEST_TOLD = 0.6, 3  # of the telling words of a question, by a headline
_KNOWN_WIDELY = 3  # a name mentioned so often gives nothing away by standing in another stem


def objection(
    candidate: Candidate,
    chosen: list[Candidate],
    blueprint: Blueprint,
    article: Article,
    *,
    relaxed: bool,
) -> Objection | None:
    """Return why `candidate` may not join `chosen`, None if it may.

    `relaxed` gives up the share of types, takes what the headline tells, and lets true outweigh
    false by one more or the reverse.
    """
    question = candidate.question
    if any(c.fact == candidate.fact for c in chosen):
        return "fact"
    if sum(1 for c in chosen if c.question.evidence.overlaps(question.evidence)) >= PER_SENTENCE:
        return "sentence"
    if _key_used_up(candidate, chosen, blueprint):
        return "key"
    said = sum(1 for c in chosen if c.question.asks == "speaker")
    if question.asks == "speaker" and said >= max(1, int(blueprint.length * QUOTATION_SHARE)):
        return "quotations"
    if isinstance(question, TrueFalse) and not _keeps_truth_balanced(
        question, chosen, slack=1 if relaxed else 0
    ):
        return "truth"
    most = max(1, int(blueprint.length * blueprint.type_share))
    of_type = sum(1 for c in chosen if c.question.type == question.type)
    if not relaxed and len(blueprint.types) > 1 and of_type >= most:
        return "type"
    if not relaxed and _told_by_headline(candidate, article):
        return "headline"
    if any(_give_away(candidate, other, article) for other in chosen):
        return "gives away"
    return None


def _key_used_up(candidate: Candidate, chosen: list[Candidate], blueprint: Blueprint) -> bool:
    """Tell whether the key has been used often enough; truth values are balanced apart."""
    question = candidate.question
    if isinstance(question, TrueFalse):
        return False
    key = fold(question.key)
    uses = sum(
        1 for c in chosen if not isinstance(c.question, TrueFalse) and fold(c.question.key) == key
    )
    most = 1 if question.asks in {"number", "date", "term"} else blueprint.key_uses
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
    return article.paragraph_of(one.question.evidence) == article.paragraph_of(
        other.question.evidence
    )


def _same_remark(quoting: Candidate, telling: Candidate) -> bool:
    """Tell whether `telling` puts a term in quotation marks that `quoting` has the speaker say."""
    if quoting.question.asks != "speaker" or telling.question.asks == "speaker":
        return False
    terms = _TERM.findall(telling.question.stem)
    if isinstance(telling.question, Cloze) and telling.question.asks == "term":
        terms.append(telling.question.key)
    return any(spaced(term) in spaced(quoting.question.stem) for term in terms if term.strip("_"))


def _key_shown(asked: Candidate, shown: Candidate, article: Article) -> bool:
    question = asked.question
    if isinstance(question, TrueFalse):
        return False
    key = spaced(question.key)
    texts = [shown.question.stem]
    if isinstance(shown.question, MultipleChoice) and question.asks in {"number", "date", "term"}:
        texts += shown.question.options
    if not any(key in spaced(text) for text in texts):
        return False
    if question.asks not in {"country", "person", "speaker"}:
        return True
    text = spaced(article.text)
    return max(text.count(spaced(name)) for name in asked.key_names) < _KNOWN_WIDELY
