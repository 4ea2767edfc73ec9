"""Tables with a row for each record and a row of names above them: CSV, and what spreadsheets save.

A row that `kartotek export` wrote is tried at once as an entry is read: a cell with a mistake would empty its field.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.diagnostics import SetupError, Severity
from kartotek.diagnostics.codes import SEVERITIES
from kartotek.diagnostics.render import counted
from kartotek.importers import cells, csv_text, own_rows
from kartotek.importers.candidate import read_data
from kartotek.importers.csv_text import DATE_OF_PAGES, ERROR_OF_FORMULA, CsvRow
from kartotek.importers.language_columns import field_and_language
from kartotek.importers.records import Failed, Found, Raw, Skipped, SourceRecords
from kartotek.importers.source_text import decode
from kartotek.importers.table_columns import BOOKKEEPING, NO_RECORDS, meant_by, plain_name, unknown
from kartotek.importers.table_fields import NUMBERS, own_value
from kartotek.model.publication_fields import FIELDS

_MOST_ABOVE = 20
"""Rows above the names of the columns, such as the title of a report."""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, where they stand, and whether `kartotek export` wrote them."""

    at: int
    names: tuple[str, ...]
    is_own: bool


def read(data: bytes, file: str) -> SourceRecords:
    """All records of a file of text. Raises SetupError if it has no names of columns, or has lost letters."""
    text, notes = decode(data, file)
    text, found_mark = csv_text.without_sep_line(text)
    separator = found_mark or max(csv_text.SEPARATORS.values(), key=lambda mark: _known_columns(text, mark))
    rows = list(csv_text.rows(text, separator))
    header = find_header(rows, file)
    if header.is_own and notes:
        raise SetupError(
            f"{file} was saved in an encoding that has not all letters, so some may be lost",
            "save it as CSV UTF-8 or as an Excel workbook (.xlsx), and import that",
        )
    found, columns = records_of(rows, header, file)
    return SourceRecords(tuple(found), csv_text.count(text, separator) - header.at - 1, (*notes, *columns))


def looks_like_a_table(text: str) -> bool:
    """Whether a text begins with names of columns."""
    return any(_known_columns(text, mark) > 1 for mark in csv_text.SEPARATORS.values())


def _known_columns(text: str, separator: str) -> int:
    """How many names of columns the best of the first rows has, taken apart at this separator; of other rows, such as a
    sentence with commas, more than half are none."""
    first = csv_text.rows("\n".join(text.split("\n", _MOST_ABOVE + 1)[: _MOST_ABOVE + 1]), separator)
    counts = [(sum(bool(meant_by(cell)) for cell in row.cells), len(row.cells)) for row in first]
    return max((known for known, cells in counts if 2 * known >= cells), default=0)


def find_header(rows: Sequence[CsvRow], file: str) -> Header:
    """The first row with names of columns. Raises SetupError if there is none."""
    for at, row in enumerate(rows[:_MOST_ABOVE]):
        known = {meant_by(cell) for cell in row.cells} - {""}
        names = tuple(cell.strip() for cell in row.cells)
        is_own = {own_rows.ID, own_rows.EXPORT} <= set(names)
        if is_own and not {"type", "title"} <= set(names):
            raise SetupError(
                f"{file} lacks the column type or title", "keep id, export, type and title; others may be deleted"
            )
        if is_own or ("title" in known and len(known) > 1):
            return Header(at, names, is_own)
    raise SetupError(
        f"{file} has no row with names of columns",
        "write names such as title, authors, year, journal, doi above the columns",
    )


def records_of(rows: Sequence[CsvRow], header: Header, file: str) -> tuple[list[Found], list[str]]:
    """The records below the names of the columns, and sentences about columns that have no place."""
    below = rows[header.at + 1 :]
    make = _own_record if header.is_own else _record
    notes = [unknown(name) for name in _without_place(header, below)]
    notes += [] if header.is_own else _spoiled(header, below)
    return [
        make(row, header.names, file) if not row.error else Failed(file, row.line, row.error) for row in below
    ], notes


