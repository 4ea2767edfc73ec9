"""Lines of text with emphasis and formulas in them, for formats that each have a markup of their own.

`render.markdown.spans` makes them of Markdown.
"""

import re
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text; `style` is "" (plain), "em", "strong", "code", "math" (LaTeX without its dollars) or "nocase":
    words that keep their capitals and small letters whatever a citation style does with titles."""

    text: str
    style: str = ""


Rich = tuple[Span, ...]
"""A line in pieces, in order; () is an empty line."""


def plain(line: Rich) -> str:
    """The text alone; formulas keep their dollars, by which most programs know them."""
    return "".join(f"${span.text}$" if span.style == "math" else span.text for span in line)


_NOCASE = re.compile(r"\[([^\[\]]*)\]\{\.nocase\}")


def without_nocase(title: str) -> str:
    """A title in Markdown without the marks around words that keep their capitals, `[DNA]{.nocase}`, for comparing."""
    return _NOCASE.sub(r"\1", title) if "{.nocase}" in title else title
