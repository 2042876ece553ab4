"""`quiz invite` and `quiz sign-in-link`: links for whoever runs the server to hand on."""

from datetime import UTC, datetime

from quiz.store import Store, default_url
from tests.cli.conftest import Quiz

NOW = datetime.now(UTC)


def test_an_invitation_is_a_link_that_works_once(quiz: Quiz) -> None:
    made = quiz("invite", "--address", "https://quiz.school.example/")
    assert made.code == 0
    address = made.out.decode().strip()
    assert address.startswith("https://quiz.school.example/invite/")
    token = address.rpartition("/")[2]
    with Store(default_url()) as store:
        assert store.teachers.link(token, "invite", now=NOW) is None
        joined = store.teachers.follow_to_join(token, "Mr Okafor", "a hash", now=NOW)
        assert store.teachers.named("Mr Okafor") == joined


def test_a_sign_in_link_is_for_the_teacher_named(quiz: Quiz) -> None:
    with Store(default_url()) as store:
        teacher = store.teachers.add("Ms Lindqvist", "a hash", now=NOW)
    made = quiz("sign-in-link", "ms lindqvist")
    address = made.out.decode().strip()
    assert address.startswith("http://127.0.0.1:8000/sign-in/")
    with Store(default_url()) as store:
        assert store.teachers.link(address.rpartition("/")[2], "sign-in", now=NOW) == teacher


def test_an_unknown_teacher_and_an_address_that_is_none_are_refused(quiz: Quiz) -> None:
    nobody = quiz("sign-in-link", "Mr Okafor")
    assert (nobody.code, nobody.out) == (2, b"")
    assert "no teacher called 'Mr Okafor'; there is nobody yet" in nobody.err
    for address in ("quiz.school.example", "ftp://quiz.example", "https://"):
        refused = quiz("invite", "--address", address)
        assert (refused.code, refused.out) == (2, b"")
        assert "is no address of a server" in refused.err
