"""The build, told as a story."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from jinja2 import TemplateError

from kartotek import urls
from kartotek.config.settings import Settings, read_settings
from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.output.lock import only_build
from kartotek.output.stage import Output, Stage, check_out, described, make_stage, prune, publish
from kartotek.pages.view import View
from kartotek.render.environment import template_fault
from kartotek.site.extras import stage_assets, stage_directions, stage_documents
from kartotek.site.index import build_index, stage_bundle
from kartotek.site.load import Loaded, load
from kartotek.site.render import Printer, Task, make_views, plan_tasks, render_task
from kartotek.workers import collector_at_rest, spread

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
    """What a build did. `seconds` are by phase, in order."""

    publications: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time a phase."""
        start = perf_counter()
        yield
        self.seconds[name] = perf_counter() - start


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
        with report.phase("load"), collector_at_rest():
            loaded = check_content(options, settings, report)
        stage = make_stage(options.out, cache, anew=options.clean)
        try:
            outputs = _make_everything(options, settings, loaded, stage, report)
            with report.phase("publish"):
                report.written = publish(stage, outputs)
                report.removed = prune(options.out, {file.path for file in outputs})
        finally:
            shutil.rmtree(stage.folder, ignore_errors=True)
    return report


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


def check_content(options: Options, settings: Settings, report: Report) -> Loaded:
    """The linked portal; ContentError when an entry has errors (with `strict`, doubts too)."""
    loaded = load(options.site, settings, options.jobs, drafts=options.drafts)
    report.diagnostics += loaded.diagnostics
    fatal = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    if any(fault.severity in fatal for fault in report.diagnostics):
        raise ContentError(report.diagnostics)
    return loaded


def _make_everything(
    options: Options, settings: Settings, loaded: Loaded, stage: Stage, report: Report
) -> list[Output]:
    """Every file of the portal, outputs where it is new or changed."""
    with report.phase("plan"):
        tasks, views = _plan(options, settings, loaded, report)
        printer = Printer(views, stage)
    with report.phase("render"):
        outputs = _render(printer, tasks, options.jobs, report)
        addresses = [
            views[code].prefix + page.url
            for code, pages in tasks
            for page in pages
            if page.family not in ("not found", "redirect", "search")
        ]
        outputs += stage_assets(options.site, stage, settings)
        outputs += stage_documents(options.site, stage, loaded.files)
        outputs += stage_directions(stage, settings.site.base_url, addresses)
    report.publications, report.pages = len(loaded.portal.publications), len(addresses)
    if options.search and settings.search:
        with report.phase("index"):
            bundle = build_index(views[settings.site.languages[0]], stage, options.jobs)
            outputs += stage_bundle(bundle, stage) if bundle else []
    elif settings.search:
        outputs += _kept_bundle(options.out)
    return outputs


def _plan(options: Options, settings: Settings, loaded: Loaded, report: Report) -> tuple[list[Task], dict[str, View]]:
    try:
        views = make_views(options.site, settings, loaded.portal)
    except TemplateError as error:
        raise ContentError([*report.diagnostics, template_fault(error, "", "")]) from None
    return plan_tasks(views), views


def _render(printer: Printer, tasks: list[Task], jobs: int, report: Report) -> list[Output]:
    outputs: list[Output] = []
    for files, faults in spread(render_task, printer, tasks, jobs):
        if faults:
            report.diagnostics += faults
            raise ContentError(report.diagnostics)
        outputs += files
    return outputs


def _kept_bundle(out: Path) -> list[Output]:
    """With `--no-search` the index of the last build stays."""
    paths = sorted(path for path in (out / urls.PAGEFIND).rglob("*") if path.is_file())
    return [described(path.relative_to(out).as_posix(), path, new=False) for path in paths]


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
