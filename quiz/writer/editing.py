"""A model as copy editor of rule-made questions: better words, the same question.

An edit is proved like a question, and refused if it changes what is asked: other names, figures,
negations, hedges, quotations or question word, telling words from nowhere, or an option that may be
right.
"""

import re
from collections.abc import Sequence

from pydantic import ValidationError

from quiz.errors import WriterError, WriterStoppedError
from quiz.language.truth import telling_words
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Findings
from quiz.schema.question import (
    GAP,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    TrueFalse,
    fold,
    key_text,
    spaced,
)
from quiz.schema.writing import Refused, Usage
from quiz.writer.case import Case
from quiz.writer.deriving import KeyProof
from quiz.writer.losses import HEDGES, NEGATIVE
from quiz.writer.prompting import edit_request
from quiz.writer.proving import not_certainly_wrong, typographic
from quiz.writer.wire import Edit, Malformed, edits
from quiz.writer.writing import Asking, Screen, Work

_KEPT = 0.6  # of the telling words of the old stem
_WH = re.compile(r"\b(?:who|whom|whose|what|when|where|why|which|how(?: \w+)?)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”")


def editable(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that an editor may see, in order.

    Matching and ordering are lists; a false statement stands and falls with its wording.
    """
    return [c for c in candidates if _may_change(c.question)]


def _may_change(question: Question) -> bool:
    if isinstance(question, TrueFalse):
        return question.key
    return not isinstance(question, Matching | Ordering)


def edit(
    article: Article,
    findings: Findings,
    candidates: Sequence[Candidate],
    asking: Asking,
    screen: Screen,
    used: Usage,
) -> Work:
    """Return the edited ones of `candidates`, with their ids; what was refused stays as it was.

    `used` is what the writer took of the same limit.
    """
    work = Work()
    shown = editable(candidates)
    if not shown:
        return work
    try:
        answer = asking.ask("edit", edit_request([c.question for c in shown]), used)
        work.usage += answer.usage
        found = edits(answer.text)
    except WriterStoppedError:
        raise
    except (WriterError, ValueError) as error:
        work.trouble = str(error) if isinstance(error, WriterError) else f"No edits: {error}."
        return work
    case = Case(article, findings)
    done: set[int] = set()
    for change in found:
        _take(case, shown, change, done, screen, work)
    return work


def _take(
    case: Case,
    shown: list[Candidate],
    change: Edit | Malformed,
    done: set[int],
    screen: Screen,
    work: Work,
) -> None:
    """Keep the candidate that an edit makes, or the reason why it makes none."""
    if isinstance(change, Malformed):
        work.refused.append(_refused(change.shown, "", change.reason, rule="malformed"))
        return
    if not 1 <= change.number <= len(shown) or change.number in done:
        reason = f"There is no question {change.number} left."
        work.refused.append(_refused(change.stem, "", reason))
        return
    done.add(change.number)
    candidate = shown[change.number - 1]
    edited = _edited(case, candidate, change)
    if isinstance(edited, Candidate):
        dropped = screen([edited], case.article).dropped
        if not dropped:
            work.candidates.append(edited)
            return
        edited = dropped[0].reason
    if edited:
        key = key_text(candidate.question)
        work.refused.append(_refused(change.stem or candidate.question.stem, key, edited))


def _refused(stem: str, key: str, reason: str, rule: str = "edit refused") -> Refused:
    return Refused(type="edit", stem=typographic(stem), key=key, rule=rule, reason=reason)


def _edited(case: Case, candidate: Candidate, change: Edit) -> Candidate | str:
    """Return the edited candidate, or why it is not one; "" where nothing was changed."""
    question = candidate.question
    updates: dict[str, object] = {}
    stem = typographic(change.stem)
    if stem and stem != question.stem:
        reason = asks_otherwise(question, stem)
        if reason is not None:
            return reason
        updates["stem"] = stem
    if change.wrong_options:
        options = _options(case, candidate, stem or question.stem, change)
        if isinstance(options, str):
            return options
        updates["options"] = options
    if not updates:
        return ""
    try:
        made = type(question).model_validate({**question.model_dump(), **updates})
    except ValidationError as error:
        return str(error.errors(include_url=False, include_input=False)[0]["msg"])
    return candidate.model_copy(update={"question": made})


def asks_otherwise(question: Question, stem: str) -> str | None:
    """Return what `stem` asks otherwise than `question` does, None where it asks the same."""
    old, new = question.stem, stem
    if _first_wh(old) != _first_wh(new):
        return "The question word is another."
    if _QUOTED.findall(old) != _QUOTED.findall(new):
        return "A quotation is changed."
    for name, words in (("negation", NEGATIVE), ("hedge", HEDGES)):
        before, after = (set(spaced(text).split()) & words for text in (old, new))
        if before != after:
            return f"A {name} is lost or put in."
    if _figures(old) != _figures(new) or old.count(GAP) != new.count(GAP):
        return "A figure is changed."
    if _names(old) ^ _names(new):
        return f"The names differ: {', '.join(sorted(_names(old) ^ _names(new)))}."
    before, after = telling_words(old), telling_words(new)
    if not after <= before | telling_words(question.evidence.text):
        return "It has words that neither the question nor its sentence has."
    if len(before & after) < _KEPT * len(before):
        return "It has lost too much of what the question says."
    return None


def _first_wh(text: str) -> str:
    found = _WH.search(_QUOTED.sub("", text))
    return found.group().lower() if found else ""


def _figures(text: str) -> list[str]:
    return sorted(w for w in spaced(text).split() if any(c.isdigit() for c in w))


def _names(text: str) -> set[str]:
    """Return the words with a capital, folded, but for the first word of a text."""
    words = [w.strip("“”\"'(),.?;:") for w in text.split()]
    names = {fold(w.removesuffix("’s")) for w in words[1:] if w[:1].isupper()}
    first = fold(words[0].removesuffix("’s")) if words else ""
    return names - {first}


def _options(case: Case, candidate: Candidate, stem: str, change: Edit) -> tuple[str, ...] | str:
    """Return the options with other wrong ones, the key in its place; or why they will not do."""
    question = candidate.question
    if not isinstance(question, MultipleChoice):
        return "Only a multiple-choice question has wrong options."
    wrong = [typographic(option) for option in change.wrong_options]
    if len(wrong) != len(question.distractors):
        return f"It has {len(question.distractors)} wrong options; as many are wanted."
    proof = KeyProof(
        key=question.key,
        evidence=question.evidence,
        span=question.key_span,
        derivation=question.derivation,
        accepted=(question.key,),
        names=(question.key, *candidate.key_names),
        entity=case.entity(question.key),
        asks=question.asks,
    )
    for option in wrong:
        reason = not_certainly_wrong(case, stem, proof, option)
        if reason is not None:
            return reason
    wrong.insert(question.key_index, question.key)
    return tuple(wrong)
