"""How pages are laid out: every test sets a small page by hand and reads it."""

from datetime import date

import pytest

from quiz.readers.draft import Draft
from quiz.readers.pdf import parse
from tests.readers.pdf_files import Text, column, document, pages, stream, written

LEFT = (
    "The river rose by two metres in a",
    "single night and flooded the lower",
    "half of the town, where about nine",
    "hundred people live and work.",
)
RIGHT = (
    "Nobody was hurt, the mayor said, but",
    "forty shops will stay shut until the",
    "water has gone down and the cellars",
    "have been pumped dry again.",
)
HEAD = [Text(50, 790, "River floods the old town", 24, "bold")]


def draft(payload: bytes, pages: list[int] | None = None) -> Draft:
    return parse(payload, "a.pdf", pages=pages)


def texts(payload: bytes, *kinds: str) -> list[str]:
    """Return the texts of the pieces, of the `kinds` given; "" is a kind that is not told."""
    return [p.text for p in draft(payload).pieces if not kinds or (p.kind or "") in kinds]


def test_two_columns_are_read_one_after_the_other() -> None:
    page = HEAD + column(50, 740, LEFT) + column(310, 740, RIGHT)
    assert texts(document(page), "paragraph") == [" ".join(LEFT), " ".join(RIGHT)]


def test_the_order_in_the_file_does_not_matter() -> None:
    """Some programs write a page row by row, or the last column first."""
    left, right = column(50, 740, LEFT), column(310, 740, RIGHT)
    by_row = [item for pair in zip(left, right, strict=True) for item in pair]
    expected = texts(document(HEAD + left + right))
    assert texts(document(by_row + HEAD)) == expected
    assert texts(document(right + left + HEAD)) == expected


def test_columns_whose_lines_are_not_level() -> None:
    page = HEAD + column(50, 740, LEFT) + column(310, 735, RIGHT) + column(310, 640, RIGHT)
    assert texts(document(page), "paragraph") == [
        " ".join(LEFT), " ".join(RIGHT), " ".join(RIGHT)
    ]  # fmt: skip


def framed(texts: list[Text], x: float, y: float, width: float, height: float) -> bytes:
    """Return a page with a frame: its lower left corner and its size."""
    frame = b"%g %g %g %g re S\n" % (x, y, width, height)
    return pages([stream(frame + written(HEAD + texts))])


WIDE = (
    "the lower half of the town, where about nine hundred people live and work. Nobody was hurt,",
    "the mayor said, but forty shops will stay shut until the water has gone down and the cellars",
    "have been pumped dry again.",
)


@pytest.mark.parametrize("shift", [0, 5, 9])
def test_a_box_beside_the_text_does_not_break_a_sentence(shift: float) -> None:
    """The type in it stands level with the lines beside it, or lower; the gutter is narrow."""
    short = ("The river rose by two metres in a", "single night, which is far. It flooded")
    box = column(212, 736 - shift, ["In numbers: 40 shops", "Some 900 people"])
    page = framed([*column(50, 736, short), *box, *column(50, 712, WIDE)], 208, 714, 220, 32)
    assert texts(page)[1] == " ".join((*short, *WIDE))
    assert " ".join(texts(page)[2:]) == "In numbers: 40 shops Some 900 people"


def test_a_box_on_the_left_does_not_break_a_paragraph() -> None:
    """A sentence ends beside it, and another one where the lines are full again."""
    short = (
        "The river rose by two metres in a single night.",
        "Then it fell. It flooded and ruined forty shops.",
    )
    box = column(54, 736, ["In numbers: 40 shops", "Some 900 people"])
    wide = ("It reached " + WIDE[0][4:], *WIDE[1:])
    page = framed([*column(262, 736, short), *box, *column(50, 712, wide)], 50, 714, 205, 32)
    assert texts(page)[1] == " ".join((*short, *wide))


BESIDE = (
    "The river rose by two metres in a",
    "single night, which is far, and it came",
    "with no warning at all. It flooded",
)


