"""What changes in files, as `diff -u` shows it."""

from collections.abc import Iterator
from difflib import unified_diff


def difference(file: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    """What changes in a file, by lines without their ends; None is a file that is not there."""
    old, new = ((content or b"").decode("utf-8", "replace").split("\n") for content in (before, after))
    source, target = (
        f"{side}/{file}" if content is not None else "/dev/null" for side, content in (("a", before), ("b", after))
    )
    return unified_diff(old, new, source, target, lineterm="")
