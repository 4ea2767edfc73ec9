"""CSL-JSON and CSL-YAML in the fields of entries: one table of types, one of variables.

Types and variables are those of CSL 1.0.2 (appendices III and IV) and its data schema, with those that Crossref,
DataCite, Zotero and Mendeley add when they are asked for CSL-JSON.
"""

import re
from collections.abc import Iterator
from typing import Any

from kartotek.importers import other_roles, values
from kartotek.importers.crossref_types import CROSSREF_KINDS
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    MapRow,
    date_in,
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
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.notes import in_notes, status_of
from kartotek.importers.records import Draft, Raw
from kartotek.model.publication_fields import type_named
from kartotek.model.types import TYPES
from kartotek.text.dates import PartialDate

KINDS = {
    **CROSSREF_KINDS,
    "article": "preprint", "article-journal": "article-journal", "article-magazine": "article-magazine",
    "article-newspaper": "article-newspaper", "bill": "legislation", "book": "book", "broadcast": "podcast",
    "chapter": "chapter", "classic": "book", "collection": "other", "dataset": "dataset", "document": "other",
    "entry": "entry-encyclopedia", "entry-dictionary": "entry-dictionary",
    "entry-encyclopedia": "entry-encyclopedia", "event": "exhibition",
    "figure": "artefact", "graphic": "artefact", "hearing": "legal-case", "interview": "interview",
    "legal_case": "legal-case",
    "legislation": "legislation", "manuscript": "other", "map": "map", "motion_picture": "video",
    "musical_score": "artefact", "pamphlet": "book", "paper-conference": "paper-conference", "patent": "patent",
    "performance": "performance", "periodical": "anthology", "personal_communication": "other", "post": "post-weblog",
    "post-weblog": "post-weblog", "regulation": "legislation", "report": "report", "review": "book-review",
    "review-book": "book-review", "software": "software", "song": "artefact", "speech": "talk",
    "standard": "standard", "thesis": "thesis", "treaty": "legislation", "webpage": "webpage",
}  # fmt: skip
"""Types there, and the type here; those that have no row become `other`."""

ROWS = {
    "volume": MapRow("volume", plain_of),
    "issue": MapRow("issue", plain_of),
    "page": MapRow("pages", lambda value: values.page_range(plain_of(value))),
    "article-number": MapRow("article_number", plain_of),
    "chapter-number": MapRow("chapter", plain_of),
    "edition": MapRow("edition", lambda value: values.edition(plain_of(value))),
    "version": MapRow("version", plain_of),
    "medium": MapRow("medium", plain_of),
    "number-of-pages": MapRow("number_of_pages", plain_of),
    "publisher-place": MapRow("place", plain_of),
    "collection-title": MapRow("series", plain_of),
    "collection-number": MapRow("series_number", plain_of),
    "container-title-short": MapRow("container_title_short", plain_of),
    "journalAbbreviation": MapRow("container_title_short", plain_of),
    "volume-title": MapRow("volume_title", lambda value: line_of(text_of(value))),
    "number-of-volumes": MapRow("number_of_volumes", plain_of),
    "section": MapRow("section", plain_of),
    "language": MapRow("language", lambda value: values.language(plain_of(value))),
    "DOI": MapRow("doi", doi_of),
    "PMID": MapRow("pmid", text_of),
    "PMCID": MapRow("pmcid", text_of),
    "ISBN": MapRow("isbn", identifiers_in),
    "ISSN": MapRow("issn", identifiers_in),
    "keyword": MapRow("keywords", lambda value: _keywords(value)),
    "categories": MapRow("keywords", lambda value: _keywords(value)),
    "abstract": MapRow("abstract", lambda value: paragraphs_of(text_of(value))),
}
"""Variables whose values are read alone. Names, titles, dates, numbers and addresses are put together below."""

