"""All entries of a site, read and linked, with everything that is wrong."""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import time_ns

from kartotek.admin.bundle import admin_digest
from kartotek.config.settings import Settings
from kartotek.content.entries import Source, locate, read_entry
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.folder import FILES, find_sources
from kartotek.content.history import History
from kartotek.content.redirects import Redirect, read_redirects
from kartotek.content.scan import FRESH_NS
from kartotek.diagnostics import Diagnostic, SetupError, Severity
from kartotek.model.kinds import INDEXES, KINDS, PEOPLE, PUBLICATIONS
from kartotek.model.portal import Portal
from kartotek.model.records import Records
from kartotek.model.relist import Relisted, Touched, relist, unlisted
from kartotek.render.theme import check_theme, theme_digest
from kartotek.site.cache import ContentState, LastBuild
from kartotek.site.content_files import ContentFiles, find_files
from kartotek.site.entries import EntriesRead, Entry, read_changed, unlinked_edits
from kartotek.site.last_portal import last_portal, with_relisted
from kartotek.site.old_portal import resolved
from kartotek.site.options import Job
from kartotek.site.pictures import drawing_versions
from kartotek.site.public_files import SETTINGS, check_files, find_public, find_withheld, hide_withheld
from kartotek.site.refused_files import RefusedFiles
from kartotek.store.store import StoredMapping
from kartotek.text import digests
from kartotek.text.likeness import did_you_mean


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to read: the entry files, the documents and images, and the old addresses.

    `diagnostics` are those of files that are not read as entries, and `inputs` is a digest of everything but entries
    that a page or a diagnostic may depend on.
    """

    sources: Sequence[Source]
    files: ContentFiles
    redirects: Sequence[Redirect]
    diagnostics: Sequence[Diagnostic]
    inputs: bytes
    moment: int
    """When this was seen, in nanoseconds since 1970."""

    @property
    def settled(self) -> bool:
        """Whether size and time tell each document apart: one that has just changed may do so again within one tick of
        the clock."""
        return self.files.newest < self.moment - FRESH_NS


@dataclass(frozen=True, slots=True)
class Loaded:
    """The linked portal and all diagnostics. It may be published only if none of these is an error."""

    portal: Portal
    diagnostics: list[Diagnostic]
    relisted: Relisted | None
    """What differs from the last build, if only publications were edited and no link; None if any page may differ."""
    content: ContentState
    """What the next build will be given of it."""
    entries: Mapping[str, Entry]
    """All entries by file, if any page may differ; else empty, since the last build has them."""
    fresh: Mapping[str, Entry]
    """The entries read now, by file."""
    present: Collection[str]
    """The names of all documents and images below `content/files/`."""
    why_withheld: Mapping[str, str]
    """Which entry closes a file, by its name, in words for messages; empty if only publications were edited."""

    @property
    def touched(self) -> Touched | None:
        """The publications and lists that may differ from the last build; None if any page may."""
        return self.relisted.touched if self.relisted else None

    def to_be_compared(self) -> "Loaded":
        """The same, but the next build compares every page, even if nothing differs."""
        return replace(self, content=replace(self.content, inputs=b""))

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing differs from the last build."""
        return self.touched is not None and not self.touched.works


