"""Feeds: what is in them, which article is read, and what strangers put into them."""

import contextlib
import time
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest

import quiz.readers
from quiz.errors import AddressError, BroadsheetError, LengthError, SourceError
from quiz.readers import Entry, SeveralError, contents, read, read_page
from quiz.readers.base import Source
from quiz.readers.feed import _fetched
from quiz.readers.feed_entries import Item
from quiz.schema.article import Article
from tests.readers.texts import PARAGRAPHS, TITLE
from tests.samples import sample_article

ADDRESS = "https://courier.example/tides"
BODY = "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)
# A second article, so that there is something to choose.
OTHER = "Ferry to Corran stops for winter"
ENTRIES = (
    Entry(title=TITLE, published=date(2024, 5, 15), url=ADDRESS),
    Entry(title=OTHER, published=date(2024, 5, 16), url="https://courier.example/ferry"),
)

RSS_2 = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Brindle Courier</title><link>https://courier.example/</link>
<item><title>{TITLE}</title><link>{ADDRESS}</link><pubDate>Wed, 15 May 2024 00:30:00 +0200</pubDate>
<dc:creator>Nora Whitlock</dc:creator><description>The tide pays.</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>{OTHER}</title><link>/ferry</link><pubDate>Thu, 16 May 2024 09:00:00 GMT</pubDate>
<description>&lt;p&gt;The boat is old.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Brindle Courier</title>
<link href="https://courier.example/"/><id>urn:x</id><updated>2024-05-16T09:00:00Z</updated>
<entry><title>{TITLE}</title><link href="{ADDRESS}"/><id>urn:a</id>
<published>2024-05-15T00:30:00+02:00</published><author><name>Nora Whitlock</name></author>
<content type="html">{escape(BODY)}</content></entry>
<entry><title type="html">{escape(OTHER)}</title><link href="https://courier.example/ferry"/>
<id>urn:b</id><updated>2024-05-16T09:00:00Z</updated><summary>The boat is old.</summary></entry>
</feed>"""
FEEDS = {
    "RSS 2.0": RSS_2,
    "Atom": ATOM,
    "Atom with XHTML": ATOM.replace(
        f'<content type="html">{escape(BODY)}</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content>',
    ),
    "Atom with prefixes": ATOM.replace("<", "<a:").replace("<a:/", "</a:").replace("<a:?", "<?")
    .replace("<a:!", "<!").replace("xmlns=", "xmlns:a="),
    "RSS 1.0": f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="x"><title>The Brindle Courier</title><link>https://courier.example/</link></channel>
<item rdf:about="a"><title>{TITLE}</title><link>{ADDRESS}</link><dc:date>2024-05-15</dc:date>
<dc:creator>Nora Whitlock</dc:creator><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item rdf:about="b"><title>{OTHER}</title><link>https://courier.example/ferry</link>
<dc:date>2024-05-16T09:00Z</dc:date></item></rdf:RDF>""",
}  # fmt: skip
OLD = f"""<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Brindle Courier</title><link>https://courier.example/</link>
<item><title>{TITLE}</title><link>{ADDRESS}</link></item>
<item><title>{OTHER}</title><link>https://courier.example/ferry</link></item></channel></rss>"""


def refusal(payload: bytes, **how: Any) -> str:
    with pytest.raises(BroadsheetError) as caught:
        read(payload, name="news.xml", **how)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_the_articles_of_a_feed_are_listed(feed: str) -> None:
    assert contents(feed.encode()) == ENTRIES


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_old_feeds_have_no_days(version: str) -> None:
    found = contents(OLD.replace("0.91", version).encode())
    assert found == tuple(Entry(title=entry.title, url=entry.url) for entry in ENTRIES)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_feed_in_any_encoding(encoding: str) -> None:
    said = "utf-8" if encoding == "utf-8-sig" else encoding
    feed = RSS_2.replace('encoding="utf-8"', f'encoding="{said}"').replace("Ferry", "Café ferry")
    feed = feed.replace(BODY, "")
    assert contents(feed.encode(encoding))[1].title == f"Café ferry{OTHER[5:]}"


def test_titles_are_text() -> None:
    feed = RSS_2.replace(OTHER, "Smith &amp;amp; Sons: &lt;b&gt;no&lt;/b&gt; ferry")
    assert contents(feed.encode())[1].title == "Smith & Sons: no ferry"


def test_an_article_without_title_is_listed_by_its_beginning() -> None:
    feed = RSS_2.replace(f"<title>{OTHER}</title>", "")
    assert contents(feed.encode())[1].title == "The boat is old."


def test_only_web_addresses_count() -> None:
    feed = RSS_2.replace(ADDRESS, "file:///etc/passwd")
    assert contents(feed.encode())[0].url is None


