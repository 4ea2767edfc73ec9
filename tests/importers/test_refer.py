"""EndNote's tagged files become entries."""

import pytest

from kartotek.importers.formats import FORMATS, find_format
from kartotek.importers.records import Failed, Raw
from kartotek.importers.refer import draft, read
from tests.importers.exported import imported

ARTICLE = """%0 Journal Article
%T On cards
%A Lind, Ada
%A Berg, Bo
%J Journal of Indexes
%V 3
%N 4
%P 1-20
%D 2020
%8 2020-05-01
%R 10.1234/cards
%@ 1234-5679
%K Cards
%K Drawers
%X What cards are for.
They are for indexes.
%U https://eprints.example.org/123/
%G en
%~ Library of Cards
"""


def test_an_article_becomes_an_entry() -> None:
    (made,) = imported(ARTICLE, read, draft)
    assert made.data == {
        "type": "article-journal",
        "title": "On cards",
        "authors": ["Ada Lind", "Bo Berg"],
        "issued": "2020-05-01",
        "journal": "Journal of Indexes",
        "volume": "3",
        "issue": "4",
        "pages": "1-20",
        "issn": ["1234-5679"],
        "doi": "10.1234/cards",
        "url": "https://eprints.example.org/123/",
        "language": "en",
        "abstract": "What cards are for. They are for indexes.",
        "keywords": ["Cards", "Drawers"],
    }
    assert made.unmapped == ()


def test_the_number_of_eprints_is_the_key() -> None:
    (made,) = imported("%0 Book\n%A Elm, Eva\n%D 2015\n%F eprints:123\n%T Boxes\n", read, draft)
    assert made.key == "eprints:123"
    assert made.data["cite_key"] == "eprints:123"


def test_other_types() -> None:
    thesis, chapter = imported(
        "%0 Thesis\n%A Berg, Bo\n%T Sorting\n%I University of Aarhus\n%9 PhD\n%D 2019\n"
        "%0 Book Section\n%A Berg, Bo\n%E Elm, Eva\n%T Boxes\n%B The Book of Boxes\n%C Oslo\n%D 2018\n",
        read,
        draft,
    )
    assert (thesis.data["type"], thesis.data["institution"]) == ("thesis", "University of Aarhus")
    assert thesis.data["qualification"] == "PhD"
    assert (chapter.data["type"], chapter.data["book"], chapter.data["place"]) == (
        "chapter",
        "The Book of Boxes",
        "Oslo",
    )
    assert chapter.data["editors"] == ["Eva Elm"]


def test_older_files_have_no_types_and_end_records_by_an_empty_line() -> None:
    first, second = imported(
        "%A Ada Lind\n%T Shelves\n%J Journal of Indexes\n%D 1990\n\n%A Bo Berg\n%T Rooms\n%I Drawer Press\n%D 1991\n",
        read,
        draft,
    )
    assert (first.data["type"], second.data["type"]) == ("article-journal", "other")


def test_an_abstract_may_have_empty_lines() -> None:
    (made,) = imported("%0 Book\n%T Boxes\n%X One.\n\nTwo.\n%D 2015\n", read, draft)
    assert (made.data["abstract"], made.data["issued"]) == ("One.\n\nTwo.", "2015")


def test_what_cannot_be_read_costs_no_other() -> None:
    records = read(f"%0 Book\n\n{ARTICLE}\n{ARTICLE}", "a.enw")
    assert [type(found) for found in records.found] == [Failed, Raw, Raw]
    assert records.count == 3


def test_the_format_is_found_and_a_comment_of_bibtex_is_not_taken_for_it() -> None:
    assert find_format("cite.enw", ARTICLE.encode()) is FORMATS["refer"]
    assert find_format("export.txt", ARTICLE.encode()) is FORMATS["refer"]
    assert find_format("refs.txt", b"% Encoding: UTF-8\n@book{a, title={T}}\n") is FORMATS["bibtex"]
    assert find_format("refs.txt", b"%A comment\n@book{a, title={T}}\n") is FORMATS["bibtex"]


@pytest.mark.parametrize(
    ("said", "count", "left"),
    [("210", "210", ""), ("1-210", "210", ""), ("i–xii", "xii", ""), ("17-23", None, "17-23"), ("210 p.", "210", "")],
)
def test_the_pages_of_a_thesis_are_how_many_it_has(said: str, count: str | None, left: str) -> None:
    (made,) = imported(f"%0 Thesis\n%T On cards\n%A Lind, Ada\n%D 2020\n%P {said}\n", read, draft)
    assert made.data.get("number_of_pages") == count
    assert made.unmapped == ((("%P", left),) if left else ())
