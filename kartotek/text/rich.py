"""Lines of text with emphasis and formulas in them, for formats that each have a markup of their own.

`render.markdown.spans` makes them of Markdown.
"""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text; `style` is "" (plain), "em", "strong", "code" or "math" (LaTeX without its dollars)."""

    text: str
    style: str = ""


Rich = tuple[Span, ...]
"""A line in pieces, in order; () is an empty line."""


def plain(line: Rich) -> str:
    """The text alone; formulas keep their dollars, by which most programs know them."""
    return "".join(f"${span.text}$" if span.style == "math" else span.text for span in line)
