"""What kind of body an organisation is, what it is called, and its short forms."""

import pytest

from quiz.schema.findings import Organisation
from tests.language.stories import found


def organisations(text: str) -> list[tuple[str, str]]:
    return [(o.name, o.kind) for o in found(text).organisations]


def only(text: str) -> Organisation:
    (organisation,) = found(text).organisations
    return organisation


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # by the gazetteer
        ("The BBC closed a studio in Oslo.", "BBC", "broadcaster"),
        ("Ryanair cut 40 flights to Oslo.", "Ryanair", "airline"),
        ("Shares of Goldman Sachs fell in Oslo.", "Goldman Sachs", "bank"),
        ("A court in Oslo fined the U.S. Department of Energy.", "U.S. Department of Energy", "*"),
        # by the name
        ("The University of Lindau closed a laboratory.", "University of Lindau", "university"),
        ("The Lindau Liberal Party won the vote.", "Lindau Liberal Party", "party"),
        ("The Ministry of Ports closed a line.", "Ministry of Ports", "ministry"),
        # by what the article calls it
        (
            "The police in Oslo searched Corvane Foods, a retailer based in Bergen.",
            "Corvane Foods",
            "company",
        ),
        ("The airline Corvane cut 40 flights. Corvane said so.", "Corvane", "airline"),
        ("The report is by Norvest, a think tank in Oslo.", "Norvest", "think tank"),
    ],
)
def test_the_kind_of_an_organisation(text: str, name: str, kind: str) -> None:
    expected = "government department" if kind == "*" else kind
    assert (name, expected) in organisations(text)


def test_initials_of_an_unknown_body_are_not_those_of_a_known_one() -> None:
    text = "The Norland Rail Authority (NRA) closed a line. The NRA said the line lost money."
    assert only(text).kind == "organisation"


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        (
            "Manchester United sold a player in May. United said the price was fair.",
            "Manchester United",
            "United",
        ),
        (
            "The Federal Reserve (the Fed) raised rates. The Fed said so in Oslo.",
            "Federal Reserve",
            "Fed",
        ),
        (
            "The US Department of Justice sued. The Department of Justice won.",
            "US Department of Justice",
            "Department of Justice",
        ),
    ],
)
def test_short_forms_lead_to_the_whole_name(text: str, name: str, short: str) -> None:
    organisation = only(text)
    assert organisation.name == name
    assert short in organisation.aliases
    assert len(organisation.mentions) >= 2


def test_a_club_is_no_town_in_a_report_on_sport() -> None:
    text = (
        "Arsenal beat Everton in May. Liverpool lost to Real Madrid. A fan was hurt in Liverpool."
    )
    findings = found(text)
    clubs = {o.name: o for o in findings.organisations}
    assert clubs["Liverpool"].kind == "team"
    assert len(clubs["Liverpool"].mentions) == 1
    assert [p.name for p in findings.places] == ["Liverpool"]


def test_what_an_organisation_is_called_is_kept_with_its_place() -> None:
    text = "The police in Oslo searched Corvane Foods, a retailer based in Bergen."
    (description,) = only(text).descriptions
    assert description.noun == "retailer"
    assert description.evidence.text == "retailer based in Bergen"


@pytest.mark.parametrize(
    "text",
    [
        "Energy Secretary Clara Whitlock spoke in Oslo.",
        "The Brindlemouth Project cost 4 million euros.",
        "The plant yields 40 MW.",
    ],
)
def test_what_is_no_organisation(text: str) -> None:
    assert organisations(text) == []
