"""Clauses: what a sentence states, taken apart into lead, subject, verb and rest.

Only closed patterns are read: the main clause, clauses joined to it, a non-restrictive relative
clause, a clause behind "after" or "because", "with X claiming ...", and what is told in front of
"officials said". What hangs loosely on a clause
(", as both sides eye ...") is left off; what a clause depends on (negation, modal, hedge, reporting
verb, condition) never is.
"""

from collections.abc import Iterator
from dataclasses import replace

from quiz.language.clause_parts import (
    SUBJECTS,
    apart,
    is_finite,
    mark_of,
    middle_of,
    misplaced,
    noun_phrase,
    rest_of,
    right_of,
    subject_of,
)
from quiz.language.clause_shape import Clause, finite_clause, odd_shape
from quiz.language.gazetteer import reporting_verbs
from quiz.language.losing import lost_around
from quiz.language.names import is_personal_pronoun
from quiz.language.parsing import Passage
from quiz.language.tree import Sentence, Token
from quiz.language.written_dates import MONTHS

__all__ = ["Clause", "clauses", "reported_clause"]

# Behind these stands what happened; behind "before" and "until" also what never did.
_TELLING_MARKS = frozenset({"after", "when", "because", "while", "since", "although"})
_TURNING_DOWN = frozenset({"deny", "dispute", "reject"})
# Participles that make no passive: "followed by", "compared with", "given", "based on".
_NO_PASSIVE = frozenset("follow compare give base accompany join include concern tie mean".split())


