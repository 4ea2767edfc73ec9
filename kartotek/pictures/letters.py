"""Which texts the fonts of pictures can show: Latin, Greek and Cyrillic, and most signs of formulas."""

import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""The folder of the fonts, and of the file that says which letters they have."""

_OTHERWISE = {"\u2011": "-"}
_SIGNS = {"<super>": "^", "<sub>": "_", "<font>": ""}
"""What stands before letters of formulas that the fonts lack, by what Unicode says of them: indices, and letters that
are only another shape of their own."""


@cache
def _letters() -> frozenset[int]:
    """The code points that the fonts have, as `scripts.picture_fonts` found them."""
    parts = [part.split("-") for part in (FONTS / "letters.txt").read_text("utf-8").split()]
    return frozenset(code for part in parts for code in range(int(part[0], 16), int(part[-1], 16) + 1))


def drawable(text: str) -> str:
    """A text in one line as it can be drawn; "" if it has a letter that would be an empty box.

    What has no shape is left out: soft hyphens, marks of direction.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = "".join(_OTHERWISE.get(letter, letter) for letter in line if unicodedata.category(letter) != "Cf")
    if not _has(line):
        line = "".join(_spelled(shape, "".join(letters)) for shape, letters in groupby(line, _shape))
    return line if _has(line) else ""


def _has(line: str) -> bool:
    """Whether the fonts have all letters of a text."""
    return all(ord(letter) in _letters() for letter in line)


def _shape(letter: str) -> str:
    """What Unicode says of a letter that is another one in a shape of its own, such as "<sub>"."""
    shape = unicodedata.decomposition(letter).partition(" ")[0]
    return shape if shape in _SIGNS else ""


def _spelled(shape: str, letters: str) -> str:
    """Letters of one shape, in usual ones if the fonts lack them."""
    if not shape or _has(letters):
        return letters
    usual = unicodedata.normalize("NFKC", letters)
    return f"{_SIGNS[shape]}({usual})" if _SIGNS[shape] and len(usual) > 1 else f"{_SIGNS[shape]}{usual}"
