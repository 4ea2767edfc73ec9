"""Where code is and what it is written in, and the classes of patents: on pages and in exports, and read back."""

import json
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.datacite import datacite
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.importers import bibtex as bibtex_file
from kartotek.importers import bibtex_fields, zotero
from kartotek.importers import datacite as datacite_file
from kartotek.importers.records import Raw, SourceRecords
from kartotek.model.common import Contributor
from kartotek.model.publication import Publication
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.conftest import WriteSite
from tests.export.works import work

HERE = "https://git.example.org/cards"


def made(kind: str, **values: Any) -> Work:
    by = (Contributor(PersonName("Ada", "Lind")),)
    return work(Publication("a", kind, "On cards", authors=by, issued=PartialDate(2020), **values))


def only(found: SourceRecords) -> Raw:
    (raw,) = found.found
    assert isinstance(raw, Raw)
    return raw


def test_software_in_schema_org() -> None:
    thing = work_thing(made("software", code_repository=HERE, programming_language=("Python", "C")))
    assert thing["codeRepository"] == HERE
    assert thing["programmingLanguage"] == ["Python", "C"]


@pytest.mark.parametrize("url", ["https://github.com/a/b", "https://example.org/a.git", "https://codeberg.org/a/b"])
def test_an_address_that_is_a_repository_is_one(url: str) -> None:
    assert work_thing(made("software", url=url))["codeRepository"] == url
    assert work_thing(made("software", url=url, code_repository=HERE))["codeRepository"] == HERE


@pytest.mark.parametrize("url", ["https://digital.example.org/x", "https://example.org/github.html", ""])
def test_any_other_address_is_none(url: str) -> None:
    assert "codeRepository" not in work_thing(made("software", url=url))


@pytest.mark.parametrize("kind", ["software", "dataset"])
def test_datacite_says_what_it_was_made_from(kind: str) -> None:
    record = datacite(made(kind, code_repository=HERE))
    related = {"relatedIdentifier": HERE, "relatedIdentifierType": "URL", "relationType": "IsDerivedFrom"}
    assert related in record["relatedIdentifiers"]
    assert "relatedIdentifiers" not in datacite(made(kind, code_repository=HERE, url=HERE))
    assert datacite_file.draft(only(datacite_file.read(json.dumps(record), "x"))).data["code_repository"] == HERE


@pytest.mark.parametrize("relation", ["IsDerivedFrom", "IsSupplementTo"])
def test_what_archives_of_releases_say(relation: str) -> None:
    record = datacite(made("software")) | {
        "relatedIdentifiers": [
            {"relatedIdentifier": address, "relatedIdentifierType": "URL", "relationType": relation}
            for address in ("https://github.com/a/b/tree/v1", "https://example.org/paper")
        ]
    }
    data = datacite_file.draft(only(datacite_file.read(json.dumps(record), "x"))).data
    assert data["code_repository"] == "https://github.com/a/b/tree/v1"
    assert data["related"] == [{"relation": relation, "url": "https://example.org/paper"}]


def test_biblatex_there_and_back() -> None:
    text = bibtex(made("software", code_repository="https://git.example.org/a%20b#c"), biblatex=True)
    assert "repository = {https://git.example.org/a%20b#c}" in text
    data = bibtex_fields.draft(only(bibtex_file.read(text, "x.bib"))).data
    assert data["code_repository"] == "https://git.example.org/a%20b#c"


def test_zotero_has_the_languages_in_one_field() -> None:
    item = {"itemType": "computerProgram", "title": "Cards", "programmingLanguage": "Python, C"}
    assert zotero.draft(only(zotero.read(json.dumps([item]), "x"))).data["programming_language"] == ["Python", "C"]


@pytest.mark.parametrize("symbol", ["A61K 31/195", "B42F 17/00", "C07D"])
def test_the_classes_of_a_patent(symbol: str) -> None:
    patent = made("patent", ipc=(symbol,))
    (subject,) = datacite(patent)["subjects"]
    assert subject["subjectScheme"] == "International Patent Classification"
    assert subject["classificationCode"] == symbol
    (term,) = work_thing(patent)["about"]
    assert term["termCode"] == symbol
    data = datacite_file.draft(only(datacite_file.read(json.dumps(datacite(patent)), "x"))).data
    if data["type"] == "patent":
        assert data["ipc"] == [symbol]


def test_pages_link_them(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": "title: T\nsearch: false\n",
            "content/publications/a.md": (
                f"---\ntype: software\ntitle: Cards\ncode_repository: {HERE}/\nprogramming_language: [Python, C]\n---\n"
            ),
            "content/publications/b.md": "---\ntype: patent\ntitle: A card\nipc: [a61k31/195, B42F]\n---\n",
        }
    )
    assert build(BuildOptions(site, site / "dist")).diagnostics == []
    page = (site / "dist/publications/a/index.html").read_text("utf-8")
    assert f'<a href="{HERE}/" rel="external">git.example.org/cards</a>' in page
    assert "Python<br>C" in page
    page = (site / "dist/publications/b/index.html").read_text("utf-8")
    assert "symbol=A61K0031195000" in page
    assert ">A61K 31/195</a><br>" in page


def test_a_patent_that_was_applied_for_is_pending_and_not_submitted_for_publication() -> None:
    text = bibtex(made("patent", number="15/859111", country="US", status="submitted"))
    assert "  note = {Patent pending},\n" in text
    assert bibtex_fields.draft(only(bibtex_file.read(text, "a.bib"))).data["status"] == "submitted"
    assert "Submitted for publication" in bibtex(made("book", status="submitted"))
