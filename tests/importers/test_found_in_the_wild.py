"""Values as they stand in files of others, of which something was lost or read wrongly without a word."""

from typing import Any

import pytest

from kartotek.importers import bibtex_fields, ris_fields, table_fields
from kartotek.importers.records import AND_OTHERS, Draft, Raw


def bibtex(**fields: str) -> dict[str, Any]:
    return dict(bibtex_fields.draft(Raw("x.bib", 1, "", "book", tuple({"title": "T", **fields}.items()))).data)


def row(**cells: str) -> Draft:
    return table_fields.draft(Raw("x.csv", 2, "", "row", tuple({"title": "T", "type": "book", **cells}.items())))


def ris(kind: str, *lines: str) -> Draft:
    pairs = tuple((line[:2], line[3:]) for line in ("TI T", *lines))
    return ris_fields.draft(Raw("x.ris", 1, "", kind, pairs))


def test_names_in_bibtex() -> None:
    assert bibtex(author="Lind, Ada, Jr.")["authors"] == ["Ada Lind Jr."]
    assert bibtex(author="Lind, Jr., Ada")["authors"] == ["Ada Lind Jr."]
    assert bibtex(author="danah boyd and bell hooks")["authors"] == ["danah boyd", "bell hooks"]


@pytest.mark.parametrize(
    "cell", ["A. Lind, B. Berg, et al.", "Ada Lind og Bo Berg m.fl.", "Lind, A.; et al.", "Lind A et al."]
)
def test_a_table_that_leaves_people_out_says_so(cell: str) -> None:
    made = row(authors=cell)
    assert ("authors", AND_OTHERS) in made.unmapped
    assert not [each for each in made.data["authors"] if "fl" in str(each) or "al" in str(each)]
    assert made.data["authors"][0] in ("A. Lind", "Ada Lind")


def test_ris_that_leaves_people_out_says_so() -> None:
    made = ris("JOUR", "AU Lind, Ada", "AU et al.")
    assert (made.data["authors"], made.unmapped) == (["Ada Lind"], (("AU", AND_OTHERS),))


def test_people_with_a_stroke_between_them() -> None:
    assert row(authors="Ada Lind/Bo Berg").data["authors"] == ["Ada Lind", "Bo Berg"]
    assert len(row(authors="Nielsen/Norman Group").data["authors"]) == 1


@pytest.mark.parametrize("year", ["ca. 1990", "c. 1990", "circa 1990", "[ca. 1990]"])
def test_a_year_that_is_not_certain_stays_so(year: str) -> None:
    assert bibtex(year=year)["issued"] == "1990~"
    assert row(year=year).data["issued"] == row(date=year).data["issued"] == "1990~"
    assert ris("BOOK", f"PY {year}").data["issued"] == "1990~"
    assert bibtex(year="c1990")["issued"] == "1990"  # of a copyright


def test_a_comma_in_brackets_is_part_of_a_keyword() -> None:
    assert row(keywords="cards, boxes (old, new), rooms").data["keywords"] == ["cards", "boxes (old, new)", "rooms"]


def test_the_country_of_a_patent_may_be_a_name() -> None:
    made = ris("PAT", "CY USA")
    assert (made.data["country"], made.unmapped) == ("US", ())
