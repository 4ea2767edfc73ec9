"""Which entry files have changed since the last build: by size and time, and where those differ by content."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from kartotek.content.entries import Source
from kartotek.text import digests

Signature = tuple[int, int, bytes]
"""Size in bytes, time of the last change in ns (0: too recent to be trusted), digest of the content."""

FRESH_NS = 2_000_000_000
"""A file may be changed twice within one tick of its file system's clock; none ticks slower than this."""


@dataclass(frozen=True, slots=True)
class Scan:
    """`changed` are new or different, with sizes (bytes) and times (ns) in `stats` by file; `signatures` has all
    others.

    `gone` are files that were known and are no more.
    """

    changed: Sequence[Source]
    signatures: Mapping[str, Signature]
    stats: Mapping[str, tuple[int, int]]
    gone: frozenset[str]


def scan(site: Path, sources: Sequence[Source], known: Mapping[str, Signature]) -> Scan:
    """Compare all entry files with what is known of them, by path relative to the site.

    Only files whose size or time differ are read. A file that cannot be read counts as changed: reading it as an entry
    then says why.
    """
    base = f"{site}/"
    changed: list[Source] = []
    signatures: dict[str, Signature] = {}
    stats: dict[str, tuple[int, int]] = {}
    newest = time_ns() - FRESH_NS
    for source in sources:
        file = source.file
        try:
            found = os.stat(base + file)  # noqa: PTH116  # fifty thousand times
        except OSError:
            changed.append(source)
            continue
        # a file that was moved here may have the same mtime, but its ctime is that of the move
        size, mtime = found.st_size, max(found.st_mtime_ns, found.st_ctime_ns)
        mtime = mtime if mtime < newest else 0
        old = known.get(file)
        if old is not None and old[0] == size:
            if mtime and old[1] == mtime:
                signatures[file] = old
                continue
            if _same_content(site / file, old[2]):
                signatures[file] = (size, mtime, old[2])
                continue
        stats[file] = (size, mtime)
        changed.append(source)
    return Scan(changed, signatures, stats, frozenset(known.keys() - {source.file for source in sources}))


def _same_content(path: Path, digest: bytes) -> bool:
    try:
        return digests.of_bytes(path.read_bytes()) == digest
    except OSError:
        return False
