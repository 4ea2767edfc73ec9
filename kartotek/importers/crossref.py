"""Works of Crossref's REST API in the fields of entries: one of them, or the answer to a query.

Fields are those of the API's documentation (api.crossref.org, "works"). Lists of references and the addresses for text
mining are left out without a word.
"""

import re
from collections.abc import Iterator
from typing import Any

from kartotek.importers import other_roles, values
from kartotek.importers.crossref_types import CROSSREF_KINDS
from kartotek.importers.csl_fields import csl_date
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    MapRow,
    doi_of,
    identifiers_in,
    inner,
    maps_of,
    orcid_of,
    plain_of,
    record_of,
    text_of,
    texts_of,
)
from kartotek.importers.json_people import named, unit_names
from kartotek.importers.json_scan import json_records
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.records import Draft, Found, Raw, Skipped, SourceRecords
from kartotek.model.publication import NOTICES
from kartotek.model.publication_maps import RELATIONS
from kartotek.model.types import TYPES
from kartotek.text.licenses import license_id

_PATHS = (("message", "items"), ("message",), ("items",))
_NO_WORKS = {
    "journal",
    "journal-issue",
    "journal-volume",
    "proceedings-series",
    "book-series",
    "report-series",
    "grant",
}

ROWS = {
    "DOI": MapRow("doi", doi_of),
    "volume": MapRow("volume", plain_of),
    "issue": MapRow("issue", plain_of),
    "page": MapRow("pages", lambda value: values.page_range(plain_of(value))),
    "article-number": MapRow("article_number", plain_of),
    "edition-number": MapRow("edition", lambda value: values.edition(plain_of(value))),
    "publisher-location": MapRow("place", plain_of),
    "ISBN": MapRow("isbn", identifiers_in),
    "ISSN": MapRow("issn", identifiers_in),
    "language": MapRow("language", lambda value: values.language(plain_of(value))),
    "abstract": MapRow("abstract", lambda value: paragraphs_of(_without_heading(text_of(value)))),
    "subject": MapRow("keywords", lambda value: values.without_repeats(map(plain_of, texts_of(value)))),
    "accepted": MapRow("accepted", csl_date),
    "degree": MapRow("qualification", plain_of),
    "version": MapRow("version", lambda value: plain_of(inner(value, "number")) or plain_of(value)),
}
"""Fields whose values are read alone."""

PEOPLE = {"author": "authors", "editor": "editors", "translator": "translators"}
"""Fields with names; those of `chair` are contributors."""

_IGNORED = frozenset(
    {
        "indexed", "created", "deposited", "score", "prefix", "member", "source", "reference-count",
        "references-count", "is-referenced-by-count", "content-domain", "link", "reference", "alternative-id",
        "issn-type", "isbn-type", "journal-issue", "assertion", "update-policy", "URL",
        "published", "published-print", "published-online", "published-other", "type", "subtype", "content-created",
        "content-updated", "resource", "aliases", "free-to-read", "status",
    }
)  # fmt: skip


def read(text: str, file: str) -> SourceRecords:
    """All works of a file."""

    return json_records(text, file, _PATHS, lambda record, said, line: found_in(record, said, file, line))


def found_in(record: dict[str, Any], said: Any, file: str, line: int) -> Found:
    """A work as it is kept until it becomes an entry: as `said`, its text or itself; a journal, say, is none."""
    key, kind = doi_of(record.get("DOI")), text_of(record.get("type"))
    if kind in _NO_WORKS:
        return Skipped(file, line, f"it is a {kind.replace('-', ' ')}, not a work", key)
    return Raw(file, line, key, kind, (("record", said),))


