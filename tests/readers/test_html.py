"""Web pages: the article whole and in order, captions and furniture apart, or a clear refusal.

The pages of `pages/` are written for these tests, each in another site's manner, with the truth
beside it; those of `samples/` are made from one article by Pandoc, LibreOffice and Chromium.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura import extract

from quiz.errors import BroadsheetError, LengthError, SourceError
from quiz.readers import read
from quiz.readers.base import Source
from quiz.readers.draft import composed
from quiz.readers.html import HTML, parse
from quiz.readers.html_source import decoded, is_page
from quiz.schema.article import Article
from tests.readers.html_mutations import PAGES, mutated

HERE = Path(__file__).parent
TRUTHS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "pages").glob("*.json"))
}
READ = [name for name, truth in TRUTHS.items() if "refused" not in truth]
REFUSED = [name for name, truth in TRUTHS.items() if "refused" in truth]
SAMPLES = "pandoc.html libreoffice.html libreoffice.xhtml chromium_dom.html chromium.mhtml".split()
CAPTION = "The mill at Port Merrow at low tide, with its new wheel on the left."
SENTENCE = (
    "The mill at Corvane burned down in May 2021, and forty people lost their work that night. "
)
TEXT = f"<p>{SENTENCE * 6}</p>"


def _linked(data: str) -> str:
    return f"<script type='application/ld+json'>{data}</script>"


def page(body: str, head: str = "<title>Mill burns down</title>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def story(body: str = TEXT, head: str = "<title>Mill burns down</title>") -> Article:
    """Return the article of a page, read without the child process."""
    given = page(f"<article><h1>Mill burns down at night</h1>{body}</article>", head)
    return composed(parse(given, "page.html"), Source(given, "page.html"))


def of(article: Article, kind: str) -> list[str]:
    return [article.at(block) for block in article.blocks if block.kind == kind]


def likeness(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """Return the F1 of the words of two texts."""
    one, other = (Counter(re.findall(r"\w+", " ".join(t).casefold())) for t in (ours, theirs))
    shared = (one & other).total()
    return 2 * shared / max(1, one.total() + other.total())


def of_page(name: str) -> Article:
    payload = (HERE / "pages" / f"{name}.html").read_bytes()
    return composed(parse(payload, name), Source(payload, name))


@pytest.mark.parametrize("name", READ)
def test_a_page_is_read_whole_and_in_order(name: str) -> None:
    truth, article = TRUTHS[name], of_page(name)
    assert likeness(of(article, "paragraph"), truth["paragraphs"]) >= 0.98
    found = [p for p in of(article, "paragraph") if p in truth["paragraphs"]]
    assert found == [p for p in truth["paragraphs"] if p in found]
    assert of(article, "heading") == truth["headings"]


@pytest.mark.parametrize("name", READ)
def test_a_page_is_read_at_least_as_well_as_by_trafilatura_alone(name: str) -> None:
    truth = TRUTHS[name]
    alone = extract((HERE / "pages" / f"{name}.html").read_bytes()) or ""
    ours = likeness(of(of_page(name), "paragraph"), truth["paragraphs"])
    assert ours >= likeness([alone], truth["paragraphs"]) - 0.002


@pytest.mark.parametrize("name", READ)
def test_captions_and_furniture_are_no_paragraphs(name: str) -> None:
    truth, article = TRUTHS[name], of_page(name)
    running = " ".join(of(article, "paragraph"))
    assert [text for text in (*truth["furniture"], *truth["captions"]) if text in running] == []
    captions = " ".join(of(article, "caption"))
    assert [text for text in truth["captions"] if text not in captions] == []


@pytest.mark.parametrize("name", READ)
def test_a_page_says_whose_its_article_is_and_from_when(name: str) -> None:
    truth, article = TRUTHS[name], of_page(name)
    published = article.published.isoformat() if article.published else None
    assert (article.title, article.byline) == (truth["title"], truth["byline"])
    assert (published, article.outlet) == (truth["published"], truth["outlet"])


def test_the_posts_of_a_live_page_keep_their_times() -> None:
    kinds = [block.kind for block in of_page("live_blog").blocks]
    assert of(of_page("live_blog"), "dateline") == TRUTHS["live_blog"]["times"]
    assert kinds == ["title", *(["dateline", "heading", "paragraph", "paragraph"] * 4)]


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_without_an_article_is_refused_in_words(name: str) -> None:
    with pytest.raises(SourceError) as caught:
        read((HERE / "pages" / f"{name}.html").read_bytes(), name="page.html")
    assert str(caught.value).startswith("page.html is ")
    assert TRUTHS[name]["refused"] in str(caught.value)
    assert re.search(r"(?:Open|Give|Sign in|Check|Answer) .*\.$", str(caught.value))


def _original() -> tuple[list[str], list[str]]:
    """Return the paragraphs and the headings of the article that all samples are made from."""
    text = (HERE / "samples" / "article.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    paragraphs, headings = [], []
    for block in text.strip().split("\n\n"):
        if block.startswith("## "):
            headings.append(block[3:])
        elif block.startswith("- "):
            paragraphs += [line.removeprefix("- ") for line in block.splitlines()]
        elif not block.startswith("!"):
            paragraphs.append(block.removeprefix("> "))
    return paragraphs, headings


@pytest.mark.parametrize("name", SAMPLES)
def test_what_other_programs_make_of_an_article_is_read_back(name: str) -> None:
    article = read(HERE / "samples" / name)
    paragraphs, headings = _original()
    assert of(article, "paragraph") == paragraphs
    assert of(article, "heading") == headings
    assert article.title == "Tidal mill at Port Merrow turns again after ninety years"
    assert article.byline == "Inès Calloway"
    assert str(article.published) == "2024-09-18"
    assert of(article, "caption") == [CAPTION]


@pytest.mark.parametrize(
    "beginning",
    [
        b"<!DOCTYPE html><p>",
        b"<HTML>\n",
        b"\xef\xbb\xbf<html lang='en'>",
        b"\n\n <!-- saved --> <!-- twice --><html>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>",
        b"<head><title>x</title>",
        b"<div class='a'>x",
        b"\xff\xfe" + "<html><body>".encode("utf-16-le"),
        "<!doctype html><html><body>".encode("utf-16-be"),
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html"; boundary="b"\r\n\r\n--b',
    ],
)
def test_a_web_page_is_told_by_its_beginning(beginning: bytes) -> None:
    assert is_page(beginning)


@pytest.mark.parametrize(
    "beginning",
    [
        b"The <html> tag was born in 1991.",
        b"<rss version='2.0'><channel>",
        b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<3 is what she wrote to her fans on Monday.",
        b"From: anna@example.org\r\nSubject: Mill\r\n\r\nThe mill burned down.",
        b"%PDF-1.7\n<html>",
        b"<!-- " * 30_000,
        b"",
    ],
)
def test_anything_else_is_no_web_page(beginning: bytes) -> None:
    assert not is_page(beginning)


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ("café – “no”".encode(), "café – “no”"),
        (b"<meta charset='iso-8859-1'>caf\xe9 \x96 \x93no\x94", "café – “no”"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>\xe8", "č"),
        (b"<meta charset=utf-8>" + b"x" * 4000 + "é".encode() + b"\xff", "xé\ufffd"),
        (b"caf\xe9", "café"),
        (b"<meta charset='utf-7'>caf\xe9 +AGE-", "café +AGE-"),
        (b"<meta charset='no-such'>caf\xe9", "café"),
        ("<p>café".encode("utf-16-le"), "café"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><html>\xb1", "ą"),
    ],
)
def test_a_page_is_decoded_as_browsers_do(payload: bytes, text: str) -> None:
    assert decoded(payload).endswith(text)


def test_damaged_letters_are_told() -> None:
    told: list[str] = []
    damaged = page(f"<article><h1>Mill burns down</h1>{TEXT}</article>", "<meta charset=utf-8>")
    damaged = damaged.replace(b"Corvane", b"Corv\xffne", 1)
    read(damaged, name="page.html", say=told.append)
    assert told == ["Some letters of page.html are damaged and stand as \ufffd."]


def test_what_cannot_be_seen_is_taken_out() -> None:
    article = story(f"<p>The pas&shy;sen\u200bgers&nbsp;left<wbr> at\u2060 once&zwnj;.</p>{TEXT}")
    assert of(article, "paragraph")[0] == "The passengers left at once."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta property='article:published_time' content='2024-03-07T23:30-05:00'>", "2024-03-07"),
        ("<meta name='date' content='2024-03-07'>", "2024-03-07"),
        ("<link rel='canonical' href='https://example.org/2024/03/07/mill'>", "2024-03-07"),
        (_linked('{"@type": "NewsArticle", "datePublished": "2024-03-07"}'), "2024-03-07"),
        ("<meta property='og:image' content='https://example.org/2024/03/07/mill.jpg'>", "None"),
        ("<title>What happened in Corvane on 7 March 2024</title>", "None"),
        ("", "None"),
    ],
)
def test_a_day_counts_only_where_it_is_that_of_publication(head: str, day: str) -> None:
    foot = "<p>The vote was held on 2022-01-02.</p><footer>© 2019 The Corvane News</footer>"
    assert str(story(TEXT + foot, head).published) == day


@pytest.mark.parametrize(
    ("said", "byline"),
    [
        ("By Ann Poe", "Ann Poe"),
        ("Ann Poe, Health Correspondent", "Ann Poe"),
        ("Ann Poe and Li Wei", "Ann Poe and Li Wei"),
        ("J. K. Marsh", "J. K. Marsh"),
        ("https://example.org/people/ann-poe", None),
        ("admin", None),
        ("The Corvane News", None),
    ],
)
def test_a_byline_is_made_of_names(said: str, byline: str | None) -> None:
    site = "<meta property='og:site_name' content='The Corvane News'>"
    head = f"<meta name='author' content='{said}'>{site}"
    assert story(head=head).byline == byline


@pytest.mark.parametrize(
    ("window", "heading", "title"),
    [
        ("Mill burns down | The Corvane News", "", "Mill burns down"),
        ("Mill burns down – Corvane News", "", "Mill burns down"),
        ("The Corvane News: Mill burns down", "Mill burns down", "Mill burns down"),
        ("Mill burns down | The Corvane News", "The Corvane News", "Mill burns down"),
        ("Mill burns down | Corvane", "Old mill burns down", "Old mill burns down"),
        ("Fire – and its price", "", "Fire – and its price"),
    ],
)
def test_a_title_does_not_name_the_site(window: str, heading: str, title: str) -> None:
    head = f"<title>{window}</title><meta property='og:site_name' content='The Corvane News'>"
    given = page(f"<article><h1>{heading}</h1>{TEXT}</article>", head)
    assert parse(given, "page.html").title == title


def test_a_quote_pulled_out_of_the_text_is_said_once() -> None:
    pulled = "<blockquote class='pull'>Forty people lost their work that night.</blockquote>"
    assert of(story(pulled + TEXT), "paragraph") == [" ".join((SENTENCE * 6).split())]


def test_a_picture_s_caption_is_none_where_it_stands_in_a_box() -> None:
    box = "<figure><img><figcaption>The mayor of another town</figcaption></figure>"
    article = story(f"{TEXT}<aside>{box}</aside><p>It has not been put up again since then.</p>")
    assert of(article, "caption") == []


def test_paragraphs_that_are_never_closed_stay_apart_and_in_order() -> None:
    first, second = "The <i>old</i> mill <font>burned", "Nobody <b>was</b> hurt, <span>they said."
    article = story(
        f"<p>{first}<p>{second}<p>{SENTENCE}<blockquote>It was the oldest.</blockquote>"
    )
    assert of(article, "paragraph") == [
        "The old mill burned",
        "Nobody was hurt, they said.",
        SENTENCE.strip(),
        "It was the oldest.",
    ]


def test_a_heading_with_nothing_under_it_but_furniture_is_furniture() -> None:
    links = "<ul><li><a href='/a'>The fire that was no fire at all</a></li></ul>"
    article = story(f"<h2>The night</h2>{TEXT}<h2>From the same street</h2>{links}")
    assert of(article, "heading") == ["The night"]
    assert "From the same street" not in of(article, "paragraph")


def test_the_address_is_that_which_the_page_gives_itself() -> None:
    link = "<link rel='canonical' href='https://news.example.org/mill-burns-down'>"
    assert story(head=link).url == "https://news.example.org/mill-burns-down"
    saved = b"<!-- saved from url=(0034)https://news.example.org/mill-burns -->"
    given = saved + page(f"<article><h1>Mill burns down</h1>{TEXT}</article>")
    assert parse(given, "page.html").url == "https://news.example.org/mill-burns"


def test_a_free_page_drawn_by_scripts_is_read_from_its_data_and_a_paid_one_is_not() -> None:
    data = {"@type": "NewsArticle", "headline": "Mill burns down", "articleBody": SENTENCE * 8}
    paid = json.dumps(data | {"isAccessibleForFree": False})
    given = page("<div id=app></div><script src=x></script>", _linked(json.dumps(data)))
    assert len(parse(given, "page.html").pieces) == 1
    with pytest.raises(SourceError, match="for subscribers"):
        parse(page("<div id=app></div>" + TEXT[:200], _linked(paid)), "page.html")


@pytest.mark.parametrize(
    ("payload", "answer"),
    [
        (page("<div>" * 100_000 + TEXT), "no article|an article"),
        (page("<table><tr><td>" * 20_000 + TEXT), "an article"),
        (page("<p>" + SENTENCE * 50_000 + "</p>"), "too long"),
        (page("word<br>" * 500_000), "too long|takes more than"),
        (page("<figure><figcaption>The mill</figcaption></figure>" * 60_000), "too long|article"),
        (page(_linked("[" * 1_000_000) + "<p>x</p>"), "JavaScript"),
        (page("<img src='data:image/png;base64," + "A" * 4_000_000 + "'>"), "article"),
        (b"<html><p " + b"a" * 4_000_000, "article"),
        (
            b'Content-Type: multipart/related; boundary="b"\n\n'
            + b"--b\nContent-Type: text/html\n\n<p>x\n" * 50_000,
            "5,000 parts",
        ),
        (
            b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b--',
            "without the page itself",
        ),
    ],
    ids="nested tables paragraph breaks captions data picture cut parts none".split(),
)
def test_a_hostile_page_is_answered_in_time(payload: bytes, answer: str) -> None:
    began = time.monotonic()
    with pytest.raises(SourceError, match=answer):
        read(payload, name="page.html")
    assert time.monotonic() - began < 16


@pytest.mark.parametrize(
    "entity", ["<!ENTITY a SYSTEM 'file:///etc/passwd'>", "<!ENTITY a 'aaaa'>"]
)
def test_entities_of_a_page_are_not_expanded(entity: str) -> None:
    given = f"<?xml version='1.0'?><!DOCTYPE html [{entity}]><html><body><p>One &a; two.</p>{TEXT}"
    article = read(given.encode(), name="page.html")
    assert "root:" not in article.text
    assert "aaaa" not in article.text


def test_a_page_of_more_bytes_than_is_read_is_refused() -> None:
    with pytest.raises(LengthError, match="too long"):
        read(b"<html>" + b" " * HTML.max_bytes, name="page.html")


def test_an_article_of_ten_thousand_words_is_read() -> None:
    years = range(900, 1900)
    body = "".join(
        f"<p>In {year} the mill of Corvane ground {year} sacks of wheat.</p>" for year in years
    )
    article = read(page(f"<article><h1>A thousand years of a mill</h1>{body}</article>"))
    assert article.word_count == 11_000
    assert len(article.paragraphs) == 1000


@pytest.mark.filterwarnings("ignore")  # of what htmldate reads as a time zone
@settings(max_examples=200, deadline=None)
@given(number=st.integers(0, 2**32), which=st.integers(0, len(PAGES) - 1))
def test_a_damaged_page_is_read_or_refused(number: int, which: int) -> None:
    payload = mutated(PAGES[which].read_bytes(), Random(number))
    is_page(payload)
    try:
        article = composed(parse(payload, "page.html"), Source(payload, "page.html"))
    except BroadsheetError:
        pass
    else:
        assert all(article.at(block).strip() for block in article.blocks)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_looked_at_without_a_fault(payload: bytes) -> None:
    is_page(payload)
    decoded(payload)


@pytest.mark.parametrize(
    "odd", ["&#1;", "&#x1F;", "&#11;", "&#xFFFE;", "&#xD800;", "&#9999999999;", "\x0b"]
)
def test_a_control_character_breaks_no_page(odd: str) -> None:
    sentence = "The mill at Corvane burned down in May 2021, and forty people lost their work. "
    page = (
        f"<html><body><article><h1>Mill{odd} burns</h1><script>x</script>{odd}"
        + (f"<p>{sentence * 6}{odd}<time>2 May 2021</time>{odd} It was rebuilt.</p>" * 2)
        + "</article></body></html>"
    )
    draft = parse(page.encode(), "a.html")
    assert "It was rebuilt." in " ".join(piece.text for piece in draft.pieces)


def test_a_list_keeps_its_links_where_they_are_but_some_of_its_items() -> None:
    items = "<li><a href='/a'>Barley</a></li><li>Rye from the island</li><li>Oats</li>"
    article = story(f"{TEXT}<p>The mill ground these.</p><ul>{items}</ul>{TEXT[:60]}</p>")
    assert "Barley" in of(article, "paragraph")


def test_headlines_after_the_article_that_lead_elsewhere_are_no_headings() -> None:
    more = "".join(
        f"<h3><a href='/{n}'>Another day at the {n} mill</a></h3>" for n in ("old", "new")
    )
    last = "<h2>What remains</h2><p>Only the wheel and two walls still stand by the river.</p>"
    end = "<p>12 comments</p>"
    assert of(story(TEXT + last + more + end), "heading") == ["What remains"]


def test_the_foot_of_a_page_is_no_article_but_a_heading_amid_it_may_be_called_alike() -> None:
    foot = f"<h3>You might also like</h3><p>{SENTENCE.replace('mill', 'inn')}</p>"
    assert not any("inn at Corvane" in p for p in of(story(TEXT + foot), "paragraph"))
    many = TEXT.replace("mill", "brewery")
    kept = story(f"{TEXT}<h3>Recent news</h3>{many}{many.replace('brewery', 'school')}")
    assert any("school at Corvane" in p for p in of(kept, "paragraph"))


def test_a_table_in_a_quote_does_not_become_one_long_word() -> None:
    rows = "<tr><td>Rye</td><td>41</td></tr><tr><td>Oats</td><td>17</td></tr>"
    article = story(f"{TEXT}<blockquote><table>{rows}</table></blockquote><p>{SENTENCE}</p>")
    assert "Rye41" not in article.text


@pytest.mark.parametrize(
    ("line", "head", "byline"),
    [
        ("<p>By <a href='/p'>Mara Di Lorne</a></p>", "", "Mara Di Lorne"),
        ("", "<meta name='author' content='Mara Di Lorne'>", "Mara Di Lorne"),
        ("", "<meta name='author' content='Mara Lorne, AP'>", "Mara Lorne"),
        ("", "<meta name='author' content='Mara Lorne, MA'>", "Mara Lorne"),
        ("<p>By</p><p>Mara Lorne</p><p>and</p><p>Olaf Berg</p>", "", "Mara Lorne and Olaf Berg"),
        ("<span>By: <b>Mara Lorne</b></span><div class='author'>Jo Other</div>", "", "Mara Lorne"),
        ("<p class='author vcard'><b class='fn'>Mara Lorne</b> Chief Baker</p>", "", "Mara Lorne"),
        ("<span class='username'>Username</span>", "", None),
    ],
)
def test_the_byline_are_the_people_who_wrote(line: str, head: str, byline: str | None) -> None:
    assert story(line + TEXT, f"<title>Mill burns down at night</title>{head}").byline == byline


@pytest.mark.parametrize(
    "remark",
    [
        "<script>var menu = 1; /* :: 2015.02.04 rewrite :: */ var tools = [];</script>",
        "<ol><li><cite>Mills of the coast. Retrieved 2015-02-04.</cite></li></ol>",
        "<p><span>Retrieved 2015-02-04</span></p>",
    ],
)
def test_a_day_on_which_something_else_was_done_is_no_date(remark: str) -> None:
    assert story(TEXT + remark).published is None


def test_a_short_text_is_not_said_to_come_by_javascript() -> None:
    words = "<script>1</script><p>The programme of Friday is about mills, and how they are run. "
    draft = parse(page(f"{words}{SENTENCE}</p>"), "page.html")
    assert any("forty people" in piece.text for piece in draft.pieces)
    with pytest.raises(LengthError, match="Give the whole article"):
        read(page(f"{words}{SENTENCE}</p>"), name="page.html")
