"""What can be read in two ways is told, and never guessed without a word."""

from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.importers.candidate import read_draft
from kartotek.importers.csv_text import ERROR_OF_FORMULA
from kartotek.importers.records import Candidate, Raw
from kartotek.importers.table_fields import draft


def row(**cells: str) -> Candidate:
    made = read_draft(draft(Raw("x.csv", 2, "", "row", tuple({"title": "T", "type": "book", **cells}.items()))))
    assert isinstance(made, Candidate)
    return made


YEARS = {
    "2009-13": ("2009/2013", ("the year '2009-13' was read as 2009/2013",), ()),
    "2009–13": ("2009/2013", ("the year '2009–13' was read as 2009/2013",), ()),
    "2013-14": ("2013/2014", (), ()),
    "2009-2013": ("2009/2013", (), ()),
    "2009-12": ("2009", (), (("year", "2009-12"),)),
    "2009/10": ("2009/2010", (), ()),
    "2009/12": ("2009", (), (("year", "2009/12"),)),
    "2009-05": ("2009-05", (), ()),
    "2009/05": ("2009-05", (), ()),
}


@pytest.mark.parametrize("year", YEARS)
def test_years_that_are_shortened(year: str) -> None:
    made = row(year=year)
    assert (made.data["issued"], made.doubts, made.unmapped) == YEARS[year]


def test_a_date_that_may_be_a_month_or_two_years_is_the_year() -> None:
    assert (row(date="2009/10").data["issued"], row(date="2009/10").unmapped) == ("2009", (("date", "2009/10"),))
    assert (row(date="2009-10").data["issued"], row(date="2009-10").unmapped) == ("2009-10", ())  # EDTF


PEOPLE = {
    "Ada Lind, Bo Berg": ["Ada Lind", "Bo Berg"],
    "Ada B. Lind, Bo van Berg": ["Ada B. Lind", "Bo van Berg"],
    "Ada Lind, Bo Berg, Carl Clausen": ["Ada Lind", "Bo Berg", "Carl Clausen"],
    "Garcia Marquez, Gabriel": ["Gabriel Garcia Marquez"],
    "Ada Lind, Cards University": ["Cards University Ada Lind"],
}


@pytest.mark.parametrize("cell", PEOPLE)
def test_people_with_commas_between_them(cell: str) -> None:
    made = row(authors=cell)
    names = [str(each.name) for each in made.publication.authors]
    assert names == PEOPLE[cell]
    told = (f"{cell!r} was read as {' and '.join(names)}; if it is one person, write so",)
    assert made.doubts == (told if len(names) == 2 else ())


@pytest.mark.parametrize("title", ["“On cards”", "»Om kort«", '"On cards"', "„Über Karten“"])
def test_a_title_in_quotation_marks_is_told(title: str) -> None:
    made = row(title=title)
    assert made.data["title"] == title
    assert made.doubts == (f"the title is {title}: leave out the quotation marks, unless it is a quotation",)


def test_quotation_marks_within_a_title_are_not_told() -> None:
    assert [row(title=title).doubts for title in ("“Cards” and “boxes”", "On “cards”", "“Cards”: a study")] == [()] * 3


@pytest.mark.parametrize(
    "cell",
    ["#VÆRDI!", "#REFERENCE!", "#NAVN?", "#DIVISION/0!", "#WERT!", "#BEZUG!", "#ZAHL!", "#NV", "#I/T", "#VALEUR!",
     "#NOM?", "#¡DIV/0!", "#¿NOMBRE?", "#N/D", "#SAKNAS!", "#VERW!", "#ЗНАЧ!", "Err:502", "Fejl:508", "#N/A"],
)  # fmt: skip
def test_formulas_that_failed_are_known_in_other_languages(cell: str) -> None:
    assert ERROR_OF_FORMULA.fullmatch(cell)
    assert not ERROR_OF_FORMULA.fullmatch(f"{cell} x")


def test_what_only_looks_like_a_failed_formula_is_a_value() -> None:
    assert [cell for cell in ("#MeToo", "#METOO!", "#1", "C#", "N/A", "# 4") if ERROR_OF_FORMULA.fullmatch(cell)] == []


def test_doubts_are_in_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site.yaml").write_text("title: Portal\n")
    (tmp_path / "x.csv").write_text('title,authors,year,journal\nT,"Ada Lind, Bo Berg",2009-13,J\n')
    assert main(["import", "--site", str(tmp_path), "--jobs", "1", str(tmp_path / "x.csv")]) == 0
    said = "".join(capsys.readouterr())
    assert "'Ada Lind, Bo Berg' was read as Ada Lind and Bo Berg" in said
    assert "the year '2009-13' was read as 2009/2013" in said
