"""JSON-LD of a publication's page, of software and of crates, read back with rdflib as RDF statements."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from warnings import catch_warnings

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kartotek.export.jsonld import script
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.roundtrip.facts import EntryFacts, spaced, wanted, whole_date

_SCHEMA = "https://schema.org/"
_PAGED = ("ScholarlyArticle", "NewsArticle", "Article", "Review", "Chapter")
_CONTAINERS = ("Periodical", "Newspaper", "Book", "Blog", "WebSite", "PodcastSeries")
_EVENT = "ExhibitionEvent"


def script_of(work: Work) -> str:
    """The data block of a work."""
    return script(work_thing(work))


def wanted_thing(work: Work) -> EntryFacts:
    """As for most formats, but RDF has no order, so numbers and editors are sorted; editors are persons."""
    shared, kind = wanted(work), work.type.schema_org
    facts = {
        "type": kind,
        "title": shared["title"],
        "language": shared["language"],
        "doi": shared["doi"],
    }
    people = [spaced(agent.display) for agent in work.authors]
    if kind == _EVENT:
        return facts | {"contributors": [*people, *(spaced(agent.display) for agent in work.editors)]}
    facts |= {
        "authors": people,
        "editors": sorted({spaced(agent.display) for agent in work.editors if agent.name}),
        "date": whole_date(shared["date"]) if shared["date"] else "",
        "container": shared["container"],
        "volume": shared["volume"],
        "issue": shared["issue"],
        "isbn": [] if work.record.journal and kind != "Book" else sorted(set(work.record.all_isbn)),
        "issn": sorted(set(work.issn)),
    }
    if kind in _PAGED:
        facts["pages"] = shared["pages"] or shared["article number"]
    return facts


def read_thing(text: str) -> EntryFacts:
    """The facts in a data block. All are read from its statements, but the order of names from the JSON."""
    block = _Block()
    block.feed(text)
    data = json.loads("".join(block.parts))
    thing = _Thing(*_parsed(data))
    wholes = list(thing.wholes())
    kinds = thing.kinds()
    numbers = [node for node in thing.parts("identifier") if node.text("propertyID") == "ISBN"]
    home = [whole for whole in wholes if {*whole.kinds()} & {*_CONTAINERS}]
    facts = {
        "type": "Review" if "Review" in kinds else kinds[0],
        "title": thing.text("name"),
        "language": thing.text("inLanguage"),
        "doi": " ".join(n.text("value") for n in thing.parts("identifier") if n.text("propertyID") == "DOI"),
    }
    if facts["type"] == _EVENT:
        return facts | {"contributors": _in_order(data, "contributor", thing)}
    return facts | {
        "authors": _in_order(data, "author", thing),
        "editors": sorted({one.text("name") for node in (thing, *home) for one in node.parts("editor")}),
        "date": thing.text("datePublished"),
        "container": home[0].text("name") if home else "",
        "volume": next((node.text("volumeNumber") for node in wholes if node.text("volumeNumber")), ""),
        "issue": next((node.text("issueNumber") for node in wholes if node.text("issueNumber")), ""),
        "isbn": sorted({
            *(number for node in (thing, *home) for number in node.texts("isbn")),
            *(node.text("value") for node in numbers),
        }),
        "issn": sorted({number for node in wholes for number in node.texts("issn")}),
        "pages": thing.text("pagination"),
    }  # fmt: skip


def wanted_software(work: Work) -> EntryFacts:
    """As for the page, of what CodeMeta has a term for."""
    facts = wanted_thing(work)
    return {name: facts[name] for name in ("title", "doi", "authors", "date")} | {"version": work.record.version}


def read_software(text: str) -> EntryFacts:
    """The facts in a record of CodeMeta, whose own context is not fetched either: its terms are those of schema.org."""
    data = json.loads(text)
    thing = _Thing(*_parsed(data))
    return _few(thing, data) | {"version": thing.text("softwareVersion")}


def wanted_crate(work: Work) -> EntryFacts:
    """As for the page, with the addresses of the files, sorted."""
    facts = wanted_thing(work)
    named = {name: facts[name] for name in ("title", "doi", "authors", "date")}
    return named | {"files": sorted({document.url for document in work.documents})}


def read_crate(text: str) -> EntryFacts:
    """The facts of the root of a crate, which is found as its specification says, and the addresses of its files."""
    data = json.loads(text)
    by_id = {thing["@id"]: thing for thing in data["@graph"]}
    root = by_id[by_id["ro-crate-metadata.json"]["about"]["@id"]]
    graph, _ = _parsed(data)
    files = [str(node) for node in graph.subjects(RDF.type, URIRef(_SCHEMA + "File"))]
    listed = {"author": [by_id[each["@id"]] for each in root.get("author", ())]}
    return _few(_Thing(graph, URIRef(root["@id"])), listed) | {"files": sorted(files)}


def _parsed(data: dict[str, Any]) -> tuple[Graph, Node]:
    """A document as statements by the vocabulary of schema.org, and what it is about."""
    # the context of schema.org is not fetched: for what is read here @vocab does the same
    graph = Graph(bind_namespaces="none")  # binding the usual prefixes would take a fifth of the time
    with catch_warnings(category=DeprecationWarning, action="ignore"):  # rdflib uses what it deprecates itself
        graph.parse(data=json.dumps({**data, "@context": {"@vocab": _SCHEMA}}), format="json-ld")
    if "@graph" in data:
        return graph, URIRef("")
    return graph, URIRef(data["@id"]) if "@id" in data else _outermost(graph)


def _few(thing: "_Thing", data: dict[str, Any]) -> EntryFacts:
    return {
        "title": thing.text("name"),
        "doi": " ".join(n.text("value") for n in thing.parts("identifier") if n.text("propertyID") == "DOI"),
        "authors": _in_order(data, "author", thing),
        "date": thing.text("datePublished"),
    }


def _outermost(graph: Graph) -> Node:
    """The node that is not an object of any statement: the publication itself."""
    inside = set(graph.objects())
    (root,) = (node for node in set(graph.subjects()) if node not in inside)
    return root


def _in_order(data: dict[str, Any], role: str, thing: "_Thing") -> list[str]:
    """The names of people in a role, of whom the statements must say the same. One person may have two names there;
    other roles are said in nodes of their own."""
    listed = data.get(role, [])
    people = listed if isinstance(listed, list) else [listed]
    names = [spaced(person.get("name", "")) for person in people if person.get("@type") != "Role"]
    stated = {name for person in thing.parts(role) for name in person.texts("name")}
    return names if stated == set(names) else [f"{sorted(stated)} is stated"]


class _Thing:
    """A node of the graph, with its properties."""

    def __init__(self, graph: Graph, node: Node) -> None:
        self._graph, self._node = graph, node

    def texts(self, name: str) -> list[str]:
        return [spaced(str(value)) for value in self._graph.objects(self._node, URIRef(_SCHEMA + name))]

    def text(self, name: str) -> str:
        return " ".join(self.texts(name))

    def kinds(self) -> list[str]:
        return [str(kind).removeprefix(_SCHEMA) for kind in self._graph.objects(self._node, RDF.type)]

    def parts(self, name: str) -> "list[_Thing]":
        return [_Thing(self._graph, node) for node in self._graph.objects(self._node, URIRef(_SCHEMA + name))]

    def wholes(self) -> "Iterator[_Thing]":
        """What it is part of, and what that is part of; an entry may say that of the thing itself."""
        met, waiting = {self._node}, [self]
        while waiting:
            for whole in waiting.pop().parts("isPartOf"):
                if whole._node not in met:
                    met.add(whole._node)
                    waiting.append(whole)
                    yield whole


class _Block(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
