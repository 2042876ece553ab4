"""Assembly: from the questions that passed screening to a quiz that is good as a whole.

Each step takes the best candidate that still fits: no fact twice, at most two questions a sentence,
no key more often than the blueprint says, no type over its share, no stem that gives the key of
another question away. What cannot be filled is reported, never padded.
"""

import re
from collections import Counter
from dataclasses import dataclass
from random import Random

from quiz.schema.article import Article
from quiz.schema.candidate import Candidate, Screening
from quiz.schema.question import (
    Cloze,
    MultipleChoice,
    Question,
    QuestionType,
    TrueFalse,
    fold,
    spaced,
)
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import digest

PER_SENTENCE = 2
QUOTATION_SHARE = 1 / 3
_SPOKEN: dict[QuestionType, str] = {
    "multiple_choice": "multiple choice",
    "true_false": "true/false",
    "cloze": "cloze",
    "short_answer": "short answer",
}
_TERM = re.compile(r"“([^”]{2,40})”")
_CROWDING = 0.05  # what a question of the same type costs a candidate
_JITTER = 0.16  # how far the seed may move a candidate's rank
_KNOWN_WIDELY = 3  # a name mentioned so often gives nothing away by standing in another stem


def assemble(
    article: Article, screening: Screening, blueprint: Blueprint, *, seed: int = 0
) -> Quiz:
    """Return the quiz: at most `blueprint.length` questions in reading order.

    The same screening, blueprint and seed give the same quiz. Fewer questions than asked for come
    with a `shortfall` that says why.
    """
    pool = [c for c in screening.kept if c.question.type in blueprint.types]
    chosen = _choose(pool, blueprint, article, seed)
    chosen.sort(key=lambda c: (c.question.evidence.start, c.question.evidence.end, c.question.id))
    questions = _balanced([c.question for c in chosen], article, seed)
    return Quiz(
        id=digest("quiz", article.id, str(seed), blueprint.model_dump_json()),
        title=article.title,
        article=article,
        blueprint=blueprint,
        seed=seed,
        questions=tuple(questions),
        shortfall=_shortfall(len(questions), len(pool), blueprint),
        dropped=dict(sorted(Counter(r.rule for r in screening.dropped).items())),
    )


def _choose(
    pool: list[Candidate], blueprint: Blueprint, article: Article, seed: int
) -> list[Candidate]:
    """Return the candidates to ask, the best that fits first, crowded types held back."""
    ranks = {c.question.id: _rank(c, seed, article) for c in pool}
    ranked = sorted(pool, key=lambda c: (-ranks[c.question.id], c.question.id))
    chosen = _one_of_each_type(ranked, blueprint, article)
    for relaxed in (False, True):
        while len(chosen) < blueprint.length:
            fitting = [c for c in ranked if _fits(c, chosen, blueprint, article, relaxed=relaxed)]
            if not fitting:
                break
            used = Counter(c.question.type for c in chosen)
            chosen.append(
                max(fitting, key=lambda c: ranks[c.question.id] - _CROWDING * used[c.question.type])
            )
    while len(chosen) < blueprint.length:
        roomier = _with_one_more(ranked, chosen, blueprint, article)
        if roomier is None:
            break
        chosen = roomier
    return chosen


def _with_one_more(
    ranked: list[Candidate], chosen: list[Candidate], blueprint: Blueprint, article: Article
) -> list[Candidate] | None:
    """Return `chosen` with a further fact, made room for by asking another one differently.

    None where no single change makes room.
    """
    asked = {c.fact for c in chosen}
    for candidate in (c for c in ranked if c.fact not in asked):
        for blocker in chosen:
            rest = [c for c in chosen if c != blocker]
            if not _fits(candidate, rest, blueprint, article, relaxed=True):
                continue
            for other in (c for c in ranked if c.fact == blocker.fact and c != blocker):
                if _fits(other, [*rest, candidate], blueprint, article, relaxed=True):
                    return [*rest, candidate, other]
    return None


def _one_of_each_type(
    ranked: list[Candidate], blueprint: Blueprint, article: Article
) -> list[Candidate]:
    """Return the best candidate of each type that fits, where the quiz is long enough for all.

    Otherwise the types that makers trust most would crowd out the others.
    """
    chosen: list[Candidate] = []
    if blueprint.length < 2 * len(blueprint.types):
        return chosen
    for kind in blueprint.types:
        of_kind = (c for c in ranked if c.question.type == kind)
        fitting = (c for c in of_kind if _fits(c, chosen, blueprint, article, relaxed=False))
        chosen += [c for c in (next(fitting, None),) if c is not None]
    return chosen


