"""The round trip of a table: what is changed in a spreadsheet is changed in the entries, and nothing else is."""

import csv
import re
import shutil
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from random import Random

import openpyxl
import pytest

from kartotek.cli import main
from kartotek.content.entries import Source, parse_entry
from kartotek.diagnostics import Diagnostic
from kartotek.importers import cells
from kartotek.importers.planning import data_of
from kartotek.model.types import TYPED_FIELDS, TYPES
from tests.conftest import ROOT, WriteSite, tree

Rows = list[list[str]]

LIND = """\
---
# imported by hand
type: article-journal   # not a review
title: "On Cards: a *study*"
authors:
  - name: Ada Lind
    orcid: 0000-0002-1825-0097
    affiliations: [reading-room, "Boxes; and Drawers"]
  - {literal: "The Group, of Cards"}
issued: '2020-05'
journal: Journal of Indexes
issue: 04
pages: 1-10
keywords: {en: [Cards, Drawers], da: [Kort]}
event: {name: Card Days, place: "Aarhus: DK"}
files:
  - {url: https://example.org/a.pdf, version: accepted}
note: =SUM(A1)
---

About $x$ cards.

More about *cards*; and drawers.
"""
BERG = "---\ntype: book\ntitle: Drawers\nauthors: Bo Berg\nissued: 1999\nisbn: 9780306406157\n---\n"
LIND_FILE, BERG_FILE = "content/publications/lind.md", "content/publications/berg.md"


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A site of two entries, exported as works.csv."""
    site = write_site({LIND_FILE: LIND, BERG_FILE: BERG})
    assert export(site) == 0
    return site


def export(site: Path, *more: str, file: str = "works.csv") -> int:
    kind = "--xlsx" if file.endswith(".xlsx") else "--csv"
    return main(["export", "--site", str(site), "--jobs", "1", kind, str(site / file), *more])


def run(site: Path, *more: str, file: str = "works.csv") -> int:
    return main(["import", "--site", str(site), "--jobs", "1", str(site / file), *more])


def files(site: Path) -> dict[str, bytes]:
    """What an editor has: all but the cache and the tables."""
    return {path: data for path, data in tree(site).items() if path.startswith(("content", "imports"))}


def change(site: Path, key: str, field: str, cell: str, file: str = "works.csv") -> None:
    """Change one cell of a table, or delete the column with `field` if there is no `key`."""
    rows = read_csv((site / file).read_bytes())
    at = rows[0].index(field)
    for row in rows:
        if not key:
            del row[at]
        elif row[0] == key:
            row[at] = cell
    (site / file).write_bytes(as_written(rows))


def read_csv(data: bytes) -> Rows:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def written(rows: Rows, separator: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def as_written(rows: Rows) -> bytes:
    return written(rows, ",").encode("utf-8-sig")


def test_a_table_without_changes_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    assert run(site) == 0
    assert "2 records: 2 unchanged" in capsys.readouterr().err
    assert files(site) == before


def test_other_works_are_maps_in_cells(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed = "reviewed: {title: Sacred texts, authors: [David Stork, Bo Berg]}\n"
    other = reviewed + "original: {publisher: Nourry, issued: 1909}\n"
    site = write_site({LIND_FILE: LIND, BERG_FILE: BERG.replace("isbn:", f"{other}isbn:")})
    assert export(site) == 0
    assert "does not fit" not in capsys.readouterr().err
    change(site, "berg", "original", "{publisher: Nourry, issued: 1910}")
    assert run(site) == 0
    text = (site / BERG_FILE).read_text()
    assert reviewed in text
    assert "1910" in text
    assert "1909" not in text


def test_one_cell_is_one_line(site: Path) -> None:
    change(site, "lind", "title", "On *Index* Cards")
    assert run(site) == 0
    assert (site / LIND_FILE).read_text() == LIND.replace('"On Cards: a *study*"', '"On *Index* Cards"').replace(
        'title: "On *Index* Cards"', "title: On *Index* Cards"
    )
    assert (site / BERG_FILE).read_text() == BERG
    before = files(site)
    assert run(site) == 0
    assert files(site) == before, "a second run writes nothing"


def test_dates_and_flags_are_read_as_a_spreadsheet_shows_them(site: Path) -> None:
    change(site, "berg", "issued", "15-03-2001")
    change(site, "berg", "peer_reviewed", "SAND")
    assert run(site) == 0
    assert (site / BERG_FILE).read_text() == BERG.replace("issued: 1999", "issued: 2001-03-15\npeer_reviewed: true")


def test_an_empty_cell_empties_a_field_and_a_deleted_column_does_not(site: Path) -> None:
    change(site, "lind", "note", "")
    for column in ("issue", "keywords", "event", "abstract", "authors"):
        change(site, "", column, "")
    assert run(site) == 0
    assert (site / LIND_FILE).read_text() == LIND.replace("note: =SUM(A1)\n", "")
    assert (site / BERG_FILE).read_text() == BERG


def test_what_an_editor_changed_meanwhile_stays(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / LIND_FILE).write_text(LIND.replace("issue: 04", "issue: 05").replace("1-10", "1-12"))
    change(site, "lind", "issue", "6")
    change(site, "lind", "journal", "Journal of Drawers")
    assert run(site) == 0
    text = (site / LIND_FILE).read_text()
    assert "issue: 05\npages: 1-12\n" in text
    assert "journal: Journal of Drawers\n" in text
    assert "kept what an editor wrote in lind: issue" in capsys.readouterr().err


def test_a_copy_of_an_earlier_export_is_compared_with_what_that_said(site: Path) -> None:
    shutil.copy(site / "works.csv", site / "old.csv")
    (site / LIND_FILE).write_text(LIND.replace("issue: 04", "issue: 05"))
    assert export(site, "--overwrite") == 0
    change(site, "lind", "pages", "1-12", file="old.csv")
    assert run(site, "--source", "works", file="old.csv") == 0
    text = (site / LIND_FILE).read_text()
    assert "issue: 05\npages: 1-12\n" in text


def test_a_cell_with_a_mistake_is_told_and_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    change(site, "lind", "issued", "2020-13")
    change(site, "berg", "pages", "01-okt")
    assert run(site) == 0
    said = capsys.readouterr().err
    assert re.search(r"works\.csv:3: id:lind@works-[a-p]{8} failed: issued: there is no month 13", said)
    assert "failed: pages: '01-okt' is a date that the spreadsheet made" in said
    assert files(site) == before


def test_a_renamed_file_says_which_source_to_write(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(site, "lind", "pages", "1-12")
    (site / "works.csv").rename(site / "copy.csv")
    before = files(site)
    assert run(site, file="copy.csv") == 0
    said = capsys.readouterr().err
    assert "doubtful: it says other things than lind (pages), and when it was exported is not known: " in said
    assert "write --source works" in said
    assert files(site)[LIND_FILE] == before[LIND_FILE]
    assert run(site, "--source", "works", file="copy.csv") == 0
    assert "pages: 1-12\n" in (site / LIND_FILE).read_text()


def test_a_row_without_an_id_is_a_new_entry_and_only_once(site: Path) -> None:
    rows = read_csv((site / "works.csv").read_bytes())
    new = {"type": "book", "title": "Boxes", "authors": "Ada Lind", "issued": "2021"}
    rows.append([new.get(name, "") for name in rows[0]])
    (site / "works.csv").write_bytes(as_written(rows))
    assert run(site) == 0
    made = site / "content/publications/2021/lind-2021-boxes.md"
    assert made.read_text() == "---\ntype: book\ntitle: Boxes\nauthors: [Ada Lind]\nissued: 2021\n---\n"
    before = files(site)
    assert run(site) == 0
    assert files(site) == before


def test_a_changed_id_makes_no_second_entry(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    change(site, "lind", "id", "lind-2020")
    assert run(site) == 0
    assert (
        "doubtful: there is no entry 'lind-2020' (kartotek rename gives an entry another name)"
        in capsys.readouterr().err
    )
    assert files(site) == before


def test_a_table_saved_in_an_encoding_without_all_letters_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(site)
    change(site, "lind", "title", "Købmænd og Łódź")
    text = (site / "works.csv").read_bytes().decode("utf-8-sig")
    (site / "works.csv").write_bytes(text.encode("cp1252", "replace"))
    assert run(site) == 2
    assert "save it as CSV UTF-8 or as an Excel workbook (.xlsx)" in capsys.readouterr().err
    assert files(site) == before


def test_a_file_that_is_there_is_not_replaced(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(site)
    assert export(site) == 2
    assert "is there already, and may have changes that were not imported" in capsys.readouterr().err
    assert tree(site) == before


def test_columns_that_the_reading_needs_may_not_be_deleted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(site, "", "title", "")
    assert run(site) == 2
    assert "works.csv lacks the column type or title" in capsys.readouterr().err


def test_what_fits_no_cell_of_excel_is_left_out_with_a_word(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({BERG_FILE: BERG + "long " * 7000})
    assert export(site) == 0
    assert f"{BERG_FILE}: abstract does not fit a cell, and was left out" in capsys.readouterr().err
    before = files(site)
    change(site, "berg", "title", "Boxes")
    assert run(site) == 0
    assert files(site)[BERG_FILE] == before[BERG_FILE].replace(b"Drawers", b"Boxes")


def test_an_entry_that_cannot_be_read_is_left_out_with_a_word(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({LIND_FILE: LIND, BERG_FILE: BERG.replace("title: Drawers", "title: [")})
    assert export(site) == 0
    said = capsys.readouterr().err
    assert f"{BERG_FILE} was left out: it cannot be read (kartotek check says why)" in said
    assert "works.csv: 1 publication" in said


def test_the_lines_of_another_source_stay_in_its_ledger(write_site: WriteSite) -> None:
    site = write_site(
        {BERG_FILE: BERG, "works.bib": "@book{boxes, title = {Boxes}, author = {Lind, Ada}, year = 2021}"}
    )
    assert run(site, file="works.bib") == 0
    assert export(site) == 0
    assert b'"key": "boxes"' in files(site)["imports/works.jsonl"]
    before = files(site)
    assert run(site, file="works.bib") == 0
    assert run(site) == 0
    assert files(site) == before


FORMULA = re.compile(r'="(.*)"', re.DOTALL)


def as_excel_saves(rows: Rows, separator: str) -> str:
    """Formulas become what they show; nothing else is touched, since all else is text."""
    return written([[FORMULA.sub(r"\1", cell) for cell in row] for row in rows], separator)


SAVED: dict[str, Callable[[Rows], bytes]] = {
    "LibreOffice": as_written,
    "Excel, semicolons": lambda rows: as_excel_saves(rows, ";").encode("utf-8-sig"),
    "Excel, Unicode text": lambda rows: as_excel_saves(rows, "\t").encode("utf-16"),
}
NEW: dict[str, tuple[str, ...]] = {
    "title": ("On *Index* Cards", "{Braces}: and; [brackets]", "2001", "'Quoted' \"twice\""),
    "subtitle": ("", "A study"),
    "note": ("", "Line one\nline two", "@home", "- x", "# no comment"),
    "pages": ("", "1-10", "e5"),
    "volume": ("04", "12"),
    "publisher": ("", "Cards & Drawers: Inc."),
    "authors": ("Ada Lind", "Ada Lind {orcid: 0000-0002-1825-0097}; {literal: 'A; B'}; Berg, Bo"),
    "keywords": ("", "One; Two words", "{da: [kort], en: [cards, drawers]}"),
    "abstract": ("", "First *one*.\n\nSecond; # two."),
    "language": ("da", "en"),
    "url": ("", "https://example.org/a?b=c;d#e"),
    "translated_title": ("", "{da: 'Kort: og arkiv'}"),
    "cite_key": ("", "new:key"),
}
"""What is typed into cells; "" empties one."""


def edited(rows: Rows, random: Random) -> dict[tuple[str, str], str]:
    """Change some cells; say which entries and fields they are, and what they have now."""
    changes: dict[tuple[str, str], str] = {}
    named = False
    for _ in range(30):
        row = random.choice(rows[1:])
        field = random.choice(list(NEW))
        kind = row[rows[0].index("type")]
        if (field in TYPED_FIELDS and field not in TYPES[kind].rows) or (field == "cite_key" and named):
            continue
        named = named or field == "cite_key"
        changes[row[0], field] = row[rows[0].index(field)] = random.choice(NEW[field])
    return changes


def fields_of(text: str) -> dict[str, str]:
    """The text of each field as it is in a file `.md`, and under "abstract" what is below."""
    front, body = re.split(r"(?m)^---\n", text, maxsplit=2)[1:]
    parts = re.split(r"(?m)^(?=[a-z_]+:)", front)
    return {"": parts[0], "abstract": body, **{part.partition(":")[0]: part for part in parts[1:]}}


@pytest.mark.parametrize("program", [*SAVED, "workbook"])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 9))])
def test_just_the_cells_that_were_changed_are_changed_in_the_entries(
    program: str, seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """30 random edits of the demo portal and the two entries above, saved as different programs save them."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "site.yaml").write_text("title: T\n")
    (tmp_path / LIND_FILE).write_text(LIND)
    (tmp_path / BERG_FILE).write_text(BERG)
    name = "works.xlsx" if program == "workbook" else "works.csv"
    assert export(tmp_path, file=name) == 0
    before = files(tmp_path)
    if program == "workbook":
        book = openpyxl.load_workbook(tmp_path / name)
        rows = [[str(cell or "") for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        changes = edited(rows, Random(seed))
        at = {row[0]: i for i, row in enumerate(rows, 1)}
        for (key, field), cell in changes.items():
            book.worksheets[0].cell(at[key], rows[0].index(field) + 1).value = cell or None
        saved = BytesIO()
        book.save(saved)
        (tmp_path / name).write_bytes(saved.getvalue())
    else:
        rows = read_csv((tmp_path / name).read_bytes())
        changes = edited(rows, Random(seed))
        (tmp_path / name).write_bytes(SAVED[program](rows))
    assert run(tmp_path, file=name) == 0
    assert "doubtful" not in capsys.readouterr().err
    after = files(tmp_path)
    assert after.keys() == before.keys()
    for file in (file for file in before if file.startswith("content/publications")):
        key = Path(file).stem
        mine = {field: cell for (entry, field), cell in changes.items() if entry == key}
        expect_only(mine, Source("publications", key, file), before[file], after[file])
    others = {file for file in before if not file.startswith(("content/publications", "imports"))}
    assert all(after[file] == before[file] for file in others)
    assert run(tmp_path, file=name) == 0
    assert files(tmp_path) == after


def expect_only(changes: dict[str, str], source: Source, before: bytes, after: bytes) -> None:
    """The file says what the cells say, and all fields that were not changed are as they were, byte for byte."""
    old, new = parse_entry(source, before), parse_entry(source, after)
    assert not isinstance(old, Diagnostic)
    assert not isinstance(new, Diagnostic)
    said = {field: value for field, cell in changes.items() if (value := cells.read(field, cell))}
    assert {field: data_of(new).get(field) for field in changes} == {field: said.get(field) for field in changes}
    one, two = fields_of(before.decode()), fields_of(after.decode())
    assert {field: text for field, text in one.items() if field not in changes} == {
        field: text for field, text in two.items() if field not in changes
    }
