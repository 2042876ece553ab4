"""What the form of corrections sends, and the article that is made of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from quiz.errors import LengthError, OptionError
from quiz.readers import read
from quiz.readers.draft import Piece
from quiz.schema.article import Article
from quiz.schema.question import QUESTION_TYPES
from quiz.schema.quiz import Blueprint
from quiz.web.limits import MAX_LINE, MAX_NOTES, MAX_PIECES
from quiz.web.teacher.correcting import HEADLINE, JOINED, KIND_NAMES, Review, Row
from tests.articles import POLITICS
from tests.samples import sample_article


def pieces(*rows: tuple[str, str], title: str = "") -> list[tuple[str | None, str]]:
    draft = Review(title=title, rows=tuple(Row(*row) for row in rows)).draft()
    return [(piece.kind, piece.text) for piece in draft.pieces]


def test_an_empty_line_divides_a_piece() -> None:
    assert pieces(("paragraph", "One.\n \nTwo,\nthree.\n\n\n"), ("heading", "A\n\nB")) == [
        ("paragraph", "One."),
        ("paragraph", "Two, three."),
        ("heading", "A"),
        ("heading", "B"),
    ]


def test_a_piece_without_text_is_dropped() -> None:
    assert pieces(("paragraph", " \n\t\n "), ("caption", "")) == []


def test_a_piece_is_joined_to_the_one_above_and_not_to_what_is_left_out_between() -> None:
    assert pieces(
        ("paragraph", "The old"),
        ("boilerplate", "Advertisement"),
        (JOINED, "harbour"),
        (JOINED, "of Brindle.\n\nIt is new."),
        (JOINED, "Yes."),
    ) == [
        ("paragraph", "The old harbour of Brindle."),
        ("boilerplate", "Advertisement"),
        ("paragraph", "It is new. Yes."),
    ]


def test_the_first_piece_has_nothing_to_be_joined_to() -> None:
    assert pieces((HEADLINE, ""), (JOINED, "One."), title="News") == [
        ("title", "News"),
        ("paragraph", "One."),
    ]


def test_the_title_stands_where_it_was_read() -> None:
    rows = (("boilerplate", "Home"), (HEADLINE, ""), ("paragraph", "One."))
    assert pieces(*rows, title="News") == [
        ("boilerplate", "Home"),
        ("title", "News"),
        ("paragraph", "One."),
    ]
    assert pieces(*rows, title="") == [("boilerplate", "Home"), ("paragraph", "One.")]


def test_a_piece_marked_as_the_title_takes_its_place() -> None:
    review = Review(
        title="Skip to content",
        rows=(Row(HEADLINE, ""), Row("title", "Tide\nturns\n\nBy the sea"), Row("paragraph", "A")),
    )
    draft = review.draft()
    assert draft.title == "Tide turns"
    assert [piece.kind for piece in draft.pieces] == ["title", "paragraph", "paragraph"]


def test_two_titles_are_one_too_many() -> None:
    with pytest.raises(OptionError, match="marked as the title"):
        pieces(("title", "One"), ("title", "Two"))
    assert pieces(("title", "One"), ("title", "  ")) == [("title", "One")]


@pytest.mark.parametrize(
    "day", ["14 May 2024", "2024-02-30", "20240514", "2024-W20-2", "0000-01-01"]
)
def test_a_date_that_does_not_exist(day: str) -> None:
    with pytest.raises(OptionError, match="as in 2024-05-14"):
        Review(published=day).draft()


@pytest.mark.parametrize("name", ["title", "outlet", "byline"])
def test_a_line_has_a_limit(name: str) -> None:
    assert Review(**{name: "x" * MAX_LINE}).draft()  # type: ignore[arg-type]
    with pytest.raises(OptionError, match=r"Shorten the .* to 1,000 characters"):
        Review(**{name: "x" * (MAX_LINE + 1)}).draft()  # type: ignore[arg-type]


def test_a_marked_title_has_the_same_limit() -> None:
    with pytest.raises(OptionError, match="Shorten the title"):
        pieces(("title", "x" * (MAX_LINE + 1)))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", 'https://a"b', "x", ""]
)
def test_what_is_no_address_is_not_kept_as_one(url: str) -> None:
    assert Review(url=url).draft().url is None
    assert Review(url="https://news.example/a?b=c").draft().url == "https://news.example/a?b=c"


def test_the_quiz_wanted() -> None:
    assert Review().blueprint() == Blueprint()
    asked = Review(length="100", types=("cloze", "ordering"), difficulty="hard").blueprint()
    assert asked == Blueprint(length=100, types=("cloze", "ordering"), difficulty="hard")


@pytest.mark.parametrize("length", ["0", "101", "-1", "ten", "1.5", "9" * 30, "١٢"])
def test_a_number_of_questions_out_of_range(length: str) -> None:
    with pytest.raises(OptionError, match="from 1 to 100"):
        Review(length=length).blueprint()


def test_no_type_at_all() -> None:
    with pytest.raises(OptionError, match="at least one type"):
        Review(types=()).blueprint()


def sent(*pairs: tuple[str, str]) -> Review:
    return Review.sent(MultiDict(pairs))


def test_what_no_form_of_ours_sends() -> None:
    for pairs in (
        [("kind", "paragraph")],
        [("text", "One.")],
        [("kind", "script"), ("text", "One.")],
        [("kind", ""), ("text", "")],
    ):
        with pytest.raises(OptionError, match="disorder"):
            sent(*pairs)
    most = [("kind", "heading"), ("text", "A")] * MAX_PIECES
    assert len(sent(*most).rows) == MAX_PIECES
    with pytest.raises(OptionError, match="2,000"):
        sent(*most, ("kind", "heading"), ("text", "A"))
    assert sent(("type", "essay"), ("type", "cloze")).types == ("cloze",)
    assert len(sent(*[("note", "x")] * 100).notes) == MAX_NOTES


def test_control_characters_and_foreign_line_ends_are_taken_out() -> None:
    review = sent(
        ("title", "Tide\x00 turns\r\nhere"),
        ("kind", "paragraph"),
        ("text", "One.\r\n\r\nTwo\x1b[31m\x85.\rThree"),
    )
    assert review.title == "Tide turns here"
    assert [piece.text for piece in review.draft().pieces] == ["One.", "Two [31m . Three"]


def test_an_article_of_too_many_pieces_is_refused() -> None:
    text = "\n\n".join(["Word."] * (MAX_PIECES + 1))
    blocks = [{"kind": "paragraph", "start": n.start(), "end": n.end()} for n in _words(text)]
    article = Article.model_validate({"id": "a", "title": "T", "text": text, "blocks": blocks})
    with pytest.raises(LengthError, match=r"2,001 pieces, and a page can show 2,000"):
        Review.of(article, ())


def _words(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\S+", text))


def test_the_form_of_an_article_gives_the_article() -> None:
    article = sample_article()
    draft = Review.of(article, ["A note."]).draft()
    assert (draft.title, draft.byline) == (article.title, article.byline)
    assert (draft.outlet, draft.published) == (article.outlet, article.published)
    assert draft.pieces == tuple(
        Piece(kind=block.kind, text=article.at(block)) for block in article.blocks
    )


def test_a_second_title_is_shown_as_a_heading() -> None:
    text = "\n\n".join(["One title", *POLITICS])
    original = read(text.encode())
    last = original.blocks[-1].model_copy(update={"kind": "title"})
    doubled = original.model_copy(update={"blocks": (*original.blocks[:-1], last)})
    review = Review.of(doubled, ())
    assert [row.kind for row in review.rows].count(HEADLINE) == 1
    assert review.rows[-1].kind == "heading"


rows = st.lists(
    st.builds(Row, st.sampled_from([*KIND_NAMES, HEADLINE]), st.text(max_size=30)), max_size=8
)


@given(rows=rows)
def test_no_word_is_lost_between_form_and_draft(rows: list[Row]) -> None:
    review = sent(*(pair for row in rows for pair in (("kind", row.kind), ("text", row.text))))
    told = [row for row in review.rows if row.kind != HEADLINE]
    shown = [numbered for run in review.runs for numbered in run.rows]
    assert shown == list(enumerate(told, start=1))
    try:
        draft = review.draft()
    except OptionError:
        return
    made = sorted(word for piece in draft.pieces for word in piece.text.split())
    assert made == sorted(word for row in told for word in row.text.split())


def test_every_type_is_wanted_at_first() -> None:
    assert Review.of(sample_article(), ()).types == QUESTION_TYPES
