"""How the entry of a publication becomes a record: the table of fields, their readers, and what must fit together.

The sentences in the tables are printed in docs/entry-format.md.
"""

import re
from dataclasses import replace
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, Reader
from kartotek.content.maps import given_otherwise, map_of, read_fields, renamed, write_instead
from kartotek.content.pasted import warn_of_tags
from kartotek.content.yamltext import Path
from kartotek.model.common import COMMON_FIELDS, contributors, funding, links
from kartotek.model.likely_mistakes import edition, keywords, license_name, number_of_pages, version, without_label
from kartotek.model.publication import FILE_ACCESS, NOTICES, Event, File, Notice, Publication, Relation
from kartotek.model.types import PATENT_OFFICES, TYPED_FIELDS, TYPES, PublicationType
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate, in_order
from kartotek.text.foreign_names import Name, field_meant, types_by_name

STATUSES = (
    "published",
    "in-press",
    "epub-ahead-of-print",
    "accepted",
    "submitted",
    "in-preparation",
    "unpublished",
)
"""Values of `status`; the first is assumed if none is given. Pages and citations have words for the others."""
CATEGORIES = ("research", "commissioned", "communication", "education")
"""Values of `category`, the categories of Elsevier Pure; the first is assumed if none is given."""
OPEN_ACCESS = ("diamond", "gold", "hybrid", "green", "bronze", "closed")
"""Values of `open_access`: the usual names for the ways in which a work is open."""
FILE_VERSIONS = ("submitted", "accepted", "published")
"""Values of `version` of a file, from the manuscript sent in to the version of record."""
RELATIONS = (
    "IsCitedBy", "Cites", "IsSupplementTo", "IsSupplementedBy", "IsContinuedBy", "Continues", "IsDescribedBy",
    "Describes", "HasMetadata", "IsMetadataFor", "HasVersion", "IsVersionOf", "IsNewVersionOf",
    "IsPreviousVersionOf", "IsPartOf", "HasPart", "IsPublishedIn", "IsReferencedBy", "References",
    "IsDocumentedBy", "Documents", "IsCompiledBy", "Compiles", "IsVariantFormOf", "IsOriginalFormOf",
    "IsIdenticalTo", "IsReviewedBy", "Reviews", "IsDerivedFrom", "IsSourceOf", "IsRequiredBy", "Requires",
    "IsObsoletedBy", "Obsoletes", "IsCollectedBy", "Collects", "IsTranslationOf", "HasTranslation",
)  # fmt: skip
"""Values of `relation`: those of relationType in the DataCite Metadata Schema 4.6, appendix 1."""

EVENT_FIELDS = {
    "name": Field(f.text, "The event's name."),
    "place": Field(f.text, "City or venue."),
    "country": Field(f.country, "ISO 3166 code of the country."),
    "start": Field(f.date, "First day."),
    "end": Field(f.date, "Last day."),
    "url": Field(f.url, "The event's own page."),
}
"""The fields of the map `event`; the tables below are those of the other maps in an entry."""
_EVENT = map_of(EVENT_FIELDS, Event, required=("name",))
FILE_FIELDS = {
    "path": Field(f.file_path, "A file in content/files/."),
    "url": Field(f.url, "A file elsewhere."),
    "label": Field(f.text, "The text of the link."),
    "version": Field(f.choice(FILE_VERSIONS), "Which version of the work it is."),
    "access": Field(f.choice(FILE_ACCESS), "Who may read it."),
    "embargo_until": Field(f.calendar_date, "The day it becomes open; until then it is under embargo."),
    "license": Field(license_name, "SPDX id of its licence."),
    "date": Field(f.calendar_date, "Day of this version."),
    "description": Field(f.text, "What is special about it, in a sentence."),
}
_FILE_MAP = map_of(FILE_FIELDS, File, alone="path")
RELATION_FIELDS = {
    "id": Field(f.entry_id, "A publication of this portal."),
    "doi": Field(f.identifier(identifiers.doi), "A work elsewhere, by DOI."),
    "url": Field(f.url, "A work elsewhere, by address."),
    "relation": Field(f.choice(RELATIONS), "How this work relates to that one (DataCite)."),
}
_RELATION_MAP = map_of(RELATION_FIELDS, Relation, required=("relation",), alone="id")
RETRACTION_FIELDS = {
    "date": Field(f.calendar_date, "Day of the retraction."),
    "reason": Field(f.text, "The reason, in a sentence."),
    "notice": Field(f.url, "Address of the notice."),
}
NOTICE_FIELDS = {
    "kind": Field(f.choice(NOTICES), "What kind of notice it is."),
    "date": Field(f.calendar_date, "Day of the notice."),
    "reason": Field(f.text, "What it says, in a sentence."),
    "id": Field(f.entry_id, "The notice, if it is a publication of this portal."),
    "doi": Field(f.identifier(identifiers.doi), "The notice, by DOI."),
    "url": Field(f.url, "The notice, by address."),
}


