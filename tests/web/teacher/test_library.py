"""The library as a teacher sees it: finding, moving, importing, taking away."""

import json
from datetime import UTC, datetime, timedelta
from email.message import Message

import pytest
from flask.testing import FlaskClient

from quiz.exporters import EXPORTERS, export
from quiz.schema.classroom import Entry, Teacher
from quiz.schema.loading import MAX_BYTES
from quiz.schema.quiz import Quiz, dump, load
from quiz.store import Store
from quiz.web.teacher.formats import PURPOSES
from quiz.web.teacher.library import PER_PAGE
from tests.web.pages import Page, Student, form_to

NOW = datetime.now(UTC)


@pytest.fixture
def desk(teacher_client: FlaskClient) -> Student:
    """Return the browser of a teacher who has signed in."""
    return Student(teacher_client)


@pytest.fixture
def entry(store: Store, teacher: Teacher, sample: Quiz) -> Entry:
    return store.library.add(teacher.id, sample, what="Built from a link", now=NOW)


def titled(quiz: Quiz, title: str) -> Quiz:
    return quiz.model_copy(update={"title": title})


def test_the_library_says_of_each_quiz_what_it_is(desk: Student, entry: Entry) -> None:
    page = desk.open("/desk")
    assert page.title == "Library – Broadsheet"
    assert page.links[entry.title] == f"/desk/quiz/{entry.id}"
    assert "The Brindle Courier" in page.text
    assert "6 questions" in page.text


def test_search_folders_and_archive_find_what_they_say(
    desk: Student, store: Store, teacher: Teacher, sample: Quiz
) -> None:
    add = store.library.add
    for number, (title, folder) in enumerate(
        [("Otters", "Year 9"), ("Night trains", "Year 9"), ("Otters again", "")]
    ):
        add(teacher.id, titled(sample, title), folder=folder, what="x", now=NOW + number * HOUR)
    page = desk.open("/desk")
    assert page.text.index("Otters again") < page.text.index("Night trains")
    search = form_to(page, "/desk")
    assert (search.method, [c["name"] for c in search.controls if "name" in c]) == ("get", ["q"])
    found = desk.open("/desk?q=otters")
    assert "2 quizzes with “otters”" in found.text
    assert "Night trains" not in found.links
    assert "0 quizzes with “zebra”" in desk.open("/desk?q=zebra").text
    folder = desk.open(page.links["Year 9"])
    assert set(folder.links) >= {"Otters", "Night trains"}
    assert "Otters again" not in folder.links
    assert "Nothing is in this folder" in desk.open("/desk?folder=Elsewhere").text
    assert "All your quizzes" not in folder.text


HOUR = timedelta(hours=1)


def test_a_long_library_goes_over_pages(
    desk: Student, store: Store, teacher: Teacher, sample: Quiz
) -> None:
    for number in range(PER_PAGE + 1):
        store.library.add(
            teacher.id, titled(sample, f"Quiz {number:03}"), what="x", now=NOW + number * HOUR
        )
    first = desk.open("/desk")
    assert "Page 1 of 2" in first.text
    assert "Quiz 000" not in first.links
    assert len(first.html) < 50_000
    second = desk.open(first.links["Older"])
    assert "Quiz 000" in second.links
    assert "Quiz 001" not in second.links
    assert "Page 2 of 2" in desk.open("/desk?page=99").text
    assert "Page 1 of 2" in desk.open("/desk?page=-3").text


def test_a_quiz_moves_and_comes_back(desk: Student, entry: Entry) -> None:
    at = f"/desk/quiz/{entry.id}"
    page = desk.send(form_to(desk.open(at), f"{at}/folder"), new="  Sixth \u202e form ")
    assert desk.at == at
    assert "Moved." in page.text
    assert "Sixth form" in page.links
    page = desk.send(form_to(page, f"{at}/folder"), new="x" * 101)
    assert page.status == 400
    assert "100 characters" in page.text

    archived = desk.send(form_to(desk.open(at), f"{at}/archive"))
    assert "In the archive" in archived.text
    assert entry.title not in desk.open("/desk").links
    assert entry.title in desk.open("/desk?show=archive").links
    desk.send(form_to(archived, f"{at}/archive"))
    assert entry.title in desk.open("/desk").links


