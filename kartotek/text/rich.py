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


_ENDS_ITSELF = re.compile("[?!？！؟][\"'”’»)\\]*_]*$")


def before_subtitle(title: str) -> str:
    """What stands between a title and its subtitle: a colon, unless the title has a question mark or an exclamation
    mark at its end (Chicago Manual of Style 18, 13.91; APA 7 likewise).

    >>> before_subtitle("What is a card?")
    ' '
    """
    return " " if _ENDS_ITSELF.search(title) else ": "


def with_subtitle(title: str, subtitle: str) -> str:
    """A title with its subtitle, if it has one."""
    return f"{title}{before_subtitle(title)}{subtitle}" if subtitle else title


_NOCASE = re.compile(r"\[([^\[\]]*)\]\{\.nocase\}")


def without_nocase(title: str) -> str:
    """A title in Markdown without the marks around words that keep their capitals, `[DNA]{.nocase}`, for comparing."""
    return _NOCASE.sub(r"\1", title) if "{.nocase}" in title else title
