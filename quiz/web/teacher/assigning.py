"""Giving a quiz to a class, opening it, and watching who joins and how far everybody is."""

import hashlib
from base64 import b64encode

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.errors import ConflictError, OptionError
from quiz.schema.classroom import TIME_FACTORS, Assignment, Participant, Rules
from quiz.web.desk import desk
from quiz.web.locality import asks_for_loopback
from quiz.web.take import one_line
from quiz.web.teacher import roles
from quiz.web.teacher.watching import Watch, watch
from quiz.web.teacher.wishes import accommodation_sent, codes_sent, names_sent, rules_sent

assigning = roles.for_teachers("assigning", __name__)
MAX_TITLE = 200  # characters


@assigning.get("/desk/quiz/<entry_id>/assign")
def new_assignment(entry_id: str) -> str:
    """Return the form that gives a quiz of the library to a class."""
    entry = desk().store.library.entry(roles.signed_in().id, entry_id)
    return render_template("teacher/assign.html", entry=entry, rules=Rules(), title=entry.title)


@assigning.post("/desk/quiz/<entry_id>/assign")
def assign(entry_id: str) -> ResponseReturnValue:
    """Draft the assignment, open it at once where that is wished, and go to its page."""
    teacher, now = roles.signed_in(), desk().clock()
    entry = desk().store.library.entry(teacher.id, entry_id)
    if not entry.questions:
        raise OptionError(_("This quiz has no question to answer."))
    try:
        made = desk().store.assignments.create(
            teacher.id,
            entry_id,
            title=_title(entry.title),
            rules=rules_sent(),
            names=names_sent(),
            codes=codes_sent(),
            now=now,
        )
    except OptionError as error:
        return _form_again("teacher/assign.html", str(error), entry=entry, title=entry.title)
    if request.form.get("go") == "open":
        made = desk().store.assignments.open(
            teacher.id, made.id, expected_revision=made.revision, now=now
        )
    return redirect(url_for(".one", assignment_id=made.id), 303)


@assigning.get("/desk/classes")
def classes() -> str:
    """Return all classes of the teacher."""
    store = desk().store
    found = store.assignments.assignments(roles.signed_in().id)
    watches = [(each, _watch(each)) for each in found]
    return render_template("teacher/classes.html", watches=watches)


@assigning.get("/desk/class/<assignment_id>")
def one(assignment_id: str) -> str:
    """Return a class: its code, who is there, and what there is to do."""
    assignment = _mine(assignment_id)
    link = url_for("joining.land", code=assignment.code, _external=True) if assignment.code else ""
    return render_template(
        "teacher/class.html",
        assignment=assignment,
        watch=_watch(assignment),
        quiz=desk().store.assignments.quiz(assignment),
        link=link,
        picture=_picture(link) if link else "",
        only_here=asks_for_loopback(request),
    )


@assigning.get("/desk/class/<assignment_id>/live")
def live(assignment_id: str) -> ResponseReturnValue:
    """Return the table of students alone, or nothing where it is as it was."""
    assignment = _mine(assignment_id)
    page = render_template("teacher/live.html", assignment=assignment, watch=_watch(assignment))
    answer = make_response(page)
    answer.set_etag(hashlib.sha256(page.encode()).hexdigest()[:16])
    return answer.make_conditional(request)


@assigning.post("/desk/class/<assignment_id>/<any(open, end, reopen):what>")
def move(assignment_id: str, what: str) -> ResponseReturnValue:
    """Open, end or open again, from the state that the page showed."""
    teacher, store, now = roles.signed_in(), desk().store.assignments, desk().clock()
    seen = _revision()
    if what == "open":
        store.open(teacher.id, assignment_id, expected_revision=seen, now=now)
    elif what == "end":
        store.end(teacher.id, assignment_id, expected_revision=seen, now=now)
    else:
        store.reopen(teacher.id, assignment_id, expected_revision=seen)
    return redirect(url_for(".one", assignment_id=assignment_id), 303)


@assigning.get("/desk/class/<assignment_id>/rules")
def rules(assignment_id: str) -> str:
    """Return the form that changes the rules, also while the class is working."""
    found = _mine(assignment_id)
    return render_template(
        "teacher/rules.html", assignment=found, rules=found.rules, title=found.title
    )


@assigning.post("/desk/class/<assignment_id>/rules")
def change(assignment_id: str) -> ResponseReturnValue:
    """Keep other rules. How students get in stays as it is once the class was opened."""
    found = _mine(assignment_id)
    try:
        wanted = rules_sent()
    except OptionError as error:
        return _form_again("teacher/rules.html", str(error), assignment=found, title=found.title)
    if found.phase != "draft":
        wanted = wanted.model_copy(
            update={"naming": found.rules.naming, "feedback": found.rules.feedback}
            | {name: getattr(found.rules, name) for name in _FIXED}
        )
    desk().store.assignments.change(
        found.teacher_id,
        assignment_id,
        wanted,
        expected_revision=_revision(),
        title=_title(found.title),
    )
    return redirect(url_for(".one", assignment_id=assignment_id), 303)


# What a paper was made with cannot change under those who are at it.
_FIXED = ("shuffle_questions", "shuffle_options")


