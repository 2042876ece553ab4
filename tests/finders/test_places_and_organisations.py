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
