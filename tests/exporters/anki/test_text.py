"""Whatever an article holds reaches the card as it stands in the article, and does nothing else."""

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.exporters.anki.text import clean, cloze, plain, shows, slug, text

MARKS = st.sampled_from(
    [*"<>&{}[]():\\=;#$/\n\r\u0338\u0301\x1f\x00\u200b\u00a0 "]
) | st.sampled_from(
    ["&lt;", "{{c1::", "}}", "[$]", "[sound:", "[latex]", "\\(", "::", "javascript:", "url("]
)
HOSTILE = st.lists(MARKS | st.text(max_size=5), max_size=12).map("".join)


@given(HOSTILE)
def test_a_browser_shows_the_text_as_typed(raw: str) -> None:
    assert unescape(text(raw).replace("<br>", "\n")) == clean(raw)


@given(HOSTILE)
def test_nothing_in_the_field_means_anything_to_anki(raw: str) -> None:
    field = text(raw).replace("<br>", "\n")
    assert not re.search(r"[<>{}=\x00-\x08\x0b-\x1f]", field)
    assert not re.search(r"\[(/?\$|/?latex|sound:|anki:|type:)|\\[()\[\]]", field, re.IGNORECASE)
    assert not re.search(r"javascript:|url\(|@import", field, re.IGNORECASE)
    assert not re.search(r"&amp;#?\w+;", field), "looks escaped twice"


@given(HOSTILE, HOSTILE)
def test_ankis_normal_form_leaves_the_markup_whole(first: str, second: str) -> None:
    field = f"<p>{text(first)}<mark>{text(second)}</mark></p>"
    assert unicodedata.normalize("NFC", field) == field


@given(HOSTILE.filter(shows), st.sampled_from(["", "person", "a::b}}"]))
def test_a_cloze_has_one_answer_and_one_hint(key: str, hint: str) -> None:
    inside = re.fullmatch(r"\{\{c1::(.*)\}\}", cloze(key, hint), re.DOTALL)
    assert inside
    answer, *rest = inside[1].split("::")
    assert unescape(answer.replace("<br>", "\n")) == clean(key)
    assert [unescape(part) for part in rest] == ([clean(hint)] if hint else [])
    assert not re.search(r"[{}]", inside[1])


@given(HOSTILE)
def test_plain_gives_back_the_text_in_one_line(raw: str) -> None:
    assert plain(f"<b>{text(raw)}</b>") == " ".join(clean(raw).split())


@given(HOSTILE)
def test_a_slug_is_one_part_of_a_tag(raw: str) -> None:
    part = slug(raw)
    assert part == "" or all(word.isalnum() for word in part.split("-"))
    assert len(part) <= 60
    assert part == slug(part)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("Harbour town of Brindle", "harbour-town-of-brindle"),
        ("Marks & Spencer’s “best” year", "marks-spencer-s-best-year"),
        ("a::b\tc\u3000d*", "a-b-c-d"),
        ("ÉTÉ", "été"),
        ("?!", ""),
        ("word " * 20, "-".join(["word"] * 12)),
        ("x" * 80, "x" * 60),
    ],
)
def test_slugs(raw: str, part: str) -> None:
    assert slug(raw) == part


@pytest.mark.parametrize("raw", ["", " ", "\n", "\u200b", "\u00a0\ufeff", "\x07", "\u0301"])
def test_what_shows_nothing_is_known(raw: str) -> None:
    assert not shows(raw)
    assert shows(raw + "?")


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("&lt;", "&#38;lt;"),
        ("[Putin] [sound:f]", "[Putin] &#91;sound:f]"),
        ("\\(x\\) \\n", "&#92;(x&#92;) \\n"),
        ("10:30", "10:30"),
        ("“it’s”", "“it’s”"),
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree", "one<br>two<br>three"),
    ],
)
def test_fields_stay_readable(raw: str, field: str) -> None:
    assert text(raw) == field
