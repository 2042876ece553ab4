"""A language model may write: a second source of candidates beside the makers.

Nothing here is used, and the client library not loaded, unless somebody asks for it. `write` asks
an endpoint for questions and proves each; `edit` has it better the words of rule-made ones. What
both return are candidates like any other, for the same screening and assembly.
"""

from typing import NamedTuple

from quiz.schema.article import Article
from quiz.schema.findings import Findings
from quiz.schema.writing import Task
from quiz.writer.editing import edit
from quiz.writer.endpoint import ChatEndpoint, Endpoint
from quiz.writer.meter import Estimate, estimate
from quiz.writer.passages import most_requests, passages
from quiz.writer.prompting import (
    SENT,
    SENT_TO_EDITOR,
    TOKENS_OF_A_QUESTION,
    questions_wanted,
    write_request,
)
from quiz.writer.settings import Settings, settings_from, settings_of_server
from quiz.writer.writing import Asking, Work, sharing_facts, write

__all__ = [
    "Asking",
    "ChatEndpoint",
    "Commission",
    "Endpoint",
    "Estimate",
    "Settings",
    "Work",
    "edit",
    "expected",
    "sent",
    "settings_from",
    "settings_of_server",
    "sharing_facts",
    "write",
]


class Commission(NamedTuple):
    """What a model is to do for a quiz, and where it is asked."""

    tasks: tuple[Task, ...]
    settings: Settings
    endpoint: Endpoint


_OF_AN_EDIT = (1_500, 500)  # tokens in and out of editing a quiz of usual length


def sent(tasks: tuple[Task, ...]) -> str:
    """Return what is sent for these tasks, as a list in words."""
    return "; ".join(SENT if task == "writer" else SENT_TO_EDITOR for task in tasks)


def expected(
    article: Article, tasks: tuple[Task, ...], types: tuple[str, ...], settings: Settings
) -> Estimate:
    """Return what working on `article` is expected to take at most, before anything is sent."""
    parts = passages(article) if "writer" in tasks else ()
    requests = [write_request(article, Findings(article_id=article.id), p, types) for p in parts]
    replies = [TOKENS_OF_A_QUESTION * questions_wanted(p, article) for p in parts]
    again = most_requests(article) - len(parts) if parts else 0
    found = estimate(requests + requests[:again], replies + replies[:again], settings)
    if "editor" not in tasks:
        return found
    money = settings.price.of(*_OF_AN_EDIT) if settings.price is not None else 0.0
    return Estimate(
        requests=found.requests + 1,
        tokens_in=found.tokens_in + _OF_AN_EDIT[0],
        tokens_out=found.tokens_out + _OF_AN_EDIT[1],
        money=found.money + money if found.money is not None else None,
    )
