"""How long an article may be."""

from quiz.errors import LengthError, Remedy
from quiz.schema.article import Article

MIN_WORDS = 80  # in the paragraphs; below that no quiz can be made
MAX_WORDS = 20_000  # about fifty newspaper columns
MAX_BYTES = 1_000_000
# Twice what the longest article has; a parser needs minutes for a megabyte of made-up words.
MAX_CHARACTERS = 12 * MAX_WORDS
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")


GIVE_ONE = "Give a single article, or a chapter."


def require_bytes(payload: bytes, name: str, limit: int = MAX_BYTES) -> None:
    """Raise LengthError for more than `limit` bytes."""
    if len(payload) > limit:
        raise _too_long(name, limit, GIVE_ONE)


def require_some(payload: bytes, name: str) -> None:
    """Raise LengthError where there is nothing to read: no byte but white space and a mark."""
    mark = next((mark for mark in _MARKS if payload.startswith(mark)), b"")
    if not payload.removeprefix(mark).strip(b"\x00 \t\r\n"):
        raise LengthError(f"{name} is empty. Give a text of at least {MIN_WORDS} words.")


def require_text(text: str, name: str, way: str = GIVE_ONE, remedy: Remedy | None = None) -> None:
    """Raise LengthError over MAX_WORDS or MAX_CHARACTERS; `way` and `remedy` are the way out."""
    if len(text.split()) > MAX_WORDS or len(text) > MAX_CHARACTERS:
        raise _too_long(name, MAX_BYTES, way, remedy)


def require_words(article: Article, name: str) -> None:
    """Raise LengthError where there are fewer than MIN_WORDS to make questions from."""
    count = article.word_count
    if count < MIN_WORDS:
        raise LengthError(
            f"{name} is too short: {count} words of running text, and a quiz needs at least "
            f"{MIN_WORDS}. Give the whole article."
        )


def _too_long(name: str, limit: int, way: str, remedy: Remedy | None = None) -> LengthError:
    return LengthError(
        f"{name} is too long: an article may have up to {MAX_WORDS:,} words "
        f"({MAX_CHARACTERS:,} characters) and {limit // 1_000_000} MB. {way}",
        remedy=remedy,
    )
