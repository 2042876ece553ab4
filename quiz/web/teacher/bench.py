"""What the pages of review share: the quiz under review, how a change is kept, the page itself."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.editing import Offer, Typed
from quiz.errors import ConflictError, OptionError
from quiz.schema.article import Article
from quiz.schema.candidate import Screening
from quiz.schema.classroom import Entry
from quiz.schema.findings import Findings
from quiz.schema.question import Cloze, Question, ShortAnswer
from quiz.schema.quiz import Quiz
from quiz.store.reviews import mark_of
from quiz.web.desk import desk
from quiz.web.teacher import roles, words
from quiz.web.teacher.correcting import whole_number
from quiz.web.teacher.pane import pane


class Work(NamedTuple):
    """A quiz of the library as it stands, and whose it is."""

    teacher_id: str
    entry: Entry
    quiz: Quiz

    @property
    def accepted(self) -> frozenset[str]:
        """The ids of the questions that are accepted as they stand."""
        marks = desk().store.reviews.reviewed(self.entry.id)
        return frozenset(q.id for q in self.quiz.questions if mark_of(q) in marks)


class Panel(NamedTuple):
    """What is open under one question: "edit", "others" or "drop", and what that needs."""

    kind: str
    question_id: str
    form: Typed | None = None
    offers: Sequence[Offer] = ()
    trouble: str | None = None
    anew: bool = False


def work_on(entry_id: str) -> Work:
    """Return an entry of the teacher who asks, in its present version. Raises UnknownQuizError."""
    teacher_id = roles.signed_in().id
    library = desk().store.library
    entry = library.entry(teacher_id, entry_id)
    return Work(teacher_id, entry, library.quiz(teacher_id, entry_id, entry.number))


def keep(work: Work, quiz: Quiz, what: str, *, accepted: Question | None = None) -> None:
    """Keep `quiz` as the next version of the one the form was made for; `what` says what changed.

    A question that the teacher has just written or chosen is accepted with it. Raises
    ConflictError where another version was kept meanwhile.
    """
    expected = whole_number(request.form.get("expected", ""))
    if quiz != work.quiz or expected != work.entry.number:
        desk().store.library.save(
            work.teacher_id, work.entry.id, quiz, expected=expected, what=what, now=desk().clock()
        )
    if accepted is not None:
        desk().store.reviews.mark(work.entry.id, [accepted])


def screening_of(work: Work, *, anew: bool = False) -> Screening:
    """Return what could be asked about the article: from the build, or made now.

    It is made now for a quiz that was imported, and `anew` with other distractors and swaps.
    Raises BusyError and what building raises.
    """
    if not anew:
        known = desk().store.library.screening(work.teacher_id, work.entry.id)
        if known is not None:
            return known
    seed = work.quiz.seed + (work.entry.number if anew else 0)
    with desk().places.one():
        return _made(work.quiz.article, seed)


@lru_cache(maxsize=8)
def _made(article: Article, seed: int) -> Screening:
    from quiz.pipeline import build  # here, so that serving a quiz does not wait for the engine

    return build(article, seed=seed).screening


def wrong_options(question: Question, article: Article) -> tuple[str, ...]:
    """Return options for `question` with its key among them, made by rules; () where none are good.

    Raises BusyError and what finding raises.
    """
    if not isinstance(question, ShortAnswer | Cloze):
        return ()
    from quiz.makers.choices import choices  # here, as above

    with desk().places.one():
        return choices(article, _found(article), question)


@lru_cache(maxsize=8)
def _found(article: Article) -> Findings:
    from quiz.pipeline import find

    return find(article)


def rated(question: Question, article: Article) -> Question:
    """Return `question` with how hard it is thought to be, where that is not known."""
    from quiz.assembly import difficulty  # here, as above

    if question.difficulty is not None:
        return question
    return question.model_copy(update={"difficulty": difficulty(question, article)})


def candidate_in(screening: Screening, question_id: str) -> Question:
    """Return a candidate, kept or dropped; raise OptionError where it is not there any more."""
    every = [*screening.kept, *(rejection.candidate for rejection in screening.dropped)]
    for candidate in every:
        if candidate.question.id == question_id:
            return candidate.question
    raise OptionError(_("That question cannot be had any more; choose another one."))


def back_to(work: Work, question_id: str | None = None) -> ResponseReturnValue:
    """Lead back to the review, to one of its questions."""
    anchor = f"q-{question_id}" if question_id else None
    address = url_for(
        "reviewing.review", entry_id=work.entry.id, at=question_id or None, _anchor=anchor
    )
    return redirect(address, 303)


def page(
    work: Work, panel: Panel | None = None, trouble: str | None = None, status: int = 200
) -> ResponseReturnValue:
    """Return the review page, with `panel` open, or with `trouble` above it."""
    history = desk().store.library.history(work.teacher_id, work.entry.id)
    shown = render_template(
        "teacher/review.html",
        entry=work.entry,
        quiz=work.quiz,
        pieces=pane(work.quiz.article, work.quiz.questions),
        accepted=work.accepted,
        panel=panel,
        trouble=trouble,
        last=history[0],
        at=request.args.get("at", ""),
        dropped=sum(work.quiz.dropped.values()),
        words=words,
    )
    return make_response(shown, status)


def conflict(work: Work, error: ConflictError) -> ResponseReturnValue:
    """Return the review as it is now, with the sentence that it was changed elsewhere."""
    return page(work, trouble=str(error), status=error.http_status)
