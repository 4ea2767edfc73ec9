"""Research outputs of Elsevier Pure's numbered web services in XML (`/ws/api/511` to `/524`), as they are in JSON.

Each record is parsed alone: what is broken in one costs no other, and no record can have a document type, so there are
no entities but those of XML itself. `pure` makes entries of them.
"""

import re
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

from kartotek.importers.pure import not_for_all
from kartotek.importers.records import Failed, Found, Raw, Skipped, SourceRecords
from kartotek.importers.xml_text import in_xml

_KINDS = ("contributionToJournal", "contributionToPeriodical", "contributionToSpecialist",
    "contributionToBookAnthology", "contributionToMemorandum", "contributionToConference", "bookAnthology",
    "memorandum", "workingPaper", "patent", "thesis", "nonTextual", "otherContribution")  # fmt: skip
"""The elements of research outputs."""
BEGINS = re.compile(rf"<(?:{'|'.join(_KINDS)})\s[^<>]*\buuid\s*=")
"""How the first record begins."""
_EDGE = re.compile(rf"<(/?)({'|'.join(_KINDS)})(?=[\s>])")
"""Where a record begins or ends."""
_STARTS = re.compile(rf"<(?:{'|'.join(_KINDS)})(?=[\s>])")
_ENDS = re.compile(rf"</(?:{'|'.join(_KINDS)})(?=[\s>])")
_PREFIX = re.compile(r"\bxmlns:([\w.-]+)\s*=")
_TELLING = frozenset({"uri", "locale", "idSource", "key", "workflowStep"})
"""Attributes that say something about the text of their element."""
_FLAGS = frozenset({"current", "peerReview", "internationalPeerReview", "correspondingAuthor", "confidential"})


def read(text: str, file: str) -> SourceRecords:
    """All research outputs of a file, in its order."""
    prefixes = sorted({"xsi", *_PREFIX.findall(text)} - {"xml"})
    around = "<record " + " ".join(f'xmlns:{prefix}="{prefix}"' for prefix in prefixes) + ">"
    found: list[Found] = []
    edges = [None, *_EDGE.finditer(text), None]
    line, at = 1, 0
    for before, edge, after in zip(edges, edges[1:], edges[2:], strict=False):
        assert edge is not None
        line += text.count("\n", at, edge.start())
        at = edge.start()
        if not edge[1] and after is not None and after[1] and after[2] == edge[2]:
            end = text.find(">", after.start()) + 1 or len(text)
            found.append(_record(text[at:end], around, file, line))
        elif not edge[1]:
            found.append(Failed(file, line, "it is not closed, so a part of it may be missing"))
        elif before is None or before[1]:
            found.append(Failed(file, line, "its beginning is missing"))
    return SourceRecords(tuple(found), _count(text))


def _count(text: str) -> int:
    """What begins before each end, or else was to begin there, and what begins after the last."""
    *closed, rest = _ENDS.split(text)
    return sum(max(1, len(_STARTS.findall(part))) for part in closed) + len(_STARTS.findall(rest))


def _record(text: str, around: str, file: str, line: int) -> Found:
    try:
        element = ElementTree.fromstring(f"{around}{in_xml(text)}</record>")[0]
    except ElementTree.ParseError as error:
        below, column = error.position
        reason = f"it is not XML: {str(error).partition(':')[0]} at column {column + 1}"
        return Failed(file, line + below - 1, reason)
    record = value_of(element)
    said = record.get("type") if isinstance(record, dict) else None
    uri = str(said.get("uri", "")) if isinstance(said, dict) else ""
    key = element.get("uuid", "")
    if reason := not_for_all(record if isinstance(record, dict) else {}):
        return Skipped(file, line, reason, key)
    return Raw(file, line, key, uri or element.tag.lower(), (("record", record),))


def value_of(element: ElementTree.Element) -> Any:
    """An element as the same API has it in JSON: a text, a list of what its children say, or a map."""
    name = _local(element.tag)
    text = "".join(element.itertext()).strip()
    if not len(element):
        telling = {_local(key): value for key, value in element.attrib.items() if _local(key) in _TELLING}
        return {**telling, "value": text} if telling else _flag(name, text)
    made: dict[str, Any] = {_local(key): _flag(_local(key), value) for key, value in element.attrib.items()}
    children = sorted(element, key=lambda child: _local(child.tag))
    groups = {tag: list(those) for tag, those in groupby(children, lambda child: _local(child.tag))}
    if len(groups) == 1 and (one := next(iter(groups))) and _is_list_of(name, one):
        return [value_of(child) for child in groups[one]]
    for tag, those in groups.items():
        values = [value_of(child) for child in those]
        made[tag] = values if len(values) > 1 or tag == "text" else values[0]
        if len(values) > 1 and all(isinstance(each, dict) and "uri" in each for each in values):
            made[tag] = values[0]  # one classification in several languages
    return made


def _is_list_of(name: str, child: str) -> bool:
    """Whether an element holds a list: `isbns` of `isbn`, `additionalExternalIds` of `id`."""
    return name.lower().endswith((f"{child}s".lower(), f"{child}es".lower()))


def _flag(name: str, text: str) -> Any:
    return text == "true" if name in _FLAGS and text in ("true", "false") else text


def _local(name: str) -> str:
    return name.rpartition("}")[2]
