"""How a text is laid out, and what its lines are."""

import textwrap
from datetime import date

import pytest

from quiz.readers import read
from quiz.schema.article import Article
from tests.readers.texts import ARTICLE, PARAGRAPHS, TITLE
from tests.readers.word_files import docx, odt, paragraph


def article(text: str) -> Article:
    return read(text.encode())


def flat(found: Article, kind: str) -> list[str]:
    """Return the texts of all blocks of `kind`, line ends within them as spaces."""
    return [" ".join(found.at(b).split()) for b in found.blocks if b.kind == kind]


def kinds(text: str) -> list[tuple[str, str]]:
    """Return (kind, text) of what stands in place of `text` between two paragraphs."""
    found = article(f"{TITLE}\n\n{PARAGRAPHS[0]}\n\n{text}\n\n" + "\n\n".join(PARAGRAPHS[1:]))
    between = found.blocks[2:-3]
    return [(block.kind, found.at(block)) for block in between]


def wrapped(text: str, **options: str) -> str:
    return textwrap.fill(text, 70, **options)  # type: ignore[arg-type]  # only indents are passed


CUT = "The harbour town of Brindle opened its first tidal power station on 14 May…"
LAYOUTS = {
    "blank lines": ARTICLE,
    "several blank lines": ARTICLE.replace("\n\n", "\n \n\t\n\n"),
    "a paragraph a line": ARTICLE.replace("\n\n", "\n"),
    "white space around": "\n\n  " + ARTICLE.replace("\n\n", "  \n\n  ") + "  \n\n",
    "hard-wrapped": "\n\n".join(map(wrapped, (TITLE, *PARAGRAPHS))),
    "hard-wrapped, no blank lines": "\n".join(map(wrapped, (TITLE, *PARAGRAPHS))),
    "hard-wrapped, indented": TITLE
    + "\n\n"
    + "\n".join(wrapped(p, initial_indent="    ") for p in PARAGRAPHS),
    "hard-wrapped, all indented": textwrap.indent(
        "\n\n".join(map(wrapped, (TITLE, *PARAGRAPHS))), "   "
    ),
    "hard-wrapped, wide": "\n\n".join(
        textwrap.fill(p, 160)
        for p in (TITLE, PARAGRAPHS[0], " ".join(PARAGRAPHS[1:3]), PARAGRAPHS[3])
    ).replace(" Brindle Energy, the company", "\n\nBrindle Energy, the company"),
    "hard-wrapped but for one line": "\n\n".join(
        (TITLE, *map(wrapped, PARAGRAPHS[:-2]), PARAGRAPHS[-2], wrapped(PARAGRAPHS[-1]))
    ),
    "title over the first paragraph": "\n\n".join(
        (TITLE + "\n" + wrapped(PARAGRAPHS[0]), *map(wrapped, PARAGRAPHS[1:]))
    ),
    "windows line ends": ARTICLE.replace("\n", "\r\n"),
    "old line ends": ARTICLE.replace("\n", "\r"),
    "unicode separators": ARTICLE.replace("\n\n", "\u2029\u2029"),
    "form feed": ARTICLE.replace("\n\n", "\n\x0c", 1),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_gives_the_same_article(text: str) -> None:
    found = article(text)
    assert found.title == TITLE
    assert flat(found, "paragraph") == [" ".join(p.split()) for p in PARAGRAPHS]
    assert len(found.blocks) == 5


def test_a_wrapped_title_is_one_title() -> None:
    title = TITLE + " despite warnings by the company that is to run it for the town"
    found = article("\n\n".join(map(wrapped, (title, *PARAGRAPHS))))
    assert found.title == title


def test_wrapped_bylines_and_dates_stand_alone() -> None:
    head = f"{TITLE}\nBy Nora Whitlock\nPublished 15 May 2024\n\n"
    found = article(head + "\n\n".join(map(wrapped, PARAGRAPHS)))
    assert (found.title, found.byline, found.published) == (
        TITLE,
        "Nora Whitlock",
        date(2024, 5, 15),
    )
    assert len(found.paragraphs) == 4


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n".join(PARAGRAPHS), CUT),
        (" ".join(PARAGRAPHS), CUT),
        (
            "Brindle has its tidal power station at last. It was opened on 14 May 2024, late. "
            + "\n\n".join(PARAGRAPHS),
            "Brindle has its tidal power station at last",
        ),
    ],
)  # fmt: skip
def test_a_text_without_title_gets_one_from_its_first_sentence(text: str, title: str) -> None:
    found = article(text)
    assert found.title == title
    assert len(found.title) <= 80
    assert "title" not in {block.kind for block in found.blocks}
    assert "".join(flat(found, "paragraph")).startswith(title.rstrip("…"))


