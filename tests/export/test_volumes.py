"""Short titles, abbreviations, volumes and sections: each format says them where its readers look."""

from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.coins import coins
from kartotek.export.csl import csl_item
from kartotek.export.highwire import highwire
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from tests.export.works import ARTICLE_RECORD, work


def _work(kind: str = "article-journal", **values: Any) -> Work:
    home = {"journal": "Journal of Indexes"} if kind.startswith("article") else {"journal": ""}
    return work(replace(ARTICLE_RECORD, type=kind, **{**home, **values}))


@pytest.mark.parametrize(
    ("kind", "values", "variable", "text", "tag"),
    [
        ("article-journal", {"short_title": "*Cards* now"}, "title-short", "<i>Cards</i> now", "ST"),
        ("book", {"short_title": "Cards"}, "title-short", "Cards", "ST"),
        ("book", {"number_of_volumes": "4"}, "number-of-volumes", "4", "NV"),
        ("chapter", {"book": "B", "number_of_volumes": "4"}, "number-of-volumes", "4", "NV"),
        ("article-newspaper", {"section": "Culture"}, "section", "Culture", "SE"),
        ("paper-conference", {"book": "B", "section": "Short papers"}, "section", "Short papers", ""),
        ("article-journal", {"section": "Letters"}, "section", "Letters", ""),
        ("article-journal", {"container_title_short": "J. Index."}, "container-title-short", "J. Index.", "J2"),
        ("chapter", {"book": "Book", "container_title_short": "B."}, "container-title-short", "B.", ""),
        ("book", {"volume_title": "Drawers"}, "volume-title", "Drawers", ""),
        ("article-journal", {"volume_title": "Drawers *now*"}, "volume-title", "Drawers <i>now</i>", ""),
    ],
)
def test_citations_and_reference_managers(
    kind: str, values: dict[str, Any], variable: str, text: str, tag: str
) -> None:
    made = _work(kind, **values)
    assert csl_item(made)[variable] == text
    plain = text.replace("<i>", "").replace("</i>", "")
    assert [said for said in ris(made).split("\r\n") if said.endswith(f"  - {plain}")] == (
        [f"{tag}  - {plain}"] if tag else []
    )


def test_bibtex_has_a_short_title_an_abbreviation_and_the_number_of_volumes() -> None:
    made = _work(short_title="*Cards*", container_title_short="J. Index.", volume_title="Special drawers")
    for biblatex in (False, True):
        entry = bibtex(made, biblatex=biblatex)
        assert "  shorttitle = {" in entry
        assert "  shortjournal = {J. Index.},\n" in entry
        assert ("  issuetitle = {Special drawers},\n" in entry) == biblatex
    assert "  volumes = {4},\n" in bibtex(_work("book", number_of_volumes="4"))
    assert "shortjournal" not in bibtex(_work("chapter", book="B", container_title_short="B."))


def test_pages_of_articles_have_the_abbreviation_of_the_journal() -> None:
    made = _work(container_title_short="J. Index.")
    assert ("citation_journal_abbrev", "J. Index.") in highwire(made)
    assert "rft.stitle=J.+Index." in coins(made)
    assert work_thing(made)["isPartOf"]["alternateName"] == "J. Index."


def test_volumes_and_issues_have_their_title() -> None:
    book = work_thing(_work("book", series="Studies", volume="2", volume_title="Drawers"))["isPartOf"]
    assert (book["@type"], book["volumeNumber"], book["name"]) == ("PublicationVolume", "2", "Drawers")
    issue = work_thing(_work(issue="4", volume="3", volume_title="Drawers"))["isPartOf"]
    assert (issue["@type"], issue["issueNumber"], issue["name"]) == ("PublicationIssue", "4", "Drawers")
    assert "name" not in issue["isPartOf"]
