"""What a build leaves for the next one: `.kartotek/cache.sqlite`. Without it, a build is only slower.

The file is a `store.Store`, a mapping of names to values. Large mappings are stored in portions and read where they are
looked at, so that a build after a small change reads little:

    entries                 by entry file: the entry as read (`site.entries.Entry`)
    portal/...              the parts of the linked portal, each mapping by key
    paths, outputs, folders the files of `dist/` in columns, with size, time, digest and key
    signatures, documents   the entry files, and the documents of the search index, with their digests
    excerpts, templates     where excerpts are; compiled templates
    state                   all small values, and the outputs that changed since `outputs` was stored

A file that another version of the program wrote is discarded (`site.program_version`).
"""

import os
from array import array
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import cast

from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.history import History
from kartotek.content.scan import Signature
from kartotek.diagnostics import Diagnostic
from kartotek.model.kinds import GROUPINGS, KINDS, LISTING, PUBLICATIONS
from kartotek.model.portal import Keys, Portal
from kartotek.model.relist import Relisted
from kartotek.output.outputs import Output, Outputs
from kartotek.site.cache_folder import cache_key
from kartotek.site.entries import Entry
from kartotek.store.store import BrokenStoreError, Store, StoredMapping, new_store, open_store, put_mapping
from kartotek.text.digests import SIZE
from kartotek.view.topics import NOTHING, Vocabulary

FILE = "cache.sqlite"
"""The name of the file."""
PORTAL_BY_KIND: Mapping[str, Sequence[str]] = {
    "things": [kind for kind in KINDS if kind != PUBLICATIONS.key],  # which are kept as entries
    "works": [*LISTING, *GROUPINGS],
    "works_below": [key for key, kind in LISTING.items() if kind.rolls_up],
    "children": [key for key, kind in LISTING.items() if kind.parent],
}
"""The parts of a portal that are mappings by kind and then by key, each with the kinds that it has."""
PORTAL_BY_KEY = tuple(part.name for part in fields(Portal) if part.name not in (*PORTAL_BY_KIND, "featured", "today"))
"""The other parts of a portal, which are mappings by key."""
EXCERPTS, SEARCH_DATA = "excerpts-", "searchdata-"
"""The beginnings of the names of files in the cache that are under a new name when they are made anew."""
_EXCERPTS, _TEMPLATES = "excerpts", "templates"
"""Names of values that most builds do not need; they are read when they are asked for."""


@dataclass(frozen=True, slots=True)
class ContentState:
    """What was read, and what was wrong with it."""

    inputs: bytes = b""
    """The digest of everything besides entries that any page may depend on: settings, theme, day, files."""
    signatures: Mapping[str, Signature] = field(default_factory=dict)
    """By entry file: its size, time and digest."""
    within: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    """Diagnostics of single entries, by entry file."""
    between: Sequence[tuple[Source, EntryDiagnostic]] = ()
    """Diagnostics that linking found, each with the entry it belongs to."""
    files: tuple[tuple[str, str], ...] = ()
    """The public files: for each its path below `dist/`, and its path below `content/files/`."""
    kinds: Mapping[tuple[object, ...], str] = field(default_factory=dict)
    """What public files can run (`content.active_files`), by their rows in `content_files.ContentFiles.listing`."""
    history: History = field(default_factory=History)
    next_change: str = ""
    """The next day (ISO 8601) on which a build would publish something else, "" if there is none."""


