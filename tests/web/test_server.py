"""Serving: the address is taken first, troubles are one sentence, the stop is clean."""

import gc
import http.client
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from waitress.adjustments import Adjustments

from quiz.errors import AddressInUseError, OptionError
from quiz.web.server import _Channel, address, check_address, serve


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_port_in_use_is_said_before_anything_else(app: Flask, taken: int) -> None:
    said: list[str] = []
    with pytest.raises(AddressInUseError) as caught:
        serve(app, "127.0.0.1", taken, ready=said.append)
    assert str(caught.value) == (f"Port {taken} is in use; choose another with --port {taken + 1}.")
    assert said == []
    with pytest.raises(AddressInUseError):
        check_address("127.0.0.1", taken)


@pytest.mark.parametrize("port", [-1, 65536, 10**12])
def test_a_port_that_does_not_exist(app: Flask, port: int) -> None:
    with pytest.raises(OptionError, match="There is no port"):
        serve(app, "127.0.0.1", port)


@pytest.mark.parametrize(
    "host", ["no.such.host.invalid", "192.0.2.1", "a b", "x" * 300, ".", "ü" * 80]
)
def test_a_host_that_is_not_this_machine(app: Flask, host: str) -> None:
    with pytest.raises(OptionError, match=r"127\.0\.0\.1 is always there"):
        serve(app, host, 0)


def test_checking_leaves_the_port_free(taken: int) -> None:
    check_address("127.0.0.1", 0)
    check_address("localhost", 0)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("::", "http://[::1]:80"),
        ("localhost", "http://localhost:80"),
    ],
)
def test_the_address_to_open(host: str, shown: str) -> None:
    assert address(host, 80) == shown


def test_serving_ends_with_sigterm_and_leaves_the_signal_as_it_was(app: Flask) -> None:
    before = signal.getsignal(signal.SIGTERM)
    fetched: list[bytes] = []

    def visit(base: str) -> None:
        try:
            with urllib.request.urlopen(f"{base}/", timeout=10) as response:
                fetched.append(response.read())
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    serve(app, port=0, ready=lambda base: threading.Thread(target=visit, args=(base,)).start())
    assert b"Harbour town" in fetched[0]
    assert signal.getsignal(signal.SIGTERM) is before
    gc.collect()  # a connection left open would be reported here, not in some later test


def test_a_school_of_idle_connections_does_not_lock_the_next_student_out(app: Flask) -> None:
    fetched: list[bytes] = []

    def visit(base: str) -> None:
        place = urllib.parse.urlsplit(base)
        assert place.hostname is not None
        assert place.port is not None
        with ExitStack() as idle:
            try:
                for _ in range(150):
                    held = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
                    idle.callback(held.close)
                    held.request("GET", "/static/icon.svg")
                    held.getresponse().read()
                with urllib.request.urlopen(f"{base}/", timeout=10) as response:
                    fetched.append(response.read())
            finally:
                os.kill(os.getpid(), signal.SIGTERM)

    serve(app, port=0, ready=lambda base: threading.Thread(target=visit, args=(base,)).start())
    assert fetched, "the next student was served"
    assert b"Harbour town" in fetched[0]
    gc.collect()


@pytest.mark.parametrize("size", [1_000_000, 10_000_000, 20_000_000])
def test_a_large_file_from_this_machine_is_answered_with_a_page(app: Flask, size: int) -> None:
    said: list[tuple[int, bytes]] = []

    def visit(base: str) -> None:
        place = urllib.parse.urlsplit(base)
        try:
            assert place.hostname is not None
            with closing(
                http.client.HTTPConnection(place.hostname, place.port, timeout=20)
            ) as asked:
                asked.request("POST", "/new", bytes(size), {"Content-Type": "multipart/form-data"})
                answer = asked.getresponse()
                said.append((answer.status, answer.read()))
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    serve(app, port=0, ready=lambda base: threading.Thread(target=visit, args=(base,)).start())
    ((status, page),) = said
    assert status == (413 if size > 15_000_000 else 400)
    assert b"<h1>" in page


@pytest.mark.parametrize(
    ("peer", "most"),
    [
        (("127.0.0.1", 5000), 80_000_000),
        (("::1", 5000, 0, 0), 80_000_000),
        (("192.0.2.7", 5000), 1024 * 1024),
        (("fe80::1", 5000, 0, 0), 1024 * 1024),
        ("", 1024 * 1024),
    ],
)
def test_other_machines_cannot_fill_the_disk(peer: tuple[object, ...] | str, most: int) -> None:
    limits = Adjustments(max_request_body_size=80_000_000)
    here, there = socket.socketpair()
    with there:
        server = SimpleNamespace(active_channels={})
        channel = _Channel(server, here, peer, limits, map={})
        assert channel.adj.max_request_body_size == most
        channel.close()
    assert limits.max_request_body_size == 80_000_000


SERVER = """
    import signal, sys
    from quiz.store import Store
    from quiz.web import create_app
    from quiz.web.server import serve
    from tests.samples import sample_quiz

    # Heard even where the tests run in the background, with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    app = create_app([sample_quiz()], Store(sys.argv[1]))
    serve(app, "127.0.0.1", 0, ready=lambda address: print(address, flush=True))
    print("stopped")
"""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_real_server_answers_and_stops_cleanly(database: str, stop: signal.Signals) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SERVER), database],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            base = server.stdout.readline().strip()
            with urllib.request.urlopen(f"{base}/", timeout=10) as response:
                assert b"Harbour town" in response.read()
                assert response.headers["Server"] == "broadsheet"
            server.send_signal(stop)
            out, err = server.communicate(timeout=15)
        finally:
            server.kill()
    assert server.returncode == 0
    assert out == "stopped\n"
    assert err == ""
