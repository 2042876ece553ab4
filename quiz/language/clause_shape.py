"""The shape of a clause: its tokens by their place, and whether its parse is to be trusted."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from quiz.language.asides import asides
from quiz.language.clause_parts import (
    is_finite,
    lead_of,
    middle_of,
    noun_phrase,
    rest_of,
    subject_of,
)
from quiz.language.gazetteer import reporting_verbs
from quiz.language.losing import lost_around
from quiz.language.parsing import Passage
from quiz.language.tree import Sentence, Token

_FEWEST_LEFT = 8  # tokens behind the verb of a clause that was shortened
Kind = Literal["main", "joined", "relative", "after", "with", "told"]


@dataclass(frozen=True, eq=False)
class Clause:
    """A clause as tokens. `lead` is an adverbial in front, `middle` all of the verb group.

    `past_of` names the tense change of a "with X claiming" clause: the verb, to be written in its
    past tense. `lead_in` is a word to put in front of the lead ("in" for "Oslo, where"), `helper`
    one in front of the verb ("was" for "founded in 1921, the club"). `owner` is whom a "his" or
    "her" that opens the subject stands for. `fault` is the reason why the clause cannot stand
    alone, where there is one.
    """

    passage: Passage
    sentence: Sentence
    kind: Kind
    verb: Token
    subject: tuple[Token, ...]
    subject_head: Token
    middle: tuple[Token, ...]
    rest: tuple[Token, ...]
    lead: tuple[Token, ...] = ()
    past_of: str | None = None
    lead_in: str | None = None
    helper: str | None = None
    owner: Token | None = None
    fault: str | None = None

    @property
    def negated(self) -> bool:
        """Whether the verb is negated."""
        return any(t.dep_ == "neg" or t.lower_ in {"never", "not", "n't"} for t in self.middle)

    @property
    def cue(self) -> str | None:
        """The lemma of the reporting verb, if the clause reports what its subject says.

        A verb with a plain object reports nothing: "declared its annexation of ...".
        """
        lemma = self.verb.lemma_.lower()
        deps = {c.dep_ for c in self.verb.children}
        plain_object = "dobj" in deps and not deps & {"ccomp", "xcomp", "advcl"}
        return lemma if lemma in reporting_verbs() and not plain_object else None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the clause in the order in which a statement writes them."""
        return (*self.lead, *self.subject, *self.middle, *self.rest)


def finite_clause(
    passage: Passage, sentence: Sentence, verb: Token, kind: Kind, subject: Token | None = None
) -> Clause | None:
    """Return the clause of a finite verb with its own subject."""
    head = subject or subject_of(verb)
    if head is None or not is_finite(verb) or head.i > verb.i:
        return None
    lead, fault = lead_of(verb, head)
    fault = fault or odd_shape(verb, head) or lost_around(verb)
    return Clause(
        passage=passage,
        sentence=sentence,
        kind=kind,
        verb=verb,
        subject=noun_phrase(head),
        subject_head=head,
        middle=middle_of(verb, after=head.i),
        rest=rest_of(verb),
        lead=lead,
        fault=fault,
    )


def odd_shape(verb: Token, subject: Token) -> str | None:
    """Return why the parse of a clause is not to be trusted, if so."""
    phrase = noun_phrase(subject)
    if phrase[-1].i > verb.i:
        return "its subject goes on behind its verb"
    commas = sum(1 for t in phrase if t.text == ",")
    broken = any(
        t.text == "," and after.tag_ in {"IN", "RB", "VBG", "VBN", "TO"}
        for t, after in pairwise(phrase)
    )
    if broken or (commas and not any(t.dep_ == "cc" for t in phrase)):
        return "its subject is broken by a comma"
    behind = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if verb.lemma_ in reporting_verbs() and behind is not None and behind.tag_ in {"MD", "VBZ"}:
        return "what is reported has lost its subject"
    aside = asides(verb)
    gap = [t.text for t in verb.doc[phrase[-1].i + 1 : verb.i] if t.i not in aside]
    parted = gap.count(",") == 1
    if parted and not _stray_comma(verb, phrase):
        return "a comma parts subject and verb"
    between = verb.doc[min(t.i for t in subject.subtree) : verb.i]
    if any(t.text in {"(", ";", ":", "—", "–"} and t.i not in aside for t in between):
        return "an aside stands between subject and verb"
    return None


def _stray_comma(verb: Token, phrase: tuple[Token, ...]) -> bool:
    """Tell whether a comma between subject and verb is a slip: "The head of Oslo's port, said"."""
    whole = phrase[-1].i - phrase[0].i + 1 == len(phrase)
    helped = any(c.dep_ in {"aux", "auxpass"} and c.tag_ != "TO" for c in verb.children)
    sure = verb.lemma_.lower() in reporting_verbs() or helped or verb.lemma_ == "be"
    opens = phrase[0].i == verb.sent.start or phrase[0].nbor(-1).text != ","
    return whole and sure and opens and phrase[-1].nbor().text == ","


def shortened(clause: Clause, longest: int) -> Clause | None:
    """Return a clause of at most `longest` words without the phrase that ends it, if it has one.

    The shortest such phrase goes: "in the hall of the museum in Oslo", or "who had come from Oslo"
    behind a noun that is described without it.
    """
    if not clause.rest:
        return None
    last, verb = clause.rest[-1], clause.verb
    for token in reversed(clause.rest):
        ends = max(t.i for t in token.subtree) >= last.i and token.i > verb.i
        place = token.dep_ == "prep" and token.lower_ in {"in", "at"} and token.head.i > verb.i
        place = place and not any(t.ent_type_ in {"DATE", "TIME"} for t in token.subtree)
        told = token.dep_ == "relcl" and any(
            c.dep_ in {"amod", "compound"} for c in token.head.children
        )
        if not ends or not (place or told):
            continue
        first = min(t.i for t in token.subtree)
        rest = tuple(t for t in clause.rest if t.i < first)
        left = replace(clause, rest=rest)
        words = sum(not t.is_punct for t in left.tokens)
        if len(rest) >= _FEWEST_LEFT and words <= longest:
            return left
    return None
