"""Cloze: a statement with one gap on a number, a date, a term in quotation marks, or a name.

Pattern: any statement that stands alone. One thing is hidden, once. Refused: gaps behind "a" or
"an" (the article gives the first sound away), gaps inside a longer name, names that the rest of the
statement gives away by a demonym or an alias (screening checks that).
"""

from collections.abc import Iterator

from quiz.language.dates import ends_a_range, forms
from quiz.language.gazetteer import is_role_noun, seats
from quiz.language.known_as import accepted_names, giveaways, kind_of
from quiz.language.names import Named
from quiz.language.numbers import plain_forms
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.language.tree import Token
from quiz.makers.workshop import Draft, Workshop, sourced, worth_asking
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Organisation, Person, Place
from quiz.schema.question import GAP, Asks
from quiz.schema.record import Span

_JOINTS = frozenset({"DT", "PRP$", "JJ", "IN", "POS"})
_EXACTNESS = {
    "day": "day, month and year",
    "month": "month and year",
    "year": "year",
}  # a gap does not show it
_LONGEST_TERM = 4  # words of a term in quotation marks
_CONFIDENCE: dict[str, float] = {
    "country": 0.6,
    "city": 0.7,
    "region": 0.72,
    "place": 0.55,
    "organisation": 0.66,
    "person": 0.64,
}


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a cloze for each thing worth hiding in each statement."""
    for statement in workshop.statements:
        if statement.denies and statement.time is None:
            continue
        yield from _numbers(workshop, statement)
        yield from _dates(workshop, statement)
        yield from _terms(workshop, statement)
        yield from _names(workshop, statement)


def _gapped(statement: Statement, start: int, end: int) -> str | None:
    """Return the statement with the words from `start` to `end` (article offsets) hidden."""
    shown: list[Word] = []
    hidden = False
    for word in statement.words:
        if word.start >= 0 and word.start < end and start < word.end:
            if word.start < start or word.end > end:
                return None
            if not hidden:
                shown.append(Word(GAP, space=word.space))
                hidden = True
        else:
            shown.append(word)
    stem = sentence_case(render(shown)) + "."
    return stem if stem.count(GAP) == 1 else None  # an article may hold such a line itself


def _draft(
    workshop: Workshop,
    statement: Statement,
    span: Span,
    key: str,
    accepted: tuple[str, ...],
    asks: Asks,
    confidence: float,
    *,
    hint: str = "",
    names: tuple[str, ...] = (),
    derivation: str | None = None,
) -> Candidate | None:
    stem = _gapped(statement, span.start, span.end)
    if stem is None or not statement.evidence.covers(span):
        return None
    if hint:
        stem = stem.replace(GAP, f"{GAP} ({hint})")
    penalty = 0.04 if len(stem.split()) > 26 else 0.0
    return Draft(
        maker="cloze",
        fact=statement.fact,
        stem=stem,
        key=key,
        accepted=accepted,
        asks=asks,
        evidence=statement.evidence,
        explanation=sourced(statement.text),
        confidence=confidence - penalty,
        key_span=span,
        derivation=derivation,
        key_names=names,
    ).cloze(workshop)


def _numbers(workshop: Workshop, statement: Statement) -> Iterator[Candidate]:
    for quantity in workshop.findings.quantities:
        if not statement.evidence.covers(quantity.evidence) or not worth_asking(quantity):
            continue
        if any(t.lower_ == "half" for t in statement.clause.tokens):
            continue  # "half of the 30 left after the first 15" can be worked out
        text = quantity.evidence.text
        span = Span(start=quantity.evidence.start, end=quantity.evidence.end)
        big = quantity.unit is not None or (quantity.value or 0) > 12
        made = _draft(
            workshop, statement, span, text, plain_forms(text), "number", 0.84 if big else 0.72
        )
        if made:
            yield made


def _dates(workshop: Workshop, statement: Statement) -> Iterator[Candidate]:
    for date in workshop.findings.dates:
        if date.relative or not date.anchored or not statement.evidence.covers(date.evidence):
            continue
        if date.granularity not in _EXACTNESS or ends_a_range(workshop.article.text, date):
            continue
        span = Span(start=date.evidence.start, end=date.evidence.end)
        made = _draft(
            workshop,
            statement,
            span,
            date.evidence.text,
            forms(date, date.evidence.text),
            "date",
            0.78,
            hint=_EXACTNESS[date.granularity],
        )
        if made:
            yield made


def _terms(workshop: Workshop, statement: Statement) -> Iterator[Candidate]:
    """Yield gaps on short terms that stand in quotation marks: his “victory plan”."""
    for quotation in workshop.findings.quotations:
        content = quotation.content
        if quotation.complete or not statement.evidence.covers(content):
            continue
        words = content.text.split()
        has_noun = any(
            t.pos_ in {"NOUN", "PROPN"}
            for t in statement.clause.tokens
            if content.start <= statement.clause.passage.start(t) < content.end
        )
        before = _word_before(statement, content.start)
        if not 2 <= len(words) <= _LONGEST_TERM or not has_noun or not before:
            continue
        span = Span(start=content.start, end=content.end)
        key = content.text.rstrip(".,;")
        made = _draft(workshop, statement, span, key, (key,), "term", 0.8)
        if made:
            yield made


def _gives_little(workshop: Workshop, statement: Statement, named: Named) -> bool:
    """Tell whether a gap on this name can be filled unread, or by another name as well."""
    passage, entity = statement.clause.passage, named.entity
    inside = passage.tokens_in(named.start, named.end)
    token, last = inside[0], inside[-1]
    before = passage.doc[token.i - 1] if token.i else None
    after = passage.doc[last.i + 1] if last.i + 1 < len(passage.doc) else None
    if last.dep_ in {"compound", "nmod", "amod"}:
        return True  # "the US policy shift"
    if any(t.lower_ == "according" for t in (*token.ancestors, token)):
        return True  # the paper that is only credited
    if last.dep_ == "conj" or any(c.dep_ == "conj" for c in last.children):
        return _listed_loosely(last)
    if after is not None and after.tag_ == "POS" and isinstance(entity, Place):
        owned = last.head
        if workshop.names.person_at(passage, owned) is not None:
            return True  # "Spain's King Juan Carlos"
    if isinstance(entity, Person):
        if before is not None and (before.lower_ == "elect" or _ends_a_title(before)):
            return True  # "President-elect", "Secretary of State"
        return before is not None and is_role_noun(before.text)
    if after is not None and after.tag_ == "POS" and isinstance(entity, Organisation):
        return True  # "the firm's own product"
    seat = isinstance(entity, Place) and entity.name in seats()
    return seat and (before is None or before.lower_ not in {"in", "at", "near", "from"})


def _ends_a_title(token: Token) -> bool:
    """Tell whether a word before a name ends a title with "of": "Secretary of State"."""
    if token.i < 2 or token.tag_ not in {"NNP", "NNPS"} or token.nbor(-1).lower_ != "of":
        return False
    post = token.nbor(-2)
    return post.text[:1].isupper() and is_role_noun(post.text)


def _listed_loosely(name: Token) -> bool:
    """Tell whether a list of names may go on: only two, or names set beside a noun, are all."""
    first = name
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ in {"dobj", "attr", "nsubj"} and len(list(first.conjuncts)) > 1


def _word_before(statement: Statement, start: int) -> bool:
    """Tell whether the term is joined to the sentence by a determiner, adjective or preposition."""
    passage = statement.clause.passage
    before = [t for t in statement.clause.tokens if passage.end(t) < start and t.text != '"']
    return bool(before) and max(before, key=lambda t: t.i).tag_ in _JOINTS


def _names(workshop: Workshop, statement: Statement) -> Iterator[Candidate]:
    subject_start = statement.clause.passage.start(statement.clause.subject_head)
    for named in workshop.named_in(statement):
        entity = named.entity
        if _gives_little(workshop, statement, named):
            continue
        if named.start == subject_start and not isinstance(entity, Person):
            continue  # the maker "subject" asks for it better
        span = Span(start=named.start, end=named.end)
        written_form = workshop.article.at(span)
        key = entity.name if isinstance(entity, Person) else written_form
        confidence = _CONFIDENCE.get(kind_of(entity), 0.6)
        if named.start == subject_start:
            confidence -= 0.1
        if entity in workshop.leading:  # whom the story is about can be guessed unread
            confidence -= 0.15
        made = _draft(
            workshop,
            statement,
            span,
            key,
            (key, *accepted_names(entity)),
            kind_of(entity),
            confidence,
            names=giveaways(entity),
            derivation=None if key == written_form else f"“{written_form}” is {key}.",
        )
        if made:
            yield made
