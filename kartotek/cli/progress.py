"""How a build is getting on: a bar on a terminal, a line for each phase elsewhere."""

import sys
from types import TracebackType
from typing import Any, Self

_WORTH_A_LINE = 2000
"""Fewer entries or pages are done before anyone has read the line."""


class Progress:
    """Tells the error stream, on a terminal only when a phase takes longer than a second."""

    def __init__(self) -> None:
        self._what = ""
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, what: str, done: int, total: int) -> None:
        """So much of a phase is done."""
        if what != self._what:
            self._end()
            self._what = what
            if sys.stderr.isatty():
                from tqdm import tqdm  # most builds end before there is anything to show

                self._bar = tqdm(total=total, desc=what, delay=1, leave=False, unit="", file=sys.stderr)
            elif total >= _WORTH_A_LINE:
                print(f"{what}: {total:,}", file=sys.stderr, flush=True)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._end()
