"""The loop of the preview: build, notify open pages, wait for a save, build again.

There are three processes: this one builds pages, one serves them, and one builds the search index, which takes longer
and must not hold up the pages.
"""

import gc
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from watchfiles import Change, watch

from kartotek.config.settings import read_settings
from kartotek.diagnostics import ContentError, Diagnostic, SetupError
from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import counted
from kartotek.serve import server
from kartotek.site.begin import FILES_AT_TOP, SettingsError
from kartotek.site.build import BuildSession, build
from kartotek.site.options import BuildOptions, Watcher
from kartotek.site.report import BuildReport

FOLDER = ".kartotek/serve"
"""The folder of the preview, relative to the site: its pages, index and caches are apart from those of `dist/`."""
_TICK_MS = 250
"""How often to look, in milliseconds, when nothing is reported."""
_QUIET_MS = 60
"""Several saves are one if they follow each other within this time, in milliseconds."""
_TRIES = 20
"""How often in a row folders may vanish before they are watched."""
_PORTS_TRIED = 20
"""How many ports to try, from the one that was asked for."""
_PORT = 8000
"""The port of a site that was not shown before."""
_PORT_FILE = "port"
"""In the folder of the preview: the port it had last, so that open pages find the next one."""
_PATIENCE = 5
"""Seconds until a process that was asked to end is killed."""
_SPAWN = multiprocessing.get_context("spawn")
"""Processes of the preview are spawned: a forked one would have the open sockets and the memory of this one."""

Log = Callable[[str], None]
"""Prints a line for the user."""


@dataclass(frozen=True, slots=True)
class PreviewAddress:
    """Where the preview is to be read: the port, None for the one that the site had last, and more names of hosts that
    requests may have."""

    port: int | None = None
    hosts: tuple[str, ...] = ()


def serve(options: BuildOptions, address: PreviewAddress, log: Log) -> None:
    """Serve the preview of a site until it is interrupted or asked to end; then KeyboardInterrupt is raised.

    Raises SetupError if there can be no server or no site, OSError if the disk fails at the beginning. Errors
    in the content are shown in the pages.
    """
    _end_in_order()
    read_settings(options.site, options.base_url)  # raises SetupError if there is no site.yaml
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
    for folder in (pages.out, index.options.out):  # if the first build failed, they may not exist
        folder.mkdir(parents=True, exist_ok=True)
    with (
        _listener(address.port or _last_port(home)) as listener,
        _served(listener, pages.out, index.options.out, address.hosts) as channel,
    ):
        live.channel = channel
        with suppress(OSError):  # then the next preview begins at another port
            (home / _PORT_FILE).write_text(f"{listener.getsockname()[1]}\n")
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
    """Rebuilds the pages in this process, and notifies open pages."""

    def __init__(self, options: BuildOptions, log: Log) -> None:
        self.options = options
        self.channel: Any = None
        self._log = log
        self._session = BuildSession()
        self._state: dict[str, Any] = {"version": 0, "diagnostics": []}

    def rebuild(self) -> None:
        """Build. If something is wrong, it is printed and shown over the last good pages."""
        try:
            report = build(self.options, Watcher(published=self._published), self._session)
        except ContentError as error:
            self._fail(error.diagnostics)
        except SettingsError as error:
            self._fail(error.diagnostics)
        except SetupError as error:
            self._fail([Diagnostic(str(self.options.site), 0, 0, "setup", error.message, error.hint)])
            # the disk may have failed while files were moved into place
            self.options = replace(self.options, exclusive=False)
        except Exception as error:  # an error of ours must not end the preview: the next save may go well
            message = f"a fault in Kartotek: {type(error).__name__}: {error}"
            hint = "undo the last change, and report it with the lines that `kartotek build` prints"
            self._fail([Diagnostic(str(self.options.site), 0, 0, "setup", message, hint)])
            self.options = replace(self.options, exclusive=False)
        else:
            if not report.written and not report.removed:
                self._published(report)  # an error may have been corrected by restoring what was there
            # only this process writes there, and now the cache knows what
            self.options = replace(self.options, exclusive=report.remembered)
            self._log(_line(report))
        gc.collect()

    def _published(self, report: BuildReport) -> None:
        """Notify open pages; the version changes only if files have."""
        changed = bool(report.written or report.removed)
        self._state = {"version": self._state["version"] + changed, "diagnostics": []}
        self.notify_pages()

    def _fail(self, diagnostics: list[Diagnostic]) -> None:
        """Show what is wrong, in open pages and in the terminal."""
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
            with suppress(OSError):  # the server has ended, and this process is about to
                self.channel.send(self._state)