HEADS = [
    (f"date 2024-11-30 {TITLE}", date(2024, 11, 30), None),
    (f" 2024-11-30 {TITLE}", date(2024, 11, 30), None),
    (f"2024-11-30 — {TITLE}", date(2024, 11, 30), None),
    (f"30 November 2024 — {TITLE}", date(2024, 11, 30), None),
    (f"November 30, 2024: {TITLE}", date(2024, 11, 30), None),
    (f"Date: 30 November 2024\n{TITLE}", date(2024, 11, 30), None),
    (f"Sat 30 Nov 2024 10.15 GMT\n\n{TITLE}", date(2024, 11, 30), None),
    (f"{TITLE}\n\nMarch 3, 2021", date(2021, 3, 3), None),
    (f"{TITLE}\n\nPublished 3 March 2021, 14:05 GMT", date(2021, 3, 3), None),
    (f"{TITLE}\n\nPublished: 13/03/2021", date(2021, 3, 13), None),
    (f"{TITLE}\n\nPublished: 03/04/2021", None, None),  # 3 April or 4 March: better none
    (f"{TITLE}\n\nLast updated: 4 March 2021", date(2021, 3, 4), None),
    (f"{TITLE}\n\nUpdated 4 March 2021\n\nPublished 3 March 2021", date(2021, 3, 3), None),
    (f"{TITLE}\n\nPublished 3 March 2021 | Updated 4 March 2021", date(2021, 3, 3), None),
    (f"{TITLE}\n\nBy Nora Whitlock", None, "Nora Whitlock"),
    (f"{TITLE}\n\nBy Nora Whitlock, BBC News", None, "Nora Whitlock"),
    (f"{TITLE}\n\nBY NORA WHITLOCK | 3 March 2021", date(2021, 3, 3), "NORA WHITLOCK"),
    (f"{TITLE}\n\nBy Nora Whitlock and Jan van Berg", None, "Nora Whitlock and Jan van Berg"),
    (f"{TITLE}\n\nBy Jan Roe, Ian O’Hara and J. P. Poe", None, "Jan Roe, Ian O’Hara and J. P. Poe"),
    (f"{TITLE}\n\nBy Nora Whitlock in Brindle", None, "Nora Whitlock"),
    (f"By Nora Whitlock\n\n{TITLE}", None, "Nora Whitlock"),
    (f"Home\nNews\nSport\nWeather\n\n{TITLE}", None, None),
    (f"Home | News | Sport | Weather\n\n{TITLE}", None, None),
    (f"Image source, Getty Images\n\n{TITLE}", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "published", "byline"), HEADS)
def test_the_head_of_an_article(head: str, published: date | None, byline: str | None) -> None:
    found = article(head + "\n\n" + "\n\n".join(PARAGRAPHS))
    assert found.title == TITLE
    assert found.published == published
    assert found.byline == byline
    assert flat(found, "paragraph") == list(PARAGRAPHS)


