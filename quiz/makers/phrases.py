"""Asking for a phrase of a statement: cut it out, and put a question phrase in its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.language.clause_parts import FINITE
from quiz.language.names import Named
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.language.tree import Token
from quiz.makers.how_many import APPROXIMATIONS
from quiz.makers.told import Told
from quiz.makers.wording import inverted
from quiz.makers.workshop import Draft, Workshop, sourced
from quiz.schema.question import Asks, fold
from quiz.schema.record import Span

_DOUBTFUL = frozenset("could would might may should must can".split())
_NO_ENDS = frozenset({"IN", "TO", "CC", "DT", "PRP$", "WDT", "WP", "POS"})
_CUT_ENDS = frozenset("before after since until than as and or".split())
_LONGEST_SUBJECT, _LONGEST_REST, _SHORT_TAIL, _SHORT_LEAD = 10, 14, 5, 4


@dataclass(frozen=True)
class Phrase:
    """A run of words within the rest of a statement, and the rest without it."""

    words: tuple[Word, ...]
    rest: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The phrase as running text."""
        return render(self.words)

    @property
    def span(self) -> Span:
        """The characters of the article that the phrase comes from."""
        return Span(start=self.words[0].start, end=self.words[-1].end)


def branch(statement: Statement, head: Token) -> list[Token]:
    """Return `head` and what hangs on it within the statement, its date left aside.

    The small parser likes to hang "in May 2021" on the noun before it.
    """
    clause = statement.clause
    inside = {t.i for t in clause.rest}
    below = [t for t in head.subtree if t.i in inside]
    time = statement.time
    if time is not None:
        below = [t for t in below if not time.span.start <= clause.passage.start(t) < time.span.end]
    while below and below[-1].text in {",", ";", ":", "-"}:
        below.pop()
    return below


def cut(statement: Statement, tokens: Sequence[Token]) -> Phrase | None:
    """Return `tokens` as a phrase cut out of the rest of the statement.

    None where they are no run of whole words there, or where a comma parts them from the others.
    """
    if not tokens:
        return None
    passage = statement.clause.passage
    start, end = min(map(passage.start, tokens)), max(map(passage.end, tokens))
    hit = [n for n, w in enumerate(statement.rest) if w.start < end and start < w.end]
    if not hit or hit != list(range(hit[0], hit[-1] + 1)):
        return None
    words = tuple(statement.rest[n] for n in hit)
    if words[0].start != start or words[-1].end != end:
        return None
    last = max(tokens, key=lambda t: t.i)
    if last.tag_ in _NO_ENDS or last.lower_ in _CUT_ENDS or _cut_list(last, tokens):
        return None
    around = (statement.rest[hit[0] - 1 : hit[0]], statement.rest[hit[-1] + 1 : hit[-1] + 2])
    if any(w.text in {",", ";", "and", "or"} for words_beside in around for w in words_beside):
        return None
    return Phrase(words, (*statement.rest[: hit[0]], *statement.rest[hit[-1] + 1 :]))


def undated(workshop: Workshop, tokens: Sequence[Token], statement: Statement) -> list[Token]:
    """Return `tokens` without "in 2016" or "on 14 May 2021" at their end."""
    start_of = statement.clause.passage.start
    for n in range(len(tokens) - 1, 0, -1):
        if tokens[n].lower_ in {"in", "on"}:
            behind = tokens[n + 1 :]
            dates = workshop.findings.dates
            inside = all(
                any(d.evidence.start <= start_of(t) < d.evidence.end for d in dates) for t in behind
            )
            return list(tokens[:n]) if behind and inside else list(tokens)
    return list(tokens)


