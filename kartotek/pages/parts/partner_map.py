"""In which countries those are that an organisation has works with, as a table and as circles on a map of the world.

The picture below the circles is one file for all pages. It is cut to the part of the world that the circles are in.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from kartotek.pages.parts.places_of_countries import HEIGHT, PLACES, WIDTH
from kartotek.view.view import View

_FEWEST = 2
"""Countries from which on a map says something."""
_ACROSS, _DOWN = 640, round(640 * HEIGHT / WIDTH)
"""The size of the drawing."""
_LEAST = 260
"""The narrowest part of the world that is shown, in units of the picture: coasts are not drawn for less."""
_ROOM = 1.5
"""How much wider the part is than what the circles need."""
_LARGEST, _SMALLEST = 22, 4
_MANY = 10
"""Works from which on the most frequent country has the largest circle."""
_LETTER = 7
"""The width of letters in labels, rounded up."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Country:
    """A row of the table: how many organisations of a country there are works with, and how many works."""

    name: str
    organisations: int
    works: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle on the map, with a label beside it where there is room; `side` is as SVG anchors texts."""

    country: Country
    x: int
    y: int
    radius: int
    label_x: int = 0
    label_y: int = 0
    side: str = ""


@dataclass(frozen=True, slots=True)
class PartnerMap:
    """What the page shows. `picture` is where the whole world would be: left, top, width and height."""

    countries: tuple[Country, ...]
    spots: tuple[Spot, ...]
    picture: tuple[int, int, int, int]
    size: tuple[int, int] = (_ACROSS, _DOWN)


def partner_map(view: View, works: Iterable[Iterable[str]], own: Collection[str]) -> PartnerMap | None:
    """The countries of the organisations that some works are from, without `own`; None if fewer than two are known.
    `works` has the organisations of each."""
    known = view.countries()
    counts, partners = Counter[str](), set[str]()
    for named in works:
        units = [unit for unit in named if unit in known and unit not in own]
        partners.update(units)
        counts.update({known[unit] for unit in units})
    if len(counts) < _FEWEST:
        return None
    each = Counter(known[unit] for unit in partners)
    rows = {code: Country(view.language.country_name(code), each[code], counts[code]) for code in counts}
    order = sorted(rows, key=lambda code: (-rows[code].works, view.language.collate(rows[code].name)))
    return _drawn({code: rows[code] for code in order})


def _drawn(rows: dict[str, Country]) -> PartnerMap:
    """The map, the most frequent countries first: smaller circles are drawn over them."""
    there = {code: PLACES[code] for code in rows if code in PLACES}
    if not there:
        return PartnerMap(tuple(rows.values()), (), (0, 0, _ACROSS, _DOWN))
    left, top, width = _part([x for x, _ in there.values()], [y for _, y in there.values()])
    scale = _ACROSS / width
    highest = max(_MANY, *(rows[code].works for code in there))
    spots = []
    for code, (x, y) in there.items():
        radius = round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(rows[code].works / highest))
        across, down = round((x - left) * scale), round((y - top) * scale)
        spots.append(Spot(rows[code], _within(across, radius, _ACROSS), _within(down, radius, _DOWN), radius))
    picture = (round(-left * scale), round(-top * scale), round(WIDTH * scale), round(HEIGHT * scale))
    return PartnerMap(tuple(rows.values()), tuple(_labelled(spots)), picture)


def _within(at: int, radius: int, end: int) -> int:
    """Where the middle of a circle is that lies on the drawing as a whole: some countries are at its edge."""
    return min(max(at, radius), end - radius)


def _part(across: Sequence[int], down: Sequence[int]) -> tuple[float, float, float]:
    """The part of the world to show: its left and upper edge, and its width."""
    needed = max(max(across) - min(across), (max(down) - min(down)) * WIDTH / HEIGHT)
    width = min(WIDTH, max(_LEAST, needed * _ROOM))
    height = width * HEIGHT / WIDTH
    left = (min(across) + max(across) - width) / 2
    top = (min(down) + max(down) - height) / 2
    return min(max(left, 0), WIDTH - width), min(max(top, 0), HEIGHT - height), width


def _labelled(spots: Sequence[Spot]) -> Iterator[Spot]:
    """The circles with labels, the most frequent first, as far as they cover neither a circle nor each other."""
    boxes: list[Box] = [
        (spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius) for spot in spots
    ]
    for i, spot in enumerate(spots):
        others = boxes[:i] + boxes[i + 1 :]
        found = next((found for found in _around(spot) if _is_free(found[0], others)), None)
        if found is None:
            yield spot
            continue
        box, x, y, side = found
        boxes.append(box)
        yield Spot(spot.country, spot.x, spot.y, spot.radius, x, y, side)


def _around(spot: Spot) -> Iterator[tuple[Box, int, int, str]]:
    """Where a label may stand: its box, where its text begins or ends, and how it is anchored."""
    long, gap, middle = len(spot.country.name) * _LETTER, spot.radius + 4, spot.y + 5
    yield (spot.x + gap, middle - 12, spot.x + gap + long, middle + 4), spot.x + gap, middle, "start"
    yield (spot.x - gap - long, middle - 12, spot.x - gap, middle + 4), spot.x - gap, middle, "end"
    for y in (spot.y + gap + 10, spot.y - gap - 2):
        yield (spot.x - long / 2, y - 12, spot.x + long / 2, y + 4), spot.x, y, "middle"


def _is_free(box: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > _ACROSS or bottom > _DOWN:
        return False
    return all(left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1] for other in others)
