"""Works of ORCID records in XML (API 2.0 to 3.0), as they are in JSON; `orcid` makes entries of them.

Whole records, lists of works, works in bulk and single ones are read.
"""

import re

from kartotek.importers import orcid
from kartotek.importers.records import Found, SourceRecords
from kartotek.importers.xml_records import Element, as_map, local, xml_records
from kartotek.importers.xml_text import tags_alone

_WORKS = re.compile(r"<(?:[\w.-]+:)?works(?=[\s>]).*?(?:</(?:[\w.-]+:)?works\s*>|\Z)", re.DOTALL)
_GROUP = re.compile(r"<(?:[\w.-]+:)?group(?=[\s>])")


def read(text: str, file: str) -> SourceRecords:
    """All works of a file. A whole record has groups of other things, too: of it the part with the works is read."""
    tags = tags_alone(text)
    works = _WORKS.search(tags)
    part = works.span() if works else (0, len(text))
    names = ("group",) if _GROUP.search(tags, *part) else ("work", "work-summary", "error")

    def make(element: Element, line: int) -> Found:
        found = as_map(element)
        said = found if isinstance(found, dict) else {}
        record = {"error": said} if local(element.tag) == "error" else said
        return orcid.found_in(record, record, file, line)

    return xml_records(text, file, names, make, part)
