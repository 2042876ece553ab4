"""Serving: the address is taken first, then gunicorn runs on it, or Waitress where it cannot."""

import errno
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import NoReturn

from flask import Flask

from quiz.errors import AddressInUseError, OptionError
from quiz.web import by_gunicorn
from quiz.web.locality import is_loopback

MAX_PORT = 65535


def serve(
    make: Callable[[], Flask],
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the application at `host` and `port` (0: any free one) until Ctrl-C or SIGTERM.

    `make` returns the application; it is called in each process that serves, so that nothing that
    belongs to one process (connections, threads) is shared. The address is taken first; only then
    is `ready` called, with the address to open. Raises AddressInUseError where something else
    listens there, OptionError for a host or port that cannot be had.
    """
    with ExitStack() as stack:
        sockets = [stack.enter_context(taken) for taken in _listen(host, port)]
        place = address(host, sockets[0].getsockname()[1])
        if by_gunicorn.can_run():
            by_gunicorn.run(make, sockets, lambda: ready(place))
            return
        # Here: on a machine with gunicorn it is never needed.
        from quiz.web import by_waitress

        by_waitress.run(make(), sockets, lambda: ready(place))


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


def network_address(host: str, port: int) -> str | None:
    """Return the address by which others reach this server; None where only this machine does.

    Of several networks it is the one that leads out. Nothing is sent to find it.
    """
    if host not in ("", "0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return None if is_loopback(host) else address(host, port)
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(("192.0.2.1", 9))  # of no network that there is; UDP sends nothing yet
        found = str(asked.getsockname()[0])
        return None if is_loopback(found) else address(found, port)
    return None


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