def clauses(passage: Passage, sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses of a sentence that could stand alone, the main clause first."""
    root = sentence.root
    if root.pos_ not in {"VERB", "AUX"}:
        return
    told = _told(passage, sentence, root)
    if told is not None:
        yield told
    main = finite_clause(passage, sentence, root, "main") if told is None else None
    if main is not None:
        main = _first_of_what_is_said(passage, main)
        yield main
        for verb in (*root.conjuncts, *misplaced(root)):
            joined = _joined(passage, sentence, verb, main)
            if joined is not None:
                yield joined
    for verb in root.children:
        first = verb.dep_ == "ccomp" and verb.i < root.i and apart(verb) and told is None
        clause = finite_clause(passage, sentence, verb, "main") if first else None
        if clause is not None:
            yield clause
    for token in sentence:
        extra: Clause | None = None
        if token.dep_ == "relcl":
            extra = _relative(passage, sentence, token) or _there_and_then(passage, sentence, token)
        elif token.dep_ == "acl" and token.tag_ == "VBN":
            extra = _reduced(passage, sentence, token, token.head)
        elif token.dep_ == "advcl" and token.tag_ == "VBN" and main is not None and _opens(token):
            extra = _reduced(passage, sentence, token, main.subject_head)
        elif token.dep_ == "advcl" and token.head == root:
            extra = _beside(passage, sentence, token)
        elif token.dep_ == "pcomp" and token.tag_ == "VBG" and token.head.lower_ == "with":
            extra = _with(passage, sentence, token)
        if extra is not None:
            yield extra


def reported_clause(passage: Passage, sentence: Sentence, verb: Token) -> Clause | None:
    """Return the clause of a finite verb that hangs on a reporting verb, without its "that"."""
    clause = finite_clause(passage, sentence, verb, "main")
    if clause is None:
        return None
    lead = tuple(t for t in clause.lead if t.dep_ != "mark")
    return replace(clause, lead=lead)


def _first_of_what_is_said(passage: Passage, main: Clause) -> Clause:
    """Return "Marr said the port was shut" from "Marr said the port was shut and it would rain".

    Only where the second has a subject of its own, so that the first is whole without it.
    """
    if main.cue is None:
        return main
    for said in (c for c in main.verb.children if c.dep_ == "ccomp"):
        joint = next((c for c in said.children if c.dep_ == "cc" and c.i > said.i), None)
        second = next((c for c in said.children if c.dep_ == "conj" and c.i > said.i), None)
        if joint is None or second is None or joint.lower_ != "and" or joint.i > second.i:
            continue
        own = subject_of(second)
        if own is None or own.i < joint.i or not is_finite(second) or passage.is_quoted(joint):
            continue
        rest = tuple(t for t in main.rest if t.i < joint.i)
        if rest and not main.rest[-1].i < joint.i and is_finite(said):
            return replace(main, rest=rest[:-1] if rest[-1].text == "," else rest)
    return main


def _joined(passage: Passage, sentence: Sentence, verb: Token, main: Clause) -> Clause | None:
    """Return the clause of a verb joined by "and" or "but", under the subject of the first."""
    if verb.pos_ != "VERB" or verb.dep_ != "conj":
        return None
    own = subject_of(verb)
    if own is not None:
        return finite_clause(passage, sentence, verb, "joined")
    if _has_more_before_it(verb) or any(
        c.dep_ == "agent" for c in verb.children if not _helped(verb)
    ):
        return None
    middle = middle_of(verb, after=main.verb.i)
    joins = any(
        t.dep_ == "cc" and t.head.pos_ in {"VERB", "AUX"}
        for t in verb.doc[main.verb.i : sentence.end]
    )
    shared = _shared_helpers(verb, main)
    if not joins or not (shared or is_finite(verb)):
        return None
    middle = (*shared, *middle)
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


def _helped(verb: Token) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} for c in verb.children)


def _has_more_before_it(verb: Token) -> bool:
    """Tell whether a joined verb has a subject that the parser missed: "and more was expected"."""
    joint = next((c for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i), None)
    if joint is None:
        return False
    own = {t.i for c in verb.children if c.i < verb.i for t in c.subtree}
    between = verb.doc[joint.i + 1 : verb.i]
    return any(
        t.lower_ == "more" or (t.tag_ in {"DT", "NN", "NNS", "PRP"} and t.i not in own)
        for t in between
    )


def _shared_helpers(verb: Token, main: Clause) -> tuple[Token, ...]:
    """Return the helpers of the first verb that a verb joined to it shares: "will sell and buy"."""
    if verb.head != main.verb or _helped(verb) or verb.tag_ not in {"VB", "VBP", "VBN"}:
        return ()
    if main.negated:
        return ()  # "did not come and go": who knows what is denied
    helpers = tuple(t for t in main.middle if t.dep_ in {"aux", "auxpass"} and t.i < main.verb.i)
    modal = any(t.tag_ == "MD" for t in helpers) and main.verb.tag_ == "VB"
    perfect = main.verb.tag_ == verb.tag_ == "VBN" and bool(helpers)
    if modal and verb.tag_ in {"VB", "VBP"}:
        return helpers
    return helpers if perfect else ()


def _passed_on(main: Clause) -> str | None:
    """Return the fault of a main clause that a verb joined to it shares."""
    return main.fault if main.fault and main.fault.endswith("would be lost") else None


def _relative(passage: Passage, sentence: Sentence, verb: Token) -> Clause | None:
    """Return "Russia occupied Crimea" from "Crimea, which Russia occupied".

    A plain noun is good enough where it is the subject's own: "unveiled his plan, which calls for".
    """
    antecedent = verb.head
    doc = verb.doc
    pronoun = next((c for c in verb.children if c.tag_ in {"WDT", "WP"} and c.i < verb.i), None)
    if pronoun is None or antecedent.i >= pronoun.i or doc[pronoun.i - 1].text != ",":
        return None
    if antecedent.ent_type_ in {"DATE", "TIME"} or antecedent.lower_ in MONTHS:
        return None
    name = noun_phrase(antecedent)
    owner = subject_of(sentence.root) if name[0].lower_ in {"his", "her"} else None
    if antecedent.pos_ != "PROPN" and owner is None:
        return None
    if pronoun.lower_ not in {"which", "who"} or not is_finite(verb):
        return None
    of_a_noun = antecedent.dep_ == "pobj" and antecedent.head.head.pos_ == "NOUN"
    in_a_place = antecedent.dep_ == "pobj" and antecedent.head.lower_ in {"in", "at", "near"}
    if (of_a_noun or in_a_place) and pronoun.lower_ == "which":
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
        clause = finite_clause(passage, sentence, verb, "relative")
        if clause is None or clause.lead:
            return None
        # Its object stands in front, which is no fault here; what else would be lost is one.
        return replace(clause, rest=(*name, *clause.rest), fault=lost_around(verb))
    return None


def _there_and_then(passage: Passage, sentence: Sentence, verb: Token) -> Clause | None:
    """Return "in Oslo, Marr sold it" from "Oslo, where Marr sold it", "in 1997" from "1997, when".

    Only what happened, and only in a place or a year with a name.
    """
    doc, head = verb.doc, verb.head
    opener = next((c for c in verb.children if c.tag_ == "WRB" and c.i < verb.i), None)
    if opener is None or opener.i == 0 or doc[opener.i - 1].text != ",":
        return None
    place = opener.lower_ == "where" and head.pos_ == "PROPN" and head.ent_type_ in {"GPE", "LOC"}
    year = opener.lower_ == "when" and head.text.isdigit() and len(head.text) == 4
    clause = finite_clause(passage, sentence, verb, "relative") if place or year else None
    if clause is None or not any(t.tag_ == "VBD" for t in clause.middle):
        return None
    # "Where" and "when" stand for the words put in front, and are no question here.
    fault = odd_shape(verb, clause.subject_head) or lost_around(verb)
    lead = noun_phrase(head) if place else (head,)
    return replace(clause, lead=lead, lead_in="in", fault=fault)


def _opens(participle: Token) -> bool:
    """Tell whether a participle opens its sentence: "Founded in 1921, the club ..."."""
    return min(t.i for t in participle.subtree) == participle.sent.start


def _reduced(passage: Passage, sentence: Sentence, verb: Token, head: Token) -> Clause | None:
    """Return "the club was founded in 1921" from "The club, founded in 1921, has ...".

    Only of something with a name, and only where the participle says when, where or by whom.
    """
    doc = verb.doc
    first = min(t.i for t in verb.subtree)
    behind = head.i < verb.i
    if head.pos_ != "PROPN" or verb.lemma_ in _NO_PASSIVE:
        return None
    if behind and (first == 0 or doc[first - 1].text != ","):
        return None
    rest = rest_of(verb)
    tells = any(t.dep_ == "agent" or t.ent_type_ in {"DATE", "GPE"} for t in rest)
    if not tells or any(c.dep_ in {"aux", "auxpass", "mark"} for c in verb.children):
        return None
    phrase = noun_phrase(head)
    plural = head.tag_ == "NNPS" and any(c.lower_ == "the" for c in head.children)
    several = plural or any(c.dep_ == "conj" for c in head.children)
    return Clause(
        passage=passage,
        sentence=sentence,
        kind="relative",
        verb=verb,
        subject=phrase,
        subject_head=head,
        middle=middle_of(verb, after=head.i if behind else -1),
        rest=rest,
        helper="were" if several else "was",
        fault=lost_around(verb),
    )


def _told(passage: Passage, sentence: Sentence, cue: Token) -> Clause | None:
    """Return "officials said that a bus hit a wall" from "A bus hit a wall, officials said".

    What is told stands in front of the reporting verb, outside quotation marks.
    """
    if cue.lemma_.lower() not in reporting_verbs() or not is_finite(cue):
        return None
    if cue.lemma_.lower() in _TURNING_DOWN:
        return None  # "raised doubts about Marr, a charge Marr denied"
    source = subject_of(cue)
    content = next((c for c in cue.children if c.dep_ == "ccomp" and c.i < cue.i), None)
    if source is None or content is None or source.i < content.i or passage.is_quoted(source):
        return None
    inner = finite_clause(passage, sentence, content, "main")
    if inner is None or passage.is_quoted(inner.subject_head):
        return None
    others = [c for c in cue.children if c.dep_ in {"dobj", "conj", "neg", "aux"}]
    return Clause(
        passage=passage,
        sentence=sentence,
        kind="told",
        verb=cue,
        subject=_who_tells(source),
        subject_head=source,
        middle=(cue,),
        rest=_with_its_quotation(passage, content, inner),
        fault=inner.fault or ("its cue does not stand alone" if others else None),
    )


def _who_tells(source: Token) -> tuple[Token, ...]:
    """Return who tells, without where it was told: "Ida Marr in a letter to the staff"."""
    phrase = noun_phrase(source)
    where = [
        c.i
        for c in source.children
        if c.dep_ == "prep" and c.i > source.i and c.lower_ in {"in", "on", "at", "during"}
    ]
    if source.pos_ != "PROPN" or not where:
        return phrase
    return tuple(t for t in phrase if t.i < where[0])


def _with_its_quotation(passage: Passage, content: Token, inner: Clause) -> tuple[Token, ...]:
    """Return what is told, whole where a quotation in it would be cut: "had “sold and bought”"."""
    last = max(
        (t for t in content.subtree if passage.is_quoted(t)), key=lambda t: t.i, default=None
    )
    kept = {t.i for t in inner.tokens}
    first = min(kept)
    if last is None or last.i in kept or last.i > content.head.i:
        return inner.tokens
    marks = last.doc[last.i + 1 : last.i + 2]
    end = last.i + 2 if len(marks) and marks[0].text == '"' and last.text != '"' else last.i + 1
    whole = tuple(t for t in last.doc[first:end] if not t.is_space)
    return whole if len(kept) >= inner.verb.i - first else inner.tokens


def _beside(passage: Passage, sentence: Sentence, verb: Token) -> Clause | None:
    """Return a clause behind "after", "when", "because" or "while": news tells older facts there.

    It is taken where it has a subject of its own and tells what happened.
    """
    if mark_of(verb) not in _TELLING_MARKS or verb.tag_ not in {"VBD", "VBN"}:
        return None
    clause = finite_clause(passage, sentence, verb, "after")
    plain = verb.head.lemma_ in {"come", "follow", "happen"}
    if clause is None or any(t.tag_ == "MD" for t in clause.middle):
        return None
    somebody = clause.subject_head.pos_ == "PROPN" or is_personal_pronoun(clause.subject_head)
    return clause if plain or somebody else None


def _with(passage: Passage, sentence: Sentence, verb: Token) -> Clause | None:
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


def _tail(verb: Token, sentence: Sentence, rest: list[Token]) -> tuple[Token, ...]:
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
