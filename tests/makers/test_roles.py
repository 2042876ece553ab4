"""The maker of "Who was the Y of Z?" and "What post did X hold?"."""

import pytest

from quiz.makers import MAKERS
from quiz.schema.question import MultipleChoice, ShortAnswer
from quiz.scoring import mark
from tests.articles import article
from tests.makers.making import asked, made, workshop, written_key

BEHIND = " sold three ferries to Sweden in May 2021."
HOLDER, POST = (
    "Who was the {} in November 2024?",
    "What post did Maria Keller hold in November 2024?",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Maria Keller, the mayor of Lindau,",
            [(HOLDER.format("mayor of Lindau"), "Maria Keller"), (POST, "mayor of Lindau")],
        ),
        (
            "Lindau mayor Maria Keller",
            [(HOLDER.format("Lindau mayor"), "Maria Keller"), (POST, "Lindau mayor")],
        ),
        (
            "Maria Keller, head of research at the Lindau Museum,",
            [
                (HOLDER.format("head of research at the Lindau Museum"), "Maria Keller"),
                (POST, "head of research at the Lindau Museum"),
            ],
        ),
        (  # "well-known" goes as a whole
            "Maria Keller, a well-known professor of history at the University of Bremen,",
            [(POST, "professor of history at the University of Bremen")],
        ),
        (
            "Maria Keller, a professor of history at the University of Bremen,",
            [(POST, "professor of history at the University of Bremen")],
        ),
        (
            "Maria Keller, founder of the Lindau Museum,",
            [("Who is the founder of the Lindau Museum?", "Maria Keller")],
        ),
    ],
)
def test_holders_and_posts(text: str, expected: list[tuple[str, str]]) -> None:
    assert asked(made("roles", text + BEHIND, kind="short_answer")) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The manager, Maria Keller,", "a post without its institution"),
        ("Goalkeeper Maria Keller", "a description"),
        ("Former German finance minister Maria Keller", "a post of any time before"),
        ("Finance minister Maria Keller", "a minister of no country"),
        ("German president Maria Keller", "everybody knows heads of state"),
        ("Maria Keller, chief executive of the ZQV,", "an abbreviation nobody explained"),
        ("German ambassador Maria Keller", "an ambassador to somewhere unsaid"),
        ("Ms Keller, the mayor of Lindau,", "no full name"),
        ("Kenya’s president Maria Keller", "everybody knows heads of state"),
        ("Prominent singer Maria Keller", "a description"),
        ("Maria Keller, a climate scientist at the University of Bremen,", "an occupation"),
        ("Rear Admiral Maria Keller", "a rank"),
        ("Danish leader Maria Keller", "everybody knows who leads a country"),
        ("Maria Keller, an adviser to Mr Weber,", "a post with a person"),
        ("Maria Keller was the mayor of Lindau when the harbour was built and", "in the past"),
        (
            "Maria Keller, the treasurer of Lindau, was named head of the Lindau Museum. She",
            "two posts in one month",
        ),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("roles", text + BEHIND)) == [], why


def test_how_a_holder_and_a_post_prove_themselves() -> None:
    holder, post = (
        c.question
        for c in made("roles", "Maria Keller, the mayor of Lindau," + BEHIND, kind="short_answer")
    )
    assert isinstance(holder, ShortAnswer)
    assert isinstance(post, ShortAnswer)
    assert (holder.maker, holder.asks, written_key(holder)) == (
        "who_held",
        "person",
        "Maria Keller",
    )
    assert holder.accepted == ("Maria Keller", "Keller")
    assert (post.maker, post.asks, written_key(post)) == ("post", "role", "mayor of Lindau")
    assert post.accepted == ("mayor of Lindau", "mayor", "Lindau’s mayor", "Lindau mayor")
    assert holder.explanation == (
        "The article, of November 2024, calls Maria Keller the mayor of Lindau."
    )


