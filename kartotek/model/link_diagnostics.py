"""Diagnostics between records: found while linking, placed by the source and the path in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.yamltext import Path


@dataclass(slots=True)
class LinkDiagnostics:
    """A list that linking adds to. Places are found later, by reading those entries once more."""

    sources: Mapping[tuple[str, str], Source]
    found: list[tuple[Source, EntryDiagnostic]] = field(default_factory=list)

    def add(self, collection: str, name: str, path: Path, code: str, message: str, hint: str = "") -> None:
        """Note a diagnostic at `path` of the entry `name`."""
        source = self.sources[collection, name]
        self.found.append((source, EntryDiagnostic(code, path, message, hint)))
