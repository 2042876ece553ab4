"""Keeping house while a server runs: what nobody may keep any longer is removed every hour."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from quiz.errors import StoreError
from quiz.store import Store

EVERY = 3600.0  # seconds
_LOG = logging.getLogger(__name__)


def keep_house(
    store: Store, clock: Callable[[], datetime], *, every: float = EVERY
) -> threading.Event:
    """Let what is due be removed now and every so many seconds; return what ends it when set.

    Several processes may do so at once: what one has removed is not due for the other. A database
    that does not answer is tried again the next time.
    """
    stop = threading.Event()

    def work() -> None:
        while True:
            try:
                store.retention.purge(now=clock())
            except StoreError as error:
                _LOG.warning("What is due was not removed: %s", error)
            if stop.wait(every):
                return

    threading.Thread(target=work, name="keeper", daemon=True).start()
    return stop
