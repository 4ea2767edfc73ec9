"""Lists of works: by thing, by group, and rolled up along a tree. All keep the order of the publications given."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kartotek.model.kinds import Grouping
from kartotek.model.portal import Keys, Links, Works
from kartotek.model.publication import Publication

DEEPEST = 50
"""How many levels a tree may have. The deepest in use have some fifteen (MeSH: 13). An index shows a tree in two nested
elements for each level, and browsers stop nesting at 512."""


def by_link(links: Mapping[str, Links], linked: Callable[[Links], Keys]) -> Works:
    """The works of each thing. `linked` finds the keys of the things in the links of a work; "" is skipped."""
    works: dict[str, list[str]] = {}
    for publication, its_links in links.items():
        for key in dict.fromkeys(linked(its_links)):
            if key:
                works.setdefault(key, []).append(publication)
    return {key: tuple(keys) for key, keys in works.items()}


def by_group(publications: Mapping[str, Publication], grouping: Grouping) -> Works:
    """The works of each group, in the order of `publications`; the groups are in their own order."""
    works: dict[str, list[str]] = {}
    for key, publication in publications.items():
        works.setdefault(grouping.group_of(publication), []).append(key)
    return {key: tuple(works[key]) for key in sorted(works, key=grouping.order)}


def featured(publications: Mapping[str, Publication]) -> Keys:
    """Those that the home page shows first."""
    return tuple(key for key, publication in publications.items() if publication.featured)


def rolled_up(works: Works, things: Mapping[str, Any], parent: str, publications: Iterable[str]) -> Works:
    """For each thing that has parts: its own works and those of all its parts, at any depth, each once.

    `parent` is the field with the key of the thing above. Circles, and trees of more than `DEEPEST` levels, are
    reported elsewhere (`model.checks`) and do no harm here. The works are in the order of `publications`.
    """
    below: dict[str, set[str]] = {}
    for start in things:
        for above in line_above(start, things, parent):
            below.setdefault(above, set()).update(works.get(start, ()))
    for whole, keys in below.items():
        keys.update(works.get(whole, ()))
    rank = {key: i for i, key in enumerate(publications)} if below else {}
    return {whole: tuple(sorted(keys, key=rank.__getitem__)) for whole, keys in below.items()}


def line_above(start: str, things: Mapping[str, Any], parent: str) -> list[str]:
    """What a thing is part of, and what that is part of, up to the root."""
    line = [start]
    while (above := getattr(things[line[-1]], parent)) in things and above not in line and len(line) < DEEPEST:
        line.append(above)
    return line[1:]


def children(things: Mapping[str, Any], parent: str) -> Works:
    """The direct parts of each thing that has some."""
    found: dict[str, list[str]] = {}
    for key, thing in things.items():
        above = getattr(thing, parent)
        if above in things:
            found.setdefault(above, []).append(key)
    return {key: tuple(keys) for key, keys in found.items()}
