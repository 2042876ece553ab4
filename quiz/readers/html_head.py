"""What a web page says about its article: title, authors, outlet, day and address.

trafilatura reads all of it; here it is cleaned of what belongs to the site and not to the article,
and what trafilatura would guess is left out.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import Document, extract_metadata

from quiz.language.written_dates import parse_date
from quiz.readers.html_authors import SMALL_WORD, authors, under_headline
from quiz.readers.html_text import bare, clean
from quiz.readers.patterns import dated, is_date_line

ARTICLES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle"
    " opinionnewsarticle reviewnewsarticle askpublicnewsarticle liveblogposting blogposting"
    " socialmediaposting techarticle scholarlyarticle report advertisercontentarticle".split()
)
# htmldate would else ask for today: one page, another day, another article.
_DATES: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "max_date": "2199-12-31",
    "deferred_url_extractor": True,
}
_TAIL = re.compile(r"\s+(?:[-–—|·•:»]|::|//)\s+")
_H1 = 3  # words from which on a lone main heading is taken for the headline
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What a page says about its article. `kinds` are the types of its linked data, small."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: date | None
    url: str | None
    kinds: frozenset[str]
    body: str | None  # the article's text as the page's linked data has it
    is_free: bool


def read_head(tree: HtmlElement, url: str | None) -> Head:
    """Return what the page in `tree`, from `url`, says of its article."""
    found = extract_metadata(tree, url, _DATES, extensive=False)
    nodes = list(_linked_data(tree))
    article = next((node for node in nodes if _kinds(node) & ARTICLES), {})
    outlet = _outlet(found, article)
    title = _title(tree, found, outlet, article)
    lines = list(under_headline(tree, title))
    body = article.get("articleBody")
    return Head(
        title=title,
        byline=authors(tree, found, outlet, lines),
        outlet=outlet,
        published=_published(tree, found, article) or _first_day(lines[:_NEAR]),
        url=found.url if found.url and re.match(r"https?://[^\s/]+\.\S+$", found.url) else None,
        kinds=frozenset({(found.pagetype or "").lower()}).union(*map(_kinds, nodes)),
        body=body if isinstance(body, str) else None,
        is_free=str(article.get("isAccessibleForFree", True)).lower() != "false",
    )


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the nodes of the page's JSON-LD, those of a graph one by one; skip what is broken."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            node = waiting.pop() if waiting else None
            if isinstance(node, list):
                waiting += reversed(node[:_MOST_NODES])
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in ("mainEntity", "@graph") if key in node]


_MOST_NODES = 1_000


def _kinds(node: dict[str, Any]) -> frozenset[str]:
    kinds = node.get("@type", ())
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rsplit("/", 1)[-1].lower() for kind in listed if isinstance(kind, str))


def _title(
    tree: HtmlElement, found: Document, outlet: str | None, article: dict[str, Any]
) -> str | None:
    """Return the headline: the page's one main heading where its other titles agree with it."""
    named = clean(found.title or "")
    headings = [clean(h.text_content()) for h in tree.iter("h1")]
    headings = [h for h in dict.fromkeys(headings) if h]
    window = tree.find(".//head//title")
    said = [named, clean(str(article.get("headline") or ""))]
    said += [clean(window.text_content())] if window is not None else []
    site = _site_names(outlet)
    is_site = bare(named).removeprefix("the") in site
    named = next((s for s in said[2:] if is_site or _is_cut(named, s)), named)
    fit = [h for h in headings if len(h.split()) >= _H1 and bare(h).removeprefix("the") not in site]
    alike = {h: max(_shared(h, other) for other in said) for h in fit}
    best = max(alike, key=lambda h: alike[h], default="")
    if best and max((_shared(best, other) for other in said[1:] if other), default=1) < _ALIKE:
        best = _named_below(tree, said[-1]) or best  # a section's name, in letters of a headline
        alike[best] = alike.get(best, 1)
    if best and alike[best] >= _ALIKE:
        return best[:_LONGEST]
    return _without_tail(named, outlet, headings)[:_LONGEST] or None


def _named_below(tree: HtmlElement, window: str) -> str | None:
    """Return the lower heading with which the window's title begins, if there is one."""
    for heading in tree.iter("h2", "h3"):
        text = clean(heading.text_content())
        if len(text.split()) >= _H1 and bare(window).startswith(bare(text)):
            return text
    return None


_LONGEST = 300  # characters; a longer "title" is a page that has lost its closing tag


def _is_cut(title: str, window: str) -> bool:
    """Tell whether `title` is the window's title with more cut off than a site's name."""
    rest = window.removeprefix(title).strip()
    words = _TAIL.sub(" ", f" {rest}").split()
    looks_like_name = len(words) <= _SITE_NAME and not any(
        word[0].islower() and word not in SMALL_WORD for word in words
    )
    starts_small = bool(words) and words[0][0].islower()
    return bool(title) and rest != window and bool(words) and (starts_small or not looks_like_name)


_SITE_NAME = 6  # words


def _shared(heading: str, title: str) -> float:
    """Return which share of the words of two titles they have in common, by the shorter one."""
    ours, theirs = (set(re.findall(r"\w+", text.casefold())) for text in (heading, title))
    shorter = min(len(ours), len(theirs))
    # A heading of a few words of a long title may be the site's name in it.
    weight = 1 if 2 * len(ours) >= len(theirs) else 0.7
    return weight * len(ours & theirs) / shorter if shorter else 0


