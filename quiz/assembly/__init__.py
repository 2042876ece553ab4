"""Assembly: from the questions that passed screening to a quiz that is good as a whole.

Each step takes the best candidate that still fits: no fact twice, at most two questions a sentence,
no key more often than the blueprint says, no type over its share, no stem that gives the key of
another question away. What cannot be filled is reported, never padded.
"""

from collections import Counter
from random import Random

from quiz.assembly.fitting import REASONS, Objection, objection
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate, Screening
from quiz.schema.question import TYPE_NAMES, MultipleChoice, Question
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import digest

__all__ = ["assemble", "passed_over"]

_CROWDING = 0.05  # what a question of the same type costs a candidate
_JITTER = 0.16  # how far the seed may move a candidate's rank


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
        shortfall=_shortfall(chosen, pool, blueprint, article),
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


def _fits(
    candidate: Candidate,
    chosen: list[Candidate],
    blueprint: Blueprint,
    article: Article,
    *,
    relaxed: bool,
) -> bool:
    return objection(candidate, chosen, blueprint, article, relaxed=relaxed) is None


def passed_over(quiz: Quiz, screening: Screening) -> dict[str, str]:
    """Return why each candidate that passed screening is not in `quiz`, by the question's id."""
    asked = {question.id for question in quiz.questions}
    chosen = [c for c in screening.kept if c.question.id in asked]
    found = {}
    for candidate in screening.kept:
        if candidate.question.id in asked:
            continue
        reason = _why_not(candidate, chosen, quiz.blueprint, quiz.article)
        found[candidate.question.id] = REASONS[reason][0] if reason else "the quiz is full"
        if candidate.question.type not in quiz.blueprint.types:
            found[candidate.question.id] = "its type was not asked for"
    return found


def _why_not(
    candidate: Candidate, chosen: list[Candidate], blueprint: Blueprint, article: Article
) -> Objection | None:
    return objection(candidate, chosen, blueprint, article, relaxed=True)


def _shortfall(
    chosen: list[Candidate], pool: list[Candidate], blueprint: Blueprint, article: Article
) -> str | None:
    """Return the sentence that says why there are fewer questions than asked for."""
    made, wanted = len(chosen), blueprint.length
    if made >= wanted:
        return None
    kinds = ", ".join(TYPE_NAMES[kind] for kind in blueprint.types)
    if not pool:
        return f"{made} of {wanted} questions: no candidate ({kinds}) passed every check."
    reasons = Counter(
        reason
        for c in pool
        if c not in chosen
        if (reason := _why_not(c, chosen, blueprint, article)) is not None
    )
    if not reasons:
        return f"{made} of {wanted} questions: no other candidate ({kinds}) passed every check."
    told = [f"{count} {REASONS[reason][1]}" for reason, count in reasons.most_common(3)]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return (
        f"{made} of {wanted} questions: the article gives no more that pass every check; of the "
        f"other candidates, {listed}."
    )
