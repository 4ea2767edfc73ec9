"""Where people work is told with a ROR id, be it that of the organisation above."""

from datetime import date

import pytest

from kartotek.content.entries import Source
from kartotek.export.datacite import datacite
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.model.authority import Organisation
from kartotek.model.common import Contributor
from kartotek.model.link import link
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.roundtrip.datacite_schema import validate
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.export.works import SITE

UNIVERSITY, FACULTY = "https://ror.org/01aj84f44", "https://ror.org/035b05819"
UNITS = (
    Organisation("university", "University of Cards", ror="01aj84f44"),
    Organisation("faculty", "Faculty of Arts", parent="university", ror="035b05819"),
    Organisation("institute", "Institute of Indexes", parent="university"),
    Organisation("group", "Drawer Group", parent="institute"),
    Organisation("centre", "Centre for Script", parent="faculty"),
    Organisation("alone", "Society of Cards"),
)


def _at(name: str) -> Work:
    author = Contributor(PersonName("Ada", "Lind"), affiliations=(name,))
    record = Publication("k", "report", "T", authors=(author,), issued=PartialDate(2020))
    records = Records()
    records.add(Source("publications", "k", "k.md"), record)
    for unit in UNITS:
        records.add(Source("organisations", unit.key, f"{unit.key}.md"), unit)
    return describe(link(records, date(2025, 1, 1))[0], SITE, "k", "")


@pytest.mark.parametrize(
    ("name", "ror", "above"),
    [
        ("University of Cards", UNIVERSITY, ""),
        ("Faculty of Arts", FACULTY, ""),
        ("Institute of Indexes", UNIVERSITY, "University of Cards"),
        ("Drawer Group", UNIVERSITY, "University of Cards"),
        ("Centre for Script", FACULTY, "Faculty of Arts"),
        ("Society of Cards", "", ""),
        ("Elsewhere", "", ""),
    ],
)
def test_the_nearest_organisation_with_a_ror_id_lends_it(name: str, ror: str, above: str) -> None:
    record = datacite(_at(name))
    validate(record)
    (told,) = record["creators"][0]["affiliation"]
    assert (told["name"], told.get("affiliationIdentifier", "")) == (name, ror)
    (unit,) = work_thing(_at(name))["author"][0]["affiliation"]
    assert unit["name"] == name
    assert unit.get("@id", "") == ("" if above else ror)  # it is not the one above
    over = unit.get("parentOrganization", {})
    assert (over.get("name", ""), over.get("@id", "")) == ((above, ror) if above else ("", ""))
