"""Files that would be published, but can run something in a browser or on a web server."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from kartotek.content import active_files
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.yamltext import Path as ValuePath
from kartotek.site.unnamed_files import source_of_file


class RefusedFiles:
    """Says which files must not be published because they can run something, and `active_files` does not allow it."""

    def __init__(self, folder: Path, paths: Mapping[str, Path], allowed: Collection[str]) -> None:
        """`paths` has the paths of all files below `folder` by name; `allowed` are kinds of `content.active_files`."""
        self._folder, self._paths, self._allowed = folder, paths, allowed
        self._kinds: dict[str, str] = {}

    def diagnostic(self, name: str, place: ValuePath, body_at: int | None) -> EntryDiagnostic | None:
        """The diagnostic for something that would publish such a file; None if the file may be published."""
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = active_files.kind_of(self._folder / self._paths[name])
        if not kind or kind in self._allowed:
            return None
        message = f"content/files/{name} can run something in a browser: it is {active_files.LABELS[kind]}"
        return EntryDiagnostic("active-file", place, message, active_files.hint(kind), body_at=body_at)

    def unnamed(self, names: Iterable[str]) -> Iterator[tuple[Source, EntryDiagnostic]]:
        """The diagnostics for files that are published although nothing names them."""
        for name in names:
            if found := self.diagnostic(name, (), None):
                yield source_of_file(name), found
