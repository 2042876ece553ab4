"""The maker of "What did X say S had caused?"."""

import pytest

from tests.makers.making import asked, heard, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Maria Keller said the storm of 2021 had caused serious damage to the Lindau pier.",
            "What did Maria Keller say the storm of 2021 had caused?",
            "serious damage to the Lindau pier",
        ),
        (
            "Maria Keller said the new rules in Bremen were aimed at reducing the number of "
            "empty houses.",
            "What did Maria Keller say the new rules in Bremen were aimed at reducing?",
            "the number of empty houses",
        ),
        (
            "Maria Keller said the Lindau survey confirmed the existence of dangerous cracks in "
            "the whole northern wall.",
            "What did Maria Keller say the Lindau survey confirmed the existence of?",
            "dangerous cracks in the whole northern wall",
        ),
        (
            "Maria Keller said that regular night trains could return to Bremen in 2026.",
            "What did Maria Keller say could return to Bremen in 2026?",
            "regular night trains",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    assert (stem, key) in asked(made("told_what", text, heard("Maria Keller")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Keller said that the storm of 2021 had not caused serious damage.", "denied"),
        ("Maria Keller said that the storm had hit ferries and harbour cranes.", "a list"),
        ("Maria Keller said that the storm had hit the harbour.", "a phrase that points back"),
        ("Maria Keller said that Sorvik Energy had injured local residents.", "people"),
        ("Maria Keller admitted that every single contract was different.", "says too little"),
        ("Maria Keller said that Sorvik Energy had sunk three wooden ferries.", "a number"),
        (
            "Maria Keller said she welcomed the help of Sorvik Energy in trying to settle the "
            "bitter northern dispute.",
            "too far down",
        ),
        (
            "Maria Keller said the crew would vote whether to start another northern strike.",
            "a choice",
        ),
        ("Maria Keller said guards would be on all northern ferries by March.", "on what"),
        (
            "Maria Keller said in Bremen the storm had caused serious damage to the Lindau pier.",
            "where it was said, or happened",
        ),
        ("Maria Keller did not say that the storm had caused serious damage.", "not said"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("told_what", text, heard("Maria Keller"))) == [], why
