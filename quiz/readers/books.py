"""The reader for EPUB: one chapter of a book, or an article that was saved as one."""

import posixpath
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from lxml import etree

from quiz.errors import SourceError
from quiz.readers import archive
from quiz.readers.base import Entry, SeveralError
from quiz.readers.blocks import Blocks, blocks, visible
from quiz.readers.documents import MAX_WHOLE
from quiz.readers.draft import Draft, Piece
from quiz.readers.heads import Properties, draft_of
from quiz.readers.limits import MIN_WORDS

_FEWEST = 30  # words; a page with fewer is a cover, a title page or a dedication
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/xml"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ARTICLE_YEARS = 1700  # earlier ones are how a program writes that it knows none
_LONGEST_TITLE = 150


@dataclass(frozen=True)
class _Chapter:
    """A page of the book with running text."""

    title: str
    found: Blocks

    @property
    def words(self) -> int:
        return sum(len(piece.text.split()) for piece in self.found.pieces)


@dataclass(frozen=True)
class _Book:
    """The package document: what the book says of itself, and its pages in reading order."""

    properties: Properties
    published: date | None
    pages: tuple[str, ...]
    contents: tuple[str, ...]  # the paths of tables of contents, the better one first


def draft(payload: bytes, name: str, *, pick: int | None) -> Draft:
    """Return chapter `pick` of a book, or all of one that is as short as an article.

    Runs in the child process. Raises SourceError where there is no such chapter, SeveralError where
    one has to be picked.
    """
    book, chapters = _opened(payload, name)
    if pick is not None:
        if not 1 <= pick <= len(chapters):
            raise SourceError(
                f"{name} has {_count(len(chapters))}; there is no {pick}. Take another one.",
                remedy="choose entry",
            )
        chapter = chapters[pick - 1]
        made = draft_of(chapter.found, book.properties, name, title=chapter.title, believed=True)
        return made.model_copy(update={"outlet": book.properties.title or None})
    long = [chapter for chapter in chapters if chapter.words >= MIN_WORDS]
    if len(long) > 1 and sum(chapter.words for chapter in chapters) > MAX_WHOLE:
        raise SeveralError(
            f"{name} is a book of {_count(len(chapters))}. Take one of them.",
            tuple(Entry(title=chapter.title) for chapter in chapters),
        )
    whole = Blocks(tables=sum(chapter.found.tables for chapter in chapters))
    for chapter in chapters:
        whole.pieces += chapter.found.pieces
    made = draft_of(whole, book.properties, name, believed=True)
    return made.model_copy(update={"published": book.published})


def chapters(payload: bytes, name: str) -> Draft:
    """Return a draft whose pieces are the titles of a book's chapters. Runs in the child."""
    _, found = _opened(payload, name)
    return Draft(pieces=tuple(Piece(kind="heading", text=chapter.title) for chapter in found))


def _count(number: int) -> str:
    return "one chapter" if number == 1 else f"{number} chapters"


def _opened(payload: bytes, name: str) -> tuple[_Book, list[_Chapter]]:
    """Return the book and those of its pages that hold running text."""
    found = archive.parts(payload, name, _is_text)
    if _CONTAINER not in found:
        raise archive.damaged(name)
    rootfile = archive.xml(found[_CONTAINER], name).find(".//{*}rootfile")
    path = "" if rootfile is None else rootfile.get("full-path", "")
    if path not in found:
        raise archive.damaged(name)
    book = _book(archive.xml(found[path], name), posixpath.dirname(path))
    _require_open(found, book, name)
    titles: dict[str, str] = {}
    for contents in book.contents:
        if contents in found:
            listed = _titles(archive.xhtml(found[contents], name), posixpath.dirname(contents))
            titles = listed | titles
    made: list[_Chapter] = []
    for page in book.pages:
        if page not in found or page in book.contents:
            continue
        pieces = blocks(archive.xhtml(found[page], name))
        chapter = _Chapter(titles.get(page) or _first_heading(pieces, len(made) + 1), pieces)
        if chapter.words >= _FEWEST:
            made.append(chapter)
    if not made:
        raise SourceError(f"{name} is a book without any text to read, perhaps of pictures only.")
    return book, made


def _is_text(path: str) -> bool:
    return path.lower().endswith((".xml", ".opf", ".ncx", ".xhtml", ".html", ".htm"))


def _book(root: etree._Element, folder: str) -> _Book:
    """Return what the package document says; paths in it start from its `folder`."""
    items = {item.get("id", ""): item for item in root.iterfind(".//{*}manifest/{*}item")}
    spine = root.find("{*}spine")
    pages = []
    for reference in spine if spine is not None else ():
        item = items.get(reference.get("idref", "")) if isinstance(reference.tag, str) else None
        is_page = item is not None and item.get("media-type") in _PAGES
        if item is not None and is_page and reference.get("linear") != "no":
            pages.append(_path(folder, item.get("href", "")))
    navigation = [i for i in items.values() if "nav" in i.get("properties", "").split()]
    older = [i for i in items.values() if i.get("media-type") == "application/x-dtbncx+xml"]
    metadata = root.find("{*}metadata")
    return _Book(
        properties=Properties.within(metadata if metadata is not None else root),
        published=_published(root),
        pages=tuple(dict.fromkeys(pages)),
        contents=tuple(_path(folder, item.get("href", "")) for item in (*navigation, *older)),
    )


def _published(root: etree._Element) -> date | None:
    """Return the day of publication, where the book gives a whole day."""
    for element in root.iterfind(".//{http://purl.org/dc/elements/1.1/}date"):
        event = element.get("{http://www.idpf.org/2007/opf}event", "publication")
        day = _DAY.match((element.text or "").strip())
        if event in {"publication", "original-publication", "issued"} and day:
            try:
                found = date.fromisoformat(day.group())
            except ValueError:
                continue
            if found.year >= _ARTICLE_YEARS:
                return found
    return None


def _path(folder: str, reference: str) -> str:
    """Return the path in the archive that a reference from a file in `folder` means."""
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(reference).path)))


def _titles(root: etree._Element, folder: str) -> dict[str, str]:
    """Return the title of every page by a table of contents, the first that leads to it."""
    titles: dict[str, str] = {}
    for point in root.iterfind(".//{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            path = _path(folder, content.get("src", ""))
            titles.setdefault(path, _short("".join(label.itertext())))
    for navigation in root.iterfind(".//{*}nav"):
        if navigation.get("{http://www.idpf.org/2007/ops}type", "toc") == "toc":
            for link in navigation.iterfind(".//{*}a"):
                label = "".join(link.itertext())
                titles.setdefault(_path(folder, link.get("href", "")), _short(label))
    return titles


def _short(title: str) -> str:
    title = visible(title)
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _first_heading(found: Blocks, number: int) -> str:
    """Return the first heading among the first lines, else how many pages came before."""
    first = (piece.text for piece in found.pieces[:5] if piece.kind in {"heading", "title"})
    return _short(next(first, f"Part {number}"))


def _require_open(found: dict[str, bytes], book: _Book, name: str) -> None:
    """Raise SourceError where pages are enciphered; fonts may be."""
    if _ENCRYPTION not in found:
        return
    root = archive.xml(found[_ENCRYPTION], name)
    closed = {unquote(e.get("URI", "")) for e in root.iterfind(".//{*}CipherReference")}
    if not closed.isdisjoint(book.pages):
        raise SourceError(
            f"{name} is protected against copying, and its text cannot be read. "
            "Give a book without such protection."
        )
