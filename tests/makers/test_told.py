"""Questions about what somebody is reported to have said: the source stays in the stem."""

import pytest

from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("maker", "text", "stem", "key"),
    [
        (
            "why",
            "Anna Vogel said Denmark closed three harbours because of heavy storms.",
            "According to Anna Vogel, why did Denmark close three harbours?",
            "because of heavy storms",
        ),
        (
            "how_much",
            "Halvorsen Motors announced that Sorvik Energy paid $40m for three ferries in 2019.",
            "According to Halvorsen Motors, how much did Sorvik Energy pay for three ferries in "
            "2019?",
            "$40m",
        ),
        (
            "where",
            "The Danish Fishing Association says Norway sent three trawlers to Bremen in 2019.",
            "According to the Danish Fishing Association, to which city did Norway send three "
            "trawlers in 2019?",
            "Bremen",
        ),
        (
            "how_many",
            "Maria Keller said she had sold three Viking ships to Norway.",
            "How many Viking ships did Maria Keller say she had sold to Norway?",
            "three",
        ),
        (
            "how_many",
            "The Aurora would carry 300 people to Lindau, Maria Keller said.",
            "According to Maria Keller, how many people would the Aurora carry to Lindau?",
            "300",
        ),
        (
            "objects",
            "Denmark announced it had arrested Anna Vogel in May 2021.",
            "Who did Denmark announce it had arrested in May 2021?",
            "Anna Vogel",
        ),
    ],
)
def test_stem_and_key(maker: str, text: str, stem: str, key: str) -> None:
    assert asked(made(maker, text, kind="short_answer")) == [(stem, key)]


@pytest.mark.parametrize(
    ("maker", "text", "why"),
    [
        ("how_much", "Anna Vogel denied that Denmark paid $40m for three ferries.", "denied"),
        ("how_many", "Denmark said it would not sell three ferries to Norway.", "negated"),
        ("why", "Anna Vogel said she closed three harbours because of storms.", "why said or did"),
        ("how_much", "Fishermen said Denmark paid $40m for three ferries.", "nobody is named"),
    ],
)
def test_what_is_refused(maker: str, text: str, why: str) -> None:
    assert asked(made(maker, text)) == [], why


def test_a_long_list_of_speakers_tells_nothing() -> None:
    text = "Norway, Denmark and Sweden said that the Aurora had carried 300 people to Lindau."
    assert asked(made("how_many", text, kind="short_answer")) == []