def test_a_sentence_that_begins_with_a_date_stays_whole() -> None:
    first = "30 November 2024 was the day that the town had waited for, and it rained all morning."
    found = article("\n\n".join((first, *PARAGRAPHS)))
    assert flat(found, "paragraph")[0] == first
    assert found.published is None


@pytest.mark.parametrize(
    "caption",
    [
        "The turbines stand in the old ferry channel (AP)",
        "The turbines stand in the old ferry channel. (Reuters)",
        "The turbines stand in the old ferry channel (Getty Images)",
        "The turbines stand in the channel (Tom Ravel/AFP via Getty Images)",
        "The turbines stand in the channel (AP Photo/Tom Ravel)",
        "The turbines stand in the channel (Tom Ravel/PA)",
        "The turbines stand in the channel (Photo: Tom Ravel)",
        "The turbines stand in the channel. Photograph: Tom Ravel/The Courier",
        "The turbines stand in the channel. REUTERS/Tom Ravel",
        "Image caption, The turbines stand in the channel.",
        "Image source, Getty Images",
        "Picture: Mayor Sandoval at the opening of the station.",
        "FILE PHOTO: The turbines stand in the channel.",
        "FILE - In this March 3 photo, turbines wait on the Brindle quay.",
    ],
)
def test_captions(caption: str) -> None:
    assert kinds(caption) == [("caption", caption)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ten things about tides",
        "READ MORE | Ten things about tides",
        "Related: Ten things about tides",
        "See also: Ten things about tides.",
        "Advertisement",
        "Article continues below",
        "Sign up for our newsletter to hear from Brindle harbour.",
        "Subscribe to our channel",
        "Subscribe",
        "Share this article",
        "Click here to see the pictures.",
        "Follow us on Facebook",
        "Follow @brindle on Twitter",
        "© 2024 The Brindle Courier",
        "Copyright 2024 The Brindle Courier. All rights reserved.",
        "We use cookies on this page of the Courier.",
        "https://example.org/tides?page=2",
        "www.example.org",
        "news@example.org",
        "Home | News | Sport | Weather",
        "***",
        "12 comments",
        "Skip to main content",
        "4 min read",
    ],
)
def test_page_furniture(line: str) -> None:
    assert kinds(line) == [("boilerplate", line)]


def test_a_menu_is_page_furniture() -> None:
    assert {kind for kind, _ in kinds("Home\nNews\nSport\nWeather map")} == {"boilerplate"}


@pytest.mark.parametrize(
    "sentence",
    [
        "By Christmas, the town will have had its fill of tides.",
        "Read more than fifty books, she told them, and you will know.",
        "Subscribe to the theory or not, the figures are clear.",
        "Subscriptions to the ferry choir rose by a third.",
        "Photo albums of the ferry had to dry.",
        "Related species of crab turned up.",
        "We use cookies for breakfast, she said.",
        "Share this burden, he urged them.",
        "Sign up sheets were full, she said.",
        "Sign-ups rose.",
        "Watch sales rose by a third.",
        "Comments by the mayor drew fire.",
        "Advertisement boards blew over at the quay.",
        "Copyright cases never reach Brindle.",
        "Click, and the light went on.",
        "Follow the money, she said.",
        "Credit: where credit is due, she said.",
        "NASA — the agency — said no.",
        "The Brindle Press (BP) — founded by a ferryman — said no.",
        "The notice was put up by the Brindle Press (BP).",
        "She put it bluntly: “Photo: no.”",
        "“We’re afloat. As long as the tide turns.”",
        "“Share this article,” she said.",
        "No.",
        "None.",
        "Comment.",
        "Here is what the harbour choir sang:",
        "Published in March, the report said no.",
        "It was 14 May 2024.",
    ],
)
def test_a_sentence_is_never_taken_for_anything_else(sentence: str) -> None:
    assert kinds(sentence) == [("paragraph", sentence)]


