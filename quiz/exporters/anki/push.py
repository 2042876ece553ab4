"""A push: the plan is carried out in a running Anki.

New notes come in with a package of ours, because the add-on can give a note no guid: so they are
the same notes that the deck file would bring. Changed ones are set field by field, which leaves
schedule, deck and the learner's tags alone. Whatever goes wrong half way, pushing again does the
rest.
"""

import tempfile
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.errors import AnkiError, AnkiRefusalError, OutputError
from quiz.exporters.anki.connect import AnkiConnect
from quiz.exporters.anki.deck import packed
from quiz.exporters.anki.media import media_of
from quiz.exporters.anki.plan import Plan, Step, ids_in, present_notes

_IMPORT_SECONDS = 600.0
_AT_ONCE = 50  # notes changed by one request,
_AT_ONCE_CHARACTERS = 50_000  # and how much text: the add-on reads slowly


@dataclass
class _Progress:
    """How far a push has come. `new` is None while it is not known."""

    new: int | None = 0
    changed: int = 0


def carry_out(plan: Plan, anki: AnkiConnect) -> None:
    """Do what `plan` says and look whether it was done.

    Raises AnkiError that says what went wrong, what was done before and what was not.
    """
    progress = _Progress()
    new, changed = plan.of("new"), plan.of("changed")
    try:
        if new:
            _bring_in(plan, new, anki, progress)
        _show_pictures(plan, changed, anki)
        _change(changed, anki, progress)
    except AnkiError as error:
        raise AnkiError(f"{error} {_so_far(progress, len(new), len(changed))}") from None


def _bring_in(plan: Plan, new: Sequence[Step], anki: AnkiConnect, progress: _Progress) -> None:
    """Let Anki import a deck of the new notes."""
    from quiz.exporters.anki.package import EPOCH

    payload = packed([(step.note, EPOCH) for step in new], plan.quizzes, plan.options)
    try:
        with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
            path = Path(folder) / "broadsheet.apkg"
            path.write_bytes(payload)
            progress.new = None
            taken = anki.ask("importPackage", seconds=_IMPORT_SECONDS, path=path.as_posix())
    except AnkiRefusalError as error:
        progress.new = 0
        raise AnkiError(
            f"{error} Anki must be able to read the temporary files of this machine; else import a "
            "package made with `quiz export --to anki`."
        ) from None
    except OSError as error:
        raise OutputError(
            f"The deck cannot be written for Anki to read: {error.strerror}. Make room in the "
            "temporary folder."
        ) from None
    there = ids_in(anki, [step.note.id for step in new])
    progress.new = len(there)
    if taken is not True or len(there) < len(new):
        raise AnkiError(
            f"Anki left out {len(new) - len(there)} of {len(new)} new notes: it has them with "
            "another Id, or has a note type of another making under the name of ours."
        )


def _show_pictures(plan: Plan, changed: Sequence[Step], anki: AnkiConnect) -> None:
    """Give Anki the pictures that changed notes show; those of new notes come with the deck.

    They are named by their content, so that a picture that is there already is the same one.
    """
    fields = [held for step in changed for held in step.fields.values()]
    for name, payload in media_of(plan.options.pictures).items():
        if any(name in held for held in fields):
            encoded = b64encode(payload).decode()
            anki.ask("storeMediaFile", filename=name, data=encoded, deleteExisting=False)


def _change(steps: Sequence[Step], anki: AnkiConnect, progress: _Progress) -> None:
    """Set fields and add tags, then read the notes back."""
    for some in _portions(steps):
        notes = [
            {"note": {"id": step.present.number, "fields": step.fields}}
            for step in some
            if step.present and step.fields
        ]
        errors = anki.ask_all("updateNoteFields", notes) if notes else []
        by_tags: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for step in some:
            if step.present and step.tags:
                by_tags[step.tags].append(step.present.number)
        for tags, numbers in by_tags.items():
            anki.ask("addTags", notes=numbers, tags=" ".join(tags))
        taken = _taken(some, anki)
        progress.changed += taken
        if wrong := [error for error in errors if error is not None]:
            raise AnkiError(f"Anki refuses {len(wrong)} changes, the first because: {wrong[0]}.")
        if taken < len(some):
            left = len(some) - taken
            notes_did = "1 note did" if left == 1 else f"{left} notes did"
            raise AnkiError(
                f"{notes_did} not take the change, as happens to a note that is open in a window "
                "of Anki. Close its browser and editor."
            )


def _portions(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Yield `steps` in portions for one request each."""
    portion: list[Step] = []
    size = 0
    for step in steps:
        length = sum(map(len, step.fields.values()))
        if portion and (len(portion) == _AT_ONCE or size + length > _AT_ONCE_CHARACTERS):
            yield portion
            portion, size = [], 0
        portion.append(step)
        size += length
    if portion:
        yield portion


def _taken(steps: Sequence[Step], anki: AnkiConnect) -> int:
    """Return how many of `steps` now read in Anki as they should."""
    numbers = [step.present.number for step in steps if step.present]
    now = {note.number: note for note in present_notes(anki, numbers)}
    return sum(
        step.fields.items() <= now[step.present.number].fields.items()
        for step in steps
        if step.present and step.present.number in now
    )


def _so_far(progress: _Progress, new: int, changed: int) -> str:
    """Return what was done before a push broke off."""
    if progress.new is None:
        return "Whether new notes came in is not known; push again to do the rest."
    if not progress.new and not progress.changed:
        return "Nothing was changed in Anki."
    parts = []
    if new:
        parts.append(f"{progress.new} of {new} new notes came in")
    if changed:
        parts.append(f"{progress.changed} of {changed} changes were made")
    return f"So far {' and '.join(parts)}; push again to do the rest."
