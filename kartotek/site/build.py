"""The build, told as a story."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kartotek.config.settings import Settings, read_settings
from kartotek.content.history import History, read_history, state_of
from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.output.lock import only_build
from kartotek.output.stage import check_out
from kartotek.output.survey import Survey, survey
from kartotek.render.theme import theme_digest
from kartotek.site.load import Loaded, load
from kartotek.site.memory import Memory, forgotten, keep, recall
from kartotek.site.order import Options, Report, Watcher, unkept
from kartotek.site.program import program_stamp
from kartotek.store.store import BrokenStoreError
from kartotek.text import digests
from kartotek.workers import collector_at_rest


@dataclass(slots=True)
class Held:
    """What builds of the same options in one process hand on to the next, that it need not read it from the disk."""

    memory: Memory | None = None


def build(options: Options, watcher: Watcher = Watcher(), held: Held | None = None) -> Report:  # noqa: B008
    """Build the portal into `options.out`.

    Raises SetupError (nothing can be built here) and ContentError (the content has errors); after either,
    `out` is as it was.
    """
    report = Report()
    settings = check_settings(options, report)
    settings_told = tuple(report.diagnostics)
    cache = options.site / options.cache
    with _told_plainly(options.out):
        check_out(options.out, options.site, cache)
    with _told_plainly(options.out), only_build(cache), collector_at_rest():
        last = Memory() if options.clean else (held and held.memory) or recall(cache, program_stamp())
        if held is not None:
            held.memory = None  # should the build fail, the next one reads what is on the disk
        try:
            following = _build_after(last, options, settings, cache, report, watcher)
        except BrokenStoreError as error:
            report = Report(diagnostics=list(settings_told))
            following = _build_after(forgotten(error), options, settings, cache, report, watcher)
        if held is not None:
            held.memory = following
        elif following is not None:
            following.close()
    return report


def _build_after(
    last: Memory, options: Options, settings: Settings, cache: Path, report: Report, watcher: Watcher
) -> Memory | None:
    """`_build`, after which what the last build left is let go of."""
    if last.note:
        report.notes.append(last.note)
    try:
        return _build(options, settings, cache, last, report, watcher)
    finally:
        last.close()


def _build(
    options: Options,
    settings: Settings,
    cache: Path,
    last: Memory,
    report: Report,
    watcher: Watcher,
) -> Memory | None:
    """See what has changed; if anything has, make the portal anew as far as it must be.

    Returns what the next build in this process may begin with, if it need not read it from the disk.
    """
    searching = options.search and settings.search
    with report.phase("load"):
        last.belongs_to(options.out)
        if options.trusting:
            found = Survey(last.outputs, frozenset())
        else:
            found = survey(options.out, last.outputs, last.folders, options.jobs)
        if len(found.sound) < len(last.outputs) or (searching and last.unindexed is None):
            last.world = b""  # what is damaged, or was not indexed, may be anything
        # a preview is harvested by nobody, and what has no address neither
        history = _history(options.site, last) if settings.site.base_url and not options.drafts else None
        loaded = check_content(options, settings, report, last, history, watcher)
    if loaded.touched == frozenset() and not found.strays and not (searching and last.unindexed):
        report.publications, report.pages, report.kept = len(loaded.portal.publications), last.pages, len(found.sound)
        now = loaded.memory
        known = (last.signatures, last.history.state)
        if (now.signatures, now.history.state) != known or found.sound is not last.outputs:
            with report.phase("remember"):
                now = replace(last, signatures=now.signatures, history=now.history, outputs=found.sound)
                with unkept(report):
                    return keep(now, last, cache, None, {})
        return None
    from kartotek.site.make import make  # brings the templates with it, and most builds in a day need none

    return make(options, settings, cache, last, loaded, found, report, watcher)


def _history(site: Path, last: Memory) -> History:
    """When entries were changed: read only if there is a new commit."""
    state = state_of(site)
    return last.history if state == last.history.state else read_history(site, state, last.history)


def check(options: Options, *, roundtrip: bool = False) -> Report:
    """Read and check settings and content; write nothing. Raises as `build` does.

    `roundtrip` makes the exports too, reads them back and compares them with their entries.
    """
    report = Report()
    settings = check_settings(options, report)
    with _told_plainly(options.site):
        loaded = check_content(options, settings, report)
        if roundtrip:
            from kartotek.site.proof import read_back  # brings readers with it that few have installed

            report.diagnostics += read_back(loaded, settings.site, options.jobs)
            if any(fault.severity is Severity.ERROR for fault in report.diagnostics):
                raise ContentError(report.diagnostics)
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


def check_content(
    options: Options,
    settings: Settings,
    report: Report,
    memory: Memory | None = None,
    history: History | None = None,
    watcher: Watcher = Watcher(),  # noqa: B008
) -> Loaded:
    """The linked portal; ContentError when an entry has errors (with `strict`, doubts too)."""
    world = digests.of_value((settings, theme_digest(options.site)))
    loaded = load(
        options.site,
        settings,
        options.jobs,
        drafts=options.drafts,
        memory=memory,
        history=history,
        world=world,
        progress=watcher.progress,
    )
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
