"""The portal: all records, resolved and linked, read-only.

It is what linking (`model.link`) makes and what pages are made from. Keys are those of entries, or the slugs of names
that have no entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from kartotek.model.common import Contributor
from kartotek.model.publication import File, OtherWork, Publication, Relation
from kartotek.model.sparse import SparseRecord
from kartotek.text.dates import Change

GONE = "gone"
"""In the place of a kind: there is nothing any more."""
Keys = tuple[str, ...]
"""Keys of things or of publications, in an order that pages show."""
Works = Mapping[str, Keys]
"""By key of a thing: the keys of the publications linked to it, newest first."""
Settled = Mapping[str, tuple[Contributor, ...] | OtherWork | str]
"""Fields of a publication: by role contributors as the entries of people name them (`model.settled_names`), other works
with authors as these name them, and the names of organisations in the place of ids (`model.issuers`)."""


@dataclass(frozen=True)
class Links(SparseRecord):
    """What one publication is linked to.

    The fields named after the roles of contributors have one key for each contributor, in the same order; "" is one who
    has no page.
    """

    authors: Keys = ()
    editors: Keys = ()
    translators: Keys = ()
    supervisors: Keys = ()
    contributors: Keys = ()
    container: str = ""
    """The key of the journal or book it appeared in, if that is a container and not a publication of this portal."""
    series: str = ""
    host: str = ""
    """The key of the publication it is a chapter of, if the book has an entry that is shown."""
    host_hidden: bool = False
    """Whether the book has an entry that is not published yet: then pages do not mention it."""
    host_retired: str = ""
    """The title of that book, if it is retired: then pages name it, without a link."""
    retired: tuple[tuple[str, str, str], ...] = ()
    """What the entry names by id and is retired: the kind, the id, and the name to show."""
    keywords: Keys = ()
    """One key for each keyword of the publication, in the same order; "" for one that has no page."""
    ids: tuple[tuple[str, Keys], ...] = ()
    """By kind, in the order of the table of kinds: what the entry names by id and is shown."""
    affiliations: tuple[tuple[str, str], ...] = ()
    """The affiliations of its contributors as written, each with the key of the organisation or ""."""
    institution: str = ""
    """The key of the organisation that its entry names so, if it has a page; so for the next two (`model.issuers`)."""
    publisher: str = ""
    commissioned_by: str = ""
    relations: tuple[Relation, ...] = ()
    """Its relations to other works: those of its entry, and those that other entries say of it (`model.relations`)."""
    notices: Keys = ()
    """One key for each of its notices: that of the publication that is the notice, or ""."""
    notice_of: tuple[tuple[str, str], ...] = ()
    """What it is itself a notice of: the kind of notice and the key of the publication."""
    named: Keys = ()
    """The publications of this portal among all these, as far as they are shown."""
    version_of_record: str = ""
    """The key of the publication that a preprint or manuscript became, if it is shown."""

    def people(self) -> Keys:
        """The keys of everyone who has a page, each once, authors first."""
        everyone = (*self.authors, *self.editors, *self.translators, *self.supervisors, *self.contributors)
        return tuple(dict.fromkeys(key for key in everyone if key))

    def by_id(self, kind: str) -> Keys:
        """The keys of what the entry names by id and is shown, of one kind."""
        return next((keys for other, keys in self.ids if other == kind), ())


class OnceNamed(NamedTuple):
    """Someone who has no page, and the publication that the index leads to in its place."""

    record: Any
    work: str


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything pages are made from. Publications are in order, newest first, here and in every list of works.

    Mappings by kind have every kind that they are meant for (`model.kinds`), with an empty mapping where there is
    nothing.
    """

    things: Mapping[str, Mapping[str, Any]]
    """By kind, then by key: the record of everything that has a page. Free pages are by entry name: "about.da"."""
    works: Mapping[str, Works]
    """By kind or grouping ("years", "types"), then by key: the works of each thing."""
    works_below: Mapping[str, Works]
    """By kind, for kinds that roll up: the works of each thing that has parts, together with those of its parts."""
    children: Mapping[str, Works]
    """By kind, for kinds that form a tree: the direct parts of each thing, in no particular order."""
    links: Mapping[str, Links]
    related: Mapping[str, Keys]
    """By publication: the most similar ones, best first (`model.related`)."""
    parts: Works
    """By publication: its chapters."""
    people_of_project: Mapping[str, Keys]
    """By project: one key for each of its `people`, "" for one who has no page."""
    aliases: Mapping[str, tuple[str, str]]
    """Old addresses ("old/page"), each with the kind and the key of the thing it now leads to."""
    changed: Mapping[str, Change]
    """By publication: when it was first and last changed; only those of which it is known."""
    retired: Mapping[str, Any]
    """By kind and name ("people/ada"): the records of what has a notice in the place of its page."""
    removed: Mapping[str, str]
    """By key: when a publication was removed (ISO 8601, UTC); only those of which it is known."""
    featured: Keys
    """The publications that the home page shows first, newest first."""
    today: str
    """The day of the build (ISO 8601), by which embargoes end and entries appear."""
    redirects: Mapping[str, tuple[str, str, int]] = field(default_factory=dict)
    """Old addresses of `redirects.csv`, each with the kind and the key of what it leads to, and its line. The kind is
    "" if it leads to an address, and `GONE` if it leads nowhere; the key is then the address, or the reason."""
    settled: Mapping[str, Settled] = field(default_factory=dict)
    """By publication: what differs from its own entry, as the entries of people and organisations settle it."""
    once_named: Mapping[str, OnceNamed] = field(default_factory=dict)
    """By key: who is only in the index of people (`model.once_named`)."""
    publishers: Mapping[str, str] = field(default_factory=dict)
    """By journal: the key of the organisation that is its publisher, for those where it has a page."""
    withheld: Mapping[str, File] = field(default_factory=dict)
    """Files below `content/files/` that are not public today, each with the strictest access any entry gives it."""
    file_sizes: Mapping[str, int] = field(default_factory=dict)
    """The size in bytes of each file below `content/files/` that a publication has as its document."""
    people_with_entry: Mapping[str, bool] = field(default_factory=dict)
    """The keys of people who have an entry of their own, each with True: a mapping, as only those are read one by one.
    The others are only named in entries of publications."""
    entry_files: Mapping[str, str] = field(default_factory=dict)
    """By kind and name ("people/ada"): the file of an entry, relative to the site. Only in a site that says where its
    entries are kept (`editing`): for others no page shows it."""

    @property
    def publications(self) -> Mapping[str, Publication]:
        """All publications that are shown, newest first."""
        return cast("Mapping[str, Publication]", self.things["publications"])
