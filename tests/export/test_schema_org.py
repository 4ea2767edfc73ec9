"""JSON-LD is read by a library for RDF, and every property belongs to its class and takes its value."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal
from rdflib.term import Node

from kartotek.cli import main
from kartotek.config.settings import read_settings
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.model.types import TYPES
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from tests.conftest import BASE, ROOT, WriteSite
from tests.hard_cases import portal_of, publications
from tests.pages.test_head import Head

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # it warns of itself
SCHEMA = "https://schema.org/"
VOCABULARY = json.loads((Path(__file__).parent / "schema_org.json").read_text("utf-8"))
CLASSES: dict[str, list[str]] = VOCABULARY["classes"]
PROPERTIES: dict[str, tuple[list[str], list[str]]] = VOCABULARY["properties"]
TEXTS = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Boolean"}
ROLE = "Role"
"""Stands between a property and its value, and repeats the property, whatever it is (schema.org/Role)."""
OUTSIDE = {"query-input"}
"""What Google reads of a SearchAction and schema.org has as a way to write, not as a property."""


def graph_of(thing: dict[str, Any]) -> Graph:
    """The statements of a thing; schema.org's own context says the same of all terms but of addresses."""
    graph = Graph()
    graph.parse(data=json.dumps({**thing, "@context": {"@vocab": SCHEMA}}), format="json-ld")
    return graph


def name_of(node: Node) -> str:
    assert str(node).startswith(SCHEMA), node
    return str(node).removeprefix(SCHEMA)


def disagreements_of(thing: dict[str, Any]) -> Iterator[str]:
    graph = graph_of(thing)
    classes: dict[Node, set[str]] = {}
    for node, _, kind in graph.triples((None, RDF.type, None)):
        own = name_of(kind)
        assert own in CLASSES, own
        classes.setdefault(node, set()).update((own, *CLASSES[own]))
    for node, term, value in graph:
        if term == RDF.type:
            continue
        name = name_of(term)
        if name in OUTSIDE:
            continue
        of, takes = PROPERTIES[name]
        if not classes[node] & {*of, ROLE}:
            yield f"{name} is no property of {sorted(classes[node])}"
        if isinstance(value, Literal):
            fits = bool(TEXTS & set(takes))
        else:
            fits = bool(classes.get(value, {"Thing"}) & {*takes, ROLE}) or "Thing" in takes
        if not fits:
            yield f"{name} takes {takes}, not {value!r}"


def test_hard_cases_of_all_types_are_said_in_the_words_of_schema_org() -> None:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    seen: set[str] = set()
    for record in publications(600):
        work = describe(portal_of(record), settings.site, record.key, "open")
        seen.add(record.type)
        assert list(disagreements_of(work_thing(work))) == [], record
    assert seen == set(TYPES)


def test_the_demo_portal_is_said_in_the_words_of_schema_org() -> None:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    portal = load(Job(BuildOptions(ROOT, ROOT / "dist"), settings)).portal
    for key in portal.publications:
        work = describe(portal, settings.site, key, "")
        thing = work_thing(work)
        assert list(disagreements_of(thing)) == [], key
        assert _told(thing) == _expected(work), key


def _expected(work: Work) -> dict[str, Any]:
    record = work.record
    return {
        "name": work.full_title,
        "people": [agent.display for agent in work.authors],
        "date": str(work.date or ""),
        "volume": record.volume,
        "issue": record.issue,
        "container": work.container or work.series,
        "DOI": record.doi,
        "isbn": set(record.isbn),
        "issn": set(work.issn),
    }


def _told(thing: dict[str, Any]) -> dict[str, Any]:
    """The facts of a thing, wherever it has them."""
    line = [thing]
    while isinstance(line[-1].get("isPartOf"), dict):
        line.append(line[-1]["isPartOf"])
    wholes = [whole["name"] for whole in line[1:] if "name" in whole]
    identifiers = {one.get("propertyID"): one["value"] for one in thing.get("identifier", [])}
    isbn = {found for part in line for found in _all(part.get("isbn"))} | set(_all(identifiers.get("ISBN")))
    return {
        "name": thing["name"],
        "people": [person["name"] for person in thing.get("author", thing.get("contributor", []))],
        "date": thing.get("datePublished", thing.get("startDate", "")),
        "volume": next((part["volumeNumber"] for part in line if "volumeNumber" in part), ""),
        "issue": next((part["issueNumber"] for part in line if "issueNumber" in part), ""),
        "container": wholes[0] if wholes else "",
        "DOI": identifiers.get("DOI", ""),
        "isbn": isbn,
        "issn": {found for part in line for found in _all(part.get("issn"))},
    }


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


@pytest.mark.parametrize("language", ["", "da/"])
def test_pages_of_the_golden_portal_are_said_in_the_words_of_schema_org(language: str) -> None:
    golden = ROOT / "tests/golden/dist"
    pages = [path for path in (golden / language).rglob("index.html") if language or "da" not in path.parts]
    things = [thing for path in pages for thing in Head(path).data]
    subjects = [thing[name] for thing in things for name in ("about", "mainEntity") if name in thing]
    kinds = {str(one["@type"]) for one in (*things, *subjects)}
    assert kinds >= {"WebSite", "CollectionPage", "ProfilePage", "Person", "Organization", "DefinedTerm", "Periodical"}
    for thing in things:
        assert list(disagreements_of(thing)) == [], thing


def test_a_person_is_the_same_on_all_pages(write_site: WriteSite) -> None:
    """An author, a member of a project and the person of a page have one name for machines: the ORCID iD."""
    orcid = "0000-0002-1825-0097"
    site = write_site(
        {
            "site.yaml": f"title: Test\nbase_url: {BASE}\nsearch: false\nlanguages: [en, da]\n",
            "content/people/ada-lind.md": f"---\nname: Ada Lind\norcid: {orcid}\nborn: 1980-01-02\n---\n",
            "content/projects/sorting.md": "---\ntitle: Sorting\npeople: [Ada Lind]\n---\n",
            "content/publications/cards.md": (
                "---\ntype: book\ntitle: Cards\nauthors: [Ada Lind]\nissued: 2020\nprojects: [sorting]\n---\n"
            ),
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    for language in ("", "da/"):
        (book,) = Head(site / f"dist/{language}publications/cards/index.html").data
        (listed,) = Head(site / f"dist/{language}people/ada-lind/index.html").data
        (project,) = Head(site / f"dist/{language}projects/sorting/index.html").data
        member = project["about"]["member"][0]
        assert book["author"][0]["@id"] == listed["mainEntity"]["@id"] == member["@id"] == f"https://orcid.org/{orcid}"
        assert "birthDate" not in listed["mainEntity"], "the page does not tell it of the living"
