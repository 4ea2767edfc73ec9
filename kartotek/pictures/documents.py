"""First pages of many PDF files, drawn by processes that may fail: a file that ends one has no picture."""

import json
import signal
import subprocess
import sys
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Timer

from kartotek.pictures.first_page import FirstPage

MOST_S = 60.0
"""Seconds for one file, of which the processor may take fewer (`first_page`): the machine may have other work, too."""
_TOO_LONG = "it takes too long"
_OUT_OF_TIME = frozenset({-signal.SIGXCPU} if hasattr(signal, "SIGXCPU") else ())
"""How a process ends that took too much of a processor."""
_HOME = Path(__file__).absolute().parents[2]
"""Where this program itself is imported from."""
_PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from kartotek.pictures.first_page import answer
answer()
"""
Drawn = tuple[FirstPage, bytes]
"""What was found in a file, and its picture."""


def drawn_by() -> str:
    """The versions of what decides the bytes of a picture, next to its file."""
    return f"first page 1, pypdfium2 {version('pypdfium2')}, Pillow {version('pillow')}"


def first_pages(paths: Sequence[Path], jobs: int, seconds: float = MOST_S) -> Generator[tuple[Path, Drawn]]:
    """The first page of each file as soon as it is there, drawn by as many processes at a time.

    Close it if not all are wanted: then nothing is drawn any more. Raises OSError if there can be no processes.
    """
    jobs = max(1, min(jobs, len(paths)))
    drawers = [_Drawer(seconds) for _ in range(jobs)]
    idle = SimpleQueue[_Drawer]()
    for drawer in drawers:
        idle.put(drawer)
    pool = ThreadPoolExecutor(jobs)
    try:
        asked = {pool.submit(_drawn, idle, path): path for path in paths}
        for answered in as_completed(asked):
            yield asked.pop(answered), answered.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for drawer in drawers:
            drawer.stop()
        pool.shutdown()
        for drawer in drawers:
            drawer.close()


def _drawn(idle: "SimpleQueue[_Drawer]", path: Path) -> Drawn:
    drawer = idle.get()
    try:
        return drawer.first_page(path)
    finally:
        idle.put(drawer)


class _Drawer:
    """A process that draws one file after the other, begun anew where it failed."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def first_page(self, path: Path) -> Drawn:
        """The first page of a file, or why it could not be drawn."""
        process = self._process = self._process or _begun()
        if self._stopped:  # before there was a process that could be ended
            process.kill()
        late = Event()
        timer = Timer(self._seconds, _stop, (process, late))
        timer.start()
        try:
            return _asked(process, path)
        except (OSError, ValueError, TypeError):  # it ended, or what it answers is no answer
            self.close()
            if process.returncode in _OUT_OF_TIME:
                return FirstPage(trouble=_TOO_LONG), b""
            trouble = _TOO_LONG if late.is_set() else "its first page cannot be drawn"
            return FirstPage(trouble=trouble, is_passing=True), b""
        finally:
            timer.cancel()

    def stop(self) -> None:
        """End the process, be it in the middle of a file; another thread may wait for it."""
        self._stopped = True
        if process := self._process:
            process.kill()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _stop(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _begun() -> subprocess.Popen[bytes]:
    """A new process. It imports nothing from the current folder, which may be the site: that is data."""
    here = Path.cwd()
    path = [each for each in sys.path if Path(each).absolute() != here or here == _HOME]
    command = [sys.executable, "-I", "-c", _PROGRAM, json.dumps(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _asked(process: subprocess.Popen[bytes], path: Path) -> Drawn:
    """What a process answers. Raises OSError, ValueError or TypeError if it fails."""
    if process.stdin is None or process.stdout is None:
        raise ValueError
    process.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
    process.stdin.flush()
    pages, width, height, trouble, is_passing, size = json.loads(process.stdout.readline())
    image = process.stdout.read(int(size))
    if len(image) != size:
        raise ValueError
    return FirstPage(int(pages), int(width), int(height), str(trouble), bool(is_passing)), image
