"""Which texts the fonts of pictures can show: Latin, Greek and Cyrillic."""

import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""The folder of the fonts, and of the file that says which letters they have."""

_OTHERWISE = {"\u2011": "-"}


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
    return line if all(ord(letter) in _letters() for letter in line) else ""
