"""The reader for web pages: HTML and XHTML, fetched or saved by a browser, and MHTML.

trafilatura finds the article on the page. What is added here is what a quiz needs and trafilatura
does not tell: which lines are captions, headings or furniture, whose the article is and from when,
and in words why a page holds none.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING

from quiz.errors import LengthError, SourceError
from quiz.readers.base import Reader, Source
from quiz.readers.confined import confined
from quiz.readers.draft import Draft, composed
from quiz.readers.html_source import is_page, opened
from quiz.readers.limits import MAX_WORDS, MIN_WORDS
from quiz.schema.article import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from quiz.readers.html_body import Part
    from quiz.readers.html_head import Head

MAX_BYTES = 10_000_000  # as much as may be uploaded: a browser saves pictures along
_MAX_TEXT = 5_000_000  # characters of the page itself
_MOST_LETTERS = 5 * 6 * MAX_WORDS  # that can be seen on a page: five of the longest articles
_LONGEST_NAME = 2_000  # characters of a class or id


def parse(payload: bytes, name: str, *, url: str | None = None) -> Draft:
    """Return what lies in `payload`, a web page; for the child process: it imports trafilatura.

    `url` is where the page was fetched from. Raises LengthError for too much text, and
    SourceError, with the way out, for a page without an article.
    """
    from quiz.readers.html_head import read_head
    from quiz.readers.html_pieces import pieces_of, placed
    from quiz.readers.html_places import surveyed
    from quiz.readers.html_refusals import require_article

    page = opened(payload, name)
    tree = _tree(page.text, name)
    address = url or page.url
    places = surveyed(tree)
    if len(places.letters) > _MOST_LETTERS:
        raise _too_long(name)
    parts = _extracted(tree, address)
    if sum(len(part.text.split()) for part in parts) > MAX_WORDS:
        raise _too_long(name)
    head = read_head(tree, address)
    parts = placed(_fuller(parts, head), places)
    is_live = "liveblogposting" in head.kinds
    pieces = pieces_of(parts, places, byline=head.byline, is_live=is_live)
    notes = require_article(tree, head, pieces, name)
    if page.damaged and any("\ufffd" in piece.text for piece in pieces):
        notes += (f"Some letters of {name} are damaged and stand as \ufffd.",)
    return Draft(
        pieces=pieces,
        title=head.title,
        byline=head.byline,
        outlet=head.outlet,
        published=head.published,
        url=head.url or address,
        notes=notes,
    )


def _tree(text: str, name: str) -> "HtmlElement":
    """Return the page as a tree; raises SourceError for an empty one, LengthError for too much."""
    from trafilatura.utils import load_html

    text = _DATA.sub("data:,", text)
    if len(text) > _MAX_TEXT:
        raise _too_long(name)
    tree = load_html(text)
    if tree is None:  # a piece of a page, which trafilatura takes for no page
        tree = load_html(f"<html><body><div>{text}</div></body></html>")
    if tree is None or not len(tree):
        raise SourceError(
            f"{name} is an empty web page. Open it in a browser, save it anew, "
            "or give the article's text."
        )
    if tree.tag != "html":  # trafilatura and htmldate count on it
        tree = _wrapped(tree)
    for element in tree.iter():
        for key in ("class", "id", "style"):
            if len(element.get(key) or "") > _LONGEST_NAME:  # patterns are tried on every one
                element.set(key, "")
    _unnest(tree)
    _frame(tree)
    return tree


def _unnest(tree: "HtmlElement") -> None:
    """Close the paragraphs that hold others, as pages do that leave an inline element open.

    trafilatura would make one paragraph of them all.
    """
    for inner in list(tree.iter("p")):
        if next(inner.iterancestors("p"), None) is None:
            continue
        below = inner
        lead = inner.makeelement("p")  # what stands before `inner` in all that is left open
        for element in list(inner.iterancestors()):
            is_last = element.tag == "p"
            element.tag = "div"
            is_whole = _gather(element, below, lead)
            if is_last or not is_whole:
                if "".join(lead.itertext()).strip():
                    element.insert(element.index(below), lead)
                lead = inner.makeelement("p")
            if is_last:
                break
            below = element


def _gather(element: "HtmlElement", until: "HtmlElement", lead: "HtmlElement") -> bool:
    """Move what stands in `element` before its child `until` to the front of `lead`.

    Returns False, and moves nothing, where that is a block of its own.
    """
    children = list(element)
    before = children[: children.index(until)]
    if any(child.tag in ("p", "div") for child in before):
        return False
    text = lead.text or ""
    lead.text = None
    if before:
        before[-1].tail = (before[-1].tail or "") + text
        lead.text = element.text
        lead[:0] = before
    else:
        lead.text = (element.text or "") + text
    element.text = None
    return True


def _too_long(name: str) -> LengthError:
    return LengthError(
        f"{name} is too long: an article may have up to {MAX_WORDS:,} words, and its web page "
        f"{_MAX_TEXT // 1_000_000} million characters. Give a single article."
    )


# A picture that a browser wrote into the page.
_DATA = re.compile(r"data:[\w.+-]{0,40}/?[\w.+-]{0,80}(?:;[\w=.-]{1,40}){0,3};base64,[\w+/=%-]*")


def _frame(tree: "HtmlElement") -> None:
    """Mark what holds the text as the article where a page has no frame that trafilatura looks for.

    Programs that export documents write such pages, and old sites do. Without a frame trafilatura
    finds the paragraphs, but neither headings nor lists.
    """
    from trafilatura.xpaths import BODY_XPATH

    for figure in tree.iter("figure"):  # it throws figures away, with what is quoted in them
        if figure.find(".//blockquote") is not None and "embed" not in (figure.get("class") or ""):
            figure.tag = "div"
    for quote in tree.iter("blockquote"):  # of a table in a quote it makes one long word
        if quote.find(".//table") is not None:
            quote.tag = "div"
    body = tree.find(".//body")
    if body is None or any(expression(tree) for expression in BODY_XPATH):
        return
    letters: Counter[HtmlElement] = Counter()
    for paragraph in body.iter("p"):
        letters[paragraph.getparent()] += len(paragraph.text_content())
    holder, most = letters.most_common(1)[0] if letters else (body, 0)
    if most < _HELD * letters.total() or most < _ENOUGH:
        return
    if holder is not body:
        holder.set("role", "article")
        holder.tag = "div"
        return
    frame = body.makeelement("article")
    frame.text, body.text = body.text, None
    frame.extend(list(body))
    body.append(frame)


def _wrapped(element: "HtmlElement") -> "HtmlElement":
    """Return a page whose body holds `element`."""
    root = element.makeelement("html")
    body = element.makeelement("body")
    root.append(body)
    body.append(element)
    return root


_HELD = 0.85  # of the letters in paragraphs
_ENOUGH = 500  # letters; with fewer nothing can be told


def _extracted(tree: "HtmlElement", url: str | None) -> "list[Part]":
    """Return the text that trafilatura finds on the page."""
    from trafilatura import bare_extraction
    from trafilatura.metadata import Document

    from quiz.readers.html_body import parts_of

    found = bare_extraction(tree, url=url, include_comments=False, include_tables=True)
    return parts_of(found.body) if isinstance(found, Document) else []


def _fuller(parts: "list[Part]", head: "Head") -> "list[Part]":
    """Return the text in the page's linked data where the page itself shows next to none of it.

    Pages drawn by JavaScript have it there. It has no headings and seldom paragraphs, so the page's
    own text is better wherever there is one; what is for subscribers is left to them.
    """
    if not head.body or not head.is_free:
        return parts
    from quiz.readers.html_body import parts_of_text

    stated = parts_of_text(head.body)
    words, more = (Counter(" ".join(p.text for p in some).split()) for some in (parts, stated))
    is_same = 2 * (words & more).total() >= words.total()  # and not another article's
    if words.total() < MIN_WORDS or is_same:
        is_fuller = more.total() > _FULLER * words.total()
        is_cut_up = len(parts) == 1 < len(stated) and more.total() >= words.total()
        return stated if is_fuller or is_cut_up else parts
    return parts


_FULLER = 2  # times as long as the page's own text


def _read(source: Source) -> Article:
    draft = confined("quiz.readers.html:parse", source.payload, source.name, url=source.url)
    return composed(draft, source)


HTML = Reader(
    name="html",
    title="Web page: HTML or XHTML, as fetched or as saved by a browser, also as one file (MHTML)",
    accepts=is_page,
    read=_read,
    max_bytes=MAX_BYTES,
    limits="5 million characters of HTML; text that JavaScript draws is not seen",
)
