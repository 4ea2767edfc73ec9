"""Items of Zotero in JSON, in the fields of entries: as its web API gives them, and as Better BibTeX exports them.

Types and fields are those of Zotero's schema. Attachments, notes and annotations are records that become no entry;
those that stand in an item are reported as unmapped.
"""

import re
from collections.abc import Iterator
from typing import Any

from kartotek.importers import other_roles, values
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    MapRow,
    date_in,
    doi_of,
    identifiers_in,
    maps_of,
    plain_of,
    record_of,
    text_of,
)
from kartotek.importers.json_scan import json_records
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.notes import in_notes, status_of
from kartotek.importers.records import Draft, Found, Raw, Skipped, SourceRecords
from kartotek.model.publication_fields import type_named
from kartotek.model.types import TYPES
from kartotek.text.licenses import license_id

_PATHS = (("items",),)

KINDS = {
    "artwork": "artefact", "audioRecording": "artefact", "bill": "legislation", "blogPost": "post-weblog",
    "book": "book",
    "bookSection": "chapter", "case": "legal-case", "computerProgram": "software",
    "conferencePaper": "paper-conference",
    "dataset": "dataset", "dictionaryEntry": "entry-dictionary", "document": "other", "email": "other",
    "encyclopediaArticle": "entry-encyclopedia", "film": "video", "forumPost": "post-weblog", "hearing": "legal-case",
    "instantMessage": "other", "interview": "interview", "journalArticle": "article-journal", "letter": "other",
    "magazineArticle": "article-magazine", "manuscript": "other", "map": "map",
    "newspaperArticle": "article-newspaper", "patent": "patent", "podcast": "podcast", "preprint": "preprint",
    "presentation": "talk", "radioBroadcast": "podcast", "report": "report", "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis", "tvBroadcast": "video", "videoRecording": "video", "webpage": "webpage",
}  # fmt: skip
"""Types of items there, and the type here; those that have no row become `other`."""

_NO_WORKS = {"attachment": "it is an attachment", "note": "it is a note", "annotation": "it is an annotation"}

ROWS = {
    "publicationTitle": MapRow("journal", plain_of),
    "bookTitle": MapRow("book", plain_of),
    "proceedingsTitle": MapRow("book", plain_of),
    "encyclopediaTitle": MapRow("book", plain_of),
    "dictionaryTitle": MapRow("book", plain_of),
    "websiteTitle": MapRow("journal", plain_of),
    "blogTitle": MapRow("journal", plain_of),
    "forumTitle": MapRow("journal", plain_of),
    "programTitle": MapRow("journal", plain_of),
    "reporter": MapRow("journal", plain_of),
    "code": MapRow("journal", plain_of),
    "reporterVolume": MapRow("volume", plain_of),
    "codeVolume": MapRow("volume", plain_of),
    "codeNumber": MapRow("volume", plain_of),
    "firstPage": MapRow("pages", plain_of),
    "codePages": MapRow("pages", lambda value: values.page_range(plain_of(value))),
    "series": MapRow("series", plain_of),
    "seriesTitle": MapRow("series", plain_of),
    "seriesNumber": MapRow("series_number", plain_of),
    "journalAbbreviation": MapRow("container_title_short", plain_of),
    "numberOfVolumes": MapRow("number_of_volumes", plain_of),
    "section": MapRow("section", plain_of),
    "volume": MapRow("volume", plain_of),
    "issue": MapRow("issue", plain_of),
    "pages": MapRow("pages", lambda value: values.page_range(plain_of(value))),
    "edition": MapRow("edition", lambda value: values.edition(plain_of(value))),
    "numPages": MapRow("number_of_pages", plain_of),
    "place": MapRow("place", plain_of),
    "publisher": MapRow("publisher", plain_of),
    "institution": MapRow("institution", plain_of),
    "organization": MapRow("institution", plain_of),
    "university": MapRow("institution", plain_of),
    "court": MapRow("institution", plain_of),
    "legislativeBody": MapRow("institution", plain_of),
    "authority": MapRow("institution", plain_of),
    "company": MapRow("publisher", plain_of),
    "repository": MapRow("publisher", plain_of),
    "distributor": MapRow("publisher", plain_of),
    "label": MapRow("publisher", plain_of),
    "studio": MapRow("publisher", plain_of),
    "network": MapRow("publisher", plain_of),
    "assignee": MapRow("publisher", plain_of),
    "thesisType": MapRow("qualification", plain_of),
    "versionNumber": MapRow("version", plain_of),
    "programmingLanguage": MapRow("programming_language", lambda value: values.keyword_list(plain_of(value))),
    "system": MapRow("medium", plain_of),
    "artworkMedium": MapRow("medium", plain_of),
    "audioRecordingFormat": MapRow("medium", plain_of),
    "videoRecordingFormat": MapRow("medium", plain_of),
    "format": MapRow("medium", plain_of),
    "audioFileType": MapRow("medium", plain_of),
    "interviewMedium": MapRow("medium", plain_of),
    "DOI": MapRow("doi", doi_of),
    "ISBN": MapRow("isbn", identifiers_in),
    "ISSN": MapRow("issn", identifiers_in),
    "language": MapRow("language", lambda value: values.language(plain_of(value))),
    "abstractNote": MapRow("abstract", lambda value: paragraphs_of(text_of(value))),
    "PMID": MapRow("pmid", text_of),
    "PMCID": MapRow("pmcid", text_of),
}
"""Fields whose values are read alone."""

