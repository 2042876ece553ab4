"""Serving the web quiz with Waitress until Ctrl-C or SIGTERM."""

import copy
import errno
import logging
import select
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any, NoReturn

import waitress.wasyncore
from flask import Flask
from waitress.channel import HTTPChannel

from quiz.errors import AddressInUseError, OptionError
from quiz.web.limits import ANSWER, MOST
from quiz.web.locality import is_loopback

THREADS = 8
MAX_CONNECTIONS = 1000
MAX_PORT = 65535
# Flask refuses earlier and with a page of its own; these bound what is even read.
_MOST_FROM_HERE = 8 * MOST
_MOST_FROM_ELSEWHERE = 64 * ANSWER.body


def serve(
    app: Flask,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve `app` at `host` and `port` (0: any free one) until Ctrl-C or SIGTERM.

    The address is taken first; only then is `ready` called, with the address to open. Requests in
    progress at the stop are finished. Raises AddressInUseError where something else listens there,
    OptionError for a host or port that cannot be had.
    """
    with ExitStack() as stack:
        sockets = [stack.enter_context(taken) for taken in _listen(host, port)]
        # A queue is what a class makes when it answers at once; it is no news for the terminal.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        channels: dict[int, object] = {}
        stack.callback(waitress.wasyncore.close_all, channels, ignore_all=True)
        server = waitress.create_server(
            app,
            map=channels,
            sockets=sockets,
            threads=THREADS,
            # A browser keeps up to six connections open for nothing: a school of them needs no
            # more than this, and the defaults would lock the 99th out for two minutes.
            connection_limit=MAX_CONNECTIONS,
            channel_timeout=60,
            cleanup_interval=10,
            asyncore_use_poll=hasattr(select, "poll"),  # select() ends at 1024 files
            ident="broadsheet",
            max_request_body_size=_MOST_FROM_HERE,
            log_socket_errors=False,
            # They tell that a proxy passes a request on (see quiz.web.locality), and nothing else.
            clear_untrusted_proxy_headers=False,
        )
        for listener in channels.values():
            if hasattr(listener, "channel_class"):
                listener.channel_class = _Channel
        with _stop_on_sigterm():
            ready(address(host, sockets[0].getsockname()[1]))
            server.run()


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection. Articles are uploaded on this machine; other machines send answers only."""

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, **more: Any) -> None:
        if not (isinstance(addr, tuple) and is_loopback(str(addr[0]))):
            adj = copy.copy(adj)
            adj.max_request_body_size = _MOST_FROM_ELSEWHERE
        super().__init__(server, sock, addr, adj, **more)


def check_address(host: str, port: int) -> None:
    """Raise what `serve` would raise for this address, before anything else is done."""
    for taken in _listen(host, port):
        taken.close()


def address(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    if host in ("", "0.0.0.0"):  # noqa: S104 - compared, not bound
        host = "127.0.0.1"
    elif host == "::":
        host = "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(host: str, port: int) -> list[socket.socket]:
    """Return a bound socket for each address that `host` stands for."""
    if not 0 <= port <= MAX_PORT:
        raise OptionError(f"There is no port {port}; choose one from 1 to {MAX_PORT} with --port.")
    try:
        found = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError):
        raise OptionError(
            f"There is no host {host!r} on this machine; 127.0.0.1 is always there."
        ) from None
    sockets: list[socket.socket] = []
    try:
        for family, *_, place in dict.fromkeys(found):
            if sockets and port == 0:
                break  # a second address would get another free port
            sockets.append(_bound(family, place, host, port))
    except BaseException:
        for taken in sockets:
            taken.close()
        raise
    return sockets


def _bound(
    family: int, place: tuple[str | int, ...] | tuple[int, bytes], host: str, port: int
) -> socket.socket:
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # On Windows REUSEADDR would let us take a port that another program listens on.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        taken.bind(place)
        # Listening shows what binding may not: with REUSEADDR two sockets can share an address.
        taken.listen(1024)
    except OSError as error:
        taken.close()
        _refuse(error, host, port)
    return taken


def _refuse(error: OSError, host: str, port: int) -> NoReturn:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < MAX_PORT else 8000
        raise AddressInUseError(
            f"Port {port} is in use; choose another with --port {other}."
        ) from None
    if error.errno in (errno.EACCES, errno.EPERM):
        raise OptionError(
            f"Port {port} is not yours to use; choose one from 1024 to {MAX_PORT} with --port."
        ) from None
    raise OptionError(
        f"This machine cannot listen at {host}; 127.0.0.1 is always there (--host)."
    ) from None


@contextmanager
def _stop_on_sigterm() -> Iterator[None]:
    """Let SIGTERM end the server as Ctrl-C does. Elsewhere than in the main thread: no change."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
