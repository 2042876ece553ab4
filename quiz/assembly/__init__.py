"""Assembly: from the questions that passed screening to a quiz that is good as a whole.

Each step takes the candidate that adds most and still fits: no fact twice, at most two questions a
sentence, no key more often than the blueprint says, no type over its share, no stem that gives the
key of another question away. What cannot be filled is reported, never padded.
"""

from collections import Counter
from dataclasses import replace
from random import Random

from quiz.assembly.choosing import choose
from quiz.assembly.difficulty import difficulty
from quiz.assembly.fitting import REASONS, Objection, Room, objection
from quiz.assembly.study import study_facts
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate, Screening
from quiz.schema.question import QUESTION_TYPES, TYPE_NAMES, MultipleChoice, Question
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import digest

__all__ = ["assemble", "difficulty", "passed_over"]

_RATHER_GOOD = 0.52  # confidence from which a question is taken where every type may be asked
_IN_ORDER = frozenset({"number", "date"})  # whose options stay in ascending order


def assemble(
    article: Article, screening: Screening, blueprint: Blueprint, *, seed: int = 0
) -> Quiz:
    """Return the quiz: at most as many questions as the blueprint wants, from easy to hard.

    Of two that are equally hard, the one that the article answers first comes first. The same
    screening, blueprint and seed give the same quiz. Fewer questions than wanted come with a
    `shortfall` that says why. Further facts are kept for cards, whatever types the blueprint names.
    """
    rated = _rated(screening, article)
    asked_for = [c for c in rated if _asked_for(c.question, blueprint)]
    pool = [c for c in asked_for if _good_enough(c.question, blueprint)]
    chosen = choose(pool, blueprint, article, seed)
    kept = [c for c in rated if c.question.confidence >= _RATHER_GOOD]
    questions = _balanced(sorted((c.question for c in chosen), key=_place), article, seed)
    return Quiz(
        id=digest("quiz", article.id, str(seed), blueprint.model_dump_json()),
        title=article.title,
        article=article,
        blueprint=blueprint,
        seed=seed,
        questions=tuple(questions),
        study=study_facts(article, kept, chosen),
        shortfall=_shortfall(chosen, pool, blueprint, article),
        dropped=dict(sorted(Counter(r.rule for r in screening.dropped).items())),
    )


def _rated(screening: Screening, article: Article) -> list[Candidate]:
    """Return the candidates kept, each with how hard it is."""
    return [
        c.model_copy(
            update={
                "question": c.question.model_copy(
                    update={"difficulty": difficulty(c.question, article)}
                )
            }
        )
        for c in screening.kept
    ]


def _asked_for(question: Question, blueprint: Blueprint) -> bool:
    """Tell whether the blueprint asks for the type and the difficulty of `question`."""
    level = question.difficulty.level if question.difficulty else None
    return question.type in blueprint.types and blueprint.difficulty in {None, level}


def _good_enough(question: Question, blueprint: Blueprint) -> bool:
    """Tell whether a question is rather good than not, or whether its type was picked out.

    Who asks for true/false alone is better served with a doubtful one than with none.
    """
    picked = len(blueprint.types) < len(QUESTION_TYPES)
    return picked or question.confidence >= _RATHER_GOOD


def _place(question: Question) -> tuple[float, int, int, str]:
    """Return what the questions of a quiz are ordered by: easy to hard, then as they are read."""
    hard = question.difficulty.estimate if question.difficulty else 0
    return hard, question.evidence.start, question.evidence.end, question.id


def _balanced(questions: list[Question], article: Article, seed: int) -> list[Question]:
    """Return the questions with the keys of choices spread evenly over the positions.

    Numbers and dates stay in ascending order, as a reader expects; the others make up for where
    their keys stand.
    """
    rng = Random(digest("positions", article.id, str(seed)))  # noqa: S311 - no secret
    used = Counter(
        q.key_index for q in questions if isinstance(q, MultipleChoice) and q.asks in _IN_ORDER
    )
    result: list[Question] = []
    for question in questions:
        if isinstance(question, MultipleChoice) and question.asks not in _IN_ORDER:
            free = min(used[n] for n in range(len(question.options)))
            position = rng.choice([n for n in range(len(question.options)) if used[n] == free])
            options = list(question.distractors)
            options.insert(position, question.key)
            question = MultipleChoice.model_validate(
                {**question.model_dump(), "options": tuple(options), "key_index": position}
            )
            used[position] += 1
        result.append(question)
    return result


def passed_over(quiz: Quiz, screening: Screening) -> dict[str, str]:
    """Return why each candidate that passed screening is not in `quiz`, by the question's id."""
    studied = {fact.id for fact in quiz.study}
    asked = {question.id for question in quiz.questions}
    rated = _rated(screening, quiz.article)
    chosen = [c for c in rated if c.question.id in asked]
    found = {}
    for candidate in rated:
        question = candidate.question
        if question.id in asked:
            continue
        reason = _why_not(candidate, chosen, quiz.blueprint, quiz.article)
        found[question.id] = REASONS[reason][0] if reason else "the quiz is full"
        if question.type not in quiz.blueprint.types:
            found[question.id] = "its type was not asked for"
        elif not _asked_for(question, quiz.blueprint):
            found[question.id] = f"it is not {quiz.blueprint.difficulty}"
        elif not _good_enough(question, quiz.blueprint):
            found[question.id] = "it is doubtful, and taken only where its type is picked out"
        if question.id in studied:
            found[question.id] = "kept for the cards only"
    return found


def _why_not(
    candidate: Candidate, chosen: list[Candidate], blueprint: Blueprint, article: Article
) -> Objection | None:
    wanted = Room.of(blueprint, blueprint.wanted(article))
    # A quiz that came out short has less room for statements than the one that was wanted.
    made = Room.of(blueprint, max(1, len(chosen)))
    room = replace(wanted, true_false=min(wanted.true_false, made.true_false))
    return objection(candidate, chosen, room, article, relaxed=True)


def _shortfall(
    chosen: list[Candidate], pool: list[Candidate], blueprint: Blueprint, article: Article
) -> str | None:
    """Return the sentence that says why there are fewer questions than wanted."""
    made, wanted = len(chosen), blueprint.wanted(article)
    if made >= wanted:
        return None
    asked = f"{blueprint.difficulty} questions" if blueprint.difficulty else "questions"
    count = f"{made} of {wanted} {asked}"
    if blueprint.length is None:
        count = f"{made} of the {wanted} {asked} that an article of this length calls for"
    kinds = ", ".join(TYPE_NAMES[kind] for kind in blueprint.types)
    if not pool:
        return f"{count}: no candidate ({kinds}) passed every check."
    reasons = Counter(
        reason
        for c in pool
        if c not in chosen
        if (reason := _why_not(c, chosen, blueprint, article)) is not None
    )
    if not reasons:
        return f"{count}: no other candidate ({kinds}) passed every check."
    told = [f"{number} {REASONS[reason][1]}" for reason, number in reasons.most_common(3)]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"{count}: the article gives no more that pass every check; other candidates: {listed}."