PEOPLE = {
    "author": "authors", "editor": "editors", "translator": "translators", "inventor": "authors", "artist": "authors",
    "programmer": "authors", "presenter": "authors", "cartographer": "authors", "podcaster": "authors",
    "interviewee": "authors", "creator": "authors", "sponsor": "authors",
}  # fmt: skip
"""Roles of creators, and the field here; those of `other_roles` are contributors, but of a thesis they are
supervisors."""

_IGNORED = frozenset(
    {
        "key", "version", "itemID", "itemKey", "libraryID", "library", "links", "meta", "accessDate", "dateAdded",
        "dateModified", "collections", "relations", "libraryCatalog", "uri", "select", "citekey", "citationKey",
        "parentItem", "inPublications", "itemType", "citation-key", "groupID", "createdByUser",
    }
)  # fmt: skip


def read(text: str, file: str) -> SourceRecords:
    """All items of a file."""

    def make(record: dict[str, Any], said: str, line: int) -> Found:
        item = _item_of(record)
        key, kind = text_of(item.get("key") or item.get("itemKey")), text_of(item.get("itemType"))
        if kind in _NO_WORKS:
            return Skipped(file, line, _NO_WORKS[kind], key)
        return Raw(file, line, key, kind, (("record", said),))

    return json_records(text, file, _PATHS, make)


def _item_of(record: dict[str, Any]) -> dict[str, Any]:
    """The item itself, which the API has under `data`."""
    data = record.get("data")
    return {"key": record.get("key"), **data} if isinstance(data, dict) else record


def draft(raw: Raw) -> Draft:
    """An item in the fields of entries."""
    made = DraftFromMap(raw, _item_of(record_of(raw)))
    kind = _kind_of(made)
    made.data["type"] = kind
    _read_title(made)
    _read_people(made, kind)
    note, said = in_notes(made.text("extra"))
    made.read_rows(ROWS)
    _read_numbers(made, kind)
    _read_event(made)
    _read_original(made)
    _read_date(made, kind)
    tags = [plain_of(tag.get("tag")) for tag in maps_of(made.take("tags"))]
    made.put("keywords", values.without_repeats(tags))
    for field, value in said.items():
        made.put(field, [value] if field in ("isbn", "issn") else value, "extra")
    made.put("note", note)
    if address := made.text("url"):
        made.put_address(address)
    made.put("license", _license(made.text("rights")))
    _read_key(made)
    for name, what in (("attachments", "title"), ("notes", "note")):
        for each in maps_of(made.take(name)):
            made.lose(name, plain_of(each.get(what)) or each.get("url") or each.get("path"))
    return made.done(_IGNORED)


def _kind_of(made: DraftFromMap) -> str:
    """The type; that of a report, a manuscript, a preprint or a talk may be said in words."""
    there = made.raw.kind
    kind = KINDS.get(there, "other")
    if there not in KINDS:
        made.lose("itemType", there)
    words = made.text("genre", "reportType", "manuscriptType", "presentationType", "letterType", "type")
    said = type_named(words)
    if said and there in ("report", "manuscript", "presentation", "preprint", "document", "webpage"):
        return said
    if said == "student-thesis":
        return said
    if kind == "thesis":
        made.put("qualification", words)
    elif "report" not in words.lower() or kind != "report":
        made.lose("type", words)
    creators = {text_of(each.get("creatorType")) for each in maps_of(made.record.get("creators"))}
    return "anthology" if kind == "book" and "editor" in creators and "author" not in creators else kind


