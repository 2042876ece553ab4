"""What a push would do: the notes of quizzes beside those a running Anki has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from quiz.errors import AnkiError
from quiz.exporters.anki.cards import NoteText, article_slug
from quiz.exporters.anki.connect import AnkiConnect
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.notetypes import NoteType, note_types
from quiz.exporters.anki.seal import SEAL, is_as_exported
from quiz.exporters.anki.text import plain
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.quiz import Quiz

# new: not in Anki. changed: ours differs. kept: the learner edited it. other: in Anki it is of a
# note type that lacks our fields.
Kind = Literal["new", "changed", "unchanged", "kept", "other"]
_AT_ONCE = 100  # ids in one search: Anki makes one SQL condition of each
INDENT = 9  # characters before what a line of the list says
_SHORT = 60  # characters of a field that a list shows
_ASKS = {
    "article-qa": ("Question",),
    "article-cloze": ("Text",),
    "article-quote": ("Lead", "Quote"),
}


@dataclass(frozen=True)
class Present:
    """A note as Anki has it. `number` is Anki's own."""

    number: int
    fields: dict[str, str]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """What a push does with one note: the fields it sets and the tags it adds."""

    kind: Kind
    note: NoteText
    present: Present | None = None
    fields: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All steps, in the order of the notes.

    `gone` are notes on the same articles that no question stands for any more; they stay. `losses`
    and `said` are sentences on what is left out and on what is else worth knowing.
    """

    quizzes: tuple[Quiz, ...]
    options: DeckOptions
    steps: tuple[Step, ...]
    gone: tuple[Present, ...] = ()
    losses: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Step, ...]:
        """Return the steps of one kind."""
        return tuple(step for step in self.steps if step.kind == kind)

    def summary(self) -> str:
        """Return one sentence with a count for each kind of step there is."""
        words = {
            "new": ("new", "new"),
            "changed": ("changed", "changed"),
            "unchanged": ("unchanged", "unchanged"),
            "kept": ("kept as you edited it", "kept as you edited them"),
            "other": ("left as it is, of another note type", "left as they are, of other types"),
        }
        counts: dict[str, int] = dict.fromkeys(words, 0)
        for step in self.steps:
            counts[step.kind] += 1
        parts = (f"{n} {words[kind][n > 1]}" for kind, n in counts.items() if n)
        notes = "1 note" if len(self.steps) == 1 else f"{len(self.steps)} notes"
        return f"{notes}: {', '.join(parts)}."

    def lines(self) -> Iterator[str]:
        """Yield the list for people: what happens to which note, field by field in short."""
        for step in self.steps:
            if step.kind == "unchanged":
                continue
            yield f"{step.kind:<{INDENT}}{_cut(_asked(step.note.fields))}"
            before = step.present.fields if step.present else {}
            for name, after in step.fields.items():
                if name == SEAL and len(step.fields) > 1:
                    continue
                yield f"{'':<{INDENT}}{_difference(name, before.get(name, ''), after, step.kind)}"
            if step.tags and step.kind != "kept":
                yield f"{'':<{INDENT}}tags: {' '.join(step.tags)} added"
        for present in self.gone:
            yield f"{'gone':<{INDENT}}{_cut(_asked(present.fields))}"


def plan(
    quizzes: Sequence[Quiz], options: DeckOptions, anki: AnkiConnect, *, overwrite: bool = False
) -> Plan:
    """Return what a push of `quizzes` would do. Changes nothing.

    What the learner edited is kept, unless `overwrite`. Raises ExportError where no question can be
    a card, and AnkiError where Anki does not answer or its note types lack fields of ours.
    """
    found, losses = notes_of(quizzes, options)
    notes = tuple({note.id: note for note in reversed(found)}.values())[::-1]
    types = note_types()
    anki.greet()
    said = _own_fields(anki, [types[name] for name in sorted({n.note_type for n in notes})])
    present, doubles = _one_each(_present(anki, [note.id for note in notes]))
    if doubles:
        said += (
            f"Anki has {doubles} note{'s' * (doubles > 1)} with the Id of another; the oldest of "
            "each Id counts.",
        )
    gone = _gone(anki, quizzes, {note.id for note in notes})
    # A corrected headline gives the article another tag, and its questions other ids.
    others = _of_that_month(anki, quizzes) if len(present) < len(notes) else []
    old = {note.fields["Id"]: note for note in (*others, *gone)} | present
    notes = tuple(_with_old_ids(notes, old.values()))
    present |= {note.id: old[note.id] for note in notes if note.id in old}
    steps = (
        _step(note, types[note.note_type], present.get(note.id), overwrite=overwrite)
        for note in notes
    )
    stay = {note.id for note in notes}
    gone = tuple(note for note in gone if note.fields["Id"] not in stay)
    return Plan(tuple(quizzes), options, tuple(steps), gone, losses, said)


def present_notes(anki: AnkiConnect, numbers: Sequence[int]) -> list[Present]:
    """Return the notes with these numbers of Anki's; those that are gone are left out."""
    found: list[Present] = []
    for some in _batches(numbers):
        answer = anki.ask("notesInfo", notes=some)
        try:
            found += [
                Present(
                    entry["noteId"],
                    {name: str(held["value"]) for name, held in entry["fields"].items()},
                    tuple(map(str, entry["tags"])),
                )
                for entry in answer
                if entry
            ]
        except (AttributeError, KeyError, TypeError):
            raise anki.unexpected("notesInfo") from None
    return found


