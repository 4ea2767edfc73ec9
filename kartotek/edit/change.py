"""Files of a site, changed together: all of them, or none."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.site.begin import begin_job
from kartotek.site.load import load
from kartotek.site.options import BuildOptions


@dataclass(frozen=True, slots=True)
class FileChange:
    """The new content of a file; `moved_to` is where it goes, if it gets another path."""

    file: str
    content: bytes
    moved_to: str = ""


def apply_changes(site: Path, changes: Sequence[FileChange], jobs: int) -> None:
    """Change the files, and check the site; if it has errors then that it had not before, put everything back.

    Raises ContentError with these errors, SetupError if a file cannot be written; after either, all is as it was.
    """
    known = [found.code for found in _errors(site, jobs)]
    before = {change.file: (site / change.file).read_bytes() for change in changes}
    waiting = _write_beside(site, changes)
    moved: list[FileChange] = []
    try:
        for change, beside in zip(changes, waiting, strict=True):
            moved.append(change)
            os.replace(beside, site / (change.moved_to or change.file))  # noqa: PTH105
            if change.moved_to:
                (site / change.file).unlink()
        found = _errors(site, jobs)
        if len(found) > len(known):
            raise ContentError([each for each in found if each.code not in known] or found)
    except BaseException as error:
        _put_back(site, moved, before)
        for beside in waiting:
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise SetupError(f"{error.filename}: {error.strerror}; nothing was changed", "check the disk") from error
        raise


def _errors(site: Path, jobs: int) -> list[Diagnostic]:
    """What is wrong with the site."""
    found = load(begin_job(BuildOptions(site, site / "dist", jobs=jobs, drafts=True))).diagnostics
    return [each for each in found if each.severity is Severity.ERROR]


def _write_beside(site: Path, changes: Sequence[FileChange]) -> list[Path]:
    """Write the new contents into hidden files beside those they are for. Raises SetupError; nothing is left then."""
    written: list[Path] = []
    try:
        for change in changes:
            target = site / (change.moved_to or change.file)
            beside = target.with_name(f".{target.name}.new")
            written.append(beside)
            beside.write_bytes(change.content)
            beside.chmod((site / change.file).stat().st_mode)
    except OSError as error:
        for beside in written:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        raise SetupError(f"{error.filename}: {error.strerror}; nothing was changed", "check the disk") from error
    return written


def _put_back(site: Path, changes: Sequence[FileChange], before: dict[str, bytes]) -> None:
    """Everything as it was."""
    for change in changes:
        (site / change.file).write_bytes(before[change.file])
        if change.moved_to:
            (site / change.moved_to).unlink(missing_ok=True)
