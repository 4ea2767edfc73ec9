"""Making the index: all at once, or from the one of the last build, of which a few documents have changed."""

import json
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kartotek.search.bundle import (
    CHUNK,
    ENTRY,
    FRAGMENT,
    METADATA,
    PAGES,
    PROGRAM,
    content_of,
    encoded,
    files_of,
    pack,
    read_entry,
    read_metadata,
)
from kartotek.search.chunks import differing_words, put_together
from kartotek.search.documents import SHOWN
from kartotek.search.errors import LayoutError, unknown_layout
from kartotek.search.facets import state_of
from kartotek.search.fragments import place_fragments
from kartotek.search.pagefind import LANGUAGE
from kartotek.search.sources import (
    IndexedPage,
    PartialIndex,
    index_all,
    index_by_address,
    lay_out,
    names_in,
    pages_of,
    source_of,
)
from kartotek.workers import chunks

_AT_ONCE = 10_000
"""Documents that Pagefind gets at a time: it takes some 75 KB of memory for each."""

_BEFORE = "before"
"""The folder of documents as they were, among those that Pagefind is given."""


@dataclass(frozen=True, slots=True)
class IndexFolders:
    """Where an index is made: of the files in `documents`, in `bundle`, which nobody else writes to.

    `before` has the documents of which the last index was made that have changed since; `work` is made and removed.
    """

    documents: Path
    before: Path
    bundle: Path
    work: Path


def make(folders: IndexFolders, jobs: int) -> frozenset[str]:
    """Index all documents into the bundle, which is made from nothing.

    Returns the fragments that were written, by relative path: all. Raises SearchError.
    """
    shutil.rmtree(folders.bundle, ignore_errors=True)
    (folders.bundle / CHUNK.format("")).parent.mkdir(parents=True)
    names = names_in(folders.documents)
    with _work(folders):
        sources: list[PartialIndex] = []
        pages: list[IndexedPage] = []
        parts = chunks(names, _AT_ONCE)
        for i, part in enumerate(parts):
            at = folders.work / f"{i}"
            documents = folders.documents
            if len(parts) > 1:
                documents = at / "documents"
                lay_out(part, folders.documents, documents)
            source, some = index_all(documents, at / "bundle", len(pages))
            sources.append(source)
            pages += some
        first = sources[0].bundle
        for name in PROGRAM:
            if not (first / name).is_file() or not (first / name).stat().st_size:
                raise unknown_layout(first / name)
            if name != ENTRY:  # it is read, and written anew
                (first / name).replace(folders.bundle / name)
        return _finish(folders, names, sources, pages, None, jobs)


def update(folders: IndexFolders, indexed: Collection[str], stale: Collection[str], jobs: int) -> frozenset[str]:
    """Index the documents again; the bundle is that of the documents `indexed`, of which `stale` changed or are gone.

    Documents are called by the stems of their files. Returns the fragments that were written, by relative path: only
    they may differ from those of the same name before. Raises SearchError.

    Pagefind reads the documents that changed, as they were and as they are. If most did, or the bundle is damaged, the
    index is made from nothing.
    """
    names, before = names_in(folders.documents), frozenset(indexed)
    fresh = [name for name in names if name in stale or name not in before]
    if len(fresh) + len(stale) <= len(names):
        with suppress(LayoutError, FileNotFoundError), _work(folders):
            return _renew(folders, sorted(before), names, fresh, jobs)
    return make(folders, jobs)


def _renew(
    folders: IndexFolders, old_names: Sequence[str], names: Sequence[str], fresh: Sequence[str], jobs: int
) -> frozenset[str]:
    """The index after some documents changed, from the one before. Raises SearchError and FileNotFoundError."""
    metadata = read_metadata(folders.bundle)
    for name in PROGRAM:
        if not (folders.bundle / name).stat().st_size:
            raise unknown_layout(folders.bundle / name)
    if len(metadata[PAGES]) != len(old_names):
        raise unknown_layout(folders.bundle)
    pages = dict(zip(old_names, pages_of(folders.bundle, metadata), strict=True))
    numbers = {name: i for i, name in enumerate(names)}
    left = numbers.keys() - set(fresh)
    kept = [numbers[name] if name in left else None for name in old_names]
    sources = [source_of(folders.bundle, metadata, kept)]
    changed: set[str] | None = None
    if fresh:
        at, documents = folders.work / "bundle", folders.work / "documents"
        lay_out(fresh, folders.documents, documents)
        before = {name: f"{_BEFORE}/{name}" for name in fresh if old_names == names}
        lay_out(before, folders.before, documents / _BEFORE)
        few, found = index_by_address(documents, at, [*fresh, *before.values()])
        sources.append(source_of(at, few, [numbers.get(name) for name in found]))
        pages |= {name: page for name, page in zip(found, pages_of(at, few), strict=True) if name in numbers}
        if before:
            changed = differing_words(sources[-1], {found[before[name]]: found[name] for name in fresh})
    elif old_names == names:
        changed = set()
    return _finish(folders, names, sources, [pages[name] for name in names], changed, jobs)


def _finish(
    folders: IndexFolders,
    names: Sequence[str],
    sources: Sequence[PartialIndex],
    pages: Sequence[IndexedPage],
    changed: Collection[str] | None,
    jobs: int,
) -> frozenset[str]:
    """Put the index together, and leave nothing else in the bundle; returns the fragments that were written."""
    bundle = folders.bundle
    entry = read_entry(sources[0].bundle / ENTRY)
    words = put_together(bundle, sources, changed, jobs)
    called, written = place_fragments(bundle, pages)
    rows = [[name, page.words] for name, page in zip(called, pages, strict=True)]
    hash_ = pack(bundle, METADATA, encoded([sources[0].version, rows, words, [], [], SHOWN]))
    entry["languages"][LANGUAGE] |= {"hash": hash_, "page_count": len(names)}
    entry["state"] = state_of(names)
    (bundle / ENTRY).write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
    parts = {FRAGMENT.format(name) for name in called} | {CHUNK.format(name) for *_, name in words}
    _leave_only(bundle, {*PROGRAM, METADATA.format(hash_), *parts})
    for name in written:
        content_of(bundle / name)
    return written


def _leave_only(bundle: Path, expected: Collection[str]) -> None:
    """Remove all other files from the bundle. Raises SearchError if one of the expected ones is not there."""
    found = set(files_of(bundle))
    for name in sorted(found.symmetric_difference(expected)):
        if name in expected:
            raise unknown_layout(bundle / name)
        (bundle / name).unlink()


@contextmanager
def _work(folders: IndexFolders) -> Iterator[None]:
    """An empty folder for what is needed on the way."""
    shutil.rmtree(folders.work, ignore_errors=True)
    folders.work.mkdir(parents=True)
    try:
        yield
    finally:
        shutil.rmtree(folders.work, ignore_errors=True)
