"""How hard a question is thought to be, by a few features that can be said in words.

The type sets where the estimate starts; each feature that holds moves it and gives its reason. The
weights are those of a teacher's rule of thumb, not measured on a class.
"""

from collections.abc import Iterator, Mapping

from quiz.schema.article import Article
from quiz.schema.question import (
    Cloze,
    Difficulty,
    MultipleChoice,
    Question,
    ShortAnswer,
    TrueFalse,
    spaced,
)

_BY_TYPE: Mapping[str, tuple[float, str]] = {
    "true_false": (0.25, "a guess is right half of the time"),
    "multiple_choice": (0.3, "the answer is among the options"),
    "matching": (0.4, "every answer is on the page"),
    "ordering": (0.5, "several dates have to be kept apart"),
    "cloze": (0.4, "the words around the gap help"),
    "short_answer": (0.45, "the answer has to come from memory"),
}
_NAMES = frozenset("speaker person country city region place organisation".split())
_OFTEN = 5  # mentions that make a name familiar
_LONG_STEM, _LONG_ANSWER = 22, 4  # words
_EARLY, _LATE = 0.2, 0.7  # shares of the article
_STEP = 0.05  # estimates are no finer than this


def difficulty(question: Question, article: Article) -> Difficulty:
    """Return how hard `question` on `article` is thought to be, with the reasons."""
    start, reason = _BY_TYPE.get(question.type, (0.45, "the answer has to come from memory"))
    moves = [(start, reason)]
    for feature in (_familiarity, _form, _position, _wording, _options):
        moves += feature(question, article)
    estimate = min(max(sum(move for move, _ in moves), 0), 1)
    return Difficulty(
        estimate=round(round(estimate / _STEP) * _STEP, 2),
        reasons=tuple(reason for _, reason in moves),
    )


def _answers(question: Question) -> tuple[str, ...]:
    if isinstance(question, ShortAnswer | Cloze):
        return question.accepted
    return (question.key,) if isinstance(question, MultipleChoice) else ()


def _familiarity(question: Question, article: Article) -> Iterator[tuple[float, str]]:
    """Yield how familiar the answer is: whether the headline names it, how often the article."""
    forms = [form for form in map(spaced, _answers(question)) if form.strip()]
    if question.asks not in _NAMES or not forms:
        return
    text = spaced(article.text)
    count = max(text.count(form) for form in forms)
    if any(form in spaced(article.title) for form in forms):
        yield -0.15, "the headline names the answer"
    elif count >= _OFTEN:
        yield -0.1, f"the article names the answer {count} times"
    elif count <= 1:
        yield 0.1, "the article names the answer only once"


def _form(question: Question, article: Article) -> Iterator[tuple[float, str]]:
    """Yield what the answer is made of: a figure or a date, or many words."""
    if isinstance(question, TrueFalse):
        right = article.at(question.key_span) if question.key_span is not None else ""
        if any(c.isdigit() for c in right):
            yield 0.15, "a single figure decides"
        elif not question.key:
            yield 0.05, "a single name or word decides"
        return
    if question.asks in {"number", "date"} and question.type != "matching":
        yield 0.15, f"the answer is an exact {'figure' if question.asks == 'number' else 'date'}"
    words = min((len(form.split()) for form in _answers(question)), default=0)
    if words >= _LONG_ANSWER and question.type in {"short_answer", "cloze"}:
        yield 0.1, f"the answer has {words} words"


def _position(question: Question, article: Article) -> Iterator[tuple[float, str]]:
    """Yield where in the article the evidence stands; what is read first is kept best."""
    at = question.evidence.start / max(1, len(article.text))
    if at < _EARLY:
        yield -0.1, "it stands near the beginning"
    elif at > _LATE:
        yield 0.05, "it stands towards the end"


def _wording(question: Question, _: Article) -> Iterator[tuple[float, str]]:
    """Yield how long the stem is, and how far it keeps to the words of the article."""
    count = len(question.stem.split())
    if count > _LONG_STEM:
        yield 0.05, f"the question has {count} words"
    own = {w for w in spaced(question.stem).split() if len(w) > 3}
    kept = own & set(spaced(question.evidence.text).split())
    if own and len(kept) < len(own) / 2 and question.type in {"short_answer", "multiple_choice"}:
        yield 0.05, "it is worded differently from the article"


def _options(question: Question, article: Article) -> Iterator[tuple[float, str]]:
    """Yield whether the wrong options are names that the article gives too."""
    if not isinstance(question, MultipleChoice) or question.asks not in _NAMES:
        return
    text = spaced(article.text)
    if all(spaced(option) in text for option in question.options):
        yield 0.1, "the article names every option"
    else:
        yield -0.05, "the article does not name every option"
