"""Faults on purpose: calls to the system that fail when a test wants it."""

import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)

_BY_PATH = (
    "open", "replace", "rename", "link", "mkdir", "unlink", "rmdir", "scandir", "listdir", "stat", "lstat", "utime",
    "chmod",
)  # fmt: skip
_BY_DESCRIPTOR = ("write", "fsync", "fstat", "pread", "sendfile", "copy_file_range")


@dataclass
class Faults:
    """Counts the calls that concern a folder, and lets the one with the number `failing` fail (0: the first).

    From there on as many calls fail as `lasting` says: a full disk does not become empty by itself.
    """

    folder: Path
    failing: int = -1
    number: int = errno.EIO
    lasting: int = 1
    calls: list[str] = field(default_factory=list)

    def call(self, name: str, what: object) -> bool:
        """Count a call; returns whether it fails."""
        self.calls.append(f"{name} {what}")
        return self.failing >= 0 and self.failing < len(self.calls) <= self.failing + self.lasting

    @property
    def failed(self) -> str:
        """The first call that failed."""
        return f"{errno.errorcode[self.number]} in call {self.failing}: {self.calls[self.failing]}"

    def meets(self, name: str, what: object) -> None:
        """Count a call. Raises OSError if it is to fail."""
        if self.call(name, what):
            raise OSError(self.number, os.strerror(self.number), what if isinstance(what, str) else None)

    def concerns(self, what: object) -> str | None:
        """The path that was given to a call, if it is below the folder."""
        if isinstance(what, str | bytes | os.PathLike):
            path = os.fsdecode(what)
            return path if path.startswith(str(self.folder)) else None
        return None


class _File(io.FileIO):
    """A file whose writes are counted."""

    faults: Faults

    def write(self, data: Any, /) -> int:
        self.faults.meets("write", str(self.name))
        return super().write(data)


@contextmanager
def faults(folder: Path, failing: int = -1, number: int = errno.EIO, lasting: int = 1) -> Iterator[Faults]:
    """Count, and fail, what happens below a folder in this process until the block ends."""
    made = Faults(folder, failing, number, lasting)
    with _patched(made):
        yield made


@contextmanager
def _patched(made: Faults) -> Iterator[None]:
    real_open, real_connect = io.open, sqlite3.connect

    def opened(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        path = made.concerns(file)
        if path is None:
            return real_open(file, mode, *rest, **named)
        made.meets("open", path)
        if not set(mode) & set("wax") or "b" not in mode:
            return real_open(file, mode, *rest, **named)
        raw = _File(path, mode.replace("b", ""))
        raw.faults = made
        return io.BufferedWriter(raw)

    class Connection(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            if made.call("sqlite", arguments[0]):
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(*arguments)

    def connect(path: Any, *rest: Any, **named: Any) -> sqlite3.Connection:
        if made.call("connect", path):
            raise sqlite3.OperationalError("unable to open database file")
        connection: sqlite3.Connection = real_connect(path, *rest, **{**named, "factory": Connection})
        return connection

    replaced: list[Any] = [
        patch("builtins.open", opened),
        patch("io.open", opened),
        patch("sqlite3.connect", connect),
        *(patch.object(os, name, _by_path(made, name)) for name in _BY_PATH),
        *(patch.object(os, name, _by_descriptor(made, name)) for name in _BY_DESCRIPTOR if hasattr(os, name)),
    ]
    for each in replaced:
        each.start()
    try:
        yield
    finally:
        for each in reversed(replaced):
            each.stop()


def _by_path(made: Faults, name: str) -> Callable[..., Any]:
    real = getattr(os, name)

    def called(*arguments: Any, **named: Any) -> Any:
        path = made.concerns(arguments[0] if arguments else None)
        if path is not None:
            made.meets(name, path)
        return real(*arguments, **named)

    return called


def _by_descriptor(made: Faults, name: str) -> Callable[..., Any]:
    real = getattr(os, name)

    def called(*arguments: Any, **named: Any) -> Any:
        made.meets(name, arguments[0])
        return real(*arguments, **named)

    return called
