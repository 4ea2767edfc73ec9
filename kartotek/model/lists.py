"""Lists of works: by what they are linked to, by group, and rolled up along a tree."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kartotek.model.portal import Keys, Links, Works
from kartotek.model.publication import Publication


def by_link(links: Mapping[str, Links], linked: Callable[[Links], Keys]) -> Works:
    """The works of each thing that `linked` finds in their links, in the order of `links`."""
    works: dict[str, list[str]] = {}
    for publication, its_links in links.items():
        for key in dict.fromkeys(linked(its_links)):
            if key:
                works.setdefault(key, []).append(publication)
    return {key: tuple(keys) for key, keys in works.items()}


def by_group(publications: Mapping[str, Publication], group_of: Callable[[Publication], str]) -> Works:
    """The works of each group, in the order of `publications`."""
    works: dict[str, list[str]] = {}
    for key, publication in publications.items():
        works.setdefault(group_of(publication), []).append(key)
    return {key: tuple(keys) for key, keys in works.items()}


def rolled_up(works: Works, things: Mapping[str, Any], parent: str, publications: Iterable[str]) -> Works:
    """Works of each thing that has parts and of all of these, each once, in the order of `publications`."""
    below: dict[str, set[str]] = {}
    for start in things:
        line = [start]
        while (above := getattr(things[line[-1]], parent)) in things and above not in line:
            line.append(above)
            below.setdefault(above, set()).update(works.get(start, ()))
    for whole, keys in below.items():
        keys.update(works.get(whole, ()))
    rank = {key: i for i, key in enumerate(publications)} if below else {}
    return {whole: tuple(sorted(keys, key=rank.__getitem__)) for whole, keys in below.items()}


def children(things: Mapping[str, Any], parent: str) -> Works:
    """The parts of each thing that has some."""
    found: dict[str, list[str]] = {}
    for key, thing in things.items():
        above = getattr(thing, parent)
        if above in things:
            found.setdefault(above, []).append(key)
    return {key: tuple(keys) for key, keys in found.items()}
