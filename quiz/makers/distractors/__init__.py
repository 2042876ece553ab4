"""Distractors: plausible, of the key's own kind, and certainly wrong.

A maker that has a `Draft` of an open question asks here for its multiple-choice twin, by the kind
of its key:

    with_choices(workshop, draft, entity)       a person, place or organisation
    with_dates(workshop, draft, expression)     a day, month, year or decade
    with_numbers(workshop, draft)               a number, with or without unit, or an age
    with_posts(workshop, draft, person)         a post that `person` holds

Each yields one candidate or none: none where there are not two good distractors. Names come from
the article first, then from the lists in `seeds/words/`; at least one is always the article's own,
so that the key is not the only name a reader has met.
"""

from collections.abc import Iterator
from dataclasses import replace

from quiz.language.names import Entity
from quiz.makers.distractors.dates import other_dates, with_dates
from quiz.makers.distractors.names import rivals, written_like
from quiz.makers.distractors.numbers import with_numbers
from quiz.makers.distractors.options import WANTED, offered
from quiz.makers.distractors.organisations import other_organisations
from quiz.makers.distractors.people import other_people
from quiz.makers.distractors.places import other_places
from quiz.makers.distractors.posts import with_posts
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Organisation, Person

__all__ = [
    "WANTED",
    "other_dates",
    "rivals",
    "with_choices",
    "with_dates",
    "with_numbers",
    "with_posts",
]


def with_choices(
    workshop: Workshop,
    draft: Draft,
    key: Entity,
    *,
    verb: str | None = None,
    holder: bool = False,
) -> Iterator[Candidate]:
    """Yield `draft`, whose key is the name of `key`, as multiple choice with other names.

    The others are written as the key is: "in Lisbon" stands beside "in Porto". `verb` is the lemma
    of the verb that the key is the subject of, where the question turns on it; `holder` says that
    the question asks who holds a post.
    """
    if isinstance(key, Person):
        pool = other_people(workshop, draft, key, verb, holder=holder)
    elif isinstance(key, Organisation):
        pool = other_organisations(workshop, draft, key, verb)
    else:
        pool = other_places(workshop, draft, key, verb)
    write = written_like(draft.key, key)
    alike = [replace(d, text=text) for d in pool if (text := write(d.text)) is not None]
    yield from offered(workshop, draft, alike, told=1)
