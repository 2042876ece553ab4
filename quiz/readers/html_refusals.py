"""Pages that hold no article: said in words, with what to do instead.

A page is refused for what it is only where little of a text was found on it, or where everything
speaks against an article: a page with an article on it must never be turned away.
"""

import re

from lxml.html import HtmlElement

from quiz.errors import SourceError
from quiz.readers.draft import Piece
from quiz.readers.html_head import ARTICLES, Head
from quiz.readers.html_text import clean
from quiz.readers.limits import MIN_WORDS

_THERE = "save the whole page there and give that file, or paste the text."
_SAVE = f"Open it in a browser, {_THERE}"
_OPEN = "Open one article and give that page, or paste its text."

_NOT_FOUND = re.compile(
    r"\b(?:page|article|story|file|content|link)\b[^.]{0,30}"
    r"\b(?:not found|(?:could ?n[o’']t|cannot|can[’']t) be found|no longer (?:available|exists?)"
    r"|does ?n[o’']t exist|has (?:been )?(?:moved|removed|expired))"
    r"|\b(?:error\s*)?(?:404|410)\b|\bnot found\b|\bwe can[’']t find\b|\b(?:5\d\d|server) error\b"
    r"|\bbad gateway\b|\bservice unavailable\b|\bsomething went wrong\b",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"\b(?:are you a (?:human|robot)|captcha"
    r"|verify (?:that )?you(?: are|[’']re) (?:a )?(?:human|not a robot)"
    r"|checking (?:if the site connection is secure|your browser)"
    r"|access (?:to this page )?(?:has been )?denied|unusual (?:traffic|activity)|just a moment"
    r"|you have been blocked|403 forbidden|security check)\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"(?:enable|turn on|activate|allow|requires?|need|without|disabled?)\b[^.]{0,40}\bjava ?script"
    r"|java ?script\b[^.]{0,40}\b(?:enabled?|disabled|required|turned (?:on|off)|is needed)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"accept (?:all|cookies|and (?:continue|close))|reject all"
    r"|manage (?:cookies|preferences|settings|options|choices)"
    r"|we (?:and|use|value)\b[^.]{0,40}\b(?:cookies|partners|privacy)"
    r"|your (?:consent|privacy|choices)|store and/or access information|legitimate interest"
    r"|personali[sz]ed (?:ads|content|advertising)|before you continue"
    r"|cookie (?:policy|settings|notice|preferences)|(?:withdraw|give) (?:your )?consent",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscribe|sign in|log ?in|register|join)\b[^.!?]{0,60}"
    r"\bto (?:(?:continue|keep) reading|read (?:the|this|more|on)|unlock|access|view)"
    r"|already (?:a|have a) (?:subscri|member|account)|subscriber[- ](?:only|exclusive)"
    r"|(?:this|the) (?:article|story|content) is (?:only |exclusively )?(?:for|available to)"
    r" (?:our )?(?:subscribers|members|registered)"
    r"|you(?: have|[’']ve) (?:reached|used|read)\b[^.]{0,40}\b(?:free|limit|articles)"
    r"|to continue reading|unlock this (?:article|story)|continue reading (?:with|for)"
    r"|premium (?:article|content)",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"\bsearch results?\b|\bresults? for [\"“‘']|\byou searched for\b|^search\s*(?:$|[|–—:-])",
    re.IGNORECASE,
)
_STUB = 160  # words of running text below which a paid article is not whole
_SHORT = 25  # words from which on a text is there, if only a short one
_CERTAIN = 200  # words below which a page's headings are believed that it is no article
_PLENTY = 400  # words from which on a text is an article, whatever else the page says
_LINKS = 12  # headlines that are links: such a page leads to others
_HEADLINE = 5  # words; the name of a site or a topic has fewer
_LONG = 40  # words of a paragraph that no teaser has
_SAID = 20_000  # characters of the page that are looked at
_LISTS = frozenset({"collectionpage", "searchresultspage", "profilepage", "itemlist"})


