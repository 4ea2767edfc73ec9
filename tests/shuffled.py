"""Folders that list their files in another order, as on a disk of another machine.

A tmpfs lists them by when they were made, so a copy that is made in a random order is listed in one, too.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TMPFS = Path("/dev/shm")


@contextmanager
def memory_disk() -> Iterator[Path]:
    """An empty folder on a tmpfs, removed at the end."""
    assert _TMPFS.is_dir(), f"there is no {_TMPFS}: these tests need a tmpfs, as every Linux has it"
    with tempfile.TemporaryDirectory(prefix="kartotek-", dir=_TMPFS) as folder:
        yield Path(folder)


def copy_shuffled(source: Path, target: Path, seed: int) -> None:
    """Copy a folder with everything in it, in a random order."""
    paths = sorted(source.rglob("*"))
    random.Random(seed).shuffle(paths)
    for path in paths:
        at = target / path.relative_to(source)
        if path.is_dir():
            at.mkdir(parents=True, exist_ok=True)
        else:
            at.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, at)


def listed(folder: Path) -> list[str]:
    """The names in a folder in the order of the file system."""
    return os.listdir(folder)  # noqa: PTH208
