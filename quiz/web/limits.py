"""How much may be sent to which address, and which pages are for the serving machine only."""

from typing import NamedTuple

KILOBYTE = 1024
MAX_FILE = 10_000_000  # bytes of an article's file
MAX_TEXT = 1_000_000  # bytes of a text that is typed or pasted
MAX_PIECES = 2_000  # paragraphs, headings, captions … of an article that is corrected
MAX_LINE = 1_000  # characters of a title, a name, an address
MAX_NOTES = 20
MAX_ENTRIES = 300  # articles of a feed or chapters of a book to choose from
AT_ONCE = 2  # articles that are read or made into a quiz at the same time
BUSY_SECONDS = 5  # after which to try again


class Room(NamedTuple):
    """The most that a POST may hold: bytes in all, bytes of one field, and fields."""

    body: int
    field: int
    fields: int


ANSWER = Room(body=16 * KILOBYTE, field=16 * KILOBYTE, fields=16)
# What a form needs beside the article: names of fields, lines between them.
_SLACK = 64 * KILOBYTE
_PER_FIELD = 256
ROOMS = {
    "new.read_source": Room(body=MAX_FILE + _SLACK, field=MAX_TEXT + _SLACK, fields=16),
    "new.build_quiz": Room(
        body=3 * MAX_TEXT + 2 * MAX_PIECES * _PER_FIELD,
        field=MAX_TEXT + _SLACK,
        fields=2 * MAX_PIECES + 64,
    ),
}
MOST = max(room.body for room in ROOMS.values())

ONLY_HERE = {
    "new": "New quizzes are made only on the machine that serves them: open this page there as "
    "localhost or 127.0.0.1, or make one with “quiz build”."
}
