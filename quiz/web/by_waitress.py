"""Running the application with Waitress, in this process: where gunicorn does not run."""

import logging
import select
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import NoReturn

import waitress.wasyncore
from flask import Flask

from quiz.web.limits import MOST

THREADS = 16
MAX_CONNECTIONS = 1000
_MOST = 2 * MOST  # Flask refuses earlier and with a page of its own; this bounds what is even read


def run(app: Flask, sockets: Sequence[socket.socket], ready: Callable[[], None]) -> None:
    """Serve `app` until Ctrl-C or SIGTERM. Requests in progress at the stop are finished."""
    with ExitStack() as stack:
        # A queue is what a class makes when it answers at once; it is no news for the terminal.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        channels: dict[int, object] = {}
        stack.callback(waitress.wasyncore.close_all, channels, ignore_all=True)
        server = waitress.create_server(
            app,
            map=channels,
            sockets=list(sockets),
            threads=THREADS,
            # A browser keeps up to six connections open for nothing: a school of them needs no
            # more than this, and the defaults would lock the 99th out for two minutes.
            connection_limit=MAX_CONNECTIONS,
            channel_timeout=60,
            cleanup_interval=10,
            asyncore_use_poll=hasattr(select, "poll"),  # select() ends at 1024 files
            ident="broadsheet",
            max_request_body_size=_MOST,
            log_socket_errors=False,
            # They tell that a proxy passes a request on (see quiz.web.locality), and nothing else.
            clear_untrusted_proxy_headers=False,
        )
        with _stop_on_sigterm():
            ready()
            server.run()


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
