"""A bundle in order: the same documents give the same bytes, on every file system.

Pagefind numbers pages as the file system lists them. But each document has its own name as a value to sort by, so
Pagefind tells which page is which, and pages get new numbers in the order of the names. Its filters and orders are left
out: those of the search page are smaller (`search.facets`), and count on that order.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kartotek.search.bundle import (
    CHUNK,
    CHUNKS,
    ENTRY,
    FRAGMENT,
    METADATA,
    PAGES,
    PROGRAM,
    SHORT,
    SORTS,
    content_of,
    full_name,
    pack,
    read_entry,
    read_metadata,
)
from kartotek.search.chunks import order_chunks
from kartotek.search.documents import ORDER
from kartotek.search.errors import SearchError, stale_file, unknown_layout
from kartotek.search.facets import state_of
from kartotek.search.pagefind import LANGUAGE


def put_in_order(documents: Path, bundle: Path, kept: Path, jobs: int) -> tuple[set[str], set[str]]:
    """Put a bundle in order that was just made from all files of the folder `documents`.

    Chunks as they came go to the folder `kept`. Returns the files that belong to the bundle, and of its fragments those
    that have one name in the beginning of another. Raises SearchError, and StaleError if the bundle is not only of
    these documents.
    """
    entry, metadata = read_entry(bundle / ENTRY), read_metadata(bundle)
    order = _order(documents, bundle, metadata)
    pages = [metadata[PAGES][page] for page in order]
    alike = _name_fragments(bundle, pages)
    chunks = order_chunks(bundle, kept, metadata[CHUNKS], order, jobs)
    ordered = [metadata[0], pages, chunks, [], [], *metadata[SORTS + 1 :]]
    entry["languages"][LANGUAGE]["hash"] = pack(bundle, METADATA, ordered)
    entry["state"] = state_of(name.rpartition(".")[0] for name in os.listdir(documents))  # noqa: PTH208
    (bundle / ENTRY).write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
    parts = ((FRAGMENT, pages, 0), (CHUNK, chunks, 2))
    named = {form.format(row[place]) for form, rows, place in parts for row in rows}
    return {*PROGRAM, METADATA.format(entry["languages"][LANGUAGE]["hash"]), *named}, alike


def _order(documents: Path, bundle: Path, metadata: Sequence[Any]) -> list[int]:
    """The pages, as Pagefind numbers them, in the order of their names. Raises SearchError."""
    names = {name.rpartition(".")[0] for name in os.listdir(documents)}  # noqa: PTH208
    count = len(metadata[PAGES])
    if count != len(names):
        read = {json.loads(content_of(bundle / FRAGMENT.format(page[0])))["url"] for page in metadata[PAGES]}
        missing = sorted(name for name in names if f"/{name}.html" not in read)
        raise SearchError(
            f"the search program did not read {', '.join(missing[:3])} among {len(names):,} documents",
            "delete the cache and build again, or build with --no-search to publish without a new index",
        )
    order: list[int] = next((pages for name, pages in metadata[SORTS] if name == ORDER), [])
    if sorted(order) != list(range(count)):
        raise unknown_layout(bundle / ENTRY)
    return order


def beginnings(names: Iterable[str]) -> Mapping[str, list[str]]:
    """The names of fragments by what they begin with, where more than one does so."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[:SHORT], []).append(name)
    return {short: some for short, some in found.items() if len(some) > 1}


def _name_fragments(bundle: Path, pages: Sequence[Any]) -> set[str]:
    """Give the fragments whose hashes begin alike the names that Pagefind would give them in this order of pages.

    The first has the short name, and each after it the shortest that is free. Changes the names in `pages` and those of
    the files; returns the names that are concerned. Raises StaleError where a fragment is missing because another was
    there under its name.
    """
    concerned: set[str] = set()
    alike = beginnings([page[0] for page in pages])
    rows = [page for page in pages if page[0][:SHORT] in alike]
    for short in alike:
        group = [page for page in rows if page[0].startswith(short)]
        paths = [bundle / FRAGMENT.format(page[0]) for page in group]
        full = [full_name(content_of(path)) for path in paths]
        if len(set(full)) < len(full):
            raise stale_file(paths[0])
        packed = [path.read_bytes() for path in paths]
        for path in paths:
            path.unlink()
        taken: set[str] = set()
        for page, name, data in zip(group, full, packed, strict=True):
            page[0] = _shortest(name, taken)
            (bundle / FRAGMENT.format(page[0])).write_bytes(data)
            taken.add(page[0])
        concerned |= taken
    return concerned


def _shortest(full: str, taken: set[str]) -> str:
    return next(full[:end] for end in range(SHORT, len(full) + 1) if full[:end] not in taken)
