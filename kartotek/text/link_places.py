"""Where the links of a Markdown text stand in it: a parser tells their addresses alone."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from html import unescape
from urllib.parse import unquote

_WRITTEN = re.compile(
    r"\\[`\\]|(?P<ticks>`+)"
    r"|(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*(?:<((?:\\.|[^<>\n\\])*)>|((?:\\.|[^\s()\\]|\([^\s()]*\))+))|<([^\s<>]+)>",
    re.M,
)
"""An address after `](` or `]:`, in angle brackets or without, and one that stands in angle brackets by itself; and
backticks, between which nothing is. No branches of what is repeated take the same letters: that could take for ever."""
_TICKS = re.compile("`+")
_BLANK = re.compile(r"\n[ \t]*\n")
_IN_LINE = re.compile(r"[^ \n][^\n]*$| {4}$")
"""What is before backticks in a line, but not before those of a block of code."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SEARCHES = 1000
"""How many addresses that are written in other ways are looked for in a text: each search may read all of it."""


def with_places(text: str, addresses: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each address with the number of characters before it, in the order given, which is that of the links.

    Addresses are as a parser gives them, so `/a b` may be `/a%20b`. One that is there twice has two places. One that is
    written in a way that this does not know has that of its first letters, or 0.
    """
    places: dict[str, deque[int]] = {}
    for written, at in _written(text):
        places.setdefault(_meant(written), deque()).append(at)
    searches = 0
    for address in addresses:
        known = places.get(unquote(address))
        if known:
            yield address, known.popleft() if len(known) > 1 else known[0]
        else:
            yield address, max(0, text.find(address)) if searches < _SEARCHES else 0
            searches += 1


def _written(text: str) -> Iterator[tuple[str, int]]:
    """All that looks like the address of a link, with its place; in one pass, for anyone may have written the text."""
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    blanks = [blank.start() for blank in _BLANK.finditer(text)] if runs else []
    at = 0
    while match := _WRITTEN.search(text, at):
        at = match.end()
        if match["ticks"]:  # code ends at the next run that is as long; without one, the backticks are backticks
            size = len(match["ticks"])
            is_block = size > 2 and not _IN_LINE.search(text[max(0, at - size - 4) : at - size])
            end = _next(runs.get(size, ()), at)
            if end is not None and (is_block or (_next(blanks, at) or end) >= end):  # else its paragraph ends before
                at = end + size
        elif match.lastindex:
            yield match[match.lastindex], match.start(match.lastindex)


def _next(places: Sequence[int], at: int) -> int | None:
    """The first of some sorted places that is not before another."""
    following = bisect_left(places, at)
    return places[following] if following < len(places) else None


def _meant(written: str) -> str:
    """An address without the signs that escape its characters in Markdown, in HTML and in addresses."""
    plain = _ESCAPE.sub(r"\1", written)
    with suppress(ValueError):  # `&#` with thousands of digits, which is no character
        plain = unescape(plain)
    return unquote(plain)
