"""What a command costs: time, processor time and memory of a process and all processes it starts."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

APART = "pagefind"
"""The program whose processes are counted separately."""

_INTERVAL = 0.05
"""Seconds between two looks, at least."""
_REST = 60
"""Looking at a process slows it down: after each look there is a pause of so many times as long."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and the highest sums of memory in bytes: see `memory_of`.

    `cpu` and `whole` are those of all processes, `memory` of all but those of `APART`, and `apart_cpu` and
    `apart_memory` of those alone.
    """

    wall: float
    cpu: float
    memory: int
    whole: int
    apart_cpu: float = 0.0
    apart_memory: int = 0


def run(command: Sequence[str | Path], folder: Path | None = None) -> tuple[Cost, str]:
    """Run a command; returns its cost and what it printed. If it fails, the program ends with what it printed to
    standard error."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        before = _ended_cpu()
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err)
        looker = _Looker(process.pid)
        looker.start()
        process.wait()
        wall = time.perf_counter() - start
        looker.stop()
        if process.returncode:
            err.seek(0)
            sys.exit(f"{' '.join(map(str, command))}\n{err.read().decode()}status {process.returncode}")
        out.seek(0)
        cpu = _ended_cpu() - before or sum(looker.cpu.values())
        cost = Cost(wall, cpu, looker.memory, looker.whole, sum(looker.apart_cpu.values()), looker.apart_memory)
        return cost, out.read().decode()


def _ended_cpu() -> float:
    """Processor time of all child processes that have ended; 0 if the system does not keep it (Windows)."""
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)


class _Looker(threading.Thread):
    """Looks at a process and all below it at intervals, and keeps the highest values."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.memory = self.whole = self.apart_memory = 0
        self.cpu: dict[int, float] = {}
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
        """Stop looking."""
        self._over.set()
        self.join()

    def _look(self) -> None:
        memory = apart = 0
        for process in _tree(self._pid):
            try:
                size, name, cpu = memory_of(process), process.name(), _cpu(process)
            except psutil.Error:  # it has ended meanwhile
                continue
            self.cpu[process.pid] = max(self.cpu.get(process.pid, 0.0), cpu)
            if name.startswith(APART):
                apart += size
                self.apart_cpu[process.pid] = max(self.apart_cpu.get(process.pid, 0.0), cpu)
            else:
                memory += size
        self.memory = max(self.memory, memory)
        self.apart_memory = max(self.apart_memory, apart)
        self.whole = max(self.whole, memory + apart)


def _tree(pid: int) -> list[psutil.Process]:
    """A process and all below it."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def memory_of(process: psutil.Process) -> int:
    """Bytes of a process, in which memory shared by several is divided among them (proportional set size).

    On systems without that figure it is the unique set size, which leaves shared memory out.
    """
    full = process.memory_full_info()
    return int(getattr(full, "pss", full.uss))


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
