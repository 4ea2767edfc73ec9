"""Pagefind, the indexer: a program that comes as a wheel.

It is run as a service (`search.service`), which is given the documents in order. What it writes is then put in order
as well, so that the same documents give the same bytes on every file system.
"""

import gzip
import json
import os
import shutil
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

from kartotek.diagnostics import SetupError
from kartotek.search.service import ServiceError, make_bundle

KNOWN = "1.5.2"
"""The version whose files are read and put in order here."""

ENTRY = "pagefind-entry.json"
_PROGRAM = (ENTRY, "pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", "wasm.unknown.pagefind")
"""Of what comes with every bundle, what the search page needs; it has its own interface."""

_SECONDS = 300.0
_SECONDS_EACH = 0.05
"""How long the program may take: for itself, and more for each document. Two cores need some 0.001 s for one."""

LANGUAGE = "en"
"""The one language of the index. Pagefind would make an index per language and search only that of the page, so a
Danish article with an English abstract would be lost to half of its readers."""


class SearchError(SetupError):
    """The search index cannot be made: Pagefind is missing, fails, or writes what this module cannot read."""


def program() -> Path:
    """The program inside the wheel `pagefind-bin`. Raises SearchError when it is not there."""
    try:
        import pagefind_bin
    except ImportError:
        raise SearchError(
            "the search program Pagefind is not installed",
            "run `pip install pagefind-bin`, or build with --no-search",
        ) from None
    folder = Path(pagefind_bin.__file__ or "").parent
    for name in ("pagefind", "pagefind.exe"):
        if (folder / name).is_file():
            return folder / name
    raise SearchError(
        "the package pagefind-bin has no program for this computer",
        "build on Linux, macOS or Windows (64 bit), or with --no-search",
    )


def update(documents: Path, bundle: Path, changed: int) -> bool:
    """Index the files of the folder `documents` into `bundle`, of which `changed` are new or changed since it was made.

    Pagefind names fragments by seven digits of a hash, longer where two would be one, and skips those that are there;
    so a new one may get the name of an old one and be skipped. The number of new names shows that; then the bundle is
    made from nothing. Returns whether it was. Raises SearchError.
    """
    before = _fragments(bundle)
    run(documents, bundle)
    after = _fragments(bundle)
    anew = bool(before) and (len(after - before) != changed or _long(after) != _long(before))
    if anew:
        shutil.rmtree(bundle)
        run(documents, bundle)
    return anew


def files_of(bundle: Path) -> list[str]:
    """The files of a bundle by relative path, sorted, with its entry last, so that what it names is published first."""
    base = len(str(bundle)) + 1
    found = [f"{folder}/{name}"[base:] for folder, _, names in os.walk(bundle) for name in names]
    return sorted(found, key=lambda name: (name == ENTRY, name))


def _fragments(bundle: Path) -> set[str]:
    folder = bundle / "fragment"
    return set(os.listdir(folder)) if folder.is_dir() else set()  # noqa: PTH208


def _long(names: set[str]) -> set[str]:
    usual = min(map(len, names), default=0)
    return {name for name in names if len(name) > usual}


def run(documents: Path, bundle: Path) -> None:
    """Index the files of a folder into the folder `bundle`, and keep nothing else there. Raises SearchError."""
    known = set(files_of(bundle))
    _call(documents, bundle)
    expected = _settle(bundle)
    found = files_of(bundle)
    for name in expected.difference(found):
        raise _unknown_layout(bundle / name)
    for name in found:
        if name not in expected:
            (bundle / name).unlink()
        elif name not in known and name.startswith(("fragment/", "index/")):
            _check_whole(bundle / name)
    for name in _PROGRAM:
        if not (bundle / name).stat().st_size:
            raise _unknown_layout(bundle / name)


def _call(documents: Path, bundle: Path) -> None:
    """Run the program, for no longer than the number of documents explains. Raises SearchError if it fails."""
    limit = _SECONDS + _SECONDS_EACH * len(os.listdir(documents))  # noqa: PTH208
    try:
        _allow_many_files()
        make_bundle(program(), documents, bundle, LANGUAGE, limit)
    except TimeoutError:
        raise SearchError(
            f"the search program was not done after {limit:,.0f} seconds, and was stopped",
            "try again when the computer is less busy, or build with --no-search to publish without a new index",
        ) from None
    except OSError as error:
        raise SearchError(
            f"the search program cannot be run: {error.strerror}",
            "build with --no-search, or install it again",
        ) from None
    except ServiceError as error:
        raise SearchError(
            f"the search program stopped: {error}",
            "the disk or the memory may be full; build with --no-search to publish without a new index",
        ) from None


_MAGIC = b"pagefind_dcd"
_PAGES, _CHUNKS, _FILTERS, _SORTS = 1, 2, 3, 4


