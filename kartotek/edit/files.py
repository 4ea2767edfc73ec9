"""Files of a site, exchanged together: all of them, or none."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kartotek.diagnostics import SetupError


@dataclass(frozen=True, slots=True)
class FileChange:
    """The new content of a file; None if it is removed. `moved_to` is where it goes, if it gets another path.

    `before` is what the change was made from, None if the file was not there: a file that is no longer like that was
    written by somebody else, and is not replaced.
    """

    file: str
    before: bytes | None
    content: bytes | None
    moved_to: str = ""


@contextmanager
def exchanged(site: Path, changes: Sequence[FileChange]) -> Iterator[None]:
    """Change the files while the block runs, and keep it so unless something is raised in it: then all is as it was.

    Raises SetupError if a file cannot be written, or is not what the change was made from. If not even the old files
    can be put back, or somebody else has written them meanwhile, it says which hidden files have what was there before.
    """
    steps = _prepared(site, changes)
    begun: list[_Step] = []
    stuck: dict[_Step, str] = {}
    try:
        for step in steps:
            begun.append(step)
            step.take()
        yield
    except BaseException as error:
        stuck = {step: to_do for step in reversed(begun) if (to_do := step.take_back())}
        if stuck:
            message = f"{error}; and not everything could be put back"
            to_do = ", ".join(stuck.values())
            raise SetupError(
                message, to_do if any(map(_Step.is_anothers, stuck)) else f"check the disk; then {to_do}"
            ) from error
        if isinstance(error, OSError):
            raise unchanged(error) from error
        raise
    finally:
        _clean(steps, stuck)


@dataclass(frozen=True, slots=True)
class _Step:
    """One file on its way from `at` to `to`, which is the same unless it moves.

    Beside them, hidden, wait what will be there (`new`) and what was (`old`), so that neither the step nor its undoing
    has to write: a disk that is full by then cannot stop half of it. A new file has no `old`, and one that is removed
    no `new`.
    """

    at: Path
    to: Path
    new: Path | None
    old: Path | None
    change: FileChange

    def take(self) -> None:
        """Put the new file in place. Raises OSError."""
        if self.new:
            os.replace(self.new, self.to)  # noqa: PTH105
        if self.to != self.at or not self.new:
            self.at.unlink()

    def take_back(self) -> str:
        """Put the old file in place, wherever `take` stopped; returns what is left to do by hand, or ""."""
        if self.is_anothers():
            return f"compare {self.to} with {self.old}" if self.old else f"look at {self.to}"
        try:
            if self.old:
                os.replace(self.old, self.at)  # noqa: PTH105
        except OSError:
            return f"move {self.old} to {self.at}"
        try:
            if self.to != self.at or not self.old:
                self.to.unlink(missing_ok=True)
        except OSError:
            return f"remove {self.to}"
        return ""

    def is_anothers(self) -> bool:
        """Whether somebody else has written the file since `take`."""
        before, content = self.change.before, self.change.content
        if self.to == self.at:
            return _read(self.at) not in (None, before, content)
        return _read(self.at) not in (None, before) or _read(self.to) not in (None, content)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None  # then it can be no question of what is in it


def _prepared(site: Path, changes: Sequence[FileChange]) -> list[_Step]:
    """Write what is needed beside the files. Raises SetupError; nothing is left then."""
    steps: list[_Step] = []
    try:
        for number, change in enumerate(changes):
            at, to = site / change.file, site / (change.moved_to or change.file)
            if change.content is not None and not change.moved_to:
                at = to = at.resolve()  # a link stays a link
            elif change.moved_to and os.path.lexists(to):
                raise SetupError(f"{change.moved_to} is there already; nothing was changed", "move it away first")
            new = to.with_name(f".{to.name}.{number}.new") if change.content is not None else None
            old = at.with_name(f".{at.name}.{number}.old") if os.path.lexists(at) else None
            steps.append(_Step(at, to, new, old, change))
            if new and change.content is not None:
                _write(new, change.content)
                if old:
                    shutil.copymode(at, new)
        for step in steps:  # last of all, so that there is hardly a moment in which somebody else could write
            if step.old:
                shutil.copy2(step.at, step.old, follow_symlinks=False)
            if (step.old.read_bytes() if step.old else None) != step.change.before:
                message = f"{step.change.file} is no longer what it was a moment ago; nothing was changed"
                raise SetupError(message, "somebody else has written it: run the same command again")
    except BaseException as error:
        _clean(steps, ())
        if isinstance(error, OSError):
            raise unchanged(error) from error
        raise
    return steps


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # after a power failure the file must not be there without its content


def _clean(steps: Iterable[_Step], stuck: Collection[_Step]) -> None:
    """Remove what waits beside the files, except for what was there before and could not be put back."""
    for step in steps:
        for path in (step.new,) if step in stuck else (step.new, step.old):
            if path:
                with suppress(OSError):
                    path.unlink(missing_ok=True)


def unchanged(error: OSError) -> SetupError:
    """What is said of an error of the disk after which all is as it was."""
    return SetupError(f"{error.filename}: {error.strerror}; nothing was changed", "check the disk")
