"""The search index: slim documents for Pagefind, and its bundle. Both stay in the cache between builds."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kartotek.output.stage import Output, Stage
from kartotek.pages.search import person_document, publication_document
from kartotek.pages.view import View
from kartotek.search import pagefind
from kartotek.search.documents import to_html
from kartotek.text import digests
from kartotek.urls import PAGEFIND
from kartotek.workers import chunks, spread

_PER_TASK = 500
_FOLDER = "search"
_UNFINISHED = "unfinished"

Documents = Mapping[str, bytes]
"""Digests of the search documents in the cache, by name."""


def update_index(
    view: View, cache: Path, known: Documents | None, touched: frozenset[str] | None, jobs: int
) -> tuple[Path | None, dict[str, bytes]]:
    """Bring documents and bundle up to date; returns the folder of the bundle and the documents in it.

    There is no bundle when there is nothing to find. `view` is that of the first language; `known` are the documents
    that the bundle in the cache was made from, None if that is not known; `touched` are the publications whose
    documents may differ from them, None if any may. Raises SearchError.
    """
    home = cache / _FOLDER
    documents, bundle, unfinished = home / "documents", home / "bundle", home / _UNFINISHED
    if known is None or unfinished.exists() or not bundle.is_dir():
        shutil.rmtree(home, ignore_errors=True)
        known, touched = {}, None
    documents.mkdir(parents=True, exist_ok=True)
    if touched is None:
        keys = [("publications", key) for key in view.keys("publications")]
        keys += [("people", key) for key in view.keys("people")]
    else:
        keys = [("publications", key) for key in sorted(touched) if view.exists("publications", key)]
    unfinished.touch()
    found: dict[str, bytes] = {} if touched is None else dict(known)
    changed = 0
    for results in spread(_write_documents, (view, documents, known), chunks(keys, _PER_TASK), jobs):
        for name, digest in results:
            changed += known.get(name) != digest
            found[name] = digest
    gone = known.keys() - found.keys()
    for name in gone:
        (documents / f"{name}.html").unlink(missing_ok=True)
    if not found:
        shutil.rmtree(documents)
        shutil.rmtree(bundle, ignore_errors=True)
        return None, {}
    if changed or gone:
        pagefind.update(documents, bundle, changed)
    return bundle, found


def _write_documents(shared: tuple[View, Path, Documents], keys: Sequence[tuple[str, str]]) -> list[tuple[str, bytes]]:
    view, folder, known = shared
    made: list[tuple[str, bytes]] = []
    for family, key in keys:
        document = publication_document(view, key) if family == "publications" else person_document(view, key)
        html = to_html(document)
        digest = digests.of_bytes(html)
        if known.get(document.name) != digest:
            (folder / f"{document.name}.html").write_bytes(html)
        made.append((document.name, digest))
    return made


def finish_index(cache: Path) -> None:
    """Say that documents and bundle are now as the memory has them. Without it the next build makes both anew."""
    with suppress(FileNotFoundError):
        (cache / _FOLDER / _UNFINISHED).unlink()


def stage_bundle(bundle: Path, stage: Stage, known: Mapping[str, Output]) -> Iterator[Output]:
    """The files of the bundle; its entry comes last, so that what it names is there before it is."""
    paths = sorted(path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file())
    paths.sort(key=lambda path: path == pagefind.ENTRY)
    for path in paths:
        old = known.get(PAGEFIND + path)
        if old is not None and path.startswith("fragment/"):  # named by their content
            yield old
        else:
            yield stage.put_file(PAGEFIND + path, bundle / path, link=path.startswith("fragment/"))