def _settle(bundle: Path) -> set[str]:
    """Give the same documents the same bundle: Pagefind 1.5 lists filters and their values in a random order.

    Its files are gzip (RFC 1952) over a mark and CBOR (RFC 8949), and have a hash in their names. The entry names the
    metadata [version, pages, words, [[filter, hash]], [[sort, pages]], fields], and that the filters [name, [[value,
    pages]]]. Returns the files that belong to it.
    """
    entry = bundle / ENTRY
    contents = _read_entry(entry)
    expected = set(_PROGRAM)
    for language, index in contents["languages"].items():
        path = bundle / f"pagefind.{index['hash']}.pf_meta"
        metadata = _read_metadata(path)
        for listed in metadata[_FILTERS]:
            filter_path = bundle / "filter" / f"{listed[1]}.pf_filter"
            name, values = _read_filter(filter_path)
            listed[1] = _pack(filter_path, "{}.pf_filter", language, [name, sorted(values)])
        for part in (_FILTERS, _SORTS):
            metadata[part].sort()
        index["hash"] = _pack(path, "pagefind.{}.pf_meta", language, metadata)
        expected.add(f"pagefind.{index['hash']}.pf_meta")
        expected |= {f"filter/{listed[1]}.pf_filter" for listed in metadata[_FILTERS]}
        expected |= {f"fragment/{page[0]}.pf_fragment" for page in metadata[_PAGES]}
        expected |= {f"index/{chunk[2]}.pf_index" for chunk in metadata[_CHUNKS]}
    entry.write_text(json.dumps(contents, ensure_ascii=False), "utf-8")
    return expected


def _read_entry(path: Path) -> dict[str, Any]:
    """The entry of a bundle: JSON with the languages, each with the hash of its index. Raises SearchError."""
    try:
        contents: dict[str, Any] = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        raise _unknown_layout(path) from None
    languages = contents.get("languages") if isinstance(contents, dict) else None
    if not (isinstance(languages, dict) and all(_names_its_index(index) for index in languages.values())):
        raise _unknown_layout(path)
    return contents


def _names_its_index(index: Any) -> bool:
    return isinstance(index, dict) and isinstance(index.get("hash"), str)


def _read_metadata(path: Path) -> list[Any]:
    """The metadata of an index, checked as far as it is used. Raises SearchError."""
    metadata = _unpack(path)
    named = {_PAGES: (0,), _CHUNKS: (2,), _FILTERS: (0, 1), _SORTS: (0,)}  # where each row has the names that are used
    if not (_is_row(metadata, max(named) + 1) and all(_are_rows(metadata[part], at) for part, at in named.items())):
        raise _unknown_layout(path)
    rows: list[Any] = metadata
    return rows


def _read_filter(path: Path) -> tuple[str, list[Any]]:
    """The name of a filter, and its values, each with the pages that have it. Raises SearchError."""
    contents = _unpack(path)
    if not (_is_row(contents, 2) and isinstance(contents[0], str) and _are_rows(contents[1], (0,))):
        raise _unknown_layout(path)
    return contents[0], contents[1]


def _is_row(value: Any, length: int) -> bool:
    return isinstance(value, list) and len(value) >= length


def _are_rows(value: Any, texts: tuple[int, ...]) -> bool:
    """Whether it is a list of lists that have texts at these places."""
    return isinstance(value, list) and all(
        _is_row(row, max(texts) + 1) and all(isinstance(row[place], str) for place in texts) for row in value
    )


def _unknown_layout(path: Path) -> SearchError:
    return SearchError(
        f"the search program Pagefind made an index that Kartotek cannot read: {path.name} is missing, damaged or from "
        "another version",
        f"install the version that Kartotek knows, `pip install pagefind-bin=={KNOWN}`, or build with --no-search",
    )


def _check_whole(path: Path) -> None:
    """Make sure that a packed file is all there: gzip ends with a checksum. Raises SearchError."""
    try:
        if not gzip.decompress(path.read_bytes()):
            raise _unknown_layout(path)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        raise _unknown_layout(path) from None


_LEVEL = 6
"""Of compression; 9 takes eight times as long and saves a hundredth."""


def _unpack(path: Path) -> Any:
    """The CBOR value in a file of the index. Raises SearchError when it is missing, damaged or something else."""
    import cbor2

    try:
        data = gzip.decompress(path.read_bytes())
        if not data.startswith(_MAGIC):
            raise _unknown_layout(path)
        return cbor2.loads(data.removeprefix(_MAGIC))
    except (FileNotFoundError, gzip.BadGzipFile, zlib.error, EOFError, cbor2.CBORDecodeError):
        raise _unknown_layout(path) from None


def _pack(old: Path, form: str, language: str, value: Any) -> str:
    """Replace the file `old` by one with the CBOR of `value`, named by its content; returns the hash in that name."""
    import cbor2

    data = _MAGIC + cbor2.dumps(value)
    hash_ = f"{language}_{sha256(data).hexdigest()[:10]}"
    old.unlink()
    old.with_name(form.format(hash_)).write_bytes(gzip.compress(data, _LEVEL, mtime=0))
    return hash_


def _allow_many_files() -> None:
    """Raise the limit of open files as far as is allowed: Pagefind opens all at once, or waits."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
