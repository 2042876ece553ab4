"""What was missed, made into something to learn from: a smaller quiz, some questions other ones."""

from collections.abc import Collection, Sequence

from quiz.schema.candidate import Candidate, Screening
from quiz.schema.question import Question, proofs
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from quiz.web.teacher.outcome_view import Outcome

SHARES = (1, 25, 50)  # per cent of the class that have to have missed a question
USUAL = 25


def share_of(sent: str | None) -> int:
    """Return one of `SHARES` as it was sent, or the usual one."""
    return next((share for share in SHARES if str(share) == sent), USUAL)


def missed_by_class(outcome: Outcome, share: int) -> tuple[str, ...]:
    """Return the questions that at least `share` per cent of those who saw them missed."""
    return tuple(
        item.question_id
        for item in outcome.analysis.items
        if item.missed and 100 * item.missed >= share * item.seen
    )


def only(quiz: Quiz, question_ids: Collection[str]) -> Quiz:
    """Return `quiz` with these questions, and of its study facts those from the same sentences.

    Its id stays, so that cards made of it are the notes that a deck of the whole quiz has.
    """
    questions = tuple(asked for asked in quiz.questions if asked.id in question_ids)
    sentences = [proof.evidence for asked in questions for proof in proofs(asked)]
    study = tuple(
        fact
        for fact in quiz.study
        if any(fact.evidence.overlaps(sentence) for sentence in sentences)
    )
    return quiz.model_copy(
        update={"questions": questions, "study": study, "shortfall": None, "dropped": {}}
    )


def practice(
    quiz: Quiz, question_ids: Collection[str], screening: Screening | None, title: str
) -> tuple[Quiz, int]:
    """Return a new quiz of what was missed, and how many questions of it are other ones.

    In the place of each stands another question on the same fact, where screening kept one that is
    in neither quiz, of another type if there is one; else the question itself.
    """
    missed = only(quiz, question_ids)
    taken = {asked.id for asked in quiz.questions}
    questions: list[Question] = []
    for asked in missed.questions:
        other = _other(asked, screening.kept if screening else (), taken)
        questions.append(other or asked)
        taken.add(questions[-1].id)
    changed = sum(
        one.id != other.id for one, other in zip(questions, missed.questions, strict=True)
    )
    made = Quiz.model_validate(
        {
            **missed.model_dump(),
            "id": digest("practice", quiz.id, *(asked.id for asked in questions)),
            "title": title,
            "questions": tuple(asked.model_dump() for asked in questions),
            "study": (),
        }
    )
    return made, changed


def _other(asked: Question, kept: Sequence[Candidate], taken: Collection[str]) -> Question | None:
    """Return the most trusted question on a fact of `asked` that is not taken; None for none."""
    facts = next((each.facts for each in kept if each.question.id == asked.id), frozenset[str]())
    free = [each.question for each in kept if each.facts & facts and each.question.id not in taken]
    of_another_type = [question for question in free if question.type != asked.type]
    return max(of_another_type or free, key=lambda found: found.confidence, default=None)