def ids_in(anki: AnkiConnect, ids: Sequence[str]) -> set[str]:
    """Return those of `ids` that a note in Anki has."""
    return {note.fields["Id"] for note in _present(anki, ids)}


def _present(anki: AnkiConnect, ids: Sequence[str]) -> list[Present]:
    """Return the notes in Anki that have one of `ids`, whatever their note type is called."""
    numbers: list[int] = []
    for some in _batches(ids):
        # An id is of letters, digits, "-" and "_" (quiz/schema/record.py); "_" is Anki's joker.
        terms = (f'"Id:{one}"'.replace("_", "\\_") for one in some)
        numbers += _find(anki, " OR ".join(terms))
    wanted = set(ids)
    found = present_notes(anki, sorted(set(numbers)))
    return [note for note in found if note.fields.get("Id") in wanted]


def _find(anki: AnkiConnect, query: str) -> list[int]:
    answer = anki.ask("findNotes", query=query)
    if not isinstance(answer, list) or not all(isinstance(number, int) for number in answer):
        raise anki.unexpected("findNotes")
    return answer


def _one_each(found: Sequence[Present]) -> tuple[dict[str, Present], int]:
    """Return the oldest note of each id, and how many others there are."""
    oldest: dict[str, Present] = {}
    for note in sorted(found, key=lambda note: note.number):
        oldest.setdefault(note.fields["Id"], note)
    return oldest, len(found) - len(oldest)


def _own_fields(anki: AnkiConnect, types: Sequence[NoteType]) -> tuple[str, ...]:
    """Return what to say of fields that the learner added to our note types.

    Raises AnkiError where one of ours is missing: what belongs there would be lost in silence.
    """
    said: list[str] = []
    names = anki.ask("modelNames")
    for note_type in types:
        if not isinstance(names, list):
            raise anki.unexpected("modelNames")
        if note_type.name not in names:
            continue
        theirs = anki.ask("modelFieldNames", modelName=note_type.name)
        if not isinstance(theirs, list):
            raise anki.unexpected("modelFieldNames")
        missing = [name for name in note_type.field_names if name not in theirs]
        if missing:
            raise AnkiError(
                f"In Anki the note type {note_type.name} lacks the field {missing[0]}. Give it "
                "that name again (Tools, Manage Note Types, Fields) and push again."
            )
        own = [str(name) for name in theirs if name not in note_type.field_names]
        if own:
            said.append(
                f"In Anki the note type {note_type.name} has fields of your own "
                f"({', '.join(own)}); they stay as they are."
            )
    return tuple(said)


