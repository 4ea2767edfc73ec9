"""Records of EPrints 3 in XML ("EP3 XML"), as they are in its JSON; `eprints` makes entries of them."""

from typing import Any

from kartotek.importers import eprints
from kartotek.importers.records import Found, SourceRecords
from kartotek.importers.xml_records import Element, children, local, text_in, xml_records


def read(text: str, file: str) -> SourceRecords:
    """All records of a file."""

    def make(element: Element, line: int) -> Found:
        record = {local(each.tag): _value(each) for each in element}
        return eprints.found_in(record, record, file, line)

    return xml_records(text, file, ("eprint",), make)


def _value(element: Element) -> Any:
    """A text, a list of what its items say, or a map."""
    if items := children(element, "item") or children(element, "document"):
        return [_value(each) for each in items]
    return {local(each.tag): _value(each) for each in element} if len(element) else text_in(element)
