"""The connection to a language model: chat completions with structured output.

The only module that knows the client library. Nothing is tried again without a bound, no redirect
is followed, no more is read than an answer can have, and what the other side says of an error is
never passed on: it may hold anything, the key too.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, Protocol, TypeGuard
from urllib.parse import urlsplit

from quiz.errors import OptionError, WriterError, WriterStoppedError
from quiz.schema.writing import Usage
from quiz.writer.settings import Settings, is_near

CHARACTERS_PER_TOKEN = 4  # where the endpoint does not count
_MOST_BYTES = 2_000_000  # of one answer
_MOST_COUNTED = 10**9  # tokens; what claims more is no count
_TRIES = 3  # of one request
_CONNECTING = 10.0  # seconds until a server must have picked up
_LONGEST_WAIT = 30.0  # seconds that an endpoint may ask us to wait
_STEP = 0.1  # seconds between two looks at whether we are called off
_AT_ONCE = 4  # parameters that an endpoint may refuse, one after the other
# What not every endpoint takes, in the order in which it is left out.
_OPTIONAL = ("seed", "temperature", "max_tokens", "response_format")
# The library takes further ones from the environment, and some that tell of this machine.
_HEADERS = frozenset(
    "host accept accept-encoding connection user-agent content-type content-length "
    "x-stainless-raw-response".split()
)

Message = Mapping[str, str]


class Request(NamedTuple):
    """What is asked: messages, the name and schema of the reply, and the most tokens of it."""

    messages: tuple[Message, ...]
    name: str
    schema: dict[str, Any]
    most_tokens: int

    @property
    def tokens_in(self) -> int:
        """About how many tokens the request has."""
        characters = sum(len(message["content"]) for message in self.messages)
        return (characters + len(json.dumps(self.schema))) // CHARACTERS_PER_TOKEN


class Answer(NamedTuple):
    """The text of an answer, whether it was cut off, and what it took."""

    text: str
    cut: bool
    usage: Usage


class Endpoint(Protocol):
    """Whatever answers requests."""

    def ask(self, request: Request, *, seed: int, cancelled: Callable[[], bool]) -> Answer:
        """Return the answer; raise WriterError where there is none, with a sentence that says why.

        Raises WriterStoppedError as soon as `cancelled()` is true.
        """


class ChatEndpoint:
    """An endpoint that speaks chat completions, as most servers of models do."""

    def __init__(self, settings: Settings, *, pause: float = 1.0) -> None:
        """Keep the settings; `pause` is how many seconds to wait before the second try."""
        self._settings = settings
        self._pause = pause
        self._left_out: set[str] = set()

    def ask(self, request: Request, *, seed: int, cancelled: Callable[[], bool]) -> Answer:
        """Return the answer to `request`."""
        for attempt in range(_TRIES):
            reply = self._answered(request, seed, cancelled)
            if reply.kind == "answer":
                return self._read(reply.body, request)
            wait = reply.wait if reply.wait is not None else self._pause * 2**attempt
            if reply.kind == "refused" or attempt + 1 == _TRIES or wait > _LONGEST_WAIT:
                raise WriterError(reply.sentence)
            self._sleep(wait, cancelled)
        raise AssertionError("every try ends in an answer or an error")

    def _answered(self, request: Request, seed: int, cancelled: Callable[[], bool]) -> "_Reply":
        """Return what one request led to; parameters that the endpoint refuses are left out."""
        for _ in range(_AT_ONCE + 1):
            reply = self._posted(self._parameters(request, seed), cancelled)
            refused = [name for name in _OPTIONAL if name in reply.unwanted]
            if not refused or set(refused) <= self._left_out:
                return reply
            self._left_out.update(refused)
        return reply

    def _parameters(self, request: Request, seed: int) -> dict[str, Any]:
        schema = {"name": request.name, "schema": request.schema, "strict": True}
        asked: dict[str, Any] = {
            "model": self._settings.model,
            "messages": list(request.messages),
            "temperature": 0,
            "seed": seed,
            "max_tokens": request.most_tokens,
            "response_format": {"type": "json_schema", "json_schema": schema},
        }
        if "max_tokens" in self._left_out:  # newer models of one maker know it by another name
            asked["max_completion_tokens"] = request.most_tokens
        return {name: value for name, value in asked.items() if name not in self._left_out}

    def _posted(self, parameters: dict[str, Any], cancelled: Callable[[], bool]) -> "_Reply":
        """Return what one exchange led to, in a thread of its own so that it can be called off."""
        found: list[_Reply | Exception] = []
        with self._client() as client:

            def exchange() -> None:
                try:
                    found.append(_exchange(client, parameters, self._settings.host))
                except Exception as error:
                    found.append(error)

            worker = threading.Thread(target=exchange, daemon=True)
            worker.start()
            until = time.monotonic() + self._settings.seconds
            while worker.is_alive() and time.monotonic() < until:
                if cancelled():
                    raise WriterStoppedError("The writing was called off.")
                worker.join(_STEP)
            if not found:
                return _Reply("refused", sentence=_slow(self._settings))
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """Yield the library's client, with nothing told of us.

        Of the environment it takes proxy and certificates, and those only for another machine.
        """
        try:
            import openai
        except ImportError:
            raise OptionError(
                "Writing by a language model needs a library that is not installed; say "
                "`pip install 'broadsheet[writer]'`."
            ) from None
        settings = self._settings
        near = is_near(urlsplit(settings.url).hostname or "")
        bare = openai.DefaultHttpxClient(
            follow_redirects=False,
            trust_env=not near,
            timeout=openai.Timeout(settings.seconds, connect=min(_CONNECTING, settings.seconds)),
            event_hooks={"request": [self._strip]},
        )
        with openai.OpenAI(
            api_key="none", base_url=settings.url, max_retries=0, http_client=bare
        ) as client:
            yield client

    def _strip(self, request: Any) -> None:
        """Leave a request only the headers that it needs, and our key if there is one."""
        for name in [name for name in request.headers if name.lower() not in _HEADERS]:
            del request.headers[name]
        request.headers["User-Agent"] = "broadsheet"
        if self._settings.key is not None:
            request.headers["Authorization"] = f"Bearer {self._settings.key.get_secret_value()}"

    def _read(self, body: bytes, request: Request) -> Answer:
        """Return the answer in the body of a reply; raise WriterError where it holds none."""
        host, key = self._settings.host, self._settings.key
        text = body.decode(errors="replace")
        choice, usage = _choice(text, host)
        message = choice.get("message")
        content = message.get("content") if isinstance(message, dict) else None
        if isinstance(message, dict) and message.get("refusal"):
            raise WriterError(f"The model at {host} declines to write about this article.")
        if choice.get("finish_reason") == "content_filter":
            raise WriterError(f"A filter at {host} stopped the model.")
        if not isinstance(content, str) or not content.strip():
            raise WriterError(f"The model at {host} sent an empty answer.")
        if key is not None and key.get_secret_value() in content:
            raise WriterError(f"{host} sent the key back in its answer; the answer is not used.")
        cut = choice.get("finish_reason") == "length"
        return Answer(content, cut, _usage(usage, request, content))

    def _sleep(self, seconds: float, cancelled: Callable[[], bool]) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if cancelled():
                raise WriterStoppedError("The writing was called off.")
            time.sleep(min(_STEP, seconds))


class _Reply(NamedTuple):
    """What an exchange led to: an answer, a reason to try again, or one not to."""

    kind: Literal["answer", "again", "refused"]
    body: bytes = b""
    sentence: str = ""
    wait: float | None = None
    unwanted: tuple[str, ...] = ()  # parameters that the endpoint does not take


def _exchange(client: Any, parameters: dict[str, Any], host: str) -> _Reply:
    """Send one request and return what it led to."""
    import openai

    create = client.chat.completions.with_streaming_response.create
    try:
        with create(**parameters) as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > _MOST_BYTES:
                    return _Reply("refused", sentence=f"{host} sent an answer without end.")
            if not 200 <= response.status_code < 300:
                return _Reply("refused", sentence=_not_a_model(host))
            return _Reply("answer", body=bytes(body))
    except openai.APIStatusError as error:
        return _of_status(error, host)
    except openai.APITimeoutError:
        return _Reply("refused", sentence=f"The model at {host} took too long to answer.")
    except openai.APIConnectionError:
        return _Reply("again", sentence=f"There is no answer from {host}; is the server running?")
    except (openai.OpenAIError, ValueError, OSError):
        return _Reply("refused", sentence=_not_a_model(host))


def _of_status(error: Any, host: str) -> _Reply:
    """Return what a status that is no success means."""
    code = error.status_code
    if code == 400 or code == 422:
        told = str(error.body or error.message).lower()
        unwanted = tuple(name for name in _OPTIONAL if name in told)
        sentence = f"{host} does not take the request (400); does the model take so long a text?"
        return _Reply("refused", sentence=sentence, unwanted=unwanted)
    if code in {401, 403}:
        return _Reply("refused", sentence=f"{host} does not accept the key; see QUIZ_WRITER_KEY.")
    if code == 404:
        return _Reply("refused", sentence=f"{host} knows no such model, or not at this address.")
    if code == 429:
        wait = _retry_after(error.response.headers.get("retry-after"))
        return _Reply("again", sentence=f"{host} has had too many requests (429).", wait=wait)
    if code >= 500 or code in {408, 409}:
        wait = _retry_after(error.response.headers.get("retry-after"))
        return _Reply("again", sentence=f"{host} is out of order ({code}).", wait=wait)
    return _Reply("refused", sentence=_not_a_model(host))


def _retry_after(header: str | None) -> float | None:
    """Return the seconds that an endpoint asks to wait; what is no number counts as too long."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        return _LONGEST_WAIT + 1
    return seconds if 0 <= seconds <= _LONGEST_WAIT else _LONGEST_WAIT + 1


