"""Quotations as questions use them: the part shown, whether it is clear, and its proof."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quiz.language.clause_parts import FINITE
from quiz.language.names import Names, can_be, is_personal_pronoun
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.makers.workshop import Workshop, has_full_name
from quiz.resources import word_set
from quiz.schema.findings import Person, Quotation
from quiz.schema.record import Evidence, Span, digest

_FEWEST, _MOST = 7, 32  # words of a quotation
_FEWEST_TELLING = 3  # different words of content that a quotation is known by
_OPEN_PRONOUNS = frozenset("it they them its their theirs".split())
_HE_OR_SHE = frozenset("he she him her his hers".split())
_POINTERS = frozenset("this that these those".split())
_BLANK_NOUNS = frozenset("thing things lot way time bit".split())
_LONG_ENOUGH = 16  # words that make up for "we are delighted"
_CONNECTIVES = frozenset("and but or so because nor yet then also".split())
_SECOND_CLAUSE = frozenset("and but because so or to".split())
_GOES_ON = re.compile(r"[\"“‘]\s*([a-z]+)")  # a quotation that goes on with a small letter
_MISPRINT = re.compile(r"([a-z])\1\1", re.IGNORECASE)
_CLOSED = re.compile(r"’(?!\w)")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


@dataclass(frozen=True, eq=False)
class Shown:
    """A quotation worth asking about.

    `span` is the part shown and `content` its words without the last stop. `about` is whom they are
    about where that needs telling, else "". `name` is where the evidence names the speaker, if it
    stands beside the words.
    """

    quotation: Quotation
    passage: Passage
    speaker: Person
    span: Span
    content: str
    about: str
    evidence: Evidence
    name: Span | None
    clear: bool = True

    @property
    def fact(self) -> str:
        """The name of the fact that these words were said."""
        return f"quotation:{digest(self.quotation.content.text)}"

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the part shown."""
        return tokens_in(self.passage, self.span)


def worth_showing(workshop: Workshop) -> Iterator[Shown]:
    """Yield the quotations that are whole, clear and telling, and whose speaker is sure."""
    for quotation in workshop.findings.quotations:
        speaker = workshop.names.by_name.get(quotation.speaker or "")
        if not isinstance(speaker, Person) or not quotation.complete:
            continue
        if not has_full_name(speaker):
            continue
        passage = _passage_of(workshop, quotation)
        span = _shown(passage, quotation)
        content = _content(passage, span) if span else None
        if span is None or content is None or _clipped(workshop, passage, quotation, span):
            continue
        about = _about(workshop, passage, quotation, speaker, span)
        evidence, name = _evidence(passage, quotation, speaker, workshop.names)
        yield Shown(
            quotation,
            passage,
            speaker,
            span,
            content,
            about or "",
            evidence,
            name,
            clear=about is not None,
        )


def traits_of(shown: Shown) -> dict[str, float]:
    """Return what the ranking should know about a quotation."""
    words = shown.content.split()
    found = {
        "unclear quotation": float(not shown.clear),
        "about somebody": float(bool(shown.about)),
        "speaker beside it": float(shown.name is not None),
        "short quotation": max(0.0, (12 - len(words)) / 5),
        "we and I": float(sum(t.lower_ in {"i", "we", "our", "my", "us"} for t in shown.tokens)),
        "names in it": float(sum(t.pos_ == "PROPN" for t in shown.tokens)),
        "figures in it": float(sum(t.pos_ == "NUM" for t in shown.tokens)),
        "nouns in it": math.log1p(sum(t.pos_ == "NOUN" for t in shown.tokens)),
        "points back at once": float(
            bool(words) and words[0].lower() in _POINTERS | _OPEN_PRONOUNS
        ),
    }
    if not shown.clear:
        found |= {f"open {word}": 1.0 for word in sorted(_open_words(shown.tokens))}
    return {name: value for name, value in found.items() if value}


def _open_words(tokens: list[Token]) -> set[str]:
    """Return which kinds of words in an unclear quotation point at something outside it."""
    found = {"he or she" for t in tokens if t.lower_ in _HE_OR_SHE}
    found |= {"it or they" for t in tokens if t.lower_ in _OPEN_PRONOUNS}
    return found | {"this or that" for t in tokens if _points_away(t)}


