"""How far a build is: a bar in a terminal, a line for each step elsewhere."""

import sys
from types import TracebackType
from typing import Any, Self

_WORTH_A_LINE = 2000
"""A step with fewer entries or pages is done before anyone has read the line."""


class Progress:
    """Writes progress to standard error; in a terminal only if a step takes longer than a second."""

    def __init__(self) -> None:
        self._what = ""
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total` entries or pages of the step `what` are done."""
        if what != self._what:
            self._end()
            self._what = what
            if sys.stderr.isatty():
                from tqdm import tqdm  # most builds are too short to need it

                self._bar = tqdm(total=total, desc=what, delay=1, leave=False, unit="", file=sys.stderr)
            elif total >= _WORTH_A_LINE:
                print(f"{what}: {total:,}", file=sys.stderr, flush=True)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def _end(self) -> None:
        """Remove the bar of the step before."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._end()
