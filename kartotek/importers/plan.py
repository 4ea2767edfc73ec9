"""What an import would do: for each record an outcome, and the files that would be written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kartotek.importers.records import Candidate, Failed, Skipped


class Outcome(StrEnum):
    """What becomes of a record."""

    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RecordResult:
    """One record: where it stands in its file, what becomes of it, and why.

    `id` is the name of its entry, "" if there is none. `changed` are the fields that the import sets or removes, `kept`
    those that an editor had changed as well, `near` entries that may be other versions of the work. `notes` are
    sentences about single values; `unmapped` has the names of fields without a place, and `title` is that of the work.
    """

    outcome: Outcome
    file: str
    line: int
    key: str
    id: str = ""
    reason: str = ""
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    title: str = ""

    @classmethod
    def of(cls, outcome: Outcome, record: Candidate | Failed | Skipped, **rest: object) -> "RecordResult":
        """The result for a record; the other fields are given by name."""
        place = record.raw if isinstance(record, Candidate) else record
        title = record.publication.title if isinstance(record, Candidate) else ""
        return cls(outcome, place.file, place.line, place.key, title=title, **rest)  # type: ignore[arg-type]  # as Result


@dataclass(frozen=True, slots=True)
class FileWrite:
    """A file that is written: its path in the site, its content before (None if it is new) and after."""

    file: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All results in the order of the files, and what is written, the ledger last."""

    results: Sequence[RecordResult]
    writes: Sequence[FileWrite]
    counted: int
    """The records in the files, counted in another way."""
    memory: str
    """The file, from the folder of the site, that remembers what was imported."""
    notes: Sequence[str] = field(default=())
    absent: Sequence[str] = ()
    """Entries that were imported from this source, and whose records it does not have any more. They stay."""

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many records have each outcome, all outcomes in their order."""
        found = Counter(result.outcome for result in self.results)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def is_complete(self) -> bool:
        """Whether every record of the files is accounted for."""
        return len(self.results) == self.counted


def unmapped_fields(results: Iterable[RecordResult]) -> list[tuple[str, int]]:
    """The fields that had no place, most frequent first."""
    return Counter(name for result in results for name in result.unmapped).most_common()
