"""Books of Open Library's API: what is known of a book, and answers that are none."""

import json
from typing import Any

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.open_library import draft, read
from kartotek.importers.records import Candidate, Failed, Raw

KEY = "ISBN:9788702123456"


def made(book: dict[str, Any]) -> Candidate:
    records = read(json.dumps({KEY: book}), "a.json")
    assert records.count == 1
    (record,) = records.found
    assert isinstance(record, Raw)
    candidate = read_draft(draft(record))
    assert isinstance(candidate, Candidate)
    return candidate


@pytest.mark.parametrize(
    ("book", "wanted"),
    [
        ({"publish_date": "12 May 2001"}, {"issued": "2001-05-12"}),
        ({"publish_date": "c1999."}, {"issued": "1999"}),
        ({"publish_date": "unknown"}, {"issued": None}),
        ({"authors": [{"name": "Lind, Ada"}, {"name": ""}]}, {"authors": ["Ada Lind"]}),
        ({"publishers": [{"name": "A &amp; B"}], "publish_places": []}, {"publisher": "A & B", "place": None}),
        ({"identifiers": {"isbn_13": ["9788702123456", "9780306406157"], "isbn_10": ["8702123455"]}},
         {"isbn": ["9788702123456", "9780306406157"]}),
        ({"identifiers": {"oclc": ["1", "1"]}}, {"identifiers": ["OCLC 1"]}),
        ({"identifiers": [], "publishers": "x", "authors": {"name": "Ada Lind"}}, {"authors": ["Ada Lind"]}),
    ],
)  # fmt: skip
def test_the_fields_of_a_book(book: dict[str, Any], wanted: dict[str, Any]) -> None:
    data = made({"title": "Cards", **book}).data
    assert {key: data.get(key) for key in wanted} == wanted
    assert data["type"] == "book"


def test_what_has_no_place_is_told() -> None:
    book = {"title": "Cards", "publishers": [{"name": "A"}, {"name": "B"}], "subjects": [{"name": "Sorting"}],
        "by_statement": "Ada Lind", "cover": {"large": "https://example.org/a.jpg"}}  # fmt: skip
    assert made(book).unmapped == (("publishers", "B"), ("subjects", "Sorting"), ("by_statement", "Ada Lind"))


@pytest.mark.parametrize(
    ("text", "count"), [("{}", 0), ("[]", 0), (f'{{"{KEY}": {{"title": "Car', 1), (f'{{"{KEY}": {{}}}}', 1)]
)
def test_answers_that_are_none(text: str, count: int) -> None:
    records = read(text, "a.json")
    assert records.count == len(records.found) == count
    for each in records.found:
        read_one = read_draft(draft(each)) if isinstance(each, Raw) else each
        assert isinstance(read_one, Failed)
