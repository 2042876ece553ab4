"""From the text that trafilatura found to the pieces of an article: what each part is."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from quiz.readers import patterns
from quiz.readers.draft import Piece
from quiz.readers.html_body import Part
from quiz.readers.html_places import Mark, Places
from quiz.readers.html_text import bare
from quiz.schema.article import BlockKind

_FINAL = re.compile(r"[.!?…:;][\"”’')\]]*$")
_CLOCK = re.compile(
    r"(?:(?:at|posted(?:\s+at)?|updated(?:\s+at)?)\s+)?"
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?|\d{1,2}(?=\s*[ap]\.?m))"
    r"\s*(?:[ap]\.?m\.?)?\s*\(?(?:gmt|utc|bst|cet|cest|[ecmp][sd]?t)?\)?[\s.,|–—-]*",
    re.IGNORECASE,
)
_AGO = re.compile(r"(?:about\s+)?\d{1,3}\s*(?:m|h|min(?:ute)?s?|hours?|days?)\s+ago", re.IGNORECASE)
_SIGNED = re.compile(r"[—–-]\s*.{1,80}\(@\w+\).{0,40}")  # the foot of an embedded post
_ABOUT = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:is|was|are|covers|writes|reports|has|joined|works)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"our standards:|advertisement$|(?:article|story) continues (?:below|after)|skip advert"
    r"|this video (?:can|cannot) ?not be played|(?:copy|share) link$"
    r"|listen to (?:this )?(?:article|story)$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:(?:reader|readers[’']|user|visitor|your|post a|leave a|add a|view|all|\d+)\s+)?comments?"
    r"(?:\s*\(?\d+\)?)?|leave a (?:comment|reply)|join the (?:discussion|conversation)"
    r"|you (?:may|might) also (?:like|be interested in)|(?:we )?recommend(?:ed|s)?(?: for you)?"
    r"|(?:related|recommended|featured|recent|latest|other|popular|similar|more|top)\s+(?:[\w-]+\s+){0,2}"
    r"(?:articles?|stories|posts?|news|videos?|slide ?shows?|galler(?:y|ies)|columns?|coverage"
    r"|reading|links?|content|headlines)|most (?:read|popular|viewed|shared|commented|emailed)"
    r"|more (?:from|on|in|about)\b(?:\s[\w'’.&-]+){1,6}|read (?:more|next)|up next"
    r"|trending(?: now)?|today on \w+|(?:editors?[’']?s?|our) picks"
    r"|what to read next|around the web|don[’']t miss",
    re.IGNORECASE,
)
_MOST_FOOT = 0.25  # of the text may stand under the article
_HEADING = 12  # words of a line in bold letters that is a heading
_UNDER_PICTURE = 60  # words of a slanted line that is a caption
_SENTENCE = 15  # words from which on a heading with a full stop is a sentence
_REPEATED = 6  # words from which on what is said twice is a repetition
_PULLED = 60  # words up to which a part that stands in another is a quote pulled out of it
_BOX_SHARE = 0.35  # of the text; what holds more is the article's own frame
_SHORT = 25  # letters; so few stand in many places
_NEAR = 3_000  # letters from one part to the next
_MOST_ASIDE = 0.6  # of the text that may be beside the article
_BESIDE = 8  # letters after the text within which a last picture may stand
_LINKED = 25  # words up to which a part that is one link is a way to another page


def placed(parts: list[Part], places: Places) -> list[Part]:
    """Return the parts with the letters of the page that they are, where they can be found."""
    after = 0
    found: list[Part] = []
    for part in parts:
        at = places.find(part.text, after)
        is_short = at is not None and at[1] - at[0] < _SHORT
        if at and after and is_short and not after <= at[0] <= after + _NEAR:
            at = None  # the same few words elsewhere, in a menu or at the foot
        found.append(replace(part, at=at))
        after = at[1] if at and at[0] >= after else after
    return found


def pieces_of(
    parts: list[Part], places: Places, *, byline: str | None, is_live: bool
) -> tuple[Piece, ...]:
    """Return the pieces of an article, given the parts found and where they stand on the page.

    Captions that trafilatura left out are put back where they stood; so are the times of posts on
    a page that `is_live`. A part said twice is left out the second time.
    """
    frames = _frames(parts, places)
    captions = {bare(mark.text) for mark in places.of("caption")}
    told = [replace(part, kind=_told(part, places, frames, captions)) for part in parts]
    by_words = [replace(part, kind=_told(part, Places(), set(), set())) for part in parts]
    if _aside(told, by_words) > _MOST_ASIDE:  # the classes of this page mislead
        told = by_words
    told = _with_mixed_lists(told, by_words, lambda at: _is_boxed(at, places, frames))
    told = _without_bylines(told, byline)
    told = told if is_live else _without_foot(told)
    told = _without_bio(_once(told), byline)
    lost = _in_scope(places, told, frames)
    whole = _with_marks(told, _lost_headings(told, lost("heading")), "heading")
    whole = _with_marks(whole, _lost_captions(told, places, lost("caption")), "caption")
    if is_live:
        whole = _with_marks(whole, _lost_times(whole, lost("time")), "dateline")
    whole = _without_empty_headings(whole, places)
    return tuple(Piece(kind=_BLOCKS.get(part.kind, "paragraph"), text=part.text) for part in whole)


_BLOCKS: dict[str, BlockKind] = {
    "heading": "heading",
    "caption": "caption",
    "dateline": "dateline",
    "byline": "byline",
    "boilerplate": "boilerplate",
}


def _aside(told: list[Part], by_words: list[Part]) -> float:
    """Return which share of the text is put aside for where it stands, not for its words."""
    pairs = zip(told, by_words, strict=True)
    aside = sum(
        len(one.text)
        for one, other in pairs
        if one.kind in ("boilerplate", "caption") and other.kind != one.kind
    )
    return aside / max(1, sum(len(part.text) for part in told))


def _frames(parts: list[Part], places: Places) -> set[Mark]:
    """Return the boxes that are none: the headline or much of the text stands in them."""
    total = sum(part.at[1] - part.at[0] for part in parts if part.at)
    held: Counter[Mark] = Counter()
    for part in parts:
        box = places.within("box", *part.at) if part.at else None
        if box and part.at:
            held[box] += part.at[1] - part.at[0]
    frames = {box for box, letters in held.items() if letters > total * _BOX_SHARE}
    headlines = (places.within("box", h.start, h.end) for h in places.of("h1"))
    return frames | {box for box in headlines if box}


def _is_boxed(at: tuple[int, int], places: Places, frames: set[Mark]) -> bool:
    box = places.within("box", *at)
    return box is not None and box not in frames


def _told(part: Part, places: Places, frames: set[Mark], captions: set[str]) -> str:
    """Return what a part is, by where it stands and by its words."""
    text = part.text
    if bare(text) in captions or (part.at and places.within("caption", *part.at)):
        return "caption"
    if part.at and _is_under_picture(part.at, places) and len(text.split()) <= _UNDER_PICTURE:
        return "caption"
    if part.kind in ("row", "code") or _SIGNED.fullmatch(text) or _FURNITURE.match(text):
        return "boilerplate"
    if part.at and _is_boxed(part.at, places, frames):
        return "boilerplate"
    if part.at and _is_short(text) and _is_above(part.at, places):
        return "boilerplate"
    if _CLOCK.fullmatch(text) or _AGO.fullmatch(text):
        return "dateline"
    if part.kind == "heading":
        return _told_heading(text)
    if part.at and places.within("bold", *part.at) and _is_short(text):
        return _told_heading(text)
    if part.at and places.within("link", *part.at) and not _FINAL.search(text):
        return "boilerplate" if len(text.split()) <= _LINKED else part.kind
    return part.kind


def _told_heading(text: str) -> str:
    if patterns.is_date_line(text):
        return "dateline"
    if patterns.is_boilerplate(text):
        return "boilerplate"
    is_sentence = len(text.split()) >= _SENTENCE and text.endswith((".", ".”", "."))
    return "paragraph" if is_sentence else "heading"


def _with_mixed_lists(
    told: list[Part], by_words: list[Part], is_boxed: Callable[[tuple[int, int]], bool]
) -> list[Part]:
    """Return the parts with the links kept that are items of a list with as much else in it."""
    kept = list(told)
    for is_list, numbers in groupby(range(len(told)), lambda n: by_words[n].kind == "item"):
        items = list(numbers) if is_list else []
        links = [n for n in items if told[n].kind == "boilerplate"]
        if 2 * len(links) <= len(items):
            for number in links:
                at = told[number].at
                if not (at and is_boxed(at)):
                    kept[number] = by_words[number]
    return kept


def _is_under_picture(at: tuple[int, int], places: Places) -> bool:
    """Tell whether a part in slanted or small letters stands right under a picture."""
    return at[0] in places.pictures and places.within("slanted", *at) is not None


def _is_above(at: tuple[int, int], places: Places) -> bool:
    """Tell whether a part stands above the page's one headline."""
    headlines = places.of("h1")
    return len(headlines) == 1 and at[1] <= headlines[0].start


