"""Who said "..."?  Quotations whose speaker the article names.

Pattern: a whole sentence of 8 to 40 words between quotation marks, with enough content to be known
by, whose speaker is sure and not named inside. Refused: fragments, scare quotes, unknown speakers.
"""

from collections.abc import Iterator

from quiz.language.known_as import accepted_names
from quiz.makers.distractors import with_choices
from quiz.makers.quoting import derivation, explained, traits_of, worth_showing
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate

_UNCLEAR = 0.66  # confidence where an "it" or "this" goes back to what was said before


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each quotation that is worth asking about."""
    for shown in worth_showing(workshop):
        sure = shown.quotation.attribution == "named" and not shown.about
        confidence = 0.9 if sure else 0.82
        draft = Draft(
            maker="who_said",
            fact=shown.fact,
            stem=_stem(shown.content, shown.about),
            key=shown.speaker.name,
            accepted=accepted_names(shown.speaker),
            asks="speaker",
            evidence=shown.evidence,
            explanation=explained(shown.speaker),
            confidence=confidence if shown.clear else _UNCLEAR,
            key_span=shown.name,
            derivation=derivation(workshop, shown.quotation, shown.speaker, shown.name),
        )
        said = [draft.short_answer(workshop), *with_choices(workshop, draft, shown.speaker)]
        yield from (candidate.model_copy(update={"traits": traits_of(shown)}) for candidate in said)


def _stem(content: str, about: str) -> str:
    of = f" of {about}" if about else ""
    if content.endswith("?") and not content.startswith(("I ", "I'", "I’")):
        return f"Who asked{of}: “{content}”"
    return f"Who said{of}: “{content.rstrip('?')}”?"
