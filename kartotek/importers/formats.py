"""The formats that can be imported, one row for each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, cast

from kartotek.diagnostics import SetupError
from kartotek.importers.other_formats import not_read
from kartotek.importers.records import Draft, Raw, SourceRecords
from kartotek.importers.source_text import decode


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format: what people call it, the endings of its files, and how a file of it looks at its beginning.

    `reader` and `mapping` are modules of this room, imported when the format is used: they have `read(text, file)`,
    which gives SourceRecords, and `draft(raw)`. With `takes_bytes` the reader is given the bytes of the file.
    """

    label: str
    suffixes: tuple[str, ...]
    begins: Callable[[str], bool]
    reader: str
    mapping: str
    takes_bytes: bool = False


def _first(text: str) -> str:
    return text.lstrip("\ufeff \n\t\r")[:4000]


def _json(signs: str) -> Callable[[str], bool]:
    """Whether a text begins as JSON and soon has one of these signs, a regular expression. JSON-LD is none of them."""
    pattern = re.compile(signs)

    def begins(text: str) -> bool:
        is_json = _first(text)[:1] in ("{", "[") and '"@context"' not in text
        return is_json and pattern.search(text) is not None

    return begins


FORMATS = {
    "refer": ImportFormat(
        "EndNote's tagged format (Refer)",
        (".enw", ".refer"),
        lambda text: _part("refer", "BEGINS").match(text.lstrip("\ufeff")) is not None,
        "refer",
        "refer",
    ),
    "bibtex": ImportFormat(
        "BibTeX or biblatex",
        (".bib", ".bibtex"),
        lambda text: _first(text).startswith(("@", "%")),
        "bibtex",
        "bibtex_fields",
    ),
    "wos": ImportFormat(
        "Web of Science",
        (".ciw", ".ris"),
        lambda text: re.search(r"^(?:FN |VR |PT [A-Z]$)", text, re.MULTILINE) is not None,
        "wos",
        "wos_fields",
    ),
    "medline": ImportFormat(
        "MEDLINE (PubMed)",
        (".nbib", ".medline"),
        lambda text: re.search(r"^(?:PMID|PMC |STAT)- ", text, re.MULTILINE) is not None,
        "medline",
        "medline_fields",
    ),
    "ris": ImportFormat(
        "RIS",
        (".ris",),
        lambda text: re.search(r"^\s*(?:TY[ \t]*-|[A-Z][A-Z0-9]  -)", text, re.MULTILINE) is not None,
        "ris",
        "ris_fields",
    ),
    "endnote": ImportFormat(
        "EndNote XML",
        (".xml",),
        lambda text: re.search(r"<xml>\s*<records>|<records>\s*<record>|<ref-type", text) is not None,
        "endnote",
        "endnote_fields",
    ),
    "arxiv": ImportFormat(
        "arXiv, Atom feed of its API",
        (".atom",),
        lambda text: "<feed" in text and "arxiv.org/" in text,
        "arxiv",
        "arxiv",
    ),
    "zotero": ImportFormat(
        "Zotero, JSON of its API and of Better BibTeX",
        (".json", ".jsonl"),
        _json(r'"itemType"\s*:|BetterBibTeX JSON'),
        "zotero",
        "zotero",
    ),
    "openalex": ImportFormat(
        "OpenAlex, works",
        (".json", ".jsonl"),
        _json(r'"(?:authorships|abstract_inverted_index)"\s*:|"https://openalex\.org/W'),
        "openalex",
        "openalex",
    ),
    "pure": ImportFormat(
        "Pure, research outputs of its API in JSON",
        (".json",),
        _json(r'"(?:pureId|publicationStatuses|managingOrgani[sz]ation(?:alUnit)?)"\s*:|dk/atira/pure/researchoutput/'),
        "pure",
        "pure",
    ),
    "pure-xml": ImportFormat(
        "Pure, research outputs of its API in XML",
        (".xml",),
        lambda text: bool(_part("pure_xml", "BEGINS").search(text)),
        "pure_xml",
        "pure",
    ),
    "eprints": ImportFormat(
        "EPrints, JSON",
        (".json", ".js"),
        _json(r'"(?:eprintid|eprint_status)"\s*:'),
        "eprints",
        "eprints",
    ),
    "eprints-xml": ImportFormat(
        "EPrints, EP3 XML",
        (".xml",),
        lambda text: "eprints.org/ep2/data" in text and re.search(r"<eprint[\s>]", text) is not None,
        "eprints_xml",
        "eprints",
    ),
    "datacite-xml": ImportFormat(
        "DataCite, XML",
        (".xml",),
        lambda text: (
            "datacite.org/schema/kernel" in text and re.search(r"<(?:[\w.-]+:)?resource[\s>]", text) is not None
        ),
        "datacite_xml",
        "datacite",
    ),
    "orcid-xml": ImportFormat(
        "ORCID, works in XML",
        (".xml",),
        lambda text: re.search(r"orcid\.org/ns/(?:record|activities|work|bulk)\b", text) is not None,
        "orcid_xml",
        "orcid",
    ),
    "orcid": ImportFormat(
        "ORCID, works",
        (".json",),
        _json(r'"(?:orcid-identifier|work-summary|external-ids|journal-title|put-code|bulk)"\s*:'),
        "orcid",
        "orcid",
    ),
    "crossref-xml": ImportFormat(
        "Crossref, works in XML (UNIXREF)",
        (".xml", ".unixref", ".unixsd"),
        lambda text: re.search(r"<(?:[\w.-]+:)?doi_record[\s>]", text) is not None,
        "crossref_xml",
        "crossref",
    ),
    "crossref": ImportFormat(
        "Crossref, works in JSON",
        (".json", ".jsonl"),
        _json(r'"(?:message-version|is-referenced-by-count|content-domain|indexed)"\s*:'),
        "crossref",
        "crossref",
    ),
    "datacite": ImportFormat(
        "DataCite, JSON",
        (".json", ".jsonl"),
        _json(r'"(?:creators?|titles|resourceTypeGeneral|resource-type-general|publication(?:Y|-y|_y)ear)"\s*:'),
        "datacite",
        "datacite",
    ),
    "openlibrary": ImportFormat(
        "Open Library, books of its API in JSON",
        (".json",),
        _json(r'"(?:ISBN|OCLC|LCCN|OLID):[^"]*"\s*:\s*\{'),
        "open_library",
        "open_library",
    ),
    "csl": ImportFormat(
        "CSL-JSON",
        (".json", ".csljson", ".jsonl"),
        _json(r'"(?:title|container-title|issued)"\s*:'),
        "csl",
        "csl_fields",
    ),
    "hugoblox": ImportFormat(
        "HugoBlox (Wowchemy, Academic), index.md of a publication",
        (".md",),
        lambda text: bool(_part("hugoblox", "begins")(text)),
        "hugoblox",
        "hugoblox",
    ),
    "csl-yaml": ImportFormat(
        "CSL-YAML",
        (".yaml", ".yml", ".md"),
        lambda text: re.search(r"^(?:references:|[ ]*-[ ]+(?:id|title|type|author):)", text, re.MULTILINE) is not None,
        "csl_yaml",
        "csl_fields",
    ),
    "csv": ImportFormat(
        "a table as CSV",
        (".csv", ".tsv", ".tab"),
        lambda text: bool(_part("table_rows", "looks_like_a_table")(text)),
        "table_rows",
        "table_fields",
        takes_bytes=True,
    ),
    "xlsx": ImportFormat(
        "a table as an Excel workbook",
        (".xlsx", ".xlsm"),
        lambda _: False,
        "workbook",
        "table_fields",
        takes_bytes=True,
    ),
}


