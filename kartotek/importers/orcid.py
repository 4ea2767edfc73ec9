"""Works of ORCID records (API 3.0, JSON) in the fields of entries: whole records, lists of works, works in bulk.

Types, relationships and roles are those of ORCID's schema work-3.0. A group of works, which ORCID has taken for the
same one, is one record: the preferred work, completed by the others. A citation in BibTeX completes it further, since
summaries have no authors.
"""

from collections.abc import Iterator
from typing import Any

from kartotek.importers import bibtex, bibtex_fields, other_roles, values
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    doi_of,
    inner,
    maps_of,
    orcid_of,
    plain_of,
    record_of,
    text_of,
)
from kartotek.importers.json_people import named
from kartotek.importers.json_scan import json_records
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.records import Draft, Failed, Found, Raw, SourceRecords
from kartotek.model.roles import OTHER_ROLES
from kartotek.model.types import TYPES

_PATHS = (
    ("activities-summary", "works", "group"),
    ("works", "group"),
    ("group",),
    ("bulk",),
)

KINDS = {
    "annotation": "other", "artistic-performance": "performance", "blog-post": "post-weblog", "book": "book",
    "book-chapter": "chapter", "book-review": "book-review", "cartographic-material": "map",
    "clinical-study": "other", "conference-abstract": "conference-abstract", "conference-output": "other",
    "conference-paper": "paper-conference", "conference-poster": "poster",
    "conference-presentation": "talk",
    "conference-proceedings": "proceedings", "data-management-plan": "report", "data-set": "dataset",
    "design": "artefact", "dictionary-entry": "entry-dictionary", "disclosure": "other", "dissertation": "thesis",
    "dissertation-thesis": "thesis",
    "edited-book": "anthology", "encyclopedia-entry": "entry-encyclopedia", "image": "artefact",
    "interview": "interview",
    "invention": "other", "journal-article": "article-journal", "journal-issue": "anthology",
    "learning-object": "course-material", "lecture-speech": "talk", "letter": "letter", "license": "other",
    "magazine-article": "article-magazine", "manual": "manual", "manuscript": "other", "moving-image": "video",
    "musical-composition": "artefact", "newsletter-article": "article-magazine",
    "newspaper-article": "article-newspaper", "online-resource": "webpage", "other": "other", "patent": "patent",
    "physical-object": "artefact", "preprint": "preprint", "public-speech": "talk", "registered-copyright": "other",
    "report": "report", "research-technique": "other", "research-tool": "other", "review": "review",
    "software": "software", "sound": "artefact", "spin-off-company": "other", "standards-and-policy": "standard",
    "supervised-student-publication": "student-thesis", "teaching-material": "course-material",
    "technical-standard": "standard",
    "test": "other", "trademark": "other", "transcription": "other", "translation": "book", "undefined": "other",
    "video": "video", "website": "webpage", "working-paper": "working-paper",
}  # fmt: skip
"""Types of works there, and the type here; those that have no row become `other`."""

IDENTIFIERS = {
    "doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmc": "pmcid", "handle": "handle", "isbn": "isbn", "issn": "issn",
    "uri": "url",
}  # fmt: skip
"""Types of external identifiers, and the field here; the others become `identifiers`."""

ROLES = {
    "author": "authors", "": "authors", "editor": "editors", "co-inventor": "authors", "chair-or-translator": "",
    "principal-investigator": "authors", "co-investigator": "authors", "graduate-student": "authors",
    "other-inventor": "authors", "postdoctoral-researcher": "authors", "support-staff": "",
}  # fmt: skip
"""Roles of contributors, and the field here; "" where there is none. Whoever has a role of CRediT is an author, and an
assignee is a contributor."""

_IGNORED = frozenset(
    {
        "put-code", "path", "visibility", "source", "created-date", "last-modified-date", "display-index",
        "external-ids", "citation", "country", "journal-title",
    }
)  # fmt: skip
_FROM_CITATION = ("authors", "editors", "book", "volume", "issue", "pages", "publisher", "institution", "number")
"""What a citation may complete."""


def read(text: str, file: str) -> SourceRecords:
    """All works of a file."""

    return json_records(text, file, _PATHS, lambda record, said, line: found_in(record, said, file, line))


