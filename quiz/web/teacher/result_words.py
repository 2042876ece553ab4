"""What figures of results are called on a page: labels, flags, states, shares in words."""

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from quiz.schema.question import Question, TrueFalse
from quiz.schema.statistics import Interval, ItemFlag, Label, QuizFlag

LABELS: dict[Label, object] = {
    "extremely_difficult": lazy("Extremely difficult, or something is wrong with it"),
    "very_difficult": lazy("Very difficult"),
    "difficult": lazy("Difficult"),
    "moderately_difficult": lazy("Moderately difficult"),
    "about_right": lazy("About right"),
    "fairly_easy": lazy("Fairly easy"),
    "easy": lazy("Easy"),
    "very_easy": lazy("Very easy"),
    "extremely_easy": lazy("Extremely easy"),
}
ITEM_FLAGS: dict[ItemFlag, object] = {
    "guessing": lazy("Pure chance gets more than 40 % of the marks."),
    "too_difficult": lazy("Fewer than 30 % of the marks were won."),
    "too_easy": lazy("More than 80 % of the marks were won."),
    "reversed": lazy("Students who did well elsewhere did worse here: look at the key again."),
    "weak": lazy("It hardly tells strong students from weak ones."),
    "inefficient": lazy("It tells strong from weak far less well than its difficulty allows."),
    "idle_option": lazy("A wrong option was taken by fewer than 5 %: it does no work."),
}
QUIZ_FLAGS: dict[QuizFlag, object] = {
    "consistent": lazy("The questions belong together: consistency is above 75 %."),
    "inconsistent": lazy("Consistency is below 64 %: do not lean on small differences in score."),
    "narrow": lazy("Scores lie close together: the deviation is below 12 %."),
    "wide": lazy("Scores lie far apart: the deviation is above 18 %."),
    "low_mean": lazy("The quiz was hard: the mean is below 50 %."),
    "high_mean": lazy("The quiz was easy: the mean is above 75 %."),
}
STATES: dict[str, object] = {
    "not_joined": lazy("has not joined"),
    "not_started": lazy("has not begun"),
    "working": lazy("is working"),
    "done": lazy("is done"),
}
SIGNS: dict[str, tuple[str, object]] = {
    "right": ("✓", lazy("right")),
    "part": ("◐", lazy("partly right")),
    "wrong": ("✗", lazy("wrong")),
    "none": ("–", lazy("no answer")),
    "held": ("?", lazy("late, waits for you")),
    "unseen": ("·", lazy("not seen")),
}
LATENESS: dict[str, object] = {
    "in_grace": lazy("late sync: it came within the grace"),
    "held": lazy("came after the end and waits for your decision"),
    "counted": lazy("came after the end; you let it count"),
    "refused": lazy("came after the end; you did not let it count"),
}


def percent(value: float | None) -> str:
    """Return per cent as whole ones in the reader’s way of writing; a dash for none."""
    return "–" if value is None else str(format_percent(round(value) / 100))


def number(value: float | None, digits: int = 2) -> str:
    """Return a number with up to `digits` decimals; a dash for none."""
    return "–" if value is None else str(format_decimal(round(value, digits)))


def between(interval: Interval | None) -> str:
    """Return an interval in per cent: "41 to 78 %"."""
    if interval is None:
        return "–"
    low, high = percent(interval.low), percent(interval.high)
    return str(_("%(low)s to %(high)s", low=low, high=high))


def as_idea(asked: Question, text: str) -> str:
    """Return a wrong answer as what its givers think; of a statement, that it is so or is not."""
    if not isinstance(asked, TrueFalse):
        return text
    return (
        asked.stem if text.casefold() == "true" else str(_("Not so: “%(stem)s”", stem=asked.stem))
    )


def as_given(asked: Question, text: str) -> str:
    """Return an answer as a reader sees it."""
    if isinstance(asked, TrueFalse):
        return str(_("True") if text.casefold() == "true" else _("False"))
    return text
