"""Excel workbooks: cells are read as they were meant, and ours are text."""

import builtins
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from kartotek.diagnostics import SetupError
from kartotek.importers.formats import FORMATS, find_format, read_file
from kartotek.importers.records import Raw, SourceRecords
from kartotek.importers.workbook import workbook


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read(data: bytes) -> SourceRecords:
    return read_file(find_format("x.xlsx", data), "x.xlsx", data)


def test_numbers_and_dates_are_read_as_they_were_meant() -> None:
    row = ["Cards", 2020.0, datetime(2020, 5, 3), date(2021, 1, 2), True, 1.5, None, "a\r\nb"]
    names = ["Title", "Year", "Date", "Accepted", "Peer reviewed", "Version", "DOI", "Abstract"]
    (record,) = read(book(Sheet=[["A report"], names, [None], row])).found
    assert isinstance(record, Raw)
    assert record.line == 4
    assert dict(record.pairs) == {
        "Title": "Cards", "Year": "2020", "Date": "2020-05-03", "Accepted": "2021-01-02", "Peer reviewed": "true",
        "Version": "1.5", "Abstract": "a\nb",
    }  # fmt: skip


def test_every_sheet_with_names_of_columns_is_read() -> None:
    one: list[list[Any]] = [["Title", "Year"], ["A", 2020]]
    two: list[list[Any]] = [["Titel", "År"], ["B", 2021], ["C", 2022]]
    records = read(book(Articles=one, Notes=[["only text"]], Bøger=two))
    assert [(each.file, each.line) for each in records.found] == [
        ("x.xlsx, Articles", 2), ("x.xlsx, Bøger", 2), ("x.xlsx, Bøger", 3),
    ]  # fmt: skip
    assert records.count == 3
    assert records.notes == ("x.xlsx, Notes has no row with names of columns, and was left out",)


BAD = {
    "no workbook": (b"PK\x03\x04 is cut off", "x.xlsx is no Excel workbook, or is damaged"),
    "an old one": (b"\xd0\xcf\x11\xe0 and more", "x.xlsx is no Excel workbook, or is damaged"),
    "another archive": (b"", "x.xlsx is empty"),
    "without names": (book(Sheet=[["Cards", "Lind"]]), "x.xlsx has no row with names of columns"),
    "without rows": (book(Sheet=[]), "x.xlsx has no row with names of columns"),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_read_is_said(fault: str) -> None:
    data, message = BAD[fault]
    with pytest.raises(SetupError) as told:
        read(data)
    assert told.value.message == message


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    importing = builtins.__import__

    def without_openpyxl(name: str, *more: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return importing(name, *more)

    monkeypatch.setattr(builtins, "__import__", without_openpyxl)
    with pytest.raises(SetupError) as told:
        read(b"PK\x03\x04")
    assert told.value.hint == "install it with `pip install 'kartotek[xlsx]'`, or save the table as CSV UTF-8"


def test_ours_has_only_text_and_always_the_same_bytes() -> None:
    rows = [("=1+1", "41-58", "04", "2024-01-15", "", "_x0041_")]
    made = workbook(("title", "pages", "issue", "issued", "doi", "note"), rows)
    assert made == workbook(("title", "pages", "issue", "issued", "doi", "note"), rows)
    sheet = openpyxl.load_workbook(BytesIO(made)).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2] if cell.value] == [
        *((each, "s") for each in ("=1+1", "41-58", "04", "2024-01-15")),
        ("_x005F_x0041_", "s"),
    ]
    (record,) = read_file(FORMATS["xlsx"], "x.xlsx", made).found
    assert isinstance(record, Raw)
    assert [cell for _, cell in record.pairs] == [each for each in rows[0] if each]
