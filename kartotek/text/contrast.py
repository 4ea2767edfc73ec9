"""How well one colour is read on another, as WCAG 2.2 counts it. Colours are "#rrggbb"."""

READABLE = 4.5
"""The contrast that text of any size needs (success criterion 1.4.3)."""
PAPER, PAPER_DARK = "#faf8f3", "#171613"
"""The backgrounds of the theme in light and dark mode, as its style sheet says (`--paper`)."""
CARD, CARD_DARK = "#ffffff", "#201e1a"
"""What lies on them, such as a card beside a text (`--card`)."""
_STEPS = 64
"""In how many steps a colour becomes black or white."""


def contrast(one: str, other: str) -> float:
    """From 1, for the same colour, to 21, for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(color: str) -> str:
    """Black or white, whichever is read better on a colour."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, color))


def readable_on(color: str, *papers: str, least: float = READABLE) -> str:
    """The colour itself if it is read on all these backgrounds, else the nearest of its shades that is: darker on light
    backgrounds, lighter on dark ones.

    >>> readable_on("#0b5563", PAPER), readable_on("#0b5563", PAPER_DARK)
    ('#0b5563', '#538791')
    """
    end = ink_on(papers[0])
    shades = (_between(color, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if all(contrast(shade, paper) >= least for paper in papers))


def _between(one: str, other: str, share: float) -> str:
    """The colour between two, with a share of the second."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in parts)


def _parts(color: str) -> tuple[int, ...]:
    """Red, green and blue, from 0 to 255."""
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(color: str) -> float:
    """The relative luminance."""
    parts = (part / 255 for part in _parts(color))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
