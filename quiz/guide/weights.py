"""How much a sentence tells: the weight of its words is how often the article uses them.

SumBasic: Nenkova and Vanderwende, The Impact of Frequency on Summarization, 2005.
"""

from collections import Counter

from quiz.guide.reading import Read, Reading


class Weights:
    """The share of every telling word among those of the whole article."""

    def __init__(self, reading: Reading) -> None:
        self.words = reading.words
        counted = Counter(word for words in self.words for word in words)
        total = sum(counted.values())
        self._share = {word: count / total for word, count in counted.items()}

    def of(self, read: Read) -> float:
        """Return the mean share of the sentence's words, 0 where it has none."""
        words = self.words[read.number]
        return sum(self._share[word] for word in words) / len(words) if words else 0.0

    def told(self, read: Read) -> None:
        """Take weight from the words of a sentence that was chosen: they are told now."""
        for word in set(self.words[read.number]):
            self._share[word] **= 2