def named(name: str) -> ImportFormat:
    """The format of a name. Raises SetupError if there is none."""
    if name in FORMATS:
        return FORMATS[name]
    raise SetupError(f"there is no format {name!r}", f"write one of {', '.join(FORMATS)}")


class UnrecognisedFormatError(SetupError):
    """A file that may be in any of the formats. The hint is for the command line: for `sync` it is a setting."""

    def __init__(self, message: str) -> None:
        super().__init__(message, f"say which it is: --from {'|'.join(FORMATS)}")


def find_format(file: str, data: bytes) -> ImportFormat:
    """The format of a file, by its ending or, if that says nothing, by its first lines. Raises SetupError."""
    suffix = f".{file.rpartition('.')[2].lower()}"
    by_suffix = [row for row in FORMATS.values() if suffix in row.suffixes]
    if len(by_suffix) == 1:
        return by_suffix[0]
    text, _ = decode(data[:20_000], file)
    found = next((row for row in by_suffix or FORMATS.values() if row.begins(text)), None)
    if found is None:
        what, instead = not_read(text)
        message = f"{file} is {what}, which is not read" if what else f"{file} is in a format that cannot be recognised"
        raise SetupError(message, instead) if instead else UnrecognisedFormatError(message)
    return found


def read_file(row: ImportFormat, file: str, data: bytes) -> SourceRecords:
    """All records of a file. Raises SetupError if it is empty or no text."""
    if not data.strip():
        raise SetupError(f"{file} is empty", "export the records again")
    if row.takes_bytes:
        return cast("Callable[[bytes, str], SourceRecords]", _part(row.reader, "read"))(data, file)
    text, notes = decode(data, file)
    read = cast("Callable[[str, str], SourceRecords]", _part(row.reader, "read"))
    records = read(text, file)
    return replace(records, notes=(*notes, *records.notes))


def draft_of(row: ImportFormat, raw: Raw) -> Draft:
    """A record in the fields of entries."""
    return cast("Callable[[Raw], Draft]", _part(row.mapping, "draft"))(raw)


def _part(module: str, name: str) -> Any:
    return getattr(import_module(f"{__package__}.{module}"), name)
