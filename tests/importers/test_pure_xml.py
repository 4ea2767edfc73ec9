"""Research outputs of Pure's web services in XML become the same entries as those in JSON."""

from pathlib import Path

import pytest

from kartotek.importers.formats import FORMATS, find_format
from kartotek.importers.pure import draft
from kartotek.importers.pure_xml import read
from kartotek.importers.records import Candidate, Failed, Skipped
from tests.importers.exported import imported

_URI = "/dk/atira/pure/researchoutput"


def envelope(*records: str) -> str:
    """An answer of the API, as it has been since 5.11."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<result xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<count>1</count>\n<items>\n'
        + "\n".join(records)
        + "\n</items>\n</result>\n"
    )


ARTICLE = f"""<contributionToJournal externalId="85" pureId="1" externalIdSource="Scopus" uuid="6e3a">
  <title formatted="true">On &lt;em&gt;cards&lt;/em&gt;</title>
  <subTitle>A study</subTitle>
  <type pureId="2" uri="{_URI}/researchoutputtypes/contributiontojournal/article">
    <term formatted="false"><text locale="en_GB">Article</text></term>
  </type>
  <category uri="{_URI}/category/education"><term><text locale="en_GB">Education</text></term></category>
  <peerReview>true</peerReview>
  <publicationStatuses>
    <publicationStatus current="false">
      <publicationStatus uri="{_URI}/status/epub"/><publicationDate><year>2020</year><month>4</month></publicationDate>
    </publicationStatus>
    <publicationStatus current="true">
      <publicationStatus uri="{_URI}/status/published"/>
      <publicationDate><year>2020</year><month>5</month><day>1</day></publicationDate>
    </publicationStatus>
  </publicationStatuses>
  <language uri="/dk/atira/pure/core/languages/en_GB"><term><text locale="en_GB">English</text></term></language>
  <abstract formatted="true">
    <text locale="en_GB">&lt;p&gt;About.&lt;/p&gt;</text><text locale="da_DK">&lt;p&gt;Om.&lt;/p&gt;</text>
  </abstract>
  <personAssociations>
    <personAssociation pureId="3">
      <name><firstName>Ada</firstName><lastName>Lind</lastName></name>
      <personRole uri="{_URI}/roles/contributiontojournal/author"/>
      <organisationalUnits>
        <organisationalUnit uuid="o"><name><text locale="en_GB">University of Cards</text></name></organisationalUnit>
      </organisationalUnits>
      <correspondingAuthor>true</correspondingAuthor>
    </personAssociation>
    <personAssociation pureId="4">
      <authorCollaboration><name><text locale="en_GB">The Group</text></name></authorCollaboration>
      <personRole uri="{_URI}/roles/contributiontojournal/author"/>
    </personAssociation>
  </personAssociations>
  <journalAssociation pureId="5"><title>Journal of Cards</title><issn>1234-5679</issn></journalAssociation>
  <pages>20-25</pages>
  <volume>3</volume>
  <journalNumber>2</journalNumber>
  <electronicVersions>
    <electronicVersion xsi:type="wsElectronicVersionDoiAssociation" pureId="6">
      <accessType uri="/dk/atira/pure/core/openaccesspermission/open"/><doi>10.1234/ABC</doi>
    </electronicVersion>
  </electronicVersions>
  <keywordGroups>
    <keywordGroup logicalName="keywordContainers" pureId="7">
      <keywordContainers><keywordContainer pureId="8"><freeKeywords>
        <freeKeyword locale="en_GB">
          <freeKeywords><freeKeyword>cards</freeKeyword><freeKeyword>boxes</freeKeyword></freeKeywords>
        </freeKeyword>
      </freeKeywords></keywordContainer></keywordContainers>
    </keywordGroup>
  </keywordGroups>
  <visibility key="FREE"><value><text locale="en_GB">Public</text></value></visibility>
  <info><additionalExternalIds><id idSource="WOS">0001</id></additionalExternalIds></info>
