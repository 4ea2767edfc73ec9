"""Files below `content/files/` that nobody names, and copies of closed files under other names."""

import filecmp
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.folder import FILES
from kartotek.text.file_names import why_unportable

Identity = tuple[object, ...]
"""What a file really is: the same for all names of one file (device and inode, or its resolved path)."""
_TOLD = 20
"""How many files are reported one by one; of more there is one diagnostic."""


def source_of_file(name: str) -> Source:
    """Stands for a file below `content/files/` where diagnostics name an entry: it has no lines."""
    return Source(FILES, name, f"content/{FILES}/{name}")


def find_unnamed(identities: Mapping[str, Identity], named: Collection[str]) -> list[str]:
    """The files that are not `named`, sorted. Another name of a named file, a link, is not among them."""
    known = {identities[name] for name in named if name in identities}
    return sorted(name for name, identity in identities.items() if identity not in known)


def told_private(unnamed: Collection[str]) -> Iterator[tuple[Source, EntryDiagnostic]]:
    """A warning for each file that nobody names, and is private therefore; one for all that are too many to tell."""
    hint = "list it under `files` of an entry, or link to it from a text; or remove it"
    for name in sorted(unnamed)[:_TOLD]:
        message = f"nothing names content/{FILES}/{name}, so it is not published"
        yield source_of_file(name), EntryDiagnostic("orphan-file", (), message, hint)
    if (more := len(unnamed) - _TOLD) > 0:
        message = (
            f"nothing names {more} more of the files there, so {'it is' if more == 1 else 'they are'} not published"
        )
        yield Source(FILES, "", f"content/{FILES}"), EntryDiagnostic("orphan-file", (), message, hint)


def told_unportable(names: Collection[str]) -> Iterator[tuple[Source, EntryDiagnostic]]:
    """An error for each file that is published without being named, under a name that some disks refuse."""
    for name in names:
        if why := why_unportable(name):
            found = EntryDiagnostic("bad-path", (), f"content/{FILES}/{name} {why}", "rename the file")
            yield source_of_file(name), found


def has_same_bytes(one: Path, other: Path) -> bool:
    """Whether two files are the same, or copies of each other; empty ones are not. Raises OSError."""
    size = one.stat().st_size
    return size > 0 and size == other.stat().st_size and filecmp.cmp(one, other, shallow=False)


def copies(
    folder: Path, paths: Mapping[str, Path], identities: Mapping[str, Identity], closed: Collection[Identity]
) -> dict[Identity, Identity]:
    """The files with the same bytes as a closed one, with the closed one each is a copy of.

    Only files of the size of a closed one are read; empty ones are nobody's copies. Raises OSError.
    """
    if not closed:
        return {}
    found: dict[Identity, Identity] = {}
    by_size: dict[int, dict[Identity, Path]] = {}
    for name, identity in identities.items():
        if identity in closed:
            path = folder / paths[name]
            by_size.setdefault(path.stat().st_size, {})[identity] = path
    by_size.pop(0, None)
    for name, identity in identities.items():
        if identity in closed or identity in found:
            continue
        path = folder / paths[name]
        for original, other in by_size.get(path.stat().st_size, {}).items():
            if filecmp.cmp(other, path, shallow=False):
                found[identity] = original
                break
    return found
