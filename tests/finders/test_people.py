"""People: forms of one name gathered, roles, and names left out where they are not sure."""

import pytest

from quiz.finders import find
from quiz.language.gazetteer import sex_of
from quiz.schema.findings import Findings, Person
from tests.language.stories import found
from tests.set_quality import own_articles


def found_in(name: str) -> Findings:
    return find(own_articles()[name])


def person(text: str, name: str) -> Person:
    people = {p.name: p for p in found(text).people}
    assert name in people, sorted(people)
    return people[name]


def people(text: str) -> list[str]:
    return [p.name for p in found(text).people]


def test_every_form_of_a_name_is_one_person() -> None:
    text = (
        "Dr Petra Lindqvist, the director of the Norland Institute, said Bergen was ready.\n\n"
        "Ms Lindqvist spoke in Oslo. Lindqvist’s speech was short. Petra Lindqvist left early."
    )
    (lindqvist,) = found(text).people
    assert lindqvist.name == "Petra Lindqvist"
    assert set(lindqvist.aliases) == {"Dr Petra Lindqvist", "Ms Lindqvist", "Lindqvist"}
    assert [m.text for m in lindqvist.mentions] == [
        "Petra Lindqvist",
        "Lindqvist",
        "Lindqvist",
        "Petra Lindqvist",
    ]


def test_the_fullest_form_is_the_name_wherever_it_stands() -> None:
    text = "Ms Whitlock spoke first. The vote was won by Clara Whitlock, the mayor of Oslo."
    assert people(text) == ["Clara Whitlock"]
    assert len(person(text, "Clara Whitlock").mentions) == 2


def test_a_title_alone_makes_a_person_under_that_title() -> None:
    whitlock = person("Mrs Whitlock said she would run again in May.", "Mrs Whitlock")
    assert whitlock.honorific == "Mrs"


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        (
            "Kenyan president Adaeze Okoro opened a school in Lagos.",
            "Adaeze Okoro",
            ["Kenyan president"],
        ),
        (
            "Petra Lindqvist, the director of the Norland Institute, spoke in Oslo.",
            "Petra Lindqvist",
            ["director of the Norland Institute"],
        ),
        (
            "The chairman of Corvane Foods, Luis Marr, spoke in Nairobi.",
            "Luis Marr",
            ["chairman of Corvane Foods"],
        ),
        (
            "Luis Marr is the chairman of Corvane Foods.",
            "Luis Marr",
            ["chairman of Corvane Foods"],
        ),
        (
            "Michael Dorn signed the contract with finance minister Jane Okafor in Lagos.",
            "Jane Okafor",
            ["finance minister"],
        ),
        (
            "Maria Ocasio-Bennett, a senator from Ohio, voted against it.",
            "Maria Ocasio-Bennett",
            ["senator from Ohio"],
        ),
        ("Luis Marr is not the chairman of Corvane Foods.", "Luis Marr", []),
        ("Luis Marr, a tall and quiet man, spoke in Nairobi.", "Luis Marr", []),
    ],
)
def test_roles(text: str, name: str, titles: list[str]) -> None:
    article_text = found(text)
    roles = person(text, name).roles
    assert [r.title for r in roles] == titles
    for role in roles:
        assert role.evidence.covers(role.span)
        start = role.span.start - role.evidence.start
        assert role.evidence.text[start:].startswith(role.title)
    assert article_text.people


def test_double_names_are_kept_whole() -> None:
    text = (
        "Maria Ocasio-Bennett, a senator from Ohio, voted against the law. Ms Ocasio-Bennett said "
        "she was proud."
    )
    bennett = person(text, "Maria Ocasio-Bennett")
    assert "Ocasio-Bennett" in bennett.aliases
    assert len(bennett.mentions) == 2


def test_a_surname_two_people_bear_is_nobody() -> None:
    text = (
        "Anna Keller and Tom Keller ran for mayor of Oslo. Keller won. “We made it to the end of "
        "the road,” said Keller."
    )
    findings = found(text)
    assert [(p.name, len(p.mentions)) for p in findings.people] == [
        ("Anna Keller", 1),
        ("Tom Keller", 1),
    ]
    assert [q.speaker for q in findings.quotations] == [None]


@pytest.mark.parametrize(
    ("title", "name"), [("Mr", "Tom Keller"), ("Ms", "Anna Keller"), ("Mrs", "Anna Keller")]
)
def test_a_title_tells_two_people_of_one_surname_apart(title: str, name: str) -> None:
    text = f"Anna Keller and Tom Keller ran for mayor of Oslo. {title} Keller said it was late."
    keller = person(text, name)
    assert f"{title} Keller" in keller.aliases
    assert len(keller.mentions) == 2