@pytest.mark.parametrize("shift", [0, 5])
@pytest.mark.parametrize("left", [False, True])
def test_a_box_without_a_frame_does_not_break_a_sentence(left: bool, shift: float) -> None:
    x, box_x = (170, 50) if left else (50, 230)
    facts = ("In numbers: 40 shops", "Some 900 people", "It was the first flood")
    items = [*column(x, 736, BESIDE), *column(box_x, 736 - shift, facts), *column(50, 695, WIDE)]
    got = texts(document(HEAD + items))
    assert got[1] == " ".join((*BESIDE, *WIDE))
    assert " ".join(got[2:]) == " ".join(facts)


def test_text_that_stands_in_text_for_no_known_reason_is_said() -> None:
    facts = [
        Text(x, 730 - 12 * n, line)
        for n, (x, line) in enumerate([(231, "In numbers"), (219, "40 shops, all shut"),
                                       (225, "900 people"), (212, "A town below a river")])
    ]  # fmt: skip
    lines = (*BESIDE, "half of the town and", *WIDE)
    page = document(HEAD + column(50, 736, lines) + facts)
    assert draft(page).notes == ("Text stood beside text on page 1; check the paragraphs.",)
    assert draft(document(HEAD + column(50, 736, lines))).notes == ()


def test_a_box_with_the_cells_of_a_table_is_read_by_rows() -> None:
    rows = ("Wheat", "14 tonnes"), ("Barley", "9 tonnes"), ("Oats", "3 tonnes")
    cells = column(60, 640, [row[0] for row in rows]) + column(250, 640, [row[1] for row in rows])
    page = framed([*column(50, 736, WIDE), *cells], 50, 612, 150, 40)
    assert "Wheat 14 tonnes Barley 9 tonnes" in " ".join(texts(page))


def test_three_columns_below_a_title_and_above_a_line_that_spans_them() -> None:
    narrow = [line[:22].rsplit(" ", 1)[0] for line in LEFT]
    ways = ["One way " + narrow[0], *narrow[1:]], ["Or two " + narrow[0], *narrow[1:]]
    page = HEAD + column(50, 740, narrow) + column(220, 740, ways[0]) + column(390, 740, ways[1])
    foot = Text(
        50, 640, "The whole of the page was set by hand, " + "from one edge to the other edge, " * 3
    )
    got = " ".join(texts(document([*page, foot])))
    assert [got.index(word) for word in ("The river", "One way", "Or two", "whole of")] == sorted(
        got.index(word) for word in ("The river", "One way", "Or two", "whole of")
    )


def test_a_table_is_read_by_rows() -> None:
    rows = [
        ("Wheat", "14 tonnes"),
        ("Barley", "9 tonnes"),
        ("Oats", "3 tonnes"),
        ("Rye", "1 tonne"),
    ]
    page = HEAD + column(50, 740, LEFT)
    for number, (name, amount) in enumerate(rows):
        page += [Text(50, 640 - 14 * number, name), Text(250, 640 - 14 * number, amount)]
    got = " ".join(texts(document(page)))
    assert "Wheat 14 tonnes" in got
    assert "Oats 3 tonnes" in got


def test_a_paragraph_goes_over_columns_and_pages() -> None:
    first = HEAD + column(50, 740, LEFT[:3]) + column(310, 740, [LEFT[3], *RIGHT])
    assert " ".join(LEFT) in texts(document(first), "paragraph")[0]
    over = document(HEAD + column(50, 100, LEFT[:2]), column(50, 790, [*LEFT[2:], ""]))
    assert " ".join(LEFT) in texts(over, "paragraph")


