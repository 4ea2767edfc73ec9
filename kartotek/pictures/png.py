"""PNG files of at most 256 colours (W3C, PNG Specification, third edition), the same bytes wherever zlib is the same.

Pillow brings a zlib of its own, which depends on who built it.
"""

import struct
import zlib
from collections.abc import Sequence

Color = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

_LEVEL = 7
"""Of zlib: 9 takes eight times as long for a picture of text, and saves 5 %."""


def indexed_png(width: int, height: int, pixels: bytes, palette: Sequence[Color]) -> bytes:
    """An image from the number of each pixel's colour in the palette, row by row."""
    rows = b"".join(b"\0" + pixels[start : start + width] for start in range(0, width * height, width))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(map(bytes, palette))),
            _chunk(b"IDAT", zlib.compress(rows, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