def _cut_list(last: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether the sentence goes on with "and" and another member of the phrase."""
    following = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    if following is None or following.lower_ not in {"and", "or"}:
        return False
    return any(following.head.i == t.i for t in tokens)


def ends_there(workshop: Workshop, phrase: Phrase) -> bool:
    """Tell whether nothing but a date follows a phrase; else the parser may have cut it short."""
    behind = [w for w in phrase.rest if w.start >= phrase.span.end]
    spans = [d.evidence for d in workshop.findings.dates]
    return all(
        w.text in {"in", "on"} or any(d.start <= w.start < d.end for d in spans) for w in behind
    ) and (not behind or behind[-1].text not in {"in", "on"})


def goes_on(workshop: Workshop, phrase: Phrase) -> bool:
    """Tell whether a preposition follows that may belong to the phrase: "to Lindau on the coast".

    Not so before a date.
    """
    behind = [w for w in phrase.rest if w.start >= phrase.span.end]
    spans = [d.evidence for d in workshop.findings.dates]
    if not behind or behind[0].text.lower() not in {"of", "on", "in", "near", "off", "at"}:
        return False
    return len(behind) < 2 or not any(d.start <= behind[1].start < d.end for d in spans)


def tokens_of(statement: Statement, words: Iterable[Word]) -> list[Token]:
    """Return the tokens of the statement's rest that `words` were made from."""
    spans = [(w.start, w.end) for w in words]
    start_of = statement.clause.passage.start
    return [t for t in statement.clause.rest if any(s <= start_of(t) < e for s, e in spans)]


def can_be_asked(statement: Statement, *, reports: bool = False) -> bool:
    """Tell whether a statement is plain enough to be turned round.

    Neither a denial, nor reported speech, nor a mere possibility, and its subject is short. "Agreed
    to pay" and "asked Norway to leave" report nothing but an act. With `reports` a reporting verb
    is welcome, since the question keeps it.
    """
    clause = statement.clause
    if statement.denies or clause.kind == "with":
        return False
    if clause.cue is not None and not reports and not _acts(clause.verb):
        return False
    through_report = isinstance(statement, Told) and statement.outer is not None
    if not through_report and any(t.lower_ in _DOUBTFUL for t in clause.middle):
        return False
    if any(t.tag_ in FINITE for t in clause.subject) or len(clause.subject) > _LONGEST_SUBJECT:
        return False
    if clause.subject[0].lower_ in {"last", "next"}:
        return False  # "last November Anna Vogel was jailed": a date in the subject
    plural = any(t.lower_ in {"have", "are", "were", "do"} for t in clause.middle)
    if clause.kind == "relative" and plural and clause.subject_head.tag_ in {"NN", "NNP"}:
        return False  # "one of the players, who have ..."
    return clause.subject_head.dep_ != "expl" and clause.subject_head.lower_ != "there"


def _acts(verb: Token) -> bool:
    """Tell whether a reporting verb has an infinitive instead of what is said."""
    deps = {c.dep_ for c in verb.children}
    infinitive = any(
        c.dep_ in {"xcomp", "ccomp"} and any(g.tag_ == "TO" for g in c.children)
        for c in verb.children
    )
    return infinitive and not deps & {"parataxis", "mark"}


def question(statement: Statement, asked: str, rest: tuple[Word, ...]) -> str | None:
    """Return "In which city did S V rest?" with `asked` in front, None where it would be clumsy.

    A short date that opens the statement goes to the end of a short question.
    """
    if not _tidy(statement, rest) or not _whole_lead(statement):
        return None
    if isinstance(statement, Told) and statement.outer is not None:
        return _through_report(
            statement.outer, asked, (*statement.subject, *statement.middle, *rest)
        )
    lead = statement.lead
    if lead and statement.time is not None and len(lead) <= _SHORT_LEAD and len(rest) < _SHORT_TAIL:
        rest, lead = (*rest, *lead), ()
    turned = inverted(statement, rest)
    if turned is None:
        return None
    stem = f"{asked} {turned}?"
    return sentence_case(f"{render(lead)}, {stem}" if lead else stem)


def _through_report(report: Statement, asked: str, said: tuple[Word, ...]) -> str | None:
    """Return "What did Denmark say it had sold?".

    "Where" and "why" would ask where and why Denmark said so.
    """
    if asked.split()[0] not in {"what", "who", "which", "how"} or asked in {"how", "how long"}:
        return None
    if report.lead or report.clause.subject_head.pos_ == "PRON":
        return None
    turned = inverted(report, said)
    return sentence_case(f"{asked} {turned}?") if turned is not None else None


def of_subject(
    statement: Statement, asked: str, rest: tuple[Word, ...] | None = None
) -> str | None:
    """Return "Which ferry sank near Bremen?": `asked` stands in place of the subject."""
    kept = statement.rest if rest is None else rest
    if not _tidy(statement, kept) or not _whole_lead(statement):
        return None
    stem = f"{asked} {render((*statement.middle, *kept))}?"
    lead = render(statement.lead)
    return sentence_case(f"{lead}, {stem}" if lead else stem)


def _whole_lead(statement: Statement) -> bool:
    """Tell whether what stands in front is an adverbial that has not lost its end."""
    lead, time = statement.clause.lead, statement.time
    if not lead:
        return True
    dated = time is not None and time.span.start == statement.lead[0].start
    return lead[-1].tag_ not in _NO_ENDS and (dated or lead[0].pos_ in {"ADP", "SCONJ"})


def _tidy(statement: Statement, rest: tuple[Word, ...]) -> bool:
    """Tell whether what stays behind is short and drags no other clause along."""
    tokens = tokens_of(statement, rest)
    if len(rest) > _LONGEST_REST or any(t.tag_ in FINITE for t in tokens):
        return False
    if any(_other_clause(t) for t in tokens):
        return False
    return not tokens or tokens[-1].tag_ not in _NO_ENDS


def _other_clause(token: Token) -> bool:
    """Tell whether a token heads a clause of its own; "to manage the museum" is none."""
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ not in {"conj", "advcl"}:
        return False
    return not (token.dep_ == "advcl" and any(c.tag_ == "TO" for c in token.children))


def before_number(words: Sequence[Word]) -> int:
    """Return how many words at the end of `words` are "more than", "nearly" and the like."""
    for count in (3, 2, 1):
        if len(words) >= count and render(words[-count:]).lower() in APPROXIMATIONS:
            return count
    return 0


def named_exactly(
    workshop: Workshop, statement: Statement, tokens: Sequence[Token]
) -> Named | None:
    """Return the name that `tokens` are, "the" left aside, None if they are anything else."""
    bare = [t for t in tokens if not (t.lower_ == "the" and t == tokens[0])]
    if not bare:
        return None
    passage = statement.clause.passage
    named = workshop.names.at(passage, bare[0])
    if named is None:
        return None
    start, end = passage.start(bare[0]), passage.end(bare[-1])
    return named if (named.start, named.end) == (start, end) else None


def drafted(
    workshop: Workshop,
    statement: Statement,
    *,
    maker: str,
    stem: str,
    key: str,
    span: Span,
    asks: Asks,
    confidence: float,
    accepted: Iterable[str] = (),
    key_names: Iterable[str] = (),
) -> Draft | None:
    """Return the draft of a question whose key comes from `span`, None where it lies elsewhere."""
    if not statement.evidence.covers(span) or not key:
        return None
    written = workshop.article.at(span)
    same = fold(written) == fold(key)
    return Draft(
        maker=maker,
        fact=statement.fact,
        stem=stem,
        key=key,
        accepted=(key, *accepted),
        asks=asks,
        evidence=statement.evidence,
        explanation=sourced(statement.text),
        confidence=confidence - (0.05 if statement.clause.kind == "joined" else 0.0),
        key_span=span,
        derivation=None if same else f"The article writes “{written}”.",
        key_names=tuple(key_names),
    )


def without_article(text: str) -> str:
    """Return a noun phrase without the article at its head."""
    first, _, tail = text.partition(" ")
    return tail if first.lower() in {"the", "a", "an"} and tail else text
