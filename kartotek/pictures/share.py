"""The picture by which messengers and social networks show a link to a page: its title in the theme's type and colours.

The same words and colours give the same bytes, wherever Pillow, FreeType and zlib are the same (`drawn_by`).
"""

import zlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from kartotek.pictures.letters import FONTS, drawable
from kartotek.pictures.sheet import ACCENT, INK, LINE, MUTED, Sheet, font, width

if TYPE_CHECKING:
    from kartotek.pictures.sheet import Font

WIDTH, HEIGHT = 1200, 630
"""In pixels: the size that all who show such pictures ask for (ogp.me; Facebook, "Images in Link Shares")."""
_EDGE, _BAND = 80, 16
_KICKER, _TITLE_TOP, _TITLE_ROOM = 116, 146, 268
_NAMES, _NOTE, _RULE, _PORTAL = 458, 502, 534, 584
"""Where lines stand: the baselines of the kicker and of the last three, the room of the title, the rule."""
_ROOM = WIDTH - 2 * _EDGE
_TITLE_SIZES = (84, 76, 68, 60, 54, 48, 42)
_LARGEST, _LEADING, _SPACE = _TITLE_SIZES[0], 1.12, 0.22
"""The largest of them; how far lines are apart and words at least, in ems."""
_SMALL = 32
_ELLIPSIS = "…"
_MOST_LETTERS = 600
"""Of a text; no more than a few lines are shown, and measuring takes time that grows with the square of a text."""


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the picture of a page says. `title` can be drawn; `kicker` stands above it; `names` are those of
    people, of which as many are shown as there is room for, and `note` stands below them. `accent` is #rrggbb."""

    title: str
    portal: str
    accent: str
    kicker: str = ""
    names: tuple[str, ...] = ()
    note: str = ""


@cache
def drawn_by() -> str:
    """The versions of all that decides the bytes of a picture, next to what it says."""
    import PIL
    from PIL import features

    fonts = blake2b(b"".join(path.read_bytes() for path in sorted(FONTS.glob("*.ttf"))), digest_size=16).hexdigest()
    freetype = features.version("freetype2")
    return f"share image 2, Pillow {PIL.__version__}, FreeType {freetype}, zlib {zlib.ZLIB_RUNTIME_VERSION}, {fonts}"


def share_image(card: ShareCard) -> bytes:
    """The picture as PNG. What stands around the title is left out if it has letters that the fonts lack."""
    sheet = Sheet(WIDTH, HEIGHT, card.accent)
    sheet.fill((0, 0, WIDTH, _BAND), ACCENT)
    sheet.fill((_EDGE, _RULE, WIDTH - _EDGE, _RULE + 2), LINE)
    if kicker := drawable(card.kicker):
        sheet.write(_EDGE, _KICKER, _fitting(kicker, _small()), _small(), ACCENT)
    size, lines = _fitted(_cut(drawable(card.title)))
    for i, line in enumerate(lines):
        sheet.write(_EDGE, _TITLE_TOP + round((0.95 + i * _LEADING) * size), line, _title(size), INK)
    note = drawable(card.note)
    if names := _named(card.names, _small()):
        sheet.write(_EDGE, _NAMES if note else _NOTE, names, _small(), INK)
    if note:
        sheet.write(_EDGE, _NOTE, _fitting(note, _small()), _small(), MUTED)
    if portal := drawable(card.portal):
        sheet.write(_EDGE, _PORTAL, _fitting(portal, _bold()), _bold(), INK)
    return sheet.png()


def _cut(text: str) -> str:
    """The text, or as much of it as is looked at: more than is shown, so that it ends in an ellipsis."""
    return text[:_MOST_LETTERS]


def _small() -> "Font":
    return font("text.ttf", _SMALL)


def _bold() -> "Font":
    return _title(_SMALL)


def _title(size: int) -> "Font":
    return font("title.ttf", size)


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size in which a title fits, and its lines, of about one length; cut where it fits in none."""
    words = [(word, width(word, _title(_LARGEST)) / _LARGEST) for word in title.split()]
    for size in _TITLE_SIZES:
        most, lines = int(_TITLE_ROOM / (size * _LEADING)), _wrapped(words, _ROOM / size)
        if len(lines) <= most and all(wide * size <= _ROOM for _, wide in words):
            return size, _balanced(words, _ROOM / size, len(lines))
    last = _fitting(" ".join(lines[most - 1 :]), _title(size))
    return size, [*(_fitting(line, _title(size)) for line in lines[: most - 1]), last]


def _wrapped(words: Sequence[tuple[str, float]], room: float) -> list[str]:
    """Words in lines: each has its width, in ems as the room. One that is longer than a line is a line of its own."""
    lines: list[str] = []
    used = room
    for word, wide in words:
        if lines and used + _SPACE + wide <= room:
            lines[-1] += f" {word}"
            used += _SPACE + wide
        else:
            lines.append(word)
            used = wide
    return lines


def _balanced(words: Sequence[tuple[str, float]], room: float, count: int) -> list[str]:
    """Words in so many lines, the longest of them as short as can be."""
    narrow, wide = max(wide for _, wide in words), room
    while wide - narrow > _SPACE:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(_wrapped(words, middle)) <= count else (middle, wide)
    return _wrapped(words, wide)


def _fitting(text: str, of: "Font") -> str:
    """The text, or as many of its words as fit into a line with an ellipsis; of a long word, as many letters."""
    text = _cut(text)
    if width(text, of) <= _ROOM:
        return text
    words = text.split()
    fit = _most(len(words) - 1, lambda count: width(_shortened(words[:count]), of) <= _ROOM)
    if fit:
        return _shortened(words[:fit])
    letters = words[0]
    return letters[: _most(len(letters), lambda count: width(letters[:count] + _ELLIPSIS, of) <= _ROOM)] + _ELLIPSIS


def _shortened(words: Sequence[str]) -> str:
    return f"{' '.join(words).rstrip(' ,;:.–—-')}{_ELLIPSIS}"


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to `count` that fits, 0 if none does."""
    return bisect_left(range(1, count + 1), True, key=lambda number: not fits(number))


def _named(names: Sequence[str], of: "Font") -> str:
    """The names in a line, as many as fit; "" if one of all cannot be drawn, for a list that lacks one is wrong."""
    drawn = [drawable(_cut(name)) for name in names]
    if not all(drawn):
        return ""
    shown: list[str] = []
    for i, name in enumerate(drawn, 1):
        longer, more = [*shown, name], f", {_ELLIPSIS}" if i < len(drawn) else ""
        if shown and width(", ".join(longer) + more, of) > _ROOM:
            return f"{', '.join(shown)}, {_ELLIPSIS}"
        shown = longer
    return _fitting(", ".join(shown), of)
