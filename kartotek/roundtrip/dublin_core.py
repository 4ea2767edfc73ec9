"""Dublin Core read back: the record of the OAI Static Repository, validated by its XML Schema with lxml."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from kartotek.export import oai
from kartotek.export.work import Work
from kartotek.roundtrip.facts import EntryFacts, spaced, wanted

ELEMENTS = ("title", "creator", "date", "language", "identifier", "relation")
_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_RECORD = f"{{http://www.openarchives.org/OAI/2.0/static-repository}}ListRecords/{_OAI}record"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DAY = "2024-01-31"


def wanted_elements(work: Work) -> EntryFacts:
    """The facts that Dublin Core has elements for; editors of a work without authors are its creators."""
    facts = wanted(work)
    return {
        "title": facts["title"],
        "creator": [agent.inverted for agent in work.creators],
        "date": facts["date"],
        "language": facts["language"],
        "doi": facts["doi"],
    }


def read_elements(elements: Mapping[str, Sequence[str]]) -> EntryFacts:
    """The facts in elements, given as their contents by name. Titles after the first are in other languages."""
    resolver = "https://doi.org/"
    facts = {name: spaced(next(iter(elements[name]), "")) for name in ("title", "date", "language")}
    dois = [unquote(text.removeprefix(resolver)) for text in elements["identifier"] if text.startswith(resolver)]
    return {**facts, "creator": [spaced(name) for name in elements["creator"]], "doi": " ".join(dois)}


def repository(work: Work) -> str:
    """A repository of one work."""
    head = oai.begin("Portal", "https://portal.example/data/oai.xml", "webmaster@portal.example", _DAY)
    records = oai.list_of(oai.DUBLIN_CORE) + oai.record("portal.example", _DAY, work) + oai.LIST_END
    return head + records + oai.END


def wanted_record(work: Work) -> EntryFacts:
    """The facts of its elements, each once, and its container."""
    facts = wanted_elements(work)
    facts["creator"] = list(dict.fromkeys(facts["creator"]))
    return facts | {
        "key": work.record.key,
        "day": _DAY,
        "container": [spaced(work.container)] if work.container else [],
    }


@cache
def schema_of_repositories() -> etree.XMLSchema:
    """The XML Schema of a static repository with oai_dc."""
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "static-repository.xsd"))


def read_record(text: str) -> EntryFacts:
    """The facts in the only record of a repository."""
    root = etree.fromstring(text.encode())
    schema_of_repositories().assertValid(root)
    (record,) = root.findall(_RECORD)
    elements = {name: [found.text or "" for found in record.iter(_DC + name)] for name in ELEMENTS}
    identifier = record.findtext(f"{_OAI}header/{_OAI}identifier") or ""
    source = [found.text or "" for found in record.iter(f"{_DC}source")]
    return read_elements(elements) | {
        "key": identifier.rpartition("/")[2],
        "day": record.findtext(f"{_OAI}header/{_OAI}datestamp"),
        "container": [spaced(name) for name in elements["relation"][:1] if any(name in text for text in source)],
    }
