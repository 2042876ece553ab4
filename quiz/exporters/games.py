"""What the class games share: questions with options, time to answer them, and their limits."""

from quiz.exporters import plain
from quiz.exporters.base import Fit
from quiz.exporters.plain import Choice
from quiz.schema.question import Question, QuestionType

CHOICES: tuple[QuestionType, ...] = ("multiple_choice", "true_false")
UNCHECKED = "Built to the published template, not imported live."
# What else carries a type that games mostly lack.
_ELSEWHERE: dict[QuestionType, str] = {
    "cloze": "wayground, h5p and google-forms do",
    "short_answer": "wayground, h5p and google-forms do",
    "matching": "h5p and google-forms do",
    "ordering": "h5p and google-forms do",
}
# Reading and choosing: seconds that everyone gets, and characters read in each second more.
_TO_CHOOSE, _READ_IN_A_SECOND = 10, 12


def instead(*types: QuestionType) -> dict[QuestionType, str]:
    """Return what to do with the questions that a game of `types` does not hold."""
    return {type_: said for type_, said in _ELSEWHERE.items() if type_ not in types}


def seconds(choice: Choice, allowed: tuple[int, ...]) -> int:
    """Return the time to answer: the shortest of `allowed` (rising) that leaves time to read."""
    characters = len(choice.stem) + sum(map(len, choice.options))
    needed = _TO_CHOOSE + characters / _READ_IN_A_SECOND
    return next((time for time in allowed if time >= needed), allowed[-1])


def choice_fit(
    question: Question,
    game: str,
    *,
    most_options: int,
    longest_stem: int | None = None,
    longest_option: int | None = None,
) -> Fit:
    """Leave `question` out where it has more options or characters than `game` takes."""
    found = plain.fit(question)
    if found.left_out:
        return found
    stem, options, _ = plain.choice(question)
    if len(options) > most_options:
        return Fit(
            f"{game} takes {most_options} options, and it has {len(options)}; take away "
            f"{len(options) - most_options}"
        )
    if longest_stem is not None and len(stem) > longest_stem:
        return Fit(
            f"its stem has {len(stem)} characters, and {game} takes {longest_stem}; shorten it by "
            f"{len(stem) - longest_stem}"
        )
    for letter, option in zip("ABCDE", options, strict=False):
        if longest_option is not None and len(option) > longest_option:
            return Fit(
                f"its option {letter} has {len(option)} characters, and {game} takes "
                f"{longest_option}; shorten it by {len(option) - longest_option}"
            )
    return Fit()
