"""The making of a portal: plan, render, index, publish, prune, remember."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError

from kartotek import urls
from kartotek.config.settings import Settings
from kartotek.diagnostics import ContentError
from kartotek.output.outputs import Output, Outputs
from kartotek.output.stage import Stage, make_stage, publish, published, remove, strangers
from kartotek.output.survey import Survey, changed_times, folder_times
from kartotek.render.environment import Compiled, template_fault
from kartotek.site.excerpts import forget_others, kept_excerpts, renew_excerpts
from kartotek.site.extras import stage_assets, stage_directions, stage_documents
from kartotek.site.index import Known, finish_index, prepare_index, stage_bundle, state_of, update_index
from kartotek.site.load import Loaded
from kartotek.site.memory import Memory, keep, write_content
from kartotek.site.order import Options, Report, Watcher, add_costs, unkept
from kartotek.site.program import program_stamp
from kartotek.site.render import Printer, Task, make_keys, make_views, plan_pages, plan_tasks, render_task
from kartotek.view.keys import PageKeys
from kartotek.view.page import Page
from kartotek.view.view import View
from kartotek.workers import aside, spread


def make(
    options: Options,
    settings: Settings,
    cache: Path,
    last: Memory,
    loaded: Loaded,
    found: Survey,
    report: Report,
    watcher: Watcher,
) -> Memory | None:
    """Make what has to be made of a portal that was read, and publish it.

    Returns what the next build in this process may begin with, if it need not read it from the disk.
    """
    bundle = found.sound.below(urls.PAGEFIND)
    compiled = Compiled(last.compiled())
    making = _Making(options, settings, cache, last, loaded, found, bundle, compiled, report, watcher)
    if loaded.touched is not None:
        return making.run(None)
    content = (cache, program_stamp(), loaded.entries, loaded.portal)
    with aside(write_content, content, options.jobs) as begun:
        return making.run(begun)


def _last_change(view: View, page: Page) -> str:
    """Known of entries, so it is told of the pages that show one."""
    return view.changed(page.key).last if page.family == "publication" else ""


@dataclass(frozen=True, slots=True)
class _Making:
    """What is asked for, what the last build left, what was read, what was found in `out` (its search bundle apart),
    what is done."""

    options: Options
    settings: Settings
    cache: Path
    last: Memory
    loaded: Loaded
    found: Survey
    bundle: Mapping[str, Output]
    compiled: Compiled
    report: Report
    watcher: Watcher

    def run(self, begun: Callable[[], Path] | None) -> Memory | None:
        """Everything. `begun` waits for the new memory that is being written beside it."""
        last, report, now, out = self.last, self.report, self.loaded.memory, self.options.out
        whole = self.loaded.touched is None
        stage = make_stage(out, self.cache, anew=self.options.clean)
        try:
            made = self._files(stage)
            with report.phase("publish"):
                report.written = publish(stage, made)
                moved = made.waiting()
                made.settle()
                gone = {path for path in self.found.strays if path not in made}
                gone.update(path for path in (last.outputs if whole else self.bundle) if path not in made)
                if not last.outputs and not stage.whole:
                    gone.update(strangers(out, made))
                report.removed = remove(out, gone)
            self.watcher.published(report)
        finally:
            shutil.rmtree(stage.folder, ignore_errors=True)
        with report.phase("remember"):
            now.outputs = made if whole else self.found.sound.changed(gone, made.values())
            report.kept = len(now.outputs) - report.written
            if last.outputs:
                now.folders = changed_times(out, [*moved, *gone], last.folders)
            else:
                now.folders = folder_times(out, now.outputs)
            now.out = last.out
            now.templates = self.compiled.kept
            with unkept(report):
                if self.options.search and now.index:
                    now.index_state = state_of(self.cache / now.index)
                held = keep(now, last, self.cache, begun() if begun else None, self.loaded.fresh)
                finish_index(self.cache / now.index)
                forget_others(self.cache, now.kept())
                return held
        return None

    def _files(self, stage: Stage) -> Outputs:
        """The files of the portal: staged where they are new or changed, else as they are.

        Where only some publications were touched, only their pages, and the search index.
        """
        options, report, loaded = self.options, self.report, self.loaded
        now, touched = loaded.memory, loaded.touched
        report.publications = len(loaded.portal.publications)
        with report.phase("plan"):
            views, keys = self._views()
            pages = plan_pages(views, touched) if options.pages else []
        with ExitStack() as waiting:
            indexed = self._begin_index(views, waiting)
            with report.phase("excerpt"):
                self._excerpt(views, keys)
            with report.phase("render"):
                made = self._render(Printer(views, keys, self.found.sound, stage), plan_tasks(pages))
                now.pages = self.last.pages
                if touched is None and options.pages:
                    addresses = [
                        (views[code].prefix + page.url, _last_change(views[code], page))
                        for code, page in pages
                        if page.template and page.family not in ("not found", "redirect", "search")
                    ]
                    now.pages = len(addresses)
                    made.add(stage_assets(options.site, stage, self.settings))
                    made.add(stage_documents(options.site, stage, loaded.files))
                    made.add(stage_directions(stage, self.settings.site.base_url, addresses))
            report.pages = now.pages
            with report.phase("index"):
                made.add(indexed(stage))
        return made

    def _views(self) -> tuple[dict[str, View], dict[str, PageKeys]]:
        try:
            views = make_views(self.options.site, self.settings, self.loaded.portal, self.compiled)
            return views, make_keys(views)
        except TemplateError as error:
            raise ContentError([*self.report.diagnostics, template_fault(error, "", "")]) from None

    def _excerpt(self, views: Mapping[str, View], keys: Mapping[str, PageKeys]) -> None:
        """Bring the excerpts up to date; those of touched publications are as they were."""
        kept, now = self.last.kept(), self.loaded.memory
        if self.loaded.touched is None and self.options.pages:
            try:
                kept = renew_excerpts(views, keys, kept, self.cache, self.options.jobs)
            except ContentError as error:
                raise ContentError([*self.report.diagnostics, *error.diagnostics]) from None
        now.excerpts = kept
        excerpts = kept_excerpts(kept, self.cache, list(views))
        for view in views.values():
            view.excerpts = excerpts

    def _render(self, printer: Printer, tasks: Sequence[Task]) -> Outputs:
        made = Outputs()
        total = sum(map(len, tasks))
        for done in spread(render_task, printer, tasks, self.options.jobs):
            if done.faults:
                raise ContentError([*self.report.diagnostics, *done.faults])
            made.add(done.outputs)
            add_costs(self.report.costs, done.costs)
            self.watcher.progress("rendering pages", len(made), total)
        return made

    def _begin_index(self, views: Mapping[str, View], waiting: ExitStack) -> Callable[[Stage], Iterable[Output]]:
        """Have the search index made beside the rendering; what is returned waits for it and stages it.

        With `--no-search` the index stays as it is.
        """
        last, now, touched = self.last, self.loaded.memory, self.loaded.touched
        behind = None if touched is None or last.unindexed is None else touched | last.unindexed
        now.index, now.documents, now.unindexed = last.index, last.documents, behind
        now.index_state = last.index_state
        old = self.bundle
        if not self.settings.search:
            return lambda _: ()
        if not self.options.search:
            return lambda _: old.values() if last.outputs else published(self.options.out, urls.PAGEFIND)
        jobs = self.options.jobs
        with self.report.phase("index"):
            view = views[self.settings.site.languages[0]]
            known = Known(last.index, last.documents, last.index_state)
            prepared = prepare_index(view, self.cache, known, behind, jobs)
        now.index, now.documents, now.unindexed = prepared.home.name, prepared.documents, frozenset()
        done = waiting.enter_context(aside(update_index, prepared, jobs))

        def stage_index(stage: Stage) -> Iterable[Output]:
            return stage_bundle(prepared.bundle, stage, {} if done() else old, jobs)

        return stage_index