@dataclass(frozen=True, slots=True)
class OutputState:
    """What was published."""

    out: str = ""
    """The absolute path of the output folder that the other values are about."""
    outputs: Outputs = field(default_factory=Outputs)
    folders: Mapping[str, int] = field(default_factory=dict)
    """By folder below it ("" is itself): the time (ns) at which files were last added or removed."""
    pages: int = 0
    """How many of the outputs are pages for people."""
    search_data: str = ""
    """The name of the file in the cache with what suggestions and facets were made from; "" if there is none."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """The search index: the name of its folder in the cache ("" if there is none), the digest of each document by name,
    and a digest of all its files (`site.index_files.digest_of_files`)."""

    folder: str = ""
    documents: Mapping[str, bytes] = field(default_factory=dict)
    state: bytes = b""
    behind: frozenset[str] | None = None
    """Publications changed since by builds without search; None if anything may have changed."""


@dataclass(frozen=True, slots=True)
class ExcerptState:
    """The excerpts: the name of their file in the cache, the digest of what all of them depend on, and for each
    publication a record that says where its pieces are (`site.excerpts.Packing`); and the vocabulary of its topics."""

    file: str = ""
    setting: bytes = b""
    records: Mapping[str, bytes] = field(default_factory=dict)
    vocabulary: Vocabulary = NOTHING


@dataclass(frozen=True, slots=True)
class BuildState:
    """What a build leaves for the next one. It is complete only at the end of the build, and written once."""

    content: ContentState = field(default_factory=ContentState)
    output: OutputState = field(default_factory=OutputState)
    index: IndexState = field(default_factory=IndexState)
    excerpts: ExcerptState | None = None
    templates: Mapping[str, bytes] | None = None
    """Compiled templates (`render.environment.Compiled`). If this or `excerpts` is None, what is stored stays."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build left. What was not read at the beginning is read from the store when it is asked for."""

    content: ContentState = field(default_factory=ContentState)
    output: OutputState = field(default_factory=OutputState)
    index: IndexState = field(default_factory=IndexState)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    patches: Mapping[str, Output] = field(default_factory=dict)
    """Outputs that differ from those stored under the name `outputs`; see `store_changes`."""
    store: Store | None = None
    note: str = ""
    """Why nothing could be used, if there was something; it is shown to the user."""
    known_excerpts: ExcerptState | None = None
    known_templates: Mapping[str, bytes] | None = None
    """Values that were handed on in this process, so that they need not be read."""

    def for_output(self, out: Path) -> "LastBuild":
        """The same for a build into `out`: if the last one was into another folder, nothing of that output is known."""
        here = str(out.resolve())
        if self.output.out == here:
            return self
        return replace(self, output=OutputState(here), content=replace(self.content, inputs=b""))

    def excerpts(self) -> ExcerptState:
        """The excerpts of the last build; empty if there are none."""
        if self.known_excerpts is not None:
            return self.known_excerpts
        found: ExcerptState = self.store.get(_EXCERPTS, ExcerptState()) if self.store else ExcerptState()
        return found

    def templates(self) -> Mapping[str, bytes]:
        """The compiled templates of the last build, by name."""
        if self.known_templates is not None:
            return self.known_templates
        found: Mapping[str, bytes] = self.store.get(_TEMPLATES, {}) if self.store else {}
        return found

    def close(self) -> None:
        """Close the store. What was read stays usable; anything else can no longer be read."""
        if self.store is not None:
            self.store.close()


def read_cache(cache: Path, version: str) -> LastBuild:
    """What the last build left, or nothing if there is none, if it is damaged, or if another version of the program
    wrote it."""
    store: Store | None = None
    try:
        store = open_store(cache / FILE, version, cache_key(cache))
        if store is None:
            note = "the cache is from another version and was discarded" if (cache / FILE).exists() else ""
            return LastBuild(note=note)
        state = store.get("state")
        if state is None:
            return LastBuild(store=store)
        content, output, index, patches = state
        outputs = Outputs.restored(store.get("paths"), store.get("outputs"))
        return LastBuild(
            content=replace(content, signatures=_unpacked_signatures(*store.get("signatures"))),
            output=replace(
                output,
                outputs=outputs.changed((), patches.values()) if patches else outputs,
                folders=_unpacked_numbers(*store.get("folders")),
            ),
            index=replace(index, documents=store.get("documents")),
            entries=StoredMapping(store, "entries"),
            patches=patches,
            store=store,
        )
    except (BrokenStoreError, AttributeError, TypeError, ValueError) as error:
        if store is not None:
            store.close()
        return discarded(error)


def read_entries(cache: Path, version: str) -> tuple[Mapping[str, Signature], Mapping[str, Entry]]:
    """The entries that the last build read, and their signatures, both by file; nothing if they cannot be used.

    For who does not have the lock of the cache: all is read at once, and nobody waits.
    """
    with suppress(BrokenStoreError, AttributeError, OSError, TypeError, ValueError):
        if store := open_store(cache / FILE, version, cache_key(cache), wait=0):
            with closing(store):
                return _unpacked_signatures(*store.get("signatures")), StoredMapping[Entry](store, "entries").whole()
    return {}, {}


def discarded(error: Exception) -> LastBuild:
    """Nothing, with a note that what there was cannot be used."""
    return LastBuild(note=f"the cache was damaged and was discarded ({error})")


def begin_store(content: tuple[Path, str, Mapping[str, Entry], Portal]) -> Path:
    """Begin a new store with what was read and linked, and return its path; `store_all` completes it.

    This is the largest part, and is done in the background. The argument is one tuple (the cache, the version of the
    program, the entries, the portal), since it may be sent to another process.
    """
    cache, version, entries, portal = content
    path = cache / f"next-{FILE}"
    store = new_store(path, version, cache_key(cache))
    put_mapping(store, "entries", entries)
    for name in PORTAL_BY_KEY:
        put_mapping(store, f"portal/{name}", getattr(portal, name))
    for name, kinds in PORTAL_BY_KIND.items():
        for kind in kinds:
            put_mapping(store, f"portal/{name}/{kind}", getattr(portal, name)[kind])
    store.put("portal/order", tuple(portal.publications))
    store.put("portal/featured", portal.featured)
    store.put("portal/today", portal.today)
    store.commit()
    store.close()
    return path


_MOST_PATCHES = 500
"""With more patches than this, all outputs are stored again: a megabyte for every twenty thousand files."""


