"""Plain text to what H5P shows as that text: HTML, and the small languages of its libraries.

H5P.Blanks and H5P.DragText put answers between asterisks, with `/`, `:` and a backslash meaning
something in there, and feedback may hold `@score`. All of these are written as character
references, which they look at only after they have split the text.
"""

from quiz.exporters.printed import printable

_REFERENCES = {ord(mark): f"&#{ord(mark)};" for mark in "&<>\"'*/:\\@"}


def html(text: str) -> str:
    """Return `text` on one line as HTML that shows it, wherever it stands in H5P."""
    return printable(text).translate(_REFERENCES)


def paragraph(text: str) -> str:
    """Return `text` as an HTML paragraph."""
    return f"<p>{html(text)}</p>"


def division(text: str) -> str:
    """Return `text` as H5P's editor writes an option."""
    return f"<div>{html(text)}</div>"


def blank(*answers: str) -> str:
    """Return a gap that takes any of `answers` (H5P.Blanks), or a place for the one (DragText)."""
    return f"*{'/'.join(map(html, answers))}*"
