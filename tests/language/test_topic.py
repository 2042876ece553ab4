"""What a plain "the attack", "the plan" or "there" stands for, and where that stays open."""

import pytest

from quiz.finders import find
from quiz.language.parsing import parse
from quiz.language.short_forms import long_form
from quiz.language.telling import statements
from tests.articles import article
from tests.language.stories import sound, stated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the event that a verb told of, also by a noun of the same meaning
        (
            "Gunmen attacked the Danish consulate in Tripoli on 3 May 2024. Norway condemned the "
            "assault on 4 May 2024.",
            "Norway condemned the attack on the Danish consulate on 4 May 2024.",
        ),
        (
            "Norway banned the sale of 12 pesticides in May 2024. The ban angered Denmark in June "
            "2024.",
            "The ban on the sale of 12 pesticides angered Denmark in June 2024.",
        ),
        (
            "A team from the University of Bergen has studied the diet of Norwegian puffins. The "
            "study was published in May 2024.",
            "The study of the diet of Norwegian puffins was published in May 2024.",
        ),
        # who made or signed it
        (
            "Halden Council unveiled a plan in May 2024. The scheme will cost 40 million euros.",
            "The plan unveiled by Halden Council will cost 40 million euros.",
        ),
        (
            "Norway signed an agreement with Denmark in May 2024. The accord will cost Norway 40 "
            "million euros in 2025.",
            "The agreement with Denmark will cost Norway 40 million euros in 2025.",
        ),
        # what it did
        (
            "A man robbed a bank in Bergen on 3 May 2024. The man was arrested in Oslo on 5 May "
            "2024.",
            "The man who robbed a bank in Bergen was arrested in Oslo on 5 May 2024.",
        ),
        # the place that the report begins with
        (
            "A bomb went off outside a theatre in the city of Rotterdam on 3 May 2024. The "
            "explosion killed 12 people, Paul Achterberg said.",
            "Paul Achterberg said that the explosion in Rotterdam killed 12 people.",
        ),
        # a name that ends in the noun
        (
            "The Marlow Nature Reserve lies in Scotland. The reserve sold 12 ponies to Denmark in "
            "May 2024.",
            "The Marlow Nature Reserve sold 12 ponies to Denmark in May 2024.",
        ),
        # wider nouns
        (
            "Fire broke out at the Danish embassy in Oslo on 3 May 2024. Paul Achterberg said the "
            "building had been closed since June 2023.",
            "Paul Achterberg said the Danish embassy in Oslo had been closed since June 2023.",
        ),
        # the only president
        (
            "President Paul Achterberg opened 12 schools in Norway in June 2023. The President "
            "visited Bergen on 3 May 2024.",
            "Paul Achterberg visited Bergen on 3 May 2024.",
        ),
        # words that the sentence explains, or can spare
        (
            "Norway sold Denmark 12 ferries instead of the usual five in June 2023.",
            "Norway sold Denmark 12 ferries instead of the usual five in June 2023.",
        ),
        (
            "Norway sold Denmark ships such as tankers and ferries in June 2023.",
            "Norway sold Denmark ships such as tankers and ferries in June 2023.",
        ),
        (
            "In June 2023, the Norwegian team won 12 medals at the contest in Bergen.",
            "In June 2023, the Norwegian team won 12 medals at the contest in Bergen.",
        ),
    ],
)
def test_a_plain_phrase_gets_the_topic(text: str, told: str) -> None:
    assert told in sound(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        # another of the family in between
        (
            "Gunmen attacked the Danish consulate in Tripoli on 3 May 2024. A raid on a bank in "
            "Oran followed. Norway condemned the attack on 4 May 2024.",
            "“the attack” is not explained",
        ),
        # two at once
        (
            "Norway signed an agreement with Denmark and a treaty with Sweden in May 2024. The "
            "accord will cost Norway 40 million euros in 2025.",
            "“the accord” is not explained",
        ),
        # what was taken up before another was told of is not that other
        (
            "Norway mourned 12 sailors on 3 May 2024. Paul Achterberg condemned the attack. "
            "Denmark spoke of a raid against pirates in Somalia. Sweden condemned the attack in "
            "June 2024.",
            "“the attack” is not explained",
        ),
        # two cities
        (
            "A bomb went off outside a theatre in Rotterdam on 3 May 2024, a week after one in "
            "Utrecht. The explosion killed 12 people, Paul Achterberg said.",
            "“the explosion” is not explained",
        ),
        # he was not alone
        (
            "A man and a woman robbed a bank in Bergen on 3 May 2024. The man was arrested in Oslo "
            "on 5 May 2024.",
            "“the man” is not explained",
        ),
        # the new one is not the current one
        (
            "Norway will replace the current Norwegian flag. Paul Achterberg chose the new flag in "
            "June 2023 in Bergen.",
            "“the flag” is not explained",
        ),
        # two places
        (
            "Paul Achterberg moved from Oslo to Bergen in 1998. His wife Ida Marr opened a bakery "
            "there in 2003.",
            "“there” points outside the sentence",
        ),
        ("Norway chose such a ship in June 2023.", "“such” points outside the sentence"),
        (
            "In June 2023, the Norwegian company won 12 contracts in Bergen.",
            "“the … company” is not explained",
        ),
        (
            "In June 2023, the Norwegian actor won 12 medals in Bergen.",
            "“the … actor” is not explained",
        ),
        (
            "President Paul Achterberg met President Ida Marr in June 2023. The President visited "
            "Bergen on 3 May 2024.",
            "“the President” is not explained",
        ),
        # a nameless firm came last
        (
            "Lundby Motors opened a plant in Bergen in May 2024. Paul Achterberg advised a "
            "consulting firm. The company sold 12 ferries to Denmark in June 2024.",
            "“the company” is not explained",
        ),
        # the report has moved on to another place: which hospital?
        (
            "Paul Achterberg is being treated in a Bergen hospital. In May 2024, he left Somalia "
            "for Norway. Ida Marr was turned away at the hospital in June 2024.",
            "“the hospital” is not explained",
        ),
        # "to" goes with the verb
        (
            "Norway handed the file to the Danish police in June 2023.",
            "“the file” is not explained",
        ),
    ],
)
def test_what_could_be_either_stays_open(text: str, fault: str) -> None:
    assert fault in {s.fault for s in stated(text)}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            "Five hurt in raid on Danish embassy in Tripoli",
            "Norway condemned the raid on the Danish embassy in Tripoli on 4 May 2024.",
        ),
        ("Five Hurt In Raid On Danish Embassy In Tripoli", None),  # tells no names
        ("Five hurt in embassy raid", None),
    ],
)
def test_the_headline_tells_the_event(title: str, told: str | None) -> None:
    text = (
        "Masked men drove a lorry into the wall of the Danish embassy. "
        "Norway condemned the attack on 4 May 2024."
    )
    report = article(text, title=title)
    found = [s.text for s in statements(parse(report), find(report)) if s.fault is None]
    assert [t for t in found if "condemned" in t] == ([told] if told else [])


@pytest.mark.parametrize(
    ("short", "text", "form"),
    [
        (
            "PUC",
            "The Public Utilities Commission met. The PUC voted.",
            "Public Utilities Commission",
        ),
        ("KIT", "He left the Kell Institute of Technology.", "Kell Institute of Technology"),
        ("SAD", "Seasonal affective disorder is rare. SAD passes.", "seasonal affective disorder"),
        ("SAD", "It was a sad affair. SAD passes.", None),
        ("PUC", "The Public, Utilities Commission met.", None),  # a comma
        ("ABC", "Anton buys cheese. Anna broke china.", None),  # two ways
        ("UN", "Unions never met.", None),  # two letters fit by chance
    ],
)
def test_a_short_form_is_spelt_out_once_the_article_has_done_so(
    short: str, text: str, form: str | None
) -> None:
    assert long_form(short, text) == form


def test_what_was_put_in_costs_confidence() -> None:
    told = stated(
        "Halden Council unveiled a plan in May 2024. The scheme will cost 40 million euros."
    )
    assert [s.doubt for s in told if s.fault is None] == [0.0, 0.08]
