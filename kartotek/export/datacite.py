"""DataCite's JSON, for registering DOIs and for harvesters.

Properties and their controlled lists are those of the DataCite Metadata Schema 4.7 (appendix 1), the standard value for
what is not known is from its appendix 3. Optional properties without a value are left out.
"""

from collections.abc import Iterator
from typing import Any

from kartotek.export.datacite_event import at_event
from kartotek.export.datacite_identifiers import identifier_of
from kartotek.export.jsonld import each_once
from kartotek.export.shared_values import (
    ACCESS_RIGHTS,
    NOTICE_WORDS,
    first_page,
    last_page,
    notes,
    other_identifiers,
    status_in_words,
    volume_in_words,
)  # fmt: skip
from kartotek.export.work import Agent, Institution, LinkedWork, Work
from kartotek.model.common import Funding
from kartotek.text import ipc
from kartotek.text.identifiers import resolve
from kartotek.text.licenses import spdx_id
from kartotek.text.multilingual import language_of, texts_of
from kartotek.text.rich import plain
from kartotek.text.standard_values import UNKNOWN

_KERNEL = "http://datacite.org/schema/kernel-4"
_PROCEEDINGS = frozenset({"paper-conference", "conference-abstract"})
Json = dict[str, Any]
DataCiteProperties = Iterator[tuple[str, Any]]


def datacite(work: Work) -> Json:
    """One record, ready for `json.dumps`, of a work whose year `has_place_for`.

    It has all that is mandatory (4.7: identifier, creators, titles, publisher, publicationYear, resourceType), except
    the DOI where none has been registered yet.
    """
    found = (*_required(work), *_about(work), *_relations(work), *_terms(work))
    return {name: value for name, value in found if value} | {"schemaVersion": _KERNEL}


def has_place_for(year: int | None) -> bool:
    """Whether a record of that year can be registered: `publicationYear` is required, and four digits.

    DataCite once advised 0000 for years that are not known. But 0000 is 1 BC by its own rule for dates, and its
    registry refuses it.
    """
    return year is not None and year > 0


def _required(work: Work) -> DataCiteProperties:
    """Mandatory properties. Of works that have not appeared, publicationYear is the year by which they are cited."""
    record = work.record
    yield "doi", record.doi
    yield "url", record.url or work.url
    yield (
        "types",
        {
            "resourceTypeGeneral": work.type.datacite,
            "resourceType": record.qualification
            or (record.medium if record.type == "other" else "")
            or work.type.label,
        },
    )
    # the court or parliament that issued what nobody signed: creators may be institutions (4.7, property 2)
    body = {"name": work.authority, "nameType": "Organizational"} if work.authority else {"name": UNKNOWN}
    yield "creators", [_person(agent) for agent in work.creators] or [body]
    yield "titles", each_once(_titles(work))
    # what has a DOI already was published by somebody else
    portal = "" if record.doi else work.portal
    yield "publisher", _publisher(work.issued_by(work.issuer or portal or UNKNOWN))
    yield "publicationYear", f"{record.year:04}" if record.year is not None else ""


def _about(work: Work) -> DataCiteProperties:
    record = work.record
    yield "subjects", each_once(_subjects(work))
    yield "contributors", each_once(_contributors(work))
    yield "dates", each_once(_dates(work))
    yield "language", record.language
    yield "version", record.version
    yield "sizes", [f"{record.number_of_pages} pages"] if record.number_of_pages.isdigit() else []
    yield "formats", list(dict.fromkeys(file.media_type for file in work.documents if file.media_type))
    yield "descriptions", each_once(_descriptions(work))


def _relations(work: Work) -> DataCiteProperties:
    yield "alternateIdentifiers", each_once(_other_identifiers(work))
    yield "relatedIdentifiers", each_once(_related_identifiers(work))
    yield "relatedItems", each_once(_related_items(work))


