"""The deck before as a ledger, without Anki: what is new, changed, unchanged, gone or the same."""

import io
import json
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing

import pytest

from quiz.errors import ExportError
from quiz.exporters import export_deck
from quiz.exporters.anki import previous as reading
from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.ledger import stamp
from quiz.exporters.anki.left import with_left
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.package import A_DAY, EPOCH, guid, pack
from quiz.exporters.anki.previous import unpack
from quiz.exporters.deck_options import DeckOptions
from tests.exporters.anki.cases import deck_of
from tests.exporters.anki.test_deck import with_question
from tests.samples import sample_quiz, several_quiz

NOW = EPOCH + 1000
SENTENCE = "The old ferry of Corran made its last trip across the bay on a grey Monday in March"


def note(identity: str, answer: str, sentence: str, question: str = "What?") -> NoteText:
    fields = {"Id": identity, "Question": question, "Answer": answer, "Context": sentence}
    return NoteText(identity, "article-qa", fields, ())


def packed(*notes: NoteText) -> bytes:
    return pack([(each, EPOCH) for each in notes], note_types(), series="a")


def ids_after(notes: list[NoteText], before: bytes) -> list[str]:
    return [kept.id for kept, _ in stamp(notes, note_types(), before, NOW).notes]


# What is said


def test_new_changed_unchanged_and_gone_are_counted_and_the_gone_are_named() -> None:
    quiz = with_question(2, explanation="Mended.")
    fewer = quiz.model_copy(update={"questions": quiz.questions[:5]})
    before = deck_of(sample_quiz())
    quizzes = (fewer, several_quiz())
    exported = export_deck(quizzes, "anki", DeckOptions(previous=before, now=NOW))
    gone = sample_quiz().questions[5]
    assert exported.said == (
        "Not in this deck any more: “The Brindle Courier · 15 May 2024 What post does Paul "
        f"Achterberg hold at…” Anki keeps it; to find it there, search for Id:{gone.id}",
        "9 notes, 9 cards: 4 new, 1 changed, 4 unchanged since the deck before; 1 of it gone.",
    )


def test_a_new_note_carries_the_present_time() -> None:
    quiz = sample_quiz()
    before = deck_of(quiz.model_copy(update={"questions": quiz.questions[:5]}))
    after = unpack(deck_of(quiz, before, NOW)).notes
    assert after[guid(quiz.questions[5].id)].mod == NOW
    assert after[guid(quiz.questions[0].id)].mod == EPOCH


def test_a_tag_more_is_a_change() -> None:
    before = deck_of(sample_quiz())
    options = DeckOptions(previous=before, now=NOW, tags=("exam",))
    exported = export_deck((sample_quiz(),), "anki", options)
    assert "0 new, 6 changed, 0 unchanged" in exported.said[-1]


def test_another_deck_is_no_change() -> None:
    """Anki leaves cards where they are; only new ones go to the new deck."""
    before = deck_of(sample_quiz())
    options = DeckOptions(previous=before, now=NOW, deck="Other")
    assert "6 unchanged" in export_deck((sample_quiz(),), "anki", options).said[-1]


# The same fact with another id


def test_the_same_answer_and_a_similar_sentence_keep_the_old_id() -> None:
    before = packed(note("old", "Monday", SENTENCE))
    corrected = note("new", " monday ", SENTENCE.replace("grey", "rainy"), "When?")
    (kept, mod), *_ = stamp([corrected], note_types(), before, NOW).notes
    assert (kept.id, kept.fields["Id"], kept.fields["Question"], mod) == (
        "old",
        "old",
        "When?",
        NOW,
    )


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("Tuesday", SENTENCE),
        ("Monday", "The council will meet again on Monday to vote on the ferry"),
        ("Monday", ""),
    ],
)
def test_another_answer_or_another_sentence_is_another_note(answer: str, sentence: str) -> None:
    before = packed(note("old", "Monday", SENTENCE))
    assert ids_after([note("new", answer, sentence)], before) == ["new"]


def test_another_note_type_is_another_note() -> None:
    before = packed(note("old", "Monday", SENTENCE))
    fields = {"Id": "new", "Text": f"{SENTENCE} {{{{c1::Monday}}}}"}
    assert ids_after([NoteText("new", "article-cloze", fields, ())], before) == ["new"]


