"""All records of a site, by collection, before anything is linked; and the readers that make them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kartotek.content.entries import RawEntry, Source
from kartotek.content.faults import Fault, Faults
from kartotek.model import authority
from kartotek.model.publication import PAGE_ONLY, Publication, read_publication
from kartotek.text import digests

Record = (
    Publication
    | authority.Person
    | authority.Organisation
    | authority.Project
    | authority.Journal
    | authority.Keyword
    | authority.FreePage
)

READERS: dict[str, Callable[[RawEntry, Faults], Any]] = {
    "publications": read_publication,
    "people": authority.read_person,
    "organisations": authority.read_organisation,
    "projects": authority.read_project,
    "journals": authority.read_journal,
    "keywords": authority.read_keyword,
    "pages": authority.read_free_page,
}


def read_record(entry: RawEntry) -> tuple[Record | None, list[Fault]]:
    """The record of an entry and all faults of its fields; None when there can be no record."""
    faults = Faults()
    record: Record | None = READERS[entry.source.collection](entry, faults)
    return record, faults.found


def shape_of(record: Record) -> bytes:
    """A digest that is the same for two versions of a record unless something differs that other pages could show."""
    own = PAGE_ONLY if isinstance(record, Publication) else frozenset[str]()
    return digests.of_value([pair for pair in vars(record).items() if pair[0] not in own])


class Sharing:
    """Makes records that come from other processes share what is the same in them: names, publishers, languages."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, record: Record) -> None:
        """Put what is known already in the place of what is equal to it. It takes half the memory."""
        known = self._known
        own = vars(record)
        for name, value in own.items():
            if name in _SHARED:
                own[name] = known.setdefault(value, value)
            elif name in _SHARED_EACH:
                own[name] = tuple([known.setdefault(each, each) for each in value])


_SHARED = frozenset(
    {"type", "issued", "journal", "book", "series", "publisher", "place", "institution", "language", "issn",
     "abstract_language", "license"}
)  # fmt: skip
_SHARED_EACH = frozenset({"authors", "editors", "translators", "supervisors", "keywords"})


@dataclass(slots=True)
class Records:
    """Records by name, and the source each came from (for faults that linking finds)."""

    publications: dict[str, Publication] = field(default_factory=dict)
    people: dict[str, authority.Person] = field(default_factory=dict)
    organisations: dict[str, authority.Organisation] = field(default_factory=dict)
    projects: dict[str, authority.Project] = field(default_factory=dict)
    journals: dict[str, authority.Journal] = field(default_factory=dict)
    keywords: dict[str, authority.Keyword] = field(default_factory=dict)
    pages: dict[str, authority.FreePage] = field(default_factory=dict)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)

    def add(self, source: Source, record: Record) -> None:
        """Put a record where its kind stands; the first of two of one name stays."""
        collection: dict[str, Any] = getattr(self, source.collection)
        if source.name not in collection:
            collection[source.name] = record
            self.sources[source.collection, source.name] = source