@assigning.post("/desk/class/<assignment_id>/names")
def add(assignment_id: str) -> ResponseReturnValue:
    """Put more names on the list, or draw more roster codes."""
    teacher = roles.signed_in()
    desk().store.assignments.add_participants(
        teacher.id, assignment_id, names_sent(), codes=codes_sent()
    )
    return redirect(url_for(".one", assignment_id=assignment_id), 303)


@assigning.get("/desk/class/<assignment_id>/student/<participant_id>")
def student(assignment_id: str, participant_id: str) -> str:
    """Return the page of one student of a class."""
    assignment, person = _student(assignment_id, participant_id)
    return _student_page(assignment, person)


@assigning.post("/desk/class/<assignment_id>/student/<participant_id>/accommodation")
def accommodate(assignment_id: str, participant_id: str) -> ResponseReturnValue:
    """Give one student more time, attempts, a deadline of her own, large text, reading aloud."""
    assignment, person = _student(assignment_id, participant_id)
    try:
        wanted = accommodation_sent()
    except OptionError as error:
        return _student_page(assignment, person, str(error)), error.http_status
    desk().store.assignments.accommodate(assignment.teacher_id, person.id, wanted)
    return redirect(url_for(".one", assignment_id=assignment_id), 303)


@assigning.post(
    "/desk/class/<assignment_id>/student/<participant_id>"
    "/<any(remove, readmit, free, rename, delete):what>"
)
def handle(assignment_id: str, participant_id: str, what: str) -> ResponseReturnValue:
    """Send a student out, let her in again, free or rename her seat, or delete her for good."""
    assignment, person = _student(assignment_id, participant_id)
    store, teacher_id = desk().store.assignments, assignment.teacher_id
    if what == "remove":
        store.remove(teacher_id, person.id, now=desk().clock())
    elif what == "readmit":
        store.readmit(teacher_id, person.id)
    elif what == "free":
        store.free(teacher_id, person.id)
    elif what == "delete":
        store.delete_participant(teacher_id, person.id)
        desk().store.retention.forget()
    else:
        try:
            store.rename(teacher_id, person.id, _new_name())
        except (ConflictError, OptionError) as error:
            return _student_page(assignment, person, str(error)), error.http_status
    return redirect(url_for(".one", assignment_id=assignment_id), 303)


@assigning.post("/desk/class/<assignment_id>/decide")
def decide(assignment_id: str) -> ResponseReturnValue:
    """Let an answer that came too late count, or not."""
    assignment = _mine(assignment_id)
    wanted = (request.form.get("attempt"), request.form.get("question"))
    for held in _watch(assignment).held:
        if (held.attempt.id, held.question.id) == wanted:
            counts = request.form.get("counts") == "yes"
            desk().store.sittings.decide(held.attempt.id, held.question.id, counts)
            return redirect(url_for(".one", assignment_id=assignment_id) + "#late", 303)
    raise ConflictError(_("This answer was decided on already."))


@assigning.get("/desk/class/<assignment_id>/delete")
def ask_to_delete(assignment_id: str) -> str:
    """Return the page that asks whether a class is to be deleted."""
    assignment = _mine(assignment_id)
    return render_template(
        "teacher/delete_class.html", assignment=assignment, watch=_watch(assignment)
    )


@assigning.post("/desk/class/<assignment_id>/delete")
def delete(assignment_id: str) -> ResponseReturnValue:
    """Delete a class for good, with everything its students did."""
    desk().store.assignments.delete(roles.signed_in().id, assignment_id)
    desk().store.retention.forget()
    return redirect(url_for(".classes"), 303)


def _mine(assignment_id: str) -> Assignment:
    return desk().store.assignments.assignment(roles.signed_in().id, assignment_id)


def _student(assignment_id: str, participant_id: str) -> tuple[Assignment, Participant]:
    """Return a class and one of its students; raise what says that there is no such."""
    assignment = _mine(assignment_id)
    person = desk().store.assignments.participant(assignment.teacher_id, participant_id)
    if person.assignment_id != assignment.id:
        raise OptionError(_("This student is in another class."))
    return assignment, person


def _watch(assignment: Assignment) -> Watch:
    store = desk().store
    everybody = store.sittings.all_of(assignment.id)
    return watch(assignment, store.assignments.quiz(assignment), everybody, desk().clock())


def _student_page(assignment: Assignment, person: Participant, trouble: str | None = None) -> str:
    return render_template(
        "teacher/student.html",
        assignment=assignment,
        person=person,
        factors=TIME_FACTORS,
        trouble=trouble,
    )


def _form_again(template: str, trouble: str, **more: object) -> ResponseReturnValue:
    """Return a form of rules as it was sent, with what is wrong with it."""
    page = render_template(template, trouble=trouble, rules=None, sent=request.form, **more)
    return page, OptionError.http_status


def _title(otherwise: str) -> str:
    return one_line(request.form.get("title", ""))[:MAX_TITLE] or otherwise


def _new_name() -> str:
    names = names_sent()
    if len(names) != 1:
        raise OptionError(_("Give one name."))
    return names[0]


def _revision() -> int:
    sent = request.form.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else -1


def _picture(link: str) -> str:
    """Return a code to scan that says `link`, as the address of a picture."""
    from quiz.exporters.codes import qr_picture  # here, so that serving does not wait for exporters

    return f"data:image/svg+xml;base64,{b64encode(qr_picture(link).encode()).decode()}"
