"""Word processors' files and Markdown: what their authors wrote comes out, and nothing else."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.readers import read
from quiz.schema.article import Article
from tests.readers.texts import ARTICLE, PARAGRAPHS, TITLE
from tests.readers.word_files import ARTICLE_BODY, docx, odt, paragraph, rtf, zipped

SAMPLES = Path(__file__).parent / "samples"
MILL = "Tidal mill at Port Merrow turns again after ninety years"
CAPTION = "The mill at Port Merrow at low tide, with its new wheel on the left."
HEADINGS = [
    "A wheel made of 212 pieces",
    "Where the money came from",
    "Flour for the schools",
    "Six hours a day",
]


def original() -> list[str]:
    """Return the paragraphs of article.md, an entry of the list each."""
    body = (SAMPLES / "article.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    units = [unit for unit in body.strip().split("\n\n") if not unit.startswith(("#", "!"))]
    return [line.lstrip("->").strip() for unit in units for line in unit.split("\n")]


def texts(article: Article, kind: str) -> list[str]:
    return [article.at(block) for block in article.blocks if block.kind == kind]


def likeness(found: list[str], wanted: list[str]) -> float:
    """Return the F1 of the tokens of two lists of paragraphs."""
    one, other = (Counter(re.findall(r"\w+|[^\w\s]", " ".join(texts))) for texts in (found, wanted))
    return 2 * (one & other).total() / (one.total() + other.total())


FULL = ["pandoc.docx", "pandoc.odt", "pandoc.epub", "pandoc.md", "office.docx", "office.odt"]
# These know no captions: the line below the picture is a paragraph like the others.
PLAIN = ["pandoc.rtf", "office.rtf", "office.epub"]


@pytest.mark.parametrize("name", FULL + PLAIN)
def test_what_other_programs_wrote_is_read_as_it_was_meant(name: str) -> None:
    article = read(SAMPLES / f"doc_{name}")
    assert (article.title, article.byline) == (MILL, "Inès Calloway")
    assert article.published == date(2024, 9, 18)
    assert texts(article, "heading") == HEADINGS
    assert likeness(texts(article, "paragraph"), original()) >= 0.98
    if name in FULL:
        assert texts(article, "paragraph") == original()
        assert texts(article, "caption") == [CAPTION]
    else:
        assert [t for t in texts(article, "paragraph") if t != CAPTION] == original()


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf"])
def test_changes_comments_notes_and_hidden_text(suffix: str) -> None:
    """Written with everything that a word processor offers, and saved by LibreOffice."""
    told: list[str] = []
    article = read(SAMPLES / f"doc_odds.{suffix}", say=told.append)
    assert article.title == "Ferry company of Brindle buys two electric boats"
    assert (article.byline, article.published) == ("Ann Author", date(2024, 3, 12))
    found = texts(article, "paragraph")
    assert found[0].startswith(
        "The ferry company of Brindle said on Monday that it would buy two electric boats for the "
        "winter and keep the old ones until May, because “nobody can row to work”, as its director "
    )
    for out in ("DELETED", "HIDDEN", "COMMENT", "FOOTNOTE", "RUNNING HEADER", "PAGE", "CELL"):
        assert out not in article.text
    assert texts(article, "heading")[-2:] == ["Built at home", "What it cost"]
    assert found[-5:-1] == [
        "The old boats are sold to a museum.",
        "The new ones are named after two fishermen.",
        "One of them is still alive.",
        "I never thought that I would see my name on a boat.",
    ]
    assert told == ["A table is left out."]
    if suffix != "rtf":
        assert texts(article, "caption") == ["Figure 1: The first boat at the quay"]
        place = found.index("“We had to learn it all again.”")
        assert found[place - 1].startswith("The town paid for a third of it.")


def test_a_title_typed_as_a_plain_line() -> None:
    for payload in (docx(), odt(), rtf(TITLE, *(p.translate(RTF) for p in PARAGRAPHS))):
        article = read(payload)
        assert article.title == TITLE
        assert texts(article, "paragraph") == list(PARAGRAPHS)
        assert (article.byline, article.published) == (None, None)


RTF = {ord(c): f"\\u{ord(c)}?" for c in "“”’–é"}


def core(title: str, creator: str) -> str:
    return (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        "<t:created>2020-01-02T03:04:05Z</t:created></c>"
    )


def test_who_saved_the_file_and_when_is_not_who_wrote_and_when() -> None:
    parts = {"docProps/core.xml": core("Document1", "Ms Teacher")}
    article = read(docx(ARTICLE_BODY, **parts))
    assert (article.title, article.byline, article.published) == (TITLE, None, None)


def test_an_author_that_the_text_names_too_is_the_author() -> None:
    body = paragraph(TITLE) + paragraph("Nora Whitlock") + "".join(map(paragraph, PARAGRAPHS))
    article = read(docx(body, **{"docProps/core.xml": core("", "Nora Whitlock")}))
    assert article.byline == "Nora Whitlock"
    assert texts(article, "byline") == ["Nora Whitlock"]


def test_a_title_that_only_the_properties_tell() -> None:
    body = "".join(map(paragraph, (PARAGRAPHS[2], PARAGRAPHS[0], PARAGRAPHS[3])))
    body += paragraph(PARAGRAPHS[1])
    parts = {"docProps/core.xml": core("A station that runs on the tide", "")}
    assert read(docx(body, **parts)).title == "A station that runs on the tide"
    named = read(docx(body, **{"docProps/core.xml": core("station_v2_final.docx", "")}))
    assert named.title.startswith("Brindle Energy, the company")


@pytest.mark.parametrize("old", ["", "<mc:Fallback><w:drawing/></mc:Fallback>"])
def test_a_text_box_without_a_form_for_old_programs(old: str) -> None:
    """As other programs than Word write it."""
    choice = f"<mc:Choice Requires='x'><w:txbxContent>{paragraph('Said in a box.')}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
        f'/2006">{choice}</mc:Choice>{old}</mc:AlternateContent></w:r>'
    )
    host = paragraph(PARAGRAPHS[0]).replace("</w:p>", f"{box}</w:p>")
    article = read(docx(paragraph(TITLE) + host + "".join(map(paragraph, PARAGRAPHS[1:]))))
    assert texts(article, "paragraph") == [PARAGRAPHS[0], "Said in a box.", *PARAGRAPHS[1:]]


def test_a_page_laid_out_as_a_table_is_read() -> None:
    told: list[str] = []
    body = f"<w:tbl><w:tr><w:tc>{ARTICLE_BODY}</w:tc></w:tr></w:tbl>"
    assert texts(read(docx(body), say=told.append), "paragraph") == list(PARAGRAPHS)
    inner = "".join(f"<text:p>{text}</text:p>" for text in (TITLE, *PARAGRAPHS))
    cell = f"<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row>"
    article = read(odt(f"<table:table>{cell}</table:table>"), say=told.append)
    assert texts(article, "paragraph") == list(PARAGRAPHS)
    assert told == []


def test_line_breaks_of_people_who_know_no_paragraphs() -> None:
    """Two in a row end a paragraph, a single one is a space."""
    broken = "<w:br/><w:br/>".join(f"<w:t>{text}</w:t>" for text in PARAGRAPHS)
    article = read(docx(paragraph(TITLE) + f"<w:p><w:r>{broken}</w:r></w:p>"))
    assert texts(article, "paragraph") == list(PARAGRAPHS)
    lines = PARAGRAPHS[0].replace(" after", "<text:line-break/>after")
    parts = (TITLE, lines, *PARAGRAPHS[1:])
    article = read(odt("".join(f"<text:p>{text}</text:p>" for text in parts)))
    assert texts(article, "paragraph") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"\uc0\u8220 Yes,\u8221  she said.", "“Yes,” she said."),  # as TextEdit writes
        (r"\uc1\u8220\'93Yes,\u8221\'94 she said.", "“Yes,” she said."),  # as Word writes
        (r"\ldblquote Yes,\rdblquote  she said.", "“Yes,” she said."),
        (r"Caf\'e9 \'80 5 \endash  \u-10179?\u-8694? it was.", "Café € 5 – 😊 it was."),
        (r"It {\v cost} went {\deleted up} down\line by half.", "It went down by half."),
        (r"See {\field{\*\fldinst{HYPERLINK \"http://a.example/\"}}{\fldrslt this}}.", "See this."),
        (r"A {\pict\wmetafile8 00ff00ff}picture{\*\unknown thing} goes.", "A picture goes."),
        (r"A {\footnote A note.}b {\header Page 7}c.", "A b c."),
    ],
)
def test_the_ways_of_rich_text(written: str, read_as: str) -> None:
    article = read(rtf(TITLE, written, *(p.translate(RTF) for p in PARAGRAPHS)))
    assert texts(article, "paragraph")[0] == read_as


def test_rich_text_that_breaks_off_says_so() -> None:
    whole = rtf(TITLE, *(p.translate(RTF) for p in PARAGRAPHS), "The rest of it. " * 20)
    told: list[str] = []
    read(whole[:-60], name="a.rtf", say=told.append)
    assert told == ["a.rtf breaks off; the end of the article may be missing."]


def test_markdown_with_front_matter_links_and_notes() -> None:
    payload = f"""---
