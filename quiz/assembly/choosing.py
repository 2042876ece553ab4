"""Choosing: which of the candidates make the best quiz together.

Step by step the candidate is taken that adds most: its own worth (the estimate of the ranking,
whether it asks a main fact), and what it does for the quiz (a paragraph not asked about yet, a type
not used much, a question with a wh-word).
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from quiz.assembly.fitting import Room, is_on_quotation, objection
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.question import (
    MultipleChoice,
    Question,
    ShortAnswer,
    TrueFalse,
    key_text,
    spaced,
)
from quiz.schema.quiz import Blueprint
from quiz.schema.record import digest
from quiz.schema.writing import is_written

_CROWDING = 0.9  # what a candidate loses where its kind already fills the whole quiz
_COVERING = 0.16  # what the first question on a paragraph gains, and one too many loses
_ASKING = 0.3  # what a question with a wh-word gains while there are too few
_WH_SHARE = 0.4
_MAIN_FACT = 0.1  # what a candidate on the main facts gains
_EARLY = 0.03
_WRITTEN = 0.5  # what a question gains that a model was asked to write: makers fill the gaps
_WRITTEN_SHARE = 0.6  # of the quiz, that one type of written questions may take
_JITTER = 0.1  # how far the seed may move a candidate's worth
OF_SEVERAL = ("matching", "ordering")  # types that use up several facts at once
_COMMON = 6  # mentions that make a word one of the article's subjects


def choose(
    pool: list[Candidate], blueprint: Blueprint, article: Article, seed: int
) -> list[Candidate]:
    """Return the candidates to ask, without those that use up facts the quiz would need.

    A matching question takes the facts of four others: where the quiz falls short with it and does
    less so without it, its facts are asked one by one.
    """
    wanted = blueprint.wanted(article)
    best = Chooser(pool, blueprint, article, seed).choose()
    for left_out in (("ordering",), ("matching",), OF_SEVERAL):
        rest = [c for c in pool if c.question.type not in left_out]
        if len(best) < wanted and len(rest) < len(pool):
            other = Chooser(rest, blueprint, article, seed).choose()
            best = other if len(other) > len(best) else best
    return best


def asks_with_wh(question: Question) -> bool:
    """Tell whether `question` is open or a choice, asked with a wh-word other than "Who said"."""
    return isinstance(question, ShortAnswer | MultipleChoice) and question.asks != "speaker"


def _kind(question: Question) -> str:
    """Return what a class sees as one kind of question: those on quotations, or those of a type."""
    return "quotation" if is_on_quotation(question) else question.type


@dataclass(frozen=True, eq=False)
class Chooser:
    """The candidates of one article, with the blueprint and the seed of its quiz."""

    pool: list[Candidate]
    blueprint: Blueprint
    article: Article
    seed: int

    def choose(self) -> list[Candidate]:
        """Return the candidates to ask.

        True/false keeps its share of the quiz as it comes out, not only of the one asked for.
        """
        room = Room.of(self.blueprint, self.blueprint.wanted(self.article))
        while True:
            chosen = self._filled(room)
            statements = sum(1 for c in chosen if isinstance(c.question, TrueFalse))
            if statements <= Room.of(self.blueprint, len(chosen)).true_false:
                return chosen
            room = replace(room, true_false=statements - 1)

    def _filled(self, room: Room) -> list[Candidate]:
        """Return as many candidates as fit into `room`, the best first."""
        chosen = self._one_of_each_type(room)
        for waiting, space, relaxed in self._rounds(room):
            while len(chosen) < room.length:
                told = [
                    (c, objection(c, chosen, space, self.article, relaxed=relaxed)) for c in waiting
                ]
                # What does not fit now never will, but for the balance of true and false.
                waiting = [c for c, reason in told if reason in {None, "truth"}]
                fitting = [c for c, reason in told if reason is None]
                if not fitting:
                    break
                chosen.append(self._best(fitting, chosen, room))
        while len(chosen) < room.length:
            roomier = self._with_one_more(chosen, room)
            if roomier is None:
                break
            chosen = roomier
        return chosen

    def _rounds(self, room: Room) -> list[tuple[list[Candidate], Room, bool]]:
        """Return what is taken from, with how much room, and whether shares may be passed.

        What a model was asked to write comes first, and a type of it may take more than its share:
        makers fill the gaps.
        """
        written = [c for c in self._ranked if is_written(c.question)]
        roomier = replace(room, of_type=max(room.of_type, int(room.length * _WRITTEN_SHARE)))
        first = [(written, roomier, False)] if written else []
        return [*first, (self._ranked, room, False), (self._ranked, room, True)]

    def _one_of_each_type(self, room: Room) -> list[Candidate]:
        """Return the best candidate of each type that fits, where the quiz is long enough for all.

        Otherwise the types that makers trust most would crowd out the others. Types that take
        several facts come first, before others take one of these.
        """
        chosen: list[Candidate] = []
        made = {c.question.type for c in self.pool}
        kinds = [kind for kind in self.blueprint.types if kind in made or kind not in OF_SEVERAL]
        kinds.sort(key=lambda kind: kind not in OF_SEVERAL)
        if room.length < 2 * len(kinds):
            kinds = [kind for kind in kinds if kind not in OF_SEVERAL]
        if room.length < 2 * len(kinds):
            return chosen
        for kind in kinds:
            of_kind = (c for c in self._ranked if c.question.type == kind)
            fitting = (c for c in of_kind if self._fits(c, chosen, room, relaxed=False))
            chosen += [c for c in (next(fitting, None),) if c is not None]
        return chosen

    def _with_one_more(self, chosen: list[Candidate], room: Room) -> list[Candidate] | None:
        """Return `chosen` with a further fact, made room for by asking another one differently.

        None where no single change makes room.
        """
        asked = frozenset[str]().union(*(c.facts for c in chosen))
        for candidate in (c for c in self._ranked if not c.facts & asked):
            for blocker in chosen:
                rest = [c for c in chosen if c != blocker]
                if not self._fits(candidate, rest, room, relaxed=True):
                    continue
                for other in (c for c in self._ranked if c.fact == blocker.fact and c != blocker):
                    if self._fits(other, [*rest, candidate], room, relaxed=True):
                        return [*rest, candidate, other]
        return None

    def _fits(
        self, candidate: Candidate, chosen: list[Candidate], room: Room, *, relaxed: bool
    ) -> bool:
        return objection(candidate, chosen, room, self.article, relaxed=relaxed) is None

    def _best(self, fitting: list[Candidate], chosen: list[Candidate], room: Room) -> Candidate:
        """Return the candidate that adds most to `chosen`."""
        kinds = Counter(_kind(c.question) for c in chosen)
        paragraphs = Counter(self._paragraphs[c.question.id] for c in chosen)
        asking = sum(1 for c in chosen if asks_with_wh(c.question))
        bonus = _ASKING if asking < _WH_SHARE * room.length else 0.0

        def gain(candidate: Candidate) -> float:
            question = candidate.question
            place = self._paragraphs[question.id]
            share = self._shares.get(place, 0) * room.length
            covered = paragraphs[place]
            return (
                self._worth[question.id]
                - _CROWDING * kinds[_kind(question)] / room.length
                + (bonus if asks_with_wh(question) else 0)
                + (_COVERING if not covered else -_COVERING if covered >= max(1, share) else 0)
            )

        return max(fitting, key=gain)

    @cached_property
    def _ranked(self) -> list[Candidate]:
        return sorted(self.pool, key=lambda c: (-self._worth[c.question.id], c.question.id))

    @cached_property
    def _worth(self) -> dict[str, float]:
        """What each candidate is worth by itself, by the question's id."""
        return {c.question.id: self._worth_of(c.question) for c in self.pool}

    def _worth_of(self, question: Question) -> float:
        rng = Random(digest("rank", str(self.seed), question.id))  # noqa: S311 - no secret
        early = 1 - question.evidence.start / max(1, len(self.article.text))
        return (
            question.confidence
            + _EARLY * early
            + _MAIN_FACT * self._weight(question)
            + (_WRITTEN if is_written(question) else 0)
            + _JITTER * rng.random()
        )

    def _weight(self, question: Question) -> float:
        """Return how much of what the article keeps coming back to the question holds, 0 to 1."""
        words = {w[:5] for w in spaced(f"{question.stem} {key_text(question)}").split()}
        counts = sorted((self._subjects.get(word, 0) for word in words), reverse=True)[:4]
        return sum(min(count, _COMMON) for count in counts) / (4 * _COMMON)

    @cached_property
    def _subjects(self) -> dict[str, int]:
        """How often the longer words of the article come, those of the headline twice as often."""
        told = f"{self.article.text} {self.article.title}"
        counts = Counter(word[:5] for word in spaced(told).split() if len(word) >= 5)
        return {word: count for word, count in counts.items() if count > 1}

    @cached_property
    def _paragraphs(self) -> dict[str, int]:
        """The number of the paragraph that each candidate is on (0: none), by the question's id."""
        found = ((c.question.id, self.article.paragraph_of(c.question.evidence)) for c in self.pool)
        return {name: place[0] if place else 0 for name, place in found}

    @cached_property
    def _shares(self) -> dict[int, float]:
        """The share of the article's words that each paragraph has, by its number."""
        counts = [len(self.article.at(block).split()) for block in self.article.paragraphs]
        return {n: count / max(1, sum(counts)) for n, count in enumerate(counts, start=1)}