def _rank(candidate: Candidate, seed: int, article: Article) -> float:
    """Return the confidence, moved by the seed and a little by how early the evidence stands."""
    rng = Random(digest("rank", str(seed), candidate.question.id))  # noqa: S311 - no secret
    early = 1 - candidate.question.evidence.start / max(1, len(article.text))
    return candidate.question.confidence + 0.05 * early + _JITTER * rng.random()


@dataclass(frozen=True)
class _Tally:
    """What the chosen questions use up."""

    chosen: list[Candidate]

    def uses_of(self, key: str) -> int:
        return sum(1 for c in self.chosen if _key(c) == key)

    def of_type(self, kind: str) -> int:
        return sum(1 for c in self.chosen if c.question.type == kind)

    def on_sentence(self, start: int, end: int) -> int:
        return sum(
            1
            for c in self.chosen
            if c.question.evidence.start < end and start < c.question.evidence.end
        )


def _key(candidate: Candidate) -> str | None:
    """Return the key for counting its uses; truth values are balanced apart."""
    question = candidate.question
    return None if isinstance(question, TrueFalse) else fold(question.key)


def _fits(
    candidate: Candidate,
    chosen: list[Candidate],
    blueprint: Blueprint,
    article: Article,
    *,
    relaxed: bool,
) -> bool:
    """Tell whether `candidate` may join `chosen`.

    `relaxed` gives up the share of types, and lets true outweigh false by one more or the reverse.
    """
    question = candidate.question
    tally = _Tally(chosen)
    if any(c.fact == candidate.fact for c in chosen):
        return False
    if tally.on_sentence(question.evidence.start, question.evidence.end) >= PER_SENTENCE:
        return False
    key = _key(candidate)
    most_uses = 1 if question.asks in {"number", "date", "term"} else blueprint.key_uses
    if key is not None and tally.uses_of(key) >= most_uses:
        return False
    if question.maker == "who_said":
        quotations = sum(1 for c in chosen if c.question.maker == "who_said")
        if quotations >= max(1, int(blueprint.length * QUOTATION_SHARE)):
            return False
    if isinstance(question, TrueFalse) and not _keeps_truth_balanced(
        question, chosen, slack=1 if relaxed else 0
    ):
        return False
    most = max(1, int(blueprint.length * blueprint.type_share))
    if not relaxed and len(blueprint.types) > 1 and tally.of_type(question.type) >= most:
        return False
    return not any(_give_away(candidate, other, article) for other in chosen)


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


def _one_breath(one: Candidate, other: Candidate, article: Article) -> bool:
    """Tell whether both ask who said something in the same paragraph."""
    if one.question.maker != "who_said" or other.question.maker != "who_said":
        return False
    return article.paragraph_of(one.question.evidence) == article.paragraph_of(
        other.question.evidence
    )


def _same_remark(quoting: Candidate, telling: Candidate) -> bool:
    """Tell whether `telling` puts a term in quotation marks that `quoting` has the speaker say."""
    if quoting.question.maker != "who_said" or telling.question.maker == "who_said":
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


def _balanced(questions: list[Question], article: Article, seed: int) -> list[Question]:
    """Return the questions with the keys of choices spread evenly over the positions.

    Numbers and dates stay in ascending order, as a reader expects.
    """
    rng = Random(digest("positions", article.id, str(seed)))  # noqa: S311 - no secret
    used: Counter[int] = Counter()
    result: list[Question] = []
    for question in questions:
        if isinstance(question, MultipleChoice) and question.asks not in {"number", "date"}:
            free = min(used[n] for n in range(len(question.options)))
            position = rng.choice([n for n in range(len(question.options)) if used[n] == free])
            options = list(question.distractors)
            options.insert(position, question.key)
            question = MultipleChoice.model_validate(
                {**question.model_dump(), "options": tuple(options), "key_index": position}
            )
        if isinstance(question, MultipleChoice):
            used[question.key_index] += 1
        result.append(question)
    return result


def _shortfall(made: int, passed: int, blueprint: Blueprint) -> str | None:
    """Return the sentence that says why there are fewer questions than asked for."""
    wanted = blueprint.length
    if made >= wanted:
        return None
    count = f"{made} of {wanted} questions"
    if made == passed:
        kinds = ", ".join(_SPOKEN[kind] for kind in blueprint.types)
        return f"{count}: no {'other ' if made else ''}candidate ({kinds}) passed every check."
    return (
        f"{count}: {passed} candidates passed every check, and the others ask for a fact, a key or "
        "a sentence that the quiz uses already, or would unbalance it."
    )