def test_a_caption_does_not_break_a_paragraph() -> None:
    caption = Text(50, 790, "Photo: the square on Sunday (Reuters)", 8)
    over = document(HEAD + column(50, 100, LEFT[:2]), [caption, *column(50, 770, LEFT[2:])])
    assert " ".join(LEFT) in texts(over, "paragraph")
    assert texts(over, "caption") == ["Photo: the square on Sunday (Reuters)"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The council said that the infor-", "mation was late and the report too."),
         "The council said that the information was late and the report too."),
        (("The council praised a well-", "known painter who lives beside the sea."),
         "The council praised a well-known painter who lives beside the sea."),
        (("The council met for twenty-", "five minutes and then went home again."),
         "The council met for twenty-five minutes and then went home again."),
        (("The council met the Anglo-", "American firm which owns the old mill."),
         "The council met the Anglo-American firm which owns the old mill."),
        (("The council spoke of Covid-", "19 and of what it had cost the town."),
         "The council spoke of Covid-19 and of what it had cost the town."),
        (("A sea-bird was seen. The council likes the sea-", "bird and will feed it on bread."),
         "A sea-bird was seen. The council likes the sea-bird and will feed it on bread."),
        (("A notebook was found. The council has a note-", "book of its own, bound in blue."),
         "A notebook was found. The council has a notebook of its own, bound in blue."),
        (("The council has two-", "and three-year plans for the harbour."),
         "The council has two- and three-year plans for the harbour."),
        (("The council said the soft inter\u00ad", "national hyphen was gone, at long last."),
         "The council said the soft international hyphen was gone, at long last."),
    ],
)  # fmt: skip
def test_words_parted_at_the_end_of_a_line(lines: tuple[str, str], expected: str) -> None:
    page = HEAD + column(50, 740, [*lines, *RIGHT])
    assert texts(document(page))[1].startswith(expected)


def test_letters_that_are_set_wide() -> None:
    spaced = [Text(50, 790, "T H E   O L D   M I L L", 20, "bold"), *column(50, 740, LEFT)]
    assert texts(document(spaced))[0] == "THE OLD MILL"
    by_operator = [Text(50, 790, "THE OLD MILL", 20, "bold", more="6 Tc"), *column(50, 740, LEFT)]
    by_operator[1] = by_operator[1]._replace(more="0 Tc")
    assert texts(document(by_operator))[0] == "THE OLD MILL"


def test_words_without_spaces_between_them() -> None:
    """Typesetting programs move on instead of writing a space."""
    operators = b"BT /regular 10 Tf 50 700 Td [(The)-300(river)-280(r)10(ose)-300(again.)] TJ ET"
    page = stream(operators + b"\n" + written(column(50, 600, LEFT)))
    assert texts(pages([page]))[0] == "The river rose again."


def test_running_heads_and_page_numbers_go() -> None:
    def leaf(number: int, lines: tuple[str, ...]) -> list[Text]:
        head = Text(50, 815, f"Merrow Echo, 3 May 2025, page {number}", 8)
        return [head, *column(50, 740, lines), Text(290, 30, f"- {number} -", 8)]

    payload = document(leaf(11, LEFT), leaf(12, RIGHT))
    assert texts(payload) == [" ".join(LEFT), " ".join(RIGHT)]
    assert draft(payload).published == date(2025, 5, 3)


def test_a_page_number_on_a_single_page_goes_and_a_year_stays() -> None:
    page = HEAD + column(50, 740, [*LEFT, "It was the worst flood in the town since", "1987"])
    got = texts(document([*page, Text(290, 30, "7", 8)]))
    assert got[-1].endswith("since 1987")


def test_what_a_browser_prints_around_a_page_goes() -> None:
    page = [
        Text(24, 820, "03/05/2025, 11:20", 8),
        Text(200, 820, "River floods the old town | Echo", 8),
        *HEAD, *column(50, 740, LEFT),
        Text(24, 18, "https://echo.example/river", 8), Text(560, 18, "1/1", 8),
    ]  # fmt: skip
    got = draft(document(page))
    assert [piece.text for piece in got.pieces] == ["River floods the old town", " ".join(LEFT)]
    assert (got.url, got.outlet, got.published) == ("https://echo.example/river", "Echo", None)


def test_what_another_browser_prints_around_a_page_goes() -> None:
    page = [
        Text(24, 820, "River floods the old town | Echo", 8),
        Text(400, 820, "https://echo.example/river?x=1", 8),
        *HEAD, *column(50, 740, LEFT),
        Text(24, 18, "1 of 3", 8), Text(500, 18, "5/3/25, 11:20 AM", 8),
    ]  # fmt: skip
    got = draft(document(page))
    assert [piece.text for piece in got.pieces] == ["River floods the old town", " ".join(LEFT)]
    assert (got.url, got.outlet) == ("https://echo.example/river?x=1", "Echo")


