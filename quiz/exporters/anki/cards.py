"""What a question says on a card: its note type, fields and tags. No Anki code in here."""

import dataclasses
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from quiz.exporters.anki.text import clean, cloze, plain, shows, slug, text
from quiz.exporters.deck_options import DECK
from quiz.language.written_dates import in_words, month_in_words
from quiz.schema.article import Article
from quiz.schema.question import (
    GAP,
    Asks,
    Matching,
    MultipleChoice,
    Ordering,
    Pair,
    Question,
    QuestionType,
    ShortAnswer,
    TrueFalse,
    fold,
    key_text,
    reasons,
)
from quiz.schema.record import digest

LONGEST_FRONT = 600  # characters: more is a page to read, not a card
LARGEST_FIELD = 64_000  # bytes: AnkiDroid reads a note through a window of 2 MB

_QUOTED = re.compile(r"^(?P<lead>[^“”]*)“(?P<quote>[^“”]+)”[\s?.!:]*$")
_NEEDS_CHOICES = re.compile(
    r"\b(?:of|from|among) (?:these|the following)\b|^\W*which (?:one|statement|sentence|option)\b",
    re.IGNORECASE,
)
_ON_POSTS = frozenset({"who_held", "post", "match_posts"})  # makers
_OFFICE = re.compile(r"Who (?:is|was) the [^?]+ of |What post (?:does|did) ")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WORD = re.compile(r"[^\W_]+")
_EMPTY_WORDS = frozenset(
    (
        *("a", "an", "and", "at", "by", "for", "from", "in", "it", "its", "of", "on", "or"),
        *("that", "the", "this", "to", "was"),
    )
)
_HINTS: dict[Asks, str] = {
    "speaker": "person",
    "person": "person",
    "role": "post",
    "country": "country",
    "city": "city",
    "region": "region",
    "place": "place",
    "organisation": "organisation",
    "date": "date",
    "number": "number",
    "term": "term",
}
# The fields a learner sees before the answer, by note type (folder name in decks/).
FRONTS = {
    "article-qa": ("Kicker", "Question", "Choices"),
    "article-cloze": ("Kicker", "Text"),
    "article-quote": ("Kicker", "Lead", "Quote", "Choices"),
}
_ASKED = {
    "article-qa": ("Question",),
    "article-cloze": ("Text",),
    "article-quote": ("Quote",),
}
TRUE_OR_FALSE = "True or false?"
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class NoteText:
    """A note before it is written: `fields` holds only the fields that are filled."""

    id: str
    note_type: str
    fields: dict[str, str]
    tags: tuple[str, ...]
    deck: str = DECK
    # Kept once known. A cached_property would give each of thousands of notes a dict of its own.
    _front: str = dataclasses.field(default="", init=False, repr=False, compare=False)
    _asked: str = dataclasses.field(default="", init=False, repr=False, compare=False)

    @property
    def front(self) -> str:
        """What the learner sees before the answer, as plain text in one line."""
        if not self._front:
            object.__setattr__(self, "_front", self._seen(FRONTS[self.note_type]))
        return self._front

    @property
    def asked(self) -> str:
        """What is asked: a quotation alone, else the question, statement or sentence."""
        if not self._asked:
            asked = self._seen(_ASKED[self.note_type]).removeprefix(TRUE_OR_FALSE).strip()
            object.__setattr__(self, "_asked", asked)
        return self._asked

    def _seen(self, names: tuple[str, ...]) -> str:
        """Return the fields called `names` as plain text in one line, a gap as its hint."""
        shown = " ".join([self.fields.get(name, "") for name in names])
        if "{{" in shown:
            shown = _CLOZE.sub(lambda match: f"[{match[2] or '...'}]", shown)
        return plain(shown)


def singles(question: Question, article: Article) -> tuple[Question, ...]:
    """Return the questions that make a card each: the pairs of matching, else `question` itself."""
    if not isinstance(question, Matching):
        return (question,)
    return tuple(_single(question, pair, article) for pair in question.pairs)


