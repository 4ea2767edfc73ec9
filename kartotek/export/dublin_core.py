"""Dublin Core: the terms in the head of a page, and the fifteen elements that every harvester reads.

Elements are those of ISO 15836-1 (DCMES 1.1), terms those of the DCMI Metadata Terms (2020), their names in HTML those
of DC-HTML (2008). Dates are EDTF, which DCMI recommends beside W3CDTF; most are both. HTML 5 has no `scheme` attribute
for a value, so identifiers are written as URIs: "urn:isbn:...", not a bare number.
"""

from collections.abc import Iterable, Iterator

from kartotek.export.shared_values import (
    ACCESS_RIGHTS,
    hyphenated,
    notes,
    one_line,
    other_identifiers,
    status_in_words,
    years,
)
from kartotek.export.work import Work
from kartotek.model.publication import CoveredPlace
from kartotek.text.identifiers import resolve
from kartotek.text.multilingual import texts_of

Term = tuple[str, str, str]
"""A statement: the name of a term, the content, and the language of that, "" where it has none."""

SCHEMAS = {"DC": "http://purl.org/dc/elements/1.1/", "DCTERMS": "http://purl.org/dc/terms/"}
"""What the prefixes of the names stand for."""

_COAR_TYPE = "http://purl.org/coar/resource_type/"
_ELEMENTS = (
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
)  # fmt: skip
_REFINES = {
    "DCTERMS.abstract": "description",
    "DCTERMS.isPartOf": "relation",
    "DCTERMS.bibliographicCitation": "source",
    "DCTERMS.accessRights": "rights",
    "DCTERMS.license": "rights",
    "DCTERMS.type": "type",
    "DCTERMS.temporal": "coverage",
    "DCTERMS.spatial": "coverage",
}
"""The element that a term refines. Other terms only repeat an element more precisely, and are left out there."""

Terms = Iterator[Term]


def dublin_core(work: Work, most: int | None = None) -> list[Term]:
    """The statements on the page of a work, those of one term in order. At most so many (`most`) creators are named,
    and as many contributors; all if it is None."""
    found = (*_about(work), *_people(work, most), *_dates(work), *_types(work), *_identifiers(work), *_place(work))
    return [
        (name, one_line(text), tag or language)
        for name, content, language in (*found, *_rights(work))
        for tag, text in texts_of(content)
    ]


def not_said_by(tags: Iterable[tuple[str, str]], terms: Iterable[Term]) -> list[Term]:
    """The terms that say something which no other tag of the page does. `tags` are the others, as name and content.

    Left out are also types, of which `z:itemType` and JSON-LD speak, and the citation, which is made of the rest.
    """
    said = {content for _, content in tags}
    return [
        term for term in terms if term[0] not in _MADE_OF_OTHERS and said.isdisjoint((term[1], *_otherwise(term[1])))
    ]


def _otherwise(content: str) -> tuple[str, str]:
    """How other tags write an identifier, and a date."""
    bare = content.removeprefix("https://doi.org/").removeprefix("urn:issn:").removeprefix("urn:isbn:")
    return bare, content.replace("-", "/")


_MADE_OF_OTHERS = frozenset({"DC.type", "DCTERMS.type", "DCTERMS.bibliographicCitation"})


def simple(work: Work) -> list[tuple[str, str]]:
    """The same in the fifteen elements alone ("dumb-down", as DCMI calls it): pairs of element and content, each once.

    For `oai_dc` (OAI-PMH 2.0, section 4.2). In the order in which the schema lists the elements.
    """
    found: dict[tuple[str, str], None] = {}
    for name, content, _ in (*dublin_core(work), *_files(work)):
        element = name.removeprefix("DC.") if name.startswith("DC.") else _REFINES.get(name, "")
        if element:
            found[element, content] = None
    return sorted(found, key=lambda statement: _ELEMENTS.index(statement[0]))


def _about(work: Work) -> Terms:
    record = work.record
    yield "DC.title", work.full_title, record.language
    for tag, title in work.translated_titles:
        yield "DC.title", title, tag
    for tag, label in work.keywords:
        yield "DC.subject", label, tag
    yield "DCTERMS.abstract", work.abstract, record.abstract_language
    for tag, abstract in work.abstracts:
        yield "DCTERMS.abstract", abstract, tag
    for symbol in record.ipc:
        yield "DC.subject", f"IPC {symbol}", ""
    for tag, summary in work.summaries:
        yield "DC.description", summary, tag
    yield "DC.description", status_in_words(record).capitalize(), "en"
    for note in notes(work):
        yield "DC.description", note, ""
    yield "DC.language", record.language, ""
    for name in dict.fromkeys((work.issuer, work.publisher)):
        yield "DC.publisher", name, ""