def test_links_below_an_article_are_no_paragraphs() -> None:
    links = ["Most read", "• Mayor opens a new bridge", "Swans move a bus stop"]
    page = HEAD + column(50, 740, LEFT) + column(50, 670, RIGHT)
    page += [Text(50, 590 - 24 * number, link) for number, link in enumerate(links)]
    assert texts(document(page), "paragraph") == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    lines = ["he river rose by two metres in a", "single night and flooded the lower"]
    page = [*HEAD, Text(50, 728, "T", 32), *column(74, 740, lines, 10)]
    page += column(50, 716, [*LEFT[2:]], 10)
    assert texts(document(page))[1] == " ".join(LEFT)


def test_notes_go_to_the_end_and_their_marks_go() -> None:
    mark = "the town measures 12 km. The mayor wept."
    page = HEAD + column(50, 740, [*LEFT, mark]) + [
        Text(50 + 4.3 * len(mark), 0, ""),
        Text(50, 60, "1 The figure is that of the county, which counts each summer.", 7),
    ]  # fmt: skip
    got = draft(document(page)).pieces
    assert (got[-1].kind, got[-1].text[:12]) == ("boilerplate", "1 The figure")


def test_a_raised_figure_is_a_mark_only_where_a_note_explains_it() -> None:
    raised = (
        b"BT /regular 10 Tf 50 700 Td (The dam leaked.) Tj /regular 6 Tf 4 Ts (1) Tj 0 Ts"
        b" /regular 10 Tf ( It is 40 m) Tj /regular 6 Tf 4 Ts (2) Tj 0 Ts /regular 10 Tf"
        b" ( large.) Tj ET\n"
    )
    note = [Text(50, 60, "1 So says the county, which has measured it each summer.", 7)]
    body = written(column(50, 680, LEFT))
    with_note = pages([stream(raised + body + b"\n" + written(note))])
    assert texts(with_note)[0].startswith("The dam leaked. It is 40 m² large.")
    assert texts(pages([stream(raised + body)]))[0].startswith("The dam leaked.¹ It is 40 m²")


def test_headings_are_told_by_size_and_weight() -> None:
    page = HEAD + column(50, 740, LEFT) + [Text(50, 670, "What comes next", 10, "bold")]
    page += [*column(50, 650, RIGHT), Text(50, 580, "Who pays?", 13), *column(50, 560, LEFT)]
    assert texts(document(page), "heading") == ["What comes next", "Who pays?"]
    assert len(texts(document(page), "paragraph")) == 3


def test_entries_of_a_list_stand_alone() -> None:
    entries = ["• the dam, which leaks and has leaked", "• the mill, which is older", "• the weir"]
    page = HEAD + column(50, 740, LEFT) + column(60, 680, entries)
    assert texts(document(page))[-3:] == entries


def test_a_quotation_set_large_is_not_said_twice() -> None:
    said = "“I have never seen water so high in all of my eighty years,” said Ruth Hale."
    page = HEAD + column(50, 740, [*LEFT, said]) + [
        Text(80, 660, "I have never seen water so high in all of my", 16, "italic"),
        Text(80, 640, "eighty years", 16, "italic"),
        *column(50, 600, RIGHT),
    ]  # fmt: skip
    assert texts(document(page), "paragraph") == [" ".join(LEFT), said, " ".join(RIGHT)]
    assert texts(document(page), "boilerplate") == [
        "I have never seen water so high in all of my eighty years"
    ]


def test_pages_that_are_turned() -> None:
    upright = texts(document(HEAD + column(50, 740, LEFT)))
    for turn in (90, 180, 270):
        assert texts(document(HEAD + column(50, 740, LEFT), more=b"/Rotate %d" % turn)) == upright
    lower = [item._replace(y=item.y - 240) for item in HEAD + column(50, 740, LEFT)]
    across = b"q 0 1 -1 0 595 0 cm\n" + written(lower) + b"\nQ"
    assert texts(pages([stream(across)])) == upright


