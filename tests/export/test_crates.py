"""Software has a record of CodeMeta, and a dataset with files a crate; nothing else has either."""

import json
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.export.codemeta import codemeta
from kartotek.export.ro_crate import ro_crate
from kartotek.export.work import Work
from kartotek.model.publication import File, Publication, Relation
from kartotek.text.dates import PartialDate
from tests.conftest import WriteSite
from tests.export.works import person, work

_SITE = "title: Portal\nbase_url: https://cards.example/\nsearch: false\noutput: {output}\n"
_SOFTWARE = """---
type: software
title: Cardsort
authors: [{name: Ada Lind, orcid: 0000-0002-1825-0097}]
issued: 2020-05-01
version: 2.1
url: https://github.com/lind/cardsort
license: MIT
doi: 10.1234/soft
keywords: [Cards]
related: [{doi: 10.1234/paper, relation: IsDescribedBy}]
---
Sorts cards.
"""
_DATASET = """---
type: dataset
title: Cards of Aarhus
authors: [Ada Lind]
issued: 2020-05-01
license: CC-BY-4.0
files:
- path: cards.csv
- {url: 'https://data.example/readme.txt', license: CC0-1.0}
- {path: names.csv, access: closed}
---
All cards.
"""


def _built(write_site: WriteSite, output: str = "standard", base: bool = True) -> Path:
    settings = _SITE.format(output=output)
    site = write_site(
        {
            "site.yaml": settings if base else settings.replace("base_url: https://cards.example/\n", ""),
            "content/publications/soft.md": _SOFTWARE,
            "content/publications/data.md": _DATASET,
            "content/publications/closed.md": _DATASET.replace(
                "- path: cards.csv\n- {url: 'https://data.example/readme.txt', license: CC0-1.0}\n", ""
            ),
            "content/publications/undated.md": _DATASET.replace("issued: 2020-05-01\n", ""),
            "content/publications/book.md": _DATASET.replace("dataset", "book"),
            "content/files/cards.csv": "card\n1\n",
            "content/files/names.csv": "name\n",
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    return site / "dist"


def _made(out: Path) -> list[str]:
    found = [*out.rglob("*.codemeta.json"), *out.rglob("*-ro-crate-metadata.json")]
    return sorted(str(path.relative_to(out / "publications")) for path in found)


@pytest.mark.parametrize("output", ["full", "standard"])
def test_only_those_have_files_that_they_are_for(write_site: WriteSite, output: str) -> None:
    out = _built(write_site, output)
    assert _made(out) == ["data/data-ro-crate-metadata.json", "soft/soft.codemeta.json"]
    assert main(["check", "--built", str(out)]) == 0


def test_a_lean_portal_has_none_and_promises_none(write_site: WriteSite) -> None:
    out = _built(write_site, "lean")
    assert _made(out) == []
    for page in out.glob("publications/*/index.html"):
        assert "codemeta" not in page.read_text("utf-8")
        assert "ro-crate" not in page.read_text("utf-8")


def test_pages_lead_to_them_by_their_types(write_site: WriteSite) -> None:
    out = _built(write_site, "full")
    for key, name, type_ in (
        ("soft", "soft.codemeta.json", "application/vnd.codemeta.ld+json"),
        ("data", "data-ro-crate-metadata.json", 'application/ld+json; profile="https://w3id.org/ro/crate"'),
    ):
        address = f"https://cards.example/publications/{key}/{name}"
        html = (out / f"publications/{key}/index.html").read_text("utf-8")
        assert f'href="{address}" type="{type_.replace(chr(34), "&#34;")}"' in html
        (links, *_) = json.loads((out / f"publications/{key}/{key}.linkset.json").read_text("utf-8"))["linkset"]
        assert {"href": address, "type": type_} in links["describedby"]


def test_a_crate_needs_the_address_of_the_portal(write_site: WriteSite) -> None:
    assert _made(_built(write_site, base=False)) == ["soft/soft.codemeta.json"]


def test_a_record_of_codemeta_has_what_catalogues_ask_for(write_site: WriteSite) -> None:
    record = json.loads((_built(write_site) / "publications/soft/soft.codemeta.json").read_text("utf-8"))
    assert record["@context"] == "https://w3id.org/codemeta/3.1"
    assert record["@type"] == "SoftwareSourceCode"
    told = {
        name: record[name] for name in ("name", "version", "codeRepository", "license", "description", "datePublished")
    }
    assert told == {
        "name": "Cardsort", "version": "2.1", "codeRepository": "https://github.com/lind/cardsort",
        "license": "https://spdx.org/licenses/MIT", "description": "Sorts cards.", "datePublished": "2020-05-01",
    }  # fmt: skip
    assert record["author"][0]["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert record["referencePublication"] == ["https://doi.org/10.1234/paper"]


@pytest.mark.parametrize("relation", ["IsDescribedBy", "IsDocumentedBy", "IsSupplementTo"])
def test_works_about_the_software_are_its_publications(relation: str) -> None:
    related = (Relation(relation, url="https://example.org/paper"), Relation("Requires", doi="10.1234/other"))
    made = codemeta(work(Publication("k", "software", "T", related=related)))
    assert made["referencePublication"] == ["https://example.org/paper"]


def _crate(**values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A crate's things by their `@id`, and its root."""
    made: Work = work(Publication("k", "dataset", "T", **{"issued": PartialDate(2020), **values}), access="open")
    things = {thing["@id"]: thing for thing in ro_crate(made)["@graph"]}
    assert len(things) == len(ro_crate(made)["@graph"])
    return things, things[things["ro-crate-metadata.json"]["about"]["@id"]]


_FILES = (File(url="https://data.example/a.csv", license="CC0-1.0"), File(path="b c.pdf"))


@pytest.mark.parametrize(
    "values",
    [
        {"files": _FILES},
        {"files": _FILES, "doi": "10.1234/data", "license": "CC-BY-4.0", "abstract": "About $x$."},
        {"files": _FILES, "authors": (person("Ada", "Lind"), person("Bo", "Berg")), "series": "Cards", "volume": "3"},
        {"files": _FILES, "related": (Relation("HasPart", doi="10.1234/part"),), "license": "All rights reserved"},
    ],
)
def test_a_crate_has_what_its_specification_requires(values: dict[str, Any]) -> None:
    things, root = _crate(**values)
    assert things["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert root["@type"] == "Dataset"
    assert root["@id"] == "https://hard.example/publications/k/"
    assert all(root[name] for name in ("name", "description", "datePublished", "license"))
    files = [things[part["@id"]] for part in root["hasPart"] if things[part["@id"]]["@type"] == "File"]
    assert [file["name"] for file in files] == ["a.csv", "b c.pdf"]
    assert files[0]["@id"] == "https://data.example/a.csv"
    assert files[1]["encodingFormat"] == "application/pdf"
    for thing in things.values():  # nothing stands within another thing: all is referred to, and is there
        for value in thing.values():
            for each in value if isinstance(value, list) else [value]:
                assert not isinstance(each, dict) or (list(each) == ["@id"] and _known(each["@id"], things))


def _known(address: str, things: dict[str, Any]) -> bool:
    return address in things or address.startswith("https://w3id.org/ro/crate/")


def test_a_doi_is_how_the_crate_is_cited() -> None:
    _, root = _crate(files=_FILES, doi="10.1234/data")
    assert root["cite-as"] == "https://doi.org/10.1234/data"
