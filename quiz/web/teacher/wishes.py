"""Forms of a class, read into records: rules, names, what one student gets."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext as _
from pydantic import ValidationError

from quiz.classroom import tidy_name
from quiz.errors import OptionError
from quiz.schema.classroom import TIME_FACTORS, Accommodation, Rules

MOST_NAMES = 500  # on one list
_ON = "yes"


def rules_sent() -> Rules:
    """Return the rules in the form; raise OptionError for what cannot be."""
    form = request.form
    try:
        return Rules.model_validate(
            {
                "naming": form.get("naming", "typed"),
                "feedback": form.get("feedback", "at_the_end"),
                "deadline": moment_sent("deadline"),
                "minutes": _number("minutes"),
                "attempts": _number("attempts"),
                "shuffle_questions": form.get("shuffle_questions") == _ON,
                "shuffle_options": form.get("shuffle_options") == _ON,
                "practice": form.get("practice") == _ON,
                "most": _number("most"),
                "retention": _number("retention"),
            }
        )
    except ValidationError as error:
        raise OptionError(_first_trouble(error)) from None


def names_sent() -> tuple[str, ...]:
    """Return the names in the form, one a line, as they are shown. Raises OptionError."""
    lines = (tidy_name(line) for line in request.form.get("names", "").splitlines())
    names = tuple(dict.fromkeys(line for line in lines if line))
    if len(names) > MOST_NAMES:
        raise OptionError(_("A list may have up to %(n)s names.", n=MOST_NAMES))
    return names


def codes_sent() -> int:
    """Return how many roster codes are to be drawn. Raises OptionError."""
    count = _number("codes") or 0
    if not 0 <= count <= MOST_NAMES:
        raise OptionError(_("Up to %(n)s codes can be drawn at a time.", n=MOST_NAMES))
    return count


def accommodation_sent() -> Accommodation:
    """Return what one student gets, from the form. Raises OptionError."""
    form = request.form
    factor = form.get("time_factor", "1")
    known = {f"{each:g}": each for each in TIME_FACTORS}
    if factor != "none" and factor not in known:
        raise OptionError(_("There is no such time factor."))
    try:
        return Accommodation(
            time_factor=known.get(factor),
            extra_attempts=_number("extra_attempts") or 0,
            deadline=moment_sent("deadline"),
            large_text=form.get("large_text") == _ON,
            read_aloud=form.get("read_aloud") == _ON,
        )
    except ValidationError as error:
        raise OptionError(_first_trouble(error)) from None


def moment_sent(field: str) -> datetime | None:
    """Return the time in a field of date and time, in the zone of the field `zone`, as UTC.

    None where it is empty. Raises OptionError.
    """
    typed = request.form.get(field, "").strip()
    if not typed:
        return None
    try:
        zone = ZoneInfo(request.form.get("zone", "").strip() or "UTC")
        local = datetime.fromisoformat(typed)
        return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, KeyError, OSError, OverflowError):
        raise OptionError(
            _("Write the deadline as 2026-03-02T14:30, and the time zone as Europe/Paris.")
        ) from None


def _number(field: str) -> int | None:
    typed = request.form.get(field, "").strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 6:
        raise OptionError(_("“%(typed)s” is not a whole number.", typed=typed[:40]))
    return int(typed)


def _first_trouble(error: ValidationError) -> str:
    field = str(error.errors()[0]["loc"][0])
    troubles: dict[str, str] = {
        "minutes": _("The time for an attempt is 1 to 600 minutes."),
        "attempts": _("The number of attempts is 1 to 20, or empty for any number."),
        "most": _("A class has 1 to 1000 students."),
        "retention": _("Names are kept for 1 to 3650 days."),
        "extra_attempts": _("Up to 20 more attempts can be given."),
    }
    otherwise: str = _("This form holds a choice that does not exist.")
    return troubles.get(field, otherwise)
