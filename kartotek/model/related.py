"""Related publications: those that share people, keywords or a container. The rarer what they share, the more it
counts.

A thing that n works share counts its weight divided by log2(1 + n).
"""

from collections.abc import Iterable, Mapping
from math import log2

from kartotek.model.portal import Keys, Works

SHOWN = 4
"""How many related publications a page shows."""
_REACH = 6
"""How far from a work its neighbours in one list are considered. It keeps the cost linear: a work is compared with at
most twice this many others for each thing it is linked to, however long the lists are."""


def find_related(publications: Iterable[str], shared: Iterable[tuple[Works, float]]) -> Mapping[str, Keys]:
    """The most related works of each publication, best first; those of the same score are in the order of
    `publications`.

    `shared` has pairs of lists of works and a weight, by which sharing a thing of that kind counts. Works are related
    only if they share something of weight 1 or more: two works of one journal alone are not.
    """
    places: dict[str, list[tuple[Keys, int, float, bool]]] = {key: [] for key in publications}
    rank = {key: i for i, key in enumerate(places)}
    for works, weight in shared:
        for keys in works.values():
            if len(keys) > 1:
                worth = weight / log2(1 + len(keys))
                for i, key in enumerate(keys):
                    places[key].append((keys, i, worth, weight >= 1))
    related: dict[str, Keys] = {}
    for key, lists in places.items():
        scores: dict[str, float] = {}
        for keys, i, worth, enough in lists:
            for other in keys[max(0, i - _REACH) : i + _REACH + 1]:
                if enough or other in scores:
                    scores[other] = scores.get(other, 0.0) + worth
        scores.pop(key, None)
        if scores:
            best = sorted(scores, key=lambda other: (-scores[other], rank[other]))
            related[key] = tuple(best[:SHOWN])
    return related
