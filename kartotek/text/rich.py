"""Lines of text with emphasis and formulas in them, as every format may say them its own way."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text; `style` is "" (as it stands), "em", "strong", "code" or "math" (LaTeX without its dollars)."""

    text: str
    style: str = ""


Rich = tuple[Span, ...]


def plain(line: Rich) -> str:
    """The text alone; formulas keep their dollars, by which most programs know them."""
    return "".join(f"${span.text}$" if span.style == "math" else span.text for span in line)
