"""How far a quiz is, step by step, in words."""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from quiz.schema.classroom import Job
from quiz.schema.writing import Task

# The stages of the line in their order. One that is not here is shown as building.
_STAGES = {
    "waiting": later("Waiting for its turn"),
    "find": later("Reading who, where, when and how many"),
    "make": later("Making far more questions than are needed"),
    "write": later("Asking the language model for questions"),
    "screen": later("Dropping every question with a fault"),
    "assemble": later("Choosing a quiz that is good as a whole"),
    "edit": later("Asking the language model for better words"),
    "outline": later("Writing the study guide"),
    "keep": later("Putting it into your library"),
}
_MENDING = later("Asking the language model to mend what was not proved")
_REQUEST = re.compile(r"(\w+) (\d+)/(\d+)")  # as in “write 1/3”: the number of a request


class Step(NamedTuple):
    """A step in words, and whether it is done."""

    words: str
    standing: Literal["done", "now", "later"]


def steps(job: Job, tasks: Collection[Task]) -> tuple[Step, ...]:
    """Return the steps of a job; those of a language model only where it has `tasks`."""
    asked = _REQUEST.fullmatch(job.stage)
    name = asked[1] if asked else job.stage
    place = {"repair": "write"}.get(name, name)
    hidden = {"waiting"} - {place} | _unasked(tasks)
    shown = [stage for stage in _STAGES if stage not in hidden]
    now = shown.index(place) if place in shown else -1
    found = [
        Step(str(_STAGES[stage]), "done" if at < now else "now" if at == now else "later")
        for at, stage in enumerate(shown)
    ]
    if now == -1:
        return (*found, Step(_("Building the quiz"), "now"))
    doing = _MENDING if name == "repair" else _STAGES[place]
    found[now] = Step(_numbered(str(doing), asked), "now")
    return tuple(found)


def _unasked(tasks: Collection[Task]) -> set[str]:
    """Return the stages that do not take place without their task."""
    return {stage for stage, task in (("write", "writer"), ("edit", "editor")) if task not in tasks}


def _numbered(doing: str, asked: re.Match[str] | None) -> str:
    if asked is None:
        return doing
    return str(
        _(
            "%(doing)s: request %(number)s of at most %(most)s",
            doing=doing,
            number=asked[2],
            most=asked[3],
        )
    )
