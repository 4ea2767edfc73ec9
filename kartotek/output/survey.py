"""What became of `dist/` since the last build left it.

Somebody may have edited, deleted or added files, or restored the folder from an archive. Files are compared by size and
time, and read only where the time differs; or all are read, and compared with the digests of what was put there.
"""

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
"""Files for each process: beginning one costs as much as looking at some ten thousand files."""


@dataclass(frozen=True, slots=True)
class Survey:
    """`sound` are the outputs that are as they were left (all of them, if it is the same object), with the times that
    their files have now; `orphans` are the paths of files that no build put there."""

    sound: Outputs
    orphans: frozenset[str]


def survey(out: Path, outputs: Outputs, folders: Folders, jobs: int, *, verify: bool = False) -> Survey:
    """Compare `dist/` with what the last build left there: `outputs`, and `folders` with their times.

    Orphans are looked for only in folders whose time has changed, since putting a file into a folder changes that.
    `jobs` is the number of processes that may be used. With `verify` every file is read.
    """
    processes = max(1, min(jobs, len(outputs) // _WORTH_A_PROCESS))
    # this process looks at the folders, too
    share = (len(outputs) + len(folders)) // processes + 1
    starts = range(max(0, share - len(folders)), len(outputs), share)
    with ExitStack() as waiting:
        others = [
            waiting.enter_context(background(_look, (out, outputs, at, at + share, verify), jobs)) for at in starts
        ]
        broken, restored = _look((out, outputs, 0, starts.start, verify))
        disturbed = _disturbed(out, folders)
        for done in others:
            more_broken, more_restored = done()
            broken += more_broken
            restored += more_restored
    sound = outputs.changed(broken, restored) if broken or restored else outputs
    orphans = [path for folder in disturbed for path in _files_in(out, folder, folders) if path not in outputs]
    return Survey(sound, frozenset(orphans))


def _look(span: tuple[Path, Outputs, int, int, bool]) -> tuple[list[str], list[Output]]:
    """Of the files from row `start` to `end`: the paths of those that changed, and those that differ in time only."""
    out, outputs, start, end, verify = span
    base, stat = f"{out}/", os.stat
    broken: list[str] = []
    restored: list[Output] = []
    for path, size, mtime_ns in outputs.stats(start, end):
        try:
            found = stat(base + path)
        except OSError:
            broken.append(path)
            continue
        in_time = found.st_mtime_ns == mtime_ns
        if in_time and found.st_size == size and not verify:
            continue
        output = outputs[path]
        if found.st_size != size or not is_file_with(out / path, output.digest):
            broken.append(path)
        elif not in_time:  # restored from an archive, say
            restored.append(output._replace(mtime_ns=found.st_mtime_ns))
    return broken, restored


def _disturbed(out: Path, folders: Folders) -> list[str]:
    """The folders that files were put into or taken out of since then."""
    base, found = f"{out}/", []
    for folder, mtime_ns in folders.items():
        try:
            if os.stat(base + folder).st_mtime_ns != mtime_ns:  # noqa: PTH116  # a hundred thousand times
                found.append(folder)
        except OSError:
            pass  # then its files are not sound either
    return found


def is_file_with(path: Path, digest: bytes) -> bool:
    """Whether there is a file with this digest; links are none."""
    try:
        return not path.is_symlink() and described("", path, new=False).digest == digest
    except OSError:
        return False


def _files_in(out: Path, folder: str, known: Folders) -> Iterable[str]:
    """Files of a folder, and of folders in it that are not known themselves."""
    prefix = f"{folder}/" if folder else ""
    try:
        with os.scandir(out / folder) as found:
            entries = list(found)
    except (FileNotFoundError, NotADirectoryError):
        return  # the folder around it has changed too, and with it the file that is there now is found
    for entry in entries:
        path = prefix + entry.name
        if path in (MARKER, *HOSTS_OWN):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif path not in known:
            yield from _files_in(out, path, known)


def folder_times(out: Path, outputs: Iterable[str]) -> dict[str, int]:
    """All folders of some outputs, each with the time of its last change (ns)."""
    folders: dict[str, int] = {}
    for path in outputs:
        _time_folders(out, path, folders)
    return folders


def changed_times(out: Path, moved: Iterable[str], known: Folders) -> Folders:
    """The times of all folders after the files `moved` were put in or taken out; `known` itself if none has changed."""
    fresh: dict[str, int] = {}
    for path in moved:
        _time_folders(out, path, fresh)
    if all(known.get(folder, 0) == time for folder, time in fresh.items()):
        return known
    return {folder: time for folder, time in ({**known, **fresh}).items() if time}


def _time_folders(out: Path, path: str, folders: dict[str, int]) -> None:
    """Add the folders around a file to `folders`; 0 is the time of one that does not exist any more."""
    folder = path.rpartition("/")[0]
    while folder not in folders:
        try:
            folders[folder] = os.stat(f"{out}/{folder}").st_mtime_ns  # noqa: PTH116
        except OSError:
            folders[folder] = 0
        folder = folder.rpartition("/")[0]
