"""Pictures that a teacher adds to a deck: which files are taken, and what they are called."""

import re
from pathlib import PurePath

from quiz.errors import OptionError
from quiz.exporters.deck_options import Picture, PictureSuffix

LARGEST_PICTURE = 5_000_000  # bytes
KINDS = "PNG, JPEG, GIF and WebP"
_SIGNS: tuple[tuple[bytes, PictureSuffix], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_SVG = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!doctype\s+svg|<svg)", re.IGNORECASE)
_LONGEST_ALT = 100


def picture(payload: bytes, name: str, question: int | None = None) -> Picture:
    """Return the image in `payload`, for the card of `question` (from 1) or for all.

    `name` is that of its file: made readable it stands for the image where none is seen. Raises
    OptionError for what is no image of the four kinds, and for one that is too large.
    """
    if len(payload) > LARGEST_PICTURE:
        most = LARGEST_PICTURE // 1_000_000
        raise OptionError(f"{name} is over {most} MB, too much for a card; make it smaller.")
    suffix = next((kind for sign, kind in _SIGNS if payload.startswith(sign)), None)
    if suffix is None and payload[:4] == b"RIFF" and payload[8:12] == b"WEBP":
        suffix = "webp"
    if suffix is None and _SVG.match(payload[:1000]):
        raise OptionError(f"{name} is an SVG image, which can hold scripts; save it as PNG.")
    if suffix is None:
        raise OptionError(f"{name} is no image that a card can show; {KINDS} can be.")
    alt = " ".join(re.sub(r"[\W_]+", " ", PurePath(name).stem).split())
    return Picture(payload=payload, suffix=suffix, alt=alt[:_LONGEST_ALT], question=question)
