"""Making the index: all at once, or from the one of the last build."""

import shutil
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kartotek.search.bundle import FRAGMENT, PAGES, PROGRAM, content_of, files_of, fragments_of, read_metadata
from kartotek.search.chunks import lay_out
from kartotek.search.errors import SearchError, StaleError, unknown_layout
from kartotek.search.index_order import beginnings, put_in_order
from kartotek.search.pagefind import run


@dataclass(frozen=True, slots=True)
class IndexFolders:
    """Where an index is made: of the files in `documents`, in `bundle`. `kept` has what makes the next one faster."""

    documents: Path
    bundle: Path
    kept: Path


def make(folders: IndexFolders, jobs: int) -> frozenset[str]:
    """Index the documents into the bundle, and keep nothing else there.

    Returns the fragments that were written, by relative path. One that is there already is taken for the one that
    Pagefind would write under its name. Raises SearchError, and StaleError if that is seen to be wrong.
    """
    known = fragments_of(folders.bundle)
    lay_out(folders.kept, folders.bundle)
    run(folders.documents, folders.bundle)
    expected, alike = put_in_order(folders.documents, folders.bundle, folders.kept, jobs)
    found = files_of(folders.bundle)
    for name in sorted(expected.difference(found)):
        raise unknown_layout(folders.bundle / name)
    for name in found:
        if name not in expected:
            (folders.bundle / name).unlink()
    for name in PROGRAM:
        if not (folders.bundle / name).stat().st_size:
            raise unknown_layout(folders.bundle / name)
    written = frozenset(FRAGMENT.format(name) for name in (fragments_of(folders.bundle) - known) | alike)
    for name in written:
        content_of(folders.bundle / name)
    return written


def update(folders: IndexFolders, indexed: Collection[str], stale: Collection[str], jobs: int) -> frozenset[str]:
    """Index the documents again; the bundle is that of the documents `indexed`, of which `stale` changed or are gone.

    Documents are called by the stems of their files. Returns the fragments that were written, by relative path: only
    they may differ from those of the same name before. Raises SearchError.

    Fragments are called by seven digits of a hash, more where two would have one name, and Pagefind does not write
    those that are there. So a fragment stays only if its document has not changed, and no other begins with these
    digits; if one does now, that is seen, and the bundle is made from nothing.
    """
    if _forget(folders.bundle, indexed, stale):
        with suppress(StaleError):
            return make(folders, jobs)
    for folder in (folders.bundle, folders.kept):
        shutil.rmtree(folder, ignore_errors=True)
    return make(folders, jobs)


def _forget(bundle: Path, indexed: Collection[str], stale: Collection[str]) -> bool:
    """Remove the fragments that are not sure to stay what they are; returns whether the bundle can be used at all."""
    try:
        pages = read_metadata(bundle)[PAGES]
    except SearchError:
        return False
    if len(pages) != len(indexed):
        return False
    old = {page[0] for name, page in zip(sorted(indexed), pages, strict=True) if name in stale}
    for alike in beginnings(page[0] for page in pages).values():
        old.update(alike)
    for name in old:
        (bundle / FRAGMENT.format(name)).unlink(missing_ok=True)
    return True
