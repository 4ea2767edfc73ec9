"""Records of DataCite in XML become the entries that the same records in JSON become."""

import json
from typing import Any

from kartotek.importers import datacite
from kartotek.importers.candidate import read_draft
from kartotek.importers.datacite_xml import read
from kartotek.importers.formats import FORMATS, find_format
from kartotek.importers.records import Candidate, Failed, Raw

_KERNEL = 'xmlns="http://datacite.org/schema/kernel-4"'
RECORD = f"""<resource {_KERNEL} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://datacite.org/schema/kernel-4 metadata.xsd">
<identifier identifierType="DOI">10.1234/ABC</identifier>
<creators>
 <creator><creatorName nameType="Personal">Lind, Ada</creatorName><givenName>Ada</givenName><familyName>Lind</familyName>
  <nameIdentifier nameIdentifierScheme="ORCID" schemeURI="https://orcid.org">0000-0002-1825-0097</nameIdentifier>
  <affiliation affiliationIdentifier="https://ror.org/01aj84f44">University of Cards</affiliation></creator>
 <creator><creatorName nameType="Organizational">The Group</creatorName></creator>
</creators>
<titles><title xml:lang="en">On cards</title><title xml:lang="da" titleType="TranslatedTitle">Om kort</title></titles>
<publisher xml:lang="en">Press &amp; Sons</publisher>
<publicationYear>2020</publicationYear>
<resourceType resourceTypeGeneral="JournalArticle">Article</resourceType>
<subjects><subject>Cards</subject><subject>Drawers</subject></subjects>
<contributors><contributor contributorType="Editor"><contributorName>Berg, Bo</contributorName></contributor></contributors>
<dates><date dateType="Issued">2020-05-01</date></dates>
<language>en</language>
<alternateIdentifiers><alternateIdentifier alternateIdentifierType="PMID">12345678</alternateIdentifier></alternateIdentifiers>
<relatedIdentifiers><relatedIdentifier relatedIdentifierType="DOI" relationType="References">10.1000/x</relatedIdentifier>
</relatedIdentifiers>
<relatedItems><relatedItem relatedItemType="Journal" relationType="IsPublishedIn">
 <relatedItemIdentifier relatedItemIdentifierType="ISSN">1234-5679</relatedItemIdentifier>
 <titles><title>Journal of Cards</title></titles><volume>3</volume><number numberType="Article">e5</number>
</relatedItem></relatedItems>
<sizes><size>12 pages</size></sizes>
<rightsList><rights rightsURI="https://creativecommons.org/licenses/by/4.0/legalcode">CC BY 4.0</rights></rightsList>
<descriptions><description descriptionType="Abstract">One.<br/>Two.</description></descriptions>
<fundingReferences><fundingReference><funderName>Fund</funderName>
 <funderIdentifier funderIdentifierType="ROR">https://ror.org/035b05819</funderIdentifier>
 <awardNumber awardURI="https://a.test/7">7</awardNumber></fundingReference></fundingReferences>
</resource>"""  # noqa: E501  # as it is sent
SAME: dict[str, Any] = {
    "doi": "10.1234/ABC",
    "creators": [
        {"name": "Lind, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lind",
         "nameIdentifiers": [{"nameIdentifier": "0000-0002-1825-0097", "nameIdentifierScheme": "ORCID"}],
         "affiliation": [{"name": "University of Cards"}]},
        {"name": "The Group", "nameType": "Organizational"},
    ],
    "titles": [{"title": "On cards", "lang": "en"}, {"title": "Om kort", "titleType": "TranslatedTitle", "lang": "da"}],
    "publisher": {"name": "Press & Sons"},
    "publicationYear": "2020",
    "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": "Article"},
    "subjects": [{"subject": "Cards"}, {"subject": "Drawers"}],
    "contributors": [{"name": "Berg, Bo", "contributorType": "Editor"}],
    "dates": [{"date": "2020-05-01", "dateType": "Issued"}],
    "language": "en",
    "alternateIdentifiers": [{"alternateIdentifier": "12345678", "alternateIdentifierType": "PMID"}],
    "relatedIdentifiers": [
        {"relatedIdentifier": "10.1000/x", "relatedIdentifierType": "DOI", "relationType": "References"}
    ],
    "relatedItems": [
        {"relatedItemType": "Journal", "relationType": "IsPublishedIn", "titles": [{"title": "Journal of Cards"}],
         "relatedItemIdentifier": {"relatedItemIdentifier": "1234-5679", "relatedItemIdentifierType": "ISSN"},
         "volume": "3", "number": "e5", "numberType": "Article"}
    ],
    "sizes": ["12 pages"],
    "rightsList": [
        {"rights": "CC BY 4.0", "rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode"}
    ],
    "descriptions": [{"description": "One.<br/>Two.", "descriptionType": "Abstract"}],
    "fundingReferences": [
        {"funderName": "Fund", "funderIdentifier": "https://ror.org/035b05819", "funderIdentifierType": "ROR",
         "awardNumber": "7"}
    ],
}  # fmt: skip


