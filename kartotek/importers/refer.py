"""EndNote's tagged format (.enw), also called Refer: what journals, Zotero and EPrints give as "EndNote".

A line is a percent sign, one character, a space and the value; `%0` says the type and begins a record.
Tags are those of EndNote's manual ("EndNote export"), types those of its XML. Fields are read by way of RIS.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kartotek.importers import ris_fields
from kartotek.importers.endnote_fields import KINDS
from kartotek.importers.records import Draft, Failed, Found, Raw, SourceRecords
from kartotek.importers.tagged_lines import TaggedField, fields_of

_TAG = re.compile(r"(%[0-9A-Z@!#$&()*+<>?\[\]^~])(?:[ \t]|$)")
_ANY = re.compile(_TAG.pattern.replace("(%", "^(%", 1), re.MULTILINE)
_TYPED = re.compile(r"^%0(?:[ \t]|$)", re.MULTILINE)
BEGINS = re.compile(r"\s*%[0A-Z][ \t]\S[^\n]*\n%[0-9A-Z@][ \t]")
"""How a file begins."""
_BY_EPRINTS = re.compile(r"[a-z]+:?[0-9]+")
"""A label that is the number of the record where it comes from ("eprints:123")."""
TAGS = {
    "%A": "AU", "%B": "T2", "%C": "CY", "%D": "PY", "%E": "A2", "%G": "LA", "%I": "PB", "%J": "JF", "%K": "KW",
    "%M": "AN", "%N": "IS", "%P": "SP", "%Q": "TT", "%R": "DO", "%S": "T3", "%T": "TI", "%U": "UR", "%V": "VL",
    "%X": "AB", "%Y": "A3", "%Z": "N1", "%7": "ET", "%8": "DA", "%9": "M3", "%?": "A4", "%H": "A4", "%@": "SN",
    "%!": "ST", "%&": "SE", "%1": "C1", "%2": "C2", "%3": "C3", "%4": "C4", "%#": "C5", "%$": "C6", "%]": "C7",
    "%>": "L1", "%O": "N1",
}  # fmt: skip
"""Tags, and those of RIS; those that have no row are `unmapped`."""
_IGNORED = frozenset({"%F", "%L", "%W", "%~", "%[", "%<", "%+"})
"""Labels, call numbers, and where and when somebody found it."""


def read(text: str, file: str) -> SourceRecords:
    """All records of a file, in its order."""
    return SourceRecords(tuple(_records(text, file)), _count(text))


def _count(text: str) -> int:
    """Lines with a type, and what stands before the first of them; without any, paragraphs that begin with a tag."""
    typed = [found.start() for found in _TYPED.finditer(text)]
    if typed:
        return len(typed) + (_ANY.search(text[: typed[0]]) is not None)
    paragraphs = [each for each in re.split(r"\n[^\S\n]*(?=\n)", text) if each.strip()]
    begun = next((i for i, each in enumerate(paragraphs) if _ANY.search(each)), len(paragraphs))
    return sum(
        i == begun or _TAG.match(each.lstrip("\n")) is not None for i, each in enumerate(paragraphs) if i >= begun
    )


def _records(text: str, file: str) -> Iterator[Found]:
    """The records; an empty line ends one only where no types say where they begin, for abstracts have some."""
    is_typed = _TYPED.search(text) is not None
    open_one: list[TaggedField] = []
    for field in fields_of(text, _TAG):
        if open_one and (field.tag == "%0" if is_typed else open_one[-1].value.endswith("\n")):
            yield _record(open_one, file)
            open_one = []
        if field.tag:
            open_one.append(field)
    if open_one:
        yield _record(open_one, file)


def _record(fields: list[TaggedField], file: str) -> Found:
    pairs = [(field.tag, field.value.strip()) for field in fields]
    kind = next((value for tag, value in pairs if tag == "%0"), "")
    if not any(value for tag, value in pairs if tag != "%0"):
        return Failed(file, fields[0].line, "it has a type and nothing else")
    label = next((value for tag, value in pairs if tag == "%F" and _BY_EPRINTS.fullmatch(value)), "")
    return Raw(file, fields[0].line, label, kind, tuple(pair for pair in pairs if pair[0] != "%0"))


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    kind = KINDS.get(raw.kind, raw.kind)
    if not kind:
        kind = "JOUR" if any(tag == "%J" for tag, _ in raw.pairs) else "GEN"
    pairs = [(TAGS.get(tag, tag), value) for tag, value in raw.pairs if tag not in _IGNORED]
    if [tag for tag, _ in pairs].count("KW") == 1:  # EPrints has all keywords in one line
        pairs = [(tag, value.replace(",", "\n") if tag == "KW" and ";" not in value else value) for tag, value in pairs]
    made = ris_fields.draft(replace(raw, kind=kind, pairs=tuple(pairs)))
    back = {to: tag for tag, to in reversed(TAGS.items())}
    unmapped = tuple((back.get(name, name), value) for name, value in made.unmapped)
    return Draft(raw, made.data, unmapped)
