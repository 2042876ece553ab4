"""The maker of "What did S name O?"."""

import pytest

from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Sorvik Energy named its first tidal turbine Aurora in May 2021.",
            "What did Sorvik Energy name its first tidal turbine in May 2021?",
            "Aurora",
        ),
        (
            'Sorvik Energy painted the hull red and named its first tidal turbine "Aurora."',
            "What did Sorvik Energy name its first tidal turbine?",
            "Aurora",
        ),
        (
            "The Swedish rowing team painted their boat in three colours and named their boat "
            '"Aurora."',
            "What did the Swedish rowing team name their boat?",
            "Aurora",
        ),
        (
            "The Lindau Museum was renamed the Keller Museum in 2019.",
            "What was the Lindau Museum renamed in 2019?",
            "the Keller Museum",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    assert asked(made("called", text)) == [(stem, key)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Keller was named Director of the Lindau Museum in 2019.", "a post"),
        ("Maria Keller named three ferries in Bremen in 2019.", "no name is given"),
        ("Sorvik Energy did not name its first tidal turbine Aurora in 2021.", "negated"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("called", text)) == [], why