def list_of(*records: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<resources>\n' + "\n".join(records) + "\n</resources>\n"


def _one(text: str) -> Candidate:
    records = read(text, "a.xml")
    (raw,) = records.found
    assert isinstance(raw, Raw)
    assert records.count == 1
    made = read_draft(datacite.draft(raw))
    assert isinstance(made, Candidate)
    return made


def test_a_record_in_xml_is_that_in_json() -> None:
    made = _one(RECORD)
    (raw,) = datacite.read(json.dumps(SAME), "a.json").found
    assert isinstance(raw, Raw)
    same = read_draft(datacite.draft(raw))
    assert isinstance(same, Candidate)
    assert (made.key, made.data, made.unmapped) == (same.key, same.data, same.unmapped)
    assert made.data["authors"] == [
        {"name": "Ada Lind", "orcid": "0000-0002-1825-0097", "affiliations": ["University of Cards"]},
        {"literal": "The Group"},
    ]
    assert (made.data["journal"], made.data["abstract"], made.unmapped) == (
        "Journal of Cards", "One.\n\nTwo.", (("publisher", "Press & Sons"),)
    )  # fmt: skip


def test_records_with_a_prefix_and_in_an_envelope_are_read() -> None:
    prefixed = '<d:resource xmlns:d="http://datacite.org/schema/kernel-3"><d:titles><d:title>A</d:title></d:titles>'
    prefixed += '<d:resourceType resourceTypeGeneral="Dataset">Cards</d:resourceType></d:resource>'
    records = read(list_of(RECORD, prefixed), "a.xml")
    first, second = records.found
    assert isinstance(first, Raw)
    assert isinstance(second, Raw)
    assert (first.key, first.line, second.kind) == ("10.1234/abc", 3, "Dataset")


def test_places_of_earlier_kernels_are_numbers_one_after_the_other() -> None:
    place = (
        "<geoLocations><geoLocation><geoLocationPoint>31.2 -67.3</geoLocationPoint>"
        "<geoLocationBox>41.0 -71.0 42.8 -68.2</geoLocationBox></geoLocation></geoLocations></resource>"
    )
    text = RECORD.replace('"JournalArticle">Article', '"Dataset">Table').replace("</resource>", place)
    assert _one(text).data["spatial_coverage"] == [
        {"latitude": "31.2", "longitude": "-67.3", "north": "42.8", "south": "41.0", "east": "-68.2", "west": "-71.0"}
    ]


def test_a_work_with_another_number_than_a_doi() -> None:
    text = RECORD.replace('identifierType="DOI">10.1234/ABC', 'identifierType="Handle">1887/4531')
    assert _one(text).data["handle"] == "1887/4531"


def test_a_broken_record_costs_no_other() -> None:
    records = read(list_of(RECORD.replace("</creators>", "</creator>"), RECORD), "a.xml")
    first, second = records.found
    assert isinstance(first, Failed)
    assert "it is not XML: mismatched tag" in first.reason
    assert isinstance(second, Raw)
    assert records.count == 2


def test_the_format_is_found() -> None:
    assert find_format("a.xml", RECORD.encode()) is FORMATS["datacite-xml"]
    assert find_format("a.txt", list_of(RECORD).encode()) is FORMATS["datacite-xml"]