def _terms(work: Work) -> DataCiteProperties:
    yield "geoLocations", each_once(_places(work))
    yield "rightsList", each_once(_rights(work))
    yield "fundingReferences", each_once(_funder(given) for given in work.record.funding)


def _person(agent: Agent) -> Json:
    """A creator or contributor (properties 2 and 7) with nameType, ORCID iD and affiliations."""
    name = agent.name
    made: Json = {"name": agent.inverted, "nameType": "Personal" if name else "Organizational"}
    if name:
        if name.given:
            made["givenName"] = name.given
        made["familyName"] = name.family
    if agent.orcid:
        made["nameIdentifiers"] = [
            {
                "nameIdentifier": resolve("orcid", agent.orcid),
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    if agent.affiliations:
        made["affiliation"] = each_once(_affiliation(unit) for unit in agent.affiliations)
    return made


def _publisher(unit: Institution) -> Json:
    """The publisher with its ROR id, if it has one (property 4, since 4.5)."""
    name = _text("name", unit.name, language_of(unit.name))
    if not unit.ror:
        return name
    return {
        **name,
        "publisherIdentifier": resolve("ror", unit.ror),
        "publisherIdentifierScheme": "ROR",
        "schemeUri": "https://ror.org",
    }


def _affiliation(unit: Institution) -> Json:
    """An affiliation with its ROR id, or that of the nearest organisation above it."""
    ror = unit.ror or (unit.within.ror if unit.within else "")
    if not ror:
        return {"name": unit.name}
    return {
        "name": unit.name,
        "affiliationIdentifier": resolve("ror", ror),
        "affiliationIdentifierScheme": "ROR",
        "schemeUri": "https://ror.org",
    }


def _subjects(work: Work) -> Iterator[Json]:
    """Keywords in all languages; UN Sustainable Development Goals and classes of patents with their schemes."""
    for language, label in work.keywords:
        yield _text("subject", label, language)
    for number in work.record.sdgs:
        yield {
            "subject": f"SDG {number}",
            "subjectScheme": "UN Sustainable Development Goals",
            "schemeUri": "https://sdgs.un.org/goals",
            "valueUri": f"https://sdgs.un.org/goals/goal{number}",
        }
    for symbol in work.record.ipc:
        yield {
            "subject": symbol,
            "subjectScheme": ipc.SCHEME,
            "schemeUri": ipc.SCHEME_ADDRESS,
            "valueUri": ipc.address(symbol),
            "classificationCode": symbol,
        }


def _contributors(work: Work) -> Iterator[Json]:
    """Contributors by their contributorType."""
    editors = () if work.creators is work.editors else work.editors
    listed = (("Editor", editors), ("Supervisor", work.supervisors), ("Translator", work.translators))
    for kind, agents in (*listed, *((role.datacite, agents) for role, agents in work.by_role())):
        for agent in agents:
            yield _person(agent) | {"contributorType": kind}


def _titles(work: Work) -> Iterator[Json]:
    """Title, subtitle (titleType Subtitle), titles in other languages (TranslatedTitle) and that of the volume."""
    language = work.record.language
    yield _text("title", plain(work.title), language)
    if work.subtitle:
        yield _text("title", plain(work.subtitle), language) | {"titleType": "Subtitle"}
    for tag, title in work.translated_titles:
        # the same language in other letters ("zh-Latn") is no translation
        same = bool(language) and tag.partition("-")[0] == language.partition("-")[0]
        yield _text("title", title, tag) | {"titleType": "AlternativeTitle" if same else "TranslatedTitle"}
    if volume := volume_in_words(work):
        yield _text("title", volume, "") | {"titleType": "Other"}


def _text(name: str, text: str, language: str) -> Json:
    """A text with its language, if that is known."""
    return {name: text, "lang": language} if language else {name: text}


def _dates(work: Work) -> Iterator[Json]:
    """Dates of W3CDTF and their ranges (RKMS-ISO8601), years before 1 with a minus.

    Seasons and qualifiers, which these have not, are in `dateInformation` as EDTF. A thesis without another date was
    issued when it was awarded.
    """
    record = work.record
    gone = record.withdrawn
    appeared = record.issued or (None if record.online else record.awarded)
    for date, kind, meaning in (
        (appeared, "Issued", ""),
        (record.online, "Available", ""),
        (record.accepted, "Accepted", ""),
        (record.submitted, "Submitted", ""),
        (record.awarded, "Other", "awarded"),
        (record.filed, "Other", "filed"),
        (record.temporal_coverage, "Coverage", ""),
        (gone and gone.date, "Withdrawn", NOTICE_WORDS[gone.kind].lower() if gone else ""),
    ):
        if date:
            plain_date = "/".join(dict.fromkeys(str(end.level_0()) for end in date.ends))
            lost = "" if plain_date == str(date) else f"{date} (EDTF)"
            made = {"date": plain_date, "dateType": kind}
            information = "; ".join(filter(None, (meaning, lost)))
            yield made | {"dateInformation": information} if information else made


def _descriptions(work: Work) -> Iterator[Json]:
    """Abstracts (descriptionType Abstract), status and notes (Other)."""
    if work.abstract:
        yield _text("description", work.abstract, work.record.abstract_language) | {"descriptionType": "Abstract"}
    for language, text in work.abstracts:
        yield _text("description", text, language) | {"descriptionType": "Abstract"}
    for language, text in work.summaries:
        yield _text("description", text, language) | {"descriptionType": "Other"}
    status = status_in_words(work.record).capitalize()
    for note in (status, *notes(work)):
        for language, text in texts_of(note):
            yield _text("description", text, language) | {"descriptionType": "Other"}


def _other_identifiers(work: Work) -> Iterator[Json]:
    """Other names of the work itself. The ISBN of a book is one, that of a chapter's book is not."""
    record = work.record
    own = () if work.container else record.all_isbn
    for kind, identifiers in (
        ("Handle", (record.handle,)),
        ("arXiv", (record.arxiv,)),
        ("PMID", (record.pmid,)),
        ("PMCID", (record.pmcid,)),
        ("ISBN", own),
        ("Number", record.number),
        *(
            (known.scheme.label, (known.value,)) if known else ("Other", (text,))
            for text, known in other_identifiers(work)
        ),
        ("Local", (record.key,)),
    ):
        for identifier in identifiers:
            if identifier:
                yield {"alternateIdentifier": identifier, "alternateIdentifierType": kind}


def _related_identifiers(work: Work) -> Iterator[Json]:
    """ISBNs and DOI of the container and ISSNs (IsPartOf), and related works by their relation."""

    def related(identifier: str, kind: str, relation: str, more: str = "") -> Json:
        made = {"relatedIdentifier": identifier, "relatedIdentifierType": kind, "relationType": relation}
        return made | {"relationTypeInformation": more} if more else made

    if work.container:
        for isbn in work.record.all_isbn:
            yield related(isbn, "ISBN", "IsPartOf")
        if work.container_doi:
            yield related(work.container_doi, "DOI", "IsPartOf")
    for issn in work.issn:
        yield related(issn, "ISSN", "IsPartOf")
    if work.record.code_repository not in ("", work.record.url):
        yield related(work.record.code_repository, "URL", "IsDerivedFrom")
    for relation in work.related:
        yield related(*identifier_of(relation.address, relation.scheme), relation.relation, relation.information)


def _related_items(work: Work) -> Iterator[Json]:
    """The journal or book with the place in it, the series, and the event where it was presented."""
    record = work.record
    if work.container:
        general = _general(work)
        item: Json = {
            "relatedItemType": general,
            "relationType": "IsPublishedIn",
            "titles": [{"title": work.container}],
        }
        if identifier := _container_identifier(work):
            item["relatedItemIdentifier"] = identifier
        number = record.article_number or record.chapter
        details = (
            ("volume", record.volume),
            ("issue", record.issue),
            ("number", number),
            ("numberType", number and ("Article" if record.article_number else "Chapter")),
            ("firstPage", first_page(record.pages)),
            ("lastPage", last_page(record.pages)),
            ("publisher", work.publisher),
            ("edition", record.edition),
        )
        yield item | {name: value for name, value in details if value}
    if work.series:
        series: Json = {"relatedItemType": "Collection", "relationType": "IsPartOf", "titles": [{"title": work.series}]}
        if record.series_number:
            yield series | {"number": record.series_number, "numberType": "Other"}
        else:  # without it, the volume of what is in no book is that of the series
            yield series | ({"volume": record.volume} if record.volume and not work.container else {})
    if record.event:
        yield at_event(record.event)
    if work.reviewed and work.reviewed.title:
        yield _other("Reviews", work.reviewed)
    if work.original and work.original.title:
        yield _other(record.to_original, work.original)


def _other(relation: str, other: LinkedWork) -> Json:
    """A work that this one reviews or comes from, with its title, its authors and its year."""
    made: Json = {
        "relatedItemType": other.type.datacite if other.type else "Text",
        "relationType": relation,
        "creators": [_person(agent) for agent in other.authors],
        "titles": [{"title": other.full_title}],
        "publicationYear": f"{other.date.year:04}" if other.date and other.date.year > 0 else "",
        "publisher": other.publisher,
    }
    if other.address:
        identifier, kind = identifier_of(other.address)
        made["relatedItemIdentifier"] = {"relatedItemIdentifier": identifier, "relatedItemIdentifierType": kind}
    return {name: value for name, value in made.items() if value}


def _general(work: Work) -> str:
    """What the work appeared in, as a value of resourceTypeGeneral; a website or a podcast has no better one than
    Collection."""
    if work.record.journal:
        return "Journal" if work.in_periodical else "Collection"
    return "ConferenceProceeding" if work.record.type in _PROCEEDINGS else "Book"


def _container_identifier(work: Work) -> Json:
    choices = [("DOI", work.container_doi)]
    choices += (
        [("ISSN", issn) for issn in work.issn]
        if work.in_periodical
        else [("ISBN", isbn) for isbn in work.record.all_isbn]
    )
    for kind, identifier in choices:
        if identifier:
            return {"relatedItemIdentifier": identifier, "relatedItemIdentifierType": kind}
    return {}


def _places(work: Work) -> Iterator[Json]:
    """The places that data are about (property 18): name, point, box."""
    for area in work.record.spatial_coverage:
        made: Json = {}
        if area.place:
            made["geoLocationPlace"] = str(area.place)
        if area.latitude:
            point = {"pointLatitude": float(area.latitude), "pointLongitude": float(area.longitude)}
            made["geoLocationPoint"] = point
        if area.north:
            edges = (("west", area.west), ("east", area.east), ("south", area.south), ("north", area.north))
            made["geoLocationBox"] = {
                f"{side}Bound{'Longitude' if side in ('west', 'east') else 'Latitude'}": float(edge)
                for side, edge in edges
            }
        yield made


def _rights(work: Work) -> Iterator[Json]:
    """The licence with its SPDX id, and the access rights by COAR."""
    if name := work.record.license:
        made = {"rights": name}
        if work.license_url:
            made["rightsUri"] = work.license_url
        if known := spdx_id(name):
            made |= {
                "rightsIdentifier": known,
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            }
        yield made
    if work.access in ACCESS_RIGHTS:
        label, address = ACCESS_RIGHTS[work.access]
        yield {"rights": label, "rightsUri": address}


def _funder(given: Funding) -> Json:
    """A funding reference: funder with ROR id, and grant."""
    made = {"funderName": given.funder}
    if given.ror:
        made |= {"funderIdentifier": resolve("ror", given.ror), "funderIdentifierType": "ROR"}
    return made | ({"awardNumber": given.grant} if given.grant else {})