def require_article(
    tree: HtmlElement, head: Head, pieces: tuple[Piece, ...], name: str
) -> tuple[str, ...]:
    """Return notes on the article in the page; raise SourceError where it holds none.

    `name` is how the messages call the page.
    """
    running = [piece.text for piece in pieces if piece.kind in (None, "paragraph")]
    words = len(" ".join(running).split())
    said = _said(tree)
    is_paid = bool(_WALL.search(said)) or not head.is_free
    if words >= MIN_WORDS and (_is_article(head) or words >= _PLENTY):
        what = None if _is_article(head) else _overview(tree, head, running)
        if what is None and is_paid and words < _STUB:
            what = _PAID
    elif words >= MIN_WORDS:
        what = _by_title(tree, head) if words < _CERTAIN else None
        what = what or _overview(tree, head, running)
        what = what or (_CONSENTS if _is_consent(" ".join(running), 4) else None)
        what = what or (_PAID if is_paid and words < _STUB else None)
    else:
        what = _by_title(tree, head) or _short(tree, head, running, said, is_paid=is_paid)
    if what:
        raise SourceError(f"{name} is {what}")
    if is_paid and not head.is_free:
        return (f"{name} is for subscribers: check that the article is whole.",)
    return ()


_PAID = f"only the beginning of an article for subscribers. Sign in with a browser, {_THERE}"
_CONSENTS = (
    f"a page that asks for consent to cookies, not the article. Answer it in a browser, {_THERE}"
)
_GUARDED = (
    f"a page that asks whether you are human, not the article. Open it in a browser, {_THERE}"
)
_MISSING = (
    f"an error page: the site has no such article or does not answer. Check the address. {_OPEN}"
)
_OVERVIEW = f"an overview of articles, not an article. {_OPEN}"
_SEARCHED = f"a page of search results, not an article. {_OPEN}"
_SCRIPTED = f"a page whose text comes by JavaScript, which is not run here. {_SAVE}"
_NOTHING = f"a web page without an article on it. {_SAVE}"


def _is_article(head: Head) -> bool:
    return bool(head.kinds & ARTICLES) or (head.published is not None and head.byline is not None)


def _by_title(tree: HtmlElement, head: Head) -> str | None:
    """Return what the headings of a page say that it is, None where they may be an article's."""
    titles = _titles(tree, head)
    for pattern, what in ((_GUARD, _GUARDED), (_NOT_FOUND, _MISSING), (_SEARCH, _SEARCHED)):
        if any(pattern.search(title) for title in titles):
            return what
    return None


def _titles(tree: HtmlElement, head: Head) -> list[str]:
    titles = [head.title or "", *(clean(t.text_content()) for t in tree.iterfind(".//head//title"))]
    return titles + [clean(h.text_content())[:200] for h in tree.iter("h1")][:5]


def _has_headline(tree: HtmlElement) -> bool:
    """Tell whether the page has one main heading that is the length of a headline."""
    headings = [h for h in (clean(h.text_content()) for h in tree.iter("h1")) if h]
    return len(headings) == 1 and len(headings[0].split()) >= _HEADLINE


def _short(
    tree: HtmlElement, head: Head, running: list[str], said: str, *, is_paid: bool
) -> str | None:
    """Return what a page with next to no running text is."""
    if _GUARD.search(said[:2000]):
        return _GUARDED
    if is_paid:
        return _PAID
    if _is_consent(said, 3):
        return _CONSENTS
    overview = _overview(tree, head, running)
    if overview:
        return overview
    if _SCRIPT.search(said) or (
        len(said.split()) < MIN_WORDS
        and len(" ".join(running).split()) < _SHORT
        and tree.find(".//script") is not None
    ):
        return _SCRIPTED
    return None if running else _NOTHING


def _is_consent(text: str, at_least: int) -> bool:
    """Tell whether a text speaks of consent to cookies in `at_least` different ways."""
    return len({found.casefold() for found in _CONSENT.findall(text)}) >= at_least


def _overview(tree: HtmlElement, head: Head, running: list[str]) -> str | None:
    """Return what a page is that leads to many articles and holds none."""
    if sum(len(text.split()) >= _LONG for text in running) >= 3 or _is_article(head):
        return None
    links = sum(
        1
        for heading in tree.iter("h2", "h3", "h4")
        if heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None
    )
    if links >= _LINKS // 2 and any(_SEARCH.search(title) for title in _titles(tree, head)):
        return _SEARCHED
    if running and _has_headline(tree):
        return None
    is_list = bool(head.kinds & _LISTS) and links >= _LINKS // 2
    if links < _LINKS and not is_list:
        return None
    return _SEARCHED if "searchresultspage" in head.kinds else _OVERVIEW


def _said(tree: HtmlElement) -> str:
    """Return what the page says anywhere, what it says to browsers without scripts too."""
    texts: list[str] = []
    length = 0
    for element in tree.iter():
        is_text = isinstance(element.tag, str) and element.tag not in ("script", "style")
        for text in (element.text if is_text else None, element.tail):
            if text and not text.isspace():
                texts.append(text)
                length += len(text)
        if length > 2 * _SAID:
            break
    return clean(" ".join(texts))[:_SAID]
