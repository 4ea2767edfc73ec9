"""One build at a time: two would write over each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kartotek.diagnostics import SetupError


@contextmanager
def only_build(cache: Path) -> Iterator[None]:
    """Hold the site's lock. Raises SetupError when another build holds it; a killed build holds none."""
    try:
        import fcntl
    except ImportError:  # Windows: builds there are by hand, one at a time
        yield
        return
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: workers would hold it on
        except OSError:
            raise SetupError("another build of this site is running", "wait until it is done") from None
        yield
