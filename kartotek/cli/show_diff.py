"""Changes of files, shown before they are made."""

from collections.abc import Iterator
from difflib import unified_diff

from kartotek.diagnostics.plain_text import one_line


def diff_lines(file: str, before: bytes | None, after: bytes) -> Iterator[str]:
    """What changes in a file, as `diff -u` shows it, by lines without their ends; `before` is None for a new file."""
    if before is not None and before.endswith(b"\n") and after.endswith(b"\n"):
        before, after = before[:-1], after[:-1]  # else there would be an empty line at the end of both
    old = (before or b"").decode("utf-8", "replace").split("\n")
    new = after.decode("utf-8", "replace").split("\n")
    source = f"a/{file}" if before is not None else "/dev/null"
    return map(one_line, unified_diff(old, new, source, f"b/{file}", lineterm=""))
