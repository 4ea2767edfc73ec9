"""Questions on a terminal, for what was not given as an option."""

import sys
from collections.abc import Collection


def ask(given: str | None, question: str, default: str, allowed: Collection[str] = ()) -> str:
    """What was given; or else the answer on a terminal, asked again until it can be used; or else the default.

    Where there is no terminal, nothing is asked.
    """
    if given is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return default if given is None else given
    choice = f" ({', '.join(allowed)})" if allowed else ""
    while True:
        print(f"{question}{choice}{f' [{default}]' if default else ''}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        answer = line.strip() or default
        if not line or not allowed or answer in allowed:
            return answer if line else default
        print(f"{answer!r} is not one of {', '.join(allowed)}", file=sys.stderr)
