"""MEDLINE files (.nbib), as PubMed and PubMed Central write them.

A tag has up to four capitals and is padded to four places before its hyphen; an empty line stands between records. Tags
are those of "MEDLINE/PubMed Data Element (Field) Descriptions" of the National Library of Medicine.
"""

import re
from collections.abc import Iterator, Sequence

from kartotek.importers.records import Raw, SourceRecords
from kartotek.importers.tagged_lines import TaggedField, fields_of

_TAG = re.compile(r"(?=.{4}-(?:[ \t]|$))([A-Z]{2,4}) *-")
_TAGS = re.compile(r"^(?=.{4}-(?:[ \t]|$))([A-Z]{2,4}) *-", re.MULTILINE)
_FIRST_TAGS = frozenset({"PMID", "PMC"})


def read(text: str, file: str) -> SourceRecords:
    """All records of a file, in its order. One begins below an empty line, or with a PMID below other fields."""
    return SourceRecords(tuple(_records(text, file)), _count(text))


def _count(text: str) -> int:
    """Paragraphs that begin with a tag, and numbers in the midst of them."""
    count = 0
    for block in re.split(r"\n[^\S\n]*\n", text.strip("\n")):
        tags = _TAGS.findall(block)
        begins = bool(tags) and (not count or _TAGS.match(block) is not None)
        first = next((i for i, tag in enumerate(tags) if tag not in _FIRST_TAGS), len(tags)) if begins else -1
        numbers = (i for i, tag in enumerate(tags) if tag == "PMID" and i > first)
        count += begins + sum(1 for i in numbers if not i or tags[i - 1] != "PMID")
    return count


def _records(text: str, file: str) -> Iterator[Raw]:
    open_one: list[TaggedField] = []
    for field in fields_of(text, _TAG):
        has_begun = any(one.tag not in _FIRST_TAGS for one in open_one)
        if open_one and (open_one[-1].value.endswith("\n") or (field.tag == "PMID" and has_begun)):
            yield _record(open_one, file)
            open_one = []
        if field.tag:
            open_one.append(field)
    if open_one:
        yield _record(open_one, file)


def _record(fields: Sequence[TaggedField], file: str) -> Raw:
    pairs = tuple((field.tag, " ".join(field.value.split())) for field in fields)
    first = dict(reversed(pairs))
    key = first.get("PMID", "") or first.get("PMC", "")
    return Raw(file, fields[0].line, key, first.get("PT", ""), pairs)
