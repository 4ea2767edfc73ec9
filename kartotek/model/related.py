"""Related publications: those that share people, keywords or a container. The rarer what they share, the more it
counts.

A thing that n works share counts its weight divided by log2(1 + n).
"""

from collections.abc import Iterable, Iterator, Mapping
from math import log2

from kartotek.model.kinds import LISTING
from kartotek.model.portal import Keys, Links, Works

WEIGHTS = {key: kind.relates for key, kind in LISTING.items() if kind.relates}
"""How much a shared thing counts, by kind. Works are related only if they share something of weight 1 or more: two
works of one journal alone are not."""
SHOWN = 4
"""How many related publications a page shows."""
_REACH = 6
"""How far from a work its neighbours in one list are considered. It keeps the cost linear: a work is compared with at
most twice this many others for each thing it is linked to, however long the lists are."""

_Place = tuple[Keys, int, float, bool]
"""A list that a work is in, its place there, what sharing the thing is worth, and whether that alone relates works."""


def find_related(publications: Iterable[str], works: Mapping[str, Works]) -> Mapping[str, Keys]:
    """The most related works of each publication, best first; those of the same score are in the order of
    `publications`.

    `works` has the lists of works by kind. They are taken in the order of their keys: sums of fractions depend on the
    order in which they are added.
    """
    places: dict[str, list[_Place]] = {key: [] for key in publications}
    rank = {key: i for i, key in enumerate(places)}
    for kind, weight in WEIGHTS.items():
        for _, keys in sorted(works[kind].items()):
            if len(keys) > 1:
                worth = weight / log2(1 + len(keys))
                for i, key in enumerate(keys):
                    places[key].append((keys, i, worth, weight >= 1))
    return {key: best for key, lists in places.items() if (best := _best(key, lists, rank))}


def related_of(key: str, links: Links, works: Mapping[str, Works], rank: Mapping[str, int]) -> Keys:
    """The same for one publication; `rank` is the place of each in the order of publications."""
    return _best(key, _places_of(key, links, works), rank)


def neighbours(key: str, links: Links, works: Mapping[str, Works]) -> Iterator[str]:
    """The publications that `key` may be related to, and they to it; some of them more than once."""
    for keys, i, _, _ in _places_of(key, links, works):
        yield from keys[max(0, i - _REACH) : i + _REACH + 1]


def _places_of(key: str, links: Links, works: Mapping[str, Works]) -> list[_Place]:
    places: list[_Place] = []
    for kind, weight in WEIGHTS.items():
        for thing in sorted({*LISTING[kind].linked(links)} - {""}):
            keys = works[kind][thing]
            if len(keys) > 1:
                places.append((keys, keys.index(key), weight / log2(1 + len(keys)), weight >= 1))
    return places


def _best(key: str, places: Iterable[_Place], rank: Mapping[str, int]) -> Keys:
    """The works with the highest scores; none if there is nobody to compare with."""
    scores: dict[str, float] = {}
    for keys, i, worth, enough in places:
        for other in keys[max(0, i - _REACH) : i + _REACH + 1]:
            if enough or other in scores:
                scores[other] = scores.get(other, 0.0) + worth
    scores.pop(key, None)
    return tuple(sorted(scores, key=lambda other: (-scores[other], rank[other]))[:SHOWN])
