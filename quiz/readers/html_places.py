"""Where things stand on a page: its visible letters as one string, with marks on what lies where.

trafilatura says what the article's text is, but not where it stood, and it throws captions away.
With the letters of the whole page in order, each piece of text can be found again: what lies around
it tells whether it is a caption or stands in a box, and captions go back to where they were.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from quiz.readers.html_text import bare, clean

_UNSEEN = frozenset(
    "script style noscript template head title select option button svg math iframe".split()
)
_BOXES = frozenset("aside nav footer form dialog".split())
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:fig(?:ure)?|thumb|image|img|photo|picture|media|wp|pic|gallery|slide|lead)?[_-]{0,2}"
    r"(?:caption|cutline)(?:s|text|[_-]{1,2}text|[_-]{1,2}\w*)?(?=$|\s)"
    r"|(?:image|photo|picture|media|figure|img)[\w-]{0,12}(?:caption|credit|copyright|byline)",
    re.IGNORECASE,
)
_CAPTION_CASED = re.compile(r"[a-z]Caption(?:$|[\sA-Z_-])")
_BOX = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|signup|sign-up|related|recommend(?:ed|ations?)?|promos?|shar(?:e|ing)"
    r"|social-?(?:share|sharing|bar|links?|icons?|follow|buttons?)"
    r"|cookies?|consent|comments?|disqus|author-?bio|about-?(?:the-)?author|bio|most-?(?:read|popular|viewed)"
    r"|trending|subscri(?:be|ption)|paywall|adverts?|advertisement|sponsored|outbrain|taboola"
    r"|read-?(?:more|next|also)|more-?(?:stories|from|on)|also-?(?:read|like)|up-?next|breadcrumbs?"
    r"|(?<!no-)(?<!no_)(?<!has-)(?<!with-)sidebar|donate|donation|app-?download|print-?only|sr-only|visually-?hidden"
    r"|screen-?reader(?:-text)?|pagination|tags|topics|onward|inline-?link|cta|toolbar|popup|modal)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_BOX_CASED = re.compile(
    r"(?:^|[\s_-])\w{0,24}(?:Newsletter|RelatedLinks?|RelatedStor\w+|RelatedArticles?|Recommended"
    r"|MostRead|AuthorBio|ShareBar|ShareTools|Subscribe)"
)
_LABEL = re.compile(r"^(?:image|media|photo|picture)\s+caption\b[\s,:]*", re.IGNORECASE)
_SPOKEN_AT = re.compile(r"\d{1,2}:\d\d\s")  # a line said in a film, whose text stands beside it
_SIGNED = re.compile(r"[Bb]y [A-Z].{0,80}\bposted\b")  # a byline, in the letters of a caption
_LONGEST_CAPTION = 900  # characters; what is longer is a text whose class speaks of captions
_LONGEST_BOX = 2500


@dataclass(frozen=True)
class Mark:
    """A run of the page's letters, from `start` to `end`, that is a `kind` with this `text`."""

    kind: str
    start: int
    end: int
    text: str


@dataclass
class Places:
    """The letters of a page in order, and the marks on them, by kind in order of their ends."""

    letters: str = ""
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    pictures: frozenset[int] = frozenset()  # where they stand: before which letter
    _starts: dict[str, list[int]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Mark]:
        """Return the outermost marks of `kind`, in order."""
        return self.marks.get(kind, [])

    def within(self, kind: str, start: int, end: int) -> Mark | None:
        """Return the mark of `kind` that covers the letters from `start` to `end`."""
        marks = self.of(kind)
        starts = self._starts.setdefault(kind, [mark.start for mark in marks])
        number = bisect_right(starts, start) - 1
        return marks[number] if number >= 0 and marks[number].end >= end else None

    def find(self, text: str, after: int) -> tuple[int, int] | None:
        """Return where `text` stands, at `after` or beyond, else before it; None if nowhere.

        Of several places the first outside of boxes and captions is taken: what can be shared of
        an article repeats its beginning.
        """
        wanted = bare(text)
        if not wanted:
            return None
        length = len(wanted)
        starts = list(self._all(wanted, after))
        starts = starts or list(self._all(wanted[:_PROBE], after))
        if not starts:
            start = self.letters.find(wanted, 0, after)
            return (start, start + length) if start >= 0 else None
        is_free = (s for s in starts if not self._is_apart(s, s + length))
        start = next(is_free, starts[0]) if length >= _TELLING else starts[0]
        return (start, start + length)

    def _all(self, wanted: str, after: int) -> Iterator[int]:
        """Yield the first few places at `after` or beyond where `wanted` stands."""
        start = self.letters.find(wanted, after)
        for _ in range(_TRIED):
            if start < 0:
                return
            yield start
            start = self.letters.find(wanted, start + len(wanted))

    def _is_apart(self, start: int, end: int) -> bool:
        return bool(self.within("box", start, end) or self.within("caption", start, end))


