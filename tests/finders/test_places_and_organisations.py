"""Places and organisations: every name of one thing is that thing."""

import pytest

from tests.language.stories import found


def places(text: str) -> list[tuple[str, str, str | None]]:
    return [(p.name, p.kind, p.country) for p in found(text).places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guests met in Oslo.", [("Oslo", "city", "NO")]),
        (
            "The guests met in Kyiv and Kherson.",
            [("Kyiv", "city", "UA"), ("Kherson", "city", "UA")],
        ),
        ("The senator flew to Ohio.", [("Ohio", "region", "US")]),
        ("Fighting went on in the Kursk region.", [("Kursk", "region", "RU")]),
        ("They settled in the town of Brindlemouth.", [("Brindlemouth", "city", None)]),
    ],
)
def test_places_with_kind_and_country(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert places(text) == expected


def test_all_names_of_a_country_are_one_place() -> None:
    text = (
        "The United Kingdom and the US sent ships. Britain sent two, and the UK sent medicine. "
        "The United States sent three."
    )
    britain, america = found(text).places
    assert (britain.name, britain.country) == ("Britain", "GB")
    assert [m.text for m in britain.mentions] == ["United Kingdom", "Britain", "UK"]
    assert (america.name, america.country) == ("the United States", "US")
    assert [m.text for m in america.mentions] == ["US", "United States"]
    assert {"UK", "United Kingdom"} <= set(britain.aliases)


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        # The last word of a longer name is no city, whether that name is known for a person or not.
        ("Kenta Morioka fell. Morioka slipped on wet leaves.", []),
        ("Inés Carmona saw it first, from her balcony. Carmona will come back in May.", []),
        # Where somebody is in it, it is the city all the same.
        ("Kenta Morioka fell. The race in Morioka went on.", ["Morioka"]),
        ("A crowd filled Mexico City. Later the crowd left Oslo.", ["Mexico City", "Oslo"]),
        ("They met in Brindlemouth. The mayor of Brindlemouth cheered.", ["Brindlemouth"]),
    ],
)
def test_a_surname_is_no_city(text: str, cities: list[str]) -> None:
    assert [name for name, kind, _ in places(text) if kind == "city"] == cities


def test_a_comet_called_after_its_finder_is_neither_her_nor_a_town() -> None:
    text = "Inés Carmona saw it first, from her balcony. Carmona will come back in May."
    (finder,) = found(text).people
    assert [mention.text for mention in finder.mentions] == ["Inés Carmona"]


def test_a_journal_is_no_person_whatever_its_first_word() -> None:
    text = "It was published in the journal Ocean Letters. Ocean Letters is read at sea."
    assert found(text).people == ()
    assert [(o.name, o.kind) for o in found(text).organisations] == [("Ocean Letters", "journal")]


def test_demonyms_are_no_places() -> None:
    assert places("British sailors and Ukrainian soldiers cheered.") == []


def test_an_acronym_in_brackets_is_an_alias() -> None:
    text = "The Norland Rail Authority (NRA) closed a line. The NRA said the line lost money."
    (authority,) = found(text).organisations
    assert (authority.name, authority.aliases) == ("Norland Rail Authority", ("NRA",))
    assert [m.text for m in authority.mentions] == ["Norland Rail Authority", "NRA", "NRA"]


def test_initials_without_brackets_are_an_alias_too() -> None:
    text = "The Norland Rail Authority closed a line. The NRA said the line lost money."
    (authority,) = found(text).organisations
    assert (authority.name, authority.aliases) == ("Norland Rail Authority", ("NRA",))


def test_initials_of_two_organisations_are_neither() -> None:
    text = (
        "The Norland Rail Authority closed a line. The Northern River Authority of Oslo protested, "
        "as did the Northern River Authority. The NRA said the line lost money."
    )
    aliases = {o.name: o.aliases for o in found(text).organisations}
    assert aliases["Norland Rail Authority"] == ()
    assert aliases["Northern River Authority"] == ()
