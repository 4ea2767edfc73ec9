"""How entries become records, and all records of a site before they are linked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from kartotek.content.entries import RawEntry, Source
from kartotek.content.entry_diagnostics import EntryDiagnostic, EntryDiagnostics
from kartotek.model.kinds import KINDS, Kind
from kartotek.model.likely_values import check_values
from kartotek.model.publication import Publication
from kartotek.model.roles import ROLES
from kartotek.model.sparse import SparseRecord

Record = TypeVar("Record")


def read_record(entry: RawEntry) -> tuple[SparseRecord | None, list[EntryDiagnostic]]:
    """The record of an entry, and all diagnostics of its fields; None if it cannot be a record (see `Kind.read`)."""
    record, diagnostics = read_closely(entry)
    return record, diagnostics.found


def read_closely(entry: RawEntry) -> tuple[SparseRecord | None, EntryDiagnostics]:
    """The same, with the values that are kept in another spelling (`EntryDiagnostics.spellings`)."""
    diagnostics = EntryDiagnostics()
    record: SparseRecord | None = KINDS[entry.source.collection].read(entry, diagnostics)
    check_values(entry, record, diagnostics)
    return record, diagnostics


class Interner:
    """Makes records share equal values, such as names and publishers.

    Records that come from worker processes each bring copies of their own. With shared values they take half the
    memory.
    """

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, record: SparseRecord) -> None:
        """Replace values of the record by equal ones that were seen before; it is equal before and after."""
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
"""Fields whose values are often the same in many publications."""
_SHARED_EACH = frozenset({*ROLES, "keywords"})
"""Fields with tuples of which the members are often the same."""


@dataclass(slots=True)
class Records:
    """All records by kind and name; `sources` has the entry file of each, by kind and name, for diagnostics."""

    things: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)

    def add(self, source: Source, record: SparseRecord) -> None:
        """Add a record under its kind and name. If there is one of that name already, the first one stays."""
        things = self.things[source.collection]
        if source.name not in things:
            things[source.name] = record
            self.sources[source.collection, source.name] = source

    def copy(self) -> "Records":
        """The same records in mappings of their own, so that one can be replaced without touching the original."""
        return Records({kind: dict(things) for kind, things in self.things.items()}, self.sources)

    def of(self, kind: Kind[Record]) -> Mapping[str, Record]:
        """The records of a kind, by name."""
        return self.things[kind.key]

    @property
    def publications(self) -> Mapping[str, Publication]:
        """All publications that have an entry, drafts too, by name."""
        return cast("Mapping[str, Publication]", self.things["publications"])
