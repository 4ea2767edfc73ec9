"""Works of OpenAlex become entries."""

import json
from typing import Any

import pytest

from kartotek.importers.openalex import draft, read
from kartotek.importers.records import Candidate, Skipped
from tests.importers.exported import imported

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W123",
    "doi": "https://doi.org/10.1234/ABC",
    "title": "On cards",
    "display_name": "On cards",
    "publication_year": 2020,
    "publication_date": "2020-05-01",
    "ids": {
        "openalex": "https://openalex.org/W123",
        "doi": "https://doi.org/10.1234/abc",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/1234567",
        "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/76543",
    },
    "language": "en",
    "primary_location": {
        "is_oa": True,
        "landing_page_url": "https://doi.org/10.1234/abc",
        "license": "cc0",
        "source": {
            "display_name": "Journal of Cards",
            "issn": ["1234-5679"],
            "host_organization_name": "Press",
            "type": "journal",
        },
    },
    "locations": [{"landing_page_url": "https://arxiv.org/abs/2001.00001"}],
    "type": "article",
    "open_access": {"is_oa": True, "oa_status": "gold"},
    "authorships": [
        {
            "author_position": "first",
            "author": {"display_name": "Ada Lind", "orcid": "https://orcid.org/0000-0002-1825-0097"},
            "institutions": [{"display_name": "University of Cards", "ror": "https://ror.org/00k4n6c32"}],
            "is_corresponding": True,
        },
        {"author": {"display_name": "Bo Berg", "orcid": None}, "institutions": [], "raw_affiliation_strings": []},
    ],
    "biblio": {"volume": "3", "issue": None, "first_page": "20", "last_page": "25"},
    "is_retracted": False,
    "abstract_inverted_index": {"About": [0], "cards.": [1, 3], "More": [2]},
    "grants": [{"funder": "x", "funder_display_name": "Fund", "award_id": "7"}],
    "concepts": [{"display_name": "Card"}],
    "cited_by_count": 3,
}


def _made(**changes: Any) -> Candidate:
    return imported(json.dumps({**WORK, **changes}), read, draft)[0]


def test_a_work_becomes_an_entry() -> None:
    made = _made()
    assert made.data == {
        "type": "article-journal",
        "title": "On cards",
        "authors": [
            {
                "name": "Ada Lind",
                "orcid": "0000-0002-1825-0097",
                "affiliations": ["University of Cards"],
                "corresponding": "true",
            },
            "Bo Berg",
        ],
        "issued": "2020-05-01",
        "journal": "Journal of Cards",
        "volume": "3",
        "pages": "20-25",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "arxiv": "2001.00001",
        "pmid": "1234567",
        "pmcid": "PMC76543",
        "language": "en",
        "abstract": "About cards. More cards.",
        "open_access": "gold",
        "license": "CC0-1.0",
        "funding": [{"funder": "Fund", "grant": "7"}],
    }
    assert made.unmapped == ()
    assert made.key == "W123"


def test_results_lines_and_one_work_are_read() -> None:
    for text in (json.dumps({"meta": {"count": 1}, "results": [WORK]}), json.dumps(WORK) + "\n", json.dumps([WORK])):
        assert imported(text, read, draft)[0].data == _made().data


@pytest.mark.parametrize(
    ("changes", "here"),
    [
        ({"type": "preprint"}, "preprint"),
        ({"type": "dissertation"}, "thesis"),
        ({"type_crossref": "proceedings-article"}, "paper-conference"),
        ({"type": "book-chapter"}, "chapter"),
        ({"type": "new-type"}, "other"),
    ],
)
def test_types(changes: dict[str, str], here: str) -> None:
    assert _made(**changes).data["type"] == here


def test_an_archive_is_no_journal() -> None:
    place = {"source": {"display_name": "arXiv", "type": "repository"}, "license": "cc-by"}
    made = _made(primary_location=place)
    assert "journal" not in made.data
    assert made.unmapped == (("license", "cc-by"),)
    assert _made(primary_location=place, type="preprint").data["publisher"] == "arXiv"


def test_a_retracted_work_is_retracted() -> None:
    assert _made(is_retracted=True).publication.retracted


def test_covers_and_tables_of_contents_are_skipped() -> None:
    found = read(json.dumps([{**WORK, "is_paratext": True}]), "f").found
    assert found == (Skipped("f", 1, "it is part of a volume, not a work", "W123"),)


_PRICE = {"value": 3200, "currency": "EUR", "value_usd": 3480}


@pytest.mark.parametrize(
    ("paid", "price", "apc"),
    [
        ({"value": 2400, "currency": "EUR", "value_usd": 2610, "provenance": "openapc"}, _PRICE, ("2400", "EUR")),
        ({"value": 2400.5, "currency": "GBP", "value_usd": 3000}, _PRICE, ("2400.5", "GBP")),
        ({"value": 0, "currency": "USD", "value_usd": 0, "provenance": "openapc"}, None, ("0", "USD")),
        ({**_PRICE, "provenance": "openapc"}, _PRICE, ("3200", "EUR")),
        ({**_PRICE, "provenance": "doaj"}, None, None),
        (_PRICE, _PRICE, None),
        (None, _PRICE, None),
    ],
)
def test_what_was_paid_is_taken_over_and_the_price_of_the_journal_is_not(
    paid: dict[str, Any] | None, price: dict[str, Any] | None, apc: tuple[str, str] | None
) -> None:
    wanted = dict(zip(("amount", "currency"), apc, strict=True)) if apc else None
    assert _made(apc_paid=paid, apc_list=price).data.get("apc") == wanted