def store_changes(
    now: BuildState,
    last: LastBuild,
    fresh: Mapping[str, Entry],
    relisted: Relisted = Relisted(),  # noqa: B008
) -> LastBuild:
    """Write what the next build needs into the store of the last one, if only some entries (`fresh`) have changed.

    Returns what the next build in this process can start from.
    """
    store = cast("Store", last.store)
    StoredMapping[Entry](store, "entries").change(fresh)
    _put_relisted(store, relisted)
    differing = now.output.outputs.unlike(last.output.outputs)
    patches = {**last.patches, **(differing or {})}
    if differing is None or len(patches) > _MOST_PATCHES:
        _put_outputs(store, now.output.outputs)
        patches = {}
    if now.content.signatures is not last.content.signatures:
        store.put("signatures", _packed_signatures(now.content.signatures))
    if now.output.folders is not last.output.folders:
        store.put("folders", _packed_numbers(now.output.folders))
    if now.index.documents is not last.index.documents:
        store.put("documents", dict(now.index.documents))
    if now.templates is not None and now.templates != last.templates():
        store.put(_TEMPLATES, now.templates)
    if now.excerpts is not None and now.excerpts is not last.known_excerpts and relisted.touched.listed:
        store.put(_EXCERPTS, now.excerpts)
    _put_state(store, now, patches)
    store.commit()
    return LastBuild(
        now.content,
        now.output,
        now.index,
        StoredMapping(store, "entries"),
        patches,
        store,
        known_excerpts=now.excerpts or last.known_excerpts,
        known_templates=now.templates or last.known_templates,
    )


def _put_relisted(store: Store, relisted: Relisted) -> None:
    """Change the lists of the portal that are stored."""
    for part, values in relisted.changes.items():
        StoredMapping[Keys](store, f"portal/{part}").change(values)
    if relisted.order is not None:
        store.put("portal/order", relisted.order)
    if relisted.featured is not None:
        store.put("portal/featured", relisted.featured)


def store_all(now: BuildState, last: LastBuild, cache: Path, begun: Path) -> None:
    """Complete the new store that `begin_store` began, and put it in the place of the old one."""
    store = Store(begun, cache_key(cache))
    store.put(_EXCERPTS, now.excerpts)
    store.put(_TEMPLATES, now.templates)
    store.put("signatures", _packed_signatures(now.content.signatures))
    store.put("folders", _packed_numbers(now.output.folders))
    store.put("documents", dict(now.index.documents))
    _put_outputs(store, now.output.outputs)
    _put_state(store, now, {})
    store.commit()
    store.close()
    last.close()
    # SQLite would apply the journal of a build that was killed to the new file
    (cache / f"{FILE}-journal").unlink(missing_ok=True)
    os.replace(begun, cache / FILE)  # noqa: PTH105


def _put_outputs(store: Store, outputs: Outputs) -> None:
    """Store all outputs in columns: objects for half a million files would fill the memory."""
    paths, columns = outputs.packed()
    store.put("paths", paths)
    store.put("outputs", columns)


def _put_state(store: Store, now: BuildState, patches: Mapping[str, Output]) -> None:
    """Store the small values. Large mappings have names of their own and are written only when they differ."""
    content = replace(now.content, signatures={})
    output = replace(now.output, outputs=Outputs(), folders={})
    store.put("state", (content, output, replace(now.index, documents={}), patches))


_BETWEEN = "\0"
"""Separates names: no path can have it."""


def _packed_signatures(signatures: Mapping[str, Signature]) -> tuple[str, bytes, bytes, bytes]:
    """The files, their sizes, their times and their digests, each as one value."""
    sizes, times = array("q"), array("q")
    for size, mtime, _ in signatures.values():
        sizes.append(size)
        times.append(mtime)
    digests = b"".join([digest for _, _, digest in signatures.values()])
    return _BETWEEN.join(signatures), sizes.tobytes(), times.tobytes(), digests


def _unpacked_signatures(files: str, sizes: bytes, times: bytes, digests: bytes) -> dict[str, Signature]:
    """The opposite of `_packed_signatures`. Raises ValueError if the columns do not fit each other."""
    each = [digests[at : at + SIZE] for at in range(0, len(digests), SIZE)]
    return dict(zip(_names(files), zip(array("q", sizes), array("q", times), each, strict=True), strict=True))


def _packed_numbers(numbers: Mapping[str, int]) -> tuple[str, bytes]:
    """Names and numbers, each as one value."""
    return _BETWEEN.join(numbers), array("q", numbers.values()).tobytes()


def _unpacked_numbers(names: str, numbers: bytes) -> dict[str, int]:
    """The opposite of `_packed_numbers`."""
    values = array("q", numbers)
    return dict(zip(names.split(_BETWEEN) if values else (), values, strict=True))


def _names(joined: str) -> list[str]:
    return joined.split(_BETWEEN) if joined else []


def remove_old(cache: Path, *kept: str) -> None:
    """Remove all such files that are not in use any more. One that cannot be removed does no harm."""
    for old in (*cache.glob(f"{EXCERPTS}*"), *cache.glob(f"{SEARCH_DATA}*")):
        if old.name not in kept:
            with suppress(OSError):
                old.unlink()
