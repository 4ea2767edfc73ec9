"""Publications as JSON for programs: all that lists know of a work, under names of our own, by a schema with a version.

One table has the properties, their JSON Schema (draft 2020-12) and where their values come from. What is empty is left
out. The names are promises: a property may be added, but one that changes its meaning, or goes, needs a schema with a
new number (`urls.WORK_SCHEMA`).
Texts have no markup; dates are EDTF (Library of Congress, levels 0 and 1); languages are tags of BCP 47.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from kartotek.export.shared_values import one_line
from kartotek.export.work import Agent, Institution, LinkedWork, RelatedWork, Work
from kartotek.model.publication import FILE_ACCESS, NOTICES
from kartotek.model.publication_fields import OPEN_ACCESS
from kartotek.model.roles import ROLES
from kartotek.model.types import TYPES
from kartotek.render.markdown import spans
from kartotek.text.identifiers import resolve
from kartotek.text.rich import plain

Json = dict[str, Any]

_TEXT: Json = {"type": "string", "minLength": 1}
_ADDRESS: Json = {"type": "string", "format": "iri", "pattern": "^[a-z][a-z0-9+.-]*:"}
_YES: Json = {"const": True}
_WAYS = tuple(dict.fromkeys((*OPEN_ACCESS, *FILE_ACCESS)))


def _all(schema: Json) -> Json:
    return {"type": "array", "items": schema, "minItems": 1}


def _map(*required: str, **properties: Json) -> Json:
    closed: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**closed, "required": list(required)} if required else closed


_ROR: Json = {"type": "string", "pattern": "^0[a-z0-9]{8}$"}
_INSTITUTION = _map("name", name=_TEXT, ror=_ROR, id=_TEXT, within=_map("name", "ror", name=_TEXT, ror=_ROR))
_AGENT = _map(
    "name",
    name=_TEXT,
    given=_TEXT,
    family=_TEXT,
    suffix=_TEXT,
    group=_YES,
    orcid=_TEXT,
    address=_ADDRESS,
    affiliations=_all(_INSTITUTION),
    roles=_all(_TEXT),
    credit=_all(_TEXT),
)
_IN_LANGUAGE = _map("text", language=_TEXT, text=_TEXT)
_OTHER = _map(
    title=_TEXT,
    authors=_all(_AGENT),
    date=_TEXT,
    language=_TEXT,
    publisher=_TEXT,
    place=_TEXT,
    id=_TEXT,
    address=_ADDRESS,
)


class WorkProperty(NamedTuple):
    """A property of a work: what it says, its schema, and its value (which is left out if it is empty)."""

    description: str
    schema: Json
    value: Callable[[Work], Any]


def _of_record(name: str) -> Callable[[Work], Any]:
    return lambda work: getattr(work.record, name)


def _text_of(name: str) -> Callable[[Work], Any]:
    return lambda work: one_line(getattr(work.record, name))


def _date_of(name: str) -> Callable[[Work], Any]:
    return lambda work: str(getattr(work.record, name) or "")


def _agents_in(role: str) -> Callable[[Work], Any]:
    return lambda work: [_agent(each) for each in getattr(work, role)]


def _texts(pairs: Iterable[tuple[str, str]]) -> list[Json]:
    return [_filled(language=language, text=one_line(text)) for language, text in pairs]


def _filled(**values: Any) -> Json:
    """What is not empty. The year 0 is not, nor is that a work was not reviewed."""
    return {name: value for name, value in values.items() if value or value == 0}


def _institution(unit: Institution) -> Json:
    within = _filled(name=unit.within.name, ror=unit.within.ror) if unit.within else None
    return _filled(name=unit.name, ror=unit.ror, id=unit.key, within=within)


def _agent(agent: Agent) -> Json:
    name = agent.name
    return _filled(
        name=agent.display,
        given=name.given if name else "",
        family=name.family if name else "",
        suffix=name.suffix if name else "",
        group=name is None or None,
        orcid=agent.orcid,
        address=agent.url,
        affiliations=[_institution(unit) for unit in agent.affiliations],
        roles=list(agent.roles),
        credit=list(agent.credit),
    )


def _other(other: LinkedWork | None) -> Json | None:
    if other is None:
        return None
    return _filled(
        title=other.full_title,
        authors=[_agent(each) for each in other.authors],
        date=str(other.date or ""),
        language=other.language,
        publisher=other.publisher,
        place=other.place,
        id=other.key,
        address=other.address,
    )


def _event(work: Work) -> Json | None:
    event = work.record.event
    if event is None:
        return None
    return _filled(
        name=event.name,
        place=event.place,
        country=event.country,
        start=str(event.start or ""),
        end=str(event.end or ""),
    )


def own_title(work: Work) -> str:
    """The title as its entry has it: that a work was retracted is said by its notices."""
    return plain(spans(work.record.title))


def _marked(work: Work) -> str:
    line = one_line(work.record.title)
    return "" if line == own_title(work) else line


_TEXTS = {
    "series": "The series.",
    "publisher": "Who published it.",
    "place": "Where it was published.",
}
_OF_RECORD = {
    "series_number": "Its number in the series.",
    "volume": "The volume.",
    "number_of_volumes": "How many volumes it has.",
    "issue": "The issue.",
    "pages": "The pages, with a hyphen.",
    "article_number": "The number by which articles without pages are found.",
    "section": "The section.",
    "chapter": "The number of the chapter.",
    "edition": "The edition.",
    "number_of_pages": "How many pages it has.",
    "institution": "Who awarded the degree, issued the report or decided.",
    "qualification": "The degree.",
    "commissioned_by": "Who commissioned it.",
    "medium": "What it is made of.",
    "version": "The version.",
    "note": "A note.",
}
_LISTS = {
    "number": "Its numbers: of a report, a patent, a standard.",
    "programming_language": "Programming languages.",
    "ipc": "Classes of the International Patent Classification.",
}
_CODES = {
    "doi": "DOI, without an address.",
    "arxiv": "Number of arXiv.",
    "pmid": "Number of PubMed.",
    "pmcid": "Number of PubMed Central.",
    "handle": "Handle.",
}
_DATES = {
    "issued": "When it was issued.",
    "online": "When it was online.",
    "accepted": "When it was accepted.",
    "submitted": "When it was submitted.",
    "awarded": "When the degree was awarded.",
    "filed": "When the patent was filed.",
}


def _of_work(name: str) -> Callable[[Work], Any]:
    return lambda work: one_line(getattr(work, name))


def _list_of(name: str) -> Callable[[Work], Any]:
    return lambda work: list(getattr(work.record, name))


def _container(work: Work) -> Json:
    return _filled(
        title=work.container, short_title=work.container_short, doi=work.container_doi, address=work.container_url
    )


def _documents(work: Work) -> list[Json]:
    return [
        _filled(address=each.url, media_type=each.media_type, license_address=each.license) for each in work.documents
    ]


def _address_of(related: RelatedWork) -> str:
    return resolve("doi", related.address) if related.scheme == "DOI" else related.address


def _related(work: Work) -> list[Json]:
    return [
        _filled(relation=each.relation, address=_address_of(each), information=each.information)
        for each in work.related
    ]


def _notices(work: Work) -> list[Json]:
    return [
        _filled(kind=notice.kind, date=str(notice.date or ""), reason=one_line(notice.reason), address=address)
        for notice, address in zip(work.record.all_notices, work.notices, strict=True)
    ]


def _funding(work: Work) -> list[Json]:
    return [_filled(funder=one_line(each.funder), ror=each.ror, grant=each.grant) for each in work.record.funding]


def _apc(work: Work) -> Json | None:
    charge = work.record.apc
    if charge is None:
        return None
    return _filled(amount=charge.amount, currency=charge.currency, paid_by=one_line(charge.paid_by))


_NAMED: Mapping[str, WorkProperty] = {
    "id": WorkProperty("Its name in the portal, which is part of its address and stays.", _TEXT, _of_record("key")),
    "address": WorkProperty("Its page, if the portal knows its own address.", _ADDRESS, lambda work: work.url),
    "cite_key": WorkProperty("The key by which it is cited.", _TEXT, lambda work: work.key),
    "type": WorkProperty("What it is.", {"enum": list(TYPES)}, _of_record("type")),
    "title": WorkProperty("The title.", _TEXT, own_title),
    "title_markdown": WorkProperty("The same with its inline Markdown and formulas, if it has any.", _TEXT, _marked),
    "subtitle": WorkProperty("The subtitle.", _TEXT, lambda work: plain(work.subtitle)),
    "short_title": WorkProperty("The title in short.", _TEXT, lambda work: plain(work.short_title)),
    "volume_title": WorkProperty("That of the volume or special issue.", _TEXT, lambda work: plain(work.volume_title)),
    "translated_titles": WorkProperty(
        "The title in other languages.", _all(_IN_LANGUAGE), lambda work: _texts(work.translated_titles)
    ),
    "language": WorkProperty("The language it is written in.", _TEXT, _of_record("language")),
}
_DATED: Mapping[str, WorkProperty] = {
    "date": WorkProperty("When it appeared, or what is known in its place.", _TEXT, lambda work: str(work.date or "")),
    "year": WorkProperty("The year it is listed under; 0 is 1 BC.", {"type": "integer"}, _of_record("year")),
    **{name: WorkProperty(text, _TEXT, _date_of(name)) for name, text in _DATES.items()},
    "status": WorkProperty("Whether it is published, in press and so on.", _TEXT, _of_record("status")),
    "category": WorkProperty("Whether it is research, education and so on.", _TEXT, _of_record("category")),
    "peer_reviewed": WorkProperty(
        "Whether it was, if that is known.", {"type": "boolean"}, _of_record("peer_reviewed")
    ),
}
_OTHERS: Mapping[str, WorkProperty] = {
    "isbn": WorkProperty(
        "ISBNs, those of electronic editions last.", _all(_TEXT), lambda work: list(work.record.all_isbn)
    ),
    "issn": WorkProperty("ISSNs of what it is in.", _all(_TEXT), lambda work: list(work.issn)),
    "identifiers": WorkProperty("Other identifiers, as its entry has them.", _all(_TEXT), _list_of("identifiers")),
    "url": WorkProperty("Where it is found.", _ADDRESS, _of_record("url")),
    "code_repository": WorkProperty("Where its code is found.", _ADDRESS, _of_record("code_repository")),
    "country": WorkProperty("The country of a patent (ISO 3166-1).", _TEXT, _of_record("country")),
    "event": WorkProperty(
        "The conference or the like where it was presented.",
        _map("name", name=_TEXT, place=_TEXT, country=_TEXT, start=_TEXT, end=_TEXT),
        _event,
    ),
    "keywords": WorkProperty("Keywords.", _all(_IN_LANGUAGE), lambda work: _texts(work.keywords)),
    "access": WorkProperty("How open it is.", {"enum": list(_WAYS)}, lambda work: work.access),
    "license": WorkProperty("Its licence: an SPDX id, or words.", _TEXT, _of_record("license")),
    "documents": WorkProperty(
        "Files that everyone may read on the day of the build.",
        _all(_map("address", address=_ADDRESS, media_type=_TEXT, license_address=_ADDRESS)),
        _documents,
    ),
    "funding": WorkProperty("Who paid.", _all(_map("funder", funder=_TEXT, ror=_ROR, grant=_TEXT)), _funding),
    "apc": WorkProperty(
        "What it cost to publish.", _map("amount", "currency", amount=_TEXT, currency=_TEXT, paid_by=_TEXT), _apc
    ),
    "sdgs": WorkProperty("Sustainable Development Goals.", _all({"type": "integer"}), _list_of("sdgs")),
    "related": WorkProperty(
        "Related works, by relation types of DataCite 4.7.",
        _all(_map("relation", "address", relation=_TEXT, address=_ADDRESS, information=_TEXT)),
        _related,
    ),
    "reviewed": WorkProperty("The work that it reviews.", _OTHER, lambda work: _other(work.reviewed)),
    "original": WorkProperty("What it is a reprint or a translation of.", _OTHER, lambda work: _other(work.original)),
    "notices": WorkProperty(
        "Retractions, corrections and other notices.",
        _all(_map("kind", kind={"enum": list(NOTICES)}, date=_TEXT, reason=_TEXT, address=_ADDRESS)),
        _notices,
    ),
}
PROPERTIES: Mapping[str, WorkProperty] = {
    **_NAMED,
    **{role: WorkProperty(f"Its {role}, in their order.", _all(_AGENT), _agents_in(role)) for role in ROLES},
    **_DATED,
    "container": WorkProperty(
        "The journal or the book that it is in; of some only the short title is known.",
        _map(title=_TEXT, short_title=_TEXT, doi=_TEXT, address=_ADDRESS),
        _container,
    ),
    **{name: WorkProperty(text, _TEXT, _of_work(name)) for name, text in _TEXTS.items()},
    **{name: WorkProperty(text, _TEXT, _text_of(name)) for name, text in _OF_RECORD.items()},
    **{name: WorkProperty(text, _all(_TEXT), _list_of(name)) for name, text in _LISTS.items()},
    **{name: WorkProperty(text, _TEXT, _of_record(name)) for name, text in _CODES.items()},
    **_OTHERS,
}
"""All properties, in their order."""


def work_json(work: Work) -> Json:
    """A publication as an object of the schema, ready for `json.dumps`."""
    return _filled(**{name: each.value(work) for name, each in PROPERTIES.items()})


def work_schema(address: str) -> Json:
    """The JSON Schema of such objects. `address` is where it is found, "" if nobody knows."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": address} if address else {}),
        "title": "A publication",
        "type": "object",
        "properties": {name: {"description": each.description, **each.schema} for name, each in PROPERTIES.items()},
        "required": ["id", "cite_key", "type", "title", "status", "category"],
        "additionalProperties": False,
    }
