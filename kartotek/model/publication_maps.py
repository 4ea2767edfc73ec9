"""How the maps within the entry of a publication become records: its event, files, related works and notices.

The sentences in the tables are printed in docs/entry-format.md.
"""

from dataclasses import replace
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, Reader
from kartotek.content.maps import map_of
from kartotek.content.money import amount, currency
from kartotek.content.multilingual_text import multilingual
from kartotek.content.paths import ValuePath
from kartotek.model.common_fields import contributors
from kartotek.model.likely_mistakes import license_name
from kartotek.model.publication import FILE_ACCESS, NOTICES, Charge, Event, File, Notice, OtherWork, Relation
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate

FILE_VERSIONS = ("submitted", "accepted", "published")
"""Values of `version` of a file, from the manuscript sent in to the version of record."""
RELATIONS = (
    "IsCitedBy", "Cites", "IsSupplementTo", "IsSupplementedBy", "IsContinuedBy", "Continues", "IsDescribedBy",
    "Describes", "HasMetadata", "IsMetadataFor", "HasVersion", "IsVersionOf", "IsNewVersionOf",
    "IsPreviousVersionOf", "IsPartOf", "HasPart", "IsPublishedIn", "IsReferencedBy", "References",
    "IsDocumentedBy", "Documents", "IsCompiledBy", "Compiles", "IsVariantFormOf", "IsOriginalFormOf",
    "IsIdenticalTo", "IsReviewedBy", "Reviews", "IsDerivedFrom", "IsSourceOf", "IsRequiredBy", "Requires",
    "IsObsoletedBy", "Obsoletes", "IsCollectedBy", "Collects", "IsTranslationOf", "HasTranslation",
    "Other",
)  # fmt: skip
"""Values of `relation`: those of relationType in the DataCite Metadata Schema 4.7, appendix 1."""

EVENT_FIELDS = {
    "name": Field(multilingual, "The event's name."),
    "place": Field(multilingual, "City or venue."),
    "country": Field(f.country, "ISO 3166 code of the country."),
    "start": Field(f.date, "First day."),
    "end": Field(f.date, "Last day."),
    "url": Field(f.url, "The event's own page."),
}
"""The fields of the map `event`; the tables below are those of the other maps in an entry."""
EVENT = map_of(EVENT_FIELDS, Event, required=("name",))
FILE_FIELDS = {
    "path": Field(f.file_path, "A file in content/files/."),
    "url": Field(f.url, "A file elsewhere."),
    "label": Field(multilingual, "The text of the link."),
    "version": Field(f.choice(FILE_VERSIONS), "Which version of the work it is."),
    "access": Field(f.choice(FILE_ACCESS), "Who may read it."),
    "embargo_until": Field(f.calendar_date, "The day it becomes open; until then it is under embargo."),
    "license": Field(license_name, "SPDX id of its licence."),
    "date": Field(f.calendar_date, "Day of this version."),
    "description": Field(multilingual, "What is special about it, in a sentence."),
}
_FILE_MAP = map_of(FILE_FIELDS, File, alone="path")
RELATION_FIELDS = {
    "id": Field(f.entry_id, "A publication of this portal."),
    "doi": Field(f.identifier(identifiers.doi), "A work elsewhere, by DOI."),
    "url": Field(f.url, "A work elsewhere, by address."),
    "relation": Field(f.choice(RELATIONS), "How this work relates to that one (DataCite)."),
    "information": Field(multilingual, "More about the relation in a few words; with `relation: Other`, what it is."),
}
_RELATION_MAP = map_of(RELATION_FIELDS, Relation, required=("relation",), alone="id")
RETRACTION_FIELDS = {
    "date": Field(f.calendar_date, "Day of the retraction."),
    "reason": Field(multilingual, "The reason, in a sentence."),
    "notice": Field(f.url, "Address of the notice."),
}
NOTICE_FIELDS = {
    "kind": Field(f.choice(NOTICES), "What kind of notice it is."),
    "date": Field(f.calendar_date, "Day of the notice."),
    "reason": Field(multilingual, "What it says, in a sentence."),
    "id": Field(f.entry_id, "The notice, if it is a publication of this portal."),
    "doi": Field(f.identifier(identifiers.doi), "The notice, by DOI."),
    "url": Field(f.url, "The notice, by address."),
}
CHARGE_FIELDS = {
    "amount": Field(amount, "The sum without taxes; 0 if it was waived."),
    "currency": Field(currency, "Its currency (ISO 4217)."),
    "paid_by": Field(multilingual, "Who paid it."),
}
_OTHER_WORK = {
    "title": Field(f.markdown, "Its title; that of its entry, if not given here, and so for the other fields."),
    "authors": Field(contributors, "Its authors."),
    "issued": Field(f.date_or_interval, "When it appeared."),
    "id": Field(f.entry_id, "The work, if it is a publication of this portal."),
    "doi": Field(f.identifier(identifiers.doi), "The work, by DOI."),
    "url": Field(f.url, "The work, by address."),
}
REVIEWED_FIELDS = _OTHER_WORK
ORIGINAL_FIELDS = {
    **_OTHER_WORK,
    "language": Field(f.language, "Its language (BCP 47)."),
    "publisher": Field(multilingual, "Its publisher."),
    "place": Field(multilingual, "Its place of publication."),
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
    def read_one(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Any:
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
    def read_file(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Any:
        file = read(raw, path, diagnostics)
        if file is None or not file.embargo_until or file.access == "embargoed":
            return file
        if raw.get("access") in FILE_ACCESS:
            message = f"the file has `embargo_until`, but its access is {file.access}"
            hint = "write `access: embargoed`, or delete `embargo_until`"
            diagnostics.add("contradiction", (*path, "access"), message, hint)
        return replace(file, access="embargoed")

    return read_file


FILE = _one_of(_embargo(_FILE_MAP), ("path", "url"), "a file")
RELATION = _one_of(_RELATION_MAP, ("id", "doi", "url"), "a related work")
_PLACES = ("id", "doi", "url")
REVIEWED = _one_of(map_of(REVIEWED_FIELDS, OtherWork, alone="title"), _PLACES, "a reviewed work", needed=False)
ORIGINAL = _one_of(map_of(ORIGINAL_FIELDS, OtherWork, alone="title"), _PLACES, "an original", needed=False)
CHARGE = map_of(CHARGE_FIELDS, Charge, required=("amount", "currency"))
NOTICE = _one_of(_NOTICE_MAP, ("id", "doi", "url"), "a notice", needed=False)


@s.takes(s.filled({**s.either(s.FLAG, s.schema_of(_RETRACTION)), "minProperties": 1}))
def retraction(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Notice | None:
    """A retraction; `true` is short for one of which nothing more is known, and `false` for none."""
    if isinstance(raw, str) and raw.lower() in ("true", "yes"):
        return _retraction_of()
    if isinstance(raw, str) and raw.lower() in ("false", "no"):
        return None
    found: Notice | None = _RETRACTION(raw, path, diagnostics)
    return found
