"""Options for a language model that may write, and what is said before and after it does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from quiz.cli.wording import counted, one_line
from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.pipeline import Built, Commission
    from quiz.schema.article import Article
    from quiz.schema.quiz import Blueprint
    from quiz.schema.writing import Task
    from quiz.writer import Settings

F = TypeVar("F", bound=Callable[..., Any])

_CHOICES = ("off", "llm")


class Helped(NamedTuple):
    """What the command line says of a language model."""

    writer: str = "off"
    editor: str = "off"
    url: str | None = None
    model: str | None = None
    price: str | None = None
    limit: str | None = None
    yes: bool = False

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What the model is to do."""
        asked: tuple[tuple[Task, str], ...] = (("writer", self.writer), ("editor", self.editor))
        return tuple(task for task, choice in asked if choice == "llm")


# The last is shown first.
_OPTIONS = (
    click.option("--yes", is_flag=True, help="Send to the language model without asking."),
    click.option(
        "--writer-limit",
        metavar="AMOUNT",
        help="The most it may take: tokens, as in 20000, or money, as in 0.05.  "
        "[default: QUIZ_WRITER_LIMIT]",
    ),
    click.option(
        "--writer-price",
        metavar="IN,OUT",
        help="What a million tokens cost, as in 0.15,0.60, so that money is shown.  "
        "[default: QUIZ_WRITER_PRICE]",
    ),
    click.option(
        "--writer-model",
        metavar="NAME",
        help="The model, as its server calls it.  [default: QUIZ_WRITER_MODEL]",
    ),
    click.option(
        "--writer-url",
        metavar="ADDRESS",
        help="Where it is asked: any server that speaks chat completions, such as "
        "http://127.0.0.1:11434/v1.  [default: QUIZ_WRITER_URL]",
    ),
    click.option(
        "--editor",
        type=click.Choice(_CHOICES),
        default="off",
        show_default=True,
        help="Whether a language model may better the words of rule-made questions.",
    ),
    click.option(
        "--writer",
        type=click.Choice(_CHOICES),
        default="off",
        show_default=True,
        help="Whether a language model may write questions, each proved by the article.",
    ),
)


def writer_options(function: F) -> F:
    """Add the options on a language model; `function` gets them as `helped`."""

    @wraps(function)
    def gathered(
        *,
        writer: str,
        editor: str,
        writer_url: str | None,
        writer_model: str | None,
        writer_price: str | None,
        writer_limit: str | None,
        yes: bool,
        **others: Any,
    ) -> Any:
        helped = Helped(
            writer, editor, writer_url, writer_model, writer_price, writer_limit, yes=yes
        )
        return function(helped=helped, **others)

    decorated = cast(F, gathered)
    for option in _OPTIONS:
        decorated = option(decorated)
    return decorated


def commission_for(article: Article, blueprint: Blueprint, helped: Helped) -> Commission | None:
    """Return what the model is asked to do, once the user has seen what is sent where.

    None where no model is asked for. Raises OptionError for settings that make no sense, and where
    nobody agreed to sending.
    """
    if not helped.tasks:
        return None
    from quiz.pipeline import Commission
    from quiz.writer import ChatEndpoint, settings_from

    settings = settings_from(helped.url, helped.model, price=helped.price, limit=helped.limit)
    _say_what_is_sent(article, blueprint, helped, settings)
    _require_consent(settings, yes=helped.yes)
    return Commission(helped.tasks, settings, ChatEndpoint(settings))


def _say_what_is_sent(
    article: Article, blueprint: Blueprint, helped: Helped, settings: Settings
) -> None:
    from quiz.writer import expected, sent

    guess = expected(article, helped.tasks, blueprint.types, settings)
    click.echo(
        one_line(
            f"To {settings.url}, model {settings.model}, go {sent(helped.tasks)}: at most "
            f"{counted(guess.requests, 'request')}, about {guess.tokens_in:,} tokens sent and "
            f"{guess.tokens_out:,} back{_money(guess.money)}."
        ),
        err=True,
    )


def _require_consent(settings: Settings, *, yes: bool) -> None:
    """Ask once for each address; raise OptionError where nobody can be asked, or says no."""
    from quiz.writer.consent import agreed, remember

    if yes or agreed(settings.url):
        return
    if not _can_be_asked():
        raise OptionError("Nothing was sent: say --yes to agree where nobody can be asked.")
    if not click.confirm(f"Send it to {settings.host}, now and later?", default=False, err=True):
        raise OptionError("Nothing was sent. Leave --writer and --editor out to build offline.")
    remember(settings.url)


def _can_be_asked() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def say_what_it_took(built: Built, helped: Helped) -> None:
    """Say on standard error what the model did and took, and what went wrong."""
    if not helped.tasks:
        return
    if built.trouble:
        click.echo(one_line(f"{built.trouble} Rules made what it did not write."), err=True)
    written = built.quiz.written
    if written is None:
        return
    from quiz.schema.writing import is_written
    from quiz.writer import settings_from

    settings = settings_from(helped.url, helped.model, price=helped.price, limit=helped.limit)
    usage = written.usage
    money = settings.price.of(usage.tokens_in, usage.tokens_out) if settings.price else None
    about = "" if usage.counted else "about "
    own = sum(1 for question in built.quiz.questions if is_written(question))
    click.echo(
        one_line(
            f"{written.model} wrote {own} of the {counted(len(built.quiz.questions), 'question')}"
            f"{_edits(len(written.edited))}; {counted(len(built.refused), 'proposal')} refused. "
            f"It took {counted(usage.requests, 'request')}, {about}{usage.tokens_in:,} tokens sent "
            f"and {usage.tokens_out:,} back{_money(money)}."
        ),
        err=True,
    )


def _edits(count: int) -> str:
    return f" and bettered {count}" if count else ""


def _money(amount: float | None) -> str:
    return "" if amount is None else f", {amount:.4f} by --writer-price"
