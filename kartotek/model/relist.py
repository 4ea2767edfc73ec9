"""What an edit does to a portal that is linked already, if all it concerns is what lists show and their order.

Linking reads none of the fields that were edited (`model.publication.UNLINKED`), so all links stay as they are. Only
the order of lists may change, for works of one day are in the order of their titles; and with it which works are
related. The result is that of linking everything again, which `tests/laws/test_every_field.py` and the random edits of
`tests/laws/test_incremental.py` check.
"""

from bisect import insort
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import cast

from kartotek.model.kinds import GROUPINGS, LISTING
from kartotek.model.lists import line_above
from kartotek.model.people import contributors_of
from kartotek.model.portal import Keys, Portal
from kartotek.model.publication import Publication
from kartotek.model.related import WEIGHTS, neighbours, related_of
from kartotek.model.visible import sort_key, title_key
from kartotek.text.slugs import slugify


@dataclass(frozen=True, slots=True)
class Touched:
    """What may differ from the last build where only some publications were edited. All are keys."""

    works: frozenset[str] = frozenset()
    """Publications whose own page, exports and search document may differ."""
    listed: frozenset[str] = frozenset()
    """Those of them that other pages may show otherwise."""
    mentioning: frozenset[str] = frozenset()
    """Publications whose own page shows one of these, as related or as a part."""
    lists: Mapping[str, Set[str]] = field(default_factory=dict)
    """By kind and grouping: the things in whose lists one of these is."""
    counting: Mapping[str, Set[str]] = field(default_factory=dict)
    """By kind and grouping: the things in whose lists one of `works` is, and whose profiles may differ."""

    def listed_with(self, family: str) -> list[str]:
        """The things of a kind, or the groups, whose lists may differ, in the order of their keys."""
        return sorted(self.lists.get(family, ()))

    def only_counted_with(self, family: str) -> list[str]:
        """The things of a kind whose profiles may differ, but not their lists."""
        return sorted(self.counting.get(family, set()) - self.lists.get(family, set()))


@dataclass(frozen=True, slots=True)
class Relisted:
    """What an edit changes in a portal.

    `changes` has new values by part, and in it by key: "related", "works/people". `order` is the new order of all
    publications and `featured` that of those on the home page; they are None where that has not changed.
    """

    touched: Touched = Touched()
    changes: Mapping[str, Mapping[str, Keys]] = field(default_factory=dict)
    order: Keys | None = None
    featured: Keys | None = None


def relist(
    portal: Portal, edited: Collection[str], before: Mapping[str, Publication], diagnosed: Collection[str]
) -> Relisted | None:
    """What differs now that some publications were edited; None if everything has to be linked again.

    `portal` has the records as they are now and the lists of before. `edited` are the keys of all that were edited,
    `before` the old records of those that lists may show otherwise. `diagnosed` are the publications at which linking
    reported something: which of several it reports may depend on their order.
    """
    if any(key not in portal.publications for key in before):
        return None  # links name what is retired, and a draft may be a book whose chapters are shown
    moved = [key for key, old in before.items() if title_key(old) != title_key(portal.publications[key])]
    lists = _Lists(portal, list(portal.publications))
    if moved and not lists.move(moved, diagnosed):
        return None
    return Relisted(
        lists.touched(edited, before),
        lists.changes,
        tuple(lists.order) if lists.moved else None,
        tuple(sorted(portal.featured, key=lists.rank.__getitem__)) if lists.moved & {*portal.featured} else None,
    )


def unlisted(portal: Portal, edited: Collection[str]) -> Relisted:
    """What differs if publications were edited so that no list shows it: their profiles count topics in abstracts."""
    return Relisted(Touched(works=frozenset(edited), counting=_lists_with(portal, edited)))


def _lists_with(portal: Portal, keys: Iterable[str]) -> Mapping[str, set[str]]:
    """By kind and grouping: the things in whose lists one of some publications is."""
    lists: dict[str, set[str]] = {family: set() for family in (*LISTING, *GROUPINGS)}
    for key in keys:
        for kind in LISTING.values():
            things = {*kind.linked(portal.links[key])} - {""}
            lists[kind.key] |= things
            for thing in things if kind.rolls_up else ():
                lists[kind.key].update(line_above(thing, portal.things[kind.key], kind.parent))
        for group in GROUPINGS.values():
            lists[group.key].add(group.group_of(portal.publications[key]))
    return lists


