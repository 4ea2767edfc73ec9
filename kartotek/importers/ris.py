"""RIS files, as reference managers and databases really write them.

The specification (Research Information Systems, 2001 and 2011) wants two spaces before the hyphen, a line TY first and
a line ER last; files without ER, with one space, and with other lines between records are read as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    found, notes = _with_keywords(list(_records(text, file, beside)), file)
    if beside:
        lines = "1 line" if len(beside) == 1 else f"{len(beside)} lines"
        notes = (f"{file}: {lines} outside of records were left out, the first is line {beside[0]}", *notes)
    return SourceRecords(tuple(found), _count(text), notes)


def _with_keywords(found: list[Found], file: str) -> tuple[list[Found], tuple[str, ...]]:
    """The records with each keyword in a line KW of its own, as the specification wants it, and a sentence where a
    comma in one may be meant otherwise.

    In a file in which no record has two of these lines, and several have commas in theirs, one line has them all.
    """
    records = [each for each in found if isinstance(each, Raw)]
    several = any(sum(tag == "KW" for tag, _ in each.pairs) > 1 for each in records)
    lined = [] if several else [(each, value) for each in records for tag, value in each.pairs if tag == "KW"]
    doubtful = [(each, value) for each, value in lined if value.count(",") > 1 and not re.search(r"[;\n]", value)]
    if not doubtful:
        return found, ()
    where = f"{file}:{doubtful[0][0].line}: {doubtful[0][1][:60]!r}"
    if len(doubtful) == 1:
        return found, (
            f"{where} is one keyword, as RIS has a line KW for each; if it is several, part them in the entry",
        )
    note = f"{where} was read as several keywords: no record of the file has two lines KW"
    return [_parted(each) if isinstance(each, Raw) else each for each in found], (note,)


def _parted(raw: Raw) -> Raw:
    pairs = [(tag, part.strip()) for tag, value in raw.pairs for part in (value.split(",") if tag == "KW" else [value])]
    return replace(raw, pairs=tuple((tag, value) for tag, value in pairs if value or tag != "KW"))


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
