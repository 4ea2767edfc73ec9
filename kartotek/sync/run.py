"""`kartotek sync` from beginning to end: every source is read, and imported into the portal with its own ledger."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kartotek.config.settings import FILE, Settings
from kartotek.config.sources import SOURCE_KINDS, SourceSetting
from kartotek.content.folder import FILES
from kartotek.content.ledger import FOLDER
from kartotek.content.redirects import FILE as REDIRECTS
from kartotek.diagnostics import ContentError, SetupError
from kartotek.fetch.client import Client, Limits
from kartotek.fetch.kept import OwnFolder
from kartotek.importers.importing import ImportOptions, import_records
from kartotek.importers.plan import ImportPlan
from kartotek.importers.source_text import MAX_BYTES
from kartotek.model.kinds import PEOPLE
from kartotek.model.person import Person
from kartotek.site.begin import begin_job
from kartotek.site.cache_folder import cache_key, own_cache
from kartotek.site.load import Loaded, load
from kartotek.site.options import BuildOptions, Job
from kartotek.sync.gather import Gathered, Problem, gather
from kartotek.text.likeness import did_you_mean

_KEPT = ".kartotek/fetch"
"""The folder of answers of last time."""


def new_client(settings: Settings, kept: OwnFolder | None) -> Client:
    """A client that says who runs the portal."""
    return Client(settings.site.contact, kept, Limits(most_bytes=MAX_BYTES))


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """What a sync is asked to do: which sources, all if none is named. With `dry_run` nothing is written."""

    site: Path
    names: Sequence[str] = ()
    dry_run: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of one source. `plan` is None if nothing of it was imported, though it may have been `fetched`.

    Entries that have no record at the source any more are in `plan.absent`, and count only if `is_whole`.
    """

    source: SourceSetting
    plan: ImportPlan | None
    problems: Sequence[Problem] = ()
    is_whole: bool = True
    fetched: bool = True

    @property
    def label(self) -> str:
        """What kind of source it is, in words."""
        return SOURCE_KINDS[self.source.kind].label

    @property
    def is_complete(self) -> bool:
        """Whether all of it was read, and every record is accounted for."""
        return not self.problems and self.plan is not None and self.plan.is_complete


def sync(options: SyncOptions) -> list[Synced]:
    """Read and import sources, one after the other. Raises SetupError, ContentError and OSError if none can be.

    What one source brings is there when the next is imported. A source that fails costs no other.
    """
    job = begin_job(_build_options(options.site, options.jobs))
    sources = _chosen(job.settings.sources, options.names)
    loaded = load(job) if any(source.people for source in sources) else None
    people, unread = (list(people_with_orcid(loaded)), unread_people(loaded)) if loaded else ([], [])
    with open_client(job, keeps=not options.dry_run) as client, _place(options) as site:
        return [_sync_one(options, source, _gathered(options, source, people, unread, client), site)
            for source in sources]  # fmt: skip


def _gathered(
    options: SyncOptions, source: SourceSetting, people: Sequence[str], unread: Sequence[Problem], client: Client
) -> Gathered:
    """All that a source has. Whose entry cannot be read is not asked for, and then nothing counts as gone."""
    found = gather(source, people, client, options.site)
    if not source.people or not unread:
        return found
    return replace(found, problems=[*unread, *found.problems], is_whole=False)


def _build_options(site: Path, jobs: int) -> BuildOptions:
    return BuildOptions(site, site / "dist", jobs=jobs, drafts=True)


def _chosen(sources: Sequence[SourceSetting], names: Sequence[str]) -> list[SourceSetting]:
    """The sources that are asked for. Raises SetupError if there are none, or a name is not known."""
    if not sources:
        raise SetupError(
            f"{FILE} names no sources",
            "add some, such as `sources: [{from: orcid, people: true}]`; see docs/syncing.md",
        )
    known = [source.name for source in sources]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known, f"the sources are {', '.join(known)}")
            raise SetupError(f"there is no source {name!r}", hint)
    return [source for source in sources if not names or source.name in names]


def people_with_orcid(loaded: Loaded) -> dict[str, str]:
    """The names of the people who have an entry with an ORCID iD, by that iD."""
    people = [entry.record for entry in loaded.entries.values() if isinstance(entry.record, Person)]
    ours = (person for person in people if person.orcid and not person.draft and not person.retired)
    return {person.orcid: person.label for person in sorted(ours, key=lambda each: each.orcid)}


def unread_people(loaded: Loaded) -> list[Problem]:
    """A problem for each person whose entry has errors that leave nothing of it."""
    people = (entry for entry in loaded.entries.values() if entry.source.collection == PEOPLE.key)
    files = sorted(entry.source.file for entry in people if entry.record is None)
    reason = "cannot be read, so nobody knows whether to ask for this person"
    return [Problem(file, reason, "run `kartotek check`, and correct what it says") for file in files]


@contextmanager
def open_client(job: Job, *, keeps: bool) -> Iterator[Client]:
    """A client, which with `keeps` has the answers of last time. Raises SetupError if the cache is somebody else's."""
    if not keeps:
        with new_client(job.settings, None) as client:
            yield client
        return
    with own_cache(job.options):
        pass  # what is in an unknown folder of caches is removed before something is put there
    folder = replace(job.options, cache_folder=_KEPT)
    with own_cache(folder), new_client(job.settings, OwnFolder(folder.cache, cache_key(folder.cache))) as client:
        yield client


@contextmanager
def _place(options: SyncOptions) -> Iterator[Path]:
    """Where is written: the site, or for a trial a copy, so that one source sees there what another brings."""
    if not options.dry_run:
        yield options.site
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        copy.mkdir()
        for name in (FILE, REDIRECTS):
            if (options.site / name).is_file():
                shutil.copy(options.site / name, copy)
        for name in ("content", "templates", FOLDER):
            if (options.site / name).is_dir():
                shutil.copytree(options.site / name, copy / name, ignore=_documents, ignore_dangling_symlinks=True)
        yield copy


def _documents(folder: str, names: Sequence[str]) -> list[str]:
    """What no import reads, and may be large: the documents of publications."""
    return [name for name in names if Path(folder).name == "content" and name == FILES]


def _sync_one(options: SyncOptions, source: SourceSetting, found: Gathered, site: Path) -> Synced:
    """Import what was gathered of one source."""
    if not found.lists and not found.read.notes:
        return Synced(source, None, found.problems, is_whole=False, fetched=False)
    asked = ImportOptions(site, (), source.name, update=source.update, jobs=options.jobs)
    try:
        plan = import_records(asked, source.name, lambda: found.read)
    except SetupError as error:
        problem = Problem(source.name, error.message, error.hint)
    except ContentError:
        problem = Problem(source.name, "the portal has errors", "run `kartotek check`, and correct what it says")
    except OSError as error:  # without the path, which may be one of this computer that nobody else should see
        problem = Problem(source.name, error.strerror or "a file cannot be read or written", "check the permissions")
    else:
        return Synced(source, plan, found.problems, found.is_whole)
    return Synced(source, None, (*found.problems, problem), is_whole=False)
