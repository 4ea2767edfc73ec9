"""An import from beginning to end: files are read, a plan is made and, unless it is a trial, carried out."""

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from kartotek.content.entries import Source
from kartotek.content.ledger import ledger_bytes, other_ids, path_of, read_ledger
from kartotek.diagnostics import SetupError
from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import draft_of, find_format, named, read_file
from kartotek.importers.known_journals import journals_by_issn
from kartotek.importers.matching import index_of
from kartotek.importers.old_addresses import listed, moved, pages, with_lines
from kartotek.importers.plan import FileWrite, ImportPlan, Outcome, RecordResult
from kartotek.importers.planning import PlannedRecord, Planner, publications_of, refuse_unreadable
from kartotek.importers.records import Candidate, Draft, Raw
from kartotek.importers.source_text import MAX_BYTES
from kartotek.model.publication import Publication
from kartotek.site.begin import begin_job
from kartotek.site.cache_folder import own_cache
from kartotek.site.load import Loaded, load
from kartotek.site.options import BuildOptions
from kartotek.text.file_names import is_device
from kartotek.text.slugs import slugify


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an import is asked to do.

    `source` names the ledger, "" for the name of the first file. `format` is a key of FORMATS, "" to find out. `update`
    fills empty fields of entries that did not come from this source. With `dry_run` nothing is written. `replaces` is
    the address of a system that this portal takes the place of: its pages of works are redirected; "" for none.
    """

    site: Path
    files: Sequence[Path]
    source: str = ""
    format: str = ""
    update: bool = False
    dry_run: bool = False
    jobs: int = 1
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class SourceRead:
    """All records of a source, how many it should have (counted in another way), and sentences about it."""

    records: Sequence[PlannedRecord]
    count: int
    notes: Sequence[str] = ()


def import_files(options: ImportOptions) -> ImportPlan:
    """Import, and return what was done, or would be. Raises SetupError, ContentError and OSError."""
    known = listed(options.site)

    def changed(draft: Draft) -> Draft:
        return moved(draft, options.replaces, known)

    return import_records(options, _source_name(options), lambda: read_files(options.files, options.format, changed))


def import_records(options: ImportOptions, source: str, read: Callable[[], SourceRead]) -> ImportPlan:
    """Import what `read` gives into the ledger `source`. Raises as `import_files` does.

    Entries are written one by one, each whole, and the ledger last; an import that was stopped finds again what it has
    written.
    """
    build = BuildOptions(options.site, options.site / "dist", jobs=options.jobs, drafts=True)
    job = begin_job(build)
    with ExitStack() as stack:
        if not options.dry_run:
            stack.enter_context(own_cache(build))
        ledger = read_ledger(options.site, source)
        given = read()
        loaded = load(job)
        known = known_publications(loaded)
        elsewhere, unread = _of_others(options.site, source, {place.name for place, _ in known})
        planner = Planner(
            options.site,
            {place.name: place for place, _ in known},
            index_of((place.name, publication) for place, publication in known),
            ledger,
            job.settings.site.base_url,
            options.update,
            elsewhere,
            journals_by_issn(entry.record for entry in loaded.entries.values()),
        )
        results = planner.decide(given.records)
        redirected, reported = _redirects(options.site, given.records, results)
        writes = [*planner.writes, *redirected, *_ledger_write(options.site, source, planner)]
        memory = path_of(options.site, source).relative_to(options.site).as_posix()
        plan = ImportPlan(
            results, writes, given.count, memory, [*given.notes, *unread, *reported], planner.absent(given.records)
        )
        if not options.dry_run:
            _write_all(options.site, writes)
    return plan


def _of_others(site: Path, source: str, names: Collection[str]) -> tuple[Collection[str], list[str]]:
    """The entries that have a record in the ledger of another source, with notes.

    A ledger that cannot be read costs its own source alone: any of `names` may be in it, and is left as it is.
    """
    try:
        return other_ids(site, source), []
    except SetupError as error:
        return names, [f"{error.message}, so what is here already counts as brought by others; {error.hint}"]


def known_publications(loaded: Loaded) -> list[tuple[Source, Publication]]:
    """The publications of a portal with their files. Raises SetupError if some cannot be read."""
    entries = loaded.entries.values()
    refuse_unreadable((entry.source for entry in entries), (entry.source.name for entry in entries if entry.record))
    return list(publications_of((entry.source, entry.record) for entry in entries))


def _source_name(options: ImportOptions) -> str:
    name = slugify(options.source or options.files[0].stem)
    if not name or is_device(name):
        raise SetupError(f"{options.source or options.files[0].name!r} cannot name a source", "write --source NAME")
    return name


def _as_it_is(draft: Draft) -> Draft:
    return draft


def read_files(files: Sequence[Path], format_: str = "", changed: Callable[[Draft], Draft] = _as_it_is) -> SourceRead:
    """The records of all files. `format_` is a key of FORMATS, "" to find out; `changed` is applied to each draft.
    Raises SetupError and OSError."""
    records: list[PlannedRecord] = []
    count = 0
    notes: list[str] = []
    for path in files:
        data = _bytes_of(path)
        row = named(format_) if format_ else find_format(path.name, data)
        read = read_file(row, _shown_name(path), data)
        count += read.count
        notes += read.notes
        if not read.found:
            notes.append(f"{path.name} has no records of {row.label}; if it is in another format, say --from FORMAT")
        records += [
            read_draft(changed(draft_of(row, found))) if isinstance(found, Raw) else found for found in read.found
        ]
    return SourceRead(records, count, notes)


def _shown_name(path: Path) -> str:
    """What messages call a file; of those that are in a folder for each work, the folder, too: from `content` on, as
    it says the address of the page."""
    if path.stem not in ("index", "_index", "cite"):
        return path.name
    parts = path.absolute().parts
    at = max((i for i, part in enumerate(parts[:-2]) if part == "content"), default=len(parts) - 3)
    return "/".join(parts[max(at, 0) :])


_HERE = (Outcome.IMPORTED, Outcome.UPDATED, Outcome.UNCHANGED)


def _redirects(
    site: Path, records: Sequence[PlannedRecord], results: Sequence[RecordResult]
) -> tuple[list[FileWrite], list[str]]:
    """What is written into `redirects.csv`, with notes."""
    both = zip(records, results, strict=True)
    found = (
        (each.former, result.id) for each, result in both if isinstance(each, Candidate) and result.outcome in _HERE
    )
    write, notes = with_lines(site, pages(found))
    return [write] if write else [], notes


def _bytes_of(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        megabytes = MAX_BYTES // 1024 // 1024
        raise SetupError(f"{path} has more than {megabytes} MiB", "import it in parts")
    if not path.exists():
        raise SetupError(f"there is no file {path}", "check its name")
    if not path.is_file():
        raise SetupError(f"{path} is not a file", "give the files one by one")
    return path.read_bytes()


def _ledger_write(site: Path, source: str, planner: Planner) -> list[FileWrite]:
    """The new ledger, if it says anything new."""
    if planner.lines == planner.ledger:
        return []
    path = path_of(site, source)
    before = path.read_bytes() if path.is_file() else None
    after = ledger_bytes(planner.lines)
    return [FileWrite(path.relative_to(site).as_posix(), before, after)] if after != before else []


def _write_all(site: Path, writes: Sequence[FileWrite]) -> None:
    """Write each file as a whole. Raises SetupError with how many were written before the error."""
    targets = [_target(site, write.file) for write in writes]
    for done, (write, path) in enumerate(zip(writes, targets, strict=True)):
        beside = path.with_name(f".{path.name}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.write(write.after)
                if write.before is not None:
                    beside.chmod(path.stat().st_mode)
                    file.flush()
                    os.fsync(file.fileno())  # a power failure must not take what was there before
            if (path.read_bytes() if os.path.lexists(path) else None) != write.before:
                raise _ChangedError
            os.replace(beside, path)  # noqa: PTH105
        except (OSError, _ChangedError) as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            reason = error.strerror if isinstance(error, OSError) else "somebody else has just written it"
            raise SetupError(
                f"{write.file}: {reason}; {done} of {len(writes)} files were written before",
                "make room or give permission, and run the same command again: it goes on where it stopped",
            ) from None


class _ChangedError(Exception):
    """A file is no longer what it was when the plan was made."""


def _target(site: Path, file: str) -> Path:
    """Where a file of the site is written; a link stays a link. Raises SetupError if one leads out of the site."""
    path = (site / file).resolve()
    if not path.is_relative_to(site.resolve()):
        raise SetupError(f"{file} leads out of the site by a link; nothing was written", "put a folder in its place")
    return path
