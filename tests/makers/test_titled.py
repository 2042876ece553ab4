"""The maker of "Which club owner ...?"."""

import pytest

from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Tomato farmer Maria Keller sold seven fields near Bremen in 2021.",
            "Which tomato farmer sold seven fields near Bremen in 2021?",
            "Maria Keller",
        ),
        (
            "Norwegian architect Olaf Brandt designed the new concert hall in Lindau.",
            "Which Norwegian architect designed the new concert hall in Lindau?",
            "Olaf Brandt",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    assert (stem, key) in asked(made("titled", text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mrs Maria Keller sold seven fields near Bremen in 2021.", "no post"),
        ("Tomato farmer Maria Keller said that Bremen was cold and wet in May.", "a report"),
        ("Tomato farmer Maria Keller did not sell seven fields near Bremen.", "denied"),
        ("Tomato farmer Maria Keller sold fields.", "tells little"),
        ("District 12 judge Maria Keller sold seven fields near Bremen in 2021.", "a number"),
        ("Farmers Maria Keller and Olaf Brandt sold seven fields near Bremen.", "two people"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("titled", text)) == [], why
