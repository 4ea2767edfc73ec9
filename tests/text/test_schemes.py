"""The table of schemes: each is known by its words, by every address at which it stands, and by its shape."""

import re

import pytest

from kartotek.text import identifiers
from kartotek.text.identifiers import recognised
from kartotek.text.schemes import SCHEMES

HASH = "94a9ed024d3859793618152ea559a168bbcbb5e2"
KNOWN = {
    "isni": ("0000000121032683", "ISNI 0000 0001 2103 2683", "https://isni.org/isni/0000000121032683",
        "http://www.isni.org/0000000121032683", "isni: 0000-0001-2103-2683"),
    "eid": ("2-s2.0-85012345678", "Scopus 2-s2.0-85012345678", "EID: 2-s2.0-85012345678", "2-s2.0-85012345678",
        "https://www.scopus.com/record/display.uri?eid=2-s2.0-85012345678&origin=inward",
        "https://www.scopus.com/inward/record.url?eid=2-s2.0-85012345678&partnerID=40"),
    "wos": ("WOS:000271823400001", "WOS:000271823400001", "UT WOS:000271823400001", "ISI:000271823400001",
        "https://www.webofscience.com/wos/woscc/full-record/WOS:000271823400001", "WOS 000271823400001"),
    "openalex": ("W2741809807", "W2741809807", "https://openalex.org/W2741809807", "OpenAlex: w2741809807",
        "https://api.openalex.org/works/W2741809807", "openalex.org/works/W2741809807"),
    "wikidata": ("Q42", "wikidata:Q42", "https://www.wikidata.org/wiki/Q42", "http://www.wikidata.org/entity/Q42",
        "https://m.wikidata.org/wiki/q42#sitelinks"),
    "urn": ("urn:nbn:de:101:1-201102033592", "urn:nbn:de:101:1-201102033592", "URN:NBN:de:101:1-201102033592",
        "https://nbn-resolving.org/urn:nbn:de:101:1-201102033592", "URN: urn:nbn:de:101:1-201102033592",
        "http://nbn-resolving.de/resolver?identifier=urn:nbn:de:101:1-201102033592"),
    "ark": ("ark:/12148/btv1b8449691v", "ark:/12148/btv1b8449691v", "ark:12148/btv1b8449691v",
        "https://gallica.bnf.fr/ark:/12148/btv1b8449691v", "https://n2t.net/ark:/12148/btv1b8449691v",
        "ARK: ark:/12148/btv1b8449691v"),
    "swhid": (f"swh:1:dir:{HASH}", f"swh:1:dir:{HASH}", f"https://archive.softwareheritage.org/swh:1:dir:{HASH}",
        f"SWHID swh:1:dir:{HASH}", f"https://archive.softwareheritage.org/browse/swh:1:dir:{HASH}/"),
    "raid": ("10.26259/0d3ca1b7", "https://raid.org/10.26259/0d3ca1b7", "RAiD: 10.26259/0d3ca1b7",
        "https://static.prod.raid.org.au/10.26259/0d3ca1b7"),
    "rrid": ("RRID:AB_262044", "RRID:AB_262044", "rrid: AB_262044", "https://scicrunch.org/resolver/RRID:AB_262044",
        "https://n2t.net/RRID:AB_262044", "https://identifiers.org/RRID/RRID:AB_262044"),
    "doi": ("10.1000/a", "10.1000/A", "https://doi.org/10.1000/a", "info:doi/10.1000/a", "doi=10.1000/a"),
    "arxiv": ("2101.00001", "arXiv:2101.00001", "oai:arXiv.org:2101.00001", "arxiv.org/abs/2101.00001"),
    "pmcid": ("PMC1234567", "PMC1234567", "pmcid: PMC1234567", "https://europepmc.org/article/PMC/PMC1234567"),
    "pmid": ("13054692", "PMID 13054692", "MEDLINE:13054692", "https://europepmc.org/abstract/MED/13054692"),
    "handle": ("2043/12345", "hdl:2043/12345", "http://hdl.handle.net/2043/12345"),
    "isbn": ("978-0-306-40615-7", "ISBN 9780306406157", "urn:isbn:9780306406157"),
    "issn": ("1476-4687", "ISSN 1476-4687", "https://portal.issn.org/resource/ISSN/1476-4687"),
}  # fmt: skip
OF_PEOPLE = {
    "scopus-author": ("7004212771", "Scopus 7004212771", "Scopus Author ID: 7004212771",
        "https://www.scopus.com/authid/detail.uri?authorId=7004212771"),
    "researcherid": ("A-1009-2008", "A-1009-2008", "ResearcherID: A-1009-2008",
        "https://www.webofscience.com/wos/author/record/A-1009-2008", "http://www.researcherid.com/rid/A-1009-2008",
        "https://publons.com/researcher/A-1009-2008/"),
    "orcid": ("0000-0002-1825-0097", "0000-0002-1825-0097", "0000 0002 1825 0097", "https://orcid.org/0000000218250097"),
    "ror": ("035b05819", "https://ror.org/035b05819", "ROR: 035b05819"),
}  # fmt: skip


@pytest.mark.parametrize("key", [*KNOWN, *OF_PEOPLE])
def test_is_known_in_every_spelling(key: str) -> None:
    value, *spellings = {**KNOWN, **OF_PEOPLE}[key]
    kind = {"ror": "organisations"}.get(key, "people") if key in OF_PEOPLE else ""
    for text in (*spellings, f"({spellings[-1]})."):
        found = recognised(text, kind)
        assert found, text
        assert (found.key, found.value) == (key, value), text


def test_every_scheme_is_tried() -> None:
    assert {*KNOWN, *OF_PEOPLE} == {*SCHEMES}


@pytest.mark.parametrize("key", [key for key in SCHEMES if SCHEMES[key].address])
def test_its_address_leads_to_itself(key: str) -> None:
    value = {**KNOWN, **OF_PEOPLE}[key][0]
    address = identifiers.resolve(key, value)
    assert re.fullmatch(r"https://[!-~]+", address)
    found = recognised(address, SCHEMES[key].of[0] if SCHEMES[key].of else "")
    assert found == (key, value)
    assert found.address == address


@pytest.mark.parametrize(
    "text",
    [
        "OCLC 1234567", "INSPIRE 123456", "LCCN 2001012345", "Q42", "MR 1234567", "2043/12345", "12345678",
        "Case 12-345", "urn:nbn", "ark", "swh:1:dir:94a9", "RRID", "https://example.org/works/W2741809807", "A study",
        "EP 1234567", "0000 0001 2103 2684", "978-0-306-40615-8", "DOI 10.1145", "arXiv", "IMM-REP-1998-8",
    ],
)  # fmt: skip
def test_what_is_no_identifier_of_the_table_stays_text(text: str) -> None:
    assert recognised(text) is None


def test_digits_are_one_thing_of_a_person_and_another_of_a_work() -> None:
    assert recognised("Scopus 7004212771", "people") == ("scopus-author", "7004212771")
    assert recognised("Scopus 7004212771", "publications") == ("eid", "2-s2.0-7004212771")
    assert recognised("0000 0001 2103 2683", "people") == ("isni", "0000000121032683")


def test_the_shape_is_enough_where_nothing_else_can_stand() -> None:
    assert recognised("Q42", "people", bare=("wikidata",)) == ("wikidata", "Q42")
    assert recognised("https://ror.org/035b05819", among=("doi", "handle")) is None
