"""The line: source -> Article -> Findings -> candidates, ranked -> Questions -> Quiz -> bytes.

Beside the questions, the findings go into the study guide, which is part of the quiz. Where a
language model is commissioned, its proved candidates go in beside those of the makers.

Every arrow is one public function; this module joins them and adds nothing of its own.
"""

from collections.abc import Callable

from quiz.assembly import assemble, difficulty, passed_over
from quiz.exporters import export
from quiz.finders import find
from quiz.guide import outline
from quiz.makers import make
from quiz.ranking import rank
from quiz.readers import read
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate, Screening
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import Record, digest
from quiz.schema.writing import Refused, Written, is_written
from quiz.screening import screen
from quiz.writer import Asking, Commission, Work, edit, sent, sharing_facts, write

__all__ = [
    "Built",
    "Commission",
    "assemble",
    "build",
    "difficulty",
    "export",
    "find",
    "make",
    "outline",
    "passed_over",
    "read",
    "screen",
]


class Built(Record):
    """A quiz together with every candidate it was chosen from.

    `refused` is what a language model proposed in vain; `trouble` says why it did less than it was
    commissioned to, None where all went well or there was no commission.
    """

    quiz: Quiz
    screening: Screening
    refused: tuple[Refused, ...] = ()
    trouble: str | None = None


def build(
    article: Article,
    blueprint: Blueprint | None = None,
    *,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
    commission: Commission | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Built:
    """Build a quiz from `article`. The same article, blueprint and seed give the same bytes.

    `progress` is called with the name of each stage before it starts: "find", "make", "screen",
    "assemble", "outline"; with a `commission` also "write", "repair" and "edit" before each request
    to the model. A model that cannot be reached or used costs only its own questions. `cancelled`
    is asked while it is waited for. Raises LanguageError, LengthError and ModelError, and
    WriterStoppedError once `cancelled()` is true.
    """
    blueprint = blueprint or Blueprint()
    progress("find")
    findings = find(article)
    progress("make")
    candidates = rank(make(article, findings, seed=seed), article)
    asking = None
    if commission is not None:
        asking = Asking(commission.endpoint, commission.settings, seed, progress, cancelled)
    work = Work()
    if commission is not None and asking is not None and "writer" in commission.tasks:
        work = write(article, findings, blueprint.types, asking, screen)
        candidates = (*sharing_facts(work.candidates, candidates), *candidates)
    progress("screen")
    screening = screen(candidates, article)
    progress("assemble")
    quiz = assemble(article, screening, blueprint, seed=seed)
    edited = Work()
    if commission is not None and asking is not None and "editor" in commission.tasks:
        edited = edit(article, findings, _rule_made(quiz, screening), asking, screen, work.usage)
        screening = _with(screening, edited.candidates)
        quiz = assemble(article, screening, blueprint, seed=seed)
    progress("outline")
    quiz = quiz.model_copy(update={"guide": outline(article, findings)})
    if commission is not None:
        quiz = _signed(quiz, commission, work, edited)
    return Built(
        quiz=quiz,
        screening=screening,
        refused=(*work.refused, *edited.refused),
        trouble=work.trouble or edited.trouble,
    )


def _rule_made(quiz: Quiz, screening: Screening) -> list[Candidate]:
    """Return the candidates of the makers that `quiz` asks."""
    asked = {question.id for question in quiz.questions if not is_written(question)}
    return [c for c in screening.kept if c.question.id in asked]


def _with(screening: Screening, edited: list[Candidate]) -> Screening:
    """Return the screening with the edited candidates in the place of the old ones."""
    new = {candidate.question.id: candidate for candidate in edited}
    kept = tuple(new.get(candidate.question.id, candidate) for candidate in screening.kept)
    return screening.model_copy(update={"kept": kept})


def _signed(quiz: Quiz, commission: Commission, work: Work, edited: Work) -> Quiz:
    """Return the quiz with what the model had to do with it; as it is, if nothing was sent."""
    usage = work.usage + edited.usage
    if not usage.requests:
        return quiz
    asked = {question.id for question in quiz.questions}
    settings = commission.settings
    written = Written(
        tasks=commission.tasks,
        model=settings.model,
        address=settings.url,
        seed=quiz.seed,
        sent=sent(commission.tasks),
        usage=usage,
        edited=tuple(c.question.id for c in edited.candidates if c.question.id in asked),
        trouble=work.trouble or edited.trouble,
    )
    own = digest("quiz", quiz.id, *commission.tasks, settings.model)
    return quiz.model_copy(update={"id": own, "written": written})
