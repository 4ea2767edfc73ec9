"""Records of EPrints become entries, from its JSON and its XML alike."""

import json
from html import escape
from typing import Any

import pytest

from kartotek.importers import eprints, eprints_xml
from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import FORMATS, find_format
from kartotek.importers.records import Candidate, Failed, Raw, Skipped

RECORD: dict[str, Any] = {
    "eprintid": 123,
    "eprint_status": "archive",
    "uri": "https://eprints.example.org/id/eprint/123",
    "type": "article",
    "metadata_visibility": "show",
    "creators": [
        {"name": {"family": "Lind", "given": "Ada"}, "id": "al@example.org", "orcid": "0000-0002-1825-0097"},
        {"name": {"family": "van der Berg", "given": "Bo"}},
    ],
    "corp_creators": ["The Card Group"],
    "title": "On cards & drawers",
    "ispublished": "inpress",
    "date": "2020-05",
    "date_type": "published",
    "publication": "Journal of Cards",
    "volume": "3",
    "number": "2",
    "pagerange": "20-25",
    "issn": "1234-5679",
    "id_number": "doi:10.1234/abc",
    "official_url": "https://journal.example/a",
    "refereed": "TRUE",
    "keywords": "cards, drawers",
    "abstract": "About.\n\nCards.",
    "funders": ["Fund"],
    "projects": ["P7"],
    "divisions": ["dep_it"],
    "documents": [{"docid": 1, "main": "lind.pdf", "license": "cc_by_4"}],
}


def xml(*records: dict[str, Any]) -> str:
    made = "\n".join(
        f"<eprint id='https://eprints.example.org/id/eprint/1'>{_inside(each)}</eprint>" for each in records
    )
    return f"<?xml version='1.0' encoding='utf-8'?>\n<eprints xmlns='http://eprints.org/ep2/data/2.0'>\n{made}\n</eprints>\n"


def _inside(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(f"\n<{name}>{_inside(each)}</{name}>" for name, each in value.items())
    if isinstance(value, list):
        tags = ["document" if "docid" in each else "item" for each in value]
        return "".join(f"<{tag}>{_inside(each)}</{tag}>" for tag, each in zip(tags, value, strict=True))
    return escape(str(value))


def _made(raw: object) -> Candidate:
    assert isinstance(raw, Raw)
    made = read_draft(eprints.draft(raw))
    assert isinstance(made, Candidate)
    return made


def _one(**changes: Any) -> Candidate:
    (raw,) = eprints.read(json.dumps([{**RECORD, **changes}]), "a.json").found
    return _made(raw)


def test_a_record_becomes_an_entry() -> None:
    made = _one()
    assert made.key == "eprints:123"
    assert made.data == {
        "type": "article-journal",
        "title": "On cards & drawers",
        "authors": [
            {"name": "Ada Lind", "orcid": "0000-0002-1825-0097"}, "Bo van der Berg", {"literal": "The Card Group"},
        ],
        "issued": "2020-05",
        "status": "in-press",
        "peer_reviewed": "true",
        "journal": "Journal of Cards",
        "volume": "3",
        "issue": "2",
        "pages": "20-25",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "url": "https://journal.example/a",
        "abstract": "About.\n\nCards.",
        "keywords": ["cards", "drawers"],
        "license": "CC-BY-4.0",
        "funding": [{"funder": "Fund", "grant": "P7"}],
    }  # fmt: skip
    assert made.unmapped == (("documents", "lind.pdf"), ("divisions", "dep_it"))
    assert made.former == ("/123/", "/id/eprint/123", "https://eprints.example.org/id/eprint/123")


def test_the_same_in_xml() -> None:
    records = eprints_xml.read(xml(RECORD, RECORD), "a.xml")
    first, second = map(_made, records.found)
    wanted = _one()
    assert records.count == 2
    assert (first.key, first.data, first.unmapped, first.former) == (
        wanted.key, wanted.data, wanted.unmapped, wanted.former,
    )  # fmt: skip
    assert second.data == first.data


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"type": "monograph", "monograph_type": "working_paper", "institution": "Card Institute"},
         {"type": "working-paper", "institution": "Card Institute"}),
        ({"type": "conference_item", "pres_type": "keynote", "event_title": "CardCon", "event_location": "Oslo",
          "event_dates": "3-5 May 2020"},
         {"type": "talk", "event": {"name": "CardCon", "place": "Oslo", "start": "2020-05-03"}}),
        ({"type": "conference_item", "book_title": "Proceedings of CardCon", "publication": ""},
         {"type": "paper-conference", "book": "Proceedings of CardCon"}),
        ({"type": "book_section", "book_title": "The Book of Drawers", "publication": "", "editors": [
            {"name": {"family": "Elm", "given": "Eva"}}]},
         {"type": "chapter", "book": "The Book of Drawers", "editors": ["Eva Elm"]}),
        ({"type": "thesis", "thesis_type": "phd", "institution": "University of Cards", "date_type": "completed",
          "ispublished": "unpub"},
         {"type": "thesis", "qualification": "PhD", "institution": "University of Cards", "awarded": "2020-05",
          "status": "unpublished"}),
        ({"date": 2019, "date_type": "accepted", "ispublished": "pub"}, {"accepted": "2019", "issued": None}),
        ({"date": None, "dates": [{"date": "2018-01-02", "date_type": "published_online"},
                                  {"date": "2018-03", "date_type": "published"}]},
         {"online": "2018-01-02", "issued": "2018-03"}),
        ({"title": [{"text": "On cards", "lang": "en"}, {"text": "Om kort", "lang": "da"}]},
         {"title": "On cards", "translated_title": {"da": "Om kort"}, "language": "en"}),
        ({"id_number": "TR-7"}, {"identifiers": ["TR-7"], "doi": None}),
    ],
)  # fmt: skip
def test_types_and_their_fields(changes: dict[str, Any], wanted: dict[str, Any]) -> None:
    data = _one(**changes).data
    assert {field: data.get(field) for field in wanted} == wanted


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"eprint_status": "buffer"}, "not everyone may see it in EPrints (it is in 'buffer')"),
        ({"metadata_visibility": "hide"}, "not everyone may see it in EPrints (it is hidden)"),
    ],
)
def test_what_not_everyone_may_see_is_skipped(changes: dict[str, Any], reason: str) -> None:
    (found,) = eprints.read(json.dumps([{**RECORD, **changes}]), "a.json").found
    assert isinstance(found, Skipped)
    assert found.reason == reason


def test_a_broken_record_costs_no_other() -> None:
    text = xml(RECORD, RECORD).replace("</creators>", "</creator>", 1)
    first, second = eprints_xml.read(text, "a.xml").found
    assert isinstance(first, Failed)
    assert _made(second).key == "eprints:123"


def test_the_formats_are_found() -> None:
    assert find_format("export.js", json.dumps([RECORD]).encode()) is FORMATS["eprints"]
    assert find_format("export.json", json.dumps([RECORD]).encode()) is FORMATS["eprints"]
    assert find_format("export.xml", xml(RECORD).encode()) is FORMATS["eprints-xml"]
