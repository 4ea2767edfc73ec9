"""Records of DataCite in XML (kernels 2.1 to 4.7), as its REST API has them in JSON.

`datacite` makes entries of them.
"""

from typing import Any

from kartotek.importers import datacite
from kartotek.importers.records import Raw, SourceRecords
from kartotek.importers.xml_records import Element, attributes, local, text_in, xml_records

_NAMES = {"schemeURI": "schemeUri", "valueURI": "valueUri", "rightsURI": "rightsUri",
    "creatorName": "name", "contributorName": "name"}  # fmt: skip
"""Names of attributes and elements that are others in JSON."""
_SEVERAL = {"nameIdentifier": ("nameIdentifiers", "nameIdentifier"), "affiliation": ("affiliation", "name")}
"""Elements that may be repeated without one around them: the list in JSON, and what the text of one is called there."""
_WITH_ATTRIBUTES = frozenset({"creatorName", "contributorName", "number", "awardNumber", "funderIdentifier"})
"""Elements whose attributes stand beside their text in JSON."""
_LISTS = frozenset({"creators", "contributors", "titles", "subjects", "dates", "alternateIdentifiers",
    "relatedIdentifiers", "rightsList", "descriptions", "geoLocations", "fundingReferences",
    "relatedItems"})  # fmt: skip
"""Elements that only hold others, which are alike."""
_CORNERS = ("southBoundLatitude", "westBoundLongitude", "northBoundLatitude", "eastBoundLongitude")
_POINT = ("pointLatitude", "pointLongitude")
_COORDINATES = {"geoLocationPoint": _POINT, "geoLocationBox": _CORNERS}
"""What the numbers are that were written one after the other before kernel 4."""


def read(text: str, file: str) -> SourceRecords:
    """All records of a file."""

    def make(element: Element, line: int) -> Raw:
        record = _record(element)
        return datacite.raw_of(record, record, file, line)

    return xml_records(text, file, ("resource",), make)


def _record(resource: Element) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for each in resource:
        name = local(each.tag)
        if name == "identifier":
            given = _leaf(each, "identifier")
            if given.get("identifierType", "").upper() == "DOI":
                made["doi"] = given["identifier"]
            else:
                made["identifiers"] = [given]
        elif name == "resourceType":
            made["types"] = _leaf(each, name)
        elif name in _LISTS:
            made[name] = [_item(one) for one in each]
        elif name in ("sizes", "formats"):
            made[name] = [text_in(one) for one in each]
        elif name == "publisher":
            made[name] = _leaf(each, "name")
        else:
            made[name] = text_in(each)
    return made


def _item(element: Element) -> dict[str, Any]:
    """One thing in a list: with its attributes, and with its text under its own name or what is in it."""
    name = local(element.tag)
    if name == "description":
        return {**_attributes(element), name: _paragraphs(element)}
    if not len(element):
        return _leaf(element, name)
    made: dict[str, Any] = _attributes(element)
    for each in element:
        inner = local(each.tag)
        if inner in _SEVERAL:
            several, own = _SEVERAL[inner]
            made.setdefault(several, []).append(_leaf(each, own))
        elif inner in _WITH_ATTRIBUTES:
            made |= _leaf(each, _NAMES.get(inner, inner))
        else:
            made[inner] = _value(each, inner)
    return made


def _value(element: Element, name: str) -> Any:
    """The text of an element, or what is in it; points and boxes by their numbers."""
    if name in _COORDINATES and not len(element):
        return dict(zip(_COORDINATES[name], text_in(element).split(), strict=False))
    if name in _LISTS:
        return [_item(each) for each in element]
    if name == "relatedItemIdentifier":
        return _leaf(element, name)
    return {local(each.tag): text_in(each) for each in element} if len(element) else text_in(element)


def _leaf(element: Element, name: str) -> dict[str, str]:
    """The attributes of an element with its text, which gets this name."""
    return {**_attributes(element), name: text_in(element)}


def _attributes(element: Element) -> dict[str, str]:
    return {_NAMES.get(name, name): value for name, value in attributes(element).items()}


def _paragraphs(element: Element) -> str:
    """The text of a description, with its line breaks as tags, as the JSON has them."""
    parts = [element.text or ""]
    for each in element:
        parts += ["<br/>" if local(each.tag) == "br" else text_in(each), each.tail or ""]
    return "".join(parts).strip()
