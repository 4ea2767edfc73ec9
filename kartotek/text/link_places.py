"""Where the links of a Markdown text stand in it: a parser tells their addresses alone."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

_WRITTEN = re.compile(
    r"(?s:(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*(?:<((?:\\.|[^<>\n])*)>|((?:\\.|[^\s()\\]|\([^\s()]*\))+))|<([^\s<>]+)>",
    re.M,
)
"""An address after `](` or `]:`, in angle brackets or without, and one that stands in angle brackets by itself; and
what stands between backticks, where nothing is a link."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def with_places(text: str, addresses: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each address with the number of characters before it, in the order given, which is that of the links.

    Addresses are as a parser gives them, so `/a b` may be `/a%20b`. One that is there twice has two places. One that is
    written in a way that this does not know has that of its first letters, or 0.
    """
    places: dict[str, list[int]] = {}
    for match in _WRITTEN.finditer(text):
        group = match.lastindex or 0
        if match["ticks"]:
            continue
        places.setdefault(_meant(match[group]), []).append(match.start(group))
    for address in addresses:
        known = places.get(unquote(address)) or [max(0, text.find(address))]
        yield address, known.pop(0) if len(known) > 1 else known[0]


def _meant(written: str) -> str:
    """An address without the signs that escape its characters in Markdown, in HTML and in addresses."""
    return unquote(unescape(_ESCAPE.sub(r"\1", written)))