@pytest.mark.parametrize(
    "heading",
    ["How the tide turns", "2. “Not some tidal ditch”", "“The harbour problem”",
     "What happens next?", "Turbine efficiency", "A 30% rise"],
)  # fmt: skip
def test_subheads(heading: str) -> None:
    assert kinds(heading) == [("heading", heading)]


@pytest.mark.parametrize(
    "dateline",
    [
        "(Reuters) —",
        "(CNN)",
        "HANOI, Vietnam (AP) —",
        "KABUL, Nov 11 (Reuters) -",
        "SAN FRANCISCO (AP) —",
        "LONDON/PARIS, March 3 (Reuters) -",
        "Paris (AFP) –",
        "March 3 (UPI) --",
    ],
)
def test_an_agency_dateline_is_a_block_of_its_own(dateline: str) -> None:
    sentence = "“The mayor said no,” a spokesman said."
    assert kinds(f"{dateline} {sentence}") == [("dateline", dateline), ("paragraph", sentence)]


def test_a_place_in_capitals_is_a_dateline_in_the_opening_only() -> None:
    text = f"{TITLE}\n\nBRINDLE — " + "\n\n".join(PARAGRAPHS)
    assert flat(article(text), "dateline") == ["BRINDLE —"]
    sentence = "BRINDLE — The town said no."
    assert kinds(sentence) == [("paragraph", sentence)]


def test_every_entry_of_a_list_is_a_paragraph_without_its_bullet() -> None:
    assert kinds("• The first turbine turned at noon.\n• The second one did not.") == [
        ("boilerplate", "•"),
        ("paragraph", "The first turbine turned at noon."),
        ("boilerplate", "•"),
        ("paragraph", "The second one did not."),
    ]


def test_reporters_at_the_foot_are_a_byline() -> None:
    foot = "(Reporting by Nora Whitlock in Brindle; Editing by Tom Ravel)"
    assert kinds(foot) == [("byline", foot)]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("by Lena Marsh | 3 June 2024", date(2024, 6, 3)),
        ("3 June 2024 | Lena Marsh", date(2024, 6, 3)),
        ("Lena Marsh, Monday 3 June 2024, 09.12", date(2024, 6, 3)),
        ("Published 13/6/2024 by Lena Marsh", date(2024, 6, 13)),
        ("Published 3/6/2024 by Lena Marsh", None),  # or 6 March
    ],
)
@pytest.mark.parametrize(
    "form", ["text", "text, above the title", "DOCX", "DOCX, styled", "ODT", "HTML"]
)
def test_a_line_with_name_and_day(line: str, published: date | None, form: str) -> None:
    texts = (TITLE, line, *PARAGRAPHS)
    made = {
        "text": lambda: "\n\n".join(texts).encode(),
        "text, above the title": lambda: "\n\n".join((line, TITLE, *PARAGRAPHS)).encode(),
        "DOCX": lambda: docx("".join(map(paragraph, texts))),
        "DOCX, styled": lambda: docx(
            paragraph(TITLE, "Title")
            + paragraph(line, "Author")
            + "".join(map(paragraph, PARAGRAPHS))
        ),
        "HTML": lambda: (
            f"<html><body><article><h1>{TITLE}</h1>"
            + "".join(f"<p>{text}</p>" for text in texts[1:])
            + "</article></body></html>"
        ).encode(),
        "ODT": lambda: odt("".join(f"<text:p>{text}</text:p>" for text in texts)),
    }
    found = read(made[form]())
    assert (found.title, found.byline, found.published) == (TITLE, "Lena Marsh", published)
    assert [found.at(block) for block in found.paragraphs] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line", ["New York, 3 June 2024", "BBC News | 3 June 2024", "3 June 2024 | Brindle Harbour"]
)
def test_a_place_or_a_section_is_no_byline(line: str) -> None:
    assert article(f"{TITLE}\n\n{line}\n\n" + "\n\n".join(PARAGRAPHS)).byline is None
