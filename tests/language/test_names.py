"""What is known about names without the article: titles, first names, places, demonyms."""

import pytest

from quiz.language.gazetteer import demonyms, known_place, seats, sex_of
from quiz.language.names import Names, can_be, sex_of_person
from quiz.schema.findings import Person
from quiz.schema.record import Evidence
from tests.language.stories import found


def person(name: str, honorific: str | None = None, at: int = 0) -> Person:
    mention = Evidence(start=at, end=at + len(name), text=name)
    return Person(name=name, honorific=honorific, mentions=(mention,))


@pytest.mark.parametrize(
    ("name", "honorific", "sex"),
    [
        ("Clara Whitlock", None, "f"),
        ("Tom Ravel", None, "m"),
        ("Robin Ravel", None, None),  # both
        ("Xqz Ravel", None, None),  # unknown
        ("Robin Ravel", "Mrs", "f"),
        ("Clara Whitlock", "Mr", "m"),  # the article knows better than the list
        ("Mrs Whitlock", "Mrs", "f"),
        ("Clara", None, None),  # alone it may be a surname
        ("Anne-Marie Ravel", None, "f"),
    ],
)
def test_the_sex_of_a_person(name: str, honorific: str | None, sex: str | None) -> None:
    assert sex_of_person(person(name, honorific)) == sex


@pytest.mark.parametrize(
    ("pronoun", "name", "possible"),
    [
        ("she", "Clara Whitlock", True),
        ("He", "Clara Whitlock", False),
        ("his", "Tom Ravel", True),
        ("her", "Tom Ravel", False),
        ("he", "Robin Ravel", True),
        ("she", "Robin Ravel", True),
        ("they", "Robin Ravel", False),
    ],
)
def test_which_pronoun_can_stand_for_whom(pronoun: str, name: str, possible: bool) -> None:
    assert can_be(pronoun, person(name)) is possible


def test_names_by_place_and_by_form() -> None:
    text = "Clara Whitlock met Tom Ravel in Oslo. Ms Whitlock left."
    findings = found(text)
    names = Names.of(findings)
    whitlock = findings.people[0]
    assert names.by_name["Whitlock"] is names.by_name["Ms Whitlock"] is whitlock
    start, end = whitlock.mentions[0].start, findings.places[0].mentions[0].end
    assert [n.entity.name for n in names.within(start, end)] == [
        "Clara Whitlock",
        "Tom Ravel",
        "Oslo",
    ]
    assert [n.entity.name for n in names.within(start + 1, end - 1)] == ["Tom Ravel"]


def test_surnames_that_two_people_share() -> None:
    people = [person("Anna Keller"), person("Tom Keller", at=20), person("Tom Ravel", at=40)]
    assert Names(people).shared == {"Keller"}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Kyiv", ("Kyiv", "UA")),
        ("the United Kingdom", ("Britain", "GB")),
        ("UK", ("Britain", "GB")),
        ("Ohio", ("Ohio", "US")),
        ("the Moon", None),
        ("Brindle", None),
    ],
)
def test_known_places(name: str, known: tuple[str, str] | None) -> None:
    place = known_place(name)
    assert (place and (place.name, place.country)) == known


def test_demonyms_and_seats() -> None:
    assert demonyms()["Ukrainian"] == "UA"
    assert demonyms()["British"] == "GB"
    assert seats()["Kyiv"] == "UA"
    assert sex_of("Brindle") is None
