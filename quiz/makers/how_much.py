"""How much ...?  How large a fine ...?  What percentage of ...?  Sums and percentages.

Patterns: a sum as object of a verb of money ("paid $40m": `money_verbs.txt`), behind "for" where
something is bought or sold, in front of a noun that it measures ("a $1.5m fine"); a percentage of
something as subject or object, or the measure of a change ("rose by 12%": `change_verbs.txt`). The
key keeps "more than" and the like; the number alone is accepted too. Refused: ranges, changes from
one value to another, sums joined by "and".
"""

from collections.abc import Iterator

from quiz.language.dropping import article_before
from quiz.language.numbers import plain_forms
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token
from quiz.makers.distractors import with_numbers
from quiz.makers.how_many import APPROXIMATIONS
from quiz.makers.phrases import (
    before_number,
    branch,
    can_be_asked,
    cut,
    drafted,
    goes_on,
    of_subject,
    question,
    tokens_of,
)
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Quantity
from quiz.schema.record import Span

_BUYING = frozenset({"buy", "acquire", "purchase"})
_TRADING = frozenset({"buy", "acquire", "purchase", "sell", "auction"})
_DROPPED = frozenset({"a record", "a total of", "only", "just", "some"})
_COUNTS = frozenset({"toll", "number", "population", "total", "count"})
_OBJECTS = frozenset({"dobj", "npadvmod", "attr", "oprd"})


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each sum of money or percentage that a statement turns on."""
    for statement in askable(workshop):
        if not can_be_asked(statement):
            continue
        for quantity in workshop.findings.quantities:
            toll = statement.clause.subject_head.lemma_.lower() in _COUNTS and not quantity.counts
            if not (quantity.unit or toll) or not statement.evidence.covers(quantity.evidence):
                continue
            draft = _of(workshop, statement, quantity)
            if draft is not None:
                yield draft.short_answer(workshop)
                if draft.key == quantity.evidence.text:
                    yield from with_numbers(workshop, draft)


def _of(workshop: Workshop, statement: Statement, quantity: Quantity) -> Draft | None:
    percent = "%" in (quantity.unit or "") or "per" in (quantity.unit or "")
    inside = _Run.of(statement.rest, quantity)
    if inside is None:
        front = _Run.of(statement.subject, quantity) if percent else None
        return _share_of_subject(workshop, statement, quantity, front) if front else None
    if percent:
        found = _change(statement, inside, percent=True) or _share(workshop, statement, inside)
        stem, confidence = found or (None, 0.0)
    elif not quantity.unit:
        stem, confidence = _change(statement, inside, percent=False) or (None, 0.0)
    else:
        found = _paid(statement, inside) or _traded(statement, inside) or _large(statement, inside)
        stem, confidence = found or (None, 0.0)
    if stem is None:
        return None
    return _draft(workshop, statement, quantity, inside, stem, confidence)


class _Run:
    """The words of a quantity among others, with "more than" and the like in front."""

    def __init__(self, words: tuple[Word, ...], first: int, last: int) -> None:
        self.before_all = words[:first]
        self.number = words[first : last + 1]
        self.after = words[last + 1 :]
        hedges = before_number(self.before_all)
        self.hedge = self.before_all[len(self.before_all) - hedges :]
        self.before = self.before_all[: len(self.before_all) - hedges]

    @classmethod
    def of(cls, words: tuple[Word, ...], quantity: Quantity) -> "_Run | None":
        """Return the run of `quantity` in `words`, None where it is not there whole."""
        span = quantity.evidence
        hit = [n for n, w in enumerate(words) if w.start < span.end and span.start < w.end]
        if not hit or words[hit[0]].start < span.start or words[hit[-1]].end > span.end:
            return None
        return cls(words, hit[0], hit[-1])

    def clean(self) -> bool:
        """Tell whether the number is no range, no ratio and not joined to another."""
        beside = {w.text.lower() for w in (*self.before[-1:], *self.after[:1])}
        if beside & {"and", "or", "between", "-", "–", ",", "of", "than"} or self._goes_on():
            return False
        return not {w.text.lower() for w in self.before[-1:]} & {"to", "from"}

    def _goes_on(self) -> bool:
        """Tell whether "to" or "from" and another number follow."""
        texts = [w.text for w in self.after[:2]]
        number = len(texts) == 2 and (texts[1][:1].isdigit() or texts[1] in {"$", "£", "€"})
        return number and texts[0].lower() in {"to", "from"}


def _head(statement: Statement, run: _Run) -> Token | None:
    """Return the token of the number that hangs on something outside it."""
    inside = tokens_of(statement, run.number)
    return next((t for t in inside if t.head not in inside), None)


def _governs(statement: Statement, verb: Token) -> bool:
    """Tell whether a verb is the main one, or carries on its meaning ("agreed to pay")."""
    main = statement.clause.verb
    return verb == main or (verb.dep_ == "xcomp" and verb.head == main and verb.pos_ == "VERB")


def _paid(statement: Statement, run: _Run) -> tuple[str | None, float] | None:
    """Ask "How much did S pay ...?"."""
    head = _head(statement, run)
    if head is None or head.dep_ not in _OBJECTS or not _governs(statement, head.head):
        return None
    if any(w.text.lower() in {"and", "or"} for w in run.after):
        return None  # "€190m in cash and the rest in shares"
    following = tokens_of(statement, run.after[:1])
    verb = base_form(head.head)
    if verb not in word_set("money_verbs") or not run.clean() or _is_noun(following):
        return None
    if any(t.tag_ == "DT" for t in tokens_of(statement, run.before[-1:])):  # "a $1.5m fine"
        return None
    return question(statement, "how much", (*run.before, *run.after)), 0.8


def _is_noun(tokens: list[Token]) -> bool:
    return any(t.pos_ in {"NOUN", "PROPN", "NUM"} for t in tokens)


def _traded(statement: Statement, run: _Run) -> tuple[str | None, float] | None:
    """Ask "How much did S pay for Y?" of what is bought "for $40m", else "For how much ...?"."""
    clause = statement.clause
    head = _head(statement, run)
    if head is None or not run.before or run.before[-1].text != "for" or head.dep_ != "pobj":
        return None
    verb = head.head.head
    if not _governs(statement, verb) or base_form(verb) not in _TRADING:
        return None
    if _is_noun(tokens_of(statement, run.after[:1])) or _joined(run):
        return None
    rest = (*run.before[:-1], *run.after)
    plain = clause.verb == verb and [t.tag_ for t in clause.middle] == ["VBD"]
    if plain and base_form(verb) in _BUYING and question(statement, "x", rest) and rest:
        body = f"how much did {render(statement.subject)} pay for {render(rest)}?"
        lead = render(statement.lead)
        stem = f"{lead}, {body}" if lead else body
        return stem[:1].upper() + stem[1:], 0.8
    return question(statement, "for how much", rest), 0.78


def _joined(run: _Run) -> bool:
    return any(w.text.lower() in {"and", "or", "to", "-", "–"} for w in run.after[:1])


def _large(statement: Statement, run: _Run) -> tuple[str | None, float] | None:
    """Ask "How large a fine ...?" of "a $1.5m fine"."""
    following = tokens_of(statement, run.after[:1])
    if not following or following[0].lemma_.lower() not in word_set("money_nouns"):
        return None
    noun, number = following[0], _head(statement, run)
    if not run.before or run.before[-1].text.lower() not in {"a", "an"}:
        return None
    if not any(t and t.dep_ == "dobj" and _governs(statement, t.head) for t in (noun, number)):
        return None
    article = article_before(noun.text)
    asked = f"how large {article} {noun.text.lower()}"
    return question(statement, asked, (*run.before[:-1], *run.after[1:])), 0.8


def _change(statement: Statement, run: _Run, *, percent: bool) -> tuple[str | None, float] | None:
    """Ask "By what percentage did S rise ...?"."""
    head = _head(statement, run)
    if head is None or any(w.text.lower() in {"to", "from"} for w in run.after):
        return None
    before = run.before[-1].text.lower() if run.before else ""
    by = before in {"by", "to"}
    verb = head.head.head if by else head.head
    if not percent and before != "to":
        return None
    if base_form(verb) not in word_set("change_verbs") or not _governs(statement, verb):
        return None
    if not by and (head.dep_ not in _OBJECTS or run.before):
        return None
    if _joined(run) or _is_noun(tokens_of(statement, run.after[:1])):
        return None
    points = "point" in render(run.number)
    asked = "by how many percentage points" if points else "by what percentage"
    if before == "to":
        asked = "to what level" if percent else "to what number"
    return question(statement, asked, (*run.before[: -1 if by else None], *run.after)), 0.82


def _share(workshop: Workshop, statement: Statement, run: _Run) -> tuple[str | None, float] | None:
    """Ask "What percentage of Y does S own?"."""
    head = _head(statement, run)
    if head is None:
        return None
    accounts = head.dep_ == "pobj" and base_form(head.head.head) == "account"
    if not accounts and (head.dep_ != "dobj" or not _governs(statement, head.head)):
        return None
    of = next((c for c in head.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    if of is None or len(run.before) != accounts or not run.after or run.after[0].text != "of":
        return None
    phrase = cut(statement, [*tokens_of(statement, run.number), *branch(statement, of)])
    if phrase is None or goes_on(workshop, phrase):
        return None
    rest = tuple(w for w in phrase.rest if w not in (*run.hedge, *run.before))
    whole = render(phrase.words[len(run.number) :])
    asked = f"{'for ' if accounts else ''}what percentage {whole}"
    return question(statement, asked, rest), 0.8


def _share_of_subject(
    workshop: Workshop, statement: Statement, quantity: Quantity, run: _Run
) -> Draft | None:
    """Ask "What percentage of voters backed ...?"."""
    if run.before or not run.after or run.after[0].text != "of":
        return None
    stem = of_subject(statement, f"what percentage {render(run.after)}")
    return _draft(workshop, statement, quantity, run, stem, 0.82) if stem else None


def _draft(
    workshop: Workshop,
    statement: Statement,
    quantity: Quantity,
    run: _Run,
    stem: str,
    confidence: float,
) -> Draft | None:
    number = quantity.evidence.text
    hedge = render(run.hedge).lower()
    assert not hedge or hedge in APPROXIMATIONS
    key = number if hedge in _DROPPED or not hedge else f"{hedge} {number}"
    return drafted(
        workshop,
        statement,
        maker="how_much",
        stem=stem,
        key=key,
        span=Span(start=quantity.evidence.start, end=quantity.evidence.end),
        asks="number",
        confidence=confidence,
        accepted=plain_forms(number),
    )
