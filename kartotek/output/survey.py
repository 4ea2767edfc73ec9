"""What became of `dist/` since the last build left it."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kartotek.output.stage import MARKER, Output
from kartotek.text import digests

Folders = Mapping[str, int]
"""Folders below `dist/` ("" is itself) and the time in ns at which files were last put in or taken out."""


@dataclass(frozen=True, slots=True)
class Survey:
    """`sound` are the outputs that are as they were left, with the time their files bear now; `strays` are files that
    no build put there."""

    sound: Mapping[str, Output]
    strays: frozenset[str]


def survey(out: Path, outputs: Mapping[str, Output], folders: Folders) -> Survey:
    """Compare `dist/` with what the last build left there. Only files that bear another time are read."""
    base = f"{out}/"
    stat = os.stat
    sound: dict[str, Output] = {}
    for path, output in outputs.items():
        try:
            found = stat(base + path)
        except OSError:
            continue
        if found.st_size == output.size:
            if found.st_mtime_ns == output.mtime_ns:
                sound[path] = output
            elif _is_file_with(out / path, output.digest):  # restored from an archive, say
                sound[path] = output._replace(mtime_ns=found.st_mtime_ns)
    disturbed = []
    for folder, mtime_ns in folders.items():
        try:
            if stat(base + folder).st_mtime_ns != mtime_ns:
                disturbed.append(folder)
        except OSError:
            pass  # then its files are not sound either
    strays = [path for folder in disturbed for path in _files_in(out, folder, folders) if path not in outputs]
    return Survey(sound, frozenset(strays))


def _is_file_with(path: Path, digest: bytes) -> bool:
    try:
        return digests.of_bytes(path.read_bytes()) == digest
    except OSError:
        return False


def _files_in(out: Path, folder: str, known: Folders) -> Iterable[str]:
    """Files of a folder, and of folders in it that are not known themselves."""
    prefix = f"{folder}/" if folder else ""
    for entry in os.scandir(out / folder):
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if path not in known and path != ".git":
                yield from _files_in(out, path, known)
        elif path not in (MARKER, "CNAME"):
            yield path


def folder_times(out: Path, outputs: Iterable[str], known: Folders, touched: Iterable[str] | None) -> dict[str, int]:
    """The folders of all outputs with their times; of those where no `touched` file is (None: all), as known."""
    folders: set[str] = set()
    for path in outputs:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    if touched is None:
        fresh = folders
    else:
        fresh = folders - known.keys()
        for path in touched:
            folder = path
            while folder:
                folder = folder.rpartition("/")[0]
                fresh.add(folder)
    base = f"{out}/"
    return {
        folder: os.stat(base + folder).st_mtime_ns if folder in fresh else known[folder]  # noqa: PTH116
        for folder in folders
    }
