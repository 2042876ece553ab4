"""What a language model may do for a quiz: what is offered, agreed to, and told afterwards.

Nothing is sent unless a model is set up for the server and a teacher agrees, each time, to what
goes where. The key is known to the connection alone.
"""

from collections.abc import Collection
from typing import NamedTuple

from flask_babel import gettext as _

from quiz.errors import BroadsheetError, OptionError
from quiz.readers.revision import revised
from quiz.schema.quiz import Quiz
from quiz.schema.writing import Task, Usage, is_written
from quiz.web.desk import desk
from quiz.web.teacher.correcting import Review

_TASKS: tuple[Task, ...] = ("writer", "editor")


class Cost(NamedTuple):
    """What a task takes: requests at most, about so many tokens, and money where it is priced."""

    requests: int
    tokens_in: int
    tokens_out: int
    money: str | None


class Offer(NamedTuple):
    """A model that may be asked, where it runs, and what each task is thought to take.

    `consent` names the model and its address: what a teacher agrees to. `costs` is empty for an
    article that cannot be read yet.
    """

    model: str
    host: str
    address: str
    consent: str
    costs: dict[Task, Cost]


class Account(NamedTuple):
    """What a model did for a quiz: the numbers of the questions it wrote or bettered, the cost."""

    model: str
    address: str
    tasks: tuple[Task, ...]
    wrote: tuple[int, ...]
    bettered: tuple[int, ...]
    usage: Usage
    money: str | None
    trouble: str | None


def offer(review: Review) -> Offer | None:
    """Return what may be asked for the article in the form; None where no model is set up."""
    settings = desk().writer
    if settings is None:
        return None
    return Offer(settings.model, settings.host, settings.url, _consent(), _costs(review))


def agreed_tasks(wanted: Collection[str], agreed: str) -> tuple[Task, ...]:
    """Return what the model is to do, () for nothing.

    Raises OptionError where a teacher has not agreed to what goes where, as it is now.
    """
    tasks = tuple(task for task in _TASKS if task in wanted)
    if not tasks:
        return ()
    if desk().writer is None:
        raise OptionError(_("No language model is set up here any more. Nothing was sent."))
    if not agreed:
        raise OptionError(
            _(
                "Nothing was sent. Agree to what is sent to the language model, or take the tick "
                "from what it should do."
            )
        )
    if agreed != _consent():
        raise OptionError(
            _(
                "Nothing was sent: another language model was set up meanwhile. Look where the "
                "article goes, and agree again."
            )
        )
    return tasks


def account(quiz: Quiz) -> Account | None:
    """Return what a language model had to do with a quiz, None if nothing."""
    told = quiz.written
    if told is None:
        return None
    numbered = list(enumerate(quiz.questions, start=1))
    return Account(
        model=told.model,
        address=told.address,
        tasks=told.tasks,
        wrote=tuple(n for n, question in numbered if is_written(question)),
        bettered=tuple(n for n, question in numbered if question.id in told.edited),
        usage=told.usage,
        money=_price(told.model, told.address, told.usage),
        trouble=told.trouble,
    )


def _consent() -> str:
    settings = desk().writer
    assert settings is not None
    return f"{settings.model} {settings.url}"


def _costs(review: Review) -> dict[Task, Cost]:
    from quiz.writer import expected  # here, so that serving a quiz does not wait for the engine

    settings = desk().writer
    assert settings is not None
    try:
        article, types = revised(review.draft()), review.blueprint().types
    except BroadsheetError:
        return {}
    found = {task: expected(article, (task,), types, settings) for task in _TASKS}
    return {
        task: Cost(guess.requests, guess.tokens_in, guess.tokens_out, _money(guess.money))
        for task, guess in found.items()
    }


def _price(model: str, address: str, usage: Usage) -> str | None:
    """Return what a quiz took by the price set here; None where it was another model's."""
    settings = desk().writer
    if settings is None or settings.price is None or _consent() != f"{model} {address}":
        return None
    return _money(settings.price.of(usage.tokens_in, usage.tokens_out))


def _money(amount: float | None) -> str | None:
    return None if amount is None else f"{amount:.4f}"
