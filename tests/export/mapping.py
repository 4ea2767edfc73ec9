"""Which field of an entry becomes which field of a format, found by trying; as a program it prints the table anew."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from kartotek.config.settings import Site
from kartotek.export import csv_rows
from kartotek.export.bibtex import bibtex
from kartotek.export.coins import coins
from kartotek.export.csl import csl_item
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core
from kartotek.export.highwire import highwire
from kartotek.export.mapping import COLUMNS
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.export.zotero_tags import zotero_tags
from kartotek.model.common import Contributor, Funding
from kartotek.model.publication import Charge, CoveredPlace, Event, File, Notice, OtherWork, Publication, Relation
from kartotek.model.roles import OTHER_ROLES
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.hard_cases import portal_of

SITE = Site(title=(("", "Portal"),), base_url="https://portal.test/")
Named = Iterable[tuple[str, str]]

_DAY = PartialDate(1987, 6, 5)
_BY = (Contributor(PersonName("Bo", "Zqberg")),)
VALUES: dict[str, Any] = {
    "title": "Zq",
    "subtitle": "Zq",
    "short_title": "Zq",
    "translated_title": (("da", "Zq"),),
    "authors": _BY,
    "editors": _BY,
    "translators": _BY,
    "supervisors": _BY,
    "contributors": (Contributor(PersonName("Bo", "Zqberg"), roles=tuple(OTHER_ROLES), credit=("software",)),),
    "issued": _DAY,
    "online": _DAY,
    "accepted": _DAY,
    "submitted": _DAY,
    "awarded": _DAY,
    "filed": _DAY,
    "status": "in-press",
    "journal": "Zq",
    "book": "Zq",
    "container_title_short": "Zq",
    "series": "Zq",
    "series_number": "Zq",
    "volume": "Zq",
    "volume_title": "Zq",
    "number_of_volumes": "Zq",
    "issue": "Zq",
    "pages": "1987-19870",
    "article_number": "Zq",
    "section": "Zq",
    "chapter": "Zq",
    "edition": "Zq",
    "number_of_pages": "1987",
    "publisher": "Zq",
    "place": "Zq",
    "issn": ("1987-1987",),
    "eissn": ("1987-1987",),
    "isbn": ("978-0-1987-0",),
    "eisbn": ("978-0-1987-0",),
    "event": Event("Zq"),
    "institution": "Zq",
    "qualification": "Zq",
    "number": ("Zq",),
    "country": "ZQ",
    "medium": "Zq",
    "version": "Zq",
    "code_repository": "https://zq.test/zq.git",
    "programming_language": ("Zq",),
    "ipc": ("Zq",),
    "temporal_coverage": _DAY,
    "spatial_coverage": (CoveredPlace("Zq"),),
    "doi": "10.1987/zq",
    "arxiv": "1987.1987",
    "pmid": "1987",
    "pmcid": "PMC1987",
    "handle": "1987/zq",
    "identifiers": ("zq:1987",),
    "url": "https://zq.test/",
    "language": "zq",
    "keywords": (("", "Zq"),),
    "abstract": "Zq",
    "abstracts": (("da", "Zq"),),
    "plain_summary": (("da", "Zq"),),
    "files": (File(url="https://zq.test/zq.pdf"),),
    "license": "Zq",
    "open_access": "gold",
    "apc": Charge("1987", "ZQD", "Zq"),
    "related": (Relation("Cites", doi="10.1987/zq"),),
    "reviewed": OtherWork("Zq", _BY),
    "original": OtherWork("Zq", _BY, _DAY, language="fr", publisher="Zq", place="Zq"),
    "funding": (Funding("Zq"),),
    "note": "Zq",
    "award": "Zq",
    "retracted": Notice("retraction", _DAY, "Zq", url="https://zq.example/notice"),
    "notices": (Notice("removal", _DAY, "Zq", url="https://zq.example/notice"),),
    "image": "zq.png",
    "cite_key": "zq",
    "cite_keys": ("zq",),
}
"""A value for each field, which can be found again in what the formats make of it."""

_SAYS = re.compile(r"zq|1987|in.?press|retracted|removed|open access|\bTrue\b", re.IGNORECASE)


def _fields_of_bibtex(text: str) -> Iterator[tuple[str, str]]:
    yield "key", text.partition("{")[2].partition(",")[0]
    yield from re.findall(r"^  (\w+) = (.*),$", text, re.MULTILINE)


def _leaves(thing: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Everything that is said in a tree, by the name nearest to it that tells what it is."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from _leaves(value, (*path, name))
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from _leaves(value, path)
    else:
        yield path[-2] if path[-1] in _GENERAL and len(path) > 1 else path[-1], str(thing)


_GENERAL = frozenset({"name", "value", "url", "@id", "familyName", "givenName"})
"""Properties of things of all kinds, which do not say what the thing is to the work."""


def _at_top(thing: Any) -> Iterator[tuple[str, str]]:
    """The names at the top; what stands below them is told in the standard."""
    for name, value in thing.items():
        yield name, json.dumps(value, ensure_ascii=False)


FORMATS: dict[str, Callable[[Work], Named]] = {
    "BibTeX": lambda work: _fields_of_bibtex(bibtex(work)),
    "biblatex": lambda work: _fields_of_bibtex(bibtex(work, biblatex=True)),
    "RIS": lambda work: re.findall(r"^(\w\w)  - (.*)\r$", ris(work), re.MULTILINE),
    "CSL-JSON": lambda work: _at_top(csl_item(work)),
    "citation_*": lambda work: [(name.removeprefix("citation_"), text) for name, text in highwire(work)],
    "Zotero": zotero_tags,
    "Dublin Core": lambda work: [(name, f"{text} {tag}") for name, text, tag in dublin_core(work)],
    "DataCite": lambda work: _at_top(datacite(work)),
    "schema.org": lambda work: _leaves(work_thing(work)),
    "COinS": lambda work: [(name.removeprefix("rft."), text) for name, text in parse_qsl(coins(work))],
    "CSV": lambda work: zip(csv_rows.HEADER, csv_rows.row(work), strict=True),
}


def _bases(field: str) -> Iterator[Publication]:
    """A work of each type that has the field: by itself, in a journal, in a book, and unsigned if a court has it."""
    for row in TYPES.values():
        if field in TYPED_FIELDS and field not in row.rows:
            continue
        series = "S" if field == "series_number" else ""  # without one there is no number in it
        bare = Publication("k", row.key, "T", authors=(Contributor(PersonName("A", "Au")),), series=series)
        yield bare
        if field == "institution" and row.authority:
            yield replace(bare, authors=())  # nobody signed it: the court is its creator
        for container in ("journal", "book"):
            if container in row.rows and field not in ("journal", "book"):
                named: dict[str, Any] = {container: "C"}
                yield replace(bare, **named)


def _work(record: Publication) -> Work:
    return describe(portal_of(record), SITE, "k", record.open_access or ("open" if record.files else ""))


def probed(field: str) -> tuple[str, ...]:
    """The names that hold the field in each format, in the order they are met."""
    found: list[dict[str, None]] = [{} for _ in FORMATS]
    for base in _bases(field):
        without, given = _work(base), _work(replace(base, **{field: VALUES[field]}))
        for names, form in zip(found, FORMATS.values(), strict=True):
            before = set(form(without))
            for name, text in form(given):
                if (name, text) not in before and _SAYS.search(text):
                    names[name] = None
    return tuple(", ".join(names) for names in found)


def _row(field: str, names: tuple[str, ...]) -> str:
    """A row of the table in kartotek/export/mapping.py, as Python."""
    cells = zip(COLUMNS, names, strict=True)
    arguments = [json.dumps(field), *(f"{column}={json.dumps(name)}" for column, name in cells if name)]
    row = f"    FieldMapping({', '.join(arguments)}),"
    if len(row) <= 120:
        return row
    lines = [""]
    for argument in arguments:
        if len(f"        {lines[-1]}{argument},") > 120:
            lines.append("")
        lines[-1] += f"{argument}, "
    return "\n".join(["    FieldMapping(", *(f"        {line}".rstrip() for line in lines), "    ),"])


if __name__ == "__main__":
    for field in VALUES:
        print(_row(field, probed(field)))
