"""Statements: what a sentence says, put so that it stands alone, or why it cannot be."""

import pytest

from tests.language.stories import sound, stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # relative clauses: the pronoun is the object, the subject
        (
            "Officials toured Bornholm, which Denmark fortified in March 2016, on Tuesday.",
            ["Denmark fortified Bornholm in March 2016."],
        ),
        (
            "Alma Reyes, who founded Corvane Foods in 2009, opened a second bakery in Lisbon on "
            "4 May 2024.",
            [
                "Alma Reyes opened a second bakery in Lisbon on 4 May 2024.",
                "Alma Reyes founded Corvane Foods in 2009.",
            ],
        ),
        # a plain noun that is the subject's own
        (
            "Alma Reyes unveiled her “harbour plan” in May 2024, which calls for 12 ferries to "
            "Bornholm.",
            ["Alma Reyes unveiled her “harbour plan” in May 2024."],
        ),
        (
            "In May 2024, Alma Reyes unveiled her “harbour plan”, which calls for 12 ferries to "
            "Bornholm.",
            [
                "In May 2024, Alma Reyes unveiled her “harbour plan”.",
                "Alma Reyes’s “harbour plan” calls for 12 ferries to Bornholm.",
            ],
        ),
        # short brackets are left out
        (
            "Norway (a member of Nato) closed its embassy in Minsk in June 2023.",
            ["Norway closed its embassy in Minsk in June 2023."],
        ),
        # what is counted now was so in the month of the report
        (
            "Norway has 12 consulates in Belarus and Poland.",
            ["In November 2024, Norway had 12 consulates in Belarus and Poland."],
        ),
        # joined verbs share the subject, or bring their own
        (
            "Norway closed its embassy in Minsk in June 2023 and opened a consulate in Vilnius in "
            "July 2023.",
            [
                "Norway closed its embassy in Minsk in June 2023.",
                "Norway opened a consulate in Vilnius in July 2023.",
            ],
        ),
        (
            "Norway closed its embassy in Minsk in June 2023 and Sweden did not close its embassy "
            "in Kyiv.",
            [
                "Norway closed its embassy in Minsk in June 2023.",
                "Sweden did not close its embassy in Kyiv.",
            ],
        ),
        # the older fact behind "comes after"
        (
            "The offer comes after Norway and Sweden closed their embassies in Minsk in June 2023.",
            ["Norway and Sweden closed their embassies in Minsk in June 2023."],
        ),
        # "with X claiming" in the past tense, kept apart from the main clause
        (
            "Norway closed its embassy in Minsk in June 2023, with Oslo's police claiming this "
            "week to have arrested 41 smugglers in Bergen.",
            [
                "Norway closed its embassy in Minsk in June 2023.",
                "Oslo's police claimed in late November 2024 to have arrested 41 smugglers in "
                "Bergen.",
            ],
        ),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert sound(text) == expected


