"""How colours are read: six hexadecimal digits, with # or without, kept as #rrggbb in small letters."""

from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.paths import ValuePath
from kartotek.text.contrast import PAPER, READABLE, contrast, readable_on

_TAKEN = s.takes(
    {
        "type": ["string", "integer", "null"],
        "minimum": 100000,
        "maximum": 999999,
        "pattern": r"^\s*#?[0-9A-Fa-f]{6}\s*$",
        s.SAID: 'Write six digits in quotes: "#0b5563".',
    }
)


def color_on(paper: str, hint: str) -> f.Reader:
    """A reader of colours for text on a background; one that is hard to read there is reported, and kept."""

    @_TAKEN
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
        color = _color(raw, path, diagnostics, "site-setting")
        if color and (reached := contrast(color, paper)) < READABLE:
            message = f"{color} is hard to read on {paper}: contrast {reached:.1f}, not {READABLE}"
            diagnostics.add("low-contrast", path, message, hint)
        return color

    return read


@_TAKEN
def readable_color(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A colour that is read on the light background: of one that is hard to read there the next darker shade that is
    not, which is reported."""
    color = _color(raw, path, diagnostics, "unknown-value")
    if not color or (readable := readable_on(color, PAPER)) == color:
        return color
    reached = contrast(color, PAPER)
    message = f"{color} is hard to read on {PAPER}: contrast {reached:.1f}, not {READABLE}; {readable} is shown"
    diagnostics.add("low-contrast", path, message, f'write "{readable}", which is the same, darker, or another colour')
    return readable


def _color(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics, code: str) -> str | None:
    """A colour; None, with a diagnostic of this code, for what is none."""
    line = f.text(raw, path, diagnostics)
    if line is None:
        return None
    digits = line.removeprefix("#")
    if len(digits) != 6 or any(letter not in "0123456789abcdefABCDEF" for letter in digits):
        diagnostics.add(code, path, f"{line!r} is not a colour", 'write six digits: "#0b5563"')
        return None
    return f"#{digits.lower()}"
