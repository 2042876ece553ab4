"""Who said "..."?  Quotations whose speaker the article names.

Pattern: a whole sentence of 8 to 40 words between quotation marks, with enough content to be known
by, whose speaker is sure and not named inside. Refused: fragments, scare quotes, unknown speakers.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from quiz.language.names import Names, can_be, is_personal_pronoun
from quiz.language.parsing import Passage
from quiz.makers.distractors import with_choices
from quiz.makers.workshop import Draft, Workshop, accepted_names
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person, Quotation
from quiz.schema.record import Evidence, Span, digest

_FEWEST, _MOST = 8, 40  # words of a quotation
_FEWEST_TELLING = 4  # different words of content that a quotation is known by
_OPEN_PRONOUNS = frozenset("it they them its their theirs".split())
_POINTERS = frozenset("this that these those".split())
_BLANK_NOUNS = frozenset("thing things lot way time bit".split())
_LONG_ENOUGH = 16  # words that make up for "we are delighted"
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each quotation that is worth asking about."""
    for quotation in workshop.findings.quotations:
        speaker = workshop.names.by_name.get(quotation.speaker or "")
        if not isinstance(speaker, Person) or not quotation.complete:
            continue
        passage = _passage_of(workshop, quotation)
        shown = _shown(passage, quotation)
        content = _content(passage, shown) if shown else None
        about = _about(workshop, passage, quotation, speaker, shown) if shown else None
        if content is None or about is None:
            continue
        evidence, key_span = _evidence(passage, quotation, speaker, workshop.names)
        draft = Draft(
            maker="who_said",
            fact=f"quotation:{digest(quotation.content.text)}",
            stem=_stem(content, about),
            key=speaker.name,
            accepted=accepted_names(speaker),
            asks="speaker",
            evidence=evidence,
            explanation=_explanation(speaker),
            confidence=0.9 if quotation.attribution == "named" and not about else 0.82,
            key_span=key_span,
            derivation=_derivation(workshop, quotation, speaker, key_span),
        )
        yield draft.short_answer(workshop)
        yield from with_choices(workshop, draft, speaker)


def _stem(content: str, about: str) -> str:
    of = f" of {about}" if about else ""
    if content.endswith("?"):
        return f"Who asked{of}: “{content}”"
    return f"Who said{of}: “{content}”?"


def _about(
    workshop: Workshop, passage: Passage, quotation: Quotation, speaker: Person, shown: Span
) -> str | None:
    """Return whom the words shown are about: "" if it needs no telling, None if that is not sure.

    A pronoun is clear where a noun stands before it in the quotation itself. A he or she without
    one is told ("Who said of X"), if one other person alone can be meant.
    """
    seen_noun = seen_name = False
    personal: set[str] = set()
    for token in _tokens(passage, shown):
        lower = token.lower_
        if token.pos_ in {"NOUN", "PROPN"} and lower not in _BLANK_NOUNS:
            seen_noun = True
            seen_name = seen_name or token.ent_type_ == "PERSON"
        if (
            is_personal_pronoun(token)
            and not seen_name
            and not _named_before(workshop, passage, shown.start, token)
        ):
            personal.add(lower)
        elif (lower in _OPEN_PRONOUNS and not seen_noun) or _points_away(token):
            return None
    if not personal:
        return ""
    others = _others_before(workshop, passage, quotation, speaker)
    names = {person.name for person in others}
    fits = all(can_be(pronoun, person) for person in others for pronoun in personal)
    return names.pop() if len(names) == 1 and fits else None


def _points_away(token: Token) -> bool:
    """Tell whether a this, that, these or those points at something outside the quotation."""
    if token.lower_ not in _POINTERS or token.tag_ in {"IN", "WDT"}:
        return False
    if token.lower_ == "that" and token.dep_ == "nsubj":
        return False
    return token.dep_ in {"det", "nsubj", "dobj", "pobj", "attr"}


def _named_before(workshop: Workshop, passage: Passage, start: int, pronoun: Token) -> bool:
    """Tell whether the quotation itself names, before the pronoun, somebody it can stand for."""
    named = workshop.names.within(start, passage.start(pronoun))
    return any(isinstance(n.entity, Person) and can_be(pronoun.text, n.entity) for n in named)


