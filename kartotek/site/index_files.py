"""The folder of the search index in the cache: whether it is as the last build left it."""

import os
from dataclasses import replace
from pathlib import Path

from kartotek.site.cache import IndexState
from kartotek.site.options import Job
from kartotek.text import digests

FOLDER = "search-"
"""How its name begins."""
DOCUMENTS = "documents"
UNFINISHED = "unfinished"
"""A file that is there while documents and bundle may not fit each other."""


def state_of(home: Path) -> bytes:
    """The digest of names, sizes and times of all documents and of the bundle made from them.

    Fragments in `dist/` are the same files as those of the bundle, so it shows too when somebody wrote to one of them.
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
    """The state once all files are in place, with the digest of what they look like now."""
    if not (job.options.search and state.folder):
        return state
    return replace(state, state=state_of(job.options.cache / state.folder))


def confirm_index(home: Path) -> None:
    """Say that documents and bundle are now as the cache has them. Without it the next build makes both anew."""
    (home / UNFINISHED).unlink(missing_ok=True)
