"""Indexes of some documents, of which one of all is put together (`search.chunks`).

Pagefind numbers pages as the file system lists their documents. But each document has its own name as a value to sort
by, so Pagefind tells which page is which, and pages get new numbers in the order of the names. Its filters and orders
are left out: those of the search page are smaller (`search.facets`), and count on that order.
"""

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.search.bundle import (
    CHUNKS,
    ENTRY,
    FIELDS,
    FRAGMENT,
    PAGES,
    SORTS,
    content_of,
    read_metadata,
)
from kartotek.search.documents import ORDER, SHOWN
from kartotek.search.errors import SearchError, unknown_layout
from kartotek.search.pagefind import run


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page of an index: its fragment, by name, how many words it has, and the bundle with the fragment."""

    name: str
    words: int
    bundle: Path


@dataclass(frozen=True, slots=True)
class PartialIndex:
    """A bundle of which an index is made, or a part of it."""

    bundle: Path
    version: str
    """Of the layout, as Pagefind calls it."""
    chunks: Sequence[tuple[str, str]]
    """The beginning of the first word, and the name, of each: words of a chunk sort before the next beginning."""
    numbers: Sequence[int | None]
    """For each of its pages the number in the index that is made; None if the page is left out."""
    fields: Sequence[int]
    """For each of its fields the number among all (`documents.SHOWN`)."""


def names_in(documents: Path) -> list[str]:
    """The names of the documents in a folder, in order; other folders in it are passed over."""
    return sorted(name.removesuffix(".html") for name in os.listdir(documents) if name.endswith(".html"))  # noqa: PTH208


def lay_out(names: Iterable[str], source: Path, target: Path) -> None:
    """Put some documents of a folder into another, without copying where that can be done. Raises OSError."""
    target.mkdir(parents=True)
    for name in names:
        file = f"{name}.html"
        try:
            (target / file).hardlink_to(source / file)
        except FileNotFoundError:
            raise
        except OSError:  # a file system without such links
            shutil.copyfile(source / file, target / file)


def index_all(documents: Path, bundle: Path, first: int) -> tuple[PartialIndex, list[IndexedPage]]:
    """Index a folder of documents whose pages get the numbers from `first` on, in the order of their names.

    Returns the index with its pages in that order. Raises SearchError.
    """
    run(documents, bundle)
    metadata = read_metadata(bundle)
    order = _order(documents, bundle, metadata)
    numbers = [0] * len(order)
    for number, page in enumerate(order, first):
        numbers[page] = number
    pages = pages_of(bundle, metadata)
    return source_of(bundle, metadata, numbers), [pages[page] for page in order]


def index_by_address(documents: Path, bundle: Path, names: Sequence[str]) -> tuple[list[Any], dict[str, int]]:
    """Index a folder of few documents, some of them in folders of it.

    `names` are their paths without ending: "ada", "before/ada". Returns the metadata, and these paths in the order of
    the pages with the numbers that Pagefind gave to them. Raises SearchError.
    """
    run(documents, bundle)
    metadata = read_metadata(bundle)
    found = {_address(bundle, row).removesuffix(".html"): i for i, row in enumerate(metadata[PAGES])}
    if found.keys() != set(names):
        raise _not_read([name for name in names if name not in found], len(names))
    return metadata, found


def source_of(bundle: Path, metadata: Sequence[Any], numbers: Sequence[int | None]) -> PartialIndex:
    """A bundle with its metadata as a part of another index.

    Raises SearchError for fields that nobody gave it, or in another order: what is said of one would be of another.
    """
    fields = metadata[FIELDS]
    if fields != [name for name in SHOWN if name in fields] or not metadata[CHUNKS]:
        raise unknown_layout(bundle / ENTRY)
    places = [SHOWN.index(name) for name in fields]
    return PartialIndex(bundle, metadata[0], [(row[0], row[2]) for row in metadata[CHUNKS]], numbers, places)


def pages_of(bundle: Path, metadata: Sequence[Any]) -> list[IndexedPage]:
    """The pages of a bundle as they are numbered."""
    return [IndexedPage(row[0], row[1], bundle) for row in metadata[PAGES]]


def _address(bundle: Path, row: Sequence[Any]) -> str:
    """The path of the document of a page, in the folder that was indexed. Raises SearchError."""
    path = bundle / FRAGMENT.format(row[0])
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        address: str = json.loads(content_of(path))["url"].removeprefix("/")
        return address
    raise unknown_layout(path)


def _order(documents: Path, bundle: Path, metadata: Sequence[Any]) -> list[int]:
    """The pages, as Pagefind numbers them, in the order of their names. Raises SearchError."""
    names = names_in(documents)
    count = len(metadata[PAGES])
    if count != len(names):
        read = {_address(bundle, row) for row in metadata[PAGES]}
        raise _not_read([name for name in names if f"{name}.html" not in read], len(names))
    order: list[int] = next((pages for name, pages in metadata[SORTS] if name == ORDER), [])
    if sorted(order) != list(range(count)):
        raise unknown_layout(bundle / ENTRY)
    return order


def _not_read(missing: Sequence[str], count: int) -> SearchError:
    return SearchError(
        f"the search program did not read {', '.join(missing[:3])} among {count:,} documents",
        "delete the cache and build again, or build with --no-search to publish without a new index",
    )
