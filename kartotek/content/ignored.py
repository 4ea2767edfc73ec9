"""Comments that silence diagnostics in their place: `# kartotek: ignore CODE`."""

import re
from collections.abc import Mapping

BODY = 0
"""Stands for the lines of the text below the front matter."""
_COMMENT = re.compile(r"(?:^|\s)#\s*kartotek:\s*ignore\s+(?P<codes>[a-z-]+(?:[\s,]+[a-z-]+)*)\s*$")


def ignored_codes(header: str) -> Mapping[int, frozenset[str]]:
    """The codes that are silenced, by line of the front matter (from 1).

    A comment beside a value is about its line, one on a line of its own about the next line that is no comment, and one
    at the end of the front matter about the text below it.
    """
    if "kartotek:" not in header:
        return {}
    found: dict[int, frozenset[str]] = {}
    waiting: frozenset[str] = frozenset()
    for number, line in enumerate(header.splitlines(), 1):
        comment = _COMMENT.search(line)
        codes = frozenset(re.split(r"[\s,]+", comment["codes"])) if comment else frozenset()
        if line.lstrip().startswith("#"):
            waiting |= codes
            continue
        if codes or waiting:
            found[number] = codes | waiting
        waiting = frozenset()
    return {**found, BODY: waiting} if waiting else found
