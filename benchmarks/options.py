"""What several benchmarks share: options, a working folder, and a line about the machine."""

import argparse
import platform
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import rmtree

import psutil

from benchmarks.corpus import SEED
from kartotek.workers import cores


def add_content(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is built, and where."""
    parser.add_argument(
        "--content", type=Path, metavar="FOLDER", help="take entries from there; default: synthetic ones"
    )
    parser.add_argument("--seed", default=SEED, help="of the synthetic entries")
    parser.add_argument("--work", type=Path, metavar="DIR", help="a new or empty folder to work in, removed at the end")


@contextmanager
def working_folder(given: Path | None) -> Iterator[Path]:
    """An empty folder to work in, which is removed afterwards."""
    if given is None:
        with tempfile.TemporaryDirectory(prefix="kartotek-bench-") as folder:
            yield Path(folder)
        return
    if given.exists() and any(given.iterdir()):
        sys.exit(f"{given} is not empty")
    given.mkdir(parents=True, exist_ok=True)
    try:
        yield given.resolve()
    finally:
        rmtree(given)


def say(line: str) -> None:
    """Print how far the benchmark is, to standard error: standard output is for tables."""
    print(line, file=sys.stderr, flush=True)


def load_average() -> float:
    """How many processes wanted to run during the last minute, on average."""
    return psutil.getloadavg()[0]


def circumstances(module: str, loads: Sequence[float]) -> str:
    """What the figures depend on: the command, versions, the machine and how busy it was."""
    command = shlex.join(["python", "-m", module, *sys.argv[1:]])
    return (
        f"`{command}`: Kartotek {version('kartotek')}, Python {platform.python_version()}, Hugo {_version_of('hugo')}, "
        f"Pagefind {_version_of('pagefind-bin')}; {_processor()}, {cores()} cores, "
        f"load {min(loads):.1f} to {max(loads):.1f}."
    )


def _version_of(package: str) -> str:
    """The installed version of a package, or words that say there is none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    """The model name of the processor."""
    known = Path("/proc/cpuinfo")  # Linux; the module platform says less about the processor
    for line in known.read_text().splitlines() if known.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
