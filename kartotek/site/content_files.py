"""What is below `content/files/`, whoever may read it."""

import os
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kartotek.content.folder import FILES
from kartotek.diagnostics import Diagnostic, Severity
from kartotek.diagnostics.special_files import special
from kartotek.site.unnamed_files import Identity
from kartotek.text.file_names import has_control


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """What is below `content/files/`, by the names that entries use: in Unicode's composed form (NFC), with slashes."""

    folder: Path
    """That folder."""
    paths: Mapping[str, Path]
    """The path of each, relative to that folder. It differs from the name if the file system decomposes letters
    (macOS)."""
    identities: Mapping[str, Identity]
    listing: Sequence[tuple[object, ...]]
    """Names, sizes, times (ns) and inodes: the same as long as nothing there has changed."""
    sizes: Sequence[tuple[str, int]]
    """The names again, each with its size in bytes."""
    left_out: Sequence[Diagnostic]
    """What is there and is no file of the folder: links that lead out of it, pipes, sockets and devices."""
    newest: int
    """The latest of these times, 0 if there are no files."""


def find_files(site: Path) -> ContentFiles:
    """All files below `content/files/`, except for hidden ones; what else is left out is reported.

    Raises OSError if a folder cannot be read: its files must not disappear from the portal unnoticed.
    """
    folder = site / "content" / FILES
    left_out: list[Diagnostic] = []
    inside = folder.is_dir() and folder.resolve().is_relative_to(site.resolve())  # `find_sources` tells if it is not
    paths = _paths_below(folder, left_out) if inside else {}
    stats = {name: (folder / path).stat() for name, path in paths.items()}
    return ContentFiles(
        folder,
        paths,
        {
            name: (stat.st_dev, stat.st_ino) if stat.st_ino else ((folder / paths[name]).resolve(),)
            for name, stat in stats.items()
        },
        [(name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino) for name, stat in stats.items()],
        [(name, stat.st_size) for name, stat in stats.items()],
        left_out,
        max((max(stat.st_mtime_ns, stat.st_ctime_ns) for stat in stats.values()), default=0),
    )


def _paths_below(folder: Path, left_out: list[Diagnostic]) -> dict[str, Path]:
    """The paths of files below a folder by name in NFC, sorted by path; adds diagnostics to `left_out`."""
    paths: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=_refuse):
        shown = {name for name in [*folders, *names] if not name.startswith(".")}
        ignored = {name for name in shown if has_control(name)}
        left_out += [_ignored(Path(at, name).relative_to(folder).as_posix()) for name in sorted(ignored)]
        folders[:] = [name for name in folders if name in shown - ignored]
        links = [name for name in folders if Path(at, name).is_symlink()]  # they are not entered
        paths += [Path(at, name) for name in [*names, *links] if name in shown - ignored]
    found: dict[str, Path] = {}
    for path in sorted(paths):
        below = path.relative_to(folder)
        if diagnostic := special(str(path), f"content/{FILES}/{below.as_posix()}", [folder], ()):
            left_out.append(diagnostic)
        elif path.is_file():
            found[unicodedata.normalize("NFC", below.as_posix())] = below
    return found


def _ignored(name: str) -> Diagnostic:
    file = f"content/{FILES}/{name}"
    message = f"{file} has an invisible control character in its name and is ignored"
    return Diagnostic(file, 0, 0, "ignored-file", message, "rename it", Severity.WARNING)


def _refuse(error: OSError) -> None:
    """For `os.walk`, which would otherwise skip folders that cannot be read."""
    raise error
