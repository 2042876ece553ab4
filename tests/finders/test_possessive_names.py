"""Firms called by a possessive are told from owners."""

import pytest

from tests.language.stories import found, stated


def organisations(text: str) -> list[str]:
    return [each.name for each in found(f"It rained in Oslo on Monday. {text}").organisations]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tilney’s lost £18.7m in the year to September 2023.", "Tilney’s"),
        ("Tilney’s said it would close shops.", "Tilney’s"),
        ("Tilney's opened a shop.", "Tilney's"),
        ("Tilney’s is not alone.", "Tilney’s"),
        ("The bakery chain Tilney’s is to close 46 of its 138 shops.", "Tilney’s"),
        ("Helen Prowse, a teacher, said Tilney’s had waited too long.", "Tilney’s"),
        ("Staff at Tilney’s were told on Monday.", "Tilney’s"),
        ("She works for Tilney’s in Hull.", "Tilney’s"),
        ("Keller’s said shares had fallen.", "Keller’s"),
        ("McDonald’s will open ten restaurants in Hull.", "McDonald’s"),
        ("Sainsbury’s, which employs 150,000 people, raised wages.", "Sainsbury’s"),
        ("Lloyd’s of London paid out £2bn.", "Lloyd’s of London"),
        ("Ben & Jerry’s opened a shop in Hull.", "Ben & Jerry’s"),
    ],
)
def test_a_firm_called_by_a_possessive_is_found_by_its_whole_name(text: str, name: str) -> None:
    assert organisations(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Tilney’s profits rose last year.",
        "Tilney’s oldest shop will remain open.",
        "Norwich’s oldest shop will remain open.",
        "Norwich’s is the oldest shop.",
        "The mayor’s office said the road was closed.",
        "Mr Ellwood’s plans were praised.",
        "Mr Ellwood’s was the better plan.",
        "Ida Marr’s was the better plan.",
        "Marr’s been told to leave.",
        "Marr’s said to be ill.",
        "He was a friend of Marr’s.",
        "Monday’s was the worst storm for years.",
        "Norway’s is the largest fleet.",
        "Josiah Tilney left. Tilney’s was the better plan.",
    ],
)
def test_an_owner_is_no_firm(text: str) -> None:
    assert not organisations(text)


def test_the_possessive_of_a_firm_so_called_is_its_name_too() -> None:
    (firm,) = found("Tilney’s said it would close shops. Tilney’s profits fell.").organisations
    assert [mention.text for mention in firm.mentions] == ["Tilney’s", "Tilney’s"]


def test_a_firm_may_bear_its_founder_s_name() -> None:
    text = (
        "The bakery chain Tilney’s closed a shop. Tilney’s lost money in 2023. The oven was built "
        "by Josiah Tilney."
    )
    both = found(text)
    assert [each.name for each in both.organisations] == ["Tilney’s"]
    assert [each.name for each in both.people] == ["Josiah Tilney"]
    assert both.organisations[0].kind == "company"


def test_the_company_is_the_firm_and_not_the_union() -> None:
    text = (
        "The bakery chain Tilney’s is to close 46 shops.\n\nThe Bakers’ Union said it would fight "
        "the cuts.\n\nThe company opened its first shop in Norwich in 1887."
    )
    assert "Tilney’s opened its first shop in Norwich in 1887." in [s.text for s in stated(text)]
