"""Faults and doubts as data: what is wrong, where, and what to type instead."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error` stops the build before it publishes; `warning` is told and passed over, unless `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault. `file` is relative to the site; `line` and `column` count from 1, 0 where there is no place."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, then by place."""
        return self.file, self.line, self.column, self.code, self.message


class ContentError(Exception):
    """The content, the theme or the settings have errors: nothing was published."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(f"{len(diagnostics)} faults")
        self.diagnostics = diagnostics


class SetupError(Exception):
    """The site cannot be built at all, whatever its content: no `site.yaml`, no search program, a full disk."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
