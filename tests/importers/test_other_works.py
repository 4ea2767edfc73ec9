"""What is reviewed, and originals, come back from each format that says them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_in_file
from kartotek.export.ris import ris
from kartotek.export.work import Work
from kartotek.importers import bibtex as bib
from kartotek.importers import bibtex_fields, csl, csl_fields, ris_fields, zotero
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
}


def _back(name: str, made: Work) -> Candidate:
    (found,) = READ_BACK[name](made)
    return found


@pytest.mark.parametrize("name", READ_BACK)
def test_the_reviewed_work_comes_back(name: str) -> None:
    said = _back(name, work(replace(REVIEW, reviewed=TOLD))).publication.reviewed
    assert said is not None
    assert (said.title, [str(author.name) for author in said.authors]) == (TOLD.title, ["David Stork"])


@pytest.mark.parametrize("name", ["biblatex", "csl"])
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
