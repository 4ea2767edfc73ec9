"""A picture in the making: paper, on which text and rules are put in few colours."""

from functools import cache
from typing import TYPE_CHECKING

from kartotek.pictures.letters import FONTS
from kartotek.pictures.png import Color, indexed_png

if TYPE_CHECKING:
    from PIL import ImageFont

    Font = ImageFont.FreeTypeFont

INK, MUTED, ACCENT, LINE = range(4)
"""The colours of texts and rules; the accent is the site's, the others are the theme's for light backgrounds."""
THEME_COLORS: dict[str, Color] = {
    "paper": (0xFA, 0xF8, 0xF3), "ink": (0x1E, 0x1C, 0x19), "muted": (0x62, 0x5C, 0x52), "line": (0xDD, 0xD6, 0xC8),
}  # fmt: skip
"""By name, as its style sheet has them."""
_PAPER = THEME_COLORS["paper"]
_STEPS = 31
"""From paper to a colour, for the edges of letters; more are not seen, and make larger files."""
_FINER = 2
"""Letters are drawn so many times larger and then reduced, for Pillow puts each on a whole pixel."""


@cache
def font(file: str, size: int) -> "Font":
    """A font of the folder in a size in pixels.

    FreeType alone lays it out: Pillow's better engine works only where the system has a library for it.
    """
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / file, size * _FINER, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, of: "Font") -> float:
    """How many pixels of the picture a line takes."""
    return of.getlength(text) / _FINER


class Sheet:
    """A picture of some size. Its pixels are numbers of colours, 0 is paper."""

    def __init__(self, width: int, height: int, accent: str) -> None:
        """`accent` is a colour as #rrggbb."""
        from PIL import Image

        own: Color = (int(accent[1:3], 16), int(accent[3:5], 16), int(accent[5:7], 16))
        theme = THEME_COLORS
        self._colors = {INK: theme["ink"], MUTED: theme["muted"], ACCENT: own, LINE: theme["line"]}
        self._image = Image.new("L", (width, height), 0)

    def fill(self, box: tuple[int, int, int, int], color: int) -> None:
        """Fill a rectangle, given by its left, upper, right and lower edge."""
        self._image.paste(_number(color, _STEPS), box)

    def write(self, left: int, baseline: int, text: str, of: "Font", color: int) -> None:
        """Put a line of text on a baseline."""
        from PIL import Image, ImageDraw

        above, below, around = (round(of.size * part) // _FINER for part in (1.2, 0.5, 0.3))
        size = (int(width(text, of)) + 2 * around, above + below)
        large = Image.new("L", (size[0] * _FINER, size[1] * _FINER), 0)
        ImageDraw.Draw(large).text((around * _FINER, above * _FINER), text, fill=255, font=of, anchor="ls")
        mask = large.reduce(_FINER)
        steps = mask.point([_number(color, (value * _STEPS + 127) // 255) for value in range(256)])
        shown = mask.point([255 if value else 0 for value in range(256)])
        self._image.paste(steps, (left - around, baseline - above), shown)

    def png(self) -> bytes:
        """The picture as a PNG file."""
        palette = [
            _PAPER,
            *(_between(self._colors[color], step) for color in range(4) for step in range(1, _STEPS + 1)),
        ]
        return indexed_png(*self._image.size, self._image.tobytes(), palette)


def _number(color: int, step: int) -> int:
    """The number of a colour at a step from paper, 0, to the whole colour."""
    return color * _STEPS + step if step else 0


def _between(color: Color, step: int) -> Color:
    """A colour at a step."""
    red, green, blue = (
        (paper * (_STEPS - step) + full * step + _STEPS // 2) // _STEPS
        for paper, full in zip(_PAPER, color, strict=True)
    )
    return red, green, blue
