"""A teacher's library: what is put in, changed, moved and taken out, and by whom."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from quiz.errors import ConflictError, OptionError, UnknownQuizError
from quiz.schema.candidate import Candidate, Rejection, Screening
from quiz.schema.classroom import Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.store.tables import ASSIGNMENTS, SCREENINGS
from tests.samples import sample_quiz
from tests.store.test_store import LATER, NOON, reworded


@pytest.fixture
def teacher(store: Store) -> Teacher:
    return store.teachers.add("Ms Lindqvist", "no hash", now=NOON)


@pytest.fixture
def other(store: Store) -> Teacher:
    return store.teachers.add("Mr Okafor", "no hash", now=NOON)


def screening() -> Screening:
    first, second = (Candidate(question=q, fact=q.id) for q in sample_quiz().questions[:2])
    rejection = Rejection(candidate=second, rule="vague", reason="Nobody could know the answer.")
    return Screening(kept=(first,), dropped=(rejection,))


def test_what_is_added_is_there_with_all_that_lists_show(store: Store, teacher: Teacher) -> None:
    added = store.library.add(teacher.id, sample_quiz(), folder=" Year 9 ", what="Made.", now=NOON)
    assert store.library.entry(teacher.id, added.id) == added
    assert (added.title, added.outlet) == (sample_quiz().title, "The Brindle Courier")
    assert (added.folder, added.questions, added.number) == ("Year 9", 6, 1)
    assert (added.created, added.changed, added.archived) == (NOON, NOON, None)
    assert store.library.quiz(teacher.id, added.id) == sample_quiz()
    assert store.library.entries(teacher.id) == (added,)
    assert store.library.counts(teacher.id) == (1, 0)
    assert [(v.number, v.made, v.what) for v in store.library.history(teacher.id, added.id)] == [
        (1, NOON, "Made.")
    ]


def test_another_teacher_cannot_tell_an_entry_from_none(
    store: Store, teacher: Teacher, other: Teacher
) -> None:
    entry = store.library.add(teacher.id, sample_quiz(), what="Made.", now=NOON)
    library = store.library
    for entry_id in (entry.id, "none", "a\x00b", "\udcff"):
        for ask in (
            lambda at: library.entry(other.id, at),
            lambda at: library.quiz(other.id, at),
            lambda at: library.version(other.id, at),
            lambda at: library.screening(other.id, at),
            lambda at: library.history(other.id, at),
            lambda at: library.save(other.id, at, sample_quiz(), expected=1, what="x", now=NOON),
            lambda at: library.file_under(other.id, at, "Mine"),
            lambda at: library.archive(other.id, at, archived=True, now=NOON),
            lambda at: library.duplicate(other.id, at, what="x", now=NOON),
            lambda at: library.delete(other.id, at),
        ):
            with pytest.raises(UnknownQuizError) as caught:
                ask(entry_id)
            assert "no such quiz in your library" in str(caught.value)
    assert library.entries(other.id) == ()
    assert library.folders(other.id) == ()
    assert library.counts(other.id) == (0, 0)
    assert library.entries(teacher.id) == (entry,)


def test_a_saved_change_is_a_new_version_and_the_old_one_stays(
    store: Store, teacher: Teacher
) -> None:
    entry = store.library.add(teacher.id, sample_quiz(), what="Made.", now=NOON)
    before = store.library.version(teacher.id, entry.id)
    shorter = reworded(sample_quiz()).model_copy(update={"questions": sample_quiz().questions[:4]})
    saved = store.library.save(
        teacher.id, entry.id, shorter, expected=1, what="Dropped two.", now=LATER
    )
    assert (saved.number, saved.title, saved.questions) == (2, "Another title", 4)
    assert (saved.created, saved.changed) == (NOON, LATER)
    assert store.library.quiz(teacher.id, entry.id) == shorter
    assert store.library.quiz(teacher.id, entry.id, 1) == sample_quiz()
    assert store.library.version(teacher.id, entry.id) != before
    assert store.library.version(teacher.id, entry.id, 1) == before
    assert [v.number for v in store.library.history(teacher.id, entry.id)] == [2, 1]
    for number in (0, -1, 3, 10**30):
        with pytest.raises(UnknownQuizError):
            store.library.quiz(teacher.id, entry.id, number)


def test_of_two_changes_to_one_version_the_second_is_refused(
    store: Store, teacher: Teacher
) -> None:
    entry = store.library.add(teacher.id, sample_quiz(), what="Made.", now=NOON)
    kept = reworded(sample_quiz(), "First")
    store.library.save(teacher.id, entry.id, kept, expected=1, what="First.", now=LATER)
    for expected in (1, 3):
        with pytest.raises(ConflictError):
            store.library.save(
                teacher.id,
                entry.id,
                reworded(sample_quiz(), "Second"),
                expected=expected,
                what="Second.",
                now=LATER,
            )
    assert store.library.quiz(teacher.id, entry.id) == kept
    assert len(store.library.history(teacher.id, entry.id)) == 2


def titled(title: str, outlet: str | None = None) -> Quiz:
    quiz = reworded(sample_quiz(), title)
    return quiz.model_copy(update={"article": quiz.article.model_copy(update={"outlet": outlet})})


def test_search_finds_every_word_in_title_and_outlet(store: Store, teacher: Teacher) -> None:
    library = store.library
    for number, quiz in enumerate(
        [
            titled("Élan for the Øresund bridge", "Kyst"),
            titled("100% of the vote_count", "The Post"),
            titled("Élan of the voters", "The Post"),
        ]
    ):
        library.add(teacher.id, quiz, what="Made.", now=NOON + timedelta(minutes=number))

    def found(words: str) -> list[str]:
        return [entry.title.split()[0] for entry in library.entries(teacher.id, words=words)]

    assert found("") == ["Élan", "100%", "Élan"]
    assert found("elan") == found("ÉLAN") == ["Élan", "Élan"]
    assert found("elan kyst") == found("kyst elan") == ["Élan"]
    assert found("the post") == ["Élan", "100%"]
    assert found("%") == ["100%"]
    assert found("e_c") == ["100%"]
    assert found("/") == found("'") == found("zebra") == []


def test_folders_and_the_archive_part_the_list(store: Store, teacher: Teacher) -> None:
    library = store.library
    first = library.add(teacher.id, titled("A"), what="Made.", now=NOON)
    second = library.add(teacher.id, titled("B"), what="Made.", now=LATER)
    assert library.file_under(teacher.id, first.id, "Zoo\n ").folder == "Zoo"
    library.file_under(teacher.id, second.id, "Éire")
    assert library.folders(teacher.id) == ("Éire", "Zoo")
    assert [e.id for e in library.entries(teacher.id, folder="Zoo")] == [first.id]
    assert library.entries(teacher.id, folder="") == ()
    with pytest.raises(OptionError, match="100 characters"):
        library.file_under(teacher.id, first.id, "x" * 101)
    assert library.file_under(teacher.id, first.id, "x" * 100).folder == "x" * 100

    assert library.archive(teacher.id, first.id, archived=True, now=LATER).archived == LATER
    assert [e.id for e in library.entries(teacher.id)] == [second.id]
    assert [e.id for e in library.entries(teacher.id, archived=True)] == [first.id]
    assert library.counts(teacher.id) == (1, 1)
    assert library.archive(teacher.id, first.id, archived=False, now=LATER).archived is None
    assert library.counts(teacher.id) == (2, 0)


def test_a_duplicate_goes_its_own_way(store: Store, teacher: Teacher) -> None:
    library = store.library
    first = library.add(
        teacher.id, sample_quiz(), screening=screening(), folder="F", what="Made.", now=NOON
    )
    second = library.duplicate(teacher.id, first.id, what="Duplicated.", now=LATER)
    assert second.id != first.id
    assert (second.number, second.folder, second.created) == (1, "F", LATER)
    assert library.screening(teacher.id, second.id) == screening()
    library.save(
        teacher.id, second.id, reworded(sample_quiz()), expected=1, what="Changed.", now=LATER
    )
    assert library.quiz(teacher.id, first.id) == sample_quiz()
    library.delete(teacher.id, first.id)
    assert library.screening(teacher.id, second.id) == screening()


def test_what_was_dropped_is_kept_with_its_reasons_until_the_quiz_goes(
    store: Store, teacher: Teacher
) -> None:
    library = store.library
    with_it = library.add(teacher.id, sample_quiz(), screening=screening(), what="x", now=NOON)
    without = library.add(teacher.id, sample_quiz(), what="x", now=NOON)
    assert library.screening(teacher.id, with_it.id) == screening()
    assert library.screening(teacher.id, without.id) is None
    library.delete(teacher.id, with_it.id)
    with store.database.reading() as connection:
        assert connection.execute(select(SCREENINGS)).all() == []


def test_what_is_deleted_is_gone(store: Store, teacher: Teacher) -> None:
    entry = store.library.add(teacher.id, sample_quiz(), what="Made.", now=NOON)
    store.library.delete(teacher.id, entry.id)
    assert store.library.entries(teacher.id) == ()
    with pytest.raises(UnknownQuizError):
        store.library.entry(teacher.id, entry.id)


def test_what_a_class_was_given_is_not_deleted(store: Store, teacher: Teacher) -> None:
    entry = store.library.add(teacher.id, sample_quiz(), what="Made.", now=NOON)
    version = store.library.version(teacher.id, entry.id)
    with store.database.writing() as connection:
        connection.execute(
            insert(ASSIGNMENTS).values(
                assignment_id="a",
                teacher_id=teacher.id,
                entry_id=entry.id,
                version=version,
                title="Monday",
                rules="{}",
                phase="draft",
                revision=1,
                created=NOON,
            )
        )
    with pytest.raises(ConflictError, match="was given to a class"):
        store.library.delete(teacher.id, entry.id)
    assert store.library.quiz(teacher.id, entry.id) == sample_quiz()
    store.library.archive(teacher.id, entry.id, archived=True, now=LATER)


def test_a_title_with_the_sign_nul_is_kept(store: Store, teacher: Teacher) -> None:
    entry = store.library.add(teacher.id, titled("Tide\x00s", "A\x00B"), what="x\x00", now=NOON)
    assert entry.title == "Tide\ufffds"
    assert store.library.quiz(teacher.id, entry.id).title == "Tide\x00s"