def _retraction_of(date: PartialDate | None = None, reason: str = "", notice: str = "") -> Notice:
    """What `retracted` says, as a notice."""
    return Notice("retraction", date, reason, url=notice)


_RETRACTION = map_of(RETRACTION_FIELDS, _retraction_of)
_NOTICE_MAP = map_of(NOTICE_FIELDS, Notice, required=("kind",), alone="kind")


def _one_of(read: Reader, keys: tuple[str, ...], what: str, *, needed: bool = True) -> Reader:
    """A reader of maps that must have exactly one of the keys, or at most one if none is `needed`."""
    none = [] if needed else [{"type": "object", "not": {"anyOf": [*map(s.given, keys)]}}]

    @s.takes({**s.schema_of(read), "oneOf": [{"not": {"type": "object"}}, *map(s.given, keys), *none]})
    def read_one(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> Any:
        given = [key for key in keys if raw.get(key)] if isinstance(raw, dict) else list(keys[:1])
        if len(given) > 1 or (needed and not given):
            said, hint = (" and ".join(given), "keep just one") if given else ("none of them", "add one of them")
            diagnostics.add("contradiction", path, f"{what} needs one of {', '.join(keys)}; found {said}", hint)
        return read(raw, path, diagnostics)

    return read_one


_EMBARGO_RULES: list[s.Schema] = [
    {
        "if": {"type": "object", "properties": {"access": {"const": "embargoed"}}, "required": ["access"]},
        "then": s.given("embargo_until"),
    },
    {"if": s.given("embargo_until"), "then": {"properties": {"access": {"enum": ["embargoed", None]}}}},
]


def _embargo(read: Reader) -> Reader:
    """A reader of files for which `embargo_until` alone means an embargo: nobody who gives it means that the file is
    open."""

    @s.takes({**s.schema_of(read), "allOf": _EMBARGO_RULES})
    def read_file(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> Any:
        file = read(raw, path, diagnostics)
        if file is None or not file.embargo_until or file.access == "embargoed":
            return file
        if raw.get("access") in FILE_ACCESS:
            message = f"the file has `embargo_until`, but its access is {file.access}"
            hint = "write `access: embargoed`, or delete `embargo_until`"
            diagnostics.add("contradiction", (*path, "access"), message, hint)
        return replace(file, access="embargoed")

    return read_file


_FILE = _one_of(_embargo(_FILE_MAP), ("path", "url"), "a file")
_RELATION = _one_of(_RELATION_MAP, ("id", "doi", "url"), "a related work")
_NOTICE = _one_of(_NOTICE_MAP, ("id", "doi", "url"), "a notice", needed=False)


@s.takes(s.filled({**s.either(s.FLAG, s.schema_of(_RETRACTION)), "minProperties": 1}))
def _retraction(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> Notice | None:
    """A retraction; `true` is short for one of which nothing more is known, and `false` for none."""
    if isinstance(raw, str) and raw.lower() in ("true", "yes"):
        return _retraction_of()
    if isinstance(raw, str) and raw.lower() in ("false", "no"):
        return None
    found: Notice | None = _RETRACTION(raw, path, diagnostics)
    return found


def _doi_or_handle(text: str) -> str:
    """A DOI or a Handle in canonical form. Repositories give their Handles as DOIs so often that both are accepted
    here."""
    return identifiers.handle(text) if "hdl.handle.net/" in text else identifiers.doi(text)


@s.takes(
    {
        **s.TEXT,
        "pattern": r"^\s*[A-Za-z0-9:._+/-]+\s*$",
        s.SAID: "Write letters a to z, digits and : . _ + / - in it, such as papazu2024.",
    }
)
def _cite_key(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> str | None:
    """A key for BibTeX: without spaces, commas and braces, and without the characters that TeX gives a meaning."""
    key = f.text(raw, path, diagnostics)
    if key and not _CITE_KEY.fullmatch(key):
        hint = "write letters a to z, digits and : . _ + / - , such as papazu2024"
        diagnostics.add("unknown-value", path, f"{key!r} cannot be used as a key in BibTeX", hint)
        return None
    return key


@s.takes(s.COUNTRY)
def _patent_country(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> str | None:
    """A country code, or that of an office which grants patents for several countries."""
    return raw.upper() if isinstance(raw, str) and raw.upper() in PATENT_OFFICES else f.country(raw, path, diagnostics)


_CITE_KEY = re.compile(r"[A-Za-z0-9:._+/-]+")
"""Characters that BibTeX, biblatex and TeX all accept in a key."""

_LABELS = {
    **types_by_name(),
    **{label.lower(): row.key for row in TYPES.values() for label in (row.label, row.plural)},
}
"""Other names of types, in small letters: those on pages, and those that other programs and people use."""


def type_named(label: str) -> str:
    """The key of the type with this name in everyday use or in another program, whatever its case; "" if none has."""
    return _LABELS.get(" ".join(label.lower().split()), "")


FIELDS: dict[str, Field] = {
    "type": Field(f.choice(TYPES, _LABELS), "What kind of research output it is."),
    "title": Field(f.markdown, "Title, with inline Markdown and $math$."),
    "subtitle": Field(f.markdown, "Subtitle, without the colon before it."),
    "translated_title": Field(f.local_markdown, "The title in other languages."),
    "authors": Field(contributors, "Authors in order."),
    "editors": Field(contributors, "Editors of the work, or of the book it is in."),
    "translators": Field(contributors, "Translators."),
    "supervisors": Field(contributors, "Supervisors of a thesis."),
    "issued": Field(f.date_or_interval, "Date of publication."),
    "online": Field(f.date_or_interval, "Date of first online publication."),
    "accepted": Field(f.date_or_interval, "Date of acceptance."),
    "submitted": Field(f.date_or_interval, "Date of submission."),
    "status": Field(f.choice(STATUSES), "Publication status; published if not given."),
    "category": Field(f.choice(CATEGORIES), "Who it is written for; research if not given."),
    "peer_reviewed": Field(f.flag, "Whether peers reviewed it."),
    "journal": Field(f.text, "The journal, by name or by the id of its entry."),
    "book": Field(f.text, "The book or proceedings it is in, by name or id."),
    "series": Field(f.text, "The publication series, by name or id."),
    "volume": Field(without_label("vol", "volume", "bind", "bd", "årgang", "årg"), "Volume."),
    "issue": Field(without_label("no", "nr", "number", "issue", "hæfte"), "Issue number."),
    "pages": Field(without_label("pp?", "pages?", "s", "sider?"), "Pages, such as 41-58."),
    "article_number": Field(
        without_label("art", "article", "artikel", "no", "nr"), "Article number, where there are no pages."
    ),
    "chapter": Field(without_label("ch", "chap", "chapter", "kap", "kapitel"), "Number of the chapter."),
    "edition": Field(edition, "Edition."),
    "number_of_pages": Field(number_of_pages, "Number of pages."),
    "publisher": Field(f.text, "Publisher."),
    "place": Field(f.text, "Place of publication."),
    "issn": Field(f.list_of(f.identifier(identifiers.issn, "bad-issn")), "ISSN of what it appeared in."),
    "isbn": Field(f.list_of(f.identifier(identifiers.isbn, "bad-isbn")), "ISBN, one or several."),
    "event": Field(_EVENT, "The conference, exhibition or other event."),
    "institution": Field(f.text, "Awarding or publishing institution."),
    "qualification": Field(f.text, "The degree that a thesis was written for."),
    "awarded": Field(f.date_or_interval, "Date of the award of the degree."),
    "number": Field(f.list_of(f.text), "Number of a report or patent; several for a patent family."),
    "country": Field(
        _patent_country, "Country of a patent, or the office of several: EP, WO, EA, AP, OA, GC (WIPO ST.3)."
    ),
    "filed": Field(f.date_or_interval, "Filing date of a patent."),
    "medium": Field(f.text, "Medium of an artefact, exhibition or dataset."),
    "version": Field(version, "Version of software, a dataset or a preprint."),
    "commissioned_by": Field(f.text, "Who commissioned it."),
    "doi": Field(f.identifier(_doi_or_handle, "bad-doi", identifiers.likely_doi), "DOI."),
    "arxiv": Field(f.identifier(identifiers.arxiv), "arXiv identifier."),
    "pmid": Field(f.identifier(identifiers.pmid), "PubMed identifier."),
    "pmcid": Field(f.identifier(identifiers.pmcid), "PubMed Central identifier."),
    "handle": Field(f.identifier(identifiers.handle), "Handle."),
    "url": Field(f.url, "Where the work can be read, if it has no DOI."),
    "identifiers": Field(f.list_of(f.text), "Other identifiers, as text."),
    "language": Field(f.language, "Language of the work (BCP 47)."),
    "abstract": Field(f.markdown, "The abstract, in entries that are all YAML."),
    "abstract_language": Field(f.language, "Language of the abstract, if not the work's."),
    "abstracts": Field(f.local_markdown, "Abstracts in further languages."),
    "keywords": Field(keywords, "Keywords: a list, or a map of language to lists."),
    "files": Field(f.list_of(_FILE, one_allowed=False), "Documents with version, access and licence."),
    "links": Field(links, "Other links."),
    "open_access": Field(f.choice(OPEN_ACCESS), "How open the published version is."),
    "license": Field(license_name, "SPDX id of the licence, such as CC-BY-4.0."),
    "organisations": Field(f.list_of(f.entry_id), "Ids of the organisations it belongs to."),
    "projects": Field(f.list_of(f.entry_id), "Ids of the projects it came from."),
    "related": Field(f.list_of(_RELATION, one_allowed=False), "Related works."),
    "funding": Field(funding, "Funders and grants."),
    "sdgs": Field(f.list_of(f.integer(1, 17)), "UN Sustainable Development Goals, by number."),
    "note": Field(f.text, "A bibliographical note."),
    "award": Field(f.text, "A prize it was given."),
    "image": Field(f.file_path, "An image in content/files/."),
    "image_alt": Field(f.text, "What the image shows, for those who cannot see it."),
    "cite_key": Field(_cite_key, "Key in BibTeX and other exports, if not the entry's file name."),
    "featured": Field(f.flag, "Whether the home page shows it first."),
    "publish_on": Field(f.calendar_date, "The day from which it is published."),
    "retracted": Field(_retraction, "Whether it was retracted: `true`, or date, reason and notice."),
    "notices": Field(f.list_of(_NOTICE, one_allowed=False), "Retractions, corrections, expressions of concern."),
    **COMMON_FIELDS,
}
"""The fields of a publication's entry in the order of the reference, each with its reader and its sentence there."""


def read_publication(entry: RawEntry, diagnostics: EntryDiagnostics) -> Publication | None:
    """The record of an entry; None if `type` or `title` is missing or cannot be used, for nothing can be shown without
    them."""
    values = read_fields(entry.data, FIELDS, (), diagnostics, needed=("type", "title", "retracted"))
    _sort_out_doi(entry, values)
    for key in ("type", "title"):
        if key not in entry.data and given_otherwise(key, entry.data, FIELDS):
            continue
        if key not in entry.data:
            diagnostics.add("missing-key", (), f"every publication needs a {key}", f"add `{key}: ...`")
        elif f.is_blank(entry.data[key]):
            diagnostics.add("missing-key", (key,), f"{key} is empty", "fill it in", at_key=True)
    if f.is_blank(entry.data.get("retracted", True)):
        hint = "write `true`, or its date, reason and notice; or delete the line"
        diagnostics.add("missing-key", ("retracted",), "`retracted` is empty", hint, at_key=True)
    if not ("type" in values and "title" in values):
        return None
    if values["title"].lower() in ("null", "~"):
        message = f"the title {values['title']!r} looks like a placeholder"
        diagnostics.add("empty-value", ("title",), message, "write the title")
    if entry.body:
        if "abstract" in values:
            hint = "keep one of the two"
            diagnostics.add(
                "contradiction",
                ("abstract",),
                "there is one abstract here and another below the front matter",
                hint,
                at_key=True,
            )
        values["abstract"] = entry.body
        warn_of_tags(entry.body, (), diagnostics, body=True)
    values.setdefault("abstract_language", values.get("language", ""))
    publication = Publication(key=entry.source.name, **values)
    _check_together(publication, entry, diagnostics)
    return publication


def _sort_out_doi(entry: RawEntry, values: dict[str, Any]) -> None:
    """Put a Handle that was given as DOI where it belongs, and keep what is not a DOI as an identifier in plain
    text."""
    doi = values.get("doi", "")
    if doi and not doi.startswith("10."):
        values.setdefault("handle", values.pop("doi"))
    elif not doi and entry.data.get("doi") and isinstance(entry.data["doi"], str):
        values["identifiers"] = (*values.get("identifiers", ()), f"DOI {entry.data['doi']}")


def _check_together(publication: Publication, entry: RawEntry, diagnostics: EntryDiagnostics) -> None:
    """Report fields that contradict each other, or that the type does not have."""
    row = TYPES[publication.type]
    for key in TYPED_FIELDS.intersection(entry.data):
        if not entry.data[key] or key in row.rows or (key == "issn" and "journal" in row.rows):
            continue
        meant = _meant_for_type(key, row, entry.data)
        if key in ("journal", "book"):
            message = f"type {row.key} cannot have the field `{key}`"
            hint = write_instead(meant, entry.data, entry.data[key]) if meant else _home_hint(key)
            diagnostics.add("contradiction", (key,), message, hint, at_key=True)
        elif meant:
            message = f"`{key}` of the type {row.key} is called `{meant.field}`"
            hint = write_instead(meant, entry.data, entry.data[key])
            diagnostics.add("unused-field", (key,), message, hint, at_key=True, fix=renamed(meant, entry.data))
        else:
            message = f"`{key}` is not shown for type {row.key}"
            diagnostics.add("unused-field", (key,), message, "delete it, or change the type", at_key=True)
    if publication.journal and publication.book:
        hint = "keep the one it was published in; the title of a book series goes into `series`"
        diagnostics.add("contradiction", ("book",), "it has both `journal` and `book`", hint, at_key=True)
    if publication.status in ("in-preparation", "submitted") and publication.issued:
        hint = "change the status, or write the date as `submitted`"
        diagnostics.add(
            "contradiction", ("status",), f"its status is {publication.status}, but it has a date of publication", hint
        )
    event = publication.event
    if event and event.start and event.end and not in_order(event.start, event.end):
        diagnostics.add("date-order", ("event", "end"), "the event ends before it begins", "check both dates")
    for i, file in enumerate(publication.files):
        if file.access == "embargoed" and not file.embargo_until:
            hint = "add `embargo_until: 2027-01-31`"
            diagnostics.add("missing-key", ("files", i), "an embargoed file needs the day its embargo ends", hint)
    itself = {"related": "an entry cannot be related to itself", "notices": "an entry cannot be a notice of itself"}
    for field, message in itself.items():
        for i, other in enumerate(getattr(publication, field)):
            if other.id == publication.key:
                diagnostics.add("contradiction", (field, i), message, "give the id of another entry")
    if publication.image and not publication.image_alt:
        diagnostics.add("missing-key", ("image",), "the image has no description", "add `image_alt: ...`", at_key=True)


def _meant_for_type(key: str, row: PublicationType, data: dict[str, Any]) -> Name | None:
    """The field of this type that a field of other types stands for: the `number` of an article is its issue."""
    meant = field_meant(key, row.key, row.rows)
    if meant is None or not f.is_blank(data.get(meant.field)):
        return None
    several = not str(data[key]).isdigit()
    return None if meant.field == "number_of_pages" and several else meant


def _home_hint(key: str) -> str:
    """What to do with a `journal` or a `book` that the type cannot have."""
    if key == "journal":
        return "delete `journal`, write `series` for a series, or change the type to article-journal"
    return "delete `book`, or change the type to chapter or paper-conference"
