"""What somebody said without quotation marks, and who it was; what is claimed stays a claim.

Patterns: "Who said|warned|denied that CLAUSE?" from a report that stands alone; "According to X,
who|which company|how many ...?"; and those of `frames.py`: "What did X accuse Y of?", "What did X
call Y?", "What did X urge Y to do?", "What did X agree to do?", "What was X fined for?". Refused:
keys of more than eight words, keys with a pronoun, frames that the article fills twice, reports
whose "he" may be somebody else, people without a full name, denials of the report itself.
"""

from collections.abc import Iterator

from quiz.language.gazetteer import reporting_verbs
from quiz.language.known_as import accepted_names, giveaways, kind_of
from quiz.language.names import Entity
from quiz.language.numbers import plain_forms
from quiz.language.reports import Report, reports
from quiz.language.statement import Statement, render, sentence_case
from quiz.makers.distractors import with_choices
from quiz.makers.frames import Asked, asked
from quiz.makers.reporting import report_of
from quiz.makers.subject import wh_phrase
from quiz.makers.workshop import Draft, Workshop, display_name, has_full_name, sourced, worth_asking
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Organisation, Person, Quantity
from quiz.schema.record import Span

_CLAIMS = frozenset({"say", "claim", "warn", "think", "admit"})
_WHO, _ORGANISATION, _SPOKE_OF = 0.76, 0.68, 0.7


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each report that stands alone and each frame with a short filling."""
    for statement in workshop.statements:
        yield from _who(workshop, statement)
    for report in reports(workshop.parsed, workshop.findings):
        if report.statement.fault is None and report.stance in _CLAIMS:
            yield from _who_said_behind(workshop, report)
            yield from _according_to(workshop, report)
    for found in asked(workshop):
        yield _what(workshop, found)


def _who(workshop: Workshop, statement: Statement) -> Iterator[Candidate]:
    report = report_of(statement)
    entity = speaker_of(workshop, statement)
    phrase = wh_phrase(entity, workshop) if entity is not None else None
    if report is None or entity is None or phrase is None:
        return
    parts = (phrase, report.verb, report.between, "that", report.reported)
    key = display_name(entity)
    span, written = _key_span(statement)
    draft = Draft(
        maker="reported",
        fact=statement.fact,
        stem=sentence_case(" ".join(part for part in parts if part)) + "?",
        key=key,
        accepted=(key, *accepted_names(entity)),
        asks=kind_of(entity),
        evidence=statement.evidence,
        explanation=sourced(statement.text),
        confidence=_WHO if isinstance(entity, Person) else _ORGANISATION,
        key_span=span,
        derivation=None if written == key else f"“{written}” is {key}.",
        key_names=giveaways(entity),
    )
    yield draft.short_answer(workshop)
    yield from with_choices(workshop, draft, entity, verb=statement.clause.verb.lemma_)


def _who_said_behind(workshop: Workshop, report: Report) -> Iterator[Candidate]:
    """Yield the question for "CLAUSE, X said", which is no statement of its own."""
    phrase = wh_phrase(report.source, workshop)
    if report.in_front or phrase is None or not has_full_name(report.source):
        return
    verb = reporting_verbs()[report.cue.lemma_.lower()][0]
    key = display_name(report.source)
    written = workshop.article.at(report.name)
    draft = Draft(
        maker="reported",
        fact=report.fact,
        stem=sentence_case(f"{phrase} {verb} that {render(report.statement.words)}?"),
        key=key,
        accepted=(key, *accepted_names(report.source)),
        asks=kind_of(report.source),
        evidence=report.statement.evidence,
        explanation=sourced(" ".join(report.statement.evidence.text.split())),
        confidence=_WHO if isinstance(report.source, Person) else _ORGANISATION,
        key_span=report.name,
        derivation=None if written == key else f"“{written}” is {key}.",
        key_names=giveaways(report.source),
    )
    yield draft.short_answer(workshop)
    yield from with_choices(workshop, draft, report.source, verb=report.cue.lemma_)


def _according_to(workshop: Workshop, report: Report) -> Iterator[Candidate]:
    """Yield "According to X, which company ...?" and "According to X, how many ...?"."""
    statement = report.statement
    source = _written_source(workshop, report)
    rest = render((*statement.middle, *statement.rest))
    if statement.lead or source is None or statement.clause.negated:
        return
    entity = _whole_subject(workshop, statement)
    phrase = wh_phrase(entity, workshop) if entity is not None else None
    if entity is not None and phrase is not None and entity != report.source:
        key = display_name(entity)
        span, written = _key_span(statement)
        yield Draft(
            maker="reported",
            fact=statement.fact,
            stem=f"According to {source}, {phrase} {rest}?",
            key=key,
            accepted=(key, *accepted_names(entity)),
            asks=kind_of(entity),
            evidence=statement.evidence,
            explanation=sourced(" ".join(statement.evidence.text.split())),
            confidence=_SPOKE_OF - statement.doubt,
            key_span=span,
            derivation=None if written == key else f"“{written}” is {key}.",
            key_names=giveaways(entity),
        ).short_answer(workshop)
    counted = _counted(workshop, statement)
    if counted is not None:
        quantity, what = counted
        text = quantity.evidence.text
        yield Draft(
            maker="reported",
            fact=statement.fact,
            stem=f"According to {source}, how many {what} {rest}?",
            key=text,
            accepted=(text, *plain_forms(text)),
            asks="number",
            evidence=statement.evidence,
            explanation=sourced(" ".join(statement.evidence.text.split())),
            confidence=_SPOKE_OF - statement.doubt,
            key_span=Span(start=quantity.evidence.start, end=quantity.evidence.end),
        ).short_answer(workshop)


def _written_source(workshop: Workshop, report: Report) -> str | None:
    """Return the source as the question names it: "Ida Marr", "the Port Authority"."""
    if not has_full_name(report.source):
        return None
    if isinstance(report.source, Person):
        return report.source.name
    first = report.source.mentions[0]
    before = workshop.article.text[max(0, first.start - 4) : first.start].lower()
    return f"the {report.source.name}" if before == "the " else report.source.name


def _whole_subject(workshop: Workshop, statement: Statement) -> Entity | None:
    """Return what the subject is, if it is nothing but a name."""
    text = render(statement.subject)
    return workshop.names.by_name.get(text.removeprefix("the ").removeprefix("The "))


def _counted(workshop: Workshop, statement: Statement) -> tuple[Quantity, str] | None:
    """Return the number that opens the subject, and the words of what it counts."""
    subject = statement.subject
    for quantity in workshop.findings.quantities:
        inside = [w for w in subject if quantity.evidence.covers(Span(start=w.start, end=w.end))]
        opens = bool(inside) and tuple(inside) == subject[: len(inside)]
        what = subject[len(inside) :]
        if opens and what and what[0].text != "of" and worth_asking(quantity):
            several = all(w.text not in {"and", "or", ","} for w in what)
            return (quantity, render(what)) if several else None
    return None


def speaker_of(workshop: Workshop, statement: Statement) -> Entity | None:
    """Return the person or body that the subject of a statement is, if it is nothing but a name."""
    clause = statement.clause
    text = " ".join("".join((" " if w.space else "") + w.text for w in statement.subject).split())
    entity = workshop.names.by_name.get(text.removeprefix("the ").removeprefix("The "))
    if entity is None:
        named = workshop.names.at(clause.passage, clause.subject_head)
        last = clause.passage.end(clause.subject[-1])
        titled = named is not None and isinstance(named.entity, Person) and named.end == last
        entity = named.entity if named is not None and titled else None
    known = isinstance(entity, Person | Organisation) and has_full_name(entity)
    return entity if known else None


def _key_span(statement: Statement) -> tuple[Span, str]:
    passage, subject = statement.clause.passage, statement.clause.subject
    span = Span(start=passage.start(subject[0]), end=passage.end(subject[-1]))
    return span, passage.article.at(span)


def _what(workshop: Workshop, found: Asked) -> Candidate:
    statement = found.statement
    told = workshop.article.at(statement.evidence)
    return Draft(
        maker="reported",
        fact=statement.fact,
        stem=found.stem,
        key=found.key,
        accepted=(found.key,),
        asks="clause",
        evidence=statement.evidence,
        explanation=sourced(" ".join(told.split())),
        confidence=found.confidence,
        key_span=found.span,
    ).short_answer(workshop)
