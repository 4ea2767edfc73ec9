"""Records in XML, one element each, wherever they are in a file.

Each record is parsed alone: what is broken in one costs no other, and no record can have a document type, so there are
no entities but those of XML itself.
"""

import re
from collections.abc import Callable, Collection
from html import escape
from typing import Any
from xml.etree import ElementTree

from kartotek.importers.records import Failed, Found, SourceRecords
from kartotek.importers.xml_text import in_xml, tags_alone

Element = ElementTree.Element
_ABOUT_SCHEMAS = ("{xsi}", "{http://www.w3.org/2001/XMLSchema-instance}")
_PREFIX = re.compile(r"\bxmlns:([\w.-]+)\s*=")


def xml_records(
    text: str,
    file: str,
    names: Collection[str],
    make: Callable[[Element, int], Found],
    part: tuple[int, int] | None = None,
) -> SourceRecords:
    """All elements of these names, with or without a prefix; none of them may hold another.

    `make` is called with an element and its line. `part` is where in the text they are, from one place to another.
    """
    begin, stop = part or (0, len(text))
    found: list[Found] = []
    around = _around(text)
    edge = re.compile(rf"<(/?)((?:[\w.-]+:)?(?:{'|'.join(names)}))(?=[\s>])")
    visible = tags_alone(text)
    edges = [None, *edge.finditer(visible, begin, stop), None]
    line, at = 1, 0
    for before, one, after in zip(edges, edges[1:], edges[2:], strict=False):
        assert one is not None
        line += text.count("\n", at, one.start())
        at = one.start()
        if not one[1] and after is not None and after[1] and after[2] == one[2]:
            end = visible.find(">", after.start()) + 1 or len(text)
            found.append(_record(text[at:end], around, file, line, make))
        elif not one[1]:
            found.append(Failed(file, line, "it is not closed, so a part of it may be missing"))
        elif before is None or before[1]:
            found.append(Failed(file, line, "its beginning is missing"))
    return SourceRecords(tuple(found), _count(visible[begin:stop], names))


def _around(text: str) -> str:
    """The beginning of an element in which all prefixes of the file are known."""
    prefixes = sorted({"xsi", *_PREFIX.findall(text)} - {"xml"})
    return "<record " + " ".join(f'xmlns:{prefix}="{prefix}"' for prefix in prefixes) + ">"


def _count(text: str, names: Collection[str]) -> int:
    """What begins before each end, or else was to begin there, and what begins after the last."""
    any_of = rf"(?:[\w.-]+:)?(?:{'|'.join(names)})(?=[\s>])"
    starts = re.compile(f"<{any_of}")
    *closed, rest = re.split(f"</{any_of}", text)
    return sum(max(1, len(starts.findall(part))) for part in closed) + len(starts.findall(rest))


def _record(text: str, around: str, file: str, line: int, make: Callable[[Element, int], Found]) -> Found:
    try:
        element = ElementTree.fromstring(f"{around}{in_xml(text)}</record>")[0]
    except ElementTree.ParseError as error:
        below, column = error.position
        reason = f"it is not XML: {str(error).partition(':')[0]} at column {column + 1}"
        return Failed(file, line + below - 1, reason)
    return make(element, line)


def local(name: str) -> str:
    """The name of an element or an attribute without its namespace."""
    return name.rpartition("}")[2]


def text_in(element: Element | None) -> str:
    """All text in an element, "" if there is none."""
    return "" if element is None else "".join(element.itertext()).strip()


def child(element: Element | None, *path: str) -> Element | None:
    """What is found by going from child to child by local names, each time to the first; None if there is nothing."""
    for name in path:
        element = next((each for each in element if local(each.tag) == name), None) if element is not None else None
    return element


def children(element: Element | None, *path: str) -> list[Element]:
    """All children with the last of these names, of the one that the others lead to."""
    holder = child(element, *path[:-1])
    return [each for each in holder if local(each.tag) == path[-1]] if holder is not None else []


def markup_in(element: Element) -> str:
    """What is in an element with the tags in it, by their local names and without attributes."""
    parts = [escape(element.text or "", quote=False)]
    for each in element:
        name = local(each.tag)
        parts += [f"<{name}>{markup_in(each)}</{name}>", escape(each.tail or "", quote=False)]
    return "".join(parts).strip()


def attributes(element: Element) -> dict[str, str]:
    """The attributes by their local names, without those that say where a schema is."""
    return {local(name): value for name, value in element.attrib.items() if not name.startswith(_ABOUT_SCHEMAS)}


def as_map(element: Element) -> Any:
    """An element as JSON would have it: a text, a map with the text as `value` beside attributes, or a map of its
    children, in which what is repeated is a list."""
    given: dict[str, Any] = attributes(element)
    if not len(element):
        return {**given, "value": text_in(element)} if given else text_in(element)
    for each in element:
        name, value = local(each.tag), as_map(each)
        if name not in given:
            given[name] = value
        elif isinstance(given[name], list):
            given[name].append(value)
        else:
            given[name] = [given[name], value]
    return given