</contributionToJournal>"""


def _one(text: str) -> Candidate:
    (made,) = imported(text, read, draft)
    return made


def test_an_output_becomes_an_entry() -> None:
    made = _one(envelope(ARTICLE))
    assert made.data == {
        "type": "article-journal",
        "title": "On *cards*",
        "subtitle": "A study",
        "authors": [
            {"name": "Ada Lind", "affiliations": ["University of Cards"], "corresponding": "true"},
            {"literal": "The Group"},
        ],
        "issued": "2020-05-01",
        "online": "2020-04",
        "category": "education",
        "peer_reviewed": "true",
        "journal": "Journal of Cards",
        "volume": "3",
        "issue": "2",
        "pages": "20-25",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "identifiers": ["WOS 0001", "Scopus 85"],
        "language": "en",
        "abstract": "About.",
        "abstracts": {"da": "Om."},
        "keywords": ["cards", "boxes"],
    }
    assert made.unmapped == ()
    assert made.key == "6e3a"


def test_the_addresses_of_its_page() -> None:
    info = (
        "<info><portalUrl>https://old.example.org/en/publications/on-cards(6e3a).html</portalUrl>"
        "<prettyURLIdentifiers><prettyURLIdentifier>on-cards</prettyURLIdentifier></prettyURLIdentifiers>"
    )
    made = _one(envelope(ARTICLE.replace("<info>", info)))
    assert made.former == (
        "https://old.example.org/en/publications/on-cards(6e3a).html",
        "https://old.example.org/en/publications/on-cards",
        "https://old.example.org/en/publications/6e3a",
    )


def test_earlier_versions_repeat_an_element_for_each_language() -> None:
    """As 5.9 and 5.10 have it, where lists have no element around them in some places."""
    book = f"""<bookAnthology uuid="b" pureId="1"><title>Drawers</title>
<type locale="en_GB" uri="{_URI}/researchoutputtypes/bookanthology/book">Book</type>
<type locale="da_DK" uri="{_URI}/researchoutputtypes/bookanthology/book">Bog</type>
<abstract locale="da_DK">Om.</abstract><abstract locale="en_GB">About.</abstract>
<isbns><isbn>978-0-306-40615-7</isbn></isbns>
<keywordGroups><keywordGroup><keywords><keyword locale="da_DK">kort</keyword></keywords></keywordGroup></keywordGroups>
<publisher uuid="p"><name>Press</name></publisher>
</bookAnthology>"""
    data = _one(f"<result>{book}</result>").data
    assert (data["type"], data["publisher"], data["isbn"]) == ("book", "Press", ["978-0-306-40615-7"])
    assert (data["abstract"], data["abstract_language"], data["abstracts"]) == ("Om.", "da", {"en": "About."})
    assert data["keywords"] == ["kort"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('<visibility key="FREE"/>', ""),
        ("<confidential>false</confidential>", ""),
        ('<workflow workflowStep="approved">Approved</workflow>', ""),
        ('<visibility key="BACKEND"><value/></visibility>', "not everyone may see it in Pure (visibility BACKEND)"),
        ("<confidential>true</confidential>", "it is confidential in Pure"),
        ('<workflow workflowStep="entryInProgress">Entry in progress</workflow>', "it is not finished in Pure"),
    ],
)
def test_what_not_everyone_may_see_is_skipped(said: str, reason: str) -> None:
    (found,) = read(envelope(f'<patent uuid="a"><title>A drawer</title>{said}</patent>'), "a.xml").found
    assert (found.reason if isinstance(found, Skipped) else "") == reason


def test_a_broken_record_costs_no_other() -> None:
    broken = '<thesis uuid="t">\n<title>Sorting</titel></thesis>'
    records = read(envelope(broken, ARTICLE, '<patent uuid="x"><title>A'), "a.xml")
    (first, second, third), count = records.found, records.count
    assert isinstance(first, Failed)
    assert (first.line, first.reason) == (6, "it is not XML: mismatched tag at column 17")
    assert not isinstance(second, Failed)
    assert isinstance(third, Failed)
    assert third.reason == "it is not closed, so a part of it may be missing"
    assert count == 3


def test_a_record_that_lost_its_beginning_is_told() -> None:
    records = read(envelope("<title>A</title></patent>", ARTICLE), "a.xml")
    first, second = records.found
    assert isinstance(first, Failed)
    assert (first.line, first.reason, records.count) == (5, "its beginning is missing", 2)
    assert not isinstance(second, Failed)


def test_the_format_is_found_and_entities_are_not_expanded() -> None:
    text = envelope(ARTICLE)
    assert find_format("outputs.xml", text.encode()) is FORMATS["pure-xml"]
    outside = Path(__file__).as_uri()
    bomb = f'<!DOCTYPE r [<!ENTITY e SYSTEM "{outside}">]>' + envelope(ARTICLE.replace("A study", "&e;"))
    (found,) = read(bomb, "a.xml").found
    assert isinstance(found, Failed)
