"""Every way in which an endpoint can answer, against a server that speaks the real protocol."""

import json
import time
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from quiz.errors import WriterError, WriterStoppedError
from quiz.writer.endpoint import Answer, ChatEndpoint, Request
from quiz.writer.settings import Settings
from tests.writer.stand_in import Answering, Heard, Said, StandIn, completion, failure, serving

KEY = "sk-a-key-that-nobody-may-see"
REQUEST = Request(
    messages=({"role": "system", "content": "Ask."}, {"role": "user", "content": "An article."}),
    name="questions",
    schema={"type": "object", "properties": {}, "required": [], "additionalProperties": False},
    most_tokens=400,
)


def never() -> bool:
    return False


def asked(
    answer: Answering,
    *,
    key: str | None = None,
    seconds: float = 20,
    cancelled: Callable[[], bool] = never,
) -> tuple[Answer, StandIn]:
    with serving(answer) as server:
        settings = Settings(
            url=server.url, model="small", key=SecretStr(key) if key else None, seconds=seconds
        )
        endpoint = ChatEndpoint(settings, pause=0.01)
        return endpoint.ask(REQUEST, seed=7, cancelled=cancelled), server


def complaint(answer: Answering, *, key: str | None = None, seconds: float = 20) -> str:
    with pytest.raises(WriterError) as raised:
        asked(answer, key=key, seconds=seconds)
    return str(raised.value)


def in_turn(*said: Said) -> Answering:
    turns: Iterator[Said] = iter(said)
    return lambda _: next(turns)


def test_a_request_has_what_the_protocol_wants_and_nothing_of_this_machine() -> None:
    answer, server = asked(lambda _: completion("fine"))
    assert answer.text == "fine"
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (1000, 500)
    assert answer.usage.counted
    (heard,) = server.heard
    assert heard.path == "/v1/chat/completions"
    assert heard.body["model"] == "small"
    assert heard.body["temperature"] == 0
    assert heard.body["seed"] == 7
    assert heard.body["max_tokens"] == 400
    assert heard.body["response_format"]["json_schema"]["strict"] is True
    names = {name.lower() for name in heard.headers}
    assert not [n for n in names if n.startswith("x-") and n != "x-stainless-raw-response"]
    assert "authorization" not in names
    assert heard.headers["User-Agent"] == "broadsheet"


def test_a_key_goes_to_the_endpoint_and_keys_of_other_programs_do_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID"):
        monkeypatch.setenv(f"OPENAI_{name}", "of-another-program")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: of-another-program")
    _, server = asked(lambda _: completion("fine"), key=KEY)
    assert server.heard[0].headers["Authorization"] == f"Bearer {KEY}"
    assert "of-another-program" not in json.dumps(server.heard[0].headers)
    _, server = asked(lambda _: completion("fine"))
    assert "of-another-program" not in json.dumps(server.heard[0].headers)


def test_tokens_are_estimated_where_the_endpoint_does_not_count() -> None:
    answer, _ = asked(lambda _: completion("x" * 400, usage=None))
    assert not answer.usage.counted
    assert answer.usage.tokens_out == 100


def test_an_answer_that_was_cut_off_is_told_from_a_whole_one() -> None:
    answer, _ = asked(lambda _: completion('{"questions": [', finish="length"))
    assert answer.cut


def test_it_tries_again_after_429_and_after_500_and_then_goes_on() -> None:
    answer, server = asked(
        in_turn(failure(429, headers={"Retry-After": "0.2"}), failure(500), completion("fine"))
    )
    assert answer.text == "fine"
    assert len(server.heard) == 3


def test_it_waits_as_long_as_it_is_asked_to() -> None:
    begun = time.monotonic()
    asked(in_turn(failure(429, headers={"Retry-After": "0.5"}), completion("fine")))
    assert time.monotonic() - begun >= 0.5


