"""What stands in the place of a file and must not be opened: links that lead out, pipes, sockets, devices."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from kartotek.diagnostics import Diagnostic, Severity


def special(path: str, file: str, inside: Sequence[Path], outside: Sequence[Path]) -> Diagnostic | None:
    """A diagnostic if a file must not be opened: pipes, sockets and devices, and links that lead out of `inside`.

    `path` is the file, and `file` its name for messages. Links to what is not there are nobody's: reading them fails.
    `outside` are folders that links must not lead to either.
    """
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            target = Path(os.path.realpath(path))
            homes, closed = [folder.resolve() for folder in inside], [folder.resolve() for folder in outside]
            if not any(map(target.is_relative_to, homes)) or any(map(target.is_relative_to, closed)):
                return leads_out(file)
            mode = os.stat(path).st_mode  # noqa: PTH116
    except OSError:
        return None
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    message = f"{file} is a pipe, a socket or a device, and was not opened"
    return Diagnostic(file, 0, 0, "special-file", message, "remove it, or put a file in its place", Severity.WARNING)


def leads_out(file: str) -> Diagnostic:
    """The diagnostic for a link that leads out of its folder. Where it leads is not said: messages are published."""
    message = f"{file} is a link that leads out of its folder, and was not followed"
    return Diagnostic(file, 0, 0, "link-outside", message, "put a copy of what it leads to in its place")