title: '{TITLE}'
authors:
  - Nora Whitlock
  - name: "Jo Marsh"
date: 14 May 2024
tags: [energy, sea]
---

# {TITLE}

{PARAGRAPHS[0].replace("14 May", "**14** *May*")}[^1]

![A wheel in the water](wheel.jpg "title")

## What the mayor says

{PARAGRAPHS[1]}

    {PARAGRAPHS[2].replace("the company", "[the company](https://brindle.example/a_(b))")}

| year | homes |
| ---- | ----- |
| 2024 | 4,100 |

1986\\. {PARAGRAPHS[3]}

[^1]: A note that nobody
    needs.
""".encode()
    told: list[str] = []
    article = read(payload, say=told.append)
    assert (article.title, article.byline) == (TITLE, "Nora Whitlock, Jo Marsh")
    assert article.published == date(2024, 5, 14)
    assert texts(article, "title") == [TITLE]
    assert texts(article, "heading") == ["What the mayor says"]
    assert texts(article, "caption") == ["A wheel in the water"]
    wanted = [*PARAGRAPHS[:3], f"1986. {PARAGRAPHS[3]}"]
    assert texts(article, "paragraph") == wanted
    assert told == ["A table is left out."]


PLAIN_TEXTS = {
    "as it is": ARTICLE,
    "an asterisk": ARTICLE.replace("2,300 guests", "2,300* guests") + "\n\n* Counted by the town.",
    "stars for a line": ARTICLE.replace("\n\n", "\n\n* * *\n\n", 1),
    "a hashtag": ARTICLE + "\n\n#tides #energy are the words of the day.",
    "quoted": "\n".join(f"> {line}" for line in ARTICLE.split("\n")),
    "dashes below": ARTICLE.replace(TITLE, TITLE + "\n-----"),
    "dialogue": ARTICLE + "\n\n- Yes, she said.\n- No, he said.",
    "a year first": ARTICLE + "\n\n1986. A good year for the town, and for all who lived there.",
    "brackets": ARTICLE.replace("Ms Sandoval", "Ms [Imke] Sandoval (the mayor)"),
    "a rule above": "---\n" + ARTICLE,
    "two rules": f"---\n{TITLE}\n---\n\n" + "\n\n".join(PARAGRAPHS),
}


@pytest.mark.parametrize("text", PLAIN_TEXTS.values(), ids=PLAIN_TEXTS)
def test_plain_text_is_not_taken_for_markdown(text: str) -> None:
    """Then it would lose signs: what is read is the text, letter by letter; a mail loses "> "."""
    assert read(text.encode()).text == re.sub("^> ?", "", text, flags=re.MULTILINE)


def test_a_numbered_line_keeps_its_year_in_markdown() -> None:
    text = f"# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n1986. It was a good year for the town."
    assert texts(read(text.encode()), "paragraph")[-1] == "1986. It was a good year for the town."


@pytest.mark.parametrize("part", ["xl/workbook.xml", "ppt/presentation.xml", "Index/Document.iwa"])
def test_what_else_an_office_writes_is_refused_with_a_way_out(part: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(zipped({"[Content_Types].xml": "x", part: "y"}), name="a.docx")
    message = str(caught.value)
    assert re.match(r"a\.docx is an? (?:Excel|PowerPoint|Pages)", message)
    assert message.endswith("and give that.")


def test_a_document_of_too_many_words_is_refused_as_that() -> None:
    lines = (" ".join(f"The tide came {n * m} times." for n in range(100)) for m in range(60))
    many = "".join(map(paragraph, lines))
    with pytest.raises(SourceError, match="is too long"):
        read(docx(many), name="a.docx")
