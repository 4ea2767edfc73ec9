"""Staged files: written beside `dist/` and moved into it only when the whole build has succeeded."""

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kartotek.diagnostics import SetupError

MARKER = ".kartotek"
"""A file in `dist/` that says whose it is; without it a folder that is not empty is not touched."""

_MARKER_TEXT = b"Built by Kartotek. Each build replaces the files of this folder and removes those it did not make.\n"


@dataclass(frozen=True, slots=True)
class Staged:
    """A file of the build: where it belongs below `dist/`, and where it waits ("" when it is there already)."""

    path: str
    waiting: str


def check_out(out: Path, site: Path) -> None:
    """Raises SetupError when `out` is no folder that a build may fill."""
    if out.exists() and not out.is_dir():
        raise SetupError(
            f"{out} is a file, and the portal needs a folder of that name",
            "remove it or choose another --out",
        )
    inside = [out.resolve(), *out.resolve().parents]
    for folder in (site / "content", site / "templates"):
        if folder.resolve() in inside:
            raise SetupError(f"{out} lies in {folder.name}/, which a build never changes", "choose another --out")
    if out.resolve() in (site.resolve(), *site.resolve().parents):
        raise SetupError(f"{out} holds the site itself", "choose another --out, such as dist")
    if out.is_dir() and not (out / MARKER).exists() and any(out.iterdir()):
        raise SetupError(
            f"{out} is not empty and was not built by Kartotek, so nothing there was touched",
            "empty it or choose another --out",
        )


def make_stage(out: Path, cache: Path) -> Path:
    """An empty folder for staged files, on the same file system as `out` so that moving is atomic.

    Raises OSError when none can be made.
    """
    out.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    base = cache if cache.stat().st_dev == out.stat().st_dev else out
    for old in base.glob("stage-*"):
        shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix="stage-", dir=base))


def stage_bytes(stage: Path, out: Path, path: str, name: str, data: bytes) -> Staged:
    """Stage a file under a name of its own, unless `dist/` has the same bytes already."""
    target = out / path
    try:
        if target.stat().st_size == len(data) and target.read_bytes() == data:
            return Staged(path, "")
    except OSError:
        pass  # it is not there, or is a folder: then it is new
    waiting = stage / name
    with waiting.open("wb") as file:
        file.write(data)
    return Staged(path, str(waiting))


def stage_file(stage: Path, out: Path, path: str, name: str, source: Path, *, move: bool = False) -> Staged:
    """Stage a copy of a file (or, with `move`, the file itself)."""
    target = out / path
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return Staged(path, "")
    waiting = stage / name
    if move:
        source.replace(waiting)
    else:
        shutil.copyfile(source, waiting)
    return Staged(path, str(waiting))


def publish(out: Path, staged: Iterable[Staged]) -> int:
    """Move what waits into place; returns how many files were new or changed."""
    made: set[str] = set()
    count = 0
    base = f"{out}/"
    for file in staged:
        if not file.waiting:
            continue
        folder = file.path.rpartition("/")[0]
        if folder not in made:
            _make_folder(out, folder)
            made.add(folder)
        try:
            os.replace(file.waiting, base + file.path)  # noqa: PTH105  # a hundred thousand times
        except IsADirectoryError:
            shutil.rmtree(base + file.path)
            os.replace(file.waiting, base + file.path)  # noqa: PTH105
        count += 1
    marker = out / MARKER
    if not marker.exists():
        marker.write_bytes(_MARKER_TEXT)
    return count


def _make_folder(out: Path, folder: str) -> None:
    try:
        os.makedirs(out / folder, exist_ok=True)  # noqa: PTH103
    except (FileExistsError, NotADirectoryError):
        # a file of an earlier build stands where a folder belongs now
        part = out
        for name in folder.split("/"):
            part = part / name
            if part.exists() and not part.is_dir():
                part.unlink()
        os.makedirs(out / folder, exist_ok=True)  # noqa: PTH103


def prune(out: Path, expected: set[str]) -> int:
    """Remove every file the build did not make, and folders left empty; returns how many files went."""
    removed = 0
    base = len(str(out)) + 1
    for folder, _, files in os.walk(out, topdown=False):
        prefix = f"{folder[base:]}/" if len(folder) >= base else ""
        gone = [name for name in files if prefix + name not in expected and prefix + name != MARKER]
        for name in gone:
            Path(folder, name).unlink()
        removed += len(gone)
        if prefix and len(gone) == len(files):
            with suppress(OSError):  # there are folders in it
                Path(folder).rmdir()
    return removed