def test_a_post_is_right_in_the_words_that_people_use() -> None:
    text = "Maria Keller, the director for games at Corvane Foods," + BEHIND
    post = next(c.question for c in made("roles", text) if c.question.maker == "post")
    head = "Maria Keller, the chief executive of Corvane Foods," + BEHIND
    chief = next(c.question for c in made("roles", head) if c.question.maker == "post")
    for question, answer in (
        (post, "director for games"),
        (post, "director of games at Corvane Foods"),
        (post, "Corvane Foods's director for games"),
        (post, "the director of games"),
        (chief, "CEO"),
        (chief, "chief executive officer of Corvane Foods"),
        (chief, "Corvane Foods CEO"),
    ):
        assert mark(question, answer).right, answer
    assert not mark(post, "director of music").right
    assert not mark(chief, "CEO of Brandt Ltd").right


def test_holder_and_post_ask_for_one_fact() -> None:
    candidates = made("roles", "Maria Keller, the mayor of Lindau," + BEHIND)
    assert len({c.fact for c in candidates}) == 1


def test_only_who_holds_another_post_stands_beside_a_holder() -> None:
    """People who merely stand in the same report are no likely mayors of Lindau."""
    others = "Anna Vogel met Laura Weber in Bremen. Sofia Brandt met Peter Schmidt in Bremen."
    posts = "Karl Richter, the mayor of Bremen, met Paul Wolf, chief executive of Corvane Foods."
    text = "Maria Keller, the mayor of Lindau," + BEHIND
    assert _holders(text, others) == set()
    assert _holders(text, others, posts) == {"Maria Keller", "Karl Richter", "Paul Wolf"}


def test_no_head_of_state_and_nobody_of_another_country_stands_beside_a_holder() -> None:
    text = "German finance minister Maria Keller" + BEHIND
    others = (
        "Karl Richter, the mayor of Bremen, met French president Luc Moreau and Danish foreign "
        "minister Mette Holm."
    )
    second = "Paul Wolf, chief executive of Corvane Foods, met Karl Richter."
    assert _holders(text, others) == set()
    assert _holders(text, others, second) == {"Maria Keller", "Karl Richter", "Paul Wolf"}


def _holders(*paragraphs: str) -> set[str]:
    """Return the options of the question for Maria Keller's post, none where it is no choice."""
    found = (c.question for c in made("roles", *paragraphs, kind="multiple_choice"))
    return {
        option
        for question in found
        if isinstance(question, MultipleChoice) and question.key == "Maria Keller"
        for option in question.options
    }


def test_somebody_with_two_posts_is_not_asked_for_one() -> None:
    text = "Maria Keller, the mayor of Lindau," + BEHIND
    second = "Lindau choir conductor Maria Keller sang in Bremen."
    assert POST not in [stem for stem, _ in asked(made("roles", text, second))]


def test_without_a_day_of_publication_no_post_is_asked_for() -> None:
    """Who holds it may have changed since, and there is no month to put into the question."""
    source = article("Maria Keller, the mayor of Lindau," + BEHIND, published=None)
    assert list(MAKERS.get("roles")(workshop(source))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Maria Keller, a vice president of the Lindau Museum," + BEHIND,
        "Maria Keller, the mayor of Lindau, resigned in May 2021.",
        "Maria Keller, the mayor of Lindau, met Laura Weber, the mayor of Lindau.",
    ],
)
def test_nobody_is_the_holder_of_what_others_may_hold(text: str) -> None:
    assert [s for s, _ in asked(made("roles", text)) if s.startswith("Who was")] == []


def test_initials_are_spelt_out() -> None:
    text = "Maria Keller, the chairwoman of the LRC," + BEHIND
    body = "The Lindau Rail Company (LRC) closed a line."
    stems = [stem for stem, _ in asked(made("roles", text, body))]
    assert HOLDER.format("chairwoman of the Lindau Rail Company") in stems


def test_a_post_in_a_body_without_a_name_is_not_asked_for() -> None:
    behind = " sold three ferries to Sweden in May 2021."
    assert made("roles", "Maria Keller, chief executive of the Danish company," + behind) == []
    assert made("roles", "Maria Keller, chief executive of Corvane Foods," + behind) != []