PEOPLE = {"author": "authors", "editor": "editors", "translator": "translators", "editorial-director": "editors"}
"""Variables with names, and the field here; those of `other_roles` are contributors. An editorial director counts only
where there are no editors."""

_IGNORED = frozenset(
    {
        "id", "accessed", "source", "citation-label", "uris", "indexed", "created", "deposited", "score",
        "reference-count", "references-count", "is-referenced-by-count", "prefix", "member", "content-domain", "link",
        "reference", "resource", "page-first", "schema", "type", "citation-number", "first-reference-note-number",
    }
)  # fmt: skip
"""What says nothing about the work: bookkeeping of programs, and what is read together with another variable."""

_GENRES_DECIDE = frozenset({"", "article", "article-journal", "speech", "manuscript", "document", "report",
    "paper-conference", "webpage", "post", "event", "performance", "graphic", "broadcast", "book"})  # fmt: skip
"""Types of which `genre` may say more exactly what they are."""
_DEGREES = {"phdthesis": "PhD", "mastersthesis": "Master’s"}
_UNSTABLE = re.compile(r"ITEM-[0-9]+|temp_id_[0-9]+|[0-9]+")
"""Ids that programs give anew with each export."""
_CITE_KEY = re.compile(r"(?!https?:)[A-Za-z0-9:._+/-]+")


def key_of(record: dict[str, Any]) -> str:
    """What tells an item from others in every export of its source; "" if nothing does."""
    key = text_of(record.get("id"))
    return "" if _UNSTABLE.fullmatch(key) else key


def draft(raw: Raw) -> Draft:
    """An item in the fields of entries."""
    made = DraftFromMap(raw, record_of(raw))
    kind = _decide_type(made)
    made.data["type"] = kind
    _read_title(made)
    _read_people(made, kind)
    note, said = in_notes(text_of(made.take("note")))
    made.read_rows(ROWS)
    _read_numbers(made, kind)
    _read_home(made, kind)
    _read_others(made)
    _read_dates(made, kind)
    _read_event(made)
    for field, value in said.items():
        made.put(field, [value] if field in ("isbn", "issn") else value, "note")
    made.put("note", note)
    if address := made.text("URL"):
        made.put_address(address, "URL")
    _read_key(made)
    return made.done(_IGNORED)


def _decide_type(made: DraftFromMap) -> str:
    there = text_of(made.record.get("type"))
    genre = made.text("genre")
    kind = KINDS.get(there) or type_named(there) or "other"
    if there and there not in KINDS and kind == "other":
        made.lose("type", there)
    if kind == "thesis":
        if type_named(genre) == "student-thesis":
            return "student-thesis"
        made.put("qualification", _DEGREES.get(genre.lower(), genre))
    elif genre and there in _GENRES_DECIDE and (named := type_named(genre)):
        kind = named
    elif genre and not (kind == "report" and "report" in genre.lower()):
        made.lose("genre", genre)
    if kind == "book" and "editor" in made.record and "author" not in made.record:
        return "anthology"
    return kind


def _read_title(made: DraftFromMap) -> None:
    """Title and subtitle: apart where the source has them apart, or where the short title is the first of two parts."""
    title, short = made.text("title"), made.text("title-short", "shortTitle", "short-title")
    subtitle = made.text("subtitle")
    if not subtitle and (behind := values.subtitle_behind(short, title)):
        title, subtitle = short, behind
    elif short != title:
        made.put("short_title", line_of(short))
    made.put("title", line_of(title))
    if subtitle and subtitle not in title:
        made.put("subtitle", line_of(subtitle))


def _read_people(made: DraftFromMap, kind: str) -> None:
    for name, field in PEOPLE.items():
        people = list(_names(made.take(name)))
        if field not in made.data:
            made.put(field, people)
        else:
            made.lose(name, people)
    if kind == "thesis":  # programs have supervisors there
        made.put("supervisors", list(_names(made.take("contributor"))))
    contributors: list[Any] = []
    for name, role in other_roles.OF_CSL.items():
        for person in _names(made.take(name)):
            other_roles.add(contributors, person, role)
    made.put("contributors", contributors)