def test_a_duplicate_is_another_quiz(desk: Student, entry: Entry) -> None:
    at = f"/desk/quiz/{entry.id}"
    page = desk.send(form_to(desk.open(at), f"{at}/duplicate"))
    assert desk.at != at
    assert "This is the duplicate" in page.text


def test_a_quiz_is_deleted_after_a_question(
    desk: Student, store: Store, teacher: Teacher, entry: Entry
) -> None:
    at = f"/desk/quiz/{entry.id}"
    page = desk.open(desk.open(at).links["Delete …"])
    assert "for good" in page.text
    assert store.library.entries(teacher.id) == (entry,)
    gone = desk.send(form_to(page, f"{at}/delete"))
    assert "Deleted." in gone.text
    assert store.library.entries(teacher.id) == ()
    assert desk.open(at).status == 404
    assert desk.seen[-1].links["To the library"] == "/desk"


def test_an_earlier_version_comes_back_as_a_new_one(
    desk: Student, store: Store, teacher: Teacher, entry: Entry, sample: Quiz
) -> None:
    at = f"/desk/quiz/{entry.id}"
    changed = titled(sample, "Reworded")
    store.library.save(teacher.id, entry.id, changed, expected=1, what="Reworded", now=NOW)
    page = desk.open(at)
    restore = form_to(page, f"{at}/restore")
    done = desk.send(restore)
    assert "Back to version 1" in done.text
    assert store.library.quiz(teacher.id, entry.id) == sample
    assert store.library.entry(teacher.id, entry.id).number == 3
    assert desk.send(restore).status == 409, "an old page changes nothing"
    for number in ("0", "9", "x", "-1", "9999999", "١"):
        assert desk.send(restore, number=number).status == 404


def test_a_quiz_file_is_imported_whole(
    desk: Student, store: Store, teacher: Teacher, sample: Quiz
) -> None:
    form = form_to(desk.open("/desk/import"), "/desk/import")
    page = desk.submit(form, file=(dump(sample), "quiz.json"))
    assert "The quiz is in your library" in page.text
    (entry,) = store.library.entries(teacher.id)
    assert store.library.quiz(teacher.id, entry.id) == sample
    assert "Imported from a file" in page.text


def _without(quiz: Quiz, name: str) -> bytes:
    found = json.loads(dump(quiz))
    del found[name]
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"", "up.json"),
        (b"%PDF-1.7 no JSON", "up.json"),
        (b'{"format": "something else"}', "not a Broadsheet quiz"),
        (b'{"format": "broadsheet.quiz", "version": 99}', "newer Broadsheet"),
        (b"[" * 100_000, "up.json"),
        (b'{"format": "broadsheet.quiz", "version": 3}' + b" " * MAX_BYTES, "larger than any quiz"),
    ],
    ids=["empty", "pdf", "other", "newer", "deep", "large"],
)
def test_a_file_that_is_no_quiz_is_refused_in_words(
    desk: Student, store: Store, teacher: Teacher, payload: bytes, why: str
) -> None:
    form = form_to(desk.open("/desk/import"), "/desk/import")
    page = desk.submit(form, file=(payload, "../<i>up.json"))
    assert page.status == 422
    assert why in page.text
    assert "<i>" not in page.html
    assert page.title.startswith("Error")
    assert store.library.entries(teacher.id) == ()


def test_a_damaged_quiz_and_no_file_at_all_are_refused(desk: Student, sample: Quiz) -> None:
    form = form_to(desk.open("/desk/import"), "/desk/import")
    page = desk.submit(form, file=(_without(sample, "article"), "quiz.json"))
    assert page.status == 422
    assert "damaged" in page.text
    none = desk.submit(form, file=(b"", ""))
    assert none.status == 400
    assert "Choose a file first" in none.text