_ALIKE = 0.6


def _site_names(outlet: str | None) -> set[str]:
    """Return the letters of a site's name, with and without its article."""
    return {bare(outlet), bare(outlet).removeprefix("the")} if outlet else set()


def _without_tail(title: str, outlet: str | None, headings: list[str]) -> str:
    """Return `title` without the site's name behind a dash or bar, or before one."""
    marks = list(_TAIL.finditer(title))
    if not marks:
        return title
    names = _site_names(outlet)
    whole = {bare(heading) for heading in headings}
    for mark in marks:
        before, after = title[: mark.start()], title[mark.end() :]
        if bare(before) in whole or (names and _is_site(after, names)):
            return before
    last = marks[-1]
    before, after = title[: last.start()], title[last.end() :]
    if names and bare(title[: marks[0].start()]) in names:
        return title[marks[0].end() :]
    is_bar = "|" in last.group() and len(after.split()) <= 4 <= len(before.split())
    return before if is_bar else title


def _is_site(tail: str, names: set[str]) -> bool:
    """Tell whether `tail` is a site's name, alone or with a section before it."""
    return any(
        bare(part) in names or bare(part).removeprefix("the") in names for part in _TAIL.split(tail)
    )


def _outlet(found: Document, article: dict[str, Any]) -> str | None:
    """Return the site's name; an address only where there is no name."""
    publisher = article.get("publisher")
    said = publisher.get("name") if isinstance(publisher, dict) else None
    name = clean(found.sitename or "")
    if isinstance(said, str) and (not name or "." in name):
        name = clean(said)
    name = _TAIL.split(_SCHEME.sub("", name))[0].lstrip("@").removeprefix("www.").strip(" /")
    return name if 0 < len(name) <= 80 else None


def _published(tree: HtmlElement, found: Document, article: dict[str, Any]) -> date | None:
    """Return the day of publication, where the page states one."""
    stated = _day(article.get("datePublished"))
    if stated:
        return stated
    places = _where_dates_stand(tree)
    day = find_date(places, url=found.url, **_DATES)
    return _day(day)


_NEAR = 15  # lines under the headline among which the day may be


def _first_day(lines: list[str]) -> date | None:
    """Return the day in the first line that is a date and nothing else."""
    days = (dated(line) for line in lines if is_date_line(line))
    return next((day for found in days for is_update, day in found if not is_update), None)


def _day(said: object) -> date | None:
    match = re.match(r"(\d{4}-\d\d-\d\d)(?!\d)", said) if isinstance(said, str) else None
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _where_dates_stand(tree: HtmlElement) -> HtmlElement:
    """Return the page without what htmldate would guess from: prose, headlines, pictures, others.

    A sentence that names a day, a picture's address or a neighbour's date is no date of
    publication.
    """
    places = deepcopy(tree)
    others = list(
        places.iter("title", "h1", "h2", "h3", "img", "aside", "footer", "nav", "blockquote")
    )
    others += [p for p in places.iter("p") if _is_prose(p.text_content())]
    others += list(places.iter("figcaption"))
    others += places.xpath(".//li//cite")  # a list of sources
    others += [s for s in places.iter("script") if not _STATES_DAY.search(s.text or "")]
    others += [
        m for m in places.iter("meta") if "image" in (m.get("property") or m.get("name") or "")
    ]
    if any(_WRITER.search(m.get("content") or "") for m in places.iter("meta")):
        others += [m for m in places.iter("meta") if _FILE_TIME.fullmatch(m.get("name") or "")]
    for element in others:
        if element.getparent() is not None:
            element.drop_tree()
    for element in places.iter():
        if element.tag not in ("script", "style"):
            element.text = None if _is_elsewhere(element.text) else _sure(element.text)
        element.tail = None if _is_elsewhere(element.tail) else _sure(element.tail)
    return places


def _sure(text: str | None) -> str | None:
    """Return a text without days that could be two ("3/6/2024"); None of prose."""
    if text is None or _is_prose(text):
        return None
    return _SLASHED.sub(lambda day: day[0] if parse_date(day[0]) else " ", text)


_SLASHED = re.compile(r"\b\d{1,2}([/.])\d{1,2}\1\d{4}\b")


# When a word processor made the file, or changed it, is not when the article was published.
_WRITER = re.compile(r"LibreOffice|OpenOffice|Microsoft Word|Collabora", re.IGNORECASE)
_FILE_TIME = re.compile(r"created|changed|(?:dcterms\.)?(?:issued|modified|created)", re.IGNORECASE)


# In a program's remarks are the days on which it was changed.
_STATES_DAY = re.compile(r"publi(?:sh|cation)|date_?(?:posted|created)|created_?at", re.IGNORECASE)
_LOOKED_UP = re.compile(r"\b(?:retrieved|accessed)\b", re.IGNORECASE)  # a source of the article


def _is_elsewhere(text: str | None) -> bool:
    """Tell whether a date in `text` is not the article's own."""
    return _is_prose(text) or bool(_LOOKED_UP.search(text or ""))


def _is_prose(text: str | None) -> bool:
    line = (text or "").strip()
    is_sentence = line.endswith((".", "!", "?", "”", '"')) and len(line.split()) >= _SENTENCE
    return len(line) > _LONG_LINE or (is_sentence and not is_date_line(line))


_SENTENCE = 6  # words
_LONG_LINE = 120  # characters: no line of date and author is longer
