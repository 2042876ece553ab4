"""Where quotation marks open and close."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.language.quotation_marks import marked


def between(text: str) -> list[str]:
    return [text[start:end] for start, end in marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is late,” he said. “We go.”", ["“It is late,”", "“We go.”"]),
        ('"It is late," he said. "We go."', ['"It is late,"', '"We go."']),
        ("She (“the captain”) left.", ["“the captain”"]),
        ('She ("the captain") left.', ['"the captain"']),
        ("„Guten Tag“, said the guest.", ["„Guten Tag“"]),
        ("«Bonjour à tous», said the guest.", ["«Bonjour à tous»"]),
        ("The “harbour plan” and the “tide plan”", ["“harbour plan”", "“tide plan”"]),
        # nested: the outer pair counts
        ("“He said ‘go now’ to me,” she said.", ["“He said ‘go now’ to me,”"]),
        ("\"He said 'go now' to me,\" she said.", ["\"He said 'go now' to me,\""]),
        # two paragraphs that were run together
        (
            '"We waited for years. "Now we are ready," she said.',
            ['"We waited for years.', '"Now we are ready,"'],
        ),
        ('"We waited. " It was late.', ['"We waited. "']),
        # slips: the wrong mark closes
        ("“Mind the gap“ she said", ["“Mind the gap“"]),
        ('“Mind the gap" she said', ['“Mind the gap"']),
    ],
)
def test_double_marks(text: str, expected: list[str]) -> None:
    assert between(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quotation over paragraphs opens anew in each and closes only in the last
        ("“We waited for years.", ["“We waited for years."]),
        ('"We waited for years.', ['"We waited for years.']),
        ("She said: “We waited for years.", ["“We waited for years."]),
        ("A pipe of 5” and one of 6” were laid.", []),
        ('A 5" pipe and a 6" pipe were laid.', []),
        ("He is 6' 2\" tall.", []),
        ("It ended” without a beginning.", []),
        ("“", []),
        ('"', []),
        ("", []),
    ],
)
def test_marks_without_a_partner(text: str, expected: list[str]) -> None:
    assert between(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘I saw it,’ he said.", ["‘I saw it,’"]),
        ("'I saw it,' he said.", ["'I saw it,'"]),
        ("‘It’s done now,’ he said.", ["‘It’s done now,’"]),
        ("'I don't know it,' he said.", ["'I don't know it,'"]),
        ("The ‘harbour plan’ and the ‘tide plan’", ["‘harbour plan’", "‘tide plan’"]),
        # apostrophes
        ("The dogs’ bowl isn’t the cats’ bowl.", []),
        ("The dogs' bowl isn't the cats' bowl.", []),
        ("In the '90s and the '80s rock 'n' roll lived.", []),
        ("The word ‘harbour’ alone", []),
        ("’Twas late when he spoke.", []),
    ],
)
def test_single_marks_and_apostrophes(text: str, expected: list[str]) -> None:
    assert between(text) == expected


MARKS = st.sampled_from("“”\"'‘’„«» \n.ab")


@given(st.text() | st.text(MARKS, max_size=40))
@example("“a ”“b” “")
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = marked(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start] in "“\"'‘„«" for start, _ in spans)


@given(st.lists(st.text("abc ,.’", min_size=1, max_size=20), min_size=1, max_size=4))
def test_every_pair_of_curly_marks_is_found(contents: list[str]) -> None:
    text = " and ".join(f"“{content}”" for content in contents)
    assert between(text) == [f"“{content}”" for content in contents]
