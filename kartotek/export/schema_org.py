"""JSON-LD in the words of schema.org (29.0), by which search engines read a page."""

from collections.abc import Sequence
from json import JSONEncoder
from typing import Any

from kartotek.export.parts import first_page, hyphenated, labels, last_page
from kartotek.export.work import Agent, Institution, Work

Thing = dict[str, Any]

_CONTEXT = "https://schema.org"
_ENCODE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PERIODICALS = {"article-newspaper": "Newspaper"}


def script(thing: Thing) -> str:
    """A thing as it stands in a `script` element, which nothing in it can end."""
    return _ENCODE({"@context": _CONTEXT, **thing}).replace("<", "\\u003c")


def said(**properties: Any) -> Thing:
    """The properties that say something, a list of one as what is in it; `type_` and `id_` are `@type` and `@id`."""
    found: Thing = {}
    for name, value in properties.items():
        if isinstance(value, list | tuple):
            value = [part for part in value if part]
            value = value[0] if len(value) == 1 else value
        if value not in (None, "", [], {}, ()):
            found[f"@{name[:-1]}" if name in ("type_", "id_") else name] = value
    return found


def work_thing(work: Work) -> Thing:
    """A publication of the class that fits its type."""
    record, row = work.record, work.type
    retracted = record.retracted is not None
    return said(
        type_=row.schema_org,
        id_=work.url or work.doi_url,
        url=work.url,
        mainEntityOfPage=work.url,
        name=work.full_title,
        headline=work.full_title if row.schema_org.endswith("Article") else "",
        alternateName=[title for _, title in work.translated_titles],
        author=[agent_thing(agent) for agent in work.authors],
        editor=[agent_thing(agent) for agent in work.editors] if not work.container else (),
        translator=[agent_thing(agent) for agent in work.translators],
        datePublished=str(work.date or ""),
        dateCreated=str(record.filed or record.submitted or ""),
        inLanguage=record.language,
        abstract=work.abstract,
        keywords=list(labels(work)),
        publisher=_organisation(work.publisher) if not work.container else None,
        identifier=_identifiers(work),
        sameAs=[work.doi_url, record.url],
        license=work.license_url,
        isAccessibleForFree=_free(work.access),
        encoding=[
            said(
                type_="MediaObject",
                contentUrl=document.url,
                encodingFormat=document.media_type,
                license=document.license if document.license != work.license_url else "",
            )
            for document in work.documents
        ],
        image=work.image_url,
        creativeWorkStatus="Retracted" if retracted else {"published": ""}.get(record.status, record.status),
        funding=[
            said(
                type_="Grant",
                identifier=given.grant,
                funder=said(type_="Organization", name=given.funder, id_=_ror(given.ror)),
            )
            for given in record.funding
        ],
        **_own(work),
        **_home(work),
    )


def _own(work: Work) -> Thing:
    """What only works of one type have."""
    record = work.record
    match work.type.schema_org:
        case "Book":
            return {
                "isbn": work.isbn,
                "bookEdition": record.edition,
                "numberOfPages": _number(record.number_of_pages),
            }
        case "Thesis":
            return {"inSupportOf": record.qualification, "sourceOrganization": _organisation(record.institution)}
        case "Report":
            return {"reportNumber": ", ".join(record.number), "isbn": work.isbn}
        case "Dataset":
            return {"version": record.version}
        case "SoftwareSourceCode":
            return {"version": record.version, "codeRepository": record.url if "git" in record.url else ""}
        case "ExhibitionEvent":
            event = record.event
            return {
                "location": event.place if event else "",
                "startDate": str(event.start or "") if event else "",
                "endDate": str(event.end or "") if event else "",
            }
    return {"version": record.version}


def _home(work: Work) -> Thing:
    """What the work is a part of: issue of volume of journal, book, or series, each with what it is known by."""
    record = work.record
    pages = {
        "pagination": hyphenated(record.pages) or record.article_number,
        "pageStart": first_page(record.pages) if record.pages else "",
        "pageEnd": last_page(record.pages) if record.pages else "",
    }
    if record.journal:
        home = said(
            type_=_PERIODICALS.get(record.type, "Periodical"),
            id_=work.container_url,
            name=work.container,
            issn=work.issn,
            publisher=_organisation(work.publisher),
        )
        if record.volume:
            home = said(type_="PublicationVolume", volumeNumber=record.volume, isPartOf=home)
        if record.issue:
            home = said(type_="PublicationIssue", issueNumber=record.issue, isPartOf=home)
        return {**pages, "isPartOf": home}
    if work.container:
        home = said(
            type_="Book",
            id_=work.container_url,
            name=work.container,
            isbn=work.isbn,
            editor=[agent_thing(agent) for agent in work.editors],
            publisher=_organisation(work.publisher),
            isPartOf=_series(work),
        )
        return {**pages, "isPartOf": home}
    return {"pagination": pages["pagination"], "isPartOf": _series(work)}


def _series(work: Work) -> Thing | None:
    return said(type_="CreativeWorkSeries", name=work.series, issn=work.issn) if work.series else None


def _free(access: str) -> bool | None:
    if not access:
        return None
    return access not in ("closed", "embargoed", "restricted")


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _identifiers(work: Work) -> list[Thing]:
    record = work.record
    known = (
        ("doi", record.doi),
        ("arxiv", record.arxiv),
        ("pmid", record.pmid),
        ("pmcid", record.pmcid),
        ("handle", record.handle),
    )
    return [said(type_="PropertyValue", propertyID=name, value=value) for name, value in known if value]


def _ror(identifier: str) -> str:
    return f"https://ror.org/{identifier}" if identifier else ""


def _organisation(name: str) -> Thing | None:
    return {"@type": "Organization", "name": name} if name else None


def agent_thing(agent: Agent) -> Thing:
    """A contributor: a person, or a group."""
    if agent.name is None:
        return said(type_="Organization", name=agent.literal, url=agent.url)
    return said(
        type_="Person",
        id_=f"https://orcid.org/{agent.orcid}" if agent.orcid else "",
        name=agent.display,
        givenName=agent.name.given,
        familyName=agent.name.family,
        honorificSuffix=agent.name.suffix,
        url=agent.url,
        affiliation=[_institution(unit) for unit in agent.affiliations],
    )


def _institution(unit: Institution) -> Thing:
    return said(type_="Organization", id_=_ror(unit.ror), name=unit.name)


def collection(name: str, address: str, items: Sequence[str], *, about: Thing | None = None) -> Thing:
    """A page that lists works; `items` are the addresses of their pages."""
    listed = [{"@type": "ListItem", "position": i, "url": item} for i, item in enumerate(items, 1)]
    return said(
        type_="CollectionPage",
        id_=address,
        url=address,
        name=name,
        about=about,
        mainEntity={"@type": "ItemList", "numberOfItems": len(listed), "itemListElement": listed} if listed else None,
    )


def website(name: str, address: str, description: str, search: str) -> Thing:
    """The portal itself, and how it is searched (`search` is the address of its search page, "" if there is none)."""
    action = said(
        type_="SearchAction",
        target={"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
    )
    return said(
        type_="WebSite",
        id_=address,
        url=address,
        name=name,
        description=description,
        potentialAction={**action, "query-input": "required name=search_term_string"} if search else None,
    )
