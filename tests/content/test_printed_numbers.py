"""A wrong check digit that a publisher really printed: kept with an exclamation mark, told, exported as printed."""

import pytest

from kartotek.content.entries import RawEntry, Source
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.export.bibtex import bibtex
from kartotek.export.ris import ris
from kartotek.importers.bibtex import read as read_bibtex
from kartotek.importers.bibtex_fields import draft
from kartotek.importers.candidate import read_draft
from kartotek.importers.merging import merge
from kartotek.importers.records import Candidate, Raw
from kartotek.importers.standard_numbers import standard_numbers
from kartotek.model.publication import Publication
from kartotek.model.publication_fields import read_publication
from tests.export.works import work

PRINTED = {
    "issn": ("1938-7228", "19387228", "ISSN 1938-7228"),
    "isbn": ("978-0-306-40615-8", "9780306406158", "ISBN 978 0 306 40615 8"),
    "isbn of ten digits": ("0-306-40615-3", "0306406153", "0-306-40615-3"),
}


def read(field: str, value: str) -> tuple[Publication, list[tuple[str, str, str]]]:
    """The record of a thesis with this value, and what is told: code, message, hint."""
    diagnostics = EntryDiagnostics()
    data = {"type": "thesis", "title": "Cards", "authors": ["Ada Lind"], field: value}
    entry = RawEntry(Source("publications", "a", "content/publications/a.md"), data, "", "", 2, 3, b"")
    found = read_publication(entry, diagnostics)
    assert found
    return found, [(each.code, each.message, each.hint) for each in diagnostics.found]


@pytest.mark.parametrize("kind", PRINTED)
def test_the_mark_keeps_the_number_in_every_spelling(kind: str) -> None:
    number, *spellings = PRINTED[kind]
    field = kind[:4]
    for spelling in (number, *spellings):
        record, told = read(field, f"{spelling}!")
        assert getattr(record, field) == (number,)
        assert [code for code, _, _ in told] == ["printed-digit"]


@pytest.mark.parametrize("kind", PRINTED)
def test_without_the_mark_it_is_wrong_and_the_mark_is_told(kind: str) -> None:
    number = PRINTED[kind][0]
    record, ((code, _, hint),) = read(kind[:4], number)
    assert (getattr(record, kind[:4]), code) == ((), f"bad-{kind[:4]}")
    assert f"write {number}! if it is printed so" in hint


@pytest.mark.parametrize("number", ["1234-5678!", "12345!", "abc!", "!", "1938-7228!!"])
def test_the_mark_is_for_check_digits_alone(number: str) -> None:
    codes = [code for code, _, _ in read("issn", number)[1]]
    assert codes == (["printed-digit"] if number == "1234-5678!" else ["bad-issn"])


@pytest.mark.parametrize("kind", PRINTED)
def test_exports_have_what_is_printed_and_importers_keep_the_mark(kind: str) -> None:
    number, field = PRINTED[kind][0], kind[:4]
    record = read(field, f"{number}!")[0]
    for export in (bibtex(work(record)), ris(work(record))):
        assert number in export
        assert "!" not in export
    (raw,) = read_bibtex(f"@phdthesis{{k, title = {{T}}, {field} = {{{number}!}}}}", "x.bib").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate)
    assert made.data[field] == [f"{number}!"]
    assert getattr(standard_numbers(f"{number}! (print)"), field) == (f"{number}!",)
    entry = {field: f"{number}!"}
    assert not merge(entry, {field: [f"{number}!"]}, {}).values


def test_a_mark_that_is_not_needed() -> None:
    record, ((code, _, hint),) = read("issn", "1234-5679!")
    assert (record.issn, code) == (("1234-5679",), "printed-digit")
    assert hint == "write 1234-5679 without the exclamation mark"
