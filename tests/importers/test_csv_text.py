"""Rows of tables as text: every row is read or told, and the cells are what a spreadsheet showed."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.importers.csv_text import CsvRow, count, line, rows, without_sep_line


def read(text: str, separator: str = ",") -> list[tuple[str, ...]]:
    return [row.cells for row in rows(text, separator)]


def test_quotes_line_breaks_and_blank_rows() -> None:
    text = 'a,b\n"x, ""y""","one\n\ntwo"\n,\n\n" ",\nlast, "spaced"\n'
    assert [(row.line, row.cells) for row in rows(text, ",")] == [
        (1, ("a", "b")),
        (2, ('x, "y"', "one\n\ntwo")),
        (8, ("last", "spaced")),
    ]
    assert count(text, ",") == 3


BROKEN = {
    "never closed, later quotes": 'a,b\n1,"abc\n2,"def"\n3,x\n',
    "never closed at the end": 'a,b\n2,"def"\n3,x\n1,"abc\n',
    "quote within": 'a,b\n1,"ab"c\n2,"def"\n3,x\n',
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_row_costs_no_other(fault: str) -> None:
    found = list(rows(BROKEN[fault], ","))
    assert [row.cells for row in found if not row.error and row.cells] == [("a", "b"), ("2", "def"), ("3", "x")]
    (broken,) = [row for row in found if row.error]
    assert BROKEN[fault].split("\n")[broken.line - 1].startswith("1,")
    assert count(BROKEN[fault], ",") == len(found) == 4


def test_the_line_for_excel_is_no_row() -> None:
    text, separator = without_sep_line("sep=;\na;b\n1;2\n")
    assert separator == ";"
    assert list(rows(text, ";")) == [CsvRow(2, ("a", "b")), CsvRow(3, ("1", "2"))]


AS_EXCEL_SHOWS = [
    ("41-58", '="41-58"'),
    ("2024-01-15", '="2024-01-15"'),
    ("9788779499999", '="9788779499999"'),
    ("04", '="04"'),
    ("1.10", '="1.10"'),
    ("true", '="true"'),
    ("May 2024", '="May 2024"'),
    ("2024", "2024"),
    ("May 2024 in the archives", "May 2024 in the archives"),
    ("Maj", "Maj"),
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ("@home", "'@home"),
    ("-0299", "'-0299"),
    ("'t Hooft", "''t Hooft"),
    ("10.1000/182", '="10.1000/182"'),
]


@pytest.mark.parametrize(("text", "cell"), AS_EXCEL_SHOWS)
def test_a_spreadsheet_neither_runs_nor_converts_a_cell(text: str, cell: str) -> None:
    assert next(csv.reader(StringIO(line((text, "x"), ",")))) == [cell, "x"]
    assert read(line((text, "x"), ",")) == [(text, "x")]


_CELLS = st.lists(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])), min_size=2, max_size=4)


@given(st.lists(_CELLS, min_size=1), st.sampled_from(",;\t"))
def test_what_is_written_is_read_and_counted(table: list[list[str]], separator: str) -> None:
    text = "".join(line(tuple(row), separator) for row in table).replace("\r\n", "\n")
    said = [tuple(cell.lstrip(" ") for cell in row) for row in table if any(cell.strip() for cell in row)]
    found = read(text, separator)
    assert [tuple(cell.lstrip(" ") for cell in row) for row in found] == said
    assert count(text, separator) == len(found)


@given(st.text(' "ab,\n', max_size=60))
def test_every_row_is_read_or_told_whatever_the_quotation_marks(text: str) -> None:
    assert count(text, ",") == len(list(rows(text, ",")))