def explained(speaker: Person) -> str:
    """Return the explanation of a question on what `speaker` said."""
    role = f", {speaker.roles[0].title}" if speaker.roles else ""
    return f"The article gives these words to {speaker.name}{role}."


def _about(
    workshop: Workshop, passage: Passage, quotation: Quotation, speaker: Person, shown: Span
) -> str | None:
    """Return whom the words shown are about: "" if it needs no telling, None if that is not sure.

    A pronoun is clear where a noun stands before it in the quotation itself. A he or she without
    one is told ("Who said of X"), if one other person alone can be meant.
    """
    seen_noun = seen_name = False
    personal: set[str] = set()
    for token in tokens_in(passage, shown):
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


def tokens_in(passage: Passage, span: Span) -> list[Token]:
    """Return the tokens that begin inside `span`."""
    return list(passage.tokens_in(span.start, span.end))


def _shown(passage: Passage, quotation: Quotation) -> Span | None:
    """Return the part of the quotation to show: whole sentences up to the longest length."""
    start, end = quotation.content.start, quotation.content.end
    tokens = tokens_in(passage, quotation.content)
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
        t.lemma_.lower() for t in tokens_in(passage, shown) if t.pos_ in _CONTENT and not t.is_stop
    }
    if len(content.split()) < _FEWEST or len(telling) < _FEWEST_TELLING or _bland(content):
        return None
    return content if _states(tokens_in(passage, shown)) else None


def _clipped(workshop: Workshop, passage: Passage, quotation: Quotation, shown: Span) -> bool:
    """Tell whether a sentence goes on behind the words shown, or they are misprinted.

    “If the sea rises,” she said, “we shall move” is cut in the middle; “The harbour needs what was
    promised” in that letter is cut at its end; and a mark opened inside must be closed inside.
    """
    text, end = workshop.article.text, quotation.evidence.end
    words = workshop.article.at(shown)
    if _MISPRINT.search(words) or words.count("‘") > len(_CLOSED.findall(words)):
        return True
    if shown.end < quotation.content.end - 1:
        return False  # whole sentences of a longer quotation
    following = next((q for q in passage.quoted if q.start >= end), None)
    goes_on = _GOES_ON.match(text, following.start) if following is not None else None
    between = text[end : following.start] if following is not None else ""
    if goes_on and between.rstrip().endswith(",") and not any(c in between for c in ".!?"):
        return goes_on.group(1).lower() not in _SECOND_CLAUSE
    behind = next((t for t in passage.doc if passage.start(t) >= end), None)
    stopped = quotation.content.text[-1:] in ".,!?…;" or text[end : end + 1] in {",", ".", ";"}
    return not stopped and behind is not None and behind.dep_ == "prep"


def _states(tokens: list[Token]) -> bool:
    """Tell whether the words are a sentence of their own: no "But we", a verb with its subject."""
    opens_loosely = tokens[0].lower_ in _CONNECTIVES or (
        tokens[0].lower_ == "for" and tokens[1].lower_ in {"example", "instance"}
    )
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.dep_ == "ROOT" or t.head.i not in inside]
    finite = any(
        any(part.tag_ in FINITE for part in (top, *top.children))
        and any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in top.children)
        for top in tops
    )
    return finite and not opens_loosely


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
    inside = [t for t in passage.tokens_in(start, end) if not t.is_space]
    first = passage.sentence_evidence(inside[0].sent)
    last = passage.sentence_evidence(inside[-1].sent)
    return min(start, first.start), max(end, last.end)


def derivation(
    workshop: Workshop, quotation: Quotation, speaker: Person, key_span: Span | None
) -> str | None:
    """Return how the speaker is known, None if the name stands in the evidence in full."""
    if key_span is not None:
        written = workshop.article.at(key_span)
        return None if written == speaker.name else f"“{written}” is {speaker.name}."
    if quotation.attribution == "continued":
        return f"The quotation goes on from the one before it, which is by {speaker.name}."
    return f"The speaker is named in the sentences before: {speaker.name}."
