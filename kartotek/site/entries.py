"""Reading entries: only those that are new or changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kartotek.content.entries import Source, locate, read_entry, read_rest
from kartotek.content.scan import Signature, scan
from kartotek.diagnostics import Diagnostic, Severity
from kartotek.model.records import Interner, read_record, shape_of
from kartotek.model.sparse import SparseRecord
from kartotek.site.public_files import opened_unseen
from kartotek.text import digests
from kartotek.workers import chunks, parallel_map

_PER_TASK = 250
"""Entries that a worker reads at a time; a site with no more is read without workers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry file as it was read; `record` is None if it has errors that leave nothing to show."""

    source: Source
    record: SparseRecord | None
    diagnostics: Sequence[Diagnostic]
    shape: bytes
    """A digest that stays the same as long as nothing changes that other pages could show
    (`model.records.shape_of`)."""


@dataclass(frozen=True, slots=True)
class EntriesRead:
    """All entry files there are (`sources`), and those read now (`fresh`), by file. `gone` says whether files have
    disappeared since the last build."""

    sources: Sequence[Source]
    fresh: Mapping[str, Entry]
    signatures: Mapping[str, Signature]
    gone: bool


def read_changed(
    site: Path,
    sources: Sequence[Source],
    known: Mapping[str, Signature],
    jobs: int,
    progress: Callable[[str, int, int], None],
) -> EntriesRead:
    """Read every entry file that differs from what is `known` of it by size, time and digest.

    `progress` is called with what is done, how much of it, and how much there is.
    """
    found = scan(site, sources, known)
    signatures = dict(found.signatures)
    fresh: dict[str, Entry] = {}
    intern = Interner()
    for results in parallel_map(_read_all, site, chunks(found.changed, _PER_TASK), jobs):
        for entry, digest in results:
            file = entry.source.file
            fresh[file] = entry
            if entry.record is not None:
                intern(entry.record)
            if digest and file in found.stats:
                signatures[file] = (*found.stats[file], digest)
        progress("reading entries", len(fresh), len(found.changed))
    return EntriesRead(sources, fresh, signatures, bool(found.gone))


def _read_all(site: Path, sources: Sequence[Source]) -> list[tuple[Entry, bytes]]:
    """Read some entries, in a worker."""
    return [_read(site, source) for source in sources]


def _read(site: Path, source: Source) -> tuple[Entry, bytes]:
    """Read one entry; returns it with the digest of the file, b"" if the file could not be read."""
    raw = read_entry(site, source)
    if isinstance(raw, Diagnostic):
        return Entry(source, None, _all_faults(site, source, raw), b""), b""
    record, diagnostics = read_record(raw)
    shape = shape_of(source.collection, record) if record is not None else b""
    if record is not None and (links := opened_unseen(record)):
        shape = digests.of_value((shape, links))  # a link may open a file
    return Entry(source, record, locate(raw, diagnostics), shape), raw.digest


def _all_faults(site: Path, source: Source, first: Diagnostic) -> Sequence[Diagnostic]:
    """All that is wrong with a file that cannot be read as it is. What is missing is not told: it may be in a line that
    could not be read."""
    faults, rest = read_rest(site, source) if first.code in _OF_YAML else ([], None)
    if rest is not None:
        _, diagnostics = read_record(rest)
        faults += locate(rest, [found for found in diagnostics if found.code != "missing-key"])
    return faults or [first]


_OF_YAML = ("yaml-syntax", "yaml-alias", "duplicate-key")


def touched_only(read: EntriesRead, known: Mapping[str, Entry]) -> frozenset[str] | None:
    """The publications that changed, if only their own pages can differ; None if other pages may, too.

    Only their own pages differ if no file has appeared or disappeared, all changed entries are publications without
    errors, and the shape of each is the same as before.
    """
    if read.gone:
        return None
    names: set[str] = set()
    for file, entry in read.fresh.items():
        old = known.get(file)
        if old is None or old.source.collection != "publications" or not old.shape or old.shape != entry.shape:
            return None
        if any(diagnostic.severity is Severity.ERROR for diagnostic in entry.diagnostics):
            return None
        names.add(entry.source.name)
    return frozenset(names)
