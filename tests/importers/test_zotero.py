"""Items of Zotero become entries; attachments and notes do not."""

import json
from typing import Any

import pytest

from kartotek.importers.records import Candidate, Raw, Skipped
from kartotek.importers.zotero import draft, read
from tests.importers.exported import imported

ITEM: dict[str, Any] = {
    "key": "ABCD2345",
    "version": 7,
    "itemType": "journalArticle",
    "title": "Cards: On <i>boxes</i>",
    "shortTitle": "Cards",
    "creators": [
        {"creatorType": "author", "firstName": "Ada", "lastName": "Lind"},
        {"creatorType": "author", "name": "The Group"},
        {"creatorType": "reviewedAuthor", "firstName": "R", "lastName": "Rev"},
    ],
    "abstractNote": "About.\n\nMore.",
    "publicationTitle": "Journal of Cards",
    "volume": "3",
    "issue": "2",
    "pages": "20–25",
    "date": "12 May 2020",
    "DOI": "10.1234/ABC",
    "ISSN": "1234-5679",
    "url": "https://doi.org/10.1234/abc",
    "language": "en-GB",
    "extra": "PMID: 1234567\nA remark",
    "rights": "CC BY 4.0",
    "tags": [{"tag": "cards"}, {"tag": "boxes", "type": 1}],
    "collections": ["X"],
    "archive": "Attic",
    "dateAdded": "2020-01-01T00:00:00Z",
}


def _made(**changes: Any) -> Candidate:
    return imported(json.dumps([{**ITEM, **changes}]), read, draft)[0]


def test_an_item_becomes_an_entry() -> None:
    made = _made()
    assert made.data == {
        "type": "article-journal",
        "title": "Cards",
        "subtitle": "On *boxes*",
        "authors": ["Ada Lind", {"literal": "The Group"}],
        "issued": "2020-05-12",
        "journal": "Journal of Cards",
        "volume": "3",
        "issue": "2",
        "pages": "20-25",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "pmid": "1234567",
        "language": "en-GB",
        "abstract": "About.\n\nMore.",
        "keywords": ["cards", "boxes"],
        "license": "CC-BY-4.0",
        "note": "A remark",
        "reviewed": {"authors": ["R Rev"]},
    }
    assert made.unmapped == (("archive", "Attic"),)
    assert made.key == "ABCD2345"


def test_the_api_has_items_under_data() -> None:
    data = {name: value for name, value in ITEM.items() if name != "key"}
    text = json.dumps([{"key": "ABCD2345", "version": 7, "library": {}, "meta": {"x": 1}, "data": data}])
    assert imported(text, read, draft)[0].data == _made().data


def test_better_bibtex_has_a_citation_key_and_children() -> None:
    item = {
        **ITEM,
        "citationKey": "lind2020",
        "attachments": [{"title": "Full text", "path": "a.pdf"}],
        "notes": [{"note": "<p>Mine</p>"}],
    }
    text = json.dumps({"config": {"label": "BetterBibTeX JSON"}, "collections": {}, "items": [item]})
    made = imported(text, read, draft)[0]
    assert made.data["cite_key"] == "lind2020"
    assert dict(made.unmapped)["notes"] == "Mine"
    assert dict(made.unmapped)["attachments"] == "Full text"


def test_attachments_and_notes_are_no_entries() -> None:
    records = read(json.dumps([ITEM, {"itemType": "attachment", "key": "A"}, {"itemType": "note", "key": "N"}]), "f")
    assert records.count == 3
    assert [type(each) for each in records.found] == [Raw, Skipped, Skipped]
    assert [getattr(each, "reason", "") for each in records.found] == ["", "it is an attachment", "it is a note"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"itemType": "bookSection", "bookTitle": "The Book", "publicationTitle": ""}, {"book": "The Book"}),
        ({"itemType": "conferencePaper", "ISSN": ""}, {"book": "Journal of Cards"}),
        (
            {"itemType": "thesis", "thesisType": "PhD", "university": "University", "publicationTitle": ""},
            {"qualification": "PhD", "institution": "University"},
        ),
        (
            {"itemType": "thesis", "type": "PhD", "publisher": "University", "publicationTitle": ""},
            {"qualification": "PhD", "institution": "University"},
        ),
        ({"itemType": "report", "reportNumber": "7", "institution": "I"}, {"number": ["7"], "institution": "I"}),
        ({"itemType": "preprint", "archiveID": "arXiv:2001.00001", "repository": "arXiv"}, {"arxiv": "2001.00001"}),
        (
            {"itemType": "presentation", "meetingName": "Cards", "place": "Oslo"},
            {"event": {"name": "Cards", "place": "Oslo"}},
        ),
        ({"itemType": "patent", "country": "DK", "filingDate": "2019-01-02"}, {"country": "DK", "filed": "2019-01-02"}),
        ({"itemType": "computerProgram", "versionNumber": "2.0", "company": "C"}, {"version": "2.0", "publisher": "C"}),
        ({"itemType": "report", "reportType": "Working paper"}, {"type": "working-paper"}),
        ({"date": "in press"}, {"status": "in-press"}),
        ({"title": "Why?: A study", "shortTitle": "Why?"}, {"title": "Why?", "subtitle": "A study"}),
        ({"title": "Why? A study", "shortTitle": "Why?"}, {"title": "Why?", "subtitle": "A study"}),
    ],
)
def test_fields_of_other_types(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    made = _made(**changes).data
    assert {key: made.get(key) for key in expected} == expected
