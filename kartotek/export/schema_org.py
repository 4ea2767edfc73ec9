"""schema.org in JSON-LD: what search engines and other programs read of a publication.

Classes and properties are those of schema.org 28. A number that has no property of its own is an `identifier` (a
PropertyValue); anything else is left out. A test checks that every property belongs to the class it is used with.
"""

from collections.abc import Iterator

from kartotek.export.jsonld import (
    Json,
    Properties,
    funding,
    identified,
    institution,
    made,
    named,
    one_or_all,
    people,
    place,
)
from kartotek.export.shared_values import (
    NOTICE_WORDS,
    first_page,
    hyphenated,
    iso,
    labels,
    last_page,
    other_identifiers,
    status_in_words,
)  # fmt: skip
from kartotek.export.work import Agent, LinkedWork, Work
from kartotek.model.publication import CoveredPlace, Event
from kartotek.model.roles import CREDIT
from kartotek.model.types import PATENT_OFFICES
from kartotek.text import ipc
from kartotek.text.identifiers import resolve
from kartotek.text.repositories import is_repository
from kartotek.text.rich import plain
from kartotek.text.schemes import SCHEMES

_FREE = frozenset({"open", "diamond", "gold", "hybrid", "green", "bronze"})
_PAGED = frozenset({"ScholarlyArticle", "NewsArticle", "Article", "Review", "Chapter", "BlogPosting"})
_NUMBERED = {"Report": "reportNumber", "Legislation": "legislationIdentifier", "PodcastEpisode": "episodeNumber"}
"""Classes that have a property for the number of a thing."""
_RELATIONS = {
    "Cites": "citation",
    "References": "citation",
    "IsPartOf": "isPartOf",
    "HasPart": "hasPart",
    "IsDerivedFrom": "isBasedOn",
    "IsVersionOf": "exampleOfWork",
    "IsVariantFormOf": "exampleOfWork",
    "HasVersion": "workExample",
    "IsOriginalFormOf": "workExample",
    "IsDescribedBy": "subjectOf",
    "IsDocumentedBy": "subjectOf",
    "IsReviewedBy": "subjectOf",
    "Describes": "about",
    "Documents": "about",
    "Reviews": "itemReviewed",
    "IsTranslationOf": "translationOfWork",
    "HasTranslation": "workTranslation",
}
"""DataCite relation types that schema.org has a property for."""


def work_thing(work: Work, page: Json | None = None) -> Json:
    """A publication as a thing of its class (see the type table). `page` is the WebPage it is on."""
    kind = work.type.schema_org
    properties = _exhibition(work) if kind == "ExhibitionEvent" else _creative_work(work, kind)
    thing = made(["Review", "ScholarlyArticle"] if kind == "Review" else kind, (*_thing(work, page), *properties))
    _add_others(thing, work, kind)
    described = {other.address for other in (work.reviewed, work.original) if other}
    for relation in work.related:
        name = _RELATIONS.get(relation.relation, "")
        if name and kind != "ExhibitionEvent" and (name != "itemReviewed" or kind == "Review"):
            address = resolve("doi", relation.address) if relation.scheme == "DOI" else relation.address
            if address not in described:  # those are there with all that is known of them
                _add(thing, name, {"@type": "CreativeWork", "@id": address})
    return thing


def _add_others(thing: Json, work: Work, kind: str) -> None:
    """What it reviews (a Review has `itemReviewed`, others are `about` it), and the original of a translation."""
    if work.reviewed and kind != "ExhibitionEvent":
        of_class = "Book" if kind == "Review" else "CreativeWork"
        _add(thing, "itemReviewed" if kind == "Review" else "about", _other(work.reviewed, of_class))
    if work.original and kind != "ExhibitionEvent":
        name = _RELATIONS[work.record.to_original]
        _add(thing, name, _other(work.original, kind if name == "exampleOfWork" else "CreativeWork"))


def _other(other: LinkedWork, usual: str) -> Json:
    """Another work as far as it is known; `usual` is its class where that is not."""
    properties: Properties = (
        ("@id", other.address),
        ("name", other.full_title),
        ("author", people(other.authors)),
        ("datePublished", iso(other.date)),
        ("inLanguage", other.language),
        ("publisher", named("Organization", other.publisher)),
    )
    return made(other.type.schema_org if other.type else usual, properties)