def test_a_wife_is_not_her_husband() -> None:
    text = "Paul Achterberg was fined in Oslo. Mrs Achterberg said it was late. Achterberg laughed."
    findings = found(text)
    assert [(p.name, len(p.mentions)) for p in findings.people] == [
        ("Paul Achterberg", 1),
        ("Mrs Achterberg", 1),
    ]


def test_a_surname_that_is_a_country_too() -> None:
    text = (
        "Kenyan president Adaeze Okoro opened a school in Jordan. Michael Jordan was there. Mr "
        "Jordan said he was glad."
    )
    findings = found(text)
    assert [m.text for m in person(text, "Michael Jordan").mentions] == ["Michael Jordan", "Jordan"]
    (jordan,) = (p for p in findings.places if p.name == "Jordan")
    assert [m.start for m in jordan.mentions] == [
        findings.people[1].mentions[0].start - len("Jordan. ")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Norland Rail Authority closed 40 stations.",
        "Corvane Foods opened a bakery.",
        "Harbour Street was closed.",
        "He said May was a cold month in Oslo.",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xqira Vundeel, 34, was hurt in Oslo.", "Xqira Vundeel"),
        ("The bank’s chief executive Xqira Vundeel was hurt in Oslo.", "Xqira Vundeel"),
        ("Chancellor Xqira Vundeel was hurt in Oslo.", "Xqira Vundeel"),
    ],
)
def test_a_rare_first_name_needs_a_second_witness(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Duke University closed a library.",
        "General Motors closed a factory.",
        "The Justice Department sued a bank.",
    ],
)
def test_a_title_in_the_name_of_a_body_makes_no_person(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Clara Whitlock, 34, spoke in Oslo.", ["34-year-old"]),
        ("The 34-year-old singer Clara Whitlock spoke in Oslo.", ["34-year-old", "singer"]),
        ("Kenyan manager Clara Whitlock spoke in Oslo.", ["manager"]),
    ],
)
def test_what_a_person_is_called(text: str, nouns: list[str]) -> None:
    assert [d.noun for d in person(text, "Clara Whitlock").descriptions] == nouns


def test_a_pronoun_tells_the_sex_of_a_rare_name() -> None:
    text = "Xqira Vundeel, 34, was hurt in Oslo. She said it was late."
    assert person(text, "Xqira Vundeel").sex == "f"
    assert person("Xqira Vundeel, 34, was hurt in Oslo.", "Xqira Vundeel").sex is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "“It rains,” said Luis Marr, chief curator of maps at the Lindau Museum "
            "and author of two guides.",
            "chief curator of maps at the Lindau Museum",
        ),
        ("US Secretary of State Luis Marr spoke in Oslo.", "US Secretary of State"),
        ("Luis Marr, who leads Corvane Foods, spoke in Oslo.", "leader of Corvane Foods"),
        ("Luis Marr founded Corvane Foods in 1999.", "founder of Corvane Foods"),
        (
            "The Corvane Group’s newly appointed chairman Luis Marr spoke in Oslo.",
            "the Corvane Group’s chairman",
        ),
    ],
)
def test_posts_that_need_more_than_an_apposition(text: str, title: str) -> None:
    assert title in [r.title for r in person(text, "Luis Marr").roles]


def test_junior_is_known_by_the_surname() -> None:
    text = "Luis Marr Jr., the mayor of Oslo, spoke. Marr said it was late."
    assert len(person(text, "Luis Marr Jr.").mentions) == 2


def test_a_first_name_that_the_tagger_left_out_is_part_of_the_name() -> None:
    text = (
        "That friend, the astronomer Teresa Quintana, looked up. “I saw it at once,” said Dr "
        "Quintana."
    )
    assert people(text) == ["Teresa Quintana"]


def test_a_first_name_alone_is_the_person_not_a_body() -> None:
    story = found_in("science-comet")
    (finder,) = (p for p in story.people if p.name == "Inés Carmona")
    assert [m.text for m in finder.mentions].count("Inés") >= 2
    assert "Inés" not in [body.name for body in story.organisations]


@pytest.mark.parametrize("body", ["Hospital", "University", "Theatre"])
def test_a_queen_in_the_name_of_a_house_is_nobody(body: str) -> None:
    assert people(f"The trial at Queen Margaret {body} in Leeds was paid for by the state.") == []


@pytest.mark.parametrize(
    ("name", "sex"),
    [("Joaquín", "m"), ("Inés", "f"), ("Ines", "f"), ("José", "m"), ("Xyzé", None)],
)
def test_first_names_are_known_with_their_accents(name: str, sex: str | None) -> None:
    assert sex_of(name) == sex