def test_a_cloze_is_known_by_its_sentence() -> None:
    def cloze(identity: str, text: str) -> NoteText:
        return NoteText(identity, "article-cloze", {"Id": identity, "Text": text}, ())

    before = packed(cloze("old", f"{SENTENCE} {{{{c1::1971::year}}}}."))
    after = cloze("new", f"{SENTENCE.replace('grey', 'dark')} {{{{c1::1971::date}}}}.")
    assert ids_after([after], before) == ["old"]


def test_the_most_similar_note_is_the_one_and_each_is_used_once() -> None:
    near, far = SENTENCE + " of rain", SENTENCE + " of rain and snow and wind"
    before = packed(note("far", "Monday", far), note("near", "Monday", near))
    exact, other = note("b", "Monday", near), note("a", "Monday", near + " today")
    assert ids_after([other, exact], before) == ["far", "near"]
    third = note("c", "Monday", near)
    assert ids_after([exact, other, third], before) == ["near", "a", "far"]


def test_a_note_that_is_still_there_gives_its_id_to_no_other() -> None:
    still = note("old", "Monday", SENTENCE)
    again = note("new", "Monday", SENTENCE, "On what day?")
    assert ids_after([still, again], packed(still)) == ["old", "new"]


def test_two_thousand_true_statements_are_compared_in_no_time() -> None:
    def statement(identity: str, number: int) -> NoteText:
        return note(identity, "True", f"{SENTENCE} number {number} of {number * 7 % 2000}")

    before = packed(*(statement(f"old{n}", n) for n in range(2000)))
    begun = time.process_time()
    kept = ids_after([statement(f"new{n}", n) for n in range(2000)], before)
    assert time.process_time() - begun < 5
    assert kept == [f"old{n}" for n in range(2000)]


# Files that are no deck of ours


def collection_of(change: Callable[[sqlite3.Connection], object]) -> bytes:
    """Return a package of ours with its database changed."""
    with zipfile.ZipFile(io.BytesIO(deck_of(sample_quiz()))) as archive:
        payload = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(payload)
        change(database)
        database.commit()
        return zipped({"collection.anki2": database.serialize(), "media": b"{}"})


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, payload in members.items():
            archive.writestr(name, payload)
    return buffer.getvalue()


ENDLESS = (
    "create view notes as with recursive n(i) as (select 1 union all select i + 1 from n) "
    "select i as guid, 1 as mid, 1 as mod, '' as tags, '' as flds from n where i < 0"
)


@pytest.mark.parametrize(
    "previous",
    [
        collection_of(lambda db: db.execute("drop table notes")),
        collection_of(lambda db: db.execute("delete from notes")),
        collection_of(lambda db: db.execute("update notes set mid = 1607392319")),
        collection_of(lambda db: db.execute("update notes set flds = x'ff'")),
        collection_of(lambda db: db.execute("update notes set flds = cast(x'ff' as text)")),
        collection_of(lambda db: db.execute("update notes set mod = 'soon'")),
        collection_of(lambda db: db.executescript(f"drop table notes; {ENDLESS};")),
        zipped({"collection.anki2": b""}),
        zipped({"notes.txt": b"Anki"}),
    ],
)
def test_a_package_of_another_kind_is_refused(previous: bytes) -> None:
    with pytest.raises(ExportError, match="no Anki package that Broadsheet wrote"):
        deck_of(sample_quiz(), previous, NOW)


def test_a_package_that_unfolds_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_COLLECTION", 1_000_000)
    bomb = zipped({"collection.anki2": bytes(5_000_000)})
    assert len(bomb) < 10_000
    with pytest.raises(ExportError, match="larger than any"):
        deck_of(sample_quiz(), bomb, NOW)


@pytest.mark.parametrize(("name", "limit"), [("MOST_NOTES", 5), ("LARGEST_PACKAGE", 500)])
def test_a_package_larger_than_ours_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    before = deck_of(sample_quiz())
    monkeypatch.setattr(reading, name, limit)
    with pytest.raises(ExportError, match="larger than any"):
        deck_of(sample_quiz(), before, NOW)


def test_notes_of_others_in_the_package_are_no_matter() -> None:
    def add(database: sqlite3.Connection) -> None:
        database.execute(
            "insert into notes select 1, 'theirs', 7, mod, usn, tags, 'a', 'a', 0, 0, '' "
            "from notes limit 1"
        )

    assert len(unpack(collection_of(add)).notes) == 6


