"""What the lines around an article's sentences look like: dates, bylines, credits, page furniture.

All patterns are cautious: where a line could be a sentence of the article, it is one.
"""

import re
from datetime import date
from functools import cache

from quiz.language.gazetteer import known_place, sex_of
from quiz.language.written_dates import DAY_PATTERN, days_in
from quiz.resources import word_set, words

# Longer text is never looked at: patterns that look back and forth take minutes for what a stranger
# made long on purpose.
LONGEST_LINE = 400  # characters of a date line, a byline, page furniture
_LONGEST_CAPTION = 600
_LONGEST_FURNITURE = 320
_LONGEST_DATELINE = 200

_DATE_LABEL = (
    r"(?:(?:first\s+|originally\s+|last\s+)?(?:published|posted|updated|modified|created)"
    r"(?:\s+(?:on|at))?|date|as of)\b\s*:?\s*"
)
_TIME = r"(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?\b)?|\d{1,2}\s*[ap]\.?m\.?\b"
_ZONE = r"(?:gmt|utc|bst|cet|cest|e[sd]?t|c[sd]t|m[sd]t|p[sd]?t|z)\b"
_CLOCK = rf"(?:[\s,|T·•–—-]*(?:{_TIME})(?:\s*\(?{_ZONE}\)?)?)?"
_MARK = r"\s*(?:[—–|:·•]|--|-(?=\s))\s*"

DATE_LINE = re.compile(
    rf"(?:{_DATE_LABEL})?{DAY_PATTERN}{_CLOCK}"
    rf"(?:[\s,|·•;–—-]+(?:{_DATE_LABEL})(?:{DAY_PATTERN})?{_CLOCK})*[\s.|]*",
    re.IGNORECASE,
)
LABELLED_DATE = re.compile(rf"(?:{_DATE_LABEL}){DAY_PATTERN}{_CLOCK}(?:{_MARK}|\s+)(?=\S)", re.I)
BARE_ISO_DATE = re.compile(rf"\d{{4}}-\d\d-\d\d(?!\d){_CLOCK}(?:{_MARK}|\s+)(?=\S)", re.I)
MARKED_DATE = re.compile(rf"{DAY_PATTERN}{_CLOCK}{_MARK}(?=\S)", re.I)

_NAME = r"(?:[A-Z][\w.'’-]*|de|da|di|del|van|von|der|den|el|al|bin|la|le)"
_BYLINE = re.compile(
    rf"(?:(?:[Ww]ords|[Ww]ritten|[Rr]eporting|[Ss]tory|[Aa]nalysis|[Rr]eported)\s+)?(?:[Bb]y|BY):?\s+"
    rf"(?P<names>{_NAME}(?:\s+{_NAME}){{0,4}}(?:(?:,|\s+and|\s+&|,\s+and)\s+{_NAME}(?:\s+{_NAME}){{0,4}})*)"
    rf"(?P<rest>\s*(?:[,|·•–—/(-]|\bin\b|\bfor\b).{{0,80}})?"
)
_PERSON = (
    r"(?P<name>(?!The\b|By\b|BY\b)[A-Z][\w.'’-]*(?:\s+(?:de|da|di|del|van|von|der|den|el|al|bin|la|le)){0,2}"
    r"(?:\s+[A-Z][\w.'’-]*){1,2})(?<!News)(?<!Times)(?<!Post)(?<!Press)(?<!Journal)(?<!Herald)"
    r"(?<!Magazine)(?<!Today)(?<!Correspondent)(?<!Reporter)(?<!Editor)"
)
_BETWEEN = r"\s*(?:[,|·•—–/]|\s-\s)\s*"
_DAY = rf"(?i:(?:{_DATE_LABEL})?{DAY_PATTERN}{_CLOCK})"
_NAME_FIRST = re.compile(rf"{_PERSON}{_BETWEEN}{_DAY}")
_DATE_FIRST = re.compile(rf"{_DAY}(?:{_BETWEEN}|\s+(?i:by)\s+|{_BETWEEN}(?i:by)\s+){_PERSON}")
_TAIL_BYLINE = re.compile(
    r"\(?(?:Additional\s+)?(?:Reporting|Writing|Editing|Compiled)\s+by\s+[A-Z].{0,200}$"
)