@pytest.mark.parametrize("wait", ["3600", "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "nan"])
def test_it_does_not_wait_without_bound(wait: str) -> None:
    begun = time.monotonic()
    sentence = complaint(lambda _: failure(429, headers={"Retry-After": wait}))
    assert "too many requests (429)" in sentence
    assert time.monotonic() - begun < 5


def test_it_gives_up_after_three_tries() -> None:
    heard: list[Heard] = []

    def broken(request: Heard) -> Said:
        heard.append(request)
        return failure(503)

    assert "out of order (503)" in complaint(broken)
    assert len(heard) == 3


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (failure(401, f"Incorrect API key provided: {KEY}"), "does not accept the key"),
        (failure(403, KEY), "does not accept the key"),
        (failure(404, "no such model"), "knows no such model"),
        (failure(400, f"bad {KEY}"), "does not take the request"),
        (failure(418), "not what a server of language models says"),
        (Said(b"<html>Welcome</html>"), "not what a server of language models says"),
        (Said(b""), "not what a server of language models says"),
        (Said(b"[" * 100_000), "not what a server of language models says"),
        (Said(b'{"choices": []}'), "not what a server of language models says"),
        (Said(b'{"choices": [7]}'), "not what a server of language models says"),
        (Said(b'{"choices": [{"message": 7}]}'), "sent an empty answer"),
        (Said(b"x" * 2_100_000), "without end"),
        (completion(""), "sent an empty answer"),
        (completion("  \n"), "sent an empty answer"),
        (completion(None), "sent an empty answer"),
        (completion(None, refusal="I will not."), "declines"),
        (completion("half", finish="content_filter"), "filter"),
        (Said(b"", 302, {"Location": "http://127.0.0.1:9/elsewhere"}), "not what a server"),
        (completion(f"the key is {KEY}"), "sent the key back"),
    ],
)
def test_what_is_no_answer_is_a_clear_sentence_without_the_key(said: Said, expected: str) -> None:
    sentence = complaint(lambda _: said, key=KEY)
    assert expected in sentence
    assert KEY not in sentence
    assert sentence.endswith(("?", "."))


def test_a_server_that_is_too_slow_is_not_waited_for() -> None:
    begun = time.monotonic()
    sentence = complaint(lambda _: completion("late")._replace(pause=1.0), seconds=0.2)
    assert "to answer" in sentence
    assert time.monotonic() - begun < 6


def test_a_dead_endpoint_is_one_sentence() -> None:
    with serving(lambda _: completion("fine")) as server:
        url = server.url
    endpoint = ChatEndpoint(Settings(url=url, model="small"), pause=0.01)
    with pytest.raises(WriterError, match="is the server running"):
        endpoint.ask(REQUEST, seed=0, cancelled=never)


def test_it_can_be_called_off_while_the_model_thinks() -> None:
    begun = time.monotonic()
    with pytest.raises(WriterStoppedError):
        asked(
            lambda _: completion("late")._replace(pause=2.0),
            cancelled=lambda: time.monotonic() - begun > 0.3,
        )
    # The server of this test is waited for, hence no bound on the time as a whole.


def test_it_can_be_called_off_while_it_waits_for_the_next_try() -> None:
    begun = time.monotonic()
    with pytest.raises(WriterStoppedError):
        asked(
            lambda _: failure(429, headers={"Retry-After": "20"}),
            cancelled=lambda: time.monotonic() - begun > 0.3,
        )
    assert time.monotonic() - begun < 5


def test_what_an_endpoint_does_not_take_is_left_out() -> None:
    def picky(heard: Heard) -> Said:
        for name in ("temperature", "max_tokens", "response_format", "seed"):
            if name in heard.body:
                return failure(400, f"Unsupported parameter: '{name}'")
        return completion("fine")

    answer, server = asked(picky)
    assert answer.text == "fine"
    assert server.heard[-1].body["max_completion_tokens"] == 400


def test_a_redirect_is_not_followed() -> None:
    with serving(lambda _: completion("caught")) as other:
        moved = Said(b"", 307, {"Location": f"{other.url}/chat/completions"})
        complaint(lambda _: moved)
    assert other.heard == []
