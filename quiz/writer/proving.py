"""From a proposal of a model to a candidate, or to the reasons why it is none.

Nothing a model says of its own question counts: the evidence is looked for in the article, the key
in the evidence, wrong options in the rest of the article. What comes out is a candidate like those
of the makers, with spans, and goes through the same screening, assembly and exports.
"""

import re
import unicodedata
from dataclasses import replace
from random import Random
from typing import NamedTuple

from pydantic import ValidationError

from quiz.language.amounts import parse_amount
from quiz.language.numbers import NUMBER
from quiz.language.truth import may_hold, telling_words
from quiz.schema.candidate import Candidate
from quiz.schema.findings import DateExpression, Person
from quiz.schema.question import (
    Cloze,
    MultipleChoice,
    ShortAnswer,
    TrueFalse,
    fold,
    spaced,
)
from quiz.schema.record import Evidence, Span, digest
from quiz.schema.writing import WRITER, Refused
from quiz.writer.asked import Asked
from quiz.writer.case import Case
from quiz.writer.deriving import KeyProof, prove_key
from quiz.writer.doubts import doubts, rivals
from quiz.writer.locating import located
from quiz.writer.losses import NEGATIVE
from quiz.writer.passages import Passage
from quiz.writer.swaps import left_out
from quiz.writer.weaknesses import is_weak
from quiz.writer.wire import (
    Malformed,
    Proposal,
    ProposedChoice,
    ProposedGap,
    ProposedStatement,
)

# How many of an assistant's questions a strict reader kept before any proof, by type: what is known
# of models in general, not of the one at hand. The ranking knows the makers' questions only.
CONFIDENCE = {"short_answer": 0.73, "cloze": 0.9, "true_false": 0.91, "multiple_choice": 0.95}
_FROM_EVIDENCE = 0.6  # of a statement's telling words
_Kind = type[ShortAnswer] | type[Cloze] | type[MultipleChoice] | type[TrueFalse]
_WEAK = 0.55  # what a weak one counts, of any type
_UNEVEN_DASH = re.compile(r"(?<=\w)(?:— +| +—)(?=\w)")
_STOP_INSIDE = re.compile(r"\.”\.?$")
_DOUBLE = re.compile(r'"([^"]*)"')


class Outcome(NamedTuple):
    """What became of a proposal: a candidate, or what was refused, with every reason found."""

    candidate: Candidate | None = None
    refused: Refused | None = None


