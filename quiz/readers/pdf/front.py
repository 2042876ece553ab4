"""The head of the article: its title, who wrote it, when, for whom, as far as the file tells."""

import re
from dataclasses import dataclass
from datetime import date

from quiz.language.written_dates import DAY_PATTERN
from quiz.readers.patterns import byline, dated, is_date_line
from quiz.readers.pdf.blocks import Type
from quiz.readers.pdf.furniture import Furniture
from quiz.readers.pdf.page import Block

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|adobe|quarkxpress|scan)\b.*|untitled.*"
    r"|(?:new |no )?(?:document|title|page)\s*\d*"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|qxp|qxd|pmd|txt|html?|pages|tex|dvi|ps|xps|ai|eps)|[\W\d_]*|\S*[_/\\]\S*",
    re.IGNORECASE,
)
_TITLE_SIZE = 1.15  # of the running text
_TITLE_WORDS = 40
_MASTHEAD_WORDS = 5
_DAY_WORDS = 20
_SIGNED_AND_DATED = re.compile(rf"(?P<who>by:?\s.+?)[\s,|·•–—-]+(?:{DAY_PATTERN}).*", re.IGNORECASE)
_SITE = re.compile(r"(?P<title>.{12,}?)\s+[|–—·•-]\s+(?P<site>[^|–—·•]{2,40})$")
_LABELLED = re.compile(
    r"(?P<label>by-?line|author|by|publication date|published|date|pd|publication|source|section"
    r"|length|words?|word count|load-?date|highlight|language|document(?: type)?|copyright|edition"
    r"|pages?)"
    r"\s*:\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:end of document|body|full text)\W*", re.IGNORECASE)
_WORDS_ONLY = re.compile(
    r"(?:\d[\d,]* words?|copyright\b.*|©.*|all rights reserved.*)", re.IGNORECASE
)


@dataclass(slots=True)
class Head:
    """What the head tells; `title_block` is where the title stands."""

    title: str | None = None
    title_block: Block | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None


def head_of(found: list[Block], usual: Type, furniture: Furniture, told: dict[str, str]) -> Head:
    """Return the head of the article in the blocks `found`.

    `told` is what the file says of itself: its "Title" and "Author". A title there counts where it
    is one; an author only where the text names them too, as it is often who typed it. The day of
    the file is never that of the article.
    """
    head = Head()
    _find_title(head, found, usual, furniture, told.get("Title", ""))
    _find_labels(head, found)
    _find_author(head, found, told.get("Author", ""))
    _find_day(head, found, furniture)
    return head


def _find_day(head: Head, found: list[Block], furniture: Furniture) -> None:
    """Find the day in the opening, else in a running head; not in a sentence, nor of an update."""
    opening = [b.text for b in _opening(found) if len(b.text.split()) <= _DAY_WORDS]
    for line in [*opening, *furniture.lines]:
        days = [day for is_update, day in dated(line) if not is_update]
        if days:
            head.published = head.published or days[0]
            return


def _find_title(
    head: Head, found: list[Block], usual: Type, furniture: Furniture, told: str
) -> None:
    named = [_parted(title) for title in (furniture.printed_title or "", told) if sensible(title)]
    first = [b for b in found if b.page == found[0].page and len(b.text.split()) <= _TITLE_WORDS]
    for title, site in named:
        for block in first:
            if _same(block.text, title) or (site and _same(block.text, f"{title} {site}")):
                head.title, head.title_block, head.outlet = block.text, block, site
                return
    large = [b for b in first if b.size >= _TITLE_SIZE * usual.size and _has_letters(b.text)]
    if large:
        # A masthead is larger than a headline, but has few words.
        worded = [b for b in large if len(b.text.split()) > 3 and b.size >= 1.3 * usual.size]
        head.title_block = max(worded or large, key=lambda block: block.size)
        head.title = head.title_block.text
        _find_masthead(head, found)
        return
    if named:
        head.title, head.outlet = named[0]


def _find_masthead(head: Head, found: list[Block]) -> None:
    """Take what stands above the title in larger type for the name of the paper."""
    title = head.title_block
    for block in found:
        if block is title or title is None:
            return
        if block.size > title.size and len(block.text.split()) <= _MASTHEAD_WORDS:
            head.outlet, block.kind = block.text, "boilerplate"


def sensible(title: str) -> bool:
    """Tell whether `title` is that of a text, not the name of a file or of a program."""
    return not _NO_TITLE.fullmatch(title.strip()) and len(title) <= 300


def _parted(title: str) -> tuple[str, str | None]:
    """Return a title and the site that is named after it, if one is."""
    found = _SITE.fullmatch(title)
    if not found or len(found["title"].split()) < 3 or not found["site"][0].isupper():
        return title, None
    return found["title"], found["site"]


def _same(one: str, other: str) -> bool:
    a, b = ("".join(c for c in text.casefold() if c.isalnum()) for text in (one, other))
    return bool(a) and a == b


def _has_letters(text: str) -> bool:
    return sum(character.isalpha() for character in text) > 2


def _opening(found: list[Block]) -> list[Block]:
    """Return the blocks before the running text, and its first paragraph not among them."""
    opening: list[Block] = []
    for block in found:
        if block.kind == "paragraph" and len(block.text.split()) > 25:
            break
        opening.append(block)
    return opening


def _find_labels(head: Head, found: list[Block]) -> None:
    """Take what a database writes around an article: "Byline: …", "Length: 812 words"."""
    for block in [*_opening(found), *found[-6:]]:
        labelled = _LABELLED.fullmatch(block.text)
        if labelled and len(block.text.split()) <= 16:
            _take_label(head, block, labelled["label"].casefold(), labelled["rest"])
        elif _ENDS.fullmatch(block.text) or _WORDS_ONLY.fullmatch(block.text):
            block.kind = "boilerplate"


def _take_label(head: Head, block: Block, label: str, rest: str) -> None:
    block.kind = "boilerplate"
    days = [day for _, day in dated(rest)]
    if label in {"byline", "by-line", "author", "by"} and rest:
        head.byline = head.byline or byline(f"By {rest}") or rest
        block.kind = "byline"
    elif label in {"publication date", "published", "date", "pd"} and days:
        head.published = head.published or days[0]
        block.kind = "dateline"
    elif label in {"publication", "source"} and rest:
        head.outlet = head.outlet or rest
    elif label == "highlight":
        block.kind = "heading"


def _find_author(head: Head, found: list[Block], told: str) -> None:
    """Find a byline without "By": the author whom the file names, or a name beside a date."""
    opening = _opening(found)
    for block in opening:
        signed = _SIGNED_AND_DATED.fullmatch(block.text)
        names = byline(signed["who"]) if signed else byline(block.text)
        if names and not head.byline:
            head.byline, block.kind = names, "byline"
    for number, block in enumerate(opening):
        if block is head.title_block or head.byline or byline(block.text):
            continue
        around = [*opening[max(0, number - 1) : number], *opening[number + 1 : number + 2]]
        beside_date = any(is_date_line(other.text) for other in around)
        if (told and _same(block.text, told)) or (beside_date and byline(f"By {block.text}")):
            head.byline, block.kind = block.text, "byline"
    if head.byline and head.byline.isupper():
        head.byline = head.byline.title()