def _people(work: Work, most: int | None) -> Terms:
    for agent in work.creators[:most]:
        yield "DC.creator", agent.inverted, ""
    if others := (*work.editors, *work.translators, *work.supervisors, *work.contributors):
        creators = frozenset(work.creators)
        for agent in [other for other in others if other not in creators][:most]:
            yield "DC.contributor", agent.inverted, ""


def _dates(work: Work) -> Terms:
    record = work.record
    date = str(work.date or "")
    yield "DC.date", date, ""
    yield "DCTERMS.issued", date, ""
    yield "DCTERMS.available", str(record.online or ""), ""
    yield "DCTERMS.dateAccepted", str(record.accepted or ""), ""
    yield "DCTERMS.dateSubmitted", str(record.submitted or ""), ""


def _types(work: Work) -> Terms:
    """Types by COAR and DCMI. Readers that take only one type take the first."""
    yield "DC.type", work.type.coar, "en"
    yield "DC.type", _COAR_TYPE + work.type.coar_id, ""
    yield "DCTERMS.type", work.type.dcmi, ""


def _identifiers(work: Work) -> Terms:
    """Identifiers of the work itself, as URIs where there is a scheme. The ISBN of a chapter's book is none of them."""
    record = work.record
    yield "DC.identifier", work.doi_url, ""
    yield "DC.identifier", work.url, ""
    for scheme in ("handle", "arxiv", "pmid", "pmcid"):
        if identifier := getattr(record, scheme):
            yield "DC.identifier", resolve(scheme, identifier), ""
    for isbn in () if work.container else record.all_isbn:
        yield "DC.identifier", f"urn:isbn:{isbn}", ""
    for number in record.number:
        yield "DC.identifier", number, ""
    for text, known in other_identifiers(work):
        yield "DC.identifier", (known.address or known.value) if known else text, ""


def _place(work: Work) -> Terms:
    place = citation(work)
    yield "DCTERMS.bibliographicCitation", f"{place} ({years(work.date)})" if place and work.date else place, ""
    if work.container:
        yield "DCTERMS.isPartOf", work.container, ""
        yield "DCTERMS.isPartOf", resolve("doi", work.container_doi) if work.container_doi else "", ""
        for isbn in work.record.all_isbn:
            yield "DCTERMS.isPartOf", f"urn:isbn:{isbn}", ""
    yield "DCTERMS.isPartOf", work.series, ""
    yield "DCTERMS.temporal", str(work.record.temporal_coverage or ""), ""
    for area in work.record.spatial_coverage:
        yield "DCTERMS.spatial", _area(area), ""
    for issn in work.issn:
        yield "DCTERMS.isPartOf", f"urn:issn:{issn}", ""
    yield "DC.relation", work.record.code_repository, ""
    for other in work.related:
        yield "DC.relation", resolve("doi", other.address) if other.scheme == "DOI" else other.address, ""


def _area(area: CoveredPlace) -> str:
    """A place by name, or with coordinates as a DCMI Box or a DCMI Point."""
    parts = [("name", str(area.place).replace(";", ",") if area.place else "")]
    if area.north:
        parts += [(f"{side}limit", getattr(area, side)) for side in ("north", "east", "south", "west")]
    elif area.latitude:
        parts += [("east", area.longitude), ("north", area.latitude)]
    else:
        return str(area.place)
    return "; ".join(f"{name}={value}" for name, value in parts if value)


def citation(work: Work) -> str:
    """The place in a journal or book in one line: "Tidsskrift for Arbejdsliv, 25(4), 41-58".

    For what was only shown or presented at an event, the event; "" for what is published by itself.
    """
    record = work.record
    if not work.container:
        return ", ".join(filter(None, (record.event.name, record.event.place))) if record.event else ""
    number = f"{record.volume}({record.issue})" if record.volume and record.issue else record.volume or record.issue
    pages = hyphenated(record.pages) or record.article_number
    return ", ".join(part for part in (work.container, number, pages) if part)


def _rights(work: Work) -> Terms:
    yield "DC.rights", work.license_url or work.record.license, ""
    yield "DCTERMS.license", work.license_url, ""
    if work.access in ACCESS_RIGHTS:
        label, address = ACCESS_RIGHTS[work.access]
        yield "DCTERMS.accessRights", label, "en"
        yield "DCTERMS.accessRights", address, ""


def _files(work: Work) -> Terms:
    """Media types of the open files, each once; for harvesters only, as pages link to the files."""
    for media_type in dict.fromkeys(file.media_type for file in work.documents if file.media_type):
        yield "DC.format", media_type, ""
