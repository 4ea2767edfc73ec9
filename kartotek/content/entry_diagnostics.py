"""Diagnostics as they are found in an entry: by path, not yet by line.

`content.entries.locate` gives them their lines.
"""

from dataclasses import dataclass, field

from kartotek.content.yamltext import Path
from kartotek.diagnostics import Diagnostic
from kartotek.diagnostics.codes import SEVERITIES


@dataclass(frozen=True, slots=True)
class EntryDiagnostic:
    """What is wrong with the value (or, with `at_key`, with the key) at `path`; or in the body, at an offset.

    `code` is a key of `diagnostics.codes`, which has its severity. `body_at` counts characters from 0.
    """

    code: str
    path: Path
    message: str
    hint: str = ""
    at_key: bool = False
    body_at: int | None = None

    def at(self, file: str, line: int, column: int) -> Diagnostic:
        """The diagnostic, once the place is known."""
        return Diagnostic(file, line, column, self.code, self.message, self.hint, SEVERITIES[self.code])


@dataclass(slots=True)
class EntryDiagnostics:
    """A list that readers add to, so that one run finds everything that is wrong."""

    found: list[EntryDiagnostic] = field(default_factory=list)

    def add(
        self, code: str, path: Path, message: str, hint: str = "", *, at_key: bool = False, body_at: int | None = None
    ) -> None:
        """Add one: its fields are those of EntryDiagnostic."""
        self.found.append(EntryDiagnostic(code, path, message, hint, at_key, body_at))