def test_what_stands_across_the_text_is_left_out() -> None:
    credit = (
        b"\nBT /regular 6 Tf 0 1 -1 0 580 300 Tm (Photograph by A. Stranger of the agency) Tj ET"
    )
    page = pages([stream(written(HEAD + column(50, 740, LEFT)) + credit)])
    assert texts(page) == ["River floods the old town", " ".join(LEFT)]


def test_a_recognised_scan_is_read() -> None:
    """Text recognition lays invisible letters behind the picture; their sizes are guesses."""
    sizes = (10, 10.9, 9.6, 10.4)
    lines = [
        Text(50, 740 - 12 * n, line, size, more="3 Tr")
        for n, (line, size) in enumerate(zip(LEFT, sizes, strict=True))
    ]
    assert texts(document(lines)) == [" ".join(LEFT)]


def test_recognised_words_that_stand_close() -> None:
    """Each word was measured in the picture, and its type is wider than the room it had."""
    page, place = [], 50.0
    for word in LEFT[0].split():
        page.append(Text(place, 740, word, more="3 Tr"))
        place += 5 * len(word)
    assert texts(document(page + column(50, 728, LEFT[1:], more="3 Tr"))) == [" ".join(LEFT)]


@pytest.mark.parametrize(
    "told",
    ["Microsoft Word - river_final2.docx", "untitled", "Untitled-1", "river.indd", "Document1",
     "C:\\texts\\river", "12345", ""],
)  # fmt: skip
def test_a_title_that_is_none_gives_way_to_what_is_printed(told: str) -> None:
    got = draft(document(HEAD + column(50, 740, LEFT), title=told))
    assert got.title == "River floods the old town"


def test_a_title_in_the_file_counts_where_none_is_printed_larger() -> None:
    plain = column(50, 740, ["River floods the old town", "", *LEFT])
    assert draft(document(plain, title="River floods the old town")).title is not None
    assert draft(document(column(50, 740, LEFT), title="A wet week in May")).title == (
        "A wet week in May"
    )


def test_a_masthead_is_not_the_title() -> None:
    page = [Text(50, 800, "The Merrow Echo", 36), Text(50, 770, "3 May 2025  No. 4,512", 8)]
    page += [Text(50, 730, "River floods the old town", 22, "bold"), *column(50, 700, LEFT)]
    got = draft(document(page))
    assert (got.title, got.outlet) == ("River floods the old town", "The Merrow Echo")
    assert got.published == date(2025, 5, 3)


def test_an_author_counts_where_the_text_names_them() -> None:
    named = [*HEAD, Text(50, 765, "Ana Silva", 9), *column(50, 740, LEFT)]
    assert draft(document(named, author="Ana Silva")).byline == "Ana Silva"
    assert draft(document(HEAD + column(50, 740, LEFT), author="typist3")).byline is None


def test_the_day_of_the_file_is_not_that_of_the_article() -> None:
    assert draft(document(HEAD + column(50, 740, LEFT))).published is None


def test_what_a_database_writes_around_an_article() -> None:
    head = ["The Merrow Echo", "May 3, 2025 Saturday", "Copyright 2025 Merrow Echo Ltd.",
            "Section: NEWS; Pg. 4", "Length: 412 words", "Byline: Ana Silva"]  # fmt: skip
    page = HEAD + [t for n, h in enumerate(head) for t in column(50, 765 - 20 * n, [h], 9)]
    page += column(50, 620, LEFT) + column(50, 560, RIGHT)
    page += [Text(50, 480, "Load-Date: May 4, 2025", 9), Text(50, 450, "End of Document", 9)]
    got = draft(document(page))
    assert (got.title, got.byline) == ("River floods the old town", "Ana Silva")
    assert got.published == date(2025, 5, 3)
    assert [p.text for p in got.pieces if p.kind == "paragraph"] == [
        " ".join(LEFT), " ".join(RIGHT)
    ]  # fmt: skip
