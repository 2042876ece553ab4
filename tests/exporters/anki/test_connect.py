"""What the client of AnkiConnect makes of answers, and of none. No Anki in here."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from quiz.errors import AnkiError, AnkiRefusalError, OptionError
from quiz.exporters.anki import connect
from quiz.exporters.anki.connect import AnkiConnect

GRANTED = {"permission": "granted", "requireApikey": False, "version": 6}


def answer(result: object = None, error: str | None = None) -> bytes:
    return json.dumps({"result": result, "error": error}).encode()


@contextmanager
def answering(
    body: bytes, status: int = 200, wait: threading.Event | None = None, to: str = ""
) -> Iterator[tuple[str, list[Any]]]:
    """Run a server that answers everything with `body`; yield its address and what it is asked."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if wait:
                wait.wait(10)
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            if wait:
                wait.set()
            server.shutdown()
            thread.join()


def complaint(body: bytes, status: int = 200, key: str | None = None) -> str:
    """Return what the user reads where greeting gets `body`, with PLACE for the address."""
    with answering(body, status) as (address, _), pytest.raises(AnkiError) as raised:
        AnkiConnect(address, key).greet()
    return str(raised.value).replace(address.removeprefix("http://"), "PLACE")


def test_a_question_goes_out_in_version_6_with_the_key() -> None:
    with answering(answer([1, 2])) as (address, asked):
        assert AnkiConnect(address, "k").ask("findNotes", query="x") == [1, 2]
        assert AnkiConnect(address).ask("findNotes", query="x") == [1, 2]

    assert asked == [
        {"action": "findNotes", "version": 6, "params": {"query": "x"}, "key": "k"},
        {"action": "findNotes", "version": 6, "params": {"query": "x"}},
    ]


def test_several_go_out_at_once_and_each_has_its_own_answer() -> None:
    replies = [{"result": None, "error": None}, {"result": None, "error": "no\nTraceback"}, 7]
    with answering(answer(replies)) as (address, asked):
        errors = AnkiConnect(address, "k").ask_all("addTags", [{"notes": [n]} for n in range(3)])

    assert errors == [None, "no", "the answer is damaged"]
    assert asked[0]["action"] == "multi"
    assert asked[0]["params"]["actions"][1] == {
        "action": "addTags",
        "version": 6,
        "params": {"notes": [1]},
        "key": "k",
    }


def test_fewer_answers_than_questions_are_no_answer() -> None:
    with (
        answering(answer([])) as (address, _),
        pytest.raises(AnkiError, match=r"answers to addTags is not what AnkiConnect answers"),
    ):
        AnkiConnect(address).ask_all("addTags", [{"notes": [1]}])


def test_anki_that_lets_us_in_is_greeted() -> None:
    with answering(answer(GRANTED)) as (address, asked):
        AnkiConnect(address).greet()

    assert [question["action"] for question in asked] == ["requestPermission"]


def test_nobody_at_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

        with pytest.raises(AnkiError) as raised:
            AnkiConnect(f"http://127.0.0.1:{port}").greet()

    assert str(raised.value) == (
        f"Anki does not answer at 127.0.0.1:{port}. Start Anki with the add-on AnkiConnect (code "
        "2055492159), or export a package with `quiz export --to anki`."
    )


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(AnkiError, match=r"Anki does not answer at anki\.invalid:8765\."):
        AnkiConnect("http://anki.invalid:8765").greet()


def test_an_anki_that_is_busy() -> None:
    with (
        answering(answer(GRANTED), wait=threading.Event()) as (address, _),
        pytest.raises(AnkiError, match=r"did not answer within 0\.2 seconds\. It may be syncing"),
    ):
        AnkiConnect(address, seconds=0.2).greet()


