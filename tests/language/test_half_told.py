"""What looks told in full and is not: rules found on reports that no other rule was fitted to."""

import pytest

from tests.language.stories import sound, stated


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        # only adjectives say whom or what is meant
        (
            "Paul Achterberg said that besides the slain tourists 12 guards were also hurt "
            "in Bergen.",
            "“the … tourists” is not explained",
        ),
        (
            "Norway and Denmark sent the angry message after a dinner in Oslo with Sweden "
            "in June 2023.",
            "“the … message” is not explained",
        ),
        # a nameless body that has a name
        (
            "Paul Achterberg warned Norway of an organisation founded by Danish monks in 1821.",
            "“organisation” is not named",
        ),
        # separate from what?
        (
            "In a separate talk with teachers in Bergen, Paul Achterberg praised Norway in June "
            "2023.",
            "“separate” points outside",
        ),
        # a meeting is known by who met
        (
            "The meeting in Bergen ended a quarrel of Paul Achterberg with Ida Marr in June 2023.",
            "“the meeting” is not explained",
        ),
        # "was" is shared
        (
            "Norwegian cod was salted in Bergen and shipped with a label of 12 centimetres.",
            "“was” may be lost",
        ),
        # a clause that has lost its verb
        (
            "Norway sold 12 ferries to Denmark when the Lundby firm to finally catch up in 2002.",
            "has lost its verb",
        ),
        (
            "Ida Marr was the first pilot to land in the first two towns and her 2004 flight in "
            "Norway came with a medal.",
            "it is cut in front of a verb",
        ),
        # one name twice in full
        (
            "Norwegian sailor Paul Achterberg was hurt in a race in Denmark, his trainers said.",
            "names Paul Achterberg twice",
        ),
        # a comma gone with the aside
        (
            "Paul Achterberg moored 12 ships at Bergen - a port for trawlers - about 130 "
            "kilometres from Stavanger in June 2023.",
            "a comma is lost",
        ),
        # "the last attack" is the last on the day of the report
        (
            "The last pirate attack on Norway was in 2002 near Bergen.",
            "tied to the day of the report",
        ),
        # a person in an apposition that is left out
        (
            "Clara Whitlock defended Ida Marr’s choice for mayor, the banker Paul Achterberg, "
            "over his friendship with Norway in June 2023.",
            "it is not certain who “his” is",
        ),
    ],
)
def test_what_is_half_told_is_used_for_nothing(text: str, fault: str) -> None:
    faults = [s.fault for s in stated(text) if s.fault]
    assert any(fault in found for found in faults), (faults, sound(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemned the deadly attack on the Danish embassy in Tripoli on 4 May 2024.",
        "Paul Achterberg founded an organisation in Bergen in 1975.",
        "The meeting between Norway and Denmark followed talks in Bergen in June 2023.",
        "Norway and Denmark held 12 separate talks in Bergen in June 2023.",
        "Norwegian cod was shipped to Denmark in 12 barrels.",
        "Paul Achterberg said Achterberg was the name of a harbour near Bergen.",
    ],
)
def test_what_is_told_in_full_stays(text: str) -> None:
    assert text in sound(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # American print sets the comma inside
        (
            'Paul Achterberg said the harbour of Bergen was "open to all ships," and that Norway '
            'was "ready."',
            'Paul Achterberg said the harbour of Bergen was "open to all ships".',
        ),
        # a title behind an owner stays
        (
            "Norway’s King Paul Achterberg opened 12 schools in Bergen in June 2023.",
            "Norway’s King Paul Achterberg opened 12 schools in Bergen in June 2023.",
        ),
        # "hopes" is no "hop"
        (
            "Paul Achterberg says he hopes Norway will build 12 schools in Bergen.",
            "Paul Achterberg said he hoped Norway would build 12 schools in Bergen.",
        ),
    ],
)
def test_small_forms_that_a_reader_sees(text: str, told: str) -> None:
    assert told in sound(text)
