"""What formats without a place for it say in words, and what comes back of that."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.datacite import datacite
from kartotek.export.ris import ris
from kartotek.export.work import Work
from kartotek.importers.bibtex_fields import draft as draft_of_bibtex
from kartotek.importers.formats import draft_of, find_format, read_file
from kartotek.importers.records import Raw
from kartotek.model.publication import OtherWork
from tests.export.works import article, person

FILES: dict[str, Callable[[Work], str]] = {
    "x.bib": bibtex,
    "y.bib": lambda made: bibtex(made, biblatex=True),
    "x.ris": ris,
    "x.json": lambda made: json.dumps(datacite(made)),
}


def again(file: str, made: Work) -> dict[str, Any]:
    """The fields of the entry that the export of a work becomes."""
    data = FILES[file](made).encode()
    row = find_format(file, data)
    (raw,) = read_file(row, file, data).found
    assert isinstance(raw, Raw)
    return dict(draft_of(row, raw).data)


@pytest.mark.parametrize("file", FILES)
def test_the_title_of_a_volume_comes_back(file: str) -> None:
    made = article(type="book", journal="", volume="2", volume_title="Drawers *and* boxes", note="A note")
    found = again(file, made)
    assert (found["title"], found["volume_title"]) == ("A", "Drawers and boxes")
    assert found.get("note", "A note") == "A note"


@pytest.mark.parametrize("file", FILES)
def test_the_title_of_a_special_issue_comes_back(file: str) -> None:
    made = article(volume_title="Drawers")
    assert again(file, made)["volume_title"] == "Drawers"
    assert "Issue title" not in bibtex(made, biblatex=True)  # it has a field for that


def test_a_title_with_a_semicolon_stays_whole_in_the_note_of_bibtex() -> None:
    other = OtherWork("Cards; or, boxes", authors=(person("Bo", "Berg"),))
    book = again("x.bib", article(type="book", journal="", original=OtherWork("Cards; boxes"), note="One; two"))
    assert (book["original"], book["note"]) == ({"title": "Cards; boxes"}, "One; two")
    review = again("x.bib", article(type="book-review", reviewed=other, note="One"))
    assert (review["reviewed"], review["note"]) == ({"title": "Cards; or, boxes", "authors": ["Bo Berg"]}, "One")


@pytest.mark.parametrize("kind", ["legal-case", "legislation", "standard"])
def test_a_court_is_the_creator_of_its_decisions_in_datacite(kind: str) -> None:
    made = article(type=kind, journal="", institution="Højesteret")
    assert datacite(made)["creators"] == [{"name": "Højesteret", "nameType": "Organizational"}]
    assert again("x.json", made)["institution"] == "Højesteret"
    assert datacite(article())["creators"] == [{"name": ":unkn"}]


def drafted(kind: str, **fields: str) -> dict[str, Any]:
    return dict(draft_of_bibtex(Raw("x.bib", 1, "a", kind, tuple(fields.items()))).data)


def test_the_number_of_a_patent_has_commas() -> None:
    made = drafted("patent", title="T", number="US 10,123,456 B2, EP 1 234 567")
    assert made["number"] == ["US 10,123,456 B2", "EP 1 234 567"]


def test_a_volume_of_a_work_is_entered_under_the_title_of_the_whole() -> None:
    book = drafted("book", title="Drawers", subtitle="A study", maintitle="Cards", volume="2")
    assert [book[name] for name in ("title", "volume_title", "volume")] == ["Cards", "Drawers: A study", "2"]
    assert "subtitle" not in book
    chapter = drafted("inbook", title="Labels", booktitle="Drawers", maintitle="Cards", mainsubtitle="A history")
    assert [chapter[name] for name in ("title", "book", "volume_title")] == ["Labels", "Cards: A history", "Drawers"]
