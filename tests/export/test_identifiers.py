"""Identifiers of schemes without a field of their own are typed in every export that has types for them."""

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.importers.datacite import draft
from kartotek.importers.records import Raw
from kartotek.model.publication import Relation
from kartotek.text.identifiers import recognised
from tests.export.works import article

HASH = "swh:1:rev:94a9ed024d3859793618152ea559a168bbcbb5e2"
WRITTEN = {
    "ark:12148/btv1b8449691v": ("ARK", "ark:/12148/btv1b8449691v", "https://n2t.net/ark:/12148/btv1b8449691v"),
    "URN:NBN:de:101:1-201102033592": (
        "URN", "urn:nbn:de:101:1-201102033592", "https://nbn-resolving.org/urn:nbn:de:101:1-201102033592",
    ),
    HASH: ("SWHID", HASH, f"https://archive.softwareheritage.org/{HASH}"),
    "https://openalex.org/W2741809807": ("OpenAlex", "W2741809807", "https://openalex.org/W2741809807"),
    "Scopus 2-s2.0-85012345678": (
        "Scopus EID", "2-s2.0-85012345678", "https://www.scopus.com/record/display.uri?eid=2-s2.0-85012345678",
    ),
    "rrid: AB_262044": ("RRID", "RRID:AB_262044", "https://scicrunch.org/resolver/RRID:AB_262044"),
}  # fmt: skip


def work_with(text: str) -> Work:
    return article(identifiers=(text,))


@pytest.mark.parametrize("text", WRITTEN)
def test_is_typed_and_linked(text: str) -> None:
    label, value, address = WRITTEN[text]
    work = work_with(text)
    assert {"alternateIdentifier": value, "alternateIdentifierType": label} in datacite(work)["alternateIdentifiers"]
    thing = work_thing(work)
    wanted = {"@type": "PropertyValue", "propertyID": label, "value": value, "url": address}
    assert wanted in ([thing["identifier"]] if isinstance(thing["identifier"], dict) else thing["identifier"])
    assert address in thing["sameAs"]
    assert address in [term[1] for term in dublin_core(work) if term[0] == "DC.identifier"]


@pytest.mark.parametrize("text", ["OCLC 12345", "Case 12-345", "INSPIRE 98765"])
def test_old_texts_stay_texts(text: str) -> None:
    work = work_with(text)
    assert {"alternateIdentifier": text, "alternateIdentifierType": "Other"} in datacite(work)["alternateIdentifiers"]
    assert text in [term[1] for term in dublin_core(work) if term[0] == "DC.identifier"]
    assert "sameAs" not in work_thing(work)


@pytest.mark.parametrize("text", [*WRITTEN, "OCLC 12345"])
def test_comes_back_from_datacite_as_the_same(text: str) -> None:
    made = draft(Raw("a.json", 1, "a", "", (("record", datacite(work_with(text))),)))
    (again,) = made.data["identifiers"]
    assert recognised(again, "publications") == recognised(text, "publications")
    assert recognised(again, "publications") or again == text


@pytest.mark.parametrize(
    ("address", "kind", "value"),
    [
        ("https://arxiv.org/abs/2101.00001", "arXiv", "arXiv:2101.00001"),
        ("https://hdl.handle.net/2043/12345", "Handle", "2043/12345"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/13054692", "PMID", "13054692"),
        (f"https://archive.softwareheritage.org/{HASH}", "SWHID", HASH),
        ("https://example.org/a", "URL", "https://example.org/a"),
    ],
)
def test_related_works_have_the_type_of_their_address(address: str, kind: str, value: str) -> None:
    record = datacite(article(related=(Relation("Cites", url=address),)))
    (found,) = record["relatedIdentifiers"]
    assert (found["relatedIdentifierType"], found["relatedIdentifier"]) == (kind, value)
    made = draft(Raw("a.json", 1, "a", "", (("record", record),)))
    assert recognised(made.data["related"][0]["url"]) == recognised(address)


@pytest.mark.parametrize(
    ("version", "said"), [("v0.5.0", "0.5.0"), ("Version 2", "2"), ("ver. 1.1", "1.1"), ("vi", "vi")]
)
def test_the_word_version_stands_once_in_a_note(version: str, said: str) -> None:
    assert f"note = {{Version {said}}}" in bibtex(article(version=version))


def test_an_address_that_is_an_identifier_too_stands_once() -> None:
    ark = "https://n2t.net/ark:/12148/bpt6k1"
    assert work_thing(article(identifiers=("ark:/12148/bpt6k1",), url=ark))["sameAs"] == [ark]