STRANGER = (
    "What answers at PLACE is not AnkiConnect. Start Anki with the add-on AnkiConnect (code "
    "2055492159), or name its address with --anki-url."
)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<html>It works!</html>", 200),
        (b"", 200),
        (b"AnkiConnect v.6", 200),
        (b"[" * 100_000, 200),
        (b"\xff\xfe", 200),
        (b"null", 200),
        (b'{"result": 6}', 200),
        (answer(6), 200),
        (answer(GRANTED), 404),
        (answer(GRANTED), 302),
        (b"oops", 500),
    ],
)
def test_another_program_at_the_port(body: bytes, status: int) -> None:
    assert complaint(body, status) == STRANGER


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_followed_elsewhere(status: int) -> None:
    with (
        answering(answer(GRANTED)) as (elsewhere, asked),
        answering(b"", status, to=elsewhere) as (address, _),
        pytest.raises(AnkiError, match="is not AnkiConnect"),
    ):
        AnkiConnect(address, "k").greet()
    assert asked == []


def test_something_that_speaks_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            line, _ = server.accept()
            with line:
                line.recv(10_000)
                line.sendall(b"220 mail.example ESMTP\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        with pytest.raises(AnkiError, match="is not AnkiConnect"):
            AnkiConnect(f"http://127.0.0.1:{server.getsockname()[1]}").greet()
        thread.join()


def test_a_long_request_to_an_add_on_that_reads_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Older versions read a kilobyte at each tick of Anki's clock; the time to connect is over."""
    monkeypatch.setattr(connect, "_CONNECT_SECONDS", 0.2)
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        server.bind(("127.0.0.1", 0))
        server.listen()

        def read_slowly() -> None:
            line, _ = server.accept()
            with line:
                while not (read := line.recv(16_384)).endswith(b'"}}'):
                    assert read
                    time.sleep(0.0005)
                line.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + answer([7]))

        thread = threading.Thread(target=read_slowly)
        thread.start()
        try:
            anki = AnkiConnect(f"http://127.0.0.1:{server.getsockname()[1]}")
            assert anki.ask("findNotes", query="x" * 12_000_000) == [7]
        finally:
            thread.join(10)


def test_an_answer_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "LARGEST", 1_000_000)
    assert complaint(b" " * 1_000_002).startswith("The answer of PLACE is over 1 MB")


def test_permission_denied() -> None:
    denied = complaint(answer({"permission": "denied"}))
    assert denied.startswith("AnkiConnect at PLACE denies permission. Allow this machine")
    assert complaint(b"", 403) == denied


@pytest.mark.parametrize(
    "body", [answer(GRANTED | {"version": 5}), answer(error="unsupported action")]
)
def test_an_add_on_that_is_too_old(body: bytes) -> None:
    assert complaint(body).startswith("The AnkiConnect at PLACE is too old. Update the add-on")


def test_a_key_is_wanted() -> None:
    wanted = complaint(answer(GRANTED | {"requireApikey": True}))
    assert wanted.endswith("put it into the environment variable ANKI_CONNECT_KEY.")
    wrong = complaint(answer(error="valid api key must be provided"), key="s3cret")
    assert wrong.endswith(
        "it is another than the one in the environment variable ANKI_CONNECT_KEY."
    )
    assert "s3cret" not in wrong


def test_no_profile_is_open() -> None:
    told = complaint(answer(error="collection is not available"))
    assert told == "Anki has no profile open. Open one in Anki and push again."


def test_any_other_refusal_is_told_in_one_line() -> None:
    with (
        answering(answer(error=f"{'x' * 300}\nTraceback")) as (address, _),
        pytest.raises(AnkiRefusalError) as raised,
    ):
        AnkiConnect(address).ask("importPackage", path="x")

    assert str(raised.value) == f"Anki refuses importPackage: {'x' * 199}…."


@pytest.mark.parametrize(
    "address",
    [
        "",
        "127.0.0.1:8765",
        "ftp://127.0.0.1",
        "http://",
        "http://127.0.0.1:port",
        "http://127.0.0.1:99999",
        "http://me:secret@127.0.0.1:8765",
        "http://127.0.0.1:8765/api",
        "http://127.0.0.1:8765?x",
        "http://[::1",
        "http://127.0.0.1:8765/\x1b[2J",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(OptionError, match=r"must be one such as http://127\.0\.0\.1:8765"):
        AnkiConnect(address)


@pytest.mark.parametrize(
    "address", ["http://[::1]:1", "https://anki.invalid", "http://127.0.0.1:1/"]
)
def test_any_host_may_be_named(address: str) -> None:
    AnkiConnect(address)
