"""How much may be sent to which address."""

from typing import NamedTuple

from quiz.schema.loading import MAX_BYTES

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
    """The most that a POST may hold: bytes in all, bytes of one field, and fields.

    A body is read in runs of 64 KB, each of which has to fit into `field`.

    What is for `teachers` is refused before it is read where no teacher has signed in.
    """

    body: int
    field: int
    fields: int
    teachers: bool = False


ANSWER = Room(body=16 * KILOBYTE, field=16 * KILOBYTE, fields=16)
# What a form needs beside the article: names of fields, lines between them.
_SLACK = 64 * KILOBYTE
_PER_FIELD = 256
_QUESTION = Room(body=256 * KILOBYTE, field=256 * KILOBYTE, fields=2_000, teachers=True)
# A list of 500 long names, and the rules of a class.
_LIST = Room(body=256 * KILOBYTE, field=128 * KILOBYTE, fields=32, teachers=True)
ROOMS = {
    # All answers of a phone that was without a network.
    "class_sitting.sync": Room(body=128 * KILOBYTE, field=16 * KILOBYTE, fields=16),
    "assigning.assign": _LIST,
    "assigning.change": _LIST,
    "assigning.add": _LIST,
    "making.read_source": Room(
        body=MAX_FILE + _SLACK, field=MAX_TEXT + _SLACK, fields=16, teachers=True
    ),
    "making.build_quiz": Room(
        body=3 * MAX_TEXT + 2 * MAX_PIECES * _PER_FIELD,
        field=MAX_TEXT + _SLACK,
        fields=2 * MAX_PIECES + 64,
        teachers=True,
    ),
    "teacher_library.import_quiz": Room(
        body=MAX_BYTES + _SLACK, field=2 * _SLACK, fields=16, teachers=True
    ),
    "rewriting.edit": _QUESTION,
    "rewriting.write": _QUESTION,
}
MOST = max(room.body for room in ROOMS.values())
