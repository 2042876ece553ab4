"""Posts as options: side by side at one institution."""

import pytest

from quiz.makers.distractors.posts import other_posts
from quiz.resources import table
from quiz.schema.question import MultipleChoice
from tests.makers.making import made

BEHIND = " sold three ferries to Sweden in May 2021."


@pytest.mark.parametrize(
    ("title", "among"),
    [
        ("chief executive of Corvane Foods", "finance director of Corvane Foods"),
        ("chairman of the Lindau Party", "treasurer of the Lindau Party"),
        ("Corvane Foods chief operating officer", "Corvane Foods chief financial officer"),
        ("Danish foreign minister", "Danish finance minister"),
        ("Danish Foreign Minister", "Danish Finance Minister"),
        ("foreign minister of Denmark", "interior minister of Denmark"),
        ("U.S. Secretary of State", "U.S. Secretary of Commerce"),
        ("mayor of Lindau", "fire chief of Lindau"),
        ("police chief of Kestrel province", "governor of Kestrel province"),
        ("special envoy to Ukraine", "trade envoy to Ukraine"),
        ("Danish ambassador to Norway", "Danish ambassador to Sweden"),
        ("head of research at the Lindau Museum", "head of marketing at the Lindau Museum"),
        (
            "vice president of marketing at Corvane Foods",
            "vice president of human resources at Corvane Foods",
        ),
        (
            "professor of history at the University of Bremen",
            "professor of philosophy at the University of Bremen",
        ),
        ("professor of virology", "professor of immunology"),
        ("senior fellow at the Halden Forum", "visiting scholar at the Halden Forum"),
        ("vice-chancellor of the University of Lindau", "provost of the University of Lindau"),
        ("manager of Lindau United", "sporting director of Lindau United"),
        ("governor of the Bank of Lindau", "chief cashier of the Bank of Lindau"),
    ],
)
def test_other_posts_at_the_same_institution(title: str, among: str) -> None:
    found = other_posts(title)
    assert among in found
    assert title not in found


@pytest.mark.parametrize(
    "title",
    [
        "deputy chief executive of Corvane Foods",
        "CEO of Corvane Foods",  # beside CFO and CTO it is known unread
        "president and chief operating officer of Corvane Foods",
        "acting mayor of Lindau",
        "professor of history and law at the University of Bremen",
        "lawyer for Corvane Foods",
        "chief executive",
        "founder of the Lindau Museum",
        "manager of the Lindau bakery",
        "director for games at Corvane Foods",  # beside "sales" it would stand out
    ],
)
def test_where_no_other_post_is_sure_there_is_none(title: str) -> None:
    assert other_posts(title) == []


def test_who_leads_a_firm_may_well_be_its_chairman_too() -> None:
    for leads in ("chief executive", "managing director", "executive chairman"):
        others = other_posts(f"{leads} of Corvane Foods")
        assert len(others) >= 3
        assert not any("chair" in other or "executive of" in other for other in others)


def test_a_post_is_a_choice_with_posts_the_person_does_not_hold() -> None:
    text = "Maria Keller, the chief executive of Corvane Foods," + BEHIND
    (candidate,) = made("roles", text, kind="multiple_choice")
    question = candidate.question
    assert isinstance(question, MultipleChoice)
    assert question.key == "Chief executive of Corvane Foods"
    assert all(option.endswith(" of Corvane Foods") for option in question.options)


def test_a_post_that_the_article_links_with_the_person_is_no_option() -> None:
    text = "Maria Keller, the chief executive of Corvane Foods," + BEHIND
    before = "Keller was chairman and finance director of the Lindau Museum, a friend said."
    for candidate in made("roles", text, before, kind="multiple_choice"):
        assert isinstance(candidate.question, MultipleChoice)
        options = " ".join(candidate.question.options).lower()
        assert "chairman" not in options
        assert "finance director" not in options


def test_every_row_of_the_table_has_enough_posts() -> None:
    for context, posts in table("posts"):
        listed = posts.split("|")
        assert context
        assert len(listed) >= 4
        assert len(set(listed)) == len(listed)