def found_in(record: dict[str, Any], said: Any, file: str, line: int) -> Found:
    """A work as it is kept until it becomes an entry: as `said`, its text or itself; or what ORCID says instead."""
    if isinstance(record.get("error"), dict):
        reason = plain_of(record["error"].get("user-message") or record["error"].get("developer-message"))
        return Failed(file, line, f"ORCID gave no work: {reason or 'it does not say why'}")
    work = _work_of(record)
    return Raw(file, line, _key_of(work), text_of(work.get("type")), (("record", said),))


def _work_of(record: dict[str, Any]) -> dict[str, Any]:
    """The work in its envelope, or the preferred one of a group with what only the others say."""
    if isinstance(record.get("work"), dict):
        return dict(record["work"])
    summaries = maps_of(record.get("work-summary"))
    if not summaries:
        return record
    summaries.sort(key=lambda each: -int(text_of(each.get("display-index")) or 0) if _is_number(each) else 0)
    made: dict[str, Any] = {}
    for summary in summaries:
        made = {**summary, **{name: value for name, value in made.items() if value not in (None, "", [], {})}}
    found = [each for one in (record, *summaries) for each in _external(one)]
    return {**made, "external-ids": {"external-id": list({_identity(each): each for each in found}.values())}}


def _is_number(summary: dict[str, Any]) -> bool:
    return text_of(summary.get("display-index")).isdigit()


def _external(work: dict[str, Any]) -> list[dict[str, Any]]:
    return maps_of(inner(work.get("external-ids"), "external-id"))


def _identity(each: dict[str, Any]) -> tuple[str, str]:
    kind, value = text_of(each.get("external-id-type")), text_of(each.get("external-id-value"))
    return kind, doi_of(value) if kind == "doi" else value.lower()


def _key_of(work: dict[str, Any]) -> str:
    """Its DOI, which is the same whoever added the work to ORCID; else its number in ORCID."""
    own = (value for each in _external(work) for kind, value in [_identity(each)] if kind == "doi" and _is_own(each))
    doi = next((value for value in own if value.startswith("10.")), "")
    number = text_of(work.get("put-code"))
    return f"doi:{doi}" if doi else f"put-code:{number}" if number else ""


def _is_own(each: dict[str, Any]) -> bool:
    return text_of(each.get("external-id-relationship")).lower() in ("self", "")


def draft(raw: Raw) -> Draft:
    """A work in the fields of entries."""
    made = DraftFromMap(raw, _work_of(record_of(raw)))
    there = made.text("type").lower().replace("_", "-")
    kind = KINDS.get(there, "other")
    if there not in KINDS:
        made.lose("type", there)
    made.data["type"] = kind
    _read_titles(made)
    _read_people(made)
    _read_date(made)
    made.put("language", values.language(_value(made.take("language-code"))))
    made.put("abstract", paragraphs_of(_value(made.take("short-description"))))
    _read_container(made, kind)
    _read_identifiers(made)
    if address := _value(made.take("url")):
        made.put_address(address)
    _read_citation(made)
    return made.done(_IGNORED)


def _value(said: Any) -> str:
    """A text, which is mostly in a map of its own."""
    return text_of(inner(said, "value")) or text_of(said)


def _read_titles(made: DraftFromMap) -> None:
    titles = made.take("title")
    made.put("title", line_of(_value(inner(titles, "title"))))
    made.put("subtitle", line_of(_value(inner(titles, "subtitle"))))
    translated = inner(titles, "translated-title")
    tag, text = values.language(text_of(inner(translated, "language-code"))), _value(translated)
    if text and tag:
        made.put("translated_title", {tag: line_of(text)})
    else:
        made.lose("translated-title", text)


def _read_people(made: DraftFromMap) -> None:
    people: dict[str, list[Any]] = {}
    for each in maps_of(inner(made.take("contributors"), "contributor")):
        role = text_of(inner(each, "contributor-attributes", "contributor-role")).lower().replace("_", "-")
        field = ROLES.get(role, "authors" if "credit.niso.org" in role else "")
        name = _value(each.get("credit-name"))
        person = named(name, orcid=orcid_of(inner(each, "contributor-orcid", "path")))
        if person is not None and field:
            _add(people.setdefault(field, []), person, other_roles.credit_of(role) if "credit.niso.org" in role else "")
        elif person is not None and role in OTHER_ROLES:
            other_roles.add(people.setdefault("contributors", []), person, role)
        elif not field:
            made.lose(f"contributor {role}", name)
    for field, those in people.items():
        made.put(field, those)


