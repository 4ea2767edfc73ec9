"""Records of DataCite become entries, and what the portal exports comes back as it was."""

import json
from typing import Any

import pytest

from kartotek.export.datacite import datacite, has_place_for
from kartotek.export.mapping import FIELDS, FORMATS
from kartotek.importers.datacite import draft, read
from kartotek.importers.records import Candidate
from kartotek.model.publication import Notice, Publication
from kartotek.text.dates import PartialDate
from kartotek.text.multilingual import Multilingual
from tests.export.mapping import _work
from tests.export.works import article
from tests.importers.exported import imported, real_works, works_with

COLUMN = FORMATS.index("DataCite")
NAMED = [field for field, names in FIELDS if names[COLUMN]]

RECORD: dict[str, Any] = {
    "doi": "10.1234/ABC",
    "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": "Article"},
    "creators": [
        {
            "name": "Lind, Ada",
            "nameType": "Personal",
            "givenName": "Ada",
            "familyName": "Lind",
            "nameIdentifiers": [
                {"nameIdentifier": "https://orcid.org/0000-0002-1825-0097", "nameIdentifierScheme": "ORCID"}
            ],
            "affiliation": [{"name": "University of Cards"}],
        },
        {"name": "The Group", "nameType": "Organizational"},
        {"name": "Berg, Bo"},
    ],
    "titles": [{"title": "On cards", "lang": "en"}, {"title": "Om kort", "titleType": "TranslatedTitle", "lang": "da"}],
    "publisher": {"name": "Press"},
    "publicationYear": 2020,
    "language": "en",
    "dates": [{"date": "2020-05-01", "dateType": "Issued"}, {"date": "2021", "dateType": "Updated"}],
    "subjects": [{"subject": "Cards"}, {"subject": "cards"}],
    "relatedItems": [
        {
            "relationType": "IsPublishedIn",
            "relatedItemType": "Journal",
            "titles": [{"title": "Journal of Cards"}],
            "relatedItemIdentifier": {
                "relatedItemIdentifier": "1234-5679",
                "relatedItemIdentifierType": "ISSN",
            },
            "volume": "3",
            "firstPage": "20",
            "lastPage": "5",
        }
    ],
    "relatedIdentifiers": [
        {"relatedIdentifier": "10.1000/x", "relatedIdentifierType": "DOI", "relationType": "References"},
        {"relatedIdentifier": "arXiv:2001.00001", "relatedIdentifierType": "arXiv", "relationType": "IsVersionOf"},
        {"relatedIdentifier": "85-1", "relatedIdentifierType": "LSID", "relationType": "References"},
    ],
    "rightsList": [{"rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode"}],
    "descriptions": [{"description": "<p>About.</p>", "descriptionType": "Abstract"}],
    "fundingReferences": [{"funderName": "Fund", "awardNumber": "7"}],
}


def _made(**changes: Any) -> Candidate:
    return imported(json.dumps({**RECORD, **changes}), read, draft)[0]


def _again(work: Any) -> Publication:
    return imported(json.dumps([datacite(work)]), read, draft)[0].publication


def test_a_record_becomes_an_entry() -> None:
    made = _made()
    assert made.data == {
        "type": "article-journal",
        "title": "On cards",
        "translated_title": {"da": "Om kort"},
        "authors": [
            {"name": "Ada Lind", "orcid": "0000-0002-1825-0097", "affiliations": ["University of Cards"]},
            {"literal": "The Group"},
            "Bo Berg",
        ],
        "issued": "2020-05-01",
        "journal": "Journal of Cards",
        "volume": "3",
        "pages": "20-25",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "language": "en",
        "abstract": "About.",
        "keywords": ["Cards"],
        "license": "CC-BY-4.0",
        "related": [
            {"relation": "References", "doi": "10.1000/x"},
            {"relation": "IsVersionOf", "url": "https://arxiv.org/abs/2001.00001"},
        ],
        "funding": [{"funder": "Fund", "grant": "7"}],
    }
    assert made.unmapped == (
        ("relatedIdentifiers References", "lsid 85-1"),
        ("dates Updated", "2021"),
        ("publisher", "Press"),
    )
    assert made.key == "10.1234/abc"


@pytest.mark.parametrize(
    "envelope",
    [RECORD, [RECORD], {"data": {"id": "10.1234/abc", "attributes": RECORD}}, {"data": [{"attributes": RECORD}]}],
)
def test_the_envelope_does_not_matter(envelope: Any) -> None:
    assert imported(json.dumps(envelope), read, draft)[0].data == _made().data


def test_older_files_have_other_names() -> None:
    old = {
        "resource-type-general": "Software",
        "creator": {"type": "Person", "name": "Matthew B. Jones", "id": "http://orcid.org/0000-0002-1825-0097"},
        "title": "An interface",
        "publication_year": "2016",
        "date-published": "2016",
    }
    made = imported(json.dumps(old), read, draft)[0]
    assert made.data == {
        "type": "software",
        "title": "An interface",
        "authors": [{"name": "Matthew B. Jones", "orcid": "0000-0002-1825-0097"}],
        "issued": "2016",
    }


@pytest.mark.parametrize(
    ("general", "words", "here", "also"),
    [
        ("Text", "Journal Article", "article-journal", {}),
        ("Text", "BlogPosting", "post-weblog", {}),
        ("Dataset", "Dataset", "dataset", {}),
        ("Dataset", "Research report", "dataset", {"medium": "Research report"}),
        ("Dissertation", "PhD", "thesis", {"qualification": "PhD"}),
        ("Other", "Poster", "poster", {}),
        ("Poster", "Poster", "poster", {}),
        ("Presentation", "Keynote", "talk", {}),
        ("PhysicalObject", "Coin", "artefact", {"medium": "Coin"}),
    ],
)
def test_types(general: str, words: str, here: str, also: dict[str, str]) -> None:
    made = _made(types={"resourceTypeGeneral": general, "resourceType": words}, relatedItems=[])
    assert made.data["type"] == here
    assert {key: made.data[key] for key in ("medium", "qualification") if key in made.data} == also


