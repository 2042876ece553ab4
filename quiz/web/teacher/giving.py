"""The form that takes an article: a link, a file or a text, and which part of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from quiz.errors import LengthError, OptionError, Remedy, SourceError
from quiz.readers import MAX_WORDS, MIN_WORDS, Entry, SeveralError, read
from quiz.readers.fetching import is_allowed
from quiz.schema.article import Article
from quiz.web.limits import MAX_ENTRIES, MAX_FILE, MAX_LINE
from quiz.web.teacher.correcting import line, whole_number

_WAYS: dict[Remedy, object] = {
    "choose pages": later("Write them under “Only a part of it”, as in 3-5."),
    "no pages": later("Leave “Pages” empty."),
    "choose entry": later("Write its number under “Only a part of it”."),
    "no entry": later("Leave “Chapter or article” empty."),
}
_PAGES = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Given:
    """What the form holds, a file aside: browsers do not send one twice.

    `entries` are the articles or chapters to choose from, once it is known that there are some; of
    those, the first MAX_ENTRIES are shown.
    """

    link: str = ""
    text: str = ""
    pages: str = ""
    pick: str = ""
    entries: tuple[Entry, ...] = ()

    @classmethod
    def sent(cls) -> "Given":
        """Return what the form of this request holds."""
        return cls(
            link=line(request.form.get("link", "")),
            text=request.form.get("text", ""),
            pages=line(request.form.get("pages", "")),
            pick=line(request.form.get("pick", "")),
        )

    def article(self, say: Callable[[str], None]) -> Article:
        """Return the article that was given. Raises SourceError and its kinds, and OptionError."""
        files = [file for file in request.files.getlist("file") if file.filename]
        if len(files) + bool(self.link) + bool(self.text.strip()) != 1:
            raise OptionError(
                _("Give one thing: a link, a file or a text.")
                if files or self.link or self.text.strip()
                else _("Give a link, a file or a text first.")
            )
        pages, pick = _pages(self.pages), _pick(self.pick)
        if files:
            source: str | bytes = files[0].stream.read(MAX_FILE + 1)
            name = line(PurePath(files[0].filename or "").name)[:100] or _("The file")
            if len(source) > MAX_FILE:
                raise LengthError(
                    _(
                        "%(name)s has over %(most)s MB. Give a smaller file.",
                        name=name,
                        most=MAX_FILE // _MEGABYTE,
                    )
                )
        elif self.link:
            source = name = _address(self.link)
        else:
            source, name = self.text.encode(errors="replace"), _("The text")
        return read(source, name=name, pages=pages, pick=pick, say=say)


def source_page(given: Given, trouble: str | None = None, *, of_part: bool = False) -> str:
    """Return the form with what was given, under the sentence on what is wrong with it."""
    return render_template(
        "teacher/new.html",
        given=given,
        trouble=trouble,
        had_file=any(file.filename for file in request.files.values()) if trouble else False,
        with_link=is_allowed(),
        opened=of_part or given.pages or given.pick or len(given.entries) > MAX_ENTRIES,
        max_entries=MAX_ENTRIES,
        max_file=f"{MAX_FILE // _MEGABYTE} MB",
        min_words=MIN_WORDS,
        max_words=MAX_WORDS,
    )


def part_page(given: Given, error: SourceError) -> str:
    """Return the form with what to change in it, so that another part is read, or all of it."""
    if isinstance(error, SeveralError) and not given.pick:
        way = _("Choose it in the list.")
        return source_page(replace(given, entries=error.entries), f"{error} {way}")
    way = _WAYS[error.remedy] if error.remedy else ""
    return source_page(given, f"{error} {way}", of_part=True)


def _address(link: str) -> str:
    """Return a link with its scheme; never a path, as `read` would open that on this machine."""
    if re.match(r"[/\\.~]|[a-z]:[/\\]|https?:/*$|https?:///", link, re.IGNORECASE):
        raise OptionError(
            _(
                "“%(link)s” is no link to a web page; copy the link from the address line of the "
                "browser. A file is given as a file.",
                link=link[:100],
            )
        )
    full = link if re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) else f"https://{link}"
    if not re.match("https?://", full, re.IGNORECASE) or len(full) > MAX_LINE:
        raise OptionError(
            _(
                "A link begins with https:// or http://; copy it from the address line of the "
                "browser."
            )
        )
    return full


def _pages(words: str) -> tuple[int, int] | None:
    if not words:
        return None
    found = _PAGES.fullmatch(words)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last:
        raise OptionError(_("Give pages as in 3-5, or one page as in 3."))
    return first, last


def _pick(words: str) -> int | None:
    if words and not whole_number(words):
        raise OptionError(_("Give the chapter or article by its number, as in 2."))
    return whole_number(words) or None