@cache
def _agency() -> str:
    """Return the alternatives of a pattern for agency names, longest first."""
    names = sorted(words("news_agencies"), key=len, reverse=True)
    return "|".join(re.escape(name) for name in names)


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    agency = _agency()
    label = r"(?:Photograph|Photo(?:graphy)?|Picture|Image|Pic|Illustration|Credit|Photo credit)s?"
    someone = r"[A-Z][^.!?()]{0,60}"
    patterns = (
        rf"\((?:{someone}[/|,]\s*)?(?:via\s+)?(?:{agency})(?:\s*(?:[/|,:]|via|by)\s*{someone})?\)$",
        rf"\((?:File\s+)?{label}\s*(?::|/|\bby\b|\bcourtesy\b)[^()]{{1,80}}\)$",
        rf"(?:^|[\s.!?”\"])(?:{label}):\s*(?:{agency}|{someone})$",
        rf"(?:^|\s)(?:{agency}|REUTERS|AFP PHOTO)\s*/\s*[A-Z][\w.'’ -]{{1,40}}$",
        rf"(?:^|[.!?”\"]\s+|\s+[|–—-]\s*)[A-Z][\w.'’ -]{{1,40}}/\s*(?:{agency})$",
    )
    return tuple(re.compile(pattern) for pattern in patterns)


