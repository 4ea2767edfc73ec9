"""The number of a work in its series, beside the volume of the work: in every file, and back from it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_item
from kartotek.export.datacite import datacite
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.importers.zotero import draft, read
from tests.export.works import ARTICLE_RECORD, tags, work
from tests.importers.exported import imported


def _book(kind: str = "book", **values: Any) -> Work:
    said: dict[str, Any] = {"series": "Studies in Cards", "series_number": "41", "volume": "2", **values}
    return work(replace(ARTICLE_RECORD, type=kind, journal="", **said))


@pytest.mark.parametrize("kind", ["book", "anthology", "thesis"])
def test_a_book_is_a_volume_of_a_work_and_a_number_of_a_series(kind: str) -> None:
    made = _book(kind)
    assert (csl_item(made)["volume"], csl_item(made)["collection-number"]) == ("2", "41")
    for biblatex in (False, True):
        entry = bibtex(made, biblatex=biblatex)
        assert "  volume = {2},\n" in entry
        assert "  number = {41},\n" in entry
    assert tags(ris(made), "VL") == ["2"]
    assert tags(ris(made), "M1") == ([] if kind == "thesis" else ["41"])


def test_the_volume_of_a_work_is_not_that_of_its_series() -> None:
    thing = work_thing(_book())
    assert thing["position"] == "41"
    volume, series = thing["isPartOf"]
    assert (volume["volumeNumber"], "isPartOf" in volume, series["name"]) == ("2", False, "Studies in Cards")
    (item,) = datacite(_book())["relatedItems"]
    assert (item.get("volume"), item["number"], item["numberType"]) == (None, "41", "Other")


def test_a_volume_alone_is_still_that_of_the_series() -> None:
    made = _book(series_number="")
    assert work_thing(made)["isPartOf"]["isPartOf"]["name"] == "Studies in Cards"
    assert [item["volume"] for item in datacite(made)["relatedItems"]] == ["2"]


@pytest.mark.parametrize(
    ("kind", "values", "number"),
    [
        ("report", {"number": ("R-4",)}, "R-4"),
        ("article-journal", {"journal": "J", "issue": "4"}, "4"),
        ("book", {"series": ""}, ""),
    ],
)
def test_number_is_never_that_of_the_series_where_it_means_another_one(
    kind: str, values: dict[str, Any], number: str
) -> None:
    said: dict[str, Any] = {"journal": "", "series_number": "41", "series": "S", **values}
    made = work(replace(ARTICLE_RECORD, type=kind, **said))
    for biblatex in (False, True):
        entry = bibtex(made, biblatex=biblatex)
        assert "{41}" not in entry
        assert (f"number = {{{number}}}" in entry) == bool(number)


def test_zotero_has_volume_and_number_in_series() -> None:
    item = {"key": "A", "version": 1, "itemType": "book", "title": "T"}
    item |= {"series": "S", "seriesNumber": "41", "volume": "2"}
    (made,) = imported(json.dumps([item]), read, draft)
    assert (made.data["series_number"], made.data["volume"]) == ("41", "2")
