"""Diagnostics for people, for programs, and as annotations on a pull request."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from kartotek.diagnostics import Diagnostic, Severity
from kartotek.diagnostics.plain_text import one_line

Renderer = Callable[[Sequence[Diagnostic]], str]


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Grouped by file, one diagnostic a paragraph; ends in a line that counts them."""
    blocks: list[str] = []
    for file, found in groupby(diagnostics, key=lambda diagnostic: diagnostic.file):
        lines = [one_line(file)]
        for diagnostic in found:
            place = f"{diagnostic.line}:{diagnostic.column}" if diagnostic.line else "-"
            lines.append(f"  {place:>7}  {diagnostic.severity}  {one_line(diagnostic.message)}  [{diagnostic.code}]")
            if diagnostic.hint:
                lines.append(f"           help: {one_line(diagnostic.hint)}")
        blocks.append("\n".join(lines) + "\n")
    blocks.append(summary(diagnostics) + "\n")
    if fixable := sum(found.fixable for found in diagnostics):
        blocks[-1] += f"{fixable:,} of these may be fixed by `kartotek check --fix`\n"
    return "\n".join(blocks)


def counted(count: int, word: str, several: str = "") -> str:
    """ "1 file", "2,000 files"; `several` is the word for more than one, if an s at its end does not make it."""
    return f"{count:,} {word if count == 1 else several or f'{word}s'}"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """ "2 errors and 1 warning in 2 files"."""
    files = len({diagnostic.file for diagnostic in diagnostics})
    by_severity = Counter(diagnostic.severity for diagnostic in diagnostics)
    counts = [counted(by_severity[severity], severity) for severity in Severity if by_severity[severity]]
    if not counts:
        return "no problems"
    *first, last = counts
    return f"{', '.join(first)}{' and ' if first else ''}{last} in {counted(files, 'file')}"


def as_data(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """For programs (`--format json`); the keys are the fields of `Diagnostic`."""
    return [
        {
            "file": diagnostic.file,
            "line": diagnostic.line,
            "column": diagnostic.column,
            "severity": diagnostic.severity,
            "code": diagnostic.code,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
            "fixable": diagnostic.fixable,
        }
        for diagnostic in diagnostics
    ]


def as_json(data: object) -> str:
    """Data as JSON that can be printed: bytes of file names that are no UTF-8 are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands (`::error file=...::message`) that GitHub shows beside the lines of a pull request.

    Percent signs and, in properties, colons and commas are escaped as GitHub's own toolkit does.
    """
    return "".join(_github_line(diagnostic) for diagnostic in diagnostics)


def _github_line(diagnostic: Diagnostic) -> str:
    properties = f"file={_escape_property(diagnostic.file)}"
    if diagnostic.line:
        properties += f",line={diagnostic.line},col={diagnostic.column}"
    text = f"{diagnostic.message}. {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    level = "notice" if diagnostic.severity is Severity.HINT else diagnostic.severity
    return f"::{level} {properties},title={diagnostic.code}::{_escape(text)}\n"


def as_lines(diagnostics: Sequence[Diagnostic]) -> str:
    """A line each, as compilers print theirs, for programs that look for such lines: `file:line:column: error: ...`.

    What has no place is at the first letter, and a hint is called info, since these programs know no others.
    """
    return "".join(
        f"{one_line(found.file)}:{found.line or 1}:{found.column or 1}: {_LEVELS.get(found.severity, found.severity)}: "
        f"{one_line('. '.join(filter(None, (found.message, found.hint))))} [{found.code}]\n"
        for found in diagnostics
    )


_LEVELS = {"hint": "info"}


def _escape(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


RENDERERS: dict[str, Renderer] = {"text": as_text, "github": as_github, "lines": as_lines}
