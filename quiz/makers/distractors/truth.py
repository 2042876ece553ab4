"""Whether a distractor may be right after all, by what the article says."""

from quiz.language.truth import may_hold
from quiz.makers.workshop import Draft, Workshop


def may_be_true(workshop: Workshop, draft: Draft, forms: tuple[str, ...]) -> bool:
    """Tell whether the article may say of a rival, named by `forms`, what the stem asks about."""
    return may_hold(workshop.parsed, draft.stem, draft.evidence.text, draft.names, forms)