def test_the_quiz_page_says_what_it_holds_and_what_it_lacks(
    desk: Student, entry: Entry, sample: Quiz
) -> None:
    page = desk.open(f"/desk/quiz/{entry.id}")
    assert "6 questions, about 4 minutes" in page.text.replace(" · ", "")
    assert "It has 6 of the 12 questions asked for" in page.text
    assert "5 more were drafted and left out" in page.text
    assert "1 Built from a link" in page.text
    guide = desk.open(page.links["Study guide"])
    assert "What happened" in guide.text
    assert desk.open(guide.links["Back to the quiz"]).status == 200


def test_every_format_is_there_once_under_its_purpose() -> None:
    named = [name for names in PURPOSES.values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) == set(EXPORTERS)


@pytest.mark.parametrize("name", list(EXPORTERS))
def test_every_format_is_given_and_its_losses_are_told_before(
    desk: Student, entry: Entry, sample: Quiz, name: str
) -> None:
    page = desk.open(f"/desk/quiz/{entry.id}")
    address = f"/desk/quiz/{entry.id}/files/{name}"
    assert address in page.links.values()
    wanted = export(sample, name)
    given = desk.client.get(address)
    assert given.status_code == 200
    assert given.mimetype == wanted.mimetype
    assert len(given.data) > 0
    header = Message()
    header["Content-Disposition"] = given.headers["Content-Disposition"]
    assert header.get_content_disposition() == "attachment"
    assert str(header.get_filename()).endswith(wanted.suffix)
    for loss in wanted.losses:
        assert loss in page.text
    if EXPORTERS.get(name).has_key:
        key = desk.client.get(f"{address}?key=yes")
        assert f"{address}?key=yes" in page.html
        assert key.data != given.data


def test_what_a_format_refuses_is_said_and_not_linked(
    desk: Student, store: Store, teacher: Teacher, sample: Quiz
) -> None:
    bare = sample.model_copy(update={"guide": None})
    entry = store.library.add(teacher.id, bare, what="x", now=NOW)
    page = desk.open(f"/desk/quiz/{entry.id}")
    address = f"/desk/quiz/{entry.id}/files/guide"
    assert address not in page.links.values()
    assert "study guide" in page.text.split("Study guide (PDF)")[1].split("Study guide (Word)")[0]
    assert desk.open(address).status == 400
    assert desk.open(f"/desk/quiz/{entry.id}/guide").status == 400
    assert desk.open(f"/desk/quiz/{entry.id}/files/none").status == 400


def test_a_quiz_without_questions_has_a_page_all_the_same(
    desk: Student, store: Store, teacher: Teacher, sample: Quiz
) -> None:
    empty = sample.model_copy(update={"questions": ()})
    entry = store.library.add(teacher.id, empty, what="x", now=NOW)
    page = desk.open(f"/desk/quiz/{entry.id}")
    assert page.status == 200
    assert "0 questions" in page.text


def test_the_quiz_file_taken_away_is_the_one_that_can_be_imported(
    desk: Student, entry: Entry, sample: Quiz
) -> None:
    given = desk.client.get(f"/desk/quiz/{entry.id}/files/json")
    assert load(given.data) == sample


def test_titles_and_folders_are_shown_as_typed(
    desk: Student, store: Store, teacher: Teacher, sample: Quiz
) -> None:
    bad = "<script>alert(1)</script> {{7*7}} \u202e&amp;"
    entry = store.library.add(teacher.id, titled(sample, bad), folder=bad, what=bad, now=NOW)
    for address in ("/desk", f"/desk/quiz/{entry.id}", f"/desk/quiz/{entry.id}/delete"):
        page = desk.open(address)
        assert "<script>alert" not in page.html
        assert "alert(1)" in page.text
        assert "{{7*7}}" in page.text
    assert "\u202e" not in Page(desk.client.get(f"/desk/quiz/{entry.id}")).title