class _FaultError(Exception):
    """A rule that a proposal breaks, with the reason."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule, self.reason = rule, reason


def prove(case: Case, passage: Passage, proposal: Proposal | Malformed, model: str) -> Outcome:
    """Return the candidate that a proposal proves to be, or why it proves to be none."""
    if isinstance(proposal, Malformed):
        return Outcome(
            refused=Refused(
                type="question",
                stem=proposal.shown,
                key="",
                rule="malformed",
                reason=proposal.reason,
            )
        )
    try:
        return Outcome(candidate=_candidate(case, passage, proposal, model))
    except _FaultError as fault:
        key = "" if isinstance(proposal, ProposedStatement) else proposal.answer
        return Outcome(
            refused=Refused(
                type=proposal.type,
                stem=one_line(proposal.stem),
                key=one_line(key),
                rule=fault.rule,
                reason=fault.reason,
            )
        )


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that nobody sees."""
    kept = (c for c in " ".join(text.split()) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return "".join(kept)


def typographic(text: str) -> str:
    """Return `text` on one line with the marks that Broadsheet writes: “ ” and ’."""
    line = re.sub(r"_{3,}", "_____", one_line(text))
    line = _DOUBLE.sub("“\\1”", line) if line.count('"') % 2 == 0 else line
    line = _UNEVEN_DASH.sub(" — ", line)
    return re.sub(r"(?<=\w)'(?=\w|\s|$)", "’", line)


def _ended(stem: str) -> str:
    """Return a sentence with its full stop behind the last quotation mark: “… it”."""
    return stem if stem.endswith("?") else _STOP_INSIDE.sub("”.", stem)


def _candidate(case: Case, passage: Passage, proposal: Proposal, model: str) -> Candidate:
    stem = _ended(typographic(proposal.stem))
    within = Span(start=passage.blocks[0].start, end=passage.blocks[-1].end)
    evidence = case.evidence(proposal.evidence, within)
    if evidence is None:
        raise _FaultError("evidence not found", "The evidence does not stand so in the article.")
    if isinstance(proposal, ProposedStatement):
        return _statement(case, proposal, stem, evidence, model)
    more = () if isinstance(proposal, ProposedChoice) else proposal.accepted
    key, words = one_line(proposal.answer).strip(" ."), proposal.answer_words
    proof = prove_key(case, evidence, stem, key, words, tuple(typographic(f) for f in more))
    if isinstance(proof, str):
        raise _FaultError("key not proved", proof)
    asked = _asked(case, proposal.type, stem, proof)
    _require_no_doubt(asked)
    made = _Made(case, proposal.type, stem, proof.evidence, model, weak=is_weak(asked))
    if isinstance(proposal, ProposedChoice):
        return _choice(made, proof, tuple(typographic(o) for o in proposal.wrong_options))
    kind = Cloze if isinstance(proposal, ProposedGap) else ShortAnswer
    return made.candidate(
        kind, proof.key, proof.names, key=proof.key, accepted=proof.accepted, **_proved(proof)
    )


def _asked(case: Case, kind: str, stem: str, proof: KeyProof) -> Asked:
    told = stem.replace("_____", proof.key) if "_____" in stem else f"{stem} {proof.key}"
    return Asked(
        case=case,
        type=kind,
        stem=stem,
        told=told,
        evidence=proof.evidence,
        span=proof.span,
        names=proof.names,
        entity=proof.entity,
        number=proof.asks == "number",
    )


def _require_no_doubt(asked: Asked) -> None:
    found = list(doubts(asked))
    if found:
        raise _FaultError(found[0][0], " ".join(reason for _, reason in found))


def _proved(proof: KeyProof) -> dict[str, object]:
    return {"key_span": proof.span, "derivation": proof.derivation, "asks": proof.asks}


class _Made(NamedTuple):
    """What all candidates of one proposal have in common."""

    case: Case
    type: str
    stem: str
    evidence: Evidence
    model: str
    weak: bool = False

    def candidate(
        self,
        kind: _Kind,
        asked: str,
        names: tuple[str, ...],
        **fields: object,
    ) -> Candidate:
        """Return the candidate of `kind`; `asked` tells what fact of the evidence it asks."""
        article = self.case.article
        fact = digest("written", str(self.evidence.start), str(self.evidence.end), fold(asked))
        common = {
            "id": digest("question", article.id, "writer", self.type, fact),
            "stem": self.stem,
            "evidence": self.evidence,
            "explanation": f"The article says: {' '.join(self.evidence.text.split())}",
            "maker": f"{WRITER}{self.model}",
            "confidence": _WEAK if self.weak else CONFIDENCE[self.type],
        }
        try:
            question = kind.model_validate({**common, **fields})
        except ValidationError as error:
            reason = error.errors(include_url=False, include_input=False)[0]["msg"]
            said = reason.removeprefix("Value error, ").capitalize()
            raise _FaultError("unsound", f"{said}.") from None
        return Candidate(question=question, fact=fact, key_names=names)


def _choice(made: _Made, proof: KeyProof, wrong: tuple[str, ...]) -> Candidate:
    """Return a multiple-choice question with the wrong options that are certainly wrong."""
    for option in wrong:
        reason = not_certainly_wrong(made.case, made.stem, proof, option)
        if reason is not None:
            raise _FaultError("wrong option", reason)
    options = _opening_alike([proof.key, *wrong])
    if isinstance(proof.entity, Person):
        told = {rival.name for rival in rivals(made.case, proof.entity)}
        if len(told) >= len(wrong) and not any(made.case.entity(o) for o in wrong):
            raise _FaultError("wrong option", "Only the answer is somebody of the article.")
    order = list(range(len(options)))
    Random(digest("options", made.case.article.id, made.stem)).shuffle(order)  # noqa: S311 - no secret
    return made.candidate(
        MultipleChoice,
        proof.key,
        proof.names,
        options=tuple(options[n] for n in order),
        key_index=order.index(0),
        **_proved(proof),
    )


def _opening_alike(options: list[str]) -> list[str]:
    """Return the options with a capital at the head of each line, as all options have."""
    return [option[:1].upper() + option[1:] for option in options]


def not_certainly_wrong(case: Case, stem: str, proof: KeyProof, option: str) -> str | None:
    """Return why an option may be right after all, or is no option; None where it is sound."""
    forms = case.forms_of(option)
    if {fold(f) for f in forms} & {fold(n) for n in proof.names}:
        return f"“{option}” is another name of the answer."
    key, other = parse_amount(proof.key), parse_amount(option)
    if key is not None and key == other:
        return f"“{option}” is the same number as the answer."
    if proof.asks in {"number", "date"} and any(c.isdigit() for c in proof.key):
        if not any(c.isdigit() for c in option):
            return f"“{option}” is not of the answer’s kind."
        if _signs(option) != _signs(proof.key):
            return f"“{option}” is not written in the form of the answer."
    if proof.entity is not None:
        rival = case.entity(option)
        if rival is not None and type(rival) is not type(proof.entity):
            return f"“{option}” is not of the answer’s kind."
    if may_hold(case.parsed, stem, proof.evidence.text, proof.names, forms):
        return f"By the article “{option}” may be right, too."
    return None


def _signs(text: str) -> tuple[bool, ...]:
    """Return which signs of a unit a number has."""
    return tuple(sign in text for sign in "%$£€")


def _statement(
    case: Case, proposal: ProposedStatement, stem: str, evidence: Evidence, model: str
) -> Candidate:
    """Return a statement: a true one by its evidence, a false one by what is put right in it."""
    asked = _asked_statement(case, stem, evidence, None)
    made = _Made(case, "true_false", stem, evidence, model, weak=is_weak(asked))
    if proposal.is_true:
        _require_told(case, stem, evidence)
        _require_no_doubt(asked)
        return made.candidate(
            TrueFalse,
            " ".join(sorted(telling_words(stem))),
            (),
            key=True,
            asks="truth",
            derivation="The statement says what the article says.",
        )
    wrong, right = typographic(proposal.wrong_words), typographic(proposal.right_words)
    span, true = _put_right(case, stem, evidence, wrong, right)
    _require_told(case, true, evidence)
    put_right = _asked_statement(case, true, evidence, span)
    _require_no_doubt(replace(put_right, number=NUMBER.fullmatch(right) is not None))
    if (rest := left_out(put_right)) is not None:
        raise _FaultError("not false", f"The article also says “{rest}”: this may cover “{wrong}”.")
    if may_hold(case.parsed, true, evidence.text, (right,), case.forms_of(wrong)):
        raise _FaultError("not false", f"By the article “{wrong}” may be right, too.")
    return made.candidate(
        TrueFalse,
        f"{right} {' '.join(sorted(telling_words(true)))}",
        (),
        key=False,
        asks="truth",
        key_span=span,
        correction=true,
        derivation=f"The article says “{case.article.at(span)}”, not “{wrong}”.",
    )


def _put_right(
    case: Case, stem: str, evidence: Evidence, wrong: str, right: str
) -> tuple[Span, str]:
    """Return where the right words stand in the evidence, and the statement with them put in."""
    span = located(case.article, evidence, right)
    if not wrong or not right or stem.count(wrong) != 1 or span is None:
        raise _FaultError(
            "not false", "It does not say which words are wrong, once, and what the evidence has."
        )
    if fold(wrong) == fold(right) or spaced(wrong) in spaced(evidence.text):
        raise _FaultError("not false", f"“{wrong}” stands in the evidence.")
    return span, stem.replace(wrong, right)


def _asked_statement(case: Case, told: str, evidence: Evidence, span: Span | None) -> Asked:
    return Asked(case=case, type="true_false", stem=told, told=told, evidence=evidence, span=span)


def _require_told(case: Case, statement: str, evidence: Evidence) -> None:
    """Raise _FaultError unless the words of a true statement are those of the evidence."""
    words, there = telling_words(statement), telling_words(evidence.text)
    if len(words & there) < _FROM_EVIDENCE * len(words):
        raise _FaultError("not told", "The evidence does not say this in nearly the same words.")
    said = set(spaced(evidence.text).split()) | {
        word
        for named in case.names.within(evidence.start, evidence.end)
        for form in (named.entity.name, *named.entity.aliases)
        for word in spaced(form).split()
    }
    dates = {(d.first, d.last) for d in case.dates_in(evidence)}
    for figure in NUMBER.finditer(statement):
        given = spaced(figure.group()).split()
        days = [d for d in case.days(statement) if figure["digits"] in d.evidence.text]
        dated = any((d.first, d.last) in dates for d in days) or _same_month(case, days)
        if not set(given) <= said and not dated:
            raise _FaultError("not told", f"The evidence does not say “{figure.group()}”.")
    negated = NEGATIVE & set(spaced(statement).split())
    if negated and not NEGATIVE & said:
        raise _FaultError("not told", "The evidence has no “not”, “no” or “never”.")
    for token in case.tokens(evidence):
        denied = token.dep_ == "neg" and telling_words(token.head.text) & words
        if denied and not negated:
            raise _FaultError("not told", f"The statement has lost “{token.text}”.")


def _same_month(case: Case, days: list[DateExpression]) -> bool:
    """Tell whether the dates name the month or the year in which the article appeared."""
    published = case.article.published
    return published is not None and any(
        d.first is not None and d.last is not None and d.first <= published <= d.last for d in days
    )
