"""What a build leaves for the next one, in `.kartotek/`; a build without it is only slower."""

import os
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from kartotek.content.entries import Source
from kartotek.content.faults import Fault
from kartotek.content.history import History
from kartotek.content.scan import Signature
from kartotek.diagnostics import Diagnostic
from kartotek.model.kinds import GROUPINGS, KINDS, LISTING, PUBLICATIONS
from kartotek.model.portal import Portal
from kartotek.model.publication import File, Publication, in_its_book, without_withheld
from kartotek.output.outputs import Output, Outputs
from kartotek.site.reading import Entry
from kartotek.store.store import BrokenStoreError, Shelf, Store, new_store, open_store, put_shelf
from kartotek.text.digests import SIZE

_FILE = "memory.sqlite"
_BY_KIND: Mapping[str, Sequence[str]] = {
    "things": [kind for kind in KINDS if kind != PUBLICATIONS.key],  # which are kept as entries
    "works": [*LISTING, *GROUPINGS],
    "works_below": [key for key, kind in LISTING.items() if kind.rolls_up],
    "children": [key for key, kind in LISTING.items() if kind.parent],
}
"""The parts of a portal that are mappings by kind, and then by key."""
_BY_KEY = tuple(part.name for part in fields(Portal) if part.name not in (*_BY_KIND, "today"))
"""Those that are mappings by key."""
_FACTS = (
    "world",
    "told",
    "between",
    "files",
    "patches",
    "out",
    "pages",
    "index",
    "index_state",
    "unindexed",
    "history",
)
_EXCERPTS, _TEMPLATES = "excerpts", "templates"
"""Kept apart, for most builds do not look at them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of excerpts: the file in the cache they are in, what all of them are made from, and a slip for
    each publication that says where its pieces are (`site.excerpts.Slips`)."""

    file: str = ""
    setting: bytes = b""
    slips: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """What the last build left. `world` is the digest of all that every page may depend on beside the entries."""

    world: bytes = b""
    signatures: Mapping[str, Signature] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    told: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    """Faults within entries, by file."""
    between: Sequence[tuple[Source, Fault]] = ()
    """Faults between entries, found by linking."""
    files: tuple[tuple[str, str], ...] = ()
    outputs: Outputs = field(default_factory=Outputs)
    patches: Mapping[str, Output] = field(default_factory=dict)
    """Those outputs that are not as they were when all were last written down."""
    folders: Mapping[str, int] = field(default_factory=dict)
    out: str = ""
    """The folder that `outputs` and `folders` are of."""
    pages: int = 0
    index: str = ""
    """The folder in the cache where the search index is, "" if there is none."""
    index_state: bytes = b""
    """What its files looked like (`site.index.state_of`)."""
    documents: Mapping[str, bytes] = field(default_factory=dict)
    """Search documents that it was made from, by name."""
    unindexed: frozenset[str] | None = None
    """Publications that were touched since, by builds without search; None if anything may have changed."""
    history: History = field(default_factory=History)
    excerpts: Kept | None = None
    """None until somebody asks for them."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """Compiled templates (`render.environment.Compiled`)."""
    store: Store | None = None
    note: str = ""
    """Why there is nothing to remember, if something was there."""

    def belongs_to(self, out: Path) -> None:
        """Forget what was left in another folder than `out`."""
        if self.out != str(out.resolve()):
            self.outputs, self.folders, self.world, self.out = Outputs(), {}, b"", str(out.resolve())

    def portal(self, sources: Sequence[Source], changed: Mapping[str, Publication]) -> Portal:
        """The portal of the last build with other versions of some publications; read only where it is looked at."""
        store = cast("Store", self.store)
        parts: dict[str, Any] = {name: Shelf(store, f"portal/{name}") for name in _BY_KEY}
        for name, kinds in _BY_KIND.items():
            parts[name] = {kind: Shelf(store, f"portal/{name}/{kind}") for kind in kinds}
        files = {source.name: source.file for source in sources if source.collection == PUBLICATIONS.key}
        order = store.get("portal/order")
        publications = _Publications(order, files, self.entries, changed, parts["withheld"])
        parts["things"][PUBLICATIONS.key] = publications
        return Portal(**parts, today=store.get("portal/today"))

    def kept(self) -> Kept:
        """The excerpts of the last build."""
        if self.excerpts is None:
            self.excerpts = self.store.get(_EXCERPTS, Kept()) if self.store else Kept()
        return self.excerpts

    def compiled(self) -> Mapping[str, bytes]:
        """The templates that the last builds compiled."""
        if self.store is not None and not self.templates:
            self.templates = self.store.get(_TEMPLATES, {})
        return self.templates

    def close(self) -> None:
        """Let go of the file."""
        if self.store is not None:
            self.store.close()
            self.store = None


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


def recall(cache: Path, stamp: str) -> Memory:
    """What the last build of the same program left, or nothing."""
    store: Store | None = None
    try:
        store = open_store(cache / _FILE, stamp)
        if store is None:
            note = "the cache is of another version and was dropped" if (cache / _FILE).exists() else ""
            return Memory(note=note)
        values = store.get("facts", {})
        if values:
            outputs = Outputs.restored(store.get("paths"), store.get("outputs"))
            values["outputs"] = outputs.changed((), values["patches"].values()) if values["patches"] else outputs
            values["signatures"] = _unpacked_signatures(*store.get("signatures"))
            values["folders"] = _unpacked_numbers(*store.get("folders"))
            values["documents"] = store.get("documents")
        return Memory(**values, entries=Shelf(store, "entries"), store=store)
    except (BrokenStoreError, AttributeError, TypeError, ValueError) as error:
        if store is not None:
            store.close()
        return forgotten(error)


def forgotten(error: Exception) -> Memory:
    """Nothing, since what there is cannot be used."""
    return Memory(note=f"the cache was damaged and was dropped ({error})")


def write_content(content: tuple[Path, str, Mapping[str, Entry], Portal]) -> Path:
    """Begin a new memory (in a cache, of a program) with what was read and linked; `keep` ends it."""
    cache, stamp, entries, portal = content
    path = cache / f"next-{_FILE}"
    store = new_store(path, stamp)
    put_shelf(store, "entries", entries)
    for name in _BY_KEY:
        put_shelf(store, f"portal/{name}", getattr(portal, name))
    for name, kinds in _BY_KIND.items():
        for kind in kinds:
            put_shelf(store, f"portal/{name}/{kind}", getattr(portal, name)[kind])
    store.put("portal/order", list(portal.publications))
    store.put("portal/today", portal.today)
    store.commit()
    store.close()
    return path


_MOST_PATCHES = 500
"""Then all outputs are written down again: a megabyte for every twenty thousand files."""


def keep(now: Memory, last: Memory, cache: Path, begun: Path | None, changed: Mapping[str, Entry]) -> Memory | None:
    """Leave a memory for the next build: the one that was begun, or the last one with some entries changed.

    Returns what the next build in this process may begin with, instead of reading it from the disk.
    """
    if begun is None:
        store = cast("Store", last.store)
        cast("Shelf[Entry]", last.entries).change(changed)
    else:
        store = Store(begun)
        store.put(_EXCERPTS, now.kept())
    fresh = None if begun else now.outputs.unlike(last.outputs)
    now.patches = {**last.patches, **(fresh or {})}
    if fresh is None or len(now.patches) > _MOST_PATCHES:
        paths, columns = now.outputs.packed()
        store.put("paths", paths)
        store.put("outputs", columns)
        now.patches = {}
    store.put("facts", {name: getattr(now, name) for name in _FACTS})
    for name, pack in (("signatures", _packed_signatures), ("folders", _packed_numbers), ("documents", dict)):
        value = getattr(now, name)
        if begun or value is not getattr(last, name):
            store.put(name, pack(value))
    if begun or now.templates != last.templates:
        store.put(_TEMPLATES, now.templates)
    store.commit()
    if begun is None:
        last.store = None
        return replace(now, store=store, entries=Shelf(store, "entries"))
    store.close()
    last.close()
    # what a build that was killed left of its last step would be taken for a part of the new file
    (cache / f"{_FILE}-journal").unlink(missing_ok=True)
    os.replace(begun, cache / _FILE)  # noqa: PTH105
    return None


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
