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

import pytest
from flask import Flask

from quiz.errors import AddressInUseError, OptionError
from quiz.web import by_gunicorn
from quiz.web.server import address, check_address, network_address, serve


@pytest.fixture
def without_gunicorn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve in this process, as where gunicorn does not run."""
    monkeypatch.setattr(by_gunicorn, "can_run", lambda: False)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_port_in_use_is_said_before_anything_else(app: Flask, taken: int) -> None:
    said: list[str] = []
    with pytest.raises(AddressInUseError) as caught:
        serve(lambda: app, "127.0.0.1", taken, ready=said.append)
    assert str(caught.value) == (f"Port {taken} is in use; choose another with --port {taken + 1}.")
    assert said == []
    with pytest.raises(AddressInUseError):
        check_address("127.0.0.1", taken)


@pytest.mark.parametrize("port", [-1, 65536, 10**12])
def test_a_port_that_does_not_exist(app: Flask, port: int) -> None:
    with pytest.raises(OptionError, match="There is no port"):
        serve(lambda: app, "127.0.0.1", port)


@pytest.mark.parametrize(
    "host", ["no.such.host.invalid", "192.0.2.1", "a b", "x" * 300, ".", "ü" * 80]
)
def test_a_host_that_is_not_this_machine(app: Flask, host: str) -> None:
    with pytest.raises(OptionError, match=r"127\.0\.0\.1 is always there"):
        serve(lambda: app, host, 0)


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


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_server_for_this_machine_has_no_address_for_phones(host: str) -> None:
    assert network_address(host, 8000) is None


def test_a_server_for_everybody_has_an_address_that_is_not_this_machine_alone() -> None:
    found = network_address("0.0.0.0", 8000)
    assert found is None or (found.startswith("http://") and "127." not in found)
    assert network_address("192.0.2.7", 8000) == "http://192.0.2.7:8000"


@pytest.mark.usefixtures("without_gunicorn")
def test_serving_ends_with_sigterm_and_leaves_the_signal_as_it_was(app: Flask) -> None:
    before = signal.getsignal(signal.SIGTERM)
    fetched: list[bytes] = []

    def visit(base: str) -> None:
        try:
            with urllib.request.urlopen(f"{base}/", timeout=10) as response:
                fetched.append(response.read())
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    serve(
        lambda: app, port=0, ready=lambda base: threading.Thread(target=visit, args=(base,)).start()
    )
    assert b"Harbour town" in fetched[0]
    assert signal.getsignal(signal.SIGTERM) is before
    gc.collect()  # a connection left open would be reported here, not in some later test


@pytest.mark.usefixtures("without_gunicorn")
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

    serve(
        lambda: app, port=0, ready=lambda base: threading.Thread(target=visit, args=(base,)).start()
    )
    assert fetched, "the next student was served"
    assert b"Harbour town" in fetched[0]
    gc.collect()


@pytest.mark.usefixtures("without_gunicorn")
@pytest.mark.parametrize("size", [1_000_000, 10_000_000, 20_000_000])
def test_a_large_file_of_a_stranger_is_answered_with_a_page(app: Flask, size: int) -> None:
    said: list[tuple[int, bytes]] = []

    def visit(base: str) -> None:
        place = urllib.parse.urlsplit(base)
        try:
            assert place.hostname is not None
            with closing(
                http.client.HTTPConnection(place.hostname, place.port, timeout=20)
            ) as asked:
                headers = {"Content-Type": "multipart/form-data"}
                asked.request("POST", "/desk/new", bytes(size), headers)
                answer = asked.getresponse()
                said.append((answer.status, answer.read()))
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    serve(
        lambda: app, port=0, ready=lambda base: threading.Thread(target=visit, args=(base,)).start()
    )
    ((status, page),) = said
    assert status == 401
    assert b"<h1>" in page


SERVER = """
    import signal, sys
    from quiz.store import Store
    from quiz.web import create_app
    from quiz.web import by_gunicorn
    from quiz.web.server import serve
    from tests.samples import sample_quiz

    # Heard even where the tests run in the background, with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    app = create_app([sample_quiz()], Store(sys.argv[1]))
    serve(lambda: app, "127.0.0.1", 0, ready=lambda address: print(address, flush=True))
    print("stopped")
"""


@pytest.mark.parametrize("engine", ["gunicorn", "waitress"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_real_server_answers_and_stops_cleanly(
    database: str, stop: signal.Signals, engine: str
) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SERVER), database, engine],
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


FAULTY = """
    from quiz.web.server import serve

    def make():
        raise ValueError("no application today")

    serve(make, "127.0.0.1", 0)
"""


def test_a_server_whose_workers_do_not_start_ends_and_says_so() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FAULTY)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert "no application today" in done.stderr
    assert "workers do not start" in done.stderr


def test_phones_that_stall_half_way_give_their_threads_back(database: str) -> None:
    """More requests stop after their first bytes than there are threads; a class goes on."""
    root = Path(__file__).parents[2]
    with (
        ExitStack() as stalled,
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(SERVER), database, "gunicorn"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
            stdout=subprocess.PIPE,
            text=True,
        ) as server,
    ):
        try:
            assert server.stdout is not None
            place = urllib.parse.urlsplit(server.stdout.readline().strip())
            assert place.hostname is not None
            assert place.port is not None
            for _ in range(by_gunicorn.WORKERS * by_gunicorn.THREADS + 8):
                phone = socket.create_connection((place.hostname, place.port))
                stalled.callback(phone.close)
                phone.sendall(b"POST /quiz/x/attempts HTTP/1.1\r\nContent-Le")
            with urllib.request.urlopen(place.geturl(), timeout=45) as response:
                assert b"Harbour town" in response.read()
        finally:
            server.terminate()
            server.wait(timeout=30)
