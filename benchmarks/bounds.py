"""Time texts that are made to be slow, at one size and at twice that size: the time must not more than double.

python -m benchmarks.bounds
"""

import sys
import time
from collections.abc import Callable

from kartotek.content.yamltext import load_rest
from kartotek.render.markdown import links, markdown, plain_blocks
from kartotek.text.near_names import near_key
from kartotek.text.tex import find_tex

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
    "{a",
    "{a{b}",
    "\\em ",
    "$$",
    "a: [\n",
    "'a' \"b\" ",
)
SIZE = 4_000
"""How often a piece is repeated at first."""


def tex(text: str) -> object:
    """The search for TeX in a title and in an abstract."""
    return find_tex(text, braces=True), find_tex(text, braces=False)


FUNCTIONS: tuple[Callable[[str], object], ...] = (markdown, links, plain_blocks, tex, near_key, load_rest)
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
