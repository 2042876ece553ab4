"""How long and in which language an article may be."""

from quiz.errors import LengthError
from quiz.readers.language import require_english
from quiz.schema.article import Article

MIN_WORDS = 80  # in the paragraphs; below that no quiz can be made
MAX_WORDS = 20_000  # about fifty newspaper columns
MAX_BYTES = 1_000_000


def require_bytes(payload: bytes, name: str, limit: int = MAX_BYTES) -> None:
    """Raise LengthError for more than `limit` bytes."""
    if len(payload) > limit:
        raise _too_long(name, limit)


def require_some(payload: bytes, name: str) -> None:
    """Raise LengthError where there is nothing to read."""
    if not payload.strip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"):
        raise LengthError(f"{name} is empty. Give a text of at least {MIN_WORDS} words.")


def require_text(text: str, name: str) -> None:
    """Raise LengthError for a text of more than MAX_WORDS, LanguageError unless it is English."""
    if len(text.split()) > MAX_WORDS:
        raise _too_long(name)
    require_english(text, name)


def require_words(article: Article, name: str) -> None:
    """Raise LengthError where there are fewer than MIN_WORDS to make questions from."""
    count = article.word_count
    if count < MIN_WORDS:
        raise LengthError(
            f"{name} is too short: {count} words of running text, and a quiz needs at least "
            f"{MIN_WORDS}. Give the whole article."
        )


def _too_long(name: str, limit: int = MAX_BYTES) -> LengthError:
    return LengthError(
        f"{name} is too long: an article may have up to {MAX_WORDS:,} words and "
        f"{limit // 1_000_000} MB. Give a single article."
    )
