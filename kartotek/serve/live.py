"""The loop: build, tell the open pages, wait for a save, build again. The search index follows behind."""

import gc
import multiprocessing
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from watchfiles import Change, watch

from kartotek.config.settings import FILE, read_settings
from kartotek.diagnostics import ContentError, Diagnostic, SetupError
from kartotek.diagnostics.render import counted
from kartotek.serve import server
from kartotek.site.build import BuildSession, build
from kartotek.site.check import SettingsError
from kartotek.site.options import BuildOptions, Watcher
from kartotek.site.report import Report

FOLDER = ".kartotek/serve"
"""Below the site: pages, index and caches of the preview, apart from those of `dist/`."""
_TICK_MS = 250
_QUIET_MS = 60
"""A burst of changes is over when nothing has changed for so long."""
_PORTS_TRIED = 20
_PATIENCE = 5
"""Seconds until what was asked to end is ended."""
_SPAWN = multiprocessing.get_context("spawn")

Log = Callable[[str], None]


def serve(options: BuildOptions, port: int, log: Log) -> None:
    """Serve the preview of a site until it is interrupted or asked to end: then KeyboardInterrupt is raised.

    Raises SetupError when there can be no server, or no site.
    """
    _end_in_order()
    read_settings(options.site, options.base_url)  # where there are none, there is nothing to wait for
    home = options.site / FOLDER
    pages = replace(
        options,
        out=home / "pages",
        cache_folder=f"{FOLDER}/pages-cache",
        drafts=True,
        search=False,
        base_url="http://localhost/",
    )
    index = _Index(replace(pages, out=home / "index", cache_folder=f"{FOLDER}/index-cache", search=True, pages=False))
    live = _Live(pages, log)
    live.rebuild()
    for folder in (pages.out, index.options.out):  # where the first build failed there may be none
        folder.mkdir(parents=True, exist_ok=True)
    with _listener(port) as listener, _served(listener, pages.out, index.options.out) as channel:
        live.channel = channel
        live.notify_pages()
        log(f"http://127.0.0.1:{listener.getsockname()[1]}/  (Ctrl+C ends it)")
        index.behind = options.search
        try:
            for saved in _saves(options.site):
                if saved:
                    live.rebuild()
                    index.behind = options.search
                index.start_if_behind()
        finally:
            index.stop()


class _Live:
    """Rebuilds pages in this process, and tells those that are open."""

    def __init__(self, options: BuildOptions, log: Log) -> None:
        self.options = options
        self.channel: Any = None
        self._log = log
        self._session = BuildSession()
        self._state: dict[str, Any] = {"version": 0, "diagnostics": []}

    def rebuild(self) -> None:
        """Build; what is wrong is told and kept over the last good pages."""
        try:
            report = build(self.options, Watcher(published=self._published), self._session)
        except ContentError as error:
            self._fail(error.diagnostics)
        except SettingsError as error:
            self._fail(error.diagnostics)
        except SetupError as error:
            self._fail([Diagnostic(str(self.options.site), 0, 0, "setup", error.message, error.hint)])
            # the disk may have failed in the midst of publishing
            self.options = replace(self.options, exclusive=False)
        else:
            if not report.written and not report.removed:
                self._published(report)  # a diagnostic may have been mended by going back to what was there
            # from now on nobody but this process writes there, and what it wrote is known
            self.options = replace(self.options, exclusive=report.remembered)
            self._log(_line(report))
        gc.collect()

    def _published(self, report: Report) -> None:
        changed = bool(report.written or report.removed)
        self._state = {"version": self._state["version"] + changed, "diagnostics": []}
        self.notify_pages()

    def _fail(self, diagnostics: list[Diagnostic]) -> None:
        shown = [
            {
                "place": f"{diagnostic.file}:{diagnostic.line}:{diagnostic.column}",
                "message": diagnostic.message,
                "hint": diagnostic.hint,
            }
            for diagnostic in diagnostics
        ]
        self._state = {**self._state, "diagnostics": shown}
        self.notify_pages()
        for diagnostic in shown:
            self._log(f"{diagnostic['place']}: {diagnostic['message']}\n  help: {diagnostic['hint']}")

    def notify_pages(self) -> None:
        """Send the present state to all open pages."""
        if self.channel is not None:
            with suppress(OSError):  # the server has ended, and so will this
                self.channel.send(self._state)


