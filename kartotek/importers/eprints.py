"""Records of EPrints 3 in JSON, as a repository exports them ("JSON" in its lists), in the fields of entries.

Fields and types are those of the configuration that EPrints comes with; repositories add their own, which are reported
as unmapped. A record that is not in the public archive is skipped.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from kartotek.importers import other_roles, values
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    MapRow,
    date_in,
    identifiers_in,
    inner,
    maps_of,
    orcid_of,
    plain_of,
    record_of,
    text_of,
    texts_of,
)
from kartotek.importers.json_scan import json_records
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.records import Draft, Found, Raw, Skipped, SourceRecords
from kartotek.model.types import TYPES
from kartotek.text.licenses import license_id

KINDS = {
    "article": "article-journal", "book_section": "chapter", "monograph": "report", "conference_item": "other",
    "conference_proceedings": "proceedings", "book": "book", "edited_book": "anthology", "thesis": "thesis",
    "patent": "patent", "artefact": "artefact", "exhibition": "exhibition", "composition": "artefact",
    "performance": "performance", "image": "artefact", "video": "video", "audio": "artefact", "dataset": "dataset",
    "data_collection": "dataset", "experiment": "dataset", "teaching_resource": "course-material",
    "software": "software", "website": "webpage", "other": "other",
}  # fmt: skip
"""Types there, and the type here."""
MONOGRAPHS = {"working_paper": "working-paper", "discussion_paper": "working-paper", "manual": "manual"}
PRESENTATIONS = {"lecture": "talk", "speech": "talk", "keynote": "talk", "poster": "poster"}
"""What `monograph_type` and `pres_type` say more."""
DATES = {
    "published": "issued", "": "issued", "published_online": "online", "accepted": "accepted",
    "submitted": "submitted", "completed": "awarded", "awarded": "awarded",
}  # fmt: skip
"""Types of dates, and the field here."""
STATUSES = {"inpress": "in-press", "submitted": "submitted", "unpub": "unpublished"}
PEOPLE = {
    "creators": "authors", "editors": "editors", "supervisors": "supervisors", "advisors": "supervisors",
    "thesis_advisor": "supervisors", "translators": "translators",
}  # fmt: skip
"""Fields with people, and the field here."""
ROLES = {"producers": "producer", "conductors": "conductor", "directors": "director", "performers": "performer"}
"""Fields with people in other roles."""
_FLAGS = {"true": "true", "false": "false"}
ROWS = {
    "volume": MapRow("volume", plain_of),
    "pagerange": MapRow("pages", lambda value: values.page_range(plain_of(value))),
    "pages": MapRow("number_of_pages", plain_of),
    "series": MapRow("series", plain_of),
    "publisher": MapRow("publisher", plain_of),
    "place_of_pub": MapRow("place", plain_of),
    "edition": MapRow("edition", lambda value: values.edition(plain_of(value))),
    "issn": MapRow("issn", identifiers_in),
    "isbn": MapRow("isbn", identifiers_in),
    "doi": MapRow("doi", plain_of),
    "article_number": MapRow("article_number", plain_of),
    "output_media": MapRow("medium", plain_of),
    "keywords": MapRow("keywords", lambda value: values.keyword_list("; ".join(texts_of(value)))),
    "refereed": MapRow("peer_reviewed", lambda value: _FLAGS.get(str(value).lower(), "")),
}
"""Fields whose values are read alone."""
_IGNORED = frozenset(
    {
        "eprintid", "rev_number", "eprint_status", "userid", "dir", "datestamp", "lastmod", "status_changed", "type",
        "metadata_visibility", "item_issues_count", "full_text_status", "uri", "succeeds", "commentary", "fileinfo",
        "importid", "replacedby", "sword_depositor", "sword_slug", "contact_email", "hide_email",
        "monograph_type", "pres_type", "thesis_type", "date_type", "ispublished", "documents", "referencetext",
        "suggestions", "source", "edit_lock", "rioxx2_type",
    }
)  # fmt: skip
"""What says nothing about the work: the bookkeeping of the repository."""


def read(text: str, file: str) -> SourceRecords:
    """All records of a file."""
    return json_records(text, file, (), lambda record, said, line: found_in(record, said, file, line))


def found_in(record: dict[str, Any], said: Any, file: str, line: int) -> Found:
    """A record as it is kept until it becomes an entry: as `said`, its text or itself."""
    number = text_of(record.get("eprintid"))
    key = f"eprints:{number}" if number else ""
    status, visible = text_of(record.get("eprint_status")), text_of(record.get("metadata_visibility"))
    if status not in ("", "archive"):
        return Skipped(file, line, f"not everyone may see it in EPrints (it is in {status!r})", key)
    if visible == "hide":
        return Skipped(file, line, "not everyone may see it in EPrints (it is hidden)", key)
    return Raw(file, line, key, text_of(record.get("type")), (("record", said),))


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    made = DraftFromMap(raw, record_of(raw))
    kind = _kind_of(made)
    made.data["type"] = kind
    _read_texts(made)
    _read_people(made, kind)
    _read_dates(made)
    made.read_rows(ROWS)
    _read_home(made, kind)
    _read_event(made)
    _read_addresses(made)
    _read_terms(made)
    return replace(made.done(_IGNORED), former=tuple(_former(made.record)))


def _kind_of(made: DraftFromMap) -> str:
    said = text_of(made.record.get("type"))
    kind = KINDS.get(said, "other")
    if said not in KINDS:
        made.lose("type", said)
    if said == "monograph":
        return MONOGRAPHS.get(text_of(made.record.get("monograph_type")), kind)
    if said == "conference_item":
        return PRESENTATIONS.get(text_of(made.record.get("pres_type")), "paper-conference")
    return kind


def _read_texts(made: DraftFromMap) -> None:
    """Title and abstract, which repositories in several languages have once for each of them."""
    for field, other, read in (("title", "translated_title", line_of), ("abstract", "abstracts", paragraphs_of)):
        first, *more = list(_by_language(made.take(field))) or [("", "")]
        made.put(field, read(first[1]))
        if field == "title":
            made.put("language", values.language(made.text("language", "lang") or first[0]))
        made.put(other, {tag: read(text) for tag, text in more if tag})
        for tag, text in more:
            made.lose(field, "" if tag else text)
    made.put("note", line_of(made.text("note")))


def _by_language(value: Any) -> Iterator[tuple[str, str]]:
    """Texts with their languages, "" where none is said."""
    texts = value if isinstance(value, list) else [value]
    for each in texts:
        text = text_of(inner(each, "text")) if isinstance(each, dict) else text_of(each)
        if text:
            yield values.language(text_of(inner(each, "lang"))), text


def _read_people(made: DraftFromMap, kind: str) -> None:
    people: dict[str, list[Any]] = {}
    for name, field in PEOPLE.items():
        people.setdefault(field, []).extend(_people(made.take(name)))
    people["authors"] += [values.group(text) for text in map(plain_of, texts_of(made.take("corp_creators")))]
    if kind == "anthology" and not people["editors"]:
        people["editors"] = people.pop("authors")
    others: list[Any] = []
    for name, role in ROLES.items():
        for person in _people(made.take(name)):
            other_roles.add(others, person, role)
    people["contributors"] = others
    for each in maps_of(made.take("contributors")):
        said = text_of(each.get("type")).rpartition("/")[2]
        made.lose(f"contributors {said}".strip(), _name_of(each))
    for field, those in people.items():
        made.put(field, those)


def _people(value: Any) -> Iterator[Any]:
    for each in maps_of(value):
        name = inner(each, "name")
        orcid = text_of(each.get("orcid"))
        if isinstance(name, dict):
            parts = [plain_of(name.get(part)) for part in ("given", "family", "lineage")]
            if any(parts[:2]):
                units = [plain_of(each.get("affiliation"))] if each.get("affiliation") else []
                yield values.person(*parts, orcid=orcid_of(orcid) if orcid else "", affiliations=units)
        elif (person := values.name_in_one_line(plain_of(name))) is not None:
            yield person


def _name_of(each: dict[str, Any]) -> str:
    name = each.get("name")
    parts = (inner(name, "given"), inner(name, "family")) if isinstance(name, dict) else (name,)
    return " ".join(filter(None, map(plain_of, parts)))


def _read_dates(made: DraftFromMap) -> None:
    """The date with its type, or all dates with theirs, which newer repositories have."""
    status = STATUSES.get(made.text("ispublished"), "")
    made.put("status", status)
    said = [(made.text("date"), text_of(made.record.get("date_type")))]
    said += [(text_of(each.get("date")), text_of(each.get("date_type"))) for each in maps_of(made.take("dates"))]
    for text, kind in said:
        field = DATES.get(kind, "")
        if field == "awarded" and not TYPES[made.data["type"]].is_thesis:
            field = "issued"
        date = date_in(text)
        if field and date and made.data.get(field, date) == date:
            made.put(field, date)
        else:
            made.lose(f"date {kind}".strip(), text)


def _read_home(made: DraftFromMap, kind: str) -> None:
    """What it appeared in, its number and who awarded or published it."""
    rows = TYPES[kind].rows
    journal, book = plain_of(made.take("publication")), plain_of(made.take("book_title"))
    if "journal" in rows and not (book and "book" in rows):
        made.put("journal", journal, "publication")
        made.lose("book_title", book)
    else:
        made.put("book" if "book" in rows else "series", book or journal, "book_title")
        made.lose("publication", journal if book else "")
    number = plain_of(made.take("number"))
    if "number" in rows:
        made.put("number", [number] if number else [])
    else:
        made.put("issue" if "issue" in rows else "series_number", number, "number")
    units = list(dict.fromkeys(filter(None, (plain_of(made.take(name)) for name in ("institution", "department")))))
    if "institution" in rows and units:
        made.put("institution", units.pop(0))
    made.lose("department", units)
    degree = plain_of(made.take("thesis_name")) or _DEGREES.get(text_of(made.record.get("thesis_type")), "")
    if TYPES[kind].is_thesis:
        made.put("qualification", degree)


_DEGREES = {"phd": "PhD", "masters": "Master", "engd": "EngD", "mphil": "MPhil", "doctoral": "Doctorate"}


def _read_event(made: DraftFromMap) -> None:
    name, place, dates = (plain_of(made.take(f"event_{part}")) for part in ("title", "location", "dates"))
    made.take("event_type")
    start = date_in(dates)
    event = {"name": name, "place": place, "start": start}
    if name:
        made.put("event", {field: value for field, value in event.items() if value})
        made.lose("event_dates", "" if start == dates else dates)
    else:
        made.lose("event", [place, dates])


def _read_addresses(made: DraftFromMap) -> None:
    """The number of the work, which is mostly a DOI, its address elsewhere, and further addresses."""
    if number := made.text("id_number"):
        found = re.search(r"10\.\d{4,9}/\S+", number)
        made.put("doi" if found else "identifiers", found[0] if found else [number], "id_number")
    if address := made.text("official_url"):
        made.put_address(address, "official_url")
    for each in maps_of(made.take("related_url")):
        made.lose("related_url", each.get("url"))


def _read_terms(made: DraftFromMap) -> None:
    """Who paid, and the licence of the first document that has one; the names of documents, which are not fetched."""
    funders, projects = ([plain_of(text) for text in texts_of(made.take(name))] for name in ("funders", "projects"))
    if len(funders) == 1 == len(projects):
        made.put("funding", [{"funder": funders[0], "grant": projects.pop()}])
    else:
        made.put("funding", [{"funder": funder} for funder in funders])
    made.lose("projects", projects)
    documents = maps_of(made.record.get("documents"))
    said = [text_of(each.get("license")) for each in documents]
    found = [id_ for text in said if (id_ := license_id(_DIGIT.sub(r" \1.0", text.replace("_", " "))))]
    made.put("license", found[0] if found else "")
    made.lose("license", "" if found else said)
    made.lose("documents", [name for each in documents if (name := text_of(each.get("main")))])


_DIGIT = re.compile(r" ([1-4])$")
"""The version at the end of `cc_by_4`."""


def _former(record: Mapping[str, Any]) -> Iterator[str]:
    """The addresses of its page in the repository."""
    uri = text_of(record.get("uri"))
    if (number := text_of(record.get("eprintid"))) and number.isdigit():
        yield from (f"/{number}/", f"/id/eprint/{number}")
    if urlsplit(uri).scheme in ("http", "https"):
        yield uri
