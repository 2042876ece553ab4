"""Asking about a place in the article, and looking through what was dropped."""

from itertools import groupby
from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.editing import Offer, here, sentences
from quiz.errors import BroadsheetError
from quiz.schema.article import Article
from quiz.schema.candidate import Screening
from quiz.schema.question import Question, proofs
from quiz.schema.quiz import Quiz
from quiz.schema.record import Evidence, Span
from quiz.web.desk import desk
from quiz.web.places import BusyError
from quiz.web.teacher import roles, words
from quiz.web.teacher.bench import Work, screening_of, work_on
from quiz.web.teacher.correcting import whole_number

searching = roles.for_teachers("searching", __name__)

_MOST_OF_A_RULE = 60  # dropped questions of one rule that are shown


class Group(NamedTuple):
    """Questions that a rule dropped; `made` may be more than are shown."""

    rule: str
    made: int
    offers: tuple[Offer, ...]


def selected(article: Article) -> Span | None:
    """Return the characters of the article that the address of this request names, if any.

    White space around them is left out, and a word that is cut is taken whole.
    """
    start, end = (whole_number(request.args.get(name, "")) for name in ("start", "end"))
    text = article.text
    if not start < end <= len(text) or not text[start:end].strip():
        return None
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start=start, end=end)


@searching.get("/desk/quiz/<entry_id>/here")
def make_here(entry_id: str) -> ResponseReturnValue:
    """Return what can be asked about the selected characters, or why there is nothing."""
    work = work_on(entry_id)
    article = work.quiz.article
    span = selected(article)
    if span is None:
        return _here_page(work, None, (), _("Select a word or a sentence of the article first."))
    if article.paragraph_of(span) is None:
        why = _("Questions are made from the paragraphs of an article; this is not one of them.")
        if any(block.overlaps(span) for block in article.paragraphs):
            why = _("That is more than one paragraph. Select a word or a sentence.")
        return _here_page(work, span, (), why)
    anew = "anew" in request.args
    try:
        offers, asked = here(span, work.quiz, screening_of(work, anew=anew))
    except BusyError:
        busy = _("Questions are being made for somebody else just now; try again in a few seconds.")
        return _here_page(work, span, (), busy), 503
    except BroadsheetError as error:
        return _here_page(work, span, (), str(error))
    return _here_page(work, span, offers, _why(offers, asked=asked), anew=anew)


@searching.get("/desk/quiz/<entry_id>/dropped")
def dropped(entry_id: str) -> ResponseReturnValue:
    """Return every candidate that is not in the quiz, with the reason."""
    work = work_on(entry_id)
    screening = desk().store.library.screening(work.teacher_id, entry_id)
    return render_template(
        "teacher/dropped.html",
        entry=work.entry,
        quiz=work.quiz,
        known=screening is not None,
        passed=_passed_over(work, screening) if screening else (),
        groups=_groups(screening) if screening else (),
        words=words,
    )


def _why(offers: tuple[Offer, ...], *, asked: bool) -> str | None:
    """Return why nothing sound is offered; None where something is."""
    if any(offer.sound for offer in offers):
        return None
    if asked and not offers:
        return str(_("All that can be asked here is in the quiz already."))
    if offers:
        return str(_("Every question that was made here has a fault; below is what each one has."))
    return str(
        _(
            "No question could be made here: nothing in it is a name, a date, a number, a "
            "quotation or a statement that can be asked about by itself. You can write your own."
        )
    )


def _here_page(
    work: Work,
    span: Span | None,
    offers: tuple[Offer, ...],
    why: str | None,
    *,
    anew: bool = False,
) -> str:
    told: tuple[Evidence, ...] = ()
    if span is not None:
        known = [p.evidence for q in (*work.quiz.questions, *work.quiz.study) for p in proofs(q)]
        told = tuple(s for s in sentences(work.quiz.article, known) if s.overlaps(span))
    return render_template(
        "teacher/here.html",
        entry=work.entry,
        quiz=work.quiz,
        span=span,
        chosen=work.quiz.article.at(span) if span else "",
        told=told,
        within=span is not None and work.quiz.article.paragraph_of(span) is not None,
        offers=offers,
        why=why,
        anew=anew,
        words=words,
    )


def _passed_over(work: Work, screening: Screening) -> tuple[Offer, ...]:
    """Return the sound candidates that are not asked, each with why; hers say that she took it out.

    The first version of an entry is the quiz as it was built.
    """
    from quiz.assembly import passed_over  # here, so that serving does not wait for the engine

    first = desk().store.library.quiz(work.teacher_id, work.entry.id, 1)
    out = _ids(first) - _ids(work.quiz)
    reasons = passed_over(work.quiz, screening)
    by_id = {candidate.question.id: candidate.question for candidate in screening.kept}
    offers = [
        Offer(by_id[question_id], _("you took it out") if question_id in out else reason)
        for question_id, reason in reasons.items()
    ]
    offers.sort(key=lambda offer: (offer.question.id not in out, -offer.question.confidence))
    return tuple(offers)


def _ids(quiz: Quiz) -> set[str]:
    return {question.id for question in quiz.questions}


def _groups(screening: Screening) -> tuple[Group, ...]:
    ordered = sorted(screening.dropped, key=lambda rejection: rejection.rule)
    groups = []
    for rule, found in groupby(ordered, key=lambda rejection: rejection.rule):
        rejections = sorted(found, key=lambda r: -_confidence(r.candidate.question))
        shown = rejections[:_MOST_OF_A_RULE]
        offers = tuple(Offer(r.candidate.question, r.reason) for r in shown)
        groups.append(Group(rule, len(rejections), offers))
    groups.sort(key=lambda group: -group.made)
    return tuple(groups)


def _confidence(question: Question) -> float:
    return question.confidence