def _is_short(text: str) -> bool:
    """Tell whether a line in bold letters can be a heading."""
    return len(text.split()) <= _HEADING and not _FINAL.search(text)


def _once(parts: list[Part]) -> list[Part]:
    """Return the parts without those said before, and without quotes pulled out of others."""
    letters = [bare(part.text) for part in parts]
    whole = "\n".join(letters)
    said: set[str] = set()
    kept = []
    for part, its in zip(parts, letters, strict=True):
        words = len(part.text.split())
        if words >= _REPEATED and part.kind not in ("heading", "boilerplate"):
            is_pulled = words <= _PULLED and its not in said and _is_within(its, letters, whole)
            if its in said or is_pulled:
                continue
            said.add(its)
        kept.append(part)
    return kept


def _is_within(its: str, letters: list[str], whole: str) -> bool:
    """Tell whether `its` letters stand in a longer part."""
    return whole.count(its) > 1 and any(its in other for other in letters if len(other) > len(its))


def _without_bylines(parts: list[Part], byline: str | None) -> list[Part]:
    """Mark the parts that are the authors' names and nothing else."""
    names = {bare(byline or "-"), *map(bare, _names(byline))} - {""}
    return [replace(part, kind="byline") if bare(part.text) in names else part for part in parts]


def _names(byline: str | None) -> list[str]:
    return [name for name in re.split(r", | and ", byline or "") if " " in name]


