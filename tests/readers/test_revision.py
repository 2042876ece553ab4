"""An article taken apart and put together: pieces stay what they are said to be, spans are true."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import LanguageError, LengthError
from quiz.readers import MAX_WORDS, read
from quiz.readers.draft import Draft, Piece
from quiz.readers.revision import flat, revised, taken_apart
from quiz.schema.article import BlockKind
from tests.articles import BUSINESS, POLITICS

KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
PROSE = tuple(Piece(kind="paragraph", text=text) for text in POLITICS)
# What the engine's words cannot tell from something else: a person's word counts.
DOUBTFUL = ("By Nora Whitlock", "12 March 2024", "Read more", "Photo: Tom Ravel", "Home", "• One")

pieces = st.lists(
    st.builds(
        Piece,
        kind=st.none() | st.sampled_from(KINDS),
        text=st.sampled_from(DOUBTFUL) | st.text(st.characters(max_codepoint=0x17F), max_size=60),
    ),
    max_size=12,
)


@given(before=pieces, after=pieces)
def test_every_block_is_a_piece_of_the_kind_it_is_said_to_be(
    before: list[Piece], after: list[Piece]
) -> None:
    draft = Draft(pieces=(*before, *PROSE, *after), title="Two nations")
    made = revised(draft)
    wanted = [(p.kind or "paragraph", flat(p.text)) for p in draft.pieces if flat(p.text)]
    assert [(block.kind, made.at(block)) for block in made.blocks] == wanted
    assert made.title == "Two nations"


@given(before=pieces, after=pieces)
def test_taking_apart_gives_the_pieces_again(before: list[Piece], after: list[Piece]) -> None:
    made = revised(Draft(pieces=(*before, *PROSE, *after), url="https://news.example/a"))
    again = revised(taken_apart(made))

    assert again.id == made.id
    assert [again.at(b) for b in again.paragraphs] == [made.at(b) for b in made.paragraphs]
    assert len(again.blocks) <= len(made.blocks)


def test_an_article_that_nobody_corrects_stays_the_same() -> None:
    original = read("\n\n".join(["Two nations sign a treaty", *POLITICS]).encode())
    assert original.blocks[0].kind == "title"
    assert revised(taken_apart(original)) == original


def test_a_text_as_read_keeps_its_id_its_head_and_its_paragraphs() -> None:
    wrapped = "\n\n".join(p.replace(", ", ",\n") for p in BUSINESS)
    text = f"A battery maker is sold\n\nBy Nora Whitlock\n\n4 June 2024\n\n• {wrapped}"
    original = read(text.encode())
    made = revised(taken_apart(original))
    assert (made.id, made.title, made.published) == (
        original.id,
        "A battery maker is sold",
        date(2024, 6, 4),
    )
    assert made.byline == "Nora Whitlock"
    assert [made.at(b) for b in made.paragraphs] == [
        flat(original.at(b)) for b in original.paragraphs
    ]
    assert "•" not in made.text


def test_address_and_outlet_are_kept_and_the_address_makes_the_id() -> None:
    known = Draft(pieces=PROSE, url="https://news.example/a", outlet="The Courier", title="One")
    corrected = known.model_copy(update={"title": "Another"})
    assert revised(known).url == "https://news.example/a"
    assert revised(known).outlet == "The Courier"
    assert revised(known).id == revised(corrected).id


def test_without_a_title_the_first_sentence_is_one() -> None:
    made = revised(Draft(pieces=PROSE, title="  "))
    assert made.title.startswith("Latvia and Portugal signed")
    assert made.blocks[0].kind == "paragraph"


def test_what_is_left_out_does_not_count_as_running_text() -> None:
    left_out = tuple(piece.model_copy(update={"kind": "boilerplate"}) for piece in PROSE)
    with pytest.raises(LengthError, match="The article is too short: 0 words"):
        revised(Draft(pieces=left_out))
    with pytest.raises(LengthError, match="too short"):
        revised(Draft(pieces=()))


def test_a_book_and_another_language_are_refused() -> None:
    with pytest.raises(LengthError, match=f"{MAX_WORDS:,} words"):
        revised(Draft(pieces=PROSE * 100))
    german = "Die Stadt hat am Montag die neue Brücke eröffnet, und viele Leute kamen zu dem Fest. "
    with pytest.raises(LanguageError, match="German"):
        revised(Draft(pieces=(Piece(kind="paragraph", text=german * 10),)))
