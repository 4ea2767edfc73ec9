"""The search index: slim documents for Pagefind, and its bundle."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from kartotek.output.stage import Output, Stage
from kartotek.pages.search import person_document, publication_document
from kartotek.pages.view import View
from kartotek.search import pagefind
from kartotek.search.documents import to_html
from kartotek.urls import PAGEFIND
from kartotek.workers import chunks, spread

_PER_TASK = 500


def build_index(view: View, stage: Stage, jobs: int) -> Path | None:
    """Index all publications and people; returns the folder of the bundle, None when there is nothing to find.

    `view` is that of the first language. Raises SearchError.
    """
    folder, bundle = stage.folder / "documents", stage.folder / "bundle"
    folder.mkdir()
    keys = [("publications", key) for key in view.keys("publications")]
    keys += [("people", key) for key in view.keys("people")]
    if not keys:
        return None
    for _ in spread(_write_documents, (view, folder), chunks(keys, _PER_TASK), jobs):
        pass
    pagefind.run(folder, bundle)
    shutil.rmtree(folder)
    return bundle


def _write_documents(shared: tuple[View, Path], keys: Sequence[tuple[str, str]]) -> None:
    view, folder = shared
    for family, key in keys:
        document = publication_document(view, key) if family == "publications" else person_document(view, key)
        (folder / f"{document.name}.html").write_bytes(to_html(document))


def stage_bundle(bundle: Path, stage: Stage) -> Iterator[Output]:
    """The files of the bundle; its entry comes last, so that what it names is there before it is."""
    paths = sorted(path for path in bundle.rglob("*") if path.is_file())
    paths.sort(key=lambda path: path.name == "pagefind-entry.json")
    for path in paths:
        yield stage.put_file(PAGEFIND + path.relative_to(bundle).as_posix(), path, move=True)
