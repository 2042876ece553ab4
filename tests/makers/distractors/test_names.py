"""Countries, cities, regions and organisations as options."""

import pytest

from quiz.language.gazetteer import countries
from quiz.language.known_as import giveaways, kind_of
from quiz.makers.distractors import with_choices
from quiz.makers.distractors.organisations import kinds
from quiz.makers.distractors.places import likeness
from quiz.makers.workshop import Draft
from quiz.resources import table
from quiz.schema.question import MultipleChoice
from tests.articles import article
from tests.makers.making import heard, made, workshop

TREATY = "{} rejected the plan of the Baltic Fisheries Union."


def options(
    name: str, *paragraphs: str, stem: str = "Where did the choir sing?", key: str | None = None
) -> set[str]:
    """Return the options of a question for `name`, which stands in the first paragraph.

    The key is the name itself, or what `key` says.
    """
    shop = workshop(article(*paragraphs))
    entity = shop.names.by_name[name]
    key = key or name
    block = shop.article.blocks[1]
    draft = Draft(
        maker="test",
        fact="sang",
        stem=stem,
        key=key,
        accepted=(key,),
        asks=kind_of(entity),
        evidence=shop.article.evidence(block.start, block.end),
        explanation="So it says.",
        confidence=0.8,
        derivation="So it says.",
        key_names=giveaways(entity),
    )
    found = [c.question for c in with_choices(shop, draft, entity)]
    return {o for q in found if isinstance(q, MultipleChoice) for o in q.options}


def test_neighbours_fill_up_where_the_article_names_one_other_country() -> None:
    (candidate,) = made("subject", TREATY.format("Norway"), "Sweden sang.", kind="multiple_choice")
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert {"Norway", "Sweden"} < set(question.options)
    regions = {row[0]: row[1] for row in table("country_regions")}
    codes = {c.name: code for code, c in countries().items()}
    assert {regions[codes[o]] for o in question.options} == {"Northern Europe"}


@pytest.mark.parametrize("others", ["Nobody else spoke.", "Paraguay sang.", "The choir sang."])
def test_the_key_is_never_the_only_likely_country_of_the_article(others: str) -> None:
    assert made("subject", TREATY.format("Norway"), others, kind="multiple_choice") == []


def test_a_country_that_the_article_names_in_any_way_comes_from_no_list() -> None:
    others = (
        "Sweden sang. Danish ministers and the Finnish president stood side by side with Norway."
    )
    found = options("Norway", TREATY.format("Norway"), others, stem="Which country said no?")
    assert "Sweden" in found
    allowed = {
        "Norway",
        "Sweden",
        "Denmark",
        "Finland",
        "Iceland",
        "Estonia",
        "Latvia",
        "Lithuania",
    }
    assert found <= allowed
    assert len(found) == 4


def test_who_stands_side_by_side_with_the_key_is_no_option() -> None:
    others = "Norway and Denmark spoke. Sweden sang. Finland left. Iceland stayed."
    assert "Denmark" not in options("Norway", TREATY.format("Norway"), others)


def test_a_sentence_that_says_the_same_of_another_country_rules_it_out() -> None:
    text = "Norway rejected the fisheries plan in May."
    others = (
        "Denmark later rejected that fisheries plan. Sweden sang. Finland left. Iceland stayed."
    )
    stem = "Which country rejected the fisheries plan?"
    found = options("Norway", text, others, stem=stem)
    assert found == {"Norway", "Sweden", "Finland", "Iceland"}


def test_like_countries_are_neighbours_or_peers() -> None:
    assert likeness("NO", "SE") > likeness("DE", "NO") > likeness("NO", "PY") == 0
    assert likeness("US", "CN") > 0


def test_every_country_has_its_region() -> None:
    assert {row[0] for row in table("country_regions")} == set(countries())


def test_cities_of_the_same_country_and_about_as_large() -> None:
    found = options("Sheffield", "The choir sang in Sheffield.", "The bus came from Leeds.")
    assert {"Sheffield", "Leeds"} < found
    british = set(next(row[1] for row in table("cities") if row[0] == "GB").split("|"))
    assert found <= british
    assert len(found) == 4


