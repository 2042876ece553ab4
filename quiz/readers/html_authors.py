"""Who wrote the article of a web page: names, without posts, desks, agencies and addresses."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from trafilatura.metadata import Document

from quiz.readers.html_text import bare, clean
from quiz.readers.patterns import byline

_MOST_NAMES = 8
_LONGEST_NAME = 6  # words
# A part of a byline with one of these is a post, a desk or a button, not a person.
_NO_NAME = re.compile(
    r"\b(?:admin|administrator|agenc(?:y|ies)|anonymous|associate|author|authors|bureau|chief|columnist"
    r"|contributors?|correspondents?|desk|director|editors?|editorial|facebook|follow|freelance|guest|head"
    r"|instagram|journalist|linkedin|manager|min|minutes?|newsroom|photographers?|posted|producer"
    r"|published|read|reporters?|reporting|senior|share|special|staff|subscribe|team|twitter|unknown"
    r"|updated|user|username|web|webmaster|writers?)\b|[@\d/:]|www\.|\.com\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:(?:words|written|reported|story|analysis|text)\s+)?by:?\s+", re.IGNORECASE)
SMALL_WORD = frozenset("and & of for in de da di del la le van von der den el al bin".split())


def under_headline(tree: HtmlElement, title: str | None) -> Iterator[str]:
    """Yield the lines that follow the headline, where authors and day may stand."""
    headings = [h for h in tree.iter("h1") if h.text_content().strip()]
    named = [h for h in headings if bare(h.text_content()) == bare(title or "")]
    headings = named if len(named) == 1 else headings
    if len(headings) != 1:
        return
    following = "following::text()[normalize-space()][position() <= 25]"
    texts = headings[0].xpath(following)
    yield from _joined(clean(t) for t in texts if t.getparent().tag not in ("script", "style"))


def _joined(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines, a lone "By" with the names that follow it."""
    held = ""
    for line in lines:
        word = line.casefold()
        is_more = held.startswith("By ") and (word in _AND or held.endswith(" "))
        if is_more:
            held = f"{held.strip()} {line}" + (" " if word in _AND else "")
            continue
        if held:
            yield held
        held = "By " if word in ("by", "by:") else line
    if held:
        yield held.strip()


_AND = ("and", "&")


def authors(tree: HtmlElement, found: Document, outlet: str | None, lines: list[str]) -> str | None:
    """Return who wrote the article, by what trafilatura `found` and the `lines` under the headline.

    A signed line right under the headline goes before an author found elsewhere on the page.
    """
    told = _byline(tree, _beside(tree, (found.author or "").split("; ")), outlet)
    signed = next(((n, line) for n, line in enumerate(map(byline, lines)) if line), None)
    if signed and told and signed[0] < _CLOSE:
        names = re.split(r", | and ", signed[1])
        return told if any(bare(name) in bare(told) for name in names) else signed[1]
    return told or (signed[1] if signed else None) or _byline(tree, _marked(tree), outlet)


_CLOSE = 5  # lines under the headline among which a byline can only be the article's


def _byline(tree: HtmlElement, parts: list[str], outlet: str | None) -> str | None:
    """Return the authors ("Ann Poe, Li Wei and Jo Marsh") without posts, desks and addresses."""
    names: list[str] = []
    for part in parts:
        name = clean(_BY.sub("", clean(part)))
        name = _DAY_AFTER.sub(r"\1", name)
        if not name or _NO_NAME.search(name) or _is_outlet(name, outlet) or not _is_name(name):
            continue
        if name not in names:
            names.append(name)
    written = [_as_written(tree, name) for name in names[:_MOST_NAMES]]
    if len(written) < 2:
        return written[0] if written else None
    return f"{', '.join(written[:-1])} and {written[-1]}"


def _marked(tree: HtmlElement) -> list[str]:
    """Return the names that a page marks in ways which trafilatura does not know."""
    found = tree.xpath(
        ".//*[contains(@class, 'author') and contains(@class, 'vcard')]"
        "//*[contains(concat(' ', @class, ' '), ' fn ')] | .//meta[@property='author']"
    )[:_MOST_NAMES]
    return [clean(element.get("content") or element.text_content()) for element in found]


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Tell whether a name is the site's, or the letters of an agency or a degree ("AP", "MD")."""
    sites = {bare(outlet or ""), bare(_DOMAIN.sub("", outlet or ""))}
    return bare(name) in sites or bool(_ABBREVIATION.fullmatch(name))


_DOMAIN = re.compile(r"\.(?:com|org|net|info|co\.\w\w|\w\w)$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,5}|M\.?D\.?|Ph\.?D\.?|Agence France-Presse|Associated Press")
# The month of a date that follows, whose figures trafilatura takes out: "Ann Lee Poe March".
_DAY_AFTER = re.compile(
    r"^(\S+ \S.*) (?:January|February|March|July|September|October|November|December)$"
    r"|^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)


def _beside(tree: HtmlElement, names: list[str]) -> list[str]:
    """Return the one name found with those that the page marks as authors beside it."""
    if len(names) != 1 or not names[0]:
        return names
    marked = tree.xpath(
        ".//*[@itemprop='author'] | .//a[contains(concat(' ', @rel, ' '), ' author ')]"
    )
    texts = [(element, clean(element.text_content())) for element in marked[:_MOST_MARKED]]
    first = next((element for element, text in texts if text == names[0]), None)
    if first is None or first.getparent() is None:
        return names
    near = {first.getparent(), first.getparent().getparent()} - {None}
    return list(dict.fromkeys(t for e, t in texts if t and near & set(e.iterancestors())))


_MOST_MARKED = 40


def _is_name(name: str) -> bool:
    words = name.split()
    are_capital = [not word[0].islower() for word in words]
    are_fit = (
        is_capital or word in SMALL_WORD
        for word, is_capital in zip(words, are_capital, strict=True)
    )
    return len(words) <= _LONGEST_NAME and all(are_fit) and any(are_capital)


def _as_written(tree: HtmlElement, name: str) -> str:
    """Return a name with the full stops of its initials, which trafilatura takes out."""
    words = name.split()
    if not any(len(word) == 1 for word in words):
        return name
    pattern = re.compile(r"\.?\s?".join(map(re.escape, words)) + r"\b")
    for element in tree.iter("meta", "a", "span", "p", "div", "script", "strong", "address"):
        text = element.get("content") if element.tag == "meta" else element.text
        match = pattern.search(text or "")
        if match and "." in match.group():
            return match.group()
    return name
