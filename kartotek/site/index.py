"""The search index: slim documents for Pagefind, and its bundle. Both stay in the cache between builds."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from kartotek.output.outputs import Output
from kartotek.output.stage import Stage
from kartotek.pages.documents import SEARCHED, document
from kartotek.search import pagefind
from kartotek.search.documents import to_html
from kartotek.text import digests
from kartotek.urls import PAGEFIND
from kartotek.view.view import View
from kartotek.workers import chunks, spread

_PER_TASK = 500
_FOLDER = "search-"
_DOCUMENTS = "documents"
_UNFINISHED = "unfinished"

Documents = Mapping[str, bytes]
"""Digests of the search documents in the cache, by name."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build left: the folder of the index in the cache ("": there is none), the documents that it was
    made from, and what the files of both looked like."""

    folder: str
    documents: Documents
    state: bytes


def state_of(home: Path) -> bytes:
    """The digest of names, sizes and times of all documents and of the bundle made from them.

    Fragments in `dist/` are the same files as those of the bundle, so it shows too when somebody wrote to one of them.
    """
    found: list[tuple[str, int, int]] = []
    base = len(str(home))
    for part in (_DOCUMENTS, "bundle"):
        for folder, _, names in os.walk(home / part):
            for name in names:
                stat = os.stat(f"{folder}/{name}")  # noqa: PTH116  # a hundred thousand times
                found.append((f"{folder[base:]}/{name}", stat.st_size, stat.st_mtime_ns))
    return digests.of_value(sorted(found))


@dataclass(frozen=True, slots=True)
class Prepared:
    """Search documents, written; `changed` counts those that are new or differ, `gone` says that some went, `anew`
    that there was no index."""

    home: Path
    documents: Documents
    changed: int
    gone: bool
    anew: bool

    @property
    def bundle(self) -> Path:
        """The folder of the index."""
        return self.home / "bundle"


def prepare_index(view: View, cache: Path, last: Known, touched: frozenset[str] | None, jobs: int) -> Prepared:
    """Bring the search documents up to date.

    `view` is that of the first language; `touched` are the publications whose documents may differ from the last
    ones, None if any may.
    """
    home, known = cache / last.folder, last.documents
    anew = not last.folder or (home / _UNFINISHED).exists() or state_of(home) != last.state
    if anew:
        for old in cache.glob(f"{_FOLDER}*"):
            shutil.rmtree(old, ignore_errors=True)
        # another name: what a build that was killed has started may still be writing to the old folder
        home, known, touched = cache / f"{_FOLDER}{time_ns():x}", {}, None
    folder, unfinished = home / _DOCUMENTS, home / _UNFINISHED
    folder.mkdir(parents=True, exist_ok=True)
    if touched is None:
        keys = [(kind.key, key) for kind in SEARCHED for key in view.keys(kind.key)]
    else:
        keys = [("publications", key) for key in sorted(touched) if view.exists("publications", key)]
    unfinished.touch()
    found: dict[str, bytes] = {} if touched is None else dict(known)
    changed = 0
    for results in spread(_write_documents, (view, folder, known), chunks(keys, _PER_TASK), jobs):
        for name, digest in results:
            changed += known.get(name) != digest
            found[name] = digest
    gone = known.keys() - found.keys()
    for name in gone:
        (folder / f"{name}.html").unlink(missing_ok=True)
    return Prepared(home, found, changed, bool(gone), anew)


def update_index(prepared: Prepared) -> bool:
    """Make the bundle that belongs to the documents; none where there is nothing to find. Raises SearchError.

    Returns whether it was made anew: then a fragment may be another one than that which bore its name before.
    """
    if not prepared.documents:
        shutil.rmtree(prepared.bundle, ignore_errors=True)
    elif prepared.changed or prepared.gone:
        remade = pagefind.update(prepared.home / _DOCUMENTS, prepared.bundle, prepared.changed)
        return remade or prepared.anew
    return prepared.anew


def _write_documents(shared: tuple[View, Path, Documents], keys: Sequence[tuple[str, str]]) -> list[tuple[str, bytes]]:
    view, folder, known = shared
    made: list[tuple[str, bytes]] = []
    for family, key in keys:
        found = document(view, family, key)
        html = to_html(found)
        digest = digests.of_bytes(html)
        if known.get(found.name) != digest:
            (folder / f"{found.name}.html").write_bytes(html)
        made.append((found.name, digest))
    return made


def finish_index(home: Path) -> None:
    """Say that documents and bundle are now as the memory has them. Without it the next build makes both anew."""
    (home / _UNFINISHED).unlink(missing_ok=True)


def stage_bundle(bundle: Path, stage: Stage, known: Mapping[str, Output], jobs: int) -> Iterator[Output]:
    """The files of the bundle; its entry comes last. `known` are those in `dist/` that may still be what they were."""
    files = pagefind.files_of(bundle) if bundle.is_dir() else []
    for outputs in spread(_stage_some, (bundle, stage, known), chunks(files, _PER_TASK), jobs):
        yield from outputs


def _stage_some(shared: tuple[Path, Stage, Mapping[str, Output]], files: Sequence[str]) -> list[Output]:
    bundle, stage, known = shared
    made: list[Output] = []
    for file in files:
        old = known.get(PAGEFIND + file)
        is_fragment = file.startswith("fragment/")  # it is called after its content
        if old is not None and is_fragment:
            made.append(old)
        else:
            made.append(stage.put_file(PAGEFIND + file, bundle / file, link=is_fragment))
    return made