def _others_before(
    workshop: Workshop, passage: Passage, quotation: Quotation, speaker: Person
) -> list[Person]:
    """Return the people other than the speaker named just before the quotation."""
    earlier = [p for p in workshop.parsed.passages if p.number == passage.number - 1]
    start = earlier[0].block.start if earlier else passage.block.start
    named = workshop.names.within(start, quotation.evidence.start)
    return [n.entity for n in named if isinstance(n.entity, Person) and n.entity != speaker]


def _passage_of(workshop: Workshop, quotation: Quotation) -> Passage:
    return next(p for p in workshop.parsed.passages if p.block.covers(quotation.evidence))


def _tokens(passage: Passage, span: Span) -> list[Token]:
    return [t for t in passage.doc if span.start <= passage.start(t) < span.end]


def _shown(passage: Passage, quotation: Quotation) -> Span | None:
    """Return the part of the quotation to show: whole sentences up to the longest length."""
    start, end = quotation.content.start, quotation.content.end
    tokens = _tokens(passage, quotation.content)
    last = None
    for token in tokens:
        closes = token.text in {".", "!", "?"} or token == tokens[-1]
        words = passage.article.text[start : passage.end(token)].split()
        if closes and len(words) <= _MOST:
            last = token
    return Span(start=start, end=min(end, passage.end(last))) if last is not None else None


def _content(passage: Passage, shown: Span) -> str | None:
    """Return the words shown without the last stop, None if they are too few or say too little."""
    content = " ".join(passage.article.at(shown).strip().rstrip(".,;:! ").split())
    content = content.replace("“", "‘").replace("”", "’").replace('"', "’")
    telling = {
        t.lemma_.lower() for t in _tokens(passage, shown) if t.pos_ in _CONTENT and not t.is_stop
    }
    if len(content.split()) < _FEWEST or len(telling) < _FEWEST_TELLING or _bland(content):
        return None
    return content


def _bland(content: str) -> bool:
    """Tell whether anybody could have said it, or half of it is missing."""
    words = {w.strip(".,;:!?’").lower() for w in content.split()}
    if len(content.split()) < _LONG_ENOUGH and words & word_set("bland_words"):
        return True
    return "not only" in content.lower() and "but" not in words


def _evidence(
    passage: Passage, quotation: Quotation, speaker: Person, names: Names
) -> tuple[Evidence, Span | None]:
    """Return the quotation with the rest of its sentence, and the span of the speaker's name."""
    article = passage.article
    start, end = quotation.evidence.start, quotation.evidence.end
    if quotation.attribution == "named":
        near = [
            n
            for n in names.within(passage.block.start, passage.block.end)
            if n.entity == speaker and not (start <= n.start < end)
        ]
        if near:
            nearest = min(near, key=lambda n: min(abs(n.start - end), abs(start - n.end)))
            span = Span(start=nearest.start, end=nearest.end)
            return article.evidence(
                *_whole(passage, min(start, span.start), max(end, span.end))
            ), span
    return article.evidence(*_whole(passage, start, end)), None


def _whole(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return `start` and `end` widened to whole sentences of the paragraph."""
    inside = [t for t in passage.doc if start <= passage.start(t) < end and not t.is_space]
    first = passage.sentence_evidence(inside[0].sent)
    last = passage.sentence_evidence(inside[-1].sent)
    return min(start, first.start), max(end, last.end)


def _derivation(
    workshop: Workshop, quotation: Quotation, speaker: Person, key_span: Span | None
) -> str | None:
    if key_span is not None:
        written = workshop.article.at(key_span)
        return None if written == speaker.name else f"“{written}” is {speaker.name}."
    if quotation.attribution == "continued":
        return f"The quotation goes on from the one before it, which is by {speaker.name}."
    return f"The speaker is named in the sentences before: {speaker.name}."


def _explanation(speaker: Person) -> str:
    role = f", {speaker.roles[0].title}" if speaker.roles else ""
    return f"The article gives these words to {speaker.name}{role}."