def _read_title(made: DraftFromMap) -> None:
    """The title; laws, cases and letters have it under other names."""
    title, short = made.text("title", "caseName", "nameOfAct", "subject"), made.text("shortTitle")
    if subtitle := values.subtitle_behind(short, title):
        made.put("title", line_of(short))
        made.put("subtitle", line_of(subtitle))
    else:
        made.put("title", line_of(title))
        made.put("short_title", "" if short == title else line_of(short))


def _read_people(made: DraftFromMap, kind: str) -> None:
    people: dict[str, list[Any]] = {}
    reviewed: list[Any] = []
    for each in maps_of(made.take("creators")):
        role = text_of(each.get("creatorType"))
        field = PEOPLE.get(role) or ("supervisors" if kind == "thesis" and role == "contributor" else "")
        for person in _person(each):
            if field:
                people.setdefault(field, []).append(person)
            elif role in other_roles.OF_ZOTERO:
                other_roles.add(people.setdefault("contributors", []), person, other_roles.OF_ZOTERO[role])
            elif role == "reviewedAuthor":
                reviewed.append(person)
            else:
                made.lose(f"creators {role}".strip(), person)
    for field, those in people.items():
        made.put(field, those)
    if reviewed:  # Zotero has no field for the title
        made.put("reviewed", {"authors": reviewed})


def _person(creator: dict[str, Any]) -> Iterator[Any]:
    given, family = plain_of(creator.get("firstName")), plain_of(creator.get("lastName"))
    if creator.get("name") or (family and not given and creator.get("fieldMode") in (1, "1")):
        yield values.group(plain_of(creator.get("name")) or family)
    elif given or family:
        given, _, suffix = given.partition(", ")
        yield values.person(given, family, suffix)


def _read_numbers(made: DraftFromMap, kind: str) -> None:
    """Numbers of reports and patents; of a series, where there is no volume; and the country of a patent.

    Better BibTeX has one name for what Zotero calls publisher, university and institution, and one for titles of
    journals and books.
    """
    rows = TYPES[kind].rows
    said = made.take(
        "number",
        "reportNumber",
        "patentNumber",
        "publicLawNumber",
        "docketNumber",
        "archiveID",
        "billNumber",
        "episodeNumber",
    )
    number = plain_of(said)
    if found := re.fullmatch(r"arxiv:\s*(\S+)", number, re.IGNORECASE):
        made.put("arxiv", found[1])
    elif number and "number" in rows:
        made.put("number", [number])
    else:
        made.lose("number", number)
    country = made.text("country")
    if kind == "patent" and re.fullmatch("[A-Z]{2}", country):
        made.put("country", country)
    else:
        made.lose("country", country)
    if kind == "podcast" and "journal" not in made.data and "series" in made.data:
        made.data["journal"] = made.data.pop("series")
    if kind == "paper-conference" and "journal" in made.data and "book" not in made.data and "issn" not in made.data:
        made.data["book"] = made.data.pop("journal")
    if kind in ("thesis", "report", "working-paper") and "institution" not in made.data and "publisher" in made.data:
        made.data["institution"] = made.data.pop("publisher")


def _read_original(made: DraftFromMap) -> None:
    """The original of a reprint or a translation."""
    said = {
        "issued": date_in(made.text("originalDate")),
        "publisher": plain_of(made.take("originalPublisher")),
        "place": plain_of(made.take("originalPlace")),
    }
    made.put("original", {name: value for name, value in said.items() if value})


def _read_event(made: DraftFromMap) -> None:
    name = plain_of(made.take("conferenceName", "meetingName"))
    place = plain_of(made.data.pop("place", "")) if made.raw.kind == "presentation" else ""
    if name:
        made.put("event", {"name": name, "place": place} if place else {"name": name})
    else:
        made.lose("place", place)


def _read_date(made: DraftFromMap, kind: str) -> None:
    said = made.text("date", "issueDate", "dateEnacted", "dateDecided")
    date = date_in(said)
    status = status_of(made.text("status")) or ("" if date else status_of(said))
    made.put("status", "" if status == "published" else status)
    made.lose("date", "" if date or status else said)
    made.put("submitted" if status in ("submitted", "in-preparation") else "issued", date)
    filed = made.text("filingDate")
    if kind == "patent" and date_in(filed):
        made.put("filed", date_in(filed))
    else:
        made.lose("filingDate", filed)


def _license(text: str) -> str:
    return license_id(text) or text


def _read_key(made: DraftFromMap) -> None:
    key = made.text("citationKey", "citekey", "citation-key")
    made.put("cite_key", key if re.fullmatch(r"[A-Za-z0-9:._+/-]+", key) else "")