def draft(raw: Raw) -> Draft:
    """A work in the fields of entries."""
    made = DraftFromMap(raw, record_of(raw))
    kind = CROSSREF_KINDS.get(raw.kind, "other")
    subtype = text_of(made.record.get("subtype")).replace("_", "-")
    if subtype in ("working-paper", "report"):
        kind = subtype
    made.data["type"] = kind
    _read_titles(made)
    for name, field in PEOPLE.items():
        made.put(field, list(_people(made.take(name))))
    chairs: list[Any] = []
    for person in _people(made.take("chair")):
        other_roles.add(chairs, person, "chair")
    made.put("contributors", chairs)
    made.read_rows(ROWS)
    _read_home(made, kind)
    _read_dates(made, kind)
    _read_event(made)
    _read_terms(made)
    made.put("related", list(_relations(made)))
    _read_updates(made)
    return made.done(_IGNORED)


def _without_heading(text: str) -> str:
    """An abstract without the heading "Abstract", which publishers send with it."""
    return re.sub(r"^\s*<(jats:)?title>\s*(?:abstract|summary)\s*</(jats:)?title>", "", text, flags=re.IGNORECASE)


def _read_titles(made: DraftFromMap) -> None:
    titles = texts_of(made.take("title"))
    made.put("title", line_of(titles[0]) if titles else "")
    for other in titles[1:]:
        made.lose("title", other)
    subtitles = texts_of(made.take("subtitle"))
    if subtitles and titles and subtitles[0].lower() not in titles[0].lower():
        made.put("subtitle", line_of(subtitles[0]))
    made.lose("subtitle", subtitles[1:])
    short = texts_of(made.take("short-title"))
    made.put("short_title", line_of(short[0]) if short and short[0] not in titles else "")
    originals = [text for text in texts_of(made.take("original-title")) if text not in titles]
    made.lose("original-title", originals)


def _people(value: Any) -> Iterator[Any]:
    for each in maps_of(value):
        if each.get("family") or each.get("given"):
            parts = each.get("given"), each.get("family"), each.get("suffix")
            units = unit_names(maps_of(each.get("affiliation")))
            yield named("", *parts, orcid=orcid_of(each.get("ORCID")), affiliations=units)
        elif name := plain_of(each.get("name")):
            yield values.group(name)


def _read_home(made: DraftFromMap, kind: str) -> None:
    """What it appeared in, and who published it. Of two titles of a container the first is the series."""
    titles = [plain_of(title) for title in texts_of(made.take("container-title"))]
    rows = TYPES[kind].rows
    field = "book" if "book" in rows else "journal" if "journal" in rows else "series"
    if len(titles) > 1 and field == "book":
        made.put("series", titles.pop(0))
    for title in titles:
        made.put(field, title, "container-title")
    institutions = maps_of(made.take("institution"))
    names = [plain_of(each.get("name")) for each in institutions]
    publisher = plain_of(made.take("publisher"))
    if "institution" in rows and (names or kind == "thesis"):
        made.put("institution", names[0] if names else publisher)
        names = names[1:]
    made.put("publisher", "" if publisher == made.data.get("institution") else publisher)
    made.lose("institution", names)
    short = plain_of(made.take("short-container-title"))
    made.put("container_title_short", "" if short in (made.data.get("journal"), made.data.get("book")) else short)
    group = plain_of(made.take("group-title"))
    made.lose("group-title", group)


def _read_dates(made: DraftFromMap, kind: str) -> None:
    """The date of the issue, and that of appearing online if it is another."""
    posted, approved = csl_date(made.take("posted")), csl_date(made.take("approved"))
    online = csl_date(made.record.get("published-online"))
    issued = (
        csl_date(made.record.get("published-print")) or csl_date(made.take("issued")) or posted
        or csl_date(made.record.get("published"))
    )  # fmt: skip
    made.take("issued")
    made.put("issued", issued or approved)
    made.put("online", online if online != issued else "")
    if kind == "thesis":
        made.put("awarded", approved)
    elif approved != made.data.get("issued"):
        made.lose("approved", approved)


def _read_event(made: DraftFromMap) -> None:
    said = made.take("event")
    start, end = csl_date(inner(said, "start")), csl_date(inner(said, "end"))
    event = {
        "name": plain_of(inner(said, "name")), "place": plain_of(inner(said, "location")), "start": start,
        "end": "" if end == start else end,
    }  # fmt: skip
    if event["name"]:
        made.put("event", {field: value for field, value in event.items() if value})
    else:
        made.lose("event", said)