def _step(note: NoteText, note_type: NoteType, present: Present | None, *, overwrite: bool) -> Step:
    """Return what to do with `note`, given the note in Anki with its id."""
    if present is None:
        return Step("new", note)
    ours = note_type.field_names
    if not set(ours) <= set(present.fields):
        return Step("other", note, present)
    differing = {
        name: note.fields.get(name, "")
        for name in ours
        if note.fields.get(name, "") != present.fields[name]
    }
    has = {tag.casefold() for tag in present.tags}
    tags = tuple(tag for tag in note.tags if tag.casefold() not in has)
    edited = set(differing) - {SEAL} and not is_as_exported(present.fields, ours)
    if edited and not overwrite:
        return Step("kept", note, present, differing)
    return Step("changed" if differing or tags else "unchanged", note, present, differing, tags)


def _gone(anki: AnkiConnect, quizzes: Sequence[Quiz], ids: set[str]) -> tuple[Present, ...]:
    """Return the notes in Anki on the articles of `quizzes` that have none of `ids`."""
    slugs = sorted({article_slug(quiz.article) for quiz in quizzes})
    numbers: list[int] = []
    for some in _batches(slugs):
        numbers += _find(anki, " OR ".join(f'"tag:broadsheet::article::{slug}"' for slug in some))
    found = present_notes(anki, sorted(set(numbers)))
    return tuple(note for note in found if note.fields.get("Id", "") not in ids | {""})


def _of_that_month(anki: AnkiConnect, quizzes: Sequence[Quiz]) -> list[Present]:
    """Return our notes in Anki on articles of the months of `quizzes`: one may be theirs."""
    months = {q.article.published.strftime("%Y::%m") for q in quizzes if q.article.published}
    numbers: list[int] = []
    for some in _batches(sorted(months)):
        numbers += _find(anki, " OR ".join(f'"tag:broadsheet::date::{month}"' for month in some))
    found = present_notes(anki, sorted(set(numbers)))
    return [note for note in found if note.fields.get("Id")]


def _with_old_ids(notes: Sequence[NoteText], present: Iterable[Present]) -> list[NoteText]:
    """Return `notes`, with the old id where one is a note in Anki whose sentence was corrected."""
    from quiz.exporters.anki.ledger import with_old_ids
    from quiz.exporters.anki.package import guid
    from quiz.exporters.anki.stamped import Content, Stamped

    known = {}
    for note in present:
        for name, note_type in note_types().items():
            if set(note_type.field_names) <= set(note.fields):
                fields = tuple(note.fields[field] for field in note_type.field_names)
                known[guid(note.fields["Id"])] = Stamped(Content(fields, note.tags), 0, name)
    return with_old_ids(notes, known)


def _batches(things: Sequence[Any]) -> Iterable[list[Any]]:
    for start in range(0, len(things), _AT_ONCE):
        yield list(things[start : start + _AT_ONCE])


def _difference(name: str, before: str, after: str, kind: Kind) -> str:
    """Return in short how a field differs, from where it begins to differ."""
    if name == SEAL:
        return "marked as exported"
    old, new = plain(before), plain(after)
    if old == new:
        return f"{name}: the markup differs"
    pairs = enumerate(zip(old, new, strict=False))
    alike = next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))
    start = max(0, alike - 20)
    shown = [f"“{_cut(f'…{text[start:]}' if start else text)}”" for text in (old, new)]
    if kind == "kept":
        return f"{name}: yours {shown[0]}, ours {shown[1]}"
    return f"{name}: {shown[0]} → {shown[1]}"


def _asked(fields: Mapping[str, str]) -> str:
    """Return what tells the learner which note this is: what it asks, without the kicker."""
    for note_type, names in _ASKS.items():
        held = {name: fields[name] for name in names if fields.get(name)}
        if held:
            return NoteText("", note_type, held, ()).front
    return fields["Id"]


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
