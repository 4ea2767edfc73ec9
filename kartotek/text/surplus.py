"""What stands around an identifier that was pasted and is no part of it: brackets, a full stop, `?utm_source=`."""

import re

from kartotek.text.schemes import SCHEMES

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", '"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "‘": "’", "«": "»",
    "»": "«"}  # fmt: skip
_OPENING = {closing: opening for opening, closing in _PAIRS.items()} | {"”": "“", "“": "„"}
_STOPS = ".,;:"
_KEYS = "|".join(
    sorted({key for row in SCHEMES.values() for place in row.places for key in re.findall(r"\\\?([a-z]+=)", place)})
)
"""Keys of queries that have an identifier behind them."""
_QUERY = rf"[?&](?!(?:{_KEYS}))[\w.-]+=[^\s?#]*(?:#\S*)?$|#[A-Za-z][\w.:-]*$"
_TRACKING = re.compile(_QUERY, re.IGNORECASE)
"""A query, or a part of a page: where # is the sign of an identifier itself, hardly a word follows."""
AROUND = (r"^[\s(\[{<\"'`“„‘«»]+", r"[\s.,;:\]}>\"'`”“’«»]+$", _QUERY)
"""Regular expressions of the same without a count of brackets, for the script of the search page."""
_PAGE = "(?:/(?:abstract|e?pdf|full|full-?text|html?|meta|summary))*"
_PAGE_OF_A_WORK = re.compile(rf"(10\.[0-9]{{4,9}}/\S+?){_PAGE}(?:\.pdf)?$")
"""A DOI in the address of a page or a file of the work."""


def plain(text: str) -> str:
    """A text without spaces around it and without what nobody sees; hyphens are those of keyboards."""
    return text.strip() if text.isascii() else _INVISIBLE.sub("", text).translate(_HYPHENS).strip()


def trimmed(text: str, *, closely: bool = False) -> str:
    """A text without what surrounds the identifier in it; `closely` also without the name of a page behind a DOI.

    A character that really ends an identifier stays where it is percent-encoded: `https://doi.org/10.1000/a%2E`.
    """
    text = plain(text)
    for _ in range(_ROUNDS):
        before = text
        if text[-1:] in _OPENING or text[:1] in _PAIRS:
            text = _without_brackets(text)
        if text[-1:] in _STOPS:
            text = text.rstrip(_STOPS)
        if "?" in text or "#" in text:
            text = _TRACKING.sub("", text)
        if text == before:
            break
    if closely and (found := _PAGE_OF_A_WORK.search(text)):
        text = text[: found.end(1)]
    return text


_ROUNDS = 6


def _without_brackets(text: str) -> str:
    """A text without a pair around it, or half of one."""
    first, last = text[:1], text[-1:]
    if len(text) > 1 and _PAIRS.get(first) == last:
        return text[1:-1].strip()
    opening = _OPENING.get(last, "")
    if opening and (text.count(opening) < text.count(last) or opening == last):
        return text[:-1].rstrip()
    closing = _PAIRS.get(first, "")
    if closing and (text.count(closing) < text.count(first) or opening == first):
        return text[1:].lstrip()
    return text
