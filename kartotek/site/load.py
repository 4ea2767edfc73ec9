"""All entries of a site, read and linked, with everything that was wrong."""

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from kartotek import urls
from kartotek.config.settings import Settings
from kartotek.content.entries import Source, locate, read_entry
from kartotek.content.faults import Fault
from kartotek.content.folder import FILES, find_sources
from kartotek.content.history import History
from kartotek.diagnostics import Diagnostic, SetupError, Severity
from kartotek.model.kinds import INDEXES, KINDS
from kartotek.model.link import link
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.site.addresses import check_addresses
from kartotek.site.files import SETTINGS, find_public, find_withheld, hide_withheld, identities
from kartotek.site.memory import Memory
from kartotek.site.reading import Entry, read_changed, touched_only
from kartotek.store.store import Shelf
from kartotek.text import digests
from kartotek.text.likeness import did_you_mean


@dataclass(frozen=True, slots=True)
class Loaded:
    """A portal and the faults met on the way; `portal` is to be published only if none is an error.

    `files` are those that everyone may read: where each lies below `dist/`, and below `content/files/`. `touched` are
    the publications whose own pages are all that may differ from the last build; None if anything may. `memory` is
    what the next build is left, `entries` and `fresh` what was read: all, and now.
    """

    portal: Portal
    files: tuple[tuple[str, str], ...]
    diagnostics: list[Diagnostic]
    touched: frozenset[str] | None
    memory: Memory
    entries: Mapping[str, Entry]
    fresh: Mapping[str, Entry]


