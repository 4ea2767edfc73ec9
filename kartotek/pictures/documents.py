"""First pages of many PDF files, drawn by processes that may fail: a file that ends one has no picture."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from threading import Event, Timer

from kartotek.pictures.first_page import FirstPage

MOST_S = 30.0
"""Seconds for one file."""
_PACKAGES = str(Path(__file__).parents[2])
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


def first_pages(paths: Sequence[Path], jobs: int, seconds: float = MOST_S) -> Iterator[Drawn]:
    """The first page of each file, in the order of the files, drawn by as many processes at a time."""
    jobs = max(1, min(jobs, len(paths)))
    parts = [paths[i::jobs] for i in range(jobs)]
    with ThreadPoolExecutor(jobs) as pool:
        drawn = [iter(part) for part in pool.map(lambda part: _drawn(part, seconds), parts)]
    for i in range(len(paths)):
        yield next(drawn[i % jobs])


def _drawn(paths: Sequence[Path], seconds: float) -> list[Drawn]:
    with closing(_Drawer(seconds)) as drawer:
        return [drawer.first_page(path) for path in paths]


class _Drawer:
    """A process that draws one file after the other, begun anew where it failed."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def first_page(self, path: Path) -> Drawn:
        """The first page of a file, or why it could not be drawn."""
        process = self._process = self._process or _begun()
        late = Event()
        timer = Timer(self._seconds, _stop, (process, late))
        timer.start()
        try:
            return _asked(process, path)
        except (OSError, ValueError, TypeError):  # it ended, or what it answers is no answer
            self.close()
            return FirstPage(trouble="it takes too long" if late.is_set() else "its first page cannot be drawn"), b""
        finally:
            timer.cancel()

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
    path = [each for each in sys.path if Path(each).absolute() != here]
    command = [sys.executable, "-I", "-c", _PROGRAM, json.dumps([*path, _PACKAGES])]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _asked(process: subprocess.Popen[bytes], path: Path) -> Drawn:
    """What a process answers. Raises OSError, ValueError or TypeError if it fails."""
    if process.stdin is None or process.stdout is None:
        raise ValueError
    process.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
    process.stdin.flush()
    pages, width, height, trouble, size = json.loads(process.stdout.readline())
    image = process.stdout.read(int(size))
    if len(image) != size:
        raise ValueError
    return FirstPage(int(pages), int(width), int(height), str(trouble)), image
