"""Escaping for HTML that is quicker than markupsafe's, which makes an object of each value; identifiers as HTML."""

import re
from typing import Any

import markupsafe
from markupsafe import Markup

try:
    from markupsafe import _escape_inner  # type: ignore[attr-defined]  # not exported
except ImportError:  # it is private, so a release may drop it

    def _escape_inner(text: str, /) -> str:
        return str(markupsafe.escape(text))


def escape(value: Any) -> str:
    """What `markupsafe.escape` makes of a value, but as a plain str, which templates only join to what is around it."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        text: str = value
        return text
    return markupsafe.escape(value)


def breakable(identifier: str) -> Markup:
    """An identifier that breaks at its own signs, should it be longer than a line; copied, it is as it was.

    >>> breakable("10.1098/rspa.1889")
    Markup('10.<wbr>1098/<wbr>rspa.<wbr>1889')
    """
    return Markup(_SIGN.sub(r"\1<wbr>", escape(identifier)))


_SIGN = re.compile(r"([/.-])(?=[^/.-])")

_SHORT = 18
"""So many letters fit into the narrowest column: a phone at 200 %."""


def whole(text: str) -> str:
    """A field that is read at one glance: in one line where it is short, else at least each of its dates and ranges.

    Nothing is added to the text itself, so it is copied as it was.

    >>> whole("3 May 2024 – 10 June 2024")
    Markup('<span class="whole">3 May 2024</span> – <span class="whole">10 June 2024</span>')
    """
    return Markup(" – ".join(_held(end) for end in text.split(" – ")))


def ranges(text: str) -> str:
    """A text, or HTML, in which no line ends within a short range. Typefaces have no dash that holds what it joins.

    >>> ranges("Notes, 3(4), 41–58.")
    Markup('Notes, 3(4), <span class="whole">41–58</span>.')
    """
    if "–" not in text and "-" not in text:
        return text
    return Markup(_RANGE.sub(lambda found: _KEPT % found[0] if found[1] else found[0], escape(text)))


def _held(text: str) -> str:
    if len(text) > _SHORT:
        return escape(ranges(text))
    return _KEPT % escape(text) if _SEAM.search(text) else escape(text)


_KEPT = '<span class="whole">%s</span>'
_SEAM = re.compile(r"[\s–-]")
_RANGE = re.compile(r"<[^>]*>|(?<![\w.–])(\w[\w.]{0,7}(?:–[\w.]{0,7}\w|-[a-zA-Z]{1,3}))(?![\w–-])")
"""A tag; or two ends with an en dash, or a hyphen that no digit follows: lines end after these two."""
