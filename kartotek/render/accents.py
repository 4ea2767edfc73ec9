"""Style sheets with accent colours: files, for no page may have styles of its own (Content-Security-Policy)."""

from dataclasses import dataclass

from markupsafe import Markup

from kartotek.render.policy import Integrity, checksum
from kartotek.text.contrast import CARD_DARK, PAPER_DARK, ink_on, readable_on

COLORS = "colors.css"
"""The file below `assets/` with the accent colours of the site."""

_IN_DARK = 6
"""The contrast of a shade that is made for dark mode: what is barely readable there looks dull."""


@dataclass(frozen=True, slots=True)
class Accent:
    """The style sheet of a page that has a colour of its own: its path below `assets/`, and the attribute `integrity`
    if pages state checksums."""

    file: str
    integrity: Markup


def accent(color: str, integrity: Integrity) -> Accent:
    """The style sheet with a colour."""
    known = Integrity({accent_file(color): checksum(accent_css(color).encode())} if integrity.checksums else {})
    return Accent(accent_file(color), known(accent_file(color)))


def accent_file(color: str) -> str:
    """The path, below `assets/`, of the style sheet with a colour.

    >>> accent_file("#0b5563")
    'accents/0b5563.css'
    """
    return f"accents/{color.removeprefix('#')}.css"


def accent_css(color: str) -> str:
    """The style sheet with a colour, which is read on the light background; in dark mode with a lighter shade of it, if
    need be."""
    return accent_rule("light", color) + accent_rule("dark", readable_on(color, PAPER_DARK, CARD_DARK, least=_IN_DARK))


def accent_rule(scheme: str, color: str) -> str:
    """The accent for one colour scheme: what other sheets say for the other one, and for print, stays as it is."""
    rule = f":root {{ --accent: {color}; --accent-ink: {ink_on(color)}; }}"
    return f"@media screen and (prefers-color-scheme: {scheme}) {{ {rule} }}\n"
