"""The maker of "How many of the NOUN ...?" and other counts."""

import pytest

from tests.makers.making import asked, heard, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Only 12 of the 90 Lindau medals went to rowers from Norway.",
            "How many of the 90 Lindau medals went to rowers from Norway?",
            "12",
        ),
        (
            "More than two million people crossed the Danube in 2021.",
            "How many people crossed the Danube in 2021?",
            "more than two million",
        ),
        (
            "More than 40,000 Danes live in houseboats in northern Germany.",
            "How many Danes live in houseboats in northern Germany?",
            "more than 40,000",
        ),
        (
            "In 2021, Sorvik Energy was preparing to close 400 petrol stations in Norway.",
            "In 2021, how many petrol stations was Sorvik Energy preparing to close in Norway?",
            "400",
        ),
        (
            "Sorvik Energy sent free lamps to some 3,000 homes in Bremen.",
            "To how many homes in Bremen did Sorvik Energy send free lamps?",
            "some 3,000",
        ),
        (
            "Maria Keller said that the Aurora would be able to carry up to 300 tons of grain to "
            "Norway.",
            "According to Maria Keller, how many tons of grain would the Aurora be able to carry "
            "to Norway?",
            "up to 300",
        ),
        (
            "Sorvik Energy announced on 4 May 2021 that it was closing 90 petrol stations.",
            "How many petrol stations did Sorvik Energy announce on 4 May 2021 that it was "
            "closing?",
            "90",
        ),
        (
            "In 2021 the Lindau Museum had a storage capacity of about 900 tonnes.",
            "In 2021, what storage capacity did the Lindau Museum have?",
            "about 900 tonnes",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    assert (stem, key) in asked(made("counts", text, heard("Maria Keller")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Keller gave away three boats.", "without an occasion"),
        ("The harbour crew beat a fleet of 40 rafts from 12 towns.", "whose towns"),
        ("Norway has 800 to 900 soldiers in Bergen.", "a range"),
        ("One of the 90 Lindau medals went to rowers from Norway.", "one"),
        ("None of the 90 Lindau medals went to rowers from Norway.", "no number"),
        ("Sorvik Energy sent free lamps to its 3,000 homes in Bremen.", "behind a possessive"),
        ("Sorvik Energy was preparing to close for 12 months in Norway.", "time"),
        ("Sorvik Energy was preparing to close the harbour of Bremen in 2026.", "a year"),
        ("Sorvik Energy might close 400 petrol stations in Norway and Denmark.", "may be"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("counts", text)) == [], why
