"""Where a text stands in a study guide, in words: for messages on what cannot be printed."""

from collections.abc import Iterator

from quiz.exporters.guide.page import GuidePage, plain
from quiz.exporters.places import places as places_of_sheet


def places(page: GuidePage) -> Iterator[tuple[str, str]]:
    """Yield (where it stands, text) for every text of `page` that comes from the article."""
    yield "the title", page.title
    yield "the source line", page.source or ""
    yield "the reference line", page.reference
    for line in page.summary:
        yield "What happened", line.text
    for who in (*page.people, *page.organisations):
        yield "Who is who", " ".join((who.name, who.told or "", who.sentence or ""))
    for place in page.places:
        yield "Places", place.name
    for event in page.timeline:
        yield f"event {event.number} of the timeline", f"{event.when} {event.text}"
    for phrase in page.figures:
        yield "Numbers that matter", plain(phrase.words)
    for voice in page.quotations:
        yield "In their own words", f"{voice.words} {voice.speaker}"
    for term in page.words:
        yield "Words to know", f"{' '.join(term.words)} {plain(term.sentence)}"
    if page.sheet is not None:
        yield from places_of_sheet(page.sheet)
    for answer in page.answers:
        yield f"the answer to question {answer.number}", answer.text
