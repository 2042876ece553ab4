"""Frames: verbs of speaking and deciding that leave one place to ask for.

"X accused Y of Z": what did X accuse Y of?     "X called Y Z": what did X call Y?
"X urged Y to Z": what did X urge Y to do?      "X agreed to Z": what did X agree to do?
"X was fined for Z": what was X fined for?      "X warned of Z": what did X warn of?
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quiz.language.clauses import Clause
from quiz.language.statement import Statement, render, sentence_case
from quiz.language.telling import retold, statements
from quiz.language.tree import Token
from quiz.makers.wording import inverted
from quiz.makers.workshop import Workshop, has_full_name
from quiz.resources import table, word_set
from quiz.schema.record import Span

_LONGEST = 8  # words of a key
_OBJECTS = frozenset({"dobj", "nsubjpass", "dative"})
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "EX"})
_POINTERS = frozenset("this that these those such there here so then".split())
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_OWN = frozenset({"its", "their", "his", "her"})
_LOOSE = frozenset("also later then again already still personally publicly repeatedly".split())
_MARKS = frozenset("\"“”'‘’")


@dataclass(frozen=True, eq=False)
class Asked:
    """A question for what fills a frame: `statement` is the whole, `span` the filling."""

    statement: Statement
    stem: str
    key: str
    span: Span
    confidence: float


@dataclass(frozen=True, eq=False)
class _Frame:
    """What stays of a clause behind its verb, the words that end the question, and the key."""

    kept: tuple[Token, ...]
    ending: str
    key: tuple[Token, ...]
    wh: str = "what"
    confidence: float = 0.66


def asked(workshop: Workshop) -> Iterator[Asked]:
    """Yield a question for each frame that stands alone and is filled once in the article."""
    told = statements(workshop.parsed, workshop.findings)
    filled = Counter(name for s in told if (name := _name(s)) is not None)
    for statement in told:
        name = _name(statement)
        if name is None or filled[name] > 1:
            continue
        frame = _frame(statement.clause)
        if frame is None:
            continue
        found = _asked(workshop, statement, frame)
        if found is not None:
            yield found


@lru_cache(maxsize=1)
def _shapes() -> dict[str, tuple[str, ...]]:
    """Return the shapes each verb can have: {"accuse": ("+of",), "urge": ("to do",)}."""
    return {row[0]: tuple(row[1].split("|")) for row in table("frame_verbs")}


def _name(statement: Statement) -> tuple[str, str] | None:
    """Return what tells two fillings of one frame apart from two frames: subject and verb."""
    clause = statement.clause
    verb = _verb(clause)
    return (render(statement.subject).lower(), verb) if verb in _shapes() else None


def _verb(clause: Clause) -> str:
    """Return the infinitive of the verb: "fine" where the tagger makes "fin" of "fined"."""
    lemma, written = clause.verb.lemma_.lower(), clause.verb.lower_
    return written[:-1] if lemma not in _shapes() and written[:-1] in _shapes() else lemma


def _asked(workshop: Workshop, statement: Statement, frame: _Frame) -> Asked | None:
    clause = statement.clause
    if clause.negated or any(t.tag_ == "MD" for t in clause.middle):
        return None
    key = _key(clause, frame)
    if key is None:
        frame = _narrowed(clause, frame) or frame
        key = _key(clause, frame)
    elif not _ends_well(clause, frame):
        return None
    if key is None:
        return None
    short = retold(
        workshop.parsed,
        workshop.findings,
        statement,
        middle=_verb_group(clause),
        rest=frame.kept,
    )
    if short.fault is not None or not _is_named(workshop, short):
        return None
    turned = inverted(short, short.rest)
    if turned is None:
        return None
    lead = render(short.lead)
    stem = " ".join(part for part in (frame.wh, turned, frame.ending) if part)
    stem = sentence_case(f"{lead}, {stem}?" if lead else f"{stem}?")
    text, span = key
    return Asked(statement, stem, text, span, frame.confidence - short.doubt)


def _verb_group(clause: Clause) -> tuple[Token, ...]:
    """Return the verb with its helpers, without "on Wednesday" and "also" in their midst.

    What hedges the verb ("reportedly") stays.
    """
    loose: set[int] = set()
    for child in clause.verb.children:
        dated = child.dep_ == "npadvmod" or any(
            t.ent_type_ in {"DATE", "TIME"} for t in child.subtree
        )
        beside = child.dep_ == "advmod" and child.lower_ in _LOOSE
        if beside or (child.dep_ in {"npadvmod", "prep", "advmod"} and dated):
            loose |= {t.i for t in child.subtree}
    return tuple(t for t in clause.middle if t.i not in loose)


def _is_named(workshop: Workshop, statement: Statement) -> bool:
    """Tell whether the subject or the object is a name, so that the question says whom it means."""
    clause = statement.clause
    entity = workshop.names.by_name.get(render(statement.subject))
    entity = entity or workshop.names.person_at(clause.passage, clause.subject_head)
    if entity is not None:
        return has_full_name(entity)
    return any(t.pos_ == "PROPN" for t in (*clause.subject, *clause.rest))


def _frame(clause: Clause) -> _Frame | None:
    """Return the first shape of the verb that the clause has."""
    shapes = _shapes()[_verb(clause)]
    for shape in shapes:
        found = _SHAPES[shape](clause) if shape in _SHAPES else _of_preposition(clause, shape)
        if found is not None:
            return found
    return None


def _narrowed(clause: Clause, frame: _Frame) -> _Frame | None:
    """Return the frame with the verb of its filling moved into the question.

    "What did X accuse Y of using against Z?" where all that Y did is too long for a key.
    """
    doing = next((t for t in frame.key if t.tag_ in {"VB", "VBG"}), None)
    if doing is None or doing != frame.key[0]:
        return None
    thing = next((c for c in doing.children if c.dep_ == "dobj"), None)
    if thing is None or thing.pos_ != "NOUN" or any(c.dep_ == "conj" for c in doing.children):
        return None
    inside = {t.i for t in thing.subtree}
    key = tuple(t for t in frame.key if t.i in inside)
    joint = clause.verb.doc[doing.i - 1]  # the "of" or the "to"
    rest = tuple(t for t in frame.key if t.i not in inside)
    behind = tuple(t for t in clause.rest if t.i > frame.key[-1].i and not t.is_punct)
    if joint not in clause.rest or behind or not key or key[0].i != doing.i + 1:
        return None
    if len(key) == 1 and key[0].tag_ == "NNS":
        return None  # "officials", of those that the question itself describes
    return _Frame((*frame.kept, joint, *rest), "", key, confidence=frame.confidence)


def _of_preposition(clause: Clause, preposition: str) -> _Frame | None:
    """Return "accused Y of Z", "warned of Z", "was fined for Z"."""
    with_object, _, word = preposition.rpartition("+")
    rest = clause.rest
    passive = any(t.dep_ == "auxpass" for t in clause.middle)
    found = next((t for t in rest if t.lower_ == word and t.dep_ in {"prep", "agent"}), None)
    if found is None:
        return None
    kept = rest[: rest.index(found)]
    needs_object = with_object == "" and "+" in preposition and not passive
    if needs_object and not any(t.dep_ in _OBJECTS and t.head == clause.verb for t in kept):
        return None
    if not needs_object and kept:
        return None
    key = tuple(t for t in found.subtree if t.i > found.i)
    if any(t.ent_type_ in _AMOUNTS or t.pos_ == "NUM" for t in key[:2]):
        return None  # "jailed for three years"
    return _Frame(kept, word, key, confidence=0.7 if needs_object else 0.64)


def _to_do(clause: Clause) -> _Frame | None:
    """Return "urged Y to Z" and "agreed to Z"."""
    rest = clause.rest
    to = next((t for t in rest if t.lower_ == "to" and t.tag_ == "TO" and t.dep_ == "aux"), None)
    if to is None:
        return None
    doing = to.head
    linked = doing.head == clause.verb and doing.dep_ in {"xcomp", "ccomp", "advcl"}
    if not linked or doing.lower_ in {"be", "have"}:
        return None
    kept = rest[: rest.index(to)]
    if any(t.lower_ == "not" or t.dep_ in {"mark", "prep"} for t in kept):
        return None
    key = tuple(t for t in doing.subtree if t.i > to.i)
    return _Frame(kept, "to do", key, confidence=0.7 if kept else 0.62)


def _called(clause: Clause) -> _Frame | None:
    """Return "called Y Z", for "What did X call Y?"."""
    quoted = _before_quotation(clause)
    if quoted is not None:
        return quoted
    named = next((t for t in clause.rest if t.dep_ == "oprd"), None)
    if named is None:
        return None
    key = tuple(named.subtree)
    kept = clause.rest[: clause.rest.index(key[0])] if key[0] in clause.rest else ()
    while kept and kept[-1].text in _MARKS:
        kept = kept[:-1]
    passive = any(t.dep_ == "auxpass" for t in clause.middle)
    return _Frame(kept, "", key, confidence=0.74) if kept and not passive else None


def _described(clause: Clause) -> _Frame | None:
    """Return "described Y as Z", for "How did X describe Y?" and "What did X hail Y as?"."""
    quoted = _before_quotation(clause, "as")
    if quoted is not None:
        return quoted
    rest = clause.rest
    found = next((t for t in rest if t.lower_ == "as" and t.dep_ == "prep"), None)
    if found is None or found == rest[0]:
        return None
    key = tuple(t for t in found.subtree if t.i > found.i)
    wh, ending = _as_what(clause)
    return _Frame(rest[: rest.index(found)], ending, key, wh=wh, confidence=0.72)


def _as_what(clause: Clause) -> tuple[str, str]:
    """Return the question word and the last word of a question behind "as"."""
    return ("how", "") if _verb(clause) in {"describe", "characterise"} else ("what", "as")


def _before_quotation(clause: Clause, joint: str = "") -> _Frame | None:
    """Return "called Y “Z”" and "described Y as “Z”", read as it stands: the parser trips here."""
    passage, doc = clause.passage, clause.verb.doc
    mark = next(
        (t for t in doc[clause.verb.i + 1 : clause.sentence.end] if passage.is_quoted(t)), None
    )
    if mark is None or any(t.dep_ == "auxpass" for t in clause.middle):
        return None
    kept = list(doc[clause.verb.i + 1 : mark.i])
    if joint:
        kept = kept[:-1] if kept and kept[-1].lower_ == joint else []
    if not kept or kept[-1].pos_ not in {"NOUN", "PROPN"} or any(t.is_punct for t in kept):
        return None
    if any(t.pos_ in {"VERB", "AUX", "ADP"} and t.head == clause.verb for t in kept):
        return None
    key = [t for t in doc[mark.i : clause.sentence.end] if passage.is_quoted(t) and not t.is_space]
    run = [t for n, t in enumerate(key) if t.i == mark.i + n]
    words = tuple(t for t in run if t.text not in _MARKS)
    wh, ending = _as_what(clause) if joint else ("what", "")
    return _Frame(tuple(kept), ending, words, wh=wh, confidence=0.75) if words else None


_SHAPES = {"to do": _to_do, "name": _called, "as": _described}


def _ends_well(clause: Clause, frame: _Frame) -> bool:
    """Tell whether the key ends the clause, or only a comma or a mark follows it."""
    if not frame.key:
        return False
    behind = [t for t in clause.rest if t.i > frame.key[-1].i and t.text not in _MARKS]
    if clause.passage.is_quoted(frame.key[0]):
        return True  # the quotation is whole, whatever the sentence goes on with
    if not behind or behind[0].text in {";", "."}:
        return True
    if behind[0].text == ",":  # a comma may also go on with a list
        return len(behind) > 1 and behind[1].tag_ in {"WDT", "WP", "WRB", "IN", "VBG"}
    occasion = behind[0].dep_ == "prep" and behind[0].head == clause.verb
    return occasion and any(t.lemma_.lower() in word_set("speech_nouns") for t in behind[1:4])


def _cuts(quoted: Span, key: Span, text: str) -> bool:
    """Tell whether a key begins inside a quotation and leaves off before it ends."""
    return quoted.start <= key.start < quoted.end and key.end < quoted.start + len(
        text.rstrip("\"”'’.,;")
    )


def _points_back(noun: Token) -> bool:
    """Tell whether a noun is one that only the article explains: "the deal"."""
    bare = [c for c in noun.children if c.dep_ not in {"punct", "case"}]
    return (
        len(bare) == 1
        and bare[0].lower_ == "the"
        and noun.lemma_.lower() in word_set("anaphor_nouns")
    )


def _key(clause: Clause, frame: _Frame) -> tuple[str, Span] | None:
    """Return the key in words and where it stands; None where it is too long or leans on others.

    "its" is clear where nobody but the subject is named.
    """
    tokens, alone = frame.key, not frame.kept
    passage = clause.passage
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    whole = bool(tokens) and [t.i for t in tokens] == list(range(tokens[0].i, tokens[-1].i + 1))
    if not words or not whole or tokens[-1].sent != clause.verb.sent:
        return None
    leans = any(
        t.tag_ in _PRONOUNS and not (alone and t.tag_ == "PRP$" and t.lower_ in _OWN) for t in words
    ) or any(t.lower_ in _POINTERS or _points_back(t) for t in words)
    span = Span(start=passage.start(words[0]), end=passage.end(words[-1]))
    if any(_cuts(q, span, passage.article.at(q)) for q in passage.quoted):
        return None
    text = passage.article.at(span)
    bare = len(words) == 2 and words[0].lower_ == "the" and words[1].pos_ == "NOUN"
    if leans or bare or len(text.split()) > _LONGEST or set(text) & set('“”"()'):
        return None
    return text, span