def test_what_is_not_known_is_not_taken_over() -> None:
    made = _made(creators=[{"name": ":unkn"}], publisher="(:unav)", publicationYear="0000", dates=[])
    assert not made.data.keys() & {"authors", "publisher", "issued"}


def test_goals_and_languages_of_keywords() -> None:
    goal = {"subject": "SDG 4", "valueUri": "https://sdgs.un.org/goals/goal4"}
    made = _made(subjects=[goal, {"subject": "Cards", "lang": "en"}, {"subject": "Kort", "lang": "da"}])
    assert made.publication.sdgs == (4,)
    assert made.publication.keywords == (("en", "Cards"), ("da", "Kort"))


def _mended(work: Any, field: str) -> Any:
    """A field as DataCite can have it: names without ids, of journals by their names, one line, first and last page."""
    value = getattr(work.record, field)
    if isinstance(value, Multilingual):  # a description for each language, which are read as one note
        return "; ".join(text for _, text in value.texts)
    if field in ("authors", "editors"):
        return tuple((each.name, each.literal, each.orcid) for each in getattr(work, field))
    if field == "journal":
        return work.container if value else ""
    if field == "abstract":
        return work.abstract
    if field in ("issn", "series"):
        return getattr(work, field)
    return value.replace("--", "-") if field == "pages" else value


NOT_AGAIN = {
    "publisher": "where there is none, and no DOI, the portal is the publisher",
    "institution": "of other types than theses it is the publisher",
    "contributors": "DataCite has not all roles, and names each apart",
    "files": "only their licence and access are told",
    "open_access": "the access is told, not the way",
    "related": "works of the portal come back by DOI or address",
    "translated_title": "titles in other languages have no markup",
    "identifiers": "their scheme is not told apart from the text",
    "issued": "of a thesis it may be the date of the award",
    "title": "it has no markup",
    "subtitle": "the same",
    "editors": "of works without authors they are the creators",
    "abstracts": "the only one is the abstract, with its language",
    "medium": "only of the type other",
    "edition": "only of what is in a book",
    "event": "only its name, its own page and the year in which it began",
    "volume": "only of what is in something",
    "url": "the address in the portal, if there is no other",
    "reviewed": "of its date only the year is told",
    "original": "its language and its place are not told, either",
    "eisbn": "numbers of printed and electronic editions are not told apart",
    "eissn": "the same",
    "plain_summary": "it is a description among others, as notes are",
}


def test_real_works_come_back_as_they_were_exported() -> None:
    for work in real_works():
        if not has_place_for(work.record.year):
            continue
        again = _again(work)
        for field in NAMED:
            found = getattr(again, field)
            if field == "authors" and not work.record.authors:
                continue
            if field in NOT_AGAIN or (field == "pages" and work.record.pages.partition("-")[0] == found):
                continue
            if field in ("authors", "editors"):
                found = tuple((each.name, each.literal, each.orcid) for each in found)
            assert found == _mended(work, field), (work.key, field)


def _is_told(work: Any, field: str) -> bool:
    """Whether the export tells the field at all."""
    record = work.record
    if field in ("volume", "issue", "pages", "article_number", "chapter", "edition"):
        return bool(work.container or (field == "volume" and record.series))
    if field == "authors":
        return bool(record.type != "anthology")
    return not (field == "medium" and record.type != "other")


@pytest.mark.parametrize(
    "field", [field for field in NAMED if field not in NOT_AGAIN or field in ("title", "subtitle", "issued", "volume")]
)
def test_every_field_comes_back_from_every_type(field: str) -> None:
    for work in works_with(field, _work):
        if has_place_for(work.record.year) and _is_told(work, field):
            same = "all_notices" if field in ("retracted", "notices") else field  # `retracted` is the short form of one
            assert getattr(_again(work), same) == getattr(work.record, same), work.record.type


def test_a_chapter_has_the_editors_of_its_book() -> None:
    book = {
        "relationType": "IsPublishedIn",
        "relatedItemType": "Book",
        "titles": [{"title": "The Book"}, {"title": "A Study", "titleType": "Subtitle"}],
        "contributors": [{"name": "Elm, Eva", "contributorType": "Editor"}],
        "publisher": "Other press",
    }
    made = _made(types={"resourceTypeGeneral": "BookChapter"}, relatedItems=[book])
    assert (made.data["book"], made.data["editors"]) == ("The Book: A Study", ["Eva Elm"])
    assert ("relatedItems publisher", "Other press") in made.unmapped


def test_names_by_other_identifiers_are_told() -> None:
    name = {"name": "Lind, Ada", "nameIdentifiers": [{"nameIdentifier": "0000 0001", "nameIdentifierScheme": "ISNI"}]}
    assert ("nameIdentifiers", "0000 0001") in _made(creators=[name]).unmapped


@pytest.mark.parametrize(("kind", "said"), [("removal", "removed"), ("withdrawal", "withdrawn")])
def test_what_was_removed_or_withdrawn_comes_back_as_that(kind: str, said: str) -> None:
    notice = Notice(kind, PartialDate(2021, 2), "Why")
    given = article(notices=(notice,))
    (date,) = (each for each in datacite(given)["dates"] if each["dateType"] == "Withdrawn")
    assert date["dateInformation"] == said
    again = _again(given)
    assert (again.retracted, again.notices) == (None, (notice,))
    assert _made(dates=[date]).data["notices"] == [{"kind": kind, "date": "2021-02"}]
