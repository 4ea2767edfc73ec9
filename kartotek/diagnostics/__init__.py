"""Diagnostics as data: what is wrong, where, and what to type instead.

Rooms below `cli` never print. They return diagnostics, or raise ContentError or SetupError, whose message and hint the
command shows.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error` stops the build before it publishes; `warning` is shown and the build goes on, unless `--strict`; `hint`
    is shown by `check --hints` alone, and stops nothing."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding. `file` is relative to the site; `line` and `column` count from 1, 0 where there is no place.

    `code` is a key of `diagnostics.codes`; `message` says what is wrong and `hint` what to type instead, both as the
    middle of a sentence, without a capital or a full stop. What is `fixable`, `kartotek check --fix` can fix.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    fixable: bool = False

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, then by place: the order in which they are shown."""
        return self.file, self.line, self.column, self.code, self.message


class ContentError(Exception):
    """The content, the theme or the settings have errors: nothing was published."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(f"{len(diagnostics)} diagnostics")
        self.diagnostics = diagnostics


class SetupError(Exception):
    """The site cannot be built at all, whatever its content: no `site.yaml`, no search program, a full disk."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