def _add(thing: Json, name: str, value: Json) -> None:
    """Add a value to a property, which becomes a list when it has more than one."""
    known = thing.get(name)
    thing[name] = value if known is None else [*known, value] if isinstance(known, list) else [known, value]


def _thing(work: Work, page: Json | None) -> Properties:
    """Properties of the class Thing. `@id` is the DOI's address, else that of the page in the first language."""
    yield "@id", work.doi_url or work.url
    yield "mainEntityOfPage", page
    yield "url", work.url
    yield "name", work.full_title
    yield "alternateName", [title for _, title in work.translated_titles]
    yield "image", work.image_url
    yield "identifier", list(_identifiers(work))
    yield "sameAs", _addresses(work)


def _creative_work(work: Work, kind: str) -> Properties:
    """Properties of CreativeWork, for works of the class `kind`. Editors of a book are on the book, not on a
    chapter."""
    record = work.record
    yield "headline", work.full_title if kind in _PAGED and kind != "Chapter" else ""
    in_book = bool(work.container) and not record.journal
    yield "author", people(work.authors)
    yield "creator", people(work.authors) if kind == "Dataset" else ()
    if not in_book:
        yield "editor", _editors(work)
    yield "translator", people(work.translators)
    others = [_role("supervisor", agent) for agent in work.supervisors]
    yield from _contributors(work, kind, [*others, *(() if in_book else _editing_groups(work))])
    yield "datePublished", iso(work.date)
    yield "inLanguage", record.language
    yield "abstract", work.abstract
    first = [work.abstract] if kind == "Dataset" and work.abstract else []
    yield "description", one_or_all((*first, *(text for _, text in work.summaries)))
    yield "keywords", list(labels(work))
    yield "isPartOf", _whole(work)
    yield "position", "" if in_book or record.journal else record.series_number  # in the series
    yield "publisher", _issuer(work, work.publisher) if not work.container else None
    yield "sourceOrganization", _issuer(work, record.institution)
    yield "award", record.award
    yield from _of_class(work, kind)
    yield from _terms(work, kind)


def _of_class(work: Work, kind: str) -> Properties:
    """Properties that only some classes have: pages, editions, numbers, degrees."""
    record = work.record
    if kind in _PAGED:
        yield "pageStart", first_page(record.pages) or record.article_number
        yield "pageEnd", last_page(record.pages)
        yield "pagination", hyphenated(record.pages) or record.article_number
    if kind == "Book":
        yield "isbn", one_or_all(record.all_isbn)
        yield "bookEdition", record.edition
        yield "numberOfPages", int(record.number_of_pages) if record.number_of_pages.isdigit() else 0
    else:
        yield "materialExtent", f"{record.number_of_pages} pages" if record.number_of_pages.isdigit() else ""
    yield "version", record.version or (record.edition if kind in ("Thesis", "Report") else "")
    if kind == "Thesis":
        yield "inSupportOf", record.qualification
    elif kind in _NUMBERED:
        yield _NUMBERED[kind], ", ".join(record.number)
    elif kind == "SoftwareSourceCode":
        yield "codeRepository", record.code_repository or (record.url if is_repository(record.url) else "")
        yield "programmingLanguage", one_or_all(record.programming_language)
    covered = record.temporal_coverage
    yield "temporalCoverage", "/".join(dict.fromkeys(filter(None, map(iso, covered.ends)))) if covered else ""
    yield "spatialCoverage", [_area(area) for area in record.spatial_coverage]
    yield "about", [_patent_class(symbol) for symbol in record.ipc]
    if record.country and record.country not in PATENT_OFFICES:
        yield "countryOfOrigin", named("Country", record.country)
    if record.event:
        yield "recordedAt", _event(record.event)


def _area(area: CoveredPlace) -> Json:
    """A Place by name and by its coordinates; a box is from its south-west to its north-east."""
    point = (("latitude", area.latitude), ("longitude", area.longitude))
    shapes = [made("GeoCoordinates", point)] if area.latitude else []
    if area.north:
        shapes.append({"@type": "GeoShape", "box": f"{area.south} {area.west} {area.north} {area.east}"})
    return made("Place", (("name", str(area.place)), ("geo", shapes[0] if len(shapes) == 1 else shapes)))