_TRIED = 5  # places at which a piece may stand
_TELLING = 40  # letters; fewer may stand in many places
_PROBE = 60  # letters by which a piece is known whose later words stand otherwise on the page


@dataclass
class _Open:
    element: HtmlElement
    kind: str
    start: int
    first: int  # number of the first text within


def surveyed(tree: HtmlElement) -> Places:
    """Return the places of the page in `tree`."""
    return _Survey().run(tree)


class _Survey:
    """One walk over a page, without recursion: pages may be nested to any depth."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._letters: list[str] = []
        self._open: list[_Open] = []
        self._unseen = 0
        self._marks: dict[str, list[Mark]] = {}
        self._pictures: set[int] = set()

    def run(self, tree: HtmlElement) -> Places:
        for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._enter(element)
            elif event == "end":
                self._leave(element)
            if event != "start" and element is not tree:
                self._take(element.tail)
        places = Places("".join(self._letters), pictures=frozenset(self._pictures))
        for kind, marks in self._marks.items():
            places.marks[kind] = _outermost(marks)
        return places

    def _enter(self, element: HtmlElement) -> None:
        if element.tag in _UNSEEN:
            self._unseen += 1
            return
        if element.tag in ("img", "amp-img"):
            self._pictures.add(self._length)
        kind = _kind(element, any(o.kind in ("caption", "box") for o in self._open[-3:]))
        if kind:
            self._open.append(_Open(element, kind, self._length, len(self._texts)))
        if element.tag in _BLOCKS:
            self._texts.append(" ")
        self._take(element.text)

    def _leave(self, element: HtmlElement) -> None:
        if element.tag in _UNSEEN:
            self._unseen -= 1
            return
        if element.tag in _BLOCKS:
            self._texts.append(" ")
        while self._open and self._open[-1].element is element:
            self._close(self._open.pop())

    def _close(self, opened: _Open) -> None:
        kind = opened.kind
        longest = _LONGEST.get(kind)
        length = self._length - opened.start
        if not length or (longest and length > longest):
            return
        text = clean("".join(self._texts[opened.first :])) if kind in _SPOKEN else ""
        if kind == "caption":
            kind = "box" if _SPOKEN_AT.match(text) or _SIGNED.match(text) else kind
            text = _LABEL.sub("", text)
        mark = Mark(kind, opened.start, self._length, text)
        self._marks.setdefault(kind, []).append(mark)

    def _take(self, text: str | None) -> None:
        if text and not self._unseen:
            self._texts.append(text)
            letters = bare(text)
            self._letters.append(letters)
            self._length += len(letters)


_NAMED = {
    "time": "time",
    "h1": "h1",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "b": "bold",
    "strong": "bold",
    "em": "slanted",
    "i": "slanted",
    "small": "slanted",
}
_SPOKEN = frozenset({"caption", "time", "h1", "heading"})
_LONGEST = {
    "caption": _LONGEST_CAPTION,
    "box": _LONGEST_BOX,
    "time": 60,
    "link": 600,
    "h1": 400,
    "heading": 200,
}
_BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 br td th tr table section article figure figcaption"
    " blockquote header footer aside main dt dd dl hr pre".split()
)


def _kind(element: HtmlElement, is_inside: bool) -> str | None:
    """Return what to remember of an element, None for nothing."""
    tag = element.tag
    if tag == "figcaption":
        return "caption"
    if tag == "a":
        return "link"
    if tag in _NAMED:
        return _NAMED[tag]
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    if tag == "div" and element.get("title") in ("header", "footer"):  # of a printed page
        return "box"
    if tag in _BOXES:
        return "box"
    if not names or is_inside or tag in ("body", "html", "article", "main"):
        return None
    if tag in ("div", "p", "span", "small", "dd", "cite", "em", "td") and (
        _CAPTION.search(names) or _CAPTION_CASED.search(names)
    ):
        return "caption"
    return "box" if _BOX.search(names) or _BOX_CASED.search(names) else None


def _outermost(marks: list[Mark]) -> list[Mark]:
    """Return the marks that lie in no other, by their start."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