def _without_foot(parts: list[Part]) -> list[Part]:
    """Mark what follows the article: all that stands under a heading such as "Related stories"."""
    total = sum(len(part.text) for part in parts)
    rest = 0
    foot = len(parts)
    for number in reversed(range(len(parts))):
        rest += len(parts[number].text)
        if rest > total * _MOST_FOOT:
            break
        if parts[number].kind in ("heading", "boilerplate") and _FOOT.fullmatch(parts[number].text):
            foot = number
    return parts[:foot] + [replace(part, kind="boilerplate") for part in parts[foot:]]


def _without_empty_headings(parts: list[Part], places: Places) -> list[Part]:
    """Mark the headings of furniture: nothing else stands under them, up to the next heading.

    Of the last headings, under which nothing at all stands, those that lead elsewhere are marked.
    """
    marked: list[Part] = []
    under = {"boilerplate"}  # the kinds of what stands under the heading to come, from the end on
    for part in reversed(parts):
        if part.kind != "heading":
            is_furniture = part.kind == "paragraph" and patterns.is_boilerplate(part.text)
            under.add("boilerplate" if is_furniture else part.kind)
            marked.append(part)
            continue
        is_empty = under == {"boilerplate"}
        is_link = part.at is not None and places.within("link", *part.at) is not None
        marked.append(replace(part, kind="boilerplate") if is_empty else part)
        under = {"boilerplate"} if is_empty and is_link else set()
    return marked[::-1]


def _without_bio(parts: list[Part], byline: str | None) -> list[Part]:
    """Mark what the last parts say about the authors ("Ann Poe is our health reporter")."""
    names = _names(byline)
    last = len(parts) - 3
    return [
        replace(part, kind="boilerplate")
        if number >= last
        and part.kind == "paragraph"
        and any(part.text.startswith(n) and _ABOUT.match(part.text[len(n) :]) for n in names)
        else part
        for number, part in enumerate(parts)
    ]


def _lost_captions(parts: list[Part], places: Places, marks: list[Mark]) -> list[Mark]:
    """Return the captions among `marks` that are not among the parts, each once."""
    known = {bare(part.text) for part in parts}
    lost = []
    for mark in marks:
        letters = bare(mark.text)
        if letters not in known and not places.within("link", mark.start, mark.end):
            lost.append(mark)
            known.add(letters)
    return lost


def _lost_headings(parts: list[Part], marks: list[Mark]) -> list[Mark]:
    """Return the headings among `marks` that stand right before a part and are none themselves."""
    starts = {part.at[0] for part in parts if part.at and part.kind == "paragraph"}
    known = {bare(part.text) for part in parts}
    return [
        mark
        for mark in marks
        if mark.end in starts
        and bare(mark.text) not in known
        and _told_heading(mark.text) == "heading"
    ]


def _lost_times(parts: list[Part], marks: list[Mark]) -> list[Mark]:
    """Return the times of a live page's posts that are not among the parts."""
    there = {part.at[0] for part in parts if part.at and part.kind == "dateline"}
    return [mark for mark in marks if mark.start not in there]


def _in_scope(places: Places, parts: list[Part], frames: set[Mark]) -> Callable[[str], list[Mark]]:
    """Return what gives the marks of a kind within the article: from its headline to its end."""
    spans = [part.at for part in parts if part.at and part.kind != "boilerplate"]
    first = min((at[0] for at in spans), default=0)
    last = max((at[1] for at in spans), default=-_BESIDE - 1)
    headlines = [h.start for h in places.of("h1") if h.start <= first]
    first = headlines[-1] if headlines else first
    return lambda kind: [
        mark
        for mark in places.of(kind)
        if first <= mark.start <= last + _BESIDE
        and not _is_boxed((mark.start, mark.end), places, frames)
    ]


def _with_marks(parts: list[Part], marks: list[Mark], kind: str) -> list[Part]:
    """Return the parts with `marks` put in before the part that follows each on the page."""
    starts: list[int] = []
    for part in parts:
        before = starts[-1] if starts else 0
        starts.append(max(before, part.at[0] if part.at else before))
    whole = list(parts)
    for mark in reversed(marks):
        number = bisect_left(starts, mark.end)
        whole.insert(number, Part(kind, mark.text, (mark.start, mark.end)))
    return whole
