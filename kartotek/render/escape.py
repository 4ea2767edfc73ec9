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
