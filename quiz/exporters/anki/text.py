"""Plain text to the text of an Anki field, once and completely; and text to tags.

A field holds HTML, and Anki reads more than HTML in it: template braces, clozes, LaTeX, MathJax,
sound and speech. `text` is the only door from an article to a field.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape

# What must not reach a field as it stands. Each hit is written as a character reference.
_RISKY = re.compile(
    r"""
      (?P<twice>&)(?=\#?\w+;)            # "&lt;" in an article: must not look escaped twice
    | [&<>]                              # HTML
    | [{}]                               # template fields and clozes
    | \[(?=/?\$|/?latex|sound:|anki:|/anki:|type:)  # LaTeX image, audio, speech, typed answer
    | \\(?=[()\[\]])                     # MathJax
    | =                                  # onerror=, src=: stays dead even if unescaped once more
    | (?<=javascript):
    | (?<=url)\(
    | @(?=import)
    | (?<![^\n])\u0338                 # Anki's NFC would join it to the ">" of a tag before it
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Most text of an article holds none of the characters that `_RISKY` looks at, nor a line end. For
# colons and brackets `_RISKY` cares only after certain words.
_TAME = re.compile(r"[^&<>{}\[\\=@\u0338\n]*")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LONGEST_KEPT = 1_000  # characters
_TAG = re.compile(
    r"<[^<>]*>"
)  # not over another "<": of many that never close none is searched far
_NOT_IN_SLUG = re.compile(r"[\W_]+")


def clean(raw: str) -> str:
    """Return `raw` as Anki will keep it: NFC, line ends unified, no control characters.

    U+001F would split the field and make Anki refuse the whole deck; lone surrogates are no text.
    """
    if raw.isascii() and raw.isprintable():
        return raw
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines))


def text(raw: str) -> str:
    """Return the field text that shows `raw` as typed, and does nothing else."""
    return _text(raw) if len(raw) > _LONGEST_KEPT else _kept_text(raw)


def _text(raw: str) -> str:
    cleaned = clean(raw)
    if _is_tame(cleaned):
        return cleaned
    return _RISKY.sub(_reference, cleaned).replace("\n", "<br>")


def _is_tame(cleaned: str) -> bool:
    """Tell whether `_RISKY` certainly finds nothing in `cleaned`, in less time than it takes."""
    if not _TAME.fullmatch(cleaned):
        return False
    if ":" not in cleaned and "(" not in cleaned:
        return True
    folded = cleaned.casefold()
    return "javascript:" not in folded and "url(" not in folded


# Title, outlet and date are those of every note of an article.
_kept_text = lru_cache(maxsize=512)(_text)


def cloze(key: str, hint: str = "", *, number: int = 1) -> str:
    """Return the cloze deletion of `key`, which must show something (see `shows`)."""
    inside = "::".join(text(part).replace(":", "&#58;") for part in (key, hint) if part)
    return f"{{{{c{number}::{inside}}}}}"


def plain(field: str) -> str:
    """Return what a field made by this module shows, in one line: the inverse of `text`."""
    if "<" in field:
        field = _TAG.sub(" ", field)
    return " ".join((unescape(field) if "&" in field else field).split())


def shows(raw: str) -> bool:
    """Tell whether `raw` shows anything: not only spaces, controls and invisible characters."""
    if any(map(str.isalnum, raw[:20])):
        return True
    return any(unicodedata.category(character)[0] not in "ZCM" for character in clean(raw))


@lru_cache(maxsize=1024)  # the title and outlet of an article are asked for by each of its notes
def slug(raw: str, longest: int = 60) -> str:
    """Return `raw` as one part of a tag: lower-case words joined by "-", cut at a word.

    Empty where `raw` holds no letter or digit.
    """
    words = _NOT_IN_SLUG.sub(" ", unicodedata.normalize("NFC", clean(raw).casefold())).split()
    part = ""
    for word in words:
        longer = f"{part}-{word}" if part else word[:longest]
        if len(longer) > longest:
            break
        part = longer
    return part


def _reference(match: re.Match[str]) -> str:
    if match.lastgroup == "twice":
        return "&#38;"
    return _NAMED.get(match.group(), f"&#{ord(match.group())};")
