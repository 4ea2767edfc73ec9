"""Reading entries: only those that are new or changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kartotek.content.entries import Source, locate, read_entry, read_rest
from kartotek.content.scan import Signature, scan
from kartotek.diagnostics import Diagnostic, Severity
from kartotek.model.publication import PAGE_ONLY, UNLINKED, Publication
from kartotek.model.records import Interner, read_record
from kartotek.model.sparse import SparseRecord
from kartotek.site.public_files import opened_unseen
from kartotek.workers import chunks, parallel_map

_PER_TASK = 250
"""Entries that a worker reads at a time; a site with no more is read without workers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry file as it was read; `record` is None if it has errors that leave nothing to show."""

    source: Source
    record: SparseRecord | None
    diagnostics: Sequence[Diagnostic]


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
        return Entry(source, None, _all_wrong(site, source, raw)), b""
    record, diagnostics = read_record(raw)
    return Entry(source, record, locate(raw, diagnostics)), raw.digest


def _all_wrong(site: Path, source: Source, first: Diagnostic) -> Sequence[Diagnostic]:
    """All that is wrong with a file that cannot be read as it is. What is missing is not reported: it may be in a line
    that could not be read."""
    found_wrong, rest = read_rest(site, source) if first.code in _OF_YAML else ([], None)
    if rest is not None:
        _, diagnostics = read_record(rest)
        found_wrong += locate(rest, [found for found in diagnostics if found.code != "missing-key"])
    return found_wrong or [first]


_OF_YAML = ("yaml-syntax", "yaml-alias", "duplicate-key")


@dataclass(frozen=True, slots=True)
class Edits:
    """Publications that were edited so that all links stay as they are, by key: their records now, and the old records
    of those of them that lists may show otherwise."""

    now: Mapping[str, Publication]
    listed: Mapping[str, Publication]


def unlinked_edits(read: EntriesRead, known: Mapping[str, Entry]) -> Edits | None:
    """What was edited, if it does not concern what linking reads; None if it may.

    It does not if no file has appeared or disappeared, and all changed entries are publications without errors that
    differ from before only in the fields of `UNLINKED`.
    """
    if read.gone:
        return None
    now: dict[str, Publication] = {}
    listed: dict[str, Publication] = {}
    for file, entry in read.fresh.items():
        old, record = known[file].record if file in known else None, entry.record
        if not (isinstance(old, Publication) and isinstance(record, Publication)):
            return None
        if any(diagnostic.severity is Severity.ERROR for diagnostic in entry.diagnostics):
            return None
        differing = {name for name in vars(old).keys() | vars(record) if getattr(old, name) != getattr(record, name)}
        # a link in a text may open a file
        if not differing <= UNLINKED or opened_unseen(old) != opened_unseen(record):
            return None
        now[entry.source.name] = record
        if not differing <= PAGE_ONLY:
            listed[entry.source.name] = old
    return Edits(now, listed)
