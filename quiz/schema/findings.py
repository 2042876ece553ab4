"""What was found in an article: who, where, when, how many, and who said what."""

from datetime import date
from typing import Literal

from quiz.schema.record import Evidence, Record, Span

PlaceKind = Literal["country", "city", "region", "place"]
OrganisationKind = Literal[
    "agency",
    "airline",
    "band",
    "bank",
    "broadcaster",
    "campaign group",
    "central bank",
    "charity",
    "church",
    "college",
    "commission",
    "committee",
    "company",
    "council",
    "court",
    "foundation",
    "fund",
    "government department",
    "health service",
    "hospital",
    "institute",
    "international organisation",
    "journal",
    "league",
    "magazine",
    "militant group",
    "military force",
    "ministry",
    "museum",
    "news organisation",
    "newspaper",
    "orchestra",
    "organisation",
    "parliament",
    "party",
    "police force",
    "research institute",
    "school",
    "space agency",
    "sports body",
    "team",
    "think tank",
    "union",
    "university",
    "website",
]
Sex = Literal["m", "f"]
Granularity = Literal["day", "week", "month", "year", "decade", "other"]
Attribution = Literal["named", "pronoun", "described", "continued", "none"]


class Role(Record):
    """A post, office or description that the article gives a person: "president of Ukraine".

    `span` holds the title, or the words that it follows from: "founded Corvane Foods".
    """

    title: str
    evidence: Evidence  # the sentence
    span: Span  # in the sentence


class Description(Record):
    """What the article calls somebody or something beside the name: "a retailer based in Leeds".

    `noun` is the word the phrase turns on, in lower case ("retailer"); an age is "56-year-old".
    """

    noun: str
    evidence: Evidence  # the phrase


class Person(Record):
    """A person, under the fullest name the article uses; `aliases` holds every other form.

    `sex` is what the article's pronouns tell, None where they do not.
    """

    name: str
    aliases: tuple[str, ...] = ()
    honorific: str | None = None
    roles: tuple[Role, ...] = ()
    sex: Sex | None = None
    descriptions: tuple[Description, ...] = ()
    mentions: tuple[Evidence, ...]


class Place(Record):
    """A place. `country` is the ISO 3166 code of the country it is or lies in, where known."""

    name: str
    kind: PlaceKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...]


class Organisation(Record):
    """A company, party, team, agency, outlet or other body.

    `kind` is "organisation" where no other is sure; `country` an ISO 3166 code, where known.
    """

    name: str
    kind: OrganisationKind = "organisation"
    country: str | None = None
    aliases: tuple[str, ...] = ()
    descriptions: tuple[Description, ...] = ()
    mentions: tuple[Evidence, ...]


class Quotation(Record):
    """Words between quotation marks. `evidence` includes the marks, `content` does not.

    `speaker` is the person's full name where it is sure, else None. `attribution` says how it is
    known: the name stands beside the cue, a pronoun or a description ("the coach") does, or the
    quotation goes on from the one before. `complete` is true for whole sentences, false for
    fragments and scare quotes.
    """

    evidence: Evidence
    content: Evidence
    speaker: str | None = None
    attribution: Attribution = "none"
    cue: str | None = None
    complete: bool


class DateExpression(Record):
    """A date as written, with the days it stands for (both inclusive) where it can be anchored."""

    evidence: Evidence
    first: date | None = None
    last: date | None = None
    granularity: Granularity
    relative: bool = False

    @property
    def anchored(self) -> bool:
        """Whether the expression stands for known days."""
        return self.first is not None


class Quantity(Record):
    """A number with its unit and what it counts, as far as the text says so."""

    evidence: Evidence
    value: float | None = None
    unit: str | None = None
    counts: str | None = None


class Fact(Record):
    """What one sentence states. `source` and `cue` keep attribution: a claim is not a fact."""

    evidence: Evidence
    statement: str
    subject: str
    verb: str
    source: str | None = None
    cue: str | None = None
    negated: bool = False
    hedged: bool = False


class Event(Record):
    """A fact that the article dates."""

    fact: Fact
    date: DateExpression


class Findings(Record):
    """Everything found in one article, each list in reading order."""

    article_id: str
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
