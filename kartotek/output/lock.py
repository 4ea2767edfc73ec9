"""One build at a time: two would write over each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kartotek.diagnostics import SetupError

LOCK = "lock"
"""The name of the file."""


@contextmanager
def only_build(cache: Path) -> Iterator[None]:
    """Keep the site's lock while the block runs; the lock is the file `lock` in the folder `cache`.

    Raises SetupError when another build has it. The lock belongs to the process, not to the file, which may stay: a
    killed build blocks nobody, and workers do not inherit it.
    """
    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise SetupError("another build of this site is running", "wait until it has finished") from None
    try:
        yield
    finally:
        lock.release()