_CAPTION_START = re.compile(
    r"(?:(?:Image|Media|Photo|Picture)\s+(?:caption|source|credit|copyright)\b[:,]?\s*\S"
    r"|(?:Picture|Pictured|Photo|Photograph|Image|Caption|PHOTO|PICTURED|IMAGE)\s*:\s*\S"
    r"|FILE\s*(?:PHOTO)?\s*[:–—-]+\s*\S|File (?:photo|picture|image)\b)"
)
_BOILERPLATE_START = re.compile(
    r"""(?:
      (?:read|see|also|watch|listen|more|related|must)\s*(?:more|also|next|now|read|on\ this)?
        (?:\ \w+){0,2}\s*[:|>»→]\s*\S
    | read\ (?:more|next|also)(?:\ (?:on|about|from|here|in|at)\b.*)?$
    | (?:video|podcast|gallery|in\ pictures|topics|tags|filed\ under|live\ updates)\s*[:|]
    | (?:please\ )?(?:sign\ up|subscribe|register)\b.*\b(?:newsletters?|e-?mails?|alerts?|briefing
        |updates|inbox|today|now|free|channel|app)\b
    | get\ (?:the|our)\b.*\b(?:newsletter|inbox)\b
    | click\ (?:here|on\ the|below)\b | tap\ here\b
    | (?:follow|like|join|find)\ (?:us|@\w+|[a-z]+\ [a-z]+)\ (?:on|at)\ (?:twitter|x|facebook
        |instagram|whatsapp|telegram|linkedin|youtube|tiktok|social\ media|bluesky|threads)\b
    | share\ (?:this|on|via)\b(?:\ \w+){0,4}\W*$
    | (?:©|\(c\)\ |copyright\ (?:©|\(c\)|\d{4})).* | .*\ball\ rights\ reserved\.?$
    | we\ use\ cookies\ (?:to|on|and|in\ order)\b | (?:this|our)\ (?:web)?site\ uses\ cookies\b
    | (?:accept|manage|reject)\ (?:all\ )?cookies\b
    | by\ (?:continuing|clicking|signing\ up|subscribing)\b.*\b(?:agree|consent|terms|policy)\b
    | (?:download|get)\ (?:the|our)\ (?:free\ )?(?:\w+\ ){0,3}app\b
    | (?:this\ (?:article|story|post)\ (?:was\ )?(?:originally|first)\ (?:appeared|published))\b
    | have\ you\ been\ affected\ by\b.* | do\ you\ have\ (?:a\ story|a\ tip|any\ information)\b
    | \[(?:image|cid|inline\ image)\b[^\[\]]*\]$
    | skip\ (?:to|past)\b | \d+\ (?:comments?|shares?|likes?)$ | \d+\ min(?:ute)?s?\ read$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w{2,}", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
_MENU = re.compile(r"(?:[^|›»·•]{1,30}\s*[|›»·•]\s*){2,}[^|›»·•]{1,30}$")


def is_date_line(text: str) -> bool:
    """Tell whether the whole of `text` is a date, with or without label and time."""
    return len(text) <= 160 and bool(DATE_LINE.fullmatch(text))


def dated(line: str) -> list[tuple[bool, date]]:
    """Return the days written in `line`, each with whether it is called an update.

    None for a line of more than LONGEST_LINE characters.
    """
    if len(line) > LONGEST_LINE:
        return []
    found = re.finditer(
        rf"(?P<label>updated|modified)?[\s:onat]*(?P<day>{DAY_PATTERN})", line, re.I
    )
    return [(bool(m["label"]), day) for m in found for day in days_in(m["day"])]


def byline(text: str) -> str | None:
    """Return the names in a byline ("By Jane Doe, BBC News"), or None where it is none."""
    if len(text) > 160 or (text.endswith((".", "?", "!", "”", '"')) and text[-3:] != "Jr."):
        return None
    found = _BYLINE.fullmatch(text)
    if not found:
        return None
    parts = " ".join(found["names"].split()).split(", ")
    # "Jane Doe, John Roe and Ann Poe" are three people; in "Jane Doe, BBC News" the rest is not.
    last = max(
        (n for n, part in enumerate(parts) if re.search(r"(?:^|\s)(?:and|&)\s", part)), default=0
    )
    names = ", ".join(parts[: last + 1]).strip(" ,.|")
    return names if len(names.split()) > 1 else None


def dated_name(text: str) -> str | None:
    """Return the name in a line that holds a name and a date and nothing else, or None.

    "3 June 2024 | Lena Marsh", "Lena Marsh, Monday 3 June 2024, 09.12"; such a line may also
    stand between a place or a section and a date, so the first name must be a known one.
    """
    if len(text) > 160:
        return None
    found = _DATE_FIRST.fullmatch(text) or _NAME_FIRST.fullmatch(text)
    if not found or known_place(found["name"]):
        return None
    return found["name"] if sex_of(found["name"].split()[0]) else None


def is_tail_byline(text: str) -> bool:
    """Tell whether `text` is the line of reporters and editors at an article's foot."""
    return len(text) <= LONGEST_LINE and bool(_TAIL_BYLINE.fullmatch(text))


def is_caption(text: str) -> bool:
    """Tell whether `text` is a picture caption: it ends in a credit or begins with a label."""
    if len(text) > _LONGEST_CAPTION:
        return False
    return bool(_CAPTION_START.match(text)) or any(re.search(credit, text) for credit in _credits())


def is_boilerplate(text: str) -> bool:
    """Tell whether `text` is page furniture, not a sentence of the article."""
    if not any(character.isalnum() for character in text):
        return True
    if len(text) > LONGEST_LINE:
        return bool(_LINK.fullmatch(text))
    bare = re.sub(r"\s+", " ", text).strip()
    ends = " :…>»→+." if len(bare.split()) > 2 else " :…>»→+"
    if bare.rstrip(ends).casefold() in word_set("boilerplate"):
        return True
    if _ADDRESS.fullmatch(bare):
        return True
    if len(bare) > _LONGEST_FURNITURE:
        return False
    if _BOILERPLATE_START.match(bare):
        return True
    return bool(_MENU.fullmatch(bare)) and not bare.endswith((".", "?", "!", "”", '"'))


def agency_dateline(text: str, *, opening: bool) -> int:
    """Return how many characters of `text` are an agency's dateline ("HANOI, Vietnam (AP) — ").

    0 where there is none. A place in capitals before a dash counts only in the `opening` paragraph.
    """
    text = text[:_LONGEST_DATELINE]
    found = _signed_dateline().match(text)
    if not found and opening:
        found = _CAPITAL_DATELINE.match(text)
    return found.end() if found else 0


@cache
def _signed_dateline() -> re.Pattern[str]:
    word = r"(?:[A-Z][\w.'’-]*|\d{1,2})"
    place = rf"(?!The\s|Agence\s|Associated\s){word}(?:(?:\s*[/,]\s*|\s+){word}){{0,7}}[,.]?\s+"
    after = r"(?=[\"“‘'(\[]?[A-Z0-9À-Þ$£€])"
    dash = r"(?:[—–]+|--?)"
    return re.compile(
        rf"(?:{place})?\((?:{_agency()})\)\s*{dash}\s*{after}|\((?:{_agency()})\)\s*{after}"
    )


_CAPITAL_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z][A-Z.'’-]+){0,3}"
    r"(?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?"
    r"\s*(?:[—–]|--|\s-)\s*(?=[\"“‘']?[A-Z])"
)


def is_own_line(text: str) -> bool:
    """Tell whether a line of a hard-wrapped text must stand alone."""
    if text[0].islower():
        return False
    return is_date_line(text) or byline(text) is not None or is_boilerplate(text)