def _single(question: Matching, pair: Pair, article: Article) -> ShortAnswer:
    """Return a pair as an open question, so that its choice is recalled and not found."""
    if pair.left.startswith("“") and question.asks == "speaker":
        stem = f"Who said: {pair.left.removesuffix('.')}?"
    elif question.asks == "person":
        when = f" in {month_in_words(article.published)}" if article.published else ""
        stem = f"Who was described{when} as “{pair.left}”?"
    elif question.asks == "date":
        stem = f"When did this happen? {pair.left}"
    else:
        stem = f"What belongs to “{pair.left}”?"
    return ShortAnswer(
        id=digest("pair", question.id, pair.left),
        stem=stem,
        key=pair.right,
        accepted=(pair.right,),
        evidence=pair.evidence,
        key_span=pair.key_span,
        derivation=question.derivation if pair.key_span is None else None,
        explanation=f"{pair.left} – {pair.right}",
        maker=question.maker,
        asks=question.asks,
        confidence=question.confidence,
    )


def note_text(question: Question, article: Article) -> NoteText:
    """Return the note for `question`. Whether it may be written, `trouble` says."""
    heading = _heading(article)
    note_type, fields = _face(question)
    fields |= {
        "Id": question.id,
        "Why": text(" ".join(reasons(question)).strip()),
        "Kicker": _kicker(question, article, heading),
        "Source": heading.source,
    }
    if note_type != "article-cloze" or not _is_the_sentence(question, article):
        fields["Context"] = _context(question, article)
    filled = {name: field for name, field in fields.items() if field}
    tags = _tags(heading.tags, question.type, is_volatile(question))
    return NoteText(question.id, note_type, filled, tags)


def trouble(question: Question, note: NoteText) -> str | None:
    """Return why `question` cannot be a card, or None."""
    if isinstance(question, Ordering):
        return "an order of events is no card"
    if not shows(question.stem.replace(GAP, "")):
        return "its stem shows nothing"
    if not shows(key_text(question)):
        return "its key shows nothing"
    if len(note.front) > LONGEST_FRONT:
        return f"the front of its card would be longer than {LONGEST_FRONT} characters"
    # A character takes up to four bytes: most fields need not be written out to be told small.
    if 4 * max(map(len, note.fields.values())) <= LARGEST_FIELD:
        return None
    for name, field in note.fields.items():
        if len(field.encode()) > LARGEST_FIELD:
            return f"its field {name} is over {LARGEST_FIELD // 1000} kB, too much for a phone"
    return None


def _face(question: Question) -> tuple[str, dict[str, str]]:
    """Return the note type of `question` and the fields that ask and answer."""
    if question.type == "cloze":
        before, after = question.stem.split(GAP)
        gap = cloze(question.key, _HINTS.get(question.asks, ""))
        return "article-cloze", {"Text": text(before.lstrip()) + gap + text(after.rstrip())}
    choices = _choices(question) if isinstance(question, MultipleChoice) else {}
    quoted = _QUOTED.match(question.stem.strip()) if question.asks == "speaker" else None
    if quoted and question.type != "true_false" and shows(quoted["quote"]):
        spoken = {
            "Lead": text(quoted["lead"].strip()),
            "Quote": text(f"“{quoted['quote']}”"),
            "Speaker": text(question.key),
        }
        return "article-quote", spoken | choices
    stem = text(question.stem.strip())
    if isinstance(question, TrueFalse):
        answer = key_text(question)
        if question.correction:
            answer += f'. <span class="correction">{text(question.correction.strip())}</span>'
        asked = f'<span class="ask">{TRUE_OR_FALSE}</span> {stem}'
        return "article-qa", {"Question": asked, "Answer": answer}
    return "article-qa", {"Question": stem, "Answer": text(question.key)} | choices


def _choices(question: MultipleChoice) -> dict[str, str]:
    """Return the options in the order of the quiz, shown at once only where the stem needs them."""
    rows = []
    for number, option in enumerate(question.options):
        mark = ' class="key"' if number == question.key_index else ""
        rows.append(f'<li dir="auto"{mark}>{text(option)}</li>')
    shown = {"OpenChoices": "1"} if _NEEDS_CHOICES.search(question.stem) else {}
    return {"Choices": f"<ol>{''.join(rows)}</ol>"} | shown


def _context(question: Question, article: Article) -> str:
    """Return the evidence, with the key marked where it has a span."""
    if question.key_span is None:
        return text(article.at(question.evidence))
    evidence, key = question.evidence, question.key_span
    before = article.text[evidence.start : key.start]
    after = article.text[key.end : evidence.end]
    return f"{text(before)}<mark>{text(article.at(key))}</mark>{text(after)}"


