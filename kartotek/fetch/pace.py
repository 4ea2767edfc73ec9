"""How fast a host is asked: one request at a time, an interval between them, and patience when it asks for that."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Lock


@dataclass(frozen=True, slots=True)
class Time:
    """The clocks, in seconds, and how to wait: tests have their own."""

    elapsed: Callable[[], float] = time.monotonic
    """Since some moment in the past; never set back."""
    now: Callable[[], float] = time.time
    """Since 1970, in UTC."""
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Lane:
    lock: Lock
    free_at: float = 0.0


class Pace:
    """Turns at hosts. Threads may ask different hosts at the same time."""

    def __init__(self, interval: float, time: Time) -> None:
        """`interval` is the least time between two requests to one host, in seconds."""
        self._interval = interval
        self._time = time
        self._lanes: dict[str, _Lane] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until it is our turn at a host, and have it while the block runs."""
        lane = self._lane(host)
        with lane.lock:
            if (wait := lane.free_at - self._time.elapsed()) > 0:
                self._time.sleep(wait)
            try:
                yield
            finally:
                lane.free_at = max(lane.free_at, self._time.elapsed() + self._interval)

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long; the next turn waits."""
        lane = self._lane(host)
        lane.free_at = max(lane.free_at, self._time.elapsed() + seconds)

    def _lane(self, host: str) -> _Lane:
        with self._lock:
            return self._lanes.setdefault(host, _Lane(Lock()))


def wanted_wait(headers: Mapping[str, str], now: float) -> float | None:
    """How long a server asks us to wait, in seconds from `now`; None if it does not say.

    `Retry-After` is in seconds or a date (RFC 9110, 10.2.3); `Backoff`, which Zotero sends, in seconds.
    """
    for name in ("retry-after", "backoff"):
        said = headers.get(name, "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:9])
        if said:
            try:
                return max(0.0, parsedate_to_datetime(said).timestamp() - now)
            except (ValueError, OverflowError):
                continue
    return None
