"""Diagnostics as they are found in an entry: by path, not yet by line.

`content.entries.locate` gives them their lines.
"""

from dataclasses import dataclass, field

from kartotek.content.paths import ValuePath
from kartotek.diagnostics import Diagnostic
from kartotek.diagnostics.codes import SEVERITIES


@dataclass(frozen=True, slots=True)
class Fix:
    """What `check --fix` writes in the place of a value: a text, a list of texts, or nothing, and the field goes.

    It says the same, or what was clearly meant; what only may be meant is for the hint. `pieces` are what is to be
    replaced within the text, by what, for texts of several lines. With `of_key` it is the key that is replaced.
    """

    new: str | tuple[str, ...] | None
    pieces: tuple[tuple[str, str], ...] = ()
    of_key: bool = False

    @classmethod
    def to(cls, text: str, *, of_key: bool = False) -> "Fix | None":
        """The fix that writes a text; None if there is none to write."""
        return cls(text, of_key=of_key) if text else None


@dataclass(frozen=True, slots=True)
class EntryDiagnostic:
    """What is wrong with the value (or, with `at_key`, with the key) at `path`; or in the body, at an offset.

    `code` is a key of `diagnostics.codes`, which has its severity. `body_at` counts characters from 0. `fix` mends it,
    if that is safe without asking anybody.
    """

    code: str
    path: ValuePath
    message: str
    hint: str = ""
    at_key: bool = False
    body_at: int | None = None
    fix: Fix | None = None

    def at(self, file: str, line: int, column: int) -> Diagnostic:
        """The diagnostic, once the place is known."""
        severity, fixable = SEVERITIES[self.code], self.fix is not None
        return Diagnostic(file, line, column, self.code, self.message, self.hint, severity, fixable)


@dataclass(slots=True)
class EntryDiagnostics:
    """A list that readers add to, so that one run finds everything that is wrong.

    `spellings` are values that are kept in another spelling than they are written in. Nothing is wrong with these, and
    only `check --fix` looks at them.
    """

    found: list[EntryDiagnostic] = field(default_factory=list)
    spellings: list[EntryDiagnostic] = field(default_factory=list)

    def add(
        self,
        code: str,
        path: ValuePath,
        message: str,
        hint: str = "",
        *,
        at_key: bool = False,
        body_at: int | None = None,
        fix: Fix | None = None,
    ) -> None:
        """Add one: its fields are those of EntryDiagnostic."""
        self.found.append(EntryDiagnostic(code, path, message, hint, at_key, body_at, fix))

    def spelled(self, path: ValuePath, written: str, kept: str, *, of_key: bool = False) -> str:
        """The spelling in which a value, or with `of_key` the key, is kept."""
        if kept != written:
            message = f"{written!r} is kept as {kept!r}"
            said = EntryDiagnostic("spelling", path, message, f"write {kept}", of_key, None, Fix(kept, of_key=of_key))
            self.spellings.append(said)
        return kept