def test_a_town_that_may_be_a_part_of_the_city_is_no_option() -> None:
    others = "It rehearsed in Croydon. The bus came from Leeds."
    assert "Croydon" not in options("London", "The choir sang in London.", others)


def test_a_state_stands_beside_states() -> None:
    found = options("Ohio", "The choir sang in Ohio.", "It came from Michigan.")
    assert {"Ohio", "Michigan"} < found
    states = {n for row in table("provinces") if row[0] == "US" for n in row[2].split("|")}
    assert found <= states


def test_firms_of_one_kind_stand_beside_each_other() -> None:
    found = options(
        "Lufthansa",
        "Lufthansa cancelled the flights of the choir.",
        "Ryanair said it was sorry. Barclays paid for the flights.",
        stem="Which airline cancelled the flights?",
    )
    airlines = {
        name for kind, _, names in table("peers") if kind == "airline" for name in names.split("|")
    }
    assert {"Lufthansa", "Ryanair"} < found <= airlines


@pytest.mark.parametrize(
    ("name", "key", "begins"),
    [("Sheffield", "in Sheffield", "In "), ("Sheffield", "near Sheffield", "Near ")],
)
def test_a_preposition_before_the_name_stands_in_every_option(
    name: str, key: str, begins: str
) -> None:
    found = options(name, "The choir sang in Sheffield.", "The bus came from Leeds.", key=key)
    assert f"{begins}Leeds" in found
    assert all(option.startswith(begins) for option in found)


def test_an_article_before_an_organisation_stands_in_every_option() -> None:
    text = "The European Union cancelled the concert of the choir."
    others = "The Arab League said it was sorry. Nato sent a band."
    stem = "Which organisation cancelled the concert?"
    found = options("European Union", text, others, stem=stem, key="the European Union")
    assert {"The European Union", "The Arab League"} < found
    assert all(option.startswith("The ") for option in found)


def test_a_key_in_words_that_others_cannot_follow_is_no_choice() -> None:
    others = "The bus came from Leeds."
    text = "The choir sang in Sheffield."
    assert options("Sheffield", text, others, key="in the hills round Sheffield") == set()


def test_an_organisation_of_no_sure_kind_is_no_choice() -> None:
    text = "Corvane cancelled the flights of the choir."
    shop = workshop(article(text, "Ryanair said it was sorry."))
    for organisation in shop.findings.organisations:
        if organisation.name == "Corvane":
            assert kinds(organisation) == set()


def test_the_rows_of_the_lists_are_whole() -> None:
    assert all(len(row) == 3 and all(row) for row in table("peers"))
    assert all(len(row) == 3 and len(row[2].split("|")) >= 3 for row in table("provinces"))
    assert all(len(row) == 2 and len(row[1].split("|")) >= 4 for row in table("cities"))
    for name in ("peers", "provinces", "cities", "country_regions", "posts", "departments"):
        assert len(set(table(name))) == len(table(name)), name


def test_who_is_only_mentioned_in_passing_is_no_option() -> None:
    text = "Maria Keller opened the old bridge of Lindau."
    known = heard("Anna Vogel", "Laura Weber")
    passing = "Sofia Brandt was ill. French president Luc Moreau sent a letter."
    found = options("Maria Keller", text, known, passing, stem="Who opened the old bridge?")
    assert found == {"Maria Keller", "Anna Vogel", "Laura Weber"}


def test_a_bare_surname_stands_beside_surnames() -> None:
    text = "Maria Keller opened the old bridge of Lindau."
    known = heard("Anna Vogel", "Laura Weber", "Sofia Brandt")
    stem = "Who opened the old bridge?"
    found = options("Maria Keller", text, known, stem=stem, key="Keller")
    assert found == {"Keller", "Vogel", "Weber", "Brandt"}


def test_options_are_of_the_sex_that_the_stem_shows() -> None:
    text = "Maria Keller opened the old bridge of Lindau."
    known = heard("Anna Vogel", "Laura Weber", "Peter Schmidt", "Karl Richter")
    stem = "Who opened the old bridge with her sister?"
    found = options("Maria Keller", text, known, stem=stem)
    assert found == {"Maria Keller", "Anna Vogel", "Laura Weber"}
