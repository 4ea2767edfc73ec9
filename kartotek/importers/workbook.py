"""Excel workbooks (ECMA-376), read and written by openpyxl, which is an extra: `pip install kartotek[xlsx]`.

Cells that we write are text for the spreadsheet, which leaves pages, dates and numbers as they are.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from kartotek.diagnostics import SetupError
from kartotek.importers.csv_text import CsvRow
from kartotek.importers.records import Found, SourceRecords
from kartotek.importers.source_text import MAX_BYTES
from kartotek.importers.table_rows import find_header, records_of

_EXTRA = "install it with `pip install 'kartotek[xlsx]'`, or save the table as CSV UTF-8"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How workbooks write characters that XML has not (ECMA-376, part 1, 22.9.2.19)."""
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def read(data: bytes, file: str) -> SourceRecords:
    """All records of a workbook, from each of its sheets that has names of columns. Raises SetupError."""
    sheets = list(_sheets(data, file))
    found: list[Found] = []
    notes: list[str] = []
    count = 0
    errors: list[SetupError] = []
    for title, rows in sheets:
        place = f"{file}, {title}" if len(sheets) > 1 else file
        try:
            header = find_header(rows, place)
        except SetupError as error:
            errors.append(error)
            notes += [f"{error.message}, and was left out"] if rows else []
            continue
        records, columns = records_of(rows, header, place)
        found += records
        notes += columns
        count += len(rows) - header.at - 1
    if errors and len(errors) == len(sheets):
        raise errors[0]
    return SourceRecords(tuple(found), count, tuple(notes))


def _sheets(data: bytes, file: str) -> Iterator[tuple[str, list[CsvRow]]]:
    """The sheets with their names and the rows that are not blank."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise SetupError(f"{file} is an Excel workbook, and openpyxl, which reads them, is missing", _EXTRA) from None
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_BYTES:
            raise SetupError(f"{file} has more than {MAX_BYTES // 1024 // 1024} MiB unpacked", "import it in parts")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = (
                CsvRow(at, tuple(map(_text, cells))) for at, cells in enumerate(sheet.iter_rows(values_only=True), 1)
            )
            yield sheet.title, [row for row in rows if any(cell.strip() for cell in row.cells)]
    except SetupError:
        raise
    except BadZipFile:
        hint = "save it as an Excel workbook (.xlsx) or as CSV UTF-8"
        raise SetupError(f"{file} is no Excel workbook, or is damaged", hint) from None
    except Exception as error:  # openpyxl raises what its parsers raise
        raise SetupError(f"{file} cannot be read: {error}", "save it as CSV UTF-8, and import that") from None


def _text(value: Any) -> str:
    """A cell as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def workbook(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet with these cells, all of them text; its first row stays in sight. Raises SetupError."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError:
        raise SetupError("openpyxl, which writes Excel workbooks, is missing", _EXTRA) from None
    book = Workbook(write_only=True)
    sheet = book.create_sheet("publications")
    sheet.freeze_panes = "B2"
    for row in (columns, *rows):
        made = []
        for text in row:
            cell = WriteOnlyCell(sheet, _LIKE_ESCAPED.sub("_x005F_", text))
            cell.data_type = "s"  # a title such as "=x" is no formula
            cell.number_format = "@"
            made.append(cell if text else None)
        sheet.append(made)
    out = BytesIO()
    book.save(out)
    return _without_times(out)


def _without_times(book: BytesIO) -> bytes:
    """A workbook that does not say when it was made: the same entries give the same bytes."""
    out = BytesIO()
    with ZipFile(book) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = _WHEN.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(part))
            new.writestr(ZipInfo(part.filename), content, ZIP_DEFLATED)
    return out.getvalue()
