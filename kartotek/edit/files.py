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
    """The new content of a file, which need not be there yet; None if it is removed. `moved_to` is where it goes, if it
    gets another path."""

    file: str
    content: bytes | None
    moved_to: str = ""


@contextmanager
def exchanged(site: Path, changes: Sequence[FileChange]) -> Iterator[None]:
    """Change the files while the block runs, and keep it so unless something is raised in it: then all is as it was.

    Raises SetupError if a file cannot be written. If not even the old files can be put back, it says which hidden files
    have what was there before.
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
            raise SetupError(message, f"check the disk; then {', '.join(stuck.values())}") from error
        if isinstance(error, OSError):
            raise _unchanged(error) from error
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

    def take(self) -> None:
        """Put the new file in place. Raises OSError."""
        if self.new:
            os.replace(self.new, self.to)  # noqa: PTH105
        if self.to != self.at or not self.new:
            self.at.unlink()

    def take_back(self) -> str:
        """Put the old file in place, wherever `take` stopped; returns what is left to do by hand, or ""."""
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
            steps.append(_Step(at, to, new, old))
            if new and change.content is not None:
                _write(new, change.content)
                if old:
                    shutil.copymode(at, new)
            if old:
                shutil.copy2(at, old, follow_symlinks=False)
    except BaseException as error:
        _clean(steps, ())
        if isinstance(error, OSError):
            raise _unchanged(error) from error
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


def _unchanged(error: OSError) -> SetupError:
    return SetupError(f"{error.filename}: {error.strerror}; nothing was changed", "check the disk")
