"""DataCite's JSON: valid by its schema, and read back."""

import json
from typing import Any

from kartotek.export.work import Work
from kartotek.roundtrip.datacite_schema import validate
from kartotek.roundtrip.facts import EntryFacts, given, spaced, wanted
from kartotek.text.rich import with_subtitle
from kartotek.text.standard_values import UNKNOWN


def wanted_datacite(work: Work) -> EntryFacts:
    """As for most formats, but editors of a work without authors are its creators; pages are a first and a last one."""
    facts = wanted(work)
    record = work.record
    if not facts["authors"]:
        facts["editors"] = [] if record.editors else facts["editors"]
        facts["authors"] = [agent.inverted for agent in work.creators] or [work.authority or UNKNOWN]
    facts["key"], facts["url"] = record.key, record.url or work.url
    facts["date"] = str(record.issued or (not record.online and record.awarded) or "")
    facts["year"] = f"{record.year or 0:04}"
    facts["type"] = work.type.datacite
    pages = facts.pop("pages")
    facts["first page"] = pages.split(",")[0].split("-")[0] if pages.count("-") <= 1 and facts["container"] else None
    for name in ("volume", "issue", "article number"):
        facts[name] = facts[name] if facts["container"] else ""
    if facts["first page"] is None:
        del facts["first page"]
    return facts


def read_datacite(text: str) -> EntryFacts:
    """The facts in a record."""
    data = json.loads(text)
    validate(data)
    titles = {title.get("titleType", ""): title["title"] for title in data["titles"]}
    items = [item for item in data.get("relatedItems", ()) if item["relationType"] == "IsPublishedIn"]
    home = items[0] if items else {}
    subtitle = titles.get("Subtitle")
    return given(
        key=_of_type(data, "Local"),
        type=data["types"]["resourceTypeGeneral"],
        title=spaced(with_subtitle(titles[""], subtitle or "")),
        authors=[person["name"] for person in data["creators"]],
        editors=[person["name"] for person in data.get("contributors", ()) if person["contributorType"] == "Editor"],
        date=" ".join(_date(date) for date in data.get("dates", ()) if date["dateType"] == "Issued"),
        year=data.get("publicationYear"),
        container=spaced(home["titles"][0]["title"]) if home else "",
        volume=spaced(home.get("volume", "")),
        issue=spaced(home.get("issue", "")),
        first_page=home.get("firstPage"),
        article_number=home.get("number") if home.get("numberType") == "Article" else "",
        doi=data.get("doi"),
        isbn=_related(data, "ISBN") or _of_type(data, "ISBN"),
        issn=_related(data, "ISSN"),
        url=data.get("url"),
        language=data.get("language"),
    )


def _date(date: dict[str, str]) -> str:
    """The date, or what it is in EDTF where DataCite's own forms do not say it all."""
    whole = date.get("dateInformation", "").rpartition("; ")[2]
    return whole.removesuffix(" (EDTF)") if whole.endswith(" (EDTF)") else date["date"]


def _related(data: dict[str, Any], kind: str) -> str:
    related = data.get("relatedIdentifiers", ())
    return " ".join(
        found["relatedIdentifier"]
        for found in related
        if found["relatedIdentifierType"] == kind and found["relationType"] == "IsPartOf"
    )


def _of_type(data: dict[str, Any], kind: str) -> str:
    others = data["alternateIdentifiers"]
    return " ".join(found["alternateIdentifier"] for found in others if found["alternateIdentifierType"] == kind)
