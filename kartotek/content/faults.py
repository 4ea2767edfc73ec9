"""Faults as they are found in an entry: by path, not yet by line."""

from dataclasses import dataclass, field

from kartotek.content.yamltext import Path
from kartotek.diagnostics import Diagnostic
from kartotek.diagnostics.codes import SEVERITIES


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the value (with `at_key`, the key) at `path`; or in the body, at its `body_at`th letter."""

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
class Faults:
    """A list that readers add to and go on."""

    found: list[Fault] = field(default_factory=list)

    def add(
        self, code: str, path: Path, message: str, hint: str = "", *, at_key: bool = False, body_at: int | None = None
    ) -> None:
        """Note a fault; `code` is a key of `diagnostics.codes`."""
        self.found.append(Fault(code, path, message, hint, at_key, body_at))
