"""The build, told as a story."""

from contextlib import ExitStack
from dataclasses import dataclass, replace

from kartotek.content.history import History, read_history, state_of
from kartotek.output.lock import only_build
from kartotek.output.stage import check_out
from kartotek.output.survey import Survey, survey
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import BuildState, LastBuild, discarded, read_cache, store_changes
from kartotek.site.check import begin_job, load_valid, plain_errors
from kartotek.site.load import Loaded
from kartotek.site.options import BuildOptions, Job, Watcher
from kartotek.site.program_version import program_version
from kartotek.site.report import Report
from kartotek.store.store import BrokenStoreError
from kartotek.workers import collector_at_rest


@dataclass(slots=True)
class BuildSession:
    """What builds of the same options in one process hand on to the next, that it need not read it from the disk."""

    remembered: LastBuild | None = None

    def take(self) -> LastBuild | None:
        """What was handed on, once: should the build fail, the next one reads what is on the disk."""
        taken, self.remembered = self.remembered, None
        return taken


def build(options: BuildOptions, watcher: Watcher = Watcher(), session: BuildSession | None = None) -> Report:  # noqa: B008
    """Build the portal into `options.out`.

    Raises SetupError (nothing can be built here) and ContentError (the content has errors); after either,
    `out` is as it was.
    """
    job = begin_job(options, watcher)
    with plain_errors(options.out):
        check_out(options.out, options.site, options.cache)
        with only_build(options.cache), collector_at_rest():
            handed = session.take() if session else None
            last = LastBuild() if options.clean else handed or read_cache(options.cache, program_version())
            try:
                following = _build_closing(job, last)
            except BrokenStoreError as error:
                job = begin_job(options, watcher)
                following = _build_closing(job, discarded(error))
            if session:
                session.remembered = following
            elif following:
                following.close()
    return job.report


def _build_closing(job: Job, last: LastBuild) -> LastBuild | None:
    """`_build`, after which the store of the last build is closed, unless the next one goes on with it."""
    following: LastBuild | None = None
    try:
        following = _build(job, last)
    finally:
        if following is None or following.store is not last.store:
            last.close()
    return following


def _build(job: Job, last: LastBuild) -> LastBuild | None:
    """See what has changed; if anything has, make the portal anew as far as it must be.

    Returns what the next build in this process may begin with, if it need not read it from the disk.
    """
    report, options = job.report, job.options
    report.notes += [last.note] if last.note else []
    with report.phase("load"):
        last = last.for_output(options.out)
        found = _find_output(job, last)
        last = _distrust_damaged(job, last, found)
        loaded = load_valid(job, last, _history(job, last))
    if loaded.touched == frozenset() and not found.orphans and not (job.searching and last.index.behind):
        return _remember_unchanged(job, last, loaded, found)

    # these bring the templates, and most builds in a day need none
    from kartotek.site import excerpts, publish, remember, render, search_index, static_files

    inputs = BuildInputs(last, loaded, found)
    with ExitStack() as stack:
        begun = remember.begin_to_remember(job, inputs, stack)
        stage = publish.begin_stage(job, stack)
        with report.phase("plan"):
            editions = render.make_editions(job, inputs)
            pages = render.plan_pages(job, inputs, editions)
        with report.phase("index"):
            index = search_index.begin_index(job, inputs, editions, stack)
        with report.phase("excerpt"):
            kept = excerpts.renew_excerpts(job, inputs, editions)
        with report.phase("render"):
            made = render.render_pages(job, editions, pages, found.sound, stage)
            made.add(static_files.stage_static_files(job, inputs, editions, pages, stage))
        with report.phase("index"):
            made.add(index.stage(stage))
        with report.phase("publish"):
            published = publish.publish_and_prune(job, inputs, made, stage)
        job.watcher.published(report)
        with report.phase("remember"):
            made_now = remember.Caches(index.state, kept, editions.templates)
            return remember.remember(job, inputs, published, made_now, begun)


def _find_output(job: Job, last: LastBuild) -> Survey:
    """What became of the output folder since the last build left it."""
    if job.options.exclusive:
        return Survey(last.output.outputs, frozenset())
    return survey(job.options.out, last.output.outputs, last.output.folders, job.options.jobs)


def _distrust_damaged(job: Job, last: LastBuild, found: Survey) -> LastBuild:
    """The same, but that every page is compared where files are damaged, or were not indexed by anybody knows whom."""
    if len(found.sound) < len(last.output.outputs) or (job.searching and last.index.behind is None):
        return replace(last, content=replace(last.content, inputs=b""))
    return last


def _history(job: Job, last: LastBuild) -> History:
    """When entries were changed: read only if there is a new commit, and if the portal can be harvested at all."""
    if not job.settings.site.base_url or job.options.drafts:
        return History()
    state, known = state_of(job.options.site), last.content.history
    return known if state == known.state else read_history(job.options.site, state, known)


def _remember_unchanged(job: Job, last: LastBuild, loaded: Loaded, found: Survey) -> LastBuild:
    """Nothing is to be made; what was read is remembered, that it need not be read again."""
    report, content = job.report, loaded.content
    report.publications, report.pages = len(loaded.portal.publications), last.output.pages
    report.kept = len(found.sound)
    known = (last.content.signatures, last.content.history.state)
    if (content.signatures, content.history.state) != known or found.sound is not last.output.outputs:
        with report.phase("remember"), report.may_fail():
            read = replace(last.content, signatures=content.signatures, history=content.history)
            now = BuildState(read, replace(last.output, outputs=found.sound), last.index)
            return store_changes(now, last, {})
    return last