def _patent_class(symbol: str) -> Json:
    """A class of patents as a term of its classification."""
    return {
        "@type": "DefinedTerm",
        "name": symbol,
        "termCode": symbol,
        "url": ipc.address(symbol),
        "inDefinedTermSet": ipc.SCHEME_ADDRESS,
    }


def _terms(work: Work, kind: str) -> Properties:
    """Licence, access, files, funding, and the status of a work that is retracted or has not appeared."""
    record = work.record
    yield "license", work.license_url or named("CreativeWork", record.license)
    yield "isAccessibleForFree", work.access in _FREE if work.access else None
    yield "distribution" if kind == "Dataset" else "encoding", list(_files(work, kind))
    yield from funding(record.funding)
    withdrawn = NOTICE_WORDS[record.withdrawn.kind] if record.withdrawn else ""
    yield "creativeWorkStatus", withdrawn or status_in_words(record).capitalize()
    addresses = [address for address in work.notices if address]
    yield "correction", addresses[0] if len(addresses) == 1 else addresses


def _issuer(work: Work, name: str) -> Json | None:
    """The Organization with this name, by its ROR id and its page if it has them; None without a name."""
    return institution(work.issued_by(name)) if name else None


def _editors(work: Work) -> list[Json]:
    """The editors who are persons, as `editor` requires."""
    return people([agent for agent in work.editors if agent.name])


def _editing_groups(work: Work) -> list[Json]:
    return [_role("editor", agent) for agent in work.editors if not agent.name]


def _role(name: str | list[str], agent: Agent) -> Json:
    """Someone in a role that has no property: a Role between, whose `contributor` they are (schema.org, "Role")."""
    return {"@type": "Role", "roleName": name, "contributor": people((agent,))[0]}


def _contributors(work: Work, kind: str, others: list[Json]) -> Properties:
    """Those who have other roles: under the property that the class `kind` has for a role, or else in a Role among the
    `contributor`s, after `others`. What CRediT says of each person is a Role by the addresses of CRediT."""
    for role, agents in work.by_role():
        name = role.schema_org.get(kind, "") or (role.schema_org.get("", "") if kind != "ExhibitionEvent" else "")
        if name == "contributor":
            others += people(agents)
        elif name:
            yield name, people(agents)
        else:
            others += [_role(role.label.lower(), agent) for agent in agents]
    for agent in (*work.authors, *work.editors, *work.translators, *work.supervisors, *work.contributors):
        if agent.credit:
            others.append(_role([CREDIT[key].url for key in agent.credit], agent))
    yield "contributor", others


def _whole(work: Work) -> Json | list[Json] | None:
    """`isPartOf`: Periodical, volume and issue; a Book; or the series of the work itself."""
    record = work.record
    if record.journal:
        return _numbered(work, _periodical(work, work.type.home))
    if not work.container:
        return _in_series(work)
    # some give a chapter the DOI of its book; it cannot be both
    known = work.container_doi and work.container_doi != work.record.doi
    book: Properties = (
        ("@id", resolve("doi", work.container_doi) if known else work.container_url),
        ("name", work.container),
        ("url", work.container_url if known else ""),
        ("editor", _editors(work)),
        ("contributor", _editing_groups(work)),
        ("isbn", one_or_all(record.all_isbn)),
        ("bookEdition", record.edition),
        ("publisher", _issuer(work, work.publisher)),
        ("position", record.series_number),
        ("isPartOf", _in_series(work)),
    )
    return made("Book", book)


def _periodical(work: Work, kind: str) -> Json:
    properties: Properties = (
        ("@id", work.container_url),
        ("name", work.container),
        ("alternateName", work.container_short),
        ("issn", one_or_all(work.issn)),
        ("publisher", _issuer(work, work.publisher)),
        ("isPartOf", named("CreativeWorkSeries", work.series)),
    )
    return made(kind, properties)


