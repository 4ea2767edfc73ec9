"""RIS files, as reference managers and databases really write them.

The specification (Research Information Systems, 2001 and 2011) wants two spaces before the hyphen, a line TY first and
a line ER last; files without ER, with one space, and with other lines between records are read as well.
"""

import re
from collections.abc import Iterator, Sequence

from kartotek.importers.records import Failed, Found, Raw, SourceRecords
from kartotek.importers.tagged_lines import TaggedField, fields_of

_GLUED = r"(?:ER[ \t]*-[ \t]*(?=TY[ \t]*-))?"
"""The end of a record in the line of the next one: files without a last line break that were put together."""
_STRICT = re.compile(rf"[ \t]*{_GLUED}(TY|ER(?=[ \t]*-\s*$)|[A-Z][A-Z0-9](?=[ \t]{{2}}))[ \t]*-[ \t]?")
_LOOSE = re.compile(rf"[ \t]*{_GLUED}([A-Z][A-Z0-9])[ \t]*-(?:[ \t]|$)")
_TWO_SPACES = re.compile(r"^[ \t]*(?!TY|ER)[A-Z][A-Z0-9][ \t]{2,}-", re.MULTILINE)
_BEGINS = re.compile(rf"^[ \t]*{_GLUED}TY[ \t]*-", re.MULTILINE)
_STRICT_END = re.compile(r"^[ \t]*ER(?:[ \t]*-[ \t]*$|[ \t]{2,}-)", re.MULTILINE)
_LOOSE_END = re.compile(r"^[ \t]*ER[ \t]*-(?=\s|$)", re.MULTILINE)
_ANY = re.compile(r"^[ \t]*[A-Z][A-Z0-9][ \t]{2}-", re.MULTILINE)
_NUMBER = re.compile(r"\n+[0-9]+\.?\s*$")
_BESIDE = re.compile(
    r"(?:[0-9]+\.?|record #?[0-9]+ of [0-9]+|(?:provider|content|database|export date):.*)?", re.IGNORECASE
)
"""Lines between records that number them or say where they come from."""


def read(text: str, file: str) -> SourceRecords:
    """All records of a file, in its order. A record without TY is Failed, for it may be the rest of another one."""
    beside: list[int] = []
    found = tuple(_records(text, file, beside))
    notes: tuple[str, ...] = ()
    if beside:
        lines = "1 line" if len(beside) == 1 else f"{len(beside)} lines"
        notes = (f"{file}: {lines} outside of records were left out, the first is line {beside[0]}",)
    return SourceRecords(found, _count(text), notes)


def _count(text: str) -> int:
    """How many records begin with TY, and how many end without having begun."""
    orphans = 0
    for part in (_STRICT_END if _TWO_SPACES.search(text) else _LOOSE_END).split(text):
        first = _BEGINS.search(part)
        orphans += _ANY.search(part[: first.start()] if first else part) is not None
    return len(_BEGINS.findall(text)) + orphans


def _records(text: str, file: str, beside: list[int]) -> Iterator[Found]:
    """The records; `beside` gets the lines that belong to none."""
    open_one: list[TaggedField] = []
    for field in fields_of(text, _STRICT if _TWO_SPACES.search(text) else _LOOSE):
        if field.tag in ("TY", "ER", ""):
            yield from _closed(open_one, file)
            open_one = [field] if field.tag == "TY" else []
            if field.tag != "TY":
                lines = enumerate(field.value.split("\n"), field.line)
                beside += [number for number, line in lines if not _BESIDE.fullmatch(line)]
        else:
            open_one.append(field)
    yield from _closed(open_one, file)


def _closed(fields: Sequence[TaggedField], file: str) -> Iterator[Found]:
    """The record of these fields, if there are any. The number of the next record may stand below the last one."""
    if not fields:
        return
    first = fields[0]
    values = [field.value.strip() for field in fields]
    values[-1] = _NUMBER.sub("", values[-1])
    pairs = tuple((field.tag, value) for field, value in zip(fields, values, strict=True))
    key = " ".join(next((value for tag, value in pairs if tag == "ID"), "").split())
    if re.fullmatch(r"[0-9]{1,5}|nokey", key):  # a number in this export, not in the next
        key = ""
    if first.tag != "TY":
        yield Failed(file, first.line, "no line TY says where it begins and what it is", key)
    else:
        yield Raw(file, first.line, key, " ".join(pairs[0][1].split()), pairs[1:])
