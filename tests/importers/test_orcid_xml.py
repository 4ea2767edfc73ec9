"""Works of ORCID in XML become the entries that the same works in JSON become."""

import json
from typing import Any

import pytest

from kartotek.importers import orcid
from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import FORMATS, find_format
from kartotek.importers.orcid_xml import read
from kartotek.importers.records import Candidate, Failed, Raw

_SPACES = 'xmlns:common="http://www.orcid.org/ns/common" xmlns:work="http://www.orcid.org/ns/work"'
WORK = """<work:work put-code="7" visibility="public">
<common:created-date>2001-12-31T12:00:00</common:created-date>
<work:title><common:title>On cards</common:title><common:subtitle>A study</common:subtitle>
<common:translated-title language-code="da">Om kort</common:translated-title></work:title>
<work:journal-title>Journal of Cards</work:journal-title>
<work:short-description>About.</work:short-description>
<work:type>journal-article</work:type>
<common:publication-date><common:year>2020</common:year><common:month>05</common:month></common:publication-date>
<common:external-ids>
<common:external-id><common:external-id-type>doi</common:external-id-type>
<common:external-id-value>10.1234/abc</common:external-id-value>
<common:external-id-relationship>self</common:external-id-relationship></common:external-id>
<common:external-id><common:external-id-type>issn</common:external-id-type>
<common:external-id-value>1234-5679</common:external-id-value>
<common:external-id-relationship>part-of</common:external-id-relationship></common:external-id>
</common:external-ids>
<work:contributors><work:contributor>
<common:contributor-orcid><common:path>0000-0002-1825-0097</common:path></common:contributor-orcid>
<work:credit-name>Ada Lind</work:credit-name>
<work:contributor-attributes><work:contributor-role>author</work:contributor-role></work:contributor-attributes>
</work:contributor></work:contributors>
<common:language-code>en</common:language-code>
</work:work>"""
SAME: dict[str, Any] = {
    "put-code": 7,
    "title": {"title": {"value": "On cards"}, "subtitle": {"value": "A study"},
              "translated-title": {"value": "Om kort", "language-code": "da"}},
    "journal-title": {"value": "Journal of Cards"},
    "short-description": "About.",
    "type": "journal-article",
    "publication-date": {"year": {"value": "2020"}, "month": {"value": "05"}, "day": None},
    "external-ids": {"external-id": [
        {"external-id-type": "doi", "external-id-value": "10.1234/abc", "external-id-relationship": "self"},
        {"external-id-type": "issn", "external-id-value": "1234-5679", "external-id-relationship": "part-of"},
    ]},
    "contributors": {"contributor": [
        {"contributor-orcid": {"path": "0000-0002-1825-0097"}, "credit-name": {"value": "Ada Lind"},
         "contributor-attributes": {"contributor-role": "author"}},
    ]},
    "language-code": "en",
}  # fmt: skip


def bulk(*works: str) -> str:
    return f'<?xml version="1.0"?>\n<bulk:bulk xmlns:bulk="http://www.orcid.org/ns/bulk" {_SPACES}>\n' + (
        "\n".join(works) + "\n</bulk:bulk>\n"
    )


def _made(raw: object) -> Candidate:
    assert isinstance(raw, Raw)
    made = read_draft(orcid.draft(raw))
    assert isinstance(made, Candidate)
    return made


def test_a_work_in_xml_is_that_in_json() -> None:
    (raw,) = read(bulk(WORK), "a.xml").found
    (same,) = orcid.read(json.dumps(SAME), "a.json").found
    made, wanted = _made(raw), _made(same)
    assert (made.key, made.data, made.unmapped) == (wanted.key, wanted.data, wanted.unmapped)
    assert made.data["authors"] == [{"name": "Ada Lind", "orcid": "0000-0002-1825-0097"}]
    assert made.unmapped == ()


def test_what_orcid_says_in_the_place_of_a_work_is_told() -> None:
    error = '<error:error xmlns:error="http://www.orcid.org/ns/error"><error:user-message>No.</error:user-message></error:error>'
    records = read(bulk(WORK, error), "a.xml")
    assert records.count == len(records.found) == 2
    told = records.found[1]
    assert isinstance(told, Failed)
    assert told.reason == "ORCID gave no work: No."


def _summary(number: int, index: int, doi: str, more: str = "") -> str:
    return (
        f'<work:work-summary put-code="{number}" display-index="{index}"><work:title><common:title>Cards {number}'
        f"</common:title></work:title>{more}<work:type>book</work:type><common:external-ids><common:external-id>"
        f"<common:external-id-type>doi</common:external-id-type><common:external-id-value>{doi}</common:external-id-value>"
        "<common:external-id-relationship>self</common:external-id-relationship></common:external-id>"
        "</common:external-ids></work:work-summary>"
    )


def test_a_whole_record_has_groups_of_works_and_of_other_things() -> None:
    year = "<common:publication-date><common:year>2020</common:year></common:publication-date>"
    group = f"<activities:group>{_summary(1, 0, '10.1/a', year)}{_summary(2, 1, '10.1/a')}</activities:group>"
    text = f"""<record:record xmlns:record="http://www.orcid.org/ns/record" {_SPACES}
xmlns:activities="http://www.orcid.org/ns/activities"><activities:activities-summary>
<activities:peer-reviews><activities:group><x/></activities:group></activities:peer-reviews>
<activities:works>{group}
{group.replace("10.1/a", "10.1/b")}</activities:works></activities:activities-summary></record:record>"""
    records = read(text, "a.xml")
    first, second = map(_made, records.found)
    assert records.count == 2
    assert (first.data["title"], first.data["issued"], first.data["doi"]) == ("Cards 2", "2020", "10.1/a")
    assert (second.data["doi"], second.raw.line) == ("10.1/b", 5)
    assert find_format("a.xml", text.encode()) is FORMATS["orcid-xml"]


@pytest.mark.parametrize("text", [bulk(WORK), WORK.replace("<work:work ", f"<work:work {_SPACES} ")])
def test_the_format_is_found(text: str) -> None:
    assert find_format("a.xml", text.encode()) is FORMATS["orcid-xml"]
