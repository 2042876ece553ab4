"""What an article is divided into for a model, and how many requests it may take."""

from quiz.schema.article import Article, Block
from quiz.schema.record import Record, Span

_LONGEST = 1_000  # words of a passage
_PER_1000_WORDS = 3  # requests, on the average of articles of all lengths


class Passage(Record):
    """Neighbouring paragraphs of an article, with the number of the first, counted from 1."""

    first: int
    blocks: tuple[Block, ...]

    def text(self, article: Article) -> str:
        """Return the paragraphs, one a line, each with its number."""
        lines = (" ".join(article.at(block).split()) for block in self.blocks)
        return "\n".join(f"[{n}] {line}" for n, line in enumerate(lines, start=self.first))

    def words(self, article: Article) -> int:
        """Return the number of words."""
        return sum(len(article.at(block).split()) for block in self.blocks)

    def holds(self, span: Span) -> bool:
        """Tell whether `span` lies within one of the paragraphs."""
        return any(block.covers(span) for block in self.blocks)


def passages(article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article: as few as may be, of about the same length."""
    blocks = article.paragraphs
    count = max(1, -(-article.word_count // _LONGEST))
    found: list[Passage] = []
    taken, words = 0, 0
    for number, block in enumerate(blocks, start=1):
        words += len(article.at(block).split())
        full = words >= article.word_count * (len(found) + 1) / count
        if full or number == len(blocks):
            found.append(Passage(first=taken + 1, blocks=blocks[taken:number]))
            taken = number
    return tuple(found)


def most_requests(article: Article) -> int:
    """Return how many requests an article may take, repairs included; one is always allowed."""
    allowed = round(_PER_1000_WORDS * article.word_count / 1000)
    return max(len(passages(article)), allowed)