def test_a_feed_without_a_choice_is_refused_with_the_way() -> None:
    with pytest.raises(SeveralError) as caught:
        read(RSS_2.encode(), name="news.xml")
    assert str(caught.value) == "news.xml is a feed of 2 articles. Take one of them."
    assert caught.value.entries == ENTRIES


@pytest.mark.parametrize("pick", [0, 3, -1, 10**9])
def test_a_choice_that_is_not_there(pick: int) -> None:
    assert "numbered from 1 to 2" in refusal(RSS_2.encode(), pick=pick)


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_an_article_that_the_feed_holds_is_read_from_it(feed: str) -> None:
    article = read(feed.encode(), pick=1)
    assert [article.at(block) for block in article.paragraphs] == list(PARAGRAPHS)
    assert (article.title, article.byline) == (TITLE, "Nora Whitlock")
    assert (article.outlet, article.url) == ("The Brindle Courier", ADDRESS)
    assert article.published == date(2024, 5, 15)


def test_title_and_day_given_go_first() -> None:
    article = read(RSS_2.encode(), pick=1, title="Mine", published=date(2020, 1, 1))
    assert (article.title, article.published) == ("Mine", date(2020, 1, 1))


def fetching(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Stand in for the web, and note what is asked of it."""
    asked: list[Any] = []

    def fetched(source: str, **how: Any) -> Article:
        asked.append(source)
        return sample_article().model_copy(update={"published": how["published"]})

    monkeypatch.setattr(quiz.readers, "read_page", fetched)
    return asked


def test_an_article_that_the_feed_does_not_hold_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = fetching(monkeypatch)
    article = read(RSS_2.encode(), pick=2)
    assert asked == ["https://courier.example/ferry"]
    assert article.published == date(2024, 5, 16)


@pytest.mark.parametrize("end", [" […]", " [...]", " Continue reading →", " Read more"])
def test_an_article_that_is_cut_short_is_fetched(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = fetching(monkeypatch)
    read(RSS_2.replace(BODY, f"{BODY}<p>{end}</p>").encode(), pick=1)
    assert asked == [ADDRESS]


def test_what_a_feed_points_to_is_never_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(sample_article().text)
    with pytest.raises(AddressError):
        read_page(str(file))
    item = Item(title=OTHER, url=str(file))
    with pytest.raises(AddressError):
        _fetched(item, Source(b"", "news.xml", pick=1))


def test_an_article_at_a_forbidden_address_is_refused() -> None:
    assert "127.0.0.1" in refusal(RSS_2.replace("/ferry", "http://127.0.0.1/x").encode(), pick=2)


def test_an_article_that_is_nowhere() -> None:
    feed = RSS_2.replace("<link>/ferry</link>", "<link>ftp://courier.example/ferry</link>")
    assert "no text in the feed and no web address" in refusal(feed.encode(), pick=2)


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']><rss version="2.0"><channel><title>&i;</title><item><title>&i;</title></item></channel>'
    "</rss>"
)
XXE = BILLION.replace('"lol"', 'SYSTEM "file:///etc/passwd"').replace("&i;", "&a;")
HOSTILE = {
    "billion laughs": BILLION.encode(),
    "billion laughs in UTF-16": BILLION.encode("utf-16"),
    "an entity that is a file": XXE.encode(),
    "an entity that is an address": XXE.replace(
        "file:///etc/passwd", "http://127.0.0.1:9/"
    ).encode(),
    "a hundred thousand articles": RSS_2[: RSS_2.index("<item>")].encode()
    + b"<item><title>a</title></item>" * 100_000,
    "no article": (RSS_2[: RSS_2.index("<item>")] + "</channel></rss>").encode(),
    "nested": b'<rss version="2.0">' + b"<a>" * 200_000,
    "nothing": b"<rss",
    "zeros": b"<rss>" + bytes(100_000),
    "an endless comment": b"<rss><!--" + b"-" * 1_000_000,
    "an encoding that is none": b'<?xml version="1.0" encoding="rot13"?><rss/>',
    "too large": RSS_2.encode() + b" " * 5_000_000,
}


@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_feed_is_answered_with_a_sentence(payload: bytes) -> None:
    begun = time.monotonic()
    message = refusal(payload, pick=1)
    assert time.monotonic() - begun < 16
    assert "root:" not in message


def test_too_many_articles_are_counted() -> None:
    with pytest.raises(LengthError, match="100,000 entries; a feed may have up to 1,000"):
        contents(HOSTILE["a hundred thousand articles"])


@pytest.mark.parametrize("share", range(0, 100, 9))
def test_a_feed_cut_anywhere_is_listed_or_refused(share: int) -> None:
    payload = RSS_2.encode()
    found: tuple[Entry, ...] = ()
    with contextlib.suppress(SourceError):
        found = contents(payload[: len(payload) * share // 100])
    assert all(entry.title and TITLE.startswith(entry.title[:5]) for entry in found[:1])
