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
from kartotek.importers import bibtex_fields, csl, csl_fields, ris_fields, zotero
from kartotek.importers import datacite as datacite_file
from kartotek.importers import ris as ris_file
from kartotek.importers.records import Candidate
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