def _in_series(work: Work) -> Json | list[Json] | None:
    """The volume and the series; where the work has a number in the series, its volume is none of the series."""
    series = _series(work)
    if not work.record.series_number:
        return _numbered(work, series)
    return [part for part in (_numbered(work, None), series) if part]


def _series(work: Work) -> Json | None:
    """The series of a work; ISSNs of works that are in no journal are those of the series."""
    if not work.series and not work.issn:
        return None
    return made("BookSeries", (("name", work.series), ("issn", one_or_all(work.issn))))


def _numbered(work: Work, whole: Json | None) -> Json | None:
    """The issue and the volume that a work is in, each a part of the next, and the volume of `whole`."""
    record = work.record
    title = plain(work.volume_title) if work.volume_title else ""
    of_volume, of_issue = ("", title) if work.in_periodical else (title, "")
    for kind, name, number, its_title in (
        ("PublicationVolume", "volumeNumber", record.volume, of_volume),
        ("PublicationIssue", "issueNumber", record.issue, of_issue),
    ):
        if number or its_title:
            whole = made(kind, ((name, number), ("name", its_title), ("isPartOf", whole)))
    return whole


def _identifiers(work: Work) -> Iterator[Json]:
    """Identifiers of the work itself; the ISBN of a Book is its `isbn`, and that of a chapter belongs to its book."""
    record = work.record
    for scheme, identifier in _resolved(work):
        yield _property_value(_SCHEMES[scheme], identifier) | {"url": resolve(scheme, identifier)}
    if work.type.schema_org != "Book" and not work.container:
        for isbn in record.all_isbn:
            yield _property_value("ISBN", isbn)
    if work.type.schema_org not in _NUMBERED:
        for number in record.number:
            yield _property_value(f"{work.type.label} number", number)
    for text, known in other_identifiers(work):
        yield identified(known) if known else {"@type": "PropertyValue", "value": text}


_SCHEMES = {key: SCHEMES[key].label for key in ("doi", "handle", "arxiv", "pmid", "pmcid")}


def _resolved(work: Work) -> Iterator[tuple[str, str]]:
    """The identifiers that have an address, by scheme."""
    for scheme in _SCHEMES:
        if identifier := getattr(work.record, scheme):
            yield scheme, identifier


def _property_value(scheme: str, value: str) -> Json:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def _addresses(work: Work) -> list[str]:
    """`sameAs`: the addresses of its identifiers, and its own."""
    found = [resolve(scheme, identifier) for scheme, identifier in _resolved(work)]
    found += [known.address for _, known in other_identifiers(work) if known and known.address not in ("", *found)]
    return [*found, work.record.url] if work.record.url not in ("", *found) else found


def _event(event: Event) -> Json:
    properties: Properties = (
        ("name", event.name),
        ("location", place(event.place, event.country)),
        ("startDate", iso(event.start)),
        ("endDate", iso(event.end)),
        ("url", event.url),
    )
    return made("Event", properties)


def _exhibition(work: Work) -> Properties:
    """An exhibition is an Event: it has no authors but contributors, and no date of publication."""
    record = work.record
    event = record.event
    yield from _contributors(work, "ExhibitionEvent", people((*work.authors, *work.editors)))
    shown = work.date.ends if work.date else (None,)
    yield "startDate", iso((event and event.start) or shown[0])
    yield "endDate", iso((event and event.end) or (shown[-1] if len(shown) > 1 else None))
    yield "location", place((event and event.place) or work.place, (event and event.country) or "")
    yield "superEvent", named("Event", event.name if event else "")
    yield "organizer", _issuer(work, work.publisher or record.institution)
    yield "description", work.abstract
    yield "inLanguage", record.language
    yield "keywords", list(labels(work))
    yield "isAccessibleForFree", work.access in _FREE if work.access else None
    yield from funding(record.funding)


def _files(work: Work, kind: str) -> Iterator[Json]:
    """Open files as MediaObjects; those of a Dataset are DataDownloads, as `distribution` requires."""
    for file in work.documents:
        properties = (("contentUrl", file.url), ("encodingFormat", file.media_type), ("license", file.license))
        yield made("DataDownload" if kind == "Dataset" else "MediaObject", properties)
