"""The portal: all records, resolved and linked, read-only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from kartotek.model.publication import File, Publication
from kartotek.model.sparse import SparseRecord
from kartotek.text.dates import Change

Keys = tuple[str, ...]
Works = Mapping[str, Keys]
"""Publications (newest first) by the key of what they are linked to."""


@dataclass(frozen=True)
class Links(SparseRecord):
    """What one publication is linked to. The four roles run beside its contributors; "" is "no page"."""

    authors: Keys = ()
    editors: Keys = ()
    translators: Keys = ()
    supervisors: Keys = ()
    container: str = ""
    series: str = ""
    host: str = ""
    """The publication it is a chapter of, when that has an entry of its own."""
    host_hidden: bool = False
    """Whether that entry is not published yet, so that nothing may be said of it."""
    keywords: Keys = ()
    """Beside the keywords of the publication."""
    ids: tuple[tuple[str, Keys], ...] = ()
    """By kind, in the order of the table of kinds: what the entry names by ids, as far as it is there to be seen."""
    affiliations: tuple[tuple[str, str], ...] = ()
    """The affiliations of its contributors as written, each with the key of the organisation or ""."""
    named: Keys = ()
    """Publications of the portal that its entry names as related."""

    def people(self) -> Keys:
        """Everyone with a page, each once, in order of role."""
        everyone = (*self.authors, *self.editors, *self.translators, *self.supervisors)
        return tuple(dict.fromkeys(key for key in everyone if key))

    def by_id(self, kind: str) -> Keys:
        """What of a kind the entry names by ids, and can be seen."""
        return next((keys for other, keys in self.ids if other == kind), ())


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything pages are made from. Publications stand newest first, here and in every list of works.

    All that is by kind has a mapping for every kind it is meant for (`model.kinds`), an empty one where there is
    nothing.
    """

    things: Mapping[str, Mapping[str, Any]]
    """By kind, then by key: the records of all that has a page. Free pages are by the names of their entries."""
    works: Mapping[str, Works]
    """By kind, or by what publications are grouped by ("years", "types"): the works of each thing."""
    works_below: Mapping[str, Works]
    """By kind: the works of each thing that has parts, and of all of these."""
    children: Mapping[str, Works]
    """By kind: the parts of each thing, in no order that means anything."""
    links: Mapping[str, Links]
    related: Mapping[str, Keys]
    parts: Works
    """Chapters by the publication they stand in."""
    people_of_project: Mapping[str, Keys]
    aliases: Mapping[str, tuple[str, str]]
    """Old addresses, each with the kind and the key of what stands there no more."""
    changed: Mapping[str, Change]
    """When publications were first and last changed, of those of which it is known."""
    removed: Mapping[str, str]
    """When publications were removed (ISO 8601, UTC), of those that there were."""
    today: str
    """The day of the build (ISO): embargoes end and entries appear by it."""
    withheld: Mapping[str, File] = field(default_factory=dict)
    """Files below `content/files/` that an entry keeps from the public today, each with the strictest access given."""

    @property
    def publications(self) -> Mapping[str, Publication]:
        """All publications that can be seen."""
        return cast("Mapping[str, Publication]", self.things["publications"])