def _not_a_model(host: str) -> str:
    return f"What {host} answers is not what a server of language models says."


def _slow(settings: Settings) -> str:
    return f"The model at {settings.host} took over {settings.seconds:.0f} seconds to answer."


def _choice(text: str, host: str) -> tuple[dict[str, Any], Any]:
    """Return the first choice of a reply and its usage; raise WriterError where there is none."""
    try:
        outer = json.loads(text)
        choice = outer["choices"][0]
        if not isinstance(choice, dict):
            raise TypeError
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise WriterError(_not_a_model(host)) from None
    return choice, outer.get("usage")


def _usage(told: Any, request: Request, content: str) -> Usage:
    """Return the tokens that the endpoint counted, or an estimate from the characters."""
    counted = told if isinstance(told, dict) else {}
    tokens_in, tokens_out = (counted.get(n) for n in ("prompt_tokens", "completion_tokens"))
    if _is_count(tokens_in) and _is_count(tokens_out):
        return Usage(requests=1, tokens_in=tokens_in, tokens_out=tokens_out)
    out = len(content) // CHARACTERS_PER_TOKEN
    return Usage(requests=1, tokens_in=request.tokens_in, tokens_out=out, counted=False)


def _is_count(number: object) -> TypeGuard[int]:
    return type(number) is int and 0 <= number < _MOST_COUNTED