def _line(report: Report) -> str:
    at = datetime.now().astimezone().strftime("%H:%M:%S")
    seconds = sum(report.seconds.values())
    done = f"{counted(report.publications, 'publication')}, {counted(report.written, 'file')} written"
    return f"{at} {done} in {seconds:.2f} s"


class _Index:
    """Keeps the search index near to the pages, in a process of its own; a save does not wait for it."""

    def __init__(self, options: BuildOptions) -> None:
        self.options = options
        self.behind = False
        self._process: Any = None

    def start_if_behind(self) -> None:
        """Begin to index what has changed, unless a run has not ended yet."""
        if self._process is not None and not self._process.is_alive():
            self._process = None
        if self._process is None and self.behind:
            self.behind = False
            self._process = _SPAWN.Process(target=_index, args=(self.options,))
            with _ignoring_interrupts():
                self._process.start()

    def stop(self) -> None:
        """Let go of a run that has not ended."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(_PATIENCE)
            self._process.kill()


def _end_in_order() -> None:
    """Let SIGTERM do what Ctrl+C does, so that what was started is stopped, too. Ctrl+C itself does not reach processes
    that a script or a CI has put in the background."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """What is started here does not hear Ctrl+C, which a terminal tells all at once: it is ended by this process."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _index(options: BuildOptions) -> None:
    _end_in_order()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # diagnostics in the content are told by the build of the pages
    with suppress(ContentError, KeyboardInterrupt):
        try:
            build(options)
        except SetupError as error:
            print(f"the search index was not made: {error.message}", file=sys.stderr)


def _saves(site: Path) -> Iterator[bool]:
    """True when something was saved, False now and then when nothing was; a burst of saves is one."""
    before = _stamp(site)
    while True:
        roots = _roots(site)
        changes = watch(
            *(roots or [site]),
            watch_filter=_matters,
            step=_QUIET_MS,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            recursive=bool(roots),
        )
        for changed in changes:
            now = _stamp(site)
            yield bool(changed) or now != before
            before = now
            if _roots(site) != roots:
                break


def _roots(site: Path) -> list[Path]:
    return [folder for folder in (site / "content", site / "templates") if folder.is_dir()]


def _stamp(site: Path) -> tuple[float, list[Path]]:
    """What is not watched but looked at: `site.yaml`, which editors replace, and which folders there are."""
    with suppress(OSError):
        return (site / FILE).stat().st_mtime, _roots(site)
    return 0.0, _roots(site)


def _matters(_: Change, path: str) -> bool:
    """Not the temporary files of editors."""
    name = Path(path).name
    return not (name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp")) or name == "4913")


@contextmanager
def _listener(port: int) -> Iterator[socket.socket]:
    """A socket on this computer only, on the port or the next that is free. Raises SetupError."""
    with socket.socket() as listener:
        for number in range(port, port + _PORTS_TRIED):
            try:
                listener.bind(("127.0.0.1", number))
            except OSError:
                continue
            listener.listen()
            yield listener
            return
    raise SetupError(f"the ports {port} to {port + _PORTS_TRIED - 1} are taken", "choose another with --port")


@contextmanager
def _served(listener: socket.socket, pages: Path, index: Path) -> Iterator[Any]:
    """The server, in a process of its own; what is sent through what is given goes to all open pages."""
    receiver, sender = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=server.run, args=(listener, pages, index, receiver))
    with _ignoring_interrupts():
        process.start()
    receiver.close()
    try:
        yield sender
    finally:
        sender.close()
        process.join(_PATIENCE)
        process.kill()