@pytest.mark.parametrize(
    "clause",
    [
        "which Norway fortified in March 2016 or bought in March 2018",
        "which Norway bought in June 2019, but not the land",
    ],
)
def test_what_would_be_lost_around_a_relative_clause_is_a_fault(clause: str) -> None:
    assert not any("Norway" in told for told in sound(f"Officials toured Bornholm, {clause}."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway closed its embassy in Minsk in June 2023, as both sides eye a thaw.",
            "Norway closed its embassy in Minsk in June 2023.",
        ),
        (
            "Norway bought 40 trams in 2023, half of them from Sweden.",
            "Norway bought 40 trams in 2023.",
        ),
        (
            "Norway’s central bank raised its main interest rate to 4.5 per cent on 3 June 2024, "
            "citing inflation.",
            "Norway’s central bank raised its main interest rate to 4.5 per cent on 3 June 2024.",
        ),
        (
            "Bergen, where Norway trains its navy, was flooded in June 2023.",
            "Bergen was flooded in June 2023.",
        ),
        (
            "Luis Marr, the chairman of Corvane Foods, sold 40 bakeries to Denmark in June 2023.",
            "Luis Marr sold 40 bakeries to Denmark in June 2023.",
        ),
        (
            "Norway, however, closed its embassy in Minsk in June 2023.",
            "Norway closed its embassy in Minsk in June 2023.",
        ),
        (
            "In response, Norway closed its embassy in Minsk in June 2023.",
            "Norway closed its embassy in Minsk in June 2023.",
        ),
        (
            "Norway also closed its embassy in Minsk in June 2023 in response.",
            "Norway closed its embassy in Minsk in June 2023.",
        ),
        ("Unlike Sweden, Norway bought 40 trams in 2023.", "Norway bought 40 trams in 2023."),
    ],
)
def test_loose_ends_are_left_off(text: str, expected: str) -> None:
    assert sound(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent aid to Latvia, Estonia, Lithuania and Poland in June 2023.",
        "Norway, Sweden and Denmark closed their embassies in Minsk in June 2023.",
        "Norway sent long-range missiles and a new mid-range ferry to Latvia in June 2023.",
        "Norway did not close its embassy in Minsk in June 2023.",
        "Norway never closed its embassy in Minsk in 2023.",
        "Norway no longer trades with Belarus since June 2023.",
        "Norway closed none of its consulates in Belarus in June 2023.",
        "Norway failed to close its embassy in Minsk in June 2023.",
        "Norway hardly closed 12 consulates in Belarus in June 2023.",
        "Only Norway closed its embassy in Minsk in June 2023.",
        "Norway may close its embassy in Minsk in June 2025.",
        "Norway could close 12 consulates in Belarus.",
        "Norway reportedly closed its embassy in Minsk in June 2023.",
        "Norway allegedly sank 12 trawlers near Bergen in June 2023.",
        "Norway said it had closed its embassy in Minsk in June 2023.",
        "Norway denied in June 2023 that its navy had sunk a trawler near Bergen.",
        "According to Paul Achterberg, Norway closed its embassy in Minsk in June 2023.",
        "Paul Achterberg is said to have closed the embassy of Norway in June 2023.",
        "Norway was accused by Belarus in June 2023 of closing 12 consulates.",
        "Norway would pay Sweden 40 million euros unless Denmark closed its border in 2023.",
        "Norway closed its embassy in Minsk in June 2023 because Belarus had expelled 12 "
        "diplomats.",
        "Norway closed its embassy in Minsk in June 2023 after Belarus expelled 12 diplomats.",
        "Norway sold 12 ferries provided by Sweden in June 2023.",
        "One of Norway's ferries sank near Bergen in June 2023.",
        "Paul Achterberg offered Norway his “harbour plan” in June 2023.",
        "Paul Achterberg called the harbour of Oslo 'a scandal' in May 2024.",
        "Jonas Aldal said on 3 June 2024 that he would run for mayor of Oslo.",
        "The law passed by Norway's parliament in June 2023 bans 12 chemicals.",
    ],
)
def test_lists_doubt_denial_and_source_are_kept_whole(text: str) -> None:
    assert sound(text) == [text]


def test_a_source_behind_a_comma_is_kept() -> None:
    text = "Norway closed its embassy in Minsk in June 2023, according to Paul Achterberg."
    assert sound(text) == [
        "Norway closed its embassy in Minsk in June 2023 according to Paul Achterberg."
    ]


