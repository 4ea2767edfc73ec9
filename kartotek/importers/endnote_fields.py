"""EndNote XML in the fields of entries, by way of RIS: EndNote writes both from the same fields.

The tables say which type and which tag of RIS EndNote itself writes for each of its types and elements.
"""

from dataclasses import replace

from kartotek.importers import ris_fields
from kartotek.importers.records import Draft, Raw

KINDS = {
    "Journal Article": "JOUR", "Electronic Article": "EJOUR", "Magazine Article": "MGZN", "Newspaper Article": "NEWS",
    "Book": "BOOK", "Electronic Book": "EBOOK", "Classical Work": "CLSWK", "Serial": "SER", "Edited Book": "EDBOOK",
    "Book Section": "CHAP", "Electronic Book Section": "ECHAP", "Encyclopedia": "ENCYC", "Dictionary": "DICT",
    "Conference Paper": "CPAPER", "Conference Proceedings": "CONF", "Conference Proceeding": "CONF", "Thesis": "THES",
    "Report": "RPRT", "Government Document": "GOVDOC", "Standard": "STAND", "Unpublished Work": "UNPB",
    "Manuscript": "MANSCPT", "Patent": "PAT", "Dataset": "DATA", "Online Database": "DBASE",
    "Aggregated Database": "AGGR", "Computer Program": "COMP", "Artwork": "ART", "Audiovisual Material": "ADVS",
    "Film or Broadcast": "MPCT", "Music": "MUSIC", "Online Multimedia": "MULTI", "Figure": "FIGURE",
    "Chart or Table": "CHART", "Map": "MAP", "Web Page": "ELEC", "Blog": "BLOG", "Generic": "GEN", "Pamphlet": "PAMP",
    "Catalog": "CTLG", "Case": "CASE", "Bill": "BILL", "Legal Rule or Regulation": "LEGAL", "Hearing": "HEAR",
    "Statute": "STAT", "Personal Communication": "ICOMM", "Grant": "GRNT", "Ancient Text": "ANCIENT",
    "Equation": "EQUA", "Preprint": "Preprint", "Podcast": "SOUND", "Interview": "PCOMM",
}  # fmt: skip
"""Types of EndNote, and the value of TY; those that have no row become `other`."""

ELEMENTS = {
    "authors": "AU", "secondary-authors": "A2", "tertiary-authors": "A3", "subsidiary-authors": "A4", "title": "TI",
    "secondary-title": "T2", "tertiary-title": "T3", "short-title": "ST", "translated-title": "TT", "full-title": "JF",
    "abbr-1": "JA", "abbr-2": "J2", "abbr-3": "J1", "alt-title": "J2", "pages": "SP", "volume": "VL", "number": "IS",
    "issue": "IS", "edition": "ET", "section": "SE", "keyword": "KW", "year": "PY", "pub-dates": "DA",
    "pub-location": "CY", "publisher": "PB", "isbn": "SN", "report-id": "SN", "accession-num": "AN", "call-num": "CN",
    "abstract": "AB", "notes": "N1", "research-notes": "RN", "label": "LB", "work-type": "M3", "language": "LA",
    "electronic-resource-num": "DO", "web-urls": "UR", "related-urls": "UR", "text-urls": "L2", "pdf-urls": "L1",
    "image-urls": "L4", "custom1": "C1", "custom2": "C2", "custom3": "C3", "custom4": "C4", "custom5": "C5",
    "custom6": "C6", "custom7": "C7", "misc1": "M1", "access-date": "Y2", "auth-address": "AD",
    "remote-database-name": "DB", "remote-database-provider": "DP", "reprint-status": "RP",
}  # fmt: skip
"""Elements, and the tags of RIS; those that have no row are `unmapped`."""

_IGNORED = frozenset({"modified-date", "added-date", "size", "image"})
_NAMES = {tag: name for name, tag in reversed(ELEMENTS.items())} | {"TY": "ref-type"}
"""An element for each tag, the first that has it."""


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    pairs = [(ELEMENTS.get(name, name), value) for name, value in raw.pairs if name not in _IGNORED]
    if any(tag == "T2" for tag, _ in pairs):  # Zotero and Mendeley write the journal of a book section, too
        home = next(value for tag, value in pairs if tag == "T2")
        pairs = [(tag, value) for tag, value in pairs if tag != "JF" or value != home]
    made = ris_fields.draft(replace(raw, kind=KINDS.get(raw.kind, raw.kind), key="", pairs=tuple(pairs)))
    said = {(ELEMENTS.get(name, name), " ".join(value.split())): name for name, value in reversed(raw.pairs)}
    unmapped = ((said.get((tag, value), _NAMES.get(tag, tag)), value) for tag, value in made.unmapped)
    return Draft(raw, made.data, tuple(unmapped))
