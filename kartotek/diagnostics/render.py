"""Diagnostics for people, for programs, and as annotations on a pull request."""

from collections.abc import Callable, Sequence
from itertools import groupby

from kartotek.diagnostics import Diagnostic, Severity

Renderer = Callable[[Sequence[Diagnostic]], str]


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Grouped by file, one fault a paragraph; ends in a line that counts them."""
    blocks: list[str] = []
    for file, faults in groupby(diagnostics, key=lambda fault: fault.file):
        lines = [file]
        for fault in faults:
            place = f"{fault.line}:{fault.column}" if fault.line else "-"
            lines.append(f"  {place:>7}  {fault.severity}  {fault.message}  [{fault.code}]")
            if fault.hint:
                lines.append(f"           help: {fault.hint}")
        blocks.append("\n".join(lines) + "\n")
    blocks.append(summary(diagnostics) + "\n")
    return "\n".join(blocks)


def counted(count: int, word: str) -> str:
    """ "1 file", "2,000 files"."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """ "2 errors and 1 warning in 2 files"."""
    errors = sum(fault.severity is Severity.ERROR for fault in diagnostics)
    warnings = len(diagnostics) - errors
    files = len({fault.file for fault in diagnostics})
    counts = [counted(count, word) for count, word in ((errors, "error"), (warnings, "warning")) if count]
    if not counts:
        return "no problems"
    return f"{' and '.join(counts)} in {counted(files, 'file')}"


def as_data(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """For programs; the keys are the fields of `Diagnostic`."""
    return [
        {
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "severity": fault.severity,
            "code": fault.code,
            "message": fault.message,
            "hint": fault.hint,
        }
        for fault in diagnostics
    ]


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return "".join(_github_line(fault) for fault in diagnostics)


def _github_line(fault: Diagnostic) -> str:
    properties = f"file={_escape_property(fault.file)}"
    if fault.line:
        properties += f",line={fault.line},col={fault.column}"
    text = f"{fault.message}. {fault.hint}" if fault.hint else fault.message
    return f"::{fault.severity} {properties},title={fault.code}::{_escape(text)}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


RENDERERS: dict[str, Renderer] = {"text": as_text, "github": as_github}
