"""Texts in which a line begins with a tag and goes on below it: RIS, MEDLINE, and what Web of Science writes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaggedField:
    """One field: the line it begins in (from 1), its tag, and its value with all lines that follow it.

    What stands above the first tag has the tag "". A value that ends in a line break has an empty line below it.
    """

    line: int
    tag: str
    value: str


def fields_of(text: str, tag: re.Pattern[str]) -> Iterator[TaggedField]:
    """All fields of a text. `tag` matches the beginning of a line that has one, and its first group is the tag."""
    at, name = 1, ""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if found := tag.match(line):
            if name or any(lines):
                yield TaggedField(at, name, "\n".join(lines))
            at, name = number, str(found[1])
            lines = [line[found.end() :].strip()]
        elif lines or line.strip():
            at = at if lines else number
            lines.append(line.strip())
    if name or any(lines):
        yield TaggedField(at, name, "\n".join(lines).rstrip("\n"))