def _names(value: Any) -> Iterator[Any]:
    """Names as contributors. All particles go before the family name, where entries have them."""
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str) and name.strip():
            yield values.name_in_one_line(plain_of(name)) or values.group(plain_of(name))
        elif isinstance(name, dict):
            yield from _name(name)


def _name(name: dict[str, Any]) -> Iterator[Any]:
    family, given = plain_of(name.get("family")), plain_of(name.get("given"))
    for particle in (plain_of(name.get("non-dropping-particle")), plain_of(name.get("dropping-particle"))):
        if particle:
            family = f"{particle}{'' if particle[-1] in '’-' + chr(39) else ' '}{family}"
    literal = plain_of(name.get("literal") or name.get("name"))
    if family or given:
        units = [unit for each in maps_of(name.get("affiliation")) if (unit := plain_of(each.get("name")))]
        suffix = plain_of(name.get("suffix"))
        orcid, first = orcid_of(name.get("ORCID")), "true" if name.get("static-ordering") is True else ""
        yield values.person(given, family, suffix, orcid=orcid, affiliations=units, family_first=first)
    elif literal:
        yield values.group(literal)


def _keywords(value: Any) -> list[str]:
    if isinstance(value, list):
        return values.without_repeats(map(plain_of, value))
    return values.keyword_list(plain_of(value))


def _read_numbers(made: DraftFromMap, kind: str) -> None:
    """`number` is that of a report or patent, of an article, of a preprint in arXiv, or of an issue."""
    number = plain_of(made.take("number"))
    rows = TYPES[kind].rows
    if found := re.fullmatch(r"arxiv: ?(\S+)", number, re.IGNORECASE):
        made.put("arxiv", found[1], "number")
    elif number and "number" in rows:
        made.put("number", [part for part in re.split(r",\s+", number) if part])
    elif number and "article_number" in rows:
        made.put("article_number", number)
    else:
        made.lose("number", number)
    if made.data.get("pages") == made.data.get("article_number"):
        made.data.pop("pages", None)
    country, authority = made.text("jurisdiction"), made.text("authority")
    if re.fullmatch(r"[A-Z]{2}", country):
        made.put("country", country)
    else:
        made.lose("jurisdiction", country)
    by_authority = TYPES[kind].authority or kind == "report"
    made.put("institution" if by_authority else "publisher", authority, "authority")


def _read_home(made: DraftFromMap, kind: str) -> None:
    """What it appeared in, and who published it."""
    titles = [plain_of(title) for title in texts_of(made.take("container-title"))]
    field = _field_of_container(made, kind)
    if len(titles) == 2 and field == "book":  # Crossref: the series, then the book
        made.put("series", titles.pop(0), "container-title")
    for title in titles:
        made.put(field, title, "container-title")
    publisher = plain_of(made.take("publisher"))
    if kind == "preprint" and publisher == "arXiv" and "arxiv" in made.data:
        return
    made.put("institution" if kind in ("thesis", "report", "working-paper") else "publisher", publisher, "publisher")


def _read_others(made: DraftFromMap) -> None:
    """The work that is reviewed, and the original of a reprint or a translation."""
    reviewed = {"title": line_of(made.text("reviewed-title")), "authors": list(_names(made.take("reviewed-author")))}
    made.take("reviewed-genre")
    original = {
        "title": line_of(made.text("original-title")),
        "authors": list(_names(made.take("original-author"))),
        "issued": csl_date(made.take("original-date")),
        "publisher": plain_of(made.take("original-publisher")),
        "place": plain_of(made.take("original-publisher-place")),
    }
    for field, said in (("reviewed", reviewed), ("original", original)):
        made.put(field, {name: value for name, value in said.items() if value})