def _line(report: BuildReport) -> str:
    """The line about a build: when, what, and how long it took."""
    at = datetime.now().astimezone().strftime("%H:%M:%S")
    seconds = sum(report.seconds.values())
    done = f"{counted(report.publications, 'publication')}, {counted(report.written, 'file')} written"
    return f"{at} {done} in {seconds:.2f} s"


class _Index:
    """Keeps the search index up to date, in a process of its own, so that no save has to wait for it."""

    def __init__(self, options: BuildOptions) -> None:
        self.options = options
        self.behind = False
        self._process: Any = None

    def start_if_behind(self) -> None:
        """Start to index what has changed, unless a run is still going on."""
        if self._process is not None and not self._process.is_alive():
            self._process = None
        if self._process is None and self.behind:
            self.behind = False
            self._process = _SPAWN.Process(target=_index, args=(self.options,))
            with _ignoring_interrupts():
                self._process.start()

    def stop(self) -> None:
        """End a run that is still going on."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(_PATIENCE)
            self._process.kill()


def _end_in_order() -> None:
    """Treat SIGTERM like Ctrl+C, so that the processes started here are stopped, too.

    Scripts and CI systems end background processes with SIGTERM.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Processes started inside ignore Ctrl+C, which a terminal sends to all processes: this process ends them in
    order."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _index(options: BuildOptions) -> None:
    """Build the search index: what the process of `_Index` does."""
    _end_in_order()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # errors in the content are reported by the build of the pages
    with suppress(ContentError, KeyboardInterrupt):
        try:
            build(options)
        except SetupError as error:
            print(f"the search index was not made: {one_line(error.message)}", file=sys.stderr)


def _saves(site: Path) -> Iterator[bool]:
    """True whenever something was saved, and False from time to time otherwise; several saves at once are one.

    Raises OSError where folders cannot be watched.
    """
    before = _stamp(site)
    tries = 0
    while True:
        roots = _roots(site)
        try:
            for changed in _changes(roots or [site], recursive=bool(roots)):
                tries = 0
                now = _stamp(site)
                yield changed or now != before
                before = now
                if _roots(site) != roots:
                    break
        except FileNotFoundError:  # a folder was removed just before it was to be watched
            tries += 1
            if tries == _TRIES:
                raise
            yield True


def _changes(roots: Sequence[Path], *, recursive: bool) -> Iterator[bool]:
    """Whether something changed there that matters, again and again."""
    for changed in watch(
        *roots,
        watch_filter=_matters,
        step=_QUIET_MS,
        rust_timeout=_TICK_MS,
        yield_on_timeout=True,
        recursive=recursive,
    ):
        yield bool(changed)


def _roots(site: Path) -> list[Path]:
    """The folders to watch, as far as they exist."""
    return [folder for folder in (site / "content", site / "templates") if folder.is_dir()]


def _stamp(site: Path) -> tuple[list[float], list[Path]]:
    """What is not watched but compared: the times of the files at the top, which editors replace, and which folders
    exist."""
    times: list[float] = []
    for name in FILES_AT_TOP:
        try:
            times.append((site / name).stat().st_mtime)
        except OSError:
            times.append(0.0)
    return times, _roots(site)


def _matters(_: Change, path: str) -> bool:
    """Whether a change matters: temporary files of editors do not."""
    name = Path(path).name
    return not (name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp")) or name == "4913")


@contextmanager
def _listener(port: int) -> Iterator[socket.socket]:
    """A socket for this computer only, on the port or the next free one. Raises SetupError if none is free."""
    with socket.socket() as listener:
        if os.name == "posix":  # a port is free again as soon as nobody listens, not only minutes later
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for number in range(port, min(port + _PORTS_TRIED, 65536)):
            try:
                listener.bind(("127.0.0.1", number))
            except OSError:
                continue
            listener.listen()
            yield listener
            return
    raise SetupError(f"the ports {port} to {port + _PORTS_TRIED - 1} are taken", "choose another with --port")


def _last_port(home: Path) -> int:
    """The port of the last preview of this site, or the usual one."""
    with suppress(OSError, ValueError):
        port = int((home / _PORT_FILE).read_text())
        if 0 < port < 65536:
            return port
    return _PORT


@contextmanager
def _served(listener: socket.socket, pages: Path, index: Path, hosts: Sequence[str]) -> Iterator[Any]:
    """Runs the server in a process of its own. What is sent to the connection goes to all open pages."""
    receiver, sender = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=server.run, args=(listener, pages, index, receiver, hosts))
    with _ignoring_interrupts():
        process.start()
    receiver.close()
    try:
        yield sender
    finally:
        sender.close()
        process.join(_PATIENCE)
        process.kill()