class _Lists:
    """The lists of a portal while some publications get another place in them."""

    def __init__(self, portal: Portal, order: list[str]) -> None:
        self._portal = portal
        self.order = order
        self.rank: dict[str, int] = {}
        self.changes: dict[str, dict[str, Keys]] = {}
        self.moved: set[str] = set()

    def works(self, kind: str) -> Mapping[str, Keys]:
        """The lists of works of a kind, as they are now."""
        lists = cast("dict[str, Keys]", self._portal.works[kind])
        return ChainMap(self.changes.get(f"works/{kind}", {}), lists)

    def move(self, keys: Collection[str], diagnosed: Collection[str]) -> bool:
        """Put publications where their titles now belong; False if that may change more than the order of lists.

        What is known by name alone has the name that the first work gives it, and what several works say of one is in
        their order: relations from the other side, diagnostics.
        """
        old_rank = {key: i for i, key in enumerate(self.order)}
        publications = self._portal.publications
        order = [key for key in self.order if key not in keys]
        for key in keys:
            insort(order, key, key=lambda each: sort_key(publications[each]))
        if order == self.order:
            return True
        self.order, self.rank = order, {key: i for i, key in enumerate(order)}
        self.moved = {*keys}
        for key in keys:
            if self._portal.links[key].named or self._meets(key, old_rank[key], diagnosed, old_rank):
                return False
            if not self._sort_lists_with(key):
                return False
        self._relate(keys)
        return True

    def _meets(self, key: str, was: int, diagnosed: Collection[str], old_rank: Mapping[str, int]) -> bool:
        """Whether a publication has moved past one with a diagnostic that names something it names, too."""
        now = self.rank[key]
        first, last = min(was, now), max(was, now)
        passed = (other for other in diagnosed if other in old_rank and first <= self.rank[other] <= last)
        own = _names(self._portal.publications[key])
        return any(not own.isdisjoint(_names(self._portal.publications[other])) for other in passed)

    def _sort_lists_with(self, key: str) -> bool:
        """Sort all lists that a publication is in; False if it was or is now the first in one of them."""
        portal, links = self._portal, self._portal.links[key]
        for kind in LISTING.values():
            for thing in {*kind.linked(links)} - {""}:
                old = self.works(kind.key)[thing]
                if self._sort(f"works/{kind.key}", thing, old)[0] != old[0]:
                    return False
                for whole in (thing, *line_above(thing, portal.things[kind.key], kind.parent)) if kind.rolls_up else ():
                    self._sort(f"works_below/{kind.key}", whole, portal.works_below[kind.key].get(whole, ()))
        for group in GROUPINGS.values():
            name = group.group_of(portal.publications[key])
            self._sort(f"works/{group.key}", name, portal.works[group.key][name])
        if links.host:
            self._sort("parts", links.host, portal.parts[links.host])
        return True

    def _sort(self, part: str, name: str, keys: Keys) -> Keys:
        """Sort one list, and note it if its order has changed."""
        now = tuple(sorted(keys, key=self.rank.__getitem__))
        if now != keys:
            self.changes.setdefault(part, {})[name] = now
        return now

    def _relate(self, keys: Collection[str]) -> None:
        """Find anew what is related to the publications that are, or were, near one that has moved."""
        old, now = self._portal.works, {kind: self.works(kind) for kind in WEIGHTS}
        links = self._portal.links
        near = {other for key in keys for works in (old, now) for other in neighbours(key, links[key], works)}
        for other in sorted(near | {*keys}):
            found = related_of(other, links[other], now, self.rank)
            if found != self._portal.related.get(other, ()):
                self.changes.setdefault("related", {})[other] = found

    def touched(self, edited: Collection[str], before: Collection[str]) -> Touched:
        """What may differ: `edited` publications, and all that shows one of those in `before`."""
        portal, related = self._portal, self.changes.get("related", {})
        now = {kind: self.works(kind) for kind in WEIGHTS}
        listed = {*before}.union(*(self._telling_of(key) for key in before))
        mentioning = {*related}
        for key in listed:
            links = portal.links[key]
            mentioning |= self._telling_of(key) | {links.host} - {""}
            near = {*neighbours(key, links, now)}
            mentioning |= {other for other in near if key in portal.related.get(other, ())}
        works, lists = {*edited} | listed, _lists_with(portal, listed)
        return Touched(frozenset(works), frozenset(listed), frozenset(mentioning), lists, _lists_with(portal, edited))

    def _telling_of(self, key: str) -> set[str]:
        """The publications that tell of another: its parts, and those that are related to it by an entry.

        Relations have two ends, so they are those that it is related to.
        """
        return {*self._portal.parts.get(key, ()), *self._portal.links[key].named}


def _names(publication: Publication) -> set[str]:
    """The names of people, containers and keywords, as addresses are made of them."""
    return {slugify(name) for name in _all_names(publication)}


def _all_names(publication: Publication) -> Iterator[str]:
    yield from (contributor.display for _, _, contributor in contributors_of(publication))
    yield from (publication.journal, publication.book, publication.series)
    yield from (label for _, label in publication.keywords)
