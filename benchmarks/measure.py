"""What a command costs: time, processor time and memory of a process with all it starts. Linux only."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

APART = "pagefind"
"""The program whose processes are counted apart."""

_INTERVAL = 0.05
_REST = 60
"""Looking costs, and holds up what is looked at: after each look there is a rest of so many times as long."""

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and the highest sums of proportional set sizes in bytes.

    `cpu` and `whole` are of all processes, `memory` of all but those of the program counted apart, and `apart_cpu`
    and `apart_memory` of those alone.
    """

    wall: float
    cpu: float
    memory: int
    whole: int
    apart_cpu: float = 0.0
    apart_memory: int = 0


def run(command: Sequence[str | Path], folder: Path | None = None) -> tuple[Cost, str]:
    """Run a command; what it cost and what it printed. Ends the program with the command's words if it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err)
        looker = _Looker(process.pid)
        looker.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        looker.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            err.seek(0)
            sys.exit(f"{' '.join(map(str, command))}\n{err.read().decode()}status {process.returncode}")
        out.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        cost = Cost(wall, cpu, looker.memory, looker.whole, sum(looker.apart_cpu.values()), looker.apart_memory)
        return cost, out.read().decode()


class _Looker(threading.Thread):
    """Looks at a process and all below it again and again, and keeps the highest it saw."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.memory = self.whole = self.apart_memory = 0
        self.apart_cpu: dict[int, float] = {}
        self._pid = pid
        self._over = threading.Event()

    def run(self) -> None:
        rest = 0.0
        while not self._over.wait(rest):
            start = time.perf_counter()
            self._look()
            rest = max(_INTERVAL, _REST * (time.perf_counter() - start))

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()

    def _look(self) -> None:
        memory = apart = 0
        for pid in _tree(self._pid):
            size = proportional_set_size(pid)
            if _name(pid).startswith(APART):
                apart += size
                self.apart_cpu[pid] = max(self.apart_cpu.get(pid, 0.0), _cpu(pid))
            else:
                memory += size
        self.memory = max(self.memory, memory)
        self.apart_memory = max(self.apart_memory, apart)
        self.whole = max(self.whole, memory + apart)


def _read(path: str) -> str:
    """A file of /proc; "" where the process has ended meanwhile."""
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it, whichever of its threads has started them."""
    yield pid
    try:
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208  # names will do
    except OSError:
        return
    for thread in threads:
        for child in _read(f"/proc/{pid}/task/{thread}/children").split():
            yield from _tree(int(child))


def proportional_set_size(pid: int) -> int:
    """Bytes of a process, those that several share divided among them."""
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _name(pid: int) -> str:
    return _read(f"/proc/{pid}/comm")


def _cpu(pid: int) -> float:
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0
