"""Who worked together, as the places of a drawing: made at build, the same for the same counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from kartotek.view.named import Named

_WIDE = 700  # as in the template
_MIDDLE = (_WIDE // 2, 190)
_RADII = (150, 150)
_FEWEST = 4
"""With fewer than this many things around it, a network says less than the list of them."""
_LONGEST = 23
"""Letters of a name that there is room for, also in a broad typeface such as Verdana."""
_LARGEST = 11
_WIDEST = 6

WeightedPairs = Sequence[tuple[str, str, int]]
"""Two keys with how many works both have, the most first."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the circle, with a label beside it; `side` is "start", "middle" or "end", as SVG anchors texts."""

    named: Named
    count: int
    x: int
    y: int
    radius: int
    label: str
    label_x: int
    label_y: int
    side: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two things; `width` says how many works both have."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: int


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing, and as text the pairs that it shows. `centre` is where its person stands."""

    nodes: tuple[Node, ...]
    spokes: tuple[Line, ...]
    lines: tuple[Line, ...]
    pairs: tuple[tuple[Named, Named, int], ...]
    centre: tuple[int, int]


def network(
    counts: Sequence[tuple[str, int]], together: WeightedPairs, names: Mapping[str, Named], *, around: bool
) -> Network | None:
    """The network of some things, in which each two that have works together are joined; None if it would say little:
    of few things, or of things that have each but one work together.

    If `around`, they all have works with the thing in the middle: `counts` says how many. Else those that have none
    with one of the others are left out.
    """
    if not around:
        joined = {key for a, b, _ in together for key in (a, b)}
        counts = [pair for pair in counts if pair[0] in joined]
    if len(counts) < _FEWEST or not together:
        return None
    numbers = dict(counts)
    order = _order([key for key, _ in counts], together)
    highest = counts[0][1]
    most = max(highest if around else 0, together[0][2])
    if most < 2:
        return None
    placed = [_node(i, len(order), names[key], numbers[key], highest) for i, key in enumerate(order)]
    nodes = dict(zip(order, placed, strict=True))
    spokes = [_line(*_MIDDLE, node.x, node.y, node.count, most) for node in placed] if around else []
    lines = [_line(nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y, count, most) for a, b, count in together]
    pairs = tuple((names[a], names[b], count) for a, b, count in together)
    return Network(tuple(placed), tuple(spokes), tuple(lines), pairs, _MIDDLE)


def _order(keys: Sequence[str], together: WeightedPairs) -> list[str]:
    """The keys so that those with most works together are side by side, as far as one goes from each to the next."""
    shared = {frozenset((a, b)): count for a, b, count in together}
    order, left = [keys[0]], list(keys[1:])
    while left:
        following = max(left, key=lambda key: shared.get(frozenset((order[-1], key)), 0))
        left.remove(following)
        order.append(following)
    return order


def _node(i: int, total: int, named: Named, count: int, highest: int) -> Node:
    """The thing at a place of the circle, from the top on clockwise. Places are whole numbers: the last digits of sines
    differ between computers."""
    angle = 2 * pi * i / total - pi / 2
    across, down = round(cos(angle), 6), round(sin(angle), 6)
    radius = round(3 + (_LARGEST - 3) * sqrt(count / highest))
    x, y = round(_MIDDLE[0] + _RADII[0] * across), round(_MIDDLE[1] + _RADII[1] * down)
    gap = radius + 7
    side = "middle" if abs(across) < 0.15 else "start" if across > 0 else "end"
    label_x = x if side == "middle" else x + (gap if across > 0 else -gap)
    label_y = y + 4 + (round(gap * down * 1.2) if side == "middle" else 0)
    label = named.label if len(named.label) <= _LONGEST else f"{named.label[: _LONGEST - 1].rstrip()}…"
    return Node(named, count, x, y, radius, label, label_x, label_y, side)


def _line(x1: int, y1: int, x2: int, y2: int, count: int, most: int) -> Line:
    return Line(x1, y1, x2, y2, max(1, round(_WIDEST * count / max(most, _WIDEST))))
