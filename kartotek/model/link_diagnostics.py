"""Diagnostics that linking finds: they know their entry and the path of the value in it, but not yet the line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.paths import ValuePath


@dataclass(slots=True)
class LinkDiagnostics:
    """A list that linking adds to. `site.load` finds the lines later, by reading those few entries once more."""

    sources: Mapping[tuple[str, str], Source]
    found: list[tuple[Source, EntryDiagnostic]] = field(default_factory=list)

    def add(self, collection: str, name: str, path: ValuePath, code: str, message: str, hint: str = "") -> None:
        """Add a diagnostic about the value at `path` (("authors", 0)) of the entry `name` in the folder
        `collection`."""
        source = self.sources[collection, name]
        self.found.append((source, EntryDiagnostic(code, path, message, hint)))
