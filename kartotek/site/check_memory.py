"""What a check leaves for the next one, in files of the cache that are replaced as a whole.

    checked, checked-hints  what was found, and a digest of everything that decides it
    checked-entries         the entries as they were read, which builds can begin with as well

Nothing is locked: a check waits for no build and for no other check, and none of them for a check. Without these files,
or where they cannot be written, a check is only slower.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import time_ns

from kartotek.config.settings import FILE as SETTINGS
from kartotek.content.scan import FRESH_NS, Signature, scan
from kartotek.diagnostics import Diagnostic
from kartotek.site.cache import FILE as BUILT
from kartotek.site.cache import ContentState, LastBuild, read_entries
from kartotek.site.cache_folder import begin_own_cache, cache_key, is_own_cache
from kartotek.site.entries import Entry
from kartotek.site.load import Loaded, Seen
from kartotek.site.options import BuildOptions
from kartotek.site.program_version import program_version
from kartotek.store.value import read_value, write_value
from kartotek.text import digests

_ENTRIES = "checked-entries"
_FEW = 20
"""Entries that a check reads again each time, rather than writing all of them to the cache."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found besides the settings: `diagnostics` in order, how many publications there are, and the next
    day (ISO 8601) on which something changes, "" if there is none."""

    diagnostics: Sequence[Diagnostic]
    publications: int
    next_change: str


@dataclass(frozen=True, slots=True)
class _Checked:
    """Findings, and what they are about: a digest of everything but entries, and the signatures of all entries."""

    about: bytes
    signatures: Mapping[str, Signature]
    findings: Findings


class CheckMemory:
    """The memory of checks of one site, with or without hints; who does not write to it may read it all the same."""

    def __init__(self, options: BuildOptions, *, hints: bool, writes: bool) -> None:
        self._site, self._cache, self._writes = options.site, options.cache, writes
        self._file = "checked-hints" if hints else "checked"
        self._settings = self._read_settings()

    def recall(self, seen: Seen) -> Findings | None:
        """What the last check found, if a check now would find exactly the same."""
        kept = self._kept()
        if kept is None or kept.about != self._about(seen):
            return None
        found = scan(self._site, seen.sources, kept.signatures)
        if found.changed or found.gone:
            return None
        if found.signatures != kept.signatures:  # so that files with a new time need not be read again
            self._put(self._file, replace(kept, signatures=found.signatures))
        return kept.findings

    def remember(self, seen: Seen, loaded: Loaded, findings: Findings) -> None:
        """Keep what was found, unless something changed meanwhile, or may have without a trace."""
        known = loaded.content.signatures
        if seen.settled and len(known) == len(seen.sources) and self._settings == self._read_settings():
            with suppress(OSError):
                if signatures := _unchanged(self._site, known, seen.moment):
                    self._put(self._file, _Checked(self._about(seen), signatures, findings))

    def remember_entries(self, loaded: Loaded) -> None:
        """Keep the entries, if more than a few were read."""
        if len(loaded.fresh) > _FEW:
            self._put(_ENTRIES, (loaded.content.signatures, dict(loaded.entries)))

    def _about(self, seen: Seen) -> bytes:
        return digests.of_value((seen.inputs, self._settings))

    def _read_settings(self) -> bytes:
        """The bytes of `site.yaml`: its values decide what is found, and its lines where."""
        with suppress(OSError):
            return (self._site / SETTINGS).read_bytes()
        return b""

    def _kept(self) -> _Checked | None:
        with suppress(OSError):
            if is_own_cache(self._cache):
                kept: _Checked | None = read_value(self._cache / self._file, program_version(), cache_key(self._cache))
                return kept
        return None

    def _put(self, name: str, value: object) -> None:
        with suppress(OSError):
            if self._writes and begin_own_cache(self._cache):
                write_value(self._cache / name, program_version(), cache_key(self._cache), value)


def _unchanged(site: Path, known: Mapping[str, Signature], since: int) -> Mapping[str, Signature] | None:
    """The signatures with the times of today, if none of the files was written to since a moment (in ns), not even with
    what it had before: it would be reported in the wrong lines. Raises OSError."""
    signatures: dict[str, Signature] = {}
    newest = time_ns() - FRESH_NS
    for file, (size, time, digest) in known.items():
        found = os.stat(f"{site}/{file}")  # noqa: PTH116  # fifty thousand times
        changed = max(found.st_mtime_ns, found.st_ctime_ns)
        if found.st_size != size or (changed != time if time else found.st_ctime_ns >= since):
            return None
        signatures[file] = size, changed if changed < newest else 0, digest
    return signatures


def entries_known(cache: Path) -> LastBuild:
    """The entries that the last build read, or the last check if that was later; the cache need not be locked."""
    readers = {BUILT: read_entries, _ENTRIES: _checked_entries}
    with suppress(OSError):
        by_age = sorted(readers, key=lambda name: _time(cache / name), reverse=True) if is_own_cache(cache) else ()
        for name in by_age:
            signatures, entries = readers[name](cache, program_version())
            if entries:
                within = {file: entry.diagnostics for file, entry in entries.items() if entry.diagnostics}
                return LastBuild(ContentState(signatures=signatures, within=within), entries=entries)
    return LastBuild()


def _checked_entries(cache: Path, version: str) -> tuple[Mapping[str, Signature], Mapping[str, Entry]]:
    """The entries that a check left, and their signatures; nothing if they cannot be used."""
    found: tuple[Mapping[str, Signature], Mapping[str, Entry]] | None
    found = read_value(cache / _ENTRIES, version, cache_key(cache))
    return found or ({}, {})


def _time(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0
