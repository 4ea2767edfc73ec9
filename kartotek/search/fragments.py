"""The fragments of a bundle: a file for each page, with what results show, under the name that Pagefind would give it.

A fragment is called by seven digits of a hash of its content. Where several begin alike, the first has the short name,
and each after it the shortest that is free.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from kartotek.search.bundle import FRAGMENT, SHORT, content_of, full_name
from kartotek.search.errors import unknown_layout
from kartotek.search.sources import IndexedPage


def place_fragments(bundle: Path, pages: Sequence[IndexedPage]) -> tuple[list[str], frozenset[str]]:
    """Move fragments to where they belong in the bundle; those that are there stay as they are.

    Returns the name for each page, and the files that were written. Raises SearchError.
    """
    (bundle / FRAGMENT.format("")).parent.mkdir(parents=True, exist_ok=True)
    names = [page.name[:SHORT] for page in pages]
    alike = _repeated(names)
    packed: dict[str, bytes] = {}
    taken: dict[str, set[str]] = {short: set() for short in alike}
    for i in (i for i, short in enumerate(names) if short in alike):
        file, others = _file(pages[i]), taken[names[i]]
        full = full_name(content_of(file))
        names[i] = next(full[:end] for end in range(SHORT, len(full) + 1) if full[:end] not in others)
        others.add(names[i])
        packed[names[i]] = file.read_bytes()
    moved = {
        name: page
        for page, name in zip(pages, names, strict=True)
        if name not in packed and (page.name != name or page.bundle != bundle)
    }
    for name, page in moved.items():
        try:
            _file(page).replace(bundle / FRAGMENT.format(name))
        except FileNotFoundError:
            raise unknown_layout(_file(page)) from None
    for name, data in packed.items():
        path = bundle / FRAGMENT.format(name)
        path.unlink(missing_ok=True)  # it may be one file with one in the output folder
        path.write_bytes(data)
    return names, frozenset(FRAGMENT.format(name) for name in moved.keys() | packed.keys())


def _repeated(names: Iterable[str]) -> set[str]:
    """Those that are there more than once."""
    return {name for name, count in Counter(names).items() if count > 1}


def _file(page: IndexedPage) -> Path:
    return page.bundle / FRAGMENT.format(page.name)