def today() -> date:
    """The day that embargoes and dates of appearance are judged by; SOURCE_DATE_EPOCH sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    except (OSError, OverflowError, ValueError):
        hint = "it counts seconds since 1970; take it away, and the day is today"
        raise SetupError(f"SOURCE_DATE_EPOCH={epoch} is no time", hint) from None
    return now.date()


def load(
    site: Path,
    settings: Settings,
    jobs: int,
    *,
    drafts: bool = False,
    memory: Memory | None = None,
    history: History | None = None,
    world: bytes = b"",
    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None,
) -> Loaded:
    """Read, validate and link all entries, or as much of them as differs from what is remembered.

    `history` is that of the site, if it is to be shown; `world` is the digest of everything else that a portal and its
    pages are made from.
    """
    last = memory or Memory()
    history = history or History()
    sources, diagnostics = find_sources(site, KINDS)
    reading = read_changed(site, sources, last.signatures, jobs, progress)
    folder = site / "content" / FILES
    present = _find_files(folder)
    stats = {name: (folder / path).stat() for name, path in present.items()}
    listing = [(name, *_signature(stat)) for name, stat in stats.items()]
    world = digests.of_value(
        (world, today().isoformat(), drafts, history.digest, listing, [str(d) for d in diagnostics])
    )
    touched = touched_only(reading, last.entries) if world == last.world else None
    told = {file: faults for file, faults in last.told.items() if file not in reading.fresh}
    told |= {file: entry.diagnostics for file, entry in reading.fresh.items() if entry.diagnostics}
    if touched is None:
        remembered = last.entries.whole() if isinstance(last.entries, Shelf) else last.entries
        entries = {source.file: reading.fresh.get(source.file) or remembered[source.file] for source in sources}
        records = Records()
        for entry in entries.values():
            if entry.record is not None:
                records.add(entry.source, entry.record)
        everyone = settings.people == "all"
        whole = records.copy()
        withheld, clashes = find_withheld(records, identities(folder, present, stats), today(), drafts=drafts)
        hide_withheld(records, withheld.files)
        portal, between = link(records, today(), drafts=drafts, mentioned_people=everyone, history=history)
        portal = replace(portal, withheld=withheld.files)
        files, more_clashes = find_public(whole, portal, settings, present, withheld)
        between += clashes + more_clashes
        between += _check_files(records, present, settings)
        between += check_addresses(portal, records, settings)
        between += _check_navigation(portal, settings)
    else:
        changed = {entry.source.name: cast("Publication", entry.record) for entry in reading.fresh.values()}
        portal, between, files, entries = last.portal(sources, changed), list(last.between), last.files, {}
    diagnostics += [fault for source in sources for fault in told.get(source.file, ())]
    diagnostics += _place(site, between)
    if not portal.publications and not any(fault.severity is Severity.ERROR for fault in diagnostics):
        hint = "add an entry such as content/publications/my-article.md; docs/entry-format.md shows how"
        diagnostics.append(Diagnostic("content", 0, 0, "empty-content", "there is no publication to show", hint))
    diagnostics.sort(key=Diagnostic.sort_key)
    now = Memory(world, reading.signatures, told=told, between=between, files=files, history=history)
    return Loaded(portal, files, diagnostics, touched, now, entries, reading.fresh)


def _signature(stat: os.stat_result) -> tuple[int, int, int, int]:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _place(site: Path, faults: Sequence[tuple[Source, Fault]]) -> list[Diagnostic]:
    """Find line and column of faults between entries by reading those entries once more."""
    by_source: dict[Source, list[Fault]] = {}
    for source, fault in faults:
        by_source.setdefault(source, []).append(fault)
    diagnostics: list[Diagnostic] = []
    for source, found in by_source.items():
        entry = read_entry(site, source)
        if isinstance(entry, Diagnostic):
            diagnostics.append(entry)
        else:
            diagnostics += locate(entry, found)
    return diagnostics


def _find_files(folder: Path) -> dict[str, Path]:
    """Files below `content/files/`, their paths from there by the names that entries give them.

    The two differ where a Mac has decomposed the letters of a name. Links that lead out of the folder are left out, and
    so is what is hidden.
    """
    if not folder.is_dir():
        return {}
    home = folder.resolve()
    paths: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(at, name) for name in names if not name.startswith(".")]
    found: dict[str, Path] = {}
    for path in sorted(paths):
        if path.is_file() and path.resolve().is_relative_to(home):
            below = path.relative_to(folder)
            found[unicodedata.normalize("NFC", below.as_posix())] = below
    return found


def _refuse(error: OSError) -> None:
    """What cannot be read is not to vanish from the portal."""
    raise error


def _check_files(records: Records, present: dict[str, Path], settings: Settings) -> list[tuple[Source, Fault]]:
    faults: list[tuple[Source, Fault]] = []

    def check(source: Source, path: str, place: tuple[str | int, ...]) -> None:
        if path and path not in present:
            hint = did_you_mean(path, present, "put the file there, or correct the path")
            faults.append((source, Fault("bad-path", place, f"there is no file content/files/{path}", hint)))

    check(SETTINGS, settings.site.logo, ("logo",))
    for (kind, name), source in records.sources.items():
        record = records.things[kind][name]
        check(source, getattr(record, "image", ""), ("image",))
        if isinstance(record, Publication):
            for i, file in enumerate(record.files):
                check(source, file.path, ("files", i, "path"))
            faults += [(source, fault) for fault in _beside_each_other(record)]
    return faults


def _beside_each_other(publication: Publication) -> Iterator[Fault]:
    """Documents that would stand where another one does, or an export of the publication."""
    taken = dict.fromkeys(urls.of_publication(publication.key), "a file of the portal")
    for i, file in enumerate(publication.files):
        at = urls.document_path(publication.key, file.path) if file.path else ""
        if at and taken.setdefault(at, file.path) != file.path:
            message = f"/{at} would be both {file.path} and {taken[at]}"
            yield Fault("address-clash", ("files", i, "path"), message, "rename the file")


def _check_navigation(portal: Portal, settings: Settings) -> list[tuple[Source, Fault]]:
    known = {*INDEXES, *(page.key for page in portal.things["pages"].values())}
    faults: list[tuple[Source, Fault]] = []
    for i, name in enumerate(settings.site.navigation):
        if name not in known:
            message = f"{name!r} is no part of the portal and no free page"
            hint = did_you_mean(name, known, f"write one of {', '.join(sorted(known))}")
            faults.append((SETTINGS, Fault("site-setting", ("navigation", i), message, hint)))
    return faults
