"""Tables of other programs: the names of their columns are found, and every row is read or told."""

import codecs

import pytest

from kartotek.diagnostics import SetupError
from kartotek.importers.formats import find_format
from kartotek.importers.records import Failed, Raw, Skipped
from kartotek.importers.table_rows import read

DANISH = """\
sep=;
Publikationer fra instituttet;;
Titel;Forfattere;År;Sider;Afdelng;Tidskrift
"Kort; og arkiv";Lind, Ada;2019;01-okt;IT;Kortnyt
"Aldrig lukket;Bo;2020;;;
Efter;Bo;2021;;;
;;;;;
Et skilletegn; for meget;Bo;2021;;;x
"""


def keys_and_reasons(text: str) -> list[tuple[int, str]]:
    found = read(text.encode(), "x.csv").found
    return [(each.line, each.reason) for each in found if isinstance(each, Failed | Skipped)]


def test_rows_below_a_title_of_the_report_are_read_or_told() -> None:
    records = read(DANISH.encode(), "x.csv")
    assert [dict(each.pairs)["Titel"] for each in records.found if isinstance(each, Raw)] == ["Kort; og arkiv", "Efter"]
    assert keys_and_reasons(DANISH) == [
        (5, "a quotation mark is never closed, or stands within a cell"),
        (8, "it has 7 cells below 6 names of columns: a separator stands within a cell"),
    ]
    assert records.count == len(records.found) == 4


def test_a_formula_that_failed_is_an_empty_cell_and_is_told() -> None:
    records = read("Titel;DOI;År\nKort;#VÆRDI!;2019\n#REF!;;2020\n".encode(), "x.csv")
    assert [dict(each.pairs) for each in records.found if isinstance(each, Raw)] == [
        {"Titel": "Kort", "År": "2019"},
        {"År": "2020"},
    ]
    assert [note.partition(" had")[0] for note in records.notes] == [
        "1 cell of the column 'Titel' (line 3: '#REF!')",
        "1 cell of the column 'DOI' (line 2: '#VÆRDI!')",
    ]


def test_columns_without_a_place_are_told_once_with_what_was_meant() -> None:
    assert read(DANISH.encode(), "x.csv").notes == (
        "the column 'Afdelng' has no place in entries",
        "the column 'Tidskrift' has no place in entries; did you mean 'tidsskrift'?",
        "1 cell of the column 'Sider' (line 4: '01-okt') had a number of which the spreadsheet made a date: format the "
        "column as text, type them again, and import again",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "cp1252")],
)
def test_separators_and_encodings_are_found(separator: str, mark: bytes, encoding: str) -> None:
    text = 'Title,Authors,Year\r\n"Kort, æøå; 1",Ada Lind,2020\r\n'
    data = mark + text.replace(",", separator).replace(f"Kort{separator}", "Kort,").encode(encoding)
    (record,) = read(data, "x.csv").found
    assert isinstance(record, Raw)
    assert record.pairs == (("Title", "Kort, æøå; 1"), ("Authors", "Ada Lind"), ("Year", "2020"))


def test_attachments_and_notes_of_zotero_are_skipped() -> None:
    text = "Key,Item Type,Title\nA,attachment,PDF\nB,note,\nC,book,Cards\n"
    assert keys_and_reasons(text) == [(2, "it is an attachment"), (3, "it is a note")]


def test_a_table_without_names_of_columns_is_refused() -> None:
    with pytest.raises(SetupError, match=r"x\.csv has no row with names of columns"):
        read(b"Cards,Ada Lind,2020\nDrawers,Bo Berg,2021\n", "x.csv")


def test_a_table_is_recognised_without_an_ending() -> None:
    assert find_format("records.txt", "Titel;Forfattere;År\nKort;Lind;2020\n".encode()).reader == "table_rows"
