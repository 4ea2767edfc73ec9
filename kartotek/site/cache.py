"""What a build leaves for the next one, in `.kartotek/`; a build without it is only slower."""

import os
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.history import History
from kartotek.content.scan import Signature
from kartotek.diagnostics import Diagnostic
from kartotek.model.kinds import GROUPINGS, KINDS, LISTING, PUBLICATIONS
from kartotek.model.portal import Portal
from kartotek.model.publication import File, Publication, in_its_book, without_withheld
from kartotek.output.outputs import Output, Outputs
from kartotek.site.entries import Entry
from kartotek.store.store import BrokenStoreError, Store, StoredMapping, new_store, open_store, put_mapping
from kartotek.text.digests import SIZE

_FILE = "cache.sqlite"
_BY_KIND: Mapping[str, Sequence[str]] = {
    "things": [kind for kind in KINDS if kind != PUBLICATIONS.key],  # which are kept as entries
    "works": [*LISTING, *GROUPINGS],
    "works_below": [key for key, kind in LISTING.items() if kind.rolls_up],
    "children": [key for key, kind in LISTING.items() if kind.parent],
}
"""The parts of a portal that are mappings by kind, and then by key."""
_BY_KEY = tuple(part.name for part in fields(Portal) if part.name not in (*_BY_KIND, "today"))
"""Those that are mappings by key."""
EXCERPTS = "excerpts-"
"""How the names of files of excerpts in the cache begin."""
_EXCERPTS, _TEMPLATES = "excerpts", "templates"
"""Stored apart, for most builds do not look at them."""


@dataclass(frozen=True, slots=True)
class ContentState:
    """What was read, and what was found in it."""

    inputs: bytes = b""
    """The digest of all that every page may depend on beside the entries: settings, theme, day, files."""
    signatures: Mapping[str, Signature] = field(default_factory=dict)
    """By entry file: size, time and digest."""
    within: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    """Diagnostics of single entries, by file."""
    between: Sequence[tuple[Source, EntryDiagnostic]] = ()
    """Diagnostics of entries that do not fit each other, found by linking."""
    files: tuple[tuple[str, str], ...] = ()
    """The files that everyone may read: where each lies below `dist/`, and below `content/files/`."""
    history: History = field(default_factory=History)


@dataclass(frozen=True, slots=True)
class OutputState:
    """What was published."""

    out: str = ""
    """The folder that the rest is of, as an absolute path."""
    outputs: Outputs = field(default_factory=Outputs)
    folders: Mapping[str, int] = field(default_factory=dict)
    """The folders in it ("" is itself), each with the time (ns) at which files were last put in or taken out."""
    pages: int = 0
    """How many of the outputs are pages that people read."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """The search index: its folder in the cache ("": there is none), the digests of the documents it was made from, by
    name, and the digest of what the files of both look like (`site.search_index.state_of`)."""

    folder: str = ""
    documents: Mapping[str, bytes] = field(default_factory=dict)
    state: bytes = b""
    behind: frozenset[str] | None = None
    """Publications touched since, by builds without search; None if anything may have changed."""


@dataclass(frozen=True, slots=True)
class ExcerptState:
    """The excerpts: the file in the cache they are in, what all of them are made from, and for each publication a
    record that says where its pieces are (`site.excerpts.Packing`)."""

    file: str = ""
    setting: bytes = b""
    records: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildState:
    """What one build leaves for the next one, written once at its end."""

    content: ContentState = field(default_factory=ContentState)
    output: OutputState = field(default_factory=OutputState)
    index: IndexState = field(default_factory=IndexState)
    excerpts: ExcerptState | None = None
    templates: Mapping[str, bytes] | None = None
    """Compiled templates (`render.environment.Compiled`). Of these two, None says that they are as they were."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build left, as far as it was read: the rest is read from the store when it is asked for."""

    content: ContentState = field(default_factory=ContentState)
    output: OutputState = field(default_factory=OutputState)
    index: IndexState = field(default_factory=IndexState)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    patches: Mapping[str, Output] = field(default_factory=dict)
    """Those outputs that are not as they were when all were last stored."""
    store: Store | None = None
    note: str = ""
    """Why nothing is remembered, if something was there."""
    known_excerpts: ExcerptState | None = None
    known_templates: Mapping[str, bytes] | None = None
    """What was not read from the store but handed on in this process."""

    def for_output(self, out: Path) -> "LastBuild":
        """The same without what was left in another folder than `out`."""
        here = str(out.resolve())
        if self.output.out == here:
            return self
        return replace(self, output=OutputState(here), content=replace(self.content, inputs=b""))

    def portal(self, sources: Sequence[Source], changed: Mapping[str, Publication]) -> Portal:
        """The portal of the last build with other versions of some publications; read only where it is looked at."""
        store = cast("Store", self.store)
        parts: dict[str, Any] = {name: StoredMapping(store, f"portal/{name}") for name in _BY_KEY}
        for name, kinds in _BY_KIND.items():
            parts[name] = {kind: StoredMapping(store, f"portal/{name}/{kind}") for kind in kinds}
        files = {source.name: source.file for source in sources if source.collection == PUBLICATIONS.key}
        order = store.get("portal/order")
        publications = _Publications(order, files, self.entries, changed, parts["withheld"])
        parts["things"][PUBLICATIONS.key] = publications
        return Portal(**parts, today=store.get("portal/today"))

    def excerpts(self) -> ExcerptState:
        """The excerpts of the last build."""
        if self.known_excerpts is not None:
            return self.known_excerpts
        found: ExcerptState = self.store.get(_EXCERPTS, ExcerptState()) if self.store else ExcerptState()
        return found

    def templates(self) -> Mapping[str, bytes]:
        """The templates that the last builds compiled."""
        if self.known_templates is not None:
            return self.known_templates
        found: Mapping[str, bytes] = self.store.get(_TEMPLATES, {}) if self.store else {}
        return found

    def close(self) -> None:
        """Close the store. What was read stays; nothing more can be."""
        if self.store is not None:
            self.store.close()