def today() -> date:
    """The day by which embargoes and dates of publication are judged, in UTC.

    SOURCE_DATE_EPOCH sets it, in seconds since 1970 (reproducible-builds.org). Raises SetupError if that is anything
    but a whole number in digits: a day that nobody asked for would end embargoes.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        if epoch.isascii() and epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (OSError, OverflowError, ValueError):  # later than the year 9999
        pass
    shown = epoch if len(epoch) < _SHOWN else f"{epoch[:_SHOWN]}..."
    hint = "write it in digits, such as 1735689600, or unset it to use today's date"
    raise SetupError(f"SOURCE_DATE_EPOCH is {shown!r}, which is not a number of seconds since 1970", hint)


_SHOWN = 40
"""Letters of a wrong value that a message shows."""


def look(job: Job, history: History | None = None) -> Seen:
    """See what there is, without reading entries. Raises SetupError and OSError."""
    site, history, moment = job.options.site, history or History(), time_ns()
    sources, diagnostics = find_sources(site, KINDS)
    diagnostics += check_theme(site)
    files = find_files(site)
    diagnostics += files.left_out
    redirects, wrong = read_redirects(site)
    diagnostics += wrong
    inputs = _digest_of_inputs(job, history, files, redirects, diagnostics)
    return Seen(sources, files, redirects, diagnostics, inputs, moment)


def load(
    job: Job,
    last: LastBuild | None = None,
    history: History | None = None,
    seen: Seen | None = None,
) -> Loaded:
    """Read, check and link all entries, or only those that differ from what the last build knew.

    If the digest of all other inputs is the same and no link is concerned, the portal of the last build is used, with
    the changed records in it, and lists in their new order. `history` is that of the site's files, and `seen` what
    `look` has just found with it. Raises SetupError and OSError.
    """
    site, history, last = job.options.site, history or History(), last or LastBuild()
    seen = seen or look(job, history)
    sources, files, diagnostics = seen.sources, seen.files, [*seen.diagnostics]
    read = read_changed(site, sources, last.content.signatures, job.options.jobs, job.watcher.progress)
    edited = _edited(last, sources, read) if seen.inputs == last.content.inputs else None
    within = {file: found for file, found in last.content.within.items() if file not in read.fresh}
    within |= {file: entry.diagnostics for file, entry in read.fresh.items() if entry.diagnostics}
    refused = RefusedFiles(files, job.settings.active_files, last.content.kinds)
    if edited is None:
        entries = _all_entries(read, last)
        linked = _link(job, entries.values(), files, refused, history)
        old, wrong = resolved(seen.redirects, linked.portal)
        linked = replace(linked, portal=replace(linked.portal, redirects=old))
        diagnostics += wrong
    else:
        known = last.content
        entries, linked = {}, _Linked(edited.portal, known.files, [*known.between], known.next_change, {})
    diagnostics += [diagnostic for source in sources for diagnostic in within.get(source.file, ())]
    diagnostics += located(site, linked.between)
    if not linked.portal.publications and not any(found.severity is Severity.ERROR for found in diagnostics):
        hint = "add an entry such as content/publications/my-article.md; docs/entry-format.md shows how"
        diagnostics.append(Diagnostic("content", 0, 0, "empty-content", "there is no publication to show", hint))
    diagnostics.sort(key=Diagnostic.sort_key)
    kinds = last.content.kinds if edited else refused.kinds
    left = (within, linked.between, linked.public, kinds, history, linked.next_change)
    content = ContentState(seen.inputs, read.signatures, *left)
    found = (diagnostics, edited.relisted if edited else None, content, entries, read.fresh, files.paths)
    return Loaded(linked.portal, *found, linked.why_withheld)


@dataclass(frozen=True, slots=True)
class _Linked:
    """The portal, and what linking found: the public files by their paths below `dist/`, the diagnostics between
    entries, the next day on which something changes, and why files are closed."""

    portal: Portal
    public: tuple[tuple[str, str], ...]
    between: list[tuple[Source, EntryDiagnostic]]
    next_change: str
    why_withheld: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Edited:
    """The portal of the last build as it is now, and what differs."""

    portal: Portal
    relisted: Relisted


def _edited(last: LastBuild, sources: Sequence[Source], read: EntriesRead) -> _Edited | None:
    """What edits made of the last build; None if everything has to be linked again."""
    edits = unlinked_edits(read, last.entries)
    if edits is None:
        return None
    portal = last_portal(last, sources, edits.now)
    if not edits.now:
        return _Edited(portal, Relisted())
    if not edits.listed:
        return _Edited(portal, unlisted(portal, edits.now))
    diagnosed = {source.name for source, _ in last.content.between if source.collection == PUBLICATIONS.key}
    relisted = relist(portal, edits.now, edits.listed, diagnosed)
    return _Edited(with_relisted(portal, relisted), relisted) if relisted else None


def _digest_of_inputs(
    job: Job, history: History, files: ContentFiles, redirects: object, diagnostics: Sequence[Diagnostic]
) -> bytes:
    """The digest of all that a build depends on, except for entries."""
    return digests.of_value(
        (
            job.settings,
            theme_digest(job.options.site),
            admin_digest(job.settings.editing),
            today().isoformat(),
            job.options.drafts,
            history.digest,
            files.listing,
            drawing_versions(job.settings),
            redirects,
            [str(diagnostic) for diagnostic in diagnostics],
        )
    )


def _all_entries(read: EntriesRead, last: LastBuild) -> dict[str, Entry]:
    """All entries by file: those read now, and the unchanged ones from the last build."""
    remembered = last.entries.whole() if isinstance(last.entries, StoredMapping) else last.entries
    return {source.file: read.fresh.get(source.file) or remembered[source.file] for source in read.sources}


def _link(job: Job, entries: Iterable[Entry], files: ContentFiles, refused: RefusedFiles, history: History) -> _Linked:
    """Link all entries.

    Closed files are hidden from the records before linking, so that no page can name what must not be read; which files
    are public is decided with the records as written.
    """
    # most builds in a day link nothing, and these take a tenth of the time of one that finds nothing to do
    from kartotek.model.link import link
    from kartotek.model.visible import next_change
    from kartotek.site.addresses import check_addresses

    settings, drafts = job.settings, job.options.drafts
    written = Records()
    for entry in entries:
        if entry.record is not None:
            written.add(entry.source, entry.record)
    shown = written.copy()
    withheld, between = find_withheld(written, files, today(), drafts=drafts)
    hide_withheld(shown, withheld.files)
    portal, broken = link(shown, today(), drafts=drafts, people_from=settings.people_from, history=history)
    entries_of = written.sources.items() if settings.editing else ()
    entry_files = {f"{kind}/{name}": source.file for (kind, name), source in entries_of}
    ours = {name: True for kind, name in written.sources if kind == PEOPLE.key}
    portal = replace(
        portal,
        withheld=withheld.files,
        file_sizes=_sizes_of_documents(written, files),
        entry_files=entry_files,
        people_with_entry=ours,
    )
    public, opened = find_public(written, portal, settings, files, withheld, refused)
    between += broken + opened
    between += check_files(shown, files, settings)
    between += check_addresses(portal, shown, settings)
    between += _check_navigation(portal, settings)
    return _Linked(portal, public, between, next_change(written.publications, today()), withheld.why)


def _sizes_of_documents(records: Records, files: ContentFiles) -> dict[str, int]:
    """The size in bytes of each file that a publication names as its document, by name."""
    named = {file.path for publication in records.publications.values() for file in publication.files}
    return {name: size for name, size in files.sizes if name in named}


def located(site: Path, diagnostics: Sequence[tuple[Source, EntryDiagnostic]]) -> list[Diagnostic]:
    """Diagnostics with line and column, found by reading the few entries concerned once more.

    Those of files below `content/files/` have no place. What is the same in all is there once.
    """
    by_source: dict[Source, dict[EntryDiagnostic, None]] = {}
    for source, diagnostic in diagnostics:
        by_source.setdefault(source, {})[diagnostic] = None
    found: list[Diagnostic] = []
    for source, its_own in by_source.items():
        if source.collection == FILES:
            found += (each.at(source.file, 0, 0) for each in its_own)
            continue
        entry = read_entry(site, source)
        if isinstance(entry, Diagnostic):
            found.append(entry)
        else:
            found += locate(entry, its_own)
    return found


def _check_navigation(portal: Portal, settings: Settings) -> list[tuple[Source, EntryDiagnostic]]:
    """A diagnostic for each name in `navigation` of site.yaml that is neither an index nor a free page."""
    known = {*INDEXES, *(page.key for page in portal.things["pages"].values())}
    diagnostics: list[tuple[Source, EntryDiagnostic]] = []
    for i, name in enumerate(settings.site.navigation):
        if name not in known:
            message = f"{name!r} is neither a part of the portal nor a free page"
            hint = did_you_mean(name, known, f"write one of {', '.join(sorted(known))}")
            diagnostics.append((SETTINGS, EntryDiagnostic("site-setting", ("navigation", i), message, hint)))
    return diagnostics
