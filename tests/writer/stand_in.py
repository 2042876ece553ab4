"""A server on this machine that speaks chat completions, and says whatever a test wants it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Said(NamedTuple):
    """What the server answers: a status, headers and a body, after a pause in seconds."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = {}
    pause: float = 0.0


@dataclass
class Heard:
    """A request: its path, headers and JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def order(self) -> str:
        """The words of the user's message."""
        return str(self.body["messages"][-1]["content"])


Answering = Callable[[Heard], Said]


@dataclass
class StandIn:
    """A running server: where it is, and what it was asked so far."""

    url: str
    heard: list[Heard] = field(default_factory=list)


@contextmanager
def serving(answer: Answering) -> Iterator[StandIn]:
    """Serve `answer` on a free port until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            raw = self.rfile.read(length)
            heard = Heard(self.path, dict(self.headers), json.loads(raw))
            running.heard.append(heard)
            said = answer(heard)
            time.sleep(said.pause)
            self.send_response(said.status)
            for name, value in {"Content-Type": "application/json", **said.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # whoever asked has gone
                return

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = StandIn(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def completion(
    content: str | None,
    *,
    finish: str = "stop",
    usage: tuple[int, int] | None = (1000, 500),
    refusal: str | None = None,
) -> Said:
    """Return an answer of the model with `content`, as the protocol has it."""
    made: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "stand-in",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
                "finish_reason": finish,
            }
        ],
    }
    if usage is not None:
        made["usage"] = {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
        }
    return Said(json.dumps(made).encode())


def questions(*proposed: Mapping[str, Any]) -> Said:
    """Return an answer of the model that proposes these questions."""
    return completion(json.dumps({"questions": proposed}))


def failure(status: int, message: str = "no", headers: Mapping[str, str] | None = None) -> Said:
    """Return an error as the protocol has it."""
    body = {"error": {"message": message, "type": "error", "code": None}}
    return Said(json.dumps(body).encode(), status, headers or {})
