"""Records of DataCite in JSON, in the fields of entries: as its REST API and content negotiation give them, and as the
portal exports them.

Properties and their controlled lists are those of the DataCite Metadata Schema 4.7 (appendix 1).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kartotek.importers import other_roles, values
from kartotek.importers.datacite_relations import read_relations
from kartotek.importers.datacite_types import kind_of
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    doi_of,
    inner,
    maps_of,
    orcid_of,
    plain_of,
    record_of,
    text_of,
    texts_of,
)
from kartotek.importers.json_people import named, orcid_in, unit_names
from kartotek.importers.json_scan import json_records
from kartotek.importers.markdown_text import line_of, paragraphs_of, without_tags
from kartotek.importers.notes import VOLUMES, in_notes, status_of
from kartotek.importers.records import Draft, Raw, SourceRecords
from kartotek.model.types import TYPES
from kartotek.text import ipc
from kartotek.text.licenses import license_id
from kartotek.text.standard_values import is_standard_value

_PATHS = (("data",), ("records",))
PEOPLE = {"Editor": "editors", "Supervisor": "supervisors", "Translator": "translators"}
"""Types of contributors, and the field here; those of `other_roles` are contributors here, too."""
DATES = {
    "Issued": "issued", "Available": "online", "Accepted": "accepted", "Submitted": "submitted",
    "Coverage": "temporal_coverage",
}  # fmt: skip
"""Types of dates, and the field here; of those of the type "Other", `dateInformation` says the field."""

_IGNORED = frozenset(
    {
        "id", "agency", "state", "prefix", "suffix", "schemaVersion", "schemeUri", "providerId", "clientId", "source",
        "isActive", "metadataVersion", "viewCount", "downloadCount", "citationCount", "referenceCount",
        "viewsOverTime", "downloadsOverTime", "citationsOverTime", "partCount", "partOfCount", "versionCount",
        "versionOfCount", "created", "registered", "published", "updated", "xml", "contentUrl", "reason", "container",
        "formats", "landingPage", "contributorsCount", "provider",
    }
)  # fmt: skip
"""What says nothing about the work: the bookkeeping of the registry."""


def read(text: str, file: str) -> SourceRecords:
    """All records of a file."""

    return json_records(text, file, _PATHS, lambda record, said, line: raw_of(record, said, file, line))


def raw_of(record: dict[str, Any], said: Any, file: str, line: int) -> Raw:
    """A record as it is kept until it becomes an entry: as `said`, its text or itself."""
    own = _plain_record(record)
    kind = text_of(inner(own, "types", "resourceTypeGeneral"))
    return Raw(file, line, doi_of(own.get("doi")) or _key(own), kind, (("record", said),))


def _key(record: Mapping[str, Any]) -> str:
    """What the portal's own export calls a work that has no DOI."""
    for each in maps_of(record.get("alternateIdentifiers")):
        if each.get("alternateIdentifierType") == "Local":
            return text_of(each.get("alternateIdentifier"))
    return text_of(record.get("id"))


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    made = DraftFromMap(raw, _plain_record(record_of(raw)))
    made.data["type"] = kind_of(made)
    made.put("doi", doi_of(made.take("doi")))
    made.put("language", values.language(made.text("language")))
    _read_titles(made)
    _read_people(made)
    read_relations(made)
    _read_publisher(made)
    _read_dates(made)
    _read_subjects(made)
    _read_descriptions(made)
    _read_terms(made)
    _read_places(made)
    made.put("version", plain_of(made.take("version")))
    if address := made.text("url"):
        made.put_address(address)
    return made.done(_IGNORED)


