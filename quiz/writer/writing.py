"""Asking a model for questions, passage by passage, and once more for what was not proved."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from quiz.errors import WriterError, WriterStoppedError
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate, Screening
from quiz.schema.findings import Findings
from quiz.schema.question import TrueFalse, fold
from quiz.schema.writing import Refused, Usage
from quiz.writer.case import Case
from quiz.writer.endpoint import Answer, Endpoint, Request
from quiz.writer.meter import LimitError, within_limit
from quiz.writer.passages import Passage, most_requests, passages
from quiz.writer.prompting import Failure, repair_request, write_request
from quiz.writer.proving import prove
from quiz.writer.settings import Settings
from quiz.writer.wire import PROPOSALS, Malformed, Proposal, proposals

Screen = Callable[[Iterable[Candidate], Article], Screening]


@dataclass(frozen=True)
class Asking:
    """An endpoint with its settings, and whoever waits for it.

    `progress` is told "write", "repair" or "edit" before each request; `cancelled` is asked while
    one is under way, and WriterStoppedError is raised as soon as it says yes.
    """

    endpoint: Endpoint
    settings: Settings
    seed: int
    progress: Callable[[str], None] = lambda _: None
    cancelled: Callable[[], bool] = lambda: False

    def ask(self, stage: str, request: Request, used: Usage) -> Answer:
        """Return the answer; raise WriterError where there is none, or no room for it."""
        if self.cancelled():
            raise WriterStoppedError("The writing was called off.")
        self.progress(stage)
        allowed = within_limit(request, used, self.settings)
        return self.endpoint.ask(allowed, seed=self.seed, cancelled=self.cancelled)


@dataclass
class Work:
    """What a model did: candidates, what was refused, what it took, and what went wrong."""

    candidates: list[Candidate] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    trouble: str | None = None


def write(
    article: Article, findings: Findings, types: Sequence[str], asking: Asking, screen: Screen
) -> Work:
    """Return the candidates that a model's proposals prove to be.

    `types` are those the quiz may hold. `screen` is the screening that all candidates go through;
    what it drops is sent back once with what was not proved, as long as the article has requests
    left. A model that cannot be reached, or answers with no use, is told in `trouble`.
    """
    work = Work()
    if not set(types) & set(PROPOSALS):
        return work
    writer = _Writer(Case(article, findings), types, asking, screen, work)
    try:
        writer.write()
    except WriterStoppedError:
        raise
    except WriterError as error:
        work.trouble = str(error)
    return work


@dataclass
class _Writer:
    case: Case
    types: Sequence[str]
    asking: Asking
    screen: Screen
    work: Work

    def write(self) -> None:
        """Ask for each passage, then for repairs where most is to be mended."""
        article = self.case.article
        parts = passages(article)
        failed: list[tuple[Passage, list[Failure]]] = []
        for passage in parts:
            request = write_request(article, self.case.findings, passage, self.types)
            failed.append((passage, self._asked("write", passage, request)))
        left = most_requests(article) - len(parts)
        most_first = sorted(failed, key=lambda pair: (-len(pair[1]), pair[0].first))
        for passage, failures in most_first[:left]:
            if failures:
                request = repair_request(article, self.case.findings, passage, failures)
                self._asked("repair", passage, request)

    def _asked(self, stage: str, passage: Passage, request: Request) -> list[Failure]:
        """Take the candidates of one reply; return what was not proved, each with its reason."""
        answer = self.asking.ask(stage, request, self.work.usage)
        self.work.usage += answer.usage
        try:
            found = proposals(answer.text)
        except ValueError as error:
            host = self.asking.settings.host
            self.work.trouble = f"The model at {host} sent no questions: {error}."
            return []
        return [f for f in (self._taken(passage, p) for p in found) if f is not None]

    def _taken(self, passage: Passage, proposal: Proposal | Malformed) -> Failure | None:
        """Keep the candidate that a proposal proves to be; return why there is none."""
        model = self.asking.settings.model
        candidate, refused = prove(self.case, passage, proposal, model)
        if candidate is None:
            assert refused is not None
            self.work.refused.append(refused)
            return Failure(proposal, refused.reason)
        if candidate.question.type not in self.types:
            return self._refused(candidate, "type", "Its type was not asked for.", None)
        if any(c.question.id == candidate.question.id for c in self.work.candidates):
            return self._refused(candidate, "duplicate", "It asks the same again.", None)
        dropped = self.screen([candidate], self.case.article).dropped
        if dropped:
            return self._refused(candidate, dropped[0].rule, dropped[0].reason, proposal)
        self.work.candidates.append(candidate)
        return None

    def _refused(
        self, candidate: Candidate, rule: str, reason: str, proposal: Proposal | Malformed | None
    ) -> Failure | None:
        question = candidate.question
        key = "" if isinstance(question, TrueFalse) else question.key
        self.work.refused.append(
            Refused(type=question.type, stem=question.stem, key=key, rule=rule, reason=reason)
        )
        return Failure(proposal, reason) if proposal is not None else None


def sharing_facts(written: Iterable[Candidate], made: Sequence[Candidate]) -> list[Candidate]:
    """Return the written candidates with the facts they have in common with rule-made ones.

    Two ask the same fact where they rest on the same sentence and have the same key.
    """
    keys: dict[str, list[Candidate]] = {}
    for other in made:
        if not isinstance(other.question, TrueFalse) and other.fault is None:
            keys.setdefault(fold(other.question.key), []).append(other)
    return [_sharing(candidate, keys) for candidate in written]


def _sharing(candidate: Candidate, keys: dict[str, list[Candidate]]) -> Candidate:
    question = candidate.question
    if isinstance(question, TrueFalse):
        return candidate
    same = {
        fact
        for other in keys.get(fold(question.key), ())
        if other.question.evidence.overlaps(question.evidence)
        for fact in other.facts
    }
    return candidate.model_copy(update={"more_facts": tuple(sorted(same))}) if same else candidate


__all__ = ["Asking", "LimitError", "Screen", "Work", "sharing_facts", "write"]
