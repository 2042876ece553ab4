"""Clauses: what a sentence states, taken apart into lead, subject, verb and rest.

Only closed patterns are read: the main clause, clauses joined to it, a non-restrictive relative
clause, a clause behind "after" or "because", "with X claiming ...", and what is told in front of
"officials said". What hangs loosely on a clause
(", as both sides eye ...") is left off; what a clause depends on (negation, modal, hedge, reporting
verb, condition) never is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from quiz.language.clause_parts import (
    SUBJECTS,
    is_finite,
    lead_of,
    lost_around,
    mark_of,
    middle_of,
    misplaced,
    noun_phrase,
    rest_of,
    right_of,
    short_asides,
    subject_of,
)
from quiz.language.gazetteer import reporting_verbs
from quiz.language.parsing import Passage

# Behind these stands what happened; behind "before" and "until" also what never did.
_TELLING_MARKS = frozenset({"after", "when", "because", "while", "since", "although"})
Kind = Literal["main", "joined", "relative", "after", "with", "told"]


@dataclass(frozen=True, eq=False)
class Clause:
    """A clause as tokens. `lead` is an adverbial in front, `middle` all of the verb group.

    `past_of` names the tense change of a "with X claiming" clause: the verb, to be written in its
    past tense. `owner` is whom a "his" or "her" that opens the subject stands for. `fault` is the
    reason why the clause cannot stand alone, where there is one.
    """

    passage: Passage
    sentence: DocSpan
    kind: Kind
    verb: Token
    subject: tuple[Token, ...]
    subject_head: Token
    middle: tuple[Token, ...]
    rest: tuple[Token, ...]
    lead: tuple[Token, ...] = ()
    past_of: str | None = None
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


def clauses(passage: Passage, sentence: DocSpan) -> Iterator[Clause]:
    """Yield the clauses of a sentence that could stand alone, the main clause first."""
    root = sentence.root
    if root.pos_ not in {"VERB", "AUX"}:
        return
    told = _told(passage, sentence, root)
    if told is not None:
        yield told
    main = _finite(passage, sentence, root, "main") if told is None else None
    if main is not None:
        yield main
        for verb in (*root.conjuncts, *misplaced(root)):
            joined = _joined(passage, sentence, verb, main)
            if joined is not None:
                yield joined
    for token in sentence:
        extra: Clause | None = None
        if token.dep_ == "relcl":
            extra = _relative(passage, sentence, token)
        elif token.dep_ == "advcl" and token.head == root:
            extra = _beside(passage, sentence, token)
        elif token.dep_ == "pcomp" and token.tag_ == "VBG" and token.head.lower_ == "with":
            extra = _with(passage, sentence, token)
        if extra is not None:
            yield extra


def reported_clause(passage: Passage, sentence: DocSpan, verb: Token) -> Clause | None:
    """Return the clause of a finite verb that hangs on a reporting verb, without its "that"."""
    clause = _finite(passage, sentence, verb, "main")
    if clause is None:
        return None
    lead = tuple(t for t in clause.lead if t.dep_ != "mark")
    return replace(clause, lead=lead)


def _finite(
    passage: Passage, sentence: DocSpan, verb: Token, kind: Kind, subject: Token | None = None
) -> Clause | None:
    """Return the clause of a finite verb with its own subject."""
    head = subject or subject_of(verb)
    if head is None or not is_finite(verb) or head.i > verb.i:
        return None
    lead, fault = lead_of(verb, head)
    fault = fault or _odd_shape(verb, head) or lost_around(verb)
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


def _odd_shape(verb: Token, subject: Token) -> str | None:
    """Return why the parse of a clause is not to be trusted, if so."""
    phrase = noun_phrase(subject)
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
    if [t.text for t in verb.doc[phrase[-1].i + 1 : verb.i]].count(",") == 1:
        return "a comma parts subject and verb"
    between = verb.doc[min(t.i for t in subject.subtree) : verb.i]
    asides = short_asides(verb)
    if any(t.text in {"(", ";", ":", "—", "–"} and t.i not in asides for t in between):
        return "an aside stands between subject and verb"
    return None


def _joined(passage: Passage, sentence: DocSpan, verb: Token, main: Clause) -> Clause | None:
    """Return the clause of a verb joined by "and" or "but", under the subject of the first."""
    if verb.pos_ != "VERB" or verb.dep_ != "conj":
        return None
    own = subject_of(verb)
    if own is not None:
        return _finite(passage, sentence, verb, "joined")
    middle = middle_of(verb, after=main.verb.i)
    joins = any(
        t.dep_ == "cc" and t.head.pos_ in {"VERB", "AUX"}
        for t in verb.doc[main.verb.i : sentence.end]
    )
    shares_a_modal = verb.tag_ in {"VB", "VBP"} and any(t.tag_ == "MD" for t in main.middle)
    if not (joins and is_finite(verb)) or shares_a_modal:
        return None
    return Clause(
        passage=passage,
        sentence=sentence,
        kind="joined",
        verb=verb,
        subject=main.subject,
        subject_head=main.subject_head,
        middle=middle,
        rest=rest_of(verb),
        fault=_passed_on(main) or lost_around(verb),
    )


def _passed_on(main: Clause) -> str | None:
    """Return the fault of a main clause that a verb joined to it shares."""
    return main.fault if main.fault and main.fault.endswith("would be lost") else None


def _relative(passage: Passage, sentence: DocSpan, verb: Token) -> Clause | None:
    """Return "Russia occupied Crimea" from "Crimea, which Russia occupied".

    A plain noun is good enough where it is the subject's own: "unveiled his plan, which calls for".
    """
    antecedent = verb.head
    doc = verb.doc
    pronoun = next((c for c in verb.children if c.tag_ in {"WDT", "WP"} and c.i < verb.i), None)
    if pronoun is None or antecedent.i >= pronoun.i or doc[pronoun.i - 1].text != ",":
        return None
    name = noun_phrase(antecedent)
    owner = subject_of(sentence.root) if name[0].lower_ in {"his", "her"} else None
    if antecedent.pos_ != "PROPN" and owner is None:
        return None
    if pronoun.lower_ not in {"which", "who"} or not is_finite(verb):
        return None
    of_a_noun = antecedent.dep_ == "pobj" and antecedent.head.head.pos_ == "NOUN"
    if of_a_noun and pronoun.lower_ == "which":
        return None  # "the pier at Scarinish, which was damaged"
    if pronoun.dep_ in SUBJECTS:
        return Clause(
            passage=passage,
            sentence=sentence,
            kind="relative",
            verb=verb,
            subject=name,
            subject_head=antecedent,
            middle=middle_of(verb, after=pronoun.i),
            rest=rest_of(verb),
            owner=owner,
            fault=lost_around(verb),
        )
    if pronoun.dep_ == "dobj" and owner is None:
        clause = _finite(passage, sentence, verb, "relative")
        if clause is None or clause.lead:
            return None
        # Its object stands in front, which is no fault here; what else would be lost is one.
        return replace(clause, rest=(*name, *clause.rest), fault=lost_around(verb))
    return None


def _told(passage: Passage, sentence: DocSpan, cue: Token) -> Clause | None:
    """Return "officials said that a bus hit a wall" from "A bus hit a wall, officials said".

    What is told stands in front of the reporting verb, outside quotation marks.
    """
    if cue.lemma_.lower() not in reporting_verbs() or not is_finite(cue):
        return None
    source = subject_of(cue)
    content = next((c for c in cue.children if c.dep_ == "ccomp" and c.i < cue.i), None)
    if source is None or content is None or source.i < content.i or passage.is_quoted(source):
        return None
    inner = _finite(passage, sentence, content, "main")
    if inner is None or passage.is_quoted(inner.subject_head):
        return None
    others = [c for c in cue.children if c.dep_ in {"dobj", "conj", "neg", "aux"}]
    return Clause(
        passage=passage,
        sentence=sentence,
        kind="told",
        verb=cue,
        subject=noun_phrase(source),
        subject_head=source,
        middle=(cue,),
        rest=inner.tokens,
        fault=inner.fault or ("its cue does not stand alone" if others else None),
    )


def _beside(passage: Passage, sentence: DocSpan, verb: Token) -> Clause | None:
    """Return a clause behind "after", "when", "because" or "while": news tells older facts there.

    It is taken where it has a subject of its own and tells what happened.
    """
    if mark_of(verb) not in _TELLING_MARKS or verb.tag_ not in {"VBD", "VBN"}:
        return None
    kind: Kind = "after"
    clause = _finite(passage, sentence, verb, kind)
    plain = verb.head.lemma_ in {"come", "follow", "happen"}
    if clause is None or any(t.tag_ == "MD" for t in clause.middle):
        return None
    return clause if plain or clause.subject_head.pos_ == "PROPN" else None


def _with(passage: Passage, sentence: DocSpan, verb: Token) -> Clause | None:
    """Return "Kyiv's military claimed" from "with Kyiv's military claiming"."""
    forms = reporting_verbs().get(verb.lemma_.lower())
    head = subject_of(verb)
    if forms is None or head is None or head.i > verb.i:
        return None
    rest = [t for t in right_of(verb) if t.i > verb.i]
    after = _tail(verb, sentence, rest)
    return Clause(
        passage=passage,
        sentence=sentence,
        kind="with",
        verb=verb,
        subject=noun_phrase(head),
        subject_head=head,
        middle=(verb,),
        rest=after,
        past_of=forms[0],
    )


def _tail(verb: Token, sentence: DocSpan, rest: list[Token]) -> tuple[Token, ...]:
    """Return everything from behind `verb` to the end of the sentence or the next comma.

    The parser likes to attach the tail of "with X claiming to have ..." elsewhere, so the words are
    taken as they stand instead of by the tree.
    """
    last = max((t.i for t in rest), default=verb.i)
    found = []
    for token in verb.doc[verb.i + 1 : sentence.end]:
        if (token.text in {",", ";", ".", "-"} and token.i >= last) or token.text in {".", ";"}:
            break
        found.append(token)
    return tuple(found)
