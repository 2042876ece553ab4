"""What did X say S had caused?  A noun phrase in a report, asked for through the report.

Patterns: "X said (that) S V NP", where NP, two to eight words, is the object, the complement of a
preposition behind the verb ("were aimed at reducing NP", "paved the way for NP"), or what somebody
still considers illegal; else the subject: "What did X say would be loaded into the reactor?".
Everything else of the report stays in the question. Refused: denials, people, lists, numbers, noun
phrases that point back or say little, reports with quotations or another clause in them.
"""

from collections.abc import Iterator

from quiz.language.clause_parts import FINITE, noun_phrase, subject_of
from quiz.language.gazetteer import is_role_noun
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.language.tree import Token
from quiz.makers.phrases import Phrase, branch, cut, drafted, tokens_of, without_article
from quiz.makers.wording import inverted
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import word_set
from quiz.schema.candidate import Candidate

_FEWEST, _MOST = 2, 8  # words of the key
_LONGEST = 24  # words of the stem
_FEWEST_BEHIND = 4  # words that a subject asked for leaves, "that" among them
_TELLING = 6  # letters of a word that says something
_CUES = frozenset(
    "say report announce state estimate claim note explain add confirm find show warn argue "
    "believe predict reveal conclude suggest insist admit acknowledge declare reiterate".split()
)
_OPENING_BACK = frozenset(
    "his her their this that these those no any some such it them him another more".split()
)
_PEOPLE = frozenset(
    "people man woman child resident worker official soldier bomber force company firm group team "
    "body patient victim member student".split()
)
_LIGHT = frozenset(
    "existence presence importance need risk danger possibility effect use introduction".split()
)
_NO_THINGS = frozenset("thing something anything way time lot kind part one".split())


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for the last thing that each report tells of its subject."""
    for statement in workshop.statements:
        if statement.clause.verb.lemma_.lower() not in _CUES or statement.denies or statement.lead:
            continue
        draft = _draft(workshop, statement)
        if draft is not None:
            yield draft.short_answer(workshop)


def _draft(workshop: Workshop, statement: Statement) -> Draft | None:
    content = _content(statement)
    if content is None:
        return None
    inside = set(statement.clause.rest)
    behind = [t for t in content.subtree if t in inside and _hangs_on(t, content)]
    head = subject_of(content)
    if head is not None and len(statement.rest) - len(noun_phrase(head)) < _FEWEST_BEHIND:
        head = None  # "What did X admit was different?"
    candidates = [part for noun in reversed(behind) for part in (noun, *_inner(noun))]
    for noun in (*candidates, *([head] if head is not None else [])):
        tokens = branch(statement, noun)
        if noun == head and not _first(statement, tokens):
            continue
        phrase = cut(statement, tokens)
        if phrase is None or not _telling(noun, tokens):
            continue
        stem = _stem(statement, phrase)
        if stem is not None:
            return drafted(
                workshop,
                statement,
                maker="told_what",
                stem=stem,
                key=phrase.text,
                span=phrase.span,
                asks="term",
                confidence=0.7,
                accepted=(without_article(phrase.text),),
            )
    return None


def _inner(noun: Token) -> list[Token]:
    """Return "poor intake" of "the existence of poor intake", which may be too long as a whole."""
    if noun.lemma_.lower() not in _LIGHT:
        return []
    return [g for c in noun.rights if c.lower_ == "of" for g in c.rights if g.dep_ == "pobj"]


def _first(statement: Statement, tokens: list[Token]) -> bool:
    """Tell whether a subject opens what is said, so that nothing but "that" stands before it."""
    if not tokens:
        return False  # the statement says it in other words
    start = statement.clause.passage.start(tokens[0])
    before = [w for w in statement.rest if w.start < start]
    return all(w.text.lower() == "that" for w in before)


def _content(statement: Statement) -> Token | None:
    """Return the verb of what is said, None where it is denied, joined or has a loose subject."""
    verb = statement.clause.verb
    content = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if content is not None and content.i < verb.i and statement.clause.kind != "told":
        return None
    head = subject_of(content) if content is not None else None
    if content is None or head is None or head.i > content.i or head.dep_ == "expl":
        return None
    if head.lower_ in {"there", "this", "that", "these", "those", "we", "i", "you", "who"}:
        return None
    if any(c.dep_ in {"neg", "advcl"} or (c.dep_ == "conj") for c in content.children):
        return None
    first = head.left_edge.i
    if any(c.i < first and c.dep_ in {"prep", "npadvmod", "advmod"} for c in content.children):
        return None  # "said in Jenin the hospital was shut": what stands in front reads wrongly
    loose = any(t.dep_ == "conj" for t in statement.clause.subject)
    joined = loose or (any(c.dep_ == "conj" for c in head.children) and head.pos_ == "PRON")
    speaker = statement.clause.subject_head
    if joined or speaker.lower_ in {"one", "some", "many", "others"}:
        return None
    return None if any(t.tag_ in FINITE for t in noun_phrase(head)) else content


def _hangs_on(noun: Token, content: Token) -> bool:
    """Tell whether a noun is the object of what is said, or behind its last preposition."""
    if noun.tag_ not in {"NN", "NNS"}:
        return False
    if noun.dep_ == "nsubj" and noun.head.dep_ == "ccomp" and noun.head.head == content:
        return noun.head.pos_ == "ADJ" and content.lemma_ == "consider"
    if noun.dep_ == "dobj":
        return _carries(noun.head, content)
    if noun.dep_ != "pobj":
        return False
    holder = noun.head.head
    if holder.lemma_ == "be":
        return False  # "What did Oslo say the guards would be on?"
    if holder.dep_ == "dobj" and holder.lemma_ == "way":
        holder = holder.head
    return holder == content and noun.head.lower_ in {"for", "to", "from", "on", "of", "at"}


def _carries(verb: Token, content: Token) -> bool:
    """Tell whether `verb` is the verb of what is said, or carries it on ("aimed at reducing")."""
    whole = verb
    while verb != content and (verb.dep_ in {"xcomp", "pcomp", "acomp"} or verb.dep_ == "prep"):
        asks = any(c.dep_ == "mark" for c in verb.children)  # "decide whether to build"
        beyond = any(c.dep_ == "dobj" and c.i < whole.i for c in verb.head.children)
        if asks or beyond:
            return False  # "welcomed the help of Oslo in trying to settle"
        verb = verb.head
    return verb == content


def _telling(noun: Token, tokens: list[Token]) -> bool:
    """Tell whether a noun phrase is whole, ends what is said and tells something."""
    if not _FEWEST <= len(tokens) <= _MOST or tokens[0].lower_ in _OPENING_BACK:
        return False
    if noun.tag_ not in {"NN", "NNS"} or is_role_noun(noun.lemma_):
        return False
    if tokens[0].lower_ in {"a", "an"} and noun.tag_ == "NNS":
        return False  # "a new order firms could bid for": the noun phrase is misread
    if noun.lemma_.lower() in _PEOPLE or noun.lemma_.lower() in _NO_THINGS:
        return False
    if noun.lemma_.lower() in word_set("bland_words"):
        return False
    if any(t.dep_ in {"conj", "relcl", "advcl", "ccomp", "nummod"} for t in tokens):
        return False
    if any(t.pos_ == "PRON" and t.tag_ != "PRP$" for t in tokens):
        return False
    if any(t.tag_ == "CD" or t.text in {'"', "“", "”", ",", "("} for t in tokens):
        return False
    if tokens[0].lower_ == "the" and len(tokens) == 2:
        return False  # "the deal" points back
    return any(len(t) >= _TELLING and t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in tokens)


def _stem(statement: Statement, phrase: Phrase) -> str | None:
    """Return "What did X say S had caused?"; "that" is dropped behind the verb."""
    rest = phrase.rest
    if rest and rest[0].text.lower() == "that":
        rest = rest[1:]
    if any(w.text in {'"', "“", "”", ",", ";"} for w in rest) or _ends_open(statement, rest):
        return None
    turned = inverted(statement, rest)
    if turned is None:
        return None
    stem = sentence_case(f"what {turned}?")
    return stem if len(stem.split()) <= _LONGEST else None


def _ends_open(statement: Statement, rest: tuple[Word, ...]) -> bool:
    """Tell whether what stays holds more than one finite verb or nothing."""
    finite = [t for t in tokens_of(statement, rest) if t.tag_ in FINITE]
    return len(finite) > 1 or not render(rest)