def _add(people: list[Any], person: Any, credit: str) -> None:
    """Add someone who is named once for each role: with all roles of CRediT, and once."""
    own = dict(person) if isinstance(person, dict) else {"name": person}
    for i, known in enumerate(people):
        if {name: value for name, value in _as_map(known).items() if name != "credit"} == own:
            roles = [*_as_map(known).get("credit", ()), *([credit] if credit else ())]
            people[i] = {**own, "credit": list(dict.fromkeys(roles))} if roles else known
            return
    people.append({**own, "credit": [credit]} if credit else person)


def _as_map(person: Any) -> dict[str, Any]:
    return person if isinstance(person, dict) else {"name": person}


def _read_date(made: DraftFromMap) -> None:
    said = made.take("publication-date")
    parts = (_value(inner(said, name)) for name in ("year", "month", "day"))
    made.put("issued", values.date(*parts))


def _read_container(made: DraftFromMap, kind: str) -> None:
    title = plain_of(_value(made.record.get("journal-title")))
    rows = TYPES[kind].rows
    if "awarded" in rows:
        made.put("institution", title)
    else:
        made.put("book" if "book" in rows else "journal" if "journal" in rows else "publisher", title, "journal-title")


def _read_identifiers(made: DraftFromMap) -> None:
    """Those of the work itself; ISSN and ISBN of what it is in; of other versions and wholes those with a DOI."""
    related, others = [], []
    for each in _external(dict(made.record)):
        kind, value = text_of(each.get("external-id-type")).lower(), text_of(each.get("external-id-value"))
        relationship = text_of(each.get("external-id-relationship")).lower().replace("_", "-")
        field = IDENTIFIERS.get(kind, "")
        if field in ("isbn", "issn"):
            made.put(field, [*made.data.pop(field, []), value])
        elif relationship in ("part-of", "version-of") and kind == "doi":
            related.append({"relation": _RELATIONS[relationship], "doi": doi_of(value)})
        elif relationship not in ("self", "", "version-of"):
            made.lose(f"external-id {kind} ({relationship})", value)
        elif field == "url":
            made.put_address(value, "external-id uri")
        elif field:
            made.put(field, doi_of(value) if kind == "doi" else value, f"external-id {kind}")
        else:
            others.append(f"{_NAMES.get(kind, kind)} {value}".strip())
    made.put("related", related)
    made.put("identifiers", values.without_repeats(others))


_RELATIONS = {"part-of": "IsPartOf", "version-of": "IsVersionOf"}
_NAMES = {"eid": "EID", "wosuid": "WOS", "other-id": "", "source-work-id": "", "lccn": "LCCN", "oclc": "OCLC",
    "ssrn": "SSRN", "bibcode": "ADS Bibcode", "mr": "MR", "zbl": "Zbl", "jfm": "JFM", "asin": "ASIN"}  # fmt: skip
"""What types of identifiers are called, where it is not as ORCID writes them."""


def _read_citation(made: DraftFromMap) -> None:
    """What a citation in BibTeX knows more; citations in other formats, for reading, are reported as unmapped."""
    citation = made.take("citation")
    text, kind = text_of(inner(citation, "citation-value")), text_of(inner(citation, "citation-type")).lower()
    found = next(iter(_cited(text)), None) if kind == "bibtex" else None
    if found is None:
        made.lose("citation", text)
        return
    rows = TYPES[made.data["type"]].rows
    for field in _FROM_CITATION:
        if found.data.get(field) and field not in made.data and (field in rows or field in ("authors", "editors")):
            made.put(field, found.data[field])


def _cited(text: str) -> Iterator[Draft]:
    for raw in bibtex.read(text, "citation").found:
        if isinstance(raw, Raw):
            yield bibtex_fields.draft(raw)
