"""Codes and names as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.classroom import code_in, roster_code_in, tidy_name
from quiz.schema.classroom import MAX_NAME


@pytest.mark.parametrize(
    "typed",
    [
        "A4CNAV",
        "a4cnav",
        " a4c nav ",
        "A4C-NAV",
        "a4c\u00a0nav",
        "https://school.example/j/A4CNAV",
        "school.example/j/a4cnav",
        "http://127.0.0.1:8000/class/A4CNAV/attempt/1/question/3",
        "https://school.example/j/A4CNAV?x=1#top",
    ],
)
def test_a_code_is_found_however_it_is_typed(typed: str) -> None:
    assert code_in(typed) == "A4CNAV"


@pytest.mark.parametrize(
    "typed",
    ["", "A4CNA", "A4CNAVX", "A4CNA0", "A4CNAI", "https://x/", "/", "ÄÖÜÄÖÜ", "//[/", "/j/"],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert code_in(typed) is None


def test_a_roster_code_has_five_signs() -> None:
    assert roster_code_in(" k7m 2x ") == "K7M2X"
    assert roster_code_in("A4CNAV") is None


@given(st.text(max_size=200))
def test_a_name_is_one_short_line(typed: str) -> None:
    name = tidy_name(typed)
    assert len(name) <= MAX_NAME
    assert name == name.strip()
    assert not any(sign in name for sign in "\n\r\t\x00\u202e\u2066\u200b")
    assert tidy_name(name) == name


@given(st.text(max_size=60))
def test_any_text_as_a_code_is_answered(typed: str) -> None:
    found = code_in(typed)
    assert found is None or len(found) == 6


def test_a_name_keeps_what_scripts_need() -> None:
    assert tidy_name("  Ana\u202e  María\n") == "Ana María"
    assert tidy_name("می\u200cخواهم") == "می\u200cخواهم"
