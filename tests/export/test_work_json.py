"""JSON Lines for programs: what the schema promises is what the files have."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kartotek.config.settings import Site
from kartotek.export.formats import listed
from kartotek.export.work_builder import WorkBuilder
from kartotek.export.work_json import PROPERTIES, work_json, work_schema
from kartotek.model.common import Contributor
from kartotek.model.publication import Charge, Notice, OtherWork, Publication
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import parse_date
from kartotek.text.names import PersonName
from tests.conftest import ARTICLE, ROOT, WriteSite
from tests.hard_cases import portal_of, publications

SITE = Site(title=(("", "Hard cases"),), base_url="https://hard.example/")
VALID = Draft202012Validator(work_schema(""), format_checker=FormatChecker())


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, each in one line."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def hard() -> list[dict[str, Any]]:
    """Works of all types with all kinds of values, as lists have them."""
    portal = portal_of(*publications(600, 7))
    works = WorkBuilder(portal, SITE)
    made = [listed(works.short(key), biblatex=False)[-2].decode() for key in portal.publications]
    assert all(line.count("\n") == 1 for line in made)
    return [json.loads(line) for line in made]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(work_schema("https://hard.example/data/publication-1.schema.json"))


def test_every_line_is_valid(hard: list[dict[str, Any]]) -> None:
    wrong = [f"{line['id']}: {error.message}" for line in hard for error in VALID.iter_errors(line)]
    assert wrong == []


RARE = Publication(
    "rare",
    "patent",
    "On *cards*",
    subtitle="Cards",
    contributors=(Contributor(PersonName("Cy", "Dahl", "Jr."), roles=("curator",)),),
    issued=parse_date("2020"),
    online=parse_date("2019-12"),
    accepted=parse_date("2019"),
    submitted=parse_date("2018"),
    awarded=parse_date("2020-05"),
    filed=parse_date("2017"),
    peer_reviewed=False,
    country="DK",
    medium="paper",
    section="5",
    chapter="7",
    volume_title="All",
    number_of_volumes="3",
    series="Cards",
    series_number="41",
    institution="The Library",
    qualification="PhD",
    commissioned_by="The Fund",
    ipc=("A61K 31/195",),
    programming_language=("C",),
    code_repository="https://code.example/cards",
    apc=Charge("1850", "EUR", "The Library"),
    sdgs=(3,),
    handle="1234/5678",
    pmid="12345678",
    pmcid="PMC1234567",
    arxiv="2101.00001",
    notices=(Notice("erratum", reason="A page was missing."),),
    reviewed=OtherWork("Sacred drawers"),
    original=OtherWork("Om kort", language="da"),
)
"""What few works have."""


def test_every_property_is_there_somewhere(hard: list[dict[str, Any]]) -> None:
    portal = portal_of(RARE)
    rare = work_json(WorkBuilder(portal, SITE).short("rare"))
    VALID.validate(rare)
    assert rare["peer_reviewed"] is False
    (cy,) = rare["contributors"]
    assert (cy["name"], cy["family"], cy["suffix"], cy["roles"]) == ("Cy Dahl Jr.", "Dahl", "Jr.", ["curator"])
    assert rare["title_markdown"] == "On *cards*"
    assert PROPERTIES.keys() - rare.keys() - {name for line in hard for name in line} == set()


def test_the_golden_portal_is_valid() -> None:
    folder = ROOT / "tests/golden/dist"
    validator = Draft202012Validator(json.loads((folder / "data/publication-1.schema.json").read_text("utf-8")))
    found = [line for path in sorted((folder / "years").rglob("*.jsonl")) for line in lines(path)]
    assert len(found) == len(list(folder.glob("publications/*/index.html"))) - 1  # one has a notice in its place
    for line in found:
        validator.validate(line)


@pytest.mark.parametrize(("output", "ending"), [("full", ".jsonl"), ("standard", ".jsonl.gz"), ("lean", ".jsonl.gz")])
def test_each_output_has_all_works_by_one_address(write_site: WriteSite, output: str, ending: str) -> None:
    entry = ARTICLE.replace(
        "authors: [Ada Lind]", "authors: [{name: Ada Lind, orcid: 0000-0002-1825-0097}]\nnote: |\n  A\n  b"
    )
    settings = f"title: T\nbase_url: https://portal.test/\nsearch: false\noutput: {output}\n"
    site = write_site({"site.yaml": settings, "content/publications/on-cards.md": entry})
    build(BuildOptions(site, site / "dist"))
    package = json.loads((site / "dist/datapackage.json").read_text("utf-8"))
    (resource,) = (each for each in package["resources"] if each["format"] == "jsonl")
    assert resource["path"].endswith(ending)
    schema = json.loads((site / "dist" / resource["jsonSchema"]).read_text("utf-8"))
    assert schema["$id"] == "https://portal.test/data/publication-1.schema.json"
    (line,) = lines(site / "dist" / resource["path"])
    Draft202012Validator(schema).validate(line)
    assert line["address"] == "https://portal.test/publications/on-cards/"
    ada = {"name": "Ada Lind", "given": "Ada", "family": "Lind", "orcid": "0000-0002-1825-0097"}
    page = {} if output == "lean" else {"address": "https://portal.test/people/ada-lind/"}
    assert line["authors"] == [ada | page]
    assert (line["date"], line["year"], line["note"]) == ("2020-05", 2020, "A b")
    assert line["container"]["title"] == "Journal of Indexes"
    assert "abstract" not in line
