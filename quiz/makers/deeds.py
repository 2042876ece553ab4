"""What did S ask O to do?  What did S accuse O of doing?  Deeds asked for, promised or alleged.

Patterns: an infinitive behind a verb of asking, ordering or allowing (`command_verbs.txt`) or of
promising and refusing (`commitment_verbs.txt`); "of" or "with" behind verbs of accusing; "about"
behind verbs of questioning. What is claimed stays a claim: the stem keeps the verb. Refused: a verb
that the article uses twice of the same subject, deeds longer than a line.
"""

from collections import Counter
from collections.abc import Iterator

from quiz.language.clause_parts import FINITE
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
)
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import word_set
from quiz.schema.candidate import Candidate

_ACCUSING = {"accuse": "of", "convict": "of", "acquit": "of", "suspect": "of", "charge": "with"}
_QUESTIONING = frozenset({"question", "quiz", "interview", "ask", "grill"})
_OWN_CLAUSE = FINITE | {"WDT", "WP"}
_FEWEST, _MOST = 2, 12  # words
_WISHES = frozenset("try attempt seek plan intend prepare aim hope".split())
_VAGUE = frozenset("it this that them so something anything everything".split())


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each deed that somebody is asked, bound or accused to do."""
    told = Counter(_told(s) for s in (*workshop.statements, *workshop.unfit))
    for statement in askable(workshop):
        if told[_told(statement)] > 1 or not can_be_asked(statement, reports=True):
            continue
        draft = (
            _to_do(workshop, statement)
            or _called_on(workshop, statement)
            or _accused(workshop, statement)
            or _questioned(workshop, statement)
        )
        if draft is not None:
            yield draft.short_answer(workshop)


def _told(statement: Statement) -> tuple[str, str]:
    """Return who does what, to see whether the article tells it twice."""
    return statement.subject[-1].text if statement.subject else "", statement.clause.verb.lemma_


def _to_do(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "What did S ask O to do?" and "What has S agreed to do?"."""
    verb = statement.clause.verb
    commands = base_form(verb) in word_set("command_verbs")
    deps = {"xcomp", "ccomp", "advcl"} if commands else {"xcomp"}
    deed = next((c for c in verb.children if c.dep_ in deps and c.i > verb.i), None)
    mark = next((c for c in deed.children if c.tag_ == "TO"), None) if deed is not None else None
    if deed is None or mark is None or deed.tag_ != "VB" or mark.i > deed.i:
        return None
    passive = any(t.dep_ == "auxpass" for t in statement.clause.middle)
    whom = [t for t in statement.clause.rest if verb.i < t.i < mark.i]
    if not ((commands and bool(whom) != passive) or _commits(verb, whom)):
        return None
    tokens = [t for t in branch(statement, deed) if t.i >= mark.i]
    confidence = 0.76 if commands else 0.56 if base_form(verb) in _WISHES else 0.62
    return _draft(workshop, statement, tokens, opening=1, put="to do", confidence=confidence)


def _called_on(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "What has S called on O to do?"."""
    verb, rest = statement.clause.verb, statement.clause.rest
    if base_form(verb) not in {"call", "appeal"} or not rest or rest[0].lower_ not in {"on", "to"}:
        return None
    mark = next(
        (t for t in rest if t.tag_ == "TO" and t.head.tag_ == "VB" and t.i > verb.i + 2), None
    )
    if mark is None or any(t.pos_ == "VERB" or t.lower_ == "not" for t in rest if t.i < mark.i):
        return None
    tokens = [t for t in branch(statement, mark.head) if t.i >= mark.i]
    return _draft(workshop, statement, tokens, opening=1, put="to do", confidence=0.76)


def _commits(verb: Token, whom: list[Token]) -> bool:
    return not whom and base_form(verb) in word_set("commitment_verbs")


def _accused(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "What did S accuse O of doing?" and "What was S convicted of?"."""
    verb = statement.clause.verb
    glue = _ACCUSING.get(base_form(verb))
    for preposition in statement.clause.rest:
        guilty = preposition.head.lower_ == "guilty" and preposition.head.head == verb
        if preposition.dep_ != "prep" or not (
            (preposition.head == verb and preposition.lower_ == glue)
            or (guilty and preposition.lower_ == "of")
        ):
            continue
        doing = any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in preposition.children)
        put = f"{preposition.lower_} doing" if doing else preposition.lower_
        tokens = branch(statement, preposition)
        return _draft(workshop, statement, tokens, opening=1, put=put, confidence=0.78)
    return None


def _questioned(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "What did S question O about?"."""
    verb = statement.clause.verb
    if base_form(verb) not in _QUESTIONING:
        return None
    for preposition in statement.clause.rest:
        if (
            preposition.lower_ == "about"
            and preposition.head == verb
            and preposition.i > verb.i + 1
        ):
            tokens = branch(statement, preposition)
            return _draft(workshop, statement, tokens, opening=1, put="about", confidence=0.7)
    return None


def _draft(
    workshop: Workshop,
    statement: Statement,
    tokens: list[Token],
    *,
    opening: int,
    put: str,
    confidence: float,
) -> Draft | None:
    """Return the question for `tokens` without the `opening` words, `put` standing in for them."""
    phrase = cut(statement, undated(workshop, tokens, statement))
    if phrase is None or not _plain(phrase, tokens) or _leans(statement, tokens):
        return None
    key = Phrase(phrase.words[opening:], phrase.rest)
    behind = tuple(w for w in phrase.rest if w.start >= phrase.span.end)
    before = phrase.rest[: len(phrase.rest) - len(behind)]
    if not ends_there(workshop, phrase) or not _FEWEST <= len(key.text.split()) <= _MOST:
        return None
    stem = question(statement, "what", (*before, Word(put, space=True), *behind))
    if stem is None:
        return None
    return drafted(
        workshop,
        statement,
        maker="deeds",
        stem=stem,
        key=key.text,
        span=key.span,
        asks="term",
        confidence=confidence,
        accepted=(phrase.text,),
    )


def _leans(statement: Statement, tokens: list[Token]) -> bool:
    """Tell whether "their" stands for nobody in the question."""
    others = {t.i for t in tokens}
    outside = [*statement.clause.subject, *statement.clause.rest]
    several = any(
        t.i not in others and (t.tag_ in {"NNS", "NNPS"} or t.dep_ == "conj") for t in outside
    )
    return not several and any(t.lower_ in {"their", "they"} for t in tokens)


def _helped(token: Token) -> bool:
    """Tell whether a "finite" verb is the bare one of "help the girls enter"."""
    return token.tag_ == "VBP" and token.head.lemma_ in {"help", "let", "make"}


def _plain(phrase: Phrase, tokens: list[Token]) -> bool:
    """Tell whether a deed is a plain phrase without clauses, quotations and loose pronouns."""
    if any((t.tag_ in _OWN_CLAUSE and not _helped(t)) or t.lower_ in _VAGUE for t in tokens):
        return False
    return not any(mark in phrase.text for mark in ('"', "“", ";", ":"))
