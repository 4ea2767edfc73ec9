"""Drafts that have values which no entry can have."""

from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Draft, Raw

RAW = Raw("refs.json", 1, "a", "book", ())


def test_any_number_of_wrong_values_costs_no_record() -> None:
    wrong = [str(number) for number in range(120)]
    data = {"type": "book", "title": "A", "isbn": [*wrong[:60], "978-87-02-00000-5", *wrong[60:], "9780306406157"]}
    made = read_draft(Draft(RAW, data))
    assert isinstance(made, Candidate)
    assert made.data["isbn"] == ["9780306406157"]
    assert [value for name, value in made.unmapped] == [*wrong[:60], "978-87-02-00000-5", *wrong[60:]]
    assert len(made.diagnostics) == 121


def test_wrong_orcids_of_many_authors() -> None:
    authors = [{"name": f"Ada Lind{chr(97 + number % 26)}", "orcid": "0000"} for number in range(70)]
    made = read_draft(Draft(RAW, {"type": "book", "title": "A", "authors": authors}))
    assert isinstance(made, Candidate)
    assert len(made.publication.authors) == 70
    assert len(made.unmapped) == 70
