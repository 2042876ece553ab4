"""Complete what X said: “... _____ ...”.  A quotation with a gap on the point of it.

Pattern: a quotation worth asking about (`quoting`), one gap: a number with what it counts, a place,
an organisation or another person. Refused: gaps at either end, what stands twice, names the story
is about, speakers without a full name; and nouns, which a class guesses or cannot know.
"""

from collections.abc import Iterator

from quiz.language.gazetteer import is_role_noun
from quiz.language.known_as import accepted_names, giveaways, kind_of
from quiz.language.numbers import plain_forms
from quiz.makers.quoting import Shown, explained, traits_of, worth_showing
from quiz.makers.workshop import Draft, Workshop, worth_asking
from quiz.schema.candidate import Candidate
from quiz.schema.question import GAP, Asks, spaced
from quiz.schema.record import Span

_TAILS = frozenset({"conj", "appos", "case", "prep"})
_CONFIDENCE: dict[str, float] = {"number": 0.78, "country": 0.74, "organisation": 0.7}
_ELSEWHERE = 0.62  # of a name of another kind
_FEWEST_WORDS = 8  # of a quotation that is shown in part
_GUESSED = 4  # counts up to this are guessed unread


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a cloze for the best gap of each quotation that is worth asking about."""
    for shown in worth_showing(workshop):
        if shown.content.endswith("?") or not shown.clear:
            continue
        gaps = (*_numbers(workshop, shown), *_names(workshop, shown))
        drafts = (_draft(shown, *gap) for gap in gaps)
        best = next((draft for draft in drafts if draft is not None), None)
        if best is not None:
            yield best.cloze(workshop).model_copy(update={"traits": traits_of(shown)})


_Gap = tuple[Span, tuple[str, ...], Asks, tuple[str, ...]]


def _draft(
    shown: Shown, span: Span, accepted: tuple[str, ...], asks: Asks, names: tuple[str, ...]
) -> Draft | None:
    start, end = span.start - shown.span.start, span.end - shown.span.start
    written = shown.passage.article.at(shown.span)[: _enough(shown, span)]
    before, after = written[:start], written[end:]
    if not before.strip() or not after.strip(" .,;:!?") or "\n" in written:
        return None
    key = written[start:end]
    if spaced(key) in spaced(f"{before} {GAP} {after} {shown.speaker.name}"):
        return None
    words = " ".join(f"{before}{GAP}{after}".strip().rstrip(".,;:! ").split())
    words = words.replace("“", "‘").replace("”", "’").replace('"', "’")
    of = f" of {shown.about}" if shown.about else ""
    return Draft(
        maker="complete_quotation",
        fact=shown.fact,
        stem=f"Complete what {shown.speaker.name} said{of}: “{words}”.",
        key=key,
        accepted=(key, *accepted),
        asks=asks,
        evidence=shown.evidence,
        explanation=explained(shown.speaker),
        confidence=_CONFIDENCE.get(asks, _ELSEWHERE),
        key_span=span,
        key_names=names,
    )


def _enough(shown: Shown, gap: Span) -> int:
    """Return where to stop: at the end of the sentence with the gap, if that is long enough."""
    for sentence in shown.passage.doc.sents:
        end = shown.passage.offset + sentence.end_char - shown.span.start
        words = shown.passage.article.at(shown.span)[: max(0, end)].split()
        if end >= gap.end - shown.span.start and len(words) >= _FEWEST_WORDS:
            return end
    return shown.span.end - shown.span.start


def _numbers(workshop: Workshop, shown: Shown) -> Iterator[_Gap]:
    for quantity in workshop.findings.quantities:
        evidence = quantity.evidence
        telling = (quantity.value or 0) > _GUESSED or quantity.unit is not None
        if _one_of_a_series(shown, evidence):
            continue
        if shown.span.covers(evidence) and worth_asking(quantity) and telling:
            span = Span(start=evidence.start, end=evidence.end)
            yield span, plain_forms(evidence.text), "number", ()


def _one_of_a_series(shown: Shown, number: Span) -> bool:
    """Tell whether other numbers stand beside one and tell its size: "20, 30 or 50 miles"."""
    tokens = shown.tokens
    starts = [shown.passage.start(t) for t in tokens]
    inside = [n for n, start in enumerate(starts) if number.start <= start < number.end]
    if not inside:
        return False
    near = (*tokens[max(0, inside[0] - 2) : inside[0]], *tokens[inside[-1] + 1 : inside[-1] + 3])
    return any(t.tag_ == "CD" for t in near)


def _names(workshop: Workshop, shown: Shown) -> Iterator[_Gap]:
    for named in workshop.names.within(shown.span.start, shown.span.end):
        inside = [t for t in shown.tokens if named.start <= shown.passage.start(t) < named.end]
        last = inside[-1]
        part_of_more = last.dep_ in {"compound", "nmod", "amod", "poss", "conj"}
        titled = inside[0].i > 0 and is_role_noun(inside[0].nbor(-1).text)
        if part_of_more or titled or any(c.dep_ in _TAILS for c in last.children):
            continue
        if named.entity == shown.speaker or named.entity in workshop.leading:
            continue  # whom or what the story is about fills any gap
        span = Span(start=named.start, end=named.end)
        yield span, accepted_names(named.entity), kind_of(named.entity), giveaways(named.entity)
