"""Research outputs of Pure's web services become entries."""

import json
from typing import Any

import pytest

from kartotek.importers.pure import draft, read
from kartotek.importers.pure_types import kind_of
from kartotek.importers.records import Candidate, Skipped
from tests.importers.exported import imported

_URI = "/dk/atira/pure/researchoutput"

OUTPUT: dict[str, Any] = {
    "pureId": 1,
    "uuid": "6e3a",
    "managingOrganization": {"systemName": "Organization", "uuid": "o"},
    "title": {"value": "On <em>cards</em>"},
    "subTitle": {"value": "A study"},
    "type": {"uri": f"{_URI}/researchoutputtypes/contributiontojournal/article", "term": {"en_GB": "Article"}},
    "category": {"uri": f"{_URI}/category/education"},
    "peerReview": True,
    "contributors": [
        {
            "typeDiscriminator": "InternalContributorAssociation",
            "name": {"firstName": "Ada", "lastName": "Lind"},
            "role": {"uri": f"{_URI}/roles/contributiontojournal/author"},
            "correspondingAuthor": True,
        },
        {
            "name": {"firstName": "Eva", "lastName": "Elm"},
            "role": {"uri": f"{_URI}/roles/contributiontojournal/editor"},
        },
        {
            "name": {"firstName": "I", "lastName": "L"},
            "role": {"uri": f"{_URI}/roles/contributiontojournal/illustrator"},
        },
    ],
    "publicationStatuses": [
        {
            "current": False,
            "publicationStatus": {"uri": f"{_URI}/status/epub"},
            "publicationDate": {"year": 2020, "month": 4},
        },
        {
            "current": True,
            "publicationStatus": {"uri": f"{_URI}/status/published"},
            "publicationDate": {"year": 2020, "month": 5, "day": 1},
        },
    ],
    "language": {"uri": "/dk/atira/pure/core/languages/en_GB"},
    "abstract": {"en_GB": "<p>About.</p>", "da_DK": "<p>Om.</p>"},
    "journalAssociation": {
        "title": {"title": "Journal of Cards"},
        "issn": {"issn": "1234-5679"},
        "journal": {"uuid": "j"},
    },
    "volume": "3",
    "journalNumber": "2",
    "pages": "20-25",
    "electronicVersions": [
        {"typeDiscriminator": "DoiElectronicVersion", "doi": "10.1234/ABC"},
        {"typeDiscriminator": "FileElectronicVersion", "file": {"fileName": "a.pdf"}},
    ],
    "keywordGroups": [
        {"logicalName": "keywordContainers", "keywords": [{"locale": "en_GB", "freeKeywords": ["cards", "boxes"]}]}
    ],
    "identifiers": [{"idSource": "PubMed", "value": "1234567"}, {"idSource": "Scopus", "value": "85"}],
    "workflow": {"step": "approved"},
}


def _made(**changes: Any) -> Candidate:
    return imported(json.dumps({"count": 1, "items": [{**OUTPUT, **changes}]}), read, draft)[0]


def test_an_output_becomes_an_entry() -> None:
    made = _made()
    assert made.data == {
        "type": "article-journal",
        "title": "On *cards*",
        "subtitle": "A study",
        "authors": [{"name": "Ada Lind", "corresponding": "true"}],
        "editors": ["Eva Elm"],
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
        "pmid": "1234567",
        "identifiers": ["Scopus 85"],
        "language": "en",
        "abstract": "About.",
        "abstracts": {"da": "Om."},
        "keywords": ["cards", "boxes"],
        "contributors": [{"name": "I L", "role": "illustrator"}],
    }
    assert made.unmapped == (("file", "a.pdf"),)
    assert made.key == "6e3a"


def test_the_older_api_has_other_names_for_the_same() -> None:
    def text(value: str) -> dict[str, Any]:
        return {"formatted": False, "text": [{"locale": "en_GB", "value": value}]}

    contributors = [
        {
            "name": {"firstName": "Ada", "lastName": "Lind"},
            "personRole": {"uri": f"{_URI}/roles/bookanthology/author"},
            "organisationalUnits": [{"uuid": "o", "name": text("University of Cards")}],
        },
        {"authorCollaboration": {"name": text("The Group")}},
    ]
    made = _made(
        type={"uri": f"{_URI}/researchoutputtypes/bookanthology/book"},
        contributors=None,
        personAssociations=contributors,
        abstract=text("About."),
        publisher={"name": text("Press")},
        keywordGroups=[{"keywordContainers": [{"freeKeywords": [{"locale": "da_DK", "freeKeywords": ["kort"]}]}]}],
        identifiers=None,
        externalId="85",
        externalIdSource="Scopus",
        info={"additionalExternalIds": [{"idSource": "WOS", "value": "0001"}]},
        journalAssociation=None,
        isbns=["978-0-306-40615-7"],
        **dict.fromkeys(("volume", "journalNumber", "pages")),
    )
    assert made.data["authors"] == [
        {"name": "Ada Lind", "affiliations": ["University of Cards"]},
        {"literal": "The Group"},
    ]
    assert (made.data["type"], made.data["publisher"], made.data["abstract"]) == ("book", "Press", "About.")
    assert (made.data["keywords"], made.data["identifiers"]) == (["kort"], ["WOS 0001", "Scopus 85"])


@pytest.mark.parametrize(
    ("end", "here"),
    [
        ("contributiontojournal/article", "article-journal"),
        ("contributiontojournal/editorial", "editorial"),
        ("contributiontobookanthology/chapter", "chapter"),
        ("contributiontobookanthology/conference", "paper-conference"),
        ("contributiontoconference/poster", "poster"),
        ("bookanthology/anthology", "anthology"),
        ("workingpaper/preprint", "preprint"),
        ("contributiontojournal/something-of-our-own", "article-journal"),
        ("something/else", ""),
    ],
)
def test_types(end: str, here: str) -> None:
    assert kind_of(f"{_URI}/researchoutputtypes/{end}") == here


def test_a_work_in_press_has_its_status() -> None:
    status = {
        "current": True,
        "publicationStatus": {"uri": f"{_URI}/status/inpress"},
        "publicationDate": {"year": 2021},
    }
    made = _made(publicationStatuses=[status])
    assert (made.data["status"], made.data["issued"]) == ("in-press", "2021")


def test_the_date_online_is_told_only_if_it_is_another() -> None:
    day = {"year": 2020, "month": 5, "day": 1}
    online, printed = OUTPUT["publicationStatuses"]
    made = _made(publicationStatuses=[{**online, "publicationDate": day}, printed])
    assert (made.data["issued"], "online" in made.data) == ("2020-05-01", False)


def test_what_is_named_by_its_id_alone_is_told() -> None:
    made = _made(journalAssociation={"journal": {"uuid": "j"}}, event={"uuid": "e"})
    assert {("journal", "j"), ("event", "e")} <= set(made.unmapped)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"visibility": {"key": "FREE"}}, ""),
        ({"visibility": {"key": "CAMPUS"}}, "not everyone may see it in Pure (visibility CAMPUS)"),
        ({"confidential": True}, "it is confidential in Pure"),
        ({"workflow": {"step": "entryInProgress"}}, "it is not finished in Pure"),
    ],
)
def test_what_not_everyone_may_see_is_skipped(changes: dict[str, Any], reason: str) -> None:
    (found,) = read(json.dumps({"items": [{**OUTPUT, **changes}]}), "a.json").found
    assert (found.reason if isinstance(found, Skipped) else "") == reason
