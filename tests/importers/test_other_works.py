"""What is reviewed, and originals, come back from each format that says them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_in_file
from kartotek.export.datacite import datacite
from kartotek.export.ris import ris
from kartotek.export.work import Work
from kartotek.importers import bibtex as bib
from kartotek.importers import bibtex_fields, csl, csl_fields, other_works, ris_fields, zotero
from kartotek.importers import datacite as datacite_file
from kartotek.importers import ris as ris_file
from kartotek.importers.records import Candidate
from kartotek.model.publication import OtherWork, Relation
from kartotek.text.dates import PartialDate
from tests.export.test_other_works import FRENCH, REVIEW, TOLD
from tests.export.works import ARTICLE_RECORD, work
from tests.importers.exported import imported

READ_BACK = {
    "bibtex": lambda made: imported(bibtex(made), bib.read, bibtex_fields.draft),
    "biblatex": lambda made: imported(bibtex(made, biblatex=True), bib.read, bibtex_fields.draft),
    "ris": lambda made: imported(ris(made), ris_file.read, ris_fields.draft),
    "csl": lambda made: imported(json.dumps([csl_in_file(made)]), csl.read, csl_fields.draft),
    "datacite": lambda made: imported(json.dumps(datacite(made)), datacite_file.read, datacite_file.draft),
}


def _back(name: str, made: Work) -> Candidate:
    (found,) = READ_BACK[name](made)
    return found


@pytest.mark.parametrize("name", READ_BACK)
def test_the_reviewed_work_comes_back(name: str) -> None:
    said = _back(name, work(replace(REVIEW, reviewed=TOLD))).publication.reviewed
    assert said is not None
    assert (said.title, [str(author.name) for author in said.authors]) == (TOLD.title, ["David Stork"])


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl"])
def test_the_original_comes_back(name: str) -> None:
    record = replace(ARTICLE_RECORD, type="book", journal="", original=FRENCH)
    said = _back(name, work(record)).publication.original
    assert said is not None
    assert (said.title, said.issued, said.publisher, said.place) == (
        FRENCH.title, FRENCH.issued, FRENCH.publisher, FRENCH.place,
    )  # fmt: skip
    assert said.language == ("fr" if name == "biblatex" else "")


def test_zotero_and_endnote_know_when_an_original_appeared() -> None:
    item: dict[str, Any] = {"key": "A", "version": 1, "itemType": "book", "title": "T", "originalDate": "1959"}
    (made,) = imported(json.dumps([item]), zotero.read, zotero.draft)
    assert made.data["original"] == {"issued": "1959"}
    (made,) = imported("TY  - BOOK\nTI  - T\nOP  - 1959\nER  - \n", ris_file.read, ris_fields.draft)
    assert made.data["original"] == {"issued": "1959"}


def test_a_note_about_something_else_stays() -> None:
    text = "@article{a, title={T}, note={Review of methods}, journal={J}, year={2020}}"
    (made,) = imported(text, bib.read, bibtex_fields.draft)
    assert made.data["note"] == "Review of methods"


def test_datacite_tells_the_address_of_the_reviewed_work_once() -> None:
    said = _back("datacite", work(replace(REVIEW, reviewed=replace(TOLD, doi="10.1234/sacred")))).publication
    assert said.reviewed is not None
    assert (said.reviewed.title, said.reviewed.doi, said.related) == (TOLD.title, "10.1234/sacred", ())


def test_the_original_comes_back_from_datacite_without_its_place() -> None:
    record = replace(ARTICLE_RECORD, type="book", journal="", original=FRENCH)
    said = _back("datacite", work(record)).publication.original
    assert said is not None
    assert (said.title, said.issued, said.publisher) == (FRENCH.title, FRENCH.issued, FRENCH.publisher)
    assert [str(author.name) for author in said.authors] == ["Arnold van Gennip"]


def test_zotero_knows_the_author_of_a_reviewed_work() -> None:
    creators = [{"creatorType": "reviewedAuthor", "firstName": "Bo", "lastName": "Berg"}]
    item: dict[str, Any] = {"key": "A", "itemType": "journalArticle", "title": "T", "creators": creators}
    (made,) = imported(json.dumps([item]), zotero.read, zotero.draft)
    assert made.data["reviewed"] == {"authors": ["Bo Berg"]}
    assert made.publication.reviewed is not None


def test_a_publisher_is_not_guessed_out_of_a_title_with_commas() -> None:
    text = "@book{a, title = {T}, note = {Originally published as: Cards, drawers, and boxes, Nourry, 1909}}"
    (made,) = imported(text, bib.read, bibtex_fields.draft)
    assert made.publication.original is None
    assert made.publication.note == "Originally published as: Cards, drawers, and boxes, Nourry, 1909"


BOOK = replace(ARTICLE_RECORD, type="book", journal="")


@pytest.mark.parametrize("name", ["original", "reviewed"])
def test_datacite_gives_another_work_no_doi_of_a_third_one(name: str) -> None:
    relation = {"original": "IsVersionOf", "reviewed": "Reviews"}[name]
    for own in ("", "10.5555/own"):
        told: dict[str, Any] = {name: OtherWork("Les rites", issued=PartialDate(1909), doi=own)}
        related = (Relation(relation, doi="10.5281/zenodo.1"),)
        said = _back("datacite", work(replace(BOOK, related=related, **told))).publication
        assert getattr(said, name).doi == own
        assert said.related == related


def test_datacite_knows_the_doi_of_an_original_by_its_item() -> None:
    item = {
        "relationType": "IsTranslationOf", "relatedItemType": "Book", "titles": [{"title": "Les rites"}],
        "publisher": {"name": "Nourry"},
        "relatedItemIdentifier": {"relatedItemIdentifier": "10.5555/orig", "relatedItemIdentifierType": "DOI"},
    }  # fmt: skip
    made = datacite(work(BOOK)) | {"relatedItems": [item]}
    (found,) = imported(json.dumps(made), datacite_file.read, datacite_file.draft)
    assert found.data["original"] == {"title": "Les rites", "publisher": "Nourry", "doi": "10.5555/orig"}


@pytest.mark.parametrize("address", ["https://example.org/rites", "https://hdl.handle.net/1234/5"])
def test_datacite_keeps_the_address_of_an_original(address: str) -> None:
    said = _back("datacite", work(replace(BOOK, original=replace(FRENCH, url=address)))).publication
    assert said.original is not None
    assert (said.original.url, said.related) == (address, ())


def test_the_former_version_of_a_dataset_is_no_original() -> None:
    item = {"relationType": "IsVersionOf", "relatedItemType": "Dataset", "titles": [{"title": "Cards, version 1"}]}
    made = datacite(work(BOOK)) | {"relatedItems": [item], "types": {"resourceTypeGeneral": "Dataset"}}
    (found,) = imported(json.dumps(made), datacite_file.read, datacite_file.draft)
    assert "original" not in found.data
    assert ("relatedItems IsVersionOf", "Cards, version 1") in found.unmapped


@pytest.mark.parametrize("name", ["bibtex", "ris"])
@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (OtherWork(publisher="Nourry", place="Paris", issued=PartialDate(1909)), True),
        (OtherWork(publisher="Nourry", place="Paris"), True),
        (OtherWork(issued=PartialDate(1909)), True),
        (OtherWork("Les rites", issued=PartialDate(1909)), True),
        (OtherWork("1984", issued=PartialDate(1949)), True),
        (OtherWork("On $x^2$", issued=PartialDate(1949)), True),
        (OtherWork(publisher="Nourry", issued=PartialDate(1909)), False),
        (OtherWork(publisher="Nourry"), False),
        (OtherWork("Les rites: une étude", issued=PartialDate(1909)), False),
        (replace(FRENCH, place="New York, NY", authors=(), language=""), False),
    ],
)
def test_an_original_comes_back_as_it_was_or_stays_in_words(name: str, original: OtherWork, expected: bool) -> None:
    said = _back(name, work(replace(BOOK, original=original)))
    assert said.publication.original == (original if expected else None)
    kept = said.publication.note if name == "bibtex" else dict(said.unmapped).get("OP", "")
    assert bool(kept) is not expected


@pytest.mark.parametrize("text", ["Paris: Nourry, 1909", "New York, NY: Nourry, 1909", "Paris: Nourry", "A, b, 1909"])
def test_what_may_be_no_title_is_none(text: str) -> None:
    assert other_works.original(text) == {}


@pytest.mark.parametrize(
    ("text", "issued"),
    [("1959", "1959"), ("c1909", "1909"), ("May 1909", "1909-05"), ("1909/05/01", "1909-05-01"), ("Reprint 1909", "")],
)
def test_endnote_has_a_date_where_nothing_else_is_said(text: str, issued: str) -> None:
    (made,) = imported(f"TY  - BOOK\nTI  - T\nOP  - {text}\nER  - \n", ris_file.read, ris_fields.draft)
    assert made.data.get("original") == ({"issued": issued} if issued else None)
    assert (("OP", text) in made.unmapped) is (not issued)


def test_a_semicolon_in_the_title_of_an_original_ends_no_remark() -> None:
    said = _back("bibtex", work(replace(BOOK, original=OtherWork("a; b", issued=PartialDate(1909)), note="See c")))
    assert said.publication.original == OtherWork("a; b", issued=PartialDate(1909))
    assert said.publication.note == "See c"


@pytest.mark.parametrize("name", ["bibtex", "ris"])
def test_formulas_in_the_title_of_a_reviewed_work_come_back(name: str) -> None:
    said = _back(name, work(replace(REVIEW, reviewed=replace(TOLD, title="On $x^2$")))).publication
    assert said.reviewed is not None
    assert said.reviewed.title == "On $x^2$"


def test_words_without_capitals_are_no_authors() -> None:
    assert other_works.reviewed("Step by step, by day") == {"title": "Step by step, by day"}
