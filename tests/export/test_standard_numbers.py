"""Printed and electronic numbers, summaries in plain language, charges and further keys, in exports and back again."""

import json
from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.coins import coins
from kartotek.export.csl import csl_item
from kartotek.export.csv_rows import HEADER, row
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.importers import bibtex as bibtex_file
from kartotek.importers import bibtex_fields, crossref
from kartotek.importers.records import Raw
from kartotek.model.publication import Charge, Publication
from tests.export.works import ARTICLE_RECORD, tags, work

PRINTED, ELECTRONIC = "978-3-16-148410-0", "978-0-262-51087-5"
BOOK = Publication("a", "book", "T", isbn=(PRINTED,), eisbn=(ELECTRONIC,))


def test_formats_with_one_place_have_both_numbers() -> None:
    made = work(BOOK)
    assert csl_item(made)["ISBN"] == f"{PRINTED} {ELECTRONIC}"
    assert tags(ris(made), "SN") == [f"{PRINTED} {ELECTRONIC}"]
    assert f"isbn = {{{PRINTED} {ELECTRONIC}}}" in bibtex(made)
    assert work_thing(made)["isbn"] == [PRINTED, ELECTRONIC]


@pytest.mark.parametrize(
    ("issn", "eissn", "said"),
    [
        ("1234-5679", "2434-561X", "rft.issn=1234-5679&rft.eissn=2434-561X"),
        ("", "2434-561X", "rft.eissn=2434-561X"),
        ("1234-5679", "", "rft.issn=1234-5679"),
    ],
)
def test_an_openurl_tells_the_electronic_number_apart(issn: str, eissn: str, said: str) -> None:
    numbers: dict[str, Any] = {"issn": (issn,) if issn else (), "eissn": (eissn,) if eissn else ()}
    assert said in coins(work(replace(ARTICLE_RECORD, **numbers)))


def test_a_summary_in_plain_language_is_no_abstract() -> None:
    made = work(replace(ARTICLE_RECORD, abstract="", plain_summary=(("en", "Cards *help*."), ("da", "Kort hjælper."))))
    told = [each for each in datacite(made)["descriptions"] if each["descriptionType"] == "Other"]
    assert [(each["description"], each["lang"]) for each in told] == [("Cards help.", "en"), ("Kort hjælper.", "da")]
    assert work_thing(made)["description"] == ["Cards help.", "Kort hjælper."]
    assert ("DC.description", "Kort hjælper.", "da") in list(dublin_core(made))
    assert "help" not in bibtex(made) + ris(made)


def test_a_charge_is_in_tables() -> None:
    made = work(replace(ARTICLE_RECORD, apc=Charge("1850.50", "EUR", "The Library")))
    assert dict(zip(HEADER, row(made), strict=True))["apc"] == "1850.50 EUR"


@pytest.mark.parametrize("biblatex", [True, False])
def test_further_keys_are_those_that_biber_knows(biblatex: bool) -> None:
    record = replace(ARTICLE_RECORD, cite_key="lind2020", cite_keys=("lind20", "Lind:cards"))
    text = bibtex(work(record), biblatex=biblatex)
    assert "  ids = {lind20, Lind:cards},\n" in text
    [raw] = bibtex_file.read(text, "x.bib").found
    assert isinstance(raw, Raw)
    assert bibtex_fields.draft(raw).data["cite_keys"] == ["lind20", "Lind:cards"]


def test_crossref_says_which_numbers_are_electronic() -> None:
    record = {
        "type": "journal-article",
        "title": ["T"],
        "container-title": ["J"],
        "ISSN": ["2434-561X", "1234-5679"],
        "issn-type": [{"type": "print", "value": "1234-5679"}, {"type": "electronic", "value": "2434-561X"}],
    }
    [raw] = crossref.read(json.dumps(record), "x.json").found
    assert isinstance(raw, Raw)
    data = crossref.draft(raw).data
    assert (data["issn"], data["eissn"]) == (["1234-5679"], ["2434-561X"])
