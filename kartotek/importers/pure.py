"""Research outputs of Elsevier Pure's web services, in the fields of entries; this reads JSON, `pure_xml` XML.

Both the present API (`/ws/api`) and the numbered ones before it (`/ws/api/524`) are read; they differ in names only.
What is only named by its id in Pure - journals, organisations, publishers of the present API - is reported as unmapped.
What not everyone may see there is skipped.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kartotek.importers import other_roles, values
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    MapRow,
    doi_of,
    identifiers_in,
    inner,
    maps_of,
    plain_of,
    record_of,
    text_of,
    texts_of,
)
from kartotek.importers.json_people import named
from kartotek.importers.json_scan import json_records
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.pure_types import kind_of
from kartotek.importers.records import Draft, Raw, Skipped, SourceRecords
from kartotek.model.roles import OTHER_ROLES
from kartotek.model.types import TYPES

_PATHS = (("items",),)

ROWS = {
    "pages": MapRow("pages", lambda value: values.page_range(plain_of(value))),
    "volume": MapRow("volume", plain_of),
    "journalNumber": MapRow("issue", plain_of),
    "articleNumber": MapRow("article_number", plain_of),
    "numberOfPages": MapRow("number_of_pages", plain_of),
    "edition": MapRow("edition", lambda value: values.edition(plain_of(value))),
    "placeOfPublication": MapRow("place", plain_of),
    "chapter": MapRow("chapter", plain_of),
    "patentNumber": MapRow("number", texts_of),
}
"""Fields whose values are read alone."""

ROLES = {"author": "authors", "editor": "editors", "translator": "translators", "supervisor": "supervisors",
    "inventor": "authors", "artist": "authors", "developer": "authors"}  # fmt: skip
"""The ends of the addresses of roles, and the field here; those that we call the same are contributors."""
STATUSES = {"published": "", "inpress": "in-press", "epub": "epub-ahead-of-print",
    "eabpub": "epub-ahead-of-print", "submitted": "submitted", "inprep": "in-preparation",
    "inpreparation": "in-preparation",
    "unpublished": "unpublished"}  # fmt: skip
CATEGORIES = {"research": "", "education": "education", "communication": "communication",
    "commissioned": "commissioned", "consultancy": "commissioned"}  # fmt: skip

_IGNORED = frozenset(
    {
        "pureId", "uuid", "externalId", "externalIdSource", "externallyManaged", "createdBy", "createdDate",
        "modifiedBy", "modifiedDate", "portalUrl", "prettyUrlIdentifiers", "previousUuids", "version",
        "workflow", "visibility",
        "systemName", "typeDiscriminator", "info", "type", "confidential", "managingOrganization",
        "managingOrganisationalUnit",
        "totalNumberOfAuthors", "totalNumberOfContributors", "totalScopusCitations", "scopusMetrics",
        "openAccessPermission", "organisationalUnits", "organizations", "externalOrganisations",
        "externalOrganizations", "renderings",
        "personAssociations", "contributors", "submissionYear", "assessmentType", "allowedTypes", "customDefinedFields",
    }
)  # fmt: skip


def read(text: str, file: str) -> SourceRecords:
    """All research outputs of a file."""

    def make(record: dict[str, Any], said: str, line: int) -> Raw | Skipped:
        key = text_of(record.get("uuid")) or text_of(record.get("pureId"))
        if reason := not_for_all(record):
            return Skipped(file, line, reason, key)
        return Raw(file, line, key, text_of(inner(record, "type", "uri")), (("record", said),))

    return json_records(text, file, _PATHS, make)


def draft(raw: Raw) -> Draft:
    """A research output in the fields of entries."""
    made = DraftFromMap(raw, record_of(raw))
    kind = kind_of(raw.kind)
    if not kind:
        made.lose("type", raw.kind)
        kind = "other"
    made.data["type"] = kind
    _read_titles(made)
    _read_people(made)
    _read_status(made)
    made.read_rows(ROWS)
    _read_home(made, kind)
    _read_texts(made)
    _read_versions(made)
    _read_identifiers(made)
    reviewed = made.take("peerReview")
    made.put("peer_reviewed", "true" if reviewed is True else "")
    category = _end(made.take("category"))
    made.put("category", CATEGORIES.get(category, ""))
    made.lose("category", "" if category in CATEGORIES else category)
    return replace(made.done(_IGNORED), former=tuple(_former(made.record)))


def _former(record: Mapping[str, Any]) -> Iterator[str]:
    """The addresses of its page in the portal: with its title, with its UUID, and with the name an editor gave it."""
    address = text_of(record.get("portalUrl")) or text_of(inner(record, "info", "portalUrl"))
    if address.startswith("http"):
        yield address
        folder = address.rpartition("/")[0]
        pretty = record.get("prettyUrlIdentifiers") or inner(record, "info", "prettyURLIdentifiers")
        yield from (f"{folder}/{name}" for name in texts_of(pretty))
        if uuid := text_of(record.get("uuid")):
            yield f"{folder}/{uuid}"


def not_for_all(record: Mapping[str, Any]) -> str:
    """Why a record must not be published, "" if it may be: an entry in a repository is there for everyone to read."""
    said = record.get("visibility")
    key = (text_of(inner(said, "key")) or text_of(said)).upper()
    if record.get("confidential") is True:
        return "it is confidential in Pure"
    if key not in ("", "FREE", "PUBLIC"):
        return f"not everyone may see it in Pure (visibility {key})"
    step = record.get("workflow")
    step = text_of(inner(step, "step")) or text_of(inner(step, "workflowStep")) or text_of(step)
    return "it is not finished in Pure" if step.lower() in _UNFINISHED else ""


_UNFINISHED = frozenset({"entryinprogress", "entry in progress"})


def _end(said: Any) -> str:
    """The end of the address of a classification: "published" of "/dk/atira/pure/.../published"."""
    return text_of(inner(said, "uri")).rpartition("/")[2].lower()


def _localised(said: Any) -> list[tuple[str, str]]:
    """Texts with their languages, in all the ways in which Pure has them: `{"en_GB": "..."}`, `{"text": [{"locale":
    "en_GB", "value": "..."}]}`, `{"value": "..."}`, or a text alone."""
    if isinstance(said, dict) and isinstance(said.get("text"), list):
        said = said["text"]
    if isinstance(said, list):
        return [(_language(text_of(each.get("locale"))), text_of(each.get("value"))) for each in maps_of(said)]
    if isinstance(said, dict) and "value" in said:
        return [(_language(text_of(said.get("locale"))), text_of(said["value"]))]
    if isinstance(said, dict):
        return [
            (_language(name), text_of(text)) for name, text in said.items() if re.fullmatch("[a-z]{2}_[A-Z]{2}", name)
        ]
    return [("", text_of(said))]


def _language(locale: str) -> str:
    return values.language(locale.partition("_")[0]) if locale else ""


def _first(said: Any) -> str:
    """The first of these texts that says something."""
    return next((text for _, text in _localised(said) if text), "")


def _read_titles(made: DraftFromMap) -> None:
    made.put("title", line_of(_first(made.take("title"))))
    made.put("subtitle", line_of(_first(made.take("subTitle", "subtitle"))))
    made.put("language", _language(_end(made.take("language")).replace("und", "")))
    translated = {}
    said = made.take("translatedTitle")
    for tag, text in _localised(said):
        if tag:
            translated[tag] = line_of(text)
        else:
            made.lose("translatedTitle", text)
    made.put("translated_title", translated)


def _read_people(made: DraftFromMap) -> None:
    people: dict[str, list[Any]] = {}
    for each in (*maps_of(made.take("contributors")), *maps_of(made.take("personAssociations"))):
        role = _end(each.get("role") or each.get("personRole"))
        field = ROLES.get(role, "authors" if not role else "")
        for person in _person(each):
            if field:
                people.setdefault(field, []).append(person)
            elif role in OTHER_ROLES:
                other_roles.add(people.setdefault("contributors", []), person, role)
            else:
                made.lose(f"contributor {role}", person)
    for each in maps_of(made.take("hostPublicationEditors")):
        people.setdefault("editors", []).extend(_person({"name": each}))
    for field, those in people.items():
        made.put(field, those)


def _person(association: dict[str, Any]) -> Iterator[Any]:
    name = association.get("name")
    units = maps_of(association.get("organisationalUnits")) + maps_of(association.get("externalOrganisations"))
    names = values.without_repeats(plain_of(_first(unit.get("name"))) for unit in units)
    main = "true" if association.get("correspondingAuthor") is True else ""
    person = named("", inner(name, "firstName"), inner(name, "lastName"), affiliations=names, corresponding=main)
    if person is not None:
        yield person
    elif collaboration := plain_of(_first(inner(association, "authorCollaboration", "name"))):
        yield values.group(collaboration)
    elif external := plain_of(_first(inner(association, "externalPerson", "name"))):
        yield values.name_in_one_line(external)


def _read_status(made: DraftFromMap) -> None:
    """The present status with its date; from the others the date of appearing online, and that of submitting."""
    said = maps_of(made.take("publicationStatuses"))
    for each in sorted(said, key=lambda one: one.get("current") is not True):
        status, day = _end(each.get("publicationStatus")), each.get("publicationDate")
        date = values.date(*(text_of(inner(day, part)) for part in ("year", "month", "day")))
        if each.get("current") is True or len(said) == 1:
            known = STATUSES.get(status, "")
            made.put("status", known)
            made.lose("publicationStatus", "" if status in STATUSES else status)
            made.put("submitted" if known in ("submitted", "in-preparation") else "issued", date)
        elif status in ("epub", "eabpub"):
            made.put("online", date if date != made.data.get("issued") else "")
        elif status in ("submitted", "published"):
            made.put("submitted" if status == "submitted" else "issued", date)
        else:
            made.lose(f"publicationStatus {status}", date)


def _read_home(made: DraftFromMap, kind: str) -> None:
    """The journal, the book, the series, the publisher, the event."""
    rows = TYPES[kind].rows
    journal = made.take("journalAssociation")
    title = plain_of(_first(inner(journal, "title"))) or plain_of(inner(journal, "title", "title"))
    made.put("journal" if "journal" in rows else "series", title or plain_of(_first(inner(journal, "journal", "name"))))
    issn = inner(journal, "issn")
    made.put("issn", identifiers_in(_first(issn) or inner(issn, "issn")))
    if not title and journal:
        made.lose("journal", inner(journal, "journal", "uuid"))
    host, more = (
        plain_of(_first(made.take("hostPublicationTitle"))),
        plain_of(_first(made.take("hostPublicationSubTitle"))),
    )
    made.put("book", f"{host}: {more}" if host and more else host)
    for each in maps_of(made.take("publicationSeries")):
        made.put("series", plain_of(_first(each.get("name"))))
        made.put("series_number", plain_of(each.get("number") or each.get("no")), "publicationSeries")
        made.put("volume", plain_of(each.get("volume")), "publicationSeries")
    made.put("isbn", identifiers_in(made.take("isbns")))
    made.put("eisbn", identifiers_in(made.take("electronicIsbns")))
    for name, field in (("publisher", "publisher"), ("event", "event")):
        said = made.take(name)
        text = plain_of(_first(inner(said, "name"))) or plain_of(_first(inner(said, "title")))
        made.put(field, {"name": text} if text and field == "event" else text)
        made.lose(name, "" if text else inner(said, "uuid"))


def _read_texts(made: DraftFromMap) -> None:
    """Abstracts, notes and keywords in their languages."""
    further: dict[str, str] = {}
    for tag, text in _localised(made.take("abstract")):
        if "abstract" not in made.data:
            made.put("abstract", paragraphs_of(text))
            made.put("abstract_language", tag if tag != made.data.get("language") else "")
        elif tag and tag not in further:
            further[tag] = paragraphs_of(text)
    made.put("abstracts", {tag: text for tag, text in further.items() if text})
    made.put("note", plain_of(_first(made.take("bibliographicalNote"))))
    found: dict[str, list[str]] = {}
    for group in maps_of(made.take("keywordGroups")):
        containers = [group, *maps_of(group.get("keywordContainers"))]
        given = [each for one in containers for each in maps_of(one.get("keywords")) + maps_of(one.get("freeKeywords"))]
        for each in given:
            words = texts_of(each.get("freeKeywords") or each.get("value"))
            found.setdefault(_language(text_of(each.get("locale"))), []).extend(words)
        made.lose("keywordGroups", "" if given else group.get("logicalName"))
    by_tag = {tag: values.without_repeats(map(plain_of, words)) for tag, words in found.items() if words}
    made.put(
        "keywords",
        by_tag if len(by_tag) > 1 and "" not in by_tag else [word for one in by_tag.values() for word in one],
    )


def _read_versions(made: DraftFromMap) -> None:
    """DOIs and addresses; files themselves are not imported."""
    for each in maps_of(made.take("electronicVersions")):
        doi, address = text_of(each.get("doi")), text_of(each.get("link") or each.get("url"))
        made.put("doi", doi_of(doi), "electronicVersions")
        if address:
            made.put_address(address, "electronicVersions")
        made.lose("file", inner(each, "file", "fileName") or inner(each, "file", "url"))
    links = [text_of(each.get("url")) for each in maps_of(made.take("additionalLinks", "links"))]
    made.put("links", [address for address in links if re.match("https?://", address)])


def _read_identifiers(made: DraftFromMap) -> None:
    """Identifiers of other databases: in `identifiers`, and in the older API in `info`."""
    others = []
    older = maps_of(inner(made.record.get("info"), "additionalExternalIds"))
    older.append({"idSource": made.record.get("externalIdSource"), "value": made.record.get("externalId")})
    for each in (*maps_of(made.take("identifiers")), *older):
        source, value = text_of(each.get("idSource")), text_of(each.get("value"))
        if source.lower() == "pubmed" and value.isdigit():
            made.put("pmid", value)
        elif source and value:
            others.append(f"{source} {value}")
    made.put("identifiers", values.without_repeats(others))
