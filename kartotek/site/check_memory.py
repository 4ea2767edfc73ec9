"""What a check leaves for the next one, in files of the cache that are replaced as a whole.

    checked, checked-hints  what was found, and a digest of everything that decides it
    checked-entries         the entries as they were read, which builds can begin with as well

Nothing is locked: a check waits for no build and for no other check, and none of them for a check. Without these files,
or where they cannot be written, a check is only slower.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kartotek.config.settings import FILE as SETTINGS
from kartotek.content.scan import Signature, scan
from kartotek.diagnostics import Diagnostic
from kartotek.site.cache import FILE as BUILT
from kartotek.site.cache import ContentState, LastBuild, read_entries
from kartotek.site.cache_folder import begin_own_cache, cache_key, is_own_cache
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
    """The memory of checks of one site, with or without hints."""

    def __init__(self, options: BuildOptions, *, hints: bool) -> None:
        self._site, self._cache = options.site, options.cache
        self._file = "checked-hints" if hints else "checked"
        self._settings = self._read_settings()

    def recall(self, seen: Seen) -> Findings | None:
        """What the last check found, if a check now would find exactly the same."""
        kept: _Checked | None = _get(self._cache, self._file)
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
        signatures = loaded.content.signatures
        if not seen.settled or len(signatures) < len(seen.sources) or self._settings != self._read_settings():
            return
        now = scan(self._site, seen.sources, signatures)
        if now.changed or any(old[1] not in (0, now.signatures[file][1]) for file, old in signatures.items()):
            return
        self._put(self._file, _Checked(self._about(seen), now.signatures, findings))

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

    def _put(self, name: str, value: object) -> None:
        with suppress(OSError):
            if begin_own_cache(self._cache):
                write_value(self._cache / name, program_version(), cache_key(self._cache), value)


def entries_known(cache: Path) -> LastBuild:
    """The entries that the last build read, or the last check if that was later; the cache need not be locked."""
    readers = {BUILT: partial(read_entries, cache, program_version()), _ENTRIES: partial(_get, cache, _ENTRIES)}
    for name in sorted(readers, key=lambda name: _time(cache / name), reverse=True):
        signatures, entries = readers[name]() or ({}, {})
        if entries:
            within = {file: entry.diagnostics for file, entry in entries.items() if entry.diagnostics}
            return LastBuild(ContentState(signatures=signatures, within=within), entries=entries)
    return LastBuild()


def _get(cache: Path, name: str) -> Any:
    """What a check wrote into a cache under a name, if the cache is ours; None if it cannot be used."""
    with suppress(OSError):
        if is_own_cache(cache):
            return read_value(cache / name, program_version(), cache_key(cache))
    return None


def _time(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0
