"""What became of `dist/` since the last build left it."""

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kartotek.output.outputs import Output, Outputs
from kartotek.output.stage import HOSTS_OWN, MARKER, described
from kartotek.workers import background

Folders = Mapping[str, int]
"""Folders below `dist/` ("" is itself) and the time in ns at which files were last put in or taken out."""


_WORTH_A_PROCESS = 30_000
"""To begin a process costs as much as looking at some ten thousand files."""


@dataclass(frozen=True, slots=True)
class Survey:
    """`sound` are the outputs that are as they were left (all of them, if it is the same object), with the time their
    files bear now; `orphans` are files that no build put there."""

    sound: Outputs
    orphans: frozenset[str]


def survey(out: Path, outputs: Outputs, folders: Folders, jobs: int) -> Survey:
    """Compare `dist/` with what the last build left there. Only files that bear another time are read."""
    processes = max(1, min(jobs, len(outputs) // _WORTH_A_PROCESS))
    # this process looks at the folders, too
    share = (len(outputs) + len(folders)) // processes + 1
    starts = range(max(0, share - len(folders)), len(outputs), share)
    with ExitStack() as waiting:
        others = [waiting.enter_context(background(_look, (out, outputs, at, at + share), jobs)) for at in starts]
        broken, restored = _look((out, outputs, 0, starts.start))
        disturbed = _disturbed(out, folders)
        for done in others:
            more_broken, more_restored = done()
            broken += more_broken
            restored += more_restored
    sound = outputs.changed(broken, restored) if broken or restored else outputs
    orphans = [path for folder in disturbed for path in _files_in(out, folder, folders) if path not in outputs]
    return Survey(sound, frozenset(orphans))


def _look(span: tuple[Path, Outputs, int, int]) -> tuple[list[str], list[Output]]:
    """The files from one place to another that are not as they were left, and those that are but for their time."""
    out, outputs, start, end = span
    base, stat = f"{out}/", os.stat
    broken: list[str] = []
    restored: list[Output] = []
    for path, size, mtime_ns in outputs.stats(start, end):
        try:
            found = stat(base + path)
        except OSError:
            broken.append(path)
            continue
        if found.st_mtime_ns == mtime_ns and found.st_size == size:
            continue
        output = outputs[path]
        if found.st_size == size and _is_file_with(out / path, output.digest):  # restored from an archive, say
            restored.append(output._replace(mtime_ns=found.st_mtime_ns))
        else:
            broken.append(path)
    return broken, restored


def _disturbed(out: Path, folders: Folders) -> list[str]:
    """The folders that files were put in or taken out of."""
    base, found = f"{out}/", []
    for folder, mtime_ns in folders.items():
        try:
            if os.stat(base + folder).st_mtime_ns != mtime_ns:  # noqa: PTH116  # a hundred thousand times
                found.append(folder)
        except OSError:
            pass  # then its files are not sound either
    return found


def _is_file_with(path: Path, digest: bytes) -> bool:
    try:
        return described("", path, new=False).digest == digest
    except OSError:
        return False


def _files_in(out: Path, folder: str, known: Folders) -> Iterable[str]:
    """Files of a folder, and of folders in it that are not known themselves."""
    prefix = f"{folder}/" if folder else ""
    try:
        entries = list(os.scandir(out / folder))
    except (FileNotFoundError, NotADirectoryError):
        return  # the folder around it, which was disturbed too, has the file that stands there now
    for entry in entries:
        path = prefix + entry.name
        if path in (MARKER, *HOSTS_OWN):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif path not in known:
            yield from _files_in(out, path, known)


def folder_times(out: Path, outputs: Iterable[str]) -> dict[str, int]:
    """The folders of outputs with their times."""
    folders: dict[str, int] = {}
    for path in outputs:
        _time_folders(out, path, folders)
    return folders


def changed_times(out: Path, moved: Iterable[str], known: Folders) -> Folders:
    """The same after some files were put in or taken out, from what was known before."""
    fresh: dict[str, int] = {}
    for path in moved:
        _time_folders(out, path, fresh)
    if all(known.get(folder, 0) == time for folder, time in fresh.items()):
        return known
    return {folder: time for folder, time in ({**known, **fresh}).items() if time}


def _time_folders(out: Path, path: str, folders: dict[str, int]) -> None:
    """Add the folders around a file; 0 stands for one that is no more."""
    folder = path.rpartition("/")[0]
    while folder not in folders:
        try:
            folders[folder] = os.stat(f"{out}/{folder}").st_mtime_ns  # noqa: PTH116
        except OSError:
            folders[folder] = 0
        folder = folder.rpartition("/")[0]
