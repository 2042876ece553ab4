"""Tokens and money: what a run may take, what it has taken."""

from math import ceil

from quiz.errors import WriterError
from quiz.schema.record import Record
from quiz.schema.writing import Usage
from quiz.writer.endpoint import Request
from quiz.writer.settings import Settings

_LEAST_OUT = 300  # tokens below which a reply is not worth asking for


class LimitError(WriterError):
    """The limit that the user set would be passed."""


class Estimate(Record):
    """What a run is expected to take: requests at most, about so many tokens, money if priced."""

    requests: int
    tokens_in: int
    tokens_out: int
    money: float | None


def within_limit(request: Request, used: Usage, settings: Settings) -> Request:
    """Return `request` with as many tokens for its reply as the limit leaves.

    Raises LimitError where that is too few for a reply.
    """
    left = request.most_tokens
    if settings.most_tokens is not None:
        left = settings.most_tokens - used.tokens_in - used.tokens_out - request.tokens_in
    if settings.most_money is not None and settings.price is not None:
        spent = settings.price.of(used.tokens_in + request.tokens_in, used.tokens_out)
        each = settings.price.per_million_out / 1_000_000
        left = round((settings.most_money - spent) / each) if each else left
        left = -1 if spent > settings.most_money else left
    if left < min(_LEAST_OUT, request.most_tokens):
        raise LimitError(
            "The limit that was set (--writer-limit, QUIZ_WRITER_LIMIT) leaves no room to ask."
        )
    return request._replace(most_tokens=min(left, request.most_tokens))


def estimate(requests: list[Request], replies: list[int], settings: Settings) -> Estimate:
    """Return what `requests`, with replies of so many tokens, are expected to take."""
    tokens_in = sum(request.tokens_in for request in requests)
    tokens_out = ceil(sum(replies))
    money = settings.price.of(tokens_in, tokens_out) if settings.price is not None else None
    return Estimate(requests=len(requests), tokens_in=tokens_in, tokens_out=tokens_out, money=money)
