"""The build, told as a story."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from jinja2 import TemplateError

from kartotek import urls
from kartotek.config.settings import Settings, read_settings
from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.model.portal import Portal
from kartotek.output.lock import only_build
from kartotek.output.stage import Output, Stage, check_out, make_stage, publish, published, remove, strangers
from kartotek.output.survey import Survey, folder_times, survey
from kartotek.pages.view import View
from kartotek.render.environment import template_fault
from kartotek.render.theme import theme_digest
from kartotek.site.extras import stage_assets, stage_directions, stage_documents
from kartotek.site.index import finish_index, stage_bundle, update_index
from kartotek.site.load import Loaded, load
from kartotek.site.memory import Memory, keep, recall, write_content
from kartotek.site.program import program_stamp
from kartotek.site.render import Printer, Task, make_printer, make_views, plan_tasks, render_task
from kartotek.text import digests
from kartotek.workers import aside, collector_at_rest, spread

CACHE = ".kartotek"


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked to do; `base_url` "" keeps that of `site.yaml`."""

    site: Path
    out: Path
    base_url: str = ""
    jobs: int = 1
    search: bool = True
    clean: bool = False
    strict: bool = False
    drafts: bool = False


@dataclass(slots=True)
class Report:
    """What a build did. `seconds` are by phase, in order; `families` are seconds of all workers by page family."""

    publications: int = 0
    pages: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    families: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time a phase."""
        start = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start


def build(options: Options) -> Report:
    """Build the portal into `options.out`.

    Raises SetupError (nothing can be built here) and ContentError (the content has errors); after either,
    `out` is as it was.
    """
    report = Report()
    settings = check_settings(options, report)
    cache = options.site / CACHE
    with _told_plainly(options.out):
        check_out(options.out, options.site)
    with _told_plainly(options.out), only_build(cache):
        memory = Memory() if options.clean else recall(cache, program_stamp())
        if memory.note:
            report.notes.append(memory.note)
        try:
            _Build(options, settings, cache, memory, report).run()
        finally:
            memory.close()
    return report


@dataclass(slots=True)
class _Build:
    """One build: what is asked for, what the last one left, what is done."""

    options: Options
    settings: Settings
    cache: Path
    last: Memory
    report: Report

    def run(self) -> None:
        """Load, plan, render, index, publish, prune, remember."""
        options, last, report = self.options, self.last, self.report
        out, searching = options.out, options.search and self.settings.search
        with report.phase("load"), collector_at_rest():
            if last.out != str(out.resolve()):
                last.outputs, last.folders, last.world = {}, {}, b""
            found = survey(out, last.outputs, last.folders)
            if len(found.sound) < len(last.outputs) or (searching and last.unindexed is None):
                last.world = b""  # what is damaged, or was not indexed, may be anything
            loaded = check_content(options, self.settings, report, last)
        if loaded.touched is not None:
            self._finish(loaded, found, None)
            return
        content = (self.cache, program_stamp(), loaded.entries, loaded.portal)
        with aside(write_content, content, options.jobs) as begun:
            self._finish(loaded, found, begun)

    def _finish(self, loaded: Loaded, found: Survey, begun: Callable[[], Path] | None) -> None:
        """All that comes after loading; `begun` waits for the new memory that is being written."""
        last, report, now, out = self.last, self.report, loaded.memory, self.options.out
        stage = make_stage(out, self.cache, anew=self.options.clean)
        try:
            made = self._make(loaded, stage, found.sound)
            with report.phase("publish"):
                report.written = publish(stage, made)
                now.outputs = {file.path: replace(file, new=False) for file in made}
                report.kept = len(made) - report.written
                gone = set(found.strays) | (last.outputs.keys() - now.outputs.keys())
                if not last.outputs:
                    gone.update(strangers(out, now.outputs))
                report.removed = remove(out, gone)
        finally:
            shutil.rmtree(stage.folder, ignore_errors=True)
        with report.phase("remember"):
            moved = {file.path for file in made if file.new} | gone
            now.folders = folder_times(out, now.outputs, last.folders, moved if last.outputs else None)
            now.out = str(out.resolve())
            keep(now, last, self.cache, begun() if begun else None, loaded.fresh)
            finish_index(self.cache)

    def _make(self, loaded: Loaded, stage: Stage, sound: Mapping[str, Output]) -> list[Output]:
        """Every file of the portal: staged where it is new or changed, else as it is."""
        options, report, now, touched = self.options, self.report, loaded.memory, loaded.touched
        report.publications = len(loaded.portal.publications)
        with report.phase("plan"):
            printer = self._printer(loaded.portal, sound, stage)
            views = printer.views
            tasks = plan_tasks(views, touched)
        with report.phase("render"):
            made = self._render(printer, tasks)
            if touched is None:
                addresses = [
                    views[code].prefix + page.url
                    for code, pages in tasks
                    for page in pages
                    if page.family not in ("not found", "redirect", "search")
                ]
                now.pages = len(addresses)
                made += stage_assets(options.site, stage, self.settings)
                made += stage_documents(options.site, stage, loaded.files)
                made += stage_directions(stage, self.settings.site.base_url, addresses)
            else:
                now.pages = self.last.pages
        report.pages = now.pages
        with report.phase("index"):
            made += self._index(views, now, touched, stage, sound)
        if touched is not None:
            fresh = {file.path for file in made}
            made += [file for path, file in sound.items() if path not in fresh and not path.startswith(urls.PAGEFIND)]
        return made

    def _printer(self, portal: Portal, sound: Mapping[str, Output], stage: Stage) -> Printer:
        try:
            views = make_views(self.options.site, self.settings, portal)
            return make_printer(views, sound, stage)
        except TemplateError as error:
            raise ContentError([*self.report.diagnostics, template_fault(error, "", "")]) from None

    def _render(self, printer: Printer, tasks: Sequence[Task]) -> list[Output]:
        made: list[Output] = []
        for done in spread(render_task, printer, tasks, self.options.jobs):
            if done.faults:
                raise ContentError([*self.report.diagnostics, *done.faults])
            made += done.outputs
            for family, seconds in done.seconds.items():
                self.report.families[family] = self.report.families.get(family, 0.0) + seconds
        return made

    def _index(
        self,
        views: Mapping[str, View],
        now: Memory,
        touched: frozenset[str] | None,
        stage: Stage,
        sound: Mapping[str, Output],
    ) -> list[Output]:
        """The files of the search index; with `--no-search` those that are there already."""
        last = self.last
        waiting = None if touched is None or last.unindexed is None else touched | last.unindexed
        now.documents, now.unindexed = last.documents, waiting
        old = {path: file for path, file in sound.items() if path.startswith(urls.PAGEFIND)}
        if not self.settings.search:
            return []
        if not self.options.search:
            return list(old.values()) if last.outputs else list(published(self.options.out, urls.PAGEFIND))
        now.unindexed = frozenset()
        if waiting == frozenset() and last.documents is not None:
            return list(old.values())
        view = views[self.settings.site.languages[0]]
        bundle, now.documents = update_index(view, self.cache, last.documents, waiting, self.options.jobs)
        return list(stage_bundle(bundle, stage, old)) if bundle else []


def check(options: Options) -> Report:
    """Read and check settings and content; write nothing. Raises as `build` does."""
    report = Report()
    settings = check_settings(options, report)
    with _told_plainly(options.site):
        loaded = check_content(options, settings, report)
    report.publications = len(loaded.portal.publications)
    return report


def check_settings(options: Options, report: Report) -> Settings:
    """The settings; SetupError when there are none that can be used."""
    settings, diagnostics = read_settings(options.site, options.base_url)
    report.diagnostics += diagnostics
    if settings is None:
        raise SettingsError(diagnostics)
    return settings


class SettingsError(SetupError):
    """`site.yaml` has errors, each with its place."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("site.yaml cannot be used")
        self.diagnostics = diagnostics


def check_content(options: Options, settings: Settings, report: Report, memory: Memory | None = None) -> Loaded:
    """The linked portal; ContentError when an entry has errors (with `strict`, doubts too)."""
    world = digests.of_value((settings, theme_digest(options.site)))
    loaded = load(options.site, settings, options.jobs, drafts=options.drafts, memory=memory, world=world)
    report.diagnostics += loaded.diagnostics
    fatal = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    if any(fault.severity in fatal for fault in report.diagnostics):
        raise ContentError(report.diagnostics)
    return loaded


@contextmanager
def _told_plainly(where: Path) -> Iterator[None]:
    """Turn what the file system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise SetupError(
            f"{error.filename or where}: {error.strerror or error}",
            "check that the disk has room and that you may write there; what was published before is as it was",
        ) from error
    except RuntimeError as error:  # what Python 3.11 and 3.12 make of a symbolic link that leads to itself
        raise SetupError(f"{where}: {error}", "a symbolic link leads in a circle; remove it") from error
