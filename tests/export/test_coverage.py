"""Which period and which places a dataset or a map is about: on pages, in exports, and read back from DataCite."""

import json
from typing import Any

import pytest

from kartotek.diagnostics import ContentError
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core, simple
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.importers import datacite as datacite_file
from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Raw
from kartotek.model.publication import CoveredPlace, Publication
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate, parse_date
from tests.conftest import WriteSite
from tests.export.works import work

POINT = CoveredPlace(latitude="56.16", longitude="-10.2")
BOX = CoveredPlace("Funen", north="55.63", south="54.86", east="10.84", west="9.77")
NAME = CoveredPlace("The North; Sea")


def made(**values: Any) -> Work:
    return work(Publication("a", "dataset", "Cards", issued=PartialDate(2020), **values))


@pytest.mark.parametrize("period", ["1890/1914", "2020-05/2020-06-03", "1999"])
def test_a_period(period: str) -> None:
    given = made(temporal_coverage=parse_date(period))
    assert {"date": period, "dateType": "Coverage"} in datacite(given)["dates"]
    assert work_thing(given)["temporalCoverage"] == period
    assert ("DCTERMS.temporal", period, "") in dublin_core(given)
    assert ("coverage", period) in simple(given)


def test_places() -> None:
    given = made(spatial_coverage=(POINT, BOX, NAME))
    assert datacite(given)["geoLocations"] == [
        {"geoLocationPoint": {"pointLatitude": 56.16, "pointLongitude": -10.2}},
        {
            "geoLocationPlace": "Funen",
            "geoLocationBox": {
                "westBoundLongitude": 9.77,
                "eastBoundLongitude": 10.84,
                "southBoundLatitude": 54.86,
                "northBoundLatitude": 55.63,
            },
        },
        {"geoLocationPlace": "The North; Sea"},
    ]
    point, box, name = work_thing(given)["spatialCoverage"]
    assert point["geo"] == {"@type": "GeoCoordinates", "latitude": "56.16", "longitude": "-10.2"}
    assert box["geo"] == {"@type": "GeoShape", "box": "54.86 9.77 55.63 10.84"}
    assert name == {"@type": "Place", "name": "The North; Sea"}
    assert [text for term, text, _ in dublin_core(given) if term == "DCTERMS.spatial"] == [
        "east=-10.2; north=56.16",
        "name=Funen; northlimit=55.63; eastlimit=10.84; southlimit=54.86; westlimit=9.77",
        "The North; Sea",
    ]


@pytest.mark.parametrize("places", [(POINT,), (BOX,), (NAME, POINT, BOX)])
def test_datacite_comes_back(places: tuple[CoveredPlace, ...]) -> None:
    given = made(spatial_coverage=places, temporal_coverage=parse_date("1890/1914"))
    (raw,) = datacite_file.read(json.dumps(datacite(given)), "x").found
    assert isinstance(raw, Raw)
    again = read_draft(datacite_file.draft(raw))
    assert isinstance(again, Candidate)
    assert again.publication.spatial_coverage == places
    assert str(again.publication.temporal_coverage) == "1890/1914"


def dataset(coverage: str) -> str:
    return f"---\ntype: dataset\ntitle: Cards\nissued: 2020\nlanguage: en\n{coverage}---\n"


def test_the_page_links_a_map(write_site: WriteSite) -> None:
    text = "temporal_coverage: 1890/1914\nspatial_coverage:\n- Denmark\n"
    text += "- {place: Aarhus, latitude: 56.160, longitude: 010.2}\n"
    text += "- {north: 55.63, south: 54.86, east: 10.84, west: 9.77}\n"
    site = write_site({"site.yaml": "title: T\nsearch: false\n", "content/publications/a.md": dataset(text)})
    assert build(BuildOptions(site, site / "dist")).diagnostics == []
    page = (site / "dist/publications/a/index.html").read_text("utf-8")
    assert "<dd>Denmark<br>" in page
    assert 'mlat=56.16&amp;mlon=10.2" rel="external">Aarhus (56.16, 10.2)</a>' in page
    assert "bbox=9.77,54.86,10.84,55.63" in page
    assert "1890" in page.split("Period covered")[1][:100]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("{latitude: 56.1}", "missing-key"),
        ("{north: 1, south: 2, east: 3}", "missing-key"),
        ("{latitude: 91, longitude: 1}", "bad-number"),
        ("{latitude: 56° N, longitude: 1}", "bad-number"),
        ("{north: 1, south: 2, east: 3, west: 4}", "contradiction"),
    ],
)
def test_what_cannot_be(write_site: WriteSite, given: str, code: str) -> None:
    site = write_site({"content/publications/a.md": dataset(f"spatial_coverage: [{given}]\n")})
    with pytest.raises(ContentError) as told:
        build(BuildOptions(site, site / "dist"))
    assert [each.code for each in told.value.diagnostics] == [code]
