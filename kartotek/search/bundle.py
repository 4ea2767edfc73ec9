"""The bundle: the files that Pagefind 1.5 writes, how they are read, and how they are packed.

The entry is JSON. All others that are read here are gzip (RFC 1952) over a mark and a value, and have a hash of it in
their names: a fragment is JSON, with what is shown of one page, and the rest is CBOR (RFC 8949):

- the metadata, `[version, pages, chunks, filters, sorts, fields]`, with `[fragment, words]` for each page,
  `[beginning of its first word, of its last word, file]` for each chunk, `[sort, pages in order]`;
- a chunk of the index of words, `[[[word, postings, [[variant, postings], ...]], ...]]`, where postings are `[[pages
  since the last one, places in the text, places in fields], ...]`.

Elsewhere than in postings, a page is its number in the list of the metadata.
"""

import gzip
import json
import os
import zlib
from collections.abc import Sequence
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

from kartotek.search.errors import unknown_layout
from kartotek.search.pagefind import LANGUAGE

ENTRY = "pagefind-entry.json"
PROGRAM = (ENTRY, "pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", "wasm.unknown.pagefind")
"""Of what comes with every bundle, what the search page needs; it has its own interface."""

METADATA, FRAGMENT, CHUNK = "pagefind.{}.pf_meta", "fragment/{}.pf_fragment", "index/{}.pf_index"
"""Paths in the bundle, with a place for the hash."""
PAGES, CHUNKS, SORTS, FIELDS = 1, 2, 4, 5
"""Places in the metadata."""

SHORT = len(f"{LANGUAGE}_") + 7
"""Characters of the name of a fragment, which is longer only where two would have the same."""

_MAGIC = b"pagefind_dcd"
_LEVEL = 6
"""Of compression; 9 takes eight times as long and saves a hundredth."""


def files_of(bundle: Path) -> list[str]:
    """The files of a bundle by relative path, sorted, with its entry last, so that what it names is published first.

    Raises OSError where a folder of it cannot be read: an index without some of its files finds less, and says nothing.
    """
    base = len(str(bundle)) + 1
    found = [f"{folder}/{name}"[base:] for folder, _, names in os.walk(bundle, onerror=_refuse) for name in names]
    return sorted(found, key=lambda name: (name == ENTRY, name))


def _refuse(error: OSError) -> None:
    """For `os.walk`, which would otherwise skip folders that cannot be read."""
    raise error


def fragments_of(bundle: Path) -> set[str]:
    """The names of the fragments that are there, without ending."""
    folder = bundle / "fragment"
    return {name.partition(".")[0] for name in os.listdir(folder)} if folder.is_dir() else set()  # noqa: PTH208


def read_entry(path: Path) -> dict[str, Any]:
    """The entry of a bundle: JSON with the languages, here one, each with the hash of its index. Raises SearchError."""
    try:
        contents: dict[str, Any] = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        raise unknown_layout(path) from None
    languages = contents.get("languages") if isinstance(contents, dict) else None
    if not (isinstance(languages, dict) and languages.keys() == {LANGUAGE}):
        raise unknown_layout(path)
    index = languages[LANGUAGE]
    if not (isinstance(index, dict) and isinstance(index.get("hash"), str)):
        raise unknown_layout(path)
    return contents


def read_metadata(bundle: Path) -> list[Any]:
    """The metadata that the entry names, checked as far as it is used. Raises SearchError."""
    path = bundle / METADATA.format(read_entry(bundle / ENTRY)["languages"][LANGUAGE]["hash"])
    metadata = unpack(path)
    named = {PAGES: (0,), CHUNKS: (0, 1, 2), SORTS: (0,)}  # where each row has the texts that are used
    if not (_is_row(metadata, FIELDS + 1) and all(_are_rows(metadata[part], at) for part, at in named.items())):
        raise unknown_layout(path)
    rows: list[Any] = metadata
    counted = all(_is_row(row, 2) and isinstance(row[1], int) for row in rows[PAGES])
    if not (counted and all(_has_numbers(row) for row in rows[SORTS]) and isinstance(rows[FIELDS], list)):
        raise unknown_layout(path)
    return rows


def _is_row(value: Any, length: int) -> bool:
    return isinstance(value, list) and len(value) >= length


def _are_rows(value: Any, texts: tuple[int, ...]) -> bool:
    """Whether it is a list of lists that have texts at these places."""
    return isinstance(value, list) and all(
        _is_row(row, max(texts) + 1) and all(isinstance(row[place], str) for place in texts) for row in value
    )


def _has_numbers(row: list[Any]) -> bool:
    """Whether there is a list of numbers in the second place."""
    return len(row) > 1 and isinstance(row[1], list) and all(isinstance(number, int) for number in row[1])


def content_of(path: Path) -> bytes:
    """What is in a packed file behind the mark. Raises SearchError when it is missing, damaged or something else.

    gzip ends with a checksum, so a file that can be read is all there.
    """
    try:
        data = gzip.decompress(path.read_bytes())
    except (FileNotFoundError, gzip.BadGzipFile, zlib.error, EOFError):
        raise unknown_layout(path) from None
    if not data.startswith(_MAGIC):
        raise unknown_layout(path)
    return data.removeprefix(_MAGIC)


def unpack(path: Path) -> Any:
    """The CBOR value in a file of the index. Raises SearchError when it is missing, damaged or something else."""
    import cbor2

    try:
        return cbor2.loads(content_of(path))
    except (cbor2.CBORDecodeError, EOFError):
        raise unknown_layout(path) from None


def pack(bundle: Path, form: str, data: bytes) -> str:
    """Write CBOR to the path `form` in the bundle, with a hash of it; returns that hash."""
    data = _MAGIC + data
    hash_ = f"{LANGUAGE}_{sha256(data).hexdigest()[:10]}"
    path = bundle / form.format(hash_)
    if not path.exists():
        path.write_bytes(gzip.compress(data, _LEVEL, mtime=0))
    return hash_


def encoded(value: Any) -> bytes:
    """A value as CBOR."""
    import cbor2

    data: bytes = cbor2.dumps(value)
    return data


def list_of(values: Sequence[bytes]) -> bytes:
    """The CBOR of a list from that of its values (RFC 8949, 3.1: major type 4)."""
    count = len(values)
    if count < 24:
        head = bytes([0x80 + count])
    else:
        mark, width = next((mark, width) for mark, width in ((0x98, 1), (0x99, 2), (0x9A, 4)) if count < 1 << 8 * width)
        head = bytes([mark]) + count.to_bytes(width, "big")
    return head + b"".join(values)


def full_name(fragment: bytes) -> str:
    """The longest name that Pagefind gives to a fragment: the bytes of its SHA-1 in hexadecimal, each without zeros."""
    return f"{LANGUAGE}_" + "".join(f"{byte:x}" for byte in sha1(fragment, usedforsecurity=False).digest())
