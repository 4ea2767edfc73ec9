"""The build as one function (`_build`, and for all that changes `_make_again`), a line or two for each phase.

There is one path for clean and for incremental builds: the second kind skips what has the same key as before.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace

from kartotek.content.history import History, read_history, state_of
from kartotek.output.stage import check_out
from kartotek.output.survey import Survey, survey
from kartotek.site.begin import begin_job, load_valid, plain_errors
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import BuildState, LastBuild, discarded, read_cache, store_changes
from kartotek.site.cache_folder import own_cache
from kartotek.site.check_memory import entries_known
from kartotek.site.limits import measure
from kartotek.site.load import Loaded
from kartotek.site.options import BuildOptions, Job, Watcher
from kartotek.site.pictures import check_extras
from kartotek.site.program_version import program_version
from kartotek.site.report import BuildReport
from kartotek.store.store import BrokenStoreError
from kartotek.workers import collector_at_rest


@dataclass(slots=True)
class BuildSession:
    """What a build hands on to the next one in the same process (`serve`), so that it need not be read from the disk.

    Only builds with the same options may share a session.
    """

    remembered: LastBuild | None = None

    def take(self) -> LastBuild | None:
        """What the last build handed on, once. If the build that takes it fails, the next one reads the cache from the
        disk."""
        taken, self.remembered = self.remembered, None
        return taken


def build(options: BuildOptions, watcher: Watcher = Watcher(), session: BuildSession | None = None) -> BuildReport:  # noqa: B008
    """Build the portal into `options.out`, and return what was done.

    Raises SetupError if nothing can be built here, and ContentError if the content has errors; after either, `out` is
    as it was. Raises SearchError if Pagefind fails, and PublishError if the disk does while files are moved into place.
    If the cache turns out to be damaged, the build begins again without it.
    """
    job = begin_job(options, watcher)
    check_extras(job.settings)
    with plain_errors(options.out):
        check_out(options.out, options.site, options.cache)
        with own_cache(options) as notes, collector_at_rest():
            handed = session.take() if session else None
            if options.clean and handed:
                handed.close()
            last = LastBuild() if options.clean else handed or _last_build(options)
            try:
                following = _build_closing(job, last)
            except BrokenStoreError as error:
                job = begin_job(options, watcher)
                following = _build_closing(job, discarded(error))
            job.report.notes[:0] = notes
            if session:
                session.remembered = following
            elif following:
                following.close()
    return job.report


def _last_build(options: BuildOptions) -> LastBuild:
    """What the last build left; without one, the entries that a check has read."""
    last = read_cache(options.cache, program_version())
    if last.store is not None:
        return last
    known = entries_known(options.cache)
    return replace(last, content=known.content, entries=known.entries)


def _build_closing(job: Job, last: LastBuild) -> LastBuild | None:
    """Build, then close the store of the last build, unless the next build will use it."""
    following: LastBuild | None = None
    try:
        following = _build(job, last)
    finally:
        if following is None or following.store is not last.store:
            last.close()
    return following


def _build(job: Job, last: LastBuild) -> LastBuild | None:
    """See what has changed, and make again what may differ.

    Returns what the next build in this process can start from, or None if it has to read the cache.
    """
    report, options = job.report, job.options
    report.notes += [note for note in (last.note, _share_images_note(job)) if note]
    with report.phase("load"):
        last = last.for_output(options.out)
        found = _find_output(job, last)
        last = _distrust_damaged(job, last, found)
        loaded = load_valid(job, last, _history(job, last))
    if loaded.is_unchanged and not found.orphans and not (job.searching and last.index.behind):
        return _remember_unchanged(job, last, loaded, found)
    return _make_again(job, BuildInputs(last, loaded, found))


def _share_images_note(job: Job) -> str:
    """What to say of share images that site.yaml asks for and that cannot be; "" mostly."""
    if not job.settings.share_images:
        return ""
    from kartotek.pages.parts.share import why_none  # few portals have them

    site = job.settings.site
    why = why_none(site.base_url, site.text("title", site.languages[0]))
    return f"`share_images` draws nothing: {why}" if why else ""


def _make_again(job: Job, inputs: BuildInputs) -> LastBuild | None:
    """Make what may differ, publish it and remember it; returns the same as `_build`."""
    # these import the template engine, and most builds in a day change nothing
    from kartotek.site import excerpts, packed_files, planned, publish, remember, render, search_index, static_files
    from kartotek.site.search_data import begin_search_data
    from kartotek.site.thumbnails import look_at_documents

    report = job.report
    with ExitStack() as stack:
        begun = remember.begin_to_remember(job, inputs, stack)
        documents = look_at_documents(job, inputs)
        if documents.is_passing:
            inputs = replace(inputs, loaded=inputs.loaded.to_be_compared())
        with report.phase("plan"):
            editions = render.make_editions(job, inputs, documents)
            pages = planned.without_clashes(job, inputs.loaded, editions, render.plan_pages(job, inputs, editions))
        stage = publish.begin_stage(job, stack)
        with report.phase("suggest"):
            search_data = begin_search_data(job, inputs, editions, stage, stack)
        with report.phase("index"):
            index = search_index.begin_index(job, inputs, editions, stack)
        with report.phase("excerpt"):
            kept = excerpts.renew_excerpts(job, inputs, editions)
        with report.phase("render"):
            made = render.render_pages(job, editions, pages, inputs.found.sound, stage)
            made.add(static_files.stage_static_files(job, inputs, editions, pages, stage))
        with report.phase("suggest"):
            searched = search_data()
            made.add(searched.files)
        with report.phase("index"):
            made.add(packed_files.with_packed(job, inputs, made, index.stage(stage), stage))
        with report.phase("publish"):
            published = publish.publish_and_prune(job, inputs, made, stage)
        job.watcher.published(report)
        with report.phase("remember"):
            made_now = remember.Caches(index.state, kept, editions.templates, searched.kept)
            return remember.remember(job, inputs, published, made_now, begun)


def _find_output(job: Job, last: LastBuild) -> Survey:
    """Which files of the last build are still as it left them, and which files do not belong to it.

    If nobody else can have written there (`exclusive`), nothing is looked at.
    """
    if job.options.exclusive and not job.options.verify:
        return Survey(last.output.outputs, frozenset())
    options, known = job.options, last.output
    return survey(options.out, known.outputs, known.folders, options.jobs, verify=options.verify)


def _distrust_damaged(job: Job, last: LastBuild, found: Survey) -> LastBuild:
    """The last build, without its digest of inputs if it cannot be relied on, so that every page is compared.

    That is so if output files were changed or removed, or if nobody knows which publications the search index lacks;
    and if everything is to be verified: then what else was kept is looked at where it is used. Raises BrokenStoreError.
    """
    verify = job.options.verify
    if verify and last.store:
        last.store.verify()
    if verify or len(found.sound) < len(last.output.outputs) or (job.searching and last.index.behind is None):
        return replace(last, content=replace(last.content, inputs=b""))
    return last


def _history(job: Job, last: LastBuild) -> History:
    """When entries were changed. It is read only if there is a new commit, and if the portal has an address to be
    harvested at."""
    if not job.settings.site.base_url or job.options.drafts:
        return History()
    state, known = state_of(job.options.site), last.content.history
    return known if state == known.state else read_history(job.options.site, state, known)


def _remember_unchanged(job: Job, last: LastBuild, loaded: Loaded, found: Survey) -> LastBuild | None:
    """Nothing has to be made. Store new times and sizes of files, so that these files need not be read again."""
    report, content, options = job.report, loaded.content, job.options
    report.publications, report.pages = len(loaded.portal.publications), last.output.pages
    report.kept = len(found.sound)
    measure(job, found.sound)
    job.announce(found.sound, options.out)
    known = (last.content.signatures, last.content.history.state)
    if (content.signatures, content.history.state) == known and found.sound is last.output.outputs:
        return last
    with report.phase("remember"), report.may_fail():
        read = replace(last.content, signatures=content.signatures, history=content.history)
        now = BuildState(read, replace(last.output, outputs=found.sound), last.index)
        return store_changes(now, last, {})
    return None  # half of it may be in the store, which is not to be used any more