def _field_of_container(made: DraftFromMap, kind: str) -> str:
    rows = TYPES[kind].rows
    if "book" in rows:
        in_journal = "journal" in rows and "issn" in made.data and "isbn" not in made.data
        return "journal" if in_journal and made.data.keys() & {"volume", "issue"} else "book"
    if "journal" in rows:
        return "journal"
    return "publisher" if kind == "preprint" and "publisher" not in made.record else "series"


def _read_dates(made: DraftFromMap, kind: str) -> None:
    said = made.take("issued", "published", "published-print", "published-online")
    issued = csl_date(said)
    status = status_of(made.text("status")) or ("" if issued else status_of(text_of(inner(said, "literal"))))
    if "status" in made.record and not status:
        made.lose("status", made.record["status"])
    made.put("status", "" if status == "published" else status)
    if not issued and not status and said:
        made.lose("issued", said)
    submitted = csl_date(made.take("submitted"))
    if kind == "patent":
        made.put("filed", submitted)
    elif submitted or status not in ("submitted", "in-preparation"):
        made.put("submitted", submitted)
    else:
        made.put("submitted", issued)
    if status not in ("submitted", "in-preparation"):
        made.put("issued", issued)


def csl_date(value: Any) -> str:
    """A date variable as EDTF: `date-parts` with `season` and `circa`, the parts by name as Pandoc has them, or words.

    "" if there is none.
    """
    if isinstance(value, str | int):
        return date_in(str(value))
    if isinstance(value, list):
        return "/".join(dict.fromkeys(filter(None, map(csl_date, value[:2]))))
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if not parts and "year" in value:
        parts = [[value.get("year"), value.get("month"), value.get("day")]]
    qualifier = "~" if value.get("circa") not in (None, False, 0, "", "false", "0") else ""
    season = value.get("season")
    ends = [_end(each, season, qualifier) for each in _list(parts) if isinstance(each, list)][:2]
    found = "/".join(dict.fromkeys(filter(None, ends)))
    return found if values.is_date(found) else date_in(text_of(value.get("raw") or value.get("literal")))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _end(parts: list[Any], season: Any, qualifier: str) -> str:
    """Year, month and day as EDTF, as precise as can be read. Before year 1 comes -1; months from 13 are seasons."""
    numbers = [int(text) for text in map(text_of, parts) if re.fullmatch(r"-?[0-9]{1,4}", text)]
    if not numbers or not numbers[0]:
        return ""
    year, month, day = (*numbers, 0, 0)[:3]
    year += year < 0
    if not month and (found := re.fullmatch(r"(?:season-0)?([1-4])", text_of(season))):
        month = 20 + int(found[1])
    month += 8 if 13 <= month <= 16 else 0
    for date in (PartialDate(year, month, day, qualifier), PartialDate(year, month, 0, qualifier)):
        if values.is_date(str(date)):
            return str(date)
    return str(PartialDate(year, 0, 0, qualifier))


def _read_event(made: DraftFromMap) -> None:
    said = made.take("event-title") or made.record.get("event")
    made.take("event")
    place = plain_of(made.take("event-place") or inner(said, "location"))
    start, _, end = csl_date(made.take("event-date") or inner(said, "start")).partition("/")
    end = end or csl_date(inner(said, "end"))
    name = plain_of(inner(said, "name")) or plain_of(said)
    if name:
        event = {"name": name, "place": place, "start": start, "end": "" if end == start else end}
        made.put("event", {field: value for field, value in event.items() if value})
    elif place and "place" not in made.data:
        made.put("place", place)
    else:
        made.lose("event-place", place)


def _read_key(made: DraftFromMap) -> None:
    said = made.text("citation-key", "citekey")
    key = said or text_of(made.record.get("id"))
    if key and _CITE_KEY.fullmatch(key) and not _UNSTABLE.fullmatch(key) and "doi.org/" not in key:
        made.put("cite_key", key)