def test_an_exception_behind_a_comma_is_kept() -> None:
    text = "Norway closed all its consulates in Belarus in June 2023, except in Minsk."
    assert sound(text) == [
        "Norway closed all its consulates in Belarus in June 2023 except in Minsk."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Last month, Norway closed its embassy in Minsk.",
            "In October 2024, Norway closed its embassy in Minsk.",
        ),
        (
            "Norway closed its embassy in Minsk yesterday.",
            "Norway closed its embassy in Minsk on 29 November 2024.",
        ),
        (
            "Norway closed its embassy in Minsk on Thursday.",
            "Norway closed its embassy in Minsk on 28 November 2024.",
        ),
        (
            "Norway closed its embassy in Minsk earlier this month.",
            "Norway closed its embassy in Minsk earlier in November 2024.",
        ),
        (
            "Norway closed its embassy in Minsk until last week.",
            "Norway closed its embassy in Minsk until late November 2024.",
        ),
        (
            "Norway will close its embassy in Minsk next month.",
            "Norway was to close its embassy in Minsk in December 2024.",
        ),
        (
            "Norway closed its embassy in Minsk in May.",
            "Norway closed its embassy in Minsk in May 2024.",
        ),
        (  # an article that writes dates the American way
            "Norway closed its embassy in Minsk on May 14.",
            "Norway closed its embassy in Minsk on May 14, 2024.",
        ),
        (  # said twice, written once
            "Norway closed this week its embassy in Minsk and 12 consulates this week.",
            "Norway closed in late November 2024 its embassy in Minsk and 12 consulates.",
        ),
        (
            "In 2023 Norway closed its embassy in Minsk.",
            "In 2023, Norway closed its embassy in Minsk.",
        ),
    ],
)
def test_relative_dates_become_calendar_dates(text: str, expected: str) -> None:
    assert sound(text) == [expected]


def test_without_a_day_of_publication_a_relative_date_is_a_fault() -> None:
    text = "Last month, Norway closed its embassy in Minsk."
    assert sound(text, published=None) == []
    assert "no calendar date" in (stated(text, published=None)[0].fault or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Clara Whitlock opened the harbour of Oslo in May 2024.\n\n"
            "Ms Whitlock promised Oslo a second harbour in March 2024.",
            "Clara Whitlock promised Oslo a second harbour in March 2024.",
        ),
        (
            "Clara Whitlock opened the harbour of Oslo in May 2024. She promised Oslo a second "
            "harbour in March 2024.",
            "Clara Whitlock promised Oslo a second harbour in March 2024.",
        ),
        (
            "“The harbour of Oslo is ready,” said Clara Whitlock.\n\n"
            "She promised Oslo a second harbour in March 2024.",
            "Clara Whitlock promised Oslo a second harbour in March 2024.",
        ),
        (
            "Norwegian prime minister Jonas Aldal said the country would spend 40 million euros "
            "on ferries.",
            "Norwegian prime minister Jonas Aldal said Norway would spend 40 million euros on "
            "ferries.",
        ),
        (
            "The Norland Rail Authority closed 40 stations in June 2023. The NRA closed a further "
            "12 stations in Bergen in July 2023.",
            "The Norland Rail Authority closed a further 12 stations in Bergen in July 2023.",
        ),
        (  # a surname two people bear is clear with its title
            "Anna Keller and Tom Keller ran for mayor of Oslo in 2023. Mr Keller promised Oslo 40 "
            "ferries in June 2023.",
            "Tom Keller promised Oslo 40 ferries in June 2023.",
        ),
        (  # a surname that is a country, too
            "Mr Jordan was late. Kenyan president Adaeze Okoro met Michael Jordan in Jordan on "
            "4 May 2024.",
            "Kenyan president Adaeze Okoro met Michael Jordan in Jordan on 4 May 2024.",
        ),
    ],
)
def test_names_and_pronouns_are_resolved(text: str, expected: str) -> None:
    assert sound(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        # two women who did it together
        "Nora Ravel and Clara Whitlock met in Oslo in May 2024. She promised Oslo a second harbour "
        "in March 2024.",
        "Anna Keller and Tom Keller ran for mayor of Oslo in 2023. Keller promised Oslo 40 ferries "
        "in June 2023.",
        "Tom Ravel opened the harbour of Oslo in May 2024. She promised Oslo a second harbour in "
        "March 2024.",
        # too far away
        "Clara Whitlock opened the harbour of Oslo in May 2024.\n\nIt rained in Bergen.\n\n"
        "It snowed.\n\nIt froze.\n\nIt thawed.\n\nShe promised Oslo a harbour in March 2024.",
        # two countries
        "Norwegian prime minister Jonas Aldal told Sweden the country would spend 40 million "
        "euros on ferries.",
    ],
)
def test_what_is_not_sure_is_not_resolved(text: str) -> None:
    last = stated(text)[-1]
    assert last.fault is not None
    assert "not certain" in last.fault or "not explained" in last.fault


