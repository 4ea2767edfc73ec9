"""The chunks of the index of words, with the pages numbered anew.

They are most of what has to be put in order. So they are also kept as Pagefind wrote them: it does not write again what
is there, and where a chunk is the same as in the last build, so is what was made of it.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any

from kartotek.search.bundle import CHUNK, pack, unpack
from kartotek.search.errors import stale_file, unknown_layout
from kartotek.workers import collector_at_rest, parallel_map

_FEW = 8
"""Chunks that are put in order without other processes."""

_MADE = "made.json"
"""In the folder of kept chunks: the hash of what was made of each, by a digest of all that it was made from."""


def lay_out(kept: Path, bundle: Path) -> None:
    """Put the chunks that Pagefind wrote the last time where it looks for them."""
    (bundle / "index").mkdir(parents=True, exist_ok=True)
    for path in kept.glob("*.pf_index"):
        path.replace(bundle / "index" / path.name)


def order_chunks(bundle: Path, kept: Path, rows: Sequence[Any], order: Sequence[int], jobs: int) -> list[list[str]]:
    """Put the chunks in the order of pages `order`, and keep them as they came; returns their rows in the metadata.

    `rows` are these rows as Pagefind wrote them. Raises SearchError.
    """
    made = _read_made(kept)
    _keep(bundle, kept, [row[2] for row in rows])
    pages = sha256(repr(order).encode()).digest()
    keys = [_key(pages, kept, row) for row in rows]
    new = [i for i, key in enumerate(keys) if not (key in made and (bundle / CHUNK.format(made[key])).exists())]
    shared, tasks = (bundle, kept, _inverse(order)), [tuple(rows[i]) for i in new]
    results = list(parallel_map(_order_chunk, shared, tasks, jobs if len(tasks) > _FEW else 1))
    made |= {keys[i]: result for i, result in zip(new, results, strict=True)}
    (kept / _MADE).write_text(json.dumps({key: made[key] for key in keys}), "utf-8")
    return [[row[0], row[1], made[key]] for row, key in zip(rows, keys, strict=True)]


def _inverse(order: Sequence[int]) -> list[int]:
    """The place of each page in an order of all pages."""
    numbers = [0] * len(order)
    for number, page in enumerate(order):
        numbers[page] = number
    return numbers


def _keep(bundle: Path, kept: Path, names: Sequence[str]) -> None:
    """Move the chunks out of the bundle; all others that were kept are in it since `lay_out`."""
    kept.mkdir(exist_ok=True)
    for name in names:
        path = bundle / CHUNK.format(name)
        try:
            path.replace(kept / path.name)
        except FileNotFoundError:
            raise unknown_layout(path) from None


def _read_made(kept: Path) -> dict[str, str]:
    try:
        made: dict[str, str] = json.loads((kept / _MADE).read_bytes())
    except FileNotFoundError:
        return {}
    return made


def _key(pages: bytes, kept: Path, row: Sequence[str]) -> str:
    """The digest of all that a chunk in order is made from; `row` is [first word, last word, name]."""
    data = _raw(kept, row[2]).read_bytes()
    return sha256(b"\0".join([pages, row[0].encode(), row[1].encode(), data])).hexdigest()


def _raw(kept: Path, name: str) -> Path:
    return kept / Path(CHUNK.format(name)).name


def _order_chunk(shared: tuple[Path, Path, Sequence[int]], row: tuple[str, str, str]) -> str:
    """Put one chunk in order, in a worker; returns its hash. Raises SearchError, and StaleError if its words
    do not begin as `row` says: then it is another that was kept under the same name.
    """
    bundle, kept, numbers = shared
    path = _raw(kept, row[2])
    with collector_at_rest():
        value = unpack(path)
        try:
            (words,) = value
            if not isinstance(words, list):
                raise unknown_layout(path)
            if not (words[0][0].startswith(row[0]) and words[-1][0].startswith(row[1])):
                raise stale_file(path)
            for word in words:
                word[1] = _in_order(word[1], numbers)
                word[2] = sorted(([name, _in_order(found, numbers)] for name, found in word[2]), key=itemgetter(0))
        except (AttributeError, IndexError, TypeError, ValueError):
            raise unknown_layout(path) from None
        return pack(bundle, CHUNK, value)


def _in_order(postings: list[list[Any]], numbers: Sequence[int]) -> list[list[Any]]:
    """Postings with other numbers of pages, each counted from the one before it. The rows themselves are changed."""
    page = 0
    for row in postings:
        page += row[0]
        row[0] = numbers[page]
    postings.sort(key=itemgetter(0))
    page = 0
    for row in postings:
        row[0], page = row[0] - page, row[0]
    return postings
