"""Draw the map of the world: `python -m scripts.draw_world FOLDER`, with the package world-atlas of npm in the folder.

It has the outlines of Natural Earth, which are in the public domain, as TopoJSON: lines that countries share are there
once. So they are simplified once, and countries still fit together. What is written is a picture of all land, and where
on it each country is.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import hypot, pi, radians
from pathlib import Path
from typing import Any

from babel.core import get_global

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "templates/assets/world.svg"
TABLE = ROOT / "kartotek/pages/parts/places_of_countries.py"
WIDTH, HEIGHT = 2000, 905
"""The size of the drawing: all meridians, without Antarctica."""
_NORTH = 84
"""The latitude of the upper edge."""
_COARSE = 0.55
"""How far a simplified line may be from its own, in units of the drawing."""
_SMALLEST = 1.2
"""The area of islands that are left out."""
_PATTERSON = ((1, 1.0148), (5, 0.23185), (7, -0.14499), (9, 0.02406))
"""The polynomial of the projection of Patterson, Šavrič and Jenny (2015): powers with their coefficients."""
_NAMED = {"Kosovo": "XK"}
"""Codes of countries that have no number."""

Point = tuple[float, float]
Ring = list[Point]


def _up(latitude: float) -> float:
    """How far a parallel is from the equator, in radii of the Earth. Meridians are straight, and equally far apart."""
    return sum(factor * radians(latitude) ** power for power, factor in _PATTERSON)


_SCALE = WIDTH / (2 * pi)


def placed(longitude: float, latitude: float) -> Point:
    """A place on the drawing, in its units, from its upper left corner."""
    return WIDTH / 2 + radians(longitude) * _SCALE, (_up(_NORTH) - _up(latitude)) * _SCALE


def moved(line: Ring, by: float) -> Ring:
    """A line further to the right."""
    return [(x + by, y) for x, y in line] if by else line


def unbroken(line: Ring, start: float) -> Ring:
    """A line without jumps from one edge of the drawing to the other, which begins near `start`: it may leave it."""
    found: Ring = []
    for x, y in line:
        before = found[-1][0] if found else start
        found.append((x + WIDTH * round((before - x) / WIDTH), y))
    return found


class Topology:
    """A file of world-atlas: lines and what is made of them (TopoJSON 1.0)."""

    def __init__(self, path: Path) -> None:
        self._read = json.loads(path.read_text("utf-8"))
        self.lines = [self._line(arc) for arc in self._read["arcs"]]

    def _line(self, arc: Sequence[Sequence[int]]) -> Ring:
        """A line on the drawing: in the file each point is relative to the one before it."""
        (across, up), (left, bottom) = self._read["transform"]["scale"], self._read["transform"]["translate"]
        x = y = 0
        line: Ring = []
        for by_x, by_y, *_ in arc:
            x, y = x + by_x, y + by_y
            line.append(placed(x * across + left, y * up + bottom))
        return unbroken(line, line[0][0])

    def simplify(self) -> None:
        """Leave out points that are not needed."""
        self.lines = [simplified(line) for line in self.lines]

    def shapes(self, kind: str) -> list[Any]:
        """The countries, or the land."""
        found: list[Any] = self._read["objects"][kind]["geometries"]
        return found

    def rings(self, shape: Any) -> Iterator[Ring]:
        """The outlines of a shape, and of its holes."""
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            yield self._joined(ring)

    def _joined(self, ring: Iterable[int]) -> Ring:
        """Lines one after the other; one that is to be drawn from its end has the number that ~ makes of its own."""
        points: Ring = []
        for number in ring:
            line = self.lines[number] if number >= 0 else self.lines[~number][::-1]
            points += unbroken(line, points[-1][0])[1:] if points else line
        return points

    def borders(self) -> Iterator[Ring]:
        """The lines that two countries share."""
        used = Counter(
            number if number >= 0 else ~number
            for shape in self.shapes("countries")
            for polygon in (shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]])
            for ring in polygon
            for number in ring
        )
        yield from (self.lines[number] for number, times in used.items() if times > 1)


def simplified(line: Ring) -> Ring:
    """A line without points that are nearly on the way between others (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = hypot(x2 - x1, y2 - y1)

    def off(point: Point) -> float:
        x, y = point
        if not length:
            return hypot(x - x1, y - y1)
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length

    furthest = max(range(1, len(line) - 1), key=lambda i: off(line[i]))
    if off(line[furthest]) <= _COARSE:
        return [line[0], line[-1]]
    return simplified(line[: furthest + 1])[:-1] + simplified(line[furthest:])


def area_and_centre(ring: Ring) -> tuple[float, Point]:
    """The area within a ring, and its centroid."""
    total = across = down = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        total, across, down = total + cross, across + (x1 + x2) * cross, down + (y1 + y2) * cross
    return abs(total) / 2, (across / (3 * total), down / (3 * total)) if total else ring[0]


def path(lines: Iterable[Ring], *, closed: bool) -> str:
    """Lines as the data of an SVG path, in whole numbers, each relative to the one before it."""
    parts: list[str] = []
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        (x, y), moves = points[0], ""
        parts.append(f"M{x} {y}")
        for to_x, to_y in points[1:]:
            if (to_x, to_y) != (x, y):
                moves += f"{' ' if moves and to_x >= x else ''}{to_x - x}{' ' if to_y >= y else ''}{to_y - y}"
                x, y = to_x, to_y
        parts.append(f"l{moves}" if moves else "")
        parts.append("z" if closed else "")
    return "".join(parts)


def on_both_edges(ring: Ring) -> Iterator[Ring]:
    """A ring, and what leaves the drawing at one edge again at the other."""
    yield ring
    if min(ring)[0] < 0:
        yield moved(ring, WIDTH)
    if max(ring)[0] > WIDTH:
        yield moved(ring, -WIDTH)


def picture(world: Topology) -> str:
    """All land in a tone that is seen on light and on dark paper, with the borders as lines."""
    world.simplify()
    rings = [ring for shape in world.shapes("land") for ring in world.rings(shape)]
    large = [ring for ring in rings if area_and_centre(ring)[0] > _SMALLEST and min(y for _, y in ring) < HEIGHT]
    shown = [each for ring in large for each in on_both_edges(ring)]
    borders = [line for line in world.borders() if len({(round(x), round(y)) for x, y in line}) > 1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        "<!-- Outlines of Natural Earth (public domain) as world-atlas has them (ISC, 2013-2019 Michael Bostock) -->"
        f'<path fill="#8a8270" fill-opacity=".32" d="{path(shown, closed=True)}"/>'
        f'<path fill="none" stroke="#8a8270" stroke-opacity=".5" stroke-width=".6" d="{path(borders, closed=False)}"/>'
        "</svg>\n"
    )


def centres(world: Topology) -> dict[str, tuple[int, int]]:
    """By code (ISO 3166-1 alpha-2): the middle of the largest part of each country."""
    codes = get_global("territory_aliases")
    found: dict[str, tuple[float, Point]] = {}
    for shape in world.shapes("countries"):
        code = _NAMED.get(shape["properties"]["name"]) or codes.get(shape.get("id", ""), [""])[0]
        largest = max(map(area_and_centre, world.rings(shape)))
        if code and largest > found.get(code, (0.0, (0.0, 0.0))):
            found[code] = largest
    inside = {code: (round(x) % WIDTH, round(y)) for code, (_, (x, y)) in sorted(found.items())}
    return {code: (x, y) for code, (x, y) in inside.items() if 0 <= y <= HEIGHT}


def table(places: dict[str, tuple[int, int]]) -> str:
    """The module with the places."""
    lines, line = [], "   "
    for code, (x, y) in places.items():
        item = f' "{code}": ({x}, {y}),'
        if len(line + item) > 120:
            lines.append(line)
            line = "   "
        line += item
    rows = "\n".join([*lines, line])
    return f'''"""Where countries are on `templates/assets/world.svg`; made by `scripts/draw_world.py`, see there."""

from collections.abc import Mapping

WIDTH, HEIGHT = {WIDTH}, {HEIGHT}
"""The size of the map."""

PLACES: Mapping[str, tuple[int, int]] = {{
{rows}
}}  # fmt: skip
"""By code (ISO 3166-1 alpha-2): the middle of the largest part of each country."""
'''


def main(folder: Path) -> None:
    """Write the picture and the table, and say how large they are."""
    places = centres(Topology(folder / "countries-10m.json"))
    for target, text in (
        (PICTURE, picture(Topology(folder / "countries-50m.json"))),
        (TABLE, table(places)),
    ):
        target.write_text(text, "utf-8")
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
