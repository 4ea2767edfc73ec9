"""All records of a site, by kind, before anything is linked; and how entries become records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from kartotek.content.entries import RawEntry, Source
from kartotek.content.entry_diagnostics import EntryDiagnostic, EntryDiagnostics
from kartotek.model.kinds import KINDS, Kind
from kartotek.model.publication import Publication
from kartotek.model.sparse import SparseRecord
from kartotek.text import digests

Record = TypeVar("Record")


def read_record(entry: RawEntry) -> tuple[SparseRecord | None, list[EntryDiagnostic]]:
    """The record of an entry and all diagnostics of its fields; None when there can be no record."""
    diagnostics = EntryDiagnostics()
    record: SparseRecord | None = KINDS[entry.source.collection].read(entry, diagnostics)
    return record, diagnostics.found


def shape_of(kind: str, record: SparseRecord) -> bytes:
    """A digest that is the same for two versions of a record unless something differs that other pages could show."""
    own = KINDS[kind].page_only
    return digests.of_value([pair for pair in vars(record).items() if pair[0] not in own])


class Interner:
    """Makes records that come from other processes share what is the same in them: names, publishers, languages."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, record: SparseRecord) -> None:
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
    """Records by kind and name, and the source each came from (for diagnostics that linking finds)."""

    things: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)

    def add(self, source: Source, record: SparseRecord) -> None:
        """Put a record where its kind stands; the first of two of one name stays."""
        things = self.things[source.collection]
        if source.name not in things:
            things[source.name] = record
            self.sources[source.collection, source.name] = source

    def copy(self) -> "Records":
        """The same records in mappings of their own."""
        return Records({kind: dict(things) for kind, things in self.things.items()}, self.sources)

    def of(self, kind: Kind[Record]) -> Mapping[str, Record]:
        """The records of a kind, by name."""
        return self.things[kind.key]

    @property
    def publications(self) -> Mapping[str, Publication]:
        """All publications that there are entries of."""
        return cast("Mapping[str, Publication]", self.things["publications"])
