"""Changes of files, shown before they are made."""

from collections.abc import Iterator
from difflib import unified_diff

from kartotek.diagnostics.plain_text import one_line


def diff_lines(file: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    """What changes in a file, as `diff -u` shows it, by lines without their ends; None is a file that is not there."""
    sides = (("a", before), ("b", after))
    old, new = ((content or b"").removesuffix(b"\n").decode("utf-8", "replace") for _, content in sides)
    source, target = (f"{side}/{file}" if content is not None else "/dev/null" for side, content in sides)
    return map(one_line, unified_diff(_lines(old), _lines(new), source, target, lineterm=""))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
