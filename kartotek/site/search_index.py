"""The search index: short documents for Pagefind, and the bundle it makes from them. Both stay in the cache between
builds."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from time import time_ns

from kartotek.model.kinds import PUBLICATIONS
from kartotek.output.outputs import Output, Outputs
from kartotek.output.stage import Stage, published
from kartotek.pages.documents import publication_document
from kartotek.search.bundle import files_of
from kartotek.search.documents import to_html
from kartotek.search.index import IndexFolders, update
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import IndexState
from kartotek.site.editions import Editions
from kartotek.site.index_files import (
    BEFORE,
    BUNDLE,
    DOCUMENTS,
    FOLDER,
    UNFINISHED,
    WORK,
    digest_of_files,
    have_content,
)
from kartotek.site.options import Job
from kartotek.text import digests
from kartotek.urls import PACKED, PAGEFIND
from kartotek.view.view import View
from kartotek.workers import background, chunks, parallel_map

_PER_TASK = 500
"""Documents that a worker writes at a time, and files of the bundle that it stages."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The search documents, written. `documents` has the digest of each, by name."""

    home: Path
    documents: Mapping[str, bytes]
    indexed: Mapping[str, bytes]
    """The same for those of which the index was made that is there; none if it cannot be used."""

    @property
    def folders(self) -> IndexFolders:
        """Where the index is made."""
        return IndexFolders(self.home / DOCUMENTS, self.home / BEFORE, self.home / BUNDLE, self.home / WORK)


@dataclass(frozen=True, slots=True)
class Index:
    """The search index of this build, which may still be in the making."""

    state: IndexState
    """What the next build will know of it."""
    stage: Callable[[Stage], Iterable[Output]]
    """Waits until the index is made, stages what is new of it, and returns all its files."""


def begin_index(job: Job, inputs: BuildInputs, editions: Editions, stack: ExitStack) -> Index:
    """Start to make the search index in the background; without search in this build it stays as it is.

    Publications that such a build touches are noted (`IndexState.behind`), so that the next one with search looks at
    them.
    """
    state, known = inputs.last.index, inputs.indexed
    touched = inputs.loaded.touched.works if inputs.loaded.touched else None
    behind = None if touched is None or state.behind is None else touched | state.behind
    if not job.settings.search:
        return Index(replace(state, behind=behind), lambda _: ())
    if not job.options.search:
        there = known.values() if inputs.last.output.outputs else published(job.options.out, PAGEFIND)
        return Index(replace(state, behind=behind), lambda _: there)
    sound = _is_sound(job, state, inputs.last.output.outputs)
    prepared = _prepare(job, editions.first, state, behind, sound)
    done = stack.enter_context(background(_update, (prepared, job.options.jobs), job.options.jobs))

    def stage_index(stage: Stage) -> Iterable[Output]:
        return _stage_bundle(prepared.folders.bundle, stage, known, done(), job.options.jobs)

    return Index(IndexState(prepared.home.name, prepared.documents, behind=frozenset()), stage_index)


def _is_sound(job: Job, last: IndexState, outputs: Outputs) -> bool:
    """Whether documents and bundle are as the last build left them: by the times of the files or, where these differ,
    as after a cache was restored, by their content."""
    home = job.options.cache / last.folder
    if not last.folder or home.is_symlink() or (home / UNFINISHED).exists():
        return False
    if digest_of_files(home) == last.state and not job.options.verify:
        return True
    bundle = {path: file for path, file in outputs.below(PAGEFIND).items() if not path.endswith(PACKED)}
    return have_content(home, last.documents, bundle)


def _prepare(job: Job, view: View, last: IndexState, touched: frozenset[str] | None, sound: bool) -> _Prepared:
    """Write the search documents that have changed.

    `sound` says whether those that are there can be used. `touched` are the publications whose documents may differ
    from the last ones, None if any document may.
    """
    cache = job.options.cache
    home, known = cache / last.folder, last.documents
    if not sound:
        for old in cache.glob(f"{FOLDER}*"):
            shutil.rmtree(old, ignore_errors=True)
        # a new name: a Pagefind that a killed build has started may still write to the old folder
        home, known, touched = cache / f"{FOLDER}{time_ns():x}", {}, None
    (home / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    shutil.rmtree(home / BEFORE, ignore_errors=True)
    (home / BEFORE).mkdir()
    if touched is None:
        keys = list(view.keys(PUBLICATIONS.key))
    else:
        keys = [key for key in sorted(touched) if view.exists(PUBLICATIONS.key, key)]
    (home / UNFINISHED).touch()
    found: dict[str, bytes] = {} if touched is None else dict(known)
    for results in parallel_map(_write_documents, (view, home, known), chunks(keys, _PER_TASK), job.options.jobs):
        found.update(results)
    for name in known.keys() - found.keys():
        (home / DOCUMENTS / f"{name}.html").unlink(missing_ok=True)
    return _Prepared(home, found, known)


def _update(shared: tuple[_Prepared, int]) -> frozenset[str]:
    """Make the index of the documents, if any have changed. Without documents there is no bundle. Raises SearchError.

    Returns the fragments that were written: only they may differ from those of the same name before.
    """
    prepared, jobs = shared
    documents, indexed, folders = prepared.documents, prepared.indexed, prepared.folders
    written: frozenset[str] = frozenset()
    if not documents:
        shutil.rmtree(folders.bundle, ignore_errors=True)
    elif documents != indexed:
        stale = {name for name, digest in indexed.items() if documents.get(name) != digest}
        written = update(folders, indexed, stale, jobs)
    shutil.rmtree(folders.before, ignore_errors=True)
    return written


def _write_documents(shared: tuple[View, Path, Mapping[str, bytes]], keys: Sequence[str]) -> list[tuple[str, bytes]]:
    """Write those of some documents that differ, in a worker, and keep them as they were; returns the name and the
    digest of each."""
    view, home, known = shared
    made: list[tuple[str, bytes]] = []
    for key in keys:
        found = publication_document(view, key)
        html = to_html(found)
        digest = digests.of_bytes(html)
        if known.get(found.name) != digest:
            file = home / DOCUMENTS / f"{found.name}.html"
            if found.name in known:
                file.replace(home / BEFORE / file.name)
            file.write_bytes(html)
        made.append((found.name, digest))
    return made


def _stage_bundle(
    bundle: Path, stage: Stage, known: Mapping[str, Output], written: frozenset[str], jobs: int
) -> Iterator[Output]:
    """The files of the bundle, its entry last. `known` are those in `dist/`, `written` the fragments that are new."""
    files = files_of(bundle) if bundle.is_dir() else []
    for outputs in parallel_map(_stage_some, (bundle, stage, known, written), chunks(files, _PER_TASK), jobs):
        yield from outputs


def _stage_some(shared: tuple[Path, Stage, Mapping[str, Output], frozenset[str]], files: Sequence[str]) -> list[Output]:
    """Stage some files of the bundle, in a worker. A known fragment stays as it is if it was not written now."""
    bundle, stage, known, written = shared
    made: list[Output] = []
    for file in files:
        old = known.get(PAGEFIND + file)
        is_fragment = file.startswith("fragment/")
        if old is not None and is_fragment and file not in written:
            made.append(old)
        else:
            made.append(stage.put_file(PAGEFIND + file, bundle / file, link=is_fragment))
    return made
