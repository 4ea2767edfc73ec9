"""Web of Science's own tagged format (.ciw, savedrecs.txt), which is also found in files called .ris.

Two letters, a space and the value; lines that go on begin with three spaces, and are further items where a field is a
list. A record is all between PT and ER.
"""

import re
from collections.abc import Iterator, Sequence

from kartotek.importers.records import Failed, Found, Raw, SourceRecords
from kartotek.importers.tagged_lines import TaggedField, fields_of

_TAG = re.compile(r"([A-Z][A-Z0-9])(?: |$)")
_LISTS = frozenset({"AU", "AF", "BA", "BF", "BE", "GP", "CA", "C1", "CR"})
"""Fields with an item in each line."""


def read(text: str, file: str) -> SourceRecords:
    """All records of a file, in its order."""
    count = len(re.findall(r"^PT(?: |$)", text, re.MULTILINE))
    return SourceRecords(tuple(_records(text, file)), count)


def _records(text: str, file: str) -> Iterator[Found]:
    open_one: list[TaggedField] = []
    for field in fields_of(text, _TAG):
        if field.tag in ("PT", "ER", "EF"):
            yield from _closed(open_one, file, is_whole=field.tag != "EF")
            open_one = [field] if field.tag == "PT" else []
        elif open_one:
            open_one.append(field)
    yield from _closed(open_one, file, is_whole=False)


def _closed(fields: Sequence[TaggedField], file: str, *, is_whole: bool) -> Iterator[Found]:
    """The record of these fields, if there are any; the last one may be cut off."""
    if not fields:
        return
    pairs = tuple(
        (field.tag, " ".join(item.split()))
        for field in fields
        for item in (field.value.split("\n") if field.tag in _LISTS else [field.value])
    )
    key = next((value for tag, value in pairs if tag == "UT"), "")
    if is_whole:
        yield Raw(file, fields[0].line, key, pairs[0][1], pairs[1:])
    else:
        yield Failed(file, fields[0].line, "no line ER ends it, so a part of it may be missing", key)
