"""Works of Crossref become entries."""

import json
from typing import Any

import pytest

from kartotek.importers.crossref import draft, read
from kartotek.importers.records import Candidate, Skipped
from tests.importers.exported import imported

WORK: dict[str, Any] = {
    "indexed": {"date-parts": [[2024, 1, 1]]},
    "DOI": "10.1234/ABC",
    "type": "journal-article",
    "title": ["On <i>cards</i> &amp; drawers"],
    "subtitle": ["A study"],
    "author": [
        {
            "given": "Ada",
            "family": "Lind",
            "sequence": "first",
            "ORCID": "http://orcid.org/0000-0002-1825-0097",
            "affiliation": [{"name": "University of Cards"}],
        },
        {"name": "The Group", "sequence": "additional"},
    ],
    "container-title": ["Journal of Cards"],
    "short-container-title": ["J. Cards"],
    "volume": "3",
    "issue": "2",
    "page": "20-25",
    "publisher": "Press",
    "issued": {"date-parts": [[2020, 5]]},
    "published-print": {"date-parts": [[2020, 6]]},
    "published-online": {"date-parts": [[2020, 5]]},
    "ISSN": ["1234-5679"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>About <jats:italic>cards</jats:italic>.</jats:p>",
    "language": "en",
    "license": [
        {"URL": "https://creativecommons.org/licenses/by-nc/4.0/", "content-version": "am"},
        {"URL": "http://creativecommons.org/licenses/by/4.0/", "content-version": "vor"},
    ],
    "funder": [{"name": "Fund", "award": ["7", "8"]}, {"name": "Other fund"}],
    "relation": {
        "has-preprint": [{"id-type": "doi", "id": "10.1000/pre"}],
        "is-thing-of": [{"id-type": "doi", "id": "10.1000/y"}],
    },
    "reference": [{"key": "1", "DOI": "10.1000/z"}],
    "chair": [{"given": "C", "family": "H"}],
}


def _made(**changes: Any) -> Candidate:
    return imported(json.dumps({**WORK, **changes}), read, draft)[0]


def test_a_work_becomes_an_entry() -> None:
    made = _made()
    assert made.data == {
        "type": "article-journal",
        "title": "On *cards* & drawers",
        "subtitle": "A study",
        "authors": [
            {"name": "Ada Lind", "orcid": "0000-0002-1825-0097", "affiliations": ["University of Cards"]},
            {"literal": "The Group"},
        ],
        "contributors": [{"name": "C H", "role": "chair"}],
        "issued": "2020-06",
        "online": "2020-05",
        "journal": "Journal of Cards",
        "container_title_short": "J. Cards",
        "volume": "3",
        "issue": "2",
        "pages": "20-25",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "language": "en",
        "abstract": "About *cards*.",
        "license": "CC-BY-4.0",
        "related": [{"relation": "IsNewVersionOf", "doi": "10.1000/pre"}],
        "funding": [
            {"funder": "Fund", "grant": "7"},
            {"funder": "Fund", "grant": "8"},
            {"funder": "Other fund"},
        ],
    }
    assert dict(made.unmapped) == {
        "publisher": "Press",
        "relation is-thing-of": "10.1000/y",
    }
    assert made.key == "10.1234/abc"


@pytest.mark.parametrize(
    "envelope",
    [
        {"status": "ok", "message-type": "work", "message": WORK},
        {"status": "ok", "message-type": "work-list", "message": {"facets": {}, "total-results": 1, "items": [WORK]}},
        [WORK],
    ],
)
def test_the_envelope_does_not_matter(envelope: Any) -> None:
    assert imported(json.dumps(envelope), read, draft)[0].data == _made().data


def test_what_doi_org_gives_as_csl_is_read_too() -> None:
    made = _made(title="On cards", subtitle=[], **{"container-title": "Journal of Cards"})
    assert (made.data["title"], made.data["journal"]) == ("On cards", "Journal of Cards")


def test_licences_that_have_no_id_are_told() -> None:
    made = _made(license=[{"URL": "https://press.example/terms", "content-version": "vor"}])
    assert ("license", "https://press.example/terms") in made.unmapped


def test_the_date_online_is_told_only_if_it_is_another() -> None:
    assert "online" not in _made(**{"published-online": {"date-parts": [[2020, 6]]}}).data


def test_a_chapter_in_a_series() -> None:
    made = _made(type="book-chapter", **{"container-title": ["Lecture Notes", "The Book"]}, ISBN=["9780306406157"])
    assert (made.data["series"], made.data["book"]) == ("Lecture Notes", "The Book")


def test_a_conference_paper_has_its_event() -> None:
    event = {
        "name": "Cards 2020",
        "location": "Oslo",
        "start": {"date-parts": [[2020, 5, 1]]},
        "end": {"date-parts": [[2020, 5, 3]]},
    }
    made = _made(type="proceedings-article", event=event)
    assert made.data["event"] == {"name": "Cards 2020", "place": "Oslo", "start": "2020-05-01", "end": "2020-05-03"}
    assert made.data["book"] == "Journal of Cards"


def test_a_thesis_has_its_institution_and_degree() -> None:
    made = _made(type="dissertation", institution=[{"name": "University"}], degree=["PhD"], **{"container-title": []})
    assert (made.data["institution"], made.data["qualification"]) == ("University", "PhD")


def test_posted_content_is_a_preprint_or_what_it_says() -> None:
    posted = {"posted": {"date-parts": [[2020, 1, 2]]}, "issued": {"date-parts": [[None]]}, "published-print": None}
    made = _made(type="posted-content", subtype="preprint", **posted)
    assert (made.data["type"], made.data["issued"]) == ("preprint", "2020-01-02")
    assert _made(type="posted-content", subtype="working_paper").data["type"] == "working-paper"


def test_a_retraction_is_told() -> None:
    update = {"type": "retraction", "DOI": "10.1000/r", "updated": {"date-parts": [[2021, 3, 4]]}}
    concern = {"type": "expression_of_concern", "DOI": "10.1000/c"}
    made = _made(**{"updated-by": [update, concern, {"type": "new_edition", "DOI": "10.1000/n"}]})
    assert made.data["retracted"] == {"date": "2021-03-04", "notice": "https://doi.org/10.1000/r"}
    assert made.data["notices"] == [{"kind": "expression-of-concern", "doi": "10.1000/c"}]
    assert ("updated-by", "new_edition; 10.1000/n") in made.unmapped


def test_journals_are_no_works() -> None:
    found = read(json.dumps([{"type": "journal-issue", "DOI": "10.1000/j"}]), "f").found
    assert found == (Skipped("f", 1, "it is a journal issue, not a work", "10.1000/j"),)
