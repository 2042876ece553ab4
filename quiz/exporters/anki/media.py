"""Pictures in an Anki deck: the name a file has there, and the HTML that shows it."""

import hashlib
from collections.abc import Iterable

from quiz.exporters.anki.text import text
from quiz.exporters.deck_options import Picture


def media_name(picture: Picture) -> str:
    """Return the file name. It hangs on the content: another picture never takes its place."""
    return f"broadsheet-{hashlib.sha256(picture.payload).hexdigest()[:20]}.{picture.suffix}"


def image(picture: Picture) -> str:
    """Return the HTML that shows `picture` in a field."""
    alt = text(picture.alt).replace('"', "&quot;")
    return f'<img src="{media_name(picture)}" alt="{alt}">'


def media_of(pictures: Iterable[Picture]) -> dict[str, bytes]:
    """Return the files of `pictures` by name, sorted, each once."""
    found = {media_name(picture): picture.payload for picture in pictures}
    return dict(sorted(found.items()))