class _Publications(Mapping[str, Publication]):
    """Published entries in the order of the last build."""

    def __init__(
        self,
        order: Sequence[str],
        files: Mapping[str, str],
        entries: Mapping[str, Entry],
        changed: Mapping[str, Publication],
        withheld: Mapping[str, File],
    ) -> None:
        self._order = dict.fromkeys(order)
        self._withheld = withheld
        self._files, self._entries, self._changed = files, entries, changed

    def __getitem__(self, key: str) -> Publication:
        if key not in self._order:
            raise KeyError(key)
        record = without_withheld(self._entry(key), self._withheld)
        return in_its_book(record, self._entry(record.book)) if record.book in self._order else record

    def _entry(self, key: str) -> Publication:
        return self._changed.get(key) or cast("Publication", self._entries[self._files[key]].record)

    def __contains__(self, key: object) -> bool:
        return key in self._order

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)


def read_cache(cache: Path, version: str) -> LastBuild:
    """What the last build of the same version of the program left, or nothing."""
    store: Store | None = None
    try:
        store = open_store(cache / _FILE, version)
        if store is None:
            note = "the cache is from another version and was discarded" if (cache / _FILE).exists() else ""
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


def discarded(error: Exception) -> LastBuild:
    """Nothing, since what there is cannot be used."""
    return LastBuild(note=f"the cache was damaged and was discarded ({error})")


def begin_store(content: tuple[Path, str, Mapping[str, Entry], Portal]) -> Path:
    """Begin a new store (in a cache, of a version of the program) with what was read and linked; `keep` ends it."""
    cache, version, entries, portal = content
    path = cache / f"next-{_FILE}"
    store = new_store(path, version)
    put_mapping(store, "entries", entries)
    for name in _BY_KEY:
        put_mapping(store, f"portal/{name}", getattr(portal, name))
    for name, kinds in _BY_KIND.items():
        for kind in kinds:
            put_mapping(store, f"portal/{name}/{kind}", getattr(portal, name)[kind])
    store.put("portal/order", list(portal.publications))
    store.put("portal/today", portal.today)
    store.commit()
    store.close()
    return path


_MOST_PATCHES = 500
"""Then all outputs are stored again: a megabyte for every twenty thousand files."""


def store_changes(now: BuildState, last: LastBuild, fresh: Mapping[str, Entry]) -> LastBuild:
    """Store what one build leaves for the next where only some entries (`fresh`) differ, in the store of the last one.

    Returns what the next build in this process may begin with, instead of reading it.
    """
    store = cast("Store", last.store)
    cast("StoredMapping[Entry]", last.entries).change(fresh)
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


def store_all(now: BuildState, last: LastBuild, cache: Path, begun: Path) -> None:
    """Store what one build leaves for the next in the store that was begun (`begin_store`), in place of the last."""
    store = Store(begun)
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
    # what a build that was killed left of its last step would be taken for a part of the new file
    (cache / f"{_FILE}-journal").unlink(missing_ok=True)
    os.replace(begun, cache / _FILE)  # noqa: PTH105


def _put_outputs(store: Store, outputs: Outputs) -> None:
    paths, columns = outputs.packed()
    store.put("paths", paths)
    store.put("outputs", columns)


def _put_state(store: Store, now: BuildState, patches: Mapping[str, Output]) -> None:
    """The small values. The large mappings have names of their own, so that they are only written when they differ."""
    content = replace(now.content, signatures={})
    output = replace(now.output, outputs=Outputs(), folders={})
    store.put("state", (content, output, replace(now.index, documents={}), patches))


_BETWEEN = "\0"
"""Stands in no path."""


def _packed_signatures(signatures: Mapping[str, Signature]) -> tuple[str, bytes, bytes, bytes]:
    sizes, times = array("q"), array("q")
    for size, mtime, _ in signatures.values():
        sizes.append(size)
        times.append(mtime)
    digests = b"".join([digest for _, _, digest in signatures.values()])
    return _BETWEEN.join(signatures), sizes.tobytes(), times.tobytes(), digests


def _unpacked_signatures(files: str, sizes: bytes, times: bytes, digests: bytes) -> dict[str, Signature]:
    each = [digests[at : at + SIZE] for at in range(0, len(digests), SIZE)]
    return dict(zip(_names(files), zip(array("q", sizes), array("q", times), each, strict=True), strict=True))


def _packed_numbers(numbers: Mapping[str, int]) -> tuple[str, bytes]:
    return _BETWEEN.join(numbers), array("q", numbers.values()).tobytes()


def _unpacked_numbers(names: str, numbers: bytes) -> dict[str, int]:
    values = array("q", numbers)
    return dict(zip(names.split(_BETWEEN) if values else (), values, strict=True))


def _names(joined: str) -> list[str]:
    return joined.split(_BETWEEN) if joined else []


def remove_old_excerpts(cache: Path, kept: ExcerptState) -> None:
    """Remove the files of excerpts but for those that are kept."""
    for old in cache.glob(f"{EXCERPTS}*"):
        if old.name != kept.file:
            with suppress(OSError):
                old.unlink()
