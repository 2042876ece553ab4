"""What decks and tags may be called: what Anki would change in silence is said instead."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import OptionError
from quiz.exporters.deck_names import deck_name, deck_part, tag
from quiz.exporters.deck_options import DeckOptions


@pytest.mark.parametrize("name", ["News", "News::Sport", "Été", 'a "b" <c>', "a:b", "x" * 100])
def test_names_of_decks(name: str) -> None:
    assert DeckOptions(deck=name).deck == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty part"),
        ("::x", "empty part"),
        ("a::", "empty part"),
        ("a::::b", "empty part"),
        ("a::\u200b", "empty part"),
        (" a", "space or a colon"),
        ("a:: b", "space or a colon"),
        ("a:::b", "space or a colon"),
        ("a\nb", "control"),
        ("a\x1fb", "control"),
        ("a\u2028b", "control"),
        ("x" * 101, "at most 100"),
    ],
)
def test_names_that_anki_would_change_are_refused(name: str, why: str) -> None:
    with pytest.raises(OptionError, match=why):
        DeckOptions(deck=name)


def test_a_name_is_taken_in_ankis_normal_form() -> None:
    assert deck_name("Cafe\u0301") == "Café"


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Harbour town opens", "Harbour town opens"),
        ("a :: b", "a : b"),
        ("::x::", "x"),
        ("one\ntwo\tthree", "one two three"),
        ("word " * 20, "word word word word word word word word word word word word…"),
        ("x" * 80, "x" * 60),
        ("\u200b", ""),
        (":", ""),
    ],
)
def test_a_title_becomes_a_part_of_a_name(title: str, part: str) -> None:
    assert deck_part(title) == part


@given(st.text(max_size=200))
def test_whatever_the_title_the_name_is_sound(title: str) -> None:
    part = deck_part(title)
    assert len(part) <= 61
    assert part == "" or deck_name(f"News::{part}") == f"News::{part}"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("history", "history"),
        ("Year 9", "Year-9"),
        ("a\tb\u3000c", "a-b-c"),
        ("school::year:9", "school::year-9"),
        ('"x*y"', "xy"),
        ("leech::x", "leech::x"),
    ],
)
def test_tags(raw: str, kept: str) -> None:
    assert DeckOptions(tags=(raw,)).tags == (kept,)


@pytest.mark.parametrize("raw", ["", " ", "a::", "::a", "a::::b", "*", '"::b', "\u200b"])
def test_a_tag_with_an_empty_part_is_refused(raw: str) -> None:
    with pytest.raises(OptionError, match="empty part"):
        DeckOptions(tags=(raw,))


@pytest.mark.parametrize("raw", ["leech", "Marked", '"leech"'])
def test_tags_of_ankis_own_are_refused(raw: str) -> None:
    with pytest.raises(OptionError, match="Anki keeps the tag"):
        DeckOptions(tags=(raw,))


def test_a_tag_that_differs_in_case_only_is_the_same() -> None:
    assert DeckOptions(tags=("Exam", "exam", "b")).tags == ("Exam", "b")
    with pytest.raises(OptionError, match="at most 100"):
        DeckOptions(tags=("x" * 101,))


@given(st.text(max_size=100))
def test_whatever_is_typed_a_tag_is_one_tag(raw: str) -> None:
    try:
        kept = tag(raw)
    except OptionError:
        return
    assert kept.split() == [kept]
    assert not set('*"') & set(kept)
    assert kept == unicodedata.normalize("NFC", kept)
    assert tag(kept) == kept
