"""Time texts that are made to be slow, at one size and at twice that size: the time must not more than double.

python -m benchmarks.bounds
"""

import sys
import time
from collections.abc import Callable

from kartotek.render.markdown import links, markdown, plain_blocks

PIECES = (
    "# Methods\n\n",
    "a\n=\n\n",
    "![",
    "[[]",
    "[a][",
    "![a](",
    "[",
    "*",
    "_a",
    "`",
    "$",
    "<",
    "&",
    "> ",
    "- ",
    "|a|\n|-|\n",
)
SIZE = 4_000
"""How often a piece is repeated at first."""
FUNCTIONS: tuple[Callable[[str], object], ...] = (markdown, links, plain_blocks)
NOISE = 0.05
"""Seconds; a text that takes less is not judged."""


def seconds(function: Callable[[str], object], text: str) -> float:
    """Processor time of one call."""
    start = time.process_time()
    function(text)
    return time.process_time() - start


def main() -> int:
    """Print a line for each function and piece; the status is 1 if one took more than three times as long."""
    slow = 0
    for function in FUNCTIONS:
        for piece in PIECES:
            once, twice = seconds(function, piece * SIZE), seconds(function, piece * SIZE * 2)
            ratio = twice / max(once, NOISE)
            slow += ratio > 3
            sys.stdout.write(f"{function.__name__:14}{piece!r:18}{once:8.2f} s{twice:8.2f} s{ratio:6.1f}\n")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
