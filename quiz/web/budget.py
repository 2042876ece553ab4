"""How often somebody may be wrong: so many times within so long, per name that we gave out."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

_MOST_NAMES = 10_000


class Budget:
    """Counts what went wrong, by name. Threads share it; each server process has its own.

    The names are those of visitors' cookies, never addresses: a school is one address.
    """

    def __init__(self, times: int = 20, within: timedelta = timedelta(minutes=5)) -> None:
        self._times = times
        self._within = within
        self._wrong: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def note(self, name: str, now: datetime) -> None:
        """Note that something went wrong for `name`."""
        with self._lock:
            times = self._wrong.setdefault(name, deque(maxlen=self._times))
            times.append(now)
            self._wrong.move_to_end(name)
            while len(self._wrong) > _MOST_NAMES:
                self._wrong.popitem(last=False)

    def wait(self, name: str, now: datetime) -> int:
        """Return how many seconds `name` has to wait before the next try; 0 for none."""
        with self._lock:
            times = self._wrong.get(name)
            if times is None or len(times) < self._times:
                return 0
            left = times[0] + self._within - now
        return max(0, -(-int(left.total_seconds() * 1000) // 1000))
