"""Running the application in gunicorn's worker processes, on sockets that are already taken."""

import errno
import logging
import os
import socket
import struct
import threading
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask

# Two processes, so that a quiz that is being built in one does not hold up a class in the other;
# each with as many threads as answer at the same instant. A class that answers at once queues.
WORKERS = 2
THREADS = 16
CONNECTIONS = 1000  # a worker; browsers keep up to six open for nothing
KEEP_ALIVE = 75  # seconds
_STALLED = 5  # seconds after which a request that stopped half-way gives its thread back


def can_run() -> bool:
    """Tell whether gunicorn runs here: it needs `fork`, and the main thread for its signals."""
    try:
        import gunicorn.app.base  # noqa: F401 - it asks for fork and fcntl itself
    except ImportError:
        return False
    return threading.current_thread() is threading.main_thread()


def run(
    make: Callable[[], Flask],
    sockets: Sequence[socket.socket],
    ready: Callable[[], None],
    *,
    workers: int = WORKERS,
) -> None:
    """Serve the application that `make` returns until Ctrl-C or SIGTERM; `make` runs per process.

    `ready` is called once connections are taken. Raises RuntimeError where no worker starts.
    """
    import gunicorn
    from gunicorn.app.base import BaseApplication
    from gunicorn.http import wsgi

    gunicorn.SERVER = wsgi.SERVER = "broadsheet"

    class Served(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)
            self.cfg.set("when_ready", lambda _arbiter: ready())

        def load(self) -> Flask:
            return make()

    for taken in sockets:
        _give_up_on_the_stalled(taken)
    settings = _settings(sockets, workers)
    logging.getLogger("gunicorn.error").addFilter(_is_news)
    parent = os.getpid()
    try:
        Served().run()
    except SystemExit as end:
        if os.getpid() != parent:
            raise  # a worker comes to its end here, too
        if end.code:
            raise RuntimeError("The server stopped because its workers do not start.") from None


def _settings(sockets: Sequence[socket.socket], workers: int) -> dict[str, Any]:
    return {
        "bind": [f"fd://{taken.detach()}" for taken in sockets],  # gunicorn closes them
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "worker_connections": CONNECTIONS,
        "keepalive": KEEP_ALIVE,
        "timeout": 120,  # of a worker that hangs as a whole, not of a request
        "graceful_timeout": 10,
        "loglevel": "error",
        "control_socket_disable": True,
        # A proxy on this machine may say that it speaks TLS to the world; nobody else is believed.
        "forwarded_allow_ips": "127.0.0.1,::1",
    }


def _give_up_on_the_stalled(listening: socket.socket) -> None:
    """Let reads and writes of the connections of `listening` fail after a while without progress.

    A phone that loses its Wi-Fi in the middle of a request would keep a thread for ever. The
    kernel hands the limits of a listening socket on to its connections.
    """
    limit = struct.pack("ll", _STALLED, 0)
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listening.setsockopt(socket.SOL_SOCKET, option, limit)


def _is_news(record: logging.LogRecord) -> bool:
    """Tell whether an operator should read a line: not of a connection that stalled."""
    error = record.exc_info[1] if record.exc_info else None
    stalled = isinstance(error, OSError) and error.errno in (errno.EAGAIN, errno.ETIMEDOUT)
    return not stalled
