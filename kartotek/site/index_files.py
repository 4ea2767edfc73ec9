"""The folder of the search index in the cache, and whether it is as the last build left it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kartotek.output.outputs import Output
from kartotek.output.survey import is_file_with
from kartotek.site.cache import IndexState
from kartotek.site.options import Job
from kartotek.text import digests
from kartotek.urls import PAGEFIND

FOLDER = "search-"
"""The beginning of its name."""
DOCUMENTS = "documents"
"""The folder in it with the documents that Pagefind reads."""
BUNDLE = "bundle"
"""The folder in it with the index that is published."""
BEFORE = "before"
"""The folder in it with documents as they were, while an index is made of those that changed."""
WORK = "work"
"""The folder in it with what is only there while an index is made."""
UNFINISHED = "unfinished"
"""An empty file that is there while documents and bundle may not match."""


def digest_of_files(home: Path) -> bytes:
    """The digest of names, sizes and times (ns) of all documents, and of the bundle made from them.

    Fragments in `dist/` are hard links to files of the bundle, so it also changes if somebody writes to one of those.
    The time of the inode counts, too: programs can set the other one to what it was.
    """
    found: list[tuple[str, int, int, int]] = []
    base = len(str(home))
    for path in _files(home, DOCUMENTS, BUNDLE):
        stat = os.lstat(path)
        found.append((path[base:], stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    return digests.of_value(sorted(found))


def have_content(home: Path, documents: Mapping[str, bytes], published: Mapping[str, Output]) -> bool:
    """Whether documents and bundle are what they were, to the byte, though they may have other times.

    `documents` has the digests of the documents by name, `published` the files of the bundle as they were published.
    """
    expected = {f"/{DOCUMENTS}/{name}.html": digest for name, digest in documents.items()}
    expected |= {f"/{BUNDLE}/{path.removeprefix(PAGEFIND)}": file.digest for path, file in published.items()}
    base = len(str(home))
    found = {path[base:]: path for path in _files(home, DOCUMENTS, BUNDLE)}
    return found.keys() == expected.keys() and all(is_file_with(Path(found[name]), expected[name]) for name in found)


def _files(home: Path, *parts: str) -> Iterator[str]:
    for part in parts:
        for folder, _, names in os.walk(home / part):
            yield from (f"{folder}/{name}" for name in names)


def with_files(job: Job, state: IndexState) -> IndexState:
    """The state with the digest of the files as they are now; to be called when all files are in place.

    A build without search did not look at them, so it says nothing of them.
    """
    if not (job.searching and state.folder):
        return state
    return replace(state, state=digest_of_files(job.options.cache / state.folder))


def confirm_index(job: Job, state: IndexState) -> None:
    """Note that documents and bundle match the cache. Without this the next build makes both again."""
    if job.searching and state.folder:
        (job.options.cache / state.folder / UNFINISHED).unlink(missing_ok=True)
