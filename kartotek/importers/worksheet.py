"""All publications as a table that a spreadsheet changes and `import` reads back: one row for each, one column for each
field of entries, and what each row says, in the ledger.

The ledger gets what the written row says when it is read again, so that a row without changes changes nothing.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.content.entries import Source, read_entry
from kartotek.content.ledger import LedgerLine, ledger_bytes, path_of, read_ledger
from kartotek.diagnostics import Diagnostic, SetupError
from kartotek.importers import cells, csv_text, own_rows
from kartotek.importers.candidate import canonical, read_draft
from kartotek.importers.planning import data_of, publications_of
from kartotek.importers.records import Candidate, Raw
from kartotek.importers.table_fields import draft
from kartotek.importers.table_rows import why_wrong
from kartotek.importers.workbook import workbook
from kartotek.model.publication_fields import FIELDS
from kartotek.site.begin import begin_job
from kartotek.site.cache_folder import own_cache
from kartotek.site.load import load
from kartotek.site.options import BuildOptions
from kartotek.text.slugs import slugify

LONGEST_CELL = 32_767
"""Characters that a cell of Excel takes; the rest would be cut off."""
COLUMNS = (own_rows.ID, *(name for name in FIELDS if name != "retired"), own_rows.EXPORT)
"""The names above the columns. A retired entry has no row."""
MARK = "\ufeff"
"""The byte order mark at the beginning, by which spreadsheets recognise UTF-8."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is exported: a workbook, or CSV with a `separator` that is a key of SEPARATORS.

    `source` names the ledger, "" for the name of the file, as with an import. A file that is there is replaced only
    with `overwrite`.
    """

    site: Path
    file: Path
    source: str = ""
    separator: str = "comma"
    overwrite: bool = False
    jobs: int = 1
    as_workbook: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """How many entries the table has, the name of its ledger, and sentences about what it has not."""

    rows: int
    source: str
    notes: Sequence[str]


def export_table(options: ExportOptions) -> Exported:
    """Write the table and its ledger. Raises SetupError, ContentError and OSError.

    The ledger keeps what earlier exports said, so that a copy of one can be imported still.
    """
    source = slugify(options.source or options.file.stem)
    if not source:
        raise SetupError(f"{options.file.name!r} cannot name a source", "write --source NAME")
    if options.file.exists() and not options.overwrite:
        raise SetupError(
            f"{options.file} is there already, and may have changes that were not imported",
            "import it first; then write --overwrite, or another name",
        )
    build = BuildOptions(options.site, options.site / "dist", jobs=options.jobs, drafts=True)
    job = begin_job(build)
    with ExitStack() as stack:
        stack.enter_context(own_cache(build))
        ledger = read_ledger(options.site, source)
        entries = list(load(job).entries.values())
        known = sorted(
            publications_of((entry.source, entry.record) for entry in entries), key=lambda pair: pair[0].name
        )
        made = [_row(options.site, each, source) for each, publication in known if publication.retired is None]
        lines = {**ledger, **{row.key: row.line for row in made if row.line}}
        unread = (each.source for each in entries if each.source.collection == "publications" and each.record is None)
        notes = [f"{each.file} was left out: it cannot be read (kartotek check says why)" for each in unread]
        notes += [note for row in made for note in row.notes]
        written = [row.cells for row in made if row.line]
        if lines != ledger:
            path = path_of(options.site, source)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, ledger_bytes(lines))
        _write(options.file, _content(options)(written))
    return Exported(len(written), source, notes)


@dataclass(frozen=True, slots=True)
class _WorksheetRow:
    """A row with its key and what the ledger gets; without a `line` it cannot be exported, and `notes` say why."""

    cells: tuple[str, ...] = ()
    key: str = ""
    line: LedgerLine | None = None
    notes: tuple[str, ...] = ()


def _row(site: Path, source: Source, ledger: str) -> _WorksheetRow:
    entry = read_entry(site, source)
    if isinstance(entry, Diagnostic):
        return _WorksheetRow(notes=(f"{source.file} was left out: {entry.message}",))
    data = data_of(entry)
    given = {field: cells.write(field, data[field]) for field in FIELDS if data.get(field)}
    lost = [field for field, cell in given.items() if not _fits(field, cell, data)]
    for field in lost:
        del given[field]
    if wrong := why_wrong(given.items()):
        return _WorksheetRow(notes=(f"{source.file} was left out: {wrong}",))
    pairs = tuple((name, given.get(name, "")) for name in COLUMNS)
    read = read_draft(draft(Raw(source.file, 0, source.name, own_rows.KIND, pairs)))
    if not isinstance(read, Candidate):
        return _WorksheetRow(notes=(f"{source.file} was left out: {read.reason}",))
    mark = own_rows.mark_of(ledger, given)
    filled = {**given, own_rows.ID: source.name, own_rows.EXPORT: mark}
    row = tuple(filled.get(name, "") for name in COLUMNS)
    notes = (f"{source.file}: {', '.join(lost)} does not fit a cell, and was left out",) if lost else ()
    line = LedgerLine(source.name, read.data, read.unmapped)
    return _WorksheetRow(row, own_rows.key_of(source.name, mark), line, notes)


def _fits(field: str, cell: str, data: Mapping[str, Any]) -> bool:
    """Whether a cell can be read back as what the entry says."""
    if len(cell) > LONGEST_CELL:
        return False
    try:
        again = cells.read(field, cell)
    except cells.CellError:
        return False
    return bool(again == data[field] or canonical(field, {field: again}) == canonical(field, data))


def _content(options: ExportOptions) -> Callable[[Sequence[tuple[str, ...]]], bytes]:
    """What makes the file from its rows."""
    if options.as_workbook:
        return lambda rows: workbook(COLUMNS, rows)
    separator = csv_text.SEPARATORS[options.separator]
    return lambda rows: (MARK + "".join(csv_text.line(row, separator) for row in (COLUMNS, *rows))).encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole. Raises OSError; what was there is there still then."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
