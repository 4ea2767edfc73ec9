"""Works of ORCID records become entries."""

import json
from typing import Any

import pytest

from kartotek.importers.orcid import draft, read
from kartotek.importers.records import Candidate, Failed
from tests.importers.exported import imported


def _id(kind: str, value: str, relationship: str = "self") -> dict[str, Any]:
    return {
        "external-id-type": kind,
        "external-id-value": value,
        "external-id-relationship": relationship,
        "external-id-url": None,
    }


WORK: dict[str, Any] = {
    "put-code": 17,
    "title": {
        "title": {"value": "On cards"},
        "subtitle": {"value": "A study"},
        "translated-title": {"value": "Om kort", "language-code": "da"},
    },
    "journal-title": {"value": "Journal of Cards"},
    "short-description": "About.",
    "citation": {
        "citation-type": "bibtex",
        "citation-value": "@article{x, title={Else}, author={Lind, Ada and Berg, Bo}, volume={3}, pages={1--2}}",
    },
    "type": "journal-article",
    "publication-date": {"year": {"value": "2020"}, "month": {"value": "05"}, "day": None},
    "external-ids": {
        "external-id": [
            _id("doi", "10.1234/ABC"),
            _id("issn", "1234-5679", "part-of"),
            _id("eid", "2-s2.0-1"),
            _id("doi", "10.1234/pre", "version-of"),
            _id("doi", "10.1234/fund", "funded-by"),
        ]
    },
    "url": {"value": "https://cards.example/"},
    "contributors": None,
    "language-code": "en",
    "country": {"value": "DK"},
    "visibility": "public",
}


def _made(**changes: Any) -> Candidate:
    return imported(json.dumps({**WORK, **changes}), read, draft)[0]


def test_a_work_becomes_an_entry_and_its_citation_completes_it() -> None:
    made = _made()
    assert made.data == {
        "type": "article-journal",
        "title": "On cards",
        "subtitle": "A study",
        "translated_title": {"da": "Om kort"},
        "authors": ["Ada Lind", "Bo Berg"],
        "issued": "2020-05",
        "journal": "Journal of Cards",
        "volume": "3",
        "pages": "1-2",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "url": "https://cards.example/",
        "identifiers": ["EID 2-s2.0-1"],
        "language": "en",
        "abstract": "About.",
        "related": [{"relation": "IsVersionOf", "doi": "10.1234/pre"}],
    }
    assert made.unmapped == (("external-id doi (funded-by)", "10.1234/fund"),)
    assert made.key == "doi:10.1234/abc"


@pytest.mark.parametrize(
    "envelope",
    [
        {"bulk": [{"work": WORK}]},
        {"orcid-identifier": {"path": "x"}, "activities-summary": {"works": {"group": [{"work-summary": [WORK]}]}}},
        {"last-modified-date": None, "group": [{"external-ids": None, "work-summary": [WORK]}]},
        [WORK],
    ],
)
def test_the_envelope_does_not_matter(envelope: Any) -> None:
    assert imported(json.dumps(envelope), read, draft)[0].data == _made().data


def test_a_group_is_one_record_of_the_preferred_work_with_what_the_others_know() -> None:
    bare = {"put-code": 1, "display-index": "1", "title": {"title": {"value": "The better title"}}, "type": "book"}
    other = {**WORK, "display-index": "0"}
    found = imported(json.dumps({"group": [{"work-summary": [other, bare]}]}), read, draft)
    assert len(found) == 1
    assert (found[0].data["title"], found[0].data["type"]) == ("The better title", "book")
    assert (found[0].data["doi"], found[0].data["issued"]) == ("10.1234/abc", "2020-05")


def test_contributors_by_their_roles() -> None:
    def one(name: str, role: Any, orcid: Any = None) -> dict[str, Any]:
        who = {"path": orcid} if orcid else None
        return {"contributor-orcid": who, "credit-name": {"value": name},
            "contributor-attributes": {"contributor-role": role}}  # fmt: skip

    people = [
        one("Ada Lind", "author", "0000-0002-1825-0097"),
        one("Bo Berg", "http://credit.niso.org/contributor-roles/software/"),
        one("Bo Berg", "http://credit.niso.org/contributor-roles/validation/"),
        one("Eva Elm", "editor"),
        one("Sam Sup", "support-staff"),
        one("Drawer Works", "assignee"),
    ]
    made = _made(contributors={"contributor": people})
    assert made.data["authors"] == [
        {"name": "Ada Lind", "orcid": "0000-0002-1825-0097"},
        {"name": "Bo Berg", "credit": ["software", "validation"]},
    ]
    assert made.data["contributors"] == [{"name": "Drawer Works", "role": "assignee"}]
    assert made.data["editors"] == ["Eva Elm"]
    assert ("contributor support-staff", "Sam Sup") in made.unmapped


def test_a_work_that_orcid_did_not_give_has_failed() -> None:
    text = json.dumps({"bulk": [{"error": {"response-code": 404, "user-message": "The work is private."}}]})
    assert read(text, "f").found == (Failed("f", 1, "ORCID gave no work: The work is private."),)


def test_a_work_without_a_doi_is_known_by_its_number() -> None:
    assert _made(**{"external-ids": None}).key == "put-code:17"
