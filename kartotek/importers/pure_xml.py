"""Research outputs of Elsevier Pure's numbered web services in XML (`/ws/api/511` to `/524`), as they are in JSON.

`pure` makes entries of them.
"""

import re
from itertools import groupby
from typing import Any

from kartotek.importers.pure import not_for_all
from kartotek.importers.records import Found, Raw, Skipped, SourceRecords
from kartotek.importers.xml_records import Element, local, xml_records

_KINDS = ("contributionToJournal", "contributionToPeriodical", "contributionToSpecialist",
    "contributionToBookAnthology", "contributionToMemorandum", "contributionToConference", "bookAnthology",
    "memorandum", "workingPaper", "patent", "thesis", "nonTextual", "otherContribution")  # fmt: skip
"""The elements of research outputs."""
BEGINS = re.compile(rf"<(?:{'|'.join(_KINDS)})\s[^<>]*\buuid\s*=")
"""How the first record begins."""
_TELLING = frozenset({"uri", "locale", "idSource", "key", "workflowStep"})
"""Attributes that say something about the text of their element."""
_FLAGS = frozenset({"current", "peerReview", "internationalPeerReview", "correspondingAuthor", "confidential"})


def read(text: str, file: str) -> SourceRecords:
    """All research outputs of a file, in its order."""

    def make(element: Element, line: int) -> Found:
        record = value_of(element)
        said = record.get("type") if isinstance(record, dict) else None
        uri = str(said.get("uri", "")) if isinstance(said, dict) else ""
        key = element.get("uuid", "")
        if reason := not_for_all(record if isinstance(record, dict) else {}):
            return Skipped(file, line, reason, key)
        return Raw(file, line, key, uri or element.tag.lower(), (("record", record),))

    return xml_records(text, file, _KINDS, make)


def value_of(element: Element) -> Any:
    """An element as the same API has it in JSON: a text, a list of what its children say, or a map."""
    name = local(element.tag)
    text = "".join(element.itertext()).strip()
    if not len(element):
        telling = {local(key): value for key, value in element.attrib.items() if local(key) in _TELLING}
        return {**telling, "value": text} if telling else _flag(name, text)
    made: dict[str, Any] = {local(key): _flag(local(key), value) for key, value in element.attrib.items()}
    children = sorted(element, key=lambda child: local(child.tag))
    groups = {tag: list(those) for tag, those in groupby(children, lambda child: local(child.tag))}
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