def test_a_wife_is_not_her_husband() -> None:
    text = (
        "Paul Achterberg opened the harbour of Oslo in May 2024. Mrs Achterberg denied in June "
        "2024 that the harbour of Oslo was closed."
    )
    assert sound(text)[-1].startswith("Mrs Achterberg denied")


def test_a_relative_clause_keeps_its_alternative_or_is_not_told() -> None:
    text = (
        "Norway, which will either sell 12 ferries to Denmark or buy 40 trams in 2025, met Sweden "
        "in Oslo in June 2023."
    )
    assert sound(text) == ["Norway met Sweden in Oslo in June 2023."]


def test_an_aside_of_a_source_lends_nobody_its_verb() -> None:
    assert sound("Norway has, Paul Achterberg told the BBC, closed 12 consulates in Belarus.") == []


def test_a_sentence_that_is_nothing_but_a_quotation_states_nothing() -> None:
    assert sound("“Norway closed its embassy in Minsk in June 2023,” said Jonas Aldal.") == []


def test_a_statement_knows_its_place_and_its_time() -> None:
    text = "It rained. Last month, Norway closed its embassy in Minsk."
    (statement,) = (s for s in stated(text) if s.fault is None)
    article = statement.clause.passage.article
    assert article.at(statement.evidence) == "Last month, Norway closed its embassy in Minsk."
    assert article.at(statement.span) == "Last month, Norway closed its embassy in Minsk"
    assert statement.time is not None
    assert article.at(statement.time.span) == "Last month"
    assert statement.time.text == "October 2024"


