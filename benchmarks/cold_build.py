#!/usr/bin/env python3
"""Time cold builds of a site as whole processes, and measure their memory.

    python benchmarks/cold_build.py SITE [--runs 3] [--jobs N] [--no-search]

SITE holds site.yaml and content/; it is not changed. Each run builds into an empty folder with an empty cache.
Prints the median of wall and CPU seconds, and the highest proportional set size of the process tree (Linux).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

BUILD = Path(__file__).parent.parent / "build.py"


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    below = [int(child) for child in text.split()]
    return below + [deeper for child in below for deeper in _children(child)]


def _proportional_set_size(pid: int) -> int:
    """Bytes of a process and all below it, shared pages counted once."""
    total = 0
    for process in (pid, *_children(pid)):
        try:
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except OSError:
            continue  # it has ended meanwhile
    return total


def _run(site: Path, arguments: list[str]) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds and peak bytes of one build."""
    with tempfile.TemporaryDirectory(dir=site.parent) as folder:
        copy = Path(folder)
        (copy / "content").symlink_to((site / "content").resolve())
        (copy / "site.yaml").write_bytes((site / "site.yaml").read_bytes())
        before, start = os.times(), time.perf_counter()
        command = [sys.executable, str(BUILD), "--site", str(copy), *arguments]
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        peak = 0
        done = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not done.wait(0.2):
                peak = max(peak, _proportional_set_size(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, told = process.communicate()
        done.set()
        watcher.join()
        wall, after = time.perf_counter() - start, os.times()
        if process.returncode:
            sys.exit(told.decode())
        print(told.decode().splitlines()[-1])
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, peak


def main() -> None:
    """Parse arguments, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", default="")
    parser.add_argument("--no-search", action="store_true")
    options = parser.parse_args()
    arguments = ["--no-search"] if options.no_search else []
    arguments += ["--jobs", options.jobs] if options.jobs else []
    runs = [_run(options.site, arguments) for _ in range(options.runs)]
    wall, cpu, peak = (statistics.median(values) for values in zip(*runs, strict=True))
    print(f"median of {options.runs}: {wall:.2f} s wall, {cpu:.2f} s CPU, {peak / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
