"""Texts by language in tables: as columns of their own, and as maps in the cells that `kartotek export` writes."""

import csv
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.content import yamltext
from kartotek.importers.language_columns import field_and_language
from kartotek.importers.records import Raw
from kartotek.importers.table_fields import draft
from tests.conftest import WriteSite


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("note.da", ("note", "da")),
        ("Publisher [en-GB]", ("publisher", "en-GB")),
        ("place (nb)", ("place", "nb")),
        ("Award.zh_Hant", ("award", "zh-Hant")),
        ("note", ("", "")),
        ("title.da", ("", "")),  # a title in another language has a field of its own
        ("note.first", ("", "")),
        ("place.xx", ("", "")),
    ],
)
def test_a_column_of_one_language(header: str, found: tuple[str, str]) -> None:
    assert field_and_language(header) == found


def test_columns_become_a_map() -> None:
    cells = (
        ("Title", "Kort"), ("Type", "book"), ("Language", "da"), ("Publisher", "Skuffeforlaget"),
        ("Publisher [en]", "Drawer Press"), ("note.en", "With a map."), ("note.fr", ""), ("place.de", "Kopenhagen"),
    )  # fmt: skip
    made = draft(Raw("x.csv", 2, "", "row", cells))
    assert made.data["publisher"] == {"da": "Skuffeforlaget", "en": "Drawer Press"}
    assert made.data["note"] == {"en": "With a map."}
    assert made.data["place"] == {"de": "Kopenhagen"}
    assert made.unmapped == ()


ENTRY = """\
---
type: book
title: Kort
issued: 2020
publisher: {da: Skuffeforlaget, en: Drawer Press}
note: "{not a map}"
event: {name: {da: Kortdage, en: Card Days}}
links: [{url: "https://example.org/", label: {da: Foredrag, en: A talk}}]
---
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_comes_back(write_site: WriteSite, tmp_path: Path, kind: str) -> None:
    site = write_site({"site.yaml": "title: Cards\n", "content/publications/a.md": ENTRY})
    table = tmp_path / f"table.{kind}"
    assert main(["export", f"--{kind}", str(table), "--site", str(site)]) == 0
    assert main(["import", str(table), "--site", str(site)]) == 0
    assert (site / "content/publications/a.md").read_text("utf-8") == ENTRY


def test_a_changed_cell_changes_one_language(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site({"site.yaml": "title: Cards\n", "content/publications/a.md": ENTRY})
    table = tmp_path / "table.csv"
    assert main(["export", "--csv", str(table), "--site", str(site)]) == 0
    head, row = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    row[head.index("publisher")] = row[head.index("publisher")].replace("Drawer Press", "The Drawer Press")
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[*head, "award.en"], [*row, "Book of the Year"]])
    assert main(["import", str(table), "--site", str(site)]) == 0
    data = yamltext.load((site / "content/publications/a.md").read_text("utf-8").split("---\n")[1])
    assert data["publisher"] == {"da": "Skuffeforlaget", "en": "The Drawer Press"}
    assert data["award"] == {"en": "Book of the Year"}
    assert data["note"] == "{not a map}"