def test_the_name_of_a_fact_does_not_depend_on_what_stands_before() -> None:
    text = "Norway closed its embassy in Minsk in June 2023."
    (first,), (second,) = stated(text), [s for s in stated(f"Rain.\n\n{text}") if not s.fault]
    assert first.fact == second.fact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "it", "its" and "the company" take up the subject of the sentence before
        (
            "Norway closed its embassy in Minsk in 2023. It opened a consulate in Bergen in 2024.",
            "Norway opened a consulate in Bergen in 2024.",
        ),
        (
            "Corvane Airlines ordered 12 seaplanes in May 2024. The airline also hired 40 pilots "
            "in June 2024.",
            "Corvane Airlines hired 40 pilots in June 2024.",
        ),
        # the subject goes before the object
        (
            "Nora Ravel met Clara Whitlock in Oslo in May 2024. She promised Oslo a second harbour "
            "in March 2024.",
            "Nora Ravel promised Oslo a second harbour in March 2024.",
        ),
        # a phrase told in full
        (
            "Researchers published a study by the University of Bergen in May 2024. The study "
            "followed 400 sailors for 12 years.",
            "The study by the University of Bergen followed 400 sailors for 12 years.",
        ),
        (
            "The navy of Norway sank a ferry called Albatross in 2023. The ferry carried 400 "
            "passengers between Oslo and Kiel.",
            "Albatross carried 400 passengers between Oslo and Kiel.",
        ),
        # "itself" only stresses
        (
            "Norway itself closed 12 consulates in Belarus in June 2023.",
            "Norway closed 12 consulates in Belarus in June 2023.",
        ),
        # what officials said stands in front of the cue
        (
            "A ferry of Norway hit a wall in Oslo and sank within 12 minutes, officials said.",
            "Officials said that a ferry of Norway hit a wall in Oslo.",
        ),
        (
            "The ferries of Norway carried 400 passengers in June 2023, said Paul Achterberg.",
            "Paul Achterberg said that the ferries of Norway carried 400 passengers in June 2023.",
        ),
        # a fragment of what was said stays in its sentence
        (
            "Paul Achterberg said the harbour of Oslo was “not, by any measure, a safe place”.",
            "Paul Achterberg said the harbour of Oslo was “not, by any measure, a safe place”.",
        ),
        # how things are, in the month of the report
        (
            "Norway is facing strikes in the harbours of Oslo and Bergen.",
            "In November 2024, Norway was facing strikes in the harbours of Oslo and Bergen.",
        ),
        # an older fact behind "after"
        (
            "Sweden sold 12 ferries after Norway closed its harbours in Kirkenes in June 2023.",
            "Norway closed its harbours in Kirkenes in June 2023.",
        ),
        (
            "Norway will close its embassy in Minsk on Tuesday.",
            "Norway was to close its embassy in Minsk on 3 December 2024.",
        ),
    ],
)
def test_what_is_taken_up_is_told_in_full(text: str, expected: str) -> None:
    assert expected in sound(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # another attack: which one is meant is not sure
        (
            "A strike by the pilots of Oslo ended in May 2024. A strike by the sailors of Bergen "
            "went on. The strike cost Norway 40 million euros in June 2024.",
            "Oslo cost",
        ),
        # a city that stands for its government is no place to visit
        (
            "Oslo warned Minsk in May 2024. Paul Achterberg visited Bergen. He saw the city's "
            "harbour in June 2024.",
            "Minsk’s harbour",
        ),
        # rebels who were told of before
        (
            "The Danish rebels met Sweden in June 2024. They seized 12 ships in Bergen in July "
            "2024.",
            "The Danish rebels seized",
        ),
        # the change, not the body named before
        (
            "Lundby Motors opened a plant in May 2024. A large change is under way, but it is "
            "backed by Norway in Bergen.",
            "Lundby Motors was backed",
        ),
        # what stands in front and is left out
        (
            "The plan needs a vote of the council of Bergen, but Norway has said Paul Achterberg "
            "may push it through.",
            "push it through",
        ),
        # a report says nothing of itself
        (
            "Despite the damage to the old tower, a report by Paul Achterberg said it remained "
            "open in June 2024.",
            "said it remained",
        ),
        # "it" of "it is likely that"
        (
            "Norway closed its embassy in Minsk in 2023. It is likely that Sweden will follow in "
            "June 2025.",
            "Norway is likely",
        ),
    ],
)
def test_what_is_not_sure_is_not_taken_up(text: str, wrong: str) -> None:
    assert not any(wrong in told for told in sound(text))


def test_himself_behind_a_name_can_be_spared() -> None:
    said = sound("Maria Keller herself opened 12 harbours near Bergen in June 2023.")
    assert said == ["Maria Keller opened 12 harbours near Bergen in June 2023."]


def test_the_country_is_none_that_is_certain_where_another_is_named_by_its_people() -> None:
    text = (
        "Norway sold 12 ferries in May 2021. Danish troops met in Oslo. "
        "The mayor said the harbour had cost the country 12 million crowns in 2020."
    )
    assert sound(text) == ["Norway sold 12 ferries in May 2021."]
    alone = (
        "Norway sold 12 ferries in May 2021. In June 2021, the country bought 40 trams from Bergen."
    )
    assert "In June 2021, Norway bought 40 trams from Bergen." in sound(alone)


def test_a_place_keeps_its_capital_wherever_it_is_put() -> None:
    (found,) = stated("Wales beat Argentina 3-1 in Cardiff on 9 November 2024.")
    assert found.subject[0].text == "Wales"  # the parser takes it for a noun