def _read_terms(made: DraftFromMap) -> None:
    """The licence of the version of record, if it is one that is known, and who paid."""
    licences = sorted(maps_of(made.take("license")), key=lambda each: text_of(each.get("content-version")) != "vor")
    found = [id_ for each in licences if (id_ := license_id(text_of(each.get("URL"))))]
    made.put("license", found[0] if found else "")
    if not found:
        made.lose("license", [each.get("URL") for each in licences])
    for field in ("issn", "isbn"):
        kinds = maps_of(made.record.get(f"{field}-type"))
        electronic = [text_of(each.get("value")) for each in kinds if each.get("type") == "electronic"]
        numbers = made.data.pop(field, ())
        made.put(field, [number for number in numbers if number not in electronic])
        made.put(f"e{field}", [number for number in numbers if number in electronic])
    funding: list[dict[str, str]] = []
    for each in maps_of(made.take("funder")):
        name = plain_of(each.get("name"))
        grants = [plain_of(grant) for grant in texts_of(each.get("award"))]
        funding += [{"funder": name, "grant": grant} for grant in grants] or [{"funder": name}]
    made.put("funding", [each for each in funding if each["funder"]])


def _relations(made: DraftFromMap) -> Iterator[dict[str, str]]:
    """Related works; the API has the relations of DataCite in small letters with hyphens, and some of its own."""
    by_name = {relation.lower(): relation for relation in RELATIONS} | _OWN_RELATIONS
    said = made.take("relation")
    for name, those in said.items() if isinstance(said, dict) else ():
        relation = by_name.get(name.replace("-", "").lower())
        for each in maps_of(those):
            kind, address = text_of(each.get("id-type")), text_of(each.get("id"))
            if relation and kind == "doi":
                yield {"relation": relation, "doi": doi_of(address)}
            elif relation and re.match("https?://", address):
                yield {"relation": relation, "url": address}
            else:
                made.lose(f"relation {name}", address)


_OWN_RELATIONS = {
    "ispreprintof": "IsPreviousVersionOf", "haspreprint": "IsNewVersionOf", "hasreview": "IsReviewedBy",
    "isreviewof": "Reviews", "issupplementedby": "IsSupplementedBy", "isbasedon": "IsDerivedFrom",
    "isbasisfor": "IsSourceOf", "isdataof": "IsSupplementTo", "hasdata": "IsSupplementedBy",
    "hasmanuscript": "IsVersionOf", "ismanuscriptof": "IsVersionOf",
    "issameas": "IsIdenticalTo", "isreplacedby": "IsObsoletedBy",
    "replaces": "Obsoletes", "isrelatedmaterial": "", "hasrelatedmaterial": "",
}  # fmt: skip
"""Relations of Crossref's schema that DataCite has another word for."""


_UPDATES = {kind.replace("-", "_"): kind for kind in NOTICES}
"""Updates of Crossref that entries have as notices; there are others, such as new versions."""


def _read_updates(made: DraftFromMap) -> None:
    """Retractions and other notices that are told of the work; what the work itself updates is reported as unmapped."""
    notices = []
    for each in maps_of(made.take("updated-by")):
        kind = _UPDATES.get(text_of(each.get("type")), "")
        doi, date = doi_of(each.get("DOI")), csl_date(each.get("updated"))
        if kind == "retraction" and "retracted" not in made.data:
            given = {"date": date, "notice": f"https://doi.org/{doi}" if doi else ""}
            made.put("retracted", {field: value for field, value in given.items() if value} or "true")
        elif kind:
            given = {"kind": kind, "date": date, "doi": doi}
            notices.append({field: value for field, value in given.items() if value})
        else:
            made.lose("updated-by", [each.get("type"), each.get("DOI")])
    made.put("notices", notices)
    for each in maps_of(made.take("update-to")):
        made.lose("update-to", [each.get("type"), each.get("DOI")])
