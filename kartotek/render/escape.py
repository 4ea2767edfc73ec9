"""Escaping, without the ceremony that templates at this number of pages cannot afford."""

from typing import Any

import markupsafe
from markupsafe import Markup

try:
    from markupsafe import _escape_inner  # type: ignore[attr-defined]  # not exported
except ImportError:  # its own business, so it may go

    def _escape_inner(text: str, /) -> str:
        return str(markupsafe.escape(text))


def escape(value: Any) -> str:
    """What `markupsafe.escape` makes of a value, as a plain str: it is only joined to what stands around it."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        text: str = value
        return text
    return markupsafe.escape(value)