def _plain_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record itself, without the envelope of the API, and with the names of fields as the schema has them now.

    Older files have `publication-year` or `publication_year`, `creator` and `title`.
    """
    attributes = record.get("attributes")
    given = {**attributes, "id": record.get("id")} if isinstance(attributes, dict) else record
    made: dict[str, Any] = {}
    for name, value in given.items():
        camel = re.sub(r"[-_]([a-z])", lambda found: found[1].upper(), name)
        made[_OLD_NAMES.get(camel, camel)] = value
    if isinstance(made.get("titles"), str):
        made["titles"] = [{"title": made["titles"]}]
    types = dict(made["types"]) if isinstance(made.get("types"), dict) else {}
    for name in ("resourceTypeGeneral", "resourceType"):
        old = re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
        if value := made.pop(name, None) or types.pop(old, None):
            types[name] = value
    return {**made, "types": types}


_OLD_NAMES = {
    "creator": "creators", "title": "titles", "datePublished": "publicationYear", "description": "descriptions",
    "keywords": "subjects", "DOI": "doi"}  # fmt: skip


def _read_titles(made: DraftFromMap) -> None:
    """The first title of no type is the title; those in other languages are translations of it."""
    language = str(made.data.get("language", ""))
    translated: dict[str, str] = {}
    for each in maps_of(made.take("titles")):
        text, kind, tag = text_of(each.get("title")), text_of(each.get("titleType")), text_of(each.get("lang"))
        if not kind and "title" not in made.data:
            made.put("title", line_of(text))
        elif kind == "Subtitle" and "subtitle" not in made.data:
            made.put("subtitle", line_of(text))
        elif tag and tag != language and tag not in translated and kind in ("", "TranslatedTitle", "AlternativeTitle"):
            translated[tag] = line_of(text)
        elif kind == "Other" and text.startswith(VOLUMES):  # as our exports say it
            made.put("volume_title", line_of(text.partition(": ")[2]))
        else:
            made.lose(f"titles {kind}".strip(), text)
    made.put("translated_title", translated)


def _read_people(made: DraftFromMap) -> None:
    """Creators, and contributors of the work and of the book it is in."""
    creators = list(_people(made, maps_of(made.take("creators"))))
    field = "editors" if made.data["type"] == "anthology" else "authors"
    if TYPES[made.data["type"]].authority and len(creators) == 1 and set(creators[0]) == {"literal"}:
        made.put("institution", creators.pop()["literal"])  # a court signs as what it is
    made.put(field, creators)
    people: dict[str, list[Any]] = {}
    hosts = [item for item in maps_of(made.record.get("relatedItems")) if item.get("relationType") == "IsPublishedIn"]
    of_host = [each for item in hosts for each in maps_of(item.get("contributors"))]
    for each in (*maps_of(made.take("contributors")), *of_host):
        kind = text_of(each.get("contributorType"))
        if field := PEOPLE.get(kind, ""):
            people.setdefault(field, []).extend(_people(made, [each]))
        elif role := other_roles.OF_DATACITE.get(kind, ""):
            for person in _people(made, [each]):
                other_roles.add(people.setdefault("contributors", []), person, role)
        else:
            made.lose(f"contributors {kind}".strip(), each.get("name"))
    for field, those in people.items():
        made.put(field, those)


def _people(made: DraftFromMap, creators: list[dict[str, Any]]) -> Iterator[Any]:
    for each in creators:
        name, given, family = each.get("name"), each.get("givenName"), each.get("familyName")
        if is_standard_value(plain_of(name)):
            continue
        kind = text_of(each.get("nameType")) or text_of(each.get("type"))
        units = unit_names(_listed(each.get("affiliation")))
        if kind.startswith("Organi") and not family:
            yield values.group(plain_of(name))
            made.lose("affiliation", units)
            continue
        identifiers = maps_of(each.get("nameIdentifiers"))
        orcid = orcid_in(identifiers) or _orcid(each.get("id"))
        made.lose("nameIdentifiers", [one.get("nameIdentifier") for one in identifiers if not orcid_in([one])])
        family, suffix = _without_suffix(plain_of(name), plain_of(family), plain_of(given))
        if (person := named(name, given, family, suffix, orcid=orcid, affiliations=units)) is not None:
            yield person


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _orcid(address: Any) -> str:
    return orcid_of(address) if "orcid.org/" in text_of(address) else ""


def _without_suffix(name: str, family: str, given: str) -> tuple[str, str]:
    """The family name, and the suffix that only the whole name has: "King, Martin Luther, Jr."."""
    begin = f"{family}, {given}, "
    return (family, name[len(begin) :]) if given and name.startswith(begin) else (family, "")


def _read_publisher(made: DraftFromMap) -> None:
    said = made.take("publisher")
    publisher = plain_of(inner(said, "name")) or plain_of(said)
    if publisher and not is_standard_value(publisher):
        made.put("institution" if TYPES[made.data["type"]].is_thesis else "publisher", publisher, "publisher")
    for item in maps_of(made.record.get("relatedItems")):
        if item.get("relationType") not in ("IsPublishedIn", "IsPartOf"):
            continue  # it is that of another work
        other = plain_of(item.get("publisher"))
        made.lose("relatedItems publisher", "" if other == publisher else other)


def _read_dates(made: DraftFromMap) -> None:
    """Dates by their type, as precise as `dateInformation` says; the year of publication if none says the same."""
    for each in maps_of(made.take("dates")):
        said, kind = text_of(each.get("date")), text_of(each.get("dateType"))
        meaning, _, exact = text_of(each.get("dateInformation")).rpartition("; ")
        if not exact.endswith(" (EDTF)"):
            meaning, exact = text_of(each.get("dateInformation")), ""
        date = exact.removesuffix(" (EDTF)") if exact else _date(said)
        field = DATES.get(kind) or {"awarded": "awarded", "filed": "filed"}.get(meaning, "")
        if kind == "Withdrawn" and (notice := {"removed": "removal", "withdrawn": "withdrawal"}.get(meaning)):
            made.put("notices", [{"kind": notice, "date": date} if date else {"kind": notice}])
        elif kind == "Withdrawn":
            made.put("retracted", {"date": date} if date else "true")
        elif field and date and field not in made.data:
            made.put(field, date)
        elif not (field and made.data.get(field) == date):
            made.lose(f"dates {kind}", f"{said} {meaning}".strip())
    year = made.text("publicationYear")
    known = [
        str(made.data.get(field, "")) for field in ("issued", "online", "awarded", "filed", "accepted", "submitted")
    ]
    if year != "0000" and not is_standard_value(year) and not any(date.startswith(year) for date in known):
        made.put("issued", year)
    if made.data.get("awarded") == made.data.get("issued"):
        made.data.pop("issued", None)


def _date(said: str) -> str:
    """A date or a range (RKMS-ISO8601) without times of day."""
    ends = [re.sub(r"T.*", "", end.strip()) for end in said.split("/")]
    text = "/".join(dict.fromkeys(end for end in ends if end))
    return text if values.is_date(text) else ""


def _read_subjects(made: DraftFromMap) -> None:
    """Keywords, by language if they all say which, Sustainable Development Goals, and classes of patents."""
    labels: list[tuple[str, str]] = []
    goals: list[str] = []
    classes: list[str] = []
    said = made.take("subjects")
    for each in [{"subject": text} for text in said.split(",")] if isinstance(said, str) else maps_of(said):
        label = plain_of(each.get("subject"))
        goal = re.search(r"sdgs.un.org/goals/goal([0-9]+)", text_of(each.get("valueUri")))
        if goal or (found := re.fullmatch(r"(?:SDG|Goal) ?([0-9]{1,2})\b.*", label)):
            goals.append((goal or found)[1])  # type: ignore[index]  # one of them was found
        elif text_of(each.get("subjectScheme")) in (ipc.SCHEME, "IPC") and "ipc" in TYPES[made.data["type"]].rows:
            classes.append(text_of(each.get("classificationCode")) or label)
        else:
            labels.append((text_of(each.get("lang")), label))
    made.put("sdgs", goals)
    made.put("ipc", classes)
    languages = list(dict.fromkeys(tag for tag, _ in labels))
    if "" in languages or len(languages) < 2:
        made.put("keywords", values.without_repeats(label for _, label in labels))
    else:
        by_tag = {tag: [label for each, label in labels if each == tag] for tag in languages}
        made.put("keywords", {tag: values.without_repeats(those) for tag, those in by_tag.items()})


def _read_descriptions(made: DraftFromMap) -> None:
    """Abstracts in the language of the work and in others; what our exports say in words: status, notes, retraction."""
    notes: list[str] = []
    further: dict[str, str] = {}
    said = made.take("descriptions")
    for each in [{"description": said, "descriptionType": "Abstract"}] if isinstance(said, str) else maps_of(said):
        text, kind, tag = (
            text_of(each.get("description")),
            text_of(each.get("descriptionType")),
            text_of(each.get("lang")),
        )
        if kind == "Abstract" and "abstract" not in made.data:
            made.put("abstract", paragraphs_of(text))
            made.put("abstract_language", tag if tag != made.data.get("language") else "")
        elif kind == "Abstract" and tag and tag not in further:
            further[tag] = paragraphs_of(text)
        elif kind == "Other" and (status := status_of(text)):
            made.put("status", status)
        elif kind == "Other":
            note, found = in_notes(text)
            notes += [note] if note else []
            for field in ("retracted", "notices"):
                if field in found:  # it says more than the date alone
                    made.data[field] = found.pop(field)
            for field, value in found.items():
                made.put(field, value)
        else:
            made.lose(f"descriptions {kind}".strip(), text)
    made.put("abstracts", further)
    made.put("note", without_tags("; ".join(notes)))
    if made.data.get("status") in ("submitted", "in-preparation") and "issued" in made.data:
        made.put("submitted", made.data.pop("issued"))


_EDGES = {f"{side}BoundLatitude": side for side in ("north", "south")} | {
    f"{side}BoundLongitude": side for side in ("east", "west")
}
_COORDINATES = {"pointLatitude": "latitude", "pointLongitude": "longitude"}


def _read_places(made: DraftFromMap) -> None:
    """The places that data are about; polygons have no place here."""
    places = []
    for each in maps_of(made.take("geoLocations")):
        found = {"place": plain_of(each.get("geoLocationPlace"))}
        for part, names in (("geoLocationPoint", _COORDINATES), ("geoLocationBox", _EDGES)):
            said = {field: text_of(inner(each, part, name)) for name, field in names.items()}
            found |= said if all(said.values()) else {}
        places += [{field: value for field, value in found.items() if value}] if any(found.values()) else []
        made.lose("geoLocationPolygon", each.get("geoLocationPolygon"))
    made.put("spatial_coverage", places)


def _read_terms(made: DraftFromMap) -> None:
    """Licence, pages, and who paid."""
    for each in maps_of(made.take("rightsList")):
        said = [each.get("rightsIdentifier"), each.get("rightsUri"), each.get("rights")]
        found = next(filter(None, map(license_id, map(text_of, said))), "")
        own = text_of(each.get("rights"))
        if found and "license" not in made.data:
            made.put("license", found)
        elif own and "license" not in made.data and not each.get("rightsUri"):
            made.put("license", own)
        elif not (found and found == made.data.get("license")):
            made.lose("rightsList", said[2] or said[1])
    for size in texts_of(made.take("sizes")):
        pages = re.fullmatch(r"([0-9]+) pages?", size)
        made.put("number_of_pages", pages[1] if pages else "")
        made.lose("sizes", "" if pages else size)
    funding = []
    for each in maps_of(made.take("fundingReferences")):
        scheme, funder_id = text_of(each.get("funderIdentifierType")), text_of(each.get("funderIdentifier"))
        given = {"funder": plain_of(each.get("funderName")), "grant": plain_of(each.get("awardNumber"))}
        given["ror"] = funder_id.rstrip("/").rpartition("/")[2] if scheme == "ROR" else ""
        funding += [{field: value for field, value in given.items() if value}] if given["funder"] else []
        made.lose("funderIdentifier", "" if scheme == "ROR" else funder_id)
        made.lose("awardTitle", each.get("awardTitle"))
        made.lose("awardUri", each.get("awardUri"))
    made.put("funding", funding)
