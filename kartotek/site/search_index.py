"""The search index: slim documents for Pagefind, and its bundle. Both stay in the cache between builds."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from time import time_ns

from kartotek.model.kinds import KINDS, PUBLICATIONS
from kartotek.output.outputs import Output
from kartotek.output.stage import Stage, published
from kartotek.pages import THINGS
from kartotek.pages.documents import publication_document
from kartotek.pages.things import search_document
from kartotek.search import pagefind
from kartotek.search.documents import SearchDocument, to_html
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import IndexState
from kartotek.site.editions import Editions
from kartotek.site.index_files import DOCUMENTS, FOLDER, UNFINISHED, state_of
from kartotek.site.options import Job
from kartotek.text import digests
from kartotek.urls import PAGEFIND
from kartotek.view.view import View
from kartotek.workers import background, chunks, parallel_map

_PER_TASK = 500


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Search documents, written; `changed` counts those that are new or differ, `gone` says that some went, `anew`
    that there was no index."""

    home: Path
    documents: Mapping[str, bytes]
    changed: int
    gone: bool
    anew: bool

    @property
    def bundle(self) -> Path:
        """The folder of the index."""
        return self.home / "bundle"


@dataclass(frozen=True, slots=True)
class Index:
    """A search index that is being made: what the next build is left of it, and how its files are staged."""

    state: IndexState
    stage: Callable[[Stage], Iterable[Output]]
    """Waits until the index is made, then stages what is new of it and gives all its files."""


def begin_index(job: Job, inputs: BuildInputs, editions: Editions, stack: ExitStack) -> Index:
    """Have the search index made in the background; with `--no-search` it stays as it is."""
    state, touched, known = inputs.last.index, inputs.loaded.touched, inputs.indexed
    behind = None if touched is None or state.behind is None else touched | state.behind
    if not job.settings.search:
        return Index(replace(state, behind=behind), lambda _: ())
    if not job.options.search:
        there = known.values() if inputs.last.output.outputs else published(job.options.out, PAGEFIND)
        return Index(replace(state, behind=behind), lambda _: there)
    prepared = _prepare(job, editions.first, state, behind)
    done = stack.enter_context(background(_update, prepared, job.options.jobs))

    def stage_index(stage: Stage) -> Iterable[Output]:
        return _stage_bundle(prepared.bundle, stage, {} if done() else known, job.options.jobs)

    return Index(IndexState(prepared.home.name, prepared.documents, behind=frozenset()), stage_index)


def _prepare(job: Job, view: View, last: IndexState, touched: frozenset[str] | None) -> _Prepared:
    """Bring the search documents up to date.

    `touched` are the publications whose documents may differ from the last ones, None if any may.
    """
    cache = job.options.cache
    home, known = cache / last.folder, last.documents
    anew = not last.folder or (home / UNFINISHED).exists() or state_of(home) != last.state
    if anew:
        for old in cache.glob(f"{FOLDER}*"):
            shutil.rmtree(old, ignore_errors=True)
        # another name: what a build that was killed has started may still be writing to the old folder
        home, known, touched = cache / f"{FOLDER}{time_ns():x}", {}, None
    folder = home / DOCUMENTS
    folder.mkdir(parents=True, exist_ok=True)
    if touched is None:
        keys = [(kind.key, key) for kind in KINDS.values() if kind.searched for key in view.keys(kind.key)]
    else:
        keys = [("publications", key) for key in sorted(touched) if view.exists("publications", key)]
    (home / UNFINISHED).touch()
    found: dict[str, bytes] = {} if touched is None else dict(known)
    changed = 0
    for results in parallel_map(_write_documents, (view, folder, known), chunks(keys, _PER_TASK), job.options.jobs):
        for name, digest in results:
            changed += known.get(name) != digest
            found[name] = digest
    gone = known.keys() - found.keys()
    for name in gone:
        (folder / f"{name}.html").unlink(missing_ok=True)
    return _Prepared(home, found, changed, bool(gone), anew)


def _update(prepared: _Prepared) -> bool:
    """Make the bundle that belongs to the documents; none where there is nothing to find. Raises SearchError.

    Returns whether it was made anew: then a fragment may be another one than that which bore its name before.
    """
    if not prepared.documents:
        shutil.rmtree(prepared.bundle, ignore_errors=True)
    elif prepared.changed or prepared.gone:
        remade = pagefind.update(prepared.home / DOCUMENTS, prepared.bundle, prepared.changed)
        return remade or prepared.anew
    return prepared.anew


def _document(view: View, kind: str, key: str) -> SearchDocument:
    """What is searched of a publication or of a thing of another kind; `view` is that of the first language."""
    return publication_document(view, key) if kind == PUBLICATIONS.key else search_document(view, THINGS[kind], key)


def _write_documents(
    shared: tuple[View, Path, Mapping[str, bytes]], keys: Sequence[tuple[str, str]]
) -> list[tuple[str, bytes]]:
    view, folder, known = shared
    made: list[tuple[str, bytes]] = []
    for family, key in keys:
        found = _document(view, family, key)
        html = to_html(found)
        digest = digests.of_bytes(html)
        if known.get(found.name) != digest:
            (folder / f"{found.name}.html").write_bytes(html)
        made.append((found.name, digest))
    return made


def _stage_bundle(bundle: Path, stage: Stage, known: Mapping[str, Output], jobs: int) -> Iterator[Output]:
    """The files of the bundle; its entry comes last. `known` are those in `dist/` that may still be what they were."""
    files = pagefind.files_of(bundle) if bundle.is_dir() else []
    for outputs in parallel_map(_stage_some, (bundle, stage, known), chunks(files, _PER_TASK), jobs):
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
