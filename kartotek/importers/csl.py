"""CSL-JSON files: a list of items, one item, or items in an envelope as some programs have them."""

from typing import Any

from kartotek.importers.csl_fields import key_of
from kartotek.importers.draft_from_map import text_of
from kartotek.importers.json_scan import json_records
from kartotek.importers.records import Raw, SourceRecords

_PATHS = (("items",), ("references",))


def read(text: str, file: str) -> SourceRecords:
    """All items of a file."""

    def make(record: dict[str, Any], said: str, line: int) -> Raw:
        return Raw(file, line, key_of(record), text_of(record.get("type")), (("record", said),))

    return json_records(text, file, _PATHS, make)