def _is_the_sentence(question: Question, article: Article) -> bool:
    """Tell whether a cloze is the evidence itself: then the back need not show it twice."""
    filled = question.stem.replace(GAP, key_text(question))
    return fold(clean(filled)) == fold(clean(article.at(question.evidence)))


def _kicker(question: Question, article: Article, heading: "_Heading") -> str:
    """Return outlet and date, without the part that would give the key away."""
    secret = _secret(question, article)
    # A word that is in the key is also in its letters, which is sooner looked up.
    if not any(map(fold(secret).__contains__, heading.words)):
        return heading.kicker
    words = content_words(secret) - content_words(question.stem)
    parts = (part for part in heading.parts if not content_words(part) & words)
    return text(" · ".join(parts))


def _secret(question: Question, article: Article) -> str:
    """Return the key and its other forms; of a statement what decides it."""
    secret = [article.at(question.key_span)] if question.key_span else []
    if isinstance(question, TrueFalse):
        secret.append(question.correction or "")
    elif isinstance(question, MultipleChoice | Matching | Ordering):
        secret.append(question.key)
    else:
        secret.extend(question.accepted)
    return " ".join(secret)


@lru_cache(maxsize=512)  # outlet and date are those of every question of an article
def content_words(raw: str) -> frozenset[str]:
    """Return the folded words of `raw` that carry meaning."""
    return frozenset(_WORD.findall(fold(raw))) - _EMPTY_WORDS


class _Heading(NamedTuple):
    """What every note of an article says of it."""

    source: str
    parts: tuple[str, ...]  # outlet and date
    words: frozenset[str]  # of these
    kicker: str
    tags: tuple[str, ...]


def _heading(article: Article) -> _Heading:
    told = (article.id, article.title, article.published)
    return _heading_of(*told, article.byline, article.outlet, article.url)


@lru_cache(maxsize=64)
def _heading_of(
    identity: str,
    title: str,
    published: date | None,
    byline: str | None,
    outlet: str | None,
    url: str | None,
) -> _Heading:
    day = in_words(published) if published else ""
    parts = tuple(part for part in (outlet or "", day) if shows(part))
    line = " · ".join(parts)
    tags = [f"article::{_slug_of(identity, title, published)}"]
    tags += [f"src::{slug(outlet)}"] if outlet and slug(outlet) else []
    tags += [f"date::{published:%Y}::{published:%m}"] if published else []
    below = (byline, outlet, day)
    source = _source(title, url, below)
    return _Heading(source, parts, content_words(line), text(line), tuple(tags))


def _source(title: str, url: str | None, below: Iterable[str | None]) -> str:
    """Return the title, linked where the article has an address, and what stands below it."""
    cited = f"<cite>{text(title.strip())}</cite>"
    address = (url or "").strip()
    if re.match(r"https?://[^\s\"'<>]+$", address, re.IGNORECASE):
        cited = f'<a href="{text(address)}">{cited}</a>'
    rest = ", ".join(f"<span>{text(part.strip())}</span>" for part in below if part)
    return f"{cited}<br>{rest}" if rest else cited


@lru_cache(maxsize=512)  # many notes of an article have the same
def _tags(heading: tuple[str, ...], kind: QuestionType, volatile: bool) -> tuple[str, ...]:
    """Return the tags, all under one root so that the learner's own tree stays tidy."""
    tags = [*heading, f"kind::{kind.replace('_', '-')}", *(["volatile"] if volatile else [])]
    return tuple(sorted(f"broadsheet::{tag}" for tag in tags))


def is_on_a_post(question: Question) -> bool:
    """Tell whether `question` asks who holds a post, or which post somebody holds."""
    return question.maker in _ON_POSTS or _OFFICE.match(question.stem) is not None


def is_volatile(question: Question) -> bool:
    """Tell whether the answer may be another next year: who holds a post, an undated figure."""
    if is_on_a_post(question):
        return True
    return question.asks == "number" and not _YEAR.search(question.stem)


def article_slug(article: Article) -> str:
    """Return the article's part of a tag: its date, where known, and its title."""
    return _slug_of(article.id, article.title, article.published)


def _slug_of(identity: str, title: str, published: date | None) -> str:
    day = published.isoformat() if published else ""
    return "-".join(part for part in (day, slug(title) or slug(identity)) if part)
