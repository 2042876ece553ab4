"""Articles taken apart for somebody to correct, and put together again as corrected.

A reader guesses what is what; a person who looks at it knows. So what she says of a piece is taken
as it is: unlike `quiz.readers.draft.composed`, nothing here looks at the words again.
"""

from quiz.readers.base import silent
from quiz.readers.draft import BETWEEN, Draft, Piece
from quiz.readers.kinds import made_title
from quiz.readers.language import english_only
from quiz.readers.limits import require_bytes, require_text, require_words
from quiz.readers.runs import require_breaks
from quiz.schema.article import Article, Block
from quiz.schema.record import digest


def taken_apart(article: Article) -> Draft:
    """Return the pieces of `article` and what is known about it.

    `revised` makes the same of it again, but for its white space, and bullets and rules that were
    left out: they hold nothing to correct.
    """
    told = ((block.kind, flat(article.at(block))) for block in article.blocks)
    pieces = tuple(
        Piece(kind=kind, text=text)
        for kind, text in told
        if kind != "boilerplate" or any(sign.isalnum() for sign in text)
    )
    return Draft(
        pieces=pieces,
        title=article.title,
        byline=article.byline,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
    )


def revised(draft: Draft, name: str = "The article") -> Article:
    """Return the article whose blocks are the pieces of `draft`, each of the kind it is said to be.

    Its text are the pieces with an empty line between them, their white space made single; a piece
    without a kind is a paragraph, one without text is left away. Without a title it is called by
    its first sentence. Messages call it `name`. Raises LengthError for fewer than MIN_WORDS or more
    than MAX_WORDS or MAX_BYTES or for a run of characters without a space that is longer than any
    word, LanguageError where the text is not English.
    """
    pieces = [(piece.kind or "paragraph", flat(piece.text)) for piece in draft.pieces]
    pieces = [(kind, text) for kind, text in pieces if text]
    text = BETWEEN.join(text for _, text in pieces)
    require_bytes(text.encode(), name)
    require_text(text, name)
    blocks, start = [], 0
    for kind, piece in pieces:
        blocks.append(Block(kind=kind, start=start, end=start + len(piece)))
        start += len(piece) + len(BETWEEN)
    title = flat(draft.title or "") or made_title(text, blocks)
    day = draft.published.isoformat() if draft.published else ""
    article = Article(
        id=digest("article", draft.url or f"{title}\n{day}"),
        title=title,
        published=draft.published,
        byline=draft.byline,
        outlet=draft.outlet,
        url=draft.url,
        text=text,
        blocks=tuple(blocks),
    )
    english_only(
        article, name, silent
    )  # only to refuse: which pieces count is the teacher's to say
    require_breaks(article, name)
    require_words(article, name)
    return article


def flat(text: str) -> str:
    """Return `text` on one line, its white space made single."""
    return " ".join(text.split())