def _without_place(header: Header, rows: Iterable[CsvRow]) -> list[str]:
    """Names of columns that have no place in entries, although some row has a value there."""
    known: Callable[[str], object] = meant_by
    by_language = {name for name in header.names if field_and_language(name)[0]}
    if header.is_own:
        known = {own_rows.ID, own_rows.EXPORT, *FIELDS}.__contains__
    strange = {
        at: name
        for at, name in enumerate(header.names)
        if name and not known(name) and name not in by_language and plain_name(name) not in BOOKKEEPING
    }
    used = {at for row in rows for at in strange if row.cells[at : at + 1] and row.cells[at].strip()}
    return [strange[at] for at in sorted(used)]


def _spoiled(header: Header, rows: Sequence[CsvRow]) -> Iterator[str]:
    """Sentences about columns in which a spreadsheet has made dates of pages, or nothing."""
    for at, name in enumerate(header.names):
        failed = [row for row in rows if row.cells[at : at + 1] and ERROR_OF_FORMULA.fullmatch(row.cells[at].strip())]
        if failed:
            first = f"line {failed[0].line}: {failed[0].cells[at].strip()!r}"
            yield (
                f"{counted(len(failed), 'cell')} of the column {name!r} ({first}) had a formula that failed, and "
                "counted as empty: type the values, and import again"
            )
        if meant_by(name) not in NUMBERS:
            continue
        found = [row for row in rows if row.cells[at : at + 1] and DATE_OF_PAGES.fullmatch(row.cells[at].strip())]
        if found:
            first = f"line {found[0].line}: {found[0].cells[at].strip()!r}"
            yield (
                f"{counted(len(found), 'cell')} of the column {name!r} ({first}) had a number of which the spreadsheet "
                "made a date: format the column as text, type them again, and import again"
            )


def _pairs(row: CsvRow, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Names of columns with the cells of a row; a row may be shorter, or longer, than the names are."""
    padded = (*row.cells, *[""] * (len(names) - len(row.cells)))
    nameless = (("", cell) for cell in padded[len(names) :] if cell.strip())
    return (*((name, cell) for name, cell in zip(names, padded, strict=False) if name or cell.strip()), *nameless)


def _record(row: CsvRow, names: Sequence[str], file: str) -> Found:
    pairs = tuple(
        (name, cell)
        for name, cell in _pairs(row, names)
        if cell.strip() and not ERROR_OF_FORMULA.fullmatch(cell.strip())
    )
    key = next((cell.strip() for name, cell in pairs if meant_by(name) == "key"), "")
    if own_rows.ID in names:
        name = next((cell.strip() for given, cell in pairs if given == own_rows.ID), "")
        key = own_rows.key_of(name, "") if own_rows.named_in(own_rows.key_of(name, ""))[0] else name
    kind = next((cell.strip().lower() for name, cell in pairs if meant_by(name) == "type"), "")
    if kind in NO_RECORDS:
        return Skipped(file, row.line, NO_RECORDS[kind], key)
    if len(row.cells) > len(names) and any(cell.strip() for cell in row.cells[len(names) :]):
        reason = f"it has {len(row.cells)} cells below {len(names)} names of columns: a separator stands within a cell"
        return Failed(file, row.line, reason, key)
    return Raw(file, row.line, key, "row", pairs)


def _own_record(row: CsvRow, names: Sequence[str], file: str) -> Found:
    pairs = _pairs(row, names)
    given = dict(reversed(pairs))
    key = own_rows.key_of(given[own_rows.ID].strip(), given[own_rows.EXPORT].strip())
    if wrong := why_wrong(pairs):
        return Failed(file, row.line, wrong, key)
    return Raw(file, row.line, key, own_rows.KIND, pairs)


def why_wrong(pairs: Iterable[tuple[str, str]]) -> str:
    """Why no entry can have these cells, by the names of fields; "" if one can."""
    data = {}
    for name, cell in pairs:
        if name in FIELDS and cell.strip():
            try:
                value = own_value(name, cell)
            except cells.CellError as error:
                return f"{name}: {error}"
            found_mark = EntryDiagnostics()
            FIELDS[name].read(value, (name,), found_mark)
            if wrong := next((each for each in found_mark.found if SEVERITIES[each.code] is Severity.ERROR), None):
                return f"{name}: {wrong.message}"
            data[name] = value
    return read_data(data)
