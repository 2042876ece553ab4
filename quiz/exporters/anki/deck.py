"""The Anki deck: one note a question, known again by Anki however the question is reworded.

Of a matching question every pair is a note of its own; an order of events is no card at all.

See docs/decisions/0005-anki-packages.md. genanki is loaded only when a deck is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from quiz.exporters.anki.cards import NoteText, article_slug
from quiz.exporters.anki.media import media_of
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.stamped import Stamped
from quiz.exporters.anki.text import text
from quiz.exporters.base import Written
from quiz.exporters.deck_names import BETWEEN
from quiz.exporters.deck_options import DeckOptions
from quiz.language.written_dates import in_words
from quiz.schema.article import Article
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest

MOST_SOURCES = 5  # that the description of a deck names


def write_deck(quizzes: Sequence[Quiz], options: DeckOptions) -> Written:
    """Return one package for all `quizzes`.

    Anki takes over a changed note only where its time is later than the one it has. With the deck
    exported before as `options.previous` and the time `options.now`, changed and new notes carry
    that time and the rest keeps its own; a learner's schedule is never touched. Without them all
    notes carry one fixed time. Raises ExportError where no question can be a card, and for a
    `previous` that is no deck of ours; OptionError for options that do not fit the quizzes.
    """
    from quiz.exporters.anki.ledger import stamp

    types = note_types()
    notes, losses = notes_of(quizzes, options)
    stamps = stamp(notes, types, options.previous, options.now)
    payload = packed(stamps.notes, quizzes, options, stamps.left)
    return Written(payload, losses, stamps.said)


def packed(
    stamped: Sequence[tuple[NoteText, int]],
    quizzes: Sequence[Quiz],
    options: DeckOptions,
    left: Mapping[str, Stamped] = MappingProxyType({}),
) -> bytes:
    """Return the package with these notes of `quizzes`, each with its time.

    `left` are the notes of earlier decks that are not among them, by guid.
    """
    from quiz.exporters.anki.package import pack

    articles = {quiz.article.id: quiz.article for quiz in quizzes}
    notes = [note for note, _ in stamped]
    return pack(
        stamped,
        note_types(),
        series=_series(tuple(articles)),
        description=_description(tuple(articles.values())),
        by_deck=_by_deck(notes, articles.values()) if options.per_article else {},
        media=media_of(options.pictures),
        left=left,
        now=options.now,
    )


def _series(articles: tuple[str, ...]) -> str:
    return articles[0] if len(articles) == 1 else digest("several", *articles)


def _description(articles: Sequence[Article]) -> str:
    """Return what Anki shows above the deck.

    Many imports share the deck, and each puts its own description there: so it speaks of all, and
    names some of its articles as the latest.
    """
    sources = [_source(article) for article in articles[:MOST_SOURCES]]
    more = len(articles) - len(sources)
    return "<br>".join(
        (
            "Questions on news articles, made with Broadsheet. Every answer shows the sentence of "
            "the article it rests on. Each article has a tag. The latest:",
            *sources,
            *([f"and {more} more"] if more else []),
        )
    )


def _by_deck(notes: Iterable[NoteText], articles: Iterable[Article]) -> dict[str, str]:
    """Return what Anki shows above the deck of each article: where it comes from."""
    by_tag: dict[str, list[str]] = {}
    for article in articles:
        by_tag.setdefault(_article_tag(article), []).append(_source(article))
    described: dict[str, list[str]] = {}
    for deck, tag in {(note.deck, tag): None for note in notes for tag in note.tags}:
        described.setdefault(deck, []).extend(by_tag.get(tag, ()))
    return {
        name: "<br>".join(lines) + "<br>Questions made with Broadsheet."
        for deck, lines in described.items()
        for name in (deck, f"{deck}{BETWEEN}Choices")
    }


def _source(article: Article) -> str:
    published = in_words(article.published) if article.published else None
    parts = (article.title, article.byline, article.outlet, published, article.url)
    said = ", ".join(text(part.strip()) for part in parts if part)
    return f"{said}. Search: {_search(article)}"


def _search(article: Article) -> str:
    return f"tag:{_article_tag(article)}"


def _article_tag(article: Article) -> str:
    return f"broadsheet::article::{article_slug(article)}"
