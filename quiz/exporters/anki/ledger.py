"""The deck exported before, used as a ledger: what is new, what changed, what stays as it was.

Anki takes over a note only where its time is later than the one it has. So what did not change
keeps its time, and what did gets the present one: a learner's own edits, tags and schedule survive.
"""

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.exporters.anki.cards import FRONTS, NoteText
from quiz.exporters.anki.notetypes import NoteType
from quiz.exporters.anki.package import EPOCH, cards_of, content, guid
from quiz.exporters.anki.previous import exported_by_anki, unpack
from quiz.exporters.anki.stamped import Content, Stamped
from quiz.exporters.anki.text import plain
from quiz.schema.question import fold

COMMON = 200  # old notes of one answer with a word: more, and the word tells nothing
SIMILAR = 0.6  # of the words of two sentences: then one is the other, corrected
_LONGEST_FRONT = 80  # characters, of a note that is gone
# Ours hold no brace; of a stranger's that never close none is searched far.
_CLOZE = re.compile(r"\{\{c\d+::([^{}]*)\}\}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_WORD = re.compile(r"[^\W_]+")
_ANSWERS = {"article-qa": "Answer", "article-quote": "Speaker"}


class Stamps(NamedTuple):
    """The notes with their times, and what is worth knowing about them, a sentence each.

    `left` are the notes of earlier decks that are not among them, by guid.
    """

    notes: list[tuple[NoteText, int]]
    said: tuple[str, ...]
    left: dict[str, Stamped]


def stamp(
    notes: Sequence[NoteText], types: dict[str, NoteType], previous: bytes | None, now: int | None
) -> Stamps:
    """Return `notes` with their times: those of `previous` for what did not change, else `now`.

    A note that is new by its id, and otherwise one of `previous` with a sentence corrected, gets
    the id of that. A note that a deck before `previous` held is known as well. Without `previous`
    all have one fixed time. Raises ExportError where `previous` is no deck of ours.
    """
    cards = sum(cards_of(note, types[note.note_type]) for note in notes)
    size = f"{_counted(len(notes), 'note')}, {_counted(cards, 'card')}"
    if previous is None or now is None:
        return Stamps([(note, EPOCH) for note in notes], (f"{size}.",), {})
    before = unpack(previous)
    known = before.left | before.notes
    kept = with_old_ids(notes, known)
    stamped: list[tuple[NoteText, int]] = []
    found: Counter[str] = Counter()
    for note in kept:
        old = known.get(guid(note.id))
        what, mod = _compared(content(note, types[note.note_type]), old, now)
        back = old is not None and guid(note.id) in before.left
        found["back" if back else what] += 1
        stamped.append((note, mod))
    present = {guid(note.id) for note in kept}
    gone = [old for key, old in before.notes.items() if key not in present]
    said = [_gone(old) for old in gone]
    if exported_by_anki(previous):
        said.append(
            "The previous deck was exported from Anki: what was edited there counts as changed, "
            "and this deck sets it back."
        )
    back_again = f"{found['back']} back from an earlier deck, " if found["back"] else ""
    said.append(
        f"{size}: {found['new']} new, {back_again}{found['changed']} changed, "
        f"{found['unchanged']} unchanged since the deck before; {len(gone)} of it gone."
    )
    left = {key: old for key, old in known.items() if key not in present and _is_ours(key, old)}
    return Stamps(stamped, tuple(said), left)


def _compared(held: Content, old: Stamped | None, now: int) -> tuple[str, int]:
    """Return what became of a note since it was `old`, and the time it gets."""
    if old is None:
        return "new", now
    return ("unchanged", old.mod) if old.content == held else ("changed", max(now, old.mod + 1))


def _is_ours(key: str, old: Stamped) -> bool:
    """Tell whether an old note has an id of ours, by which Anki finds the guid `key` again."""
    return guid(old.id) == key and _ID.fullmatch(old.id) is not None


def with_old_ids(notes: Sequence[NoteText], known: dict[str, Stamped]) -> list[NoteText]:
    """Return `notes`, with the old id where one is an old note whose sentence was corrected."""
    present = {guid(note.id) for note in notes}
    gone = [old for key, old in known.items() if key not in present and _is_ours(key, old)]
    if not gone:
        return list(notes)
    new = [place for place, note in enumerate(notes) if guid(note.id) not in known]
    kept = list(notes)
    for place, old in _pairs([(place, _Fact.of(notes[place])) for place in new], gone):
        fields = notes[place].fields | {"Id": old.id}
        kept[place] = dataclasses.replace(notes[place], id=old.id, fields=fields)
    return kept


class _Fact(NamedTuple):
    """What makes a note the same fact as another: one answer, and sentences much alike."""

    note_type: str
    answer: str
    sentence: frozenset[str]
    front: frozenset[str]

    @staticmethod
    def of(note: NoteText | Stamped) -> "_Fact":
        """Return the fact of a note, new or old."""
        fields = note.fields
        text = fields.get("Text", "")
        if note.note_type in _ANSWERS:
            answer = fields.get(_ANSWERS[note.note_type], "")
        else:
            answer = " ".join(match[1].split("::")[0] for match in _CLOZE.finditer(text))
        filled = _CLOZE.sub(lambda match: match[1].split("::")[0], text)
        sentence = fields.get("Context") or filled
        front = " ".join(fields.get(name, "") for name in ("Question", "Quote")) + filled
        return _Fact(note.note_type, fold(plain(answer)), _words(sentence), _words(front))


def _pairs(new: list[tuple[int, _Fact]], gone: list[Stamped]) -> Iterable[tuple[int, Stamped]]:
    """Yield which new note is which old one: the most similar first, each once."""
    facts = [_Fact.of(old) for old in gone]
    common = Counter(word for fact in facts for word in fact.sentence)
    # Two sentences much alike share a word among the rarest of each: only such pairs are compared.
    index: dict[tuple[str, str, str], list[int]] = {}
    for place, fact in enumerate(facts):
        for word in _rarest(fact, common):
            index.setdefault((fact.note_type, fact.answer, word), []).append(place)
    alike: list[tuple[float, float, int, int]] = []
    for place, fact in new:
        keys = ((fact.note_type, fact.answer, word) for word in _rarest(fact, common))
        found = (index.get(key, ()) for key in keys)
        for other in {each for places in found if len(places) <= COMMON for each in places}:
            share = _share(fact.sentence, facts[other].sentence)
            if share >= SIMILAR:
                alike.append((-share, -_share(fact.front, facts[other].front), place, other))
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    for _, _, place, other in sorted(alike):
        if place not in taken_new and other not in taken_old:
            taken_new.add(place)
            taken_old.add(other)
            yield place, gone[other]


def _rarest(fact: _Fact, common: Counter[str]) -> list[str]:
    """Return so many words of the sentence that a similar one must have one of its own in them."""
    ranked = sorted(fact.sentence, key=lambda word: (common[word], word))
    return ranked[: len(ranked) - math.ceil(SIMILAR * len(ranked) - 1e-9) + 1]


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    """Return which share of the words of both the two have in common."""
    both = len(first | second)
    return len(first & second) / both if both else 0.0


def _words(field: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(plain(field))))


def _gone(old: Stamped) -> str:
    """Return the sentence on an old note that is not among the new ones."""
    shown = " ".join(old.fields.get(name, "") for name in FRONTS[old.note_type])
    front = plain(_CLOZE.sub("[…]", shown))
    if len(front) > _LONGEST_FRONT:
        front = front[:_LONGEST_FRONT].rsplit(" ", 1)[0] + "…"
    where = f"; to find it there, search for Id:{old.id}" if _ID.fullmatch(old.id) else "."
    return f"Not in this deck any more: “{front}” Anki keeps it{where}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
