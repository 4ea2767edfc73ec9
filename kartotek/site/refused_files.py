"""Files that would be published, but can run something in a browser or on a web server."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kartotek.content import active_files
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.paths import ValuePath
from kartotek.site.content_files import ContentFiles
from kartotek.site.unnamed_files import source_of_file


class RefusedFiles:
    """Says which files must not be published because they can run something, and `active_files` does not allow it."""

    def __init__(self, files: ContentFiles, allowed: Collection[str], known: Mapping[tuple[object, ...], str]) -> None:
        """`allowed` are kinds of `content.active_files`; `known` has the kinds that files had in the last build, by
        their rows in the listing: a file that has not changed is not read again."""
        self._files, self._allowed, self._known = files, allowed, known
        self._rows = {str(row[0]): row for row in files.listing}
        self.kinds: dict[tuple[object, ...], str] = {}
        """The kinds of files that were asked for, by their rows."""

    def diagnostic(self, name: str, place: ValuePath, body_at: int | None) -> EntryDiagnostic | None:
        """The diagnostic for something that would publish such a file; None if the file may be published."""
        row = self._rows[name]
        kind = self.kinds.get(row, self._known.get(row))
        if kind is None:
            kind = active_files.kind_of(self._files.folder / self._files.paths[name])
        self.kinds[row] = kind
        if not kind or kind in self._allowed:
            return None
        message = f"content/files/{name} can run something in a browser: it is {active_files.LABELS[kind]}"
        return EntryDiagnostic("active-file", place, message, active_files.hint(kind), body_at=body_at)

    def unnamed(self, names: Iterable[str]) -> Iterator[tuple[Source, EntryDiagnostic]]:
        """The diagnostics for files that are published although nothing names them."""
        for name in names:
            if found := self.diagnostic(name, (), None):
                yield source_of_file(name), found
