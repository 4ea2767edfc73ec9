"""The folder of the search index in the cache, and whether it is as the last build left it."""

import os
from dataclasses import replace
from pathlib import Path

from kartotek.site.cache import IndexState
from kartotek.site.options import Job
from kartotek.text import digests

FOLDER = "search-"
"""The beginning of its name."""
DOCUMENTS = "documents"
"""The folder in it with the documents that Pagefind reads; its result is in `bundle`."""
UNFINISHED = "unfinished"
"""An empty file that is there while documents and bundle may not match."""


def digest_of_files(home: Path) -> bytes:
    """The digest of names, sizes and times (ns) of all documents and of the bundle made from them.

    Fragments in `dist/` are hard links to files of the bundle, so it also changes if somebody writes to one of those.
    """
    found: list[tuple[str, int, int]] = []
    base = len(str(home))
    for part in (DOCUMENTS, "bundle"):
        for folder, _, names in os.walk(home / part):
            for name in names:
                stat = os.stat(f"{folder}/{name}")  # noqa: PTH116  # a hundred thousand times
                found.append((f"{folder[base:]}/{name}", stat.st_size, stat.st_mtime_ns))
    return digests.of_value(sorted(found))


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