def test_a_note_from_the_future_is_refused() -> None:
    """In milliseconds, by mistake: Anki would never update it again."""
    future = collection_of(lambda db: db.execute("update notes set mod = mod * 1000"))
    with pytest.raises(ExportError, match="from the future"):
        deck_of(sample_quiz(), future, NOW)
    skewed = collection_of(lambda db: db.execute(f"update notes set mod = {NOW + A_DAY - 60}"))
    assert len(unpack(deck_of(with_question(0, stem="When?"), skewed, NOW)).notes) == 6


@pytest.mark.parametrize("piece", ["{{c1::", "{{c1::a::", "<", "&", "{{c1::" + "::" * 40, "x y "])
def test_a_field_made_to_be_slow_is_read_in_no_time(piece: str) -> None:
    def swell(database: sqlite3.Connection) -> None:
        database.execute(
            "update notes set guid = 'g' || id, flds = replace(flds, x'1f', x'1f' || ?)",
            (piece * (200_000 // len(piece)),),
        )

    before = collection_of(swell)
    begun = time.process_time()
    said = export_deck((sample_quiz(),), "anki", DeckOptions(previous=before, now=NOW)).said
    assert time.process_time() - begun < 10
    assert "6 new" in said[-1]
    assert max(map(len, said)) < 300


def test_a_package_packed_in_another_way_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("collection.anki2", b"SQLite format 3\0")
    with pytest.raises(ExportError, match="no Anki package"):
        deck_of(sample_quiz(), buffer.getvalue(), NOW)


def test_an_id_that_is_not_ours_is_never_taken_over() -> None:
    """Nothing of a stranger's file gets into a field of ours unescaped."""
    bad = "<script>"
    fields = {"Id": bad, "Question": "Q", "Answer": "Monday", "Context": SENTENCE}
    before = packed(NoteText(bad, "article-qa", fields, ()))
    stamps = stamp([note("new", "Monday", SENTENCE)], note_types(), before, NOW)
    assert stamps.notes[0][0].id == "new"
    assert stamps.said[0] == "Not in this deck any more: “Q” Anki keeps it."


@pytest.mark.parametrize(
    "settings",
    [
        '{"broadsheetLeft": 7}',
        '{"broadsheetLeft": [{"guid": "g"}]}',
        '{"broadsheetLeft": ' + "[" * 100_000,
        "no settings",
    ],
)
def test_settings_that_we_never_wrote_are_refused(settings: str) -> None:
    spoilt = collection_of(lambda db: db.execute("update col set conf = ?", (settings,)))
    with pytest.raises(ExportError, match="no Anki package"):
        deck_of(sample_quiz(), spoilt, NOW)


def test_of_what_was_left_out_only_notes_of_ours_are_carried_on() -> None:
    """A stranger's file cannot plant a note: its guid must belong to a sound id."""
    quiz = sample_quiz()
    short = quiz.model_copy(update={"questions": quiz.questions[:4]})
    second = deck_of(short, deck_of(quiz), NOW)
    left = unpack(second).left
    assert {note.id for note in left.values()} == {q.id for q in quiz.questions[4:]}
    planted = collection_of(
        lambda db: db.execute(
            "update col set conf = ?",
            (with_left("{}", {"theirs": next(iter(left.values()))}),),
        )
    )
    assert unpack(planted).left.keys() == {"theirs"}
    assert unpack(deck_of(quiz, planted, NOW)).left == {}


def test_a_note_twice_is_never_written() -> None:
    same = note("a", "x", "y")
    with pytest.raises(ExportError, match="a note twice"):
        packed(same, same)


def test_a_time_of_nought_is_never_written() -> None:
    with pytest.raises(ExportError):
        pack([(note("a", "x", "y"), 0)], note_types(), series="a")


def test_the_media_map_of_a_deck_without_pictures_is_empty() -> None:
    with zipfile.ZipFile(io.BytesIO(deck_of(sample_quiz()))) as archive:
        assert json.loads(archive.read("media")) == {}


def test_a_deck_whose_notes_are_made_up_out_of_nothing_is_refused() -> None:
    """A small file whose rows would be half a gigabyte each: a view in the place of a table."""
    package = deck_of(sample_quiz())
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        collection = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection)
        columns = "guid, mid, mod, tags"
        database.execute("alter table notes rename to held")
        database.execute(
            f"create view notes as select {columns}, hex(zeroblob(250000000)) as flds from held"
        )
        database.commit()
        hostile = zipped({"collection.anki2": database.serialize()})
    with pytest.raises(ExportError):
        deck_of(sample_quiz(), hostile, NOW)
