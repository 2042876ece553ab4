"""What did S build?  Who did S arrest?  What did S call for?  Telling noun phrases without a name.

Patterns: an object of one to eight words behind verbs of making, giving and taking
(`object_verbs.txt`), or of a person behind verbs done to people (`person_verbs.txt`); a noun phrase
behind a verb and its preposition ("called for": `prepositional_verbs.txt`). Refused: "the deal" and
other phrases that point back, phrases of common words only, lists, phrases with a clause in them.
"""

import re
from collections.abc import Iterator

from quiz.language.gazetteer import is_role_noun
from quiz.language.statement import Statement, Word
from quiz.language.tree import Token
from quiz.makers.phrases import (
    Phrase,
    branch,
    can_be_asked,
    cut,
    drafted,
    ends_there,
    question,
    undated,
    without_article,
)
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import table, word_set
from quiz.schema.candidate import Candidate
from quiz.schema.question import Asks

_FEWEST, _MOST = 3, 9  # words of the key
_TELLING = 7  # letters of a word that is rare enough to be worth asking for
_OPENING_BACK = frozenset("the its his her their this that these those no any some such".split())
_OPEN_ENDED = frozenset("including like such other others several some many".split())
_PEOPLE = frozenset(
    "people man woman child boy girl fan player worker soldier member miner fighter militant "
    "suspect driver student pupil sailor resident survivor victim protester demonstrator".split()
)
_ONLY_PEOPLE = frozenset(
    "arrest jail deport detain kidnap sack elect appoint sentence hire".split()
)


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each noun phrase without a name of its own that is worth asking for."""
    for statement in askable(workshop):
        if not can_be_asked(statement, reports=True):
            continue
        draft = _prepositional(workshop, statement)
        if draft is None and can_be_asked(statement):
            draft = _object(workshop, statement)
        if draft is not None:
            yield draft.short_answer(workshop)


def _object(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "What did S V?" or "Who did S V?"."""
    main = statement.clause.verb
    for noun in statement.clause.rest:
        verb = noun.head
        governed = verb == main or (verb.dep_ == "xcomp" and verb.head == main)
        if noun.dep_ != "dobj" or not governed or noun.i < verb.i:
            continue
        person = noun.lemma_.lower() in _PEOPLE or is_role_noun(noun.lemma_)
        person = person or base_form(verb) in _ONLY_PEOPLE
        if base_form(verb) not in word_set("person_verbs" if person else "object_verbs"):
            continue
        tokens = undated(workshop, branch(statement, noun), statement)
        phrase = cut(statement, tokens)
        if phrase is None or not _telling(workshop, statement, noun, tokens):
            continue
        if len(phrase.rest) + len(statement.lead) < 2:
            continue  # "What did Norway build?" has many answers
        stem = question(statement, "who" if person else "what", phrase.rest)
        if stem is not None:
            return _draft(workshop, statement, stem, phrase, "person" if person else "term", 0.62)
    return None


def _prepositional(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "What did S call for?"."""
    verb = statement.clause.verb
    pairs = {row[1] for row in table("prepositional_verbs") if row[0] == base_form(verb)}
    for noun in statement.clause.rest:
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.head != verb or preposition.lower_ not in pairs:
            continue
        tokens = undated(workshop, branch(statement, noun), statement)
        phrase = cut(statement, [preposition, *tokens])
        if phrase is None or not _telling(workshop, statement, noun, tokens):
            continue
        if noun.lemma_.lower() in _PEOPLE or is_role_noun(noun.lemma_):
            continue
        key = Phrase(phrase.words[1:], phrase.rest)
        behind = tuple(w for w in phrase.rest if w.start >= phrase.span.end)
        before = phrase.rest[: len(phrase.rest) - len(behind)]
        if not ends_there(workshop, phrase):
            continue
        stem = question(statement, "what", (*before, Word(preposition.text, True), *behind))
        if stem is not None:
            return _draft(workshop, statement, stem, key, "term", 0.68)
    return None


def _telling(workshop: Workshop, statement: Statement, noun: Token, tokens: list[Token]) -> bool:
    """Tell whether a noun phrase is whole, needs nothing from outside and says something."""
    if not _FEWEST <= len(tokens) <= _MOST or noun.pos_ != "NOUN":
        return False
    if _lists_more(workshop, statement, tokens):
        return False
    own = _of_the_subject(workshop, statement, tokens)
    if tokens[0].lower_ in _OPENING_BACK and not own and tokens[1].tag_ not in {"JJS", "RBS"}:
        return False  # "the tallest wooden tower in Norway" is no phrase that points back
    if noun.lemma_.lower() in word_set("bland_words"):
        return False
    if workshop.names.at(statement.clause.passage, noun) is not None:
        return False
    if any(t.dep_ in {"conj", "relcl", "advcl", "ccomp"} for t in tokens):
        return False
    if any(
        (t.pos_ == "PRON" and not (own and t == tokens[0]))
        or t.lower_ in _OPEN_ENDED
        or t.text in {'"', ","}
        for t in tokens
    ):
        return False
    return sum(t.pos_ in {"PROPN", "NUM"} or len(t) >= _TELLING for t in tokens) >= 2


def _of_the_subject(workshop: Workshop, statement: Statement, tokens: list[Token]) -> bool:
    """Tell whether "its policy of charging sailors" is that of a subject that is named."""
    clause = statement.clause
    if tokens[0].lower_ not in {"its", "their"} or len(tokens) <= _FEWEST:
        return False
    return workshop.names.at(clause.passage, clause.subject_head) is not None


def _draft(
    workshop: Workshop,
    statement: Statement,
    stem: str,
    phrase: Phrase,
    asks: Asks,
    confidence: float,
) -> Draft | None:
    return drafted(
        workshop,
        statement,
        maker="things",
        stem=stem,
        key=phrase.text,
        span=phrase.span,
        asks=asks,
        confidence=confidence,
        accepted=(without_article(phrase.text),),
    )


def _lists_more(workshop: Workshop, statement: Statement, tokens: list[Token]) -> bool:
    """Tell whether the article names more of the kind: "calls for a bridge, a ferry and a tunnel".

    The statement may have left the others off as loose ends; the key would be a part of the answer.
    """
    end = statement.clause.passage.end(tokens[-1])
    behind = workshop.article.text[end : statement.evidence.end]
    return behind.startswith(",") and re.search(r"\b(?:and|or)\b", behind) is not None
