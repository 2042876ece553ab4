"""Runs of characters without a space that no word is as long as: data, or made to do harm.

The language model takes time that grows with the cube of their length: minutes for a few thousand.
"""

import re
from collections.abc import Callable

from quiz.errors import LengthError
from quiz.schema.article import Article, Block

LONGEST = 200  # characters
_LONG = re.compile(rf"(?<!\S)\S{{{LONGEST + 1},}}")
_USUAL = 20  # characters of a run, on average; English has 5
_FEW = 2_000  # characters of a paragraph in which the average tells nothing
_SHOWN = 20  # characters of a run in a message


def without_runs(article: Article, say: Callable[[str], None]) -> Article:
    """Return `article` with the long runs in its paragraphs as boilerplate; `say` says so.

    What stands before and after such a run in its paragraph stays a paragraph each.
    """
    first = _first(article)
    if first is None:
        return article
    say(
        f"What runs on for over {LONGEST} characters without a space is left out, "
        f"as “{first[:_SHOWN]}…”."
    )
    blocks: list[Block] = []
    for block in article.blocks:
        blocks += _broken(article, block) if block.kind == "paragraph" else [block]
    return article.model_copy(update={"blocks": tuple(blocks)})


def require_breaks(article: Article, name: str) -> None:
    """Raise LengthError where a paragraph has a long run; the message calls the article `name`."""
    first = _first(article)
    if first is not None:
        raise LengthError(
            f"{name} has over {LONGEST} characters without a space: “{first[:_SHOWN]}…”. "
            "Shorten them, or leave that part out."
        )


def _first(article: Article) -> str | None:
    """Return the first long run in a paragraph, or a paragraph that has no words."""
    for block in article.paragraphs:
        text = article.at(block)
        found = _LONG.search(text)
        if found or _is_packed(text):
            return found.group() if found else text
    return None


def _is_packed(text: str) -> bool:
    """Tell whether a paragraph has far fewer spaces than prose."""
    return len(text) > _FEW and len(text) > _USUAL * len(text.split())


def _broken(article: Article, block: Block) -> list[Block]:
    """Return the blocks that a paragraph falls into."""
    text = article.at(block)
    if _is_packed(_LONG.sub("", text)):
        return [Block(kind="boilerplate", start=block.start, end=block.end)]
    blocks: list[Block] = []
    position = 0
    for found in [*_LONG.finditer(text), None]:
        start, end = found.span() if found else (len(text), len(text))
        before = text[position:start]
        if before.strip():
            first = block.start + position + len(before) - len(before.lstrip())
            last = block.start + position + len(before.rstrip())
            blocks.append(Block(kind="paragraph", start=first, end=last))
        if found:
            blocks.append(
                Block(kind="boilerplate", start=block.start + start, end=block.start + end)
            )
        position = end
    return blocks
